"""A lift nobody has seen: a guess from related ones, honest about its width, and about being a guess."""

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.known import Record, strength_of
from core.engine.models import (
    Equipment,
    Exercise,
    Laterality,
    LoadMode,
    MaxEntry,
    Muscle,
    Pattern,
    PerformedSet,
    Sport,
    Strength,
)
from core.engine.related import RATIOS, Link, combined, link
from core.engine.sources import SOURCES
from core.engine.strength import e1rm_g
from tests.engine.builders import MONDAY, a_day, days, done, max_of, planned, prescribed, work_sets

QUADS_AND_GLUTES = {Muscle.QUADS: 1.0, Muscle.GLUTES: 1.0, Muscle.HAMSTRINGS: 0.5, Muscle.LOWER_BACK: 0.5}
CHEST = {Muscle.CHEST: 1.0, Muscle.TRICEPS: 0.5, Muscle.SHOULDERS: 0.5}


def lift(
    exercise_id: int,
    key: str,
    muscles: Mapping[Muscle, float] = QUADS_AND_GLUTES,
    *,
    pattern: Pattern = Pattern.SQUAT,
    equipment: Equipment = Equipment.BARBELL,
    load_mode: LoadMode = LoadMode.BAR,
    laterality: Laterality = Laterality.BILATERAL,
    sport: Sport = Sport.STRENGTH,
) -> Exercise:
    return Exercise(
        id=exercise_id,
        key=key,
        pattern=pattern,
        equipment=equipment,
        load_mode=load_mode,
        muscles=muscles,
        laterality=laterality,
        sport=sport,
    )


BACK_SQUAT = lift(1, "back_squat")
BENCH_PRESS = lift(2, "bench_press", CHEST, pattern=Pattern.PUSH)
DEADLIFT = lift(3, "deadlift", pattern=Pattern.HINGE)
FRONT_SQUAT = lift(4, "front_squat", {Muscle.QUADS: 1.0, Muscle.GLUTES: 0.5})
PAUSED_SQUAT = lift(5, "paused_squat")
DUMBBELL_BENCH = lift(
    6,
    "dumbbell_bench_press",
    CHEST,
    pattern=Pattern.PUSH,
    equipment=Equipment.DUMBBELL,
    load_mode=LoadMode.PER_HAND,
)
LEG_PRESS = lift(7, "leg_press", equipment=Equipment.MACHINE, load_mode=LoadMode.STACK)
OTHER_LEG_PRESS = lift(8, "narrow_stance_leg_press", equipment=Equipment.MACHINE, load_mode=LoadMode.STACK)
ALL = (
    BACK_SQUAT,
    BENCH_PRESS,
    DEADLIFT,
    FRONT_SQUAT,
    PAUSED_SQUAT,
    DUMBBELL_BENCH,
    LEG_PRESS,
    OTHER_LEG_PRESS,
)


def guess(
    exercise: Exercise, *maxes: MaxEntry, history: tuple[PerformedSet, ...] = (), place_id: int | None = None
) -> Strength | None:
    record = Record(
        maxes=maxes,
        history=history,
        now=MONDAY + days(1),
        gain_per_week=0.0,
        exercises=ALL,
        place_id=place_id,
    )
    return strength_of(record, exercise)


def test_a_front_squat_is_guessed_from_the_back_squat() -> None:
    found = guess(FRONT_SQUAT, max_of(200, exercise_id=1))
    assert found is not None
    assert e1rm_g(found) == pytest.approx(170_000, rel=0.01)
    assert found.log_sd >= 0.10
    assert found.guessed_from == (1,)
    assert found.sets_seen == 0


def test_the_number_of_a_dumbbell_is_per_hand() -> None:
    found = guess(DUMBBELL_BENCH, max_of(100, exercise_id=2))
    assert found is not None
    assert e1rm_g(found) == pytest.approx(0.4 * 101_237, rel=0.001)  # tested at 100 kg, half a step on top


