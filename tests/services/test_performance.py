"""What a workout amounted to follows its sets as they stand, and no correction ever loses a row."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import Form, MaxSource, Muscle, PerformanceVsPlan, SetKind
from core.persistence.database import Database, Transaction
from core.persistence.tables import performance_metrics, session_logs, set_logs, workouts
from core.services import access, closing, doubts, entered_maxes, history, lines, live, training
from core.services import workouts as days
from core.services.access import Actor
from core.services.lines import TypedLine
from core.services.live import LiveWorkout
from core.services.set_rows import Origin
from tests.builders import NOW, athlete
from tests.databases import opened

BOT = 42


async def typed(
    tx: Transaction, actor: Actor, message_id: int, text: str, *, fresh: bool, now: datetime = NOW
) -> None:
    line = TypedLine(text=text, at=NOW, origin=Origin(bot_id=BOT, message_id=message_id), fresh=fresh)
    await lines.log_line(tx, actor, line, now)


async def rows_of(tx: Transaction, table: Any) -> list[Mapping[str, Any]]:
    return [dict(row) for row in (await tx.run(select(table).order_by(table.c.id))).mappings()]


async def squat_day(tx: Transaction, actor: Actor) -> LiveWorkout:
    """The plan's first day under way, its loads known."""
    read = await entered_maxes.read(
        tx, actor, "squat 140x1, bench 100x1, deadlift 170x1, press 60x1, row 80x1"
    )
    await entered_maxes.keep(tx, actor, read.maxes, MaxSource.TESTED, NOW - timedelta(days=3))
    found = await days.today(tx, actor, NOW)
    assert found.workout_id is not None
    await days.open_workout(tx, actor, found.workout_id, NOW)
    return await training.open_workout(tx, actor)


async def do(tx: Transaction, actor: Actor, exercise_id: int, sets: int, rpe: float | None = None) -> None:
    """Work sets of one exercise as prescribed."""
    for number in range(sets):
        workout = await training.open_workout(tx, actor)
        exercise = next(e for e in workout.exercises if e.exercise_id == exercise_id)
        work = [t for t in exercise.progress.remaining if t.kind is SetKind.WORK]
        text = f"{exercise.name}: {(work[0].load_g or 0) / 1000:g}x{work[0].reps}"
        at = NOW + timedelta(minutes=3 * number)
        line = TypedLine(
            text=text if rpe is None else f"{text}@{rpe:g}",
            at=at,
            origin=Origin(bot_id=BOT, message_id=100 + number),
            fresh=True,
        )
        await lines.log_line(tx, actor, line, at)


