"""Auxiliaries: pools in an order without gaps, two of each for a block, and whoever knows better chooses."""

import asyncio
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.engine.models import Reason
from core.engine.models.changes import EarlyDeload
from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import auxiliary_pool
from core.services import adaptations, auxiliaries, library, macrocycles, planning
from core.services.access import Actor
from tests.builders import NOW, athlete, coach_of
from tests.databases import opened

people = count(70_000)
steps = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 5), st.none() | st.integers(-1, 7)),
    st.tuples(st.just("move"), st.integers(0, 5), st.integers(-1, 7)),
    st.tuples(st.just("remove"), st.integers(0, 5), st.none()),
)


async def some_exercises(tx: Transaction, actor: Actor) -> list[int]:
    """A main lift and six others."""
    return list(await library.load(tx, actor))[:7]


async def with_pool(tx: Transaction, actor: Actor, size: int) -> tuple[int, list[int]]:
    main, *others = await some_exercises(tx, actor)
    for exercise_id in others[:size]:
        await auxiliaries.add(tx, actor, actor.athlete_id, main, exercise_id)
    return main, others


async def order(tx: Transaction, actor: Actor, main: int) -> list[int]:
    return [each.exercise_id for each in await auxiliaries.pool(tx, actor, actor.athlete_id, main)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=10))
def test_whatever_is_done_to_a_pool_its_order_has_no_gaps(database_url: str, done: list[Any]) -> None:
    asyncio.run(_no_gaps(database_url, done))


async def _no_gaps(url: str, done: list[Any]) -> None:
    async with opened(url) as db:
        ana = await athlete(db, next(people))
        async with db.transaction() as tx:
            main, *others = await some_exercises(tx, ana)
            model: list[int] = []
            for kind, which, position in done:
                exercise_id = others[which]
                if (kind == "add") == (exercise_id in model):
                    continue
                where = (tx, ana, ana.athlete_id, main, exercise_id)
                if kind != "add":
                    model.remove(exercise_id)
                if kind == "add":
                    await auxiliaries.add(*where, position)
                elif kind == "move":
                    await auxiliaries.move(*where, position)
                else:
                    await auxiliaries.remove(*where)
                if kind != "remove":
                    model.insert(len(model) if position is None else max(position, 0), exercise_id)
                c = auxiliary_pool.c
                rows = await tx.run(select(c.exercise_id, c.pool_position).order_by(c.pool_position))
                assert [tuple(row) for row in rows] == [(e, i) for i, e in enumerate(model)]


async def test_each_block_trains_the_next_two_of_the_pool(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 4)
        await auxiliaries.set_active(tx, ana, ana.athlete_id, main, others[1], active=False)
        turns = []
        for week in (0, 4, 8):
            now = NOW + timedelta(weeks=week)
            block = await planning.current_block(tx, ana, now.date(), now)
            assert block.id is not None
            turns.append((await auxiliaries.assigned(tx, ana, ana.athlete_id, block.id))[main])
    one, _, three, four = others[:4]
    assert turns == [(one, three), (four, one), (three, four)]


async def test_what_a_block_trains_stays_when_the_pool_changes(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 2)
        block = await planning.renew(tx, ana, NOW)
        assert block.id is not None
        await auxiliaries.remove(tx, ana, ana.athlete_id, main, others[0])
        await auxiliaries.assign(tx, ana.athlete_id, block, NOW)
        assert await auxiliaries.assigned(tx, ana, ana.athlete_id, block.id) == {main: tuple(others[:2])}


async def test_a_week_put_in_between_takes_its_turn_too(db: Database) -> None:
    ana = await athlete(db)
    why = Reason(step="stall", code="stalled")
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 6)
        await planning.renew(tx, ana, NOW)
        deload = await adaptations.propose(tx, ana, ana.athlete_id, EarlyDeload(), why, NOW)
        await adaptations.apply(tx, ana, ana.athlete_id, deload, NOW)
        made = await macrocycles.active(tx, ana, ana.athlete_id)
        assert made is not None
        turns = [await auxiliaries.assigned(tx, ana, ana.athlete_id, block.id or 0) for block in made.blocks]
    one, two, three, four, five, six = others
    assert [turn[main] for turn in turns] == [(one, two), (three, four), (five, six)]


async def test_another_one_is_chosen_for_a_block(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 2)
        block = await planning.renew(tx, ana, NOW)
        assert block.id is not None
        await auxiliaries.choose(tx, ana, ana.athlete_id, block.id, main, 2, others[5])
        chosen = await auxiliaries.assigned(tx, ana, ana.athlete_id, block.id)
    assert chosen == {main: (others[0], others[5])}


@pytest.mark.parametrize(
    ("slot", "which", "why"), [(2, 1, "auxiliary_taken"), (3, 4, "out_of_range"), (1, 0, "own_auxiliary")]
)
async def test_a_choice_that_cannot_be_is_refused(db: Database, slot: int, which: int, why: str) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 2)
        block = await planning.renew(tx, ana, NOW)
    assert block.id is not None
    wanted = [main, *others][which]
    with pytest.raises(Refused, match=why):
        async with db.transaction() as tx:
            await auxiliaries.choose(tx, ana, ana.athlete_id, block.id, main, slot, wanted)


async def test_an_exercise_is_in_a_pool_once_and_never_its_own_auxiliary(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 1)
    for exercise_id, why in ((others[0], "auxiliary_taken"), (main, "own_auxiliary")):
        with pytest.raises(Refused, match=why):
            async with db.transaction() as tx:
                await auxiliaries.add(tx, ana, ana.athlete_id, main, exercise_id)
    async with db.transaction() as tx:
        assert await order(tx, ana, main) == others[:1]
        for unknown in (auxiliaries.remove, auxiliaries.add):
            with pytest.raises(NotFound):
                await unknown(tx, ana, ana.athlete_id, main, 999_999)


async def test_a_coach_keeps_the_pool_of_an_athlete_and_of_nobody_else(db: Database) -> None:
    kim, ana, bob = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana"), await athlete(db, 3, "Bob")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        main, other, *_ = await some_exercises(tx, kim)
        await auxiliaries.add(tx, kim, ana.athlete_id, main, other)
        assert await order(tx, ana, main) == [other]
        with pytest.raises(NotAllowed):
            await auxiliaries.add(tx, kim, bob.athlete_id, main, other)
