"""Sets that end by fatigue: when strength has fallen too far, or as far as it was meant to.

What a set shows is its load over the fraction of a max that goes with its repetitions and effort. Who says no effort
is not judged.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.engine.curve import EASIEST_RPE, RIR_BIAS_REPS, fraction_of_max, reps_to_failure
from core.engine.efforts import is_miss
from core.engine.models import ExercisePrescription, PerformedSet, Progress, Reason, SetTarget
from core.engine.set_by_set import go_on

# How far strength may fall from the first set on, as a share. Sets to failure lose half of their repetitions by the
# fourth, about a fifth of the load: straight sets end beyond that. High fatigue of back-offs is 7 % (rts_fatigue).
STRAIGHT_FALL = 0.20  # design choice
BACK_OFF_FALL = 0.07  # rts_fatigue


def straight(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Progress:
    """Sets as prescribed, until strength falls faster than sets ever make it; back-offs end sooner."""
    made = go_on(prescription, work, working)
    if not made.remaining:
        return made
    most = BACK_OFF_FALL if made.remaining[0].back_off_percent is not None else STRAIGHT_FALL
    fell = _fallen(prescription, work, working)
    return made if fell is None or fell <= most else _ended(made, "dropped_off", fell, most)


def repeats(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Progress:
    """The same load and repetitions until strength has fallen by what was meant."""
    made = go_on(prescription, work, working)
    fell, meant = _fallen(prescription, work, working), prescription.steering.fatigue_pct / 100.0
    return (
        _ended(made, "enough", fell, meant) if made.remaining and fell is not None and fell >= meant else made
    )


def load_drop(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Progress:
    """After the first set lighter ones, until one is as hard as the first was, or as the first was meant to be."""
    made = go_on(prescription, work, working)
    if not made.remaining:
        return made
    first, target = working[0], work[0]
    until = min(each for each in (first.rpe, target.rpe, 10.0) if each is not None)
    later = zip(working[1:], work[1:], strict=False)
    as_hard = any(
        done.trusted and (is_miss(drop, drop, done) or (done.rpe is not None and done.rpe >= until))
        for done, drop in later
    )
    meant = prescription.steering.fatigue_pct / 100.0
    return _ended(made, "enough", meant, meant) if as_hard else made


def _fallen(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> float | None:
    """The newest set beside the first of those that show strength; None before there are two, or where it rose."""
    shown = [
        each
        for index, done in enumerate(working)
        if (each := _shown(prescription, work[min(index, len(work) - 1)], done)) is not None
    ]
    return 1.0 - shown[-1] / shown[0] if len(shown) > 1 else None


def _shown(prescription: ExercisePrescription, target: SetTarget, done: PerformedSet) -> float | None:
    felt = 10.0 if is_miss(target, target, done) else done.rpe
    if not done.trusted or felt is None or felt <= EASIEST_RPE:
        return None
    if done.load_g is None or done.load_g <= 0 or done.reps is None or done.reps < 1:
        return None
    bias_reps = prescription.strength.rir_bias_reps if prescription.strength is not None else RIR_BIAS_REPS
    return done.load_g / fraction_of_max(reps_to_failure(done.reps, felt, bias_reps))


def _ended(made: Progress, code: str, fell: float, limit: float) -> Progress:
    reason = Reason(
        step="set_by_set",
        code=code,
        facts={"fell_pct": round(100.0 * fell, 1), "limit_pct": round(100.0 * limit, 1)},
        source="rts_fatigue",
        exercise_id=made.reasons[0].exercise_id if made.reasons else None,
    )
    return replace(made, remaining=(), rest_s=0, reasons=(reason,), offer=None)
