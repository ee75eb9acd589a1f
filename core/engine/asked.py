"""What a set that somebody authored asks for: an effort, a load, or a share of the max."""

from core.engine.body_load import lifted_g
from core.engine.curve import EASIEST_RPE, felt_rpe, reps_to_failure_at
from core.engine.models import BackOff, Load, PercentOfMax, PrescribedSet, Reps, Rir, Rpe, Series, Strength
from core.engine.strength import e1rm_g

FAILURE_RPE = 10.0  # by definition


def hardest_rpe(series: Series, otherwise: float) -> float:
    """The hardest effort that the sets ask for, as far as they say one."""
    efforts = [effort for each in series if (effort := effort_of(each)) is not None]
    return max(efforts, default=otherwise)


def effort_of(each: PrescribedSet) -> float | None:
    """What a set asks for: said, capped, or by the curve what its percentage will feel like."""
    match each.intensity:
        case Rpe(rpe=rpe):
            return rpe
        case Rir(rir=rir):
            return 10.0 - rir
        case PercentOfMax(percent=percent, rpe_cap=cap):
            return effort_at(percent, _counted(each), cap)
    if isinstance(each.amount, Reps) and each.amount.amrap:
        return FAILURE_RPE
    return None


def _counted(each: PrescribedSet) -> int | None:
    """The repetitions that are said, where they are not the least of as many as possible."""
    return each.amount.reps if isinstance(each.amount, Reps) and not each.amount.amrap else None


def effort_at(percent: float, reps: int | None, rpe_cap: float | None) -> float:
    """What a percentage will feel like; where no repetitions are counted, failure, or its cap."""
    felt = FAILURE_RPE
    if reps is not None:
        felt = round(2.0 * felt_rpe(reps, reps_to_failure_at(percent / 100.0))) / 2.0
        felt = min(max(felt, EASIEST_RPE), FAILURE_RPE)
    return felt if rpe_cap is None else min(felt, rpe_cap)


def named_g_of(strength: Strength | None, each: PrescribedSet) -> float | None:
    match each.intensity:
        case Load(load_g=load_g) if strength is not None and strength.body_load_g > 0:
            return float(lifted_g(load_g, strength.body_load_g, assisted=strength.assisted))
        case Load(load_g=load_g):
            return float(load_g)
        case PercentOfMax(percent=percent) if strength is not None:
            return e1rm_g(strength) * percent / 100.0
    return None


def cap_of(each: PrescribedSet) -> float | None:
    return each.intensity.rpe_cap if isinstance(each.intensity, PercentOfMax) else None


def names_load(each: PrescribedSet) -> bool:
    return isinstance(each.intensity, Load | BackOff) or not isinstance(each.amount, Reps)
