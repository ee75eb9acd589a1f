"""A set more that a good week has earned: proposed, said yes or no to, taken back, and in nobody's way."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from core.engine.lifecycles import AdaptationStatus
from core.engine.models import (
    AdaptationType,
    DisruptionKind,
    Goal,
    Limit,
    Muscle,
    Severity,
    TrainingAge,
    VolumeCounting,
)
from core.errors import NotAllowed, Refused
from core.persistence.database import Database
from core.persistence.tables import adaptations as table
from core.persistence.tables import pain_reports
from core.services import (
    access,
    adaptations,
    disruptions,
    landmarks,
    limits,
    pain,
    planning,
    reviewing,
    suggestions,
)
from core.services.access import Actor
from core.services.landmarks import WeeklySets
from core.services.suggestions import Suggestion
from tests.builders import NOW, athlete, coach_of
from tests.engine.builders import work_sets
from tests.services.training_days import as_planned, exercise_id, opened, with_maxes

MONDAY = NOW - timedelta(days=2)
SUNDAY = MONDAY + timedelta(days=6)
NEXT_MONDAY = MONDAY + timedelta(weeks=1)


async def lifter(db: Database, number: int = 7_001, name: str = "Ana") -> Actor:
    ready = await athlete(
        db,
        number,
        name,
        now=MONDAY,
        goal=Goal.STRENGTH,
        training_age=TrainingAge.INTERMEDIATE,
        minutes=90,
        careful=False,
    )
    return await with_maxes(db, ready, now=MONDAY)


async def a_week(
    db: Database, actor: Actor, begins: datetime = MONDAY, *, soreness: int = 1, share: float = 1.0
) -> None:
    """Monday, Wednesday and Friday as planned."""
    for days in (0, 2, 4):
        await as_planned(db, actor, begins + timedelta(days=days), soreness=soreness, share=share)


async def proposed(db: Database, actor: Actor, sunday: datetime = SUNDAY) -> Suggestion | None:
    """The set more that the review of a week proposes."""
    async with db.transaction() as tx:
        found = await reviewing.weekly(tx, actor, sunday)
    assert found is not None
    return next((each for each in found.suggestions if each.reason.code == "one_more"), None)


async def a_set_more(db: Database, actor: Actor) -> int:
    """A week as planned, and the number of what it proposes."""
    await a_week(db, actor)
    found = await proposed(db, actor)
    assert found is not None
    assert found.adaptation_id is not None
    return found.adaptation_id


async def decide(
    db: Database, actor: Actor, number: int, *, accepted: bool = True, now: datetime = SUNDAY
) -> None:
    async with db.transaction() as tx:
        await suggestions.decide(tx, actor, number, now, accepted=accepted)


async def sets_on(db: Database, actor: Actor, at: datetime = NEXT_MONDAY) -> Mapping[int, int]:
    """How many work sets of each exercise the workout of a day has."""
    made = await opened(db, actor, at)
    return {number: len(work_sets(each)) for number, each in made.items()}


async def status_of(db: Database, actor: Actor) -> AdaptationStatus:
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        rows = await tx.run(select(table.c.status).where(table.c.type == AdaptationType.VOLUME_INCREASE))
        status: AdaptationStatus = rows.scalar_one()
        return status


async def test_a_week_as_planned_proposes_one_set_for_one_muscle_and_says_why(db: Database) -> None:
    """Ten sets of the chest, as meant and not sore, earn an eleventh; next week has ten as well."""
    ana = await lifter(db)
    await a_week(db, ana)
    found = await proposed(db, ana)
    assert found is not None
    facts = found.reason.facts
    assert (found.name, facts["muscle"], facts["counting"]) == ("Bench press", "chest", "fractional")
    assert (facts["week_sets"], facts["mev_sets"], facts["mrv_sets"]) == (10, 8, 22)
    assert (facts["from_sets"], facts["to_sets"], facts["weekday"]) == (5, 6, 1)
    assert (facts["soreness"], facts["error_rpe"]) == (1, 0.0)
    assert await status_of(db, ana) is AdaptationStatus.PROPOSED


async def test_a_yes_is_one_set_more_in_next_weeks_workout_and_nothing_less(db: Database) -> None:
    ana, boris = await lifter(db), await lifter(db, 7_002, "Boris")
    bench = await exercise_id(db, "bench_press")
    await decide(db, ana, await a_set_more(db, ana))
    await decide(db, boris, await a_set_more(db, boris), accepted=False)
    usual = await sets_on(db, boris)
    assert await sets_on(db, ana) == {**usual, bench: usual[bench] + 1}
    assert await status_of(db, boris) is AdaptationStatus.DECLINED


async def test_what_is_taken_back_leaves_no_set_behind(db: Database) -> None:
    ana, boris = await lifter(db), await lifter(db, 7_002, "Boris")
    number = await a_set_more(db, ana)
    await decide(db, ana, number)
    async with db.transaction() as tx:
        await suggestions.take_back(tx, ana, number, SUNDAY)
    await a_week(db, boris)
    assert await sets_on(db, ana) == await sets_on(db, boris)
    assert await status_of(db, ana) is AdaptationStatus.REVERTED


@pytest.mark.parametrize("first", [True, False])
async def test_what_is_decided_is_decided_once(db: Database, first: bool) -> None:
    ana = await lifter(db)
    bench = await exercise_id(db, "bench_press")
    number = await a_set_more(db, ana)
    await decide(db, ana, number, accepted=first)
    for second in (True, False):
        with pytest.raises(Refused, match="illegal_step"):
            await decide(db, ana, number, accepted=second)
    assert (await sets_on(db, ana))[bench] == (6 if first else 5)


async def test_a_yes_in_the_middle_of_a_week_counts_from_the_next_one(db: Database) -> None:
    ana = await lifter(db)
    bench = await exercise_id(db, "bench_press")
    await decide(db, ana, await a_set_more(db, ana), now=NEXT_MONDAY)
    async with db.transaction() as tx:
        block = (await planning.current_block(tx, ana, NEXT_MONDAY.date(), NEXT_MONDAY)).block
    [line] = [each for each in block.days[0].exercises if each.exercise_id == bench]
    assert (line.sets, line.weekly_sets) == (5, (5, 5, 6, 6))


async def test_a_yes_in_the_last_week_of_the_block_comes_too_late(db: Database) -> None:
    ana = await lifter(db)
    number = await a_set_more(db, ana)
    with pytest.raises(Refused, match="block_over"):
        await decide(db, ana, number, now=MONDAY + timedelta(weeks=3, days=2))
    assert await status_of(db, ana) is AdaptationStatus.PROPOSED, "a no is still possible"


async def test_while_something_is_in_the_way_the_set_waits(db: Database) -> None:
    ana, boris = await lifter(db), await lifter(db, 7_002, "Boris")
    await decide(db, ana, await a_set_more(db, ana))
    await a_week(db, boris)
    tired = disruptions.Report(kind=DisruptionKind.FATIGUE, severity=Severity.MINOR, starts_on=SUNDAY.date())
    for actor in (ana, boris):
        async with db.transaction() as tx:
            await disruptions.report(tx, actor, tired, SUNDAY)
    bench = await exercise_id(db, "bench_press")
    assert (await sets_on(db, ana))[bench] == (await sets_on(db, boris))[bench]


async def test_no_set_is_proposed_while_something_is_in_the_way(db: Database) -> None:
    ana = await lifter(db)
    await a_week(db, ana)
    async with db.transaction() as tx:
        said = disruptions.Report(
            kind=DisruptionKind.TRAVEL, severity=Severity.MINOR, starts_on=SUNDAY.date()
        )
        await disruptions.report(tx, ana, said, SUNDAY)
    assert await proposed(db, ana) is None


@pytest.mark.parametrize(("soreness", "share"), [(3, 1.0), (1, 0.5)])
async def test_a_sore_week_or_one_half_done_earns_none(db: Database, soreness: int, share: float) -> None:
    ana = await lifter(db)
    await a_week(db, ana, soreness=soreness, share=share)
    assert await proposed(db, ana) is None


async def test_a_lift_that_hurt_or_that_a_coach_limits_gets_no_set_more(db: Database) -> None:
    kim, ana, boris = [await lifter(db, 7_001 + n, name) for n, name in enumerate(("Kim", "Ana", "Boris"))]
    await coach_of(db, kim, boris, now=MONDAY)
    bench = await exercise_id(db, "bench_press")
    for actor in (ana, boris):
        await a_week(db, actor)
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        hurt = {"exercise_id": bench, "level": 2, "sharp": False}
        on = {"at": SUNDAY, "local_date": SUNDAY.date()}
        await tx.run(pain_reports.insert().values(athlete_id=ana.athlete_id, **hurt, **on))
        whose = access.seen_as(kim, boris.athlete_id)
        await limits.set_for(tx, whose, Limit(exercise_id=bench, most_sets=8), SUNDAY)
    for actor in (ana, boris):
        found = await proposed(db, actor)
        assert found is None or found.name != "Bench press"


async def test_a_pain_that_is_gone_is_in_nobodys_way(db: Database) -> None:
    ana = await lifter(db)
    await a_week(db, ana)
    bench = await exercise_id(db, "bench_press")
    async with db.transaction() as tx:
        await pain.morning_after(tx, ana, bench, 2, SUNDAY - timedelta(days=1))
        await pain.morning_after(tx, ana, bench, 0, SUNDAY)
    found = await proposed(db, ana)
    assert found is not None
    assert found.name == "Bench press"


async def test_sets_are_compared_as_the_athletes_own_landmark_counts_them(db: Database) -> None:
    """No set of the shoulders is direct on this plan but the presses'; by halves the bench press helps them, too."""
    ana = await lifter(db)
    async with db.transaction() as tx:
        own = WeeklySets(mev_sets=8, mrv_sets=20, counting=VolumeCounting.DIRECT)
        await landmarks.set_for(tx, ana, Muscle.SHOULDERS, own, MONDAY)
    await a_week(db, ana)
    async with db.transaction() as tx:
        found = await reviewing.weekly(tx, ana, SUNDAY)
    assert found is not None
    [direct] = [each for each in found.volume if each.muscle is Muscle.SHOULDERS]
    assert direct.sets - direct.change == 5


async def test_a_coach_says_yes_for_an_athlete_of_theirs_and_nobody_else_does(db: Database) -> None:
    kim, ana, zoe = [await lifter(db, 7_001 + n, name) for n, name in enumerate(("Kim", "Ana", "Zoe"))]
    await coach_of(db, kim, ana, now=MONDAY)
    number = await a_set_more(db, ana)
    with pytest.raises(NotAllowed):
        async with db.transaction() as tx:
            await adaptations.apply(tx, zoe, ana.athlete_id, number, SUNDAY)
    async with db.transaction() as tx:
        await adaptations.apply(tx, kim, ana.athlete_id, number, SUNDAY)
    assert (await sets_on(db, ana))[await exercise_id(db, "bench_press")] == 6
