"""Auxiliaries: a pool for each main lift, in the athlete's order, and the two of it that a block trains."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import PlacedBlock
from core.engine.rotation import auxiliaries
from core.persistence.database import Transaction
from core.persistence.tables import auxiliary_assignments, auxiliary_pool, mesocycles, training_blocks
from core.services import access, library
from core.services.access import Actor

AT_ONCE = text("SET CONSTRAINTS uq_auxiliary_pool_position IMMEDIATE")  # or it would fail where nobody hears


async def pools(tx: Transaction, actor: Actor) -> Mapping[int, tuple[int, ...]]:
    """The actor's pools by main lift, in order; what is passed over is not in them."""
    await access.scope(tx, actor)
    return await _pools(tx, actor.athlete_id)


async def set_pool(
    tx: Transaction,
    actor: Actor,
    main_exercise_id: int,
    exercise_ids: Sequence[int],
    block: PlacedBlock,
    now: datetime,
) -> None:
    """These go along with a main lift, in this order, from this block on; what else was in its pool is passed over."""
    await access.scope(tx, actor)
    wanted = list(dict.fromkeys(exercise_ids))
    await library.check_known(tx, actor, [main_exercise_id, *wanted])
    c, chosen = auxiliary_pool.c, auxiliary_assignments.c
    of_lift = (c.athlete_id == actor.athlete_id, c.main_exercise_id == main_exercise_id)
    known = (await tx.run(select(c.exercise_id).where(*of_lift).order_by(c.pool_position))).scalars()
    ordered = [*wanted, *(each for each in known if each not in wanted)]
    rows = [
        {
            "athlete_id": actor.athlete_id,
            "main_exercise_id": main_exercise_id,
            "exercise_id": exercise_id,
            "pool_position": position,
            "is_active": position < len(wanted),
        }
        for position, exercise_id in enumerate(ordered)
    ]
    if rows:
        new = upsert(auxiliary_pool).values(rows)
        key = ("athlete_id", "main_exercise_id", "exercise_id")
        replaced = {name: new.excluded[name] for name in ("pool_position", "is_active")}
        await tx.run(new.on_conflict_do_update(index_elements=key, set_=replaced))
        await tx.run(AT_ONCE)
    of_block = (chosen.training_block_id == block.id, chosen.main_exercise_id == main_exercise_id)
    await tx.run(delete(auxiliary_assignments).where(chosen.athlete_id == actor.athlete_id, *of_block))
    await assign(tx, actor.athlete_id, block, now)


async def _pools(tx: Transaction, athlete_id: int) -> Mapping[int, tuple[int, ...]]:
    c = auxiliary_pool.c
    mine = select(c.main_exercise_id, c.exercise_id).where(c.athlete_id == athlete_id, c.is_active)
    found: dict[int, tuple[int, ...]] = {}
    for row in await tx.run(mine.order_by(c.main_exercise_id, c.pool_position)):
        found[row.main_exercise_id] = (*found.get(row.main_exercise_id, ()), row.exercise_id)
    return found


async def assign(tx: Transaction, athlete_id: int, block: PlacedBlock, now: datetime) -> None:
    """Choose the auxiliaries of a block from every pool; what is chosen already stays. The scope is open."""
    pools = await _pools(tx, athlete_id)
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


async def standing(tx: Transaction, athlete_id: int, block_id: int) -> Mapping[int, tuple[int, ...]]:
    """The auxiliaries of a block, in order of their slots, by main lift. The caller has opened the scope."""
    c = auxiliary_assignments.c
    mine = select(auxiliary_assignments).where(c.athlete_id == athlete_id, c.training_block_id == block_id)
    found: dict[int, tuple[int, ...]] = {}
    for row in await tx.run(mine.order_by(c.main_exercise_id, c.slot)):
        found[row.main_exercise_id] = (*found.get(row.main_exercise_id, ()), row.exercise_id)
    return found


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
