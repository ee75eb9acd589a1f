"""Whatever people, phones and imports come up with: a safe workout, a rest day with its reason, never a fault."""

import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings

from core.engine import estimate, is_unusual, lighten, may_amrap, may_test, plan, progress, react_to_pain
from core.engine.body_load import lifted_g
from core.engine.counterfactuals import Change
from core.engine.curve import EASIEST_RPE
from core.engine.kits import KITS
from core.engine.lifecycles import DisruptionStatus
from core.engine.loads import loadable_steps_g
from core.engine.macrocycle import macrocycle
from core.engine.models import (
    CheckIn,
    CheckInStatus,
    Disruption,
    DisruptionKind,
    Equipment,
    ExercisePrescription,
    Kit,
    Landmark,
    Muscle,
    Pain,
    PerformedSet,
    PlannedEvent,
    Profile,
    RestDay,
    Role,
    SetKind,
    SetTarget,
    Severity,
    Snapshot,
    Workout,
)
from core.engine.replanning import replan
from core.engine.review import ReviewedWeek, review
from core.engine.sources import SOURCES
from core.engine.steps.ceilings import TOP_RPE
from core.engine.strength import e1rm_g, high_g, load_for_g, low_g
from core.engine.today import generate
from core.engine.what_if import explained, otherwise, what_if
from core.lab.invariants import of_limits
from tests.engine.absurd import Absurd, absurd
from tests.engine.builders import (
    BENCH,
    LIBRARY,
    LIFTER,
    MONDAY,
    SQUAT,
    a_day,
    days,
    done,
    max_of,
    planned,
    prescribed,
)

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
        assert any(target.kind is SetKind.WORK for target in each.series)
        assert not list(of_limits(snapshot, each.exercise_id, each.series))
        for target in each.series:
            assert target.load_g is None or not steps_g or target.load_g in steps_g
            assert target.reps is None or target.reps >= 1
            assert target.rpe is None or EASIEST_RPE <= target.rpe <= TOP_RPE or target.fixed
            assert not too_heavy(each, target)


def too_heavy(each: ExercisePrescription, target: SetTarget) -> bool:
    """Above what the state bears for the effort; what an author named is theirs to answer for."""
    known, effort = each.strength, target.rpe if target.rir is None else 10.0 - target.rir
    if target.kind is not SetKind.WORK or target.fixed or known is None or known.bounded:
        return False
    if target.load_g is None or target.reps is None or effort is None:
        return False
    all_g = target.load_g
    if known.body_load_g > 0:
        all_g = lifted_g(target.load_g, known.body_load_g, assisted=known.assisted)
    return all_g > MOST_ABOVE_STATE * load_for_g(known, target.reps, effort)


@settings(max_examples=EXAMPLES)
@given(absurd)
def test_a_workout_or_a_rest_day_comes_of_anything(drawn: Absurd) -> None:
    snapshot = drawn.snapshot()
    made = generate(snapshot)
    check_safe(snapshot, made)
    for exercise in snapshot.exercises[:3]:
        may_test(snapshot, exercise)
        may_amrap(snapshot.profile, exercise)


def test_every_field_of_a_snapshot_is_drawn_and_so_is_every_field_inside_it() -> None:
    seen: dict[tuple[str, str], set[str]] = {}
    for number in range(400):
        for kind, field, value in inside(Absurd(number).snapshot()):
            known = seen.setdefault((kind, field), set())
            if len(known) < 2:
                known.add(repr(value))
    assert {name for kind, name in seen if kind == "Snapshot"} == {each.name for each in fields(Snapshot)}
    always_the_same = {each for each, values in seen.items() if len(values) < 2}
    assert always_the_same <= {(kind, "kind") for kind, _ in seen}  # what a sum type calls itself


