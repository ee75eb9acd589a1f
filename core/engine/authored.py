"""Sets that somebody authored, done today: each with a load from what is known, less what today takes off.

Their number is its author's: signs of a bad day lighten them and say so, only pain and what keeps people from
training take sets away. A load that the author named may fall, and never rises.
"""

import math
from dataclasses import dataclass, replace

from core.engine.adjust import Combined, Situation
from core.engine.aim import Written, capped_rpe
from core.engine.asked import FAILURE_RPE, cap_of, effort_of, named_g_of, names_load
from core.engine.curve import EASIEST_RPE
from core.engine.loads import WITHOUT_MAX, nearest_g
from core.engine.models import (
    BackOff,
    Distance,
    Duration,
    Load,
    LoadMode,
    PrescribedSet,
    Reason,
    Reps,
    Series,
    SetKind,
    SetMode,
    SetTarget,
    Strength,
)
from core.engine.modes.shape import back_off
from core.engine.ramp import first_set, first_time_rpe, unknown_max
from core.engine.related import guess_factor
from core.engine.rounding import MOST_REPS, to_kit
from core.engine.safety import may_amrap
from core.engine.strength import aimed_rir, e1rm_g, expected_rpe, load_for_g, rir_at
from core.engine.writing import allowed, as_felt, honest, load_share, too_heavy, written

SLACK_RPE = 0.5  # half a point is what people can tell apart; design choice
KEPT_MODES = frozenset({SetMode.LOAD_DROP, SetMode.REPEATS})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Today:
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


def write_authored(
    situation: Situation, decision: Combined, steps_g: tuple[int, ...], *, warm: bool
) -> Written | Reason:
    """The series for today, or the reason why there is none."""
    series, mode = situation.planned.series, situation.exercise.load_mode
    most = len(series) if decision.most_sets is None else min(len(series), decision.most_sets)
    kept = series[: max(min(len(series) + decision.binding_sets_delta, most), 1)]
    against = may_amrap(situation.snapshot.profile, situation.exercise)
    today = _Today(
        situation=situation,
        decision=decision,
        steps_g=steps_g,
        limits=against is None,
    )
    reasons = (*_flags(situation, decision, kept), *_no_limit(situation, kept, against))
    has_load = mode not in WITHOUT_MAX or situation.strength is not None
    if has_load and not today.steps_g:
        return too_heavy(situation, today.steps_g, None)
    unknown = has_load and situation.strength is None and not all(names_load(each) for each in kept)
    if unknown and decision.light_factor < 1.0:
        return Reason(step="strength", code="not_today", exercise_id=situation.exercise.id)
    work = _targets(today, kept)
    if work is None:
        return too_heavy(situation, today.steps_g, None)
    if unknown:
        return _ramp(today, work, reasons)
    kept_mode = situation.planned.mode if situation.planned.mode in KEPT_MODES else SetMode.STRAIGHT
    return written(situation, today.steps_g, work, reasons, warm=warm, mode=kept_mode)


def _targets(today: _Today, series: Series) -> tuple[SetTarget, ...] | None:
    """The sets as they stand today; None where the kit has nothing light enough for one of them."""
    made: list[SetTarget] = []
    for each in series:
        target = _target(today, each, made[0] if made else None)
        if target is None:
            return None
        made.append(target)
    return tuple(_fewer(today, target) for target in made)


def _fewer(today: _Today, target: SetTarget) -> SetTarget:
    """Repetitions that today leaves out; the load is that of the full set."""
    delta = today.decision.reps_delta
    if target.reps is None or delta == 0:
        return target
    reps = max(target.reps + delta, 1)
    most = None if target.reps_max is None else target.reps_max + delta
    return replace(
        target, reps=reps, reps_max=None if most is None or most <= reps else most, rpe=None, fixed=True
    )


