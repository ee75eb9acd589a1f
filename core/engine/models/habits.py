"""What is known of a person from all lifts together: how they report, how many repetitions they do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one lift says about the person: information on bias (repetitions beyond the usual) and ln stretch (SDs)."""

    bias: float
    shared: float
    stretch: float
    to_bias: float
    to_stretch: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What all lifts show of one person. `shaken_at`: when everything had moved further than drift does."""

    lifts: Mapping[int, Said] = field(default_factory=dict)  # by exercise
    tells: bool = True  # False: who says ten of everything
    shaken_at: tuple[datetime, ...] = ()


UNKNOWN = Habits()