def test_a_lift_with_evidence_of_its_own_is_no_guess() -> None:
    found = guess(FRONT_SQUAT, max_of(200, exercise_id=1), max_of(100, exercise_id=4))
    assert found is not None
    assert found.guessed_from == ()
    assert e1rm_g(found) == pytest.approx(101_237, rel=0.001)


def test_the_less_two_lifts_have_to_do_with_each_other_the_wider_is_the_guess() -> None:
    near = link(FRONT_SQUAT, BACK_SQUAT)
    further = link(FRONT_SQUAT, BENCH_PRESS)
    furthest = link(DUMBBELL_BENCH, FRONT_SQUAT)
    assert near is not None
    assert further is not None
    assert furthest is not None
    assert near.sd < further.sd < furthest.sd


def test_ratios_go_both_ways() -> None:
    one, other = link(FRONT_SQUAT, DEADLIFT), link(DEADLIFT, FRONT_SQUAT)
    assert one is not None
    assert other is not None
    assert one.log_ratio == pytest.approx(-other.log_ratio)
    assert one.sd == pytest.approx(other.sd)


def test_a_variation_nobody_gave_a_ratio_is_taken_for_a_harder_one() -> None:
    found = guess(PAUSED_SQUAT, max_of(200, exercise_id=1))
    assert found is not None
    assert e1rm_g(found) == pytest.approx(180_000, rel=0.01)
    assert found.log_sd >= 0.15


@pytest.mark.parametrize(
    "stranger",
    [
        LEG_PRESS,
        lift(20, "barbell_lunge", laterality=Laterality.ALTERNATING),
        lift(20, "barbell_calf_raise", {Muscle.CALVES: 1.0}),
        lift(20, "clean", sport=Sport.WEIGHTLIFTING),
        lift(20, "kettlebell_squat", equipment=Equipment.KETTLEBELL, load_mode=LoadMode.PER_HAND),
    ],
    ids=lambda exercise: exercise.key,
)
def test_what_is_loaded_or_done_differently_tells_nothing(stranger: Exercise) -> None:
    assert guess(stranger, max_of(200, exercise_id=1)) is None
    assert link(OTHER_LEG_PRESS, LEG_PRESS) is None  # the numbers of a machine are its own


def dumbbells(exercise_id: int, key: str) -> Exercise:
    return lift(
        exercise_id,
        key,
        {Muscle.TRICEPS: 1.0},
        pattern=Pattern.PUSH,
        equipment=Equipment.DUMBBELL,
        load_mode=LoadMode.PER_HAND,
    )


def test_one_dumbbell_in_both_hands_says_nothing_about_one_in_each() -> None:
    skull_crusher = dumbbells(1, "dumbbell_skull_crusher")
    assert link(skull_crusher, dumbbells(2, "tate_press")) is not None
    assert link(skull_crusher, dumbbells(2, "overhead_triceps_extension")) is None


def test_two_that_agree_make_it_surer_and_two_that_contradict_make_it_less_sure() -> None:
    alone = guess(FRONT_SQUAT, max_of(200, exercise_id=1))
    agreeing = guess(FRONT_SQUAT, max_of(200, exercise_id=1), max_of(180, exercise_id=5))
    contradicting = guess(FRONT_SQUAT, max_of(200, exercise_id=1), max_of(150, exercise_id=3))
    assert alone is not None
    assert agreeing is not None
    assert contradicting is not None
    assert agreeing.log_sd <= alone.log_sd < contradicting.log_sd
    assert e1rm_g(contradicting) < e1rm_g(alone)
    assert contradicting.guessed_from == (1, 3)


strengths = st.builds(
    Strength,
    exercise_id=st.integers(1, 9),
    log_mean=st.floats(10.0, 12.5),
    log_sd=st.floats(0.01, 0.25),
    sets_seen=st.just(3),
)
links = st.builds(Link, st.floats(-1.5, 1.5), st.floats(0.05, 0.3))


