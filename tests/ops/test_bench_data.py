"""The database's figures on crowds small enough for a test: everything but the milliseconds must hold."""

import json
import re

import psycopg

from bot.ops import bench_data, crowded
from bot.ops.bench_data import QUERIES, Explained
from bot.ops.crowded import LAST_DAY, SETS, Crowd
from core.persistence.database import Database, DatabaseRole
from core.services import access, figures, validation

MOST_BYTES_PER_SET = 270
ORPHANS = """
SELECT count(*) FROM set_logs s LEFT JOIN workout_exercises x
ON (x.athlete_id, x.id, x.exercise_id) = (s.athlete_id, s.workout_exercise_id, s.exercise_id) WHERE x.id IS NULL
"""
FIGURES = ("small_ms", "large_ms", "ratio", "without_walls_ms", "walls_ratio")


async def test_no_query_of_one_athlete_reads_everybodys_sets(server_url: str) -> None:
    few, many = Crowd(athletes=5, workouts_each=40), Crowd(athletes=150, workouts_each=40)
    found = await bench_data.measure(server_url, few, many, Crowd(athletes=3, workouts_each=20), samples=9)
    assert (found["sets_small"], found["sets_large"]) == (1_000, 30_000)
    assert {f"{query}_{figure}" for query in QUERIES for figure in FIGURES} <= set(found)
    assert found["sequential_scans"] == []
    assert sum(found["bytes_of"].values()) <= found["bytes_per_set"] + 1 <= MOST_BYTES_PER_SET + 5
    assert (found["backfill_athletes"], found["backfill_failed"]) == (3, 0)
    assert "sequential scans of athletes' tables: none" in bench_data.table(found)


async def test_a_crowd_is_as_sound_as_what_is_logged(
    db: Database, broom: psycopg.Connection, database_url: str
) -> None:
    crowd = Crowd(athletes=4, workouts_each=20)
    crowded.fill(database_url, crowd)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        red = [one.name for one in await validation.validate(tx) if not one.ok]
    assert red == ["everybody with a history has an active plan"]
    orphans = (
        "SELECT count(*) FROM set_logs s LEFT JOIN workout_exercises x ON (x.athlete_id, x.id, x.exercise_id)"
    )
    counted = broom.execute(
        f"{orphans} = (s.athlete_id, s.workout_exercise_id, s.exercise_id) WHERE x.id IS NULL".encode()
    )
    assert counted.fetchone() == (0,)
    one = bench_data.athlete(3)
    async with db.transaction() as tx:
        await access.scope(tx, one)
        standing = await figures.last_sets(tx, one, 1_000)
    assert len(standing) == 20 * SETS - 1, "one row of theirs is a correction"


async def test_behind_the_wall_statements_find_the_same_index(db: Database, database_url: str) -> None:
    """Else the sets of one week are looked for among all that the athlete ever did."""
    crowded.fill(database_url, Crowd(athletes=60, workouts_each=40))
    one = bench_data.athlete(3)
    async with db.transaction() as tx:
        await access.scope(tx, one)
        explained = Explained(tx.connection, tx.raw)
        volume = await figures.week_volume(explained, one, LAST_DAY)
    assert volume
    plan = json.dumps([row["QUERY PLAN"] for row in explained.plans])
    assert '"Index Cond": "((athlete_id = ' in plan
    assert "(workout_id = w.id))" in plan
    assert "ANY" not in "".join(re.findall(r'"Index Cond": "[^"]*"', plan))
