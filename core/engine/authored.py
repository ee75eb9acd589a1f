"""Sets that somebody authored, done today: each with a load from what is known, less what today takes off.

Their number is its author's: signs of a bad day lighten them and say so, only pain and what keeps people from
training take sets away. A load that the author named may fall, and never rises.
"""

from dataclasses import replace

from core.engine.adjust import Combined, Situation
from core.engine.aim import Written
from core.engine.asked import names_load
from core.engine.authored_reasons import Made, why_written
from core.engine.authored_sets import Today, one_set
from core.engine.loads import WITHOUT_MAX
from core.engine.models import (
    Reason,
    Series,
    SetMode,
    SetTarget,
)
from core.engine.ramp import first_set, unknown_max
from core.engine.safety import may_amrap
from core.engine.writing import too_heavy, written

KEPT_MODES = frozenset({SetMode.LOAD_DROP, SetMode.REPEATS})


def write_authored(
    situation: Situation, decision: Combined, steps_g: tuple[int, ...], *, warm: bool
) -> Written | Reason:
    """The series for today, or the reason why there is none."""
    series, mode = situation.planned.series, situation.exercise.load_mode
    most = len(series) if decision.most_sets is None else min(len(series), decision.most_sets)
    kept = series[: max(min(len(series) + decision.binding_sets_delta, most), 1)]
    against = may_amrap(situation.snapshot.profile, situation.exercise)
    today = Today(
        situation=situation,
        decision=decision,
        steps_g=steps_g,
        limits=against is None,
    )
    has_load = mode not in WITHOUT_MAX or situation.strength is not None
    if has_load and not today.steps_g:
        return too_heavy(situation, today.steps_g, None)
    unknown = has_load and situation.strength is None and not all(names_load(each) for each in kept)
    if unknown and decision.light_factor < 1.0:
        return Reason(step="strength", code="not_today", exercise_id=situation.exercise.id)
    made = _made(today, kept)
    if made is None:
        return too_heavy(situation, today.steps_g, None)
    work = tuple(_fewer(today, one.target) for one in made)
    reasons = why_written(situation, decision, kept, made, against)
    if unknown:
        return _ramp(today, work, reasons)
    kept_mode = situation.planned.mode if situation.planned.mode in KEPT_MODES else SetMode.STRAIGHT
    return written(situation, today.steps_g, work, reasons, warm=warm, mode=kept_mode)


def _made(today: Today, series: Series) -> tuple[Made, ...] | None:
    """The sets as they stand today; None where the kit has nothing light enough for one of them."""
    made: list[Made] = []
    for each in series:
        one = one_set(today, each, made[0].target if made else None)
        if one is None:
            return None
        made.append(one)
    return tuple(made)


def _fewer(today: Today, target: SetTarget) -> SetTarget:
    """Repetitions that today leaves out; the load is that of the full set."""
    delta = today.decision.reps_delta
    if target.reps is None or delta == 0:
        return target
    reps = max(target.reps + delta, 1)
    most = None if target.reps_max is None else target.reps_max + delta
    return replace(
        target, reps=reps, reps_max=None if most is None or most <= reps else most, rpe=None, fixed=True
    )


def _ramp(today: Today, work: tuple[SetTarget, ...], reasons: tuple[Reason, ...]) -> Written:
    """A percentage of a max that nobody knows: its effort by the curve, and the load found on the way up."""
    first = first_set(today.steps_g[0])
    return Written(
        series=(first, *work),
        reasons=(unknown_max(today.situation.exercise.id, first, work[0].rpe), *reasons),
        load_steps_g=today.steps_g,
    )
