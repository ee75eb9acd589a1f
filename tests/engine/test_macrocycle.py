"""From a profile and the dates ahead to blocks in order: for every goal, towards events, and without end."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.kits import KITS
from core.engine.macrocycle import EASY, Macrocycle, macrocycle
from core.engine.models import (
    Block,
    BlockType,
    EventKind,
    Goal,
    PlacedBlock,
    PlannedEvent,
    Profile,
    Role,
    TrainingAge,
    VolumeTarget,
)
from tests.engine.builders import BENCH, LIBRARY, LIFTER, SQUAT

MONDAY = date(2026, 3, 2)
WEEK = timedelta(weeks=1)
ADVANCED = replace(LIFTER, training_age=TrainingAge.ADVANCED)
NOVICE = replace(LIFTER, training_age=TrainingAge.BEGINNER)

profiles = st.builds(
    Profile,
    goal=st.sampled_from(Goal),
    training_age=st.sampled_from(TrainingAge),
    days_per_week=st.integers(0, 7),
    minutes=st.integers(0, 240),
    kit=st.sampled_from(list(KITS.values())),
    careful=st.booleans(),
    secondary_goals=st.lists(st.sampled_from(Goal), max_size=2).map(tuple),
)
events = st.lists(
    st.builds(
        PlannedEvent,
        kind=st.sampled_from(EventKind),
        on=st.integers(-10, 200).map(lambda days: MONDAY + timedelta(days=days)),
    ),
    max_size=4,
)


def rounds(profile: Profile, weeks: int) -> tuple[PlacedBlock, ...]:
    """A plan that never ends: the next round is made when the last is over."""
    placed: tuple[PlacedBlock, ...] = ()
    starts_on = MONDAY
    while starts_on < MONDAY + weeks * WEEK:
        placed += macrocycle(profile, LIBRARY, starts_on, earlier=placed).placed()
        starts_on = placed[-1].ends_on
    return placed


def kinds(made: Macrocycle) -> list[tuple[BlockType, int]]:
    return [(block.block_type, block.weeks) for block in made.blocks]


def week_of(made: Macrocycle, on: date) -> PlacedBlock:
    return next(each for each in made.placed() if each.starts_on <= on < each.ends_on)


def dates(placed: PlacedBlock) -> list[date]:
    return [placed.starts_on + timedelta(days=day.weekday - 1) for day in placed.block.days]


@settings(max_examples=40)
@given(profiles, events)
def test_blocks_follow_each_other_without_gaps_and_always_have_a_day(
    profile: Profile, ahead: list[PlannedEvent]
) -> None:
    made = macrocycle(profile, LIBRARY, MONDAY, events=ahead)
    placed = made.placed()
    assert placed[0].starts_on == MONDAY
    for one, following in pairwise(placed):
        assert one.ends_on == following.starts_on
    for block in made.blocks:
        assert 1 <= block.weeks <= 16
        assert block.days
        assert 0.0 <= block.rir_end <= block.rir_start <= 10.0
        weekdays = [day.weekday for day in block.days]
        assert weekdays == sorted(set(weekdays))
        assert 1 <= weekdays[0] <= weekdays[-1] <= 7
        assert len(weekdays) <= 6
    assert sum(len(mesocycle) for mesocycle in made.mesocycles) == len(made.blocks)


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("age", [TrainingAge.INTERMEDIATE, TrainingAge.ADVANCED])
def test_the_trained_have_an_easy_week_every_four_to_eight_weeks_for_ever(
    goal: Goal, age: TrainingAge
) -> None:
    placed = rounds(replace(LIFTER, goal=goal, training_age=age), 60)
    easy_from = [each.starts_on for each in placed if each.block.block_type in EASY]
    apart = [(later - earlier) // WEEK for earlier, later in pairwise(easy_from)]
    assert apart
    assert all(4 <= weeks <= 9 for weeks in apart)  # the ninth: a restoration is two weeks long


def test_novices_skip_planned_deloads_and_are_told_so() -> None:
    assert {each.block.block_type for each in rounds(NOVICE, 40)} == {BlockType.ACCUMULATION}
    assert [r.code for r in macrocycle(NOVICE, LIBRARY, MONDAY).reasons] == ["novice"]


def test_after_many_weeks_a_restoration_takes_the_place_of_the_deload() -> None:
    placed = rounds(LIFTER, 52)
    restored = [each for each in placed if each.block.block_type is BlockType.RESTORATION]
    assert [(each.starts_on - MONDAY) // WEEK for each in restored] == [39]
    assert [each.block.weeks for each in restored] == [2]
    assert len(restored[0].block.days) == 2


def test_strength_goes_from_more_to_heavier_and_shows_it_when_advanced() -> None:
    made = macrocycle(ADVANCED, LIBRARY, MONDAY)
    assert kinds(made) == [
        (BlockType.ACCUMULATION, 3),
        (BlockType.INTENSIFICATION, 3),
        (BlockType.REALIZATION, 1),
        (BlockType.DELOAD, 1),
    ]
    squats = [block.days[0].exercises[0] for block in made.blocks[:3]]
    assert [line.exercise_id for line in squats] == [SQUAT.id] * 3
    assert [line.reps for line in squats] == [5, 3, 2]
    assert [block.volume_target for block in made.blocks] == [
        VolumeTarget.MAV,
        VolumeTarget.MAV,
        VolumeTarget.MEV,
        VolumeTarget.DELOAD_VOLUME,
    ]


def test_a_second_accumulation_starts_nearer_to_what_can_be_recovered_from() -> None:
    made = macrocycle(replace(ADVANCED, goal=Goal.HYPERTROPHY), LIBRARY, MONDAY)
    assert [block.volume_target for block in made.blocks[:2]] == [
        VolumeTarget.MAV,
        VolumeTarget.APPROACHING_MRV,
    ]


def test_a_second_goal_gives_accumulation_its_accessories() -> None:
    both = replace(LIFTER, secondary_goals=(Goal.MUSCULAR_ENDURANCE,))
    made = macrocycle(both, LIBRARY, MONDAY)
    reps = [
        {line.reps for day in block.days for line in day.exercises if line.role is Role.ACCESSORY}
        for block in made.blocks[:2]
    ]
    assert reps == [{15}, {8, 10}], "small muscles do ten and more for strength, too"
    assert {line.reps for line in made.blocks[0].days[0].exercises if line.role is Role.MAIN} == {5}


def test_what_was_swapped_stays_swapped_in_the_next_round() -> None:
    first = macrocycle(LIFTER, LIBRARY, MONDAY).placed()
    other = replace(BENCH, id=77, key="floor_press", main_lift=False)
    swapped = tuple(
        replace(
            day,
            exercises=tuple(
                replace(line, exercise_id=77) if line.exercise_id == BENCH.id else line
                for line in day.exercises
            ),
        )
        for day in first[1].block.days
    )
    earlier = (*first[:1], replace(first[1], block=replace(first[1].block, days=swapped)), first[2])
    second = macrocycle(LIFTER, (*LIBRARY, other), first[-1].ends_on, earlier=earlier)
    assert second.blocks[0].main_lifts["push"] == 77


def test_seven_days_are_planned_as_six_and_it_is_said() -> None:
    made = macrocycle(replace(LIFTER, days_per_week=7), LIBRARY, MONDAY)
    assert len(made.blocks[0].days) == 6
    assert [(r.code, r.facts["days"]) for r in made.reasons] == [("most_days", 6)]


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("weeks_ahead", [0, 1, 2, 6, 13, 30])
def test_a_meet_has_its_taper_wherever_it_lies(weekday: int, weeks_ahead: int) -> None:
    meet = PlannedEvent(kind=EventKind.MEET, on=MONDAY + weeks_ahead * WEEK + timedelta(days=weekday))
    made = macrocycle(ADVANCED, LIBRARY, MONDAY, events=[meet])
    placed = made.placed()
    trained = [(on, each.block) for each in placed for on in dates(each) if each.block.weeks == 1]
    before = [(meet.on - on).days for on, block in trained if block.block_type is BlockType.REALIZATION]
    assert all(out >= 3 for out in before), "nothing in the last days"
    for on, block in trained:
        out = (meet.on - on).days
        if block.block_type is BlockType.REALIZATION and out < 7:
            day = next(day for day in block.days if day.weekday == on.isoweekday())
            assert max(line.rpe for line in day.exercises) <= 7.0
    assert placed[-1].block.block_type is BlockType.RESTORATION
    assert (week_of(made, meet.on).ends_on - meet.on).days <= 7
    assert made.reasons[-1].code == "towards_event"


def repetitions(block: Block, week: int = 0) -> int:
    lines = [line for day in block.days for line in day.exercises]
    return sum((line.weekly_sets[week] if line.weekly_sets else line.sets) * line.reps for line in lines)


def test_the_taper_halves_the_work_and_keeps_the_weight_until_a_week_before() -> None:
    saturday = MONDAY + 10 * WEEK + timedelta(days=5)
    made = macrocycle(ADVANCED, LIBRARY, MONDAY, events=[PlannedEvent(kind=EventKind.MEET, on=saturday)])
    assert kinds(made) == [
        (BlockType.ACCUMULATION, 6),
        (BlockType.INTENSIFICATION, 3),
        (BlockType.REALIZATION, 1),
        (BlockType.REALIZATION, 1),
        (BlockType.RESTORATION, 2),
    ]
    intense, taper, last = made.blocks[1:4]
    squats = [block.days[0].exercises[0] for block in (intense, taper, last)]
    assert [(line.sets, line.reps) for line in squats] == [(4, 3), (3, 2), (2, 2)]  # 12, of which 0.6, 0.36
    assert 0.35 <= repetitions(taper) / repetitions(intense) <= 0.6
    heaviest = max(line.rpe for line in taper.days[0].exercises)
    assert heaviest >= 10.0 - intense.rir_start
    assert len(last.days) < len(taper.days)


def test_a_match_week_has_few_easy_days_none_on_its_eve_and_nothing_new() -> None:
    saturday = MONDAY + WEEK + timedelta(days=5)
    made = macrocycle(LIFTER, LIBRARY, MONDAY, events=[PlannedEvent(kind=EventKind.MATCH, on=saturday)])
    match = week_of(made, saturday)
    assert match.block.weeks == 1
    assert len(match.block.days) == 2
    assert not {saturday, saturday - timedelta(days=1)} & set(dates(match))
    assert max(line.rpe for day in match.block.days for line in day.exercises) <= 7.0
    assert match.block.rotation_policy.novelty == 0.0
    usual = {line.exercise_id for day in made.blocks[0].days for line in day.exercises}
    assert {line.exercise_id for day in match.block.days for line in day.exercises} <= usual
    assert [r.code for r in made.reasons] == ["in_season"]


def test_two_matches_a_week_leave_one_day() -> None:
    both = [PlannedEvent(kind=EventKind.MATCH, on=MONDAY + timedelta(days=day)) for day in (2, 5)]
    made = macrocycle(LIFTER, LIBRARY, MONDAY, events=both)
    assert [day.weekday for day in made.blocks[0].days] == [1] or len(made.blocks[0].days) == 1
    assert made.blocks[0].days[0].weekday not in (2, 3, 5, 6)


@settings(max_examples=40)
@given(
    profiles.filter(lambda who: who.minutes >= 30),
    st.integers(3, 16),
    st.sampled_from([EventKind.MEET, EventKind.TEST]),
)
def test_towards_an_event_work_falls_and_effort_stays_until_the_last_heavy_day(
    profile: Profile, weeks: int, kind: EventKind
) -> None:
    saturday = MONDAY + weeks * WEEK + timedelta(days=5)
    made = macrocycle(profile, LIBRARY, MONDAY, events=[PlannedEvent(kind=kind, on=saturday)])
    *_, loaded, first, last, after = made.blocks
    assert [each.block_type for each in (first, last)] == [BlockType.REALIZATION] * 2
    assert after.block_type in EASY
    whole = repetitions(loaded, loaded.weeks - 1)
    assert repetitions(last) < repetitions(first) <= 0.8 * whole
    assert repetitions(first) + repetitions(last) <= 1.2 * whole, "40 % less or more, over both weeks"
    heavy = [line.rpe for day in first.days for line in day.exercises if line.role is Role.MAIN]
    assert min(heavy, default=10.0) >= 10.0 - loaded.rir_start


@settings(max_examples=40)
@given(profiles.filter(lambda who: who.minutes >= 30))
def test_easy_weeks_are_easy_but_more_than_a_token_and_never_heavy_doubles(profile: Profile) -> None:
    """A deload after a peak is measured by the work before the peak, not by the peak."""
    saturday = MONDAY + 9 * WEEK + timedelta(days=5)
    for events in (
        [],
        [PlannedEvent(kind=EventKind.TEST, on=saturday)],
        [PlannedEvent(kind=EventKind.MEET, on=saturday)],
    ):
        made = macrocycle(profile, LIBRARY, MONDAY, events=events)
        working = [block for block in made.blocks if block.block_type not in EASY | {BlockType.REALIZATION}]
        for easy in (block for block in made.blocks if block.block_type in EASY):
            whole = repetitions(working[-1], working[-1].weeks - 1)
            share = repetitions(easy) / whole
            assert 0.1 <= share <= (0.7 if easy.block_type is BlockType.DELOAD else 1.0)
            if easy.block_type is BlockType.RESTORATION:
                assert all(line.reps >= 8 for day in easy.days for line in day.exercises)


@given(st.integers(1, 4))
def test_after_weeks_of_matches_training_goes_on_where_it_stood(matches: int) -> None:
    """Nobody goes from a season's two easy days to the hardest week of a block."""
    played = [MONDAY + week * WEEK + timedelta(days=5) for week in range(matches)]
    events = [PlannedEvent(kind=EventKind.MATCH, on=on) for on in played]
    usual = macrocycle(LIFTER, LIBRARY, MONDAY).blocks[0]
    made = macrocycle(LIFTER, LIBRARY, MONDAY, events=events)
    left = [block for block in made.blocks if block.block_type is BlockType.ACCUMULATION][matches:]
    assert [block.weeks for block in left] == ([4 - matches] if matches < 4 else [])
    assert all(block.rir_start == usual.rir_start for block in left)


def test_the_weeks_that_are_left_over_before_an_event_belong_to_one_accumulation() -> None:
    for weeks in range(3, 17):
        meet = PlannedEvent(kind=EventKind.MEET, on=MONDAY + weeks * WEEK + timedelta(days=5))
        row = [block_type for block_type, _ in kinds(macrocycle(ADVANCED, LIBRARY, MONDAY, events=[meet]))]
        assert (BlockType.ACCUMULATION, BlockType.ACCUMULATION) not in pairwise(row)
