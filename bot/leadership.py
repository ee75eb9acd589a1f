"""One process works, the others wait: whoever holds the lease polls, works, ticks and sends."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from core.delivery import lease
from core.persistence.database import DATABASE_TROUBLE, Database

log = logging.getLogger(__name__)

KEEP_S = lease.LEASE.total_seconds() / 3
TRY_S = 1.0


class Leadership:
    """Runs `work` for as long as the lease is ours."""

    def __init__(self, db: Database, name: str, holder: str, work: Callable[[], Awaitable[None]]) -> None:
        self._db, self._name, self._holder, self._work = db, name, holder, work
        self.leading = asyncio.Event()

    async def run(self) -> None:
        """Try for the lease, work while it is held, and start over; until cancelled."""
        while True:
            if not await self._hold():
                await asyncio.sleep(TRY_S)
                continue
            log.info("leading as %s", self._holder)
            working = asyncio.ensure_future(self._work())
            self.leading.set()
            try:
                await self._keep(working)
            except DATABASE_TROUBLE as error:
                log.warning("the database is away: %s", error)
                await asyncio.sleep(TRY_S)
            finally:
                self.leading.clear()
                working.cancel()
                await asyncio.gather(working, return_exceptions=True)

    async def release(self) -> None:
        """Let a waiting replica take over at once."""
        async with self._db.transaction() as tx:
            await lease.release(tx, self._name, self._holder)

    async def _keep(self, working: "asyncio.Future[None]") -> None:
        """Renew until the lease is lost, cannot be renewed in time, or the work has died."""
        loop = asyncio.get_running_loop()
        held_until = loop.time() + lease.LEASE.total_seconds()
        while loop.time() < held_until:
            done, _ = await asyncio.wait({working}, timeout=KEEP_S)
            if done:
                working.result()
                return
            asked_at = loop.time()
            if await self._hold():
                held_until = asked_at + lease.LEASE.total_seconds()
        log.warning("lost the lease %s", self._name)

    async def _hold(self) -> bool:
        try:
            async with self._db.transaction() as tx:
                return await lease.hold(tx, self._name, self._holder)
        except DATABASE_TROUBLE as error:
            log.warning("the database is away: %s", error)
            return False
