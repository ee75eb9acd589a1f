"""The most that is allowed of a lift, or of every lift: set by a coach, seen by the athlete, read by the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import Limit
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import coaching_links
from core.persistence.tables import limits as table
from core.services import access, library
from core.services.access import Actor
from core.services.history import halves_to_rpe, rpe_to_halves


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLimit:
    """A limit and who set it; None where they are gone."""

    id: int
    limit: Limit
    author_user_id: int | None
    created_at: datetime


async def of(tx: Transaction, actor: Actor) -> tuple[SetLimit, ...]:
    """Every limit of an athlete, the general one first."""
    await access.scope(tx, actor)
    return await _standing(tx, actor)


async def for_engine(tx: Transaction, actor: Actor) -> tuple[Limit, ...]:
    """What a workout is held to. The caller has opened the scope."""
    return tuple(each.limit for each in await _standing(tx, actor))


async def _standing(tx: Transaction, actor: Actor) -> tuple[SetLimit, ...]:
    c = table.c
    rows = await tx.run(
        select(table)
        .where(c.athlete_id == actor.athlete_id)
        .order_by(c.exercise_id.is_not(None), c.exercise_id)
    )
    return tuple(
        SetLimit(
            id=row["id"],
            limit=_value(row),
            author_user_id=row["author_user_id"],
            created_at=row["created_at"],
        )
        for row in rows.mappings()
    )


async def set_for(tx: Transaction, actor: Actor, limit: Limit, now: datetime) -> None:
    """Set a limit in the place of the one there was for the same lift. The database refuses one without content."""
    await access.scope(tx, actor)
    if limit.exercise_id is not None:
        await library.check_known(tx, actor, [limit.exercise_id])
    await _check_mine(tx, actor, limit.exercise_id)
    values = {
        "author_user_id": actor.user_id,
        "most_load_g": limit.most_load_g,
        "most_sets": limit.most_sets,
        "most_rpe_halves": rpe_to_halves(limit.most_rpe),
        "avoid": limit.avoid,
        "created_at": now,
    }
    await tx.run(
        upsert(table)
        .values(athlete_id=actor.athlete_id, exercise_id=limit.exercise_id, **values)
        .on_conflict_do_update(index_elements=["athlete_id", "exercise_id"], set_=values)
    )


async def remove(tx: Transaction, actor: Actor, exercise_id: int | None) -> None:
    """Take a lift's limit away."""
    await access.scope(tx, actor)
    await _check_mine(tx, actor, exercise_id)
    gone = await tx.run(delete(table).where(*_of_lift(actor, exercise_id)))
    if gone.rowcount == 0:
        raise NotFound(what="limit")


async def _check_mine(tx: Transaction, actor: Actor, exercise_id: int | None) -> None:
    """What a coach has set only a coach changes, as long as they coach; afterwards it is the athlete's."""
    if actor.stands_in:
        return
    link = coaching_links.c
    set_by_coach = (
        select(table.c.id)
        .join(coaching_links, link.coach_user_id == table.c.author_user_id)
        .where(
            *_of_lift(actor, exercise_id),
            link.athlete_id == table.c.athlete_id,
            link.ended_at.is_(None),
            table.c.author_user_id != actor.user_id,
        )
    )
    if (await tx.run(set_by_coach.limit(1))).first() is not None:
        raise Refused(why="coachs_limit")


def _of_lift(actor: Actor, exercise_id: int | None) -> tuple[Any, ...]:
    return table.c.athlete_id == actor.athlete_id, table.c.exercise_id.is_not_distinct_from(exercise_id)


def _value(row: Mapping[Any, Any]) -> Limit:
    return Limit(
        exercise_id=row["exercise_id"],
        most_load_g=row["most_load_g"],
        most_sets=row["most_sets"],
        most_rpe=halves_to_rpe(row["most_rpe_halves"]),
        avoid=row["avoid"],
    )
