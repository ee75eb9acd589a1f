"""What the sets so far amount to, and what that makes of a set still to do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.engine.curve import Curve
from core.engine.loads import nearest_g
from core.engine.models import ExercisePrescription, PerformedSet, SetKind, SetTarget, Strength
from core.engine.rounding import MOST_REPS, Fitted, as_hard, to_kit
from core.engine.strength import aimed_rir

MOST_ABOVE_PRESCRIBED = 1.10  # design choice
SECOND_MISS_LOAD = 0.95  # misses


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the sets so far amount to. `factor` is the wanted share of each load before its rounding."""

    load_per_rpe: float
    day_variance: float  # how little is known of today's form, as ln load
    report_variance: float  # of one report, likewise
    strength: Strength | None = None
    factor: float = 1.0
    day: float = 0.0  # today's form beyond the prescription's, as ln load
    worn: float = 0.0  # what the sets so far have taken, as ln load
    misses: int = 0
    ceiling_g: int | None = None  # after a miss, until a set is made at its target
    ceiling_reps: int | None = None  # the same where repetitions carry the change
    rest_s: int = 0
    code: str = "as_expected"
    expected_rpe: float | None = None
    most: float = MOST_ABOVE_PRESCRIBED  # of a load as prescribed
    rises: bool = True  # whether an easy set earns load today
    last_g: int | None = None
    errors: tuple[float, ...] = ()  # felt minus expected effort of each set that was told


def apply(prescription: ExercisePrescription, target: SetTarget, standing: Standing) -> SetTarget | None:
    """The target as it stands now; None where even the lightest step is too hard."""
    if target.reps is None:
        return target
    if target.load_g is None or not (_has_loads(prescription) or target.fixed):
        return _move_reps(target, target.reps, standing)
    factor = _factor(target, standing)
    if standing.ceiling_g is None and factor == 1.0:
        return target
    wanted_g = min(target.load_g / target.load_share * factor, target.load_g * standing.most)
    if standing.ceiling_g is not None:
        wanted_g = min(wanted_g, standing.ceiling_g)
    rpe, curve = _effort(target, standing)
    fitted = to_kit(_steps(prescription, standing), wanted_g, target.reps, rpe, curve)
    if fitted is None:
        return None
    reps = max(fitted.reps, _swallowed(target, fitted, standing, wanted_g))
    return replace(target, load_g=fitted.load_g, reps=reps, reps_max=_range_end(target, reps))


def _effort(target: SetTarget, standing: Standing) -> tuple[float | None, Curve | None]:
    """What repetitions may move by: what is really left on this person's own curve, else what is felt."""
    if target.back_off_percent is not None:
        return None, None
    if target.rir is None or standing.strength is None:
        return target.rpe, None
    return 10.0 - aimed_rir(standing.strength, 10.0 - target.rir), standing.strength.curve


def _factor(target: SetTarget, standing: Standing) -> float:
    """A back-off stands by the first set, so only misses lighten it; an author's load never rises."""
    if target.back_off_percent is not None:
        return SECOND_MISS_LOAD if standing.misses > 1 else 1.0
    return min(standing.factor, 1.0) if target.fixed else standing.factor


def _swallowed(target: SetTarget, fitted: Fitted, standing: Standing, wanted_g: float) -> int:
    """A rise that rounding swallows is not lost: it becomes repetitions. A range has them already."""
    stays = standing.factor > 1.0 and standing.last_g is not None and fitted.load_g <= standing.last_g
    rpe, curve = _effort(target, standing)
    moved = fitted.reps != target.reps
    if moved or not stays or rpe is None or target.reps_max is not None or standing.ceiling_g is not None:
        return fitted.reps
    return as_hard(fitted.load_g / wanted_g, fitted.reps, rpe, curve)


def _has_loads(prescription: ExercisePrescription) -> bool:
    """Whether load can carry a change of effort: not where body weight is the load."""
    if prescription.strength is not None:
        return True
    return any(target.kind is SetKind.RAMP for target in prescription.series)


def _steps(prescription: ExercisePrescription, standing: Standing) -> tuple[int, ...]:
    """What may be loaded: after a miss nothing above it."""
    steps_g, most_g = prescription.load_steps_g, standing.ceiling_g
    return steps_g if most_g is None else tuple(step_g for step_g in steps_g if step_g <= most_g)


def _move_reps(target: SetTarget, planned_reps: int, standing: Standing) -> SetTarget:
    """One repetition per RPE point, where the load cannot follow."""
    reps = planned_reps + round((min(standing.factor, standing.most) - 1.0) / standing.load_per_rpe)
    if standing.ceiling_reps is not None:
        reps = min(reps, standing.ceiling_reps)
    reps = max(min(reps, max(MOST_REPS, planned_reps)), 1)
    return replace(target, reps=reps, reps_max=_range_end(target, reps))


def _range_end(target: SetTarget, reps: int) -> int | None:
    """A range of repetitions stays one only where the load could follow."""
    return target.reps_max if reps == target.reps else None


def resolved(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Sequence[SetTarget]:
    """Back-offs with the load that the first set, as it was done, gives them; not where it hurt since."""
    first = working[0] if working else None
    if first is None or first.load_g is None or not first.trusted or hurts(prescription):
        return work
    return [
        target
        if target.back_off_percent is None or target.reps is None
        else _from_first(prescription, target, first.load_g, target.back_off_percent)
        for target in work
    ]


def _from_first(
    prescription: ExercisePrescription, target: SetTarget, first_g: int, percent: float
) -> SetTarget:
    """Less is less than the first set, however coarse the steps are."""
    wanted_g = first_g * (1.0 + percent / 100.0)
    steps_g = prescription.load_steps_g
    if percent < 0.0:
        steps_g = tuple(step_g for step_g in steps_g if step_g < first_g) or steps_g[:1]
    return replace(target, load_g=nearest_g(steps_g, wanted_g)) if steps_g else target


def is_held(prescription: ExercisePrescription) -> bool:
    """Whether the load is as high as it may rise today, so that nobody knows what its sets are to be felt as."""
    return any(reason.step == "rise" for reason in prescription.reasons)


def hurts(prescription: ExercisePrescription) -> bool:
    """Sets made lighter for pain, or rehab: no good report brings their load back."""
    pain = any((reason.step, reason.code) == ("pain", "lighter") for reason in prescription.reasons)
    return pain or prescription.rehab
