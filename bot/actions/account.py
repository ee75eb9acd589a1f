"""Buttons of the profile, reminders, and leaving."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class ShowProfile(Action):
    """The profile as it is."""

    code: ClassVar[str] = "prof"


@dataclass(frozen=True, slots=True)
class EditProfile(Action):
    """Ask for one field of the profile."""

    code: ClassVar[str] = "profask"
    field: str


@dataclass(frozen=True, slots=True)
class GoTo(Action):
    """Train at another place from now on."""

    code: ClassVar[str] = "goto"
    place_id: int


@dataclass(frozen=True, slots=True)
class SetProfile(Action):
    """A field's value from a button; `-` takes it back, and a secondary goal is chosen or let go."""

    code: ClassVar[str] = "profset"
    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class SetPause(Action):
    """1 pauses the training, 0 takes it up again."""

    code: ClassVar[str] = "pause"
    paused: int


@dataclass(frozen=True, slots=True)
class RemindAt(Action):
    """The training reminder's hour; `-` for none."""

    code: ClassVar[str] = "remat"
    hour: int | None


@dataclass(frozen=True, slots=True)
class ForgetMe(Action):
    """Erase everything; said twice."""

    code: ClassVar[str] = "forget"


@dataclass(frozen=True, slots=True)
class KeepMe(Action):
    """Erase nothing."""

    code: ClassVar[str] = "keep"
