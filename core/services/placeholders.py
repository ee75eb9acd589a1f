"""Placeholders: athletes whom a coach prepares before they are here. They belong to the organization until then."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from core.errors import NotAllowed
from core.persistence.database import Transaction
from core.persistence.tables import athletes, coaching_links, invitations
from core.services import access, audit, coaching
from core.services.access import Actor
from core.services.organizations import cleaned_name


@dataclass(frozen=True, slots=True)
class Prepared:
    """A placeholder of the coach's."""

    athlete_id: int
    name: str


async def prepare(tx: Transaction, actor: Actor, name: str, now: datetime) -> Prepared:
    """An athlete without a user. Nobody has consented to anything yet, for nobody is there."""
    organization_id = await coaching.become_coach(tx, actor, now)
    called = cleaned_name(name)
    made = await tx.run(
        insert(athletes)
        .values(organization_id=organization_id, name=called, created_at=now)
        .returning(athletes.c.id)
    )
    athlete_id: int = made.scalar_one()
    await tx.run(
        insert(coaching_links).values(
            organization_id=organization_id, coach_user_id=actor.user_id, athlete_id=athlete_id
        )
    )
    await audit.note(tx, actor, now, "athlete_prepared", athlete_id=athlete_id)
    return Prepared(athlete_id, called)


async def prepared(tx: Transaction, actor: Actor) -> list[Prepared]:
    """The placeholders that the actor prepares, by name."""
    await access.scope(tx, actor)
    c = coaching_links.c
    rows = await tx.run(
        select(athletes.c.id, athletes.c.name)
        .join(coaching_links, c.athlete_id == athletes.c.id)
        .where(c.coach_user_id == actor.user_id, c.ended_at.is_(None), athletes.c.user_id.is_(None))
        .order_by(athletes.c.name, athletes.c.id)
    )
    found = rows.all()
    called = coaching.told_apart([row.name for row in found])
    return [Prepared(row.id, name) for row, name in zip(found, called, strict=True)]


async def preparing(tx: Transaction, actor: Actor, athlete_id: int) -> Actor:
    """The actor in the placeholder's place: every use case of an athlete then prepares something for them."""
    await access.scope(tx, actor, [athlete_id])
    nobody = select(athletes.c.id).where(athletes.c.id == athlete_id, athletes.c.user_id.is_(None))
    if (await tx.run(nobody)).first() is None:
        raise NotAllowed
    return access.seen_as(actor, athlete_id)


async def remove(tx: Transaction, actor: Actor, athlete_id: int, now: datetime) -> None:
    """The placeholder goes with all that was prepared, and their invitation works no more."""
    await preparing(tx, actor, athlete_id)
    c = invitations.c
    unused = (c.athlete_id == athlete_id) & c.used_at.is_(None) & c.revoked_at.is_(None)
    await tx.run(update(invitations).where(unused).values(revoked_at=now))
    await tx.run(delete(athletes).where(athletes.c.id == athlete_id))
    await audit.note(tx, actor, now, "prepared_athlete_removed", athlete_id=athlete_id)
