"""Who may do what, asked of the database itself: every table, every role, every scope, every kind of statement."""

from collections.abc import Iterator
from itertools import product

import psycopg
import pytest
from sqlalchemy import Table

from core.persistence.database import Database, DatabaseRole
from core.persistence.tables import Place, metadata, place_of
from tests.rows import Person, fill

ACTIONS = ("select", "insert", "update", "delete")
EVERYTHING = frozenset(ACTIONS)
ADDING = frozenset({"select", "insert"})  # what happened is not unwritten
LOOKING = frozenset({"select"})

# What the application may do. Whoever looks into the database may look, the system role may do everything.
APP_MAY = dict.fromkeys(metadata.tables, EVERYTHING) | {
    "audit": ADDING,
    "body_weights": ADDING,
    "clock": LOOKING,
    "maxes": ADDING,
    "pain_reports": ADDING,
    "session_logs": ADDING,
    "set_logs": ADDING,
}
ROLES = ("setpoint_app", "setpoint_system", "setpoint_read")
SCOPES = ("none", "empty", "wrong", "right")

Case = tuple[str, str, str, str]  # table, role, scope, action
SEEN, UNSEEN, REFUSED = "seen", "unseen", "refused"


def declared(table: Table, role: str, scope: str, action: str) -> str:
    """What each case has to become."""
    may = {"setpoint_app": APP_MAY[table.name], "setpoint_system": EVERYTHING, "setpoint_read": LOOKING}
    if action not in may[role]:
        return REFUSED
    walled = place_of(table) is Place.ATHLETE and role == "setpoint_app" and scope != "right"
    if not walled:
        return SEEN
    return REFUSED if action == "insert" else UNSEEN


def statement(table: Table, action: str, athlete_id: int) -> str:
    """One statement about a person's row; an insert says only whose it would be, so that nothing else matters."""
    walled = place_of(table) is Place.ATHLETE
    where = f" WHERE athlete_id = {athlete_id}" if walled else ""
    column = next(column.name for column in table.columns if column.computed is None)
    match action:
        case "select":
            return f"SELECT 1 FROM {table.name}{where} LIMIT 1"
        case "insert" if walled:
            return f"INSERT INTO {table.name} (athlete_id) VALUES ({athlete_id})"
        case "insert":
            return f"INSERT INTO {table.name} DEFAULT VALUES"
        case "update":
            return f"UPDATE {table.name} SET {column} = {column}{where}"
        case _:
            return f"DELETE FROM {table.name}{where}"


def became(connection: psycopg.Connection, sql: str) -> str:
    """Whether it was allowed and met a row, met none, or was refused by a grant or the wall; nothing is left of it."""
    connection.execute("SAVEPOINT before")
    try:
        met = connection.execute(sql.encode()).rowcount
        return SEEN if met > 0 else UNSEEN
    except psycopg.errors.InsufficientPrivilege:
        return REFUSED
    except (
        psycopg.IntegrityError
    ):  # checked after grants and walls: what is missing is only the rest of a row
        return SEEN
    finally:
        connection.execute("ROLLBACK TO SAVEPOINT before")


def asked(connection: psycopg.Connection, ana: Person, boris: Person) -> Iterator[tuple[Case, str]]:
    """Every case. The roles change inside one transaction, as they do in the product."""
    scopes = {
        "none": None,
        "empty": "{}",
        "wrong": f"{{{boris.athlete_id}}}",
        "right": f"{{{ana.athlete_id}}}",
    }
    for role, scope in product(ROLES, SCOPES):
        with connection.transaction(force_rollback=True):
            connection.execute(f"SET LOCAL ROLE {role}".encode())
            if scopes[scope] is not None:
                connection.execute(f"SET LOCAL app.athletes = '{scopes[scope]}'".encode())
            for table, action in product(metadata.sorted_tables, ACTIONS):
                sql = statement(table, action, ana.athlete_id)
                yield (table.name, role, scope, action), became(connection, sql)


@pytest.fixture
async def two(db: Database) -> tuple[Person, Person]:
    """Two people, each with a row in every table."""
    ana, boris = Person(1, "Ana"), Person(2, "Boris")
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await fill(tx, ana)
        await fill(tx, boris)
    return ana, boris


async def test_nobody_may_more_or_less_than_is_declared(
    two: tuple[Person, Person], database_url: str
) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        found = dict(asked(connection, *two))
    meant = {
        (table.name, role, scope, action): declared(table, role, scope, action)
        for table, role, scope, action in product(metadata.sorted_tables, ROLES, SCOPES, ACTIONS)
    }
    assert len(found) == len(metadata.tables) * len(ROLES) * len(SCOPES) * len(ACTIONS)
    wrong = [
        f"{' '.join(case)}: {found[case]}, not {meant[case]}" for case in meant if found[case] != meant[case]
    ]
    assert not wrong, "\n".join(wrong)


async def test_what_is_in_no_table_of_ours_is_open_to_no_role(db: Database, database_url: str) -> None:
    """The migrations' own table, say, and whatever comes to lie beside ours."""
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT c.relname, r.rolname FROM pg_class c CROSS JOIN pg_roles r"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p')"
            " AND r.rolname = ANY(%s) AND has_table_privilege(r.oid, c.oid, 'SELECT')",
            (list(ROLES),),
        ).fetchall()
    assert {name for name, _ in rows} == set(metadata.tables)
    assert {role for _, role in rows} == set(ROLES)


async def test_no_role_owns_passes_or_truncates_anything(db: Database, database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        passing = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)"
            " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcanlogin)",
            (list(ROLES),),
        ).fetchall()
        truncating = connection.execute(
            "SELECT c.relname, r.rolname FROM pg_class c CROSS JOIN pg_roles r"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND r.rolname = ANY(%s)"
            " AND has_table_privilege(r.oid, c.oid, 'TRUNCATE')",
            (list(ROLES),),
        ).fetchall()
        owning = connection.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = ANY(%s)",
            (list(ROLES),),
        ).fetchall()
    assert (passing, truncating, owning) == ([], [], [])
