"""`setpoint chaos`: the bot is killed in the middle of its work, again and again; what is lost or doubled?

Athletes have typed their sets while nobody listened. The bot is started and killed with SIGKILL after so many
sets, started again, and so on; when everything is handled, the log is compared with what was typed.
"""

import asyncio
import json
import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import aiohttp

import migrations
from bot.loopback.control import Control
from bot.loopback.phone import Phone
from bot.ops import gym
from bot.ops.processes import bot_environment, running, start, until
from core.persistence.database import Database, DatabaseRole
from core.persistence.embedded import EmbeddedPostgres
from core.persistence.opening import open_database

ATHLETES = 50
MOST_SETS_EACH = 15  # of one workout
MOST_KILLS = 3
FIRST_BOT = 1_001  # each run is a bot of its own, so that none finds what another left
FIRST_LOAD_KG, STEP_KG = (
    60.0,
    0.5,
)  # every set of an athlete is heavier than the one before: that shows the order
DONE_WITHIN_S = 400

LOGGED = """
SELECT u.telegram_id, l.typed_load, e.name FROM set_logs l JOIN exercises e ON e.id = l.exercise_id
JOIN athletes a ON a.id = l.athlete_id JOIN users u ON u.id = a.user_id ORDER BY l.id
"""

WAITING = """
SELECT (SELECT count(*) FROM inbox WHERE bot_id = %(bot_id)s AND state = 'new')
  + (SELECT count(*) FROM outbox WHERE bot_id = %(bot_id)s AND state IN ('due', 'sending')) AS n
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run has come to."""

    typed: int
    kills: int
    lost: int
    doubled: int
    out_of_order: int  # chats
    answers_missing: int  # chats whose last message does not show the last set
    duplicates_sent: int  # calls that said the same once more

    @property
    def harmed(self) -> bool:
        """Whether a promise was broken; saying something twice after a kill is none."""
        return bool(self.lost or self.doubled or self.out_of_order or self.answers_missing)


def main(*, times: int, updates: int, as_json: bool) -> int:
    """Run so many times, print each run and the sum."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder)) as postgres:
        runs = asyncio.run(wreak(postgres.url, times=times, updates=updates, tell=not as_json))
    total = total_of(runs)
    print(json.dumps({**asdict(total), "runs": len(runs)}) if as_json else f"all: {words(total)}")
    return 1 if total.harmed else 0


async def wreak(url: str, *, times: int, updates: int, tell: bool = False) -> list[Run]:
    """The runs one after another, on one database."""
    runs: list[Run] = []
    async with open_database(url, Path(), migrations.upgrade) as db:
        athletes = range(1, max(min(ATHLETES, updates), math.ceil(updates / MOST_SETS_EACH)) + 1)
        await gym.open_gym(db, athletes)
        for number in range(1, times + 1):
            moments = kill_moments(number, updates)
            runs.append(await one_run(db, url, FIRST_BOT + number, athletes, updates, moments))
            if tell:
                print(f"run {number}, killed after {moments} sets: {words(runs[-1])}", flush=True)
    return runs


def kill_moments(seed: int, updates: int) -> list[int]:
    """After how many sets the bot is killed: one to three times, the same for the same run number."""
    numbers = _sequence(seed)
    kills = 1 + next(numbers) % MOST_KILLS
    return sorted({1 + next(numbers) % max(updates - 1, 1) for _ in range(kills)})


def _sequence(seed: int) -> Iterator[int]:
    """A linear congruential generator (the constants of ISO C's example); its low bits are poor."""
    state = seed
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state >> 16


async def one_run(
    db: Database, url: str, bot_id: int, athletes: range, updates: int, moments: Sequence[int]
) -> Run:
    """One crowd's sets, one loopback Telegram, as many lives of the bot as it takes."""
    await gym.rewind(db)
    async with AsyncExitStack() as stack:
        loopback = await stack.enter_async_context(running("bot.loopback"))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        control = Control(http, loopback.line)
        phones = phones_of(http, loopback.line, bot_id, athletes)
        typed = await type_sets(phones, updates)
        environment = bot_environment(url, f"{bot_id}:chaos", loopback.line)
        for moment in moments:
            doomed = await start("bot.cli", "run", **environment)
            await until_logged(db, moment)
            await doomed.kill()
        async with running("bot.cli", "run", **environment):
            await until_done(db, control, bot_id)
            return await judge(db, control, phones, typed, len(moments))


def phones_of(http: aiohttp.ClientSession, url: str, bot_id: int, athletes: range) -> list[Phone]:
    """A phone for each athlete, in a chat with one bot."""
    return [Phone(http, url, bot_id, i, f"Athlete {i}") for i in athletes]


async def type_sets(phones: Sequence[Phone], updates: int) -> Counter[int]:
    """Everybody types sets in turn; how many each has typed."""
    typed: Counter[int] = Counter()
    for n in range(updates):
        phone = phones[n % len(phones)]
        await phone.send(f"{_load_kg(typed[phone.user_id]):g}x5@7")
        typed[phone.user_id] += 1
    return typed


def _load_kg(n: int) -> float:
    return FIRST_LOAD_KG + n * STEP_KG


async def until_logged(db: Database, n: int) -> None:
    """Wait until so many sets are in the log."""

    async def enough() -> bool:
        return await gym.sets_logged(db) >= n

    await until(enough, DONE_WITHIN_S)


async def until_done(db: Database, control: Control, bot_id: int) -> None:
    """Inbox and outbox empty: never a mere moment of silence."""

    async def empty() -> bool:
        if await control.pending_updates(bot_id):
            return False
        async with db.transaction() as tx:
            return bool((await tx.rows(WAITING, {"bot_id": bot_id}))[0]["n"] == 0)

    await until(empty, DONE_WITHIN_S)


async def judge(
    db: Database, control: Control, phones: Sequence[Phone], typed: Counter[int], kills: int
) -> Run:
    """Compare the log and the chats with what was typed."""
    logged: dict[int, list[float]] = {phone.user_id: [] for phone in phones}
    lifts: dict[int, str] = {}
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        for row in await tx.rows(LOGGED):
            logged[row["telegram_id"]].append(float(row["typed_load"]))
            lifts[row["telegram_id"]] = row["name"]
    missing = 0
    for phone in phones:
        n = typed[phone.user_id]
        last = f"✓ {lifts.get(phone.user_id)}: {_load_kg(n - 1):g} kg × 5"
        missing += n > 0 and last not in (await phone.last()).text
    calls = [
        (call["params"]["chat_id"], call["params"]["text"])
        for method in ("sendMessage", "editMessageText")
        for call in await control.calls(method)
    ]
    return Run(
        typed=typed.total(),
        kills=kills,
        lost=sum(typed[user_id] - len(set(loads)) for user_id, loads in logged.items()),
        doubled=sum(len(loads) - len(set(loads)) for loads in logged.values()),
        out_of_order=sum(loads != sorted(loads) for loads in logged.values()),
        answers_missing=missing,
        duplicates_sent=len(calls) - len(set(calls)),
    )


def total_of(runs: Sequence[Run]) -> Run:
    """The sum of all runs."""
    return Run(**{f.name: sum(getattr(run, f.name) for run in runs) for f in fields(Run)})


def words(run: Run) -> str:
    """A run in one line."""
    return (
        f"{run.typed} sets typed, {run.kills} kills: lost {run.lost}, doubled {run.doubled}, chats out of order "
        f"{run.out_of_order}, without their last answer {run.answers_missing}; said twice {run.duplicates_sent}"
    )
