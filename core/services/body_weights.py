"""Body weights over time, as typed. Rows are only added; of several on one date the last one counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import distinct_on

from core.engine.body_load import BODY_WEIGHT_HOLDS, weight_on
from core.engine.models import MaxEntry, PerformedSet
from core.engine.units import Unit, to_grams
from core.persistence.database import Transaction
from core.persistence.tables import body_weights
from core.services import access
from core.services.access import Actor
from core.services.days import local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWeight:
    """What the athlete weighed on a date, and how they typed it."""

    local_date: date
    body_weight_g: int
    typed_weight: Decimal
    unit: Unit


async def add(tx: Transaction, actor: Actor, typed: Decimal, unit: Unit, now: datetime) -> None:
    """Write a body weight down."""
    await access.scope(tx, actor)
    await tx.run(
        insert(body_weights).values(
            athlete_id=actor.athlete_id,
            at=now,
            local_date=local_date(now, actor.zone),
            body_weight_g=to_grams(typed, unit),
            typed_weight=typed,
            unit=unit,
        )
    )


async def over_time(tx: Transaction, actor: Actor, since: date = date.min) -> list[BodyWeight]:
    """One body weight a date, oldest first."""
    await access.scope(tx, actor)
    return await of(tx, actor.athlete_id, since)


async def of(tx: Transaction, athlete_id: int, since: date = date.min) -> list[BodyWeight]:
    """The same of one athlete; the caller has opened the scope."""
    c = body_weights.c
    rows = await tx.run(
        select(c.local_date, c.body_weight_g, c.typed_weight, c.unit)
        .ext(distinct_on(c.local_date))
        .where(c.athlete_id == athlete_id, c.local_date >= since)
        .order_by(c.local_date, c.at.desc(), c.id.desc())
    )
    return [BodyWeight(**row) for row in rows.mappings()]


async def by_date(tx: Transaction, actor: Actor, since: date) -> list[tuple[date, int]]:
    """Grams by date, oldest first, from as long before `since` as a body weight holds."""
    weighed = await over_time(tx, actor, since - BODY_WEIGHT_HOLDS)
    return [(each.local_date, each.body_weight_g) for each in weighed]


def on_their_days(
    weighed: Sequence[tuple[date, int]], done: Sequence[PerformedSet]
) -> tuple[PerformedSet, ...]:
    """Sets with the body weights of their days."""
    return tuple(replace(each, body_weight_g=weight_on(weighed, each.local_date)) for each in done)


def at_their_time(weighed: Sequence[tuple[date, int]], maxes: Sequence[MaxEntry]) -> tuple[MaxEntry, ...]:
    """Maxes with the body weights of their days."""
    return tuple(replace(each, body_weight_g=weight_on(weighed, each.at.date())) for each in maxes)


async def current(tx: Transaction, actor: Actor) -> BodyWeight | None:
    """The newest body weight; None where none is known."""
    await access.scope(tx, actor)
    c = body_weights.c
    newest = await tx.run(
        select(c.local_date, c.body_weight_g, c.typed_weight, c.unit)
        .where(c.athlete_id == actor.athlete_id)
        .order_by(c.at.desc(), c.id.desc())
        .limit(1)
    )
    row = newest.mappings().first()
    return None if row is None else BodyWeight(**row)
