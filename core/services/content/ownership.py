"""Whose content it is: members see and change their organization's, everybody sees what comes with the product."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select, update

from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Transaction
from core.services import access
from core.services.access import Actor, organizations_of


def readable(actor: Actor, table: Table) -> ColumnElement[bool]:
    """The content that the actor may see."""
    owner = table.c.organization_id
    return owner.is_(None) | owner.in_(organizations_of(actor))


async def change(
    tx: Transaction, actor: Actor, table: Table, row_id: int, now: datetime, **values: Any
) -> int:
    """Change a program or a template of an organization of the actor's: the organization.

    The row stays locked to the end of the transaction, so that two editors take turns.
    """
    await access.scope(tx, actor)
    changed = await tx.run(
        update(table)
        .where(table.c.id == row_id, table.c.organization_id.in_(organizations_of(actor)))
        .values(updated_at=now, **values)
        .returning(table.c.organization_id)
    )
    organization_id: int | None = changed.scalar_one_or_none()
    if organization_id is None:
        known = await tx.run(select(table.c.id).where(table.c.id == row_id))
        raise NotFound(what=table.name) if known.first() is None else NotAllowed
    return organization_id


async def delete_unused(tx: Transaction, table: Table, row_id: int) -> None:
    """Delete a row of content to which nothing refers."""
    try:
        await tx.run(delete(table).where(table.c.id == row_id))
    except NotFound as error:  # whoever refers to it would miss it
        raise Refused(why="in_use") from error
