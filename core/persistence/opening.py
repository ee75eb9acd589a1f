"""From a database address, or a folder for one of our own, to a database that is ready for use."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from core.persistence import library
from core.persistence.database import Database
from core.persistence.embedded import EmbeddedPostgres

Migrate = Callable[[str], None]


@asynccontextmanager
async def open_database(url: str | None, data: Path, migrate: Migrate) -> AsyncIterator[Database]:
    """A migrated database with the curated library in it; our own Postgres where no address is given."""
    own = None
    if url is None:
        own = EmbeddedPostgres(data)
        await asyncio.to_thread(own.start)
        url = own.url
    try:
        await asyncio.to_thread(migrate, url)
        db = Database(url)
        try:
            async with db.transaction() as tx:
                await library.sync(tx, library.curated(), library.curated_progressions())
            yield db
        finally:
            await db.close()
    finally:
        if own is not None:
            await asyncio.to_thread(own.stop)
