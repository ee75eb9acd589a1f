"""What is stored about somebody is handed over whole and erased whole; what is others' is neither shown nor touched."""

import json
import re
from dataclasses import dataclass

import pytest
from sqlalchemy import Table, func, insert, literal_column, select

from core.delivery import inbox, outbox
from core.delivery.effects import Effects, Outgoing
from core.delivery.finish import finish
from core.delivery.outbox import Settled
from core.persistence.database import Database, DatabaseRole, Transaction
from core.persistence.tables import Place, audit, memberships, metadata, organizations
from core.persistence.tables.people import MemberRole
from core.services import coaching, people, privacy
from core.services.access import Actor
from tests.builders import NOW, athlete, coach_of, newcomer
from tests.rows import BOT_ID, FILLED, OF_PLACE, Person, fill, values_for

ABOUT_NOBODY = {"leases"}
SAID_BY_THE_BOT = {"outbox", "cards"}  # the chat shows it, and what was said to a coach is about others
OF_A_CHAT = [table for table in OF_PLACE[Place.MACHINERY] if "chat_id" in table.columns]

Snapshot = dict[str, list[str]]


async def snapshot(tx: Transaction) -> Snapshot:
    """Every row of every table, as text."""

    async def rows(table: Table) -> list[str]:
        row = func.row_to_json(literal_column(table.name))
        return sorted(json.dumps(found) for found in (await tx.run(select(row).select_from(table))).scalars())

    return {t.name: await rows(t) for t in metadata.sorted_tables if t.name not in ABOUT_NOBODY}


@dataclass(frozen=True)
class Gym:
    """Two people, each with a row in every table; and how the database was before Ana came."""

    db: Database
    ana: Person
    boris: Person
    before_ana: Snapshot

    async def actor(self, person: Person) -> Actor:
        return await somebody(self.db, person.telegram_id)


async def somebody(db: Database, telegram_id: int) -> Actor:
    async with db.transaction() as tx:
        found = await people.find(tx, telegram_id)
        assert found is not None
        return found


@pytest.fixture
async def gym(db: Database) -> Gym:
    ana, boris = Person(1, "Ana"), Person(2, "Boris")
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await fill(tx, boris)
        before = await snapshot(tx)
        await fill(tx, ana)
    return Gym(db, ana, boris, before)


async def state(db: Database) -> Snapshot:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        return await snapshot(tx)


async def leave(db: Database, actor: Actor) -> None:
    """Ask to be forgotten in the chat, and be told that it is done."""
    async with db.transaction() as tx:
        await inbox.store(tx, BOT_ID, [inbox.Incoming(1_000, actor.telegram_id, {"text": "/forget"})])
    told = False
    while not told:  # what waited in the chat comes first
        async with db.transaction() as tx:
            turn = await inbox.take(tx, BOT_ID, actor.telegram_id)
            assert turn is not None
            told = turn.update_id == 1_000
            if told:
                await privacy.forget(tx, actor)
            goodbye = (Outgoing(kind="farewell", body={"text": "Farewell"}),) if told else ()
            sent = await finish(tx, turn, Effects(farewell=told, outgoing=goodbye))
    async with db.transaction() as tx:
        await outbox.settle(tx, [Settled(sent[0], "sent", message_id=5)])


async def test_erasing_ana_leaves_the_database_as_if_she_had_never_come(gym: Gym) -> None:
    await leave(gym.db, await gym.actor(gym.ana))
    after = await state(gym.db)
    kept = [json.loads(row) for row in set(after.pop("audit")) - set(gym.before_ana["audit"])]
    assert [(row["action"], row["user_id"]) for row in kept] == [("audit.action of Ana", None)]
    assert after == {table: rows for table, rows in gym.before_ana.items() if table != "audit"}


async def test_what_another_bot_knows_of_ana_goes_too(gym: Gym) -> None:
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        for table in OF_A_CHAT:
            await tx.run(insert(table).values(values_for(table, gym.ana) | {"bot_id": BOT_ID + 1}))
    await leave(gym.db, await gym.actor(gym.ana))
    after = await state(gym.db)
    assert {t.name: after[t.name] for t in OF_A_CHAT} == {t.name: gym.before_ana[t.name] for t in OF_A_CHAT}


async def test_who_comes_back_is_somebody_new(gym: Gym) -> None:
    was = await gym.actor(gym.ana)
    await leave(gym.db, was)
    back = await newcomer(gym.db, gym.ana.telegram_id)
    assert not back.ready
    assert (back.user_id, back.athlete_id) != (was.user_id, was.athlete_id)


