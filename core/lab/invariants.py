"""What no workout may do, checked on every workout that a simulated athlete gets."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from core.engine.curve import reps_to_failure
from core.engine.loads import loadable_steps_g
from core.engine.models import (
    BlockType,
    ExercisePrescription,
    LoadMode,
    PerformedSet,
    Reason,
    RestDay,
    Role,
    SetKind,
    SetTarget,
    Snapshot,
    Strength,
    VolumeCounting,
    Workout,
)
from core.engine.sources import SOURCES
from core.engine.steps.returning import is_returning
from core.engine.strength import e1rm_g, load_for_g
from core.engine.volume import add_sets, landmark, share_of_set
from core.lab.people import library
from core.lab.replay import as_prescribed, receipt_of, replay

MOST_ABOVE_STATE = 1.02
HARDEST_RPE, EASIEST_RPE = 9.5, 6.0
LEAST_READINESS_FACTOR = 0.95
DECIDES_FROM_SHARE = 0.5
MADE_WITHIN_RPE = 0.5
MINOR_RPE, PREGNANT_RPE = 8.0, 7.0
MOST_RISE = 1.10
MOST_WEEK_RISE, ALWAYS_SETS = (
    1.30,
    4.0,
)  # of a muscle's sets above the fullest of four weeks; what it may always have
LOADED_OUTSIDE = frozenset({LoadMode.BAR, LoadMode.PER_HAND, LoadMode.STACK})
MOST_DELOAD_SHARE, MOST_DELOAD_RPE = 0.60, 7.0  # of sets x reps x load of the three weeks before

Broken = tuple[str, int | None, str]  # rule, exercise, detail


def of_outcome(snapshot: Snapshot, outcome: Workout | RestDay) -> Iterator[Broken]:
    """Everything that can be seen before the first set."""
    yield from _reasons(outcome)
    if isinstance(outcome, RestDay):
        if not outcome.trace:
            yield "rest_day_without_reason", None, ""
        return
    if snapshot.red_flag is not None:
        yield "trains_in_spite_of_a_red_flag", None, str(snapshot.red_flag)
    if not outcome.exercises or outcome.minutes <= 0:
        yield "empty_workout", None, f"{outcome.minutes} min"
    yield from _receipts(outcome)
    for each in outcome.exercises:
        yield from ((rule, each.exercise_id, detail) for rule, detail in _exercise(snapshot, each))
        yield from of_limits(snapshot, each.exercise_id, each.series)
    yield from _volume(snapshot, outcome)


def _reasons(outcome: Workout | RestDay) -> Iterator[Broken]:
    exercises = outcome.exercises if isinstance(outcome, Workout) else ()
    for reason in (*outcome.trace, *(reason for each in exercises for reason in each.reasons)):
        if reason.source not in SOURCES:
            yield "reason_without_source", reason.exercise_id, reason.source
        if any(isinstance(fact, float) and not math.isfinite(fact) for fact in reason.facts.values()):
            yield "not_a_number", reason.exercise_id, f"{reason.step}:{reason.code}"
    if any(not {"plan", "sets"} <= {reason.step for reason in each.reasons} for each in exercises):
        yield "prescription_without_reason", None, ""


def _receipts(workout: Workout) -> Iterator[Broken]:
    """The receipt is the calculation, and says why this exercise."""
    groups = Counter(each.group for each in workout.exercises)
    for each in workout.exercises:
        in_turns = groups[each.group] > 1
        made = as_prescribed(each, in_turns=in_turns)
        if made != (again := replay(receipt_of(workout, each), in_turns=in_turns)):
            yield "receipt_does_not_add_up", each.exercise_id, f"{made} by the receipt {again}"
        if each.selection is None or not each.selection.reasons:
            yield "nobody_says_why_this_exercise", each.exercise_id, ""


def _exercise(snapshot: Snapshot, each: ExercisePrescription) -> Iterator[tuple[str, str]]:
    steps_g = set(loadable_steps_g(snapshot.profile.kit, library()[each.exercise_id].exercise))
    easy = snapshot.block_type is BlockType.DELOAD
    for target in each.series:
        yield from _target(target, steps_g)
        if target.kind is SetKind.WORK:
            yield from _above_state(each, target)
        effort = _meant_rpe(target)
        if easy and effort is not None and effort > MOST_DELOAD_RPE:
            yield "deload_too_hard", f"RPE {effort}"
    warm_ups = [target.load_g or 0 for target in each.series if target.kind is SetKind.WARM_UP]
    work = [target.load_g or 0 for target in each.series if target.kind is SetKind.WORK]
    if warm_ups and (warm_ups != sorted(set(warm_ups)) or warm_ups[-1] >= min(work, default=0)):
        yield "warm_ups_not_below_the_work", f"{warm_ups} {work}"
    yield from _kept_light(snapshot, each)
    for factor in _facts(each.reasons, "readiness", "load_factor"):
        if factor < LEAST_READINESS_FACTOR:
            yield "readiness_takes_too_much_load", f"{factor}"
    for sets in _facts(each.reasons, "readiness", "sets"):
        if sets < -1:
            yield "one_bad_night_takes_more_than_a_set", f"{sets}"


def _kept_light(snapshot: Snapshot, each: ExercisePrescription) -> Iterator[tuple[str, str]]:
    """Minors and pregnancy under their caps, and nobody's load far above what was lifted lately."""
    who, work = snapshot.profile, [target for target in each.series if target.kind is SetKind.WORK]
    most_rpe = PREGNANT_RPE if who.pregnancy is not None else MINOR_RPE if who.minor else HARDEST_RPE
    if any(target.rpe is not None and target.rpe > most_rpe for target in work):
        yield "harder_than_this_person_may", f"{max(target.rpe or 0.0 for target in work)}"
    lately = [
        done.load_g
        for done in snapshot.history
        if done.exercise_id == each.exercise_id and done.trusted and not done.warm_up and done.load_g
    ]
    lately += [entry.load_g for entry in snapshot.maxes if entry.exercise_id == each.exercise_id]
    outside = library()[each.exercise_id].exercise.load_mode in LOADED_OUTSIDE
    if not lately or not outside:
        return
    next_g = min((step_g for step_g in each.load_steps_g if step_g > max(lately)), default=0)
    most_g = max(MOST_RISE * max(lately), next_g)
    for target in work:
        if target.load_g is not None and target.load_g > most_g + 1:
            yield "rises_too_fast", f"{target.load_g} g, {max(lately)} g lately"


