"""The effort curve against the published chart and anchors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.curve import (
    MAX_REPS_TO_FAILURE,
    effort_error,
    felt_rpe,
    fraction_of_max,
    reps_to_failure,
    reps_to_failure_at,
)

# RTS chart, rows 1-10 in full where reps + RIR <= 10: repetitions, then RPE 10, 9.5 ... 6
CHART_ROWS = """
1 100.0 97.8 95.5 93.9 92.2 90.7 89.2 87.8 86.3
2  95.5 93.9 92.2 90.7 89.2 87.8 86.3 85.0 83.7
3  92.2 90.7 89.2 87.8 86.3 85.0 83.7 82.4 81.1
4  89.2 87.8 86.3 85.0 83.7 82.4 81.1 79.9 78.6
5  86.3 85.0 83.7 82.4 81.1 79.9 78.6 77.4 76.2
6  83.7 82.4 81.1 79.9 78.6 77.4 76.2 75.1 73.9
7  81.1 79.9 78.6 77.4 76.2 75.1 73.9
8  78.6 77.4 76.2 75.1 73.9
9  76.2 75.1 73.9
10 73.9
"""
CHART = [
    (int(reps) + half / 2, float(percent) / 100)
    for reps, *percents in (line.split() for line in CHART_ROWS.strip().splitlines())
    for half, percent in enumerate(percents)
]
to_failure = st.floats(1.0, MAX_REPS_TO_FAILURE)


@pytest.mark.parametrize(("n", "fraction"), CHART)
def test_the_curve_is_the_published_chart_up_to_ten_repetitions(n: float, fraction: float) -> None:
    assert fraction_of_max(n) == pytest.approx(fraction, abs=1e-9)


@pytest.mark.parametrize(("percent", "n"), [(90, 4), (80, 8.8), (70, 14.1)])
def test_bench_press_anchors_are_met_within_five_percent(percent: int, n: float) -> None:
    assert percent / 100 / fraction_of_max(n) == pytest.approx(1.0, abs=0.05)


@given(to_failure, to_failure)
def test_more_repetitions_always_mean_less_load(one: float, other: float) -> None:
    fewer, more = sorted((one, other))
    assert fraction_of_max(fewer) >= fraction_of_max(more)


def test_the_curve_has_no_jump_where_the_data_take_over() -> None:
    assert fraction_of_max(10.001) == pytest.approx(fraction_of_max(9.999), abs=1e-3)


@given(to_failure)
def test_repetitions_can_be_read_back_from_the_fraction(n: float) -> None:
    assert reps_to_failure_at(fraction_of_max(n)) == pytest.approx(n, abs=1e-6)


@given(st.integers(1, 30), st.floats(0, 10))
def test_effort_can_be_read_back_from_repetitions_to_failure(reps: int, rpe: float) -> None:
    assert felt_rpe(reps, reps_to_failure(reps, rpe)) == pytest.approx(rpe, abs=1e-9)


def test_people_have_half_a_repetition_more_than_they_say_but_not_at_failure() -> None:
    assert reps_to_failure(5, 8) == 7.5
    assert reps_to_failure(5, 10) == 5.0


def test_what_cannot_be_done_is_felt_as_more_than_ten() -> None:
    assert felt_rpe(5, 3.0) == 12.0


@pytest.mark.parametrize(
    ("felt", "expected", "error"),
    [(9, 8, 1), (7.5, 8, -0.5), (6, 8, -2), (5, 8, -2), (6, 4.5, 0), (7, 4.5, 2.5), (10, 12, 0), (9, 12, -1)],
)
def test_a_six_is_never_harder_and_a_ten_never_easier_than_expected(
    felt: float, expected: float, error: float
) -> None:
    assert effort_error(felt, expected) == error
