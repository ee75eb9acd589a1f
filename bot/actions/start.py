"""Buttons of the first questions, and the basics."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class ConfirmBasics(Action):
    """Language, unit and zone are right."""

    code: ClassVar[str] = "ok"


@dataclass(frozen=True, slots=True)
class UnderAge(Action):
    """Under 18: how old, and does a guardian agree?"""

    code: ClassVar[str] = "young"


@dataclass(frozen=True, slots=True)
class ShowBasics(Action):
    """Back to the basics."""

    code: ClassVar[str] = "basics"


@dataclass(frozen=True, slots=True)
class ConfirmMinor(Action):
    """13 to 17, and a parent or guardian agrees."""

    code: ClassVar[str] = "minor"


@dataclass(frozen=True, slots=True)
class TooYoung(Action):
    """Under 13."""

    code: ClassVar[str] = "child"


@dataclass(frozen=True, slots=True)
class GuardianAgrees(Action):
    """A parent or guardian agrees, said later."""

    code: ClassVar[str] = "guardian"


@dataclass(frozen=True, slots=True)
class SetLanguage(Action):
    """Speak this language."""

    code: ClassVar[str] = "lang"
    language: str


@dataclass(frozen=True, slots=True)
class SwapUnit(Action):
    """Kilograms to pounds, or back."""

    code: ClassVar[str] = "unit"


@dataclass(frozen=True, slots=True)
class AskZone(Action):
    """The zone is wrong: a city will be typed."""

    code: ClassVar[str] = "askzone"


@dataclass(frozen=True, slots=True)
class SetZone(Action):
    """This zone."""

    code: ClassVar[str] = "zone"
    zone: str


@dataclass(frozen=True, slots=True)
class Choose(Action):
    """An answer to one of the six questions."""

    code: ClassVar[str] = "q"
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class RightMaxes(Action):
    """The maxes that were asked about are right, or were a slip."""

    code: ClassVar[str] = "maxok"
    right: int


@dataclass(frozen=True, slots=True)
class SkipQuestion(Action):
    """The stated default will do."""

    code: ClassVar[str] = "skipq"
    question: str


@dataclass(frozen=True, slots=True)
class AskAgain(Action):
    """All questions once more."""

    code: ClassVar[str] = "again"