def _target(today: _Today, each: PrescribedSet, first: SetTarget | None) -> SetTarget | None:
    shape = _shape(today, each)
    if isinstance(each.intensity, BackOff) and first is not None:
        backed = back_off(today.steps_g, first, each.intensity.percent, shape.reps)
        return replace(
            shape,
            load_g=backed.load_g,
            rpe=backed.rpe,
            fixed=backed.fixed,
            back_off_percent=backed.back_off_percent,
        )
    strength = today.situation.strength
    if strength is None and today.situation.exercise.load_mode in WITHOUT_MAX:
        return _unloaded(today, each, shape)
    if strength is None:
        return _unknown(today, each, shape)
    return _loaded(today, strength, each, shape)


def _shape(today: _Today, each: PrescribedSet) -> SetTarget:
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


def _loaded(today: _Today, strength: Strength, each: PrescribedSet, shape: SetTarget) -> SetTarget | None:
    """A load by the state: fixed where the author named it or a share of the max, else by effort."""
    effort = effort_of(each)
    asked_rpe = effort if effort is not None else today.situation.planned.rpe
    rpe = capped_rpe(asked_rpe, today.decision.rpe_cap, strength)
    named_g = named_g_of(strength, each)
    if shape.reps is None:
        return _measured(today, shape, named_g, effort)
    if named_g is None:
        return _by_effort(today, strength, shape, rpe)
    if shape.amrap and isinstance(each.amount, Reps) and each.amount.reps is None:
        possible = strength.curve.reps(named_g / e1rm_g(strength)) - aimed_rir(strength, rpe)
        shape = replace(shape, reps=min(max(round(possible), 1), MOST_REPS))
    reps = shape.reps or 1
    wanted_g = named_g if isinstance(each.intensity, Load) else named_g * guess_factor(strength)
    if not shape.amrap and (today.decision.rpe_cap is not None or cap_of(each) is not None):
        wanted_g = min(wanted_g, load_for_g(strength, reps, rpe))
    load_g = nearest_g(_allowed(today, each, wanted_g * today.factor), wanted_g * today.factor)
    expected = expected_rpe(strength, load_g / today.decision.signal_factor, reps)
    felt = honest(min(expected, FAILURE_RPE))
    return replace(shape, load_g=load_g, rpe=today.capped(asked_rpe) if shape.amrap else felt, fixed=True)


def _by_effort(today: _Today, strength: Strength, shape: SetTarget, rpe: float) -> SetTarget | None:
    reps, light = shape.reps or 1, today.decision.light_factor < 1.0
    factor = today.factor * guess_factor(strength)
    wanted_g = load_for_g(strength, reps, rpe) * factor
    allowed_g, held_at_g = allowed(today.situation, today.decision, today.steps_g, wanted_g)
    left = None if light else 10.0 - aimed_rir(strength, rpe)
    fitted = to_kit(allowed_g, wanted_g, reps, left, strength.curve)
    if fitted is None:
        return None
    ordinary = today.decision.signal_factor * (1.0 if light else guess_factor(strength))
    expected = expected_rpe(strength, fitted.load_g / ordinary, fitted.reps)
    too_hard = rir_at(strength, fitted.load_g / ordinary, fitted.reps) < aimed_rir(strength, rpe) - SLACK_RPE
    if too_hard and fitted.load_g > wanted_g:
        return None
    reps_max = shape.reps_max if fitted.reps == reps else None
    return replace(
        shape,
        load_g=fitted.load_g,
        reps=fitted.reps,
        reps_max=reps_max,
        rpe=honest(expected) if light else as_felt(expected),
        rir=None if light else 10.0 - rpe,
        load_share=1.0 if light or held_at_g is not None else load_share(strength, rpe, fitted, factor),
    )


def _allowed(today: _Today, each: PrescribedSet, wanted_g: float) -> tuple[int, ...]:
    """An author may raise a load faster than we would; rounding down holds for theirs, too."""
    if not isinstance(each.intensity, Load):
        return allowed(today.situation, today.decision, today.steps_g, wanted_g)[0]
    if not today.decision.round_down:
        return today.steps_g
    return tuple(step_g for step_g in today.steps_g if step_g <= wanted_g) or today.steps_g[:1]


