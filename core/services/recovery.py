"""Recovery as measured: typed in by hand or brought by another service. The newest of a date counts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.dialects.postgresql import distinct_on

from core.engine import baseline
from core.engine.baseline import HRV_RECENT_DAYS, MONTH_DAYS, Measurement
from core.engine.models import Measured
from core.persistence.database import Transaction
from core.persistence.tables import recovery_snapshots as table
from core.services import access
from core.services.access import Actor
from core.services.days import local_date

MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """One measurement. None is not measured, which is neither good nor bad."""

    sleep_minutes: int | None = None
    sleep_quality_pct: int | None = None
    hrv_ms: Decimal | None = None
    resting_hr_bpm: int | None = None
    recovery_pct: int | None = None
    strain: Decimal | None = None


MEASURED = tuple(each.name for each in fields(Recovery))


async def note(
    tx: Transaction,
    actor: Actor,
    measured: Recovery,
    at: datetime,
    source: str = MANUAL,
    raw_payload: Mapping[str, Any] | None = None,
) -> None:
    """Keep a measurement as it was at a moment; one of a source at the same moment is refused."""
    await access.scope(tx, actor)
    await tx.run(
        insert(table).values(
            athlete_id=actor.athlete_id,
            at=at,
            local_date=local_date(at, actor.zone),
            source=source,
            raw_payload=raw_payload,
            **{name: getattr(measured, name) for name in MEASURED},
        )
    )


async def between(tx: Transaction, actor: Actor, first: date, last: date) -> dict[date, Recovery]:
    """The newest measurement of each date that has one, whatever it came from."""
    await access.scope(tx, actor)
    return await _newest(tx, actor, table.c.local_date.between(first, last))


async def measured(tx: Transaction, actor: Actor, on: date) -> Measured | None:
    """What a date's measurements say beside those of the weeks before. The caller has opened the scope."""
    first = on - timedelta(days=MONTH_DAYS + HRV_RECENT_DAYS)
    newest = await _newest(tx, actor, table.c.local_date.between(first, on))
    return baseline.measured([_measurement(day, each) for day, each in newest.items()], on)


def _measurement(day: date, each: Recovery) -> Measurement:
    return Measurement(
        on=day,
        hrv_ms=None if each.hrv_ms is None else float(each.hrv_ms),
        resting_hr_bpm=each.resting_hr_bpm,
        recovery_pct=each.recovery_pct,
        sleep_minutes=each.sleep_minutes,
    )


async def _newest(tx: Transaction, actor: Actor, of: ColumnElement[bool]) -> dict[date, Recovery]:
    c = table.c
    newest = select(table).where(c.athlete_id == actor.athlete_id, of).ext(distinct_on(c.local_date))
    rows = await tx.run(newest.order_by(c.local_date, c.at.desc(), c.id.desc()))
    return {row["local_date"]: Recovery(**{name: row[name] for name in MEASURED}) for row in rows.mappings()}
