"""The day's form: what the lifts already done show of it, and what that makes of the next one's sets.

A good or bad day is partly everybody's own lift by lift and partly the same for all of them. Each lift that was told
shows the sum, and its state's own uncertainty hides it; the part in common is what goes on.
"""

import math
from collections.abc import Sequence

from core.engine.body_load import as_lifted, done_as_lifted
from core.engine.evidence import DAY_SD, DAY_SHARED
from core.engine.models import ExercisePrescription, Form, PerformedSet, Reason, SetKind, SetTarget
from core.engine.set_by_set import fold, went_in
from core.engine.standing import apply, hurts, is_held

Done = tuple[ExercisePrescription, Sequence[PerformedSet]]  # each with the form that it was begun with


def day_form(before: Sequence[Done]) -> Form | None:
    """What the lifts before have in common, the more of them the surer; None where none of them tells."""
    seen = [found for each in before if (found := _seen(*each)) is not None]
    if not seen:
        return None
    precision = 1.0 / (DAY_SHARED * DAY_SD**2) + math.fsum(1.0 / variance for _, variance in seen)
    mean = math.fsum(value / variance for value, variance in seen) / precision
    return Form(log_mean=mean, log_variance=1.0 / precision, lifts=len(seen))


def _seen(
    prescription: ExercisePrescription, performed: Sequence[PerformedSet]
) -> tuple[float, float] | None:
    """What one lift says of the part in common, and how noisy that is, as ln load.

    Its sets moved an estimate that began somewhere: what they alone say is what took it from there to here.
    """
    strength = prescription.strength
    ramped = any(target.kind is SetKind.RAMP for target in prescription.series)
    if strength is None or ramped or hurts(prescription) or is_held(prescription):
        return None
    if strength.body_load_g != 0:
        prescription = as_lifted(prescription, strength)
        performed = [done_as_lifted(strength, done) for done in performed]
    work = [target for target in prescription.series if target.kind is SetKind.WORK]
    working = [done for done in performed if not done.warm_up]
    if not work or not working:
        return None
    first, last = fold(prescription, work, ()), fold(prescription, work, working)
    if last.day_variance >= first.day_variance:
        return None  # nothing was told
    weight = 1.0 / last.day_variance - 1.0 / first.day_variance
    value = (last.day / last.day_variance - first.day / first.day_variance) / weight
    own = (1.0 - DAY_SHARED) * DAY_SD**2 + strength.log_sd**2
    return value, 1.0 / weight + own


def begin(
    prescription: ExercisePrescription, work: Sequence[SetTarget]
) -> tuple[Sequence[SetTarget], tuple[Reason, ...]]:
    """The sets of a lift that is about to begin, as the day's form has them, and why they are others."""
    form = went_in(prescription, work)
    if form is None:
        return work, ()
    standing = fold(prescription, work, ())
    fitted = [apply(prescription, target, standing) or target for target in work]
    first, planned = fitted[0], work[0]
    if (first.load_g, first.reps) == (planned.load_g, planned.reps):
        return fitted, ()
    reason = Reason(
        step="form",
        code="good_day" if form.log_mean > 0.0 else "bad_day",
        facts={
            "form_pct": round(100.0 * form.log_mean, 1),
            "lifts": form.lifts,
            "from_g": planned.load_g,
            "to_g": first.load_g,
            "planned_reps": planned.reps,
            "reps": first.reps,
        },
        source="grgic_2020",
        exercise_id=prescription.exercise_id,
    )
    return fitted, (reason,)
