"""A small bot over PTB's client: enough of everything for the page to show."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup, Update

from tests.loopback.test_files import png

CARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton(str(effort), callback_data=f"rpe:{effort}") for effort in (7, 8, 9, 10)],
        [
            InlineKeyboardButton("Log it ✓", callback_data="log", style="success"),
            InlineKeyboardButton("Miss", callback_data="miss", style="danger"),
        ],
    ]
)
KEYS = ReplyKeyboardMarkup(
    [["Train", "Picture"], ["Progress"]], resize_keyboard=True, input_field_placeholder="100x5@8"
)


@contextlib.asynccontextmanager
async def running(bot: Bot) -> AsyncIterator[None]:
    """The bot, polling for as long as the block lasts."""
    task = asyncio.create_task(_poll(bot))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _poll(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=30):
            offset = update.update_id + 1
            await _answer(bot, update)


async def _answer(bot: Bot, update: Update) -> None:
    if update.callback_query is not None:
        await update.callback_query.answer(f"Saved {update.callback_query.data}")
        await update.callback_query.edit_message_text(
            f"<b>Logged</b> {update.callback_query.data}", parse_mode="HTML"
        )
    elif update.edited_message is not None:
        await bot.set_message_reaction(update.edited_message.chat_id, update.edited_message.message_id, "👍")
    elif update.message is not None:
        await _reply(update.message)


async def _reply(message: Message) -> None:
    if message.document is not None:
        file = await message.document.get_file()
        content = await file.download_as_bytearray()
        await message.reply_text(f"Got {message.document.file_name}: {content.decode()}")
    elif message.text is None:
        await message.reply_text("Nice picture")
    elif message.text.startswith("/start"):
        await message.reply_text(f"Hello {message.chat.first_name} {message.text[7:]}", reply_markup=KEYS)
    elif message.text == "Train":
        await message.reply_text(
            "<b>Squat</b> 100 kg × 5\n<blockquote expandable>Why: two easy sets &amp; good sleep\nmore\nmore"
            "\nmore</blockquote>\n<code>20+20+20 a side</code> <i>then</i> <tg-spoiler>rest</tg-spoiler>",
            parse_mode="HTML",
            reply_markup=CARD,
        )
    elif message.text == "Picture":
        await message.reply_photo(png(320, 200), caption="Progress")
    else:
        await message.reply_text(f"You said: {message.text}", do_quote=True)
