"""Until when a missed day can be made up for."""

from dataclasses import replace

from core.engine.models import PlannedDay
from core.engine.moving import due, made_up_until
from core.engine.planning import plan
from tests.engine.builders import BENCH, DEADLIFT, LIBRARY, LIFTER, SQUAT, planned


def day(number: int, weekday: int, *exercises: object) -> PlannedDay:
    lines = tuple(planned(one) for one in exercises)  # type: ignore[arg-type]
    return PlannedDay(day_number=number, weekday=weekday, exercises=lines)


WEEK = (day(1, 1, SQUAT), day(2, 2, DEADLIFT), day(3, 4, SQUAT, BENCH), day(4, 5, DEADLIFT))


def test_a_day_is_made_up_for_until_the_eve_of_the_next_of_its_kind_else_until_sunday() -> None:
    assert [made_up_until(WEEK, each) for each in WEEK] == [3, 4, 7, 7]
    assert made_up_until(WEEK, day(9, 3)) == 7


def test_the_first_day_that_has_come_is_due_until_its_window_closes() -> None:
    found = [due(WEEK, WEEK, weekday) for weekday in range(1, 8)]
    assert [each.day_number if each else None for each in found] == [1, 1, 1, 2, 3, 3, 3]
    assert due(WEEK, WEEK[:1], 4) is None, "the squats of Monday give way to those of Thursday"


def test_what_is_done_is_not_due() -> None:
    after_monday = due(WEEK, WEEK[1:], 2)
    assert after_monday is not None
    assert after_monday.day_number == 2
    assert due(WEEK, (), 7) is None


def test_every_planned_day_can_be_trained_on_its_own_weekday() -> None:
    for days_per_week in range(1, 7):
        days = plan(replace(LIFTER, days_per_week=days_per_week), LIBRARY).days
        assert all(made_up_until(days, each) >= each.weekday for each in days)
