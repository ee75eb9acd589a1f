"""What goes out: at least once, or at most once where that was promised, whatever Telegram answers."""

from datetime import timedelta

import pytest

from bot import sender as sender_module
from core.delivery import clock
from tests.delivery.parrot import Scene

pytestmark = pytest.mark.usefixtures("parrot")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wants to wait half a second for a second try."""
    monkeypatch.setattr(sender_module, "FIRST_WAIT_S", 0.01)


async def test_a_flood_limit_is_waited_for(scene: Scene) -> None:
    ana = scene.phone()
    await scene.control.add_fault("error", "sendMessage", code=429, retry_after_s=1)
    await ana.send("say hello")
    await scene.settled()
    refused, sent = await scene.control.calls("sendMessage")
    assert refused["error"] is not None
    assert sent["at"] - refused["at"] >= 1
    assert await scene.heard(ana) == ["hello"]


@pytest.mark.parametrize("trouble", [{"kind": "error", "code": 502}, {"kind": "drop_before"}])
async def test_trouble_before_the_effect_is_tried_again(scene: Scene, trouble: dict[str, object]) -> None:
    ana = scene.phone()
    await scene.control.add_fault(method="sendMessage", times=3, **trouble)  # type: ignore[arg-type] # facts
    await ana.send("say hello")
    await ana.send("say again")
    await scene.settled()
    assert await scene.heard(ana) == ["hello", "again"]


@pytest.mark.parametrize("kind", ["drop_after", "garbage"])
async def test_what_may_not_have_arrived_is_said_again(scene: Scene, kind: str) -> None:
    ana = scene.phone()
    await scene.control.add_fault(kind, "sendMessage")
    await ana.send("say hello")
    await scene.settled()
    assert await scene.heard(ana) == ["hello", "hello"], "at least once, and here twice"
    assert await scene.states() == ["sent"]


@pytest.mark.parametrize("kind", ["drop_after", "garbage", "error"])
async def test_what_is_promised_once_at_most_is_never_said_again(scene: Scene, kind: str) -> None:
    ana = scene.phone()
    await scene.control.add_fault(kind, "sendMessage")
    await ana.send("once ring")
    await ana.send("say hello")
    await scene.settled()
    assert (await scene.heard(ana)).count("ring") == (0 if kind == "error" else 1)
    assert await scene.states() == ["unknown", "sent"]
    assert len(await scene.control.calls("sendMessage")) == 2


async def test_what_cannot_be_sent_does_not_block_what_comes_after(scene: Scene) -> None:
    ana = scene.phone()
    await scene.control.add_fault("error", "sendMessage", code=400, description="Bad Request: no such thing")
    await ana.send("say hello")
    await ana.send("say again")
    await scene.settled()
    assert await scene.heard(ana) == ["again"]
    [dead] = await scene.rows("SELECT note FROM outbox WHERE state = 'dead'")
    assert "no such thing" in dead["note"].lower()


async def test_an_answer_to_a_tap_that_comes_too_late_is_no_failure(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    await scene.control.set_query_lifetime(0)
    await ana.tap("count")
    await scene.settled()
    assert await scene.states("toast") == ["sent"]
    assert await scene.heard(ana) == ["tapped 1"]


async def test_who_has_blocked_the_bot_is_left_alone_until_they_come_back(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("ring first")
    await scene.settled()
    await ana.block()
    await scene.settled()
    await _an_hour_later(scene)
    await scene.eventually(lambda: _has(scene, "blocked"))
    [chat] = await scene.rows("SELECT blocked_at FROM chats")
    assert chat["blocked_at"] is not None

    await scene.rows(
        "INSERT INTO schedules (bot_id, chat_id, kind, next_at) SELECT bot_id, chat_id, 'ring', clock_now() FROM chats"
    )
    await ana.unblock()
    await scene.eventually(lambda: _has(scene, "sent", kind="say", times=2))
    assert await scene.states("say") == ["sent", "blocked", "sent"]
    assert (await scene.rows("SELECT blocked_at FROM chats"))[0]["blocked_at"] is None


async def test_nothing_is_due_for_who_has_blocked_the_bot(scene: Scene) -> None:
    ana, boris = scene.phone(1), scene.phone(2, "Boris")
    await ana.send("ring first")
    await boris.send("ring first")
    await scene.settled()
    await scene.rows("UPDATE chats SET blocked_at = now() WHERE chat_id = 1")
    await _an_hour_later(scene)
    await boris.wait_for(lambda shown: shown[-1].text == "ring")
    assert await scene.rows("SELECT chat_id FROM schedules") == [{"chat_id": 1}]
    assert await scene.heard(ana) == ["first"]


async def _an_hour_later(scene: Scene) -> None:
    async with scene.db.transaction() as tx:
        await tx.rows("RESET ROLE")
        await clock.shift(tx, timedelta(hours=1, seconds=1))


async def _has(scene: Scene, state: str, kind: str | None = None, times: int = 1) -> bool:
    return (await scene.states(kind)).count(state) == times
