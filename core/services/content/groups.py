"""Exercise groups of a session template: exercises alone, as supersets, as circuits."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert, or_, select, update

from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import exercise_groups, exercises, session_exercises
from core.services.access import Actor
from core.services.content import layout, templates


async def add(
    tx: Transaction,
    actor: Actor,
    template_id: int,
    exercise_ids: Sequence[int],
    now: datetime,
    *,
    at: int | None = None,
    name: str | None = None,
) -> int:
    """A new group of these exercises, last or at a place."""
    organization_id = await templates.edit(tx, actor, template_id, now)
    await check_exercises(tx, organization_id, exercise_ids)
    before = await layout.read(tx, template_id)
    group_id = await insert_group(tx, template_id, before, now, name)
    rows = [
        {"exercise_group_id": group_id, "exercise_id": exercise_id, "order_within_group": order}
        for order, exercise_id in enumerate(exercise_ids)
    ]
    await tx.run(insert(session_exercises).values(rows))
    (*others, added) = await layout.read(tx, template_id)
    await layout.write(tx, before, layout.put(others, added, at))
    return group_id


async def insert_group(
    tx: Transaction, template_id: int, before: layout.Layout, now: datetime, name: str | None = None
) -> int:
    """An empty group behind all others, to be filled in the same transaction."""
    made = await tx.run(
        insert(exercise_groups)
        .values(
            session_template_id=template_id,
            order_index=len(before),
            name=name and name.strip(),
            created_at=now,
            updated_at=now,
        )
        .returning(exercise_groups.c.id)
    )
    return int(made.scalar_one())


async def check_exercises(tx: Transaction, organization_id: int, exercise_ids: Sequence[int]) -> None:
    """Refuse exercises that are not there for all who train by the organization's content."""
    if not exercise_ids or await shared(tx, organization_id, exercise_ids) != set(exercise_ids):
        raise NotFound(what=exercises.name)


async def shared(tx: Transaction, organization_id: int, exercise_ids: Iterable[int]) -> set[int]:
    """Of these exercises, the curated ones and the organization's own; a coach's private ones stay private."""
    c = exercises.c
    owner = or_(c.organization_id.is_(None), c.organization_id == organization_id)
    found = select(c.id).where(
        c.id.in_(set(exercise_ids)), owner, c.athlete_id.is_(None), c.archived_at.is_(None)
    )
    return set((await tx.run(found)).scalars())


async def remove(tx: Transaction, actor: Actor, template_id: int, group_id: int, now: datetime) -> None:
    """Take a group out with its exercises."""
    await templates.edit(tx, actor, template_id, now)
    before = await layout.read(tx, template_id)
    gone = layout.group_of(before, group_id)
    await layout.write(tx, before, layout.without(before, gone.exercises))


async def move(
    tx: Transaction, actor: Actor, template_id: int, group_id: int, at: int, now: datetime
) -> None:
    """Put a group at another place."""
    await templates.edit(tx, actor, template_id, now)
    before = await layout.read(tx, template_id)
    moved = layout.group_of(before, group_id)
    others = [group for group in before if group.id != group_id]
    await layout.write(tx, before, layout.put(others, moved, at))


async def merge(
    tx: Transaction, actor: Actor, template_id: int, group_id: int, into_id: int, now: datetime
) -> None:
    """Do a group's exercises together with those of another, behind them."""
    await templates.edit(tx, actor, template_id, now)
    before = await layout.read(tx, template_id)
    moved, into = layout.group_of(before, group_id), layout.group_of(before, into_id)
    if moved != into:
        left = layout.without(before, moved.exercises)
        await layout.write(tx, before, layout.changed(left, into_id, into.exercises + moved.exercises))


async def rename(
    tx: Transaction, actor: Actor, template_id: int, group_id: int, name: str | None, now: datetime
) -> None:
    """Give a group a name of its own, or let it be called by the letter of its place."""
    await templates.edit(tx, actor, template_id, now)
    c = exercise_groups.c
    mine = (c.id == group_id) & (c.session_template_id == template_id)
    renamed = update(exercise_groups).where(mine).values(name=name and name.strip(), updated_at=now)
    if (await tx.run(renamed)).rowcount == 0:
        raise NotFound(what=exercise_groups.name)
