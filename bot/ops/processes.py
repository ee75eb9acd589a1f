"""The processes that the benchmark and the chaos run play with, each started for real and ended for sure."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

STARTS_WITHIN_S = 180
STOPS_WITHIN_S = 60
LOOK_S = 0.01


@dataclass(frozen=True, slots=True)
class Started:
    """A Python process that has said its first line, which is when it is ready."""

    process: asyncio.subprocess.Process
    line: str

    async def kill(self) -> None:
        """End it as a power cut does."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> None:
        """Ask it to end; kill it if it does not."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(STOPS_WITHIN_S):
                await self.process.wait()
        except TimeoutError:
            await self.kill()


async def start(*args: str, **environment: str) -> Started:
    """Start `python -m` with these arguments and wait for its first line."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *args, stdout=asyncio.subprocess.PIPE, env={**os.environ, **environment}
    )
    if process.stdout is None:
        raise RuntimeError("the output of the process is not ours to read")
    try:
        async with asyncio.timeout(STARTS_WITHIN_S):
            line = (await process.stdout.readline()).decode().strip()
    except BaseException:
        process.kill()
        await process.wait()
        raise
    if not line:
        raise RuntimeError(f"{' '.join(args)} ended with code {await process.wait()} before it was ready")
    return Started(process, line)


@asynccontextmanager
async def running(*args: str, **environment: str) -> AsyncIterator[Started]:
    """A process for the time of the block."""
    started = await start(*args, **environment)
    try:
        yield started
    finally:
        await started.stop()


async def until(done: Callable[[], Awaitable[bool]], within_s: float) -> None:
    """Wait for a condition, looked at often."""
    async with asyncio.timeout(within_s):
        while True:
            if await done():
                return
            await asyncio.sleep(LOOK_S)


def bot_environment(database_url: str, token: str, api_url: str) -> Mapping[str, str]:
    """What makes `setpoint run` our bot on a loopback Telegram, with the limits of the real one lifted."""
    return {
        "DATABASE_URL": database_url,
        "TELEGRAM_TOKEN": token,
        "TELEGRAM_API_URL": api_url,
        "SETPOINT_SEND_PER_S": "100000",
        "SETPOINT_CHAT_PER_S": "100000",
    }
