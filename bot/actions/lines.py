"""Buttons of questions about one typed line."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class TakeReading(Action):
    """This reading of the numbers."""

    code: ClassVar[str] = "read"
    reading: int


@dataclass(frozen=True, slots=True)
class TakeExercise(Action):
    """This exercise was meant."""

    code: ClassVar[str] = "exer"
    exercise_id: int


@dataclass(frozen=True, slots=True)
class TakeNewExercise(Action):
    """The typed name is an exercise of its own."""

    code: ClassVar[str] = "newex"


@dataclass(frozen=True, slots=True)
class DropLine(Action):
    """It was no set."""

    code: ClassVar[str] = "drop"


@dataclass(frozen=True, slots=True)
class ConfirmSet(Action):
    """The unusual set is right."""

    code: ClassVar[str] = "right"
    first_id: int


@dataclass(frozen=True, slots=True)
class TakeBackSet(Action):
    """The unusual set was a slip."""

    code: ClassVar[str] = "wrong"
    first_id: int
