"""Body weights in the snapshot: pull-ups are the body and the plate from the first weighing on."""

from datetime import timedelta
from decimal import Decimal

from core.engine.models import Snapshot
from core.engine.units import Unit
from core.persistence.database import Database
from core.services import access, body_weights, workouts
from core.services.access import Actor
from tests.builders import NOW, athlete
from tests.services.training_days import UNKNOWN, exercise_id, performed, with_maxes


async def weigh(db: Database, actor: Actor, kg: str, days_ago: int) -> None:
    async with db.transaction() as tx:
        await body_weights.add(tx, actor, Decimal(kg), Unit.KG, NOW - timedelta(days=days_ago))


async def snapshot_of_today(db: Database, actor: Actor) -> Snapshot:
    async with db.transaction() as tx:
        found = await workouts.today(tx, actor, NOW, anyway=True)
        assert found.workout_id is not None
        await workouts.answer_check_in(tx, actor, found.workout_id, NOW, UNKNOWN)
        return (await workouts.open_workout(tx, actor, found.workout_id, NOW)).snapshot


async def test_every_set_has_the_body_weight_of_its_day(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90))
    squat = await exercise_id(db, "back_squat")
    for days_ago in (30, 20, 5):
        await performed(db, ana, squat, (100, 5), at=NOW - timedelta(days=days_ago))
    await weigh(db, ana, "82", 25)
    await weigh(db, ana, "80.5", 6)
    snapshot = await snapshot_of_today(db, ana)
    assert snapshot.body_weight_g == 80_500
    assert [done.body_weight_g for done in snapshot.history] == [None, 82_000, 80_500]


async def test_an_old_body_weight_is_not_known_any_more(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90))
    await weigh(db, ana, "82", 120)
    assert (await snapshot_of_today(db, ana)).body_weight_g is None


async def test_a_new_lift_brings_what_was_done_of_its_relatives(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90), "squat 140x1")
    async with db.transaction() as tx:
        await access.scope(tx, ana)
    snapshot = await snapshot_of_today(db, ana)
    planned = {line.exercise_id for line in snapshot.day.exercises}
    squat = await exercise_id(db, "back_squat")
    if squat not in planned:
        assert squat in {exercise.id for exercise in snapshot.known_exercises}
    assert squat in {entry.exercise_id for entry in snapshot.maxes}
