"""A bot that repeats and does as it is told: delivery is tested on it, without any training."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, LiteralString

import aiohttp
from telegram import Update
from telegram.ext import filters

from bot import actions as a
from bot.answers import Alarm, Answers, Button, Card, Farewell, Say, Toast
from bot.dispatch import Context, Routes, Tap, on_message
from bot.loopback.control import Control
from bot.loopback.phone import Phone
from bot.ops.processes import until
from bot.program import Program
from bot.settings import Settings
from bot.transport import make_bot
from bot.worker import Worker
from core.errors import Refused
from core.persistence.database import Database, DatabaseRole
from core.services import people

BOT_ID = 77
TOKEN = f"{BOT_ID}:parrot"
SLOT = "c"
SETTINGS = Settings(data=Path("/nonexistent"), send_per_s=10_000, chat_per_s=10_000, tick_s=0.05)
BUTTONS = ((Button("count", a.KeepMe()), Button("break", a.ForgetMe())),)


@dataclass(slots=True)
class Parrot:
    """The bot's ears: what it was told, and gates at which it can be held up."""

    heard: list[tuple[int, str]] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    taps: int = 0

    def routes(self) -> Routes:
        """Everybody may say everything, whether or not they have answered the first questions."""
        table = (
            Tap(a.KeepMe, self.counted),
            Tap(a.ForgetMe, self.broken),
            on_message(filters.TEXT, self.told),
        )
        return Routes(always=table, trained=(), resume=self.told, due={"ring": self.ring})

    async def told(self, update: Update, ctx: Context) -> Answers:
        """`say`, `card`, `once`, `ring`, `bye`, `wait`, `rename`, `refuse` or `break`, and a word."""
        text = (update.message and update.message.text) or ""
        self.heard.append((ctx.turn.chat_id, text))
        verb, _, word = text.partition(" ")
        match verb:
            case "say":
                return (Say(word),)
            case "card" | "once":
                return (Card(SLOT, word, BUTTONS, once=verb == "once"),)
            case "ring":
                return (Alarm("ring", ctx.now + timedelta(hours=1)), Say(word))
            case "bye":
                return (Farewell(word),)
            case "wait":
                await self.gates.setdefault(word, asyncio.Event()).wait()
                return (Say(word),)
            case "rename" | "refuse":
                await people.change(ctx.tx, ctx.actor, name=word)
                if verb == "refuse":
                    raise Refused(why="nothing_to_undo")
                return ()
        raise ZeroDivisionError(text)

    async def counted(self, ctx: Context, _: a.KeepMe) -> Answers:
        """A tap that changes the card."""
        self.taps += 1
        return (Toast(f"tap {self.taps}"), Card(SLOT, f"tapped {self.taps}", BUTTONS))

    async def broken(self, ctx: Context, _: a.ForgetMe) -> Answers:
        """A tap that fails."""
        raise ZeroDivisionError

    async def ring(self, ctx: Context) -> Answers:
        """What is due."""
        return (Say("ring"),)


@dataclass(slots=True)
class Scene:
    """A database, a Telegram, and the parrot on as many processes as a test starts."""

    db: Database
    http: aiohttp.ClientSession
    control: Control
    parrot: Parrot = field(default_factory=Parrot)
    lives: dict[Program, asyncio.Task[None]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where Telegram is."""
        return self.control.url

    def phone(self, user_id: int = 1, name: str = "Ana") -> Phone:
        """Somebody's phone."""
        return Phone(self.http, self.url, BOT_ID, user_id, name)

    async def rows(self, sql: LiteralString) -> list[dict[str, Any]]:
        """What is stored, of everybody."""
        async with self.db.transaction(DatabaseRole.SYSTEM) as tx:
            return await tx.rows(sql)

    async def states(self, kind: str | None = None) -> list[str]:
        """What became of the outbox's rows, in their order."""
        rows = await self.rows("SELECT kind, state FROM outbox ORDER BY id")
        return [row["state"] for row in rows if kind in (None, row["kind"])]

    async def heard(self, phone: Phone) -> list[str]:
        """What the parrot said in somebody's chat, oldest first."""
        return [m.text for m in await phone.messages() if not m.mine]

    async def settled(self) -> None:
        """Wait until every update is handled and everything is said."""

        async def nothing_waits() -> bool:
            if await self.control.pending_updates(BOT_ID):
                return False
            new = await self.rows("SELECT FROM inbox WHERE state = 'new'")
            return not new and not {"due", "sending"} & set(await self.states())

        await until(nothing_waits, 15)

    async def eventually(self, done: Callable[[], Awaitable[bool]]) -> None:
        """Wait for a condition."""
        await until(done, 15)

    @asynccontextmanager
    async def program(self, **settings: Any) -> AsyncIterator[Program]:
        """The parrot in a process of its own, as far as anybody can see; at the end it is told to stop."""
        async with self.abandoned(**settings) as program:
            yield program
            await self.stop(program)

    async def stop(self, program: Program) -> None:
        """Tell a process to stop."""
        await program.drain()
        await _end(self.lives.pop(program))
        await program.leadership.release()

    @asynccontextmanager
    async def abandoned(self, db: Database | None = None, **settings: Any) -> AsyncIterator[Program]:
        """The same, at the end killed: nothing is drained and the lease is left to run out."""
        async with make_bot(TOKEN, self.url) as bot:
            program = Program(replace(SETTINGS, **settings), db or self.db, bot)
            program.worker = Worker(program.db, bot, self.parrot.routes(), program.sender)
            self.lives[program] = asyncio.create_task(program.leadership.run())
            try:
                yield program
            finally:
                if program in self.lives:
                    await _end(self.lives.pop(program))


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
