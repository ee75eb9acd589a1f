"""Exercises inside the groups of a session template, and what is prescribed of them."""

from datetime import datetime

from sqlalchemy import delete, insert, update
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import Series
from core.persistence.database import Transaction
from core.persistence.tables import prescriptions, session_exercises
from core.services.access import Actor
from core.services.content import groups, layout, templates


async def add(
    tx: Transaction,
    actor: Actor,
    template_id: int,
    group_id: int,
    exercise_id: int,
    now: datetime,
    *,
    at: int | None = None,
) -> int:
    """One more exercise in a group, last or at a place."""
    organization_id = await templates.edit(tx, actor, template_id, now)
    await groups.check_exercises(tx, organization_id, [exercise_id])
    before = await layout.read(tx, template_id)
    inside = layout.group_of(before, group_id).exercises
    added: int = (
        await tx.run(
            insert(session_exercises)
            .values(exercise_group_id=group_id, exercise_id=exercise_id, order_within_group=len(inside))
            .returning(session_exercises.c.id)
        )
    ).scalar_one()
    await layout.write(tx, before, layout.changed(before, group_id, layout.put(inside, added, at)))
    return added


async def remove(
    tx: Transaction, actor: Actor, template_id: int, session_exercise_id: int, now: datetime
) -> None:
    """Take an exercise out; a group that is left empty goes with it."""
    await templates.edit(tx, actor, template_id, now)
    before = await layout.read(tx, template_id)
    layout.home_of(before, session_exercise_id)
    await layout.write(tx, before, layout.without(before, [session_exercise_id]))


async def move(
    tx: Transaction,
    actor: Actor,
    template_id: int,
    session_exercise_id: int,
    group_id: int,
    at: int,
    now: datetime,
) -> None:
    """Put an exercise at another place, in its group or in another one."""
    await templates.edit(tx, actor, template_id, now)
    before = await layout.read(tx, template_id)
    layout.home_of(before, session_exercise_id)
    left = layout.without(before, [session_exercise_id])
    there = layout.group_of(left, group_id).exercises
    after = layout.changed(left, group_id, layout.put(there, session_exercise_id, at))
    await layout.write(tx, before, after)


async def split(
    tx: Transaction, actor: Actor, template_id: int, session_exercise_id: int, now: datetime
) -> int:
    """Let an exercise of a superset or circuit stand alone, right behind it: its group."""
    await templates.edit(tx, actor, template_id, now)
    before = await layout.read(tx, template_id)
    home = layout.home_of(before, session_exercise_id)
    if len(home.exercises) == 1:
        return home.id
    alone = layout.Group(await groups.insert_group(tx, template_id, before, now), (session_exercise_id,))
    left = layout.without(before, alone.exercises)
    await layout.write(tx, before, layout.put(left, alone, before.index(home) + 1))
    return alone.id


async def write_note(
    tx: Transaction,
    actor: Actor,
    template_id: int,
    session_exercise_id: int,
    note: str | None,
    now: datetime,
) -> None:
    """Say something about how it is done, or nothing any more."""
    await _edit(tx, actor, template_id, session_exercise_id, now)
    c = session_exercises.c
    await tx.run(update(session_exercises).where(c.id == session_exercise_id).values(note=note))


async def prescribe(
    tx: Transaction,
    actor: Actor,
    template_id: int,
    session_exercise_id: int,
    series: Series,
    now: datetime,
    *,
    week: int | None = None,
) -> None:
    """The sets for every week, or for one week of the program; none: not in that week."""
    await _edit(tx, actor, template_id, session_exercise_id, now)
    new = upsert(prescriptions).values(
        session_exercise_id=session_exercise_id, week_number=week, series=series
    )
    key = [prescriptions.c.session_exercise_id, prescriptions.c.week_number]
    await tx.run(new.on_conflict_do_update(index_elements=key, set_={"series": new.excluded.series}))


async def as_every_week(
    tx: Transaction, actor: Actor, template_id: int, session_exercise_id: int, week: int, now: datetime
) -> None:
    """A week that had sets of its own has the general ones again."""
    await _edit(tx, actor, template_id, session_exercise_id, now)
    c = prescriptions.c
    own = (c.session_exercise_id == session_exercise_id) & (c.week_number == week)
    await tx.run(delete(prescriptions).where(own))


async def _edit(
    tx: Transaction, actor: Actor, template_id: int, session_exercise_id: int, now: datetime
) -> None:
    await templates.edit(tx, actor, template_id, now)
    layout.home_of(await layout.read(tx, template_id), session_exercise_id)
