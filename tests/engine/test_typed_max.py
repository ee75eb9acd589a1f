"""A typed max that is likelier a slip than a lift is asked about before any load follows it."""

from dataclasses import replace

import pytest

from core.engine.models import LoadMode, TrainingAge
from core.engine.typed_max import is_unusual_max
from tests.engine.builders import SQUAT, max_of

BEGINNER, ADVANCED = TrainingAge.BEGINNER, TrainingAge.ADVANCED


def code(
    load_kg: float, reps: int = 1, *, of: TrainingAge = BEGINNER, known_kg: float | None = None
) -> str | None:
    others = [] if known_kg is None else [max_of(known_kg)]
    asked = is_unusual_max(max_of(load_kg, reps=reps), SQUAT, of, others)
    return None if asked is None else asked.code


@pytest.mark.parametrize(
    ("load_kg", "reps", "of", "expected"),
    [
        (300, 1, BEGINNER, "max_high"),
        (140, 1, BEGINNER, None),
        (150, 5, BEGINNER, "max_high"),  # as a single it would be 174
        (300, 1, ADVANCED, None),
        (1000, 1, ADVANCED, "max_high"),
    ],
)
def test_more_than_is_likely_at_a_training_age_is_asked_about(
    load_kg: float, reps: int, of: TrainingAge, expected: str | None
) -> None:
    assert code(load_kg, reps, of=of) == expected


def test_a_max_that_contradicts_another_is_asked_about() -> None:
    assert code(130, known_kg=100) is None
    assert code(135, known_kg=100) == "max_apart"
    assert code(100, 10, known_kg=100) == "max_apart"  # ten with what one was the most
    assert code(60, known_kg=100) is None  # weaker is no danger


def test_what_is_not_on_a_bar_is_judged_by_nothing_but_itself() -> None:
    stack = replace(SQUAT, load_mode=LoadMode.STACK)
    assert is_unusual_max(max_of(400), stack, BEGINNER) is None
