"""A plan that is changed under way: what was trained stays, and what follows is in order."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.models import (
    AdaptationType,
    Block,
    BlockType,
    Goal,
    IntensityBias,
    Muscle,
    PlacedBlock,
    PlannedDay,
    PlannedExercise,
    Role,
    VolumeTarget,
)
from core.engine.models.changes import (
    CHANGES,
    BlockExtension,
    Change,
    EarlyDeload,
    ExerciseSwap,
    GoalShift,
    IntensityReduction,
    Intervention,
    StallIntervention,
    VolumeIncrease,
    VolumeReduction,
)
from core.engine.replanning import replan as replanned
from core.engine.week import rir_of_week

MONDAY = date(2026, 3, 2)
SQUAT, CURL, BENCH, OTHER = 1, 2, 3, 9


def line(exercise_id: int, role: Role, sets: int, reps: int) -> PlannedExercise:
    return PlannedExercise(
        exercise_id=exercise_id, role=role, sets=sets, reps=reps, reps_max=None, rpe=6.0, rest_s=180
    )


BLOCK = Block(
    block_type=BlockType.ACCUMULATION,
    weeks=4,
    volume_target=VolumeTarget.MAV,
    intensity_bias=IntensityBias.STRENGTH,
    weekly_volume_ramp=1.1,
    rir_start=4.0,
    rir_end=1.0,
    days=(
        PlannedDay(
            day_number=1,
            weekday=1,
            exercises=(line(SQUAT, Role.MAIN, 4, 5), line(CURL, Role.ACCESSORY, 3, 10)),
        ),
        PlannedDay(day_number=2, weekday=4, exercises=(line(BENCH, Role.MAIN, 1, 5),)),
    ),
    main_lifts={"squat": SQUAT, "push": BENCH},
    accessory_pool={Muscle.BICEPS: (CURL, OTHER)},
)


def plan_of(*weeks: int) -> tuple[PlacedBlock, ...]:
    starts = [MONDAY + timedelta(weeks=sum(weeks[:i])) for i in range(len(weeks))]
    return tuple(
        PlacedBlock(
            id=i + 1, mesocycle_id=1, order_index=i, starts_on=starts[i], block=replace(BLOCK, weeks=weeks[i])
        )
        for i in range(len(weeks))
    )


def replan(blocks: tuple[PlacedBlock, ...], change: Change, index: int, week: int) -> tuple[PlacedBlock, ...]:
    """Where no date is ahead every change finds room."""
    after = replanned(blocks, change, index, week)
    assert after is not None
    return after


changes = st.one_of(
    st.just(EarlyDeload()),
    st.builds(BlockExtension, weeks=st.integers(1, 3)),
    st.builds(GoalShift, goal=st.sampled_from(Goal)),
    st.just(ExerciseSwap(exercise_id=SQUAT, to_exercise_id=OTHER)),
    st.builds(VolumeReduction, factor=st.floats(0.3, 0.9)),
    st.builds(IntensityReduction, rir=st.floats(0.5, 2)),
    st.just(VolumeIncrease(day_number=1, exercise_id=CURL)),
    st.builds(
        StallIntervention,
        exercise_id=st.just(BENCH),
        intervention=st.sampled_from([Intervention.LIGHTER, Intervention.FEWER_SETS]),
    ),
)
plans = st.builds(lambda weeks: plan_of(*weeks), st.lists(st.integers(1, 6), min_size=1, max_size=4))


def efforts(blocks: tuple[PlacedBlock, ...]) -> list[float]:
    """The effort of the first line in every week of training, deloads left out."""
    return [
        b.block.days[0].exercises[0].rpe
        + b.block.rir_start
        - rir_of_week(b.block.rir_start, b.block.rir_end, b.block.weeks, week)
        for b in blocks
        if b.block.block_type is not BlockType.DELOAD
        for week in range(b.block.weeks)
    ]


def exercises_of(placed: PlacedBlock) -> set[int]:
    block = placed.block
    in_days = {e.exercise_id for day in block.days for e in day.exercises}
    return (
        in_days | set(block.main_lifts.values()) | {i for ids in block.accessory_pool.values() for i in ids}
    )


@given(plans, st.data(), changes)
def test_whatever_changes_blocks_follow_each_other_without_gaps_and_earlier_ones_stay(
    blocks: tuple[PlacedBlock, ...], data: st.DataObject, change: Change
) -> None:
    index = data.draw(st.integers(0, len(blocks) - 1))
    week = data.draw(st.integers(-1, blocks[index].block.weeks - 1))
    after = replan(blocks, change, index, week)
    assert after[:index] == blocks[:index]
    assert [b.order_index for b in after] == list(range(len(after)))
    assert after[0].starts_on == MONDAY
    for one, next_one in itertools.pairwise(after):
        assert one.ends_on == next_one.starts_on
    assert {b.id for b in blocks} <= {b.id for b in after}, "what workouts point to is still there"


@given(plans, st.data())
def test_an_early_deload_comes_next_week_and_takes_nothing_away(
    blocks: tuple[PlacedBlock, ...], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(blocks) - 1))
    week = data.draw(st.integers(0, blocks[index].block.weeks - 1))
    after = replan(blocks, EarlyDeload(), index, week)
    (deload,) = (b for b in after if b.block.block_type is BlockType.DELOAD)
    assert deload.starts_on == blocks[index].starts_on + timedelta(weeks=week + 1)
    assert deload.block.weeks == 1
    assert efforts(after) == pytest.approx(efforts(blocks))


def test_a_deload_has_half_the_sets_and_much_in_reserve() -> None:
    deload = replan(plan_of(4), EarlyDeload(), 0, 1)[1].block
    assert [(e.sets, e.rpe) for day in deload.days for e in day.exercises] == [(2, 6.0), (1, 6.0), (1, 6.0)]
    assert deload.days[1].exercises[0].reps == 2, "a single set is halved in its repetitions"
    assert (deload.rir_start, deload.rir_end, deload.volume_target) == (4.0, 4.0, VolumeTarget.DELOAD_VOLUME)


def test_a_deload_that_was_to_come_comes_earlier_and_not_twice() -> None:
    first, planned_deload, last = plan_of(4, 1, 3)
    deload = replace(planned_deload, block=replace(planned_deload.block, block_type=BlockType.DELOAD))
    after = replan((first, deload, last), EarlyDeload(), 0, 1)
    assert [(b.id, b.block.weeks) for b in after] == [(1, 2), (2, 1), (None, 2), (3, 3)]


def test_a_longer_block_pushes_the_next_one_back() -> None:
    after = replan(plan_of(4, 3), BlockExtension(weeks=2), 0, 1)
    assert [b.block.weeks for b in after] == [6, 3]
    assert after[1].starts_on == MONDAY + timedelta(weeks=6)


def test_another_goal_changes_repetitions_and_rests_from_now_on() -> None:
    before, after = plan_of(4, 4, 4), replan(plan_of(4, 4, 4), GoalShift(goal=Goal.MUSCULAR_ENDURANCE), 1, 0)
    assert after[0] == before[0]
    for placed in after[1:]:
        main, accessory = placed.block.days[0].exercises
        assert (main.reps, main.reps_max, main.rest_s, main.sets) == (12, 15, 90, 4)
        assert (accessory.reps, accessory.reps_max, accessory.sets) == (15, 20, 3)
        assert placed.block.intensity_bias is IntensityBias.MUSCULAR_ENDURANCE


def test_an_exercise_that_is_swapped_is_gone_from_now_on_and_stays_in_the_past() -> None:
    after = replan(plan_of(4, 4), ExerciseSwap(exercise_id=SQUAT, to_exercise_id=OTHER), 1, 0)
    assert SQUAT in exercises_of(after[0])
    assert SQUAT not in exercises_of(after[1])
    assert after[1].block.main_lifts == {"squat": OTHER, "push": BENCH}


def test_a_day_that_has_the_new_exercise_already_has_it_once() -> None:
    (after,) = replan(plan_of(4), ExerciseSwap(exercise_id=CURL, to_exercise_id=SQUAT), 0, 0)
    assert [e.exercise_id for e in after.block.days[0].exercises] == [SQUAT]
    (pooled,) = replan(plan_of(4), ExerciseSwap(exercise_id=CURL, to_exercise_id=OTHER), 0, 0)
    assert pooled.block.accessory_pool == {Muscle.BICEPS: (OTHER,)}


def test_less_volume_leaves_every_exercise_a_set() -> None:
    after = replan(plan_of(4, 4), VolumeReduction(factor=0.6), 0, 1)
    assert [e.sets for day in after[0].block.days for e in day.exercises] == [2, 2, 1]
    assert after[0].block.weekly_volume_ramp == 1.0
    assert after[1] == plan_of(4, 4)[1]


ONE_MORE = VolumeIncrease(day_number=1, exercise_id=SQUAT)


def test_one_set_more_comes_with_the_next_week_and_stays_until_the_block_ends() -> None:
    """Four sets grow by a tenth a week: 4, 4.4, 4.84, 5.3."""
    before = plan_of(4, 4)
    after = replan(before, ONE_MORE, 0, 1)
    squat, curl = after[0].block.days[0].exercises
    assert (squat.sets, squat.weekly_sets) == (4, (4, 4, 5, 6))
    assert curl == BLOCK.days[0].exercises[1]
    assert after[1] == before[1]
    again = replan(after, ONE_MORE, 0, 2)[0].block.days[0].exercises[0]
    assert again.weekly_sets == (4, 4, 5, 7)


def test_one_set_more_of_a_block_that_is_to_come_is_there_from_its_first_week() -> None:
    squat = replan(plan_of(4, 2), ONE_MORE, 1, -3)[1].block.days[0].exercises[0]
    assert (squat.sets, squat.weekly_sets) == (5, (5, 5))


@pytest.mark.parametrize(
    ("week", "change"),
    [
        (3, ONE_MORE),
        (0, VolumeIncrease(day_number=2, exercise_id=SQUAT)),
        (0, VolumeIncrease(day_number=1, exercise_id=OTHER)),
    ],
)
def test_there_is_no_set_more_where_the_block_is_over_or_the_line_is_gone(
    week: int, change: VolumeIncrease
) -> None:
    assert replan(plan_of(4), change, 0, week) == plan_of(4)


def test_an_easy_week_that_is_put_in_has_nothing_of_the_set_more() -> None:
    plain = replan(plan_of(4), EarlyDeload(), 0, 2)[1]
    with_more = replan(replan(plan_of(4), ONE_MORE, 0, 0), EarlyDeload(), 0, 2)[1]
    assert with_more.block.block_type is BlockType.DELOAD
    assert with_more == plain


def test_less_intensity_moves_every_week_by_as_much() -> None:
    before = plan_of(4, 4)
    after = replan(before, IntensityReduction(rir=1.0), 0, 1)
    assert (after[0].block.rir_start, after[0].block.rir_end) == (5.0, 2.0)
    assert efforts(after[:1]) == pytest.approx([effort - 1.0 for effort in efforts(before[:1])])
    assert after[1] == before[1]


@pytest.mark.parametrize(
    ("intervention", "to", "expected"),
    [
        (Intervention.LIGHTER, None, (SQUAT, 4, 5.0)),
        (Intervention.FEWER_SETS, None, (SQUAT, 2, 6.0)),
        (Intervention.VARIATION, OTHER, (OTHER, 4, 6.0)),
    ],
)
def test_a_lift_that_is_stuck_is_helped_alone(
    intervention: Intervention, to: int | None, expected: tuple[int, int, float]
) -> None:
    change = StallIntervention(exercise_id=SQUAT, intervention=intervention, to_exercise_id=to)
    (after,) = replan(plan_of(4), change, 0, 0)
    main, accessory = after.block.days[0].exercises
    assert (main.exercise_id, main.sets, main.rpe) == expected
    assert accessory == BLOCK.days[0].exercises[1]


def test_there_is_a_change_for_every_type_of_adaptation() -> None:
    assert set(CHANGES) == set(AdaptationType)


@pytest.mark.parametrize(
    "made",
    [
        lambda: BlockExtension(weeks=0),
        lambda: VolumeReduction(factor=1.0),
        lambda: IntensityReduction(rir=0.0),
        lambda: StallIntervention(exercise_id=1, intervention=Intervention.VARIATION),
    ],
)
def test_a_change_that_changes_nothing_is_none(made: object) -> None:
    assert callable(made)
    with pytest.raises(ValueError, match=r"reduction|extension|variation"):
        made()


SATURDAY = MONDAY + timedelta(weeks=9, days=5)


def to_a_meet() -> tuple[PlacedBlock, ...]:
    """Eight weeks, the taper, the meet's week, and rest."""
    kinds = [
        BlockType.ACCUMULATION,
        BlockType.INTENSIFICATION,
        *[BlockType.REALIZATION] * 2,
        BlockType.RESTORATION,
    ]
    return tuple(
        replace(placed, block=replace(placed.block, block_type=kind))
        for placed, kind in zip(plan_of(5, 3, 1, 1, 2), kinds, strict=True)
    )


