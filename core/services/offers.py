"""A set that signs had taken away, offered again: taken it is one more to do, declined it is offered no more."""

from dataclasses import replace

from sqlalchemy import update

from core.engine.models import ExercisePrescription, SetKind
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import workout_exercises
from core.services import prescribed, training
from core.services.access import Actor
from core.services.live import LiveExercise, LiveWorkout


async def take(tx: Transaction, actor: Actor, workout_id: int, workout_exercise_id: int) -> LiveWorkout:
    """One more set of the exercise, which is the next to do."""
    workout, exercise = await _offered(tx, actor, workout_id, workout_exercise_id)
    last = next(s for s in reversed(exercise.prescription.series) if s.kind is SetKind.WORK)
    steering = exercise.prescription.steering
    more = replace(
        exercise.prescription,
        series=(*exercise.prescription.series, last),
        steering=replace(steering, held_back_sets=steering.held_back_sets - 1),
    )
    workout = await _rewrite(tx, actor, workout, exercise, more)
    return await training.turn_to(tx, actor, workout, exercise.id)


async def decline(tx: Transaction, actor: Actor, workout_id: int, workout_exercise_id: int) -> LiveWorkout:
    """Enough: nothing of what was taken away comes back today."""
    workout, exercise = await _offered(tx, actor, workout_id, workout_exercise_id)
    steering = replace(exercise.prescription.steering, held_back_sets=0)
    return await _rewrite(tx, actor, workout, exercise, replace(exercise.prescription, steering=steering))


async def _offered(
    tx: Transaction, actor: Actor, workout_id: int, workout_exercise_id: int
) -> tuple[LiveWorkout, LiveExercise]:
    workout = await training.open_workout(tx, actor)
    if workout.id != workout_id:
        raise NotFound(what="workout")
    exercise = training.exercise_of(workout, workout_exercise_id)
    if exercise.offer is None:
        raise Refused(why="no_offer")
    return workout, exercise


async def _rewrite(
    tx: Transaction,
    actor: Actor,
    workout: LiveWorkout,
    exercise: LiveExercise,
    prescription: ExercisePrescription,
) -> LiveWorkout:
    c = workout_exercises.c
    mine = (c.athlete_id == actor.athlete_id) & (c.id == exercise.id)
    await tx.run(update(workout_exercises).where(mine).values(**prescribed.columns(prescription)))
    changed = replace(exercise, prescription=prescription).with_logs(exercise.logs)
    return replace(workout, exercises=tuple(changed if e.id == exercise.id else e for e in workout.exercises))
