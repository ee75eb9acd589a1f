"""Counting hard sets in fractions."""

from core.engine.models import Muscle
from core.engine.volume import LANDMARKS, hard_sets
from tests.engine.builders import BENCH, DUMBBELL_PRESS, LIBRARY, PLANK, SQUAT, done


def test_prime_movers_count_whole_sets_and_helpers_half() -> None:
    counted = hard_sets([done(100, 5, 8), done(100, 5, 8), done(80, 5, 8, exercise_id=2)], [SQUAT, BENCH])
    assert counted[Muscle.QUADS] == 2.0
    assert counted[Muscle.GLUTES] == 1.0
    assert counted[Muscle.TRICEPS] == 0.5


def test_warm_ups_and_easy_sets_are_not_hard_and_an_unknown_effort_is() -> None:
    sets = [done(60, 5, warm_up=True), done(60, 5, 5), done(60, 5), done(100, 0, failed=True)]
    assert hard_sets(sets, [SQUAT])[Muscle.QUADS] == 1.0


def test_a_hold_counts_as_a_set() -> None:
    assert hard_sets([done(None, None, exercise_id=9, duration_s=40)], [PLANK]) == {Muscle.CORE: 1.0}


def test_sets_of_exercises_that_are_not_in_the_library_are_left_out() -> None:
    assert hard_sets([done(100, 5, 8, exercise_id=99)], [DUMBBELL_PRESS]) == {}


def test_every_muscle_has_a_landmark() -> None:
    assert set(LANDMARKS) == set(Muscle)
    assert all(0 <= landmark.mev_sets < landmark.mrv_sets for landmark in LANDMARKS.values())
    assert {muscle for exercise in LIBRARY for muscle in exercise.muscles} <= set(LANDMARKS)
