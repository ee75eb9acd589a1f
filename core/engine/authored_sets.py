"""One set that somebody authored, today: its load from what is known, less what today takes off, and why."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.engine.adjust import Combined, Situation
from core.engine.aim import capped_rpe
from core.engine.asked import FAILURE_RPE, cap_of, effort_of, named_g_of
from core.engine.authored_reasons import Facts, Made
from core.engine.curve import EASIEST_RPE
from core.engine.loads import WITHOUT_MAX, beside_g, nearest_g
from core.engine.models import (
    BackOff,
    Distance,
    Duration,
    Load,
    LoadMode,
    PrescribedSet,
    Reps,
    SetKind,
    SetTarget,
    Strength,
)
from core.engine.modes.shape import back_off, back_off_facts
from core.engine.ramp import first_time_rpe
from core.engine.related import guess_factor
from core.engine.rounding import MOST_REPS, to_kit
from core.engine.strength import aimed_rir, e1rm_g, expected_rpe, load_for_g, rir_at
from core.engine.writing import allowed, as_felt, as_kept, honest, load_share

SLACK_RPE = 0.5  # half a point is what people can tell apart; design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What every set of the series is written with."""

    situation: Situation
    decision: Combined
    steps_g: tuple[int, ...]
    limits: bool  # whether sets to the limit are for this person here

    @property
    def factor(self) -> float:
        return self.decision.signal_factor * self.decision.light_factor

    def capped(self, rpe: float) -> float:
        cap = self.decision.rpe_cap
        return rpe if cap is None else min(rpe, cap)


def one_set(today: Today, each: PrescribedSet, first: SetTarget | None) -> Made | None:
    """The set; `first` is that of the series. None where the kit has nothing light enough for it."""
    shape = _shape(today, each)
    if isinstance(each.intensity, BackOff) and first is not None:
        return _backed_off(today, each.intensity.percent, shape, first)
    strength = today.situation.strength
    if strength is None and today.situation.exercise.load_mode in WITHOUT_MAX:
        return _unloaded(today, each, shape)
    if strength is None:
        return _unknown(today, each, shape)
    return _loaded(today, strength, each, shape)


def _backed_off(today: Today, percent: float, shape: SetTarget, first: SetTarget) -> Made:
    backed = back_off(today.steps_g, first, percent, shape.reps)
    target = replace(
        shape,
        load_g=backed.load_g,
        rpe=backed.rpe,
        fixed=backed.fixed,
        back_off_percent=backed.back_off_percent,
    )
    beside = {} if first.load_g is None else back_off_facts(today.steps_g, first.load_g, percent)
    return Made(target, "first", beside)


def _shape(today: Today, each: PrescribedSet) -> SetTarget:
    """Everything but load and effort."""
    rest_s = each.rest_s if each.rest_s is not None else today.situation.planned.rest_s
    shape = SetTarget(
        kind=SetKind.WORK,
        load_g=None,
        reps=None,
        rest_s=rest_s,
        tempo=each.tempo,
        cluster_reps=each.cluster_reps,
        cluster_rest_s=each.cluster_rest_s,
        per_side=each.per_side,
    )
    match each.amount:
        case Duration(duration_s=duration_s):
            return replace(shape, duration_s=duration_s)
        case Distance(distance_m=distance_m):
            return replace(shape, distance_m=distance_m)
        case Reps(reps=reps, reps_max=reps_max, amrap=amrap):
            meant = reps if reps is not None else max(today.situation.planned.reps, 1)
            least = max(meant, today.decision.reps_least or 1)
            most = None if reps_max is None or reps_max <= least else reps_max
            return replace(shape, reps=least, reps_max=most, amrap=amrap and today.limits)


def _loaded(today: Today, strength: Strength, each: PrescribedSet, shape: SetTarget) -> Made | None:
    """A load by the state: fixed where the author named it or a share of the max, else by effort."""
    effort = effort_of(each)
    asked_rpe = effort if effort is not None else today.situation.planned.rpe
    named_g = named_g_of(strength, each)
    if shape.reps is None:
        return _measured(today, shape, named_g, effort)
    if named_g is None:
        rpe = capped_rpe(asked_rpe, today.decision.rpe_cap, strength)
        return _by_effort(today, strength, shape, rpe)
    return _named(today, strength, each, shape, named_g, asked_rpe)


def _named(
    today: Today,
    strength: Strength,
    each: PrescribedSet,
    shape: SetTarget,
    named_g: float,
    asked_rpe: float,
) -> Made:
    """A load or a share of the max, as heavy as written or as its cap allows; what it feels like follows."""
    rpe = capped_rpe(asked_rpe, today.decision.rpe_cap, strength)
    rir, possible, bears_g = aimed_rir(strength, rpe), None, None
    if shape.amrap and isinstance(each.amount, Reps) and each.amount.reps is None:
        possible = as_kept(strength.curve.reps(named_g / e1rm_g(strength)) - rir)
        shape = replace(shape, reps=min(max(round(possible), 1), MOST_REPS))
    reps = shape.reps or 1
    most_g = named_g if isinstance(each.intensity, Load) else named_g * guess_factor(strength)
    if not shape.amrap and (today.decision.rpe_cap is not None or cap_of(each) is not None):
        bears_g = round(load_for_g(strength, reps, rpe))
        most_g = min(most_g, bears_g)
    load_g, facts = _nearest(today, each, most_g * today.factor)
    felt = as_kept(expected_rpe(strength, load_g / today.decision.signal_factor, reps))
    called = today.capped(asked_rpe) if shape.amrap else honest(min(felt, FAILURE_RPE))
    facts = {**facts, "rpe": rpe, "rir": rir, "possible_reps": possible, "bears_g": bears_g, "felt_rpe": felt}
    return Made(replace(shape, load_g=load_g, rpe=called, fixed=True), "named", facts)


