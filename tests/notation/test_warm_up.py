"""Typed warm-ups: a lift, then steps in percent and repetitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.notation.warm_up import TypedWarmUp, read_warm_up

STEPS = ((40.0, 5), (60.0, 3), (82.5, 1))


@pytest.mark.parametrize(
    "text",
    [
        "squat 40x5 60x3 82.5x1",
        "squat: 40% x 5, 60% x 3, 82,5% x 1",
        "  squat 40х5; 60×3 ; 82.5*1 ",
    ],
)
def test_steps_are_read_however_they_are_parted(text: str) -> None:
    assert read_warm_up(text) == TypedWarmUp("squat", STEPS)


@pytest.mark.parametrize("text", ["squat", "40x5 60x3", "squat 40", "squat 40x5 and more", "squat 140x5", ""])
def test_what_is_no_warm_up_is_none(text: str) -> None:
    assert read_warm_up(text) is None


@given(st.text(max_size=300))
def test_any_text_is_a_warm_up_or_none(text: str) -> None:
    found = read_warm_up(text)
    assert found is None or (found.exercise and found.steps)