@given(st.integers(0, 1), st.data(), changes)
def test_a_meet_does_not_move_whatever_changes_before_it(
    index: int, data: st.DataObject, change: Change
) -> None:
    before = to_a_meet()
    week = data.draw(st.integers(-1, before[index].block.weeks - 1))
    after = replanned(before, change, index, week, SATURDAY)
    if after is None:
        return
    assert after[:index] == before[:index]
    for one, following in itertools.pairwise(after):
        assert one.ends_on == following.starts_on
    assert [b.starts_on for b in after[-3:]] == [b.starts_on for b in before[-3:]]
    if week >= 0:
        trained = before[index].starts_on + timedelta(weeks=week + 1)
        current = next(b for b in after if b.id == before[index].id)
        assert current.ends_on >= min(trained, before[index].ends_on), "what was trained is still there"


def test_an_early_deload_before_a_meet_is_paid_for_by_the_weeks_before_the_taper() -> None:
    after = replanned(to_a_meet(), EarlyDeload(), 0, 1, SATURDAY)
    assert after is not None
    assert [(b.block.block_type, b.block.weeks) for b in after[:4]] == [
        (BlockType.ACCUMULATION, 2),
        (BlockType.DELOAD, 1),
        (BlockType.ACCUMULATION, 3),
        (BlockType.INTENSIFICATION, 2),
    ]
    assert after[3].block.rir_end == BLOCK.rir_end, "the last weeks before the taper stay"


def test_where_the_taper_is_next_there_is_no_room() -> None:
    assert replanned(to_a_meet(), EarlyDeload(), 1, 2, SATURDAY) is None
