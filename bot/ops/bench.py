"""`setpoint bench`: our path beside the simplest possible bot, on the same machine in the same minutes.

Rounds are interleaved and medians taken over rounds, because the machine is never as quiet as one thinks.
"""

import asyncio
import json
import math
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import LiteralString

import psycopg
from sqlalchemy import make_url

import migrations
from bot.ops import gym, wire
from bot.ops.crowd import ARRIVAL, Record, Shown, Trainee, following, trainee
from bot.ops.processes import bot_environment, running
from bot.program import Program
from bot.settings import Settings
from bot.transport import make_bot
from core.persistence.database import Database, sqlalchemy_url
from core.persistence.embedded import EmbeddedPostgres
from core.persistence.opening import open_database

OURS, SIMPLE, COUNTED = 51, 52, 53  # bots on one loopback
AT_ONCE = 50
ALONE = 1_000  # the id of the athlete who trains alone
SETS_EACH = 10  # of one workout, which then begins again: nobody does 30 sets of it
COUNTED_TAPS = 9

Figures = dict[str, float | int]


@dataclass(slots=True)
class Side:
    """One of the two bots, and what was measured of it: by figure, one value per round."""

    bot_id: int
    record: Record
    rewind: Callable[[], Awaitable[None]]
    count: Callable[[], Awaitable[int]]  # the sets in its log since
    done: int = 0
    stored: int = 0
    figures: dict[str, list[float]] = field(default_factory=dict)

    def trainees(self, n: int, first: int = 1) -> list[Trainee]:
        """Athletes with a phone each."""
        return [trainee(self.record, self.bot_id, i) for i in range(first, first + n)]

    def note(self, figure: str, value: float) -> None:
        """One round's value."""
        self.figures.setdefault(figure, []).append(value)

    def of(self, figure: str) -> float:
        """The median over rounds."""
        return median(self.figures[figure])


Sets = Callable[[Trainee, int], Awaitable[list[Shown]]]
WAYS: Mapping[str, Sets] = {"sets": Trainee.type_sets, "taps": Trainee.tap_sets}


def main(*, sets: int, rounds: int, as_json: bool) -> int:
    """Measure on a Postgres of our own, durable as in production, and print."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder)) as postgres:
        simple_url = new_database(postgres.url, "simple")
        figures = asyncio.run(measure(postgres.url, simple_url, sets=sets, rounds=rounds))
    print(json.dumps(figures) if as_json else _table(figures))
    return 0


def new_database(url: str, name: str, template: str = "template1") -> str:
    """A database on a server, a copy of its template: its address."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    renamed = make_url(sqlalchemy_url(url)).set(drivername="postgresql", database=name)
    return renamed.render_as_string(hide_password=False)


async def measure(url: str, simple_url: str, *, sets: int, rounds: int) -> Figures:
    """Both bots, each in a process of its own, on one loopback Telegram."""
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        db = await enter(open_database(url, Path(), migrations.upgrade))
        places = min(AT_ONCE, sets)
        await gym.open_gym(db, range(1, places + 1))
        await gym.open_gym(db, range(ALONE, ALONE + 1))
        loopback = await enter(running("bot.loopback"))
        record = await enter(following(loopback.line))
        simple_log = SimpleLog(simple_url)
        ours = Side(OURS, record, lambda: gym.rewind(db), lambda: gym.sets_logged(db))
        simple = Side(SIMPLE, record, simple_log.rewind, simple_log.count)
        await enter(running("bot.cli", "run", **bot_environment(url, f"{OURS}:ours", loopback.line)))
        environment = bot_environment(simple_url, f"{SIMPLE}:simple", loopback.line)
        await enter(running("bot.ops.simple_bot", **environment))
        for number in range(rounds):
            for side in (ours, simple) if number % 2 == 0 else (simple, ours):
                await _round(side, sets, places)
        wire_figures = await on_the_wire(db, record)
    return {**_figures(ours, simple), **wire_figures, "rounds": rounds, "sets": sets, "athletes": places}


