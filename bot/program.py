"""The composition root: the environment's settings become one running program."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

import aiohttp
import sqlalchemy.exc
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

import migrations
from bot import ingest
from bot.application import publish_menu, routes
from bot.leadership import Leadership
from bot.loopback.control import Control
from bot.loopback.server import Loopback
from bot.sender import Sender
from bot.settings import Settings
from bot.ticker import Ticker
from bot.transport import call, make_bot
from bot.worker import Worker
from core.persistence.database import Database
from core.persistence.opening import open_database

log = logging.getLogger(__name__)

PAGE_PORT = 8484
LOOPBACK_TOKEN = "1:loopback"
DRAIN_S = 8.0  # what is in hand gets this long to be finished when the program is told to stop


class CannotServe(Exception):
    """One sentence about what keeps the bot from running, and what to do about it."""


class Program:
    """The bot on one database: what leads, works, sends and ticks."""

    def __init__(self, settings: Settings, db: Database, bot: Bot) -> None:
        self._settings, self._bot = settings, bot
        self._polling: asyncio.Task[None] | None = None
        self.db = db
        self.sender = Sender(db, bot, per_s=settings.send_per_s, chat_per_s=settings.chat_per_s)
        self.worker = Worker(db, bot, routes(settings.admins), self.sender)
        self.leadership = Leadership(db, f"bot:{bot.id}", f"{socket.gethostname()}:{uuid4()}", self._lead)

    async def _lead(self) -> None:
        """What only the leader does. First of all it takes over what a dead process has left."""
        ticker = Ticker(self.db, self._bot.id, self.worker, self.sender, self._settings.tick_s)
        await ticker.sweep()
        ticker.start()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.sender.settling.run())
                group.create_task(self.worker.run())
                if self._settings.webhook_url is None:
                    self._polling = group.create_task(
                        ingest.poll(self.db, self._bot, self.worker.wake, self.worker.until_room)
                    )
        finally:
            ticker.stop()
            await self.sender.close()

    def wake(self, chat_id: int) -> None:
        """Look into a chat; where another process leads, it finds what was stored here by itself."""
        if self.leadership.leading.is_set():
            self.worker.wake(chat_id)

    async def drain(self) -> None:
        """Take nothing new in and wait until nothing is in hand, but not for ever."""
        if self._polling is not None:
            self._polling.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_S):
                await self.worker.until_idle()
                await self.sender.until_idle()


async def serve(settings: Settings, stop: asyncio.Event, ready: Callable[[str], None]) -> None:
    """Run the bot until told to stop; `ready` gets a text that says where it can be reached."""
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(_database(settings))
        token, api_url, page = settings.token, settings.api_url, None
        if token is None:
            page = await stack.enter_async_context(_loopback(settings))
            token, api_url = LOOPBACK_TOKEN, page.url
        stopping = asyncio.create_task(stop.wait())
        stack.callback(stopping.cancel)
        bot = make_bot(token, api_url)
        stack.push_async_callback(bot.shutdown)
        if not await _connected(bot, api_url, stopping):
            return
        program = Program(settings, db, bot)
        await stack.enter_async_context(_intake(settings, program, bot))
        leading = asyncio.create_task(program.leadership.run())
        ready(_greeting(bot, page, settings))
        await asyncio.wait({leading, stopping}, return_when=asyncio.FIRST_COMPLETED)
        await program.drain()
        leading.cancel()
        await asyncio.gather(leading, return_exceptions=True)
        await program.leadership.release()
        if not leading.cancelled():
            leading.result()  # it never ends by itself: this is what it died of


def _greeting(bot: Bot, page: Loopback | None, settings: Settings) -> str:
    if page is None:
        return f"Setpoint serves @{bot.username}. Ctrl-C stops it."
    return (
        f"Setpoint serves a chat page: open {page.url} in a browser. No Telegram is needed.\n"
        f"Everything is kept in {settings.data}; the next start goes on from there. Ctrl-C stops it."
    )


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    opening = open_database(settings.database_url, settings.data, migrations.upgrade)
    async with AsyncExitStack() as stack:
        try:
            db = await stack.enter_async_context(opening)
        except sqlalchemy.exc.OperationalError as error:
            why = str(error.orig).partition("\n")[0]
            raise CannotServe(f"The database in DATABASE_URL cannot be used: {why}") from error
        yield db


async def _connected(bot: Bot, api_url: str, stopping: "asyncio.Task[bool]") -> bool:
    """Make sure that there is a Bot API and that it knows the token; False when told to stop meanwhile."""
    connecting = asyncio.ensure_future(_introduce(bot))
    await asyncio.wait({connecting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not connecting.done():
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)
        return False
    try:
        connecting.result()
    except TelegramError as error:
        raise CannotServe(_why_not(error, api_url)) from error
    return True


def _why_not(error: TelegramError, api_url: str) -> str:
    """What keeps us from a Bot API. The library's own sentence about a token repeats it: not for a screen."""
    match error:
        case InvalidToken():
            return f"The token in TELEGRAM_TOKEN is refused by {api_url}. @BotFather shows the right one."
        case BadRequest() | RetryAfter():
            return f"The Bot API at {api_url} does not let us begin: {error.message}"
        case _:
            return f"No Bot API answers at {api_url}. Is the network there, is TELEGRAM_API_URL right?"


async def _introduce(bot: Bot) -> None:
    await bot.initialize()
    await publish_menu(bot)


@asynccontextmanager
async def _loopback(settings: Settings) -> AsyncIterator[Loopback]:
    """Without a token: a Telegram of this machine's own, with a chat page."""
    usual = (PAGE_PORT, 0) if settings.page_port is None else (settings.page_port,)
    loopback = await _started(settings.data, usual)
    async with aiohttp.ClientSession() as http:
        bot_id = int(LOOPBACK_TOKEN.partition(":")[0])
        await Control(http, loopback.url).name_bot(bot_id, "Setpoint", "setpoint_bot")
    try:
        yield loopback
    finally:
        await loopback.stop()


async def _started(data: Path, ports: Sequence[int]) -> Loopback:
    """The chat page on the first of these ports that is free."""
    for port in ports:
        try:
            loopback = Loopback(data / "telegram")
        except OSError as error:
            raise CannotServe(
                f"Setpoint already runs in {data}. Use its page, stop it first, or name another folder: "
                "setpoint run --data FOLDER"
            ) from error
        try:
            await loopback.start(port=port)
        except OSError:
            await loopback.stop()
        else:
            return loopback
    raise CannotServe(f"Port {ports[-1]} is taken. Name another one, or 0 for any: setpoint run --port 0")


@asynccontextmanager
async def _intake(settings: Settings, program: Program, bot: Bot) -> AsyncIterator[None]:
    """Webhook or polling: Telegram is told which. Every replica stores webhooks, the leader handles them."""
    if settings.webhook_url is None:
        await call(bot, "deleteWebhook", {})
        yield
        return
    secret = settings.webhook_secret or ""
    runner = web.AppRunner(ingest.webhook(program.db, bot.id, secret, program.wake))
    await runner.setup()
    try:
        await web.TCPSite(runner, port=settings.webhook_port).start()
    except OSError as error:
        await runner.cleanup()
        raise CannotServe(
            f"Port {settings.webhook_port} for webhooks is taken: SETPOINT_WEBHOOK_PORT."
        ) from error
    address: dict[str, object] = {
        "url": settings.webhook_url,
        "secret_token": secret,
        "allowed_updates": ingest.ALLOWED,
    }
    await call(bot, "setWebhook", address)
    try:
        yield
    finally:
        await runner.cleanup()
