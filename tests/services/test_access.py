"""Who may open whose rows: one's own always, another's by a live coaching link and by nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

import pytest
from sqlalchemy import insert, select

from bot.ops import wire
from core.errors import NotAllowed
from core.persistence.database import Database, Transaction
from core.persistence.tables import athletes, coaching_links, organizations, profiles
from core.services import access, coaching
from core.services.access import MAX_SCOPE, Actor
from tests.builders import NOW, athlete, coach_of


async def seen(tx: Transaction) -> set[int]:
    """The athletes whose rows are open."""
    return {row.athlete_id for row in await tx.run(select(profiles.c.athlete_id))}


async def opened_by(db: Database, actor: Actor, wanted: Iterable[int] | None = None) -> set[int]:
    async with db.transaction() as tx:
        await access.scope(tx, actor, wanted)
        return await seen(tx)


async def test_an_athlete_opens_their_own_rows_and_nobody_elses(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    assert await opened_by(db, ana) == {ana.athlete_id}
    assert await opened_by(db, boris) == {boris.athlete_id}


async def test_whoever_asks_for_nobody_sees_nobody(db: Database) -> None:
    assert await opened_by(db, await athlete(db), []) == set()


async def test_a_coach_opens_the_athletes_who_accepted_and_no_others(db: Database) -> None:
    coach, ana, boris = (
        await athlete(db, 1, "Kim"),
        await athlete(db, 2, "Ana"),
        await athlete(db, 3, "Boris"),
    )
    await coach_of(db, coach, ana)
    both = {coach.athlete_id, ana.athlete_id}
    assert await opened_by(db, coach, [ana.athlete_id]) == {ana.athlete_id}
    assert await opened_by(db, coach, both) == both
    for wanted in ([boris.athlete_id], [ana.athlete_id, boris.athlete_id], [*both, boris.athlete_id]):
        with pytest.raises(NotAllowed):
            await opened_by(db, coach, wanted)


async def test_coaching_goes_one_way(db: Database) -> None:
    coach, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, coach, ana)
    with pytest.raises(NotAllowed):
        await opened_by(db, ana, [coach.athlete_id])


@pytest.mark.parametrize("who", ["the athlete", "the coach"])
async def test_when_either_side_ends_the_coaching_the_coach_sees_nothing(db: Database, who: str) -> None:
    coach, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, coach, ana)
    async with db.transaction() as tx:
        (link,) = await coaching.coaches(tx, ana)
        await coaching.end_link(tx, ana if who == "the athlete" else coach, link.link_id, NOW)
    with pytest.raises(NotAllowed):
        await opened_by(db, coach, [ana.athlete_id])


async def test_whoever_stands_in_an_athletes_place_needs_the_link_every_time(db: Database) -> None:
    coach, ana, boris = (
        await athlete(db, 1, "Kim"),
        await athlete(db, 2, "Ana"),
        await athlete(db, 3, "Boris"),
    )
    await coach_of(db, coach, ana)
    assert await opened_by(db, access.seen_as(coach, ana.athlete_id)) == {ana.athlete_id}
    with pytest.raises(NotAllowed):
        await opened_by(db, access.seen_as(coach, boris.athlete_id))
    async with db.transaction() as tx:
        (link,) = await coaching.coaches(tx, ana)
        await coaching.end_link(tx, ana, link.link_id, NOW)
    with pytest.raises(NotAllowed):
        await opened_by(db, access.seen_as(coach, ana.athlete_id))
    assert await opened_by(db, access.seen_as(ana, ana.athlete_id)) == {ana.athlete_id}


async def test_a_coaching_that_was_ended_and_taken_up_again_is_live(db: Database) -> None:
    coach, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    for _ in range(2):
        await coach_of(db, coach, ana)
        async with db.transaction() as tx:
            (link,) = await coaching.coaches(tx, ana)
            await coaching.end_link(tx, ana, link.link_id, NOW)
    await coach_of(db, coach, ana)
    assert await opened_by(db, coach, [ana.athlete_id]) == {ana.athlete_id}


async def test_a_colleague_of_the_coach_has_no_part_in_the_coaching(db: Database) -> None:
    coach, ana, colleague = (
        await athlete(db, 1, "Kim"),
        await athlete(db, 2, "Ana"),
        await athlete(db, 3, "Lee"),
    )
    await coach_of(db, coach, ana)
    await coach_of(db, colleague, coach)
    with pytest.raises(NotAllowed):
        await opened_by(db, colleague, [ana.athlete_id])


@pytest.mark.parametrize("forged", [0, -1, 999_999, 2**62])
async def test_an_id_that_nobody_has_is_refused(db: Database, forged: int) -> None:
    with pytest.raises(NotAllowed):
        await opened_by(db, await athlete(db), [forged])


async def test_an_admin_of_the_installation_sees_nobodys_training(db: Database) -> None:
    admin, ana = replace(await athlete(db, 1, "Root"), admin=True), await athlete(db, 2, "Ana")
    with pytest.raises(NotAllowed):
        await opened_by(db, admin, [ana.athlete_id])


async def test_a_refusal_opens_nothing(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    async with db.transaction() as tx:
        with pytest.raises(NotAllowed):
            await access.scope(tx, ana, [boris.athlete_id])
        assert await seen(tx) == set()


@pytest.mark.parametrize(
    "words", ["2}'; SET LOCAL ROLE setpoint_system; --", "1,2", "{2}", "2}'::text || '", "1 OR true", ""]
)
async def test_words_in_place_of_an_id_never_reach_the_database(db: Database, words: str) -> None:
    ana = await athlete(db)
    with wire.tapped(db) as line:
        async with db.transaction() as tx:
            before = line.sent()
            with pytest.raises(ValueError, match="invalid literal for int"):
                await access.scope(tx, ana, cast(list[int], [words]))
            assert line.sent() == before
    async with db.transaction() as tx:
        assert await seen(tx) == set()


async def large_squad(db: Database, coach: Actor, size: int) -> list[int]:
    async with db.transaction() as tx:
        organization = await tx.run(insert(organizations).values(name="Gym").returning(organizations.c.id))
        organization_id = organization.scalar_one()
        names = [{"name": f"Athlete {n}"} for n in range(size)]
        made = await tx.run(insert(athletes).values(names).returning(athletes.c.id))
        squad = list(made.scalars())
        links = [
            {
                "organization_id": organization_id,
                "coach_user_id": coach.user_id,
                "athlete_id": athlete_id,
                "consented_at": NOW,
            }
            for athlete_id in squad
        ]
        await tx.run(insert(coaching_links).values(links))
        return squad


async def test_a_squad_opens_up_to_its_limit_and_not_beyond(db: Database) -> None:
    coach = await athlete(db)
    squad = await large_squad(db, coach, MAX_SCOPE)
    async with db.transaction() as tx:
        await access.scope(tx, coach, [*squad, *squad])  # named twice is one athlete
        (opened,) = await tx.rows("SELECT cardinality(current_setting('app.athletes')::bigint[]) AS athletes")
        assert opened["athletes"] == MAX_SCOPE
        with pytest.raises(ValueError, match="at most 200"):
            await access.scope(tx, coach, [*squad, coach.athlete_id])
