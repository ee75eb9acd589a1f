"""`python -m bot.loopback`: serve until told to stop; the first line of output is the address."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from bot.loopback.server import Loopback


async def serve(host: str, port: int, folder: Path | None) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    loopback = Loopback(folder)
    await loopback.start(host, port)
    sys.stdout.write(f"{loopback.url}\n")
    sys.stdout.flush()
    await stop.wait()
    await loopback.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.loopback", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--folder", type=Path, help="where to remember everything; without it, memory only")
    given = parser.parse_args()
    asyncio.run(serve(given.host, given.port, given.folder))


if __name__ == "__main__":
    main()
