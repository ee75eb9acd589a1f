"""The outbox's rows: what became of them, how long they are kept, and that a farewell leaves none."""

import pytest

from bot.program import Program
from core.delivery import outbox
from core.delivery.outbox import Settled
from tests.delivery.parrot import BOT_ID, Scene


@pytest.mark.usefixtures("parrot")
async def test_a_farewell_leaves_nothing_of_the_chat(scene: Scene) -> None:
    ana, boris = scene.phone(1), scene.phone(2, "Boris")
    for text in ("card one", "ring me", "say hello"):
        await ana.send(text)
        await boris.send(text)
    await ana.send("bye bye")
    await scene.settled()

    async def gone() -> bool:
        return not await scene.rows("SELECT FROM chats WHERE chat_id = 1")

    await scene.eventually(gone)
    assert (await ana.last()).text == "bye"
    tables = ("inbox", "outbox", "cards", "schedules", "chats")
    for table in tables:
        left = await scene.rows(f"SELECT DISTINCT chat_id FROM {table}")
        assert left == [{"chat_id": 2}], table


@pytest.mark.usefixtures("parrot")
async def test_who_talks_on_before_the_last_words_are_out_keeps_the_new_conversation(scene: Scene) -> None:
    ana = scene.phone()
    await scene.control.add_fault("delay", "sendMessage", delay_s=0.5)
    await ana.send("bye bye")
    await ana.send("card one")
    await scene.settled()
    card = await ana.last()
    assert card.text == "one"
    await ana.tap("count")
    await scene.settled()
    assert await scene.heard(ana) == ["bye", "tapped 1"]


async def test_what_was_handled_and_sent_long_ago_is_forgotten(scene: Scene, parrot: Program) -> None:
    ana, boris = scene.phone(1), scene.phone(2, "Boris")
    for phone in (ana, boris):
        await phone.send("say hello")
        await phone.send("break")
    await scene.settled()
    for sql in (
        "UPDATE outbox SET created_at = now() - interval '8 days' WHERE chat_id = 1",
        "UPDATE inbox SET done_at = now() - interval '8 days' WHERE chat_id = 1",
    ):
        await scene.rows(sql)
    async with scene.db.transaction() as tx:
        await outbox.purge(tx, BOT_ID, 7)
    assert await scene.rows("SELECT DISTINCT chat_id FROM outbox") == [{"chat_id": 2}]
    assert await scene.rows("SELECT DISTINCT chat_id FROM inbox") == [{"chat_id": 2}]


async def test_what_still_waits_is_never_forgotten(scene: Scene) -> None:
    await scene.rows(
        "INSERT INTO outbox (bot_id, chat_id, kind, body, created_at) "
        "VALUES (77, 1, 'say', '{}', now() - interval '1 year')"
    )
    async with scene.db.transaction() as tx:
        await outbox.purge(tx, BOT_ID, 7)
    assert await scene.states() == ["due"]


async def test_a_note_that_no_database_takes_holds_nothing_up(scene: Scene) -> None:
    await scene.rows("INSERT INTO outbox (bot_id, chat_id, kind, body) VALUES (77, 1, 'say', '{}')")
    [row] = await scene.rows("SELECT id FROM outbox")
    async with scene.db.transaction() as tx:
        await outbox.settle(tx, [Settled(row["id"], "dead", note="a\0b" * 1000)])
    [row] = await scene.rows("SELECT state, note FROM outbox")
    assert (row["state"], row["note"][:4]) == ("dead", "abab")
