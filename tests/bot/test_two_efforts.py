"""The plan means what is really left, the card says what this person will call it: /why tells how both are true."""

import pytest

from bot.texts.tongue import LANGUAGES, Tongue
from bot.texts.why.effort import called
from core.engine.models import ExercisePrescription, Role, SetKind, SetTarget, Strength

PEOPLE_HAVE = 0.95  # repetitions more left than they say


def squat(
    rpe: float | None, rir: float | None, bias_reps: float = PEOPLE_HAVE, known: float = 0.0
) -> ExercisePrescription:
    strength = Strength(
        exercise_id=1, log_mean=11.8, log_sd=0.05, sets_seen=9, rir_bias_reps=bias_reps, bias_known=known
    )
    work = SetTarget(kind=SetKind.WORK, load_g=120_000, reps=5, rpe=rpe, rir=rir)
    warm = SetTarget(kind=SetKind.WARM_UP, load_g=60_000, reps=5)
    return ExercisePrescription(
        exercise_id=1,
        order=1,
        group="A",
        role=Role.MAIN,
        series=(warm, work, work),
        reasons=(),
        strength=strength,
    )


def words(prescription: ExercisePrescription) -> str | None:
    return called(Tongue("en"), prescription)


def test_of_somebody_new_it_is_told_what_people_do() -> None:
    assert words(squat(rpe=7.0, rir=4.0)) == (
        "You will call it RPE 7 (3 left): people keep about one more than they think."
    )


def test_of_somebody_known_it_is_told_what_they_do_themselves() -> None:
    assert words(squat(rpe=7.5, rir=4.0, bias_reps=1.6, known=0.8)) == (
        "You will call it RPE 7.5 (2.5 left): you usually have 1.5 more left than you say."
    )
    assert (
        words(squat(rpe=8.5, rir=2.0, bias_reps=-0.6, known=0.8)) == "It will feel like RPE 8.5 (1.5 left)."
    )
    assert words(squat(rpe=7.5, rir=2.0, bias_reps=-0.6, known=0.8)) == (
        "You will call it RPE 7.5 (2.5 left): you usually have 0.5 less left than you say."
    )


def test_what_comes_of_rounding_is_not_put_down_to_the_person() -> None:
    assert words(squat(rpe=7.5, rir=2.0)) == "It will feel like RPE 7.5 (2.5 left)."


@pytest.mark.parametrize(("rpe", "rir"), [(8.0, 2.0), (8.25, 2.0), (7.0, None), (None, None)])
def test_nothing_is_told_where_both_are_the_same_or_one_is_not_meant(
    rpe: float | None, rir: float | None
) -> None:
    assert words(squat(rpe, rir)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_short_in_every_language(language: str) -> None:
    for known in (0.0, 0.8):
        said = called(Tongue(language), squat(rpe=8.5, rir=3.0, bias_reps=1.5, known=known))
        assert said is not None
        assert len(said) <= 90, said
