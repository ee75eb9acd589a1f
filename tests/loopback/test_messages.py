"""Saying, editing, deleting and refusing: what python-telegram-bot sees of the loopback."""

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from bot.loopback.control import Control
from bot.loopback.phone import Phone
from tests.loopback.conftest import BOT_ID


def keyboard(*labels: str, data: str = "x") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data) for label in labels]])


async def test_a_bot_introduces_itself(bot: Bot) -> None:
    assert (bot.id, bot.username) == (BOT_ID, f"bot{BOT_ID}_bot")


async def test_what_a_bot_says_is_on_the_phone_with_its_buttons(bot: Bot, ana: Phone) -> None:
    await ana.send("/start")
    sent = await bot.send_message(ana.user_id, "Ready?", reply_markup=keyboard("Yes", "No"))
    shown = await ana.last()
    assert (shown.message_id, shown.text, shown.buttons) == (sent.message_id, "Ready?", (("Yes", "No"),))
    assert shown.data == (("x", "x"),)
    assert not shown.mine


async def test_a_quiet_answer_to_a_message_carries_the_message_and_stays_quiet(bot: Bot, ana: Phone) -> None:
    asked = await ana.send("100x5")
    sent = await bot.send_message(
        ana.user_id,
        "Saved, see https://example.org",
        reply_parameters=ReplyParameters(asked),
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "100x5"
    assert sent.link_preview_options == LinkPreviewOptions(is_disabled=True)
    shown = await ana.last()
    assert (shown.silent, shown.reply_to) == (True, asked)


async def test_a_reply_to_a_vanished_message_needs_permission(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ana.user_id, "x", reply_parameters=ReplyParameters(999))
    allowed = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(ana.user_id, "x", reply_parameters=allowed)).reply_to_message is None


