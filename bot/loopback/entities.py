"""Text as Telegram keeps it: plain characters beside entities whose offsets count UTF-16 units."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

from bot.loopback.errors import bad_request

Json = dict[str, Any]

_STYLES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_SPECIAL: Final = re.compile(r"[<&]")
_TAG: Final = re.compile(r"<(/?)([^\s<>/]*)([^<>]*)>")
_ATTRIBUTE: Final = re.compile(r"""([A-Za-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_CHARACTER: Final = re.compile(r"&(lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_FOUND: Final = re.compile(
    r"(?P<url>https?://[^\s<>]+|(?<![\w.])t\.me/[^\s<>]+)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!/))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31})"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
)
_OPAQUE: Final = {"code", "pre", "text_link", "text_mention", "custom_emoji"}


def utf16(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _refuse(sentence: str) -> Exception:
    return bad_request(f"can't parse entities: {sentence}")


class _Html:
    """One pass over a text in Telegram's HTML."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.plain: list[str] = []
        self.length = 0
        self.entities: list[Json] = []
        self.open: list[tuple[str, int, Json]] = []

    def parse(self) -> tuple[str, list[Json]]:
        at = 0
        while special := _SPECIAL.search(self.source, at):
            self.add(self.source[at : special.start()])
            at = self.tag(special.start()) if special.group() == "<" else self.character(special.start())
        self.add(self.source[at:])
        if self.open:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return "".join(self.plain), self.entities

    def add(self, text: str) -> None:
        if text:
            self.plain.append(text)
            self.length += utf16(text)

    def character(self, at: int) -> int:
        """A character reference; an ampersand that starts none stands for itself."""
        match = _CHARACTER.match(self.source, at)
        self.add(unescape(match.group()) if match else "&")
        return match.end() if match else at + 1

    def tag(self, at: int) -> int:
        match = _TAG.match(self.source, at)
        where = len(self.source[:at].encode())
        if match is None:
            raise _refuse(f"Unclosed start tag at byte offset {where}")
        closing, name, attributes = match.group(1), match.group(2).lower(), match.group(3)
        if closing:
            self.close(name, where)
        else:
            self.open.append((name, self.length, _style(name, attributes, where)))
        return match.end()

    def close(self, name: str, where: int) -> None:
        if not self.open:
            raise _refuse(f"Unexpected end tag at byte offset {where}")
        expected, start, entity = self.open.pop()
        if name not in (expected, ""):
            raise _refuse(
                f'Unmatched end tag at byte offset {where}, expected "</{expected}>", found "</{name}>"'
            )
        if (self.length > start and entity["type"] != "text_link") or entity.get("url"):
            self.place({**entity, "offset": start, "length": self.length - start})

    def place(self, entity: Json) -> None:
        """Keep an entity; `<pre><code class="language-x">` is one block with a language."""
        last = self.entities[-1] if self.entities else None
        span = (entity["offset"], entity["length"])
        if entity["type"] == "pre" and last and (last["offset"], last["length"]) == span:
            language = last.pop("language", None)
            if last["type"] == "code":
                self.entities.pop()
            if language:
                entity["language"] = language
        if entity["type"] == "code" and not any(name == "pre" for name, *_ in self.open):
            entity.pop("language", None)
        if entity["length"]:
            self.entities.append(entity)


def _style(name: str, source: str, where: int) -> Json:
    kind = _STYLES.get(name)
    attributes = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(source)}
    if kind is None or (name == "span" and attributes.get("class") != "tg-spoiler"):
        tag = "span" if kind else name
        raise _refuse(f'Unsupported start tag "{tag}" at byte offset {where}')
    entity: Json = {"type": kind}
    if name == "a":
        entity["url"] = attributes.get("href", "")
    elif name == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    elif name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif name == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif name == "tg-time":
        entity |= {
            "unix_time": int(attributes.get("unix", "0")),
            "date_time_format": attributes.get("format", ""),
        }
    return entity


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Telegram's HTML as text and entities; refuses what Telegram refuses, in its words."""
    return _Html(source).parse()


def detect(text: str, known: list[Json]) -> list[Json]:
    """The entities a server finds by itself: commands, mentions, hashtags and links outside code."""
    if not any(mark in text for mark in "/@#"):
        return []
    closed = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in _OPAQUE]
    found: list[Json] = []
    for match in _FOUND.finditer(text):
        offset = utf16(text[: match.start()])
        length = utf16(match.group())
        if not any(start < offset + length and offset < end for start, end in closed):
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    return found


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space at either end, as every message is kept; entities move and shrink with it."""
    kept = text.strip()
    if kept == text:
        return text, entities
    lead = utf16(text[: len(text) - len(text.lstrip())])
    end = lead + utf16(kept)
    return kept, list(_clipped(entities, lead, end))


def _clipped(entities: list[Json], start: int, end: int) -> Iterator[Json]:
    for entity in entities:
        first = max(entity["offset"], start)
        last = min(entity["offset"] + entity["length"], end)
        if first < last:
            yield {**entity, "offset": first - start, "length": last - first}


def in_order(entities: list[Json]) -> list[Json]:
    """As Telegram lists them: by place, the outer before the inner."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))
