"""What a pain report does at once."""

from datetime import date

import pytest

from core.engine.models import Pain
from core.engine.steps.pain import react_to_pain


def report(level: int, *, sharp: bool = False) -> Pain:
    return Pain(exercise_id=1, level=level, sharp=sharp, local_date=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("pain", "stops", "load_factor", "code"),
    [
        (report(0), False, 1.0, "settled"),
        (report(1), False, 0.9, "lighter"),
        (report(3), False, 0.8, "lighter"),
        (report(5), False, 0.8, "lighter"),
        (report(6), True, 0.0, "strong"),
        (report(1, sharp=True), True, 0.0, "sharp"),
    ],
)
def test_sharp_or_strong_pain_stops_the_lift_and_mild_pain_lightens_it(
    pain: Pain, stops: bool, load_factor: float, code: str
) -> None:
    decision = react_to_pain(pain)
    assert (decision.stop_exercise, decision.load_factor, decision.reason.code) == (stops, load_factor, code)
    assert not decision.stop_workout


def test_any_pain_is_asked_about_tomorrow() -> None:
    assert react_to_pain(report(2)).reason.facts["ask_on"] == "2026-03-03"
    assert react_to_pain(report(0)).reason.facts["ask_on"] is None
