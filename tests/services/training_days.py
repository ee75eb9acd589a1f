"""Days of training for tests: workouts made by the real use cases, and sets of the past written straight away."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import insert, select

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import (
    CheckIn,
    CheckInStatus,
    ExercisePrescription,
    MaxSource,
    Muscle,
    SetKind,
    Workout,
)
from core.engine.units import Unit
from core.persistence.database import Database
from core.persistence.tables import exercises, set_logs, workouts
from core.persistence.tables.training import SetRow
from core.services import access, closing, entered_maxes, training
from core.services import workouts as use_cases
from core.services.access import Actor
from core.services.days import local_date
from core.services.history import rpe_to_halves
from core.services.training import Done
from tests.builders import NOW

UNKNOWN = CheckIn(status=CheckInStatus.UNKNOWN)
LIFTS = "squat 140x1, bench 100x1, deadlift 170x1, press 60x1, row 80x1"


async def exercise_id(db: Database, key: str) -> int:
    """A curated exercise by its key."""
    async with db.transaction() as tx:
        curated = exercises.c.athlete_id.is_(None) & exercises.c.organization_id.is_(None)
        found = await tx.run(select(exercises.c.id).where(exercises.c.key == key, curated))
        number: int = found.scalar_one()
        return number


async def with_maxes(db: Database, actor: Actor, typed: str = LIFTS, now: datetime = NOW) -> Actor:
    """The same person, whose loads are known."""
    async with db.transaction() as tx:
        read = await entered_maxes.read(tx, actor, typed)
        await entered_maxes.keep(tx, actor, read.maxes, MaxSource.INPUT_1RM, now)
    return actor


async def opened(
    db: Database, actor: Actor, now: datetime = NOW, said: CheckIn = UNKNOWN
) -> Mapping[int, ExercisePrescription]:
    """The next workout of the plan, made now: what it prescribes of each exercise."""
    async with db.transaction() as tx:
        found = await use_cases.today(tx, actor, now, anyway=True)
        assert found.workout_id is not None
        await use_cases.answer_check_in(tx, actor, found.workout_id, now, said)
        made = await use_cases.open_workout(tx, actor, found.workout_id, now)
        assert isinstance(made.outcome, Workout)
        return {each.exercise_id: each for each in made.outcome.exercises}


async def as_planned(
    db: Database, actor: Actor, at: datetime, *, soreness: int = 1, share: float = 1.0
) -> None:
    """The next workout of the plan, tapped through as planned, or a share of each exercise, and finished."""
    felt = CheckIn(status=CheckInStatus.ANSWERED, soreness=dict.fromkeys(Muscle, soreness))
    await opened(db, actor, at, felt)
    async with db.transaction() as tx:
        workout = await training.open_workout(tx, actor)
        for exercise in workout.exercises:
            await training.log_warm_ups(tx, actor, workout.id, exercise.id, at)
            sets = sum(target.kind is not SetKind.WARM_UP for target in exercise.prescription.series)
            for _ in range(round(share * sets)):
                now_open = (await training.open_workout(tx, actor)).exercise(exercise.id)
                meant = None if now_open is None else now_open.next_set
                if meant is None:
                    break
                done = Done(load_g=meant.load_g or 20_000, reps=meant.reps or 8, rpe=meant.rpe)
                await training.log_tap(tx, actor, workout.id, exercise.id, done, at)
        await closing.finish(tx, actor, workout.id, at)


async def workout_on(
    db: Database,
    actor: Actor,
    at: datetime,
    status: WorkoutStatus = WorkoutStatus.COMPLETED,
    *,
    place_id: int | None = None,
) -> int:
    """A workout of some day, empty."""
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        made = await tx.run(
            insert(workouts)
            .values(
                athlete_id=actor.athlete_id,
                local_date=local_date(at, actor.zone),
                status=status,
                day_number=None,
                created_at=at,
                place_id=place_id,
            )
            .returning(workouts.c.id)
        )
        workout_id: int = made.scalar_one()
        return workout_id


async def performed(
    db: Database,
    actor: Actor,
    exercise: int,
    *sets: tuple[float, int],
    at: datetime,
    rpe: float | None = None,
    target_rpe: float | None = None,
    warm_up: bool = False,
    workout_id: int | None = None,
    workout_exercise_id: int | None = None,
) -> list[int]:
    """Sets of one exercise, in kilograms and repetitions, three minutes apart."""
    rows = [
        {
            "athlete_id": actor.athlete_id,
            "performed_at": at + timedelta(minutes=3 * number),
            "workout_id": workout_id,
            "workout_exercise_id": workout_exercise_id,
            "exercise_id": exercise,
            "local_date": local_date(at, actor.zone),
            "load_g": round(kg * 1000),
            "typed_load": kg,
            "unit": Unit.KG,
            "reps": reps,
            "rpe_halves": rpe_to_halves(rpe),
            "target_rpe_halves": rpe_to_halves(target_rpe),
            "warm_up": warm_up,
            "row": SetRow.SET,
        }
        for number, (kg, reps) in enumerate(sets)
    ]
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        return list((await tx.run(insert(set_logs).values(rows).returning(set_logs.c.id))).scalars())
