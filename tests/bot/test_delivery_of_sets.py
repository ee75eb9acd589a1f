"""Sets through the whole path: what one costs, and that killing the bot neither loses nor doubles any."""

import signal

import aiohttp
import pytest

from bot.loopback.control import Control
from bot.ops import bench, chaos, gym
from bot.ops.crowd import following
from bot.ops.processes import bot_environment, running, start
from core.persistence.database import Database
from tests.databases import new_database

BOT_ID = 1_001
MOST_STATEMENTS, MOST_COMMITS = 12, 3


async def test_a_sets_tap_stays_within_its_budget(db: Database) -> None:
    await gym.open_gym(db, range(bench.ALONE, bench.ALONE + 1))
    async with running("bot.loopback") as loopback, following(loopback.line) as record:
        figures = await bench.on_the_wire(db, record)
    assert figures["statements_per_tap"] <= MOST_STATEMENTS
    assert figures["commits_per_tap"] <= MOST_COMMITS


async def test_the_benchmark_measures_both_bots_and_finds_every_set(
    database_url: str, server_url: str
) -> None:
    with new_database(server_url) as simple_url:
        figures = await bench.measure(database_url, simple_url, sets=4, rounds=1)
    for figure in ("sets_per_s", "median_ms", "taps_per_s", "calls_per_set"):
        assert figures[figure] > 0
        assert figures[f"simple_bot_{figure}"] > 0
    assert figures["calls_per_set"] == figures["simple_bot_calls_per_set"]
    assert figures["stored"] == figures["logged"] == figures["simple_bot_stored"]


async def test_a_kill_in_the_middle_loses_and_doubles_nothing(db: Database, database_url: str) -> None:
    athletes = range(1, 13)
    await gym.open_gym(db, athletes)
    run = await chaos.one_run(db, database_url, BOT_ID, athletes, 60, [25])
    assert run.kills == 1
    assert not run.harmed, run


@pytest.mark.long
async def test_twenty_times_killed_loses_and_doubles_nothing(database_url: str) -> None:
    runs = await chaos.wreak(database_url, times=20, updates=300)
    assert len(runs) == 20
    assert not chaos.total_of(runs).harmed, runs


async def test_a_process_that_is_told_to_stop_leaves_nothing_half_done(
    db: Database, database_url: str
) -> None:
    athletes = range(1, 13)
    await gym.open_gym(db, athletes)
    async with running("bot.loopback") as loopback, aiohttp.ClientSession() as http:
        control = Control(http, loopback.line)
        phones = chaos.phones_of(http, loopback.line, BOT_ID, athletes)
        typed = await chaos.type_sets(phones, 60)
        environment = bot_environment(database_url, f"{BOT_ID}:stop", loopback.line)
        told = await start("bot.cli", "run", **environment)
        await chaos.until_logged(db, 20)
        told.process.send_signal(signal.SIGTERM)
        assert await told.process.wait() == 0
        async with db.transaction() as tx:
            left = await tx.rows("SELECT state FROM outbox WHERE state IN ('due', 'sending', 'unknown')")
        assert left == []
        async with running("bot.cli", "run", **environment):
            await chaos.until_done(db, control, BOT_ID)
            run = await chaos.judge(db, control, phones, typed, 0)
    assert not run.harmed, run
    assert run.duplicates_sent == 0
