"""Auxiliaries: a pool for each main lift, in the athlete's order, and the two of it that a block trains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import PlacedBlock
from core.engine.rotation import auxiliaries
from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import auxiliary_assignments, auxiliary_pool, mesocycles, training_blocks
from core.services import access, library
from core.services.access import Actor

AT_ONCE = text("SET CONSTRAINTS uq_auxiliary_pool_position IMMEDIATE")  # or it would fail where nobody hears


@dataclass(frozen=True, slots=True, kw_only=True)
class Auxiliary:
    """An exercise of a pool; one that is not active keeps its place and is passed over."""

    exercise_id: int
    active: bool


async def pool(
    tx: Transaction, actor: Actor, athlete_id: int, main_exercise_id: int
) -> tuple[Auxiliary, ...]:
    """The pool of a main lift, in order."""
    await access.scope(tx, actor, [athlete_id])
    c = auxiliary_pool.c
    mine = select(c.exercise_id, c.is_active).where(*_pool(athlete_id, main_exercise_id))
    rows = await tx.run(mine.order_by(c.pool_position))
    return tuple(Auxiliary(exercise_id=row.exercise_id, active=row.is_active) for row in rows)


async def add(
    tx: Transaction,
    actor: Actor,
    athlete_id: int,
    main_exercise_id: int,
    exercise_id: int,
    position: int | None = None,
) -> None:
    """Put an exercise into a pool: at a 0-based position, or at the end."""
    known = [each.exercise_id for each in await pool(tx, actor, athlete_id, main_exercise_id)]
    if not await library.load(tx, access.seen_as(actor, athlete_id), [exercise_id]):
        raise NotFound(what="exercise")
    await tx.run(
        insert(auxiliary_pool).values(
            athlete_id=athlete_id,
            main_exercise_id=main_exercise_id,
            exercise_id=exercise_id,
            pool_position=len(known),
        )
    )
    await _order(tx, athlete_id, main_exercise_id, _placed(known, exercise_id, position))


async def move(
    tx: Transaction, actor: Actor, athlete_id: int, main_exercise_id: int, exercise_id: int, position: int
) -> None:
    """Give an exercise of a pool another 0-based position; the others close up."""
    known = await _known(tx, actor, athlete_id, main_exercise_id, exercise_id)
    others = [each for each in known if each != exercise_id]
    await _order(tx, athlete_id, main_exercise_id, _placed(others, exercise_id, position))


async def remove(
    tx: Transaction, actor: Actor, athlete_id: int, main_exercise_id: int, exercise_id: int
) -> None:
    """Take an exercise out of a pool. What it was assigned to stays as it was."""
    known = await _known(tx, actor, athlete_id, main_exercise_id, exercise_id)
    this = auxiliary_pool.c.exercise_id == exercise_id
    await tx.run(delete(auxiliary_pool).where(*_pool(athlete_id, main_exercise_id), this))
    await _order(tx, athlete_id, main_exercise_id, [each for each in known if each != exercise_id])


async def set_active(
    tx: Transaction, actor: Actor, athlete_id: int, main_exercise_id: int, exercise_id: int, active: bool
) -> None:
    """Pass an exercise over for a while, or take it up again; it keeps its place."""
    await _known(tx, actor, athlete_id, main_exercise_id, exercise_id)
    this = auxiliary_pool.c.exercise_id == exercise_id
    await tx.run(
        update(auxiliary_pool).where(*_pool(athlete_id, main_exercise_id), this).values(is_active=active)
    )


async def assign(tx: Transaction, athlete_id: int, block: PlacedBlock, now: datetime) -> None:
    """Choose the auxiliaries of a block from every pool; what is chosen already stays. The scope is open."""
    c = auxiliary_pool.c
    mine = select(c.main_exercise_id, c.exercise_id).where(c.athlete_id == athlete_id, c.is_active)
    pools: dict[int, list[int]] = {}
    for row in await tx.run(mine.order_by(c.main_exercise_id, c.pool_position)):
        pools.setdefault(row.main_exercise_id, []).append(row.exercise_id)
    if not pools:
        return
    number = await _number(tx, athlete_id, block)
    rows = [
        {
            "athlete_id": athlete_id,
            "training_block_id": block.id,
            "main_exercise_id": main_exercise_id,
            "slot": slot,
            "exercise_id": exercise_id,
            "created_at": now,
        }
        for main_exercise_id, ordered in pools.items()
        for slot, exercise_id in enumerate(auxiliaries(ordered, number), start=1)
    ]
    await tx.run(upsert(auxiliary_assignments).values(rows).on_conflict_do_nothing())


async def assigned(
    tx: Transaction, actor: Actor, athlete_id: int, block_id: int
) -> Mapping[int, tuple[int, ...]]:
    """The auxiliaries of a block, in order of their slots, by main lift."""
    await access.scope(tx, actor, [athlete_id])
    return await standing(tx, athlete_id, block_id)


async def standing(tx: Transaction, athlete_id: int, block_id: int) -> Mapping[int, tuple[int, ...]]:
    """The same where the caller has opened the scope."""
    c = auxiliary_assignments.c
    mine = select(auxiliary_assignments).where(c.athlete_id == athlete_id, c.training_block_id == block_id)
    found: dict[int, tuple[int, ...]] = {}
    for row in await tx.run(mine.order_by(c.main_exercise_id, c.slot)):
        found[row.main_exercise_id] = (*found.get(row.main_exercise_id, ()), row.exercise_id)
    return found


async def choose(
    tx: Transaction,
    actor: Actor,
    athlete_id: int,
    block_id: int,
    main_exercise_id: int,
    slot: int,
    exercise_id: int,
) -> None:
    """Train another auxiliary in a slot of a block than the one whose turn it is."""
    await access.scope(tx, actor, [athlete_id])
    if not await library.load(tx, access.seen_as(actor, athlete_id), [exercise_id]):
        raise NotFound(what="exercise")
    key = ("athlete_id", "training_block_id", "main_exercise_id", "slot")
    place = dict(zip(key, (athlete_id, block_id, main_exercise_id, slot), strict=True))
    chosen = {"exercise_id": exercise_id}
    await tx.run(
        upsert(auxiliary_assignments)
        .values(**place, **chosen)
        .on_conflict_do_update(index_elements=key, set_=chosen)
    )


async def _number(tx: Transaction, athlete_id: int, block: PlacedBlock) -> int:
    """How many blocks of the same plan stand before this one."""
    blocks, mesos = training_blocks, mesocycles
    own = (mesos.c.athlete_id == athlete_id) & (mesos.c.id == block.mesocycle_id)
    plan = select(mesos.c.macrocycle_id).where(own).scalar_subquery()
    of_meso = (mesos.c.athlete_id == blocks.c.athlete_id) & (mesos.c.id == blocks.c.mesocycle_id)
    earlier = blocks.c.starts_on < block.starts_on
    counted = select(func.count()).select_from(blocks.join(mesos, of_meso))
    found = await tx.run(
        counted.where(blocks.c.athlete_id == athlete_id, mesos.c.macrocycle_id == plan, earlier)
    )
    return int(found.scalar_one())


async def _known(
    tx: Transaction, actor: Actor, athlete_id: int, main_exercise_id: int, exercise_id: int
) -> list[int]:
    known = [each.exercise_id for each in await pool(tx, actor, athlete_id, main_exercise_id)]
    if exercise_id not in known:
        raise NotFound(what="exercise")
    return known


def _placed(others: Sequence[int], exercise_id: int, position: int | None) -> list[int]:
    at = len(others) if position is None else min(max(position, 0), len(others))
    return [*others[:at], exercise_id, *others[at:]]


async def _order(tx: Transaction, athlete_id: int, main_exercise_id: int, exercise_ids: list[int]) -> None:
    """Number a pool from 0 without gaps."""
    place = func.array_position(literal(exercise_ids, ARRAY(BigInteger)), auxiliary_pool.c.exercise_id) - 1
    await tx.run(
        update(auxiliary_pool).where(*_pool(athlete_id, main_exercise_id)).values(pool_position=place)
    )
    await tx.run(AT_ONCE)


def _pool(athlete_id: int, main_exercise_id: int) -> tuple[ColumnElement[bool], ...]:
    c = auxiliary_pool.c
    return c.athlete_id == athlete_id, c.main_exercise_id == main_exercise_id
