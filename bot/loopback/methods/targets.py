"""Finding what a call names: its chat and its message, or Telegram's refusal."""

from bot.loopback.errors import bad_request, forbidden
from bot.loopback.models import Bot, Chat, Message
from bot.loopback.wire import Params


def chat_of(bot: Bot, p: Params) -> Chat:
    """The chat a call names, whether or not the bot may write there."""
    if not p.text("chat_id"):
        raise bad_request("chat_id is empty")
    name = p.text("chat_id")
    chat = bot.chats.get(int(name)) if name.lstrip("-").isdigit() else None
    if chat is None:
        raise bad_request("chat not found")
    return chat


def open_chat(bot: Bot, p: Params) -> Chat:
    """The chat a call names, if the bot may write there."""
    chat = chat_of(bot, p)
    if chat.status == "kicked":
        raise forbidden("bot was blocked by the user")
    if chat.status == "left":
        raise forbidden("bot is not a member of the group chat")
    return chat


def message_of(chat: Chat, p: Params, purpose: str) -> Message:
    """The message a call names; `purpose` completes Telegram's "message to ... not found"."""
    message_id = p.number("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message
