"""A stage for whole conversations: a loopback Telegram, the real bot on a database, phones, a clock to turn."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString, TypeVar

import aiohttp

from bot.loopback.control import Control
from bot.loopback.phone import Phone, Shown
from bot.loopback.server import Loopback
from bot.program import Program
from bot.settings import Settings
from bot.transport import make_bot
from core.delivery import clock
from core.persistence.database import Database, DatabaseRole

S = TypeVar("S", bound="Stage")

BOT_ID = 42
TOKEN = f"{BOT_ID}:stage"
ADMIN = 900

WAITING = """
SELECT (SELECT count(*) FROM inbox WHERE bot_id = %(bot_id)s AND state = 'new')
  + (SELECT count(*) FROM outbox WHERE bot_id = %(bot_id)s AND state IN ('due', 'sending'))
  + (SELECT count(*) FROM schedules s JOIN chats c USING (bot_id, chat_id)
     WHERE bot_id = %(bot_id)s AND s.next_at <= clock_now() AND c.blocked_at IS NULL) AS waiting
"""


@dataclass(slots=True)
class Stage:
    """Everything a conversation needs. Time passes as everywhere, and leaps when told."""

    db: Database
    url: str
    http: aiohttp.ClientSession
    control: Control
    program: Program | None = None
    bot_id: int = BOT_ID
    shift: timedelta = field(default_factory=timedelta)
    _next_id: int = 1_001

    def newcomer(self, name: str = "Ana", language: str = "en", user_id: int | None = None) -> Phone:
        """A phone of somebody who has never talked to the bot."""
        if user_id is None:
            user_id, self._next_id = self._next_id, self._next_id + 1
        return Phone(self.http, self.url, self.bot_id, user_id, name, language)

    async def rows(self, sql: LiteralString, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """What is stored, of everybody."""
        async with self.db.transaction(DatabaseRole.SYSTEM) as tx:
            return await tx.rows(sql, values)

    async def now(self) -> datetime:
        """The present, on this stage."""
        async with self.db.transaction() as tx:
            return await clock.now(tx)

    async def travel(self, by: timedelta) -> None:
        """Let time pass, for Telegram and for us alike."""
        self.shift += by
        await self.control.set_clock(self.shift.total_seconds())
        async with self.db.transaction() as tx:
            await tx.rows("RESET ROLE")
            await clock.shift(tx, self.shift)

    async def travel_to(self, moment: datetime) -> None:
        """Let time pass until a moment."""
        await self.travel(moment - await self.now())

    async def settled(self, timeout_s: float = 60) -> None:
        """Wait until all that was said is answered, and all that is due was done: never for a moment of silence."""
        async with asyncio.timeout(timeout_s):
            while True:
                if not await self._waiting():
                    return
                await asyncio.sleep(0.005)

    async def _waiting(self) -> bool:
        if await self.control.pending_updates(self.bot_id):
            return True
        async with self.db.transaction() as tx:
            rows = await tx.rows(WAITING, {"bot_id": self.bot_id})
        return bool(rows[0]["waiting"])

    async def say(self, phone: Phone, text: str) -> Shown:
        """Say something and read the newest answer."""
        await phone.send(text)
        return await self.answer(phone)

    async def tap(self, phone: Phone, label: str) -> Shown:
        """Tap a button and read the newest answer."""
        await phone.tap(label)
        return await self.answer(phone)

    async def answer(self, phone: Phone) -> Shown:
        """The newest message from the bot, once everything is answered."""
        await self.settled()
        return await phone.last()


@asynccontextmanager
async def running(
    db: Database, url: str, *, token: str = TOKEN, admins: frozenset[int] = frozenset({ADMIN})
) -> AsyncIterator[Program]:
    """The bot, polling a loopback Telegram."""
    settings = Settings(
        data=Path("/nonexistent"),
        token=token,
        api_url=url,
        admins=admins,
        send_per_s=10_000,
        chat_per_s=10_000,
        tick_s=0.05,
    )
    async with make_bot(token, url) as bot:
        program = Program(settings, db, bot)
        leading = asyncio.create_task(program.leadership.run())
        try:
            yield program
        finally:
            await program.drain()
            leading.cancel()
            await asyncio.gather(leading, return_exceptions=True)
            await program.leadership.release()


@asynccontextmanager
async def set_up(db: Database, begins: datetime, kind: type[S], bot_id: int = BOT_ID) -> AsyncIterator[S]:
    """A stage of some kind with the bot on it, at the moment when the play begins."""
    loopback = Loopback()
    await loopback.start()
    try:
        async with (
            aiohttp.ClientSession() as http,
            running(db, loopback.url, token=f"{bot_id}:stage") as program,
        ):
            stage = kind(db, loopback.url, http, Control(http, loopback.url), program, bot_id)
            await stage.travel_to(begins)
            yield stage
    finally:
        await loopback.stop()
