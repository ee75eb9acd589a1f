"""Writing a whole program's rows at once: a few statements however large it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Table, insert

from core.notation.program import ExerciseText, ProgramText, SessionText
from core.persistence.database import Transaction
from core.persistence.tables import exercise_groups, prescriptions, program_sessions, session_exercises
from core.services.access import Actor
from core.services.content import templates
from core.services.content.values import Place

MOST_ROWS = 5_000  # of one statement: Postgres takes 65,535 values


async def fill(
    tx: Transaction,
    actor: Actor,
    organization_id: int,
    program_id: int,
    program: ProgramText,
    known: Mapping[Place, int],
    now: datetime,
) -> None:
    """Put the sessions of a settled program, whose exercises are named by id, into a new one.

    A session that is `known` is used again; so is one that stands twice in a week.
    """
    made: dict[Place, int] = {}
    placed: list[dict[str, Any]] = []
    week = 1
    for phase in program.phases:
        for order, session in _orders(phase.sessions):
            place = (week, replace(session, weekday=None))
            if place not in made:
                made[place] = known.get(place) or await templates.insert_template(
                    tx, actor, organization_id, session.name or program.name, now, program.sport
                )
            row = {"program_id": program_id, "session_template_id": made[place], "order_index": order}
            weeks = range(week, week + phase.weeks)
            placed += [{**row, "week_number": w, "day_of_week": session.weekday} for w in weeks]
        week += phase.weeks
    await _insert(tx, program_sessions, placed)
    await _fill_templates(tx, {number: place for place, number in made.items() if place not in known}, now)


def _orders(sessions: Sequence[SessionText]) -> Iterator[tuple[int, SessionText]]:
    """Each session with its place within its day."""
    for at, session in enumerate(sessions):
        yield sum(other.weekday == session.weekday for other in sessions[:at]), session


async def _fill_templates(tx: Transaction, new: Mapping[int, Place], now: datetime) -> None:
    rows = [
        {
            "session_template_id": number,
            "order_index": at,
            "name": group.name,
            "created_at": now,
            "updated_at": now,
        }
        for number, (_, session) in new.items()
        for at, group in enumerate(session.groups)
    ]
    c = exercise_groups.c
    groups = await _insert(tx, exercise_groups, rows, c.id, c.session_template_id, c.order_index)
    inside = {(row.id, at): one for row in groups for at, one in enumerate(_exercises(new, row))}
    rows = [
        {"exercise_group_id": group, "exercise_id": int(one.name), "order_within_group": at, "note": one.note}
        for (group, at), one in inside.items()
    ]
    e = session_exercises.c
    exercises = await _insert(tx, session_exercises, rows, e.id, e.exercise_group_id, e.order_within_group)
    first_week = {row.id: new[row.session_template_id][0] for row in groups}
    rows = [
        {"session_exercise_id": row.id, **prescription}
        for row in exercises
        for prescription in _prescriptions(
            inside[row.exercise_group_id, row.order_within_group], first_week[row.exercise_group_id]
        )
    ]
    await _insert(tx, prescriptions, rows)


def _exercises(new: Mapping[int, Place], group: Row[Any]) -> tuple[ExerciseText, ...]:
    _, session = new[group.session_template_id]
    at: int = group.order_index
    return session.groups[at].exercises


def _prescriptions(exercise: ExerciseText, first_week: int) -> Iterator[dict[str, Any]]:
    """The first week's sets for every week, and those of the weeks that differ."""
    every_week = exercise.weeks[0]
    yield {"week_number": None, "series": every_week}
    for week, series in enumerate(exercise.weeks, start=first_week):
        if series != every_week:
            yield {"week_number": week, "series": series}


async def _insert(
    tx: Transaction, table: Table, rows: Sequence[dict[str, Any]], *returning: Column[Any]
) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for start in range(0, len(rows), MOST_ROWS):
        statement = insert(table).values(rows[start : start + MOST_ROWS])
        if returning:
            found += (await tx.run(statement.returning(*returning))).all()
        else:
            await tx.run(statement)
    return found
