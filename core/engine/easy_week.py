"""An easy week is easy by what was really done: no lift gets more than a share of its last three weeks' work."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

from core.engine.doses import EXPLOSIVE_SHARE
from core.engine.models import IntensityType, PerformedSet, PlannedExercise, Reason, Strength
from core.engine.strength import e1rm_g, load_for_g

LOOKS_BACK = timedelta(weeks=3)  # bell_2023
MOST_SHARE = 0.55  # of sets x repetitions x load, so that rounding stays within 60 % (rogerson_2024)


def eased(
    planned: PlannedExercise, done: Sequence[PerformedSet], strength: Strength | None, on: date
) -> tuple[PlannedExercise, tuple[Reason, ...]]:
    """Fewer sets, then fewer repetitions, until the line is light beside what was done; one of each stays."""
    usual_g = _usual_work_g(done, on)
    if strength is None or usual_g is None:
        return planned, ()
    choices = [(sets, planned.reps) for sets in range(planned.sets, 0, -1)]
    choices += [(1, reps) for reps in range(planned.reps - 1, 0, -1)]
    light = (each for each in choices if _work_g(planned, strength, *each) <= MOST_SHARE * usual_g)
    sets, reps = next(light, choices[-1])
    if (sets, reps) == (planned.sets, planned.reps):
        return planned, ()
    reps_max = planned.reps_max if reps == planned.reps else None
    facts = {"planned_sets": planned.sets, "sets": sets, "reps": reps, "percent": round(100 * MOST_SHARE)}
    why = Reason(
        step="deload",
        code="by_history",
        facts=facts,
        source="rogerson_2024",
        exercise_id=planned.exercise_id,
    )
    return replace(planned, sets=sets, reps=reps, reps_max=reps_max), (why,)


def _work_g(planned: PlannedExercise, strength: Strength, sets: int, reps: int) -> float:
    if planned.intensity_type is IntensityType.EXPLOSIVE:
        return sets * reps * EXPLOSIVE_SHARE * e1rm_g(strength)
    return sets * reps * load_for_g(strength, reps, planned.rpe)


def _usual_work_g(done: Sequence[PerformedSet], on: date) -> float | None:
    """Repetitions x load of a usual day of it; None where it was not done in these weeks."""
    by_day: dict[date, float] = defaultdict(float)
    for each in done:
        if not on - LOOKS_BACK <= each.local_date < on:
            continue
        if each.trusted and not each.warm_up and each.load_g is not None and each.reps is not None:
            by_day[each.local_date] += each.load_g * each.reps
    worked = [work_g for work_g in by_day.values() if work_g > 0]
    return fmean(worked) if worked else None
