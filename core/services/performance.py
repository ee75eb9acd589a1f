"""What a closed workout amounted to, worked out from its standing sets whenever they change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine import hard_sets
from core.engine.body_load import counted_loads
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import LoadMode, PerformedSet, SetTarget, Strength
from core.engine.performance import (
    LiftPerformance,
    completion_pct,
    lift_performance,
    meant,
    performance_vs_plan,
)
from core.engine.strength import e1rm_g, high_g, low_g
from core.persistence.database import Transaction
from core.persistence.tables import performance_metrics, session_logs, workouts
from core.services import live, profile, strengths
from core.services.access import Actor
from core.services.live import LiveWorkout


@dataclass(frozen=True, slots=True)
class _Lift:
    """One exercise of a workout, wherever in it it stands."""

    series: tuple[SetTarget, ...]
    done: tuple[PerformedSet, ...]
    numbers: LiftPerformance


async def keep_closed(tx: Transaction, actor: Actor, workout_id: int | None, now: datetime) -> None:
    """The same once more, if the workout is closed. The caller has opened the scope."""
    workout = None if workout_id is None else await live.read(tx, actor, workout_id)
    if workout is not None and workout.status is WorkoutStatus.COMPLETED:
        await keep(tx, actor, workout, now)


async def keep(
    tx: Transaction, actor: Actor, workout: LiveWorkout, now: datetime, *, duration_s: int | None = None
) -> None:
    """Write what a workout amounted to. Its log only grows and the newest counts; a lift's numbers are replaced."""
    lifts = _lifts(workout)
    planned = [lift.numbers for lift in lifts.values()]
    share_pct = completion_pct(planned)
    await tx.run(
        insert(session_logs).values(
            athlete_id=actor.athlete_id,
            workout_id=workout.id,
            logged_at=now,
            duration_s=duration_s,
            completion_pct=None if share_pct is None else round(share_pct, 2),
            performance_vs_plan=performance_vs_plan(planned),
        )
    )
    if lifts:
        await _keep_metrics(tx, actor, workout, lifts, now)


def _lifts(workout: LiveWorkout) -> Mapping[int, _Lift]:
    found: dict[int, _Lift] = {}
    for exercise_id in dict.fromkeys(e.exercise_id for e in workout.exercises):
        parts = [e for e in workout.exercises if e.exercise_id == exercise_id]
        counted = [
            counted_loads(part.prescription, LoadMode(part.load_mode), [log.performed for log in part.logs])
            for part in parts
        ]
        series = tuple(
            target
            for part, (planned, performed) in zip(parts, counted, strict=True)
            for target in meant(planned, performed, part.progress)
        )
        done = tuple(each for _, performed in counted for each in performed)
        found[exercise_id] = _Lift(series, done, lift_performance(series, done))
    return found


async def _keep_metrics(
    tx: Transaction, actor: Actor, workout: LiveWorkout, lifts: Mapping[int, _Lift], now: datetime
) -> None:
    c = workouts.c
    meant = select(c.training_block_id, c.week_in_block, c.intensity_type, c.completed_at)
    mine = (c.athlete_id == actor.athlete_id) & (c.id == workout.id)
    context = (await tx.run(meant.where(mine))).mappings().one()
    closed_at = context["completed_at"]
    ended_at = max(
        [closed_at if closed_at is not None else workout.started_at or now]
        + [done.at for lift in lifts.values() for done in lift.done]
    )
    training_age = (await profile.for_engine(tx, actor)).training_age
    past = await strengths.known(tx, actor, ended_at, training_age, also=lifts)
    known = await strengths.of(tx, actor, past, lifts, workout.place_id)
    rows = [
        {
            "athlete_id": actor.athlete_id,
            "workout_id": workout.id,
            "exercise_id": exercise_id,
            "at": ended_at,
            "local_date": workout.local_date,
            **{name: context[name] for name in ("training_block_id", "week_in_block", "intensity_type")},
            **_numbers(lift.numbers, known.get(exercise_id)),
            "sets_per_muscle": hard_sets(lift.done, past.exercises),
        }
        for exercise_id, lift in lifts.items()
    ]
    new = upsert(performance_metrics).values(rows)
    key = ("athlete_id", "workout_id", "exercise_id")
    replaced = {name: new.excluded[name] for name in rows[0] if name not in key}
    await tx.run(new.on_conflict_do_update(index_elements=key, set_=replaced))


def _numbers(lift: LiftPerformance, strength: Strength | None) -> dict[str, Any]:
    """Loads are given as shares of the estimated max beside them."""
    max_g = None if strength is None else max(e1rm_g(strength), 1)
    share_pct = lift.completion_pct

    def of_max(load_g: float | None) -> float | None:
        return None if load_g is None or max_g is None or load_g < 0 else load_g / max_g

    return {
        "planned_volume_g": lift.planned_volume_g,
        "actual_volume_g": lift.actual_volume_g,
        "planned_intensity": of_max(lift.planned_load_g),
        "actual_intensity": of_max(lift.actual_load_g),
        "max_rpe": lift.max_rpe,
        "mean_rpe": lift.mean_rpe,
        "completion_pct": None if share_pct is None else round(share_pct, 2),
        "e1rm_g": max_g,
        "e1rm_low_g": None if strength is None else max(low_g(strength), 1),
        "e1rm_high_g": None if strength is None else max(high_g(strength), 1),
    }
