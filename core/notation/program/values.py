"""A program as its author wrote it: names are text, order is position, letters come from position."""

from dataclasses import dataclass
from enum import StrEnum

from core.engine.models.content import GroupKind, kind_of
from core.engine.models.exercises import Sport
from core.engine.models.series import Series, checked

# Design choices: more is a slip of the keyboard, or no program that a person can follow.
MOST_WEEKS = 104
MOST_SESSIONS = 28  # a phase's: twice a day, two weeks around
MOST_EXERCISES = 40  # a session's
MOST_NAME_CHARACTERS = 100
MOST_NOTE_CHARACTERS = 500

QUOTES = '"“”„«»'


class TextFlaw(StrEnum):
    """Why names and numbers cannot be a program."""

    NAME_EMPTY = "name_empty"
    NAME_TOO_LONG = "name_too_long"
    NAME_CHARACTER = "name_character"
    NOTE_TOO_LONG = "note_too_long"
    WEEKDAY = "weekday"
    WEEKS_TOO_MANY = "weeks_too_many"
    SESSIONS_TOO_MANY = "sessions_too_many"
    EXERCISES_TOO_MANY = "exercises_too_many"
    NOTHING_INSIDE = "nothing_inside"  # a program, phase, session or group that is empty
    WEEKS_DIFFER = "weeks_differ"  # an exercise that does not say its sets for each week


class Unwritable(ValueError):
    """The names and numbers cannot be a program."""

    def __init__(self, flaw: TextFlaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseText:
    """An exercise by its name as typed; `weeks` has its sets for each week of the phase, none where it is skipped."""

    name: str
    weeks: tuple[Series, ...]
    note: str | None = None

    def __post_init__(self) -> None:
        _check_name(self.name, forbidden="|#:：")
        if self.note is not None:
            _require(self.note != "" and self.note == tidy(self.note), TextFlaw.NAME_CHARACTER)
            _require(len(self.note) <= MOST_NOTE_CHARACTERS, TextFlaw.NOTE_TOO_LONG)
        for series in self.weeks:
            checked(series)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupText:
    """Exercises done in turn, under a name of their own or the letter of their place."""

    exercises: tuple[ExerciseText, ...]
    name: str | None = None

    def __post_init__(self) -> None:
        _require(bool(self.exercises), TextFlaw.NOTHING_INSIDE)
        if self.name is not None:
            _check_name(self.name, forbidden="|#" + QUOTES)

    @property
    def kind(self) -> GroupKind:
        """By how many exercises it has."""
        return kind_of(len(self.exercises))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionText:
    """A day of training, at a weekday (1 is Monday) where one was said."""

    groups: tuple[GroupText, ...]
    name: str | None = None
    weekday: int | None = None

    def __post_init__(self) -> None:
        _require(bool(self.groups), TextFlaw.NOTHING_INSIDE)
        _require(sum(len(g.exercises) for g in self.groups) <= MOST_EXERCISES, TextFlaw.EXERCISES_TOO_MANY)
        _require(self.weekday is None or 1 <= self.weekday <= 7, TextFlaw.WEEKDAY)
        if self.name is not None:
            _check_name(self.name, forbidden="|#")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseText:
    """Weeks that have the same sessions."""

    weeks: int
    sessions: tuple[SessionText, ...]

    def __post_init__(self) -> None:
        _require(1 <= self.weeks <= MOST_WEEKS, TextFlaw.WEEKS_TOO_MANY)
        _require(bool(self.sessions), TextFlaw.NOTHING_INSIDE)
        _require(len(self.sessions) <= MOST_SESSIONS, TextFlaw.SESSIONS_TOO_MANY)
        groups = (group for session in self.sessions for group in session.groups)
        said = {len(exercise.weeks) for group in groups for exercise in group.exercises}
        _require(said == {self.weeks}, TextFlaw.WEEKS_DIFFER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramText:
    """A whole program: its phases follow each other."""

    name: str
    sport: Sport
    phases: tuple[PhaseText, ...]

    def __post_init__(self) -> None:
        _check_name(self.name, forbidden="#")
        _require(bool(self.phases), TextFlaw.NOTHING_INSIDE)
        _require(self.weeks <= MOST_WEEKS, TextFlaw.WEEKS_TOO_MANY)

    @property
    def weeks(self) -> int:
        """How long the program is."""
        return sum(phase.weeks for phase in self.phases)


def tidy(text: str) -> str:
    """On one line, single spaces, nothing that cannot be seen."""
    return " ".join("".join(c for c in text if c.isspace() or c.isprintable()).split())


def _check_name(name: str, *, forbidden: str) -> None:
    _require(name != "", TextFlaw.NAME_EMPTY)
    _require(len(name) <= MOST_NAME_CHARACTERS, TextFlaw.NAME_TOO_LONG)
    _require(name == tidy(name) and not set(forbidden) & set(name), TextFlaw.NAME_CHARACTER)


def _require(holds: bool, flaw: TextFlaw) -> None:
    if not holds:
        raise Unwritable(flaw)
