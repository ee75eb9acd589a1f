"""A day of the plan that passed unopened was missed, and can be made up for within its week."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import CheckIn, CheckInStatus, IntensityType, Muscle
from core.persistence.database import Database, Transaction
from core.persistence.tables import check_ins, training_blocks, workouts
from core.services import access, closing, planning
from core.services import workouts as days
from core.services.access import Actor
from core.services.workouts import TodayKind
from tests.builders import NOW, athlete

MONDAY_EVENING = NOW - timedelta(days=2)
MONDAY = MONDAY_EVENING.date()


async def placed_on(tx: Transaction, actor: Actor, now: datetime) -> int:
    """/today, up to the check-in."""
    await closing.close_yesterdays(tx, actor, now)
    found = await days.today(tx, actor, now)
    assert found.kind is TodayKind.CHECK_IN
    assert found.workout_id is not None
    return found.workout_id


async def stored(tx: Transaction, workout_id: int) -> tuple[WorkoutStatus, date, date]:
    c = workouts.c
    row = (await tx.run(select(c.status, c.local_date, c.planned_on).where(c.id == workout_id))).one()
    return row.status, row.local_date, row.planned_on


async def test_what_was_placed_and_never_opened_was_missed(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        workout_id = await placed_on(tx, ana, MONDAY_EVENING)
        assert await stored(tx, workout_id) == (WorkoutStatus.PLANNED, MONDAY, MONDAY)
        await closing.close_yesterdays(tx, ana, MONDAY_EVENING + timedelta(hours=1))
        assert (await stored(tx, workout_id))[0] is WorkoutStatus.PLANNED, "the day is not over"
        await closing.close_yesterdays(tx, ana, MONDAY_EVENING + timedelta(days=1))
        assert await stored(tx, workout_id) == (WorkoutStatus.MISSED, MONDAY, MONDAY)


async def test_a_missed_day_is_made_up_for_later_in_its_week(db: Database) -> None:
    ana = await athlete(db)
    wednesday = MONDAY + timedelta(days=2)
    async with db.transaction() as tx:
        missed = await placed_on(tx, ana, MONDAY_EVENING)
        again = await placed_on(tx, ana, NOW)
        assert again == missed
        assert await stored(tx, again) == (WorkoutStatus.PLANNED, wednesday, MONDAY)


async def test_mondays_check_in_says_nothing_about_wednesday_and_is_kept(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        workout_id = await placed_on(tx, ana, MONDAY_EVENING)
        said = {Muscle.QUADS: 5}
        check_in = CheckIn(status=CheckInStatus.ANSWERED, soreness=said, readiness=2)
        await days.answer_check_in(tx, ana, workout_id, MONDAY_EVENING, check_in)
        await closing.close_yesterdays(tx, ana, NOW)
        found = await days.today(tx, ana, NOW)
        assert (found.workout_id, found.check_in) == (workout_id, None)
        assert found.last_check_in is not None
        assert found.last_check_in.soreness == said
        assert len((await tx.run(select(check_ins.c.id))).all()) == 1


async def test_next_week_begins_anew(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        missed = await placed_on(tx, ana, MONDAY_EVENING)
        new = await placed_on(tx, ana, MONDAY_EVENING + timedelta(days=7))
        assert new != missed
        assert (await stored(tx, missed))[0] is WorkoutStatus.MISSED


async def test_a_workout_names_its_main_lift_and_what_a_deload_is(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        first = await placed_on(tx, ana, MONDAY_EVENING)
        current = await planning.current_block(tx, ana, MONDAY, MONDAY_EVENING)
        await access.scope(tx, ana)
        await tx.run(training_blocks.update().values(block_type="deload"))
        in_deload = await placed_on(tx, ana, MONDAY_EVENING + timedelta(days=7))
        c = workouts.c
        rows = {r.id: r for r in await tx.run(select(c.id, c.main_exercise_id, c.intensity_type))}
    assert rows[first].main_exercise_id == current.block.days[0].exercises[0].exercise_id
    assert rows[first].intensity_type is None
    assert rows[in_deload].intensity_type is IntensityType.DELOAD
