"""What an athlete's own sets say is asked once, used when accepted, and taken back at any time."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import insert

from core.engine.models import ExercisePrescription, FormulaSource, SetKind
from core.persistence.database import Database
from core.persistence.tables import workout_exercises
from core.services import access, formulas, learning, prescribed
from core.services.access import Actor
from core.services.learning import Suggestion
from tests.builders import NOW, athlete
from tests.engine import builders as engine
from tests.services.training_days import exercise_id, performed, workout_on

SORE = "soreness.VERY_SORE_LOAD"


def sore_squats(squat: int) -> ExercisePrescription:
    """What the engine gives to somebody with very sore quads whose max is 140 kg."""
    of = replace(engine.SQUAT, id=squat)
    day = engine.a_day(
        engine.planned(of),
        maxes=(engine.max_of(140, exercise_id=squat),),
        check_in=engine.answered(4, quads=4),
        library=(of,),
    )
    return engine.prescribed(day, of)


async def sore_workouts(db: Database, ana: Actor, count: int, rpe: float, until: datetime = NOW) -> None:
    """One a week, the last one just now, each first set felt as `rpe`."""
    squat = await exercise_id(db, "back_squat")
    prescription = sore_squats(squat)
    load_g = next(target.load_g for target in prescription.series if target.kind is SetKind.WORK) or 0
    for ago in range(count):
        at = until - timedelta(weeks=ago)
        workout_id = await workout_on(db, ana, at)
        async with db.transaction() as tx:
            await access.scope(tx, ana)
            row = {
                "athlete_id": ana.athlete_id,
                "workout_id": workout_id,
                **prescribed.rows([prescription])[0],
            }
            made = await tx.run(insert(workout_exercises).values(row).returning(workout_exercises.c.id))
            number = made.scalar_one()
        await performed(
            db,
            ana,
            squat,
            (load_g / 1000, 5),
            at=at,
            rpe=rpe,
            target_rpe=8.0,
            workout_id=workout_id,
            workout_exercise_id=number,
        )


async def asked(db: Database, ana: Actor, now: datetime = NOW) -> Suggestion | None:
    async with db.transaction() as tx:
        return await learning.after_workout(tx, ana, now)


async def own(db: Database, ana: Actor) -> dict[str, float]:
    async with db.transaction() as tx:
        return dict(await formulas.values(tx, ana))


async def test_whose_soreness_costs_nothing_is_asked_and_nothing_changes_before_the_answer(
    db: Database,
) -> None:
    ana = await athlete(db)
    await sore_workouts(db, ana, 12, rpe=6.5)
    found = await asked(db, ana)
    assert found is not None
    (reason,) = found.reasons
    assert (reason.code, reason.facts["constant"], reason.facts["workouts"]) == ("takes_less", SORE, 12)
    assert await own(db, ana) == {}
    async with db.transaction() as tx:
        (version,) = await formulas.versions(tx, ana)
    assert (version.source, version.active) == (FormulaSource.SUGGESTION, False)
    assert version.rationale is not None
    assert '"workouts": 12' in version.rationale
    async with db.transaction() as tx:
        await formulas.activate(tx, ana, found.version)
    assert await own(db, ana) == {SORE: 0.975}


async def test_nobody_is_asked_twice_within_four_weeks_whatever_the_answer(db: Database) -> None:
    ana = await athlete(db)
    await sore_workouts(db, ana, 12, rpe=6.5)
    assert await asked(db, ana) is not None
    assert await asked(db, ana) is None
    later = NOW + timedelta(weeks=5)
    await sore_workouts(db, ana, 1, rpe=6.5, until=later)
    assert await asked(db, ana, later) is not None


async def test_few_workouts_or_the_usual_cost_are_nothing_to_ask_about(db: Database) -> None:
    ana, bob = await athlete(db), await athlete(db, 7_002, "Bob")
    await sore_workouts(db, ana, 9, rpe=6.5)
    await sore_workouts(db, bob, 12, rpe=8.0)
    assert await asked(db, ana) is None
    assert await asked(db, bob) is None


async def test_only_the_first_workout_of_a_week_asks(db: Database) -> None:
    ana = await athlete(db)
    await sore_workouts(db, ana, 12, rpe=6.5)
    await workout_on(db, ana, NOW)
    assert await asked(db, ana) is None
