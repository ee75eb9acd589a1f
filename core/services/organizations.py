"""Organizations: what they are called, who belongs to them, and in which roles."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import (
    athletes,
    coaching_links,
    invitations,
    memberships,
    organizations,
    users,
)
from core.persistence.tables.people import MemberRole
from core.services import access, audit
from core.services.access import Actor

Role = MemberRole  # for those who know no tables
LONGEST_NAME = 100  # design choice, as for everything else that is called by a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organization that the actor belongs to, and as what."""

    id: int
    name: str
    roles: frozenset[MemberRole]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who belongs to an organization."""

    user_id: int
    name: str
    roles: frozenset[MemberRole]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An athlete of an organization who could coach there, too."""

    athlete_id: int
    user_id: int
    name: str


async def own(tx: Transaction, actor: Actor) -> list[Organization]:
    """The organizations that the actor belongs to."""
    await access.scope(tx, actor)
    rows = await tx.run(
        select(organizations.c.id, organizations.c.name, func.array_agg(memberships.c.role).label("roles"))
        .join(memberships, memberships.c.organization_id == organizations.c.id)
        .where(memberships.c.user_id == actor.user_id)
        .group_by(organizations.c.id)
        .order_by(organizations.c.id)
    )
    return [Organization(id=r.id, name=r.name, roles=frozenset(map(MemberRole, r.roles))) for r in rows]


async def members(tx: Transaction, actor: Actor, organization_id: int) -> list[Member]:
    """Everybody who belongs to one of the actor's organizations, by name."""
    await _must_be(tx, actor, organization_id, *MemberRole)
    rows = await tx.run(
        select(users.c.id, users.c.name, func.array_agg(memberships.c.role).label("roles"))
        .join(memberships, memberships.c.user_id == users.c.id)
        .where(memberships.c.organization_id == organization_id)
        .group_by(users.c.id)
        .order_by(users.c.name, users.c.id)
    )
    return [Member(user_id=r.id, name=r.name, roles=frozenset(map(MemberRole, r.roles))) for r in rows]


async def candidates(tx: Transaction, actor: Actor, organization_id: int) -> list[Candidate]:
    """The athletes of one of the actor's organizations who do not coach in it, by name."""
    await _must_be(tx, actor, organization_id, MemberRole.OWNER)
    c, m = coaching_links.c, memberships.c
    coaches = select(m.user_id).where(m.organization_id == organization_id, m.role == MemberRole.COACH)
    rows = await tx.run(
        select(athletes.c.id, athletes.c.user_id, athletes.c.name)
        .join(coaching_links, c.athlete_id == athletes.c.id)
        .where(c.organization_id == organization_id, c.ended_at.is_(None), athletes.c.user_id.not_in(coaches))
        .order_by(athletes.c.name, athletes.c.id)
        .distinct()
    )
    return [Candidate(athlete_id=r.id, user_id=r.user_id, name=r.name) for r in rows]


async def rename(tx: Transaction, actor: Actor, organization_id: int, name: str, now: datetime) -> None:
    """Give an organization another name."""
    await _must_be(tx, actor, organization_id, MemberRole.OWNER, MemberRole.ADMIN)
    called = update(organizations).where(organizations.c.id == organization_id)
    await tx.run(called.values(name=cleaned_name(name)))
    await audit.note(tx, actor, now, "organization_renamed", organization_id=organization_id)


def cleaned_name(name: str) -> str:
    """A name without stray spaces; refused where nothing or a novel is left."""
    cleaned = " ".join(name.split())
    if not 1 <= len(cleaned) <= LONGEST_NAME:
        raise Refused(why="name_length")
    return cleaned


async def add_role(
    tx: Transaction, actor: Actor, organization_id: int, user_id: int, role: MemberRole, now: datetime
) -> None:
    """An owner gives somebody a role, and with their first one makes them a member."""
    await _must_be(tx, actor, organization_id, MemberRole.OWNER)
    await tx.run(
        insert(memberships).values(
            organization_id=organization_id, user_id=user_id, role=role, created_at=now
        )
    )
    facts = {"organization_id": organization_id, "member_user_id": user_id, "role": role.value}
    await audit.note(tx, actor, now, "role_added", **facts)


async def remove_role(
    tx: Transaction, actor: Actor, organization_id: int, user_id: int, role: MemberRole, now: datetime
) -> None:
    """An owner takes a role from somebody, or somebody lays down their own. An owner always stays."""
    may = tuple(MemberRole) if user_id == actor.user_id else (MemberRole.OWNER,)
    await _must_be(tx, actor, organization_id, *may)
    c = memberships.c
    roles = (c.organization_id == organization_id) & (c.role == role)
    # Locked, so that of two owners who leave at once one stays.
    holders = set((await tx.run(select(c.user_id).where(roles).with_for_update())).scalars())
    if user_id not in holders:
        raise NotFound(what="membership")
    if role is MemberRole.OWNER and holders == {user_id}:
        raise Refused(why="last_owner")
    await tx.run(delete(memberships).where(roles, c.user_id == user_id))
    if role is MemberRole.COACH:
        await _stop_coaching(tx, actor, organization_id, user_id, now)
    facts = {"organization_id": organization_id, "member_user_id": user_id, "role": role.value}
    await audit.note(tx, actor, now, "role_removed", **facts)


async def _stop_coaching(
    tx: Transaction, actor: Actor, organization_id: int, user_id: int, now: datetime
) -> None:
    """Athletes agreed to this coach, so their links end; placeholders stay the organization's, with an owner."""
    m, links, c = memberships.c, coaching_links, coaching_links.c
    theirs = (c.organization_id == organization_id) & (c.coach_user_id == user_id) & c.ended_at.is_(None)
    prepared = select(athletes.c.id).where(athletes.c.organization_id == organization_id)
    owner = select(m.user_id).where(m.organization_id == organization_id, m.role == MemberRole.OWNER)
    first_owner = owner.order_by(m.id).limit(1).scalar_subquery()
    await tx.run(update(links).where(theirs, c.athlete_id.in_(prepared)).values(coach_user_id=first_owner))
    ended = update(links).where(theirs, c.athlete_id.not_in(prepared))
    await tx.run(ended.values(ended_at=now, ended_by=actor.user_id))
    i = invitations.c
    unused = (i.organization_id == organization_id) & (i.coach_user_id == user_id) & i.used_at.is_(None)
    await tx.run(update(invitations).where(unused, i.revoked_at.is_(None)).values(revoked_at=now))


async def _must_be(tx: Transaction, actor: Actor, organization_id: int, *roles: MemberRole) -> None:
    await access.scope(tx, actor)
    c = memberships.c
    mine = (c.organization_id == organization_id) & (c.user_id == actor.user_id) & c.role.in_(roles)
    if (await tx.run(select(c.id).where(mine).limit(1))).first() is None:
        raise NotAllowed
