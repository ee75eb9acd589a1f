"""Weekly sets per muscle: the usual numbers, an athlete's own, and accessories that yield to them."""

import pytest

from core.engine.models import Goal, Muscle, TrainingAge, VolumeCounting
from core.engine.volume import LANDMARKS
from core.errors import Refused
from core.persistence.database import Database
from core.services import landmarks, planning
from core.services.access import Actor
from core.services.landmarks import WeeklySets
from tests.builders import NOW, athlete
from tests.engine.builders import work_sets
from tests.services.training_days import opened, with_maxes


async def set_for(db: Database, actor: Actor, muscle: Muscle, sets: WeeklySets) -> None:
    async with db.transaction() as tx:
        await landmarks.set_for(tx, actor, muscle, sets, NOW)


async def lifter(db: Database, number: int, name: str) -> Actor:
    return await with_maxes(
        db,
        await athlete(
            db,
            number,
            name,
            goal=Goal.STRENGTH,
            training_age=TrainingAge.INTERMEDIATE,
            minutes=90,
            careful=False,
        ),
    )


async def test_every_muscle_has_the_usual_numbers_until_its_own_are_set_and_again_after(db: Database) -> None:
    ana = await athlete(db)
    own = WeeklySets(mev_sets=4, mav_sets=9, mrv_sets=12)
    async with db.transaction() as tx:
        usual = await landmarks.of(tx, ana)
        await landmarks.set_for(tx, ana, Muscle.CHEST, own, NOW)
        changed = await landmarks.of(tx, ana)
        await landmarks.reset(tx, ana, Muscle.CHEST)
        again = await landmarks.of(tx, ana)
    assert set(usual) == set(Muscle)
    assert not any(sets.own for sets in usual.values())
    assert changed == {**usual, Muscle.CHEST: own}
    assert again == usual


@pytest.mark.parametrize(
    ("sets", "why"),
    [
        (WeeklySets(mev_sets=12, mrv_sets=8), "mev_above_mrv"),
        (WeeklySets(mev_sets=4, mav_sets=14, mrv_sets=12), "mav_outside"),
        (WeeklySets(mev_sets=4, mav_sets=3, mrv_sets=12), "mav_outside"),
        (WeeklySets(mev_sets=-1, mrv_sets=12), "out_of_range"),
        (WeeklySets(mev_sets=4, mrv_sets=61), "out_of_range"),
    ],
)
async def test_numbers_out_of_order_are_refused(db: Database, sets: WeeklySets, why: str) -> None:
    with pytest.raises(Refused) as refused:
        await set_for(db, await athlete(db), Muscle.CHEST, sets)
    assert refused.value.facts["why"] == why


async def test_the_engine_is_told_how_the_sets_of_each_landmark_are_counted(db: Database) -> None:
    ana = await athlete(db)
    await set_for(db, ana, Muscle.CHEST, WeeklySets(mev_sets=2, mrv_sets=3, counting=VolumeCounting.DIRECT))
    await set_for(db, ana, Muscle.QUADS, WeeklySets(mev_sets=2, mrv_sets=3))
    async with db.transaction() as tx:
        assert (await landmarks.of(tx, ana))[Muscle.CHEST].counting is VolumeCounting.DIRECT
        told = await landmarks.for_engine(tx, ana)
    assert {muscle: mark.counting for muscle, mark in told.items()} == {
        Muscle.CHEST: VolumeCounting.DIRECT,
        Muscle.QUADS: VolumeCounting.FRACTIONAL,
    }


async def test_a_lower_ceiling_makes_accessories_yield_and_leaves_main_lifts(db: Database) -> None:
    ana, boris = await lifter(db, 1, "Ana"), await lifter(db, 2, "Boris")
    async with (
        db.transaction() as tx
    ):  # planned before the ceilings were set, for a new plan keeps them itself
        await planning.current_block(tx, boris, NOW.date(), NOW)
    for muscle in LANDMARKS:
        await set_for(db, boris, muscle, WeeklySets(mev_sets=0, mrv_sets=1))
    usual, limited = await opened(db, ana), await opened(db, boris)
    mains = [number for number, each in usual.items() if each.role == "main"]
    accessories = set(usual) - set(mains)
    assert accessories
    for number in mains:  # top sets stay as they are
        assert 2 <= len(work_sets(limited[number])) <= len(work_sets(usual[number]))
        assert set(limited[number].series) == set(usual[number].series)
    for number in accessories:
        left = limited[number].series if number in limited else ()
        assert len(left) < len(usual[number].series), "sets fall, or the exercise"
