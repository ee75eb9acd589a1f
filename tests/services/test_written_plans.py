"""A coach's program as somebody's plan, and days of a week that are moved or left out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import Goal, TrainingAge
from core.errors import NotAllowed, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import workouts
from core.services import coaching, macrocycles, planning, week
from core.services import workouts as use
from core.services.access import Actor
from core.services.content.text import store_text
from core.services.workouts import TodayKind
from tests.builders import NOW, athlete, coach_of

TODAY = NOW.date()  # a Wednesday
MONDAY = TODAY - timedelta(days=TODAY.weekday())
TEXT = """Program: Base
Week 1-2

Day 1 Mon: Lower
A Back squat | 1x5@8, 2x5@-10% | 1x3@8, 2x3@-10%

Day 2 Sat: Upper
A Bench press: 3x5@75%
B Lat pulldown: 3x8-12@8"""


async def kims_program(db: Database, kim: Actor) -> int:
    async with db.transaction() as tx:
        organization_id = await coaching.become_coach(tx, kim, NOW)
        stored = await store_text(tx, kim, organization_id, TEXT, NOW)
    return stored.program_id


async def days_of(tx: Transaction, who: Actor) -> list[tuple[int, list[int]]]:
    made = await macrocycles.active(tx, who, who.athlete_id)
    assert made is not None
    return [(placed.block.weeks, [day.weekday for day in placed.block.days]) for placed in made.blocks]


async def test_a_coach_gives_a_program_and_it_is_the_athletes_plan(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, kim, ana)
    program_id = await kims_program(db, kim)
    async with db.transaction() as tx:
        await planning.current_block(tx, ana, TODAY, NOW)
        await planning.give(tx, kim, ana.athlete_id, program_id, NOW)
    async with db.transaction() as tx:
        assert await days_of(tx, ana) == [(1, [1, 6]), (1, [1, 6])]
        made = await macrocycles.active(tx, ana, ana.athlete_id)
        assert made is not None
        assert (made.program_id, made.version) == (program_id, 2)
        squat = made.blocks[0].block.days[0].exercises[0]
        assert len(squat.series) == squat.sets == 3
        assert squat.rpe == 8.0
        assert not made.blocks[0].block.allow_auto_scale
        after = NOW + timedelta(weeks=2)
        following = await planning.current_block(tx, ana, after.date(), after)
        assert following.starts_on == MONDAY + timedelta(weeks=2), "when it is over the plan goes on"
        assert following.block.main_lifts["squat"] == squat.exercise_id


async def test_nobody_else_gives_anybody_a_plan(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    program_id = await kims_program(db, kim)
    async with db.transaction() as tx:
        with pytest.raises(NotAllowed):
            await planning.give(tx, kim, ana.athlete_id, program_id, NOW)


async def test_somebody_starts_a_program_of_their_own(db: Database) -> None:
    kim = await athlete(db, 1, "Kim")
    program_id = await kims_program(db, kim)
    async with db.transaction() as tx:
        await planning.renew(tx, kim, NOW, program_id=program_id)
        found = await use.today(tx, kim, NOW)
    assert found.kind is TodayKind.CHECK_IN
    assert found.day is not None
    assert found.day.day_number == 1, "Monday's squats can be made up for until the next ones"


async def intermediate(db: Database) -> Actor:
    return await athlete(
        db, goal=Goal.STRENGTH, training_age=TrainingAge.INTERMEDIATE, days_per_week=4, minutes=75
    )


async def test_a_day_is_moved_and_comes_on_its_new_date_alone(db: Database) -> None:
    ana = await intermediate(db)
    thursday = NOW + timedelta(days=1)
    async with db.transaction() as tx:
        left = [day.day_number for day in await week.days_left(tx, ana, NOW)]
        assert left == [1, 2, 3, 4]
        await week.move(tx, ana, 2, thursday.date(), NOW)
        assert [day.day_number for day in await week.days_left(tx, ana, NOW)] == left, "it may come back"
        assert await use.reminder_day(tx, ana, thursday) == 2
        found = await use.today(tx, ana, thursday)
        assert found.day is not None
        assert found.day.day_number == 2
        with pytest.raises(Refused, match="not_that_day"):
            await week.move(tx, ana, 4, thursday.date(), NOW)
        with pytest.raises(Refused, match="not_that_day"):
            await week.move(tx, ana, 4, TODAY - timedelta(days=1), NOW)


async def standing(tx: Transaction) -> list[tuple[int, int, WorkoutStatus]]:
    """Day, weekday and state of each workout."""
    rows = await tx.run(select(workouts.c.day_number, workouts.c.local_date, workouts.c.status))
    return sorted((row.day_number, row.local_date.isoweekday(), row.status) for row in rows)


async def test_a_day_that_was_moved_comes_back_to_its_own_weekday(db: Database) -> None:
    ana = await intermediate(db)
    friday, sunday = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
    async with db.transaction() as tx:
        for date in (sunday, sunday, friday):
            await week.move(tx, ana, 4, date, NOW)
            assert await standing(tx) == [(4, date.isoweekday(), WorkoutStatus.PLANNED)]
        found = await use.today(tx, ana, NOW + timedelta(days=2))
        assert found.day is not None
        assert found.day.day_number == 4


async def test_a_day_that_was_brought_forward_to_today_is_put_back_while_it_is_not_begun(
    db: Database,
) -> None:
    ana = await intermediate(db)
    friday = TODAY + timedelta(days=2)
    async with db.transaction() as tx:
        await week.move(tx, ana, 4, TODAY, NOW)
        found = await use.today(tx, ana, NOW)
        assert found.day is not None
        assert found.day.day_number == 4
        await week.move(tx, ana, 4, friday, NOW)
        assert await standing(tx) == [(4, 5, WorkoutStatus.PLANNED)]
        found = await use.today(tx, ana, NOW)
        assert found.day is not None
        assert found.day.day_number == 1


async def test_a_day_that_was_asked_about_today_is_left_out_as_a_whole(db: Database) -> None:
    ana = await intermediate(db)
    async with db.transaction() as tx:
        found = await use.today(tx, ana, NOW)
        assert found.day is not None
        await week.leave_out(tx, ana, found.day.day_number, NOW)
        assert await standing(tx) == [(1, 3, WorkoutStatus.SKIPPED)]


async def test_a_day_that_is_under_way_is_not_moved(db: Database) -> None:
    ana = await intermediate(db)
    async with db.transaction() as tx:
        found = await use.today(tx, ana, NOW)
        assert found.workout_id is not None
        await use.open_workout(tx, ana, found.workout_id, NOW)
        assert [day.day_number for day in await week.days_left(tx, ana, NOW)] == [2, 3, 4]
        with pytest.raises(Refused, match="not_that_day"):
            await week.move(tx, ana, 1, TODAY, NOW)


async def test_a_day_is_left_out_and_the_next_one_is_due(db: Database) -> None:
    ana = await intermediate(db)
    async with db.transaction() as tx:
        await week.leave_out(tx, ana, 1, NOW)
        found = await use.today(tx, ana, NOW, anyway=True)
        assert found.day is not None
        assert found.day.day_number == 2
        rows = await tx.run(select(workouts.c.status).where(workouts.c.day_number == 1))
        assert list(rows.scalars()) == [WorkoutStatus.SKIPPED]
        with pytest.raises(Refused, match="not_that_day"):
            await week.leave_out(tx, ana, 1, NOW)


async def test_squats_missed_on_monday_give_way_to_those_of_thursday(db: Database) -> None:
    ana = await intermediate(db)
    thursday = NOW + timedelta(days=1)
    async with db.transaction() as tx:
        await week.leave_out(tx, ana, 2, NOW)
        found = await use.today(tx, ana, thursday)
    assert found.day is not None
    assert found.day.day_number == 3
