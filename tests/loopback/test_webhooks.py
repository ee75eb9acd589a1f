"""Webhooks: the secret, the exact content type, order within a chat, and no rest until a 2xx."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from bot.loopback.control import Control
from bot.loopback.phone import Phone
from bot.loopback.server import Loopback
from tests.loopback.conftest import BOT_ID


class Receiver:
    """A bot's webhook; `answers` are the next statuses, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[int] = []
        self.got: asyncio.Queue[tuple[int, dict[str, Any], dict[str, str]]] = asyncio.Queue()

    async def receive(self, request: web.Request) -> web.Response:
        status = self.answers.pop(0) if self.answers else 200
        await self.got.put((status, await request.json(), dict(request.headers)))
        return web.Response(status=status)

    async def texts(self, count: int) -> list[tuple[int, str]]:
        async with asyncio.timeout(10):
            posts = [await self.got.get() for _ in range(count)]
        return [(status, update["message"]["text"]) for status, update, _ in posts]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.add_routes([web.post("/hook", made.receive)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret_and_the_exact_content_type(
    bot: Bot, ana: Phone, receiver: Receiver
) -> None:
    await ana.send("before the webhook")
    await bot.set_webhook(receiver.url, secret_token="s3cret")
    await ana.send("after it")
    async with asyncio.timeout(10):
        _, update, headers = await receiver.got.get()
    assert update["message"]["text"] == "before the webhook"
    assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
    assert headers["Content-Type"] == "application/json"
    assert await receiver.texts(1) == [(200, "after it")]


async def test_a_refused_update_comes_again_and_holds_back_its_own_chat_only(
    bot: Bot, ana: Phone, boris: Phone, receiver: Receiver, control: Control
) -> None:
    await bot.set_webhook(receiver.url)
    receiver.answers = [500, 503, 302]
    await ana.send("one")
    assert await receiver.texts(1) == [(500, "one")]
    await ana.send("two")
    receiver.answers = [200, 503, 302]
    await boris.send("boris")
    assert await receiver.texts(5) == [
        (200, "boris"),
        (503, "one"),
        (302, "one"),
        (200, "one"),
        (200, "two"),
    ]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 302"


async def test_a_restarted_server_goes_on_posting(
    tmp_path: Path, connect: Any, http: aiohttp.ClientSession, receiver: Receiver
) -> None:
    server = Loopback(tmp_path)
    await server.start()
    await (await connect(server)).set_webhook(receiver.url, secret_token="s3cret")
    receiver.answers = [500] * 9
    await Phone(http, server.url, BOT_ID, 7, "Ana").send("one")
    assert await receiver.texts(1) == [(500, "one")]
    await server.stop()
    receiver.answers = []
    server = Loopback(tmp_path)
    await server.start()
    async with asyncio.timeout(10):
        while (last := await receiver.got.get())[0] != 200:
            pass
    assert last[1]["message"]["text"] == "one"
    assert last[2]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
    await server.stop()


async def test_a_fault_posts_an_update_twice(
    bot: Bot, ana: Phone, receiver: Receiver, control: Control
) -> None:
    await bot.set_webhook(receiver.url)
    await control.add_fault("duplicate", "webhook")
    await ana.send("one")
    await ana.send("two")
    assert await receiver.texts(3) == [(200, "one"), (200, "one"), (200, "two")]


async def test_polling_and_a_webhook_exclude_each_other(bot: Bot, ana: Phone, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, allowed_updates=["message"])
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.allowed_updates) == (receiver.url, 0, ("message",))
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    await ana.send("for the poll")
    assert len(await bot.get_updates()) == 1


async def test_pending_updates_can_be_dropped(bot: Bot, ana: Phone) -> None:
    await ana.send("lost")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_webhook_needs_a_url_and_a_plain_secret(bot: Bot, receiver: Receiver) -> None:
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await bot.set_webhook("ftp://example.org")
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook(receiver.url, secret_token="no spaces")
