"""After every set: the sets still to do. A pure function of what was prescribed and everything logged so far."""

from collections.abc import Sequence

from core.engine.body_load import with_the_body
from core.engine.form import begin
from core.engine.models import ExercisePrescription, PerformedSet, Progress, SetKind, SetTarget
from core.engine.modes import MODES
from core.engine.ramp import climb


@with_the_body
def progress(prescription: ExercisePrescription, performed: Sequence[PerformedSet]) -> Progress:
    """Warm-ups, then the ramp of an unknown lift, then work as its mode has it."""
    warm_ups = [target for target in prescription.series if target.kind is SetKind.WARM_UP]
    ramp = [target for target in prescription.series if target.kind is SetKind.RAMP]
    work = [target for target in prescription.series if target.kind is SetKind.WORK]
    working = [done for done in performed if not done.warm_up]
    if not working:
        warmed = len(performed)
        rest_s = warm_ups[min(warmed, len(warm_ups)) - 1].rest_s if warmed > 0 and warm_ups else 0
        begun, reasons = begin(prescription, work) if not ramp else (work, ())
        below = [target for target in warm_ups[warmed:] if _is_below(target, begun)]
        return Progress(remaining=(*below, *ramp, *begun), rest_s=rest_s, reasons=reasons)
    go_on = MODES[prescription.steering.mode]
    if not ramp:
        return go_on(prescription, work, working)

    found = climb(prescription, working)
    if found.next_set is not None:
        return Progress(
            remaining=(found.next_set, *work), rest_s=found.next_set.rest_s, reasons=(found.reason,)
        )
    if len(working) == found.sets_used or not found.work:
        rest_s = ramp[0].rest_s if found.work else 0
        return Progress(remaining=found.work, rest_s=rest_s, reasons=(found.reason,))
    return go_on(prescription, found.work, working[found.sets_used :])


def _is_below(warm_up: SetTarget, work: Sequence[SetTarget]) -> bool:
    """Work that a bad day made lighter may have met its last warm-up."""
    loads_g = [target.load_g for target in work if target.load_g is not None]
    return warm_up.load_g is None or not loads_g or warm_up.load_g < max(loads_g)
