"""One process works, the others wait; whatever ends the one, another goes on with what it left."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from bot import leadership
from bot.ops.processes import until
from core.delivery import lease, outbox
from core.delivery.outbox import Waiting
from core.persistence.database import Transaction
from tests.delivery.parrot import BOT_ID, Scene


@pytest.fixture(autouse=True)
def _short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wants to wait six seconds for a dead process."""
    monkeypatch.setattr(lease, "LEASE", timedelta(seconds=0.6))
    monkeypatch.setattr(leadership, "KEEP_S", 0.1)
    monkeypatch.setattr(leadership, "TRY_S", 0.05)


async def test_of_two_processes_one_works(scene: Scene) -> None:
    async with scene.program() as first:
        await first.leadership.leading.wait()
        async with scene.program() as second:
            ana = scene.phone()
            for n in range(5):
                await ana.send(f"say {n}")
            await scene.settled()
            assert await scene.heard(ana) == [str(n) for n in range(5)]
            assert not second.leadership.leading.is_set()


async def test_a_process_that_is_told_to_stop_finishes_what_it_has_and_is_replaced_at_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LEASE", timedelta(hours=1))
    ana = scene.phone()
    async with scene.abandoned() as first:
        await first.leadership.leading.wait()
        async with scene.program() as second:
            for n in range(10):
                await ana.send(f"say {n}")
            await ana.wait_for(lambda shown: any(m.text == "0" for m in shown))
            await scene.stop(first)
            await asyncio.wait_for(second.leadership.leading.wait(), 1)
            await scene.settled()
    assert await scene.heard(ana) == [str(n) for n in range(10)]


async def test_a_process_that_dies_is_replaced_when_its_lease_is_over(scene: Scene) -> None:
    ana = scene.phone()
    await scene.control.add_fault("delay", "sendMessage", times=None, delay_s=20)
    async with scene.abandoned() as first:
        await first.leadership.leading.wait()
        await ana.send("say hello")
        await ana.send("card one")

        async def promised() -> bool:
            return await scene.states() == ["due", "due"]

        await scene.eventually(promised)
    await scene.control.clear_faults()
    async with scene.program():
        await scene.settled()
    assert await scene.heard(ana) == ["hello", "one"]
    assert [text for _, text in scene.parrot.heard] == ["say hello", "card one"]


async def test_nobody_knows_whether_what_a_dead_process_was_sending_once_has_arrived(scene: Scene) -> None:
    ana = scene.phone()
    await scene.control.add_fault("delay", "sendMessage", times=None, delay_s=20)
    async with scene.abandoned() as first:
        await first.leadership.leading.wait()
        await ana.send("once ring")

        async def claimed() -> bool:
            return await scene.states() == ["sending"]

        await scene.eventually(claimed)
    await scene.control.clear_faults()
    async with scene.program():
        await scene.settled()
    assert await scene.states() == ["unknown"]


async def test_who_loses_the_lease_stops_working(scene: Scene) -> None:
    ana = scene.phone()
    async with scene.program() as program:
        await program.leadership.leading.wait()
        await scene.rows("UPDATE leases SET holder = 'somebody', until = now() + interval '1 hour'")

        async def stopped() -> bool:
            return not program.leadership.leading.is_set()

        await scene.eventually(stopped)
        await ana.send("say hello")
        assert await scene.control.pending_updates(BOT_ID) == 1
        await scene.rows("DELETE FROM leases")
        await scene.settled()
    assert await scene.heard(ana) == ["hello"]


async def test_a_process_that_does_not_lead_stops_at_once(scene: Scene) -> None:
    async with scene.program() as first:
        await first.leadership.leading.wait()
        async with scene.abandoned() as second:
            second.wake(1)
            await asyncio.wait_for(scene.stop(second), 1)


async def test_what_is_sent_while_the_outbox_is_looked_through_is_not_sent_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, look = scene.phone(), outbox.waiting
    async with scene.program() as program:
        await ana.send("say first")
        await scene.settled()

        async def promised() -> bool:
            return len(await scene.states()) == 2

        async def settled() -> bool:
            return await scene.states() == ["sent", "sent"]

        async def look_slowly(tx: Transaction, bot_id: int, _: object = ()) -> list[Waiting]:
            monkeypatch.setattr(outbox, "waiting", look)
            await ana.send("say hello")
            await scene.eventually(promised)
            found = await look(tx, bot_id)
            await ana.wait_for(lambda shown: shown[-1].text == "hello")
            with suppress(TimeoutError):  # it must not be written down before the look is over
                await until(settled, 0.3)
            return found

        await scene.control.add_fault("delay", "sendMessage", delay_s=0.2)
        monkeypatch.setattr(outbox, "waiting", look_slowly)
        await program.sender.sweep()
        await scene.settled()
    assert await scene.heard(ana) == ["first", "hello"]
