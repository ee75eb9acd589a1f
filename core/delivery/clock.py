"""The one clock: Postgres' now() plus an offset that only the demo and tests write."""

from datetime import datetime, timedelta

from core.persistence.database import Transaction


async def now(tx: Transaction) -> datetime:
    """The present, as every part of the product sees it."""
    rows = await tx.rows("SELECT clock_now() AS now")
    present: datetime = rows[0]["now"]
    return present


async def shift(tx: Transaction, by: timedelta) -> None:
    """Set the offset."""
    await tx.rows("UPDATE clock SET shift = %s", (by,))
