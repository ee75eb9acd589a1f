"""What a person can do with the Telegram app in their hand."""

import re
import time
from typing import Final

from bot.loopback import files
from bot.loopback.content import MAX_CAPTION, MAX_TEXT
from bot.loopback.entities import detect, trim, utf16
from bot.loopback.methods.messages import quoted
from bot.loopback.models import Bot, Chat, Json, Message, Person, Query
from bot.loopback.wire import Upload
from bot.loopback.world import World

# A button on a message older than this comes to the bot without the message.
INACCESSIBLE_AFTER_S: Final = 48 * 3600
FIRST_GROUP_ID: Final = -1_001_000_000_000
_COMMAND: Final = re.compile(r"/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?")


def chat_for(world: World, bot: Bot, person: Person, chat_id: int | None) -> Chat:
    """The chat the person writes in: their private one, or a group they are in."""
    if chat_id is None or chat_id == person.id:
        return world.chat(bot, person)
    chat = bot.chats.get(chat_id)
    if chat is None or (chat.kind == "private"):
        raise LookupError(f"{person.name} is in no chat {chat_id} with {bot.name}")
    if person.id not in chat.members:
        chat.members.append(person.id)
        world.save_chat(bot, chat)
    return chat


def send_text(
    world: World, bot: Bot, person: Person, chat_id: int | None, text: str, reply_to: int | None
) -> Message:
    text = text.strip()
    if not text or utf16(text) > MAX_TEXT:
        raise ValueError(f"a message has 1 to {MAX_TEXT} characters, this one {utf16(text)}")
    content: Json = {"text": text}
    if entities := detect(text, []):
        content["entities"] = entities
    return _say(world, bot, person, chat_for(world, bot, person, chat_id), content, reply_to)


def send_file(
    world: World, bot: Bot, person: Person, chat_id: int | None, kind: str, upload: Upload, caption: str
) -> Message:
    """Send a photo, document, sticker or voice message."""
    if len(caption) > MAX_CAPTION:
        raise ValueError(f"a caption has at most {MAX_CAPTION} characters")
    chat = chat_for(world, bot, person, chat_id)
    content = files.shown(files.keep(world, bot, kind, upload))
    text, entities = trim(caption, detect(caption, []))
    if text:
        content["caption"] = text
    if entities:
        content["caption_entities"] = entities
    return _say(world, bot, person, chat, content, None)


def _say(world: World, bot: Bot, person: Person, chat: Chat, content: Json, reply_to: int | None) -> Message:
    _require_open(bot, chat)
    if reply_to is None:
        reply_to = _forced_reply(chat)
    if reply_to is not None and reply_to in chat.messages:
        content = {**content, "reply_to_message": quoted(chat.messages[reply_to].body)}
    message = world.post(bot, chat, content, sender=person.user())
    _use_markup(world, bot, chat, message.text)
    if chat.kind == "private" or _reaches(bot, message.body):
        world.push(bot, chat.id, "message", message.body)
    return message


def _require_open(bot: Bot, chat: Chat) -> None:
    if chat.status != "member":
        raise LookupError(f"{bot.name} is blocked or gone here; unblock it first")


def _forced_reply(chat: Chat) -> int | None:
    """An app answers a forced reply by itself as a reply to that message."""
    asked = chat.markup is not None and chat.markup.get("force_reply") is True
    return int(chat.markup["message_id"]) if asked and chat.markup else None


def _use_markup(world: World, bot: Bot, chat: Chat, text: str) -> None:
    """A forced reply, and a one-time keyboard that was pressed, are gone once used."""
    markup = chat.markup
    if markup is None:
        return
    labels = {button["text"] for row in markup.get("keyboard", ()) for button in row}
    if markup.get("force_reply") or (markup.get("one_time_keyboard") and text in labels):
        chat.markup = None
        world.save_chat(bot, chat)


def _reaches(bot: Bot, body: Json) -> bool:
    """In groups a bot hears commands, mentions and replies to itself: privacy mode, the default."""
    text = str(body.get("text", body.get("caption", "")))
    command = _COMMAND.match(text)
    if command:
        return command.group(1) in (None, f"@{bot.username}")
    reply = body.get("reply_to_message", {})
    return f"@{bot.username}" in text or reply.get("from", {}).get("id") == bot.id


