"""Holds, carries, ways and help: longer, further, heavier, and with less help, without a one-rep max."""

from dataclasses import replace
from itertools import pairwise

import pytest

from core.engine.kits import KITS
from core.engine.models import (
    Equipment,
    Exercise,
    LoadMode,
    Muscle,
    Pattern,
    PerformedSet,
    Role,
    SetTarget,
)
from tests.engine.builders import (
    LIFTER,
    MONDAY,
    PLANK,
    a_day,
    answered,
    days,
    done,
    exercise,
    planned,
    prescribed,
    work_sets,
)

WALK = exercise(50, "farmers_walk", Pattern.CARRY, Equipment.DUMBBELL, LoadMode.TIMED, {Muscle.FOREARMS: 1.0})
SLED = exercise(51, "sled_push", Pattern.CARRY, Equipment.SLED, LoadMode.DISTANCE, {Muscle.QUADS: 1.0})
RUN = exercise(52, "run", Pattern.GAIT, Equipment.NONE, LoadMode.DISTANCE, {Muscle.CALVES: 0.5})
JOG = exercise(53, "easy_run", Pattern.GAIT, Equipment.NONE, LoadMode.TIMED, {Muscle.CALVES: 0.5})
HELPED = exercise(54, "machine_dip", Pattern.PUSH, Equipment.MACHINE, LoadMode.ASSISTED, {Muscle.CHEST: 1.0})
ALL = (WALK, SLED, RUN, JOG, HELPED, PLANK)


def today(of: Exercise, *history: PerformedSet, rpe: float = 8.0, reps_max: int | None = None) -> SetTarget:
    line = planned(of, role=Role.ACCESSORY, reps=8, reps_max=reps_max, rpe=rpe)
    profile = replace(LIFTER, kit=KITS["full_gym"])
    return work_sets(prescribed(a_day(line, history=history, library=ALL, profile=profile), of))[0]


def held(
    of: Exercise,
    seconds: int,
    rpe: float | None = None,
    load_kg: float | None = None,
    *,
    failed: bool = False,
) -> PerformedSet:
    at = MONDAY - days(3)
    return done(load_kg, None, rpe, exercise_id=of.id, at=at, duration_s=seconds, failed=failed)


def went(of: Exercise, metres: int, rpe: float | None = None, load_kg: float | None = None) -> PerformedSet:
    return replace(done(load_kg, None, rpe, exercise_id=of.id, at=MONDAY - days(3)), distance_m=metres)


def helped(help_kg: float, reps: int, rpe: float | None = 8.0) -> PerformedSet:
    return done(help_kg, reps, rpe, exercise_id=HELPED.id, at=MONDAY - days(3))


@pytest.mark.parametrize(
    ("rpe", "seconds"), [(None, 40), (8.0, 40), (7.0, 45), (6.0, 45), (9.0, 35), (10.0, 35)]
)
def test_a_hold_grows_as_far_as_last_time_left_something(rpe: float | None, seconds: int) -> None:
    assert today(PLANK, held(PLANK, 40, rpe)).duration_s == seconds


def test_a_hold_that_broke_off_gets_shorter_and_none_grows_by_more_than_a_fifth() -> None:
    broken = today(PLANK, held(PLANK, 40, failed=True)).duration_s
    assert broken is not None
    assert broken < 40
    assert today(PLANK, held(PLANK, 100, 6.0), rpe=10.0).duration_s == 120


def test_a_first_hold_is_half_a_minute_and_a_first_run_a_kilometre() -> None:
    assert today(PLANK).duration_s == 30
    assert today(RUN).distance_m == 1000
    assert today(JOG).duration_s == 600


def test_a_long_run_is_not_cut_to_a_hold() -> None:
    assert today(JOG, held(JOG, 2400, 8.0)).duration_s == 2400
    assert today(RUN, went(RUN, 5000, 7.0)).distance_m == 5420


def test_the_first_carry_is_loaded_by_feel_and_the_next_as_the_last() -> None:
    assert today(WALK).load_g is None
    again = today(WALK, held(WALK, 30, 8.0, load_kg=20))
    assert (again.load_g, again.duration_s) == (20_000, 30)


def test_a_carry_that_is_long_enough_gets_heavier() -> None:
    heavier = today(WALK, held(WALK, 120, 6.5, load_kg=20))
    assert (heavier.load_g, heavier.duration_s) == (22_500, 30)
    further = today(SLED, went(SLED, 60, 6.0, load_kg=40))
    assert (further.load_g, further.distance_m) == (41_250, 20)


def test_a_load_that_is_not_here_is_replaced_by_the_nearest() -> None:
    assert today(WALK, held(WALK, 30, 8.0, load_kg=21)).load_g == 20_000


def test_help_is_found_by_feel_then_gets_less_and_never_more_by_itself() -> None:
    assert today(HELPED).load_g is None
    same = today(HELPED, helped(30, 8), reps_max=10)
    less = today(HELPED, helped(30, 10, 6.5), reps_max=10)
    assert (same.load_g, same.reps) == (30_000, 8)
    assert (less.load_g, less.reps) == (25_000, 8)
    assert today(HELPED, helped(-30, 8), reps_max=10).load_g == 30_000  # typed with a minus
    at_the_end = today(HELPED, helped(5, 12, 6.0), reps_max=10)
    assert at_the_end.load_g == 5_000
    assert at_the_end.reps is not None
    assert at_the_end.reps > 10


def test_a_bad_day_shortens_and_never_loads() -> None:
    line = planned(WALK, role=Role.ACCESSORY)
    history = [held(WALK, 60, 8.0, load_kg=20)]
    amounts = []
    for readiness in (5, 3, 1):
        snapshot = a_day(line, history=history, library=ALL, check_in=answered(readiness))
        target = work_sets(prescribed(snapshot, WALK))[0]
        amounts.append(target.duration_s or 0)
        assert target.load_g == 20_000
    assert all(better >= worse for better, worse in pairwise(amounts))
    assert amounts[-1] < amounts[0]
