"""The plan of one block."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.choice import allowed
from core.engine.doses import is_hard
from core.engine.kits import KITS
from core.engine.loads import can_do
from core.engine.models import BlockType, Goal, Pattern, Profile, Role, TrainingAge
from core.engine.planning import WEEKDAYS, plan
from core.engine.timing import minutes_of
from core.engine.volume import add_sets, landmark
from tests.engine.builders import BENCH, DEADLIFT, LIBRARY, LIFTER, ROW, SNATCH, SQUAT, a_day, workout

BY_ID = {exercise.id: exercise for exercise in LIBRARY}
MAIN_PATTERNS = {Pattern.SQUAT, Pattern.HINGE, Pattern.PUSH, Pattern.PULL}

profiles = st.builds(
    Profile,
    goal=st.sampled_from(Goal),
    training_age=st.sampled_from(TrainingAge),
    days_per_week=st.integers(0, 7),
    minutes=st.integers(0, 240),
    kit=st.sampled_from(list(KITS.values())),
    careful=st.booleans(),
)


def patterns(block_days: object) -> Counter[Pattern]:
    return Counter(BY_ID[each.exercise_id].pattern for day in block_days for each in day.exercises)  # type: ignore[attr-defined]


def test_four_days_lead_with_the_four_main_lifts_twice() -> None:
    block = plan(LIFTER, LIBRARY)
    mains = [[e.exercise_id for e in day.exercises if e.role is Role.MAIN] for day in block.days]
    assert mains == [[SQUAT.id, BENCH.id], [DEADLIFT.id, ROW.id]] * 2
    assert [day.weekday for day in block.days] == [1, 2, 4, 5]
    assert (block.block_type, block.weeks) == (BlockType.ACCUMULATION, 4)
    assert (block.rir_start, block.rir_end) == (4.0, 1.0)


@pytest.mark.parametrize("days_per_week", [2, 3, 4, 5, 6])
def test_every_main_pattern_is_trained_twice_a_week_from_two_days_on(days_per_week: int) -> None:
    block = plan(replace(LIFTER, days_per_week=days_per_week, minutes=90), LIBRARY)
    counted = patterns(block.days)
    assert all(counted[pattern] >= 2 for pattern in MAIN_PATTERNS)


def test_one_day_still_meets_every_pattern() -> None:
    block = plan(replace(LIFTER, days_per_week=1, minutes=90), LIBRARY)
    assert set(patterns(block.days)) >= MAIN_PATTERNS


@pytest.mark.parametrize(("asked", "trained"), [(0, 1), (1, 1), (6, 6), (7, 6)])
def test_there_is_always_a_day_of_training_and_a_day_of_rest(asked: int, trained: int) -> None:
    assert len(plan(replace(LIFTER, days_per_week=asked), LIBRARY).days) == trained


def test_a_short_day_has_a_main_lift_and_less_around_it() -> None:
    short, long = (plan(replace(LIFTER, minutes=minutes), LIBRARY) for minutes in (30, 90))
    for day in short.days:
        assert day.exercises[0].role is Role.MAIN
    assert sum(len(day.exercises) for day in short.days) < sum(len(day.exercises) for day in long.days)


def test_effort_ramps_by_training_age_and_stays_low_for_the_careful() -> None:
    ramps = [
        (block.rir_start, block.rir_end)
        for age in TrainingAge
        for block in [plan(replace(LIFTER, training_age=age), LIBRARY)]
    ]
    assert ramps == [(3.0, 2.0), (4.0, 1.0), (3.0, 1.0)]
    assert plan(replace(LIFTER, careful=True), LIBRARY).rir_end == 3.0


def test_only_the_advanced_get_what_needs_it() -> None:
    just = [SNATCH]
    assert plan(LIFTER, just).days[1].exercises == ()
    assert plan(replace(LIFTER, training_age=TrainingAge.ADVANCED), just).days[1].exercises != ()


def test_without_any_exercise_the_days_are_empty() -> None:
    assert all(day.exercises == () for day in plan(LIFTER, ()).days)


@given(profiles)
def test_a_plan_keeps_to_kit_age_time_and_weekly_ceilings(profile: Profile) -> None:
    block = plan(profile, LIBRARY)
    assert tuple(day.weekday for day in block.days) in WEEKDAYS.values()
    week: dict = {}  # type: ignore[type-arg]
    for day in block.days:
        mains = [each for each in day.exercises if each.role is Role.MAIN]
        assert len(mains) <= (2 if len(block.days) > 1 else 4)
        assert len({each.exercise_id for each in day.exercises}) == len(day.exercises)
        for each in day.exercises:
            exercise = BY_ID[each.exercise_id]
            assert can_do(profile.kit, exercise)
            assert allowed(profile.training_age, exercise)
            assert each.sets >= 1
            if is_hard(each):
                add_sets(week, exercise.muscles, each.sets)
    first_sets = {
        muscle
        for day in block.days
        for each in day.exercises[:1]
        for muscle in BY_ID[each.exercise_id].muscles
    }
    for muscle, sets in week.items():
        assert sets <= landmark({}, muscle).mrv_sets or muscle in first_sets


@pytest.mark.parametrize("minutes", [45, 60, 75, 90])
def test_what_is_planned_fits_the_time_when_the_day_comes(minutes: int) -> None:
    profile = replace(LIFTER, minutes=minutes)
    for day in plan(profile, LIBRARY).days:
        made = workout(replace(a_day(profile=profile), day=day))
        assert len(made.exercises) == len(day.exercises)
        assert minutes_of(each.series for each in made.exercises) <= minutes + 5
