"""A chat as its person's phone shows it, for the page and for tests."""

import time

from bot.loopback.methods.profile import commands_for
from bot.loopback.models import Bot, Chat, Json, Message
from bot.loopback.world import World

_FILE_KINDS = ("photo", "document", "sticker", "voice")


def screen(world: World, bot: Bot, chat: Chat, viewer_id: int, newest: int | None = None) -> Json:
    """Everything on the screen; `newest` limits the messages to the last so many."""
    messages = list(chat.messages.values())
    person = world.people.get(viewer_id)
    queries = [bot.queries[query_id] for query_id in chat.query_ids]
    return {
        "version": chat.version,
        "bot": bot.user(),
        "title": chat.title or bot.name,
        "status": chat.status,
        "markup": chat.markup,
        "pinned": chat.pinned,
        "typing": chat.typing_until > time.time(),
        "description": bot.settings.get(f"description/{person.language if person else ''}")
        or bot.settings.get("description/", ""),
        "commands": commands_for(bot, chat.id, chat.kind, person.language if person else ""),
        "messages": [_message(message, viewer_id) for message in messages[-newest if newest else None :]],
        "taps": [
            {"query_id": q.id, "answered": q.answered, "text": q.text, "alert": q.alert}
            for q in queries
            if q.user_id == viewer_id
        ][-newest if newest else None :],
    }


def _message(message: Message, viewer_id: int) -> Json:
    body = message.body
    kind, file = _file(body)
    reply = body.get("reply_to_message")
    return {
        "message_id": message.id,
        "mine": body["from"]["id"] == viewer_id,
        "by_bot": message.by_bot,
        "name": body["from"]["first_name"],
        "date": body["date"],
        "edited": "edit_date" in body,
        "silent": message.silent,
        "reaction": message.reaction,
        "kind": kind,
        "file": file,
        "text": message.text,
        "entities": body.get("entities", body.get("caption_entities", [])),
        "buttons": body.get("reply_markup", {}).get("inline_keyboard", []),
        "effect_id": body.get("effect_id"),
        "reply_to": reply and {"message_id": reply["message_id"], "text": _preview(reply)},
    }


def _preview(body: Json) -> str:
    return str(body.get("text") or body.get("caption") or _file(body)[0])


def _file(body: Json) -> tuple[str, Json | None]:
    for kind in _FILE_KINDS:
        if kind in body:
            part = body[kind][-1] if kind == "photo" else body[kind]
            names = ("file_id", "file_name", "file_size", "mime_type", "width", "height")
            return kind, {name: part[name] for name in names if name in part}
    return ("text" if "text" in body else "service"), None