def edit(world: World, bot: Bot, person: Person, chat_id: int | None, message_id: int, text: str) -> None:
    """Edit an own message; the bot hears of it."""
    chat = chat_for(world, bot, person, chat_id)
    message = chat.messages.get(message_id)
    if message is None or message.body["from"]["id"] != person.id:
        raise LookupError(f"message {message_id} is not {person.name}'s")
    text = text.strip()
    name, entities_name = ("text", "entities") if "text" in message.body else ("caption", "caption_entities")
    if name == "text" and not text:
        raise ValueError("a message cannot be edited to nothing")
    body = {key: value for key, value in message.body.items() if key not in (name, entities_name)}
    body |= {name: text, "edit_date": int(world.now())}
    if entities := detect(text, []):
        body[entities_name] = entities
    world.change(bot, chat, message, body)
    if chat.kind == "private" or _reaches(bot, body):
        world.push(bot, chat.id, "edited_message", body)


def delete(world: World, bot: Bot, person: Person, chat_id: int | None, message_id: int) -> None:
    """Delete a message for both sides; a bot hears nothing of that."""
    chat = chat_for(world, bot, person, chat_id)
    if message_id not in chat.messages:
        raise LookupError(f"there is no message {message_id}")
    world.delete(bot, chat, chat.messages[message_id], person.id)


def tap(world: World, bot: Bot, person: Person, chat_id: int | None, message_id: int, data: str) -> Query:
    """Send a button's data, whether or not the message still has that button."""
    chat = chat_for(world, bot, person, chat_id)
    _require_open(bot, chat)
    bot.last_query_id += 1
    world.save_bot(bot)
    query = Query(str(bot.last_query_id), chat.id, person.id, message_id, data, time.time())
    bot.queries[query.id] = query
    chat.query_ids.append(query.id)
    world.save_query(bot, query)
    message = chat.messages.get(message_id)
    world.record(
        "tap",
        bot,
        chat,
        user_id=person.id,
        query_id=query.id,
        message_id=message_id,
        data=data,
        label=_label(message, data),
    )
    world.push(
        bot,
        chat.id,
        "callback_query",
        {
            "id": query.id,
            "from": person.user(),
            "message": _tapped(world, chat, message_id, message),
            "chat_instance": str(bot.id * 1_000_003 + chat.id),
            "data": data,
        },
    )
    return query


def _label(message: Message | None, data: str) -> str | None:
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", ()) if message else ()
    labels = [button["text"] for row in rows for button in row if button.get("callback_data") == data]
    return labels[0] if labels else None


def _tapped(world: World, chat: Chat, message_id: int, message: Message | None) -> Json:
    if message is None or world.now() - message.body["date"] > INACCESSIBLE_AFTER_S:
        return {"chat": world.describe(chat), "message_id": message_id, "date": 0}
    return message.body


def set_blocked(world: World, bot: Bot, person: Person, blocked: bool) -> None:
    chat = world.chat(bot, person)
    status = "kicked" if blocked else "member"
    if chat.status != status:
        _become(world, bot, person, chat, status)


def _become(world: World, bot: Bot, person: Person, chat: Chat, status: str) -> None:
    """Change the bot's standing in a chat, and tell it."""

    def standing(name: str) -> Json:
        until: Json = {"until_date": 0} if name == "kicked" else {}
        return {"user": bot.user(), "status": name, **until}

    old, chat.status = chat.status, status
    world.save_chat(bot, chat)
    names = {"kicked": "block", "member": "unblock" if old == "kicked" else "join", "left": "left"}
    world.record(names[status], bot, chat, user_id=person.id)
    world.push(
        bot,
        chat.id,
        "my_chat_member",
        {
            "chat": world.describe(chat),
            "from": person.user(),
            "date": int(world.now()),
            "old_chat_member": standing(old),
            "new_chat_member": standing(status),
        },
    )


def open_group(world: World, bot: Bot, person: Person, title: str) -> Chat:
    """A new group with this person, who adds the bot to it."""
    groups = sum(chat.kind != "private" for chat in bot.chats.values())
    chat = Chat(FIRST_GROUP_ID - groups, "supergroup", title, status="left", members=[person.id])
    bot.chats[chat.id] = chat
    _become(world, bot, person, chat, "member")
    added = world.post(bot, chat, {"new_chat_members": [bot.user()]}, sender=person.user())
    world.push(bot, chat.id, "message", added.body)
    return chat
