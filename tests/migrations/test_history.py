"""Every migration goes up, down and up again, with and without rows, on the oldest and newest Postgres of the wheel."""

import asyncio

import psycopg
from alembic.script import ScriptDirectory

import migrations
from core.persistence.database import DatabaseRole
from tests.databases import opened, prepare
from tests.migrations.catalog import everything
from tests.rows import FILLED, Person, fill, row_counts

REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory.from_config(migrations.config("")).walk_revisions()))
]


async def ana_moves_in(url: str) -> dict[str, int]:
    """Somebody gets a row in every table; how many rows there are then."""
    async with opened(url) as db, db.transaction(DatabaseRole.SYSTEM) as tx:
        await fill(tx, Person(1, "Ana"))
        return await row_counts(tx)


async def counted(url: str) -> dict[str, int]:
    async with opened(url) as db, db.transaction(DatabaseRole.SYSTEM) as tx:
        return await row_counts(tx)


def tables_of(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND relname NOT LIKE 'alembic_%'"
        ).fetchall()
        return [name for (name,) in rows]


def test_every_step_can_be_taken_back_and_taken_again(any_url: str) -> None:
    below = everything(any_url)
    for revision in REVISIONS:
        migrations.upgrade(any_url, revision)
        above = everything(any_url)
        migrations.downgrade(any_url, "-1")
        assert everything(any_url) == below
        migrations.upgrade(any_url, revision)
        assert everything(any_url) == above
        below = above


async def test_rows_stay_when_there_is_nothing_to_migrate(blank_url: str) -> None:
    await asyncio.to_thread(prepare, blank_url)
    before = await ana_moves_in(blank_url)
    assert all(before[table.name] for table in FILLED)
    await asyncio.to_thread(prepare, blank_url)
    assert await counted(blank_url) == before


async def test_rows_survive_the_way_down_to_the_first_schema_and_up_again(any_url: str) -> None:
    """Down goes what only later schemas have; whatever the first one knew is there all the way."""
    migrations.upgrade(any_url, REVISIONS[0])
    first = tables_of(any_url)
    await asyncio.to_thread(prepare, any_url)
    before = await ana_moves_in(any_url)
    migrations.downgrade(any_url, REVISIONS[0])
    migrations.upgrade(any_url)
    after = await counted(any_url)
    assert {table: after[table] for table in first} == {table: before[table] for table in first}
    assert after["mesocycles"] == before["mesocycles"], "blocks hang below them"


async def test_a_set_more_is_settled_for_a_release_that_knows_of_none(any_url: str) -> None:
    """What waits is declined, what was done stays and is called a change of one lift."""
    await asyncio.to_thread(prepare, any_url)
    await ana_moves_in(any_url)
    with psycopg.connect(any_url) as connection:
        connection.execute(
            "UPDATE adaptations SET type = 'volume_increase', status = 'proposed', decided_at = NULL"
        )
    migrations.downgrade(any_url, "0012")
    with psycopg.connect(any_url) as connection:
        found = connection.execute("SELECT type, status, decided_at = at FROM adaptations").fetchall()
    assert found == [("stall_intervention", "declined", True)]


async def test_base_leaves_nothing_even_of_a_full_database_and_up_again_works(any_url: str) -> None:
    nothing = everything(any_url)
    await asyncio.to_thread(prepare, any_url)
    before = await ana_moves_in(any_url)
    migrations.downgrade(any_url, "base")
    assert everything(any_url) == nothing
    await asyncio.to_thread(prepare, any_url)
    assert await ana_moves_in(any_url) == before
