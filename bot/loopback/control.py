"""The hand on the machine: clock, faults, limits, counters and the record, over HTTP."""

from collections.abc import Iterable
from typing import Any

import aiohttp

from bot.loopback.phone import Json, answered


class Control:
    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def name_bot(self, bot_id: int, name: str, username: str) -> None:
        await self._post("bot", bot_id=bot_id, name=name, username=username)

    async def set_clock(self, offset_s: float) -> None:
        """How far the server's clock is ahead of the machine's."""
        await self._post("clock", offset_s=offset_s)

    async def add_fault(self, kind: str, method: str = "*", times: int | None = 1, **facts: Any) -> None:
        """Make the next calls of a method fail; `faults.Fault` lists the kinds and their facts."""
        await self._post("fault", kind=kind, method=method, times=times, **facts)

    async def clear_faults(self) -> None:
        await self._post("clear_faults")

    async def set_limits(self, on: bool) -> None:
        """Switch Telegram's flood limits on or off."""
        await self._post("limits", on=on)

    async def set_query_lifetime(self, seconds: float) -> None:
        """How long a tap may wait for its answer."""
        await self._post("limits", query_lifetime_s=seconds)

    async def inject(self, bot_id: int, chat_id: int, update: Json) -> int:
        """Queue any update, well-formed or not; returns its id."""
        return int((await self._post("inject", bot_id=bot_id, chat_id=chat_id, update=update))["update_id"])

    async def transcript(self, bot_id: int, user_ids: Iterable[int] = ()) -> str:
        """Who said what, as text; everyone's chats if nobody is named."""
        users = ",".join(str(user_id) for user_id in user_ids)
        return str((await self._get("transcript", bot_id=str(bot_id), user_ids=users))["text"])

    async def events(self, after: int = 0) -> list[Json]:
        return list((await self._get("events", after=str(after)))["events"])

    async def calls(self, method: str | None = None) -> list[Json]:
        """The Bot API calls so far but getUpdates: method, params, and the error if it was refused."""
        named = {} if method is None else {"method": method}
        return list((await self._get("events", type="call", **named))["events"])

    async def counters(self) -> Json:
        return await self._get("counters")

    async def pending_updates(self, bot_id: int) -> int:
        """How many updates the bot has not confirmed."""
        return int((await self.counters())["pending"].get(str(bot_id), 0))

    async def _get(self, what: str, **query: str) -> Json:
        async with self.http.get(f"{self.url}/sim/{what}", params=query) as response:
            return await answered(response)

    async def _post(self, what: str, **told: object) -> Json:
        async with self.http.post(f"{self.url}/sim/{what}", json=told) as response:
            return await answered(response)