class SimpleLog:
    """The simplest bot's table."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def rewind(self) -> None:
        """Forget what was logged."""
        await self._run("DELETE FROM simple_sets WHERE chat_id IS NOT NULL RETURNING id")

    async def count(self) -> int:
        """How many sets were logged; what was said on arrival is none."""
        return await self._run(f"SELECT id FROM simple_sets WHERE text <> '{ARRIVAL}'")

    async def _run(self, sql: LiteralString) -> int:
        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            return (await connection.execute(sql)).rowcount


async def _round(side: Side, sets: int, places: int) -> None:
    """Everybody at once, then one alone; typed, then tapped."""
    for way in WAYS:
        await _crowd(side, way, sets, places)
    for way in WAYS:
        await _alone(side, way, max(sets // 10, 5))


async def _crowd(side: Side, way: str, sets: int, places: int) -> None:
    """So many sets by athletes at once, in workouts that begin again when they have gone far enough."""
    spent_s, done = 0.0, 0
    while done < sets:
        n = min(SETS_EACH, math.ceil((sets - done) / places))
        crowd = side.trainees(places)
        await side.rewind()
        await asyncio.gather(*(one.arrive() for one in crowd))
        began_at = time.perf_counter()
        await asyncio.gather(*(WAYS[way](one, n) for one in crowd))
        spent_s += time.perf_counter() - began_at
        done += n * places
        side.stored += await side.count()
    side.done += done
    side.note(f"{way}_per_s", done / spent_s)


async def _alone(side: Side, way: str, sets: int) -> None:
    """The time from getUpdates handing an update out to the call that shows what became of it."""
    [one] = side.trainees(1, first=ALONE)
    shown: list[Shown] = []
    while len(shown) < sets:
        await side.rewind()
        await one.arrive()
        answers = await WAYS[way](one, min(SETS_EACH, max(sets - len(shown), 2)))
        side.note(f"calls_per_{way[:-1]}", (answers[-1].calls - answers[0].calls) / (len(answers) - 1))
        shown += answers
        side.stored += await side.count()
    side.done += len(shown)
    side.note(f"{way}_median_ms", median(answer.after_s for answer in shown) * 1000)


async def on_the_wire(db: Database, record: Record) -> Figures:
    """Statements and commits of one set's tap, from the update's arrival to the settled answer."""
    settings = Settings(data=Path(), send_per_s=1e5, chat_per_s=1e5, tick_s=3600)
    async with make_bot(f"{COUNTED}:counted", record.url) as bot, asyncio.TaskGroup() as group:
        program = Program(settings, db, bot)
        leading = group.create_task(program.leadership.run())
        await gym.rewind(db)
        one = trainee(record, COUNTED, ALONE)
        await one.arrive()
        await program.sender.until_idle()
        with wire.tapped(db) as line:
            taps = [await _one_tap(one, program, line) for _ in range(COUNTED_TAPS)]
        await program.drain()
        leading.cancel()
    return {
        "statements_per_tap": median(tap.statements for tap in taps),
        "commits_per_tap": median(tap.commits for tap in taps),
    }


async def _one_tap(one: Trainee, program: Program, line: wire.Wire) -> wire.Sent:
    before = line.sent()
    await one.tap_sets(1)
    await program.sender.until_idle()
    after = line.sent()
    return wire.Sent(after.statements - before.statements, after.commits - before.commits)


def _figures(ours: Side, simple: Side) -> Figures:
    figures: Figures = {}
    for figure in ours.figures:
        short = figure.removeprefix("sets_") if figure.endswith("_ms") else figure
        mine, theirs = ours.of(figure), simple.of(figure)
        figures[short] = round(mine, 2)
        figures[f"simple_bot_{short}"] = round(theirs, 2)
        figures[f"{short}_ratio"] = round(mine / theirs, 2)
    return figures | {"stored": ours.stored, "simple_bot_stored": simple.stored, "logged": ours.done}


ROWS = (
    ("typed sets answered per second, athletes at once", "sets_per_s"),
    ("typed set to its answer, one alone, median ms", "median_ms"),
    ("tapped sets answered per second, athletes at once", "taps_per_s"),
    ("tapped set to its answer, one alone, median ms", "taps_median_ms"),
    ("Bot API calls per typed set", "calls_per_set"),
    ("Bot API calls per tapped set", "calls_per_tap"),
)


def _table(figures: Figures) -> str:
    lines = [f"{'':52}{'Setpoint':>10}{'simplest':>10}{'ratio':>8}"]
    for words, figure in ROWS:
        mine, theirs, ratio = (figures[name] for name in (figure, f"simple_bot_{figure}", f"{figure}_ratio"))
        lines.append(f"{words:52}{mine:>10}{theirs:>10}{ratio:>8}")
    return "\n".join(
        [
            *lines,
            f"{'statements and commits per tapped set':52}"
            f"{figures['statements_per_tap']:>7} + {figures['commits_per_tap']}",
            f"{figures['athletes']} athletes, {figures['sets']} sets a round, medians of {figures['rounds']} rounds; "
            f"{figures['stored']} of {figures['logged']} sets found stored",
        ]
    )
