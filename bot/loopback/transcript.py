"""The record as people read it: who said what, which button, what the phone showed then."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.loopback.models import Json
from bot.loopback.world import World

_INDENT = " " * 6


def transcript(world: World, bot_id: int, user_ids: Iterable[int] | None = None) -> str:
    """What happened in these people's chats with a bot, in order; everyone's if nobody is named."""
    wanted = None if user_ids is None else set(user_ids)
    lines: list[str] = []
    day = ""
    for event in world.events:
        chat_id = event.get("chat_id")
        if event["bot_id"] != bot_id or chat_id is None or not _concerns(event, chat_id, wanted):
            continue
        at = datetime.fromtimestamp(event["at"], UTC)
        if day != (day := f"{at:%A %d %B %Y}"):
            lines.append(f"-- {day} (UTC) --")
        lines += [
            f"{at:%H:%M} {line}" if n == 0 else _INDENT + line for n, line in enumerate(_told(world, event))
        ]
    return "\n".join(lines)


def _concerns(event: Json, chat_id: int, wanted: set[int] | None) -> bool:
    return wanted is None or chat_id in wanted or (chat_id < 0 and event.get("user_id") in wanted)


def _name(world: World, event: Json) -> str:
    """Who did it; a bot's deed in a private chat names the person it was for."""
    user_id, chat_id = event["user_id"], event["chat_id"]
    if user_id != event["bot_id"]:
        return world.people[user_id].name
    to = world.people.get(chat_id)
    bot = world.bots[user_id].name
    return f"{bot} to {to.name}" if to else bot


def _told(world: World, event: Json) -> list[str]:
    """One event as lines; the first carries the time."""
    who = _name(world, event)
    match event["type"]:
        case "message":
            quiet = " (silently)" if event["silent"] else ""
            return _body(f"{who}{quiet}: ", event["message"])
        case "edit":
            return _body(f"{who} edits #{event['message']['message_id']}: ", event["message"])
        case "delete":
            return [f"{who} deletes: {_first_line(event['message'])}"]
        case "tap":
            return [f"{who} taps [{event['label'] or event['data']}]"]
        case "toast":
            kind = "alert" if event["alert"] else "toast"
            return [f"{who} sees the {kind}: {event['text']}"] if event["text"] else []
        case "reaction":
            return [f"{who} reacts {event['emoji'] or '(nothing)'} to: {_first_line(event['message'])}"]
        case "pin":
            return [f"{who} pins: {_first_line(event['message'])}"]
        case "block" | "unblock" | "join" | "left" as deed:
            words = {
                "block": "blocks the bot",
                "unblock": "unblocks the bot",
                "join": "adds the bot to a group",
            }
            return [f"{who} {words.get(deed, 'leaves the group')}"]
        case _:
            return []


def _body(lead: str, body: Json) -> list[str]:
    """A message with its file and its buttons."""
    text = str(body.get("text", body.get("caption", "")))
    file = _file(body)
    first, *rest = f"{file}{' ' if file and text else ''}{text}".split("\n")
    rows = body.get("reply_markup", {}).get("inline_keyboard", ())
    return [
        lead + first,
        *rest,
        *("[ " + " | ".join(button["text"] for button in row) + " ]" for row in rows),
    ]


def _file(body: Json) -> str:
    if "photo" in body:
        return "(picture {width}x{height})".format(**body["photo"][-1])
    if "document" in body:
        return "(file {file_name}, {file_size} bytes)".format(**body["document"])
    kinds = [kind for kind in ("sticker", "voice", "new_chat_members") if kind in body]
    return f"({kinds[0].replace('_', ' ')})" if kinds else ""


def _first_line(body: Json) -> str:
    text = str(body.get("text", body.get("caption", ""))) or _file(body)
    return text.split("\n")[0]
