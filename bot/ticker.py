"""The clock's hand: APScheduler ticks, Postgres knows what is due. Also the slow net under everything else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.sender import Sender
from bot.worker import Worker
from core.delivery import inbox, outbox, schedules
from core.persistence.database import DATABASE_TROUBLE, Database

log = logging.getLogger(__name__)

SWEEP_S = 5.0  # how soon something is found that a dead process's connection still held at the first look
PURGE_S = 3600.0
KEEP_DAYS = 7  # bodies of handled updates and sent messages are forgotten after this


class Ticker:
    """Wakes what is due, sweeps up what was left, forgets what is old."""

    def __init__(self, db: Database, bot_id: int, worker: Worker, sender: Sender, tick_s: float) -> None:
        self._db, self._bot_id, self._worker, self._sender = db, bot_id, worker, sender
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for job, seconds in (
            (self.wake_chats, tick_s),
            (self._sender.sweep, SWEEP_S),
            (self.purge, PURGE_S),
        ):
            self._scheduler.add_job(_steadily(job), "interval", seconds=seconds)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks."""
        self._scheduler.shutdown(wait=False)

    async def sweep(self) -> None:
        """Everything that waits and is in nobody's hand."""
        await self._sender.sweep()
        await self.wake_chats()

    async def wake_chats(self) -> None:
        """Chats in which something is due, or with updates that another replica has stored.

        What is due for somebody who has blocked us waits until they are heard again.
        """
        async with self._db.transaction() as tx:
            due = await schedules.due_chats(tx, self._bot_id)
            waiting = await inbox.waiting_chats(tx, self._bot_id)
        for chat_id in (*due, *waiting):
            self._worker.wake(chat_id)

    async def purge(self) -> None:
        """Forget bodies of long ago."""
        async with self._db.transaction() as tx:
            await outbox.purge(tx, self._bot_id, KEEP_DAYS)


def _steadily(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A tick that fails because the database is away is only a tick missed."""

    async def run() -> None:
        try:
            await job()
        except asyncio.CancelledError:
            return  # told to stop in the middle of a tick: APScheduler would log it as an error
        except DATABASE_TROUBLE as error:
            log.warning("a tick was missed: %s", error)

    return run
