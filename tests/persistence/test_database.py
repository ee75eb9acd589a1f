"""A transaction commits what it did by either way, and nothing of it outlives it."""

from contextlib import suppress

import psycopg
import pytest
from sqlalchemy import func, select

from bot.ops import wire
from core.delivery import lease
from core.persistence.database import Database
from core.persistence.tables import users
from core.services import people
from tests.builders import NOW


async def test_what_only_plain_sql_did_is_committed(db: Database) -> None:
    async with db.transaction() as tx:
        assert await lease.hold(tx, "work", "first")
    async with db.transaction() as tx:
        assert not await lease.hold(tx, "work", "second")


async def test_an_exception_takes_back_what_was_done_either_way(db: Database) -> None:
    async def fail() -> None:
        async with db.transaction() as tx:
            await lease.hold(tx, "work", "first")
            await people.meet(tx, 1, "Ana", "en", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with db.transaction() as tx:
        assert await lease.hold(tx, "work", "second")
        assert (await tx.run(select(func.count()).select_from(users))).scalar_one() == 0


async def test_an_error_that_somebody_swallowed_is_no_commit(db: Database) -> None:
    async def swallow() -> None:
        async with db.transaction() as tx:
            await lease.hold(tx, "work", "first")
            with suppress(psycopg.Error):
                await tx.rows("SELECT 1 / 0")

    with pytest.raises(psycopg.errors.InFailedSqlTransaction):
        await swallow()
    async with db.transaction() as tx:
        assert await lease.hold(tx, "work", "second")


async def test_statements_of_either_way_are_counted(db: Database) -> None:
    with wire.tapped(db) as line:
        async with db.transaction() as tx:
            await tx.rows("SELECT 1")
            await tx.run(select(users))
        assert line.sent() == wire.Sent(statements=3, commits=1), "and the one that takes the role"
