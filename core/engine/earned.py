"""Loads that earlier days have earned, whatever the strength state says: double progression and APRE."""

import math
from collections.abc import Sequence
from dataclasses import replace

from core.engine.adjust import Combined, Situation
from core.engine.aim import Aim, Written, sets_reason
from core.engine.curve import EASIEST_RPE
from core.engine.double_progression import Step, because, next_step
from core.engine.loads import nearest_g
from core.engine.models import Reason, SetMode, Strength
from core.engine.modes import apre
from core.engine.rounding import Fitted
from core.engine.steps.ceilings import TOP_RPE
from core.engine.strength import expected_rpe, load_for_g
from core.engine.writing import allowed, as_kept, held, honest, rounded, too_heavy, written

FAILURE_RPE = 10.0  # by definition
MOST_ABOVE_STATE = 1.01  # rounding: as far as a step may lie above what was wanted


def earned(
    situation: Situation,
    strength: Strength,
    decision: Combined,
    aim: Aim,
    steps_g: tuple[int, ...],
    *,
    warm: bool,
) -> Written | Reason | None:
    """The sets where earlier days decide; None where the state does."""
    step = next_step(situation, aim, steps_g)
    if step is not None:
        return _progressed(situation, strength, decision, aim, steps_g, step, warm=warm)
    protocol = apre.PROTOCOLS.get(situation.planned.mode)
    too_few = decision.most_sets is not None and decision.most_sets <= apre.TESTED_SET  # a coach's limit
    if protocol is None or too_few:
        return None
    return _apre(situation, protocol, strength, decision, aim, steps_g)


def _progressed(
    situation: Situation,
    strength: Strength,
    decision: Combined,
    aim: Aim,
    steps_g: tuple[int, ...],
    step: Step,
    *,
    warm: bool,
) -> Written | Reason:
    """The load that earlier days have earned, less what today takes off. It is not asked what the state says."""
    wanted_g = round(step.load_g * decision.signal_factor * decision.light_factor)
    allowed_g, most_g = allowed(situation, decision, steps_g, wanted_g)
    earned_g = nearest_g(allowed_g, wanted_g)
    borne = _borne(strength, aim, allowed_g, earned_g, step.reps)
    if borne is None:
        return too_heavy(situation, steps_g, wanted_g)
    load_g, reps = borne
    fitted = Fitted(earned_g, reps)
    fitting = () if earned_g == wanted_g else (rounded(situation, step.reps, wanted_g, fitted, allowed_g),)
    expected = as_kept(expected_rpe(strength, load_g / decision.signal_factor, reps))
    asked_rpe = _called(situation, decision)
    rpe = honest(min(expected, asked_rpe)) if decision.light_factor < 1.0 else asked_rpe
    work = replace(aim, reps_max=aim.reps_max if step.in_range else None).target(load_g, reps, rpe)
    why = because(step, work, situation.exercise.id)
    why = replace(why, facts={**why.facts, "felt_rpe": expected})
    if load_g < earned_g:
        why = replace(why, facts={**why.facts, "borne_g": load_g - strength.body_load_g})
    return written(
        situation,
        steps_g,
        (work,) * aim.sets,
        (why, *fitting, *_rise(situation, most_g, wanted_g, load_g), sets_reason(situation, aim)),
        warm=warm,
        mode=SetMode.DOUBLE_PROGRESSION,
    )


def _called(situation: Situation, decision: Combined) -> float:
    """The effort as it is called: the plan's, or its cap. `Aim.rpe` is what has to be left for it."""
    cap = decision.rpe_cap
    return max(min(situation.planned.rpe, TOP_RPE if cap is None else cap), EASIEST_RPE)


def _borne(
    strength: Strength, aim: Aim, steps_g: Sequence[int], load_g: int, reps: int
) -> tuple[int, int] | None:
    """What was earned, as far as the state bears it; None where that is not one repetition of the lightest load.

    A state that was only ever seen from below bears anything.
    """
    if strength.bounded:
        return load_g, reps

    def most_g(reps: int) -> float:
        return MOST_ABOVE_STATE * load_for_g(strength, reps, aim.rpe)

    while reps > 1 and load_g > most_g(reps):
        reps -= 1
    if reps >= aim.reps and load_g <= most_g(reps):
        return load_g, reps
    lighter_g = max((step_g for step_g in steps_g if step_g <= most_g(aim.reps)), default=None)
    if lighter_g is not None:
        return min(lighter_g, load_g), aim.reps
    return (load_g, reps) if load_g <= most_g(reps) else None


def _apre(
    situation: Situation,
    protocol: apre.Protocol,
    strength: Strength,
    decision: Combined,
    aim: Aim,
    steps_g: tuple[int, ...],
) -> Written | Reason:
    """The repetition max that the last set of last time left, else that of the state. Its first sets warm up."""
    today = situation.snapshot.local_date
    last = apre.last_time(protocol, [done for done in situation.done if done.local_date < today])
    full_g = load_for_g(strength, protocol.max_reps, FAILURE_RPE)
    reps, share = _short_of(strength, protocol, aim, full_g)
    if last is not None:
        full_g = float(apre.next_load_g(protocol, steps_g, *last))
    # whole grams, as the receipt has them
    wanted_g = round(round(full_g * share) * decision.signal_factor * decision.light_factor)
    if not steps_g or wanted_g < steps_g[0]:
        return too_heavy(situation, steps_g, wanted_g)
    allowed_g, most_g = allowed(situation, decision, steps_g, wanted_g)
    max_g = nearest_g(allowed_g, wanted_g)
    facts: dict[str, int | float | None] = {
        "reps": reps,
        "load_g": max_g,
        "full_g": round(full_g * share),
        **apre.earlier_facts(steps_g, max_g),
    }
    if last is not None:
        facts |= {"last_g": last[0], "last_reps": last[1]}
    why = Reason(
        step="apre",
        code="from_strength" if last is None else "from_last_time",
        facts=facts,
        source="mann_apre",
        exercise_id=situation.exercise.id,
    )
    taken = situation.planned.sets - aim.sets
    asked = aim.target(max_g, reps, _called(situation, decision))
    work = apre.written(protocol, steps_g, asked, max_g, apre.SETS - taken)
    found = (
        why,
        rounded(situation, reps, wanted_g, Fitted(max_g, reps), allowed_g),
        *_rise(situation, most_g, wanted_g, max_g),
        sets_reason(situation, aim),
    )
    return written(situation, steps_g, work, found, warm=True)


def _short_of(strength: Strength, protocol: apre.Protocol, aim: Aim, max_g: float) -> tuple[int, float]:
    """The repetitions to expect where a set must stop short of failure; where none are left, a share of the load."""
    left = 10.0 - aim.rpe
    if left < 1.0:
        return protocol.max_reps, 1.0
    reps = max(protocol.max_reps - math.ceil(left), 1)
    return reps, min(load_for_g(strength, reps, aim.rpe) / max_g, 1.0)


def _rise(situation: Situation, most_g: int | None, wanted_g: float, load_g: int) -> tuple[Reason, ...]:
    return () if most_g is None else (held(situation, most_g, wanted_g, load_g),)
