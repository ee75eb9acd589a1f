"""Migrations run from wherever the product is, however many processes start at once."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

import migrations
from core.persistence.embedded import EmbeddedPostgres
from tests.databases import new_database, prepare
from tests.migrations.catalog import everything

ROOT = Path(migrations.__file__).parents[1]
MIGRATE = "import sys, migrations; migrations.upgrade(sys.argv[1])"
PATIENCE_S = 120.0  # a guard, never a measure

Migrator = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def migrator() -> Iterator[Migrator]:
    """Migrate in another process, which runs in a folder and finds the product in another."""
    started: list[subprocess.Popen[str]] = []

    def start(url: str, code: Path = ROOT, cwd: Path = Path("/")) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", MIGRATE, url],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(code)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()


@pytest.fixture
def new_server_url(tmp_path: Path) -> Iterator[str]:
    """A server that has never seen the product."""
    with EmbeddedPostgres(tmp_path / "data", durable=False) as postgres:
        yield postgres.url


def finished(process: subprocess.Popen[str]) -> str:
    """What it complained about."""
    _, complaint = process.communicate(timeout=PATIENCE_S)
    return complaint if process.returncode else ""


def wait_until_held_up(url: str, migrations_held_up: int) -> None:
    """Until that many migrations of a database wait for a lock that somebody else has."""
    question = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    deadline = time.monotonic() + PATIENCE_S
    with psycopg.connect(url, autocommit=True) as onlooker:
        while onlooker.execute(question).fetchone() != (migrations_held_up,):
            assert time.monotonic() < deadline, "a migration went on without waiting for its turn"
            time.sleep(0.02)


def test_two_migrations_at_once_take_turns(blank_url: str, worker_url: str, migrator: Migrator) -> None:
    with psycopg.connect(blank_url) as first:
        first.execute("SELECT pg_advisory_xact_lock(%s)", (migrations.ADVISORY_LOCK,))
        both = [migrator(blank_url), migrator(blank_url)]
        wait_until_held_up(blank_url, 2)
    assert [finished(process) for process in both] == ["", ""]
    assert everything(blank_url) == everything(worker_url)


@pytest.mark.parametrize("half_made", ["CREATE ROLE setpoint_app", "GRANT setpoint_system TO CURRENT_USER"])
def test_a_migration_of_another_database_that_makes_the_roles_first_is_waited_for(
    new_server_url: str, migrator: Migrator, half_made: str
) -> None:
    """The roles belong to the server: whoever comes second finds them half made."""
    with new_database(new_server_url) as url:
        with psycopg.connect(new_server_url) as first:
            if half_made.startswith("GRANT"):
                first.execute("CREATE ROLE setpoint_system")
                first.commit()
            first.execute(half_made.encode())
            second = migrator(url)
            wait_until_held_up(url, 1)
        assert finished(second) == ""


def test_a_login_without_superpowers_can_migrate_and_use_its_database(new_server_url: str) -> None:
    """As a managed Postgres gives it: the owner of one database, allowed to make roles."""
    with psycopg.connect(new_server_url, autocommit=True) as server:
        server.execute("CREATE ROLE landlord LOGIN CREATEROLE CREATEDB PASSWORD 'key'")
    own = make_url(new_server_url).set(username="landlord", password="key")
    with new_database(own.render_as_string(hide_password=False)) as url:
        prepare(url)
        migrations.downgrade(url, "base")
        prepare(url)


def test_an_installed_copy_migrates_from_any_folder(
    blank_url: str, worker_url: str, tmp_path: Path, migrator: Migrator
) -> None:
    site = tmp_path / "site-packages"
    for package in ("core", "migrations"):
        shutil.copytree(ROOT / package, site / package, ignore=shutil.ignore_patterns("__pycache__"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert finished(migrator(blank_url, code=site, cwd=elsewhere)) == ""
    assert everything(blank_url) == everything(worker_url)