def _facts(reasons: Iterable[Reason], step: str, fact: str) -> Iterator[float]:
    for reason in reasons:
        value = reason.facts.get(fact)
        if reason.step == step and isinstance(value, int | float):
            yield value


def _target(target: SetTarget, steps_g: set[int]) -> Iterator[tuple[str, str]]:
    if target.load_g is not None and steps_g and target.load_g not in steps_g:
        yield "load_that_cannot_be_loaded", f"{target.load_g} g"
    if target.reps is not None and target.reps < 1:
        yield "no_repetitions", f"{target.reps}"
    if target.rpe is not None and not EASIEST_RPE <= target.rpe <= HARDEST_RPE:
        yield "effort_out_of_range", f"{target.rpe}"


def _meant_rpe(target: SetTarget) -> float | None:
    """The effort by what is really left, where that is known; its name is this person's own."""
    return target.rpe if target.rir is None else 10.0 - target.rir


def _above_state(each: ExercisePrescription, target: SetTarget) -> Iterator[tuple[str, str]]:
    """No heavier than the mean of the state bears for these repetitions, felt as this effort by this lifter."""
    if each.strength is None or target.load_g is None or target.reps is None:
        return
    if each.strength.bounded:  # at least so much, and nobody knows how much
        return
    bears_g = _bears_g(each.strength, target, target.reps)
    if bears_g is not None and target.load_g > MOST_ABOVE_STATE * bears_g:
        yield "heavier_than_the_state_bears", f"{target.load_g} g x {target.reps}, {bears_g:.0f} g at most"


def _bears_g(strength: Strength, target: SetTarget, reps: int) -> float | None:
    """What leaves as much as is meant. An effort alone is a plan's, or what this person will call a light set."""
    effort = _meant_rpe(target)
    if effort is None:
        return None
    planned_g = load_for_g(strength, reps, effort)
    if target.rir is not None:
        return planned_g
    to_failure = reps_to_failure(reps, effort, strength.rir_bias_reps)
    return max(planned_g, e1rm_g(strength) * strength.curve.fraction(to_failure))


