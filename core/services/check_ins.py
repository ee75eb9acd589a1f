"""Check-ins: what is asked, what was said, and what was said the last time."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine import baseline, fatigue
from core.engine.baseline import BASELINE_DAYS
from core.engine.fatigue import RECENT_WORKOUTS
from core.engine.models import CheckIn, CheckInStatus, Exercise, Muscle, PlannedDay, Usual
from core.engine.trends import TREND_DAYS
from core.persistence.database import Transaction
from core.persistence.tables import check_ins as table
from core.services import history, recovery
from core.services.access import Actor
from core.services.days import local_date

SORENESS_LASTS = timedelta(days=5)  # soreness is gone within a week: asked again for muscles that were sore
STILL_SORE = 3  # of 5
SAID = tuple(each.name for each in fields(CheckIn))  # what is asked for has a column of the same name

# The planned exercises of the last workouts that were made and are over: work sets meant, and those that stand.
MEANT_AND_DONE = """
WITH latest AS (
  SELECT id FROM workouts
  WHERE athlete_id = %(athlete_id)s AND id <> %(workout_id)s AND local_date <= %(on)s
    AND generated_at IS NOT NULL AND status IN ('completed', 'skipped')
  ORDER BY local_date DESC, id DESC LIMIT %(most)s
), standing AS (
  SELECT DISTINCT ON (coalesce(corrects_id, id)) workout_exercise_id, row, warm_up FROM set_logs
  WHERE athlete_id = %(athlete_id)s AND workout_id IN (SELECT id FROM latest)
  ORDER BY coalesce(corrects_id, id), id DESC
)
SELECT
  (SELECT count(*) FROM jsonb_array_elements(x.series) target WHERE target ->> 'kind' <> 'warm_up') AS meant,
  (SELECT count(*) FROM standing s WHERE s.workout_exercise_id = x.id AND s.row <> 'void' AND NOT s.warm_up) AS done
FROM workout_exercises x
WHERE x.athlete_id = %(athlete_id)s AND x.workout_id IN (SELECT id FROM latest) AND x.planned
"""


async def keep(tx: Transaction, actor: Actor, workout_id: int, now: datetime, said: CheckIn) -> None:
    """Keep the check-in of a workout; a second one replaces the first. The caller has opened the scope."""
    on = local_date(now, actor.zone)
    values = {"at": now, "local_date": on} | {name: getattr(said, name) for name in SAID}
    values |= await _signals(tx, actor, workout_id, on, said)
    await tx.run(
        upsert(table)
        .values(athlete_id=actor.athlete_id, workout_id=workout_id, **values)
        .on_conflict_do_update(index_elements=["athlete_id", "workout_id"], set_=values)
    )


async def _signals(
    tx: Transaction, actor: Actor, workout_id: int, on: date, said: CheckIn
) -> dict[str, float | int | None]:
    """What was trained before says something, too; None where there is too little of it."""
    past = await history.sets(tx, actor, from_date=on - timedelta(days=TREND_DAYS))
    values = {"athlete_id": actor.athlete_id, "workout_id": workout_id, "on": on, "most": RECENT_WORKOUTS}
    meant_and_done = [(row["meant"], row["done"]) for row in await tx.rows(MEANT_AND_DONE, values)]
    measured = await recovery.measured(tx, actor, on)
    usual = await usual_of(tx, actor, on)
    trained: dict[str, Any] = {
        "rpe_deviation": fatigue.rpe_deviation(past, on),
        "stalled_exercises": fatigue.stalled_exercises(past, on),
        "compliance": fatigue.compliance(meant_and_done),
    }
    found = fatigue.deviations(said, measured=measured, usual=usual, **trained)
    return {**trained, "fatigue_score": fatigue.score(found)}


async def usual_of(tx: Transaction, actor: Actor, on: date) -> Mapping[str, Usual]:
    """What is usual for this athlete, from the answers of the last months before a date."""
    c = table.c
    since = on - timedelta(days=BASELINE_DAYS)
    rows = await tx.run(
        select(table).where(c.athlete_id == actor.athlete_id, c.local_date >= since, c.local_date < on)
    )
    return baseline.usual(_value(row) for row in rows.mappings())


async def stored(tx: Transaction, actor: Actor, workout_id: int) -> CheckIn | None:
    """What was said before a workout, if anything."""
    mine = (table.c.athlete_id == actor.athlete_id) & (table.c.workout_id == workout_id)
    row = (await tx.run(select(table).where(mine))).mappings().one_or_none()
    return _value(row) if row is not None else None


async def of_day(tx: Transaction, actor: Actor, on: date) -> CheckIn:
    """What was said last on a date; nothing said is neither sore nor fresh."""
    mine = (table.c.athlete_id == actor.athlete_id) & (table.c.local_date == on)
    newest = select(table).where(mine).order_by(table.c.at.desc()).limit(1)
    row = (await tx.run(newest)).mappings().one_or_none()
    return CheckIn(status=CheckInStatus.UNKNOWN) if row is None else _value(row)


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
    return CheckIn(**{name: row[name] for name in SAID})


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
