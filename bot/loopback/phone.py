"""One person's Telegram app, over HTTP: it works against a server in any process."""

import asyncio
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

Json = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """One message as the phone shows it."""

    message_id: int
    mine: bool
    text: str
    buttons: tuple[tuple[str, ...], ...]
    data: tuple[tuple[str | None, ...], ...]  # what each button sends; None for one that opens a link
    reaction: str | None
    edited: bool
    silent: bool
    date: int
    kind: str  # text, photo, document, sticker, voice or service
    file_id: str | None
    file_name: str | None
    file_size: int | None
    reply_to: int | None
    entities: tuple[Json, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for row in self.buttons for label in row)


def _shown(m: Json) -> Shown:
    file = m["file"] or {}
    return Shown(
        message_id=m["message_id"],
        mine=m["mine"],
        text=m["text"],
        buttons=tuple(tuple(button["text"] for button in row) for row in m["buttons"]),
        data=tuple(tuple(button.get("callback_data") for button in row) for row in m["buttons"]),
        reaction=m["reaction"],
        edited=m["edited"],
        silent=m["silent"],
        date=m["date"],
        kind=m["kind"],
        file_id=file.get("file_id"),
        file_name=file.get("file_name"),
        file_size=file.get("file_size"),
        reply_to=m["reply_to"] and m["reply_to"]["message_id"],
        entities=tuple(m["entities"]),
    )


