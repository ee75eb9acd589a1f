"""A prescribed set in words, with everything that its author wrote."""

from dataclasses import replace

import pytest

from bot.texts import day
from bot.texts.targets import amount_words, manner
from bot.texts.tongue import LANGUAGES, Html, Tongue
from core.engine.models import ExercisePrescription, Role, SetKind, SetTarget

EN = Tongue("en")
FIVE = SetTarget(kind=SetKind.WORK, load_g=100_000, reps=5, rpe=8.0)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (FIVE, "5"),
        (replace(FIVE, reps_max=8), "5–8"),
        (replace(FIVE, amrap=True), "5+"),
        (SetTarget(kind=SetKind.WORK, load_g=None, reps=None, duration_s=45), "45 s"),
        (SetTarget(kind=SetKind.WORK, load_g=None, reps=None, distance_m=40), "40 m"),
        (SetTarget(kind=SetKind.WORK, load_g=None, reps=None, distance_m=2000), "2 km"),
    ],
)
def test_how_much_of_it(target: SetTarget, words: str) -> None:
    assert amount_words(EN, target) == words


def test_in_what_manner() -> None:
    target = replace(
        FIVE, tempo="31X0", cluster_reps=(2, 2, 1), cluster_rest_s=20, per_side=True, back_off_percent=-10.0
    )
    assert manner(EN, target) == [
        "in clusters of 2+2+1, 20 s between",
        "tempo 31X0",
        "each side",
        "10% off your first set",
    ]
    assert manner(EN, FIVE) == []
    assert manner(EN, replace(FIVE, back_off_percent=0.0)) == [], "the same load needs no words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_names_it_all(language: str) -> None:
    t = Tongue(language)
    back_off = replace(FIVE, load_g=90_000, rpe=None, back_off_percent=-10.0)
    of = ExercisePrescription(
        exercise_id=1, order=1, group="A", role=Role.MAIN, series=(FIVE, back_off, back_off), reasons=()
    )
    words = day.overview(t, 1, 30, [("Back squat", of)], [], Html(""))
    assert "2 × 5" in words
    assert manner(t, back_off)[0] in words