def _unknown(today: _Today, each: PrescribedSet, shape: SetTarget) -> SetTarget:
    """Without a max: the author's load, or an effort that the ramp will find the load of."""
    named_g = named_g_of(None, each)
    if named_g is not None:
        load_g = nearest_g(_allowed(today, each, named_g * today.factor), named_g * today.factor)
        return replace(shape, load_g=load_g, fixed=True)
    if shape.reps is None:
        return replace(shape, fixed=True)
    effort = effort_of(each)
    rpe = max(today.capped(effort if effort is not None else today.situation.planned.rpe), EASIEST_RPE)
    first_rpe = first_time_rpe(today.situation.snapshot.profile.training_age)
    return replace(shape, load_g=today.steps_g[0], rpe=min(rpe, first_rpe))


def _unloaded(today: _Today, each: PrescribedSet, shape: SetTarget) -> SetTarget:
    """Body weight, bands, holds and distances: less of it on a bad day."""
    named_g, effort, factor = named_g_of(None, each), effort_of(each), today.factor
    rpe = None if effort is None or factor < 1.0 else max(today.capped(effort), EASIEST_RPE)
    less = replace(shape, load_g=_held_g(today, named_g), rpe=rpe, fixed=rpe is None)
    if less.duration_s is not None:
        return replace(less, duration_s=max(round(less.duration_s * factor), 1))
    return less if less.reps is None else replace(less, reps=max(math.floor(less.reps * factor), 1))


def _held_g(today: _Today, named_g: float | None) -> int | None:
    """What is held, hung on or helped with: the nearest there is here; of what no kit counts, what a coach allows."""
    mode, most_g = today.situation.exercise.load_mode, today.decision.most_load_g
    if mode is LoadMode.BODY_WEIGHT:
        return nearest_g(today.steps_g, (named_g or 0.0) * today.factor) if today.steps_g else 0
    if named_g is None:
        return None
    if today.steps_g:
        return nearest_g(today.steps_g, named_g if mode is LoadMode.ASSISTED else named_g * today.factor)
    return round(named_g) if most_g is None or named_g <= most_g else None


def _measured(today: _Today, shape: SetTarget, named_g: float | None, effort: float | None) -> SetTarget:
    """A time or a distance under load: the author's load, or none that we could know."""
    load_g = None if named_g is None else nearest_g(today.steps_g, named_g * today.factor)
    return replace(shape, load_g=load_g, rpe=None if effort is None else today.capped(effort), fixed=True)


def _ramp(today: _Today, work: tuple[SetTarget, ...], reasons: tuple[Reason, ...]) -> Written:
    """A percentage of a max that nobody knows: its effort by the curve, and the load found on the way up."""
    first = first_set(today.steps_g[0])
    return Written(
        series=(first, *work),
        reasons=(unknown_max(today.situation.exercise.id, first, work[0].rpe), *reasons),
        load_steps_g=today.steps_g,
    )


def _flags(situation: Situation, decision: Combined, kept: Series) -> tuple[Reason, ...]:
    written_reason = Reason(
        step="authored",
        code="as_written",
        facts={"sets": len(kept), "planned_sets": len(situation.planned.series)},
        source="plan",
        exercise_id=situation.exercise.id,
    )
    asked = decision.binding_sets_delta - decision.sets_delta
    if asked <= 0:
        return (written_reason,)
    kept_reason = Reason(
        step="authored",
        code="sets_kept",
        facts={"sets": asked},
        source="plan",
        exercise_id=situation.exercise.id,
    )
    return (written_reason, kept_reason)


def _no_limit(situation: Situation, kept: Series, against: Reason | None) -> tuple[Reason, ...]:
    limits = any(isinstance(each.amount, Reps) and each.amount.amrap for each in kept)
    if against is None or not limits:
        return ()
    facts = {"why": against.code}
    return (
        Reason(
            step="authored",
            code="no_amrap",
            facts=facts,
            source=against.source,
            exercise_id=situation.exercise.id,
        ),
    )
