"""Writing the set log: it only ever grows. A correction and a taking back are rows of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from core.engine.models import PerformedSet, SetTarget
from core.engine.units import Unit
from core.persistence.database import Transaction
from core.persistence.tables.training import SetRow
from core.services.access import Actor
from core.services.history import rpe_to_halves

KEPT = (  # what a later row of the same set repeats
    "performed_at, workout_id, workout_exercise_id, exercise_id, bot_id, message_id, local_date, load_g, "
    "target_load_g, duration_s, distance_m, typed_load, unit, entry, reps, rpe_halves, target_reps, target_rpe_halves, "
    "body_weight, warm_up, failed, rehab, drop_set, note"
)
APPEND = f"""
INSERT INTO set_logs (athlete_id, row, corrects_id, trusted, {KEPT})
SELECT %(athlete_id)s, row, corrects_id, trusted, {KEPT} FROM jsonb_populate_recordset(NULL::set_logs, %(rows)s)
RETURNING id
"""
REPEAT = f"""
INSERT INTO set_logs (athlete_id, row, corrects_id, trusted, {KEPT})
SELECT athlete_id, %(row)s, coalesce(corrects_id, id), true, {KEPT}
FROM set_logs WHERE athlete_id = %(athlete_id)s AND coalesce(corrects_id, id) = %(first_id)s
ORDER BY id DESC LIMIT 1
RETURNING id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The message that a set came from: editing it corrects the set."""

    bot_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSet:
    """A set to be written: what was done, as it was typed, beside what was asked."""

    performed: PerformedSet
    workout_id: int
    workout_exercise_id: int
    target: SetTarget | None = None
    typed_load: Decimal | None = None
    unit: Unit | None = None
    body_weight: bool = False
    drop_set: bool = False
    origin: Origin | None = None
    entry: int | None = None
    note: str | None = None
    corrects: int | None = None  # the first row of the set that this corrects


async def append(tx: Transaction, actor: Actor, sets: Sequence[NewSet]) -> list[int]:
    """Write sets in one statement; their ids in order."""
    rows = Jsonb([_row(new) for new in sets])
    written = await tx.rows(APPEND, {"athlete_id": actor.athlete_id, "rows": rows})
    return [row["id"] for row in written]


async def take_back(tx: Transaction, actor: Actor, first_id: int) -> None:
    """Say that a set never happened."""
    await _repeat(tx, actor, first_id, SetRow.VOID)


async def trust(tx: Transaction, actor: Actor, first_id: int) -> None:
    """Say that an unusual set is right, so that the engine may learn from it."""
    await _repeat(tx, actor, first_id, SetRow.CORRECTION)


async def _repeat(tx: Transaction, actor: Actor, first_id: int, row: SetRow) -> None:
    await tx.rows(REPEAT, {"athlete_id": actor.athlete_id, "first_id": first_id, "row": row.value})


def _row(new: NewSet) -> dict[str, Any]:
    done, target = new.performed, new.target
    return {
        "performed_at": done.at.isoformat(),
        "workout_id": new.workout_id,
        "workout_exercise_id": new.workout_exercise_id,
        "exercise_id": done.exercise_id,
        "corrects_id": new.corrects,
        "bot_id": new.origin.bot_id if new.origin else None,
        "message_id": new.origin.message_id if new.origin else None,
        "local_date": done.local_date.isoformat(),
        "load_g": done.load_g,
        "target_load_g": target.load_g if target else None,
        "duration_s": done.duration_s,
        "distance_m": done.distance_m,
        "typed_load": str(new.typed_load) if new.typed_load is not None else None,
        "unit": new.unit.value if new.unit else None,
        "entry": new.entry,
        "reps": done.reps,
        "rpe_halves": rpe_to_halves(done.rpe),
        "target_reps": target.reps if target else None,
        "target_rpe_halves": rpe_to_halves(target.rpe) if target else None,
        "row": SetRow.SET if new.corrects is None else SetRow.CORRECTION,
        "body_weight": new.body_weight,
        "warm_up": done.warm_up,
        "failed": done.failed,
        "rehab": done.rehab,
        "drop_set": new.drop_set,
        "trusted": done.trusted,
        "note": new.note,
    }