async def test_html_becomes_text_and_entities_that_count_utf16(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    sent = await bot.send_message(
        ana.user_id,
        "🏋️ <b>Приседания &lt;5&gt;</b>\n<blockquote expandable>а<i>б</i></blockquote>"
        '<a href="https://example.org">link</a> <pre><code class="language-py">x</code></pre>',
        parse_mode="HTML",
    )
    assert sent.text == "🏋️ Приседания <5>\nабlink x"
    found = {(e.type, sent.parse_entity(e)) for e in sent.entities}
    assert found == {
        (MessageEntity.BOLD, "Приседания <5>"),
        (MessageEntity.EXPANDABLE_BLOCKQUOTE, "аб"),
        (MessageEntity.ITALIC, "б"),
        (MessageEntity.TEXT_LINK, "link"),
        (MessageEntity.PRE, "x"),
    }
    assert [e.language for e in sent.entities if e.type == MessageEntity.PRE] == ["py"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ж<blink>x</blink>", 'Unsupported start tag "blink" at byte offset 2'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_broken_html_is_refused_in_telegrams_words(
    bot: Bot, ana: Phone, text: str, complaint: str
) -> None:
    await ana.send("hi")
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(ana.user_id, text, parse_mode="HTML")
    assert refusal.value.message.lower() == f"can't parse entities: {complaint}".lower()


async def test_texts_are_measured_after_their_entities_are_parsed(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    await bot.send_message(ana.user_id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(ana.user_id, "x" * 4097)
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(ana.user_id, "<b> \n</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)ENTITIES_TOO_LONG"):
        await bot.send_message(ana.user_id, "<b>x</b> " * 101, parse_mode="HTML")


async def test_button_data_is_limited_in_bytes_not_letters(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    await bot.send_message(ana.user_id, "x", reply_markup=keyboard("a", data="ж" * 32))
    with pytest.raises(BadRequest, match=r"(?i)BUTTON_DATA_INVALID"):
        await bot.send_message(ana.user_id, "x", reply_markup=keyboard("a", data="ж" * 32 + "x"))


async def test_a_keyboard_holds_eight_buttons_in_a_row_and_a_hundred_in_all(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    row = keyboard(*"12345678").inline_keyboard[0]
    await bot.send_message(ana.user_id, "x", reply_markup=InlineKeyboardMarkup([row] * 12))
    with pytest.raises(BadRequest, match=r"(?i)REPLY_MARKUP_TOO_LONG"):
        await bot.send_message(ana.user_id, "x", reply_markup=keyboard(*"123456789"))
    with pytest.raises(BadRequest, match=r"(?i)REPLY_MARKUP_TOO_LONG"):
        await bot.send_message(ana.user_id, "x", reply_markup=InlineKeyboardMarkup([row] * 13))


async def test_button_styles_are_kept(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    button = InlineKeyboardButton("Go", callback_data="x", style="success")
    sent = await bot.send_message(ana.user_id, "x", reply_markup=InlineKeyboardMarkup([[button]]))
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].style == "success"


async def test_an_edit_replaces_text_and_keyboard_in_place(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    sent = await bot.send_message(ana.user_id, "one", reply_markup=keyboard("Old"))
    await bot.edit_message_text("two", ana.user_id, sent.message_id)
    shown = await ana.last()
    assert (shown.message_id, shown.text, shown.buttons, shown.edited) == (sent.message_id, "two", (), True)
    await bot.edit_message_reply_markup(ana.user_id, sent.message_id, reply_markup=keyboard("New"))
    assert (await ana.last()).buttons == (("New",),)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ana: Phone) -> None:
    await ana.send("hi")
    sent = await bot.send_message(ana.user_id, "same", reply_markup=keyboard("A"))
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("same", ana.user_id, sent.message_id, reply_markup=keyboard("A"))
    await bot.edit_message_text("same", ana.user_id, sent.message_id, reply_markup=keyboard("B"))
    await bot.edit_message_text("new", ana.user_id, sent.message_id, reply_markup=keyboard("B"))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("new", ana.user_id, sent.message_id, reply_markup=keyboard("B"))


async def test_only_own_and_existing_messages_can_be_edited(bot: Bot, ana: Phone) -> None:
    asked = await ana.send("hi")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", ana.user_id, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", ana.user_id, asked)
    below = await bot.send_message(ana.user_id, "x", reply_markup=ReplyKeyboardMarkup([["A"]]))
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", ana.user_id, below.message_id)


async def test_a_deleted_message_is_gone_and_cannot_be_deleted_again(bot: Bot, ana: Phone) -> None:
    asked = await ana.send("hi")
    sent = await bot.send_message(ana.user_id, "x")
    assert await bot.delete_message(ana.user_id, sent.message_id)
    assert [m.message_id for m in await ana.messages()] == [asked]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ana.user_id, sent.message_id)
    assert await bot.delete_messages(ana.user_id, [asked, 999])
    assert await ana.messages() == []


async def test_what_is_older_than_two_days_cannot_be_deleted(bot: Bot, ana: Phone, control: Control) -> None:
    asked = await ana.send("hi")
    await control.set_clock(49 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(ana.user_id, asked)


async def test_nobody_hears_a_bot_they_never_wrote_to_or_blocked(bot: Bot, ana: Phone) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(ana.user_id, "x")
    await ana.send("/start")
    await ana.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.user_id, "x")
    await ana.unblock()
    await bot.send_message(ana.user_id, "x")


async def test_the_reply_keyboard_stays_until_removed(bot: Bot, ana: Phone) -> None:
    await ana.send("/start")
    markup = ReplyKeyboardMarkup([["Train", "Log"]], is_persistent=True, input_field_placeholder="100x5@8")
    await bot.send_message(ana.user_id, "Menu", reply_markup=markup)
    assert await ana.keyboard() == [["Train", "Log"]]
    await ana.press("Log")
    assert (await ana.messages())[-1].text == "Log"
    with pytest.raises(LookupError, match="Train"):
        await ana.press("Eat")
    await bot.send_message(ana.user_id, "Bye", reply_markup=ReplyKeyboardRemove())
    assert await ana.keyboard() == []


async def test_a_forced_reply_is_answered_as_a_reply(bot: Bot, ana: Phone) -> None:
    await ana.send("/start")
    asked = await bot.send_message(ana.user_id, "Bodyweight?", reply_markup=ForceReply())
    await ana.send("82")
    await ana.send("and more")
    answer, more = (await ana.messages())[-2:]
    assert (answer.reply_to, more.reply_to) == (asked.message_id, None)


async def test_a_reaction_shows_on_the_message_and_must_be_a_standard_one(bot: Bot, ana: Phone) -> None:
    asked = await ana.send("100x5")
    await bot.set_message_reaction(ana.user_id, asked, "🏆")
    assert (await ana.messages())[0].reaction == "🏆"
    with pytest.raises(BadRequest, match=r"(?i)REACTION_INVALID"):
        await bot.set_message_reaction(ana.user_id, asked, "🐌")
    await bot.set_message_reaction(ana.user_id, asked)
    assert (await ana.messages())[0].reaction is None
