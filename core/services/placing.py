"""Where training belongs: the day of the plan that is due, the workout of a typed set, the exercise in it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update

from core.engine.groups import letter
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import BlockType, ExercisePrescription, IntensityType, PlacedBlock, PlannedDay, Role
from core.persistence.database import Transaction
from core.persistence.tables import workout_exercises, workouts
from core.services import check_ins, live, prescribed, steps
from core.services.access import Actor
from core.services.days import week_start
from core.services.library import Named
from core.services.live import LiveExercise, LiveWorkout


async def exercise_in(
    tx: Transaction, actor: Actor, workout: LiveWorkout, exercise: LiveExercise | Named
) -> tuple[LiveWorkout, LiveExercise]:
    """The exercise within the workout; one that was not planned is added at the end."""
    if isinstance(exercise, LiveExercise):
        return workout, exercise
    inside = next((e for e in workout.exercises if e.exercise_id == exercise.exercise.id), None)
    if inside is not None:
        return workout, inside
    order = len(workout.exercises)
    nothing = ExercisePrescription(
        exercise_id=exercise.exercise.id,
        order=order,
        group=letter(order),
        role=Role.ACCESSORY,
        series=(),
        reasons=(),
    )
    added = await tx.run(
        insert(workout_exercises)
        .values(
            athlete_id=actor.athlete_id,
            workout_id=workout.id,
            exercise_id=exercise.exercise.id,
            order_index=order,
            group_index=max((e.group_index for e in workout.exercises), default=-1) + 1,
            role=Role.ACCESSORY,
            planned=False,
            **prescribed.columns(nothing),
        )
        .returning(workout_exercises.c.id)
    )
    added_id = added.scalar_one()
    now_inside = await live.read(tx, actor, workout.id)
    if now_inside is None:
        raise RuntimeError("a workout vanished in its own transaction")
    return now_inside, next(e for e in now_inside.exercises if e.id == added_id)


async def planned_workout(
    tx: Transaction, actor: Actor, on: date, now: datetime, current: PlacedBlock, day: PlannedDay
) -> int:
    """A workout for a day of the plan, not made yet; one that waits for another date or was missed comes here."""
    c = workouts.c
    slot = {
        "training_block_id": current.id,
        "week_in_block": current.week_of(on),
        "day_number": day.day_number,
    }
    waiting = await tx.run(
        select(c.id, c.status, c.local_date)
        .where(c.athlete_id == actor.athlete_id, c.status.in_([WorkoutStatus.PLANNED, WorkoutStatus.MISSED]))
        .filter_by(**slot)
        .order_by(c.status == WorkoutStatus.MISSED, c.id.desc())
        .limit(1)
    )
    known = waiting.one_or_none()
    if known is not None:
        await _bring(tx, actor, known, on)
        return int(known.id)
    placed = await tx.run(
        insert(workouts)
        .values(
            athlete_id=actor.athlete_id,
            local_date=on,
            status=WorkoutStatus.PLANNED,
            planned_on=week_start(on) + timedelta(days=day.weekday - 1),
            main_exercise_id=next((e.exercise_id for e in day.exercises if e.role is Role.MAIN), None),
            intensity_type=_intensity_type(current, day),
            created_at=now,
            **slot,
        )
        .returning(c.id)
    )
    workout_id: int = placed.scalar_one()
    return workout_id


async def _bring(tx: Transaction, actor: Actor, known: Row[Any], on: date) -> None:
    """A workout that is not made yet comes to another date; what was said before it stays with the date it left."""
    c = workouts.c
    if known.status == WorkoutStatus.MISSED:
        await steps.move(tx, workouts, actor.athlete_id, known.id, WorkoutStatus.PLANNED, local_date=on)
    else:
        mine = (c.athlete_id == actor.athlete_id) & (c.id == known.id)
        await tx.run(update(workouts).where(mine).values(local_date=on))
    if known.local_date != on:
        await check_ins.detach(tx, actor, known.id)


def _intensity_type(current: PlacedBlock, day: PlannedDay) -> IntensityType | None:
    """What the day's first lift is done for; days that do not undulate have no type of their own."""
    if current.block.block_type is BlockType.DELOAD:
        return IntensityType.DELOAD
    return next((line.intensity_type for line in day.exercises if line.role is Role.MAIN), None)


async def workout_of_day(tx: Transaction, actor: Actor, on: date, at: datetime) -> LiveWorkout:
    """The last workout of a day that is over, whatever became of it; where there is none, a new one."""
    c = workouts.c
    rows = await tx.run(
        select(c.id)
        .where(c.athlete_id == actor.athlete_id, c.local_date == on)
        .order_by(c.id.desc())
        .limit(1)
    )
    known = rows.scalar_one_or_none()
    if known is None:
        return await free_workout(tx, actor, on, at, WorkoutStatus.COMPLETED)
    workout = await live.read(tx, actor, known)
    if workout is None:
        raise RuntimeError("a workout vanished in its own transaction")
    if workout.status not in (WorkoutStatus.IN_PROGRESS, WorkoutStatus.COMPLETED):
        await steps.move(tx, workouts, actor.athlete_id, known, WorkoutStatus.COMPLETED, completed_at=at)
        workout = replace(workout, status=WorkoutStatus.COMPLETED)
    return workout


async def free_workout(
    tx: Transaction, actor: Actor, on: date, at: datetime, status: WorkoutStatus
) -> LiveWorkout:
    """A workout that nobody planned."""
    made = await tx.run(
        insert(workouts)
        .values(
            athlete_id=actor.athlete_id,
            local_date=on,
            status=status,
            started_at=at,
            completed_at=at if status is WorkoutStatus.COMPLETED else None,
            created_at=at,
        )
        .returning(workouts.c.id)
    )
    workout = await live.read(tx, actor, made.scalar_one())
    if workout is None:
        raise RuntimeError("a workout vanished in its own transaction")
    return workout
