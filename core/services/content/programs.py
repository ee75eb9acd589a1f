"""Programs: made, versioned, archived; deleted only where nothing refers to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from core.engine.models import Sport
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import program_sessions, programs
from core.services import access
from core.services.access import Actor
from core.services.content.ownership import change, delete_unused, readable
from core.services.custom_exercises import members_only


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramHead:
    """A program in a list."""

    id: int
    organization_id: int | None
    name: str
    sport: Sport
    weeks: int
    version: int


async def make(
    tx: Transaction,
    actor: Actor,
    organization_id: int,
    name: str,
    weeks: int,
    now: datetime,
    *,
    sport: Sport = Sport.STRENGTH,
    version: int = 1,
) -> int:
    """A program of an organization with no sessions in it yet."""
    await members_only(tx, actor, organization_id)
    made = await tx.run(
        insert(programs)
        .values(
            organization_id=organization_id,
            author_user_id=actor.user_id,
            name=name.strip(),
            sport=sport,
            weeks=weeks,
            version=version,
            created_at=now,
            updated_at=now,
        )
        .returning(programs.c.id)
    )
    return int(made.scalar_one())


async def listed(tx: Transaction, actor: Actor) -> Sequence[ProgramHead]:
    """The programs on offer, each in its newest version: the organizations' own first."""
    await access.scope(tx, actor)
    c = programs.c
    newest = (
        select(c.id, c.organization_id, c.name, c.sport, c.weeks, c.version)
        .ext(distinct_on(c.organization_id, c.name))
        .where(readable(actor, programs), c.archived_at.is_(None))
        .order_by(c.organization_id, c.name, c.version.desc())
    )
    rows = await tx.run(newest)
    return [ProgramHead(**row) for row in rows.mappings()]


async def rename(tx: Transaction, actor: Actor, program_id: int, name: str, now: datetime) -> None:
    """Give a program another name, in all its versions."""
    organization_id = await change(tx, actor, programs, program_id, now)
    c = programs.c
    old = select(c.name).where(c.id == program_id).scalar_subquery()
    taken = select(c.id).where(c.organization_id == organization_id, c.name == name.strip(), c.name != old)
    if (await tx.run(taken.limit(1))).first() is not None:
        raise Refused(why="program_name_taken")
    versions = (c.organization_id == organization_id) & (c.name == old)
    await tx.run(update(programs).where(versions).values(name=name.strip(), updated_at=now))


async def write_note(tx: Transaction, actor: Actor, program_id: int, note: str | None, now: datetime) -> None:
    """Say something about it, or nothing any more."""
    await change(tx, actor, programs, program_id, now, note=note)


async def resize(tx: Transaction, actor: Actor, program_id: int, weeks: int, now: datetime) -> None:
    """Make it longer, or shorter where the weeks that go are empty."""
    await change(tx, actor, programs, program_id, now, weeks=weeks)
    c = program_sessions.c
    last = await tx.run(select(func.max(c.week_number)).where(c.program_id == program_id))
    if (last.scalar_one() or 0) > weeks:
        raise Refused(why="week_not_empty")


async def new_version(tx: Transaction, actor: Actor, program_id: int, now: datetime) -> int:
    """The next version, like this one: its sessions are shared until one is edited, and then only the newest changes.

    Any version can be taken up again in this way.
    """
    organization_id = await change(tx, actor, programs, program_id, now)
    c, place = programs.c, program_sessions.c
    name = (await tx.run(select(c.name).where(c.id == program_id))).scalar_one()
    version = await next_version(tx, organization_id, name)
    columns = [c.organization_id, c.name, c.sport, c.weeks, c.note]
    like = select(*columns, literal(actor.user_id), literal(version), literal(now), literal(now))
    head = [*columns, c.author_user_id, c.version, c.created_at, c.updated_at]
    made = insert(programs).from_select(head, like.where(c.id == program_id)).returning(c.id)
    new_id = int((await tx.run(made)).scalar_one())
    where = [place.session_template_id, place.week_number, place.day_of_week, place.order_index]
    sessions = select(literal(new_id), *where).where(place.program_id == program_id)
    await tx.run(insert(program_sessions).from_select([place.program_id, *where], sessions))
    return new_id


async def next_version(tx: Transaction, organization_id: int, name: str) -> int:
    """The number after the newest version's; whoever else makes one waits until this one is there."""
    versions = await tx.run(select(programs.c.version).where(_of(organization_id, name)).with_for_update())
    versions.all()
    newest = await tx.run(select(func.max(programs.c.version)).where(_of(organization_id, name)))
    return int(newest.scalar_one() or 0) + 1


def _of(organization_id: int, name: str) -> ColumnElement[bool]:
    return (programs.c.organization_id == organization_id) & (programs.c.name == name)


async def archive(tx: Transaction, actor: Actor, program_id: int, now: datetime) -> None:
    """Offer it no more; who trains by it goes on."""
    await change(tx, actor, programs, program_id, now, archived_at=now)


async def restore(tx: Transaction, actor: Actor, program_id: int, now: datetime) -> None:
    """Offer it again."""
    await change(tx, actor, programs, program_id, now, archived_at=None)


async def remove(tx: Transaction, actor: Actor, program_id: int, now: datetime) -> None:
    """Delete a program by which nobody trains; its templates stay for others."""
    await change(tx, actor, programs, program_id, now)
    await delete_unused(tx, programs, program_id)
