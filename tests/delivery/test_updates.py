"""What comes in: handled once, in the order of its chat, whatever one of the updates does."""

import pytest

from bot.texts import common, errors
from bot.texts.tongue import Tongue
from core.errors import Refused
from tests.delivery.parrot import BOT_ID, Scene

pytestmark = pytest.mark.usefixtures("parrot")
ENGLISH = Tongue("en")


async def test_updates_that_come_twice_are_handled_once(scene: Scene) -> None:
    await scene.control.add_fault("duplicate", "getUpdates", times=None)
    ana = scene.phone()
    for n in range(5):
        await ana.send(f"say {n}")
    await scene.settled()
    assert await scene.heard(ana) == ["0", "1", "2", "3", "4"]
    assert scene.parrot.heard == [(ana.user_id, f"say {n}") for n in range(5)]


async def test_every_chat_is_answered_in_its_own_order(scene: Scene) -> None:
    phones = [scene.phone(user_id) for user_id in range(1, 9)]
    for n in range(6):
        for phone in phones:
            await phone.send(f"say {n}")
    await scene.settled()
    for phone in phones:
        assert await scene.heard(phone) == [str(n) for n in range(6)]


async def test_a_chat_that_takes_long_holds_nobody_else_up(scene: Scene) -> None:
    ana, boris = scene.phone(1), scene.phone(2, "Boris")
    await ana.send("wait here")
    await ana.wait_for(lambda shown: len(shown) == 1)
    await boris.send("say hello")
    await boris.wait_for(lambda shown: shown[-1].text == "hello")
    assert await scene.heard(ana) == []
    scene.parrot.gates["here"].set()
    await scene.settled()
    assert await scene.heard(ana) == ["here"]


async def test_an_update_that_always_fails_is_set_aside_and_everything_else_goes_on(scene: Scene) -> None:
    ana, boris = scene.phone(1), scene.phone(2, "Boris")
    await ana.send("break")
    await ana.send("say after")
    await boris.send("say hello")
    await scene.settled()
    assert scene.parrot.heard.count((ana.user_id, "break")) == 3
    assert await scene.heard(ana) == [common.broken(ENGLISH), "after"]
    assert await scene.heard(boris) == ["hello"]
    [dead] = await scene.rows("SELECT error FROM inbox WHERE state = 'dead'")
    assert "ZeroDivisionError" in dead["error"]


async def test_a_tap_that_always_fails_is_answered_too(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    query_id = await ana.tap("break")
    assert await ana.wait_toast(query_id) is None
    await scene.settled()
    assert (await scene.heard(ana))[-1] == common.broken(ENGLISH)


async def test_a_refusal_takes_back_what_was_done_and_says_why(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("rename Anna")
    await ana.send("refuse Hannah")
    await scene.settled()
    assert await scene.heard(ana) == [errors.sentence(ENGLISH, Refused(why="nothing_to_undo"))]
    assert [row["name"] for row in await scene.rows("SELECT name FROM users")] == ["Anna"]
    assert scene.parrot.heard.count((ana.user_id, "refuse Hannah")) == 1, "a refusal is no fault"


async def test_a_second_tap_of_the_same_button_changes_nothing_and_shows_the_card_again(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    [card] = [m for m in await ana.messages() if not m.mine]
    [data] = [d for d in card.data[0] if d is not None and ":keep" in d]
    for _ in range(3):
        await ana.tap_data(data, card.message_id)
    await scene.settled()
    assert scene.parrot.taps == 1
    assert await scene.heard(ana) == ["tapped 1"]
    assert (await ana.toasts()) == ["tap 1", *[common.stale_button(ENGLISH)] * 2]


async def test_a_tap_on_an_old_copy_takes_its_buttons_away(scene: Scene) -> None:
    ana = scene.phone()
    await ana.send("card one")
    await scene.settled()
    old = await ana.last()
    await scene.rows("UPDATE cards SET message_id = NULL")  # as after a send whose answer was never heard
    await scene.control.add_fault("error", "editMessageReplyMarkup", times=1)
    await ana.send("card two")
    await scene.settled()
    copy = next(m for m in await ana.messages() if m.message_id == old.message_id)
    assert copy.labels, "the old copy has kept its buttons"
    await ana.tap_data(str(old.data[0][0]), old.message_id)
    await scene.settled()
    copy = next(m for m in await ana.messages() if m.message_id == old.message_id)
    assert not copy.labels
    assert scene.parrot.taps == 0
    assert (await ana.last()).text == "two"


@pytest.mark.parametrize(
    "update",
    [
        {"weird": {"chat": 5}},
        {"message": {"chat": {"id": 1}}},
        {"message": "what?"},
        {"callback_query": {"id": "5", "data": "c:1:keep"}},
        {"my_chat_member": {"chat": {"id": "x"}}},
    ],
)
async def test_an_update_that_makes_no_sense_holds_nobody_up(scene: Scene, update: dict[str, object]) -> None:
    await scene.control.inject(BOT_ID, 1, update)
    ana = scene.phone()
    await ana.send("say hello")
    await scene.settled()
    assert (await scene.heard(ana))[-1] == "hello"


async def test_the_worker_survives_an_error_in_telling_of_an_error(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, boris = scene.phone(1), scene.phone(2, "Boris")
    told: list[Tongue] = []

    def stumble(t: Tongue) -> str:
        told.append(t)
        raise ZeroDivisionError

    async def stumbled() -> bool:
        return bool(told)

    monkeypatch.setattr(common, "broken", stumble)
    await ana.send("break")
    await scene.eventually(stumbled)
    for n in range(5):
        await boris.send(f"say {n}")
    await boris.wait_for(lambda shown: shown[-1].text == "4")
    monkeypatch.undo()
    await scene.settled()
    assert await scene.heard(ana) == [common.broken(ENGLISH)]
