"""Tokens of other services: opened for their athlete alone, under any key of the ring, and printed nowhere."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.ops.rotate_keys import rotate
from core.errors import NotFound, Refused
from core.persistence.database import Database, DatabaseRole
from core.persistence.tables import integrations as table
from core.services import access, integrations, privacy
from core.services.access import Actor
from core.services.integrations import Tokens
from core.services.secrets import Keyring, SecretError
from tests.builders import NOW, athlete

OLD = Keyring({"2025": bytes(range(32))})
BOTH = Keyring({"2026": bytes(range(1, 33)), **OLD.keys})
NEW = Keyring({"2026": BOTH.keys["2026"]})
TOKENS = Tokens(
    access_token="opens-the-ring", refresh_token="opens-it-again", expires_at=NOW + timedelta(hours=1)
)


async def connect(
    db: Database, actor: Actor, provider: str = "ring", keys: Keyring = OLD, tokens: Tokens = TOKENS
) -> None:
    async with db.transaction() as tx:
        await integrations.connect(tx, actor, keys, provider, tokens, NOW)


async def opened(db: Database, actor: Actor, provider: str = "ring", keys: Keyring = OLD) -> Tokens:
    async with db.transaction() as tx:
        return await integrations.tokens_of(tx, actor, keys, provider)


async def test_tokens_come_back_as_they_were_and_stand_nowhere_in_plain(db: Database) -> None:
    ana = await athlete(db)
    await connect(db, ana)
    assert await opened(db, ana) == TOKENS
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        (row,) = (await tx.run(select(table))).mappings()
    assert row["key_id"] == "2025"
    assert b"opens" not in row["access_token"] + row["refresh_token"]


async def test_no_log_no_export_and_no_repr_shows_a_token(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    ana = await athlete(db)
    with caplog.at_level(logging.DEBUG):
        await connect(db, ana)
        found = await opened(db, ana)
        async with db.transaction() as tx:
            handed_over = (await privacy.export(tx, ana, NOW)).decode()
    assert '"ring"' in handed_over
    for text in (caplog.text, handed_over, repr(found), str(found)):
        assert "opens" not in text
    assert "access_token" not in handed_over


@pytest.mark.parametrize("field", ["access_token", "refresh_token"])
async def test_a_token_that_was_moved_to_somebody_else_opens_nothing(db: Database, field: str) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    await connect(db, ana)
    await connect(db, boris)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        hers = select(table.c[field]).where(table.c.athlete_id == ana.athlete_id).scalar_subquery()
        await tx.run(update(table).where(table.c.athlete_id == boris.athlete_id).values({field: hers}))
    assert await opened(db, ana) == TOKENS
    with pytest.raises(SecretError, match="changed, or moved"):
        await opened(db, boris)


async def test_a_token_that_was_moved_to_the_other_field_opens_nothing(db: Database) -> None:
    ana = await athlete(db)
    await connect(db, ana)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await tx.run(update(table).values(refresh_token=table.c.access_token))
    with pytest.raises(SecretError, match="changed, or moved"):
        await opened(db, ana)


async def test_who_connects_a_service_anew_has_its_new_tokens(db: Database) -> None:
    ana = await athlete(db)
    with pytest.raises(NotFound):
        await opened(db, ana)
    await connect(db, ana)
    fresh = Tokens(access_token="newer")
    await connect(db, ana, tokens=fresh)
    assert await opened(db, ana) == fresh


async def test_without_a_key_nothing_is_kept_and_the_person_is_told(db: Database) -> None:
    with pytest.raises(Refused, match="keys_missing"):
        await connect(db, await athlete(db), keys=Keyring())


async def test_rotation_goes_on_where_it_was_killed(db: Database) -> None:
    squad = [await athlete(db, number, f"Athlete {number}") for number in range(1, 6)]
    for one in squad:
        await connect(db, one)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        assert await integrations.rotate(tx, BOTH, most=2) == 2
    await killed_inside_a_batch(db)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        assert await integrations.count_by_key(tx) == {"2025": 3, "2026": 2}
    for one in squad:  # in between everything opens with both keys
        assert await opened(db, one, keys=BOTH) == TOKENS
    assert await rotate(db, BOTH, batch=2) == 3
    assert await rotate(db, BOTH, batch=2) == 0
    for one in squad:
        assert await opened(db, one, keys=NEW) == TOKENS


async def killed_inside_a_batch(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await _killed(db)


async def _killed(db: Database) -> None:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await integrations.rotate(tx, BOTH, most=2)
        raise ZeroDivisionError


async def test_rotation_without_the_old_key_says_which_one_is_missing(db: Database) -> None:
    await connect(db, await athlete(db))
    with pytest.raises(SecretError, match="“2025” is missing"):
        await rotate(db, NEW)
