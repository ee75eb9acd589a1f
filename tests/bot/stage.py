"""The stage of bot.ops for tests: it begins on a Monday evening and knows people who are ready to train."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.loopback.phone import Phone, Shown
from bot.ops import stage as ops
from bot.ops.stage import ADMIN, BOT_ID, TOKEN, running
from core.engine.models import Goal, MaxSource, TrainingAge
from core.persistence.database import Database
from core.services import entered_maxes
from tests.builders import athlete

__all__ = ["ADMIN", "BOT_ID", "MONDAY", "TOKEN", "Stage", "running", "set_up"]

MONDAY = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)

LIFTERS_MAXES = "squat 140x1, bench 100x1, deadlift 170x1, press 60x1, row 80x1"

# A correction names the first row of its set; the newest row of a set counts, and a void one is none.
SETS = """
SELECT * FROM (
    SELECT DISTINCT ON (coalesce(l.corrects_id, l.id)) coalesce(l.corrects_id, l.id) AS first_id,
        l.*, e.name AS exercise, (l.load_g / 1000.0)::float AS kg
    FROM set_logs l JOIN exercises e ON e.id = l.exercise_id JOIN athletes a ON a.id = l.athlete_id
    JOIN users u ON u.id = a.user_id
    WHERE u.telegram_id = %s
    ORDER BY coalesce(l.corrects_id, l.id), l.id DESC
) newest WHERE row <> 'void' AND NOT warm_up ORDER BY first_id
"""


class Stage(ops.Stage):
    """A stage on which people need not answer the first questions one by one."""

    async def athlete(
        self,
        name: str = "Ana",
        language: str = "en",
        maxes: str = "",
        account: dict[str, object] | None = None,
        **profile: object,
    ) -> Phone:
        """A phone of somebody who has answered the first questions; `maxes` as they would be typed."""
        phone = self.newcomer(name, language)
        now = await self.now()
        actor = await athlete(self.db, phone.user_id, name, language, now, account, **profile)
        if maxes:
            async with self.db.transaction() as tx:
                read = await entered_maxes.read(tx, actor, maxes)
                await entered_maxes.keep(tx, actor, read.maxes, MaxSource.INPUT_1RM, now)
        return phone

    async def lifter(self, name: str = "Ana", language: str = "en", **account: object) -> Phone:
        """An athlete whose loads are known: a squat of 140 kg, a bench press of 100."""
        return await self.athlete(
            name,
            language,
            LIFTERS_MAXES,
            account or None,
            goal=Goal.STRENGTH,
            training_age=TrainingAge.INTERMEDIATE,
            careful=False,
        )

    async def train(self, phone: Phone, check_in: str = "All fine") -> Shown:
        """Open today's workout and read its card."""
        await self.say(phone, "/today")
        return await self.tap(phone, check_in)

    async def warm(self, phone: Phone) -> Shown:
        """Open today's workout and be warm for the first lift."""
        await self.train(phone)
        return await self.tap(phone, "Warmed up")

    async def sets(self, phone: Phone) -> list[dict[str, Any]]:
        """Somebody's work sets as they stand, in the order in which they were first written."""
        return await self.rows(SETS, (phone.user_id,))

    async def heard(self, phone: Phone) -> list[str]:
        """Everything the bot has said to somebody."""
        return [m.text for m in await phone.messages() if not m.mine]


def told(sets: list[dict[str, object]]) -> list[str]:
    """Work sets as one would write them down."""
    return [f"{row['kg']:g}x{row['reps']}" for row in sets]


@asynccontextmanager
async def set_up(db: Database) -> AsyncIterator[Stage]:
    """A stage with the bot on it."""
    async with ops.set_up(db, MONDAY, Stage) as stage:
        yield stage
