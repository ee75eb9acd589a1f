"""Changing a status: only along the edges of a lifecycle, which the UPDATE itself looks for."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Table, select, update

from core.engine.lifecycles import before
from core.errors import NotFound, Refused
from core.persistence.database import Transaction


async def move(
    tx: Transaction, table: Table, athlete_id: int, row_id: int, to: StrEnum, **values: Any
) -> None:
    """Take one row's life a step further. The caller has opened the scope."""
    this = table.c.id == row_id
    if await move_all(tx, table, athlete_id, to, this, **values) == 0:
        known = await tx.run(select(table.c.id).where(table.c.athlete_id == athlete_id, this))
        if known.one_or_none() is None:
            raise NotFound(what=table.name)
        raise Refused(why="illegal_step", to=to.value)


async def move_all(
    tx: Transaction, table: Table, athlete_id: int, to: StrEnum, *of: ColumnElement[bool], **values: Any
) -> int:
    """Take those rows of an athlete a step further that may take it; how many did."""
    may = table.c.status.in_(sorted(before(to)))
    moved = await tx.run(
        update(table).where(table.c.athlete_id == athlete_id, may, *of).values(status=to, **values)
    )
    return moved.rowcount
