"""The constants of the engine that an athlete's own version may move, each within its bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A named constant: what it is without an override, and how far it may go."""

    default: float
    low: float
    high: float


# Named as in the module that uses them. The bounds are design choices: half to double the evidence's effect.
CONSTANTS: Mapping[str, Constant] = MappingProxyType({})


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
