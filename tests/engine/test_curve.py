"""The curves of repetitions against the published chart and anchors, and what effort feels like."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.curve import (
    LEG_PRESS,
    MAX_REPS_TO_FAILURE,
    PRESS,
    USUAL,
    Curve,
    effort_error,
    felt_rpe,
    fraction_of_max,
    reps_to_failure,
    reps_to_failure_at,
    stretch_sd,
)
from core.engine.strength import curve_of
from tests.engine.builders import BENCH, DEADLIFT, PULLDOWN, SQUAT

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


def test_people_have_one_repetition_more_than_they_say_but_not_at_failure() -> None:
    assert reps_to_failure(5, 8) == 7.95
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


@pytest.mark.parametrize(
    ("curve", "anchors"),
    [
        (USUAL, [(90, 5), (70, 15)]),
        (PRESS, [(90, 4), (80, 8.8), (70, 14.1)]),
        (LEG_PRESS, [(90, 9), (80, 13.1), (70, 19)]),
    ],
)
def test_each_class_of_exercise_meets_its_measured_anchors_within_two_percent(
    curve: Curve, anchors: list[tuple[int, float]]
) -> None:
    for percent, n in anchors:
        assert percent / 100 / curve.fraction(n) == pytest.approx(1.0, abs=0.02)


def test_an_exercise_has_the_curve_of_its_class() -> None:
    leg_press = replace(SQUAT, equipment=PULLDOWN.equipment, load_mode=PULLDOWN.load_mode)
    found = [curve_of(each) for each in (SQUAT, DEADLIFT, PULLDOWN, BENCH, leg_press)]
    assert found == [USUAL, USUAL, USUAL, PRESS, LEG_PRESS]


curves = st.builds(
    lambda curve, stretch: replace(curve, stretch=stretch),
    st.sampled_from([USUAL, PRESS, LEG_PRESS]),
    st.floats(0.4, 2.5),
)


@given(curves, to_failure, to_failure)
def test_more_repetitions_mean_less_load_for_everybody(curve: Curve, one: float, other: float) -> None:
    fewer, more = sorted((one, other))
    assert 1.0 >= curve.fraction(fewer) >= curve.fraction(more) > 0.0


@given(curves, to_failure)
def test_repetitions_can_be_read_back_on_every_curve(curve: Curve, n: float) -> None:
    assert curve.reps(curve.fraction(n)) == pytest.approx(n, rel=1e-6)


def test_stretch_is_repetitions_and_leaves_a_single_alone() -> None:
    endurance = replace(USUAL, stretch=1.5)
    assert endurance.fraction(1) == USUAL.fraction(1) == 1.0
    assert endurance.fraction(1 + 1.5 * 9) == pytest.approx(USUAL.fraction(10))


def test_people_differ_by_two_and_a_half_repetitions_at_eighty_percent() -> None:
    usual, more = USUAL.reps(0.8), replace(USUAL, stretch=1.0 + stretch_sd(USUAL)).reps(0.8)
    assert more - usual == pytest.approx(2.51, abs=0.01)
