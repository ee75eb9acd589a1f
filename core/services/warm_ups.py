"""How each lift is warmed up: one of five protocols, the standard one where nothing is set."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import WarmUpProtocol, WarmUpStep
from core.engine.warm_ups import is_way_up, steps_of
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import warm_up_configs as table
from core.services import access, library
from core.services.access import Actor


async def set_protocol(
    tx: Transaction,
    actor: Actor,
    exercise_id: int,
    protocol: WarmUpProtocol,
    now: datetime,
    custom_steps: Sequence[tuple[float, int]] | None = None,
) -> None:
    """Choose a lift's warm-up. A custom one brings its steps, in percent of the work and repetitions."""
    await access.scope(tx, actor)
    await library.check_known(tx, actor, [exercise_id])
    values = {
        "protocol": protocol,
        "custom_steps": None if custom_steps is None else _checked(custom_steps),
        "updated_at": now,
    }
    await tx.run(
        upsert(table)
        .values(athlete_id=actor.athlete_id, exercise_id=exercise_id, **values)
        .on_conflict_do_update(index_elements=["athlete_id", "exercise_id"], set_=values)
    )


def _checked(custom_steps: Sequence[tuple[float, int]]) -> tuple[WarmUpStep, ...]:
    try:
        steps = tuple(WarmUpStep(percent=percent, reps=reps) for percent, reps in custom_steps)
    except ValueError:
        raise Refused(why="warm_up_steps") from None
    if not is_way_up(steps):
        raise Refused(why="warm_up_steps")
    return steps


async def reset(tx: Transaction, actor: Actor, exercise_id: int) -> None:
    """Warm a lift up in the standard way again."""
    await access.scope(tx, actor)
    mine = (table.c.athlete_id == actor.athlete_id) & (table.c.exercise_id == exercise_id)
    await tx.run(delete(table).where(mine))


async def set_for(
    tx: Transaction, actor: Actor, exercise_ids: Collection[int]
) -> dict[int, tuple[WarmUpStep, ...]]:
    """The steps of the lifts that have a protocol of their own. The others warm up in the standard way."""
    await access.scope(tx, actor)
    mine = (table.c.athlete_id == actor.athlete_id) & table.c.exercise_id.in_(exercise_ids)
    rows = await tx.run(select(table).where(mine))
    return {row.exercise_id: steps_of(row.protocol, row.custom_steps or ()) for row in rows}
