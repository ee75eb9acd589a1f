"""The receipt: why something is as it is, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of the receipt: which step, what it found, what it did, and where the rule is from."""

    step: str
    code: str
    facts: Mapping[str, float | int | str | None] = field(default_factory=dict)
    source: str = "design"
    exercise_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An exercise that could have been chosen, and why it was not."""

    exercise_id: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Why this exercise: reasons, each with its source, and the alternatives that were considered."""

    reasons: tuple[Reason, ...]
    alternatives: tuple[Rejected, ...] = ()
