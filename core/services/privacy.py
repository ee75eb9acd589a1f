"""Everything about one person, handed over or erased: new tables of athletes are found in the metadata."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, LargeBinary, Table, delete, or_, select, update

from core.persistence.database import DatabaseRole, Transaction
from core.persistence.tables import (
    Place,
    athletes,
    audit,
    chats,
    coaching_links,
    exercise_aliases,
    exercise_muscles,
    exercises,
    inbox,
    invitations,
    memberships,
    metadata,
    organizations,
    place_of,
    schedules,
    users,
)
from core.services import access
from core.services.access import Actor

FORGET_AS_COACH = """
UPDATE audit SET facts = facts - 'coach_user_id' WHERE facts -> 'coach_user_id' = to_jsonb(%s::bigint)
"""


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
    own_organizations = select(memberships.c.organization_id).where(memberships.c.user_id == me)
    coaching, invited = coaching_links.c, invitations.c
    return {
        users: users.c.id == me,
        athletes: athletes.c.id == mine,
        organizations: organizations.c.id.in_(own_organizations),
        memberships: memberships.c.user_id == me,
        coaching_links: or_(coaching.coach_user_id == me, coaching.athlete_id == mine),
        invitations: or_(invited.coach_user_id == me, invited.used_by == me),
        exercises: exercises.c.athlete_id == mine,
        exercise_aliases: exercise_aliases.c.exercise_id.in_(own_exercises),
        exercise_muscles: exercise_muscles.c.exercise_id.in_(own_exercises),
        **{t: t.c.athlete_id == mine for t in metadata.sorted_tables if place_of(t) is Place.ATHLETE},
        **{table: table.c.chat_id == actor.telegram_id for table in (chats, inbox, schedules)},
        audit: audit.c.user_id == me,
    }


def _words(table: Table) -> list[Column[Any]]:
    """The columns that say something: bytes are hashes of what we do not know either."""
    return [column for column in table.columns if not isinstance(column.type, LargeBinary)]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"cannot export a {type(value).__name__}")


async def forget(tx: Transaction, actor: Actor) -> None:
    """Erase the actor: with the user goes the athlete, and with the athlete every row of theirs.

    What others may keep loses the person: audit rows stay without a name. The chat itself goes when the
    farewell has been sent.
    """
    await access.scope(tx, actor)
    await tx.rows(f"SET LOCAL ROLE {DatabaseRole.SYSTEM.value}".encode())
    await tx.run(update(audit).where(audit.c.user_id == actor.user_id).values(user_id=None))
    await tx.rows(FORGET_AS_COACH, (actor.user_id,))
    own = select(memberships.c.organization_id).where(memberships.c.user_id == actor.user_id)
    owned = [row.organization_id for row in await tx.run(own)]
    await tx.run(delete(users).where(users.c.id == actor.user_id))
    others = select(memberships.c.id).where(memberships.c.organization_id == organizations.c.id).exists()
    await tx.run(delete(organizations).where(organizations.c.id.in_(owned), ~others))
    await tx.rows(f"SET LOCAL ROLE {DatabaseRole.APP.value}".encode())
