"""Every document column takes and gives its own type and nothing else, found in the metadata."""

from collections.abc import Iterator, Mapping
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb
from pydantic import ValidationError
from sqlalchemy import Column, Table, delete, insert, select
from sqlalchemy.exc import StatementError

from core.persistence.database import Database, DatabaseRole, Transaction
from core.persistence.documents import to_document
from core.persistence.tables import metadata, schedules
from core.persistence.tables.base import Document
from tests.rows import DOCUMENTS, Person, fill, row_counts, values_for

COLUMNS = [
    column
    for table in metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Document)
]
ANYTHING = Mapping[str, Any]
NOTHING: list[object] = [[]]  # fits no field of anything
ALSO = {"warm_up_configs": "protocol = 'custom', "}  # what a check wants beside the document


def kind_of(column: Column[Any]) -> Any:
    assert isinstance(column.type, Document)
    return column.type.kind


def table_of(column: Column[Any]) -> Table:
    assert isinstance(column.table, Table)
    return column.table


def spoilt(column: Column[Any]) -> Iterator[object]:
    """Documents that are not of the column's type: of another shape, or with one thing wrong inside."""
    own = to_document(kind_of(column), DOCUMENTS[kind_of(column)])
    yield from ("words", 7, 2.5, True, NOTHING if isinstance(own, list) else [own])
    part = own[0] if isinstance(own, list) else own
    for key in part if kind_of(column) != ANYTHING else ():
        wrong = {**part, key: NOTHING}
        yield [wrong] if isinstance(own, list) else wrong


async def person(db: Database) -> Person:
    ana = Person(1, "Ana")
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await fill(tx, ana)
    return ana


async def attempt(db: Database, ana: Person, column: Column[Any], value: object) -> None:
    """Another row of Ana's with this in the column, after something that has to go with it."""
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await tx.run(delete(schedules))
        await tx.run(
            insert(table_of(column)).values({**values_for(table_of(column), ana), column.name: value})
        )


async def test_what_is_not_of_its_type_is_not_written_and_takes_the_transaction_with_it(db: Database) -> None:
    ana = await person(db)
    for column in COLUMNS:
        for value in (*spoilt(column), object()):
            with pytest.raises(StatementError, match=r"ValidationError|SerializationError"):
                await attempt(db, ana, column, value)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        counts = await row_counts(tx)
    assert {counts[column.table.name] for column in COLUMNS} == {1}
    assert counts["schedules"] == 1, "nothing of the transactions is left"


async def test_garbage_that_got_there_otherwise_is_not_read(db: Database) -> None:
    await person(db)
    unread: dict[str, int] = {}
    for column in COLUMNS:
        for value in spoilt(column):
            async with db.transaction(DatabaseRole.SYSTEM) as tx:
                if await put(tx, column, value):
                    with pytest.raises(ValidationError):
                        (await tx.run(select(column))).all()
                    unread[str(column)] = unread.get(str(column), 0) + 1
                else:
                    await tx.rows("ROLLBACK TO SAVEPOINT clean")
    assert set(unread) == set(map(str, COLUMNS))
    assert min(unread.values()) >= 3


async def put(tx: Transaction, column: Column[Any], value: object) -> bool:
    """Write it past the types; False where even the database does not take it."""
    also = ALSO.get(column.table.name, "")
    await tx.rows("SAVEPOINT clean")
    try:
        await tx.rows(f"UPDATE {column.table.name} SET {also}{column.name} = %s".encode(), (Jsonb(value),))
    except psycopg.DataError:
        return False
    return True


async def test_what_is_of_its_type_comes_back_as_it_was_and_nothing_is_a_null_of_sql(db: Database) -> None:
    ana = await person(db)
    for column in COLUMNS:
        table, kept = table_of(column), ana.rows[column.table.name][column.name]
        assert kept == values_for(table, ana)[column.name], str(column)
        async with db.transaction(DatabaseRole.SYSTEM) as tx:
            (found,) = await tx.rows(f"SELECT {column.name} IS NULL AS is_null FROM {table.name}".encode())
        assert found["is_null"] == (kept is None), str(column)
