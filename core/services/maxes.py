"""Maxes: what somebody lifted, and the one-rep max that it meant when it was written down. Rows only add up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import distinct_on

from core.engine.curve import one_rm_g
from core.engine.models import MaxSource
from core.engine.units import Unit
from core.persistence.database import Transaction
from core.persistence.tables import maxes as table
from core.services import access, library
from core.services.access import Actor

ENTERED_REPS = {MaxSource.INPUT_1RM: 1, MaxSource.INPUT_3RM: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """So many repetitions at a load, as it was typed."""

    exercise_id: int
    load_g: int
    typed_load: Decimal
    unit: Unit
    reps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Max:
    """A max as kept: the input, and what was derived from it."""

    id: int
    exercise_id: int
    at: datetime
    source: MaxSource
    load_g: int
    typed_load: Decimal
    unit: Unit
    reps: int
    one_rm_g: int


async def record(
    tx: Transaction,
    actor: Actor,
    lifted: Sequence[Lifted],
    source: MaxSource,
    now: datetime,
    event_id: int | None = None,
) -> None:
    """Add maxes. What is entered with three repetitions says so; what was tested or calculated stays that."""
    await access.scope(tx, actor)
    await library.check_known(tx, actor, [each.exercise_id for each in lifted])
    rows = [
        {
            "athlete_id": actor.athlete_id,
            "at": now,
            "event_id": event_id,
            "exercise_id": each.exercise_id,
            "source": _source(source, each.reps),
            "load_g": each.load_g,
            "typed_load": each.typed_load,
            "unit": each.unit,
            "reps": each.reps,
            "one_rm_g": one_rm_g(each.load_g, each.reps),
        }
        for each in lifted
    ]
    if rows:
        await tx.run(insert(table).values(rows))


def _source(source: MaxSource, reps: int) -> MaxSource:
    if source not in ENTERED_REPS:
        return source
    return MaxSource.INPUT_3RM if reps == ENTERED_REPS[MaxSource.INPUT_3RM] else MaxSource.INPUT_1RM


async def current(
    tx: Transaction, actor: Actor, exercise_ids: Collection[int] | None = None
) -> dict[int, Max]:
    """The newest max of every lift that has one."""
    await access.scope(tx, actor)
    c = table.c
    of = [c.athlete_id == actor.athlete_id]
    if exercise_ids is not None:
        of.append(c.exercise_id.in_(exercise_ids))
    newest = select(table).where(*of).ext(distinct_on(c.exercise_id))
    rows = await tx.run(newest.order_by(c.exercise_id, c.at.desc(), c.id.desc()))
    return {
        row["exercise_id"]: Max(
            id=row["id"],
            exercise_id=row["exercise_id"],
            at=row["at"],
            source=row["source"],
            load_g=row["load_g"],
            typed_load=row["typed_load"],
            unit=row["unit"],
            reps=row["reps"],
            # Rows from before this was kept are read by today's curve.
            one_rm_g=row["one_rm_g"] if row["one_rm_g"] is not None else one_rm_g(row["load_g"], row["reps"]),
        )
        for row in rows.mappings()
    }
