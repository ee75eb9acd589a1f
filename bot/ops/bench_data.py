"""`setpoint bench --data`: does an athlete feel how many others there are, and what do the walls cost?

Two databases on one Postgres, a small crowd and a large one, asked in turns by the statements of `figures`. A third
one holds athletes with histories and no plans, for the backfill.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, LiteralString

import psycopg
from psycopg.rows import DictRow

import migrations
from bot.ops import backfill, crowded
from bot.ops.bench import new_database
from bot.ops.crowded import LAST_DAY, Crowd
from core.engine.units import Unit
from core.persistence.database import Database, DatabaseRole, Transaction
from core.persistence.embedded import EmbeddedPostgres
from core.persistence.opening import open_database
from core.persistence.tables import Place, metadata, place_of
from core.services import access, figures
from core.services.access import NOBODY, Actor

SMALL, LARGE = Crowd(athletes=50, workouts_each=40), Crowd(athletes=5_000, workouts_each=40)
PLANLESS = Crowd(athletes=1_000, workouts_each=200)
SAMPLES = 500
ASKED = 100  # athletes of a crowd, again and again: the first time is not counted

Figures = dict[str, Any]
Query = Callable[[Transaction, Actor], Awaitable[object]]
QUERIES: Mapping[str, tuple[str, Query]] = {
    "last_20_sets": ("last 20 sets", figures.last_sets),
    "week_volume": (
        "this week's volume per muscle",
        lambda tx, actor: figures.week_volume(tx, actor, LAST_DAY),
    ),
    "best_e1rm": ("best e1RM per lift", figures.best_sets),
}

BYTES = """
SELECT count(*)::float AS sets, pg_total_relation_size('set_logs') AS all_bytes,
  pg_table_size('set_logs') AS table_bytes,
  (SELECT json_object_agg(indexrelid::regclass, pg_relation_size(indexrelid)) FROM pg_index
    WHERE indrelid = 'set_logs'::regclass) AS index_bytes
FROM set_logs
"""
WALLED = {table.name for table in metadata.sorted_tables if place_of(table) is Place.ATHLETE}


@dataclass(slots=True)
class Side:
    """One crowd as one role sees it, and the time of every statement in ms."""

    db: Database
    crowd: Crowd
    role: DatabaseRole
    ms: list[float] = field(default_factory=list)

    async def ask(self, query: Query, number: int) -> None:
        """One athlete's figure, in a transaction with the scope as every use case has it."""
        actor = athlete(1 + number % ASKED * 7_919 % self.crowd.athletes)  # far apart: it is a prime
        async with self.db.transaction(self.role) as tx:
            await access.scope(tx, actor)
            # As after many calls: else Postgres may plan anew for one role each time and not for the other.
            await tx.rows("SET LOCAL plan_cache_mode = force_generic_plan")
            began_at = time.perf_counter()
            await query(tx, actor)
            self.ms.append((time.perf_counter() - began_at) * 1000)


@dataclass(frozen=True, slots=True)
class Explained(Transaction):
    """A transaction that keeps how every statement was carried out."""

    plans: list[DictRow] = field(default_factory=list)

    async def rows(
        self, sql: LiteralString | bytes, values: Mapping[str, object] | Sequence[object] = ()
    ) -> list[DictRow]:
        """The rows, after the plan that they come by."""
        text = sql if isinstance(sql, bytes) else sql.encode()
        self.plans.extend(await Transaction.rows(self, b"EXPLAIN (FORMAT JSON) " + text, values))
        return await Transaction.rows(self, sql, values)


def athlete(athlete_id: int) -> Actor:
    """Somebody of the crowd."""
    return Actor(
        user_id=NOBODY,
        telegram_id=NOBODY,
        athlete_id=athlete_id,
        name="",
        language="en",
        zone="UTC",
        unit=Unit.KG,
        ready=False,
    )


