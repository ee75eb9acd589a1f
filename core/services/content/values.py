"""Stored programs as the values of the notation, and typed ones settled as they will be stored: pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from core.engine.models import ExerciseGroup, ProgramContent, SessionExercise, SessionTemplate
from core.engine.planning import WEEKDAYS
from core.notation.program import ExerciseText, GroupText, PhaseText, ProgramText, SessionText
from core.notation.program.values import MOST_NOTE_CHARACTERS, QUOTES, tidy

DAYS = 7

NameOf = Callable[[SessionExercise], str]
Place = tuple[int, SessionText]  # a phase's first week, and a session wherever in the week it stands


def as_text(content: ProgramContent, name_of: NameOf) -> ProgramText:
    """The program as its author could have typed it; Unwritable where a week or a session is empty."""
    phases = tuple(
        PhaseText(weeks=len(weeks), sessions=tuple(text for text, _ in sessions))
        for weeks, sessions in phases_of(content, name_of)
    )
    return ProgramText(name=_plain(content.name, "#"), sport=content.sport, phases=phases)


def phases_of(
    content: ProgramContent, name_of: NameOf
) -> Iterator[tuple[range, list[tuple[SessionText, int]]]]:
    """Weeks in a row that have the same sessions, with each session's template."""

    def places(week: int) -> list[tuple[int, int]]:
        return [(one.day_of_week, one.session_template_id) for one in content.of_week(week)]

    for same, grouped in groupby(range(1, content.weeks + 1), places):
        found = list(grouped)
        weeks = range(found[0], found[-1] + 1)
        yield (
            weeks,
            [
                (_session(content, content.templates[template_id], day, weeks, name_of), template_id)
                for day, template_id in same
            ],
        )


def _session(
    content: ProgramContent, template: SessionTemplate, day: int, weeks: range, name_of: NameOf
) -> SessionText:
    # A session that was typed without a name is called like its program.
    name = None if template.name == content.name else _plain(template.name, "|#")
    groups = tuple(_group(group, weeks, name_of) for group in template.groups)
    return SessionText(groups=groups, name=name, weekday=day)


def _group(group: ExerciseGroup, weeks: range, name_of: NameOf) -> GroupText:
    exercises = tuple(
        ExerciseText(
            name=_plain(name_of(one), "|#:："),
            weeks=tuple(one.series_of(week) for week in weeks),
            note=tidy((one.note or "")[:MOST_NOTE_CHARACTERS]) or None,
        )
        for one in group.exercises
    )
    return GroupText(exercises=exercises, name=_plain(group.name or "", "|#" + QUOTES) or None)


def _plain(name: str, forbidden: str) -> str:
    """Without the characters that mean something in the notation; the look-up of names ignores them as well."""
    return tidy(name.translate(dict.fromkeys(map(ord, forbidden), " ")))


def settled(program: ProgramText, names: Mapping[str, str]) -> ProgramText:
    """The program as it will be stored: every session on a day, in the order of days; exercises by other names."""
    return replace(program, phases=tuple(_settled(phase, program.name, names) for phase in program.phases))


def _settled(phase: PhaseText, program_name: str, names: Mapping[str, str]) -> PhaseText:
    days = weekdays([session.weekday for session in phase.sessions])
    sessions = [
        replace(
            session,
            weekday=day,
            name=None if session.name == program_name else session.name,
            groups=tuple(_renamed(group, names) for group in session.groups),
        )
        for session, day in zip(phase.sessions, days, strict=True)
    ]
    return replace(phase, sessions=tuple(sorted(sessions, key=lambda session: session.weekday or 0)))


def _renamed(group: GroupText, names: Mapping[str, str]) -> GroupText:
    return replace(group, exercises=tuple(replace(one, name=names[one.name]) for one in group.exercises))


def weekdays(said: Sequence[int | None]) -> list[int]:
    """A day for every session of a week: where none is said they are spread; else the next one after the last."""
    if set(said) == {None}:
        few = WEEKDAYS.get(len(said))
        return list(few) if few else [1 + at * DAYS // len(said) for at in range(len(said))]
    days: list[int] = []
    for day in said:
        days.append(day if day is not None else min(days[-1] + 1 if days else 1, DAYS))
    return days
