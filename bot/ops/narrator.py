"""Events of the loopback as a transcript that people read: a live card is told by what changed on it."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.callbacks import read
from bot.loopback.phone import Phone

Json = Mapping[str, Any]

WIDTH = 64  # a phone held upright in a terminal's smallest comfortable letters
INDENT = "  "


class Narrator:
    """Turns what happened in several chats into lines, in order, each time as its person's clock shows it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.messages = 0
        self._people: dict[int, tuple[str, ZoneInfo]] = {}
        self._bodies: dict[tuple[int, int], Json] = {}  # every message as it stands
        self._cards: dict[tuple[int, str], Json] = {}  # a card's newest body, by chat and slot
        self._slots: dict[tuple[int, int], str] = {}  # which card a message is, also without its buttons
        self._listener = 0  # whose answers the next lines are
        self._answered = False
        self._day = ""

    def introduce(self, phone: Phone, zone: str) -> None:
        """Whose chat it is, and by which clock they live."""
        self._people[phone.user_id] = (phone.name, ZoneInfo(zone))

    def scene(self, title: str, now: datetime, phone: Phone) -> None:
        """A heading with the day."""
        _, zone = self._people[phone.user_id]
        day = f"{now.astimezone(zone):%A, %-d %B}"
        self._listener = 0
        self.lines += ["", f"## {title}", *([day] if day != self._day else [])]
        self._day = day

    def pause(self) -> None:
        """Time passes: whatever is said next is no answer to what was said before."""
        self._listener = 0

    def tell(self, events: Sequence[Json]) -> None:
        """Tell what happened since; of several edits of one message only what came of them."""
        newest = {_place(e): e["n"] for e in events if e["type"] in ("message", "edit")}
        said = "\n".join(_content(e["message"]) for e in events if e["type"] in ("message", "edit"))
        for event in events:
            echoed = event["type"] == "toast" and str(event["text"]).partition(": ")[2] in said
            if not echoed and (event["type"] != "edit" or newest[_place(event)] == event["n"]):
                self._tell(event)

    def _tell(self, event: Json) -> None:
        by_bot = event.get("user_id") == event["bot_id"]
        match event["type"]:
            case "message" | "edit" if by_bot:
                self._tell_answer(event)
            case "message":
                self._tell_deed(event, _content(event["message"]))
            case "edit":
                self._tell_deed(event, f"(edits that) {_content(event['message'])}")
            case "tap":
                self._tell_deed(event, f"[{event['label']}]")
            case "toast" if event["text"]:
                self._say(event, _wrapped(f"« {event['text']} »"))
            case "reaction":
                self._say(event, [f"{INDENT}{event['emoji']}"])

    def _tell_deed(self, event: Json, what: str) -> None:
        """Somebody says or taps something."""
        name, zone = self._people[event["chat_id"]]
        at = datetime.fromtimestamp(event["at"], UTC).astimezone(zone)
        self.messages += 1
        self._listener, self._answered = event["chat_id"], False
        self.lines += ["", *_wrapped(f"{at:%H:%M} {name}: {what}", "")]

    def _tell_answer(self, event: Json) -> None:
        """A message as it appears, or what changed on one that is known."""
        body, chat_id = event["message"], event["chat_id"]
        was = self._bodies.get(_place(event))
        self._bodies[_place(event)] = body
        if was is not None and _content(was) == _content(body) and not _rows(body):
            return  # an old copy that only loses its buttons
        slot = self._slot(chat_id, body)
        before = self._cards.get((chat_id, slot)) if slot else None
        if slot:
            self._cards[chat_id, slot] = body
        self._say(event, _news(before, body) if before is not None else _whole(body))

    def _slot(self, chat_id: int, body: Json) -> str:
        """The card that a message is; empty where it is none."""
        place = (chat_id, body["message_id"])
        for row in body.get("reply_markup", {}).get("inline_keyboard", ()):
            for button in row:
                tapped = read(button.get("callback_data", ""))
                if tapped is not None:
                    self._slots[place] = tapped.slot
        return self._slots.get(place, "")

    def _say(self, event: Json, lines: Sequence[str]) -> None:
        if not lines:
            return
        self.messages += 1
        if event["chat_id"] != self._listener:
            name, zone = self._people[event["chat_id"]]
            at = datetime.fromtimestamp(event["at"], UTC).astimezone(zone)
            self._listener = event["chat_id"]
            self.lines += ["", f"{at:%H:%M} to {name}:"]
        elif self._answered:
            self.lines.append("")
        self._answered = True
        self.lines += lines


def _whole(body: Json) -> list[str]:
    return [*_text_lines(_content(body).split("\n")), *map(_row, _rows(body))]


def _news(before: Json, body: Json) -> list[str]:
    """The lines that were not there before, and the buttons where any of them is new."""
    lines = _content(body).split("\n")
    fresh = [line for line in lines if line not in _content(before).split("\n")]
    rows = _rows(body) if _rows(body) != _rows(before) else []
    return [*_text_lines(fresh or lines[:1]), *map(_row, rows)]


def _place(event: Json) -> tuple[int, int]:
    """A message's chat and number."""
    return event["chat_id"], event["message"]["message_id"]


def _text_lines(lines: Sequence[str]) -> list[str]:
    return [wrapped for line in lines for wrapped in (_wrapped(line) if line else [""])]


def _content(body: Json) -> str:
    text = str(body.get("text", body.get("caption", "")))
    document = body.get("document")
    return f"📎 {document['file_name']}\n{text}" if document is not None else text


def _rows(body: Json) -> list[tuple[str, ...]]:
    keyboard = body.get("reply_markup", {}).get("inline_keyboard", ())
    return [tuple(button["text"] for button in row) for row in keyboard]


def _row(labels: Sequence[str]) -> str:
    return INDENT + " ".join(f"[{label}]" for label in labels)


def _wrapped(text: str, indent: str = INDENT) -> list[str]:
    return [
        wrapped
        for line in text.split("\n")
        for wrapped in textwrap.wrap(
            line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False
        )
        or [""]
    ]
