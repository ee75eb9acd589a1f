"""Buttons of a workout: its sets, what hurts, why, its end."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class LogSet(Action):
    """The next set, done with this load and these reps. Effort: RPE, `-` for not said, 0 for missed."""

    code: ClassVar[str] = "log"
    workout_id: int
    exercise: int
    load_g: int | None
    reps: int | None
    rpe: float | None


@dataclass(frozen=True, slots=True)
class Adjust(Action):
    """Show the card with another load or other reps before logging."""

    code: ClassVar[str] = "adj"
    workout_id: int
    exercise: int
    load_g: int | None
    reps: int | None


@dataclass(frozen=True, slots=True)
class WarmUpDone(Action):
    """All warm-ups that are left, done as prescribed."""

    code: ClassVar[str] = "warm"
    workout_id: int
    exercise: int


@dataclass(frozen=True, slots=True)
class Undo(Action):
    """The newest set never happened."""

    code: ClassVar[str] = "undo"


@dataclass(frozen=True, slots=True)
class Why(Action):
    """Show the receipt."""

    code: ClassVar[str] = "why"


@dataclass(frozen=True, slots=True)
class AskWhatIf(Action):
    """What would be different? First about what: a muscle or a topic; `-` for the list of them."""

    code: ClassVar[str] = "askif"
    workout_id: int
    about: str | None


@dataclass(frozen=True, slots=True)
class WhatIf(Action):
    """What would be different, were it so; of places the value is the id."""

    code: ClassVar[str] = "if"
    workout_id: int
    about: str
    value: int


@dataclass(frozen=True, slots=True)
class More(Action):
    """The rarer buttons of the card."""

    code: ClassVar[str] = "more"


@dataclass(frozen=True, slots=True)
class Back(Action):
    """The card as it was."""

    code: ClassVar[str] = "back"


@dataclass(frozen=True, slots=True)
class SkipExercise(Action):
    """Leave the rest of this exercise out."""

    code: ClassVar[str] = "skip"
    exercise: int


@dataclass(frozen=True, slots=True)
class TakeOffer(Action):
    """One more set, which signs had taken away."""

    code: ClassVar[str] = "offer"
    workout_id: int
    exercise: int


@dataclass(frozen=True, slots=True)
class DeclineOffer(Action):
    """No more sets of it."""

    code: ClassVar[str] = "nooffer"
    workout_id: int
    exercise: int


@dataclass(frozen=True, slots=True)
class AskPain(Action):
    """Something hurts."""

    code: ClassVar[str] = "pain"
    exercise: int


@dataclass(frozen=True, slots=True)
class RatePain(Action):
    """How much, 0 to 10, and whether it is sharp."""

    code: ClassVar[str] = "hurt"
    exercise: int
    level: int
    sharp: int


@dataclass(frozen=True, slots=True)
class RaiseRedFlag(Action):
    """A sign that ends training at once."""

    code: ClassVar[str] = "red"
    sign: str


@dataclass(frozen=True, slots=True)
class UseLearnt(Action):
    """What was learnt counts from now on."""

    code: ClassVar[str] = "learn"
    version: int


@dataclass(frozen=True, slots=True)
class LeaveLearnt(Action):
    """What was learnt is not used."""

    code: ClassVar[str] = "nolearn"


@dataclass(frozen=True, slots=True)
class ForgetLearnt(Action):
    """Back to the usual values."""

    code: ClassVar[str] = "unlearn"


@dataclass(frozen=True, slots=True)
class ClearSigns(Action):
    """A clinician says that training may go on after a warning sign."""

    code: ClassVar[str] = "clear"


@dataclass(frozen=True, slots=True)
class RateMorning(Action):
    """How a lift that hurt feels on a later day."""

    code: ClassVar[str] = "morning"
    exercise: int
    level: int


@dataclass(frozen=True, slots=True)
class Finish(Action):
    """End the workout now."""

    code: ClassVar[str] = "finish"
    workout_id: int


@dataclass(frozen=True, slots=True)
class RateSession(Action):
    """How hard the whole workout was, 0 to 10; `-` to say nothing."""

    code: ClassVar[str] = "srpe"
    workout_id: int
    rpe: int | None


@dataclass(frozen=True, slots=True)
class NoNote(Action):
    """Nothing to note."""

    code: ClassVar[str] = "nonote"
    workout_id: int
