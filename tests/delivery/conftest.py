"""Fixtures of the delivery tests."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.loopback.control import Control
from bot.loopback.server import Loopback
from bot.program import Program
from core.persistence.database import Database
from tests.delivery.parrot import Scene


@pytest.fixture
async def scene(db: Database) -> AsyncIterator[Scene]:
    """A loopback Telegram and an empty database, and nobody who listens yet."""
    loopback = Loopback()
    await loopback.start()
    async with aiohttp.ClientSession() as http:
        yield Scene(db, http, Control(http, loopback.url))
    await loopback.stop()


@pytest.fixture
async def parrot(scene: Scene) -> AsyncIterator[Program]:
    """The parrot, listening."""
    async with scene.program() as program:
        yield program
