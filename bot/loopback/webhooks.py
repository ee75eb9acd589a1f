"""Delivering updates to webhooks: in order within a chat, again and again until a 2xx answers."""

import asyncio
import time
from collections import Counter
from typing import Final

import aiohttp

from bot.loopback.faults import Faults
from bot.loopback.models import Bot, Pending, Webhook
from bot.loopback.store import dumps
from bot.loopback.world import World

# Short, so that tests need not wait; Telegram's own pauses are not documented.
FIRST_PAUSE_S: Final = 0.1
LONGEST_PAUSE_S: Final = 10.0
ANSWER_TIMEOUT_S: Final = 60.0
IDLE_S: Final = 60.0

Lane = tuple[int, int]  # bot and chat


class Webhooks:
    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self.busy: dict[Lane, asyncio.Task[None]] = {}
        self.failures: Counter[Lane] = Counter()
        self.due: dict[Lane, float] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as http:
            try:
                while True:
                    wait_s = IDLE_S
                    for bot in self.world.bots.values():
                        if bot.webhook is not None:
                            wait_s = min(wait_s, self._launch(http, bot, bot.webhook))
                    await self.world.work.wait(wait_s)
            finally:
                for task in self.busy.values():
                    task.cancel()
                await asyncio.gather(*self.busy.values(), return_exceptions=True)

    def _launch(self, http: aiohttp.ClientSession, bot: Bot, hook: Webhook) -> float:
        """Start what can be delivered now; returns when the next lane's pause is over."""
        now = time.monotonic()
        wait_s = IDLE_S
        running = sum(bot_id == bot.id for bot_id, _ in self.busy)
        for pending in bot.updates.values():
            lane = (bot.id, pending.lane)
            if running >= hook.max_connections:
                break
            if lane in self.busy:
                continue
            if (left := self.due.get(lane, 0.0) - now) > 0:
                wait_s = min(wait_s, left)
                continue
            running += 1
            self.busy[lane] = asyncio.create_task(self._deliver(http, bot, hook, pending))
        return wait_s

    async def _deliver(self, http: aiohttp.ClientSession, bot: Bot, hook: Webhook, pending: Pending) -> None:
        lane = (bot.id, pending.lane)
        error = await self._post(http, hook, pending)
        if error is None and self.faults.take(("duplicate",), bot.id, "webhook", pending.lane):
            error = await self._post(http, hook, pending)
        if error is None:
            self.world.confirm(bot, pending.body["update_id"])
            self.world.store.commit()
            del self.failures[lane]
            self.due.pop(lane, None)
        else:
            hook.last_error_date, hook.last_error_message = int(self.world.now()), error
            self.failures[lane] += 1
            pause_s = min(FIRST_PAUSE_S * 2.0 ** (self.failures[lane] - 1), LONGEST_PAUSE_S)
            self.due[lane] = time.monotonic() + pause_s
        del self.busy[lane]
        self.world.work.fire()

    async def _post(self, http: aiohttp.ClientSession, hook: Webhook, pending: Pending) -> str | None:
        """Post one update; returns what went wrong."""
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        body = dumps(pending.body).encode()
        try:
            async with http.post(hook.url, data=body, headers=headers, allow_redirects=False) as response:
                await response.read()
                return (
                    None
                    if 200 <= response.status < 300
                    else f"Wrong response from the webhook: {response.status}"
                )
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"Connection failed: {error}"
