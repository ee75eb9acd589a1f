"""A lift's workout in numbers, planned beside done; and what its sets changed."""

import pytest

from core.engine import progress
from core.engine.models import PerformanceVsPlan, PerformedSet, SetKind, SetTarget
from core.engine.performance import (
    LiftPerformance,
    changes,
    classify,
    completion_pct,
    lift_performance,
    performance_vs_plan,
)
from tests.engine.builders import SQUAT, a_day, done, max_of, planned, prescribed, work_sets


def target(
    load_kg: float | None,
    reps: int | None,
    *,
    reps_max: int | None = None,
    duration_s: int | None = None,
    kind: SetKind = SetKind.WORK,
) -> SetTarget:
    load_g = None if load_kg is None else round(load_kg * 1000)
    return SetTarget(kind=kind, load_g=load_g, reps=reps, reps_max=reps_max, duration_s=duration_s)


THREE_FIVES = (target(40, 5, kind=SetKind.WARM_UP), *[target(100, 5)] * 3)
WARM = done(40, 5, warm_up=True)


def of(series: tuple[SetTarget, ...], *performed: PerformedSet) -> LiftPerformance:
    return lift_performance(series, performed)


def test_a_lift_as_planned() -> None:
    lift = of(THREE_FIVES, WARM, done(100, 5, 7.0), done(100, 5, 8.0), done(100, 5, 9.0))
    assert (lift.planned_sets, lift.done_sets, lift.completion_pct) == (3, 3, 100.0)
    assert (lift.planned_volume_g, lift.actual_volume_g) == (1_500_000, 1_500_000)
    assert (lift.planned_load_g, lift.actual_load_g) == (100_000.0, 100_000.0)
    assert (lift.max_rpe, lift.mean_rpe, lift.share) == (9.0, 8.0, 1.0)


def test_what_was_not_said_is_unknown_and_not_zero() -> None:
    lift = of(THREE_FIVES, done(100, None, failed=True), done(100, None))
    assert (lift.max_rpe, lift.mean_rpe, lift.actual_volume_g) == (None, None, None)
    assert lift.done_sets == 2
    nothing_planned = of((), done(60, 8))
    assert (nothing_planned.completion_pct, nothing_planned.share) == (None, None)
    assert (nothing_planned.planned_volume_g, nothing_planned.actual_volume_g) == (None, 480_000)


@pytest.mark.parametrize(
    ("volume_pct", "called"),
    [
        (0.0, PerformanceVsPlan.INCOMPLETE),
        (49.99, PerformanceVsPlan.INCOMPLETE),
        (50.0, PerformanceVsPlan.UNDER),
        (89.99, PerformanceVsPlan.UNDER),
        (90.0, PerformanceVsPlan.AT),
        (110.0, PerformanceVsPlan.AT),
        (110.01, PerformanceVsPlan.OVER),
    ],
)
def test_the_share_of_the_planned_volume_has_a_name(volume_pct: float, called: PerformanceVsPlan) -> None:
    assert classify(volume_pct) is called


def test_more_sets_than_planned_of_one_lift_make_up_for_none_of_another() -> None:
    one, other = of(THREE_FIVES, *[done(100, 5)] * 6), of(THREE_FIVES)
    assert completion_pct([one, other]) == 50.0
    assert completion_pct([of((), done(60, 8))]) is None


def test_anything_within_a_range_of_repetitions_is_as_planned() -> None:
    series = (target(50, 8, reps_max=12),) * 2
    for reps in (8, 10, 12):
        assert of(series, *[done(50, reps)] * 2).share == 1.0
    assert of(series, *[done(50, 4)] * 2).share == 0.5
    assert of(series, *[done(50, 18)] * 2).share == 1.5


def test_each_lift_is_measured_by_what_it_has() -> None:
    push_ups, plank = (target(0, 10),) * 2, (target(None, None, duration_s=40),) * 2
    assert of(push_ups, done(0, 10), done(0, 5)).share == 0.75
    assert of(plank, done(None, None, duration_s=40)).share == 0.5
    band = (target(None, None),) * 4
    assert of(band, done(None, 12)).share == 0.25


def test_nobody_knows_how_many_sets_it_takes_to_find_a_load() -> None:
    series = (target(20, 5, kind=SetKind.RAMP), *[target(None, 5)] * 3)
    climbing = [done(20, 5, 5.0), done(40, 5, 6.0), done(60, 5, 7.0)]
    assert of(series, *climbing, *[done(60, 5, 7.0)] * 3).share == 1.0


def test_a_workout_weighs_its_lifts_by_their_planned_sets() -> None:
    half = of(THREE_FIVES, *[done(100, 5)] * 3)
    assert performance_vs_plan([half, of((target(50, 10),))]) is PerformanceVsPlan.UNDER  # 3 of 4 sets
    assert performance_vs_plan([half]) is PerformanceVsPlan.AT
    assert performance_vs_plan([of(THREE_FIVES, done(100, 5))]) is PerformanceVsPlan.INCOMPLETE
    assert performance_vs_plan([of(THREE_FIVES, *[done(120, 5)] * 3)]) is PerformanceVsPlan.OVER
    assert performance_vs_plan([of((), done(60, 8))]) is None


def test_only_sets_that_changed_those_after_them_are_reasons() -> None:
    prescription = prescribed(a_day(planned(SQUAT, sets=3), maxes=[max_of(140)]))
    first, *_ = work_sets(prescription)
    assert first.load_g is not None
    as_meant = done(first.load_g / 1000, first.reps, 8.0)  # of a 9, which makes up for what each set takes
    tiring = done(first.load_g / 1000, first.reps, 9.0)
    harder = done(first.load_g / 1000, first.reps, 10.0)
    warm = done(40, 5, warm_up=True)
    assert changes(prescription, [warm, as_meant, as_meant]) == ()
    (why,) = changes(prescription, [warm, as_meant, harder])
    assert why.code == "harder"
    assert (why,) == progress(prescription, [warm, as_meant, harder]).reasons
    assert [why.code for why in changes(prescription, [warm, tiring])] == ["tiring"]
