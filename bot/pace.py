"""How fast we may talk: Telegram caps a bot near 30 messages a second, and a chat near one."""

import asyncio
from collections.abc import Callable


class Pace:
    """Lets through `burst` at once and `per_s` a second after that, in the order of asking."""

    def __init__(self, per_s: float, burst: int, clock: Callable[[], float] | None = None) -> None:
        self._interval_s = 1 / per_s
        self._burst_s = burst / per_s
        self._clock = clock or asyncio.get_running_loop().time
        self._next = 0.0  # when the bucket would be full again

    def delay_s(self) -> float:
        """Take a place in the queue; how long until it is one's turn."""
        now = self._clock()
        self._next = max(self._next, now) + self._interval_s
        return max(0.0, self._next - now - self._burst_s)

    async def wait(self) -> None:
        """Wait for one's turn."""
        delay_s = self.delay_s()
        if delay_s > 0:
            await asyncio.sleep(delay_s)
