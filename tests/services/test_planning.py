"""The plan: what it begins with, how its blocks follow each other, how it ends."""

from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Table, insert, select

from core.engine import ENGINE_VERSION
from core.engine.formulas import Overrides
from core.engine.lifecycles import MacrocycleStatus, WorkoutStatus
from core.engine.macrocycle import macrocycle
from core.engine.models import Block, BlockType, EventKind, FormulaSource, Goal, MaxSource, TrainingAge
from core.errors import Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import events, formula_configs, macrocycles, profiles, set_logs, workouts
from core.services import access, entered_maxes, library, planning, profile
from core.services import macrocycles as stored
from core.services.access import Actor
from core.services.macrocycles import Plan
from tests.builders import NOW, athlete

TODAY = NOW.date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


async def planned(tx: Transaction, actor: Actor) -> Plan:
    made = await stored.active(tx, actor, actor.athlete_id)
    assert made is not None
    return made


async def has(tx: Transaction, actor: Actor, table: Table, **values: object) -> int:
    await access.scope(tx, actor)
    made = await tx.run(insert(table).values(athlete_id=actor.athlete_id, **values).returning(table.c.id))
    return int(made.scalar_one())


async def test_a_plan_keeps_what_it_began_with(db: Database) -> None:
    ana = await athlete(db, goal=Goal.STRENGTH, days_per_week=4, minutes=75, secondary_goals=["power"])
    async with db.transaction() as tx:
        for typed in ("squat 130x1, bench 95x1", "squat 140x1"):
            read = await entered_maxes.read(tx, ana, typed)
            await entered_maxes.keep(tx, ana, read.maxes, MaxSource.INPUT_1RM, NOW)
        event_id = await has(
            tx, ana, events, kind=EventKind.MEET, name="Cup", starts_on=TODAY + timedelta(days=90)
        )
        await has(tx, ana, events, kind=EventKind.TEST, name="Old", starts_on=TODAY - timedelta(days=1))
        formulas_id = await has(
            tx, ana, formula_configs, version=1, source=FormulaSource.USER, overrides=Overrides({})
        )
        await planning.renew(tx, ana, NOW)
        made = await planned(tx, ana)
    assert (made.version, made.goal, made.secondary_goals) == (1, Goal.STRENGTH, (Goal.POWER,))
    assert (made.days_per_week, made.minutes, made.started_on) == (4, 75, TODAY)
    assert (made.event_id, made.formula_config_id, made.program_id) == (event_id, formulas_id, None)
    assert made.max_ids == (2, 3), "the newest of each lift: the second squat, the first bench press"


