"""Other services that somebody has connected. Their tokens are encrypted, and bound to athlete, service and field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import integrations as table
from core.services import access
from core.services.access import Actor
from core.services.secrets import Keyring

SEALED = ("access_token", "refresh_token")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What opens another service for somebody. Nothing that prints this prints them."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None


async def connect(
    tx: Transaction, actor: Actor, keys: Keyring, provider: str, tokens: Tokens, now: datetime
) -> None:
    """Connect a service, or keep the new tokens of one that is connected."""
    await access.scope(tx, actor)
    if not keys.keys:
        raise Refused(why="keys_missing")
    values = {**_sealed(keys, actor.athlete_id, provider, tokens), "is_active": True, "updated_at": now}
    await tx.run(
        upsert(table)
        .values(athlete_id=actor.athlete_id, provider=provider, created_at=now, **values)
        .on_conflict_do_update(index_elements=["athlete_id", "provider"], set_=values)
    )


async def tokens_of(tx: Transaction, actor: Actor, keys: Keyring, provider: str) -> Tokens:
    """The tokens of an active service, decrypted."""
    await access.scope(tx, actor)
    found = await tx.run(select(table).where(_mine(actor, provider), table.c.is_active))
    row = found.mappings().one_or_none()
    if row is None:
        raise NotFound(what="integrations")
    return _opened(keys, row)


async def rotate(tx: Transaction, keys: Keyring, most: int) -> int:
    """Encrypt some of what is under another key than the current one anew; how many were. For the system role."""
    c = table.c
    old = select(table).where(c.key_id != keys.current).order_by(c.athlete_id, c.id).limit(most)
    rows = (await tx.run(old.with_for_update())).mappings().all()
    for row in rows:
        sealed = _sealed(keys, row["athlete_id"], row["provider"], _opened(keys, row))
        mine = (c.athlete_id == row["athlete_id"]) & (c.id == row["id"])
        await tx.run(update(table).where(mine).values(sealed))
    return len(rows)


async def count_by_key(tx: Transaction) -> dict[str, int]:
    """How many services' tokens are under which key. For the system role."""
    rows = await tx.run(select(table.c.key_id, func.count().label("n")).group_by(table.c.key_id))
    return {row.key_id: row.n for row in rows}


def _sealed(keys: Keyring, athlete_id: int, provider: str, tokens: Tokens) -> dict[str, Any]:
    plain = {name: getattr(tokens, name) for name in SEALED}
    return {
        "key_id": keys.current,
        "expires_at": tokens.expires_at,
        **{
            name: None if value is None else keys.seal(value, table.name, athlete_id, provider, name)
            for name, value in plain.items()
        },
    }


def _opened(keys: Keyring, row: Mapping[Any, Any]) -> Tokens:
    place = (table.name, row["athlete_id"], row["provider"])
    plain = {
        name: keys.unseal(row["key_id"], row[name], *place, name) for name in SEALED if row[name] is not None
    }
    return Tokens(expires_at=row["expires_at"], **plain)


def _mine(actor: Actor, provider: str) -> ColumnElement[bool]:
    return (table.c.athlete_id == actor.athlete_id) & (table.c.provider == provider)
