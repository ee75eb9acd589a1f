"""Exercises without a one-rep max: body weight by repetitions, help by less of it, holds by time, ways by distance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.engine.adjust import Combined, Situation
from core.engine.aim import Aim, Written, sets_reason, steps_here_g
from core.engine.curve import EASIEST_RPE, reps_to_failure
from core.engine.loads import nearest_g
from core.engine.models import LoadMode, Pattern, PerformedSet, Reason, SetKind, SetTarget
from core.engine.rounding import MOST_REPS

MOST_NEW_REPS = 2  # above the best set of last time; design choice

# A hold, a carry or a way grows by so much for each RPE point that it was easier than planned; design choice
LONGER_PER_RPE = 0.10
MOST_LONGER = 1.20  # from one workout to the next; design choice


@dataclass(frozen=True, slots=True)
class _Range:
    """Where seconds or metres start, how far they go both ways, and in which steps. Beyond the most, load grows."""

    start: int
    least: int
    most: int
    step: int


HOLD_S = _Range(30, 10, 120, 5)  # design choice
GAIT_S = _Range(600, 60, 4 * 3600, 30)  # design choice
CARRY_M = _Range(20, 10, 60, 5)  # design choice
GAIT_M = _Range(1000, 20, 50_000, 10)  # design choice


def write_unloaded(situation: Situation, decision: Combined, aim: Aim) -> Written:
    match situation.exercise.load_mode:
        case LoadMode.TIMED | LoadMode.DISTANCE:
            return _measured(situation, decision, aim)
        case LoadMode.BODY_WEIGHT:
            return _body_weight(situation, decision, aim)
        case LoadMode.ASSISTED:
            return _assisted(situation, decision, aim)
        case _:
            target = aim.target(None, aim.reps, None if _is_light(decision, aim) else aim.rpe)
            why = _reason(situation, "reps_from_plan", reps=target.reps, rpe=target.rpe)
            return Written(series=(target,) * aim.sets, reasons=(why, sets_reason(situation, aim)))


def _is_light(decision: Combined, aim: Aim) -> bool:
    """Less than could be done: what it will be felt as is anybody's guess."""
    return decision.light_factor < 1.0 or aim.reps_delta < 0


def _measured(situation: Situation, decision: Combined, aim: Aim) -> Written:
    """Longer, or further, as last time left something; then heavier where it can be. The first load is by feel."""
    exercise = situation.exercise
    timed, gait = exercise.load_mode is LoadMode.TIMED, exercise.pattern is Pattern.GAIT
    limits = (GAIT_S if gait else HOLD_S) if timed else (GAIT_M if gait else CARRY_M)
    steps_g = steps_here_g(situation, decision)
    last = [(done, amount) for done in _last_day(situation) if (amount := _amount(done, timed=timed)) > 0]
    load_g = max((_load_g(done) for done, _ in last), default=0) if steps_g else 0
    at_load = [(done, amount) for done, amount in last if not steps_g or _load_g(done) == load_g]
    best, grown = max((amount for _, amount in at_load), default=limits.start), 1.0
    if at_load:
        grown = min(max(_left(done, aim) * amount for done, amount in at_load) / best, MOST_LONGER)
    load_g = nearest_g(steps_g, load_g) if load_g > 0 else 0
    heavier = [step_g for step_g in steps_g if 0 < load_g < step_g]
    wanted = best * grown
    if wanted > limits.most and heavier:
        load_g, wanted = heavier[0], float(limits.start)
    full = wanted
    wanted *= decision.signal_factor * decision.light_factor
    amount = min(max(_in_steps(wanted, best, limits), limits.least), limits.most)
    target = SetTarget(
        kind=SetKind.WORK,
        load_g=load_g if load_g > 0 else None,
        reps=None,
        rpe=None if _is_light(decision, aim) else aim.rpe,
        rest_s=aim.rest_s,
        duration_s=amount if timed else None,
        distance_m=None if timed else amount,
    )
    code = (
        ("hold_from_last_time" if timed else "way_from_last_time") if at_load else "hold" if timed else "way"
    )
    facts = {"duration_s": target.duration_s, "distance_m": target.distance_m, "load_g": target.load_g}
    sizes = {"full": full, "best": best, "step": limits.step, "least": limits.least, "most": limits.most}
    why = _reason(
        situation,
        code,
        last=best if at_load else None,
        rpe=target.rpe,
        full_g=target.load_g,
        **facts,
        **sizes,
    )
    return Written(series=(target,) * aim.sets, reasons=(why, sets_reason(situation, aim)))


def _in_steps(wanted: float, best: int, limits: _Range) -> int:
    """Whole steps; what neither grows nor shrinks stays as it was."""
    return best if wanted == best else round(wanted / limits.step) * limits.step


