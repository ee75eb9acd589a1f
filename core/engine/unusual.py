"""Asks before a set teaches that is far above what was to be expected."""

import math
from collections.abc import Sequence

from core.engine.body_load import done_as_lifted, reason_as_told
from core.engine.curve import one_rm_g
from core.engine.models import ExercisePrescription, PerformedSet, Reason, SetKind, SetTarget, Strength
from core.engine.next_set import progress
from core.engine.strength import load_for_g

UNUSUAL_LOAD = 1.3  # times the expected load for these repetitions; design choice
# Times the lightest load there is, where nothing is known of a lift yet and a ramp begins: whoever knows their weights
# need not climb, and a lost decimal point makes ten times. Design choice
UNUSUAL_FIRST = 8.0
SURE_SD = 2.0  # an uncertain estimate allows more; design choice
UNUSUAL_REPS = 1.5  # times the repetitions to failure, and at least
UNUSUAL_REPS_MORE = 5  # so many above them; design choice


def is_unusual(
    strength: Strength | None,
    prescription: ExercisePrescription | None,
    performed: PerformedSet,
    earlier: Sequence[PerformedSet] = (),
    most_likely_g: int | None = None,
) -> Reason | None:
    """Why this set needs a question first, or None.

    `earlier` holds today's sets of the exercise before this one: while a ramp looks for a load, all there is. Where
    nothing is known of a lift, only a max above `most_likely_g` is unusual, see `typed_max`.
    """
    load_g = performed.load_g
    if load_g is not None and most_likely_g is not None and shown_g(performed) > most_likely_g:
        return _reason(performed, "load", expected_g=most_likely_g, load_g=load_g)
    if strength is not None and strength.body_load_g > 0:
        odd = _unusual(strength, prescription, done_as_lifted(strength, performed), earlier)
        return None if odd is None else reason_as_told(strength, odd)
    return _unusual(strength, prescription, performed, earlier)


def shown_g(performed: PerformedSet) -> float:
    """The max that a set shows at the least, whatever was felt."""
    if performed.load_g is None or performed.reps is None or performed.load_g <= 0 or performed.reps <= 0:
        return 0.0
    return one_rm_g(performed.load_g, performed.reps)


def _unusual(
    strength: Strength | None,
    prescription: ExercisePrescription | None,
    performed: PerformedSet,
    earlier: Sequence[PerformedSet],
) -> Reason | None:
    if performed.load_g is None or performed.reps is None or performed.load_g <= 0:
        return None
    expected_reps = _expected_reps(strength, prescription, performed.load_g, earlier)
    if expected_reps is not None and expected_reps > 1.0 and performed.reps > _most_reps(expected_reps):
        return _reason(performed, "reps", expected_reps=round(expected_reps), reps=performed.reps)
    expected_g, factor = _expected_g(strength, prescription, performed, earlier), UNUSUAL_LOAD
    if strength is not None:
        factor = max(factor, math.exp(SURE_SD * strength.log_sd))
    elif _begins_to_climb(prescription, earlier):
        factor = UNUSUAL_FIRST
    if expected_g is not None and performed.load_g > factor * expected_g:
        return _reason(performed, "load", expected_g=round(expected_g), load_g=performed.load_g)
    return None


def _begins_to_climb(prescription: ExercisePrescription | None, earlier: Sequence[PerformedSet]) -> bool:
    ramps = prescription is not None and any(each.kind is SetKind.RAMP for each in prescription.series)
    return ramps and not any(done.trusted and not done.warm_up for done in earlier)


def _expected_g(
    strength: Strength | None,
    prescription: ExercisePrescription | None,
    performed: PerformedSet,
    earlier: Sequence[PerformedSet],
) -> float | None:
    if strength is not None:
        told = performed.rpe if performed.rpe is not None else performed.target_rpe
        return load_for_g(strength, max(performed.reps or 1, 1), 10.0 if told is None else told)
    return max(_loads_g(_targets(prescription, earlier)), default=None)


def _expected_reps(
    strength: Strength | None,
    prescription: ExercisePrescription | None,
    load_g: int,
    earlier: Sequence[PerformedSet],
) -> float | None:
    if strength is not None:
        return strength.curve.reps(load_g / math.exp(strength.log_mean))
    targets = _targets(prescription, earlier)
    return max((float(target.reps) for target in targets if target.reps is not None), default=None)


def _targets(
    prescription: ExercisePrescription | None, earlier: Sequence[PerformedSet]
) -> tuple[SetTarget, ...]:
    """What was asked for at first, and what is asked for by now."""
    if prescription is None:
        return ()
    return (*prescription.series, *progress(prescription, earlier).remaining)


def _most_reps(expected: float) -> float:
    return max(UNUSUAL_REPS * expected, expected + UNUSUAL_REPS_MORE)


def _loads_g(targets: Sequence[SetTarget]) -> list[int]:
    return [target.load_g for target in targets if target.load_g is not None and target.load_g > 0]


def _reason(performed: PerformedSet, code: str, **facts: int) -> Reason:
    return Reason(step="unusual", code=code, facts=facts, exercise_id=performed.exercise_id)
