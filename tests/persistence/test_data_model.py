"""`docs/data-model.md` against the live schema: every home that it names is there."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

import core
from bot.cli import _parser

PAGE = Path(core.__file__).parents[1] / "docs" / "data-model.md"
ROW = re.compile(r"^\| (?P<element>.+?) \| (?P<home>.+?) \| (?P<remark>.*?) ?\|$")
HOME = re.compile(r"`([^`]+)`")
WITHOUT_HOME = ("Derived: ", "Not needed: ")


@dataclass(frozen=True)
class Element:
    """One row of the page."""

    name: str
    home: str
    remark: str

    @property
    def homes(self) -> list[str]:
        return HOME.findall(self.home) + HOME.findall(self.remark)


def elements() -> Iterator[Element]:
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row and row["element"] != "element" and not row["element"].startswith("---"):
            yield Element(row["element"], row["home"], row["remark"])


@dataclass(frozen=True)
class Schema:
    """The names that a database knows, and what its columns allow."""

    columns: frozenset[tuple[str, str]]
    defaults: dict[tuple[str, str], str]
    checks: dict[tuple[str, str], str]
    names: frozenset[str]

    @property
    def tables(self) -> set[str]:
        return {table for table, _ in self.columns}


@pytest.fixture(scope="module")
def schema(worker_url: str) -> Schema:
    def rows(connection: psycopg.Connection[Any], sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql.encode()).fetchall()

    with psycopg.connect(worker_url) as connection:
        columns = rows(
            connection,
            "SELECT table_name, column_name, column_default FROM information_schema.columns"
            " WHERE table_schema = 'public'",
        )
        checks = rows(
            connection,
            "SELECT c.conrelid::regclass::text, a.attname, pg_get_constraintdef(c.oid) FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum] WHERE c.contype = 'c'",
        )
        names = rows(
            connection,
            "SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'",
        )
    allowed: dict[tuple[str, str], str] = {}
    for table, column, rule in checks:
        allowed[table, column] = allowed.get((table, column), "") + rule
    return Schema(
        columns=frozenset((table, column) for table, column, _ in columns),
        defaults={(table, column): default for table, column, default in columns if default is not None},
        checks=allowed,
        names=frozenset(name for (name,) in names),
    )


def is_there(schema: Schema, home: str) -> bool:
    """Whether a home exists: a command, code, a value, a default, a column, a constraint or index, or a table."""
    if home.startswith(("setpoint ", "--")):
        return any(home.split()[-1] in text for text in commands())
    if ":=" in home:
        column, default = home.split(":=")
        return default in schema.defaults.get(place(column), "")
    if ":" in home:
        module, name = home.split(":")
        return hasattr(importlib.import_module(module), name)
    if "=" in home:
        column, value = home.split("=")
        return f"'{value}'" in schema.checks.get(place(column), "")
    if "." in home:
        return place(home) in schema.columns
    return home in schema.names | schema.tables


def place(column: str) -> tuple[str, str]:
    table, _, name = column.partition(".")
    return table, name


def commands() -> list[str]:
    (subcommands,) = [
        action for action in _parser()._actions if action.choices and action.metavar == "command"
    ]
    assert isinstance(subcommands.choices, dict)
    return [name + " " + parser.format_help() for name, parser in subcommands.choices.items()]


def test_the_page_has_not_lost_its_rows() -> None:
    found = list(elements())
    assert len(found) > 200
    assert len({(each.name, each.home) for each in found}) == len(found)


@pytest.mark.parametrize("element", list(elements()), ids=lambda element: element.name[:60])
def test_every_element_has_a_home_or_a_reason_to_have_none(schema: Schema, element: Element) -> None:
    if not HOME.search(element.home):
        assert element.home.startswith(WITHOUT_HOME), element.home
    assert [home for home in element.homes if not is_there(schema, home)] == []


def test_a_home_that_is_not_there_is_noticed(schema: Schema) -> None:
    for missing in (
        "no_table",
        "workouts.no_column",
        "workouts.status=lost",
        "macrocycles.minutes:=61",
        "ck_workouts_nothing",
        "setpoint dance",
        "core.engine.groups:number",
    ):
        assert not is_there(schema, missing), missing
