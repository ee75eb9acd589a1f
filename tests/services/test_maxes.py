"""Maxes: every one is kept as it was typed, beside the one-rep max that it meant then; the newest counts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from core.engine.models import MaxSource
from core.engine.units import Unit
from core.errors import NotFound, Refused
from core.persistence.database import Database
from core.persistence.tables import maxes as table
from core.services import access, library, maxes
from core.services.access import Actor
from core.services.maxes import Lifted
from tests.builders import NOW, athlete
from tests.services.training_days import exercise_id, with_maxes


async def record(db: Database, actor: Actor, lifted: Lifted, source: MaxSource, days: int = 0) -> None:
    async with db.transaction() as tx:
        await maxes.record(tx, actor, [lifted], source, NOW + timedelta(days=days))


def of_kg(exercise: int, kg: int, reps: int) -> Lifted:
    return Lifted(exercise_id=exercise, load_g=kg * 1000, typed_load=Decimal(kg), unit=Unit.KG, reps=reps)


async def test_a_triple_is_kept_and_its_one_rep_max_derived_by_the_chart(db: Database) -> None:
    ana = await athlete(db)
    await with_maxes(db, ana, "squat 200 lb x3, bench 100x1")
    async with db.transaction() as tx:
        found = await maxes.current(tx, ana)
    squat = found[await exercise_id(db, "back_squat")]
    assert (squat.source, squat.reps, squat.typed_load, squat.unit) == (
        MaxSource.INPUT_3RM,
        3,
        Decimal(200),
        Unit.LB,
    )
    assert (squat.load_g, squat.one_rm_g) == (90_718, 98_393)  # 200 lb; three at 92.2 %
    bench = found[await exercise_id(db, "bench_press")]
    assert (bench.source, bench.one_rm_g) == (MaxSource.INPUT_1RM, 100_000)


async def test_the_newest_max_of_a_lift_is_the_current_one_and_the_older_stay(db: Database) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    await record(db, ana, of_kg(squat, 150, 1), MaxSource.TESTED, days=2)
    await record(db, ana, of_kg(squat, 140, 5), MaxSource.INPUT_1RM)  # told later, of an earlier day
    async with db.transaction() as tx:
        found = await maxes.current(tx, ana, [squat])
        kept = (await tx.run(select(table.c.load_g).order_by(table.c.id))).scalars().all()
    assert (found[squat].load_g, found[squat].source) == (150_000, MaxSource.TESTED)
    assert kept == [150_000, 140_000]


async def test_what_the_engine_worked_out_says_so(db: Database) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    await record(db, ana, of_kg(squat, 120, 3), MaxSource.SYSTEM_CALCULATED)
    async with db.transaction() as tx:
        assert (await maxes.current(tx, ana))[squat].source is MaxSource.SYSTEM_CALCULATED


@pytest.mark.parametrize(("kg", "reps"), [(0, 1), (1_001, 1), (100, 13), (-20, 1)])
async def test_what_cannot_be_a_max_is_refused(db: Database, kg: int, reps: int) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    with pytest.raises(Refused):
        await record(db, ana, of_kg(squat, kg, reps), MaxSource.TESTED)


async def test_a_max_of_somebody_elses_own_exercise_is_refused(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    async with db.transaction() as tx:
        await access.scope(tx, boris)
        his = (await library.add_custom(tx, boris, "Boris' press")).exercise.id
    with pytest.raises(NotFound):
        await record(db, ana, of_kg(his, 100, 1), MaxSource.TESTED)
