"""The layout that makes one athlete's rows one place: a wall can stand around it, and a cluster can move it."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Enum, ForeignKeyConstraint, Table, UniqueConstraint

import core
from core.persistence.database import Database
from core.persistence.tables import Place, metadata, place_of
from tests.rows import OF_PLACE

ROOT = Path(core.__file__).parents[1]
ENUM_COLUMNS = [
    column for table in metadata.sorted_tables for column in table.columns if isinstance(column.type, Enum)
]

each_table = pytest.mark.parametrize("table", OF_PLACE[Place.ATHLETE], ids=str)


def names(columns: Iterable[Column[Any]]) -> list[str]:
    return [column.name for column in columns]


def keys(table: Table) -> list[ForeignKeyConstraint]:
    return sorted(table.foreign_key_constraints, key=lambda key: str(key.name))


def test_every_table_has_a_place() -> None:
    assert [
        table.name for table in metadata.sorted_tables if not isinstance(table.info.get("place"), Place)
    ] == []


@each_table
def test_an_athletes_row_is_found_by_the_athlete_first(table: Table) -> None:
    assert names(table.primary_key.columns) == ["athlete_id", "id"]
    for unique in (c for c in table.constraints if isinstance(c, UniqueConstraint)):
        assert names(unique.columns)[0] == "athlete_id", unique.name
    for index in table.indexes:
        assert names(index.columns)[0] == "athlete_id", index.name


@each_table
def test_what_an_athletes_row_refers_to_is_the_same_athletes_or_shared(table: Table) -> None:
    for key in keys(table):
        if place_of(key.referred_table) is Place.ATHLETE:
            own = [(e.parent.name, e.column.name) for e in key.elements]
            assert own[0] == ("athlete_id", "athlete_id"), key.name
        else:
            assert place_of(key.referred_table) is Place.SHARED, key.name


@each_table
def test_an_athletes_rows_go_with_the_athlete_and_are_never_half_forgotten(table: Table) -> None:
    rules = {tuple(key.column_keys): key.ondelete for key in keys(table)}
    assert rules["athlete_id",] == "CASCADE"
    assert not {"SET NULL", "SET DEFAULT"} & set(rules.values())


def test_what_is_shared_never_refers_to_one_athletes_training() -> None:
    """Nor does machinery, which refers to nothing at all: its rows come and go while people are erased."""
    assert [
        str(k.name)
        for t in OF_PLACE[Place.SHARED]
        for k in keys(t)
        if place_of(k.referred_table) is not Place.SHARED
    ] == []
    assert [str(k.name) for t in OF_PLACE[Place.MACHINERY] for k in keys(t)] == []


@pytest.mark.parametrize("column", ENUM_COLUMNS, ids=str)
async def test_the_database_refuses_a_word_that_the_code_does_not_know(
    db: Database, column: Column[str]
) -> None:
    async with db.transaction() as tx:
        checks = await tx.rows(
            "SELECT pg_get_constraintdef(k.oid) AS rule FROM pg_constraint k JOIN pg_attribute a"
            " ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]"
            " WHERE k.contype = 'c' AND k.conrelid = %s::regclass AND a.attname = %s",
            (column.table.name, column.name),
        )
    assert isinstance(column.type, Enum)
    allowed = [set(re.findall(r"'(\w+)'", check["rule"])) for check in checks]
    assert allowed == [set(column.type.enums)]


def users_of_the_system_role() -> Iterator[str]:
    for package in ("core", "bot", "migrations"):
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                by_name = isinstance(node, ast.Attribute) and node.attr in {"SYSTEM", "as_system"}
                by_word = isinstance(node, ast.Constant) and "setpoint_system" in str(node.value)
                if by_name or by_word:
                    yield str(file.relative_to(ROOT))


def test_only_these_step_over_the_wall() -> None:
    """Erasure, statistics and arrivals. Whoever joins them must need rows of people who did not ask."""
    assert set(users_of_the_system_role()) == {
        "bot/ops/backfill.py",  # looks for who has no plan; each plan is made in its athlete's scope
        "bot/ops/bench_data.py",  # measures on databases of its own
        "bot/ops/chaos.py",  # counts on a database of its own
        "bot/ops/gym.py",  # measures on a database of its own
        "bot/ops/rotate_keys.py",  # reads nothing but ciphertexts
        "bot/ops/stage.py",  # the demo's and the tests' own people
        "bot/ops/validate.py",  # checks everybody's rows and changes none
        "core/persistence/database.py",  # where the role is named
        "core/services/access.py",  # where a use case takes it
        "core/services/admin.py",
        "core/services/arriving.py",  # of a placeholder, who can open nothing to anybody
        "core/services/privacy.py",
        "core/services/validation/schema.py",  # looks at what the roles may do
        "migrations/walls.py",  # where it is made
    }
