"""Session load, monotony and strain, with the arithmetic, and what has none."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.strain import session_load, week_load

SUNDAY = date(2026, 3, 8)


def on(*loads: float, ends: date = SUNDAY) -> dict[date, float]:
    """Loads of the days up to a date, oldest first."""
    return {ends - timedelta(days=len(loads) - 1 - n): load for n, load in enumerate(loads)}


def test_a_week_by_hand() -> None:
    """7 x 60 + 8 x 75 + 6 x 60 = 1380 over 7 days: mean 197.1. The squares' mean is 129,600 / 7 ... so SD 236.8.

    420^2 + 600^2 + 360^2 = 666,000; / 7 = 95,142.9; less 197.14^2 = 38,865.3 is 56,277.6, whose root is 237.23.
    Monotony 197.14 / 237.23 = 0.831, strain 1380 x 0.831 = 1146.8.
    """
    found = week_load(on(session_load(7, 60), 0, session_load(8, 75), 0, session_load(6, 60), 0, 0), SUNDAY)
    assert found is not None
    assert (found.load, found.usual_load, found.high) == (1380.0, None, False)
    assert found.monotony == pytest.approx(0.831, abs=0.001)
    assert found.strain == pytest.approx(1146.8, abs=0.5)


def test_seven_days_alike_have_no_monotony_to_divide_by() -> None:
    found = week_load(on(*[300.0] * 7), SUNDAY)
    assert found is not None
    assert (found.monotony, found.strain, found.high) == (None, None, False)


def test_a_week_is_high_against_what_one_is_used_to() -> None:
    usual = on(*[0, 300, 0, 300, 0, 300, 0] * 4, ends=SUNDAY - timedelta(days=7))
    assert week_load({**usual, **on(0, 300, 0, 300, 0, 300, 0)}, SUNDAY).high is False  # type: ignore[union-attr]
    found = week_load({**usual, **on(0, 500, 0, 500, 0, 500, 0)}, SUNDAY)
    assert found is not None
    assert (found.load, found.usual_load, found.high) == (1500.0, 900.0, True)


def test_six_hard_days_and_one_easy_one_are_monotonous() -> None:
    found = week_load(on(400, 400, 400, 400, 400, 400, 200), SUNDAY)
    assert found is not None
    assert found.monotony is not None
    assert found.monotony > 2.0
    assert found.high


def test_a_week_without_a_rated_workout_says_nothing() -> None:
    assert week_load({}, SUNDAY) is None
    assert week_load(on(300, ends=SUNDAY - timedelta(days=8)), SUNDAY) is None


@settings(max_examples=50)
@given(st.lists(st.floats(0.0, 5000.0), min_size=1, max_size=40))
def test_whatever_the_days_the_figures_are_figures(loads: list[float]) -> None:
    found = week_load(on(*loads), SUNDAY)
    if found is not None:
        assert math.isfinite(found.load)
        assert found.monotony is None or (math.isfinite(found.monotony) and found.monotony > 0.0)