def of_limits(snapshot: Snapshot, exercise_id: int, series: Sequence[SetTarget]) -> Iterator[Broken]:
    """What a coach allows at most always binds, for the sets of an exercise before and between them."""
    work = [target for target in series if target.kind is SetKind.WORK]
    helped = {each.id for each in snapshot.exercises if each.load_mode is LoadMode.ASSISTED}  # no load
    for limit in snapshot.limits:
        if limit.exercise_id not in (None, exercise_id):
            continue
        most_g = None if exercise_id in helped else limit.most_load_g
        most_rpe = None if limit.most_rpe is None else max(limit.most_rpe, EASIEST_RPE)
        if limit.avoid:
            yield "done_in_spite_of_the_coach", exercise_id, "avoid"
        if limit.most_sets is not None and len(work) > max(limit.most_sets, 1):
            yield "more_sets_than_the_coach_allows", exercise_id, f"{len(work)} of {limit.most_sets}"
        if most_g is not None and any(each.load_g is not None and each.load_g > most_g for each in series):
            yield "heavier_than_the_coach_allows", exercise_id, f"{most_g} g at most"
        if most_rpe is not None and any(each.rpe is not None and each.rpe > most_rpe for each in work):
            yield "harder_than_the_coach_allows", exercise_id, f"RPE {most_rpe} at most"


def _volume(snapshot: Snapshot, workout: Workout) -> Iterator[Broken]:
    """An accessory never takes a muscle over its weekly ceiling; a main lift may, flagged. Fast sets count for none."""
    counted = {
        VolumeCounting.FRACTIONAL: dict(snapshot.week_sets),
        VolumeCounting.DIRECT: dict(snapshot.week_direct_sets),
    }
    usual = {} if is_returning(snapshot, snapshot.trained_on) else snapshot.usual_sets
    in_order = sorted(workout.exercises, key=lambda each: each.role is Role.ACCESSORY)
    for each in in_order:
        fast = any((reason.step, reason.code) == ("plan", "explosive") for reason in each.reasons)
        sets = 0 if fast else sum(target.kind is SetKind.WORK for target in each.series)
        shares = library()[each.exercise_id].exercise.muscles
        for counting, done in counted.items():
            add_sets(done, shares, sets, counting)
        if each.role is Role.MAIN:
            continue
        for muscle, share in shares.items():
            mark = landmark(snapshot.landmarks, muscle)
            done_sets = counted[mark.counting].get(muscle, 0.0)
            counts = share >= DECIDES_FROM_SHARE and share_of_set(share, mark.counting) > 0.0
            if counts and done_sets > mark.mrv_sets + 1e-9:
                yield "accessory_above_the_weekly_ceiling", each.exercise_id, f"{muscle} {done_sets}"
            done_sets = counted[VolumeCounting.FRACTIONAL].get(muscle, 0.0)
            most_sets = max(MOST_WEEK_RISE * usual.get(muscle, math.inf), mark.mev_sets, ALWAYS_SETS)
            if share >= DECIDES_FROM_SHARE and done_sets > most_sets + 1e-9:
                yield "accessory_far_above_the_last_weeks", each.exercise_id, f"{muscle} {done_sets}"


def of_deload_week(share: float) -> Iterator[Broken]:
    """An easy week does much less than the three before it."""
    if share > MOST_DELOAD_SHARE:
        yield "deload_too_much", None, f"{share:.2f} of the work before"


def of_next_set(performed: Sequence[PerformedSet], target: SetTarget, steps_g: set[int]) -> Iterator[Broken]:
    """After a miss nothing heavier, until a set is made at its target."""
    yield from ((rule, None, detail) for rule, detail in _target(target, steps_g))
    ceiling_g: int | None = None
    for done in performed:
        if done.warm_up or done.load_g is None or not done.trusted:
            continue
        if done.failed:
            ceiling_g = done.load_g if ceiling_g is None else min(ceiling_g, done.load_g)
        elif done.rpe is None or done.target_rpe is None or done.rpe <= done.target_rpe + MADE_WITHIN_RPE:
            ceiling_g = None
    heavier = ceiling_g is not None and target.load_g is not None and target.load_g > ceiling_g
    if heavier and target.kind is SetKind.WORK:
        yield "heavier_after_a_miss", None, f"{target.load_g} g after a miss at {ceiling_g} g"
