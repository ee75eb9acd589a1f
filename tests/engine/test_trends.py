"""Where a lift is going: what stands out of the noise of days and reports, how surely, and what does not."""

import math
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.models import PerformedSet, Trend
from core.engine.strength import GAIN_PER_WEEK
from core.engine.trends import Course, course, courses
from tests.engine.builders import MONDAY, days, done

BEGINNER = max(GAIN_PER_WEEK.values())
RIPPLE = (0, 1, -1, 0.5, -0.5, 0.8, -0.8, 0.2) * 4


def log(
    per_week: float,
    workouts: int = 16,
    *,
    noise: float = 0.01,
    rpe: float | None = 8.0,
    target_rpe: float | None = 8.0,
    sets: int = 3,
) -> list[PerformedSet]:
    """Two workouts a week on a line with a fixed ripple."""
    return [
        done(
            100 * math.exp(per_week * n / 2 + noise * RIPPLE[n]),
            5,
            rpe,
            at=MONDAY + days(3.5 * n),
            target_rpe=target_rpe,
        )
        for n in range(workouts)
        for _ in range(sets)
    ]


def last(sets: list[PerformedSet], gain_per_week: float = 0.002) -> Course:
    return courses(sets, gain_per_week)[-1]


@pytest.mark.parametrize(
    ("per_week", "expected"),
    [(0.01, Trend.IMPROVING), (0.002, None), (0.0, None), (-0.01, Trend.DECLINING)],
)
def test_eight_weeks_tell_a_percent_a_week_and_not_an_intermediates_gain(
    per_week: float, expected: Trend | None
) -> None:
    assert last(log(per_week)).trend is expected


def test_the_evidence_of_one_low_day_by_hand() -> None:
    """Three weekly sets on the usual line of 0.2 % a week, then one 5 % below it.

    Noise of a day 0.03^2 + 0.032^2 = 0.001924, drift 0.007^2 = 0.000049 a week; each day without a surprise makes
    this lifter's noise 20/21, 20/22 ... of the usual. The level's variance: 0.001924; then 0.001973 shrunk by
    0.001924 / 0.003897 to 0.000974; then 0.001023 by 0.001832 / 0.002855 to 0.000657. On the fourth day
    0.000706 + 0.001749 = 0.002455 is expected around both lines, which are 1.2 % apart, and the day is ln 0.95 =
    -0.05129 from the usual one, so -0.03929 from the falling one: (0.05129^2 - 0.03929^2) / (2 x 0.002455) = 0.2214.
    """
    usual = [done(100 * math.exp(0.002 * week), 5, 8.0, at=MONDAY + days(7 * week)) for week in range(3)]
    low = done(100 * math.exp(0.006) * 0.95, 5, 8.0, at=MONDAY + days(21))
    found = last([*usual, low])
    assert math.log(found.decline / (1.0 - found.decline)) == pytest.approx(0.2214, abs=0.0002)
    assert (found.trend, found.days) == (None, 4)


def test_a_stall_needs_a_slope_that_is_too_small_and_days_that_were_too_hard() -> None:
    sinking = -0.003
    assert last(log(sinking, 24, rpe=8.5), BEGINNER).trend is Trend.STALLED
    assert last(log(sinking, 24, rpe=8.0), BEGINNER).trend is None, "nothing was harder than meant"
    assert last(log(0.0075, 24, rpe=8.5), BEGINNER).trend is Trend.IMPROVING
    assert last(log(sinking, 24, rpe=8.5)).trend is None, "of an intermediate less is expected"


def test_misses_are_hard_days_too() -> None:
    missed = [done(80, 3, at=MONDAY + days(3.5 * n), failed=True, target_rpe=8.0) for n in range(16)]
    assert last(missed).hard_days == 6


def test_more_sets_make_a_day_surer_and_half_of_its_noise_stays() -> None:
    few, many = (last(log(-0.01, 12, sets=sets)).decline for sets in (1, 8))
    assert 0.5 < few < many < 1.0


def test_too_few_days_too_short_a_time_or_too_long_ago_say_nothing() -> None:
    rising = log(0.02)
    on = rising[-1].local_date
    assert course(rising, on) is not None
    assert course(rising[:9], on) is None, "three days"
    assert course(rising[:18], on) is None, "two weeks and a half"
    assert course(rising, on + timedelta(days=120)) is None
    assert course(log(0.0, noise=0.0, rpe=None), on) is not None, "bounds are better than nothing"
    assert not courses([done(None, 5, 8.0, at=MONDAY + days(n)) for n in range(30)]), "no load, no estimate"


def test_saying_the_effort_for_the_first_time_is_no_gain() -> None:
    """Plain sets are lower bounds. Compared with a set of known effort they would look like a leap."""
    unsaid = log(0.0, 13, rpe=None, target_rpe=None)
    said = log(0.0, 16, rpe=7.0)[39:]
    assert last([*unsaid, *said]).slope_per_week == pytest.approx(0.0, abs=0.002)
    said = log(0.0, 16, rpe=7.0)[24:]
    assert last([*unsaid[:24], *said]).slope_per_week == pytest.approx(0.0, abs=0.002)


def test_a_pause_begins_anew() -> None:
    """What is lost in a pause comes back by itself and is no decline."""
    before = log(0.0, 16)
    after = [
        done(90, 5, 8.0, at=each.at + days(80), target_rpe=8.0) for each in log(0.0, 9, noise=0.0, sets=1)
    ]
    found = last([*before, *after])
    assert (found.trend, found.days) == (None, 9)
    assert found.decline == pytest.approx(0.5, abs=0.06)


def test_one_terrible_day_is_no_decline() -> None:
    sets = log(0.002, 16)
    ill = done(60, 5, 10.0, at=sets[-1].at + days(3), target_rpe=8.0)
    assert last([*sets, ill]).trend is None


def test_a_constant_bias_of_reports_changes_nothing() -> None:
    """Somebody who always says a point too little, at the same loads, goes where the honest one goes."""
    honest, low = last(log(-0.01, rpe=8.0)), last(log(-0.01, rpe=7.0))
    assert honest.decline == pytest.approx(low.decline, abs=1e-9)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 90),
            st.sampled_from([None, -20, 0, 0.5, 60, 100, 2956]),
            st.sampled_from([None, 0, 1, 5, 30]),
            st.sampled_from([None, 1.0, 6.0, 8.5, 10.0]),
            st.booleans(),
        ),
        max_size=40,
    ),
    st.sampled_from([0.0, 0.0005, 0.002, 0.01]),
)
def test_whatever_was_logged_the_figures_are_figures(
    said: list[tuple[int, float | None, int | None, float | None, bool]], gain: float
) -> None:
    sets = [
        done(kg, reps, rpe, at=MONDAY + days(day), failed=failed, target_rpe=8.0)
        for day, kg, reps, rpe, failed in said
    ]
    for found in courses(sets, gain):
        assert all(0.0 <= each <= 1.0 for each in (found.decline, found.stall, found.gain))
        assert math.isfinite(found.slope_per_week)
        assert found.slope_sd_per_week > 0.0
        assert found.hard_days <= min(found.days, 6)
    assert courses(sets, gain) == courses(list(reversed(sets)), gain), "the order of typing means nothing"
