"""Limits: a coach sets them, they bind the next workout, and the athlete changes only their own."""

import pytest

from core.engine.models import Limit
from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database
from core.services import access, limits
from core.services.access import Actor
from tests.builders import NOW, athlete, coach_of
from tests.engine.builders import work_sets
from tests.services.training_days import exercise_id, opened, with_maxes


async def set_for(db: Database, actor: Actor, limit: Limit) -> None:
    async with db.transaction() as tx:
        await limits.set_for(tx, actor, limit, NOW)


async def told(db: Database, actor: Actor) -> set[Limit]:
    async with db.transaction() as tx:
        return {each.limit for each in await limits.of(tx, actor)}


async def test_a_coachs_limit_binds_the_next_workout(db: Database) -> None:
    ana, coach = await with_maxes(db, await athlete(db)), await athlete(db, 7_002, "Kim")
    await coach_of(db, coach, ana)
    squat = await exercise_id(db, "back_squat")
    await set_for(db, access.seen_as(coach, ana.athlete_id), Limit(exercise_id=squat, most_load_g=60_000))
    await set_for(db, access.seen_as(coach, ana.athlete_id), Limit(most_sets=2, most_rpe=7.0))
    made = await opened(db, ana)
    assert all(len(work_sets(each)) <= 2 for each in made.values())
    assert all((target.rpe or 0) <= 7.0 for each in made.values() for target in work_sets(each))
    assert all((target.load_g or 0) <= 60_000 for target in made[squat].series)


async def test_a_new_limit_of_a_lift_replaces_the_old_one(db: Database) -> None:
    ana = await athlete(db)
    for sets in (5, 3):
        await set_for(db, ana, Limit(most_sets=sets))
    assert await told(db, ana) == {Limit(most_sets=3)}


async def test_an_athlete_changes_their_own_limits_and_not_their_coachs(db: Database) -> None:
    ana, coach = await athlete(db), await athlete(db, 7_002, "Kim")
    await coach_of(db, coach, ana)
    squat = await exercise_id(db, "back_squat")
    await set_for(db, access.seen_as(coach, ana.athlete_id), Limit(exercise_id=squat, avoid=True))
    with pytest.raises(Refused) as refused:
        await set_for(db, ana, Limit(exercise_id=squat, most_sets=5))
    assert refused.value.facts["why"] == "coachs_limit"
    async with db.transaction() as tx:
        with pytest.raises(Refused):
            await limits.remove(tx, ana, squat)
    await set_for(db, ana, Limit(most_sets=4))
    async with db.transaction() as tx:
        await limits.remove(tx, ana, None)
        await limits.remove(tx, access.seen_as(coach, ana.athlete_id), squat)
    assert await told(db, ana) == set()


async def test_nobody_elses_limits_are_seen_or_set(db: Database) -> None:
    ana, bob = await athlete(db), await athlete(db, 7_002, "Bob")
    await set_for(db, ana, Limit(most_sets=4))
    assert await told(db, bob) == set()
    with pytest.raises(NotAllowed):
        await set_for(db, access.seen_as(bob, ana.athlete_id), Limit(most_sets=1))


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        (Limit(), "limit_without_content"),
        (Limit(most_sets=0), "out_of_range"),
        (Limit(most_load_g=-1), "out_of_range"),
        (Limit(most_rpe=4.0), "out_of_range"),
    ],
)
async def test_what_is_no_limit_is_refused(db: Database, limit: Limit, why: str) -> None:
    with pytest.raises(Refused) as refused:
        await set_for(db, await athlete(db), limit)
    assert refused.value.facts["why"] == why


async def test_a_limit_that_is_not_there_cannot_be_removed(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        with pytest.raises(NotFound):
            await limits.remove(tx, ana, None)
