"""Where sessions stand in a program: the week, the day of the week, the order within the day."""

from datetime import datetime

from sqlalchemy import insert, or_, select, update

from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import program_sessions, programs, session_templates
from core.services.access import Actor
from core.services.content.layout import put, renumber
from core.services.content.ownership import change, delete_unused


async def place(
    tx: Transaction,
    actor: Actor,
    program_id: int,
    template_id: int,
    week: int,
    day_of_week: int,
    now: datetime,
    *,
    at: int | None = None,
) -> int:
    """Put a template into a program, last of its day or at a place; it may stand in many."""
    organization_id = await change(tx, actor, programs, program_id, now)
    await _check_week(tx, program_id, week)
    c = session_templates.c
    offered = (c.id == template_id) & c.archived_at.is_(None)
    owner = or_(c.organization_id.is_(None), c.organization_id == organization_id)
    if (await tx.run(select(c.id).where(offered, owner))).first() is None:
        raise NotFound(what=session_templates.name)
    there = await _of_day(tx, program_id, week, day_of_week)
    placed: int = (
        await tx.run(
            insert(program_sessions)
            .values(
                program_id=program_id,
                session_template_id=template_id,
                week_number=week,
                day_of_week=day_of_week,
                order_index=len(there),
            )
            .returning(program_sessions.c.id)
        )
    ).scalar_one()
    await renumber(tx, program_sessions, "order_index", put(there, placed, at))
    return placed


async def move(
    tx: Transaction,
    actor: Actor,
    program_id: int,
    program_session_id: int,
    week: int,
    day_of_week: int,
    now: datetime,
    *,
    at: int | None = None,
) -> None:
    """Put a session on another day, or at another place of its day."""
    await change(tx, actor, programs, program_id, now)
    await _check_week(tx, program_id, week)
    was, to = await _day_of(tx, program_id, program_session_id), (week, day_of_week)
    left = [one for one in await _of_day(tx, program_id, *was) if one != program_session_id]
    there = left
    if to != was:
        there = await _of_day(tx, program_id, *to)
        moved = update(program_sessions).where(program_sessions.c.id == program_session_id)
        await tx.run(moved.values(week_number=week, day_of_week=day_of_week, order_index=len(there)))
        await renumber(tx, program_sessions, "order_index", left)
    await renumber(tx, program_sessions, "order_index", put(there, program_session_id, at))


async def remove(
    tx: Transaction, actor: Actor, program_id: int, program_session_id: int, now: datetime
) -> None:
    """Take a session out of a program, unless somebody's training came from it."""
    await change(tx, actor, programs, program_id, now)
    was = await _day_of(tx, program_id, program_session_id)
    await delete_unused(tx, program_sessions, program_session_id)
    await renumber(tx, program_sessions, "order_index", await _of_day(tx, program_id, *was))


async def _check_week(tx: Transaction, program_id: int, week: int) -> None:
    weeks = (await tx.run(select(programs.c.weeks).where(programs.c.id == program_id))).scalar_one()
    if week > weeks:
        raise Refused(why="week_outside", weeks=weeks)


async def _day_of(tx: Transaction, program_id: int, program_session_id: int) -> tuple[int, int]:
    c = program_sessions.c
    mine = (c.id == program_session_id) & (c.program_id == program_id)
    row = (await tx.run(select(c.week_number, c.day_of_week).where(mine))).first()
    if row is None:
        raise NotFound(what=program_sessions.name)
    return row.week_number, row.day_of_week


async def _of_day(tx: Transaction, program_id: int, week: int, day_of_week: int) -> list[int]:
    c = program_sessions.c
    day = (c.program_id == program_id) & (c.week_number == week) & (c.day_of_week == day_of_week)
    return list((await tx.run(select(c.id).where(day).order_by(c.order_index))).scalars())