def main(*, as_json: bool) -> int:
    """Measure on a Postgres of our own, durable as in production, and print."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder)) as postgres:
        found = asyncio.run(measure(postgres.url, SMALL, LARGE, PLANLESS))
    print(json.dumps(found) if as_json else table(found))
    return 0


async def measure(
    server: str, small: Crowd, large: Crowd, planless: Crowd, samples: int = SAMPLES
) -> Figures:
    """Load the crowds and ask them in turns."""
    async with AsyncExitStack() as stack:

        async def side(url: str, crowd: Crowd, role: DatabaseRole) -> Side:
            # A connection of its own: what was prepared for one role is planned anew for another.
            return Side(await stack.enter_async_context(_connected(url)), crowd, role)

        began_at = time.perf_counter()
        stack.enter_context(_dropped(server, "empty", "small", "large", "planless"))
        async with open_database(new_database(server, "bench_empty"), Path(), migrations.upgrade):
            pass
        small_url, large_url = await _filled(server, "small", small), await _filled(server, "large", large)
        load_s = time.perf_counter() - began_at
        in_small = await side(small_url, small, DatabaseRole.APP)
        in_large = await side(large_url, large, DatabaseRole.APP)
        without_walls = await side(large_url, large, DatabaseRole.SYSTEM)
        found: Figures = {"sets_small": small.sets, "sets_large": large.sets, "load_s": round(load_s, 1)}
        for name, (_, query) in QUERIES.items():
            found |= await _in_turns(name, query, samples, in_small, in_large, without_walls)
        found["sequential_scans"] = await _sequential_scans(in_large)
        found |= await _bytes(in_large.db)
        return found | await _backfilled(await _filled(server, "planless", planless), planless)


@contextmanager
def _dropped(server: str, *names: str) -> Iterator[None]:
    """Databases that go at the end of the block, if they were made."""
    try:
        yield
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            for name in names:
                connection.execute(f"DROP DATABASE IF EXISTS bench_{name} WITH (FORCE)".encode())


async def _filled(server: str, name: str, crowd: Crowd) -> str:
    """The address of a new database with a crowd in it."""
    url = new_database(server, f"bench_{name}", "bench_empty")
    await asyncio.to_thread(crowded.fill, url, crowd)
    return url


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[Database]:
    db = Database(url, pool_size=1)
    try:
        yield db
    finally:
        await db.close()


async def _in_turns(name: str, query: Query, samples: int, *sides: Side) -> Figures:
    """The medians of one query; whoever is first warms the cache for the others, so it is everybody's turn."""
    for number in range(min(ASKED, samples) + samples):
        for side in sides if number % 2 == 0 else reversed(sides):
            await side.ask(query, number)
    small, large, without_walls = (median(side.ms[-samples:]) for side in sides)
    return {
        f"{name}_small_ms": round(small, 3),
        f"{name}_large_ms": round(large, 3),
        f"{name}_ratio": round(large / small, 2),
        f"{name}_without_walls_ms": round(without_walls, 3),
        f"{name}_walls_ratio": round(large / without_walls, 2),
    }


async def _sequential_scans(side: Side) -> list[str]:
    """Queries that read an athlete's table from end to end, with the table."""
    found = []
    async with side.db.transaction(side.role) as tx:
        await access.scope(tx, athlete(1))
        for name, (_, query) in QUERIES.items():
            explained = Explained(tx.connection, tx.raw)
            await query(explained, athlete(1))
            scans = (node for row in explained.plans for node in _nodes(row["QUERY PLAN"][0]["Plan"]))
            tables = [node["Relation Name"] for node in scans if node["Node Type"] == "Seq Scan"]
            found += [f"{name}: {table}" for table in tables if table in WALLED]
    return found


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


async def _bytes(db: Database) -> Figures:
    """What a set costs on disk, and which part of it."""
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        [size] = await tx.rows(BYTES)
    parts = {"set_logs": size["table_bytes"], **size["index_bytes"]}
    return {
        "bytes_per_set": round(size["all_bytes"] / size["sets"], 1),
        "bytes_of": {name: round(size_bytes / size["sets"], 1) for name, size_bytes in parts.items()},
    }


async def _backfilled(url: str, crowd: Crowd) -> Figures:
    async with _connected(url) as db:
        outcome = await backfill.everybody(db)
    return {
        "backfill_athletes": len(outcome.planned),
        "backfill_workouts_each": crowd.workouts_each,
        "backfill_failed": len(outcome.failed),
        "backfill_s": outcome.seconds,
    }


def table(found: Figures) -> str:
    """The figures for people."""
    sizes = f"{found['sets_small']:,} sets", f"{found['sets_large']:,} sets"
    lines = [
        f"{'median ms of one athlete':34}{sizes[0]:>15}{sizes[1]:>15}{'ratio':>8}{'no walls':>11}{'ratio':>8}"
    ]
    for name, (words, _) in QUERIES.items():
        small, large, ratio, without_walls, walls_ratio = (
            found[f"{name}_{figure}"]
            for figure in ("small_ms", "large_ms", "ratio", "without_walls_ms", "walls_ratio")
        )
        lines.append(f"{words:34}{small:>15}{large:>15}{ratio:>8}{without_walls:>11}{walls_ratio:>8}")
    scans = ", ".join(found["sequential_scans"]) or "none"
    parts = ", ".join(f"{name} {n}" for name, n in found["bytes_of"].items())
    return "\n".join(
        [
            *lines,
            f"sequential scans of athletes' tables: {scans}",
            f"bytes per set, indexes included: {found['bytes_per_set']} ({parts})",
            f"backfill of {found['backfill_athletes']:,} athletes, {found['backfill_workouts_each']} workouts each: "
            f"{found['backfill_s']} s, {found['backfill_failed']} failed",
        ]
    )