@settings(max_examples=80)
@given(st.lists(st.tuples(strengths, links), max_size=4))
def test_a_guess_is_never_surer_than_the_surest_ratio_and_lies_among_what_is_told(
    told: list[tuple[Strength, Link]],
) -> None:
    found = combined(FRONT_SQUAT, told)
    if found is None:
        return
    guesses = [source.log_mean + via.log_ratio for source, via in told]
    assert min(guesses) - 1e-9 <= found.log_mean <= max(guesses) + 1e-9
    assert found.log_sd >= min(via.sd for _, via in told)
    assert math.isfinite(found.log_mean)
    assert found == combined(FRONT_SQUAT, told[::-1])


def machine(load_kg: float, place_id: int | None) -> PerformedSet:
    return replace(done(load_kg, 5, 8.0, exercise_id=LEG_PRESS.id), place_id=place_id)


def test_the_leg_press_of_another_place_is_a_related_lift() -> None:
    there = guess(LEG_PRESS, history=(machine(200, 1),), place_id=1)
    here = guess(LEG_PRESS, history=(machine(200, 1),), place_id=2)
    assert there is not None
    assert here is not None
    assert there.guessed_from == ()
    assert here.guessed_from == (LEG_PRESS.id,)
    assert e1rm_g(here) == pytest.approx(e1rm_g(there), rel=0.001)
    assert here.log_sd > max(there.log_sd, 0.15 - 1e-9)


def test_where_a_place_is_not_known_it_is_taken_for_this_one() -> None:
    for done_at, place_id in ((None, 2), (1, None)):
        found = guess(LEG_PRESS, history=(machine(200, done_at),), place_id=place_id)
        assert found is not None
        assert found.guessed_from == ()


def test_a_barbell_is_the_same_everywhere() -> None:
    squat = PerformedSet(
        exercise_id=1, at=MONDAY, local_date=MONDAY.date(), load_g=100_000, reps=5, rpe=8.0, place_id=1
    )
    found = guess(BACK_SQUAT, history=(squat,), place_id=2)
    assert found is not None
    assert found.guessed_from == ()


def test_what_was_done_here_counts_more_than_the_machine_elsewhere() -> None:
    found = guess(LEG_PRESS, history=(machine(200, 1), machine(120, 2)), place_id=2)
    assert found is not None
    assert found.guessed_from == ()
    assert e1rm_g(found) < 160_000


def test_every_ratio_leads_to_a_known_lift_without_going_round() -> None:
    for key in RATIOS:
        seen = [key]
        while seen[-1] in RATIOS:
            seen.append(RATIOS[seen[-1]][0])
            assert len(seen) == len(set(seen))
    assert {"substitution_ratios", "meet_ratios"} <= SOURCES.keys()


def test_the_first_workout_with_a_guess_is_a_tenth_lighter_shorter_and_says_so() -> None:
    library = (BACK_SQUAT, FRONT_SQUAT)
    line = planned(FRONT_SQUAT, sets=4, rpe=9.0)
    guessed = prescribed(a_day(line, maxes=[max_of(200)], library=library), FRONT_SQUAT)
    known = prescribed(a_day(line, maxes=[max_of(170, exercise_id=4)], library=library), FRONT_SQUAT)
    light, full = work_sets(guessed), work_sets(known)
    assert len(light) == 2 < len(full)
    assert (light[0].load_g or 0) < (full[0].load_g or 0)
    reason = next(reason for reason in guessed.reasons if reason.code == "guessed")
    assert reason.facts["from_exercise"] == "back_squat"
    wanted = next(reason.facts for reason in guessed.reasons if reason.code == "load_for_effort")
    assert float(wanted["wanted_g"] or 0) == pytest.approx(0.9 * float(wanted["full_g"] or 0), rel=0.001)


def test_a_related_lift_need_not_be_in_todays_plan() -> None:
    snapshot = a_day(planned(FRONT_SQUAT), maxes=[max_of(200)], library=(FRONT_SQUAT,))
    assert prescribed(snapshot, FRONT_SQUAT).strength is None
    known = prescribed(replace(snapshot, known_exercises=(BACK_SQUAT,)), FRONT_SQUAT)
    assert known.strength is not None
