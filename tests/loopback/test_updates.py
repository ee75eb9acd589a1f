"""What people do reaches the bot: commands, edits, taps, blocks, groups; and how getUpdates hands it over."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, Conflict

from bot.loopback.control import Control
from bot.loopback.phone import Phone
from bot.loopback.server import Loopback
from tests.loopback.conftest import TOKEN

GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go ▶", callback_data="go:1")]])


async def take(bot: Bot) -> list[Update]:
    """Everything that waits, confirmed."""
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_a_command_with_a_payload_arrives_as_a_command(bot: Bot, ana: Phone) -> None:
    await ana.send("/start plan_42")
    [update] = await take(bot)
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "en"
    assert list(update.message.parse_entities().values()) == ["/start"]
    assert update.message.text == "/start plan_42"


async def test_an_edited_message_arrives_as_one(bot: Bot, ana: Phone) -> None:
    sent = await ana.send("100x5")
    await ana.edit(sent, "102.5x5")
    _, update = await take(bot)
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (sent, "102.5x5")


async def test_a_tap_arrives_with_its_message_and_is_answered_once(bot: Bot, ana: Phone) -> None:
    await ana.send("/start")
    sent = await bot.send_message(ana.user_id, "Ready?", reply_markup=GO)
    tapped = await ana.tap("Go")
    query = (await take(bot))[-1].callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert (query.id, query.data, query.message.message_id) == (tapped, "go:1", sent.message_id)
    await query.answer("Saved")
    assert await ana.wait_toast(tapped) == "Saved"
    assert await ana.toasts() == ["Saved"]
    with pytest.raises(
        BadRequest, match=r"(?i)query is too old and response timeout expired or query ID is invalid"
    ):
        await query.answer("again")


async def test_an_unknown_or_late_answer_is_too_old(bot: Bot, ana: Phone, control: Control) -> None:
    await ana.send("/start")
    await bot.send_message(ana.user_id, "Ready?", reply_markup=GO)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("12345")
    await control.set_query_lifetime(0)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(await ana.tap("Go"))


async def test_a_missing_button_names_those_that_are_there(bot: Bot, ana: Phone) -> None:
    await ana.send("/start")
    await bot.send_message(ana.user_id, "Ready?", reply_markup=GO)
    with pytest.raises(LookupError, match="Go ▶"):
        await ana.tap("Stop")


async def test_a_button_of_a_deleted_or_old_message_comes_without_the_message(
    bot: Bot, ana: Phone, control: Control
) -> None:
    await ana.send("/start")
    sent = await bot.send_message(ana.user_id, "Ready?", reply_markup=GO)
    await control.set_clock(3 * 86_400)
    await ana.tap("Go")
    await bot.edit_message_text("Still editable", ana.user_id, sent.message_id)
    await ana.delete(sent.message_id)
    await ana.tap_data("forged", sent.message_id)
    old, gone = (await take(bot))[-2:]
    for update in (old, gone):
        assert update.callback_query is not None
        assert update.callback_query.message is not None
        assert not update.callback_query.message.is_accessible


async def test_blocking_and_unblocking_are_told(bot: Bot, ana: Phone) -> None:
    await ana.send("/start")
    await ana.block()
    with pytest.raises(LookupError, match="blocked"):
        await ana.send("hello?")
    await ana.unblock()
    _, blocked, unblocked = await take(bot)
    assert blocked.my_chat_member is not None
    assert unblocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member.new_chat_member.status == "member"


async def test_in_a_group_the_bot_hears_commands_mentions_and_replies_only(bot: Bot, ana: Phone) -> None:
    group = await ana.add_to_group("Gym")
    joined, added = await take(bot)
    assert joined.my_chat_member is not None
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert added.message is not None
    assert [member.id for member in added.message.new_chat_members] == [bot.id]
    greeting = await bot.send_message(group, "Hello group")
    await ana.send("just talking", chat_id=group)
    await ana.send(f"/log@{bot.username} 5", chat_id=group)
    await ana.send("/log@another_bot 5", chat_id=group)
    await ana.send(f"hey @{bot.username}", chat_id=group)
    await ana.send("thanks", reply_to=greeting.message_id, chat_id=group)
    texts = [u.message.text for u in await take(bot) if u.message]
    assert texts == [f"/log@{bot.username} 5", f"hey @{bot.username}", "thanks"]
    await bot.leave_chat(group)
    with pytest.raises(Exception, match="bot is not a member"):
        await bot.send_message(group, "still here?")


async def test_an_update_stays_until_a_higher_offset_confirms_it(
    bot: Bot, ana: Phone, control: Control
) -> None:
    for text in ("one", "two", "three"):
        await ana.send(text)
    first = await bot.get_updates(limit=2)
    assert [u.message.text for u in first if u.message] == ["one", "two"]
    assert [u.update_id for u in await bot.get_updates(limit=2)] == [u.update_id for u in first]
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [u.message.text for u in rest if u.message] == ["three"]
    assert await control.pending_updates(bot.id) == 1


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, ana: Phone, control: Control) -> None:
    for text in ("one", "two", "three"):
        await ana.send(text)
    [last] = await bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "three"
    assert await control.pending_updates(bot.id) == 1


async def test_only_the_wanted_kinds_arrive(bot: Bot, ana: Phone) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await ana.send("/start")
    await bot.send_message(ana.user_id, "Ready?", reply_markup=GO)
    await ana.tap("Go")
    [update] = await take(bot)
    assert update.callback_query is not None


async def test_a_long_poll_returns_when_something_happens(loopback: Loopback, bot: Bot, ana: Phone) -> None:
    poll = await started(bot.get_updates(timeout=30), loopback, bot)
    await ana.send("ping")
    updates = await asyncio.wait_for(poll, 5)
    assert updates[0].message is not None
    assert updates[0].message.text == "ping"


async def started(call: Coroutine[Any, Any, Any], loopback: Loopback, bot: Bot) -> asyncio.Task[Any]:
    """The call as a task, once its long poll waits in the server."""
    poll = asyncio.create_task(call)
    await loopback.world.bots[bot.id].arrived.wait(5)
    return poll


async def test_a_second_poller_ends_the_first(
    loopback: Loopback, bot: Bot, ana: Phone, http: aiohttp.ClientSession
) -> None:
    async def second_poll() -> list[Any]:
        async with http.get(f"{loopback.url}/bot{TOKEN}/getUpdates?timeout=30") as response:
            return list((await response.json())["result"])

    first = await started(bot.get_updates(timeout=30), loopback, bot)
    second = await started(second_poll(), loopback, bot)
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await ana.send("for the second")
    assert len(await asyncio.wait_for(second, 5)) == 1


async def test_two_bots_share_people_but_not_chats(
    loopback: Loopback, connect: Any, http: aiohttp.ClientSession, ana: Phone, bot: Bot
) -> None:
    other = await connect(loopback, "99:other")
    await ana.send("to the first")
    assert await other.get_updates() == ()
    with pytest.raises(BadRequest, match="Chat not found"):
        await other.send_message(ana.user_id, "x")
    await Phone(http, loopback.url, 99, ana.user_id, "Ana").send("to the second")
    [update] = await take(other)
    assert update.message is not None
    assert update.message.text == "to the second"