class Phone:
    """Sends as its person, shows what its person sees."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        url: str,
        bot_id: int,
        user_id: int,
        name: str,
        language: str = "en",
        username: str | None = None,
    ) -> None:
        self.http = http
        self.url = url
        self.bot_id = bot_id
        self.user_id = user_id
        self.name = name
        self.language = language
        self.username = username

    # -- doing ----------------------------------------------------------------------------------------

    async def send(self, text: str, reply_to: int | None = None, chat_id: int | None = None) -> int:
        """Say something, in the private chat or a group; returns the message id."""
        return int((await self._act("send", text=text, reply_to=reply_to, chat_id=chat_id))["message_id"])

    async def edit(self, message_id: int, text: str, chat_id: int | None = None) -> None:
        await self._act("edit", message_id=message_id, text=text, chat_id=chat_id)

    async def delete(self, message_id: int) -> None:
        """Delete a message for both sides."""
        await self._act("delete", message_id=message_id)

    async def tap(self, label: str, message_id: int | None = None) -> str:
        """Tap the newest inline button of this label, or that contains it; returns the query's id."""
        shown = [m for m in await self.messages() if message_id in (None, m.message_id)]
        buttons = [
            (text, data, m.message_id)
            for m in reversed(shown)
            for texts, datas in zip(m.buttons, m.data, strict=True)
            for text, data in zip(texts, datas, strict=True)
        ]
        found = [b for b in buttons if b[0] == label] or [b for b in buttons if label in b[0]]
        if not found:
            raise LookupError(f"no button {label!r}; there are {[text for text, *_ in buttons]}")
        text, data, on = found[0]
        if data is None:
            raise LookupError(f"button {text!r} opens a link, there is nothing to send")
        return await self.tap_data(data, on)

    async def tap_data(self, data: str, message_id: int) -> str:
        """Send a button's data as it is: an old, forged or vanished button."""
        return str((await self._act("tap", message_id=message_id, data=data))["query_id"])

    async def press(self, label: str) -> int:
        """Press a button of the reply keyboard."""
        labels = [text for row in await self.keyboard() for text in row]
        if label not in labels:
            raise LookupError(f"no key {label!r}; there are {labels}")
        return await self.send(label)

    async def send_document(self, name: str, content: bytes, caption: str = "") -> int:
        return await self._upload("document", name, content, caption)

    async def send_photo(self, content: bytes, caption: str = "", name: str = "photo.jpg") -> int:
        return await self._upload("photo", name, content, caption)

    async def send_sticker(self) -> int:
        return await self._upload("sticker", "sticker.webp", b"RIFF")

    async def send_voice(self) -> int:
        return await self._upload("voice", "voice.ogg", b"OggS")

    async def block(self) -> None:
        await self._act("block")

    async def unblock(self) -> None:
        await self._act("unblock")

    async def add_to_group(self, title: str) -> int:
        """Open a group and add the bot to it; returns the group's chat id."""
        return int((await self._act("group", title=title))["chat_id"])

    # -- seeing ---------------------------------------------------------------------------------------

    async def messages(self, chat_id: int | None = None) -> list[Shown]:
        """What the phone shows now, oldest first."""
        return [_shown(m) for m in (await self.screen(chat_id=chat_id))["messages"]]

    async def last(self) -> Shown:
        """The newest message that is not this person's."""
        theirs = [m for m in await self.messages() if not m.mine]
        if not theirs:
            raise LookupError(f"nobody has answered {self.name} yet")
        return theirs[-1]

    async def keyboard(self) -> list[list[str]]:
        """The labels of the reply keyboard below the chat."""
        rows = ((await self.screen()).get("markup") or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    async def toasts(self) -> list[str]:
        """The texts that taps were answered with so far."""
        return [tap["text"] for tap in (await self.screen())["taps"] if tap["text"]]

    async def download(self, message: Shown) -> bytes:
        async with self.http.get(f"{self.url}/sim/file/{message.file_id}") as response:
            response.raise_for_status()
            return await response.read()

    async def wait_for(
        self, predicate: Callable[[list[Shown]], bool], timeout_s: float = 60, chat_id: int | None = None
    ) -> list[Shown]:
        """Wait until what the phone shows satisfies the predicate."""

        def satisfied(screen: Json) -> bool:
            return predicate([_shown(m) for m in screen["messages"]])

        screen = await self._wait(satisfied, timeout_s, "what it waited for", chat_id)
        return [_shown(m) for m in screen["messages"]]

    async def wait_toast(self, query_id: str, timeout_s: float = 60) -> str | None:
        """Wait for the answer to a tap; None is an answer without words."""

        def answers(screen: Json) -> list[Json]:
            return [t for t in screen["taps"] if t["query_id"] == query_id and t["answered"]]

        screen = await self._wait(lambda s: bool(answers(s)), timeout_s, f"an answer to tap {query_id}")
        text = answers(screen)[0]["text"]
        return None if text is None else str(text)

    async def _wait(
        self, happened: Callable[[Json], bool], timeout_s: float, what: str, chat_id: int | None = None
    ) -> Json:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout_s
        screen = await self.screen(chat_id=chat_id)
        while not happened(screen):
            left = deadline - loop.time()
            if left <= 0:
                raise TimeoutError(f"{self.name} did not see {what} in {timeout_s} s:\n{_as_text(screen)}")
            screen = await self.screen(chat_id, screen["version"], left)
        return screen

    # -- the wire -------------------------------------------------------------------------------------

    async def screen(
        self, chat_id: int | None = None, after: int | None = None, timeout_s: float = 0
    ) -> Json:
        """Everything the phone shows; with `after`, once it is newer than that version."""
        query = {"bot_id": str(self.bot_id), "user_id": str(self.user_id)}
        if chat_id is not None:
            query["chat_id"] = str(chat_id)
        if after is not None:
            query |= {"after": str(after), "timeout_s": str(timeout_s)}
        async with self.http.get(f"{self.url}/sim/chat", params=query) as response:
            return await answered(response)

    def _me(self) -> Json:
        me = {"bot_id": self.bot_id, "user_id": self.user_id, "name": self.name, "language": self.language}
        return me if self.username is None else {**me, "username": self.username}

    async def _act(self, deed: str, **told: object) -> Json:
        async with self.http.post(f"{self.url}/sim/{deed}", json={**self._me(), **told}) as response:
            return await answered(response)

    async def _upload(self, kind: str, name: str, content: bytes, caption: str = "") -> int:
        form = aiohttp.FormData({key: str(value) for key, value in self._me().items()})
        form.add_field("kind", kind)
        form.add_field("caption", caption)
        form.add_field("file", io.BytesIO(content), filename=name, content_type="application/octet-stream")
        async with self.http.post(f"{self.url}/sim/media", data=form) as response:
            return int((await answered(response))["message_id"])


async def answered(response: aiohttp.ClientResponse) -> Json:
    """The answer of the control interface, or its complaint as an error."""
    body: Json = await response.json()
    if response.status >= 400:
        raise LookupError(body.get("error", response.reason))
    return body


def _as_text(screen: Json) -> str:
    lines = []
    for message in map(_shown, screen["messages"]):
        rows = "".join(f"\n    [ {' | '.join(row)} ]" for row in message.buttons)
        lines.append(f"  {'me' if message.mine else 'bot'}: {message.text or f'({message.kind})'}{rows}")
    return "\n".join(lines) or "  (an empty chat)"
