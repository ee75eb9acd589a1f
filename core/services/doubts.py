"""Sets that looked too unusual to learn from: the athlete says that they are right, or a slip."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import set_logs
from core.services import access, history, live, performance, set_rows
from core.services.access import Actor
from core.services.live import LiveWorkout


async def confirm(tx: Transaction, actor: Actor, first_id: int, now: datetime) -> LiveWorkout | None:
    """The unusual sets of a message are right: the engine may learn from them."""
    doubted = await _doubted(tx, actor, first_id)
    for row in doubted:
        await set_rows.trust(tx, actor, row.first_id)
    await performance.keep_closed(tx, actor, doubted[0].workout_id, now)
    return await live.read(tx, actor)


async def take_back(tx: Transaction, actor: Actor, first_id: int, now: datetime) -> LiveWorkout | None:
    """The unusual sets of a message were a slip: take them back."""
    doubted = await _doubted(tx, actor, first_id)
    for row in doubted:
        await set_rows.take_back(tx, actor, row.first_id)
    await performance.keep_closed(tx, actor, doubted[0].workout_id, now)
    return await live.read(tx, actor)


async def _doubted(tx: Transaction, actor: Actor, first_id: int) -> list[Row[Any]]:
    """The set that was asked about and those of its message that are as unusual, if it still stands so."""
    await access.scope(tx, actor)
    statement = history.standing_sets(set_logs.c.athlete_id == actor.athlete_id)
    rows = (await tx.run(statement.where(~statement.selected_columns.trusted))).all()
    asked = next((row for row in rows if row.first_id == first_id), None)
    if asked is None:
        raise NotFound(what="set")
    if asked.message_id is None:
        return [asked]
    message = (asked.bot_id, asked.message_id)
    return [row for row in rows if (row.bot_id, row.message_id) == message]
