"""A loopback per test, a PTB bot that talks to it over HTTP, and people with phones."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.loopback.control import Control
from bot.loopback.phone import Phone
from bot.loopback.server import Loopback

TOKEN = "4200000001:loopback-test"
BOT_ID = 4_200_000_001


@pytest.fixture(autouse=True)
def _waits_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else python-telegram-bot warns, and warnings are errors


@pytest.fixture
async def loopback() -> AsyncIterator[Loopback]:
    server = Loopback()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def connect() -> AsyncIterator[Callable[..., Any]]:
    """Makes initialized PTB bots, differing from a real deployment by `base_url` alone."""
    async with AsyncExitStack() as stack:

        async def make(loopback: Loopback, token: str = TOKEN) -> Bot:
            bot = Bot(
                token,
                base_url=f"{loopback.url}/bot",
                base_file_url=f"{loopback.url}/file/bot",
                request=HTTPXRequest(),
                get_updates_request=HTTPXRequest(),
            )
            return await stack.enter_async_context(bot)

        yield make


@pytest.fixture
async def bot(loopback: Loopback, connect: Callable[..., Any]) -> Bot:
    made: Bot = await connect(loopback)
    return made


@pytest.fixture
def control(loopback: Loopback, http: aiohttp.ClientSession) -> Control:
    return Control(http, loopback.url)


@pytest.fixture
def ana(loopback: Loopback, http: aiohttp.ClientSession) -> Phone:
    return Phone(http, loopback.url, BOT_ID, 7_100_000_001, "Ana")


@pytest.fixture
def boris(loopback: Loopback, http: aiohttp.ClientSession) -> Phone:
    return Phone(http, loopback.url, BOT_ID, 7_100_000_002, "Борис", "ru")
