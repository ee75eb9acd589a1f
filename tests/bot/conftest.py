"""Fixtures of the conversation tests."""

from collections.abc import AsyncIterator

import pytest

from core.persistence.database import Database
from tests.bot.stage import Stage, set_up


@pytest.fixture
async def stage(db: Database) -> AsyncIterator[Stage]:
    """A loopback Telegram and the bot, on an empty database."""
    async with set_up(db) as stage:
        yield stage
