"""What a strength coach looks for in a plan, whoever it is for: held against the whole curated library."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.adjust import prime_movers
from core.engine.doses import BACK_REPS_MAX, BACK_SHARE, is_small, loads_back
from core.engine.drafting import LAST, LED_BY_MAIN_LIFTS, MOVERS
from core.engine.kits import KITS
from core.engine.models import (
    Block,
    BlockType,
    Goal,
    IntensityType,
    Muscle,
    Pattern,
    PlannedDay,
    Profile,
    Role,
    Sport,
    TrainingAge,
)
from core.engine.phases import Phase, phase
from core.engine.planning import plan
from core.engine.volume import add_sets, landmark
from core.persistence.library import curated
from tests.engine.builders import LIFTER

LIBRARY = tuple(replace(line.exercise, id=number) for number, line in enumerate(curated(), start=1))
BY_ID = {exercise.id: exercise for exercise in LIBRARY}
KEYS = {exercise.key: exercise.id for exercise in LIBRARY}
WORKING = (BlockType.ACCUMULATION, BlockType.INTENSIFICATION, BlockType.REALIZATION)

profiles = st.builds(
    Profile,
    goal=st.sampled_from(Goal),
    training_age=st.sampled_from(TrainingAge),
    days_per_week=st.integers(1, 7),
    minutes=st.sampled_from([30, 45, 60, 90, 120]),
    kit=st.sampled_from([KITS[key] for key in ("full_gym", "home_barbell", "dumbbells", "body_weight")]),
    secondary_goals=st.lists(st.sampled_from(Goal), max_size=1).map(tuple),
)


def block_of(profile: Profile, block_type: BlockType = BlockType.ACCUMULATION) -> Block:
    return plan(profile, LIBRARY, phase(profile, block_type, 3))


blocks = st.builds(block_of, profiles, st.sampled_from(WORKING))


def keys(day: PlannedDay, role: Role) -> list[str]:
    return [BY_ID[line.exercise_id].key for line in day.exercises if line.role is role]


def leads(block: Block) -> dict[Pattern, list[int]]:
    """The main lifts of each pattern, day by day."""
    found = defaultdict(list)
    for line in (line for day in block.days for line in day.exercises if line.role is Role.MAIN):
        found[BY_ID[line.exercise_id].pattern].append(line.exercise_id)
    return found


@settings(max_examples=15)
@given(blocks)
def test_a_day_goes_from_fast_and_heavy_to_small_and_ends_with_the_trunk(block: Block) -> None:
    for day in block.days:
        turns = [
            (
                line.role is Role.ACCESSORY,
                line.intensity_type is not IntensityType.EXPLOSIVE,
                BY_ID[line.exercise_id].pattern in LAST,
            )
            for line in day.exercises
        ]
        assert turns == sorted(turns)


@settings(max_examples=15)
@given(blocks)
def test_nothing_is_worth_the_way_to_the_rack_for_one_set(block: Block) -> None:
    assert all(line.sets >= 2 for day in block.days for line in day.exercises)


@settings(max_examples=15)
@given(profiles.filter(lambda who: who.days_per_week >= 2))
def test_from_two_days_on_the_whole_body_is_trained_even_in_half_an_hour(profile: Profile) -> None:
    trained = {BY_ID[line.exercise_id].pattern for day in block_of(profile).days for line in day.exercises}
    assert trained >= MOVERS.keys()


@pytest.mark.parametrize("minutes", [30, 45, 60, 90])
def test_the_only_day_of_a_week_leads_with_as_many_patterns_as_its_minutes_allow(minutes: int) -> None:
    block = block_of(replace(LIFTER, days_per_week=1, minutes=minutes))
    led = [BY_ID[line.exercise_id].pattern for line in block.days[0].exercises if line.role is Role.MAIN]
    # a main lift with two sets takes 60 + 4 x 100 + 2 x 220 = 900 s
    assert led == [Pattern.SQUAT, Pattern.PUSH, Pattern.PULL, Pattern.HINGE][: minutes // 15]


@settings(max_examples=15)
@given(blocks)
def test_no_day_has_two_small_exercises_of_one_muscle(block: Block) -> None:
    for day in block.days:
        small = [BY_ID[line.exercise_id] for line in day.exercises if is_small(BY_ID[line.exercise_id])]
        movers = [muscle for exercise in small for muscle in prime_movers(exercise)]
        assert len(movers) == len(set(movers))


@settings(max_examples=15)
@given(blocks)
def test_beside_a_heavy_hinge_no_accessory_loads_the_lower_back(block: Block) -> None:
    hinged = [
        day.weekday
        for day in block.days
        if any(BY_ID[KEYS[key]].pattern is Pattern.HINGE for key in keys(day, Role.MAIN))
    ]
    for day in block.days:
        if any(abs(day.weekday - weekday) <= 1 for weekday in hinged):
            for key in keys(day, Role.ACCESSORY):
                assert BY_ID[KEYS[key]].muscles.get(Muscle.LOWER_BACK, 0.0) < BACK_SHARE


@settings(max_examples=15)
@given(blocks)
def test_no_heavy_hinge_is_done_for_many_repetitions(block: Block) -> None:
    for line in (line for day in block.days for line in day.exercises):
        if loads_back(BY_ID[line.exercise_id]):
            assert max(line.reps, line.reps_max or 0) <= BACK_REPS_MAX


@settings(max_examples=15)
@given(blocks)
def test_what_needs_a_teacher_is_not_planned(block: Block) -> None:
    taught = {Sport.WEIGHTLIFTING, Sport.STRONGMAN, Sport.CONDITIONING, Sport.MOBILITY}
    assert not {BY_ID[line.exercise_id].sport for day in block.days for line in day.exercises} & taught


@settings(max_examples=15)
@given(profiles, st.sampled_from(WORKING))
def test_whoever_trains_for_strength_practises_the_same_lifts(
    profile: Profile, block_type: BlockType
) -> None:
    for lifts in leads(block_of(profile, block_type)).values():
        assert len(set(lifts)) == 1 or profile.goal not in LED_BY_MAIN_LIFTS


def test_four_days_bench_twice_press_overhead_beside_and_leave_the_bar_for_the_back() -> None:
    days = block_of(replace(LIFTER, minutes=90)).days
    assert [keys(day, Role.MAIN) for day in days] == [
        ["back_squat", "bench_press"],
        ["deadlift", "barbell_row"],
    ] * 2
    assert "overhead_press" in keys(days[1], Role.ACCESSORY)


def test_muscle_wants_more_than_one_angle() -> None:
    days = block_of(replace(LIFTER, goal=Goal.HYPERTROPHY)).days
    assert [keys(day, Role.MAIN)[1] for day in days[::2]] == ["bench_press", "overhead_press"]


def test_beginners_learn_few_lifts_on_sets_of_five_to_ten_with_the_whole_body_each_day() -> None:
    for goal in (Goal.STRENGTH, Goal.POWER, Goal.GENERAL, Goal.HYPERTROPHY):
        novice = replace(LIFTER, training_age=TrainingAge.BEGINNER, goal=goal, days_per_week=3, minutes=60)
        for day in block_of(novice).days:
            assert len(day.exercises) <= 5
            assert {BY_ID[line.exercise_id].pattern for line in day.exercises} >= MOVERS.keys()
            assert all(5 <= line.reps <= 8 for line in day.exercises if line.role is Role.MAIN)


@pytest.mark.parametrize("age", TrainingAge)
@pytest.mark.parametrize("goal", [Goal.HYPERTROPHY, Goal.GENERAL, Goal.MUSCULAR_ENDURANCE])
def test_with_time_every_muscle_gets_at_least_what_trains_it_and_less_than_it_bears(
    age: TrainingAge, goal: Goal
) -> None:
    profile = replace(LIFTER, training_age=age, goal=goal, days_per_week=4, minutes=120)
    week: dict[Muscle, float] = {}
    for line in (line for day in block_of(profile).days for line in day.exercises):
        add_sets(week, BY_ID[line.exercise_id].muscles, line.sets)
    for muscle in Muscle:
        assert week.get(muscle, 0.0) > landmark({}, muscle).mev_sets - 1.0, muscle
        assert week.get(muscle, 0.0) <= landmark({}, muscle).mrv_sets, muscle


@settings(max_examples=15)
@given(profiles, st.sampled_from(WORKING))
def test_a_day_keeps_its_exercises_in_the_next_block(profile: Profile, block_type: BlockType) -> None:
    first = block_of(profile)
    meant: Phase = phase(profile, block_type, 3)
    for one, two in zip(first.days, plan(profile, LIBRARY, meant, before=first).days, strict=True):
        assert keys(one, Role.MAIN) == keys(two, Role.MAIN)
