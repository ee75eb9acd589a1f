"""Repetitions up to the end of a range on all sets, then the next load."""

from collections.abc import Sequence
from dataclasses import replace

from core.engine.adjust import combine
from core.engine.aim import aim_of
from core.engine.double_progression import next_step
from core.engine.models import (
    CheckIn,
    ExercisePrescription,
    Kit,
    LoadMode,
    PerformedSet,
    Role,
    SetMode,
    SetTarget,
)
from core.engine.next_set import progress
from core.engine.week import situations
from tests.engine.builders import (
    LIFTER,
    MONDAY,
    PULLDOWN,
    SQUAT,
    UNKNOWN,
    a_day,
    answered,
    codes,
    days,
    done,
    load_kg,
    max_of,
    planned,
    prescribed,
    work_sets,
)

ROWS = planned(PULLDOWN, role=Role.ACCESSORY, sets=3, reps=8, reps_max=12, rpe=8)


def a_session(ago: float, load_kg: float, *reps: int, rpe: float | None = None) -> list[PerformedSet]:
    at = MONDAY - days(ago)
    return [done(load_kg, each, rpe, at=at, exercise_id=PULLDOWN.id, target_rpe=8) for each in reps]


def today(*sessions: Sequence[PerformedSet], check_in: CheckIn = UNKNOWN) -> ExercisePrescription:
    """The pull-downs after these sessions, beside squats that take the cuts of a whole day."""
    history = [each for session in sessions for each in session]
    return prescribed(a_day(ROWS, history=history, check_in=check_in), PULLDOWN)


def asked(of: ExercisePrescription) -> tuple[float, int | None, int | None]:
    first = work_sets(of)[0]
    return load_kg(first), first.reps, first.reps_max


def test_all_sets_at_the_end_of_the_range_earn_the_next_load_and_its_beginning() -> None:
    after = today(a_session(3, 50, 12, 12, 12))
    assert asked(after) == (55, 8, 12)
    assert "double_progression:up" in codes(after.reasons)


def test_one_set_short_of_it_is_the_same_load_again() -> None:
    assert asked(today(a_session(3, 50, 12, 12, 11))) == (50, 8, 12)
    assert asked(today(a_session(3, 50, 12))) == (50, 8, 12)  # one set is not all of them


def test_who_says_efforts_is_steered_by_the_state_instead() -> None:
    told = today(a_session(3, 50, 12, 12, 12, rpe=8))
    assert told.steering.mode is SetMode.STRAIGHT
    assert "strength:load_for_effort" in codes(told.reasons)


def test_a_lighter_day_is_no_progress_and_takes_nothing_back() -> None:
    heavy, light = a_session(10, 50, 10, 9, 9), a_session(3, 40, 12, 12, 12)
    after = today(heavy, light)
    assert asked(after) == (50, 8, 12)
    assert "double_progression:lighter_day" in codes(after.reasons)
    three = [a_session(ago, 40, 10, 10, 10) for ago in (9, 6, 3)]
    assert asked(today(heavy, *three)) == (40, 8, 12)  # three in a row are where somebody stands


def test_sets_lightened_on_the_way_are_no_progress() -> None:
    mixed = [*a_session(3, 50, 12, 12), *a_session(3, 45, 12)]
    assert asked(today(mixed)) == (50, 8, 12)


def test_twice_below_the_range_is_one_load_lighter() -> None:
    assert asked(today(a_session(3, 50, 8, 7, 6))) == (50, 8, 12)
    after = today(a_session(6, 50, 8, 7, 6), a_session(3, 50, 8, 8, 7))
    assert asked(after) == (45, 8, 12)
    assert "double_progression:down" in codes(after.reasons)


def test_a_step_too_large_for_the_range_waits_for_more_repetitions() -> None:
    # 12 at RPE 8 is 14.5 to failure; at double the load not even one is left
    kit = Kit(equipment=LIFTER.kit.equipment, stack_step_g=25_000)
    history = a_session(3, 25, 12, 12, 12)
    snapshot = a_day(ROWS, history=history, profile=replace(LIFTER, kit=kit))
    of = prescribed(snapshot, PULLDOWN)
    assert asked(of) == (25, 13, None)
    assert "double_progression:more_reps" in codes(of.reasons)


def test_without_a_range_two_more_in_the_last_set_twice_in_a_row() -> None:
    line = replace(ROWS, reps_max=None, mode=SetMode.DOUBLE_PROGRESSION)
    once = a_day(line, history=a_session(3, 90, 8, 8, 10))
    twice = a_day(line, history=[*a_session(6, 90, 8, 8, 10), *a_session(3, 90, 8, 8, 10)])
    assert asked(prescribed(once, PULLDOWN)) == (90, 8, None)
    assert asked(prescribed(twice, PULLDOWN)) == (95, 8, None)


def test_of_help_less_is_the_next_step() -> None:
    (pulldown,), _ = situations(a_day(ROWS, history=a_session(3, 30, 12, 12, 12)))
    situation = replace(pulldown, exercise=replace(PULLDOWN, load_mode=LoadMode.ASSISTED))
    aim = aim_of(situation, combine([]))
    step = next_step(situation, aim, tuple(range(5_000, 60_001, 5_000)))
    assert step is not None
    assert (step.load_g, step.reps, step.code) == (25_000, 8, "up")


def test_a_sore_day_takes_its_part_of_what_was_earned() -> None:
    sore = today(a_session(3, 50, 12, 12, 12), check_in=answered(upper_back=4))
    assert asked(sore)[0] == 50  # 55 - 5 % = 52.25
    assert len(work_sets(sore)) == 2


def test_today_its_load_never_rises_but_falls_where_it_is_too_hard() -> None:
    of = today(a_session(3, 50, 10, 10, 10))
    assert loads(progress(of, [done(50, 12, 6, exercise_id=PULLDOWN.id)]).remaining) == [50, 50]
    assert loads(progress(of, [done(50, 8, 10, exercise_id=PULLDOWN.id)]).remaining) == [45, 45]


def loads(targets: Sequence[SetTarget]) -> list[float]:
    return [load_kg(target) for target in targets]


def test_months_of_ticks_climb_a_coarse_stack_and_never_stick() -> None:
    """A set more comes easily each week; nobody says an effort; steps are 5 kg. Ten weeks: 50 -> 60 or more."""
    history: list[PerformedSet] = list(a_session(0, 50, 8, 8, 8))
    for week in range(1, 13):
        now = MONDAY + days(7 * week)
        of = prescribed(a_day(ROWS, history=history, now=now), PULLDOWN)
        load, reps, _ = asked(of)
        possible = round(8 + week + (50 - load) / 50 * 30)  # a repetition a week; 5 kg more cost three
        made = max(min(possible, 12), reps or 0)
        history += [done(load, made, at=now, exercise_id=PULLDOWN.id, target_rpe=8) for _ in range(3)]
    assert (history[-1].load_g or 0) >= 60_000


def test_main_lifts_keep_to_the_state() -> None:
    line = replace(planned(SQUAT), reps_max=8)
    history = [done(100, 8, at=MONDAY - days(3), target_rpe=8) for _ in range(3)]
    of = prescribed(a_day(line, history=history, maxes=(max_of(119),)))
    assert of.steering.mode is SetMode.STRAIGHT
