"""Athletes who train at once, each sending the next set when the answer to the last one is shown."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from bot.loopback.phone import Json, Phone, answered

PATIENCE_S = 180
POLL_S = 20
ARRIVAL = "/today"  # our bot answers it with the card, the simple one with a message
# Sets as people type them, the load as prescribed: on target, easier and harder, so that the loads move.
LINES = ("5@6", "5@7", "5@6.5", "5@6")

Wanted = tuple[int, int, str]  # bot, chat and method


@dataclass(frozen=True, slots=True)
class Shown:
    """A call that showed an answer, when after the update was handed out, and the bot's calls until then."""

    params: Json
    after_s: float
    calls: int


@dataclass(slots=True)
class Record:
    """Follows the loopback's own record: when updates were handed out, and which calls came then."""

    http: aiohttp.ClientSession
    url: str
    after: int = 0
    handed_out_at: dict[int, float] = field(default_factory=dict)  # by bot, the last time
    calls: Counter[int] = field(default_factory=Counter)  # by bot
    waiting: dict[Wanted, asyncio.Future[Shown]] = field(default_factory=dict)

    def next_call(self, bot_id: int, chat_id: int, method: str) -> asyncio.Future[Shown]:
        """The next call of a method about a chat; ask before provoking it."""
        call: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()
        self.waiting[bot_id, chat_id, method] = call
        return call

    async def follow(self) -> None:
        """Read on until cancelled."""
        while True:
            query = {"after": str(self.after), "timeout_s": str(POLL_S), "type": "call,updates"}
            async with self.http.get(f"{self.url}/sim/events", params=query) as response:
                news = await answered(response)
            self.after = news["n"]
            for event in news["events"]:
                self._tell(event)

    def _tell(self, event: Json) -> None:
        if event["type"] == "updates":
            self.handed_out_at[event["bot_id"]] = event["at"]
            return
        bot_id, chat_id = event["bot_id"], event["params"].get("chat_id")
        self.calls[bot_id] += 1
        if chat_id is None or event["error"] is not None:
            return
        call = self.waiting.pop((bot_id, int(chat_id), event["method"]), None)
        if call is not None:
            after_s = event["at"] - self.handed_out_at.get(bot_id, event["at"])
            call.set_result(Shown(event["params"], after_s, self.calls[bot_id]))


@asynccontextmanager
async def following(url: str) -> AsyncIterator[Record]:
    """The record of a loopback, followed for the time of the block."""
    unlimited = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=unlimited) as http:
        record = Record(http, url)
        task = asyncio.create_task(record.follow())
        try:
            yield record
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@dataclass(slots=True)
class Trainee:
    """One athlete with a phone in a chat with one of the bots."""

    phone: Phone
    record: Record
    card: Json = field(default_factory=dict)  # the last that was shown
    card_id: int = 0

    async def arrive(self) -> None:
        """Have something in the chat to tap on."""
        await self._shown_after("sendMessage", self.phone.send(ARRIVAL))
        self.card_id = (await self.phone.last()).message_id

    async def type_sets(self, n: int) -> list[Shown]:
        """Type sets, each after the answer to the one before; what each showed."""
        return [
            await self._shown_after("sendMessage", self.phone.send(LINES[i % len(LINES)])) for i in range(n)
        ]

    async def tap_sets(self, n: int) -> list[Shown]:
        """The same by taps on the card."""
        return [
            await self._shown_after("editMessageText", self.phone.tap_data(self._button(i), self.card_id))
            for i in range(n)
        ]

    def _button(self, i: int) -> str:
        """One of the efforts that log a set as shown, each in turn; a warm-up has but one button."""
        markup = self.card["reply_markup"]
        first_row = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"][0]
        efforts = first_row[:-1] or first_row
        data: str = efforts[1 + i % 2 if len(efforts) > 2 else 0]["callback_data"]
        return data

    async def _shown_after(self, method: str, deed: Awaitable[object]) -> Shown:
        call = self.record.next_call(self.phone.bot_id, self.phone.user_id, method)
        await deed
        shown = await asyncio.wait_for(call, PATIENCE_S)
        self.card = shown.params
        return shown


def trainee(record: Record, bot_id: int, user_id: int) -> Trainee:
    """An athlete with a phone of their own."""
    return Trainee(Phone(record.http, record.url, bot_id, user_id, f"Athlete {user_id}"), record)
