"""What coaches write down about an athlete: their organization's own, never the athlete's to see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, insert, select

from core.errors import NotAllowed, NotFound
from core.persistence.database import Transaction
from core.persistence.tables import coach_notes, coaching_links, memberships, users
from core.persistence.tables.people import MemberRole
from core.services import access
from core.services.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachNote:
    """A note and who wrote it; None where the author is gone."""

    id: int
    body: str
    author: str | None
    created_at: datetime


async def add(tx: Transaction, actor: Actor, athlete_id: int, body: str, now: datetime) -> None:
    """Write a note, for the organization that the athlete was coached in last."""
    await access.scope(tx, actor)
    coached = _coached_in(actor, athlete_id).order_by(coaching_links.c.id.desc()).limit(1)
    organization_id = (await tx.run(coached)).scalar_one_or_none()
    if organization_id is None:
        raise NotAllowed
    await tx.run(
        insert(coach_notes).values(
            organization_id=organization_id,
            athlete_id=athlete_id,
            author_user_id=actor.user_id,
            body=body.strip(),
            created_at=now,
        )
    )


async def about(tx: Transaction, actor: Actor, athlete_id: int) -> list[CoachNote]:
    """The notes about an athlete whom the actor coaches or has coached, newest first."""
    await access.scope(tx, actor)
    c = coach_notes.c
    rows = await tx.run(
        select(c.id, c.body, users.c.name.label("author"), c.created_at)
        .outerjoin(users, users.c.id == c.author_user_id)
        .where(c.athlete_id == athlete_id, c.organization_id.in_(_coached_in(actor, athlete_id)))
        .order_by(c.created_at.desc(), c.id.desc())
    )
    return [CoachNote(**row) for row in rows.mappings()]


async def remove(tx: Transaction, actor: Actor, athlete_id: int, note_id: int) -> None:
    """Take a note away."""
    await access.scope(tx, actor)
    c = coach_notes.c
    one = (c.id == note_id) & (c.athlete_id == athlete_id)
    gone = await tx.run(delete(coach_notes).where(one, c.organization_id.in_(_coached_in(actor, athlete_id))))
    if gone.rowcount == 0:
        raise NotFound(what="coach_note")


def _coached_in(actor: Actor, athlete_id: int) -> Select[tuple[int]]:
    """Where the actor is a coach and has, or had, the athlete."""
    link, member = coaching_links.c, memberships.c
    return (
        select(link.organization_id)
        .join(memberships, member.organization_id == link.organization_id)
        .where(
            link.coach_user_id == actor.user_id,
            link.athlete_id == athlete_id,
            member.user_id == actor.user_id,
            member.role == MemberRole.COACH,
        )
    )
