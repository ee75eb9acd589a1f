"""Coaches: an organization of one, invitations, links with consent, and the squad's day in one message."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, insert, select, update

from core.engine.lifecycles import WorkoutStatus
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import (
    athletes,
    audit,
    coaching_links,
    invitations,
    memberships,
    organizations,
    pain_reports,
    users,
    workouts,
)
from core.persistence.tables.people import MemberRole
from core.services import access, closing, live
from core.services.access import Actor
from core.services.closing import Summary
from core.services.days import local_date

INVITATION_LIVES = timedelta(days=7)
TOKEN_BYTES = 16  # 128 bits: not to be guessed


@dataclass(frozen=True, slots=True)
class Coached:
    """An athlete whom the coach may see."""

    athlete_id: int
    name: str
    zone: str
    link_id: int


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach who may see the athlete."""

    link_id: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteDay:
    """What one athlete did on one of their own dates."""

    name: str
    local_date: date
    workouts: tuple[Summary, ...]
    planned: int
    pains: tuple[int, ...]
    red_flag: bool


async def become_coach(tx: Transaction, actor: Actor, now: datetime) -> int:
    """The actor's organization; one of their own is made where they have none."""
    await access.scope(tx, actor)
    c = memberships.c
    known = await tx.run(
        select(c.organization_id).where(c.user_id == actor.user_id, c.role == MemberRole.COACH).limit(1)
    )
    organization_id: int | None = known.scalar_one_or_none()
    if organization_id is not None:
        return organization_id
    made = await tx.run(
        insert(organizations).values(name=actor.name, created_at=now).returning(organizations.c.id)
    )
    organization_id = made.scalar_one()
    roles = [
        {"organization_id": organization_id, "user_id": actor.user_id, "role": role, "created_at": now}
        for role in (MemberRole.OWNER, MemberRole.COACH)
    ]
    await tx.run(insert(memberships).values(roles))
    await _audit(tx, actor, now, "organization_made", organization_id=organization_id)
    return organization_id


async def is_coach(tx: Transaction, actor: Actor) -> bool:
    """Whether the actor coaches anywhere."""
    await access.scope(tx, actor)
    c = memberships.c
    rows = await tx.run(select(c.id).where(c.user_id == actor.user_id, c.role == MemberRole.COACH).limit(1))
    return rows.first() is not None