async def test_after_an_erasure_the_transaction_is_the_apps_again(gym: Gym) -> None:
    actor = await gym.actor(gym.ana)
    async with gym.db.transaction() as tx:
        await privacy.forget(tx, actor)
        (who,) = await tx.rows("SELECT current_user AS role")
        assert who == {"role": DatabaseRole.APP.value}
        for table in OF_PLACE[Place.ATHLETE]:
            assert (await tx.run(select(table))).all() == []


async def test_a_coach_who_is_erased_takes_nothing_of_the_athletes_along(db: Database) -> None:
    coach, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    before_kim_coached = await state(db)
    await coach_of(db, coach, ana)
    await leave(db, coach)
    after = await state(db)
    for table in OF_PLACE[Place.ATHLETE]:
        anas = [
            row for row in before_kim_coached[table.name] if json.loads(row)["athlete_id"] == ana.athlete_id
        ]
        assert after[table.name] == anas
    assert (
        after["organizations"]
        == after["memberships"]
        == after["coaching_links"]
        == after["invitations"]
        == []
    )
    facts = [json.loads(row)["facts"] for row in after["audit"]]
    assert all("coach_user_id" not in fact for fact in facts)
    async with db.transaction() as tx:
        assert await coaching.coaches(tx, await somebody(db, 2)) == []


async def test_an_athlete_who_is_erased_leaves_the_coach_an_empty_squad(db: Database) -> None:
    coach, ana, boris = (
        await athlete(db, 1, "Kim"),
        await athlete(db, 2, "Ana"),
        await athlete(db, 3, "Boris"),
    )
    await coach_of(db, coach, ana, boris)
    await leave(db, ana)
    async with db.transaction() as tx:
        assert [one.name for one in await coaching.squad(tx, coach)] == ["Boris"]
        assert await coaching.is_coach(tx, coach)


async def test_an_organization_that_others_belong_to_outlives_its_owner(db: Database) -> None:
    owner, colleague = await athlete(db, 1, "Kim"), await athlete(db, 2, "Lee")
    async with db.transaction() as tx:
        organization_id = await coaching.become_coach(tx, owner, NOW)
        joined = {"organization_id": organization_id, "user_id": colleague.user_id, "role": MemberRole.COACH}
        await tx.run(insert(memberships).values(joined))
    await leave(db, owner)
    async with db.transaction() as tx:
        left = [row.id for row in await tx.run(select(organizations.c.id))]
    assert left == [organization_id]


async def exported(db: Database, actor: Actor) -> str:
    async with db.transaction() as tx:
        return (await privacy.export(tx, actor, NOW)).decode()


async def test_an_export_holds_every_word_that_is_stored_about_somebody(gym: Gym) -> None:
    document = await exported(gym.db, await gym.actor(gym.ana))
    stored = {
        table: set(re.findall(r"\w+\.\w+ of Ana", str([v for v in row.values() if not isinstance(v, bytes)])))
        for table, row in gym.ana.rows.items()
        if table not in ABOUT_NOBODY | SAID_BY_THE_BOT
    }
    assert {table: words for table, words in stored.items() if not all(w in document for w in words)} == {}
    told = {
        table for table, rows in json.loads(document).items() if isinstance(rows, list) and len(rows) == 1
    }
    assert told == stored.keys()
    assert told == {table.name for table in FILLED} - ABOUT_NOBODY - SAID_BY_THE_BOT


async def test_an_export_holds_nothing_of_anybody_else(gym: Gym) -> None:
    document = await exported(gym.db, await gym.actor(gym.ana))
    assert "of Boris" not in document
    assert str(gym.boris.telegram_id) not in document


async def test_a_coachs_export_names_no_athlete_and_an_athletes_no_coach(db: Database) -> None:
    coach, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, coach, ana)
    assert "Ana" not in await exported(db, coach)
    assert "Kim" not in await exported(db, ana)


async def test_an_export_is_plain_json_that_keeps_every_alphabet(db: Database) -> None:
    def refuse(constant: str) -> None:
        raise ValueError(constant)

    document = await exported(db, await newcomer(db, 1, "Борис"))
    assert json.loads(document, parse_constant=refuse)["users"][0]["name"] == "Борис"
    assert "Борис" in document


async def test_an_audit_row_of_an_erased_person_cannot_be_told_from_anybodys(db: Database) -> None:
    coach = await athlete(db, 1, "Kim")
    async with db.transaction() as tx:
        await coaching.become_coach(tx, coach, NOW)
    await leave(db, coach)
    async with db.transaction() as tx:
        kept = [
            tuple(row) for row in await tx.run(select(audit.c.user_id, audit.c.action).order_by(audit.c.id))
        ]
    assert kept == [(None, "organization_made")]
