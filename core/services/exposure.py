"""What each exercise was used for: derived from the set log as it stands, in one statement, never stored."""

from collections.abc import Mapping
from datetime import date, datetime

from core.engine.exposure import LATELY_WORKOUTS, Exposure, exposures
from core.persistence.database import Transaction
from core.persistence.tables import set_logs
from core.services import access, history
from core.services.access import Actor
from core.services.days import local_date


async def of(
    tx: Transaction, actor: Actor, now: datetime, lately: int = LATELY_WORKOUTS
) -> Mapping[int, Exposure]:
    """Every exercise that the athlete has done, by its exact id."""
    await access.scope(tx, actor)
    rows = await tx.run(history.standing_sets(set_logs.c.athlete_id == actor.athlete_id))
    done = [
        (_workout(row["workout_id"], row["local_date"]), history.performed(row)) for row in rows.mappings()
    ]
    return exposures(done, local_date(now, actor.zone), lately)


def _workout(workout_id: int | None, on: date) -> int | date:
    """Sets without a workout were done in the one of their date."""
    return workout_id if workout_id is not None else on
