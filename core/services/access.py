"""The wall between people: every use case names its actor and asks here before it sees an athlete's rows."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from psycopg.pq import TransactionStatus
from sqlalchemy import Select, func, select

from core.engine.units import Unit
from core.errors import NotAllowed
from core.persistence.database import DatabaseRole, Transaction
from core.persistence.tables import athletes, coaching_links, memberships

NOBODY = 0  # the user of an athlete without an account: identities begin at 1
MAX_SCOPE = 200  # athletes in one transaction: a large squad; more is done in pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks: a user, and the athlete that they are."""

    user_id: int
    telegram_id: int
    athlete_id: int
    name: str
    language: str
    zone: str
    unit: Unit
    ready: bool  # the first questions are answered
    admin: bool = False  # named in the installation's environment
    stands_in: bool = False  # `athlete_id` is somebody else's, whom a live link lets them see


async def scope(tx: Transaction, actor: Actor, athletes: Iterable[int] | None = None) -> None:
    """Open the rows of the actor's own athlete, or of the athletes that a live link lets them see."""
    wanted = sorted({int(a) for a in athletes}) if athletes is not None else [actor.athlete_id]
    others = [a for a in wanted if a != actor.athlete_id or actor.stands_in]
    if len(wanted) > MAX_SCOPE:
        raise ValueError(f"a scope holds at most {MAX_SCOPE} athletes")
    if others:
        await _check_links(tx, actor, others)
    inside = ",".join(map(str, wanted))
    # A literal of parsed integers: SET takes no parameters, and a distributed Postgres hands on SET LOCAL
    # alone, not set_config(). Never prepared: else every athlete would leave a prepared statement behind.
    await tx.raw.execute(f"SET LOCAL app.athletes = '{{{inside}}}'".encode(), prepare=False)


async def take_turns(tx: Transaction, actor: Actor) -> None:
    """Wait for whoever else is changing what there may be only one of; the athlete's row is the lock."""
    await tx.run(
        select(athletes.c.id).where(athletes.c.id == actor.athlete_id).with_for_update(key_share=True)
    )


async def _check_links(tx: Transaction, actor: Actor, athletes: list[int]) -> None:
    links = coaching_links
    live = await tx.run(
        select(func.count(func.distinct(links.c.athlete_id))).where(
            links.c.coach_user_id == actor.user_id,
            links.c.athlete_id.in_(athletes),
            links.c.ended_at.is_(None),
        )
    )
    if live.scalar_one() != len(athletes):
        raise NotAllowed


def organizations_of(actor: Actor) -> Select[tuple[int]]:
    """The organizations in which the actor has any role: owner, coach or admin."""
    return select(memberships.c.organization_id).where(memberships.c.user_id == actor.user_id)


def admins_only(actor: Actor) -> None:
    """Refuse anybody who is not an admin of this installation."""
    if not actor.admin:
        raise NotAllowed


def seen_as(actor: Actor, athlete_id: int) -> Actor:
    """The actor in an athlete's place: every use case is then about that athlete, as long as the link lives."""
    return replace(actor, athlete_id=athlete_id, stands_in=actor.stands_in or athlete_id != actor.athlete_id)


@asynccontextmanager
async def as_system(tx: Transaction) -> AsyncIterator[None]:
    """See every athlete's rows for a moment: for what nobody's own scope can do, never for an answer to somebody."""
    await tx.rows(f"SET LOCAL ROLE {DatabaseRole.SYSTEM.value}".encode())
    try:
        yield
    finally:
        # One that failed can only be rolled back.
        if tx.raw.info.transaction_status == TransactionStatus.INTRANS:
            await tx.rows(f"SET LOCAL ROLE {DatabaseRole.APP.value}".encode())
