"""The week that ends: what it proposes is stored, waits for a decision, and lapses when the next one comes."""

from datetime import timedelta

from sqlalchemy import select

from core.engine.lifecycles import AdaptationStatus
from core.engine.models import AdaptationType, BlockType, Role, Trend
from core.persistence.database import Database
from core.persistence.tables import adaptations, session_logs
from core.services import access, closing, coaching, macrocycles, planning, reviewing, strain, suggestions
from core.services.access import Actor
from core.services.reviewing import Weekly
from tests.builders import NOW, athlete, coach_of
from tests.services.training_days import performed, workout_on

SUNDAY = NOW + timedelta(days=4)
WEEKS = 12


async def with_history(db: Database, actor: Actor, per_week: float, lifts: int = 3) -> list[int]:
    """A plan, and its main lifts going up or down until today, twice a week."""
    async with db.transaction() as tx:
        block = (await planning.renew(tx, actor, NOW)).block
    lines = [line for day in block.days for line in day.exercises if line.role is Role.MAIN]
    main = list(dict.fromkeys(line.exercise_id for line in lines))
    for number, exercise_id in enumerate(main):
        for half_week in range(2 * WEEKS):
            weeks = half_week / 2
            kg = round(100 * (1 + per_week) ** weeks if number < lifts else 100, 1)
            at = NOW - timedelta(weeks=WEEKS - 0.5) + timedelta(days=3.5 * half_week)
            await performed(db, actor, exercise_id, *[(kg, 5)] * 3, at=at, rpe=8, target_rpe=8)
    return main


async def weekly(db: Database, actor: Actor, weeks: int = 0) -> Weekly | None:
    async with db.transaction() as tx:
        return await reviewing.weekly(tx, actor, SUNDAY + timedelta(weeks=weeks))


async def statuses(db: Database, actor: Actor) -> list[tuple[AdaptationType, AdaptationStatus]]:
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        rows = await tx.run(select(adaptations.c.type, adaptations.c.status).order_by(adaptations.c.id))
        return [(row.type, row.status) for row in rows]


async def test_lifts_that_fall_together_bring_a_deload_that_is_accepted(db: Database) -> None:
    ana = await athlete(db)
    await with_history(db, ana, -0.02)
    found = await weekly(db, ana)
    assert found is not None
    assert [trend for _, trend in found.trends][:3] == [Trend.DECLINING] * 3
    [proposed] = found.suggestions
    assert (proposed.reason.code, proposed.reason.source) == ("stuck_lifts", "stall_posterior")
    assert await statuses(db, ana) == [(AdaptationType.EARLY_DELOAD, AdaptationStatus.PROPOSED)]
    async with db.transaction() as tx:
        assert proposed.adaptation_id is not None
        await suggestions.decide(tx, ana, proposed.adaptation_id, SUNDAY, accepted=True)
        plan = await macrocycles.active(tx, ana, ana.athlete_id)
    assert plan is not None
    monday = (SUNDAY + timedelta(days=1)).date()
    [easy] = [placed for placed in plan.blocks if placed.starts_on == monday]
    assert easy.block.block_type is BlockType.DELOAD


async def test_a_week_without_a_set_or_a_plan_says_nothing(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
    assert await weekly(db, ana) is None
    assert await weekly(db, boris) is None


async def test_lifts_that_gain_need_no_change(db: Database) -> None:
    ana = await athlete(db)
    await with_history(db, ana, 0.015)
    found = await weekly(db, ana)
    assert found is not None
    assert Trend.IMPROVING in [trend for _, trend in found.trends]
    assert found.suggestions == ()
    assert await statuses(db, ana) == []


async def test_what_was_not_decided_lapses_when_the_next_week_is_reviewed(db: Database) -> None:
    ana = await athlete(db)
    [lift, *_] = await with_history(db, ana, -0.02)
    assert await weekly(db, ana) is not None
    await performed(db, ana, lift, (70, 5), at=NOW + timedelta(weeks=1), rpe=8)
    assert await weekly(db, ana, weeks=1) is not None
    first = (await statuses(db, ana))[0]
    assert first == (AdaptationType.EARLY_DELOAD, AdaptationStatus.DECLINED)


async def test_the_coach_reads_what_was_proposed_and_nobody_elses(db: Database) -> None:
    cy, ana, boris = await athlete(db, 1, "Cy"), await athlete(db, 2, "Ana"), await athlete(db, 3, "Boris")
    async with db.transaction() as tx:
        await coaching.become_coach(tx, cy, NOW)
    await coach_of(db, cy, ana, boris)
    await with_history(db, ana, -0.02)
    await weekly(db, ana)
    async with db.transaction() as tx:
        days = await coaching.yesterday_of_squad(tx, cy, SUNDAY + timedelta(days=1))
    assert {day.name: [each.reason.code for each in day.proposed] for day in days} == {
        "Ana": ["stuck_lifts"],
        "Boris": [],
    }


async def test_a_week_far_above_the_usual_is_high_and_an_ordinary_one_is_not(db: Database) -> None:
    """60 minutes at 6 a week are 360 of load; 120 minutes at 9 are 1080, three times that."""
    ana = await athlete(db)
    for week, (rpe, minutes) in enumerate([(6, 60)] * 4 + [(9, 120)]):
        at = NOW - timedelta(weeks=4 - week)
        workout_id = await workout_on(db, ana, at)
        async with db.transaction() as tx:
            await access.scope(tx, ana)
            await tx.run(
                session_logs.insert().values(
                    athlete_id=ana.athlete_id, workout_id=workout_id, logged_at=at, duration_s=60 * minutes
                )
            )
            await closing.rate(tx, ana, workout_id, at, session_rpe=rpe)
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        before = await strain.of_week(tx, ana.athlete_id, (SUNDAY - timedelta(weeks=1)).date())
        found = await strain.of_week(tx, ana.athlete_id, SUNDAY.date())
    assert before is not None
    assert (before.load, before.high) == (360.0, False)
    assert found is not None
    assert (found.load, found.usual_load, found.high) == (1080.0, 360.0, True)
