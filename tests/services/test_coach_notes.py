"""Coaches' private notes: the organization's own, for those who have or had the athlete, and nobody else."""

import pytest

from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables.people import MemberRole
from core.services import coach_notes, coaching, organizations, privacy
from core.services.access import Actor
from tests.builders import NOW, athlete, coach_of

SECRET = "Afraid of the bar"


async def two(db: Database) -> tuple[Actor, Actor]:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        await coach_notes.add(tx, kim, ana.athlete_id, f" {SECRET} ", NOW)
    return kim, ana


async def colleague_of(db: Database, kim: Actor, telegram_id: int = 3) -> Actor:
    lee = await athlete(db, telegram_id, "Lee")
    async with db.transaction() as tx:
        (gym,) = await organizations.own(tx, kim)
        await organizations.add_role(tx, kim, gym.id, lee.user_id, MemberRole.COACH, NOW)
    return lee


async def read(db: Database, who: Actor, athlete_id: int) -> list[tuple[str, str | None]]:
    async with db.transaction() as tx:
        return [(note.body, note.author) for note in await coach_notes.about(tx, who, athlete_id)]


async def end(tx: Transaction, ana: Actor) -> None:
    for link in await coaching.coaches(tx, ana):
        await coaching.end_link(tx, ana, link.link_id, NOW)


async def test_a_coach_reads_what_was_written_newest_first(db: Database) -> None:
    kim, ana = await two(db)
    async with db.transaction() as tx:
        await coach_notes.add(tx, kim, ana.athlete_id, "Better now", NOW)
    assert await read(db, kim, ana.athlete_id) == [("Better now", "Kim"), (SECRET, "Kim")]


async def test_the_athlete_never_sees_a_note(db: Database) -> None:
    _, ana = await two(db)
    assert await read(db, ana, ana.athlete_id) == []
    async with db.transaction() as tx:
        assert SECRET not in (await privacy.export(tx, ana, NOW)).decode()
        with pytest.raises(NotAllowed):
            await coach_notes.add(tx, ana, ana.athlete_id, "Me", NOW)


async def test_the_author_finds_it_in_their_export(db: Database) -> None:
    kim, _ = await two(db)
    async with db.transaction() as tx:
        assert SECRET in (await privacy.export(tx, kim, NOW)).decode()


async def test_a_colleague_reads_and_removes_it_once_they_have_the_athlete(db: Database) -> None:
    kim, ana = await two(db)
    lee = await colleague_of(db, kim)
    assert await read(db, lee, ana.athlete_id) == []
    await coach_of(db, lee, ana)
    # Lee's link is of the organization in which they became a coach first: Kim's.
    assert await read(db, lee, ana.athlete_id) == [(SECRET, "Kim")]
    async with db.transaction() as tx:
        (note,) = await coach_notes.about(tx, lee, ana.athlete_id)
        await coach_notes.remove(tx, lee, ana.athlete_id, note.id)
    assert await read(db, kim, ana.athlete_id) == []


async def test_another_organizations_coach_of_the_same_athlete_sees_nothing(db: Database) -> None:
    kim, ana = await two(db)
    rival = await athlete(db, 4, "Rio")
    await coach_of(db, rival, ana)
    assert await read(db, rival, ana.athlete_id) == []
    async with db.transaction() as tx:
        (note,) = await coach_notes.about(tx, kim, ana.athlete_id)
        with pytest.raises(NotFound):
            await coach_notes.remove(tx, rival, ana.athlete_id, note.id)


async def test_after_the_end_notes_can_still_be_read_and_written(db: Database) -> None:
    kim, ana = await two(db)
    async with db.transaction() as tx:
        await end(tx, ana)
        await coach_notes.add(tx, kim, ana.athlete_id, "Gone", NOW)
    assert await read(db, kim, ana.athlete_id) == [("Gone", "Kim"), (SECRET, "Kim")]


async def test_who_is_no_coach_any_more_reads_nothing(db: Database) -> None:
    kim, ana = await two(db)
    lee = await colleague_of(db, kim)
    await coach_of(db, lee, ana)
    async with db.transaction() as tx:
        (gym,) = await organizations.own(tx, kim)
        await organizations.remove_role(tx, kim, gym.id, lee.user_id, MemberRole.COACH, NOW)
    assert await read(db, lee, ana.athlete_id) == []


@pytest.mark.parametrize("body", ["", "  ", "x" * 4_001])
async def test_a_note_is_neither_empty_nor_a_book(db: Database, body: str) -> None:
    kim, ana = await two(db)
    with pytest.raises(Refused, match="text_too_long"):
        async with db.transaction() as tx:
            await coach_notes.add(tx, kim, ana.athlete_id, body, NOW)


async def test_notes_about_an_athlete_who_is_erased_go(db: Database) -> None:
    kim, ana = await two(db)
    async with db.transaction() as tx:
        await privacy.forget(tx, ana)
    assert await read(db, kim, ana.athlete_id) == []


async def test_a_note_outlives_its_author_in_the_organization(db: Database) -> None:
    kim, ana = await two(db)
    lee = await colleague_of(db, kim)
    await coach_of(db, lee, ana)
    async with db.transaction() as tx:
        await privacy.forget(tx, kim)
    assert await read(db, lee, ana.athlete_id) == [(SECRET, None)]
