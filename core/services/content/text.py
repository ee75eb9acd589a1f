"""Programs as the text that coaches type: stored in one transaction, and given back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from core.engine.models import ProgramContent, SessionExercise
from core.errors import Refused
from core.notation.program import ProgramText, exercise_lines, read_program, write_program
from core.notation.program.values import Unwritable
from core.persistence.database import Transaction
from core.persistence.tables import programs as programs_table
from core.services import library
from core.services.access import Actor
from core.services.content import filling, groups, programs, reading
from core.services.content.values import Place, as_text, phases_of, settled
from core.services.custom_exercises import members_only


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of a typed program: a first version, a later one, or none where nothing had changed."""

    program_id: int
    name: str
    version: int
    changed: bool
    weeks: int
    sessions: int
    exercises: int


async def text_of(tx: Transaction, actor: Actor, program_id: int, name_of: Callable[[str], str] = str) -> str:
    """The program as its author could have typed it, with the exercises named in the reader's words."""
    content = await reading.program(tx, actor, program_id)
    try:
        return write_program(as_text(content, lambda one: name_of(one.name)))
    except Unwritable as error:
        raise Refused(why="not_as_text") from error


async def store_text(
    tx: Transaction,
    actor: Actor,
    organization_id: int,
    text: str,
    now: datetime,
    translated: Mapping[str, str] = library.NO_NAMES,
) -> Stored:
    """A program from its text. Of a name that is known it is the next version, or the same where nothing changed.

    A next version keeps the sessions that are as they were. `translated` gives curated exercises by normal names in
    the coach's own language.
    """
    await members_only(tx, actor, organization_id)
    typed = read_program(text, actor.unit)
    ids = await _exercises(tx, actor, organization_id, typed, text, translated)
    # Named by id, so that an alias or another language makes no difference.
    program = settled(typed, {name: str(exercise_id) for name, exercise_id in ids.items()})
    version = await programs.next_version(tx, organization_id, program.name)
    before = await _version(tx, actor, organization_id, program.name, version - 1)
    known, same = _compared(before, program) if before is not None else ({}, False)
    if before is not None and same:
        return _stored(program, before.id, before.version, changed=False)
    program_id = await programs.make(
        tx, actor, organization_id, program.name, program.weeks, now, sport=program.sport, version=version
    )
    await filling.fill(tx, actor, organization_id, program_id, program, known, now)
    return _stored(program, program_id, version, changed=True)


def _stored(program: ProgramText, program_id: int, version: int, *, changed: bool) -> Stored:
    groups_of = [g for phase in program.phases for session in phase.sessions for g in session.groups]
    return Stored(
        program_id=program_id,
        name=program.name,
        version=version,
        changed=changed,
        weeks=program.weeks,
        sessions=sum(phase.weeks * len(phase.sessions) for phase in program.phases),
        exercises=len({one.name for group in groups_of for one in group.exercises}),
    )


async def _version(
    tx: Transaction, actor: Actor, organization_id: int, name: str, version: int
) -> ProgramContent | None:
    c = programs_table.c
    of_name = (c.organization_id == organization_id) & (c.name == name)
    found = await tx.run(select(c.id).where(of_name, c.version == version))
    program_id = found.scalar_one_or_none()
    return None if program_id is None else await reading.program(tx, actor, program_id)


def _compared(before: ProgramContent, program: ProgramText) -> tuple[dict[Place, int], bool]:
    """The sessions of an earlier version by what is in them, and whether the program is still the same."""

    def by_id(one: SessionExercise) -> str:
        return str(one.exercise_id)

    try:
        known = {
            (weeks[0], replace(session, weekday=None)): template_id
            for weeks, sessions in phases_of(before, by_id)
            for session, template_id in sessions
        }
        return known, not before.archived and as_text(before, by_id) == program
    except Unwritable:  # made by other means, with an empty session: nothing of it can be typed
        return {}, False


async def _exercises(
    tx: Transaction,
    actor: Actor,
    organization_id: int,
    program: ProgramText,
    text: str,
    translated: Mapping[str, str],
) -> dict[str, int]:
    """The library's exercise for every name in the program."""
    names = [
        one.name
        for phase in program.phases
        for session in phase.sessions
        for group in session.groups
        for one in group.exercises
    ]
    first_line: dict[str, int] = {}
    for name, line in zip(names, exercise_lines(text), strict=True):
        first_line.setdefault(name, line)
    ids: dict[str, int] = {}
    for name, line in first_line.items():
        match = await library.find(tx, actor, name, translated)
        if match.found is None:
            near = tuple(named.name for named in match.suggestions)
            raise Refused(why="unknown_exercise", line=line, typed=name, suggestions=near)
        ids[name] = match.found.exercise.id
    shared = await groups.shared(tx, organization_id, ids.values())
    for name, exercise_id in ids.items():
        if exercise_id not in shared:
            raise Refused(why="private_exercise", line=first_line[name], typed=name)
    return ids
