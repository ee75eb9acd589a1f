"""What comes before an exercise and what after it, from easier to harder; never in a circle."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Select, delete, func, insert, or_, select

from core.engine.models import ProgressionDirection
from core.errors import NotAllowed, Refused
from core.persistence.database import Transaction
from core.persistence.library import CURATED
from core.persistence.tables import exercise_progressions, exercises
from core.services import library
from core.services.access import Actor
from core.services.custom_exercises import members_only, organization_of
from core.services.library import Named

T = TypeVar("T")

LOCKED = "progressions"  # hashed to the first half of the lock's key; the second half is the organization


async def link(tx: Transaction, actor: Actor, easier_id: int, harder_id: int) -> None:
    """Say that one exercise is the harder form of another; linking twice is linking once."""
    organization_id = await _organization(tx, actor, easier_id, harder_id)
    # Two links made at the same moment could close a circle that neither of them sees.
    await tx.run(select(func.pg_advisory_xact_lock(func.hashtext(LOCKED), organization_id)))
    known = [(row.easier_id, row.harder_id) for row in await tx.run(_links(organization_id))]
    if (easier_id, harder_id) in known:
        return
    if leads_to(known, harder_id, easier_id):
        raise Refused(why="progression_cycle")
    await tx.run(insert(exercise_progressions).values(easier_id=easier_id, harder_id=harder_id))


async def unlink(tx: Transaction, actor: Actor, easier_id: int, harder_id: int) -> None:
    """Take a link back; one that is not there is gone already."""
    await _organization(tx, actor, easier_id, harder_id)
    c = exercise_progressions.c
    pair = (c.easier_id == easier_id) & (c.harder_id == harder_id)
    await tx.run(delete(exercise_progressions).where(pair))


async def easier(tx: Transaction, actor: Actor, exercise_id: int) -> tuple[Named, ...]:
    """The next easier exercises on offer."""
    return await _next(tx, actor, exercise_id, ProgressionDirection.EASIER)


async def harder(tx: Transaction, actor: Actor, exercise_id: int) -> tuple[Named, ...]:
    """The next harder exercises on offer."""
    return await _next(tx, actor, exercise_id, ProgressionDirection.HARDER)


def leads_to(links: Iterable[tuple[T, T]], start: T, goal: T) -> bool:
    """Whether links lead from an exercise to another, however far; every exercise leads to itself."""
    following: dict[T, list[T]] = defaultdict(list)
    for before, after in links:
        following[before].append(after)
    seen, waiting = {start}, [start]
    while waiting:
        new = set(following[waiting.pop()]) - seen
        seen |= new
        waiting += new
    return goal in seen


async def _next(
    tx: Transaction, actor: Actor, exercise_id: int, direction: ProgressionDirection
) -> tuple[Named, ...]:
    c = exercise_progressions.c
    here, there = c.harder_id, c.easier_id
    if direction is ProgressionDirection.HARDER:
        here, there = there, here
    rows = await tx.run(
        select(there.label("id"))
        .join(exercises, exercises.c.id == there)
        .where(here == exercise_id, exercises.c.archived_at.is_(None), library.visible(actor))
    )
    return tuple((await library.load(tx, actor, [row.id for row in rows])).values())


async def _organization(tx: Transaction, actor: Actor, easier_id: int, harder_id: int) -> int:
    """The one organization whose link this is; a link of curated exercises alone is nobody's to change."""
    owners = {await organization_of(tx, actor, each) for each in (easier_id, harder_id)} - {None}
    for owner in owners:
        await members_only(tx, actor, owner)
    if len(owners) != 1:
        raise NotAllowed
    return next(owner for owner in owners if owner is not None)


def _links(organization_id: int) -> Select[tuple[int, int]]:
    """What an organization sees: the curated links and its own."""
    c = exercise_progressions.c
    ours = or_(CURATED, exercises.c.organization_id == organization_id)
    offered = select(exercises.c.id).where(ours)
    return select(c.easier_id, c.harder_id).where(c.easier_id.in_(offered), c.harder_id.in_(offered))
