"""The one way to Postgres: a transaction that always runs as one of the three roles."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, LiteralString, cast

import psycopg
import sqlalchemy.exc
from psycopg.rows import DictRow, dict_row
from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.persistence.refusals import refusal


class DatabaseRole(StrEnum):
    """APP sees only the athletes in its scope; SYSTEM sees all and is for erasure, statistics and jobs."""

    APP = "setpoint_app"
    SYSTEM = "setpoint_system"


# What a database that is away, busy or going down raises through either way of talking to it.
DATABASE_TROUBLE = (psycopg.Error, sqlalchemy.exc.DBAPIError, OSError)


@dataclass(frozen=True, slots=True)
class Transaction:
    """One open transaction: `run` takes SQLAlchemy Core, `rows` takes SQL for hot paths and machinery."""

    connection: AsyncConnection
    raw: psycopg.AsyncConnection[Any]

    async def run(self, statement: Executable) -> CursorResult[Any]:
        """Execute a Core statement. What a constraint forbids is raised as the refusal that it means."""
        try:
            result: CursorResult[Any] = await self.connection.execute(statement)
        except (sqlalchemy.exc.IntegrityError, sqlalchemy.exc.DataError) as error:
            raise refusal(error) or error from error
        return result

    async def rows(
        self, sql: LiteralString | bytes, values: Mapping[str, object] | Sequence[object] = ()
    ) -> list[DictRow]:
        """Execute one SQL statement on this transaction's own connection; its rows as dicts."""
        cursor = self.raw.cursor(row_factory=dict_row)
        try:
            await cursor.execute(sql, values or None)
        except (psycopg.IntegrityError, psycopg.errors.NumericValueOutOfRange) as error:
            raise refusal(error) or error from error
        return await cursor.fetchall() if cursor.description is not None else []


class Database:
    """A pool of connections, opened lazily; `close` it."""

    def __init__(self, url: str, pool_size: int = 10) -> None:
        # Autocommit, because `transaction` begins and ends by itself; last in first out, because a connection
        # that was just used has its statements prepared.
        self.engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(url), pool_size=pool_size, pool_use_lifo=True, isolation_level="AUTOCOMMIT"
        )

    @asynccontextmanager
    async def transaction(
        self, role: DatabaseRole = DatabaseRole.APP, *, durable: bool = True
    ) -> AsyncIterator[Transaction]:
        """A transaction in a role: committed at the end of the block, rolled back by any exception.

        One that is not durable does not wait for the disk: a power cut may forget it whole, never in part.
        """
        begin = f"BEGIN; SET LOCAL ROLE {role.value}"
        if not durable:
            begin += "; SET LOCAL synchronous_commit = off"
        async with self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = cast("psycopg.AsyncConnection[Any]", raw.driver_connection)
            # One round trip instead of two: every set pays for it three times.
            await driver.execute(begin.encode(), prepare=False)
            yield Transaction(connection, driver)
            ended = await driver.execute(b"COMMIT", prepare=False)
            if ended.statusmessage != "COMMIT":  # of a failed transaction Postgres makes a rollback, silently
                raise psycopg.errors.InFailedSqlTransaction("an error was caught inside the transaction")
            # Where an exception skips this, the pool rolls back before it takes the connection back.

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


def sqlalchemy_url(url: str) -> str:
    """The same address for SQLAlchemy: any postgres scheme becomes the psycopg dialect's."""
    scheme, _, rest = url.partition("://")
    if scheme.split("+")[0] not in {"postgresql", "postgres"}:
        raise ValueError("the database must be a Postgres: postgresql://user:password@host/name")
    return f"postgresql+psycopg://{rest}"
