"""What a week says about the plan: each proposal by an example, and when there is none."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.models import Block, BlockType, IntensityBias, Trend, VolumeTarget
from core.engine.models.changes import (
    BlockExtension,
    EarlyDeload,
    ExerciseSwap,
    IntensityReduction,
    Intervention,
    StallIntervention,
    VolumeReduction,
)
from core.engine.review import LiftWeeks, Proposal, ReviewedWeek, Worn, review, stuck_weeks
from core.engine.sources import SOURCES
from core.engine.trends import Course

BLOCK = Block(
    block_type=BlockType.ACCUMULATION,
    weeks=4,
    volume_target=VolumeTarget.MAV,
    intensity_bias=IntensityBias.STRENGTH,
    weekly_volume_ramp=1.0,
    rir_start=3.0,
    rir_end=1.0,
    days=(),
)
WEEK = ReviewedWeek(block=BLOCK, week_in_block=1, deload_next=False, workouts=4, compliance=1.0)


def lift(trend: Trend | None, weeks: int = 0, exercise_id: int = 1) -> LiftWeeks:
    course = Course(
        on=date(2026, 3, 8),
        trend=trend,
        decline=0.95 if trend is Trend.DECLINING else 0.5,
        stall=0.96 if trend is Trend.STALLED else 0.5,
        gain=0.5,
        slope_per_week=-0.004,
        slope_sd_per_week=0.003,
        days=16,
        hard_days=4,
    )
    return LiftWeeks(exercise_id=exercise_id, course=course, stuck_weeks=weeks, variation_id=9)


def only(week: ReviewedWeek) -> Proposal:
    [found] = review(week)
    return found


def test_an_ordinary_week_proposes_nothing() -> None:
    lifts = (lift(None), lift(Trend.IMPROVING, exercise_id=2))
    assert review(replace(WEEK, lifts=lifts, effort_error_rpe=0.3, low_recovery_days=2)) == ()
    assert review(WEEK) == ()


def test_three_stuck_lifts_call_for_a_deload_and_two_do_not() -> None:
    stuck = tuple(lift(Trend.DECLINING, 1, exercise_id=n) for n in range(3))
    found = only(replace(WEEK, lifts=stuck))
    assert (found.change, found.reason.code, found.reason.facts) == (
        EarlyDeload(),
        "stuck_lifts",
        {"lifts": 3},
    )
    assert review(replace(WEEK, lifts=stuck[:2])) == ()
    assert review(replace(WEEK, lifts=stuck, deload_next=True)) == (), "it comes anyway"


def test_a_lift_stuck_in_three_evaluations_in_a_row_calls_for_a_deload_once() -> None:
    found = only(replace(WEEK, lifts=(lift(Trend.STALLED, 3),)))
    assert (found.change, found.reason.code) == (EarlyDeload(), "stuck_weeks")
    assert EarlyDeload() not in [
        each.change for each in review(replace(WEEK, lifts=(lift(Trend.STALLED, 4),)))
    ]


def test_five_days_of_low_recovery_in_the_last_seven_call_for_a_deload() -> None:
    found = only(replace(WEEK, low_recovery_days=5))
    assert (found.change, found.reason.code) == (EarlyDeload(), "low_recovery")
    assert review(replace(WEEK, low_recovery_days=4)) == ()


@pytest.mark.parametrize(
    ("weeks", "code", "change"),
    [
        (2, "smallest_steps", None),
        (4, "lighter", StallIntervention(exercise_id=1, intervention=Intervention.LIGHTER)),
        (
            5,
            "variation",
            StallIntervention(exercise_id=1, intervention=Intervention.VARIATION, to_exercise_id=9),
        ),
        (8, "fewer_sets", StallIntervention(exercise_id=1, intervention=Intervention.FEWER_SETS)),
        (12, "goal", None),
    ],
)
def test_the_ladder_of_a_stuck_lift(weeks: int, code: str, change: object) -> None:
    found = only(replace(WEEK, lifts=(lift(Trend.STALLED, weeks),)))
    assert (found.reason.code, found.change) == (code, change)
    assert found.reason.facts["surely_pct"] == 96


def test_weeks_stuck_are_counted_back_from_the_last_evaluation_of_each() -> None:
    sunday = date(2026, 3, 8)

    def past(*said: tuple[int, Trend | None]) -> list[Course]:
        """Days ago, oldest first, and what was told then."""
        told = [(ago, lift(trend).course) for ago, trend in said]
        return [
            replace(course, on=sunday - timedelta(days=ago)) for ago, course in told if course is not None
        ]

    stalled, lost = Trend.STALLED, Trend.DECLINING
    assert stuck_weeks(past((16, None), (10, stalled), (8, lost), (5, None), (1, stalled)), sunday) == 2
    assert stuck_weeks(past((10, stalled), (5, stalled), (1, None)), sunday) == 0, "it moves again"
    assert stuck_weeks(past((22, stalled), (1, lost)), sunday) == 2, "weeks without it are passed over"
    assert stuck_weeks(past((1, stalled), (-1, None)), sunday) == 1, "what came later was not known"
    assert stuck_weeks([], sunday) == 0


def test_each_rung_is_proposed_once_and_a_lift_that_moves_again_is_left_alone() -> None:
    for weeks in (1, 6, 7, 9, 20):
        assert review(replace(WEEK, lifts=(lift(Trend.STALLED, weeks),))) == ()
    assert review(replace(WEEK, lifts=(lift(Trend.IMPROVING, 5),))) == ()
    no_other = replace(lift(Trend.STALLED, 5), variation_id=None)
    assert review(replace(WEEK, lifts=(no_other,))) == ()


def test_a_week_that_felt_harder_than_meant_asks_for_more_in_reserve() -> None:
    assert only(replace(WEEK, effort_error_rpe=1.2)).change == IntensityReduction(rir=1.0)
    assert review(replace(WEEK, effort_error_rpe=1.2, workouts=1)) == (), "one workout is one bad day"


def test_sets_that_nobody_gets_round_to_leave_the_plan() -> None:
    assert only(replace(WEEK, compliance=0.6)).change == VolumeReduction(factor=0.8)
    assert review(replace(WEEK, compliance=None)) == ()


def test_a_block_that_goes_well_may_last_a_week_longer_but_not_for_ever() -> None:
    lifts = (lift(Trend.IMPROVING), lift(Trend.IMPROVING, exercise_id=2))
    last = replace(WEEK, week_in_block=3, lifts=lifts)
    assert only(last).change == BlockExtension(weeks=1)
    assert review(replace(last, week_in_block=2)) == ()
    assert review(replace(last, lifts=(*lifts, lift(Trend.STALLED, 1)))) == ()
    assert review(replace(last, low_recovery_days=1)) == ()
    assert review(replace(last, block=replace(BLOCK, weeks=6), week_in_block=5)) == ()


def test_an_accessory_that_was_done_for_long_gives_way_unless_it_gains() -> None:
    worn = Worn(exercise_id=5, weeks=8, trend=None, next_id=6)
    last = replace(WEEK, week_in_block=3, accessories=(worn,))
    assert only(last).change == ExerciseSwap(exercise_id=5, to_exercise_id=6)
    assert review(replace(last, accessories=(replace(worn, trend=Trend.IMPROVING),))) == ()
    assert review(replace(last, week_in_block=1)) == (), "not in the middle of a block"


WEEKS = st.builds(
    ReviewedWeek,
    block=st.builds(
        replace, st.just(BLOCK), block_type=st.sampled_from(list(BlockType)), weeks=st.integers(1, 8)
    ),
    week_in_block=st.integers(0, 8),
    deload_next=st.booleans(),
    lifts=st.lists(
        st.builds(lift, st.none() | st.sampled_from(list(Trend)), st.integers(0, 15), st.integers(1, 4)),
        max_size=4,
    ).map(tuple),
    low_recovery_days=st.integers(0, 7),
    effort_error_rpe=st.none() | st.floats(-4, 4),
    workouts=st.integers(0, 14),
    compliance=st.none() | st.floats(0, 1),
)


@settings(max_examples=80)
@given(WEEKS)
def test_whatever_the_week_proposals_are_few_and_say_where_they_are_from(week: ReviewedWeek) -> None:
    found = review(week)
    assert all(each.reason.step == "review" and each.reason.source in SOURCES for each in found)
    if EarlyDeload() in [each.change for each in found]:
        assert len(found) == 1, "a deload answers for everything"
        assert not week.deload_next
    if week.block.block_type in (BlockType.DELOAD, BlockType.RESTORATION):
        assert found == ()


def test_what_a_block_may_not_be_scaled_by_is_not_proposed_and_a_deload_still_is() -> None:
    week = replace(WEEK, workouts=3, effort_error_rpe=1.5, compliance=0.5)
    as_written = replace(week, block=replace(BLOCK, allow_auto_scale=False))
    assert [each.reason.code for each in review(week)] == ["felt_harder", "too_much"]
    assert review(as_written) == ()
    tired = replace(as_written, low_recovery_days=7)
    assert [each.change for each in review(tired)] == [EarlyDeload()]
