"""Volume targets act: where a block's week starts between the landmarks, and how it ramps."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.doses import is_hard
from core.engine.models import Block, BlockType, Goal, Landmark, Muscle, Profile, TrainingAge, VolumeTarget
from core.engine.phases import Phase
from core.engine.planning import plan
from core.engine.volume import add_sets, landmark
from core.engine.weekly_sets import APPROACHING_SETS, level, planned_s
from tests.engine.builders import LIBRARY, LIFTER
from tests.engine.test_planning import profiles

MUSCLES = {exercise.id: exercise.muscles for exercise in LIBRARY}
GROWER = replace(LIFTER, goal=Goal.HYPERTROPHY, minutes=120, training_age=TrainingAge.ADVANCED)


def sets_of_week(block: Block, week: int) -> dict[Muscle, float]:
    counted: dict[Muscle, float] = {}
    for line in (line for day in block.days for line in day.exercises if is_hard(line)):
        add_sets(
            counted, MUSCLES[line.exercise_id], line.weekly_sets[week] if line.weekly_sets else line.sets
        )
    return counted


def block_of(target: VolumeTarget, profile: Profile = GROWER, weeks: int = 4) -> Block:
    meant = Phase(block_type=BlockType.ACCUMULATION, weeks=weeks, volume_target=target)
    return plan(profile, LIBRARY, meant)


def test_a_target_says_how_many_sets_a_week_begins_with() -> None:
    at = [sets_of_week(block_of(target), 0)[Muscle.CHEST] for target in list(VolumeTarget)[:3]]
    assert at[0] < at[1] < at[2]
    assert at[2] >= level({}, Muscle.CHEST, VolumeTarget.APPROACHING_MRV) - 1.0


def test_an_athletes_own_landmarks_count() -> None:
    meant = Phase(block_type=BlockType.ACCUMULATION, weeks=4, volume_target=VolumeTarget.MAV)
    own = {Muscle.CHEST: Landmark(mev_sets=4, mrv_sets=10)}
    usual = sets_of_week(plan(GROWER, LIBRARY, meant), 0)[Muscle.CHEST]
    assert sets_of_week(plan(GROWER, LIBRARY, meant, landmarks=own), 0)[Muscle.CHEST] < usual


@settings(max_examples=40)
@given(profiles, st.sampled_from(list(VolumeTarget)[:3]), st.integers(1, 6))
def test_weeks_grow_by_a_tenth_at_most_in_whole_sets_and_stop_short_of_mrv(
    profile: Profile, target: VolumeTarget, weeks: int
) -> None:
    block = block_of(target, profile, weeks)
    first = sets_of_week(block, 0)
    for line in (line for day in block.days for line in day.exercises):
        assert line.weekly_sets == () or (line.weekly_sets[0] == line.sets and len(line.weekly_sets) == weeks)
        assert list(line.weekly_sets) == sorted(line.weekly_sets)
    for week in range(weeks):
        for muscle, sets in sets_of_week(block, week).items():
            most = first[muscle] * block.weekly_volume_ramp**week
            short_of_mrv = landmark({}, muscle).mrv_sets - APPROACHING_SETS
            assert sets <= max(min(most, short_of_mrv), first[muscle]) + 1e-9


def test_a_ramp_is_felt_by_the_last_week() -> None:
    block = block_of(VolumeTarget.MAV)
    first, last = (sum(sets_of_week(block, week).values()) for week in (0, 3))
    assert last >= 1.1 * first


def test_beginners_keep_their_sets() -> None:
    block = plan(replace(GROWER, training_age=TrainingAge.BEGINNER), LIBRARY)
    assert all(line.weekly_sets == () for day in block.days for line in day.exercises)


@pytest.mark.parametrize("minutes", [30, 60, 90])
def test_added_sets_keep_to_the_days_minutes(minutes: int) -> None:
    block = block_of(VolumeTarget.APPROACHING_MRV, replace(GROWER, minutes=minutes))
    for day in block.days:
        last = [replace(line, sets=(*line.weekly_sets, line.sets)[-2]) for line in day.exercises]
        assert sum(planned_s(line) for line in last) <= 60 * minutes
