"""The fatigue score by hand: what is known, weighted, squeezed into 0 to 1; what is unknown takes no part."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.fatigue import compliance, deviations, rpe_deviation, score, stalled_exercises
from core.engine.models import CheckIn, CheckInStatus, Measured, Muscle, PerformedSet
from tests.engine.builders import MONDAY, days, done

TODAY = MONDAY.date()
SILENT = CheckIn(status=CheckInStatus.UNKNOWN)


def score_of(check_in: CheckIn, **more: object) -> float | None:
    return score(deviations(check_in, **more))  # type: ignore[arg-type]


def said(readiness: int | None = None, worst: int | None = None, **more: int) -> CheckIn:
    soreness = {Muscle.CHEST: 1, Muscle.QUADS: worst} if worst is not None else {}
    return CheckIn(status=CheckInStatus.ANSWERED, soreness=soreness, readiness=readiness, **more)


def test_where_nothing_is_known_there_is_no_score() -> None:
    assert score_of(SILENT) is None


def test_an_ordinary_day_is_0_6() -> None:
    ordinary = said(3, 2, motivation=3, stress=3, sleep_minutes=420, sleep_quality=3)
    found = score_of(
        ordinary, rpe_deviation=0.0, stalled_exercises=0, compliance=1.0, measured=Measured(recovery_pct=60)
    )
    assert found == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("check_in", "score"),
    [
        # 0.25 * -1 / (0.25 + 0.25) = -0.5; logit 0.6 = 0.4055; 0.4055 - 1.5 * 0.5 = -0.3445
        (said(readiness=2), 0.4147),
        # 0.15 * (2 - 5) / (0.15 + 0.25) = -1.125; 0.4055 - 1.6875 = -1.2820
        (said(worst=5), 0.2172),
        # (0.25 * -2 + 0.15 * -2) / (0.40 + 0.25) = -1.2308; 0.4055 - 1.8462 = -1.4407
        (said(readiness=1, worst=4), 0.1914),
        # 300 minutes are two deviations short, quality 3 none: 0.10 * -1 / (0.10 + 0.25) = -0.2857; -0.0231
        (said(sleep_minutes=300, sleep_quality=3), 0.4942),
        # motivation 5 is +2, stress 5 is -2: 0; an ordinary mood
        (said(motivation=5, stress=5), 0.6),
    ],
)
def test_a_check_in_by_hand(check_in: CheckIn, score: float) -> None:
    assert score_of(check_in) == pytest.approx(score, abs=0.0001)


def test_what_was_trained_counts_without_a_word() -> None:
    """0.7 RPE harder is -1, a lift that stands still -1, three sets of four done -1: 0.35 * -1 / 0.6 * 1.5."""
    found = score_of(SILENT, rpe_deviation=0.7, stalled_exercises=1, compliance=0.75)
    assert found == pytest.approx(0.3847, abs=0.0001)


def test_the_worst_and_the_best_of_everything_stay_inside() -> None:
    worst = said(1, 5, motivation=1, stress=5, sleep_minutes=0, sleep_quality=1)
    best = said(5, 1, motivation=5, stress=1, sleep_minutes=600, sleep_quality=5)
    low = score_of(
        worst, rpe_deviation=3.0, stalled_exercises=5, compliance=0.0, measured=Measured(recovery_pct=0)
    )
    high = score_of(
        best, rpe_deviation=-3.0, stalled_exercises=0, compliance=1.0, measured=Measured(recovery_pct=100)
    )
    assert low == pytest.approx(0.0587, abs=0.0001)
    assert high == pytest.approx(0.9059, abs=0.0001)


@settings(max_examples=60)
@given(
    readiness=st.none() | st.integers(1, 5),
    worst=st.none() | st.integers(1, 5),
    deviation=st.none() | st.floats(-4, 4),
)
def test_more_readiness_never_tires(
    readiness: int | None, worst: int | None, deviation: float | None
) -> None:
    found = score_of(said(readiness, worst), rpe_deviation=deviation)
    if readiness is None and worst is None and deviation is None:
        assert found is None
        return
    assert found is not None
    assert 0.0 < found < 1.0
    if readiness is not None and readiness < 5:
        fresher = score_of(said(readiness + 1, worst), rpe_deviation=deviation)
        assert fresher is not None
        assert fresher > found


def felt(
    rpe: float | None, before: int, *, target: float | None = 8.0, warm_up: bool = False
) -> PerformedSet:
    return done(100, 5, rpe, at=MONDAY - days(before), target_rpe=target, warm_up=warm_up)


def test_the_deviation_is_the_mean_of_the_last_three_workouts() -> None:
    old = [felt(10, 9), felt(10, 9)]
    last = [felt(9, 6), felt(8.5, 4), felt(8, 2), felt(7, 2)]
    assert rpe_deviation([*old, *last], TODAY) == pytest.approx((1 + 0.5 + 0 - 1) / 4)


def test_what_was_not_said_not_meant_or_is_long_ago_says_nothing() -> None:
    sets = [felt(None, 2), felt(9, 2, target=None), felt(9, 2, warm_up=True), felt(9, 40), felt(9, 0)]
    assert rpe_deviation(sets, TODAY) is None


def weekly(top_kg: list[float], exercise_id: int) -> list[PerformedSet]:
    """Three sets in each of so many weeks."""
    return [
        done(kg, 5, 8.0, at=MONDAY - timedelta(weeks=len(top_kg) - week), exercise_id=exercise_id)
        for week, kg in enumerate(top_kg)
        for _ in range(3)
    ]


def test_lifts_that_surely_fall_are_counted_and_rising_ones_not() -> None:
    rising, flat, falling = (
        weekly([100, 102.5, 105, 107.5, 110, 112.5], 1),
        weekly([100] * 6, 2),
        weekly([120, 118, 116, 114, 112, 110, 108, 106, 104, 102], 3),
    )
    assert stalled_exercises([*rising, *flat, *falling], TODAY) == 1
    assert stalled_exercises(flat, TODAY) is None, "six weeks on a level are still what noise makes of a gain"
    assert stalled_exercises(rising, TODAY) == 0
    assert stalled_exercises(weekly([100, 100], 1), TODAY) is None, "two weeks say nothing"


def test_compliance_is_the_share_of_what_was_meant() -> None:
    assert compliance([(4, 4), (3, 2), (3, 0)]) == pytest.approx(0.6)
    assert compliance([(4, 7), (4, 2)]) == pytest.approx(0.75), "extra sets of one make up for no other"
    assert compliance([]) is None
    assert compliance([(0, 3)]) is None