def _left(done: PerformedSet, aim: Aim) -> float:
    """How much further it could have gone for today's effort; one not said is taken for the target's."""
    felt = 10.0 if done.failed else done.rpe if done.rpe is not None else done.target_rpe
    if felt is None:
        return 1.0
    return (1.0 + LONGER_PER_RPE * (10.0 - max(felt, EASIEST_RPE))) / (
        1.0 + LONGER_PER_RPE * (10.0 - aim.rpe)
    )


def _amount(done: PerformedSet, *, timed: bool) -> int:
    amount = done.duration_s if timed else done.distance_m
    return 0 if amount is None else amount


def _body_weight(situation: Situation, decision: Combined, aim: Aim) -> Written:
    """Repetitions from the best set of last time; a further load only where they outgrow the plan's range."""
    steps_g = steps_here_g(situation, decision)
    last = _last_with_reps(situation)
    load_g, reps, code = nearest_g(steps_g, 0.0), aim.reps, "reps_from_plan"
    if last:
        used_g = max(_load_g(done) for done in last)
        reps = _reps_at([done for done in last if _load_g(done) == used_g], aim)
        load_g, code = nearest_g(steps_g, used_g), "reps_from_last_time"
        heavier = [step_g for step_g in steps_g if step_g > load_g]
        if reps > (aim.reps_max or aim.reps) and heavier:
            load_g, reps = heavier[0], aim.reps
    return _by_reps(situation, decision, aim, load_g, reps, code, steps_g)


def _assisted(situation: Situation, decision: Combined, aim: Aim) -> Written:
    """Less help where the repetitions outgrow the plan's range. The first help is found by feel."""
    steps_g = steps_here_g(situation, decision)
    last = [done for done in _last_with_reps(situation) if done.load_g is not None]
    help_g, reps, code = None, aim.reps, "help_by_feel"
    if last:
        least_g = min(abs(_load_g(done)) for done in last)
        reps = _reps_at([done for done in last if abs(_load_g(done)) == least_g], aim)
        help_g = min(steps_g, key=lambda step_g: (abs(step_g - least_g), -step_g), default=least_g)
        less = [step_g for step_g in steps_g if step_g < help_g]
        code = "help_as_last_time"
        if reps > (aim.reps_max or aim.reps) and less:
            help_g, reps, code = less[-1], aim.reps, "less_help"
    return _by_reps(situation, decision, aim, help_g, reps, code, ())


def _by_reps(
    situation: Situation,
    decision: Combined,
    aim: Aim,
    load_g: int | None,
    reps: int,
    code: str,
    steps_g: tuple[int, ...],
) -> Written:
    factor = decision.signal_factor * decision.light_factor
    full = {"full_reps": reps, "full_g": load_g}
    if factor < 1.0:
        reps = max(math.floor(reps * factor), 1)
        load_g = nearest_g(steps_g, load_g * factor) if steps_g and load_g is not None else load_g
    target = aim.target(load_g, reps, None if _is_light(decision, aim) else aim.rpe)
    why = _reason(situation, code, **full, reps=target.reps, load_g=load_g, rpe=target.rpe)
    reasons = (why, sets_reason(situation, aim))
    return Written(series=(target,) * aim.sets, reasons=reasons, load_steps_g=steps_g)


def _reps_at(at_load: Sequence[PerformedSet], aim: Aim) -> int:
    """As many as last time's best set leaves at today's effort, and not many more at once."""
    possible = max(_possible_reps(done) for done in at_load) - reps_to_failure(0, aim.rpe)
    best = max(done.reps or 0 for done in at_load)
    return max(min(math.floor(possible + 1e-9), best + MOST_NEW_REPS, MOST_REPS), 1)


def _possible_reps(done: PerformedSet) -> float:
    """Repetitions to failure as far as the set tells; an effort not said is taken for the target's."""
    reps = done.reps or 0
    felt = done.rpe if done.rpe is not None else done.target_rpe
    if done.failed or felt is None:
        return float(reps)
    return reps_to_failure(reps, max(felt, EASIEST_RPE))


def _load_g(done: PerformedSet) -> int:
    return done.load_g if done.load_g is not None else 0


def _last_with_reps(situation: Situation) -> list[PerformedSet]:
    return [done for done in _last_day(situation) if done.reps is not None and done.reps > 0]


def _last_day(situation: Situation) -> list[PerformedSet]:
    own = [
        done
        for done in situation.done
        if done.local_date < situation.snapshot.local_date
        and done.trusted
        and not done.warm_up
        and not done.rehab
    ]
    last: date | None = max((done.local_date for done in own), default=None)
    return [done for done in own if done.local_date == last]


def _reason(situation: Situation, code: str, **facts: float | int | None) -> Reason:
    return Reason(step="unloaded", code=code, facts=facts, exercise_id=situation.exercise.id)
