"""One Postgres per test run, one migrated database per worker, and an empty one for every test."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from core.persistence.database import Database
from core.persistence.embedded import EmbeddedPostgres
from tests.databases import empty, new_database, opened, prepare

SERVER = "SETPOINT_TEST_DATABASE_URL"  # a server on which databases may be created; without it we run our own
FOLDER = "SETPOINT_TEST_FOLDER"  # set by the first process of a run for its workers


def pytest_configure(config: pytest.Config) -> None:
    """The folder of this run's own Postgres: xdist's workers inherit it, whoever made it removes it."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = folder = tempfile.mkdtemp(prefix="setpoint-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The server that all tests of a run share."""
    if SERVER in os.environ:
        yield os.environ[SERVER]
        return
    with EmbeddedPostgres(Path(os.environ[FOLDER]) / "data", durable=False) as postgres:
        yield postgres.url


@pytest.fixture(scope="session")
def worker_url(server_url: str) -> Iterator[str]:
    """This worker's database, migrated once."""
    with new_database(server_url) as url:
        prepare(url)
        yield url


@pytest.fixture(scope="session")
def broom(worker_url: str) -> Iterator[psycopg.Connection]:
    """The connection that empties the database: opening one takes longer than the emptying."""
    with psycopg.connect(worker_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def database_url(worker_url: str, broom: psycopg.Connection) -> str:
    """The address of a migrated database with nothing in it but the curated library."""
    empty(broom)
    return worker_url


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """A migrated database with nothing in it but the curated library."""
    async with opened(database_url) as database:
        yield database


@pytest.fixture
def blank_url(server_url: str) -> Iterator[str]:
    """The address of a database in which nothing was ever made."""
    with new_database(server_url) as url:
        yield url
