"""Changes to a plan: proposed, applied, declined, and undone so that nothing of them is left."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from core.engine.lifecycles import AdaptationStatus, MacrocycleStatus, WorkoutStatus
from core.engine.models import AdaptationType, BlockType, Goal, Reason
from core.engine.models.changes import (
    BlockExtension,
    Change,
    EarlyDeload,
    ExerciseSwap,
    GoalShift,
    IntensityReduction,
    Intervention,
    StallIntervention,
    VolumeIncrease,
    VolumeReduction,
)
from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import adaptations as table
from core.persistence.tables import workouts
from core.services import access, adaptations, macrocycles, planning
from core.services.access import Actor
from core.services.macrocycles import Plan
from tests.builders import NOW, athlete, coach_of
from tests.databases import opened

WHY = Reason(step="stall", code="stalled")
LATER = NOW + timedelta(weeks=1)
people = count(60_000)


async def the_plan(tx: Transaction, actor: Actor) -> Plan:
    made = await macrocycles.active(tx, actor, actor.athlete_id)
    assert made is not None
    return made


async def begin(tx: Transaction, actor: Actor) -> Plan:
    """A plan whose first week has been trained."""
    first = await planning.renew(tx, actor, NOW)
    await tx.run(
        insert(workouts).values(
            athlete_id=actor.athlete_id,
            local_date=NOW.date(),
            status=WorkoutStatus.COMPLETED,
            training_block_id=first.id,
            week_in_block=0,
            day_number=1,
        )
    )
    return await the_plan(tx, actor)


def each_change(plan: Plan) -> dict[AdaptationType, Change]:
    days = plan.blocks[0].block.days
    old = days[0].exercises[0].exercise_id
    other = days[1].exercises[0].exercise_id
    return {
        AdaptationType.EARLY_DELOAD: EarlyDeload(),
        AdaptationType.BLOCK_EXTENSION: BlockExtension(weeks=2),
        AdaptationType.GOAL_SHIFT: GoalShift(goal=Goal.POWER),
        AdaptationType.EXERCISE_SWAP: ExerciseSwap(exercise_id=old, to_exercise_id=other),
        AdaptationType.VOLUME_REDUCTION: VolumeReduction(factor=0.6),
        AdaptationType.INTENSITY_REDUCTION: IntensityReduction(rir=1.0),
        AdaptationType.STALL_INTERVENTION: StallIntervention(
            exercise_id=old, intervention=Intervention.LIGHTER
        ),
        AdaptationType.VOLUME_INCREASE: VolumeIncrease(
            day_number=days[0].day_number, exercise_id=days[0].exercises[-1].exercise_id
        ),
    }


async def applied(tx: Transaction, actor: Actor, change: Change, now: datetime = LATER) -> int:
    adaptation_id = await adaptations.propose(tx, actor, actor.athlete_id, change, WHY, now)
    await adaptations.apply(tx, actor, actor.athlete_id, adaptation_id, now)
    return adaptation_id


async def row_of(tx: Transaction, adaptation_id: int) -> Mapping[str, Any]:
    return dict((await tx.run(select(table).where(table.c.id == adaptation_id))).mappings().one())


async def trained(tx: Transaction) -> list[Any]:
    return list((await tx.run(select(workouts).order_by(workouts.c.id))).all())


@pytest.mark.parametrize("kind", list(AdaptationType))
async def test_a_change_is_proposed_applied_and_undone(db: Database, kind: AdaptationType) -> None:
    ana = await athlete(db, goal=Goal.STRENGTH)
    async with db.transaction() as tx:
        before = await begin(tx, ana)
        past = await trained(tx)
        adaptation_id = await adaptations.propose(
            tx, ana, ana.athlete_id, each_change(before)[kind], WHY, LATER, facts={"stalled_sessions": 3}
        )
        assert await the_plan(tx, ana) == before, "a proposal changes nothing"
        await adaptations.apply(tx, ana, ana.athlete_id, adaptation_id, LATER)
        after = await the_plan(tx, ana)
        assert after != before
        row = await row_of(tx, adaptation_id)
        assert (row["type"], row["status"], row["reason"]) == (kind, AdaptationStatus.APPLIED, WHY)
        assert (row["training_block_id"], row["decided_at"]) == (before.blocks[0].id, LATER)
        assert row["facts"]["rests_on"] == {"stalled_sessions": 3}
        await adaptations.revert(tx, ana, ana.athlete_id, adaptation_id, LATER)
        assert await the_plan(tx, ana) == before
        assert await trained(tx) == past
        assert (await row_of(tx, adaptation_id))["status"] is AdaptationStatus.REVERTED


async def test_an_early_deload_is_the_block_of_next_week(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await begin(tx, ana)
        await applied(tx, ana, EarlyDeload())
        kinds = []
        for week in range(5):
            day = NOW + timedelta(weeks=week)
            kinds.append((await planning.current_block(tx, ana, day.date(), day)).block.block_type)
    deload, training = BlockType.DELOAD, BlockType.ACCUMULATION
    assert kinds == [training, training, deload, training, training]


async def test_another_goal_is_the_plans_goal_for_blocks_to_come(db: Database) -> None:
    ana = await athlete(db, goal=Goal.STRENGTH)
    much_later = NOW + timedelta(weeks=5)
    async with db.transaction() as tx:
        await begin(tx, ana)
        await applied(tx, ana, GoalShift(goal=Goal.HYPERTROPHY))
        assert (await the_plan(tx, ana)).goal is Goal.HYPERTROPHY
        next_block = await planning.current_block(tx, ana, much_later.date(), much_later)
        assert next_block.block.days[0].exercises[0].reps == 8


async def test_a_declined_change_stays_without_effect(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        before = await begin(tx, ana)
        adaptation_id = await adaptations.propose(tx, ana, ana.athlete_id, EarlyDeload(), WHY, NOW)
        await adaptations.decline(tx, ana, ana.athlete_id, adaptation_id, NOW)
        with pytest.raises(Refused, match="illegal_step"):
            await adaptations.apply(tx, ana, ana.athlete_id, adaptation_id, NOW)
        assert await the_plan(tx, ana) == before


async def test_a_block_is_never_longer_than_sixteen_weeks(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await begin(tx, ana)
        await applied(tx, ana, BlockExtension(weeks=12))
    with pytest.raises(Refused, match="out_of_range"):
        async with db.transaction() as tx:
            await applied(tx, ana, BlockExtension(weeks=1))


async def test_only_the_newest_change_can_be_undone(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await begin(tx, ana)
        older = await applied(tx, ana, EarlyDeload())
        newer = await applied(tx, ana, IntensityReduction(rir=1.0))
    with pytest.raises(Refused, match="plan_went_on"):
        async with db.transaction() as tx:
            await adaptations.revert(tx, ana, ana.athlete_id, older, LATER)
    async with db.transaction() as tx:
        await adaptations.revert(tx, ana, ana.athlete_id, newer, LATER)
        await adaptations.revert(tx, ana, ana.athlete_id, older, LATER)


async def test_a_deload_that_was_trained_cannot_be_undone(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await begin(tx, ana)
        adaptation_id = await applied(tx, ana, EarlyDeload())
        in_deload = (NOW + timedelta(weeks=2)).date()
        deload = await planning.current_block(tx, ana, in_deload, LATER)
        row = {"athlete_id": ana.athlete_id, "training_block_id": deload.id, "local_date": in_deload}
        await tx.run(insert(workouts).values(status=WorkoutStatus.COMPLETED, **row))
        with pytest.raises(Refused, match="plan_went_on"):
            await adaptations.revert(tx, ana, ana.athlete_id, adaptation_id, LATER)


async def test_a_plan_that_is_over_is_not_changed(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await begin(tx, ana)
        adaptation_id = await adaptations.propose(tx, ana, ana.athlete_id, EarlyDeload(), WHY, NOW)
        await planning.end(tx, ana, MacrocycleStatus.COMPLETED, NOW)
        with pytest.raises(Refused, match="no_plan"):
            await adaptations.propose(tx, ana, ana.athlete_id, EarlyDeload(), WHY, NOW)
        await planning.renew(tx, ana, NOW)
        with pytest.raises(Refused, match="plan_ended"):
            await adaptations.apply(tx, ana, ana.athlete_id, adaptation_id, NOW)


async def test_nobody_is_sent_to_an_exercise_that_does_not_exist(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await begin(tx, ana)
        swap = ExerciseSwap(exercise_id=1, to_exercise_id=999_999)
        with pytest.raises(NotFound):
            await adaptations.propose(tx, ana, ana.athlete_id, swap, WHY, NOW)


async def test_a_coach_changes_the_plan_of_an_athlete_and_of_nobody_else(db: Database) -> None:
    kim, ana, bob = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana"), await athlete(db, 3, "Bob")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        before = await begin(tx, ana)
        adaptation_id = await adaptations.propose(tx, kim, ana.athlete_id, EarlyDeload(), WHY, NOW)
        await adaptations.apply(tx, kim, ana.athlete_id, adaptation_id, NOW)
        assert await the_plan(tx, ana) != before
        with pytest.raises(NotAllowed):
            await adaptations.propose(tx, kim, bob.athlete_id, EarlyDeload(), WHY, NOW)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(AdaptationType), min_size=1, max_size=4))
def test_many_changes_undone_one_by_one_leave_the_plan_as_it_was(
    database_url: str, kinds: list[AdaptationType]
) -> None:
    asyncio.run(_there_and_back(database_url, kinds))


async def _there_and_back(url: str, kinds: list[AdaptationType]) -> None:
    async with opened(url) as db:
        ana = await athlete(db, next(people), goal=Goal.STRENGTH)
        async with db.transaction() as tx:
            await access.scope(tx, ana)
            stages = [await begin(tx, ana)]
        done: list[int] = []
        for kind in kinds:
            with suppress(Refused):  # a set more where an easy week comes next: there is no week left for it
                async with db.transaction() as tx:
                    done.append(await applied(tx, ana, each_change(stages[0])[kind]))
                    stages.append(await the_plan(tx, ana))
        async with db.transaction() as tx:
            for adaptation_id in reversed(done):
                stages.pop()
                await adaptations.revert(tx, ana, ana.athlete_id, adaptation_id, LATER)
                assert await the_plan(tx, ana) == stages[-1]
