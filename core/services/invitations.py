"""Invitations: a link that one athlete can use once within a week. Accepting it is the consent."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, insert, select, update

from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import athletes, coaching_links, invitations, users
from core.services import access, arriving, audit, coaching, placeholders
from core.services.access import Actor

INVITATION_LIVES = timedelta(days=7)
TOKEN_BYTES = 16  # 128 bits: not to be guessed


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    """A link that nobody has used yet. Only its hash is known."""

    id: int
    athlete_id: int | None  # the placeholder it is for
    name: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An invitation that can still be accepted."""

    id: int
    organization_id: int
    coach_user_id: int
    athlete_id: int | None


async def invite(tx: Transaction, actor: Actor, now: datetime, athlete_id: int | None = None) -> str:
    """A token for one athlete, once, for a week. A placeholder has one link at a time."""
    organization_id = await coaching.become_coach(tx, actor, now)
    if athlete_id is not None:
        await placeholders.preparing(tx, actor, athlete_id)
        await _revoke(tx, actor, now, invitations.c.athlete_id == athlete_id)
        whose = await tx.run(select(athletes.c.organization_id).where(athletes.c.id == athlete_id))
        organization_id = whose.scalar_one()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await tx.run(
        insert(invitations).values(
            organization_id=organization_id,
            coach_user_id=actor.user_id,
            athlete_id=athlete_id,
            token_hash=_hash(token),
            created_at=now,
            expires_at=now + INVITATION_LIVES,
        )
    )
    await audit.note(tx, actor, now, "invited", organization_id=organization_id)
    return token


async def unused(tx: Transaction, actor: Actor, now: datetime) -> list[OpenInvitation]:
    """The coach's links that can still be used, oldest first."""
    await access.scope(tx, actor)
    c = invitations.c
    rows = await tx.run(
        select(c.id, c.athlete_id, athletes.c.name, c.expires_at)
        .outerjoin(athletes, athletes.c.id == c.athlete_id)
        .where(_unused(actor, now))
        .order_by(c.id)
    )
    return [
        OpenInvitation(id=r.id, athlete_id=r.athlete_id, name=r.name, expires_at=r.expires_at) for r in rows
    ]


async def revoke_all(tx: Transaction, actor: Actor, now: datetime) -> None:
    """The coach's links that nobody has used yet work no more."""
    await access.scope(tx, actor)
    await _revoke(tx, actor, now)


async def _revoke(tx: Transaction, actor: Actor, now: datetime, *which: ColumnElement[bool]) -> None:
    gone = await tx.run(update(invitations).where(_unused(actor, now), *which).values(revoked_at=now))
    if gone.rowcount:
        await audit.note(tx, actor, now, "invitations_revoked", number=gone.rowcount)


def _unused(actor: Actor, now: datetime) -> ColumnElement[bool]:
    c = invitations.c
    works = c.used_at.is_(None) & c.revoked_at.is_(None) & (c.expires_at > now)
    return (c.coach_user_id == actor.user_id) & works


async def inviting_coach(tx: Transaction, actor: Actor, token: str, now: datetime) -> str:
    """The name of the coach behind a token, or why it is of no use."""
    await access.scope(tx, actor)
    row = await _take(tx, actor, token, now)
    name: str = (await tx.run(select(users.c.name).where(users.c.id == row.coach_user_id))).scalar_one()
    return name


async def accept(tx: Transaction, actor: Actor, token: str, now: datetime) -> None:
    """Take an invitation: the acceptance is the consent, and what the coach has prepared arrives."""
    await access.scope(tx, actor)
    taken = await _take(tx, actor, token, now)
    used = update(invitations).where(invitations.c.id == taken.id)
    await tx.run(used.values(used_at=now, used_by=actor.user_id))
    if taken.athlete_id is not None:
        await arriving.arrive(tx, taken.athlete_id, actor.athlete_id)
    await _link(tx, actor, taken, now)
    await audit.note(tx, actor, now, "coaching_accepted", coach_user_id=taken.coach_user_id)


async def _link(tx: Transaction, actor: Actor, taken: Taken, now: datetime) -> None:
    """A live link, unless there is one: who accepts twice is coached once."""
    c = coaching_links.c
    whose = (c.coach_user_id == taken.coach_user_id) & (c.athlete_id == actor.athlete_id)
    if (await tx.run(select(c.id).where(whose, c.ended_at.is_(None)))).first() is None:
        await tx.run(
            insert(coaching_links).values(
                organization_id=taken.organization_id,
                coach_user_id=taken.coach_user_id,
                athlete_id=actor.athlete_id,
                consented_at=now,
            )
        )


async def _take(tx: Transaction, actor: Actor, token: str, now: datetime) -> Taken:
    """The invitation behind a token, locked: of two who accept it at once, one comes second."""
    c = invitations.c
    row = (await tx.run(select(invitations).where(c.token_hash == _hash(token)).with_for_update())).first()
    if row is None:
        raise NotFound(what="invitation")
    for why, is_so in (
        ("invitation_revoked", row.revoked_at is not None),
        ("invitation_used", row.used_at is not None),
        ("invitation_expired", row.expires_at <= now),
        ("invitation_own", row.coach_user_id == actor.user_id),
    ):
        if is_so:
            raise Refused(why=why)
    return Taken(
        id=row.id,
        organization_id=row.organization_id,
        coach_user_id=row.coach_user_id,
        athlete_id=row.athlete_id,
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
