"""Alembic's entry: one transaction, a lock so that two migrations at once take turns."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

from core.persistence.database import sqlalchemy_url
from core.persistence.tables import metadata
from core.persistence.tables.base import Document
from migrations import ADVISORY_LOCK


def render_item(kind: str, item: object, _: object) -> str | Literal[False]:
    """A typed document is plain JSONB to a migration, which must not change when the type does."""
    return "postgresql.JSONB()" if kind == "type" and isinstance(item, Document) else False


def run(connection: Connection) -> None:
    """Run the migrations on an open connection, everything in one transaction."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_server_default=False,
        render_item=render_item,
    )
    context.run_migrations()


def main() -> None:
    """Use the connection handed over, or make one from the URL handed over."""
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    engine = create_engine(sqlalchemy_url(context.config.attributes["url"]), poolclass=pool.NullPool)
    with engine.begin() as connection:
        run(connection)
    engine.dispose()


main()