async def test_a_newcomers_plan_begins_with_nothing_known(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
        made = await planned(tx, ana)
    assert (made.max_ids, made.event_id, made.formula_config_id, made.secondary_goals) == ((), None, None, ())


async def test_a_block_comes_back_with_every_field_it_was_planned_with(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
        stored = (await planned(tx, ana)).blocks[0].block
        exercises = [named.exercise for named in (await library.load(tx, ana)).values()]
        meant = macrocycle(await profile.for_engine(tx, ana), exercises, MONDAY).blocks[0]
    for each in fields(Block):
        assert getattr(stored, each.name) == getattr(meant, each.name), each.name


async def test_blocks_follow_each_other_for_as_long_as_the_plan_runs(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        for week in range(12):
            now = NOW + timedelta(weeks=week)
            current = await planning.current_block(tx, ana, now.date(), now)
            assert current.week_of(now.date()) == week % 4
        made = await planned(tx, ana)
    assert [placed.starts_on for placed in made.blocks] == [MONDAY + timedelta(weeks=w) for w in (0, 4, 8)]
    assert made.total_weeks == 12
    where = made.position(TODAY + timedelta(weeks=11))
    assert (where.mesocycle, where.block, where.week, where.completed_weeks) == (2, 0, 3, 11)


async def test_a_plan_that_has_no_more_numbers_is_completed_and_another_begins(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "MOST_MESOCYCLES", 1)
    ana = await athlete(db)
    async with db.transaction() as tx:
        for block in range(3):
            now = NOW + timedelta(weeks=4 * block)
            await planning.current_block(tx, ana, now.date(), now)
        made = await planned(tx, ana)
        assert (made.version, len(made.blocks)) == (2, 1)
        rows = await tx.run(select(macrocycles.c.status).order_by(macrocycles.c.version))
        assert list(rows.scalars()) == [MacrocycleStatus.COMPLETED, MacrocycleStatus.ACTIVE]


async def test_a_round_of_blocks_is_stored_whole_and_the_next_keeps_its_exercises(db: Database) -> None:
    ana = await athlete(db, goal=Goal.STRENGTH, training_age=TrainingAge.INTERMEDIATE)
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
        first = await planned(tx, ana)
        assert [(b.block.block_type, b.block.weeks) for b in first.blocks] == [
            (BlockType.ACCUMULATION, 4),
            (BlockType.INTENSIFICATION, 3),
            (BlockType.DELOAD, 1),
        ]
        assert [b.order_index for b in first.blocks] == [0, 1, 2]
        later = NOW + timedelta(weeks=8)
        await planning.current_block(tx, ana, later.date(), later)
        whole = await planned(tx, ana)
    assert len(whole.blocks) == 6
    assert whole.blocks[3].block.main_lifts == first.blocks[0].block.main_lifts
    assert [b.starts_on for b in whole.blocks[3:]] == [MONDAY + timedelta(weeks=w) for w in (8, 12, 15)]


async def test_a_meet_that_is_announced_brings_its_taper_and_leaves_what_was_trained(db: Database) -> None:
    ana = await athlete(db, goal=Goal.STRENGTH, training_age=TrainingAge.INTERMEDIATE)
    meet_on = MONDAY + timedelta(weeks=9, days=5)
    later = NOW + timedelta(weeks=1)
    async with db.transaction() as tx:
        first = await planning.renew(tx, ana, NOW)
        slot: dict[str, object] = {"training_block_id": first.id, "week_in_block": 1, "day_number": 1}
        await has(tx, ana, workouts, local_date=later.date(), status=WorkoutStatus.COMPLETED, **slot)
        event_id = await has(tx, ana, events, kind=EventKind.MEET, name="Cup", starts_on=meet_on)
        await planning.replan_ahead(tx, ana, later)
        made = await planned(tx, ana)
        assert made.event_id == event_id
        assert (made.blocks[0].id, made.blocks[0].block.weeks) == (first.id, 2)
        types = [b.block.block_type for b in made.blocks if b.starts_on <= meet_on]
        assert types[-2:] == [BlockType.REALIZATION, BlockType.REALIZATION]
        assert made.blocks[-1].block.block_type is BlockType.RESTORATION
        codes = [reason.code for reason in await planning.reasons(tx, ana, later)]
    assert codes == ["towards_event"]
    for one, following in pairwise(made.blocks):
        assert one.ends_on == following.starts_on


async def test_a_long_history_goes_before_what_was_said_of_training(db: Database) -> None:
    ana = await athlete(db, training_age=TrainingAge.ADVANCED)
    async with db.transaction() as tx:
        for week in range(40):
            at = NOW - timedelta(weeks=40 - week)
            for day in range(3):
                await has(
                    tx,
                    ana,
                    set_logs,
                    performed_at=at + timedelta(days=day),
                    local_date=(at + timedelta(days=day)).date(),
                    exercise_id=1,
                    load_g=round(60_000 * 1.012**week),
                    reps=5,
                    row="set",
                )
        await planning.renew(tx, ana, NOW)
        assert (await planned(tx, ana)).training_age is TrainingAge.BEGINNER
        assert next(r.code for r in await planning.reasons(tx, ana, NOW)) == "history"


async def test_after_months_away_the_next_block_starts_this_week(db: Database) -> None:
    ana = await athlete(db)
    back = NOW + timedelta(weeks=30)
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
        current = await planning.current_block(tx, ana, back.date(), back)
        assert current.starts_on == MONDAY + timedelta(weeks=30)
        earlier = await planning.current_block(tx, ana, TODAY, back)
        assert earlier.starts_on == MONDAY, "a date of the past is still in the block of then"


async def test_a_plan_keeps_its_goal_although_the_profile_has_another_by_now(db: Database) -> None:
    ana = await athlete(db, goal=Goal.STRENGTH)
    later = NOW + timedelta(weeks=5)
    async with db.transaction() as tx:
        first = await planning.renew(tx, ana, NOW)
        await tx.run(profiles.update().values(goal=Goal.HYPERTROPHY))
        second = await planning.current_block(tx, ana, later.date(), later)
    assert second.id != first.id
    assert second.block.intensity_bias is first.block.intensity_bias


@pytest.mark.parametrize("status", [MacrocycleStatus.COMPLETED, MacrocycleStatus.ARCHIVED])
async def test_a_plan_ends_and_the_next_one_has_the_next_version(
    db: Database, status: MacrocycleStatus
) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
        await planning.end(tx, ana, status, NOW)
        assert await stored.active(tx, ana, ana.athlete_id) is None
        await planning.current_block(tx, ana, TODAY, NOW)
        assert (await planned(tx, ana)).version == 2
        rows = await tx.run(select(macrocycles.c.status).order_by(macrocycles.c.version))
        assert list(rows.scalars()) == [status, MacrocycleStatus.ACTIVE]


async def test_where_no_plan_is_active_none_can_be_ended(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        with pytest.raises(Refused, match="no_plan"):
            await planning.end(tx, ana, MacrocycleStatus.COMPLETED, NOW)


async def test_a_second_active_plan_is_refused(db: Database) -> None:
    ana = await athlete(db)
    values: dict[str, object] = {
        "version": 7,
        "started_on": TODAY,
        "training_age": "beginner",
        "goal": "general",
        "engine_version": ENGINE_VERSION,
    }
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
    with pytest.raises(Refused, match="plan_active"):
        async with db.transaction() as tx:
            await has(tx, ana, macrocycles, **values)


@pytest.mark.parametrize("day_number", [1, None])
async def test_a_day_of_the_plan_is_live_once(db: Database, day_number: int | None) -> None:
    ana = await athlete(db)
    slot: dict[str, object] = {"local_date": date(2026, 11, 4), "day_number": day_number}
    async with db.transaction() as tx:
        for status in (WorkoutStatus.COMPLETED, WorkoutStatus.MISSED, WorkoutStatus.PLANNED):
            await has(tx, ana, workouts, status=status, **slot)
    with pytest.raises(Refused, match="workout_live"):
        async with db.transaction() as tx:
            await has(tx, ana, workouts, status=WorkoutStatus.IN_PROGRESS, **slot)
