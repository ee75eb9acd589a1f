"""The migrations make what the models say, no more and no less."""

from alembic import command
from sqlalchemy import create_engine, pool

import migrations
from core.persistence.database import sqlalchemy_url
from core.persistence.tables import metadata
from tests.migrations.catalog import structure


def test_alembic_would_add_nothing(worker_url: str) -> None:
    command.check(migrations.config(worker_url))


def test_the_migrated_database_is_the_one_that_the_models_describe(worker_url: str, blank_url: str) -> None:
    """Alembic compares neither checks nor defaults nor what a key does on delete; the catalog holds them all."""
    engine = create_engine(sqlalchemy_url(blank_url), poolclass=pool.NullPool)
    metadata.create_all(engine)
    migrated, described = structure(worker_url), structure(blank_url)
    assert not described - migrated, "only the models have:\n" + "\n".join(sorted(described - migrated))
    assert not migrated - described, "only the migrations have:\n" + "\n".join(sorted(migrated - described))
