"""Telegram's flood limits, switched on when a test wants them."""

import math
import time
from collections import deque
from typing import Final

from bot.loopback.errors import too_many_requests
from bot.loopback.models import Bot

PER_BOT: Final = (30, 1.0)  # calls and the seconds they spread over; Telegram's FAQ
PER_PERSON: Final = (3, 3.0)  # about one a second, "short bursts" allowed
PER_GROUP: Final = (20, 60.0)
_COUNTED: Final = ("send", "edit", "copy", "forward", "pin")


class Limits:
    """Sliding windows over the last calls of each bot and chat."""

    def __init__(self) -> None:
        self.on = False
        self._calls: dict[tuple[int, int], deque[float]] = {}

    def count(self, bot: Bot, method: str, chat_id: int | None) -> None:
        """Count a call, or refuse it as Telegram does when a window is full."""
        if not self.on or chat_id is None or method == "sendChatAction" or not method.startswith(_COUNTED):
            return
        now = time.monotonic()
        windows = [((bot.id, 0), PER_BOT), ((bot.id, chat_id), PER_PERSON if chat_id > 0 else PER_GROUP)]
        for key, (most, spread_s) in windows:
            recent = self._calls.setdefault(key, deque())
            while recent and recent[0] <= now - spread_s:
                recent.popleft()
            if len(recent) >= most:
                raise too_many_requests(max(1, math.ceil(recent[0] + spread_s - now)))
        for key, _ in windows:
            self._calls[key].append(now)
