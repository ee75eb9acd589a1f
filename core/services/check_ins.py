"""Check-ins: what is asked, what was said, and what was said the last time."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import CheckIn, CheckInStatus, Exercise, Muscle, PlannedDay
from core.persistence.database import Transaction
from core.persistence.tables import check_ins as table
from core.services.access import Actor
from core.services.days import local_date

SORENESS_LASTS = timedelta(days=5)  # soreness is gone within a week: asked again for muscles that were sore
STILL_SORE = 3  # of 5


async def keep(tx: Transaction, actor: Actor, workout_id: int, now: datetime, said: CheckIn) -> None:
    """Keep the check-in of a workout; a second one replaces the first. The caller has opened the scope."""
    values = {
        "at": now,
        "local_date": local_date(now, actor.zone),
        "status": said.status,
        "soreness": said.soreness,
        "readiness": said.readiness,
    }
    await tx.run(
        upsert(table)
        .values(athlete_id=actor.athlete_id, workout_id=workout_id, **values)
        .on_conflict_do_update(index_elements=["athlete_id", "workout_id"], set_=values)
    )


async def stored(tx: Transaction, actor: Actor, workout_id: int) -> CheckIn | None:
    """What was said before a workout, if anything."""
    mine = (table.c.athlete_id == actor.athlete_id) & (table.c.workout_id == workout_id)
    row = (await tx.run(select(table).where(mine))).mappings().one_or_none()
    return _value(row) if row is not None else None


async def detach(tx: Transaction, actor: Actor, workout_id: int) -> None:
    """A workout is put off: what was said before it stays known, and is no check-in of the new day."""
    mine = (table.c.athlete_id == actor.athlete_id) & (table.c.workout_id == workout_id)
    await tx.run(update(table).where(mine).values(workout_id=None))


async def last(tx: Transaction, actor: Actor, on: date, workout_id: int) -> CheckIn | None:
    """The answers of the last days' newest check-in, but for this workout's own."""
    c = table.c
    row = (
        (
            await tx.run(
                select(table)
                .where(
                    c.athlete_id == actor.athlete_id,
                    c.local_date >= on - SORENESS_LASTS,
                    c.workout_id.is_distinct_from(workout_id),
                    c.status != CheckInStatus.UNKNOWN,
                )
                .order_by(c.at.desc())
                .limit(1)
            )
        )
        .mappings()
        .one_or_none()
    )
    return _value(row) if row is not None else None


def _value(row: Mapping[Any, Any]) -> CheckIn:
    return CheckIn(status=row["status"], soreness=row["soreness"], readiness=row["readiness"])


def muscles_to_ask(
    day: PlannedDay, exercises: Mapping[int, Exercise], last: CheckIn | None, most: int = 6
) -> tuple[Muscle, ...]:
    """The muscles that today works hardest, and those that were sore the last time."""
    load: dict[Muscle, float] = {}
    for line in day.exercises:
        for muscle, fraction in exercises[line.exercise_id].muscles.items():
            load[muscle] = load.get(muscle, 0.0) + fraction * line.sets
    hardest = sorted((m for m, sets in load.items() if sets >= 1), key=lambda m: -load[m])[:most]
    sore = [m for m, level in (last.soreness if last else {}).items() if level >= STILL_SORE and m in load]
    return tuple(dict.fromkeys([*hardest, *sore]))
