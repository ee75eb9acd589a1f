"""Live messages: only the newest is sent, and it stands at the bottom of its chat."""

import pytest

from bot import sender as sender_module
from tests.delivery.parrot import BOT_ID, Scene

pytestmark = pytest.mark.usefixtures("parrot")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wants to wait half a second for a second try."""
    monkeypatch.setattr(sender_module, "FIRST_WAIT_S", 0.01)


async def test_of_a_burst_only_the_newest_is_sent(scene: Scene) -> None:
    ana = scene.phone()
    await scene.control.add_fault("delay", "sendMessage", delay_s=0.3)
    for n in range(8):
        await ana.send(f"card {n}")
    await scene.settled()
    assert (await scene.heard(ana))[-1] == "7"
    states = await scene.states()
    assert states[-1] == "sent"
    assert states.count("superseded") >= 6
    calls = [
        call for method in ("sendMessage", "editMessageText") for call in await scene.control.calls(method)
    ]
    assert len(calls) == states.count("sent")


async def test_a_failing_card_makes_way_for_a_newer_one(scene: Scene) -> None:
    ana = scene.phone()
    await scene.control.add_fault("error", "sendMessage", code=429, retry_after_s=1)
    await ana.send("card old")
    await scene.eventually(lambda: _called(scene, "sendMessage"))
    await ana.send("card new")
    await scene.settled()
    assert await scene.heard(ana) == ["new"]
    assert await scene.states() == ["superseded", "sent"]


async def test_a_card_that_shows_it_already_counts_as_sent(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    unchanged = "Bad Request: message is not modified: specified new message content is the same"
    await scene.control.add_fault("error", "editMessageText", code=400, description=unchanged)
    await ana.tap("count")
    await scene.settled()
    assert await scene.states("card") == ["sent", "sent"]
    assert await scene.heard(ana) == ["one"], "nothing was sent anew"


async def test_a_card_that_was_deleted_is_sent_anew(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    card = await ana.last()
    await ana.delete(card.message_id)
    await ana.tap_data(str(card.data[0][0]), card.message_id)
    await scene.settled()
    assert await scene.heard(ana) == ["tapped 1"]
    assert (await ana.last()).message_id > card.message_id


async def test_below_something_newer_the_card_is_sent_anew_and_the_old_one_loses_its_buttons(
    scene: Scene,
) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await ana.send("say something")
    await scene.settled()
    await ana.send("card two")
    await scene.settled()
    one, _, two = [m for m in await ana.messages() if not m.mine]
    assert (one.text, one.labels) == ("one", ())
    assert (two.text, two.labels) == ("two", ("count", "break"))


async def test_a_line_of_the_person_is_something_newer(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    await ana.send("card two")
    await scene.settled()
    one, two = [m for m in await ana.messages() if not m.mine]
    assert (one.text, one.labels) == ("one", ())
    assert two.text == "two"


@pytest.mark.parametrize("code", [400, 429, 500])
async def test_old_buttons_that_stay_do_not_send_the_card_twice(scene: Scene, code: int) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    await scene.control.add_fault("error", "editMessageReplyMarkup", code=code)
    await ana.send("card two")
    await scene.settled()
    assert await scene.heard(ana) == ["one", "two"]


async def test_an_old_button_shows_the_card_as_it_is(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    card = await ana.last()
    await ana.tap("count")
    await scene.settled()
    await scene.control.add_fault("error", "editMessageText", code=500)
    await ana.tap_data(str(card.data[0][0]), card.message_id)
    await scene.settled()
    assert scene.parrot.taps == 1
    assert await scene.heard(ana) == ["tapped 1"]
    assert await scene.control.pending_updates(BOT_ID) == 0


async def _called(scene: Scene, method: str) -> bool:
    return bool(await scene.control.calls(method))
