"""Buttons of the plan: programs, weeks, changes to it, warm-ups, events."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class ShowWarmUps(Action):
    """How the main lifts are warmed up."""

    code: ClassVar[str] = "wups"


@dataclass(frozen=True, slots=True)
class PickWarmUp(Action):
    """The ways to warm a lift up."""

    code: ClassVar[str] = "wup"
    exercise_id: int


@dataclass(frozen=True, slots=True)
class SetWarmUp(Action):
    """A lift is warmed up like this from now on."""

    code: ClassVar[str] = "wupset"
    exercise_id: int
    protocol: str


@dataclass(frozen=True, slots=True)
class TakeBackChange(Action):
    """The plan as it was before a change."""

    code: ClassVar[str] = "unchange"
    adaptation_id: int


@dataclass(frozen=True, slots=True)
class ShowProgram(Action):
    """A program as text."""

    code: ClassVar[str] = "program"
    program_id: int


@dataclass(frozen=True, slots=True)
class DecideChange(Action):
    """A proposed change to the plan: 1 applies it, 0 leaves the plan as it is."""

    code: ClassVar[str] = "change"
    adaptation_id: int
    accepted: int


@dataclass(frozen=True, slots=True)
class StartProgram(Action):
    """Train a program from this week on."""

    code: ClassVar[str] = "prstart"
    program_id: int


@dataclass(frozen=True, slots=True)
class GiveProgram(Action):
    """Let an athlete train a program from this week on."""

    code: ClassVar[str] = "prgive"
    program_id: int
    athlete_id: int


@dataclass(frozen=True, slots=True)
class ChangeDay(Action):
    """Move a day of this week, or leave it out."""

    code: ClassVar[str] = "day"
    day_number: int


@dataclass(frozen=True, slots=True)
class ShowWeek(Action):
    """The week of the plan."""

    code: ClassVar[str] = "week"


@dataclass(frozen=True, slots=True)
class MoveDay(Action):
    """Train a day of this week on another weekday."""

    code: ClassVar[str] = "dayto"
    day_number: int
    weekday: int


@dataclass(frozen=True, slots=True)
class SkipDay(Action):
    """Leave a day of this week out."""

    code: ClassVar[str] = "dayskip"
    day_number: int


@dataclass(frozen=True, slots=True)
class ShowEvent(Action):
    """An event with its attempts."""

    code: ClassVar[str] = "event"
    event_id: int


@dataclass(frozen=True, slots=True)
class SayAttempt(Action):
    """How an attempt at an event went."""

    code: ClassVar[str] = "attempt"
    event_id: int
    exercise_id: int
    load_g: int
    made: int


@dataclass(frozen=True, slots=True)
class FinishEvent(Action):
    """The event is over: the best attempts are maxes."""

    code: ClassVar[str] = "evdone"
    event_id: int


@dataclass(frozen=True, slots=True)
class CallOffEvent(Action):
    """The event does not take place."""

    code: ClassVar[str] = "evoff"
    event_id: int