async def test_closing_writes_down_what_the_workout_amounted_to(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        workout = await squat_day(tx, ana)
        lift = workout.exercises[0]
        work = [t for t in lift.prescription.series if t.kind is not SetKind.WARM_UP]
        await do(tx, ana, lift.exercise_id, len(work), rpe=work[0].rpe)
        await closing.finish(tx, ana, workout.id, NOW + timedelta(minutes=50))
        (log,) = await rows_of(tx, session_logs)
        metrics = {row["exercise_id"]: row for row in await rows_of(tx, performance_metrics)}
        (stored,) = await rows_of(tx, workouts)
    assert log["duration_s"] == 50 * 60
    total = sum(t.kind is not SetKind.WARM_UP for e in workout.exercises for t in e.prescription.series)
    assert float(log["completion_pct"]) == round(100 * len(work) / total, 2)
    assert log["performance_vs_plan"] is not PerformanceVsPlan.AT
    assert set(metrics) == {e.exercise_id for e in workout.exercises}
    squat = metrics[lift.exercise_id]
    volume_g = sum((t.load_g or 0) * (t.reps or 0) for t in work)
    assert squat["planned_volume_g"] == volume_g
    assert squat["actual_volume_g"] == volume_g
    assert squat["max_rpe"] == squat["mean_rpe"] == work[0].rpe
    assert squat["completion_pct"] == 100
    assert squat["e1rm_low_g"] < squat["e1rm_g"] < squat["e1rm_high_g"]
    assert abs(squat["actual_intensity"] * squat["e1rm_g"] - (work[0].load_g or 0)) < 1
    assert squat["sets_per_muscle"][Muscle.QUADS] == len(work)
    assert (squat["training_block_id"], squat["week_in_block"]) == (stored["training_block_id"], 0)
    assert all(row["actual_volume_g"] is None for i, row in metrics.items() if i != lift.exercise_id)
    assert (stored["autoregulation_log"], stored["was_autoregulated"]) == ((), False)


async def test_a_hard_set_that_changed_the_next_one_is_in_the_log_of_changes(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        workout = await squat_day(tx, ana)
        await do(tx, ana, workout.exercises[0].exercise_id, 1, rpe=10)
        await closing.finish(tx, ana, workout.id, NOW + timedelta(minutes=50))
        (stored,) = await rows_of(tx, workouts)
    assert [why.code for why in stored["autoregulation_log"]] == ["harder"]
    assert stored["was_autoregulated"] is True


async def test_a_lift_under_way_hears_nothing_of_the_later_sets_of_another(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        squat, bench, to_come = (each.exercise_id for each in (await squat_day(tx, ana)).exercises[:3])

        async def forms() -> list[Form | None]:
            live_now = await training.open_workout(tx, ana)
            return [
                e.prescription.form for e in live_now.exercises if e.exercise_id in (squat, bench, to_come)
            ]

        assert await forms() == [None, None, None]
        await do(tx, ana, squat, 1, rpe=10)
        await do(tx, ana, bench, 1, rpe=8)
        first, under_way, before = await forms()
        await do(tx, ana, squat, 1, rpe=10)
        assert (await forms())[:2] == [first, under_way]
        assert first is None
        assert under_way is not None
        assert (await forms())[2] != before, "what is still to come has all of them"


async def test_a_workout_without_any_set_has_no_numbers(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        workout = await squat_day(tx, ana)
        await closing.finish(tx, ana, workout.id, NOW)
        assert await rows_of(tx, session_logs) == []
        assert await rows_of(tx, performance_metrics) == []


async def test_correcting_voiding_and_adding_after_the_end_changes_the_numbers(db: Database) -> None:
    ana = await athlete(db)
    later = NOW + timedelta(days=1)

    async def volume_kg(tx: Transaction) -> float:
        (row,) = await rows_of(tx, performance_metrics)
        return float(row["actual_volume_g"] / 1000)

    async with db.transaction() as tx:
        await typed(tx, ana, 1, "bench 100x5, 100x5", fresh=True)
        workout = await training.open_workout(tx, ana)
        await closing.finish(tx, ana, workout.id, NOW)
        assert await volume_kg(tx) == 1000
        await typed(tx, ana, 1, "bench 100x5, 100x3", fresh=False, now=later)
        assert await volume_kg(tx) == 800
        await typed(tx, ana, 1, "bench 100x5", fresh=False, now=later)
        assert await volume_kg(tx) == 500
        await typed(tx, ana, 2, "bench 50x4", fresh=True, now=later)
        assert await volume_kg(tx) == 700
        assert len(await rows_of(tx, session_logs)) == 4, "a session's log only grows"
        (stored,) = await rows_of(tx, workouts)
        assert stored["status"] is WorkoutStatus.COMPLETED


async def test_a_slip_of_the_thumb_that_is_taken_back_leaves_no_volume(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        workout = await squat_day(tx, ana)
        exercise = workout.exercises[0]
        await typed(tx, ana, 1, f"{exercise.name}: 900x5@8", fresh=True)
        await closing.finish(tx, ana, workout.id, NOW)
        closed = await live.read(tx, ana, workout.id)
        assert closed is not None
        assert closed.newest_log is not None
        assert not closed.newest_log.performed.trusted
        await doubts.take_back(tx, ana, closed.newest_log.first_id, NOW)
        metrics = {row["exercise_id"]: row for row in await rows_of(tx, performance_metrics)}
        assert metrics[exercise.exercise_id]["actual_volume_g"] is None
        assert metrics[exercise.exercise_id]["completion_pct"] == 0


some_sets = st.lists(st.tuples(st.integers(40, 60), st.integers(1, 12)), min_size=1, max_size=3)
written = st.tuples(st.just("write"), st.integers(1, 4), some_sets)  # a message, sent or edited
undone: st.SearchStrategy[Any] = st.just(("undo", 0, []))
people = count(50_000)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(written | undone, max_size=8), st.lists(written, max_size=4))
def test_whatever_is_corrected_no_row_is_lost_and_the_standing_sets_are_what_was_said_last(
    database_url: str, open_steps: list[Any], closed_steps: list[Any]
) -> None:
    asyncio.run(_every_row_stays(database_url, open_steps, closed_steps))


async def _every_row_stays(url: str, open_steps: list[Any], closed_steps: list[Any]) -> None:
    async with opened(url) as db:
        ana = await athlete(db, next(people))
        async with db.transaction() as tx:
            await access.scope(tx, ana)
            said: dict[int, list[tuple[int, int]]] = {}
            kept: list[Mapping[str, Any]] = []
            for kind, message_id, sets in [("write", 9, [(50, 5)]), *open_steps]:
                if kind == "write":
                    await _write(tx, ana, said, message_id, sets)
                elif any(said.values()):
                    await _undo(tx, ana, said)
                kept = await _check(tx, said, kept)
            if not any(said.values()):
                return
            workout = await training.open_workout(tx, ana)
            await closing.finish(tx, ana, workout.id, NOW)
            for _, message_id, sets in closed_steps:
                if said.get(message_id):  # what has no set any more would begin another workout
                    await _write(tx, ana, said, message_id, sets)
                    kept = await _check(tx, said, kept)
            (row,) = await rows_of(tx, performance_metrics)
            assert row["actual_volume_g"] == sum(kg * 1000 * reps for of in said.values() for kg, reps in of)


async def _write(
    tx: Transaction, actor: Actor, said: dict[int, list[tuple[int, int]]], message_id: int, sets: Any
) -> None:
    text = "bench " + ", ".join(f"{kg}x{reps}" for kg, reps in sets)
    await typed(tx, actor, message_id, text, fresh=message_id not in said)
    said[message_id] = list(sets)


async def _undo(tx: Transaction, actor: Actor, said: dict[int, list[tuple[int, int]]]) -> None:
    _, gone = await training.undo(tx, actor)
    assert gone.message_id is not None
    assert gone.entry is not None
    del said[gone.message_id][gone.entry]


async def _check(
    tx: Transaction, said: dict[int, list[tuple[int, int]]], kept: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Every row there was is there as it was, and what stands is what was said."""
    rows = await rows_of(tx, set_logs)
    assert rows[: len(kept)] == kept
    statement = history.standing_sets()
    standing = [(r.load_g // 1000, r.reps) for r in await tx.run(statement)]
    assert sorted(standing) == sorted(tuple(s) for of in said.values() for s in of)
    return rows
