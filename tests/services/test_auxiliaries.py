"""Auxiliaries: pools in an order without gaps, two of each for a block, and whoever trains says which."""

import asyncio
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.engine.models import Reason
from core.engine.models.changes import EarlyDeload
from core.errors import NotFound, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import auxiliary_pool
from core.services import access, adaptations, auxiliaries, library, macrocycles, planning
from core.services.access import Actor
from tests.builders import NOW, athlete
from tests.databases import opened

people = count(70_000)


async def some_exercises(tx: Transaction, actor: Actor) -> list[int]:
    """A main lift and six others."""
    return list(await library.load(tx, actor))[:7]


async def pool(tx: Transaction, actor: Actor, main: int, exercise_ids: list[int]) -> None:
    block = await planning.current_block(tx, actor, NOW.date(), NOW)
    await auxiliaries.set_pool(tx, actor, main, exercise_ids, block, NOW)


async def with_pool(tx: Transaction, actor: Actor, size: int) -> tuple[int, list[int]]:
    main, *others = await some_exercises(tx, actor)
    await pool(tx, actor, main, others[:size])
    return main, others


async def turns_of(tx: Transaction, actor: Actor) -> list[tuple[int, ...]]:
    """The auxiliaries of the only main lift that has any, block by block."""
    made = await macrocycles.active(tx, actor, actor.athlete_id)
    assert made is not None
    await access.scope(tx, actor)
    found = [await auxiliaries.standing(tx, actor.athlete_id, block.id or 0) for block in made.blocks]
    return [next(iter(each.values()), ()) for each in found]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(0, 5), max_size=8), min_size=1, max_size=6))
def test_whatever_is_said_of_a_pool_its_order_has_no_gaps(database_url: str, said: list[list[int]]) -> None:
    asyncio.run(_no_gaps(database_url, said))


async def _no_gaps(url: str, said: list[list[int]]) -> None:
    async with opened(url) as db:
        ana = await athlete(db, next(people))
        async with db.transaction() as tx:
            main, *others = await some_exercises(tx, ana)
            model: list[int] = []
            for which in said:
                wanted = list(dict.fromkeys(others[number] for number in which))
                await pool(tx, ana, main, [others[number] for number in which])
                model = [*wanted, *(each for each in model if each not in wanted)]
                c = auxiliary_pool.c
                rows = await tx.run(
                    select(c.exercise_id, c.pool_position, c.is_active)
                    .where(c.athlete_id == ana.athlete_id)
                    .order_by(c.pool_position)
                )
                assert [tuple(row) for row in rows] == [(e, i, e in wanted) for i, e in enumerate(model)]
                assert (await auxiliaries.pools(tx, ana)).get(main, ()) == tuple(wanted)


async def test_each_block_trains_the_next_two_of_the_pool(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 4)
        await pool(tx, ana, main, [others[0], others[2], others[3]])
        for week in (4, 8):
            now = NOW + timedelta(weeks=week)
            await planning.current_block(tx, ana, now.date(), now)
        turns = await turns_of(tx, ana)
    one, _, three, four = others[:4]
    assert turns[:3] == [(one, three), (four, one), (three, four)]


async def test_a_pool_that_changes_is_trained_from_this_block_on(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, others = await with_pool(tx, ana, 2)
        assert (await turns_of(tx, ana))[0] == tuple(others[:2])
        await pool(tx, ana, main, others[3:5])
        assert (await turns_of(tx, ana))[0] == tuple(others[3:5])
        await pool(tx, ana, main, [])
        assert (await turns_of(tx, ana))[0] == ()


async def test_a_week_put_in_between_takes_its_turn_too(db: Database) -> None:
    ana = await athlete(db)
    why = Reason(step="stall", code="stalled")
    async with db.transaction() as tx:
        _, others = await with_pool(tx, ana, 6)
        await planning.renew(tx, ana, NOW)
        deload = await adaptations.propose(tx, ana, ana.athlete_id, EarlyDeload(), why, NOW)
        await adaptations.apply(tx, ana, ana.athlete_id, deload, NOW)
        turns = await turns_of(tx, ana)
    one, two, three, four, five, six = others
    assert turns == [(one, two), (three, four), (five, six)]


async def test_no_lift_is_its_own_auxiliary_and_what_nobody_knows_is_none(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        main, *_ = await some_exercises(tx, ana)
        with pytest.raises(NotFound):
            await pool(tx, ana, main, [999_999])
    with pytest.raises(Refused, match="own_auxiliary"):
        async with db.transaction() as tx:
            await pool(tx, ana, main, [main])
