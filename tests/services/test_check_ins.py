"""A check-in keeps what was said, what was not, and what the training before it says by itself."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import CheckIn, CheckInStatus, Muscle
from core.persistence.database import Database
from core.persistence.tables import check_ins as table
from core.persistence.tables import workout_exercises, workouts
from core.services import access, check_ins, recovery
from core.services.access import Actor
from core.services.recovery import Recovery
from core.services.set_rows import take_back
from tests.builders import NOW, athlete
from tests.services.training_days import UNKNOWN, exercise_id, opened, performed, with_maxes, workout_on

FULL = CheckIn(
    status=CheckInStatus.ANSWERED,
    soreness={Muscle.QUADS: 2},
    readiness=4,
    motivation=5,
    stress=2,
    sleep_minutes=450,
    sleep_quality=4,
)


async def check_in(db: Database, actor: Actor, said: CheckIn, days: int = 0) -> Mapping[Any, Any]:
    """What is stored after somebody has checked in to a workout of that day."""
    now = NOW + timedelta(days=days)
    workout_id = await workout_on(db, actor, now, WorkoutStatus.PLANNED)
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        await check_ins.keep(tx, actor, workout_id, now, said)
        assert await check_ins.stored(tx, actor, workout_id) == said
        mine = (table.c.athlete_id == actor.athlete_id) & (table.c.workout_id == workout_id)
        return (await tx.run(select(table).where(mine))).mappings().one()


async def trained(db: Database, actor: Actor, days: int, rpe: float, sets: int | None = None) -> list[int]:
    """Open the day's workout, do so many sets of each exercise, close it; the ids of the first rows."""
    at = NOW + timedelta(days=days)
    made = await opened(db, actor, at)
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        mine = workout_exercises.c.athlete_id == actor.athlete_id
        rows = (await tx.run(select(workout_exercises).where(mine))).all()
        newest = max(row.workout_id for row in rows)
        await tx.run(
            update(workouts)
            .where(workouts.c.athlete_id == actor.athlete_id, workouts.c.id == newest)
            .values(status=WorkoutStatus.COMPLETED, completed_at=at)
        )
    written: list[int] = []
    for row in (row for row in rows if row.workout_id == newest):
        meant = [target for target in made[row.exercise_id].series if target.kind != "warm_up"]
        for target in meant[:sets]:
            written += await performed(
                db,
                actor,
                row.exercise_id,
                ((target.load_g or 20_000) / 1000, target.reps or 8),
                at=at,
                rpe=rpe,
                target_rpe=8.0,
                workout_id=newest,
                workout_exercise_id=row.id,
            )
    return written


async def test_everything_said_is_kept_and_the_rest_stays_unknown(db: Database) -> None:
    ana = await athlete(db)
    full = await check_in(db, ana, FULL)
    assert (full["motivation"], full["stress"], full["sleep_minutes"], full["sleep_quality"]) == (
        5,
        2,
        450,
        4,
    )
    short = await check_in(db, ana, CheckIn(status=CheckInStatus.ANSWERED, readiness=3), days=1)
    assert [short[name] for name in ("motivation", "stress", "sleep_minutes", "sleep_quality")] == [None] * 4
    assert short["soreness"] == {}


async def test_an_answer_a_repetition_and_silence_are_three_things(db: Database) -> None:
    ana = await athlete(db)
    kept = [
        (await check_in(db, ana, CheckIn(status=status, readiness=readiness), days))["status"]
        for days, (status, readiness) in enumerate(
            [(CheckInStatus.ANSWERED, 3), (CheckInStatus.REPEATED, 3), (CheckInStatus.UNKNOWN, None)]
        )
    ]
    assert kept == ["answered", "repeated", "unknown"]


async def test_of_a_newcomer_who_says_nothing_nothing_is_known(db: Database) -> None:
    kept = await check_in(db, await athlete(db), UNKNOWN)
    computed = ("rpe_deviation", "stalled_exercises", "compliance", "fatigue_score")
    assert [kept[name] for name in computed] == [None] * 4, "unknown is not fresh"


async def test_efforts_and_sets_of_the_last_workouts_are_in_the_signals(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90))
    await trained(db, ana, 0, rpe=9.0)
    kept = await check_in(db, ana, UNKNOWN, days=2)
    assert kept["rpe_deviation"] == pytest.approx(1.0)
    assert kept["compliance"] == pytest.approx(1.0)
    assert kept["fatigue_score"] is not None
    assert kept["fatigue_score"] < 0.6, "harder than meant is tired"
    assert kept["stalled_exercises"] is None, "one workout is no trend"


async def test_sets_left_out_or_taken_back_lower_the_compliance(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90))
    done = await trained(db, ana, 0, rpe=8.0)
    for first_id in done[: len(done) // 2]:
        async with db.transaction() as tx:
            await access.scope(tx, ana)
            await take_back(tx, ana, first_id)
    kept = await check_in(db, ana, UNKNOWN, days=2)
    assert kept["compliance"] == pytest.approx(1 - (len(done) // 2) / len(done))


async def test_only_the_last_three_workouts_are_asked(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90))
    await trained(db, ana, 0, rpe=8.0, sets=0)
    for days in (2, 5, 7):
        await trained(db, ana, days, rpe=8.0)
    assert (await check_in(db, ana, UNKNOWN, days=9))["compliance"] == pytest.approx(1.0)


async def test_lifts_that_surely_fall_are_counted(db: Database) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    for week in range(10):
        sets = [(120 - 2 * week, 5)] * 3
        await performed(db, ana, squat, *sets, at=NOW + timedelta(weeks=week), rpe=8)
    assert (await check_in(db, ana, UNKNOWN, days=70))["stalled_exercises"] == 1


async def test_what_was_measured_this_morning_is_in_the_score(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    for actor, pct in ((ana, 20), (boris, 90)):
        async with db.transaction() as tx:
            await recovery.note(tx, actor, Recovery(recovery_pct=pct), NOW, "ring")
    tired, fresh = await check_in(db, ana, UNKNOWN), await check_in(db, boris, UNKNOWN)
    assert tired["fatigue_score"] < 0.6 < fresh["fatigue_score"]


async def test_a_measurement_keeps_its_fields_and_the_newest_of_a_date_counts(db: Database) -> None:
    ana = await athlete(db)
    measured = Recovery(
        sleep_minutes=431,
        sleep_quality_pct=81,
        hrv_ms=Decimal("62.35"),
        resting_hr_bpm=51,
        recovery_pct=67,
        strain=Decimal("13.4"),
    )
    typed = Recovery(sleep_minutes=400)
    async with db.transaction() as tx:
        await recovery.note(tx, ana, measured, NOW, "ring", raw_payload={"score": {"recovery": 67}})
        await recovery.note(tx, ana, typed, NOW + timedelta(hours=1))
        await recovery.note(tx, ana, measured, NOW + timedelta(days=1), "ring")
        on = NOW.date()
        found = await recovery.between(tx, ana, on, on + timedelta(days=7))
    assert found == {on: typed, on + timedelta(days=1): measured}
