"""What this athlete's own sets say of the engine's constants: measured weekly, asked, and only then used."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from core.engine import learning
from core.engine.learning import Observation
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import ExercisePrescription, FormulaSource, PerformedSet, Reason
from core.persistence.database import Transaction
from core.persistence.tables import set_logs, workout_exercises, workouts
from core.services import access, formulas, history
from core.services.access import Actor
from core.services.days import local_date, week_start

MEASURED = timedelta(days=365)
ASKED_AGAIN_AFTER = timedelta(days=28)  # whatever the answer was


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A version of the athlete's constants that does not count yet, and why it would."""

    version: int
    reasons: tuple[Reason, ...]


async def after_workout(tx: Transaction, actor: Actor, now: datetime) -> Suggestion | None:
    """After the first workout of a week: what was learnt, where there is something new to ask about."""
    await access.scope(tx, actor)
    if not await _first_of_week(tx, actor, now) or await _asked_lately(tx, actor, now):
        return None
    own = await formulas.values(tx, actor)
    proposal = learning.propose(learning.measure(await _observations(tx, actor, now)), own)
    if proposal is None:
        return None
    rationale = json.dumps([dict(reason.facts) for reason in proposal.reasons])
    version = await formulas.suggest(tx, actor, proposal.values, now, rationale)
    return Suggestion(version=version, reasons=proposal.reasons)


async def _first_of_week(tx: Transaction, actor: Actor, now: datetime) -> bool:
    c = workouts.c
    done = await tx.run(
        select(func.count()).where(
            c.athlete_id == actor.athlete_id,
            c.status == WorkoutStatus.COMPLETED,
            c.local_date >= week_start(local_date(now, actor.zone)),
        )
    )
    count: int = done.scalar_one()
    return count == 1


async def _asked_lately(tx: Transaction, actor: Actor, now: datetime) -> bool:
    kept = await formulas.versions(tx, actor)
    asked = (each.created_at for each in kept if each.source is FormulaSource.SUGGESTION)
    return max(asked, default=now - ASKED_AGAIN_AFTER) > now - ASKED_AGAIN_AFTER


async def _observations(tx: Transaction, actor: Actor, now: datetime) -> list[Observation]:
    """One for each exercise of each workout whose first working set was rated."""
    c, x = set_logs.c, workout_exercises.c
    since = local_date(now - MEASURED, actor.zone)
    sets = history.standing_sets(c.athlete_id == actor.athlete_id, c.local_date >= since).subquery()
    work = sets.c.workout_exercise_id.is_not(None) & ~sets.c.warm_up
    first: dict[int, PerformedSet] = {}
    for row in (await tx.run(select(sets).where(work).order_by(sets.c.first_id))).mappings():
        first.setdefault(row["workout_exercise_id"], history.performed(row))
    loaded = (x.athlete_id == actor.athlete_id, x.strength.is_not(None), x.id.in_(first))
    rows = await tx.run(
        select(x.id, x.exercise_id, x.role, x.series, x.reasons, x.strength).where(*loaded).order_by(x.id)
    )
    return [seen for row in rows if (seen := _observed(row, first[row.id])) is not None]


def _observed(row: Row[Any], done: PerformedSet) -> Observation | None:
    prescription = ExercisePrescription(
        exercise_id=row.exercise_id,
        order=0,
        group="",
        role=row.role,
        series=row.series,
        reasons=row.reasons,
        strength=row.strength,
    )
    return learning.observe(prescription, [done])
