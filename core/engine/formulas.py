"""The constants of the engine that an athlete's own version may move, each within its bounds."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.engine.curve import RIR_BIAS_REPS
from core.engine.set_by_set import LOAD_PER_RPE
from core.engine.steps.effort_history import FATIGUE_RPE_PER_SET, HARDER_LOAD, MUCH_HARDER_LOAD
from core.engine.steps.readiness import VERY_LOW_LOAD
from core.engine.steps.soreness import VERY_SORE_LOAD
from core.engine.timeline import LOSS_PER_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A named constant: what it is without an override, and how far it may go."""

    default: float
    low: float
    high: float


# How far an effect may move from the evidence's; design choice
LEAST_EFFECT, MOST_EFFECT = 0.5, 2.0


def _factor(default: float) -> Constant:
    """A factor on a load: its effect is what it takes off, so it stays below one."""
    effect = 1.0 - default
    return Constant(
        default=default,
        low=round(1.0 - MOST_EFFECT * effect, 6),
        high=round(1.0 - LEAST_EFFECT * effect, 6),
    )


def _amount(default: float) -> Constant:
    return Constant(
        default=default, low=round(LEAST_EFFECT * default, 6), high=round(MOST_EFFECT * default, 6)
    )


# Named by the module that uses them and as there. What keeps people safe is not here: pain, ceilings, floors.
CONSTANTS: Mapping[str, Constant] = MappingProxyType(
    {
        # craven_2022 is the most that readiness may ever take
        "readiness.VERY_LOW_LOAD": replace(_factor(VERY_LOW_LOAD), low=VERY_LOW_LOAD),
        "soreness.VERY_SORE_LOAD": _factor(VERY_SORE_LOAD),
        "effort_history.HARDER_LOAD": _factor(HARDER_LOAD),
        "effort_history.MUCH_HARDER_LOAD": _factor(MUCH_HARDER_LOAD),
        "effort_history.FATIGUE_RPE_PER_SET": _amount(FATIGUE_RPE_PER_SET),
        "set_by_set.LOAD_PER_RPE": _amount(LOAD_PER_RPE),
        "strength.LOSS_PER_WEEK": _amount(LOSS_PER_WEEK),
        "curve.RIR_BIAS_REPS": _amount(RIR_BIAS_REPS),
    }
)


def within_bounds(values: Mapping[str, float]) -> Mapping[str, float]:
    """Known constants only, each inside its bounds: what a workout may be made with, whatever was stored."""
    known = {name: value for name, value in values.items() if name in CONSTANTS and math.isfinite(value)}
    return {name: min(max(value, CONSTANTS[name].low), CONSTANTS[name].high) for name, value in known.items()}


@dataclass(frozen=True, slots=True)
class Overrides:
    """Values of named constants that differ for one athlete."""

    values: Mapping[str, float]

    def __post_init__(self) -> None:
        for name, value in self.values.items():
            constant = CONSTANTS.get(name)
            if constant is None:
                raise ValueError(f"there is no constant {name}")
            if not constant.low <= value <= constant.high:
                raise ValueError(f"{name} is between {constant.low} and {constant.high}")
