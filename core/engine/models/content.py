"""Content as its author arranged it: groups of exercises make a session, sessions placed in weeks make a program.

Order is position: what stands at place 2 of a tuple is the third, and there are no gaps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.engine.models.exercises import Sport
from core.engine.models.series import Series


class GroupKind(StrEnum):
    """What a number of exercises makes of their group."""

    STANDALONE = "standalone"
    SUPERSET = "superset"
    CIRCUIT = "circuit"


def kind_of(exercises: int) -> GroupKind:
    """One exercise stands alone, two are a superset, three or more a circuit; a group is never empty."""
    if exercises < 1:
        raise ValueError("a group has an exercise")
    return (GroupKind.STANDALONE, GroupKind.SUPERSET, GroupKind.CIRCUIT)[min(exercises, 3) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionExercise:
    """An exercise in a session, and its sets: those of a week where that week has its own, else the general ones.

    An empty series says: not in that week.
    """

    id: int
    exercise_id: int
    name: str  # as the library has it
    note: str | None = None
    every_week: Series = ()
    by_week: Mapping[int, Series]

    def series_of(self, week: int) -> Series:
        """The sets of a week of the program."""
        return self.by_week.get(week, self.every_week)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseGroup:
    """What is done together, under a name of its own or the letter of its place."""

    id: int
    name: str | None
    exercises: tuple[SessionExercise, ...]

    @property
    def kind(self) -> GroupKind:
        """By how many exercises it has."""
        return kind_of(len(self.exercises))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTemplate:
    """A session to be used in any program of its organization; without one it comes with the product."""

    id: int
    organization_id: int | None
    name: str
    sport: Sport
    note: str | None
    archived: bool
    groups: tuple[ExerciseGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramSession:
    """A template's place in a program: a week of it, and a day of that week (1 is Monday)."""

    id: int
    session_template_id: int
    week: int
    day_of_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramContent:
    """A whole program: its sessions in the order in which they are trained, and the templates they name."""

    id: int
    organization_id: int | None
    name: str
    sport: Sport
    weeks: int
    version: int
    note: str | None
    archived: bool
    sessions: tuple[ProgramSession, ...]
    templates: Mapping[int, SessionTemplate]

    def of_week(self, week: int) -> tuple[ProgramSession, ...]:
        """The sessions of one week."""
        return tuple(session for session in self.sessions if session.week == week)