def _by_effort(today: Today, strength: Strength, shape: SetTarget, rpe: float) -> Made | None:
    reps, light = shape.reps or 1, today.decision.light_factor < 1.0
    factor = today.factor * guess_factor(strength)
    # whole grams, as the receipt has them: what is read there gives the same load again
    wanted_g, rir = round(load_for_g(strength, reps, rpe) * factor), aimed_rir(strength, rpe)
    allowed_g, held_at_g = allowed(today.situation, today.decision, today.steps_g, wanted_g)
    fitted = to_kit(allowed_g, wanted_g, reps, None if light else 10.0 - rir, strength.curve)
    if fitted is None:
        return None
    ordinary = today.decision.signal_factor * (1.0 if light else guess_factor(strength))
    felt = as_kept(expected_rpe(strength, fitted.load_g / ordinary, fitted.reps))
    too_hard = rir_at(strength, fitted.load_g / ordinary, fitted.reps) < rir - SLACK_RPE
    if too_hard and fitted.load_g > wanted_g:
        return None
    target = replace(
        shape,
        load_g=fitted.load_g,
        reps=fitted.reps,
        reps_max=shape.reps_max if fitted.reps == reps else None,
        rpe=honest(felt) if light else as_felt(felt),
        rir=None if light else 10.0 - rpe,
        load_share=1.0 if light or held_at_g is not None else load_share(strength, rpe, fitted, factor),
    )
    facts = {**_beside(allowed_g, wanted_g), "rpe": rpe, "rir": rir, "felt_rpe": felt}
    return Made(target, "effort", facts)


def _allowed(today: Today, each: PrescribedSet, wanted_g: float) -> tuple[int, ...]:
    """An author may raise a load faster than we would; rounding down holds for theirs, too."""
    if not isinstance(each.intensity, Load):
        return allowed(today.situation, today.decision, today.steps_g, wanted_g)[0]
    if not today.decision.round_down:
        return today.steps_g
    return tuple(step_g for step_g in today.steps_g if step_g <= wanted_g) or today.steps_g[:1]


def _nearest(today: Today, each: PrescribedSet, wanted_g: float) -> tuple[int, Facts]:
    """The nearest load of those that are allowed, and the two beside what was wanted."""
    whole_g = round(wanted_g)
    steps_g = _allowed(today, each, whole_g)
    return nearest_g(steps_g, whole_g), _beside(steps_g, whole_g)


def _beside(steps_g: Sequence[int], wanted_g: int) -> Facts:
    below_g, above_g = beside_g(steps_g, wanted_g)
    return {"wanted_g": wanted_g, "below_g": below_g, "above_g": above_g}


def _unknown(today: Today, each: PrescribedSet, shape: SetTarget) -> Made:
    """Without a max: the author's load, or an effort that the ramp will find the load of."""
    named_g = named_g_of(None, each)
    if named_g is not None:
        load_g, facts = _nearest(today, each, named_g * today.factor)
        return Made(replace(shape, load_g=load_g, fixed=True), "unknown", facts)
    if shape.reps is None:
        return Made(replace(shape, fixed=True), "unknown", {})
    effort = effort_of(each)
    rpe = max(today.capped(effort if effort is not None else today.situation.planned.rpe), EASIEST_RPE)
    first_rpe = first_time_rpe(today.situation.snapshot.profile.training_age)
    facts = {"lightest_g": today.steps_g[0], "most_rpe": first_rpe}
    return Made(replace(shape, load_g=today.steps_g[0], rpe=min(rpe, first_rpe)), "ramp", facts)


def _unloaded(today: Today, each: PrescribedSet, shape: SetTarget) -> Made:
    """Body weight, bands, holds and distances: less of it on a bad day."""
    effort, factor = effort_of(each), today.factor
    rpe = None if effort is None or factor < 1.0 else max(today.capped(effort), EASIEST_RPE)
    load_g, how, facts = _held_g(today, named_g_of(None, each))
    less = replace(shape, load_g=load_g, rpe=rpe, fixed=rpe is None)
    if less.duration_s is not None:
        less = replace(less, duration_s=max(round(less.duration_s * factor), 1))
    elif less.reps is not None:
        less = replace(less, reps=max(math.floor(less.reps * factor), 1))
    return Made(less, how, facts)


def _held_g(today: Today, named_g: float | None) -> tuple[int | None, str, Facts]:
    """What is held, hung on or helped with: the nearest there is here; of what no kit counts, what a coach allows.

    With how it came about, and the facts of it.
    """
    mode, most_g, steps_g = today.situation.exercise.load_mode, today.decision.most_load_g, today.steps_g
    if mode is LoadMode.BODY_WEIGHT:
        named_g = 0.0 if named_g is None else named_g
    if named_g is None or (not steps_g and most_g is not None and named_g > most_g):
        return None, "nothing_held", {}
    if not steps_g:
        return round(named_g), "held_as_typed", {}
    helps = mode is LoadMode.ASSISTED
    wanted_g = round(named_g if helps else named_g * today.factor)
    return nearest_g(steps_g, wanted_g), "helped" if helps else "held", _beside(steps_g, wanted_g)


def _measured(today: Today, shape: SetTarget, named_g: float | None, effort: float | None) -> Made:
    """A time or a distance under load: the author's load, or none that we could know."""
    target = replace(shape, rpe=None if effort is None else today.capped(effort), fixed=True)
    if named_g is None:
        return Made(target, "measured", {})
    wanted_g = round(named_g * today.factor)
    return Made(
        replace(target, load_g=nearest_g(today.steps_g, wanted_g)),
        "measured",
        _beside(today.steps_g, wanted_g),
    )