async def invite(tx: Transaction, actor: Actor, now: datetime) -> str:
    """A token for one athlete, once, for a week. Only its hash is kept."""
    organization_id = await become_coach(tx, actor, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await tx.run(
        insert(invitations).values(
            organization_id=organization_id,
            coach_user_id=actor.user_id,
            token_hash=_hash(token),
            created_at=now,
            expires_at=now + INVITATION_LIVES,
        )
    )
    return token


async def has_open_invitations(tx: Transaction, actor: Actor, now: datetime) -> bool:
    """Whether a link of the coach's can still be used."""
    await access.scope(tx, actor)
    return (await tx.run(select(invitations.c.id).where(_open(actor, now)).limit(1))).first() is not None


async def withdraw(tx: Transaction, actor: Actor, now: datetime) -> None:
    """The coach's links that nobody has used yet work no more."""
    await access.scope(tx, actor)
    await tx.run(update(invitations).where(_open(actor, now)).values(revoked_at=now))


def _open(actor: Actor, now: datetime) -> ColumnElement[bool]:
    c = invitations.c
    unused = c.used_at.is_(None) & c.revoked_at.is_(None) & (c.expires_at > now)
    return (c.coach_user_id == actor.user_id) & unused


async def inviting_coach(tx: Transaction, actor: Actor, token: str, now: datetime) -> str:
    """The name of the coach behind a token, or why it is of no use."""
    await access.scope(tx, actor)
    row = await _invitation(tx, token, now)
    if row.coach_user_id == actor.user_id:
        raise Refused(why="invitation_own")
    name: str = (await tx.run(select(users.c.name).where(users.c.id == row.coach_user_id))).scalar_one()
    return name


async def accept(tx: Transaction, actor: Actor, token: str, now: datetime) -> None:
    """Take an invitation: the acceptance is the consent."""
    await access.scope(tx, actor)
    row = await _invitation(tx, token, now)
    if row.coach_user_id == actor.user_id:
        raise Refused(why="invitation_own")
    await tx.run(
        update(invitations).where(invitations.c.id == row.id).values(used_at=now, used_by=actor.user_id)
    )
    c = coaching_links.c
    live_link = (
        (c.coach_user_id == row.coach_user_id) & (c.athlete_id == actor.athlete_id) & c.ended_at.is_(None)
    )
    if (await tx.run(select(c.id).where(live_link))).first() is None:
        await tx.run(
            insert(coaching_links).values(
                organization_id=row.organization_id,
                coach_user_id=row.coach_user_id,
                athlete_id=actor.athlete_id,
                consented_at=now,
            )
        )
    await _audit(tx, actor, now, "coaching_accepted", coach_user_id=row.coach_user_id)


async def _invitation(tx: Transaction, token: str, now: datetime) -> "InvitationRow":
    c = invitations.c
    row = (await tx.run(select(invitations).where(c.token_hash == _hash(token)).with_for_update())).first()
    if row is None:
        raise NotFound(what="invitation")
    for why, is_so in (
        ("invitation_revoked", row.revoked_at is not None),
        ("invitation_used", row.used_at is not None),
        ("invitation_expired", row.expires_at <= now),
    ):
        if is_so:
            raise Refused(why=why)
    return InvitationRow(row.id, row.organization_id, row.coach_user_id)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that can still be taken."""

    id: int
    organization_id: int
    coach_user_id: int


async def coaches(tx: Transaction, actor: Actor) -> list[Coach]:
    """Who may see the actor's training."""
    await access.scope(tx, actor)
    c = coaching_links.c
    rows = await tx.run(
        select(c.id, users.c.name, c.consented_at)
        .join(users, users.c.id == c.coach_user_id)
        .where(c.athlete_id == actor.athlete_id, c.ended_at.is_(None))
        .order_by(c.id)
    )
    return [Coach(row.id, row.name, row.consented_at) for row in rows]


async def squad(tx: Transaction, actor: Actor) -> list[Coached]:
    """The athletes that the actor coaches, by name."""
    await access.scope(tx, actor)
    c = coaching_links.c
    rows = await tx.run(
        select(c.id, c.athlete_id, athletes.c.name, users.c.zone)
        .join(athletes, athletes.c.id == c.athlete_id)
        .join(users, users.c.id == athletes.c.user_id)
        .where(c.coach_user_id == actor.user_id, c.ended_at.is_(None))
        .order_by(athletes.c.name, c.athlete_id)
    )
    return [Coached(row.athlete_id, row.name, row.zone, row.id) for row in rows]


async def end_link(tx: Transaction, actor: Actor, link_id: int, now: datetime) -> None:
    """Either side ends the coaching; afterwards the coach sees nothing of the athlete."""
    await access.scope(tx, actor)
    c = coaching_links.c
    either = (c.athlete_id == actor.athlete_id) | (c.coach_user_id == actor.user_id)
    ended = await tx.run(
        update(coaching_links).where(c.id == link_id, either, c.ended_at.is_(None)).values(ended_at=now)
    )
    if ended.rowcount == 0:
        raise NotFound(what="coaching")
    await _audit(tx, actor, now, "coaching_ended", link_id=link_id)


async def yesterday_of_squad(tx: Transaction, actor: Actor, now: datetime) -> list[AthleteDay]:
    """Yesterday, by each athlete's own calendar."""
    people = await squad(tx, actor)
    days: list[AthleteDay] = []
    for start in range(0, len(people), access.MAX_SCOPE):
        page = people[start : start + access.MAX_SCOPE]
        await access.scope(tx, actor, [athlete.athlete_id for athlete in page])
        days.extend([await _day(tx, actor, athlete, now) for athlete in page])
    return days


async def _day(tx: Transaction, actor: Actor, athlete: Coached, now: datetime) -> AthleteDay:
    on = local_date(now, athlete.zone) - timedelta(days=1)
    c, p = workouts.c, pain_reports.c
    rows = (
        await tx.run(select(c.id, c.status).where(c.athlete_id == athlete.athlete_id, c.local_date == on))
    ).all()
    pains = (
        await tx.run(
            select(p.level, p.red_flag).where(p.athlete_id == athlete.athlete_id, p.local_date == on)
        )
    ).all()
    whose = access.seen_as(actor, athlete.athlete_id)
    trained = [row.id for row in rows if row.status in (WorkoutStatus.COMPLETED, WorkoutStatus.IN_PROGRESS)]
    read = [await live.read(tx, whose, workout_id) for workout_id in trained]
    return AthleteDay(
        name=athlete.name,
        local_date=on,
        workouts=tuple([await closing.summary(tx, whose, w) for w in read if w is not None]),
        planned=sum(row.status in (WorkoutStatus.PLANNED, WorkoutStatus.MISSED) for row in rows),
        pains=tuple(row.level for row in pains if row.level is not None),
        red_flag=any(row.red_flag is not None for row in pains),
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def _audit(tx: Transaction, actor: Actor, now: datetime, action: str, **facts: int) -> None:
    await tx.run(insert(audit).values(at=now, user_id=actor.user_id, action=action, facts=facts))
