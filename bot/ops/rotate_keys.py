"""`setpoint rotate-keys`: tokens of other services under the current key. Killed, it goes on where it was."""

import asyncio

from bot.settings import Settings
from core.persistence.database import Database, DatabaseRole
from core.persistence.embedded import EmbeddedPostgres
from core.services import integrations
from core.services.secrets import Keyring

BATCH = 100  # rows of one transaction: nobody waits long for a row


def main(settings: Settings) -> int:
    """Rotate everything, say how much that was."""
    if settings.database_url is not None:
        print(asyncio.run(_report(settings.database_url, settings.keys)))
        return 0
    with EmbeddedPostgres(settings.data) as own:
        print(asyncio.run(_report(own.url, settings.keys)))
    return 0


async def _report(url: str, keys: Keyring) -> str:
    db = Database(url)
    try:
        rotated = await rotate(db, keys)
        async with db.transaction(DatabaseRole.SYSTEM) as tx:
            count = (await integrations.count_by_key(tx)).get(keys.current, 0)
    finally:
        await db.close()
    return f"{rotated} encrypted anew; {count} in all are under the key “{keys.current}”"


async def rotate(db: Database, keys: Keyring, batch: int = BATCH) -> int:
    """Batch by batch, each in a transaction of its own, until nothing is left under another key."""
    total = 0
    while True:
        async with db.transaction(DatabaseRole.SYSTEM) as tx:
            done = await integrations.rotate(tx, keys, batch)
        total += done
        if done == 0:
            return total
