"""The Postgres versions that the embedded one comes in."""

from collections.abc import Iterator

import pytest

from core.persistence.embedded import EmbeddedPostgres
from tests.databases import new_database


@pytest.fixture(scope="package")
def oldest_server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the oldest version that the wheel brings."""
    folder = tmp_path_factory.mktemp("oldest")
    with EmbeddedPostgres(folder / "data", version=16, durable=False) as postgres:
        yield postgres.url


@pytest.fixture(params=["server_url", "oldest_server_url"], ids=["newest", "oldest"])
def any_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database in which nothing was ever made, on each version in turn."""
    with new_database(request.getfixturevalue(request.param)) as url:
        yield url
