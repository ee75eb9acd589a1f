"""The blocks of a plan as they are stored: read in order, added, and changed as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Select, delete, insert, select, update

from core.engine.models import Block, PlacedBlock
from core.persistence.database import Transaction
from core.persistence.tables import adaptations, macrocycles, mesocycles, training_blocks, workouts

PARKED_FROM = 99  # the highest order there is: where blocks stand while they change places


def of_active_plan(athlete_id: int) -> Select[Any]:
    """The blocks of the athlete's active plan, in order, with what the next one needs to know."""
    blocks, mesos, cycles = training_blocks, mesocycles, macrocycles
    of_meso = (mesos.c.athlete_id == blocks.c.athlete_id) & (mesos.c.id == blocks.c.mesocycle_id)
    of_cycle = (cycles.c.athlete_id == mesos.c.athlete_id) & (cycles.c.id == mesos.c.macrocycle_id)
    return (
        select(
            blocks,
            cycles.c.id.label("plan_id"),
            cycles.c.goal.label("plan_goal"),
            mesos.c.order_index.label("mesocycle_index"),
        )
        .join(mesos, of_meso)
        .join(cycles, of_cycle)
        .where(blocks.c.athlete_id == athlete_id, cycles.c.ended_on.is_(None))
    )


async def load(tx: Transaction, athlete_id: int) -> tuple[PlacedBlock, ...]:
    """The blocks of the active plan, in order. The caller has opened the scope."""
    in_order = of_active_plan(athlete_id).order_by(mesocycles.c.order_index, training_blocks.c.order_index)
    return tuple(from_row(row) for row in (await tx.run(in_order)).mappings())


def from_row(row: Mapping[Any, Any]) -> PlacedBlock:
    """A block as stored."""
    place = {name: row[name] for name in ("id", "mesocycle_id", "order_index", "starts_on")}
    return PlacedBlock(**place, block=Block(**{each.name: row[each.name] for each in fields(Block)}))


async def add(tx: Transaction, athlete_id: int, placed: PlacedBlock) -> PlacedBlock:
    """Store a new block. The caller has opened the scope."""
    new = insert(training_blocks).values(athlete_id=athlete_id, **_values(placed))
    added = await tx.run(new.returning(training_blocks.c.id))
    return replace(placed, id=added.scalar_one())


async def change(
    tx: Transaction, athlete_id: int, before: Sequence[PlacedBlock], after: Sequence[PlacedBlock]
) -> tuple[PlacedBlock, ...]:
    """Make the plan's blocks these: what is new is added, what is missing goes, what differs is changed."""
    known = {placed.id: placed for placed in before}
    kept = {placed.id for placed in after}
    for gone in [placed.id for placed in before if placed.id not in kept]:
        await tx.run(delete(training_blocks).where(*_is(athlete_id, gone)))
    differs = [placed for placed in after if placed.id is not None and placed != known[placed.id]]
    moved = [placed for placed in differs if placed.order_index != known[placed.id].order_index]
    for place, placed in enumerate(moved):  # two blocks can change places only by way of a third
        await tx.run(_update(athlete_id, placed).values(order_index=PARKED_FROM - place))
    for placed in differs:
        await tx.run(_update(athlete_id, placed).values(**_values(placed)))
    return tuple([placed if placed.id is not None else await add(tx, athlete_id, placed) for placed in after])


async def let_go(tx: Transaction, athlete_id: int, block_ids: Sequence[int | None]) -> None:
    """What points to blocks that go, and was never trained, stays without them."""
    for table in (workouts, adaptations):
        theirs = table.c.training_block_id.in_(block_ids)
        await tx.run(
            update(table).where(table.c.athlete_id == athlete_id, theirs).values(training_block_id=None)
        )


def _update(athlete_id: int, placed: PlacedBlock) -> Any:
    return update(training_blocks).where(*_is(athlete_id, placed.id))


def _is(athlete_id: int, block_id: int | None) -> tuple[Any, ...]:
    return training_blocks.c.athlete_id == athlete_id, training_blocks.c.id == block_id


def _values(placed: PlacedBlock) -> dict[str, Any]:
    return {
        "mesocycle_id": placed.mesocycle_id,
        "order_index": placed.order_index,
        "starts_on": placed.starts_on,
        **{each.name: getattr(placed.block, each.name) for each in fields(Block)},
    }
