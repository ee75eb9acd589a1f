"""Updates by webhook: 200 means stored, and anything else makes Telegram come again."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot import ingest
from bot.transport import call, make_bot
from core.persistence.database import Database
from tests.delivery.parrot import BOT_ID, TOKEN, Scene

SECRET = "s3cret"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@asynccontextmanager
async def hook(db: Database, wake: Callable[[int], None] = lambda _: None) -> AsyncIterator[str]:
    """The webhook's server, and its address."""
    runner = web.AppRunner(ingest.webhook(db, BOT_ID, SECRET, wake))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def update(number: int, text: str = "say hello") -> dict[str, object]:
    """A message as Telegram sends it."""
    sender = {"id": 1, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    chat = {"id": 1, "type": "private", "first_name": "Ana"}
    message = {"message_id": number, "date": 0, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}


@pytest.fixture
async def url(scene: Scene) -> AsyncIterator[str]:
    """A webhook of which nobody handles what it stores."""
    async with hook(scene.db) as address:
        yield f"{address}/telegram"


@pytest.mark.parametrize("secret", ["", "wrong", "s3cre", "ключ"])
async def test_who_does_not_know_the_secret_is_refused(scene: Scene, url: str, secret: str) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with scene.http.post(url, json=update(1), headers=headers) as response:
        assert response.status == 403
    async with scene.http.post(url, json=update(1)) as response:
        assert response.status == 403
    assert await scene.rows("SELECT * FROM inbox") == []


async def test_what_was_acknowledged_is_stored(scene: Scene, url: str) -> None:
    async with scene.http.post(url, json=update(1), headers=HEADERS) as response:
        assert response.status == 200
    assert await scene.rows("SELECT update_id, state FROM inbox") == [{"update_id": 1, "state": "new"}]


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"5", b'{"message": {}}', b'{"update_id": "x"}'])
async def test_what_is_no_update_is_refused(scene: Scene, url: str, body: bytes) -> None:
    async with scene.http.post(url, data=body, headers=HEADERS) as response:
        assert response.status == 400
    assert await scene.rows("SELECT * FROM inbox") == []


async def test_what_cannot_be_stored_is_not_acknowledged(scene: Scene) -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/nothing")
    async with (
        hook(nowhere) as address,
        scene.http.post(f"{address}/telegram", json=update(1), headers=HEADERS) as response,
    ):
        assert response.status == 500
    await nowhere.close()


async def test_an_update_that_is_brought_again_is_handled_once(scene: Scene, url: str) -> None:
    for _ in range(3):
        async with scene.http.post(url, json=update(1), headers=HEADERS) as response:
            assert response.status == 200
    async with scene.program(webhook_url="https://elsewhere"):
        await scene.settled()
    assert scene.parrot.heard == [(1, "say hello")]


async def test_updates_that_come_in_the_wrong_order_are_put_right(scene: Scene, url: str) -> None:
    for number in (3, 1, 2):
        async with scene.http.post(url, json=update(number, f"say {number}"), headers=HEADERS) as response:
            assert response.status == 200
    async with scene.program(webhook_url="https://elsewhere"):
        await scene.settled()
    assert [text for _, text in scene.parrot.heard] == ["say 1", "say 2", "say 3"]


async def test_a_conversation_by_webhook_where_every_call_comes_twice(scene: Scene) -> None:
    async with (
        scene.program(webhook_url="https://here") as program,
        hook(scene.db, program.wake) as address,
        make_bot(TOKEN, scene.url) as bot,
    ):
        await scene.control.add_fault("duplicate", "webhook", times=None)
        await call(bot, "setWebhook", {"url": f"{address}/telegram", "secret_token": SECRET})
        ana = scene.phone()
        for n in range(5):
            await ana.send(f"say {n}")
        await scene.settled()
        assert await scene.heard(ana) == [str(n) for n in range(5)]


async def test_what_another_replica_stores_is_found_by_the_leader(scene: Scene, url: str) -> None:
    async with (
        scene.program(webhook_url="https://here"),
        scene.http.post(url, json=update(1), headers=HEADERS),
    ):
        await scene.settled()
    assert scene.parrot.heard == [(1, "say hello")]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("say a\0b", "say ab"),
        ("say half \ud83d pair", "say half ? pair"),
        ("say \\u0000 in letters", "say \\u0000 in letters"),
    ],
)
async def test_text_that_no_database_takes_is_kept_without_what_it_does_not_take(
    scene: Scene, url: str, text: str, heard: str
) -> None:
    async with scene.http.post(url, json=update(1, text), headers=HEADERS) as response:
        assert response.status == 200
    async with scene.program(webhook_url="https://here"):
        await scene.settled()
    assert scene.parrot.heard == [(1, heard)]
