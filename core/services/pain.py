"""Pain on an exercise, and the signs that end training at once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import insert, update

from core.engine import lighten, react_to_pain
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import Pain, PainDecision, RedFlag
from core.engine.steps.pain import REMEMBERED_DAYS
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import pain_reports, workout_exercises, workouts
from core.persistence.tables.training import ExerciseStatus
from core.services import access, closing, history, live, prescribed, steps, training
from core.services.access import Actor
from core.services.days import local_date
from core.services.live import LiveWorkout


async def report(
    tx: Transaction, actor: Actor, workout_exercise_id: int, level: int, sharp: bool, now: datetime
) -> tuple[LiveWorkout, PainDecision]:
    """Pain on an exercise: stop it, or go on lighter."""
    workout = await training.open_workout(tx, actor)
    exercise = training.exercise_of(workout, workout_exercise_id)
    pain = Pain(
        exercise_id=exercise.exercise_id, level=level, sharp=sharp, local_date=local_date(now, actor.zone)
    )
    await tx.run(
        insert(pain_reports).values(
            athlete_id=actor.athlete_id,
            at=now,
            local_date=pain.local_date,
            workout_id=workout.id,
            exercise_id=pain.exercise_id,
            level=level,
            sharp=sharp,
        )
    )
    decision = react_to_pain(pain)
    if decision.stop_exercise or decision.stop_workout:
        stopped = await training.set_status(tx, actor, workout, exercise.id, ExerciseStatus.STOPPED)
        return stopped, decision
    lighter = lighten(exercise.prescription, decision)
    mine = (workout_exercises.c.athlete_id == actor.athlete_id) & (workout_exercises.c.id == exercise.id)
    await tx.run(update(workout_exercises).where(mine).values(**prescribed.columns(lighter)))
    changed = replace(exercise, prescription=lighter).with_logs(exercise.logs)
    exercises = tuple(changed if e.id == exercise.id else e for e in workout.exercises)
    return replace(workout, exercises=exercises), decision


async def raise_red_flag(tx: Transaction, actor: Actor, flag: RedFlag, now: datetime) -> bool:
    """A sign that ends training at once: whatever is open ends, and nothing is prescribed today.

    True where a workout was under way.
    """
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    await tx.run(
        insert(pain_reports).values(athlete_id=actor.athlete_id, at=now, local_date=on, red_flag=flag)
    )
    under_way = await live.read(tx, actor)
    if under_way is not None:
        await closing.close(tx, actor, under_way, now)
    waits = workouts.c.status == WorkoutStatus.PLANNED
    await steps.move_all(tx, workouts, actor.athlete_id, WorkoutStatus.SKIPPED, waits, completed_at=now)
    return under_way is not None


async def morning_after(tx: Transaction, actor: Actor, exercise_id: int, level: int, now: datetime) -> None:
    """How a lift that hurt feels on a later day, before it is trained again."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    await tx.run(
        insert(pain_reports).values(
            athlete_id=actor.athlete_id,
            at=now,
            local_date=on,
            exercise_id=exercise_id,
            level=level,
            sharp=False,
            morning=True,
        )
    )


@dataclass(frozen=True, slots=True)
class Ache:
    """A lift to be asked about before it is trained: it hurt on a date, or was trained on its way back from an injury.

    `level` None: nobody has said how that felt.
    """

    exercise_id: int
    on: date
    level: int | None


async def unsettled(tx: Transaction, actor: Actor, exercise_ids: Collection[int], on: date) -> list[Ache]:
    """Lifts that still hurt when last asked, or came back from an injury since, in the last week and not today."""
    await access.scope(tx, actor)
    newest: dict[int, Pain] = {}
    for pain in await history.recent_pains(tx, actor, on):
        newest[pain.exercise_id] = pain
    since = on - timedelta(days=REMEMBERED_DAYS)
    hurt = [
        Ache(pain.exercise_id, pain.local_date, pain.level)
        for pain in newest.values()
        if pain.exercise_id in exercise_ids and pain.level > 0 and since <= pain.local_date < on
    ]
    done = await history.sets(tx, actor, from_date=since, exercise_ids=exercise_ids)
    trained = {each.exercise_id: each.local_date for each in done if each.rehab and each.local_date < on}
    return hurt + [
        Ache(number, day, None)
        for number, day in trained.items()
        if number not in newest or not _is_about(newest[number], day)
    ]


def _is_about(pain: Pain, day: date) -> bool:
    """A morning's answer is about the workouts before it."""
    return pain.local_date > day or (pain.local_date == day and not pain.morning)


async def clear_signs(tx: Transaction, actor: Actor, now: datetime) -> None:
    """Somebody says that a clinician lets them train again; on the day of the sign itself that cannot be."""
    await access.scope(tx, actor)
    sign, on = await history.newest_sign(tx, actor), local_date(now, actor.zone)
    if sign is None or sign.cleared:
        return
    if sign.on >= on:
        raise Refused(why="sign_of_today")
    await tx.run(
        insert(pain_reports).values(
            athlete_id=actor.athlete_id, at=now, local_date=on, red_flag=sign.flag, cleared=True
        )
    )