def inside(value: object) -> Iterator[tuple[str, str, object]]:
    """Every field of every value of the engine's in a value: its type's name, its own, and what it holds."""
    if isinstance(value, Mapping):
        value = (*value.keys(), *value.values())
    if isinstance(value, list | tuple | frozenset):
        for each in value:
            yield from inside(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            held = getattr(value, field.name)
            yield type(value).__name__, field.name, held
            yield from inside(held)


@settings(max_examples=EXAMPLES)
@given(absurd)
def test_whatever_was_performed_there_is_a_next_set_or_an_end(drawn: Absurd) -> None:
    made = generate(drawn.snapshot())
    performed = [drawn.of(PerformedSet) for _ in range(8)]
    for each in made.exercises if isinstance(made, Workout) else ():
        own = [replace(one, exercise_id=each.exercise_id) for one in performed]
        for count in range(len(own) + 1):
            left = progress(each, own[:count])
            assert all(math.isfinite(number) for number in numbers(left))
            for target in left.remaining:
                assert target.load_g is None or target.load_g >= 0 or each.strength is not None
            if count < len(own):
                is_unusual(each.strength, each, own[count], own[:count])


@settings(max_examples=EXAMPLES // 4)
@given(absurd)
def test_every_what_if_has_an_answer(drawn: Absurd) -> None:
    snapshot = drawn.snapshot()
    for _ in range(2):
        change: Change = drawn.of(drawn.one_of(get_args(Change)))
        assert all(math.isfinite(number) for number in numbers(what_if(snapshot, change)))
        check_safe(change.on(snapshot), generate(change.on(snapshot)))
    made = generate(snapshot)
    if isinstance(made, Workout):
        first = made.exercises[0]
        without = explained(snapshot, made, first.exercise_id, first.reasons)
        worse = otherwise(snapshot, made, first.exercise_id)
        assert all(math.isfinite(number) for number in numbers((*without, *worse)))


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
    profile = drawn.of(Profile)
    block = plan(profile, LIBRARY)
    assert 1 <= len(block.days) <= 6
    assert all(math.isfinite(number) for number in numbers(block))
    for day in block.days:
        snapshot = replace(a_day(profile=profile), day=day, rir_start=block.rir_start, rir_end=block.rir_end)
        check_safe(snapshot, generate(snapshot))


@given(absurd)
def test_any_profile_any_dates_and_any_landmarks_have_a_macrocycle(drawn: Absurd) -> None:
    events = [drawn.of(PlannedEvent) for _ in range(drawn.count(3))]
    own = {muscle: drawn.of(Landmark) for muscle in Muscle if drawn.rarely()}
    made = macrocycle(drawn.of(Profile), LIBRARY, drawn.on(), events=events, landmarks=own)
    assert made.blocks
    assert all(block.weeks >= 1 for block in made.blocks)
    assert all(math.isfinite(number) for number in numbers(made))


@given(absurd)
def test_any_week_has_its_review_and_what_it_proposes_can_be_planned(drawn: Absurd) -> None:
    placed = macrocycle(drawn.of(Profile), LIBRARY, MONDAY.date()).placed()
    index = drawn.random.randrange(len(placed))
    week = replace(drawn.of(ReviewedWeek), block=placed[index].block)
    for proposal in review(week):
        assert proposal.reason.source in SOURCES
        assert all(math.isfinite(number) for number in numbers(proposal))
        if proposal.change is None:
            continue
        at = min(max(week.week_in_block, 0), placed[index].block.weeks - 1)
        event_on = drawn.on() if drawn.rarely() else None
        after = replan(placed, proposal.change, index, at, event_on)
        assert after is None or all(math.isfinite(number) for number in numbers(after))


@given(absurd)
def test_any_pain_has_an_answer_and_never_adds_load(drawn: Absurd) -> None:
    reports = [drawn.of(Pain) for _ in range(6)]
    made = generate(a_day(planned(SQUAT), planned(BENCH), maxes=[max_of(140)]))
    assert isinstance(made, Workout)
    for report in reports:
        decision = react_to_pain(report)
        assert 0.0 <= decision.load_factor <= 1.0
        before, after = made.exercises[0], lighten(made.exercises[0], decision)
        for one, other in zip(before.series, after.series, strict=True):
            assert (other.load_g or 0) <= (one.load_g or 0)


# The list of bad days, each by its name

TODAY = (planned(SQUAT), planned(BENCH), planned(LIBRARY[6], role=Role.ACCESSORY))


def outcome(snapshot: Snapshot) -> Workout | RestDay:
    made = generate(snapshot)
    check_safe(snapshot, made)
    return made


def work_g(made: Workout | RestDay, exercise_id: int = SQUAT.id) -> list[int]:
    assert isinstance(made, Workout)
    [of_lift] = [each for each in made.exercises if each.exercise_id == exercise_id]
    return [target.load_g or 0 for target in of_lift.series if target.kind is SetKind.WORK]


def test_without_any_history_the_load_is_found_from_the_empty_bar() -> None:
    made = outcome(a_day(*TODAY))
    assert isinstance(made, Workout)
    assert made.exercises[0].series[0].kind is SetKind.RAMP
    assert made.exercises[0].series[0].load_g == 20_000


def test_one_set_ever_is_no_reason_to_lift_much_more_than_it() -> None:
    made = outcome(a_day(*TODAY, history=[done(60, 5, 8.0, at=MONDAY - days(4))]))
    assert 50_000 <= max(work_g(made)) <= 1.1 * 60_000


def test_maxes_that_contradict_each_other_make_no_load_above_the_highest() -> None:
    maxes = [max_of(kg, at=MONDAY - days(ago)) for ago, kg in enumerate((300, 20, 140, 5, 200))]
    assert 0 < max(work_g(outcome(a_day(*TODAY, maxes=maxes)))) < 200_000


def test_a_jump_to_four_times_the_load_is_not_followed_until_it_is_confirmed() -> None:
    usual = [done(50, 5, 8.0, at=MONDAY - days(ago)) for ago in (12, 9, 6, 3)]
    jump = done(200, 5, 8.0, at=MONDAY - days(1))
    before = work_g(outcome(a_day(*TODAY, history=usual)))
    assert work_g(outcome(a_day(*TODAY, history=[*usual, replace(jump, trusted=False)]))) == before
    assert max(work_g(outcome(a_day(*TODAY, history=[*usual, jump])))) <= 1.1 * 200_000
    each = prescribed(a_day(*TODAY, history=usual))
    assert is_unusual(each.strength, each, replace(jump, at=MONDAY), ()) is not None


def test_who_calls_everything_a_ten_still_trains() -> None:
    history = [done(100, 5, 10.0, at=MONDAY - days(ago)) for ago in range(30, 0, -3)]
    assert 80_000 <= max(work_g(outcome(a_day(*TODAY, history=history)))) <= 110_000


def test_a_set_of_nothing_is_no_set() -> None:
    history = [done(0, 0, 0.0, at=MONDAY - days(2)), done(None, None, None, at=MONDAY - days(1))]
    made = outcome(a_day(*TODAY, history=history))
    assert isinstance(made, Workout)
    assert made.exercises[0].series[0].kind is SetKind.RAMP


@pytest.mark.parametrize("days_per_week", range(8))
def test_any_number_of_days_leaves_a_day_of_rest(days_per_week: int) -> None:
    weekdays = [day.weekday for day in plan(replace(LIFTER, days_per_week=days_per_week), LIBRARY).days]
    assert len(weekdays) == len(set(weekdays)) <= 6
    assert weekdays


def test_a_seventh_day_in_a_row_says_so_and_is_easier() -> None:
    rested = a_day(*TODAY, maxes=[max_of(140)])
    row = tuple((MONDAY - days(ago)).date() for ago in range(6, 0, -1))
    worn = replace(rested, hard_days=dict.fromkeys(Muscle, 6), trained_on=row)
    made = outcome(worn)
    assert "no_rest_day" in {reason.code for reason in made.trace}
    assert max(work_g(made)) < max(work_g(outcome(rested)))


def test_without_any_kit_the_body_stands_in_and_what_it_cannot_do_is_named() -> None:
    for kit in (Kit(equipment=frozenset()), KITS["body_weight"]):
        made = outcome(a_day(*TODAY, profile=replace(LIFTER, kit=kit)))
        assert isinstance(made, Workout)
        used = {each.equipment for each in LIBRARY if each.id in {one.exercise_id for one in made.exercises}}
        assert used == {Equipment.NONE}
    nothing_to_do = replace(a_day(*TODAY, profile=replace(LIFTER, kit=kit)), exercises=(SQUAT, BENCH))
    rest = outcome(nothing_to_do)
    assert isinstance(rest, RestDay)
    assert {reason.code for reason in rest.trace} >= {"no_kit", "nothing_left"}


def test_every_muscle_at_its_worst_is_a_rest_day() -> None:
    sore = CheckIn(status=CheckInStatus.ANSWERED, soreness=dict.fromkeys(Muscle, 5))
    made = outcome(a_day(*TODAY, maxes=[max_of(140)], check_in=sore))
    assert isinstance(made, RestDay)
    assert made.trace[-1].code == "all_sore"


def test_every_disruption_at_once_is_a_rest_day_that_names_them() -> None:
    every = tuple(
        a_disruption(number, kind, severity)
        for number, (kind, severity) in enumerate((k, s) for k in DisruptionKind for s in Severity)
    )
    made = outcome(replace(a_day(*TODAY, maxes=[max_of(140)]), disruptions=every))
    assert isinstance(made, RestDay)
    assert sum(reason.code == "no_training" for reason in made.trace) == len(DisruptionKind)
    assert made.trace[-1].code == "disrupted"


def a_disruption(number: int, kind: DisruptionKind, severity: Severity) -> Disruption:
    return Disruption(
        id=number,
        kind=kind,
        severity=severity,
        status=DisruptionStatus.ACTIVE,
        starts_on=(MONDAY - days(2)).date(),
        ends_on=None,
        exercise_ids=frozenset(),
        description=None,
        asked_at=MONDAY,
    )


def test_dates_that_run_backwards_are_trained_on_as_if_they_had_not_been_said() -> None:
    ends_before_it_starts = replace(
        a_disruption(1, DisruptionKind.ILLNESS, Severity.MAJOR), ends_on=date(1970, 1, 1)
    )
    still_to_come = [done(100, 5, 8.0, at=MONDAY + days(ago)) for ago in (400, 30, 1)]
    newest_first = [done(100, 5, 8.0, at=MONDAY - days(ago)) for ago in (1, 4, 8, 12)]
    for history in (still_to_come, newest_first, [*still_to_come, *newest_first]):
        snapshot = a_day(*TODAY, maxes=[max_of(140, at=MONDAY + days(9))], history=history)
        backwards = replace(snapshot, disruptions=(ends_before_it_starts,), trained_on=(date(2200, 1, 1),))
        assert 0 < max(work_g(outcome(backwards))) <= 140_000
