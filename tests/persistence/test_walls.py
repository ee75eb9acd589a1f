"""The wall between athletes, table by table: who has not asked for an athlete sees and changes nothing of theirs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from core.persistence.database import Database, DatabaseRole, Transaction
from core.persistence.tables import Place, profiles
from tests.databases import opened
from tests.rows import FILLED, OF_PLACE, Person, fill, row_counts, values_for

APPEND_ONLY = {"set_logs", "session_logs", "maxes", "pain_reports", "body_weights"}

each_table = pytest.mark.parametrize("table", OF_PLACE[Place.ATHLETE], ids=str)
refused_by_the_wall = pytest.raises(ProgrammingError, match="violates row-level security policy")


@dataclass(frozen=True)
class Gym:
    """Two athletes, both with a row in every table."""

    db: Database
    ana: Person
    boris: Person


@pytest.fixture
async def gym(db: Database) -> Gym:
    ana, boris = Person(1, "Ana"), Person(2, "Boris")
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await fill(tx, ana)
        await fill(tx, boris)
    return Gym(db, ana, boris)


def scope_of(*people: Person) -> str:
    return "{" + ",".join(str(person.athlete_id) for person in people) + "}"


async def open_scope(tx: Transaction, scope: str | None) -> None:
    if scope is not None:
        await tx.rows(f"SET LOCAL app.athletes = '{scope}'".encode())


async def visible(tx: Transaction, table: Table) -> int:
    return int((await tx.run(select(func.count()).select_from(table))).scalar_one())


@each_table
async def test_outside_the_scope_nothing_of_ana_is_seen_or_changed(gym: Gym, table: Table) -> None:
    only_boris = scope_of(gym.boris)
    padded = only_boris.replace("{", "{ ")  # the same list, spelt another way
    for scope in (None, "", "{}", only_boris, padded):
        async with gym.db.transaction() as tx:
            await open_scope(tx, scope)
            assert await visible(tx, table) == (1 if scope in (only_boris, padded) else 0)
            hers = table.c.athlete_id == gym.ana.athlete_id
            assert (await tx.run(select(table).where(hers))).all() == []
            if table.name not in APPEND_ONLY:
                change = update(table).where(hers).values(athlete_id=table.c.athlete_id)
                assert (await tx.run(change)).rowcount == 0
                assert (await tx.run(delete(table).where(hers))).rowcount == 0
        with refused_by_the_wall:
            await insert_for(gym, table, gym.ana, scope)


async def insert_for(gym: Gym, table: Table, person: Person, scope: str | None) -> None:
    async with gym.db.transaction() as tx:
        await open_scope(tx, scope)
        # Without RETURNING, which the wall would refuse for not being allowed to see the row.
        await tx.run(insert(table).inline().values(values_for(table, person)))


@each_table
async def test_inside_the_scope_ana_works_with_her_own(gym: Gym, table: Table) -> None:
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        await tx.run(delete(table).where(table.c.athlete_id == gym.ana.athlete_id))
    scope = scope_of(gym.ana)
    await insert_for(gym, table, gym.ana, scope)
    async with gym.db.transaction() as tx:
        await open_scope(tx, scope)
        assert [row.athlete_id for row in await tx.run(select(table))] == [gym.ana.athlete_id]
        if table.name not in APPEND_ONLY:
            assert (await tx.run(update(table).values(athlete_id=table.c.athlete_id))).rowcount == 1
            assert (await tx.run(delete(table))).rowcount == 1


@each_table
async def test_a_scope_of_two_shows_two(gym: Gym, table: Table) -> None:
    async with gym.db.transaction() as tx:
        await open_scope(tx, scope_of(gym.ana, gym.boris))
        assert await visible(tx, table) == 2


@pytest.mark.parametrize("table", [t for t in OF_PLACE[Place.ATHLETE] if t.name not in APPEND_ONLY], ids=str)
async def test_a_row_cannot_be_moved_to_somebody_outside_the_scope(gym: Gym, table: Table) -> None:
    async def move() -> None:
        async with gym.db.transaction() as tx:
            await open_scope(tx, scope_of(gym.boris))
            await tx.run(update(table).values(athlete_id=gym.ana.athlete_id))

    with refused_by_the_wall:
        await move()


@pytest.mark.parametrize("name", sorted(APPEND_ONLY | {"audit"}))
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
async def test_what_happened_cannot_be_unwritten(gym: Gym, name: str, change: str) -> None:
    async def unwrite() -> None:
        async with gym.db.transaction() as tx:
            await open_scope(tx, scope_of(gym.ana))
            await tx.rows(change.format(name).encode())

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await unwrite()


async def test_nobody_but_the_system_moves_the_clock(db: Database) -> None:
    async def move(role: DatabaseRole) -> None:
        async with db.transaction(role) as tx:
            await tx.rows("UPDATE clock SET shift = '1 day'")

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await move(DatabaseRole.APP)
    await move(DatabaseRole.SYSTEM)


@pytest.mark.parametrize("table", FILLED, ids=str)
async def test_people_who_look_into_the_database_see_everything_and_change_nothing(
    gym: Gym, table: Table
) -> None:
    async def attempt(statement: str) -> int:
        async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
            everything = await visible(tx, table)
            await tx.rows("SET LOCAL ROLE setpoint_read")
            assert await visible(tx, table) == everything
            await tx.rows(statement.encode())
            return everything

    assert await attempt("SELECT 1") >= 2
    column = next(iter(table.columns)).name
    for change in (
        f"UPDATE {table.name} SET {column} = {column}",
        f"DELETE FROM {table.name}",
        f"INSERT INTO {table.name} DEFAULT VALUES",
        f"TRUNCATE {table.name} CASCADE",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await attempt(change)


async def test_even_the_owner_of_the_tables_sees_nothing(gym: Gym, database_url: str) -> None:
    """Row-level security is forced: who owns a table is an accident of how it was deployed."""
    with psycopg.connect(database_url) as connection:
        connection.execute("CREATE ROLE landlord_for_a_moment")
        for table in OF_PLACE[Place.ATHLETE]:
            connection.execute(f"ALTER TABLE {table.name} OWNER TO landlord_for_a_moment".encode())
        connection.execute("SET LOCAL ROLE landlord_for_a_moment")
        for table in OF_PLACE[Place.ATHLETE]:
            found = connection.execute(f"SELECT count(*) FROM {table.name}".encode()).fetchone()
            assert found == (0,), table.name
        connection.rollback()


async def test_exactly_the_athletes_tables_are_walled(db: Database) -> None:
    async with db.transaction() as tx:
        found = await tx.rows(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND relrowsecurity AND relforcerowsecurity"
        )
    assert {row["relname"] for row in found} == {table.name for table in OF_PLACE[Place.ATHLETE]}


@pytest.fixture
async def narrow(gym: Gym, database_url: str) -> AsyncIterator[Database]:
    """A pool of one connection, so that every transaction inherits what the one before left on it."""
    async with opened(database_url, pool_size=1) as db:
        yield db


@pytest.mark.parametrize("ends", ["committed", "rolled back"])
async def test_the_next_transaction_on_a_connection_inherits_neither_scope_nor_role(
    gym: Gym, narrow: Database, ends: str
) -> None:
    async def look_around_as_system_for_ana() -> None:
        async with narrow.transaction(DatabaseRole.SYSTEM) as tx:
            await open_scope(tx, scope_of(gym.ana))
            assert await visible(tx, profiles) == 2
            if ends == "rolled back":
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) if ends == "rolled back" else nullcontext():
        await look_around_as_system_for_ana()
    async with narrow.transaction() as tx:
        assert await visible(tx, profiles) == 0
    async with narrow.engine.connect() as connection:
        looked = "SELECT current_user = session_user, current_setting('app.athletes', true)"
        assert (await connection.execute(text(looked))).one() == (True, "")


async def test_many_transactions_that_share_few_connections_each_see_their_own(
    gym: Gym, database_url: str
) -> None:
    who: list[Person | None] = [gym.ana, gym.boris, None]

    async def look(db: Database, person: Person | None) -> bool:
        async with db.transaction() as tx:
            await open_scope(tx, scope_of(person) if person else None)
            await tx.rows("SELECT pg_sleep(0.001)")  # lets the others in between
            seen = {row.athlete_id for row in await tx.run(select(profiles.c.athlete_id))}
            return seen == ({person.athlete_id} if person else set())

    async with opened(database_url, pool_size=3) as db:
        assert all(await asyncio.gather(*(look(db, who[n % len(who)]) for n in range(120))))


async def test_the_system_role_sees_every_row(gym: Gym) -> None:
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        counts = await row_counts(tx)
    assert all(counts[table.name] == 2 for table in OF_PLACE[Place.ATHLETE])
