"""Buttons of the check-in before a workout."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class Train(Action):
    """Take the plan's next day although it is not due."""

    code: ClassVar[str] = "train"


@dataclass(frozen=True, slots=True)
class AllFine(Action):
    """No soreness, ready."""

    code: ClassVar[str] = "fine"
    workout_id: int


@dataclass(frozen=True, slots=True)
class SameAsLast(Action):
    """Like the last check-in."""

    code: ClassVar[str] = "same"
    workout_id: int


@dataclass(frozen=True, slots=True)
class SkipCheckIn(Action):
    """Nothing is said: unknown."""

    code: ClassVar[str] = "nochk"
    workout_id: int


@dataclass(frozen=True, slots=True)
class PickMuscle(Action):
    """Rate this muscle."""

    code: ClassVar[str] = "musc"
    workout_id: int
    muscle: str


@dataclass(frozen=True, slots=True)
class RateMuscle(Action):
    """This muscle's soreness, 1 to 5."""

    code: ClassVar[str] = "sore"
    workout_id: int
    muscle: str
    level: int


@dataclass(frozen=True, slots=True)
class RateReadiness(Action):
    """How ready, 1 to 5."""

    code: ClassVar[str] = "ready"
    workout_id: int
    level: int


@dataclass(frozen=True, slots=True)
class CheckInDone(Action):
    """What was said is all."""

    code: ClassVar[str] = "go"
    workout_id: int
