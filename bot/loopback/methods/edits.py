"""Changing what a bot has already said."""

from bot.loopback.content import caption_content, inline_keyboard, text_content
from bot.loopback.errors import NOT_MODIFIED, bad_request
from bot.loopback.methods.media import media_content
from bot.loopback.methods.targets import message_of, open_chat
from bot.loopback.models import Bot, Chat, Json, Message
from bot.loopback.wire import Params
from bot.loopback.world import World

_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA = ("photo", "document", *_CAPTION)


def edit_text(world: World, bot: Bot, p: Params) -> Json:
    chat, message = _editable(bot, p)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, bot, chat, message, _TEXT, text_content(p, "MESSAGE_TOO_LONG"), p)


def edit_caption(world: World, bot: Bot, p: Params) -> Json:
    chat, message = _editable(bot, p)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    return _replace(world, bot, chat, message, _CAPTION, caption_content(p), p)


def edit_media(world: World, bot: Bot, p: Params) -> Json:
    chat, message = _editable(bot, p)
    media = p.obj("media")
    if media is None:
        raise bad_request("input media is not specified")
    if "text" in message.body:
        raise bad_request("there is no media in the message to edit")
    return _replace(world, bot, chat, message, _MEDIA, media_content(world, bot, media, p), p)


def edit_reply_markup(world: World, bot: Bot, p: Params) -> Json:
    chat, message = _editable(bot, p)
    return _replace(world, bot, chat, message, (), {}, p)


def _editable(bot: Bot, p: Params) -> tuple[Chat, Message]:
    chat = open_chat(bot, p)
    message = message_of(chat, p, "edit")
    if not message.by_bot or message.fixed:
        raise bad_request("message can't be edited")
    return chat, message


def _replace(
    world: World, bot: Bot, chat: Chat, message: Message, parts: tuple[str, ...], content: Json, p: Params
) -> Json:
    """Swap these parts and the keyboard; a call without a keyboard removes it, as on Telegram."""
    kept = {name: value for name, value in message.body.items() if name not in (*parts, "reply_markup")}
    body = {**kept, **content}
    inline = inline_keyboard(p.obj("reply_markup"))
    if inline is not None:
        body["reply_markup"] = inline
    if body == message.body:
        raise bad_request(NOT_MODIFIED)
    if parts:
        body["edit_date"] = int(world.now())
    world.change(bot, chat, message, body)
    return body
