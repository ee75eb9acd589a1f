"""The end of a workout: closed by hand or because it was forgotten, rated, noted, summed up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import insert, select

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import SetKind
from core.engine.performance import changes
from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import session_logs, workouts
from core.persistence.tables.training import ExerciseStatus
from core.services import access, live, performance, steps, training
from core.services.access import Actor
from core.services.days import local_date
from core.services.live import LiveExercise, LiveWorkout

T = TypeVar("T")

LONGEST_S = 86_400  # a day; on the day that has an hour more, too

FORGOTTEN = (
    "SELECT id FROM workouts WHERE athlete_id = %s AND status = 'in_progress' AND local_date < %s LIMIT 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSummary:
    """One exercise, planned beside done. Sets are work sets; warm-ups are not counted."""

    name: str
    planned_sets: int
    done_sets: int
    top_load_g: int | None
    top_reps: int | None
    stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A workout, planned beside done."""

    workout_id: int
    local_date: date
    exercises: tuple[ExerciseSummary, ...]
    minutes: int | None
    session_rpe: int | None = None
    note: str | None = None

    @property
    def planned_sets(self) -> int:
        """Work sets that were meant."""
        return sum(e.planned_sets for e in self.exercises)

    @property
    def planned_done_sets(self) -> int:
        """Of those, how many were logged: what was done beyond the plan makes up for nothing."""
        return sum(min(e.done_sets, e.planned_sets) for e in self.exercises)

    @property
    def done_sets(self) -> int:
        """Work sets that were logged."""
        return sum(e.done_sets for e in self.exercises)


def summary_of(workout: LiveWorkout, ended_at: datetime | None = None) -> Summary:
    """The summary of a workout as it stands."""
    times = [log.performed.at for e in workout.exercises for log in e.logs]
    minutes = None
    if workout.started_at is not None and times:
        minutes = round(((ended_at or max(times)) - workout.started_at).total_seconds() / 60)
    return Summary(
        workout_id=workout.id,
        local_date=workout.local_date,
        exercises=tuple(_exercise(e) for e in workout.exercises if e.planned or e.logs),
        minutes=minutes,
    )


def _exercise(exercise: LiveExercise) -> ExerciseSummary:
    work = [log.performed for log in exercise.logs if not log.performed.warm_up]
    surely = [s for s in work if s.trusted and not (s.failed and s.reps in (None, 0))]
    top = max(surely, key=lambda s: (s.load_g if s.load_g is not None else 0, s.reps or 0), default=None)
    return ExerciseSummary(
        name=exercise.name,
        planned_sets=sum(s.kind is not SetKind.WARM_UP for s in exercise.prescription.series),
        done_sets=len(work),
        top_load_g=top.load_g if top is not None else None,
        top_reps=top.reps if top is not None else None,
        stopped=exercise.status is ExerciseStatus.STOPPED,
    )


async def finish(tx: Transaction, actor: Actor, workout_id: int, now: datetime) -> Summary:
    """End the open workout now, whatever is left of it."""
    workout = await training.open_workout(tx, actor)
    if workout.id != workout_id:
        raise NotFound(what="workout")
    if workout.local_date < local_date(now, actor.zone):
        return await close_forgotten(tx, actor, workout)
    await close(tx, actor, workout, now)
    return summary_of(workout, now)


async def close_forgotten(tx: Transaction, actor: Actor, workout: LiveWorkout) -> Summary:
    """A workout of an earlier day ends with its last set; one without any set was skipped."""
    times = [log.performed.at for e in workout.exercises for log in e.logs]
    await close(tx, actor, workout, max(times, default=None))
    return summary_of(workout)


async def close_yesterdays(tx: Transaction, actor: Actor, now: datetime) -> Summary | None:
    """Close the open workout if it belongs to an earlier day; its summary, where one was closed.

    What was placed on an earlier day and never opened was missed.
    """
    await access.scope(tx, actor)
    today = local_date(now, actor.zone)
    c = workouts.c
    never_opened = (c.status == WorkoutStatus.PLANNED, c.local_date < today)
    await steps.move_all(tx, workouts, actor.athlete_id, WorkoutStatus.MISSED, *never_opened)
    for row in await tx.rows(FORGOTTEN, (actor.athlete_id, today)):
        workout = await live.read(tx, actor, row["id"])
        return await close_forgotten(tx, actor, workout) if workout is not None else None
    return None


async def close_other(tx: Transaction, actor: Actor) -> Summary | None:
    """Close whatever is open, because another workout begins; its summary, where one was closed."""
    await access.scope(tx, actor)
    workout = await live.read(tx, actor)
    return None if workout is None else await close_forgotten(tx, actor, workout)


async def close(tx: Transaction, actor: Actor, workout: LiveWorkout, at: datetime | None) -> None:
    """End a workout as it stands and write down what it amounted to; one without any set was skipped."""
    done = any(e.logs for e in workout.exercises)
    status = WorkoutStatus.COMPLETED if done else WorkoutStatus.SKIPPED
    changed = [r for e in workout.exercises for r in changes(e.prescription, [g.performed for g in e.logs])]
    await steps.move(
        tx, workouts, actor.athlete_id, workout.id, status, completed_at=at, autoregulation_log=tuple(changed)
    )
    if done and at is not None:
        await performance.keep(tx, actor, workout, at, duration_s=_duration_s(workout, at))


def _duration_s(workout: LiveWorkout, at: datetime) -> int | None:
    """How long it took; a typed set's whole seconds may come before the tap that began the workout."""
    if workout.started_at is None:
        return None
    return min(max(round((at - workout.started_at).total_seconds()), 0), LONGEST_S)


async def rate(
    tx: Transaction,
    actor: Actor,
    workout_id: int,
    now: datetime,
    *,
    session_rpe: int | None = None,
    note: str | None = None,
) -> Summary:
    """Keep how hard the whole workout was, or a note on it. Rows are added; the newest of each counts."""
    await access.scope(tx, actor)
    workout = await live.read(tx, actor, workout_id)
    if workout is None:
        raise NotFound(what="workout")
    await tx.run(
        insert(session_logs).values(
            athlete_id=actor.athlete_id,
            workout_id=workout_id,
            logged_at=now,
            session_rpe=session_rpe,
            note=note[:2000] if note is not None else None,
        )
    )
    return await summary(tx, actor, workout)


async def summary_for(tx: Transaction, actor: Actor, workout_id: int) -> Summary:
    """The summary of any workout of the actor's."""
    await access.scope(tx, actor)
    workout = await live.read(tx, actor, workout_id)
    if workout is None:
        raise NotFound(what="workout")
    return await summary(tx, actor, workout)


async def summary(tx: Transaction, actor: Actor, workout: LiveWorkout) -> Summary:
    """A workout with its rating and note. The caller has opened the scope."""
    c = session_logs.c
    rows = (
        await tx.run(
            select(c.session_rpe, c.note)
            .where(c.athlete_id == actor.athlete_id, c.workout_id == workout.id)
            .order_by(c.id.desc())
        )
    ).all()
    plain = summary_of(workout)
    return Summary(
        workout_id=plain.workout_id,
        local_date=plain.local_date,
        exercises=plain.exercises,
        minutes=plain.minutes,
        session_rpe=_newest([row.session_rpe for row in rows]),
        note=_newest([row.note for row in rows]),
    )


def _newest(values: Sequence[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
