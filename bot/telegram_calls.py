"""One function per kind of outbox row: what it is called in the Bot API."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram import Bot, InputFile
from telegram.error import BadRequest, TelegramError

from bot.transport import call
from core.delivery.effects import Outgoing

NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class CardMessage:
    """Where a card stands in its chat, and the newest message known there."""

    message_id: int | None
    last_message_id: int


async def send(bot: Bot, chat_id: int, what: Outgoing) -> int | None:
    """Say something that is no card; the new message's id where there is one."""
    body = what.body
    match what.kind:
        case "say" | "farewell":
            return _id(await call(bot, "sendMessage", _message(chat_id, {"text": body["text"]})))
        case "toast":
            values = {
                "callback_query_id": body["query_id"],
                "text": body["text"],
                "show_alert": body["alert"],
            }
            await call(bot, "answerCallbackQuery", {k: v for k, v in values.items() if v})
        case "react":
            emoji = [{"type": "emoji", "emoji": body["emoji"]}]
            await _quietly(bot, "setMessageReaction", _of(chat_id, body, reaction=emoji))
        case "strip":
            await _quietly(bot, "editMessageReplyMarkup", _of(chat_id, body))
        case "document":
            file = InputFile(what.payload or b"", filename=str(body["name"]))
            values = {"chat_id": chat_id, "document": file, "caption": body["caption"], "parse_mode": "HTML"}
            return _id(await call(bot, "sendDocument", values))
        case "leave":
            await call(bot, "leaveChat", {"chat_id": chat_id})
        case _:
            raise ValueError(f"no way to send a {what.kind}")
    return None


async def send_card(
    bot: Bot, chat_id: int, card: CardMessage, content: Mapping[str, object], *, fresh: bool
) -> int | None:
    """Show a card: edited where it is the newest message, else sent anew, the old one losing its buttons."""
    stands_last = card.message_id is not None and card.last_message_id <= card.message_id
    if card.message_id is not None and stands_last and not fresh:
        try:
            await call(bot, "editMessageText", _message(chat_id, content, message_id=card.message_id))
            return card.message_id
        except BadRequest as error:
            if "not modified" in error.message:
                return card.message_id
            if not any(reason in error.message for reason in ("not found", "can't be edited")):
                raise
    message_id = _id(await call(bot, "sendMessage", _message(chat_id, content)))
    if card.message_id is not None:
        # Whatever comes of this, the card is there: to fail now would be to send it once more.
        with suppress(TelegramError):
            await call(bot, "editMessageReplyMarkup", {"chat_id": chat_id, "message_id": card.message_id})
    return message_id


def _message(chat_id: int, content: Mapping[str, object], **more: object) -> dict[str, object]:
    values: dict[str, object] = {
        "chat_id": chat_id,
        "text": content["text"],
        "parse_mode": "HTML",
        "link_preview_options": NO_PREVIEW,
        **more,
    }
    if content.get("keyboard"):
        values["reply_markup"] = {"inline_keyboard": content["keyboard"]}
    return values


def _of(chat_id: int, body: Mapping[str, object], **more: object) -> dict[str, object]:
    return {"chat_id": chat_id, "message_id": body["message_id"], **more}


async def _quietly(bot: Bot, method: str, values: dict[str, object]) -> None:
    """An ornament: where Telegram refuses it (the message is gone, or has no buttons), nothing is lost."""
    try:
        await call(bot, method, values)
    except BadRequest:
        return


def _id(message: Any) -> int:
    message_id: int = message["message_id"]
    return message_id
