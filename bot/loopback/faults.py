"""Trouble on demand: which calls fail, how often and how."""

import asyncio
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.loopback.errors import ApiError
from bot.loopback.models import Bot, Json

KINDS: Final = ("error", "delay", "drop_before", "drop_after", "garbage", "duplicate", "reverse")


class Dropped(Exception):
    """The connection is to be cut without an answer."""


@dataclass(slots=True)
class Fault:
    """One kind of trouble for calls of a method ("*" for all) and, if named, of one chat.

    error: answer `code` and `description` (429 with `retry_after_s`); delay: wait `delay_s` first;
    drop_before / drop_after: cut the connection without or with the effect; garbage: answer no JSON;
    duplicate: deliver the updates of this getUpdates or webhook call again; reverse: turn their order.
    """

    kind: str
    method: str = "*"
    chat_id: int | None = None
    bot_id: int | None = None
    times: int | None = 1  # None: until cleared
    code: int = 500
    description: str | None = None
    retry_after_s: int | None = None
    delay_s: float = 0.0

    def fits(self, bot_id: int, method: str, chat_id: int | None) -> bool:
        return (
            self.times != 0
            and self.method in ("*", method)
            and self.bot_id in (None, bot_id)
            and self.chat_id in (None, chat_id)
        )

    def error(self) -> ApiError:
        if self.code == 429:
            wait_s = 1 if self.retry_after_s is None else self.retry_after_s
            return ApiError(
                429, self.description or f"Too Many Requests: retry after {wait_s}", retry_after=wait_s
            )
        return ApiError(self.code, self.description or _SENTENCES.get(self.code, "Internal Server Error"))


_SENTENCES: Final = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


class Faults:
    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        if fault.kind not in KINDS:
            raise ValueError(f"a fault is one of {', '.join(KINDS)}")
        self.waiting.append(fault)

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, kinds: tuple[str, ...], bot_id: int, method: str, chat_id: int | None) -> list[Fault]:
        """The faults of these kinds that hit this call, each counted down once."""
        if not self.waiting:
            return []
        hit = [f for f in self.waiting if f.kind in kinds and f.fits(bot_id, method, chat_id)]
        for fault in hit:
            if fault.times is not None:
                fault.times -= 1
        self.waiting = [f for f in self.waiting if f.times != 0]
        return hit

    async def before(self, bot: Bot, method: str, chat_id: int | None) -> None:
        """What goes wrong before a call has any effect; the first error or cut wins."""
        for fault in self.take(("delay",), bot.id, method, chat_id):
            await asyncio.sleep(fault.delay_s)
        for fault in self.take(("error", "drop_before"), bot.id, method, chat_id):
            raise Dropped if fault.kind == "drop_before" else fault.error()

    def after(self, bot: Bot, method: str, chat_id: int | None) -> web.Response | None:
        """What goes wrong once the effect is there."""
        for fault in self.take(("drop_after", "garbage"), bot.id, method, chat_id):
            if fault.kind == "drop_after":
                raise Dropped
            return web.Response(text="<html>Bad gateway</html>", content_type="text/html")
        return None

    def mix(self, bot: Bot, method: str, updates: list[Json]) -> list[Json]:
        """Updates as a faulty delivery orders them; repeated ones are queued to come once more."""
        if not self.waiting or not updates:
            return updates
        if self.take(("duplicate",), bot.id, method, None):
            bot.again = updates
        if self.take(("reverse",), bot.id, method, None):
            return updates[::-1]
        return updates
