"""Trouble on demand, and the difference between a call that failed and one that only looks failed."""

import time
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.loopback import models
from bot.loopback.control import Control
from bot.loopback.errors import ApiError
from bot.loopback.limits import Limits
from bot.loopback.phone import Phone
from bot.loopback.server import Loopback
from tests.loopback.conftest import TOKEN


async def raw(http: aiohttp.ClientSession, loopback: Loopback, method: str, **params: Any) -> tuple[int, Any]:
    async with http.post(f"{loopback.url}/bot{TOKEN}/{method}", json=params) as response:
        return response.status, await response.json()


async def test_a_flood_error_names_the_wait_in_words_and_in_a_number(
    loopback: Loopback, http: aiohttp.ClientSession, bot: Bot, ana: Phone, control: Control
) -> None:
    await ana.send("hi")
    await control.add_fault("error", "sendMessage", times=2, code=429, retry_after_s=7)
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(ana.user_id, "x")
    assert await raw(http, loopback, "sendMessage", chat_id=ana.user_id, text="x") == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        },
    )
    await bot.send_message(ana.user_id, "third time")


@pytest.mark.parametrize(
    ("code", "raised"),
    [(400, BadRequest), (401, InvalidToken), (403, Forbidden), (500, NetworkError), (502, NetworkError)],
)
async def test_any_error_can_be_ordered(
    bot: Bot, ana: Phone, control: Control, code: int, raised: type[Exception]
) -> None:
    await ana.send("hi")
    await control.add_fault("error", "sendMessage", code=code)
    with pytest.raises(raised):
        await bot.send_message(ana.user_id, "x")
    await bot.send_message(ana.user_id, "y")
    assert [m.text for m in await ana.messages()] == ["hi", "y"]


