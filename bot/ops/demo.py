"""The demo: a story of several people played over HTTP on a database of its own, printed as a transcript."""

import asyncio
import json
import tempfile
import time
from pathlib import Path

import migrations
from bot.ops.narrator import Narrator
from bot.ops.play import Play, Surprise
from bot.ops.stage import Stage, set_up
from bot.ops.story import BEGINS, tell
from core.persistence.embedded import EmbeddedPostgres
from core.persistence.opening import open_database

LEGEND = """\
# Setpoint: two training days

Played just now over HTTP, with the real bot on a real Postgres.
[ ] is a button or a tap on it, « » a note that flashes up. Of a
card that was there before only what is new is shown.
Times are by each person's own clock.
"""


def main(*, as_json: bool) -> int:
    """Play the story and print it; 1 with what was expected where an answer surprises."""
    began = time.monotonic()
    narrator = Narrator()
    surprise: str | None = None
    try:
        with tempfile.TemporaryDirectory(prefix="setpoint-demo-") as folder:
            asyncio.run(_play(Path(folder), narrator))
    except (Surprise, TimeoutError) as error:
        surprise = str(error)
    seconds = round(time.monotonic() - began, 1)
    transcript = "\n".join([*LEGEND.splitlines(), *narrator.lines])
    if as_json:
        outcome = {"ok": surprise is None, "seconds": seconds, "messages": narrator.messages}
        failed = {} if surprise is None else {"surprise": surprise}
        print(json.dumps({**outcome, **failed, "transcript": transcript}, ensure_ascii=False))
    else:
        print(transcript)
        print(f"\nA surprise: {surprise}" if surprise is not None else f"\nAll as expected, {seconds} s.")
    return 0 if surprise is None else 1


async def _play(folder: Path, narrator: Narrator) -> None:
    postgres = EmbeddedPostgres(folder, durable=False)
    await asyncio.to_thread(postgres.start)
    try:
        async with (
            open_database(postgres.url, folder, migrations.upgrade) as db,
            set_up(db, BEGINS, Stage) as stage,
        ):
            await tell(Play(stage, narrator))
    finally:
        await asyncio.to_thread(postgres.stop)
