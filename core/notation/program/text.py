"""Reading a whole program: phases of weeks, days as headings, one exercise a line, its weeks in columns."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from core.engine.groups import letter
from core.engine.models.exercises import Sport
from core.engine.models.series import Series
from core.engine.units import Unit
from core.notation.program.errors import Code, NotationError, fault, lines
from core.notation.program.rows import (
    DayHeading,
    Marker,
    ProgramHeading,
    Row,
    Span,
    WeekHeading,
    label_week,
    taken_apart,
)
from core.notation.program.series import read_part
from core.notation.program.values import (
    MOST_EXERCISES,
    MOST_WEEKS,
    ExerciseText,
    GroupText,
    PhaseText,
    ProgramText,
    SessionText,
    TextFlaw,
    Unwritable,
    tidy,
)
from core.notation.tokens import aligned

T = TypeVar("T")

MOST_CHARACTERS = 100_000  # of a program: 25 messages
MOST_HEADING_CHARACTERS = 500  # up to the heading, remarks included; design choice
NO_SPORT_SAID = Sport.STRENGTH
_SPORT = re.compile(r"\(([^()]*)\)\s*$")


def read_program(text: str, unit: Unit) -> ProgramText:
    """The program that a text describes; loads without a unit are in the reader's `unit`."""
    if len(text) > MOST_CHARACTERS:
        raise fault(text, 0, 1, Code.TEXT_TOO_LONG, characters=len(text), most=MOST_CHARACTERS)
    reader = _Reader(text, aligned(text), unit)
    start = 0
    for line in reader.plain.split("\n"):
        reader.read(Span(start, start + len(line)))
        start += len(line) + 1
    return reader.program()


def begins_program(text: str) -> bool:
    """Whether a text says of itself that it is a program; only its first lines are looked at."""
    plain, start = aligned(text[:MOST_HEADING_CHARACTERS]), 0
    for line in plain.split("\n"):
        row = taken_apart(text, plain, Span(start, start + len(line)))
        if row is not None:
            return isinstance(row, ProgramHeading)
        start += len(line) + 1
    return False


def exercise_lines(text: str) -> tuple[int, ...]:
    """The line, counted from 1, of each exercise of a text that can be read."""
    plain, start = aligned(text), 0
    found: list[int] = []
    for line in plain.split("\n"):
        if isinstance(taken_apart(text, plain, Span(start, start + len(line))), Row):
            found.append(len(lines(text[:start])))
        start += len(line) + 1
    return tuple(found)


@dataclass(slots=True)
class _Group:
    name: Span | None
    exercises: list[ExerciseText] = field(default_factory=list)


@dataclass(slots=True)
class _Session:
    place: Span
    weekday: int | None
    name: Span | None
    groups: list[_Group] = field(default_factory=list)
    lettered: bool = False  # whether a single letter before a name is a group's


@dataclass(slots=True)
class _Phase:
    place: Span
    weeks: int | None  # None: as many as there are columns
    columns: int = 1
    sessions: list[_Session] = field(default_factory=list)


