"""Exposure of the real set log: corrected, taken back, with and without workouts, and nobody else's."""

from datetime import timedelta

from core.engine.models import Trend
from core.persistence.database import Database
from core.services import access, exposure
from core.services.access import Actor
from core.services.set_rows import take_back
from tests.builders import NOW, athlete
from tests.services.training_days import exercise_id, performed, workout_on


async def of(db: Database, actor: Actor, days: int = 60, lately: int = 20) -> dict[int, tuple[int, int]]:
    async with db.transaction() as tx:
        found = await exposure.of(tx, actor, NOW + timedelta(days=days), lately)
    return {number: (each.workouts, each.workouts_lately) for number, each in found.items()}


async def test_every_workout_is_counted_however_they_are_read(db: Database) -> None:
    """A count that only rises when a newer workout is met stays at one where the newest comes first."""
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    squat, front = await exercise_id(db, "back_squat"), await exercise_id(db, "front_squat")
    for week in reversed(range(8)):
        at = NOW + timedelta(weeks=week)
        workout_id = await workout_on(db, ana, at)
        await performed(db, ana, squat, (100, 5), (100, 5), (100, 5), at=at, rpe=8, workout_id=workout_id)
    await performed(db, ana, front, (60, 5), at=NOW, workout_id=None)  # told without a workout
    await performed(db, boris, squat, (180, 1), at=NOW)
    assert await of(db, ana) == {squat: (8, 8), front: (1, 1)}
    assert await of(db, ana, lately=3) == {squat: (8, 3), front: (1, 0)}
    assert await of(db, boris) == {squat: (1, 1)}


async def test_what_was_taken_back_was_no_use(db: Database) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    await performed(db, ana, squat, (100, 5), at=NOW)
    (slip,) = await performed(db, ana, squat, (160, 5), at=NOW + timedelta(days=2))
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        await take_back(tx, ana, slip)
        (found,) = (await exposure.of(tx, ana, NOW + timedelta(days=3))).values()
    assert (found.workouts, found.last_used_on, found.last_pr_on) == (1, NOW.date(), None)


async def test_the_last_record_and_the_trend_are_those_of_the_exercise(db: Database) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    row = await exercise_id(db, "barbell_row")
    for week, kg in enumerate([100, 102.5, 105, 107.5, 110, 112.5]):
        await performed(db, ana, squat, (kg, 5), at=NOW + timedelta(weeks=week), rpe=8)
    await performed(db, ana, row, (60, 8), at=NOW)
    async with db.transaction() as tx:
        found = await exposure.of(tx, ana, NOW + timedelta(days=36))
    assert (found[squat].trend, found[squat].last_pr_on) == (
        Trend.IMPROVING,
        (NOW + timedelta(weeks=5)).date(),
    )
    assert found[row].trend is None, "one workout is no trend, and nothing is invented"
