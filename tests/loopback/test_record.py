"""The record: a transcript that people read, and the list of calls."""

import time
from datetime import datetime

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.loopback.control import Control
from bot.loopback.phone import Phone


async def test_the_transcript_tells_who_said_and_tapped_what(
    bot: Bot, ana: Phone, boris: Phone, control: Control
) -> None:
    await control.name_bot(bot.id, "Setpoint", "setpoint_bot")
    noon = datetime.fromisoformat("2030-05-06T12:00:00+00:00").timestamp()
    await control.set_clock(noon - time.time())
    asked = await ana.send("/start")
    await boris.send("not for this transcript")
    row = [InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]
    sent = await bot.send_message(ana.user_id, "Ready?\nNow?", reply_markup=InlineKeyboardMarkup([row]))
    await bot.answer_callback_query(await ana.tap("Yes"), "Good")
    await bot.edit_message_text("Go!", ana.user_id, sent.message_id)
    await bot.set_message_reaction(ana.user_id, asked, "👍")
    assert await control.transcript(bot.id, [ana.user_id]) == "\n".join(
        [
            "-- Monday 06 May 2030 (UTC) --",
            "12:00 Ana: /start",
            "12:00 Setpoint to Ana: Ready?",
            "      Now?",
            "      [ Yes | No ]",
            "12:00 Ana taps [Yes]",
            "12:00 Ana sees the toast: Good",
            f"12:00 Setpoint to Ana edits #{sent.message_id}: Go!",
            "12:00 Setpoint to Ana reacts 👍 to: /start",
        ]
    )
    assert "not for this" in await control.transcript(bot.id)


async def test_every_call_is_listed_with_its_parameters_and_refusal(
    bot: Bot, ana: Phone, control: Control
) -> None:
    await ana.send("/start")
    await bot.send_message(ana.user_id, "one")
    await bot.set_my_short_description("A coach")
    [sent] = await control.calls("sendMessage")
    assert (sent["params"]["text"], sent["error"]) == ("one", None)
    assert [call["method"] for call in await control.calls()] == [
        "getMe",
        "sendMessage",
        "setMyShortDescription",
    ]
    assert (await control.counters())["calls"]["sendMessage"] == 1
