"""Acting on the stage: every step says what answer it expects, and any other is a surprise."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.loopback.phone import Phone
from bot.ops.narrator import Json, Narrator
from bot.ops.stage import Stage

PATIENCE_S = 20.0


class Surprise(Exception):
    """An answer that a step expected did not come."""


class Play:
    """Lets people act on a stage while a narrator tells it."""

    def __init__(self, stage: Stage, narrator: Narrator) -> None:
        self.stage, self._narrator = stage, narrator
        self._told = 0  # the last event that was told

    def cast(self, name: str, zone: str, language: str = "en", user_id: int | None = None) -> Phone:
        """A person with a phone and a clock of their own."""
        phone = self.stage.newcomer(name, language, user_id)
        self._narrator.introduce(phone, zone)
        return phone

    async def scene(self, title: str, at: datetime, who: Phone) -> None:
        """A new scene begins at some moment; whatever rings on the way is told in it."""
        self._narrator.scene(title, at, who)
        await self.stage.travel_to(at)

    async def say(self, who: Phone, text: str, *expected: str) -> int:
        """Type something; the id of the message."""
        message_id = await who.send(text)
        await self._expect(f"{who.name} says {text!r}", expected)
        return message_id

    async def edit(self, who: Phone, message_id: int, text: str, *expected: str) -> None:
        """Edit a message that was sent."""
        await who.edit(message_id, text)
        await self._expect(f"{who.name} edits a message to {text!r}", expected)

    async def tap(self, who: Phone, label: str, *expected: str) -> None:
        """Tap the newest button of this label."""
        what = f"{who.name} taps [{label}]"
        try:
            await who.tap(label)
        except LookupError as missing:
            raise Surprise(f"{what}, but {missing}") from missing
        await self._expect(what, expected)

    async def rest(self, by: timedelta, *expected: str) -> None:
        """Let time pass; what is expected may ring any moment after it."""
        await self.stage.travel(by)
        self._narrator.pause()
        await self._expect(f"{by} pass", expected, wait=bool(expected))

    async def _expect(self, what: str, expected: Sequence[str], *, wait: bool = False) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE_S
        await self.stage.settled()
        events = await self.stage.control.events(after=self._told)
        while wait and _missing(events, expected) and loop.time() < deadline:
            await asyncio.sleep(0.02)
            await self.stage.settled()
            events = await self.stage.control.events(after=self._told)
        if events:
            self._told = events[-1]["n"]
        self._narrator.tell(events)
        missing = _missing(events, expected)
        if missing:
            raise Surprise(f"{what}: expected to read {missing}")


def _missing(events: Sequence[Json], expected: Sequence[str]) -> list[str]:
    """What was expected, and no answer said."""
    said = "\n".join(_words(e) for e in events if e["type"] == "toast" or e.get("user_id") == e["bot_id"])
    return [words for words in expected if words not in said]


def _words(event: Json) -> str:
    message = event.get("message", {})
    document = message.get("document", {})
    parts = (message.get("text"), message.get("caption"), document.get("file_name"), event.get("text"))
    return "\n".join(str(part) for part in (*parts, event.get("emoji")) if part)
