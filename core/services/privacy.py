"""Everything about one person, handed over or erased: new tables of athletes are found in the metadata."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    LargeBinary,
    Table,
    delete,
    func,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from core.errors import CoachError
from core.persistence.database import Transaction
from core.persistence.tables import (
    Place,
    athletes,
    audit,
    chats,
    coach_notes,
    coaching_links,
    exercise_aliases,
    exercise_groups,
    exercise_muscles,
    exercise_progressions,
    exercises,
    inbox,
    invitations,
    memberships,
    metadata,
    organizations,
    place_of,
    prescriptions,
    program_sessions,
    programs,
    schedules,
    session_exercises,
    session_templates,
    users,
)
from core.persistence.tables.base import Document
from core.services import access
from core.services import audit as audit_log
from core.services.access import Actor


async def export(tx: Transaction, actor: Actor, now: datetime) -> bytes:
    """All that is stored about the actor, as JSON: one list of rows per table."""
    await access.scope(tx, actor)
    document: dict[str, Any] = {
        "exported_at": now.isoformat(),
        "units": "loads are grams, RPE is in half steps",
    }
    for table, condition in _about(actor).items():
        rows = (await tx.run(select(*_words(table)).where(condition))).mappings().all()
        document[table.name] = [dict(row) for row in rows]
    return json.dumps(document, default=_plain, ensure_ascii=False, allow_nan=False, indent=1).encode()


def _about(actor: Actor) -> dict[Table, ColumnElement[bool]]:
    """Which rows of which tables are about somebody.

    What the bot said stays out: their chat shows it, and what it said to a coach is about others.
    """
    me, mine = actor.user_id, actor.athlete_id
    own_exercises = select(exercises.c.id).where(exercises.c.athlete_id == mine)
    own_organizations = access.organizations_of(actor)
    coaching, invited = coaching_links.c, invitations.c
    return {
        users: users.c.id == me,
        athletes: athletes.c.id == mine,
        organizations: organizations.c.id.in_(own_organizations),
        memberships: memberships.c.user_id == me,
        coaching_links: or_(coaching.coach_user_id == me, coaching.athlete_id == mine),
        invitations: or_(invited.coach_user_id == me, invited.used_by == me),
        **_authored(me),
        coach_notes: coach_notes.c.author_user_id == me,
        exercises: exercises.c.athlete_id == mine,
        exercise_aliases: exercise_aliases.c.exercise_id.in_(own_exercises),
        exercise_muscles: exercise_muscles.c.exercise_id.in_(own_exercises),
        exercise_progressions: exercise_progressions.c.harder_id.in_(own_exercises),
        **{t: t.c.athlete_id == mine for t in metadata.sorted_tables if place_of(t) is Place.ATHLETE},
        **{table: table.c.chat_id == actor.telegram_id for table in (chats, inbox, schedules)},
        audit: audit.c.user_id == me,
    }


def _authored(me: int) -> dict[Table, ColumnElement[bool]]:
    """Programs and session templates with all that is in them."""
    of_programs = select(programs.c.id).where(programs.c.author_user_id == me)
    of_templates = select(session_templates.c.id).where(session_templates.c.author_user_id == me)
    groups = exercise_groups.c.session_template_id.in_(of_templates)
    of_groups = select(exercise_groups.c.id).where(groups)
    in_groups = session_exercises.c.exercise_group_id.in_(of_groups)
    of_exercises = select(session_exercises.c.id).where(in_groups)
    return {
        programs: programs.c.author_user_id == me,
        session_templates: session_templates.c.author_user_id == me,
        program_sessions: program_sessions.c.program_id.in_(of_programs),
        exercise_groups: groups,
        session_exercises: in_groups,
        prescriptions: prescriptions.c.session_exercise_id.in_(of_exercises),
    }


def _words(table: Table) -> list[ColumnElement[Any]]:
    """The columns that say something, documents as stored: bytes are hashes, or secrets of another service."""
    return [
        type_coerce(column, JSONB).label(column.name) if isinstance(column.type, Document) else column
        for column in table.columns
        if not isinstance(column.type, LargeBinary)
    ]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"cannot export a {type(value).__name__}")


async def forget(tx: Transaction, actor: Actor) -> None:
    """Erase the actor: with the user goes the athlete, and with the athlete every row of theirs.

    What others may keep loses the person: audit rows stay without a name, and so does content that somebody
    else trains by. The chat itself goes when the farewell has been sent.
    """
    await access.scope(tx, actor)
    async with access.as_system(tx):
        await audit_log.forget(tx, actor)
        prepared = await _prepared_by(tx, actor)
        own = access.organizations_of(actor)
        belonged_to = set((await tx.run(own)).scalars())
        # What refers before what is referred to: nothing is sought twice.
        for table in reversed(metadata.sorted_tables):
            if place_of(table) is Place.ATHLETE:
                gone = table.c.athlete_id.in_([actor.athlete_id, *prepared])
                await tx.run(delete(table).where(gone))
        await tx.run(delete(athletes).where(athletes.c.id.in_(prepared)))
        await tx.run(delete(users).where(users.c.id == actor.user_id))
        for organization_id in belonged_to:
            await _leave(tx, organization_id)


async def _prepared_by(tx: Transaction, actor: Actor) -> list[int]:
    """The placeholders of a coach: whoever is not here yet can ask nobody else to be erased."""
    c = coaching_links.c
    theirs = select(athletes.c.id).join(coaching_links, c.athlete_id == athletes.c.id)
    rows = await tx.run(theirs.where(c.coach_user_id == actor.user_id, athletes.c.user_id.is_(None)))
    return list(rows.scalars())


async def _leave(tx: Transaction, organization_id: int) -> None:
    """An organization that nobody is left in goes with its content; what others train by stays, nameless."""
    anybody = select(memberships.c.id).where(memberships.c.organization_id == organization_id).limit(1)
    if (await tx.run(anybody)).first() is not None:
        return
    for table in (athletes, coach_notes):  # placeholders and notes that nobody could read any more
        await tx.run(delete(table).where(table.c.organization_id == organization_id))
    used = 0
    for table in (programs, session_templates, exercises):
        content = await tx.run(select(table.c.id).where(table.c.organization_id == organization_id))
        for content_id in content.scalars().all():
            used += not await _went(tx, delete(table).where(table.c.id == content_id))
    if used == 0:
        await tx.run(delete(organizations).where(organizations.c.id == organization_id))
    else:
        nameless = update(organizations).where(organizations.c.id == organization_id)
        await tx.run(nameless.values(name="", archived_at=func.clock_now()))


async def _went(tx: Transaction, deletion: Delete) -> bool:
    """Delete a piece of content, unless somebody's training refers to it."""
    await tx.rows("SAVEPOINT piece")
    try:
        await tx.run(deletion)
    except CoachError:
        await tx.rows("ROLLBACK TO SAVEPOINT piece")
        return False
    await tx.rows("RELEASE SAVEPOINT piece")
    return True
