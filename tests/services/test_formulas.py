"""An athlete's own constants: versioned, one counts, and none leaves its bounds."""

import asyncio
import math

import pytest
from sqlalchemy import select

from core.engine.formulas import CONSTANTS
from core.engine.models import FormulaSource, Snapshot
from core.errors import NotFound, Refused
from core.persistence.database import Database
from core.persistence.documents import from_document
from core.persistence.tables import workouts
from core.services import access, formulas
from core.services.access import Actor
from tests.builders import NOW, athlete
from tests.services.training_days import opened, with_maxes

LESS = {"set_by_set.LOAD_PER_RPE": 0.03}
MORE = {"set_by_set.LOAD_PER_RPE": 0.05, "soreness.VERY_SORE_LOAD": 0.93}


async def add(
    db: Database, actor: Actor, values: dict[str, float], source: FormulaSource = FormulaSource.USER
) -> int:
    async with db.transaction() as tx:
        return await formulas.add(tx, actor, values, source, NOW, "because")


async def test_versions_add_up_and_the_newest_counts(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        assert await formulas.active(tx, ana) is None
    assert [await add(db, ana, LESS), await add(db, ana, MORE, FormulaSource.SUGGESTION)] == [1, 2]
    async with db.transaction() as tx:
        kept = await formulas.versions(tx, ana)
    assert [(v.version, v.active, v.source, v.overrides.values) for v in kept] == [
        (1, False, FormulaSource.USER, LESS),
        (2, True, FormulaSource.SUGGESTION, MORE),
    ]
    assert kept[1].rationale == "because"


async def test_an_older_version_counts_again_and_the_others_stay(db: Database) -> None:
    ana = await athlete(db)
    for values in (LESS, MORE, {}):
        await add(db, ana, values)
    async with db.transaction() as tx:
        await formulas.activate(tx, ana, 1)
        now = await formulas.active(tx, ana)
        assert now is not None
        assert (now.version, now.overrides.values) == (1, LESS)
        assert len(await formulas.versions(tx, ana)) == 3
    assert await add(db, ana, MORE) == 4, "a number is never given twice"


async def test_a_version_that_does_not_exist_leaves_the_one_that_counts(db: Database) -> None:
    ana = await athlete(db)
    await add(db, ana, LESS)
    with pytest.raises(NotFound):
        async with db.transaction() as tx:
            await formulas.activate(tx, ana, 7)
    async with db.transaction() as tx:
        assert await formulas.active(tx, ana) is not None


@pytest.mark.parametrize("name", ["pain.MILD_LOAD", "LOAD_PER_RPE", "", "ceilings.TOP_RPE"])
async def test_a_name_that_nobody_may_move_is_refused(db: Database, name: str) -> None:
    with pytest.raises(Refused) as refused:
        await add(db, await athlete(db), {name: 0.9})
    assert refused.value.facts == {"why": "formula_unknown", "name": name}


@pytest.mark.parametrize("name", CONSTANTS)
async def test_bounds_are_inside_and_what_lies_beyond_is_refused(db: Database, name: str) -> None:
    ana, constant = await athlete(db), CONSTANTS[name]
    await add(db, ana, {name: constant.low})
    await add(db, ana, {name: constant.high})
    for value in (constant.low - 0.001, constant.high + 0.001, math.nan, math.inf):
        with pytest.raises(Refused) as refused:
            await add(db, ana, {name: value})
        assert refused.value.facts["why"] == "formula_out_of_bounds"


async def test_versions_made_at_once_take_turns_and_one_counts(db: Database) -> None:
    ana = await athlete(db)
    values = [{"set_by_set.LOAD_PER_RPE": 0.03 + number / 1000} for number in range(6)]
    made = await asyncio.gather(*(add(db, ana, each) for each in values))
    assert sorted(made) == [1, 2, 3, 4, 5, 6]
    async with db.transaction() as tx:
        assert [v.version for v in await formulas.versions(tx, ana) if v.active] == [6]


async def test_the_next_workout_is_made_with_the_version_that_counts_and_remembers_it(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db))
    await add(db, ana, LESS)
    made = await opened(db, ana)
    assert {("own", 0.03)} == {
        (reason.step, reason.facts["load_per_rpe"])
        for each in made.values()
        for reason in each.reasons
        if reason.step == "own"
    }
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        stored = (await tx.run(select(workouts.c.snapshot))).scalar_one()
    assert from_document(Snapshot, stored).constants == LESS
