"""Between two sets: log, take back, skip, turn to another exercise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import update

from core.engine.models import Reason, SetKind
from core.errors import NotFound, Refused
from core.notation.values import MAX_ASSISTANCE_G, MAX_LOAD_G, MAX_REPS, MAX_RPE, Entry
from core.persistence.database import Transaction
from core.persistence.tables import workout_exercises, workouts
from core.persistence.tables.training import ExerciseStatus
from core.services import access, live, set_rows, told_sets
from core.services.access import Actor
from core.services.days import local_date
from core.services.live import LiveExercise, LiveWorkout, LoggedSet
from core.services.set_rows import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What somebody says they did: everything that is not said is as prescribed, but for the effort."""

    load_g: int | None
    reps: int | None
    rpe: float | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """The workout after logging, the sets that were written, and what looks too unusual to learn from."""

    workout: LiveWorkout
    exercise: LiveExercise
    sets: tuple[LoggedSet, ...]
    unusual: Reason | None = None


async def open_workout(tx: Transaction, actor: Actor) -> LiveWorkout:
    """The workout under way; Refused where there is none."""
    await access.scope(tx, actor)
    workout = await live.read(tx, actor)
    if workout is None:
        raise Refused(why="no_open_workout")
    return workout


async def log_tap(
    tx: Transaction, actor: Actor, workout_id: int, workout_exercise_id: int, done: Done, now: datetime
) -> Logged:
    """Log the next set of an exercise as a button says."""
    workout, exercise = await _tapped(tx, actor, workout_id, workout_exercise_id, now)
    if not _can_be(done):
        raise Refused(why="not_a_set")
    target = exercise.next_set
    entry = Entry(
        load_g=done.load_g,
        typed_load=None,
        unit=None,
        reps=done.reps,
        duration_s=target.duration_s if target is not None else None,
        distance_m=target.distance_m if target is not None else None,
        rpe=done.rpe,
        warm_up=target is not None and target.kind is SetKind.WARM_UP,
        failed=done.failed,
    )
    return await log_entries(tx, actor, workout, exercise, [entry], now)


async def _tapped(
    tx: Transaction, actor: Actor, workout_id: int, workout_exercise_id: int, now: datetime
) -> tuple[LiveWorkout, LiveExercise]:
    """The workout and exercise of a button, if it is still the day to log there."""
    workout = await open_workout(tx, actor)
    exercise = workout.exercise(workout_exercise_id)
    if workout.id != workout_id or exercise is None:
        raise NotFound(what="workout")
    if workout.local_date < local_date(now, actor.zone):
        raise Refused(why="workout_of_another_day")
    return workout, exercise


def _can_be(done: Done) -> bool:
    """Whether a tapped set is one; only a forged button, or a very patient thumb, brings another."""
    loads = done.load_g is None or -MAX_ASSISTANCE_G <= done.load_g <= MAX_LOAD_G
    reps = done.reps is None or 0 < done.reps <= MAX_REPS
    return loads and reps and (done.rpe is None or 0 < done.rpe <= MAX_RPE)


async def log_entries(
    tx: Transaction,
    actor: Actor,
    workout: LiveWorkout,
    exercise: LiveExercise,
    entries: Sequence[Entry],
    at: datetime,
    origin: Origin | None = None,
    note: str | None = None,
) -> Logged:
    """Write sets of one exercise in order, each against what was prescribed at that moment."""
    likely_g = await told_sets.most_likely_g(tx, actor, exercise, workout.local_date)
    new, unusual = told_sets.told(actor, workout, exercise, entries, at, origin, note, most_likely_g=likely_g)
    ids = await set_rows.append(tx, actor, new)
    written = tuple(told_sets.standing(first_id, made) for first_id, made in zip(ids, new, strict=True))
    after = workout.with_logs(exercise.id, (*exercise.logs, *written))
    return Logged(workout=after, exercise=exercise_of(after, exercise.id), sets=written, unusual=unusual)


def exercise_of(workout: LiveWorkout, workout_exercise_id: int) -> LiveExercise:
    """An exercise of the workout, or NotFound."""
    exercise = workout.exercise(workout_exercise_id)
    if exercise is None:
        raise NotFound(what="exercise")
    return exercise


async def log_warm_ups(
    tx: Transaction, actor: Actor, workout_id: int, workout_exercise_id: int, now: datetime
) -> LiveWorkout:
    """Log the warm-ups that are left as prescribed."""
    workout, exercise = await _tapped(tx, actor, workout_id, workout_exercise_id, now)
    left = [target for target in exercise.progress.remaining if target.kind is SetKind.WARM_UP]
    entries = [
        Entry(load_g=target.load_g, typed_load=None, unit=None, reps=target.reps, warm_up=True)
        for target in left
    ]
    if not entries:
        return workout
    return (await log_entries(tx, actor, workout, exercise, entries, now)).workout


async def undo(tx: Transaction, actor: Actor) -> tuple[LiveWorkout, LoggedSet]:
    """Take the newest set of the open workout back."""
    workout = await open_workout(tx, actor)
    newest = workout.newest_log
    if newest is None:
        raise Refused(why="nothing_to_undo")
    await set_rows.take_back(tx, actor, newest.first_id)
    exercise = exercise_of(workout, newest.workout_exercise_id)
    left = tuple(log for log in exercise.logs if log.first_id != newest.first_id)
    return workout.with_logs(exercise.id, left), newest


async def skip(tx: Transaction, actor: Actor, workout_exercise_id: int) -> LiveWorkout:
    """Leave the rest of an exercise out."""
    workout = await open_workout(tx, actor)
    return await set_status(tx, actor, workout, workout_exercise_id, ExerciseStatus.SKIPPED)


async def turn_to(
    tx: Transaction, actor: Actor, workout: LiveWorkout, workout_exercise_id: int
) -> LiveWorkout:
    """Make an exercise the current one; one that was skipped is open again."""
    if exercise_of(workout, workout_exercise_id).status is ExerciseStatus.SKIPPED:
        workout = await set_status(tx, actor, workout, workout_exercise_id, ExerciseStatus.OPEN)
    if workout.turned_to == workout_exercise_id:
        return workout
    mine = (workouts.c.athlete_id == actor.athlete_id) & (workouts.c.id == workout.id)
    await tx.run(update(workouts).where(mine).values(current_exercise_id=workout_exercise_id))
    return replace(workout, turned_to=workout_exercise_id)


async def set_status(
    tx: Transaction, actor: Actor, workout: LiveWorkout, workout_exercise_id: int, status: ExerciseStatus
) -> LiveWorkout:
    """Skip, stop or reopen an exercise."""
    exercise_of(workout, workout_exercise_id)
    c = workout_exercises.c
    mine = (c.athlete_id == actor.athlete_id) & (c.id == workout_exercise_id)
    await tx.run(update(workout_exercises).where(mine).values(status=status))
    exercises = tuple(
        replace(e, status=status) if e.id == workout_exercise_id else e for e in workout.exercises
    )
    return replace(workout, exercises=exercises)
