"""The simplest possible bot, to measure ours against: python-telegram-bot as it comes, one ORM insert, one answer.

It makes the same calls as ours does for a set: a typed set is answered with a new message and the previous one
loses its button; a tap is answered, and its message edited.
"""

import os

from sqlalchemy import BigInteger
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from core.persistence.database import sqlalchemy_url

engine = create_async_engine(sqlalchemy_url(os.environ["DATABASE_URL"]))
sessions = async_sessionmaker(engine, expire_on_commit=False)
BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])
newest: dict[int, int] = {}  # the chat's last message


class Base(DeclarativeBase):
    """The tables of this bot."""


class SimpleSet(Base):
    """One set, as it was typed."""

    __tablename__ = "simple_sets"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]


async def save(chat_id: int, text: str) -> int:
    """Keep a set; its number."""
    async with sessions() as session:
        row = SimpleSet(chat_id=chat_id, text=text)
        session.add(row)
        await session.commit()
        return row.id


async def typed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """A set as text."""
    message = update.message
    if message is None:
        return
    number = await save(message.chat_id, message.text or "")
    sent = await context.bot.send_message(message.chat_id, f"Saved: {number}", reply_markup=BUTTON)
    before = newest.get(message.chat_id)
    newest[message.chat_id] = sent.message_id
    if before is not None:
        await context.bot.edit_message_reply_markup(message.chat_id, before)


async def tapped(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """A set as a tap."""
    query = update.callback_query
    if query is None:
        return
    number = await save(query.from_user.id, query.data or "")
    await query.answer(f"Saved: {number}")
    await query.edit_message_text(f"Saved: {number}", reply_markup=BUTTON)


async def prepare(_: object) -> None:
    """Make the table, and say that we are ready."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    print("ready", flush=True)


def main() -> None:
    """Run until told to stop."""
    builder = Application.builder().token(os.environ["TELEGRAM_TOKEN"])
    application = builder.base_url(os.environ["TELEGRAM_API_URL"] + "/bot").post_init(prepare).build()
    application.add_handler(MessageHandler(filters.TEXT, typed))
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling()


if __name__ == "__main__":
    main()
