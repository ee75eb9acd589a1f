"""Readiness beside one's own days: how many signs, how much they take, and what a device and yesterday say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.baseline import LEAST_ANSWERS, Measurement, measured, usual
from core.engine.fatigue import Channel, deviations
from core.engine.models import (
    CheckIn,
    CheckInStatus,
    Equipment,
    LoadMode,
    Measured,
    Muscle,
    Pattern,
    Role,
    Snapshot,
    Usual,
    Worked,
)
from core.engine.recent import recent_work
from core.engine.today import generate
from tests.engine.builders import (
    BENCH,
    MONDAY,
    ROW,
    SQUAT,
    a_day,
    answered,
    codes,
    days,
    done,
    exercise,
    max_of,
    planned,
    prescribed,
    work_sets,
)
from tests.engine.test_invariants import snapshots, work_of

TODAY = MONDAY.date()
MAXES = (max_of(140), max_of(100, exercise_id=2), max_of(80, exercise_id=4))
RUN = exercise(
    20, "run", Pattern.GAIT, Equipment.NONE, LoadMode.DISTANCE, {Muscle.QUADS: 0.5, Muscle.CALVES: 1.0}
)


def said(status: CheckInStatus = CheckInStatus.ANSWERED, **answers: int) -> CheckIn:
    return replace(CheckIn(status=status), **answers)  # type: ignore[arg-type]


def day(check_in: CheckIn, **more: object) -> Snapshot:
    lines = [planned(SQUAT), planned(BENCH), planned(ROW, role=Role.ACCESSORY)]
    return replace(a_day(*lines, maxes=MAXES, check_in=check_in), **more)  # type: ignore[arg-type]


def counts(snapshot: Snapshot) -> list[int]:
    return [len(work_sets(prescribed(snapshot, of))) for of in (SQUAT, BENCH, ROW)]


def load_factor(snapshot: Snapshot) -> float:
    reasons = prescribed(snapshot).reasons
    factor = next(
        r.facts["load_factor"] for r in reasons if (r.step, r.code) == ("strength", "load_for_effort")
    )
    assert isinstance(factor, float)
    return factor


def test_one_bad_sign_costs_the_whole_workout_one_set() -> None:
    for one in (
        day(said(readiness=2)),
        day(said(motivation=1, stress=5)),
        day(said(sleep_minutes=330)),
        day(said(), measured=Measured(recovery_pct=25)),
        day(said(), measured=Measured(hrv_deviation=-1.2)),
        day(said(), measured=Measured(resting_hr_deviation=-3.0)),
    ):
        assert counts(one) == [3, 3, 2]
        assert load_factor(one) == 1.0


def test_a_night_without_sleep_and_the_lowest_readiness_take_five_percent_and_no_more() -> None:
    assert load_factor(day(said(readiness=1))) == 0.95
    assert load_factor(day(said(sleep_minutes=240))) == 0.95
    everything = day(
        said(readiness=1, motivation=1, stress=5, sleep_minutes=120, sleep_quality=1),
        measured=Measured(recovery_pct=1, hrv_deviation=-3.0, resting_hr_deviation=-3.0),
    )
    assert load_factor(everything) == 0.95
    assert counts(everything) == [2, 2, 2]


def test_a_device_alone_never_takes_load() -> None:
    assert load_factor(day(said(), measured=Measured(recovery_pct=1, hrv_deviation=-3.0))) == 1.0


def test_two_signs_must_agree_before_more_than_a_set_goes() -> None:
    agreed = day(said(readiness=2, sleep_minutes=330))
    assert counts(agreed) == [2, 2, 2]
    assert load_factor(agreed) == 0.975
    assert "readiness:several" in codes(prescribed(agreed).reasons)
    assert counts(day(said(readiness=2, motivation=1, stress=5))) == [3, 3, 2], "one head, one sign"


def test_workouts_that_felt_hard_are_a_second_sign_but_no_first_one() -> None:
    hard = tuple(done(60, 5, 9.5, at=MONDAY - days(ago), exercise_id=4, target_rpe=8) for ago in (9, 6, 3))
    assert counts(day(said(readiness=3), history=hard))[:2] == [3, 3]
    assert counts(day(said(readiness=2), history=hard))[:2] == [2, 2]
    assert counts(day(said(readiness=2), history=hard[-1:]))[:2] == [3, 3], "one hard workout is no sign"


def test_until_fourteen_answers_are_known_the_anchors_hold_then_the_own_days() -> None:
    always_low = [said(readiness=2)] * LEAST_ANSWERS
    assert usual(always_low[1:]) == {}
    assert usual([*always_low[1:], said(CheckInStatus.REPEATED, readiness=2)]) == {}
    own = usual(always_low)
    assert own == {"readiness": Usual(mean=2.0, sd=0.0)}
    assert counts(day(said(readiness=2), usual=own)) == [3, 3, 3], "an ordinary day for this athlete"
    high = usual([said(readiness=5)] * LEAST_ANSWERS)
    assert counts(day(said(readiness=4), usual=high)) == [3, 3, 3], "nobody is tired at 4"
    assert counts(day(said(readiness=3), usual=high)) == [3, 3, 2]


def test_stress_counts_the_other_way_round() -> None:
    calm = {"stress": Usual(mean=1.5, sd=0.5)}
    assert deviations(said(stress=2), usual=calm)[Channel.MOOD] == 0.0  # best usual is 4 of 5 the other way
    assert deviations(said(stress=5), usual=calm)[Channel.MOOD] == -3.0
    assert deviations(said(stress=1), usual=calm)[Channel.MOOD] > 0.0


def a_month(hrv_ms: float, this_week_ms: float, *, week_days: int = 7) -> list[Measurement]:
    month = [
        Measurement(
            on=TODAY - timedelta(days=ago), hrv_ms=hrv_ms * (1.0 + 0.05 * (-1) ** ago), resting_hr_bpm=50
        )
        for ago in range(7, 37)
    ]
    week = [Measurement(on=TODAY - timedelta(days=ago), hrv_ms=this_week_ms) for ago in range(week_days)]
    return [*month, *week]


def test_heart_rate_variability_is_a_weeks_mean_beside_a_months_band() -> None:
    # ln deviates by 0.0508 from day to day; half of it is one step: ln(0.95) = -0.0513 is two of them
    found = measured(a_month(60.0, 57.0), TODAY)
    assert found is not None
    assert found.hrv_deviation == pytest.approx(-1.97, abs=0.05)
    usual_week = measured(a_month(60.0, 60.0), TODAY)
    assert usual_week is not None
    assert usual_week.hrv_deviation == pytest.approx(0.05, abs=0.05)
    assert measured(a_month(60.0, 40.0, week_days=2), TODAY) is None, "two days are no week"
    assert measured(a_month(60.0, 40.0)[20:], TODAY) is None, "ten days are no month"


def test_a_fast_resting_heart_is_a_bad_sign() -> None:
    days_before = [Measurement(on=TODAY - timedelta(days=ago), resting_hr_bpm=50) for ago in range(1, 20)]
    found = measured([*days_before, Measurement(on=TODAY, resting_hr_bpm=56)], TODAY)
    assert found is not None
    assert found.resting_hr_deviation == -2.0  # six beats, a deviation is at least three


def test_a_muscle_that_went_close_to_failure_yesterday_gets_a_set_less() -> None:
    hard = [done(90, 5, 9, at=MONDAY - days(1)) for _ in range(3)]
    worked = recent_work(hard, (SQUAT, BENCH), TODAY)
    assert counts(day(said(), worked=worked)) == [2, 3, 3]
    assert "recovery:trained_hard" in codes(prescribed(day(said(), worked=worked)).reasons)
    assert counts(day(said(), worked=recent_work(hard[1:], (SQUAT,), TODAY))) == [3, 3, 3]
    easy = [replace(each, rpe=8.0) for each in hard]
    assert counts(day(said(), worked=recent_work(easy, (SQUAT,), TODAY))) == [3, 3, 3]
    old = [replace(each, local_date=TODAY - timedelta(days=2)) for each in hard]
    assert counts(day(said(), worked=recent_work(old, (SQUAT,), TODAY))) == [3, 3, 3]
    assert counts(day(said(), worked=recent_work([*old, *old], (SQUAT,), TODAY))) == [2, 3, 3]


def test_what_is_said_of_a_muscle_counts_more_than_what_is_expected_and_never_twice() -> None:
    worked = (Worked(on=TODAY - timedelta(days=1), muscle=Muscle.QUADS, hard_sets=5.0),)
    assert counts(day(answered(quads=1), worked=worked)) == [3, 3, 3]
    assert counts(day(answered(quads=3), worked=worked)) == [2, 3, 3]
    repeated = replace(answered(quads=3), status=CheckInStatus.REPEATED)
    assert counts(day(repeated, worked=worked)) == [2, 3, 3]


def test_a_hard_run_takes_a_set_of_the_legs_that_ran_most() -> None:
    squats = exercise(
        21, "leg_press", Pattern.SQUAT, Equipment.NONE, LoadMode.BODY_WEIGHT, {Muscle.CALVES: 1.0}
    )
    run = replace(done(None, None, 7, exercise_id=20), distance_m=5_000, duration_s=25 * 60)
    worked = recent_work([run], (RUN,), TODAY)
    assert {(each.muscle, each.sport_load) for each in worked} == {
        (Muscle.QUADS, 175.0),
        (Muscle.CALVES, 175.0),
    }
    assert counts(day(said(), worked=worked)) == [2, 3, 3]
    unsaid = recent_work([replace(run, rpe=None)], (RUN, squats), TODAY)
    assert unsaid == ()


signs = st.sampled_from(["readiness", "motivation", "sleep_quality"])


@settings(max_examples=60)
@given(snapshots, signs, st.integers(1, 4))
def test_a_worse_answer_never_gives_more(snapshot: Snapshot, question: str, level: int) -> None:
    snapshot = replace(snapshot, profile=replace(snapshot.profile, minutes=1000))
    better, worse = (
        generate(replace(snapshot, check_in=replace(snapshot.check_in, **{question: value})))  # type: ignore[arg-type]
        for value in (level + 1, level)
    )
    for line in snapshot.day.exercises:
        for one, other in zip(
            work_of(better, line.exercise_id), work_of(worse, line.exercise_id), strict=True
        ):
            assert other <= one
