"""Every document fits its type: read page by page, so that a large table needs no large memory."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Column, Row, Table, select, tuple_, type_coerce
from sqlalchemy.dialects.postgresql import JSONB

from core.persistence.database import Transaction
from core.persistence.documents import from_document
from core.persistence.tables import metadata
from core.persistence.tables.base import Document

PAGE_ROWS = 1_000


async def unreadable(tx: Transaction) -> Sequence[str]:
    """The documents that cannot be read as what they should be."""
    return [
        f"{column} where {_where(column, row)}: {trouble}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Document)
        async for row in _stored(tx, table, column)
        if (trouble := _trouble(column.type, row[-1]))
    ]


async def _stored(tx: Transaction, table: Table, column: Column[Any]) -> AsyncIterator[Row[Any]]:
    """The key and the document as stored of every row that has one."""
    key = tuple(table.primary_key.columns)
    rows = select(*key, type_coerce(column, JSONB)).where(column.is_not(None)).order_by(*key).limit(PAGE_ROWS)
    page: Sequence[Row[Any]] = (await tx.run(rows)).all()
    while page:
        for row in page:
            yield row
        page = (await tx.run(rows.where(tuple_(*key) > tuple_(*page[-1][:-1])))).all()


def _trouble(kind: Document, document: object) -> str | None:
    try:
        from_document(kind.kind, document)
    except ValueError as error:
        return str(error).splitlines()[0]
    return None


def _where(column: Column[Any], row: Row[Any]) -> str:
    key = (each.name for each in column.table.primary_key.columns)
    return ", ".join(f"{name} = {value}" for name, value in zip(key, row, strict=False))
