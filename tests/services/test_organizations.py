"""Who belongs to an organization, as what, and who may change that."""

import asyncio

import pytest
from sqlalchemy import select

from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database
from core.persistence.tables import audit
from core.persistence.tables.people import MemberRole
from core.services import access, coaching, organizations, placeholders
from core.services.access import Actor
from tests.builders import NOW, athlete, coach_of
from tests.databases import comes_to_wait

OWNER, COACH, ADMIN = MemberRole.OWNER, MemberRole.COACH, MemberRole.ADMIN


async def gym_of(db: Database, owner: Actor) -> int:
    async with db.transaction() as tx:
        return await coaching.become_coach(tx, owner, NOW)


async def give(db: Database, by: Actor, gym: int, to: Actor, *roles: MemberRole) -> None:
    async with db.transaction() as tx:
        for role in roles:
            await organizations.add_role(tx, by, gym, to.user_id, role, NOW)


async def take(db: Database, by: Actor, gym: int, of: Actor, role: MemberRole) -> None:
    async with db.transaction() as tx:
        await organizations.remove_role(tx, by, gym, of.user_id, role, NOW)


async def roles_of(db: Database, who: Actor) -> set[MemberRole]:
    async with db.transaction() as tx:
        return {role for one in await organizations.own(tx, who) for role in one.roles}


async def two(db: Database) -> tuple[Actor, Actor, int]:
    kim, lee = await athlete(db, 1, "Kim"), await athlete(db, 2, "Lee")
    return kim, lee, await gym_of(db, kim)


async def test_one_person_may_be_several_things(db: Database) -> None:
    kim, lee, gym = await two(db)
    await give(db, kim, gym, lee, COACH, ADMIN)
    async with db.transaction() as tx:
        members = await organizations.members(tx, lee, gym)
    assert {m.name: m.roles for m in members} == {"Kim": {OWNER, COACH}, "Lee": {COACH, ADMIN}}


async def test_a_role_is_given_once(db: Database) -> None:
    kim, lee, gym = await two(db)
    await give(db, kim, gym, lee, COACH)
    with pytest.raises(Refused) as refused:
        await give(db, kim, gym, lee, COACH)
    assert refused.value.facts["why"] == "member_already"


async def test_only_an_owner_gives_and_takes_roles(db: Database) -> None:
    kim, lee, gym = await two(db)
    await give(db, kim, gym, lee, COACH, ADMIN)
    with pytest.raises(NotAllowed):
        await give(db, lee, gym, lee, OWNER)
    with pytest.raises(NotAllowed):
        await take(db, lee, gym, kim, COACH)


async def test_who_does_not_belong_sees_no_members(db: Database) -> None:
    _, lee, gym = await two(db)
    async with db.transaction() as tx:
        with pytest.raises(NotAllowed):
            await organizations.members(tx, lee, gym)
        with pytest.raises(NotAllowed):
            await organizations.rename(tx, lee, gym, "Mine", NOW)


async def test_anybody_may_lay_down_their_own_role(db: Database) -> None:
    kim, lee, gym = await two(db)
    await give(db, kim, gym, lee, COACH)
    await take(db, lee, gym, lee, COACH)
    assert await roles_of(db, lee) == set()
    with pytest.raises(NotAllowed):  # and then has nothing left to lay down
        await take(db, lee, gym, lee, COACH)


async def test_a_role_that_nobody_has_is_not_found(db: Database) -> None:
    kim, lee, gym = await two(db)
    with pytest.raises(NotFound):
        await take(db, kim, gym, lee, ADMIN)


async def test_the_last_owner_stays(db: Database) -> None:
    kim, lee, gym = await two(db)
    with pytest.raises(Refused) as refused:
        await take(db, kim, gym, kim, OWNER)
    assert refused.value.facts["why"] == "last_owner"
    await give(db, kim, gym, lee, OWNER)
    await take(db, kim, gym, kim, OWNER)
    assert await roles_of(db, kim) == {COACH}


async def test_of_two_owners_who_leave_at_once_one_stays(db: Database) -> None:
    kim, lee, gym = await two(db)
    await give(db, kim, gym, lee, OWNER)
    async with db.transaction() as tx:
        await organizations.remove_role(tx, kim, gym, kim.user_id, OWNER, NOW)
        leaving = asyncio.create_task(take(db, lee, gym, lee, OWNER))
        assert await comes_to_wait(db, leaving)
    with pytest.raises(Refused, match="last_owner"):
        await leaving
    assert OWNER in await roles_of(db, lee)


async def test_an_organization_may_be_called_otherwise(db: Database) -> None:
    kim, _, gym = await two(db)
    async with db.transaction() as tx:
        await organizations.rename(tx, kim, gym, "  Iron   Works ", NOW)
        (one,) = await organizations.own(tx, kim)
        assert one.name == "Iron Works"
        for name in ("", "   ", "x" * 101):
            with pytest.raises(Refused, match="name_length"):
                await organizations.rename(tx, kim, gym, name, NOW)


async def test_who_coaches_no_more_sees_no_athlete_any_more(db: Database) -> None:
    kim, lee, gym = await two(db)
    ana = await athlete(db, 3, "Ana")
    await give(db, kim, gym, lee, COACH)
    await coach_of(db, lee, ana)
    await take(db, kim, gym, lee, COACH)
    async with db.transaction() as tx:
        with pytest.raises(NotAllowed):
            await access.scope(tx, lee, [ana.athlete_id])
        assert await coaching.coaches(tx, ana) == []


async def test_what_a_coach_prepared_stays_the_organizations(db: Database) -> None:
    kim, lee, gym = await two(db)
    await give(db, kim, gym, lee, COACH)
    async with db.transaction() as tx:
        bob = await placeholders.prepare(tx, lee, "Bob", NOW)
    await take(db, kim, gym, lee, COACH)
    async with db.transaction() as tx:
        assert await placeholders.prepared(tx, kim) == [bob]
        assert await placeholders.prepared(tx, lee) == []


async def test_every_change_is_written_down(db: Database) -> None:
    kim, lee, gym = await two(db)
    await give(db, kim, gym, lee, COACH)
    await take(db, lee, gym, lee, COACH)
    async with db.transaction() as tx:
        await organizations.rename(tx, kim, gym, "Iron", NOW)
        written = [
            tuple(row) for row in await tx.run(select(audit.c.user_id, audit.c.action).order_by(audit.c.id))
        ]
        facts = [
            row.facts for row in await tx.run(select(audit.c.facts).where(audit.c.action == "role_added"))
        ]
    assert written == [
        (kim.user_id, "organization_made"),
        (kim.user_id, "role_added"),
        (lee.user_id, "role_removed"),
        (kim.user_id, "organization_renamed"),
    ]
    assert facts == [{"organization_id": gym, "member_user_id": lee.user_id, "role": "coach"}]