async def test_a_connection_cut_before_the_effect_leaves_nothing(
    bot: Bot, ana: Phone, control: Control
) -> None:
    await ana.send("hi")
    await control.add_fault("drop_before", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(ana.user_id, "x")
    assert [m.text for m in await ana.messages()] == ["hi"]


async def test_a_connection_cut_after_the_effect_has_sent_the_message(
    bot: Bot, ana: Phone, control: Control
) -> None:
    await ana.send("hi")
    await control.add_fault("drop_after", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(ana.user_id, "x")
    assert [m.text for m in await ana.messages()] == ["hi", "x"]


async def test_a_slow_answer_times_out_although_it_comes(bot: Bot, ana: Phone, control: Control) -> None:
    await ana.send("hi")
    await control.add_fault("delay", "sendMessage", delay_s=0.3)
    with pytest.raises(TimedOut):
        await bot.send_message(ana.user_id, "x", read_timeout=0.1)
    await ana.wait_for(lambda shown: shown[-1].text == "x")


async def test_an_answer_that_is_no_json_has_had_its_effect(bot: Bot, ana: Phone, control: Control) -> None:
    await ana.send("hi")
    await control.add_fault("garbage", "sendMessage")
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(ana.user_id, "x")
    assert (await ana.last()).text == "x"


async def test_a_fault_can_be_for_one_chat_and_last_until_cleared(
    bot: Bot, ana: Phone, boris: Phone, control: Control
) -> None:
    await ana.send("hi")
    await boris.send("hi")
    await control.add_fault("error", times=None, chat_id=ana.user_id, code=500)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message(ana.user_id, "x")
    await bot.send_message(boris.user_id, "x")
    await control.clear_faults()
    await bot.send_message(ana.user_id, "x")


async def test_updates_can_come_twice_and_in_the_wrong_order(bot: Bot, ana: Phone, control: Control) -> None:
    await ana.send("one")
    await ana.send("two")
    await control.add_fault("duplicate", "getUpdates")
    first = [u.update_id for u in await bot.get_updates()]
    again = [u.update_id for u in await bot.get_updates(offset=first[-1] + 1)]
    assert again == first
    assert await bot.get_updates(offset=first[-1] + 1) == ()
    await ana.send("three")
    await ana.send("four")
    await control.add_fault("reverse", "getUpdates")
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["four", "three"]


async def test_a_malformed_update_can_be_injected(
    loopback: Loopback, http: aiohttp.ClientSession, bot: Bot, ana: Phone, control: Control
) -> None:
    injected = await control.inject(bot.id, ana.user_id, {"message": {"text": "no date, no chat"}})
    _, body = await raw(http, loopback, "getUpdates")
    assert body["result"] == [{"update_id": injected, "message": {"text": "no date, no chat"}}]


async def test_flood_limits_hold_a_chat_to_a_short_burst(bot: Bot, ana: Phone, control: Control) -> None:
    await ana.send("hi")
    await control.set_limits(True)
    for _ in range(3):
        await bot.send_message(ana.user_id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(ana.user_id, "x")
    await control.set_limits(False)
    await bot.send_message(ana.user_id, "x")


def test_flood_limits_hold_a_bot_to_thirty_messages_a_second() -> None:
    limits, bot = Limits(), models.Bot(1, "A bot", "a_bot")
    limits.on = True
    for chat_id in range(1, 31):
        limits.count(bot, "sendMessage", chat_id)
    limits.count(bot, "answerCallbackQuery", 31)
    with pytest.raises(ApiError, match="Too Many Requests: retry after 1"):
        limits.count(bot, "sendMessage", 31)
    limits.count(models.Bot(2, "Another", "another"), "sendMessage", 31)


async def test_requests_of_any_form_mean_the_same(
    loopback: Loopback, http: aiohttp.ClientSession, ana: Phone
) -> None:
    await ana.send("hi")
    url = f"{loopback.url}/bot{TOKEN}/SENDmessage"
    fields = {"chat_id": str(ana.user_id), "reply_markup": '{"keyboard":[["A"]]}'}
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in {**fields, "text": "multipart"}.items():
        form.add_field(name, value)
    nested = {"chat_id": ana.user_id, "reply_markup": {"keyboard": [["A"]]}, "text": "json"}
    for request in (
        http.post(url, data={**fields, "text": "urlencoded"}),
        http.post(url, data=form),
        http.post(url, json=nested),
        http.get(url, params={**fields, "text": "query"}),
    ):
        async with request as response:
            assert response.status == 200, await response.text()
    assert [m.text for m in (await ana.messages())[1:]] == ["urlencoded", "multipart", "json", "query"]


async def test_what_is_not_the_api_is_refused_in_json(
    loopback: Loopback, http: aiohttp.ClientSession, ana: Phone
) -> None:
    await ana.send("hi")
    assert await raw(http, loopback, "sendInvoice") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )
    assert (await raw(http, loopback, "sendMessage", text="x"))[1]["description"] == (
        "Bad Request: chat_id is empty"
    )
    shapes: list[Any] = [
        [],
        "x",
        {"inline_keyboard": "x"},
        {"inline_keyboard": [[{}]]},
        {"keyboard": []},
        {"a": 1},
    ]
    for shape in shapes:
        status, body = await raw(
            http, loopback, "sendMessage", chat_id=ana.user_id, text="x", reply_markup=shape
        )
        assert (status, body["ok"]) == (400, False), shape
    async with http.get(f"{loopback.url}/bot12:a b/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (404, "Not Found")


async def test_other_sites_pages_cannot_reach_the_server(
    loopback: Loopback, http: aiohttp.ClientSession
) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        async with http.post(f"{loopback.url}/sim/clock", json={"offset_s": 5}, headers=headers) as response:
            assert response.status == 403
    assert loopback.world.clock_offset_s == 0


async def test_message_dates_follow_the_clock(bot: Bot, ana: Phone, control: Control) -> None:
    await ana.send("hi")
    await control.set_clock(86_400)
    sent = await bot.send_message(ana.user_id, "tomorrow")
    assert abs(sent.date.timestamp() - time.time() - 86_400) < 5
