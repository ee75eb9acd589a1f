"""Buttons of what came in between."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class ShowDisruptions(Action):
    """What came in between, as it is."""

    code: ClassVar[str] = "btw"


@dataclass(frozen=True, slots=True)
class TellDisruption(Action):
    """Something came in between: its kind by its place in the list, and how much it weighs."""

    code: ClassVar[str] = "btwis"
    kind: int
    severity: int | None


@dataclass(frozen=True, slots=True)
class DisruptionLifts(Action):
    """The lift that it is about; `-` for all."""

    code: ClassVar[str] = "btwof"
    kind: int
    severity: int
    exercise_id: int | None


@dataclass(frozen=True, slots=True)
class KeepDisruption(Action):
    """How many days it lasts, today included; `-` until it is said to be over."""

    code: ClassVar[str] = "btwfor"
    kind: int
    severity: int
    exercise_id: int | None
    days: int | None


@dataclass(frozen=True, slots=True)
class StillThere(Action):
    """What came in between has not ended."""

    code: ClassVar[str] = "disstill"
    disruption_id: int


@dataclass(frozen=True, slots=True)
class DisruptionBack(Action):
    """It has come back."""

    code: ClassVar[str] = "disback"
    disruption_id: int


@dataclass(frozen=True, slots=True)
class EndDisruption(Action):
    """It is over."""

    code: ClassVar[str] = "btwend"
    disruption_id: int
