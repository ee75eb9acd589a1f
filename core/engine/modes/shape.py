"""The working sets of one exercise as its mode has them, before the first one is done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.engine.curve import EASIEST_RPE, felt_rpe, fraction_of_max, reps_to_failure, reps_to_failure_at
from core.engine.loads import beside_g, nearest_g
from core.engine.models import PlannedExercise, SetMode, SetTarget


def shaped(
    planned: PlannedExercise, steps_g: Sequence[int], work: SetTarget, sets: int
) -> tuple[SetTarget, ...]:
    """The first set is `work`; what the mode makes of the others stands by it."""
    match planned.mode:
        case SetMode.LOAD_DROP:
            return (work, *((back_off(steps_g, work, -planned.fatigue_pct),) * (sets - 1)))
        case SetMode.REPEATS:
            return (work, *((replace(work, back_off_percent=0.0),) * (sets - 1)))
        case SetMode.AMRAP:
            return (replace(work, amrap=True, reps_max=None),) * sets
        case _:
            return (work,) * sets


def later_facts(
    planned: PlannedExercise, steps_g: Sequence[int], work: SetTarget
) -> Mapping[str, float | int | None]:
    """What the receipt needs to make the sets after the first from it; nothing where they are the same."""
    if planned.mode is not SetMode.LOAD_DROP or work.load_g is None:
        return {}
    return back_off_facts(steps_g, work.load_g, -planned.fatigue_pct)


def back_off_facts(steps_g: Sequence[int], first_g: int, percent: float) -> Mapping[str, float | int | None]:
    below_g, above_g = beside_g(steps_g, backed_off_g(first_g, percent))
    return {"off_percent": percent, "below_g": below_g, "above_g": above_g}


def backed_off_g(first_g: int, percent: float) -> float:
    """So many percent on or off the first set's load."""
    return first_g * (1.0 + percent / 100.0)


def back_off(steps_g: Sequence[int], first: SetTarget, percent: float, reps: int | None = None) -> SetTarget:
    """A set at so many percent on or off the first one's load, and what that should feel like."""
    reps = first.reps if reps is None else reps
    target = replace(
        first, reps=reps, back_off_percent=percent, rpe=None, rir=None, load_share=1.0, fixed=True
    )
    if first.load_g is None or first.load_g <= 0 or not steps_g:
        return target
    load_g = nearest_g(steps_g, backed_off_g(first.load_g, percent))
    if first.rpe is None or first.reps is None or reps is None:
        return replace(target, load_g=load_g)
    share = fraction_of_max(reps_to_failure(first.reps, first.rpe)) * load_g / first.load_g
    felt = round(2.0 * felt_rpe(reps, reps_to_failure_at(share))) / 2.0
    known = EASIEST_RPE <= felt <= 10.0
    return replace(target, load_g=load_g, rpe=felt if known else None, fixed=not known)
