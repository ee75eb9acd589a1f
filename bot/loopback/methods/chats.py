"""Chats themselves: who is there, what is pinned, who is typing, leaving."""

import time
from typing import Final

from bot.loopback.errors import bad_request
from bot.loopback.methods.messages import quoted
from bot.loopback.methods.targets import chat_of, message_of, open_chat
from bot.loopback.models import Bot, Json
from bot.loopback.wire import Params
from bot.loopback.world import World

TYPING_S: Final = 5.0  # how long an app shows it, by Telegram's documentation
_ACTIONS: Final = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_chat_action(world: World, bot: Bot, p: Params) -> bool:
    chat = open_chat(bot, p)
    if p.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing_until = time.time() + TYPING_S
    world.record("action", bot, chat, user_id=bot.id, action=p.text("action"))
    return True


def get_chat(world: World, bot: Bot, p: Params) -> Json:
    chat = chat_of(bot, p)
    # The two counts are required fields of ChatFullInfo.
    full: Json = {
        **world.describe(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.pinned:
        full["pinned_message"] = quoted(chat.messages[chat.pinned[-1]].body)
    return full


def leave_chat(world: World, bot: Bot, p: Params) -> bool:
    chat = open_chat(bot, p)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.status = "left"
    world.save_chat(bot, chat)
    world.record("left", bot, chat, user_id=bot.id)
    return True


def pin_message(world: World, bot: Bot, p: Params) -> bool:
    chat = open_chat(bot, p)
    message = message_of(chat, p, "pin")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id] + [message.id]
    world.save_chat(bot, chat)
    world.record("pin", bot, chat, user_id=bot.id, message=message.body)
    return True


def unpin_message(world: World, bot: Bot, p: Params) -> bool:
    """Unpin the named message, or the newest pinned one."""
    chat = open_chat(bot, p)
    message_id = p.number("message_id")
    if not chat.pinned or (message_id is not None and message_id not in chat.pinned):
        raise bad_request("message to unpin not found")
    return _unpin(world, bot, p, [message_id if message_id is not None else chat.pinned[-1]])


def unpin_all_messages(world: World, bot: Bot, p: Params) -> bool:
    return _unpin(world, bot, p, open_chat(bot, p).pinned)


def _unpin(world: World, bot: Bot, p: Params, gone: list[int]) -> bool:
    chat = open_chat(bot, p)
    chat.pinned = [pinned for pinned in chat.pinned if pinned not in gone]
    world.save_chat(bot, chat)
    world.record("unpin", bot, chat, user_id=bot.id)
    return True
