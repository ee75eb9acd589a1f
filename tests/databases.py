"""Databases for tests: made on a server, emptied between tests, dropped at the end."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Identity, Table, make_url

import migrations
from core.persistence.database import Database, sqlalchemy_url
from core.persistence.opening import open_database
from core.persistence.tables import metadata

# Of what is kept between tests, what a test has added: details of its exercises go with them.
LEFT_BEHIND: dict[str, str | bool] = dict.fromkeys(
    ("muscle_groups", "exercise_aliases", "exercise_muscles", "exercise_progressions", "clock"), False
) | {"exercises": "athlete_id IS NOT NULL OR organization_id IS NOT NULL"}


@contextmanager
def new_database(server_url: str) -> Iterator[str]:
    """A database of its own on a server: its address. Whoever is still connected at the end is thrown out."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            url = make_url(sqlalchemy_url(server_url)).set(drivername="postgresql", database=name)
            yield url.render_as_string(hide_password=False)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@asynccontextmanager
async def opened(url: str, pool_size: int = 10) -> AsyncIterator[Database]:
    """The product's way into a database, closed at the end."""
    db = Database(url, pool_size)
    try:
        yield db
    finally:
        await db.close()


async def comes_to_wait(db: Database, task: asyncio.Task[Any]) -> bool:
    """Whether a task comes to wait for another transaction, rather than to its end."""
    while not task.done():
        async with db.transaction() as tx:
            if await tx.rows("SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1"):
                return True
    return False


def prepare(url: str) -> None:
    """Bring a database to the state in which the product finds it: migrated, with the curated library."""

    async def opened_once() -> None:
        async with open_database(url, Path("unused"), migrations.upgrade):
            pass

    asyncio.run(opened_once())


def empty(connection: psycopg.Connection[Any]) -> None:
    """Remove what a test left behind, the curated library excepted, and let every identity count on from there.

    DELETE and not TRUNCATE: with few rows it is several times faster, and it waits for nobody who only reads.
    """
    connection.execute(EMPTY.encode())


def _restart(table: Table) -> str:
    sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
    return f"SELECT setval({sequence}, coalesce(max(id), 0) + 1, false) FROM {table.name}"


def _emptying() -> str:
    tables = list(reversed(metadata.sorted_tables))
    counted = [t for t in tables if any(isinstance(c.server_default, Identity) for c in t.columns)]
    return "; ".join(
        [
            "SET LOCAL lock_timeout = '10s'",
            *(f"DELETE FROM {table.name} WHERE {LEFT_BEHIND.get(table.name, True)}" for table in tables),
            "UPDATE clock SET shift = '0'",
            *map(_restart, counted),
        ]
    )


EMPTY = _emptying()
