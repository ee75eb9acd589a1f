"""Accounts: who is behind a chat, and how they want to be spoken to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from core.engine.units import Unit
from core.persistence.database import Transaction
from core.persistence.tables import athletes, users
from core.services.access import Actor
from core.services.days import local_date
from core.services.guesses import guess_language, guess_unit, guess_zone

CONSENT_VERSION = "2026-11"  # the sentences about stored data that the athlete has seen and agreed to

FIND = """
SELECT u.id AS user_id, u.telegram_id, a.id AS athlete_id, u.name, u.language, u.zone, u.unit,
    u.ready_at IS NOT NULL AS ready
FROM users u JOIN athletes a ON a.user_id = u.id WHERE u.telegram_id = %s
"""


async def find(tx: Transaction, telegram_id: int) -> Actor | None:
    """The actor of a chat, if we have met."""
    for row in await tx.rows(FIND, (telegram_id,)):
        return Actor(**{**row, "unit": Unit(row["unit"])})
    return None


async def meet(
    tx: Transaction, telegram_id: int, name: str, language_code: str | None, now: datetime
) -> Actor:
    """The actor of a chat; somebody new gets an account, with the language, unit and zone we can guess."""
    known = await find(tx, telegram_id)
    if known is not None:
        return known
    user = await tx.run(
        insert(users)
        .values(
            telegram_id=telegram_id,
            name=name[:100],
            language=guess_language(language_code),
            unit=guess_unit(language_code),
            zone=guess_zone(language_code),
            created_at=now,
        )
        .returning(users.c.id)
    )
    await tx.run(insert(athletes).values(user_id=user.scalar_one(), name=name[:100], created_at=now))
    met = await find(tx, telegram_id)
    if met is None:
        raise RuntimeError("an account vanished in its own transaction")
    return met


async def change(tx: Transaction, actor: Actor, **values: Any) -> Actor:
    """Change an account's language, unit, zone or milestones; the actor as it is now."""
    await tx.run(update(users).where(users.c.id == actor.user_id).values(**values))
    changed = await find(tx, actor.telegram_id)
    if changed is None:
        raise RuntimeError("an account vanished in its own transaction")
    return changed


async def basics_confirmed(tx: Transaction, actor: Actor) -> bool:
    """Whether language, unit and zone were confirmed, and with them the consent."""
    rows = await tx.run(select(users.c.basics_confirmed_at).where(users.c.id == actor.user_id))
    return rows.scalar_one() is not None


async def confirm_basics(tx: Transaction, actor: Actor, now: datetime) -> Actor:
    """Language, unit and zone are right, and the two lines about stored data were read and agreed to."""
    return await change(tx, actor, basics_confirmed_at=now, consented_at=now, consent_version=CONSENT_VERSION)


async def reached_at(tx: Transaction, athlete_id: int) -> tuple[int, str] | None:
    """The Telegram id and the zone of an athlete; None for one without an account yet."""
    theirs = select(users.c.telegram_id, users.c.zone).join(athletes, athletes.c.user_id == users.c.id)
    row = (await tx.run(theirs.where(athletes.c.id == athlete_id))).one_or_none()
    return None if row is None else (row.telegram_id, row.zone)


async def zone_of(tx: Transaction, athlete_id: int) -> str:
    """The zone where an athlete is, whoever asks; one without an account yet has UTC's."""
    theirs = select(users.c.zone).join(athletes, athletes.c.user_id == users.c.id)
    zone = (await tx.run(theirs.where(athletes.c.id == athlete_id))).scalar_one_or_none()
    return zone if zone is not None else "UTC"


async def local_date_of(tx: Transaction, athlete_id: int, now: datetime) -> date:
    """The date where an athlete is, whoever asks."""
    return local_date(now, await zone_of(tx, athlete_id))
