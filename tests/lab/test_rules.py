"""The promises are really looked at: each one is broken here, and seen."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.engine.models import (
    ExercisePrescription,
    Pregnancy,
    Reason,
    RedFlag,
    RestDay,
    Role,
    SetKind,
    SetTarget,
    Snapshot,
    Workout,
)
from core.lab import invariants
from tests.engine.builders import BENCH, a_day, done, max_of, planned, workout

DAY = a_day(planned(BENCH), maxes=(max_of(100, exercise_id=BENCH.id),))
STEPS_G = {80_000, 85_000, 90_000}


def broken(made: Workout | RestDay, snapshot: Snapshot = DAY) -> set[str]:
    return {rule for rule, _, _ in invariants.of_outcome(snapshot, made)}


def with_bench(**changes: object) -> Workout:
    made = workout(DAY)
    return replace(made, exercises=(replace(made.exercises[0], **changes),))  # type: ignore[arg-type]


def with_work(**changes: object) -> Workout:
    series = workout(DAY).exercises[0].series
    work = tuple(
        replace(target, **changes) if target.kind is SetKind.WORK else target  # type: ignore[arg-type]
        for target in series
    )
    return with_bench(series=work)


def test_a_good_workout_breaks_nothing() -> None:
    assert broken(workout(DAY)) == set()


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (with_work(load_g=97_500), "heavier_than_the_state_bears"),
        (with_work(load_g=81_234), "load_that_cannot_be_loaded"),
        (with_work(load_g=20_000), "warm_ups_not_below_the_work"),
        (with_work(rpe=10.0), "effort_out_of_range"),
        (with_work(reps=0), "no_repetitions"),
        (with_bench(reasons=()), "prescription_without_reason"),
        (with_bench(reasons=(Reason(step="plan", code="x", source="hearsay"),)), "reason_without_source"),
        (with_bench(reasons=(Reason(step="plan", code="x", facts={"a": float("nan")}),)), "not_a_number"),
        (
            with_bench(reasons=(Reason(step="readiness", code="low", facts={"load_factor": 0.9}),)),
            "readiness_takes_too_much_load",
        ),
        (
            with_bench(reasons=(Reason(step="readiness", code="low", facts={"sets": -2}),)),
            "one_bad_night_takes_more_than_a_set",
        ),
        (replace(workout(DAY), exercises=()), "empty_workout"),
        (RestDay(trace=()), "rest_day_without_reason"),
    ],
)
def test_each_rule_sees_what_breaks_it(made: Workout | RestDay, rule: str) -> None:
    assert rule in broken(made)


def test_training_in_spite_of_a_red_flag_is_seen() -> None:
    flagged = replace(DAY, red_flag=RedFlag.FAINTING)
    assert broken(workout(DAY), flagged) == {"trains_in_spite_of_a_red_flag"}


def test_an_accessory_above_the_weekly_ceiling_is_seen_and_a_main_lift_is_not() -> None:
    bench = workout(DAY).exercises[0]
    full = replace(DAY, week_sets=dict.fromkeys(BENCH.muscles, 30.0))

    def as_role(role: Role) -> ExercisePrescription:
        return replace(bench, role=role)

    made = workout(DAY)
    accessory = replace(made, exercises=(as_role(Role.ACCESSORY),))
    assert broken(accessory, full) == {"accessory_above_the_weekly_ceiling"}
    assert broken(replace(made, exercises=(as_role(Role.MAIN),)), full) == set()


@pytest.mark.parametrize(
    ("performed", "seen"),
    [
        ([done(85, 3, 10, failed=True)], True),
        ([done(85, 5, 8, target_rpe=8.0)], False),
        ([done(85, 3, 10, failed=True), done(80, 5, 8, target_rpe=8.0)], False),
        ([done(85, 3, 10, failed=True), done(80, 5, 9.5, target_rpe=8.0)], True),
    ],
)
def test_going_up_after_a_miss_is_seen(performed: Sequence[object], seen: bool) -> None:
    target = SetTarget(kind=SetKind.WORK, load_g=90_000, reps=5, rpe=8.0)
    rules = {rule for rule, _, _ in invariants.of_next_set(performed, target, STEPS_G)}  # type: ignore[arg-type]
    assert rules == ({"heavier_after_a_miss"} if seen else set())


def test_what_a_minor_and_somebody_pregnant_may_not_do_is_looked_at() -> None:
    hard = with_work(rpe=8.5)
    for changes in ({"minor": True}, {"pregnancy": Pregnancy.EXPECTING}):
        kept = replace(DAY, profile=replace(DAY.profile, **changes))
        assert "harder_than_this_person_may" in broken(hard, kept)
    assert "harder_than_this_person_may" not in broken(hard)


def test_a_load_far_above_what_was_lifted_is_looked_at() -> None:
    before = replace(DAY, maxes=(), history=(done(60, 5, 8.0, exercise_id=BENCH.id),))
    assert "rises_too_fast" in broken(with_work(load_g=80_000), before)
    assert "rises_too_fast" not in broken(with_work(load_g=65_000), before)
