"""What a set was to be felt as, by this person and with the load really used, and what it was felt as."""

from core.engine import evidence
from core.engine.curve import (
    CALLED_TEN_RPE,
    EASIEST_RPE,
    effort_error,
    felt_rpe,
    fraction_of_max,
    reps_to_failure,
    reps_to_failure_at,
)
from core.engine.models import PerformedSet, SetTarget, Strength
from core.engine.strength import aimed_rir

DEAD_BAND_RPE = 0.5  # nobody can tell less apart; design choice
MADE_WITHIN_RPE = 0.5  # design choice


def is_miss(target: SetTarget, prescribed: SetTarget, done: PerformedSet) -> bool:
    """Failed, or short of its repetitions with nothing left or nothing said, though no heavier than asked.

    As many as possible may end in a failed one: all that were to be made count.
    """
    if done.failed:
        made = target.reps is None or (done.reps is not None and done.reps >= target.reps)
        return not (target.amrap and done.reps is not None and done.reps > 0 and made)
    heavier = done.load_g is not None and prescribed.load_g is not None and done.load_g > prescribed.load_g
    return is_short(target, done) and not heavier and (done.rpe is None or done.rpe >= 10.0)


def is_short(target: SetTarget, done: PerformedSet) -> bool:
    """Whether repetitions are missing."""
    return target.reps is not None and done.reps is not None and done.reps < target.reps


def is_made(target: SetTarget, done: PerformedSet) -> bool:
    """Whether all repetitions were done, and no harder than meant."""
    if is_short(target, done):
        return False
    return done.rpe is None or target.rpe is None or done.rpe <= target.rpe + MADE_WITHIN_RPE


def share_of_meant(target: SetTarget, done: PerformedSet) -> float:
    """The load really used, by the one that was meant before it was rounded."""
    if target.load_g is None or done.load_g is None or target.load_g <= 0:
        return 1.0
    return done.load_g / target.load_g * target.load_share


def felt(strength: Strength | None, target: SetTarget, done: PerformedSet) -> float | None:
    """As many as possible end where they were to end, whether or not anybody says so."""
    if not target.amrap:
        silent = strength is not None and not strength.tells and done.rpe is not None and done.rpe >= 10.0
        return None if silent else done.rpe
    return 10.0 if done.failed else done.rpe if done.rpe is not None else target.rpe


def expected(strength: Strength | None, target: SetTarget, done: PerformedSet, load_ratio: float) -> float:
    """What this person will call the repetitions really done, with so many times the target's load."""
    if target.rpe is None or target.reps is None or done.reps is None:
        return EASIEST_RPE
    possible = _possible(strength, target, load_ratio)
    if possible is not None and strength is not None:
        return felt_rpe(done.reps, possible, strength.rir_bias_reps)
    to_failure = reps_to_failure(target.reps, target.rpe)
    return felt_rpe(done.reps, reps_to_failure_at(fraction_of_max(to_failure) * load_ratio))


def missing_reps(
    strength: Strength | None, target: SetTarget, done: PerformedSet, load_ratio: float
) -> float:
    """By how many repetitions, each worth a point of effort, a set that failed was harder than expected."""
    possible = _possible(strength, target, load_ratio)
    if possible is None or done.reps is None:
        foreseen_rpe = expected(strength, target, done, load_ratio)
        return effort_error(10.0, min(foreseen_rpe, CALLED_TEN_RPE - DEAD_BAND_RPE))
    return max(possible - done.reps - evidence.FAILED_REPS, 0.0)


def left_reps(
    strength: Strength | None, target: SetTarget, done: PerformedSet, felt: float, load_ratio: float
) -> float:
    """Repetitions really left, as far as can be told."""
    possible = _possible(strength, target, load_ratio)
    if possible is None or done.reps is None:
        return evidence.usual_rir(felt)
    return max(possible - done.reps, 0.0)


def _possible(strength: Strength | None, target: SetTarget, load_ratio: float) -> float | None:
    """Repetitions to failure on this person's own curve with so many times the load that was meant."""
    if strength is None or target.rir is None or target.reps is None:
        return None
    curve = strength.curve
    to_failure = target.reps + aimed_rir(strength, 10.0 - target.rir)
    return curve.reps(curve.fraction(to_failure) * load_ratio)
