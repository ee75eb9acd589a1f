"""How hard the week felt: session RPE x minutes, added up for the engine."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from core.engine.strain import WeekLoad, session_load, week_load
from core.persistence.database import Transaction
from core.persistence.tables import session_logs, workouts

LOADS_FROM = timedelta(weeks=5)  # what somebody is used to is four weeks, and this one


async def of_week(tx: Transaction, athlete_id: int, on: date) -> WeekLoad | None:
    """Session RPE x minutes of the seven days up to a date. The caller has opened the scope."""
    c, logs = workouts.c, session_logs.c
    rows = await tx.run(
        select(c.id, c.local_date, logs.session_rpe, logs.duration_s)
        .join(session_logs, (logs.athlete_id == c.athlete_id) & (logs.workout_id == c.id))
        .where(c.athlete_id == athlete_id, c.local_date.between(on - LOADS_FROM, on))
        .order_by(logs.id)
    )
    said: dict[int, dict[str, Any]] = {}
    for row in rows:  # the newest of each counts
        kept = said.setdefault(row.id, {"on": row.local_date, "rpe": None, "duration_s": None})
        kept["rpe"] = kept["rpe"] if row.session_rpe is None else row.session_rpe
        kept["duration_s"] = kept["duration_s"] if row.duration_s is None else row.duration_s
    days: dict[date, float] = {}
    for each in said.values():
        if each["rpe"] is not None and each["duration_s"] is not None:
            load = session_load(each["rpe"], each["duration_s"] / 60.0)
            days[each["on"]] = days.get(each["on"], 0.0) + load
    return week_load(days, on)
