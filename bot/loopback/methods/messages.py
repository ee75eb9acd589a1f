"""Saying, deleting, reacting and answering taps."""

import time
from typing import Any, Final

from bot.loopback.content import reply_markup, text_content
from bot.loopback.errors import QUERY_TOO_OLD, bad_request
from bot.loopback.methods.targets import chat_of, message_of, open_chat
from bot.loopback.models import Bot, Chat, Json
from bot.loopback.wire import Params
from bot.loopback.world import World

MAX_DELETE_AGE_S: Final = 48 * 3600
MAX_TOAST: Final = 200
# The standard reactions, without variation selectors.
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 "
    "🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 "
    "🤷‍♂ 🤷 🤷‍♀ 😡"
)
REACTIONS: Final = frozenset(_REACTIONS.split())


def send_message(world: World, bot: Bot, p: Params) -> Json:
    chat = open_chat(bot, p)
    return deliver(world, bot, chat, text_content(p, "message is too long"), p)


def deliver(world: World, bot: Bot, chat: Chat, content: Json, p: Params) -> Json:
    """Post a bot's message with everything that any kind of message may carry."""
    inline, below = reply_markup(p)
    content = {**content, **_extras(chat, p)}
    if inline is not None:
        content["reply_markup"] = inline
    message = world.post(
        bot,
        chat,
        content,
        sender=bot.user(),
        silent=p.flag("disable_notification"),
        fixed=below is not None,
    )
    if below is not None:
        removed = below.get("remove_keyboard") is True
        chat.markup = None if removed else {**below, "message_id": message.id}
        world.save_chat(bot, chat)
    return message.body


def _extras(chat: Chat, p: Params) -> Json:
    extras: Json = {}
    reply = p.obj("reply_parameters") or {}
    reply_to = reply.get("message_id", p.number("reply_to_message_id"))
    if reply_to is not None:
        target = chat.messages.get(int(reply_to))
        optional = reply.get("allow_sending_without_reply") is True or p.flag("allow_sending_without_reply")
        if target is None and not optional:
            raise bad_request("message to be replied not found")
        if target is not None:
            extras["reply_to_message"] = quoted(target.body)
    if p.flag("protect_content"):
        extras["has_protected_content"] = True
    if p.text("message_effect_id"):
        extras["effect_id"] = p.text("message_effect_id")
    return extras


def quoted(body: Json) -> Json:
    """A message inside another: replies do not nest."""
    return {name: value for name, value in body.items() if name != "reply_to_message"}


def delete_message(world: World, bot: Bot, p: Params) -> bool:
    chat = chat_of(bot, p)
    message = message_of(chat, p, "delete")
    if world.now() - message.body["date"] > MAX_DELETE_AGE_S:
        raise bad_request("message can't be deleted for everyone")
    world.delete(bot, chat, message, bot.id)
    return True


def delete_messages(world: World, bot: Bot, p: Params) -> bool:
    chat = chat_of(bot, p)
    ids = p.nested("message_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers must be 1-100")
    for message_id in ids:
        message = chat.messages.get(int(message_id))
        if message is not None and world.now() - message.body["date"] <= MAX_DELETE_AGE_S:
            world.delete(bot, chat, message, bot.id)
    return True


def answer_callback_query(world: World, bot: Bot, p: Params) -> bool:
    text = p.text("text")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query = bot.queries.get(p.text("callback_query_id"))
    if query is None or query.answered or time.time() - query.asked_at > world.query_lifetime_s:
        raise bad_request(QUERY_TOO_OLD)
    query.answered, query.text, query.alert = True, text or None, p.flag("show_alert")
    world.save_query(bot, query)
    chat = bot.chats[query.chat_id]
    world.record(
        "toast", bot, chat, user_id=query.user_id, query_id=query.id, text=query.text, alert=query.alert
    )
    return True


def set_message_reaction(world: World, bot: Bot, p: Params) -> bool:
    chat = open_chat(bot, p)
    message = message_of(chat, p, "react")
    wanted: Any = p.nested("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = None
    for reaction in wanted:
        emoji = str(reaction.get("emoji", "")).replace("\N{VARIATION SELECTOR-16}", "")
        if reaction.get("type") != "emoji" or emoji not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    message.reaction = emoji
    world.save_message(bot, chat, message)
    world.record(
        "reaction", bot, chat, user_id=bot.id, message_id=message.id, emoji=emoji, message=message.body
    )
    return True
