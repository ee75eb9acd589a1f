"""Postgres dies under load and comes back: nobody restarts the bot, and nothing is lost or done twice."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ops.processes import until
from core.persistence.database import DATABASE_TROUBLE, Database
from core.persistence.embedded import EmbeddedPostgres
from tests.databases import prepare
from tests.delivery.parrot import Scene
from tests.persistence.embedded.conftest import kill_everything

TIMES = 3


async def test_a_database_that_is_killed_and_started_again_is_waited_for(scene: Scene) -> None:
    with TemporaryDirectory() as place, EmbeddedPostgres(Path(place) / "data") as postgres:
        await asyncio.to_thread(prepare, postgres.url)
        async with AsyncExitStack() as stack:
            db = Database(postgres.url)
            stack.push_async_callback(db.close)
            own = Scene(db, scene.http, scene.control, scene.parrot)
            await stack.enter_async_context(own.program())
            phones = [own.phone(user_id) for user_id in range(1, 9)]
            for n in range(TIMES):
                for phone in phones:
                    await phone.send(f"say {n}a")
                    await phone.send(f"say {n}b")
                await phones[0].wait_for(lambda shown, n=n: any(m.text == f"{n}a" for m in shown))  # type: ignore[misc] # bound now
                kill_everything(Path(place) / "data")
                await asyncio.to_thread(postgres.start)
            await _settled(own)
            for phone in phones:
                said = await own.heard(phone)
                assert list(dict.fromkeys(said)) == [f"{n}{ab}" for n in range(TIMES) for ab in "ab"]
            handled = await own.rows("SELECT count(*) AS n FROM inbox WHERE state = 'done'")
            assert handled == [{"n": 2 * TIMES * len(phones)}]
            promised = await own.rows("SELECT count(*) AS n FROM outbox")
            assert promised == [{"n": 2 * TIMES * len(phones)}]


async def _settled(scene: Scene) -> None:
    async def done() -> bool:
        try:
            await scene.settled()
        except DATABASE_TROUBLE:  # a connection of before the crash
            return False
        return True

    await until(done, 30)
