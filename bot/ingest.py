"""How updates come in: stored first, acknowledged only then, by long polls or by webhook."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiohttp import web
from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.transport import call, pause_s
from core.delivery import inbox
from core.delivery.inbox import Incoming
from core.persistence.database import DATABASE_TROUBLE, Database

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_S = 25
TROUBLE_S = 1.0
MAX_BODY_BYTES = 1_000_000
Wake = Callable[[int], None]


def incoming(update: Mapping[str, Any]) -> Incoming:
    """An update with the chat that its order belongs to; 0 where it has none that we can see."""
    bodies = (update[kind] for kind in ALLOWED if isinstance(update.get(kind), dict))
    about: Mapping[str, Any] = next(bodies, {})
    if (
        "data" in about or "game_short_name" in about
    ):  # a tap: on a message of a chat, or of nobody knows where
        about = {"chat": about.get("from"), **(about.get("message") or {})}
    chat_id = (about.get("chat") or {}).get("id")
    return Incoming(int(update["update_id"]), chat_id if isinstance(chat_id, int) else 0, update)


async def store(db: Database, bot_id: int, updates: Sequence[Mapping[str, Any]], wake: Wake) -> None:
    """Keep a batch of updates, then wake their chats."""
    batch = [incoming(update) for update in updates]
    async with db.transaction() as tx:
        await inbox.store(tx, bot_id, batch)
    for chat_id in {update.chat_id for update in batch}:
        wake(chat_id)


async def poll(db: Database, bot: Bot, wake: Wake, until_room: Callable[[], Awaitable[None]]) -> None:
    """Ask for updates until cancelled. The next question confirms what the last one has stored."""
    offset = 0
    while True:
        await until_room()
        values = {"offset": offset, "timeout": POLL_S, "allowed_updates": ALLOWED, "limit": 100}
        try:
            updates = await call(bot, "getUpdates", values, read_timeout_s=POLL_S + 10)
            if updates:
                await store(db, bot.id, updates, wake)
                offset = updates[-1]["update_id"] + 1
        except RetryAfter as error:
            await asyncio.sleep(pause_s(error))
        except Conflict as error:
            log.warning("somebody else polls with this token: %s", error)
            await asyncio.sleep(TROUBLE_S * 3)
        except (TelegramError, *DATABASE_TROUBLE) as error:
            log.warning("no updates just now: %r", error)
            await asyncio.sleep(TROUBLE_S)


def webhook(db: Database, bot_id: int, secret: str, wake: Wake) -> web.Application:
    """A server for Telegram's calls: 200 means stored; anything else and Telegram comes again."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = await request.json()
            read = incoming(update)
        except (ValueError, KeyError, TypeError, AttributeError):
            return web.Response(status=400)
        await store(db, bot_id, [read.body], wake)
        return web.Response()

    async def health(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application(client_max_size=MAX_BODY_BYTES)
    app.router.add_post("/telegram", receive)
    app.router.add_get("/health", health)
    return app
