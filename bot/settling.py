"""What is in hand, and what became of it: written down in batches, after the answers are out."""

import asyncio
import logging
from contextlib import suppress

from core.delivery import outbox
from core.delivery.outbox import Settled
from core.persistence.database import Database

log = logging.getLogger(__name__)

# Design choice: under load this many rows share a transaction; as long, at worst, a killed process repeats.
BATCH_S = 0.05
RETRY_S = 1.0


class Settling:
    """The rows of the outbox that this process has taken, until what became of them is stored."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._chats: dict[int, int] = {}  # whose chat each row in hand belongs to
        self._settled: list[Settled] = []
        self._news = asyncio.Event()
        self._complete = asyncio.Event()  # nothing in hand that is still being sent
        self._empty = asyncio.Event()
        # Held while rows are looked for: none may be written down meanwhile, or it could be taken twice.
        self.lock = asyncio.Lock()

    def __contains__(self, outbox_id: int) -> bool:
        return outbox_id in self._chats

    def take(self, outbox_id: int, chat_id: int) -> None:
        """Have a row in hand."""
        self._chats[outbox_id] = chat_id
        self._complete.clear()
        self._empty.clear()

    def let_go(self, outbox_id: int) -> None:
        """Somebody else has this row."""
        self._chats.pop(outbox_id, None)
        self._look()

    def settle(
        self, outbox_id: int, state: str, message_id: int | None = None, note: str | None = None
    ) -> None:
        """Note what became of a row in hand."""
        self._settled.append(Settled(outbox_id, state, message_id, note))
        self._news.set()
        self._look()

    def in_hand(self) -> list[int]:
        """The rows that are taken and not written down yet."""
        return list(self._chats)

    def chats(self) -> set[int]:
        """The chats of the rows in hand."""
        return set(self._chats.values())

    async def until_empty(self) -> None:
        """Wait until nothing is in hand and everything is written down."""
        while self._chats:
            await self._empty.wait()

    async def run(self) -> None:
        """Write until cancelled: at once where nothing else is under way, else a batch at a time."""
        while True:
            await self._news.wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(BATCH_S):
                    await self._complete.wait()
            try:
                await self._write()
            except Exception:
                log.exception("could not write down what was sent, trying again")
                await asyncio.sleep(RETRY_S)

    async def close(self) -> None:
        """Write down what can be, then forget everything: another process goes on."""
        with suppress(Exception):
            async with asyncio.timeout(RETRY_S):
                await self._write()
        self._chats.clear()
        self._settled.clear()
        self._news.clear()
        self._look()

    async def _write(self) -> None:
        async with self.lock:
            self._news.clear()
            batch, self._settled = self._settled, []
            try:
                # Not durable: whoever loses this to a power cut says it once more, as it promised.
                async with self._db.transaction(durable=False) as tx:
                    await outbox.settle(tx, batch)
            except BaseException:
                self._settled = batch + self._settled
                self._news.set()
                raise
            for settled in batch:
                self._chats.pop(settled.id, None)
            self._look()

    def _look(self) -> None:
        if len(self._settled) >= len(self._chats):
            self._complete.set()
        if not self._chats:
            self._empty.set()
