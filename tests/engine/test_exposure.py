"""What an exercise was used for: counted per workout, with the last record and a trend that can be told."""

import math
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.exposure import exposures, last_pr_on, trend
from core.engine.models import PerformedSet, Trend
from tests.engine.builders import MONDAY, days, done

TODAY = (MONDAY + days(56)).date()


def twice_a_week(e1rm_kg: Sequence[float], rpe: float | None = 8.0) -> list[PerformedSet]:
    return [done(kg, 5, rpe, at=MONDAY + days(3.5 * n)) for n, kg in enumerate(e1rm_kg)]


def wave(start_kg: float, per_week: float, noise: float = 0.01) -> list[float]:
    """A line with a fixed ripple, two workouts a week for eight weeks."""
    ripple = (0, 1, -1, 0.5, -0.5, 0.8, -0.8, 0.2) * 2
    return [start_kg * math.exp(per_week * n / 2 + noise * r) for n, r in enumerate(ripple)]


@pytest.mark.parametrize(
    ("per_week", "expected"),
    [(0.01, Trend.IMPROVING), (0.005, Trend.IMPROVING), (0.0, Trend.STALLED), (-0.01, Trend.DECLINING)],
)
def test_a_slope_that_stands_out_of_its_noise_is_a_trend(per_week: float, expected: Trend) -> None:
    assert trend(twice_a_week(wave(100, per_week)), TODAY) is expected


def test_noise_hides_a_standstill_and_then_nothing_is_claimed() -> None:
    assert trend(twice_a_week(wave(100, 0.0, noise=0.05)), TODAY) is None


def test_too_few_days_too_short_a_time_or_too_long_ago_say_nothing() -> None:
    rising = twice_a_week(wave(100, 0.02))
    assert trend(rising[:3], TODAY) is None
    assert trend(rising[:6], TODAY) is None, "two weeks and a half"
    assert trend(rising, TODAY + timedelta(days=70)) is None
    assert trend(twice_a_week([0.0] * 16), TODAY) is None, "no load, no estimate"


def test_saying_the_effort_for_the_first_time_is_no_gain() -> None:
    """Plain sets are lower bounds. Compared with a set of known effort they would look like a leap."""
    unsaid = twice_a_week([100] * 13, rpe=None)
    said = [done(100, 5, 7.0, at=MONDAY + days(3.5 * n)) for n in range(13, 16)]
    assert trend([*unsaid, *said], TODAY) is Trend.STALLED
    points = [done(100, 5, 7.0, at=MONDAY + days(3.5 * n)) for n in range(6, 16)]
    assert trend([*unsaid[:6], *points], TODAY) is Trend.STALLED


def test_a_record_is_more_than_on_any_day_before() -> None:
    at = [MONDAY + days(n) for n in range(5)]
    first, same, more = done(100, 5, at=at[0]), done(100, 5, at=at[1]), done(100, 6, at=at[2])
    assert last_pr_on([first]) is None, "the first time there is nothing to beat"
    assert last_pr_on([first, same]) is None
    assert last_pr_on([first, same, more, done(102.5, 3, at=at[3])]) == at[2].date()
    assert last_pr_on([first, done(150, 5, at=at[3], trusted=False)]) is None, "a typing error is no record"


def test_without_load_repetitions_and_seconds_make_the_record() -> None:
    at = [MONDAY + days(n) for n in range(3)]
    assert last_pr_on([done(None, 8, at=at[0]), done(None, 10, at=at[1])]) == at[1].date()
    assert last_pr_on(
        [done(None, None, at=a, duration_s=s) for a, s in zip(at, (40, 60, 50), strict=True)]
    ) == (at[1].date())


def test_workouts_are_counted_and_not_sets_or_names() -> None:
    sets = [
        (workout, done(100, 5, at=MONDAY + days(workout), exercise_id=exercise_id))
        for workout in range(5)
        for exercise_id in ((1, 1, 1, 2) if workout < 2 else (1,))
    ]
    warm_up = (4, done(20, 5, at=MONDAY + days(4), exercise_id=3, warm_up=True))
    found = exposures([*sets, warm_up], TODAY, lately=3)
    assert {number: (each.workouts, each.workouts_lately) for number, each in found.items()} == {
        1: (5, 3),
        2: (2, 0),
    }
    assert found[2].last_used_on == (MONDAY + days(1)).date()


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3)), max_size=40))
def test_counts_are_those_of_a_plain_count_whatever_the_order(log: list[tuple[int, int]]) -> None:
    sets = [(workout, done(100, 5, at=MONDAY + days(workout), exercise_id=number)) for workout, number in log]
    found = exposures(sets, TODAY)
    assert {number: each.workouts for number, each in found.items()} == {
        number: len({workout for workout, other in log if other == number}) for _, number in log
    }
