"""Content as whole values, in a fixed number of statements however large it is."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB

from core.engine.models import (
    ExerciseGroup,
    ProgramContent,
    ProgramSession,
    Series,
    SessionExercise,
    SessionTemplate,
)
from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.documents import from_row
from core.persistence.tables import (
    exercise_groups,
    exercises,
    prescriptions,
    program_sessions,
    programs,
    session_exercises,
    session_templates,
)
from core.persistence.tables.content import Authored
from core.services import access
from core.services.access import Actor
from core.services.content.ownership import readable


async def program(tx: Transaction, actor: Actor, program_id: int) -> ProgramContent:
    """A program with all that is in it."""
    await access.scope(tx, actor)
    mine = (programs.c.id == program_id) & readable(actor, programs)
    row = (await tx.run(select(programs).where(mine))).first()
    if row is None:
        raise NotFound(what=programs.name)
    placed, found = await _sessions(tx, program_id)
    return ProgramContent(
        id=row.id,
        organization_id=row.organization_id,
        name=row.name,
        sport=row.sport,
        weeks=row.weeks,
        version=row.version,
        note=row.note,
        archived=row.archived_at is not None,
        sessions=placed,
        templates={one.id: one for one in await _with_groups(tx, found)},
    )


async def template(tx: Transaction, actor: Actor, session_template_id: int) -> SessionTemplate:
    """A session template with all that is in it."""
    await access.scope(tx, actor)
    c = session_templates.c
    mine = (c.id == session_template_id) & readable(actor, session_templates)
    row = (await tx.run(select(session_templates).where(mine))).first()
    if row is None:
        raise NotFound(what=session_templates.name)
    (whole,) = await _with_groups(tx, [row])
    return whole


async def _sessions(tx: Transaction, program_id: int) -> tuple[tuple[ProgramSession, ...], list[Row[Any]]]:
    c = program_sessions.c
    rows = (
        await tx.run(
            select(c.id.label("place_id"), c.week_number, c.day_of_week, session_templates)
            .join(session_templates, session_templates.c.id == c.session_template_id)
            .where(c.program_id == program_id)
            .order_by(c.week_number, c.day_of_week, c.order_index)
        )
    ).all()
    placed = tuple(
        ProgramSession(
            id=row.place_id, session_template_id=row.id, week=row.week_number, day_of_week=row.day_of_week
        )
        for row in rows
    )
    return placed, list({row.id: row for row in rows}.values())


async def _with_groups(tx: Transaction, found: Iterable[Row[Any]]) -> list[SessionTemplate]:
    templates = {row.id: row for row in found}
    group, inside, series = exercise_groups.c, session_exercises.c, prescriptions.c
    rows = await tx.run(
        select(
            group.session_template_id,
            group.id.label("group_id"),
            group.name.label("group_name"),
            inside.id,
            inside.exercise_id,
            inside.note,
            exercises.c.name,
            series.id.label("prescription_id"),
            series.week_number,
            # Raw, so that what does not fit is named by its row.
            type_coerce(series.series, JSONB).label("series"),
        )
        .join(session_exercises, inside.exercise_group_id == group.id)
        .join(exercises, exercises.c.id == inside.exercise_id)
        .outerjoin(prescriptions, series.session_exercise_id == inside.id)
        .where(group.session_template_id.in_(templates))
        .order_by(group.session_template_id, group.order_index, inside.order_within_group)
    )
    groups: dict[int, list[ExerciseGroup]] = {number: [] for number in templates}
    for (template_id, group_id), of_group in groupby(
        rows, lambda row: (row.session_template_id, row.group_id)
    ):
        groups[template_id].append(_group(group_id, list(of_group)))
    return [
        SessionTemplate(
            id=row.id,
            organization_id=row.organization_id,
            name=row.name,
            sport=row.sport,
            note=row.note,
            archived=row.archived_at is not None,
            groups=tuple(groups[row.id]),
        )
        for row in templates.values()
    ]


def _group(group_id: int, rows: list[Row[Any]]) -> ExerciseGroup:
    inside = tuple(_exercise(list(of_exercise)) for _, of_exercise in groupby(rows, lambda row: row.id))
    return ExerciseGroup(id=group_id, name=rows[0].group_name, exercises=inside)


def _exercise(rows: list[Row[Any]]) -> SessionExercise:
    by_week: dict[int | None, Series] = {
        row.week_number: from_row(Authored, row.series, prescriptions.name, row.prescription_id)
        for row in rows
        if row.prescription_id is not None
    }
    first = rows[0]
    return SessionExercise(
        id=first.id,
        exercise_id=first.exercise_id,
        name=first.name,
        note=first.note,
        every_week=by_week.get(None, ()),
        by_week={week: series for week, series in by_week.items() if week is not None},
    )
