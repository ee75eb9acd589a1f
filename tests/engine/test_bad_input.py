"""Whatever people, phones and imports come up with: a safe workout, a rest day with its reason, never a fault."""

import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings

from core.engine import estimate, is_unusual, lighten, may_amrap, may_test, plan, progress, react_to_pain
from core.engine.curve import EASIEST_RPE
from core.engine.loads import loadable_steps_g
from core.engine.models import CheckIn, CheckInStatus, Muscle, RestDay, SetKind, Snapshot, Workout
from core.engine.sources import SOURCES
from core.engine.steps.ceilings import TOP_RPE
from core.engine.strength import e1rm_g, high_g, load_for_g, low_g
from core.engine.today import generate
from tests.engine.absurd import Absurd, absurd
from tests.engine.builders import BENCH, LIBRARY, LIFTER, SQUAT, a_day, max_of, planned

MOST_ABOVE_STATE = 1.02  # the share of the load that the state bears
EXAMPLES = 1500 if os.environ.get("SETPOINT_LONG") else 200


def numbers(value: object) -> Iterator[float]:
    """Every number anywhere inside a value."""
    if isinstance(value, float | int):
        yield float(value)
    elif isinstance(value, Mapping):
        yield from (number for each in value.values() for number in numbers(each))
    elif isinstance(value, list | tuple):
        yield from (number for each in value for number in numbers(each))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (number for field in fields(value) for number in numbers(getattr(value, field.name)))


def check_safe(snapshot: Snapshot, made: Workout | RestDay) -> None:
    """What a workout may not be, whatever it was made from."""
    assert all(math.isfinite(number) for number in numbers(made))
    if isinstance(made, RestDay):
        assert made.trace
        assert all(reason.source in SOURCES for reason in made.trace)
        return
    assert made.exercises
    assert snapshot.red_flag is None
    library = {each.id: each for each in snapshot.exercises}
    for each in made.exercises:
        steps_g = loadable_steps_g(snapshot.profile.kit, library[each.exercise_id])
        work = [target for target in each.series if target.kind is SetKind.WORK]
        assert work
        for target in each.series:
            assert target.load_g is None or target.load_g in steps_g
            assert target.reps is None or target.reps >= 1
            assert target.rpe is None or EASIEST_RPE <= target.rpe <= TOP_RPE
        for target in work:
            if each.strength is None or target.load_g is None or target.reps is None or target.rpe is None:
                continue
            bears_g = load_for_g(each.strength, target.reps, target.rpe)
            assert target.load_g <= MOST_ABOVE_STATE * bears_g


@settings(max_examples=EXAMPLES)
@given(absurd)
def test_a_workout_or_a_rest_day_comes_of_anything(drawn: Absurd) -> None:
    snapshot = drawn.snapshot()
    made = generate(snapshot)
    check_safe(snapshot, made)
    for exercise in snapshot.exercises[:3]:
        may_test(snapshot, exercise)
        may_amrap(snapshot.profile, exercise)


@settings(max_examples=EXAMPLES)
@given(absurd)
def test_whatever_was_performed_there_is_a_next_set_or_an_end(drawn: Absurd) -> None:
    made = generate(drawn.snapshot())
    performed = [drawn.performed() for _ in range(8)]
    for each in made.exercises if isinstance(made, Workout) else ():
        own = [replace(one, exercise_id=each.exercise_id) for one in performed]
        for count in range(len(own) + 1):
            left = progress(each, own[:count])
            assert all(math.isfinite(number) for number in numbers(left))
            for target in left.remaining:
                assert target.load_g is None or target.load_g >= 0
                assert target.reps is None or target.reps >= 1
                assert target.rpe is None or target.rpe <= TOP_RPE
            if count < len(own):
                is_unusual(each.strength, each, own[count], own[:count])


@settings(max_examples=EXAMPLES)
@given(absurd)
def test_what_is_known_of_a_lift_is_a_number_between_its_ends_or_nothing(drawn: Absurd) -> None:
    snapshot = drawn.snapshot()
    for exercise_id in (SQUAT.id, BENCH.id):
        known = estimate(exercise_id, snapshot.maxes, snapshot.history, snapshot.now)
        if known is not None:
            assert all(math.isfinite(number) for number in numbers(known))
            assert low_g(known) <= e1rm_g(known) <= high_g(known)


@given(absurd)
def test_any_profile_has_a_plan_that_makes_a_workout_or_a_rest_day(drawn: Absurd) -> None:
    profile = drawn.profile()
    block = plan(profile, LIBRARY)
    assert 1 <= len(block.days) <= 6
    assert all(math.isfinite(number) for number in numbers(block))
    for day in block.days:
        snapshot = replace(a_day(profile=profile), day=day, rir_start=block.rir_start, rir_end=block.rir_end)
        check_safe(snapshot, generate(snapshot))


@given(absurd)
def test_any_pain_has_an_answer_and_never_adds_load(drawn: Absurd) -> None:
    reports = [drawn.pain() for _ in range(6)]
    made = generate(a_day(planned(SQUAT), planned(BENCH), maxes=[max_of(140)]))
    assert isinstance(made, Workout)
    for report in reports:
        decision = react_to_pain(report)
        assert 0.0 <= decision.load_factor <= 1.0
        before, after = made.exercises[0], lighten(made.exercises[0], decision)
        for one, other in zip(before.series, after.series, strict=True):
            assert (other.load_g or 0) <= (one.load_g or 0)


@pytest.mark.parametrize("days_per_week", range(8))
def test_any_number_of_days_leaves_a_day_of_rest(days_per_week: int) -> None:
    weekdays = [day.weekday for day in plan(replace(LIFTER, days_per_week=days_per_week), LIBRARY).days]
    assert len(weekdays) == len(set(weekdays)) <= 6


def test_every_muscle_at_its_worst_is_a_rest_day() -> None:
    sore = CheckIn(status=CheckInStatus.ANSWERED, soreness=dict.fromkeys(Muscle, 5))
    made = generate(a_day(planned(SQUAT), planned(BENCH), maxes=[max_of(140)], check_in=sore))
    assert isinstance(made, RestDay)
    assert made.trace[-1].code == "all_sore"
