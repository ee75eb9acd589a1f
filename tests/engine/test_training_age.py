"""Training age as a history shows it: time first, then how fast somebody still gains."""

import math
from datetime import date, timedelta

import pytest

from core.engine.models import TrainingAge
from core.engine.training_age import (
    ADVANCED_GAIN_PER_WEEK,
    NOVICE_GAIN_PER_WEEK,
    TrainingRecord,
    WeekBest,
    assess,
    gain_per_week,
    settled,
)

MONDAY = date(2026, 1, 5)
SQUAT, BENCH = 1, 2


def lift(exercise_id: int, gain: float, weeks: int = 26, reps: int = 5) -> list[WeekBest]:
    return [
        WeekBest(
            exercise_id=exercise_id,
            week=MONDAY + timedelta(weeks=week),
            load_g=round(100_000 * math.exp(gain * week)),
            reps=reps,
            rpe=None,
        )
        for week in range(weeks)
    ]


def record(weeks: int, sessions_per_week: float, gain: float | None) -> TrainingRecord:
    return TrainingRecord(
        first_on=MONDAY,
        last_on=MONDAY + timedelta(days=weeks * 7 - 1),
        days_trained=round(weeks * sessions_per_week),
        bests=() if gain is None else lift(SQUAT, gain),
    )


@pytest.mark.parametrize(
    ("weeks", "sessions_per_week", "gain", "age"),
    [
        (10, 3, 0.01, TrainingAge.BEGINNER),  # too short to be anything else
        (25, 4, 0.0, TrainingAge.BEGINNER),
        (26, 3, 0.002, TrainingAge.INTERMEDIATE),
        (52, 3, None, TrainingAge.INTERMEDIATE),
        (52, 3, 0.01, TrainingAge.BEGINNER),  # a year, and still gaining like in the first weeks
        (150, 0.5, 0.0, TrainingAge.BEGINNER),  # years of now and then
        (150, 1.5, 0.0, TrainingAge.INTERMEDIATE),
        (104, 3, 0.0005, TrainingAge.ADVANCED),
        (300, 4, -0.001, TrainingAge.ADVANCED),
        (150, 3, 0.002, TrainingAge.INTERMEDIATE),  # years, but the gains say otherwise
        (150, 3, None, TrainingAge.INTERMEDIATE),  # unknown is not slow
    ],
)
def test_time_and_gains_say_the_training_age(
    weeks: int, sessions_per_week: float, gain: float | None, age: TrainingAge
) -> None:
    assert assess(record(weeks, sessions_per_week, gain)) is age


def test_nothing_known_is_a_beginner() -> None:
    assert assess(None) is TrainingAge.BEGINNER


def test_the_gain_is_the_median_lifts() -> None:
    lifts = [*lift(SQUAT, 0.002), *lift(BENCH, 0.004), *lift(3, 0.02)]
    assert gain_per_week(lifts) == pytest.approx(0.004, rel=0.01)


def test_main_lifts_are_those_of_most_weeks() -> None:
    often = [each for number in range(5) for each in lift(number, 0.002, weeks=20)]
    seldom = [each for number in range(5, 15) for each in lift(number, 0.03, weeks=8)]
    assert gain_per_week([*seldom, *often]) == pytest.approx(0.002, rel=0.01)


def test_too_few_weeks_of_a_lift_say_nothing() -> None:
    assert gain_per_week(lift(SQUAT, 0.01, weeks=7)) is None
    assert gain_per_week(lift(SQUAT, 0.01, weeks=8)) == pytest.approx(0.01, rel=0.01)


def test_light_weeks_and_a_typing_error_do_not_bend_the_gain() -> None:
    steady = lift(SQUAT, 0.003)
    for week, factor in ((3, 0.6), (9, 0.5), (15, 10.0), (25, 0.6)):
        steady[week] = WeekBest(
            exercise_id=SQUAT,
            week=steady[week].week,
            load_g=round(steady[week].load_g * factor),
            reps=5,
            rpe=None,
        )
    assert gain_per_week(steady) == pytest.approx(0.003, rel=0.15)


def test_of_a_week_the_strongest_set_counts_whatever_its_repetitions() -> None:
    sets = [*lift(SQUAT, 0.003, reps=5), *lift(SQUAT, 0.003, reps=1)]
    assert gain_per_week(sets) == pytest.approx(gain_per_week(lift(SQUAT, 0.003, reps=5)))


def test_the_borders_lie_between_the_priors() -> None:
    assert 0.002 < NOVICE_GAIN_PER_WEEK < 0.010
    assert 0.0005 < ADVANCED_GAIN_PER_WEEK < 0.002


@pytest.mark.parametrize(
    ("said", "weeks", "gain", "planned"),
    [
        (TrainingAge.BEGINNER, 52, 0.002, TrainingAge.INTERMEDIATE),  # has trained long enough by now
        (TrainingAge.BEGINNER, 20, 0.002, TrainingAge.BEGINNER),  # too short to say anything
        (TrainingAge.ADVANCED, 52, 0.0005, TrainingAge.ADVANCED),  # what came before is not in here
        (TrainingAge.ADVANCED, 52, 0.01, TrainingAge.BEGINNER),  # gains like in the first weeks
        (TrainingAge.ADVANCED, 52, None, TrainingAge.ADVANCED),
    ],
)
def test_a_long_history_goes_before_what_was_said_and_says_so(
    said: TrainingAge, weeks: int, gain: float | None, planned: TrainingAge
) -> None:
    age, reason = settled(said, record(weeks, 3, gain))
    assert age is planned
    assert (reason is None) == (planned is said)


def test_without_a_history_what_was_said_counts() -> None:
    assert settled(TrainingAge.ADVANCED, None) == (TrainingAge.ADVANCED, None)
