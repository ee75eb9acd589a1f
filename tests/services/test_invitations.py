"""Invitations: once, for a week; and what a coach prepares for somebody who is not here yet."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from core.engine.models import Sex
from core.engine.units import Unit
from core.errors import CoachError, NotAllowed, Refused
from core.persistence.database import Database
from core.persistence.tables import athletes, audit, coaching_links, invitations, profiles
from core.persistence.tables.people import MemberRole
from core.services import (
    access,
    body_weights,
    coach_notes,
    coaching,
    organizations,
    placeholders,
    profile,
)
from core.services import invitations as service
from core.services.access import Actor
from core.services.invitations import INVITATION_LIVES
from tests.builders import NOW, athlete, coach_of, newcomer
from tests.databases import comes_to_wait


async def invited(db: Database, coach: Actor, athlete_id: int | None = None) -> str:
    async with db.transaction() as tx:
        return await service.invite(tx, coach, NOW, athlete_id)


async def accepted(db: Database, who: Actor, token: str) -> None:
    async with db.transaction() as tx:
        await service.accept(tx, who, token, NOW)


async def why_not(db: Database, who: Actor, token: str, now: object = NOW) -> object:
    """Why an invitation cannot be accepted."""
    assert isinstance(now, type(NOW))
    with pytest.raises(CoachError) as refused:
        async with db.transaction() as tx:
            await service.accept(tx, who, token, now)
    return refused.value.facts.get("why") or refused.value.facts.get("what")


async def prepared(db: Database, coach: Actor, name: str = "Bob") -> int:
    async with db.transaction() as tx:
        return (await placeholders.prepare(tx, coach, name, NOW)).athlete_id


async def test_a_token_cannot_be_guessed_and_is_not_kept(db: Database) -> None:
    kim = await athlete(db, 1, "Kim")
    tokens = {await invited(db, kim) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 22 for token in tokens)  # 128 bits in base64
    async with db.transaction() as tx:
        kept = list((await tx.run(select(invitations.c.token_hash))).scalars())
    assert all(len(one) == 32 for one in kept)
    assert not {one.decode("latin-1") for one in kept} & tokens


async def test_each_invitation_of_no_use_says_why(db: Database) -> None:
    kim, ana, bob = [await athlete(db, n, name) for n, name in enumerate(("Kim", "Ana", "Bob"), 1)]
    used, revoked = [await invited(db, kim) for _ in range(2)]
    await accepted(db, ana, used)
    async with db.transaction() as tx:
        await service.revoke_all(tx, kim, NOW)
    expired = await invited(db, kim)
    assert await why_not(db, bob, used) == "invitation_used"
    assert await why_not(db, bob, revoked) == "invitation_revoked"
    assert await why_not(db, bob, expired, NOW + INVITATION_LIVES) == "invitation_expired"
    assert await why_not(db, kim, expired) == "invitation_own"
    assert await why_not(db, bob, "guess") == "invitation"
    await accepted(db, bob, expired)  # a moment before, it still works


async def test_of_two_who_accept_at_once_exactly_one_is_coached(db: Database) -> None:
    kim, ana, bob = [await athlete(db, n, name) for n, name in enumerate(("Kim", "Ana", "Bob"), 1)]
    token = await invited(db, kim)
    both = await asyncio.gather(accepted(db, ana, token), accepted(db, bob, token), return_exceptions=True)
    refused = [one for one in both if isinstance(one, Refused)]
    assert [one.facts["why"] for one in refused] == ["invitation_used"]
    async with db.transaction() as tx:
        assert len(await coaching.squad(tx, kim)) == 1


async def test_the_links_that_nobody_has_used_are_revoked_and_those_of_others_work(db: Database) -> None:
    kim, lee, ana = [await athlete(db, n, name) for n, name in enumerate(("Kim", "Lee", "Ana"), 1)]
    hers = [await invited(db, kim) for _ in range(2)]
    his = await invited(db, lee)
    async with db.transaction() as tx:
        await service.revoke_all(tx, kim, NOW)
        assert await service.unused(tx, kim, NOW) == []
    assert [await why_not(db, ana, one) for one in hers] == ["invitation_revoked"] * 2
    await accepted(db, ana, his)


async def test_who_accepts_twice_is_coached_once(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, kim, ana, ana)
    async with db.transaction() as tx:
        assert len(await coaching.coaches(tx, ana)) == 1


async def test_who_ended_it_is_kept_and_it_can_begin_anew(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    for who in (ana, kim):
        await coach_of(db, kim, ana)
        async with db.transaction() as tx:
            (link,) = await coaching.coaches(tx, ana)
            await coaching.end_link(tx, who, link.link_id, NOW)
    await coach_of(db, kim, ana)
    c = coaching_links.c
    async with db.transaction() as tx:
        rows = (await tx.run(select(c.ended_by, c.consented_at).order_by(c.id))).all()
    assert [tuple(row) for row in rows] == [(ana.user_id, NOW), (kim.user_id, NOW), (None, NOW)]


async def test_after_the_end_the_organization_keeps_its_notes_and_sees_nothing_else(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        await coach_notes.add(tx, kim, ana.athlete_id, "Needs longer rests", NOW)
        (link,) = await coaching.coaches(tx, ana)
        await coaching.end_link(tx, ana, link.link_id, NOW)
    async with db.transaction() as tx:
        with pytest.raises(NotAllowed):
            await access.scope(tx, kim, [ana.athlete_id])
        (note,) = await coach_notes.about(tx, kim, ana.athlete_id)
        assert note.body == "Needs longer rests"


async def test_a_second_coach_of_the_organization_needs_a_link_of_their_own(db: Database) -> None:
    kim, lee, ana = [await athlete(db, n, name) for n, name in enumerate(("Kim", "Lee", "Ana"), 1)]
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        (gym,) = await organizations.own(tx, kim)
        await organizations.add_role(tx, kim, gym.id, lee.user_id, MemberRole.COACH, NOW)
    bob = await prepared(db, kim)
    for other in (ana.athlete_id, bob):
        async with db.transaction() as tx:
            with pytest.raises(NotAllowed):
                await access.scope(tx, lee, [other])
    await coach_of(db, lee, ana)
    async with db.transaction() as tx:
        await access.scope(tx, lee, [ana.athlete_id])


async def test_a_placeholder_can_be_prepared_and_is_nobody_yet(db: Database) -> None:
    kim = await athlete(db, 1, "Kim")
    bob = await prepared(db, kim)
    async with db.transaction() as tx:
        acting = await placeholders.preparing(tx, kim, bob)
        await profile.change(tx, acting, NOW, sex=Sex.MALE, height_mm=1_800)
        await body_weights.add(tx, acting, Decimal("82.5"), Unit.KG, NOW)
        assert (await profile.read(tx, acting)).height_mm == 1_800
        assert await coaching.squad(tx, kim) == []
        (link,) = (await tx.run(select(coaching_links))).all()
        assert (link.athlete_id, link.consented_at) == (bob, None)
        assert (await profile.read(tx, kim)).height_mm is None


async def test_only_for_a_placeholder_of_ones_own_may_anybody_act(db: Database) -> None:
    kim, lee, ana = [await athlete(db, n, name) for n, name in enumerate(("Kim", "Lee", "Ana"), 1)]
    await coach_of(db, kim, ana)
    bob = await prepared(db, kim)
    for who, whom in ((kim, ana.athlete_id), (lee, bob), (lee, ana.athlete_id)):
        async with db.transaction() as tx:
            with pytest.raises(NotAllowed):
                await placeholders.preparing(tx, who, whom)
    with pytest.raises(NotAllowed):
        await invited(db, lee, bob)


async def test_what_was_prepared_arrives_with_the_consent(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await newcomer(db, 2, "Ana")
    bob = await prepared(db, kim)
    async with db.transaction() as tx:
        acting = await placeholders.preparing(tx, kim, bob)
        await profile.change(tx, acting, NOW, birth_date=date(1990, 5, 15), note="From the club")
        await coach_notes.add(tx, kim, bob, "Shy", NOW)
    await accepted(db, ana, await invited(db, kim, bob))
    async with db.transaction() as tx:
        told = await profile.read(tx, ana)
        assert (told.name, told.birth_date, told.note) == ("Ana", date(1990, 5, 15), "From the club")
        assert [note.body for note in await coach_notes.about(tx, kim, ana.athlete_id)] == ["Shy"]
        assert [one.name for one in await coaching.squad(tx, kim)] == ["Ana"]
        assert await placeholders.prepared(tx, kim) == []
        assert list((await tx.run(select(athletes.c.id).where(athletes.c.id == bob))).scalars()) == []
        (link,) = (await tx.run(select(coaching_links))).all()
        assert (link.athlete_id, link.consented_at) == (ana.athlete_id, NOW)


async def test_a_placeholder_has_one_link_at_a_time_and_none_when_it_is_gone(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    bob = await prepared(db, kim)
    first, second = await invited(db, kim, bob), await invited(db, kim, bob)
    assert await why_not(db, ana, first) == "invitation_revoked"
    async with db.transaction() as tx:
        assert [(one.athlete_id, one.name) for one in await service.unused(tx, kim, NOW)] == [(bob, "Bob")]
        await placeholders.remove(tx, kim, bob, NOW)
    assert await why_not(db, ana, second) == "invitation_revoked"
    async with db.transaction() as tx:
        assert (await tx.run(select(profiles).where(profiles.c.athlete_id == bob))).all() == []


async def test_what_the_coach_writes_while_it_is_accepted_arrives_or_is_refused(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    bob = await prepared(db, kim)
    token = await invited(db, kim, bob)
    async with db.transaction() as writing:
        acting = await placeholders.preparing(writing, kim, bob)
        await body_weights.add(writing, acting, Decimal(80), Unit.KG, NOW)
        accepting = asyncio.create_task(accepted(db, ana, token))
        assert await comes_to_wait(db, accepting)
    await accepting
    async with db.transaction() as tx:
        newest = await body_weights.current(tx, ana)
        assert newest is not None
        assert newest.body_weight_g == 80_000
        with pytest.raises(NotAllowed):
            await placeholders.preparing(tx, kim, bob)


async def test_invitations_and_preparations_are_written_down_without_names(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    bob = await prepared(db, kim)
    await accepted(db, ana, await invited(db, kim, bob))
    async with db.transaction() as tx:
        rows = (
            await tx.run(select(audit.c.user_id, audit.c.action, audit.c.facts).order_by(audit.c.id))
        ).all()
    assert [(row.user_id, row.action) for row in rows] == [
        (kim.user_id, "organization_made"),
        (kim.user_id, "athlete_prepared"),
        (kim.user_id, "invited"),
        (ana.user_id, "coaching_accepted"),
    ]
    assert all(isinstance(fact, int) for row in rows for fact in row.facts.values())