class _Reader:
    """What was read so far."""

    def __init__(self, text: str, plain: str, unit: Unit) -> None:
        self.text = text
        self.plain = plain
        self.unit = unit
        self.heading: Span | None = None
        self.name = ""
        self.sport = NO_SPORT_SAID
        self.phases: list[PhaseText] = []
        self.phase: _Phase | None = None

    def read(self, line: Span) -> None:
        """Take one more line in."""
        part = taken_apart(self.text, self.plain, line)
        note = line.of(self.text).find("#")
        if note >= 0 and part is not None and not isinstance(part, Row):
            raise self._wrong(self._trimmed(Span(line.start + note, line.end)), Code.NOTE_MISPLACED)
        match part:
            case ProgramHeading(title):
                self._begin_program(self._trimmed(line), title)
            case None:
                pass
            case _ if self.heading is None:
                raise self._wrong(self._trimmed(line), Code.PROGRAM_MISSING)
            case WeekHeading(weeks):
                self._begin_phase(self._trimmed(line), weeks)
            case DayHeading() as day:
                self._begin_session(self._trimmed(line), day)
            case row:
                self._add_row(self._trimmed(line), row)

    def program(self) -> ProgramText:
        """All that was read."""
        end = Span(len(self.text.rstrip()), len(self.text))
        if self.heading is None:
            raise self._wrong(end, Code.PROGRAM_MISSING)
        if self.phase is None:
            raise self._wrong(self.heading, Code.DAY_MISSING)
        self._end_phase(self.phase)
        name, sport, phases = self.name, self.sport, tuple(self.phases)
        return self._made(self.heading, lambda: ProgramText(name=name, sport=sport, phases=phases))

    @property
    def _week(self) -> int:
        """The first week of the phase that is being read."""
        return 1 + sum(phase.weeks for phase in self.phases)

    def _begin_program(self, place: Span, title: Span) -> None:
        if self.heading is not None:
            raise self._wrong(place, Code.PROGRAM_TWICE)
        self.heading = place
        sport = _SPORT.search(title.of(self.plain))
        if sport:
            said = sport[1].strip().casefold().replace(" ", "_")
            if said not in list(Sport):
                raise self._wrong(title.within(sport, 1), Code.SPORT_UNKNOWN, known=[*Sport])
            self.sport = Sport(said)
            title = Span(title.start, title.start + sport.start())
        self.name = tidy(title.of(self.text))
        if not self.name:
            raise self._wrong(place, TextFlaw.NAME_EMPTY)

    def _begin_phase(self, place: Span, weeks: tuple[int, int] | None) -> None:
        if self.phase is not None:
            self._end_phase(self.phase)
        if weeks is None:
            raise self._wrong(place, Code.WEEK_HEADING, week=self._week)
        first, last = weeks
        if first != self._week or last < first:
            raise self._wrong(place, Code.WEEK_ORDER, week=self._week)
        if last > MOST_WEEKS:
            raise self._wrong(place, TextFlaw.WEEKS_TOO_MANY, most=MOST_WEEKS)
        self.phase = _Phase(place, last - first + 1)

    def _begin_session(self, place: Span, day: DayHeading) -> None:
        phase = self.phase
        if phase is None:
            phase = self.phase = _Phase(place, weeks=None)
        self._check_filled(phase)
        self._check_columns(phase, day.labels)
        for at, label in enumerate(day.labels):
            week = label_week(label.of(self.plain))
            if label.of(self.plain).strip() and week not in {self._week + at, 1 + at}:
                raise self._wrong(self._trimmed(label), Code.COLUMN_LABEL, week=self._week + at)
        phase.sessions.append(_Session(place, day.weekday, day.name))

    def _add_row(self, place: Span, row: Row) -> None:
        if self.phase is None or not self.phase.sessions:
            raise self._wrong(place, Code.DAY_MISSING)
        session = self.phase.sessions[-1]
        if sum(len(group.exercises) for group in session.groups) >= MOST_EXERCISES:
            raise self._wrong(place, TextFlaw.EXERCISES_TOO_MANY, most=MOST_EXERCISES)
        group, name = self._group(session, row)
        if not row.cells:
            raise self._wrong(place, Code.SEPARATOR_MISSING)
        self._check_columns(self.phase, row.cells)
        typed = tidy(name.of(self.text))
        note = tidy(row.note.of(self.text)) or None if row.note else None
        weeks = tuple(self._cell(cell) for cell in row.cells)
        where = self._trimmed(name)
        group.exercises.append(self._made(where, lambda: ExerciseText(name=typed, weeks=weeks, note=note)))

    def _group(self, session: _Session, row: Row) -> tuple[_Group, Span]:
        """The group of a row, which may begin one, and the exercise's name without the letter."""
        marker = self._group_marker(session, row.marker)
        name = row.name if marker is None else Span(marker.span.end, row.name.end)
        if marker is None or marker.letters == letter(len(session.groups)):
            session.groups.append(_Group(row.group_name))
            return session.groups[-1], name
        group = session.groups[-1]
        if row.group_name is not None:
            first = group.name
            if first is not None and first.of(self.text) != row.group_name.of(self.text):
                raise self._wrong(row.group_name, Code.GROUP_NAMED_TWICE)
            group.name = row.group_name
        return group, name

    def _group_marker(self, session: _Session, marker: Marker | None) -> Marker | None:
        """The marker, if it is one: "Z press" and "AB wheel" are names where the letters before were no others."""
        if marker is None:
            return None
        following = letter(len(session.groups))
        fits = marker.letters == following or (
            session.groups != [] and marker.letters == letter(len(session.groups) - 1)
        )
        if not session.groups:
            session.lettered = fits
        if fits and (marker.explicit or session.lettered):
            return marker
        if len(marker.letters) == 1 and (marker.explicit or session.lettered):
            raise self._wrong(self._trimmed(marker.span), Code.LETTER_ORDER, letter=following)
        return None

    def _cell(self, cell: Span) -> Series:
        where = self._trimmed(cell)
        if not where.of(self.plain):
            raise self._wrong(cell, Code.COLUMN_EMPTY)
        return read_part(self.text, where.start, where.end, self.unit)

    def _check_columns(self, phase: _Phase, columns: tuple[Span, ...]) -> None:
        most = MOST_WEEKS if phase.weeks is None else phase.weeks
        if len(columns) > most:
            raise self._wrong(self._trimmed(columns[most]), Code.COLUMNS_TOO_MANY, weeks=most)
        phase.columns = max(phase.columns, len(columns))

    def _check_filled(self, phase: _Phase) -> None:
        if phase.sessions and not phase.sessions[-1].groups:
            raise self._wrong(phase.sessions[-1].place, Code.DAY_EMPTY)

    def _end_phase(self, phase: _Phase) -> None:
        if not phase.sessions:
            raise self._wrong(phase.place, Code.WEEK_EMPTY)
        self._check_filled(phase)
        weeks = phase.columns if phase.weeks is None else phase.weeks
        sessions = tuple(self._session(session, weeks) for session in phase.sessions)
        self.phases.append(self._made(phase.place, lambda: PhaseText(weeks=weeks, sessions=sessions)))
        self.phase = None

    def _session(self, session: _Session, weeks: int) -> SessionText:
        groups = tuple(self._group_text(group, weeks) for group in session.groups)
        name = None if session.name is None else tidy(session.name.of(self.text))
        return self._made(
            session.place, lambda: SessionText(groups=groups, name=name, weekday=session.weekday)
        )

    def _group_text(self, group: _Group, weeks: int) -> GroupText:
        exercises = tuple(
            replace(e, weeks=e.weeks + e.weeks[-1:] * (weeks - len(e.weeks))) for e in group.exercises
        )
        if group.name is None:
            return GroupText(exercises=exercises)
        name = tidy(group.name.of(self.text))
        return self._made(group.name, lambda: GroupText(exercises=exercises, name=name))

    def _made(self, place: Span, make: Callable[[], T]) -> T:
        try:
            return make()
        except Unwritable as error:
            raise self._wrong(place, error.flaw) from None

    def _trimmed(self, span: Span) -> Span:
        """Without the space around it."""
        said = span.of(self.plain)
        start = span.start + len(said) - len(said.lstrip())
        return Span(start, max(start, span.start + len(said.rstrip())))

    def _wrong(self, place: Span, code: Code | TextFlaw, **facts: object) -> NotationError:
        return fault(self.text, place.start, place.end, code, **facts)
