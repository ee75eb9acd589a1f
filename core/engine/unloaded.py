"""Exercises without a one-rep max: body weight by repetitions, bands by effort, holds by time."""

import math
from collections.abc import Sequence
from datetime import date

from core.engine.adjust import Combined, Situation
from core.engine.aim import Aim, Written, sets_reason
from core.engine.curve import EASIEST_RPE, reps_to_failure
from core.engine.loads import loadable_steps_g, nearest_g
from core.engine.models import LoadMode, PerformedSet, Reason, SetKind, SetTarget
from core.engine.rounding import MOST_REPS

HOLD_S = 30  # design choice
HOLD_RANGE_S = (10, 120)
MOST_NEW_REPS = 2  # above the best set of last time; design choice


def write_unloaded(situation: Situation, decision: Combined, aim: Aim) -> Written:
    match situation.exercise.load_mode:
        case LoadMode.TIMED:
            return _timed(situation, decision, aim)
        case LoadMode.BODY_WEIGHT:
            return _body_weight(situation, decision, aim)
        case _:
            target = aim.target(None, aim.reps, None if _is_light(decision, aim) else aim.rpe)
            why = _reason(situation, "reps_from_plan", reps=target.reps, rpe=target.rpe)
            return Written(series=(target,) * aim.sets, reasons=(why, sets_reason(situation, aim)))


def _is_light(decision: Combined, aim: Aim) -> bool:
    """Less than could be done: what it will be felt as is anybody's guess."""
    return decision.light_factor < 1.0 or aim.reps_delta < 0


def _timed(situation: Situation, decision: Combined, aim: Aim) -> Written:
    """As long as last time; there is no evidence here for anything cleverer."""
    held = [done.duration_s for done in _last_day(situation) if done.duration_s is not None]
    full_s = min(max(max(held, default=HOLD_S), HOLD_RANGE_S[0]), HOLD_RANGE_S[1])
    duration_s = max(round(full_s * decision.signal_factor * decision.light_factor), HOLD_RANGE_S[0])
    target = SetTarget(kind=SetKind.WORK, load_g=None, reps=None, rest_s=aim.rest_s, duration_s=duration_s)
    why = _reason(situation, "hold_as_last_time" if held else "hold", duration_s=duration_s)
    return Written(series=(target,) * aim.sets, reasons=(why, sets_reason(situation, aim)))


def _body_weight(situation: Situation, decision: Combined, aim: Aim) -> Written:
    """Repetitions from the best set of last time; a further load only where they outgrow the plan's range."""
    steps_g = loadable_steps_g(situation.snapshot.profile.kit, LoadMode.BODY_WEIGHT)
    last = [done for done in _last_day(situation) if done.reps is not None and done.reps > 0]
    load_g, reps, code = nearest_g(steps_g, 0.0), aim.reps, "reps_from_plan"
    if last:
        load_g, reps = _from_last_time(steps_g, last, aim)
        code = "reps_from_last_time"
    factor = decision.signal_factor * decision.light_factor
    if factor < 1.0:
        load_g, reps = nearest_g(steps_g, load_g * factor), max(math.floor(reps * factor), 1)
    target = aim.target(load_g, reps, None if _is_light(decision, aim) else aim.rpe)
    why = _reason(situation, code, reps=target.reps, load_g=load_g, rpe=target.rpe)
    return Written(
        series=(target,) * aim.sets, reasons=(why, sets_reason(situation, aim)), load_steps_g=steps_g
    )


def _from_last_time(steps_g: Sequence[int], last: Sequence[PerformedSet], aim: Aim) -> tuple[int, int]:
    used_g = max(_added_g(done) for done in last)
    at_load = [done for done in last if _added_g(done) == used_g]
    reps_left = reps_to_failure(0, aim.rpe)
    possible = max(_possible_reps(done) for done in at_load) - reps_left
    best = max(done.reps or 0 for done in at_load)
    reps = max(min(math.floor(possible), best + MOST_NEW_REPS, MOST_REPS), 1)
    load_g = nearest_g(steps_g, used_g)
    heavier = [step_g for step_g in steps_g if step_g > load_g]
    if reps > (aim.reps_max or aim.reps) and heavier:
        return heavier[0], aim.reps
    return load_g, reps


def _possible_reps(done: PerformedSet) -> float:
    """Repetitions to failure as far as the set tells; an effort not said is taken for the target's."""
    reps = done.reps or 0
    felt = done.rpe if done.rpe is not None else done.target_rpe
    if done.failed or felt is None:
        return float(reps)
    return reps_to_failure(reps, max(felt, EASIEST_RPE))


def _added_g(done: PerformedSet) -> int:
    return done.load_g if done.load_g is not None else 0


def _last_day(situation: Situation) -> list[PerformedSet]:
    snapshot = situation.snapshot
    own = [
        done
        for done in snapshot.history
        if done.exercise_id == situation.exercise.id
        and done.local_date < snapshot.local_date
        and done.trusted
        and not done.warm_up
        and not done.rehab
    ]
    last: date | None = max((done.local_date for done in own), default=None)
    return [done for done in own if done.local_date == last]


def _reason(situation: Situation, code: str, **facts: float | int | None) -> Reason:
    return Reason(step="unloaded", code=code, facts=facts, exercise_id=situation.exercise.id)
