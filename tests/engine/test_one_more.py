"""A set more for a muscle that earned it: which muscle, which exercise, and where there is no room for one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.models import (
    Block,
    BlockType,
    Exercise,
    IntensityBias,
    IntensityType,
    Landmark,
    Muscle,
    PercentOfMax,
    PlannedDay,
    PlannedExercise,
    Pregnancy,
    PrescribedSet,
    Reps,
    Role,
    VolumeCounting,
    VolumeTarget,
)
from core.engine.models.changes import VolumeIncrease
from core.engine.one_more import OneMore, one_more
from core.engine.progression import MuscleWeek, VolumeStep, volume_step
from core.engine.review import ReviewedWeek, review
from core.engine.volume import landmark
from core.engine.weekly_sets import planned_s
from tests.engine.builders import BENCH, DUMBBELL_PRESS, LIBRARY, LIFTER, ROW, planned

KNOWN: Mapping[int, Exercise] = {each.id: each for each in LIBRARY}
PRESS = planned(DUMBBELL_PRESS, role=Role.ACCESSORY, sets=3, reps=10)
GROWER = replace(LIFTER, minutes=120)


def block_of(*days: tuple[PlannedExercise, ...], weeks: int = 4) -> Block:
    return Block(
        block_type=BlockType.ACCUMULATION,
        weeks=weeks,
        volume_target=VolumeTarget.MAV,
        intensity_bias=IntensityBias.STRENGTH,
        weekly_volume_ramp=1.0,
        rir_start=3.0,
        rir_end=1.0,
        days=tuple(
            PlannedDay(day_number=number, weekday=2 * number - 1, exercises=lines)
            for number, lines in enumerate(days, start=1)
        ),
    )


# The chest has 4 + 3 + 3 = 10 sets a week, the upper back 4
BLOCK = block_of((planned(BENCH, sets=4), planned(ROW, sets=4)), (planned(BENCH, sets=3), PRESS))


def earned(
    muscle: Muscle = Muscle.CHEST, sets: float = 10.0, mark: Landmark | None = None, soreness: int = 1
) -> VolumeStep:
    week = MuscleWeek(muscle=muscle, sets=sets, soreness=soreness, effort_error_rpe=0.0)
    return volume_step(week, VolumeTarget.MAV, landmark({}, muscle) if mark is None else mark)


def place(
    block: Block = BLOCK, *steps: VolumeStep, week: int = 1, **others: object
) -> tuple[int, int] | None:
    found = at(block, *steps, week=week, **others)
    return None if found is None else (found.day_number, found.exercise_id)


def at(block: Block = BLOCK, *steps: VolumeStep, week: int = 1, **others: object) -> OneMore | None:
    given_: dict[str, object] = {"who": GROWER, "library": KNOWN, "landmarks": {}, **others}
    return one_more(steps or (earned(),), block, week, **given_)  # type: ignore[arg-type]


def test_a_lift_that_is_practised_gets_the_set_on_the_day_that_has_fewer() -> None:
    """Ten sets were done, not sore and as meant: a tenth more is eleven, and the plan has ten."""
    found = at()
    assert found is not None
    assert (found.day_number, found.weekday, found.exercise_id, found.sets) == (2, 3, BENCH.id, 3)
    assert (found.step.sets, found.step.change) == (11, 1)


def test_the_muscle_that_had_least_of_its_most_comes_first() -> None:
    """10 of 22 is 45 %, 4 of 22 is 18 %; below its minimum one set always fits."""
    assert place(BLOCK, earned(), earned(Muscle.UPPER_BACK, 4.0)) == (1, ROW.id)


def test_what_the_plan_adds_by_itself_is_not_asked_for() -> None:
    growing = block_of(
        (replace(planned(BENCH, sets=4), weekly_sets=(4, 4, 5, 5)), planned(ROW, sets=4)),
        (planned(BENCH, sets=3), PRESS),
    )
    assert place(growing, week=1) is None, "the third week has eleven"
    assert place(growing, week=0) == (2, BENCH.id), (
        "the second has ten, and the set fits the fuller ones, too"
    )


def test_in_the_last_week_of_a_block_nothing_is_left_to_add_to() -> None:
    assert place(week=2) is not None
    assert place(week=3) is None


def test_a_muscle_that_earned_nothing_gets_nothing() -> None:
    assert place(BLOCK, earned(soreness=3)) is None
    assert place(BLOCK, earned(sets=15.0)) is None, "8 + 0.5 x 14 = 15 is where the block aims"


def test_lifts_that_hurt_or_are_limited_stay_as_they_are() -> None:
    assert place(without={BENCH.id}) == (2, DUMBBELL_PRESS.id)
    assert place(without={BENCH.id, DUMBBELL_PRESS.id}) is None


def test_who_takes_care_or_carries_a_child_is_offered_none() -> None:
    assert place(who=replace(GROWER, careful=True)) is None
    assert place(who=replace(GROWER, pregnancy=Pregnancy.EXPECTING)) is None


def test_a_set_that_does_not_fit_the_time_or_the_other_muscles_is_not_offered() -> None:
    assert place(who=replace(GROWER, minutes=20)) is None
    assert place(landmarks={Muscle.TRICEPS: Landmark(mev_sets=2, mrv_sets=5)}) is None, "5 help already"
    assert place(landmarks={Muscle.TRICEPS: Landmark(mev_sets=2, mrv_sets=5.5)}) is not None


def test_an_exercise_has_one_set_more_than_the_planner_gives_it_at_most() -> None:
    """The planner stops at five sets of a main lift and four of an accessory."""
    assert place(block_of((planned(BENCH, sets=5),), (planned(BENCH, sets=5),))) == (1, BENCH.id)
    assert place(block_of((planned(BENCH, sets=6),), (planned(BENCH, sets=6),))) is None
    assert place(block_of((replace(PRESS, sets=4),), ()), earned(sets=4.0)) == (1, DUMBBELL_PRESS.id)
    assert place(block_of((replace(PRESS, sets=5),), ()), earned(sets=5.0)) is None


def test_a_little_overtime_is_room_enough() -> None:
    """Five minutes, before exercises are paired or sets are cut on the day."""
    days = ((planned(BENCH, sets=3),),)
    seconds = planned_s(planned(BENCH, sets=4))
    fits = next(minutes for minutes in range(60) if 60 * (minutes + 5) >= seconds)
    assert place(block_of(*days), earned(sets=3.0), who=replace(GROWER, minutes=fits)) == (1, BENCH.id)
    assert place(block_of(*days), earned(sets=3.0), who=replace(GROWER, minutes=fits - 1)) is None


def test_what_a_coach_wrote_what_is_fast_and_what_nobody_knows_is_left_alone() -> None:
    heavy = PrescribedSet(amount=Reps(reps=5), intensity=PercentOfMax(percent=70.0))
    written = replace(planned(BENCH, sets=3), series=(heavy,) * 3)
    fast = replace(planned(BENCH, sets=3), intensity_type=IntensityType.EXPLOSIVE)
    assert place(block_of((written,), (written,))) is None
    assert place(block_of((fast,), (fast,))) is None
    assert place(BLOCK, library={BENCH.id: BENCH}) is None


def test_sets_are_compared_with_sets_of_the_same_counting() -> None:
    """The triceps of four days of pressing: 5 sets by halves, none where helping does not count."""
    own = {Muscle.CHEST: Landmark(mev_sets=8, mrv_sets=22, counting=VolumeCounting.DIRECT)}
    found = at(BLOCK, earned(mark=own[Muscle.CHEST]), landmarks=own)
    assert found is not None
    assert found.landmark.counting is VolumeCounting.DIRECT


def reviewed(**others: object) -> ReviewedWeek:
    usual: dict[str, object] = {"workouts": 2, "compliance": 1.0, "one_more": at(), **others}
    return ReviewedWeek(block=BLOCK, week_in_block=1, deload_next=False, **usual)  # type: ignore[arg-type]


def test_a_week_that_went_well_proposes_it_with_all_that_it_rests_on() -> None:
    [found] = review(reviewed())
    assert found.change == VolumeIncrease(day_number=2, exercise_id=BENCH.id)
    assert (found.reason.code, found.reason.source) == ("one_more", "rp_progression")
    assert found.reason.exercise_id == BENCH.id
    assert found.reason.facts == {
        "muscle": "chest",
        "counting": "fractional",
        "week_sets": 10,
        "mev_sets": 8,
        "mrv_sets": 22,
        "soreness": 1,
        "error_rpe": 0.0,
        "weekday": 3,
        "from_sets": 3,
        "to_sets": 4,
    }


@pytest.mark.parametrize(
    "went",
    [
        {"compliance": 0.85},
        {"compliance": None},
        {"low_recovery_days": 1},
        {"effort_error_rpe": 1.0},
        {"one_more": None},
    ],
)
def test_a_week_that_did_not_go_well_proposes_no_set_more(went: dict[str, object]) -> None:
    assert "one_more" not in [each.reason.code for each in review(reviewed(**went))]


@pytest.mark.parametrize("kind", [BlockType.REALIZATION, BlockType.DELOAD, BlockType.RESTORATION])
def test_easy_weeks_and_peaks_get_no_set_more(kind: BlockType) -> None:
    assert review(replace(reviewed(), block=replace(BLOCK, block_type=kind))) == ()


def test_a_block_that_may_not_be_scaled_stays_as_it_is() -> None:
    assert review(replace(reviewed(), block=replace(BLOCK, allow_auto_scale=False))) == ()


@given(
    st.lists(
        st.builds(
            earned,
            st.sampled_from([Muscle.CHEST, Muscle.UPPER_BACK]),
            st.floats(0.0, 30.0),
            soreness=st.integers(1, 5),
        ),
        max_size=2,
    ),
    st.integers(0, 5),
    st.integers(15, 150),
)
def test_whatever_was_earned_the_set_is_one_of_the_plan_and_of_the_muscle(
    steps: list[VolumeStep], week: int, minutes: int
) -> None:
    found = one_more(steps, BLOCK, week, replace(GROWER, minutes=minutes), KNOWN, {})
    if found is None:
        return
    assert found.step in steps
    assert found.step.change > 0
    assert KNOWN[found.exercise_id].muscles[found.step.muscle] == 1.0
    [line] = [
        line
        for day in BLOCK.days
        if day.day_number == found.day_number
        for line in day.exercises
        if line.exercise_id == found.exercise_id
    ]
    assert line.sets == found.sets
    assert week < BLOCK.weeks - 1
