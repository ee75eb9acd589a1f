"""An athlete's own values of the engine's constants: versions that are added, switched and never rewritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from core.engine.formulas import CONSTANTS, Overrides
from core.engine.models import FormulaSource
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import formula_configs as table
from core.services import access
from core.services.access import Actor

MOST_RATIONALE_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version, and whether it is the one that counts."""

    version: int
    active: bool
    source: FormulaSource
    overrides: Overrides
    rationale: str | None
    created_at: datetime


async def versions(tx: Transaction, actor: Actor) -> tuple[Version, ...]:
    """Every version there ever was, oldest first."""
    await access.scope(tx, actor)
    rows = await tx.run(select(table).where(table.c.athlete_id == actor.athlete_id).order_by(table.c.version))
    return tuple(
        Version(
            version=row.version,
            active=row.is_active,
            source=row.source,
            overrides=row.overrides,
            rationale=row.rationale,
            created_at=row.created_at,
        )
        for row in rows
    )


async def active(tx: Transaction, actor: Actor) -> Version | None:
    """The version that counts; None where the engine's own constants do."""
    return next((each for each in await versions(tx, actor) if each.active), None)


async def values(tx: Transaction, actor: Actor) -> Mapping[str, float]:
    """The athlete's own constants as the engine takes them; empty where there are none."""
    await access.scope(tx, actor)
    counting = (table.c.athlete_id == actor.athlete_id) & table.c.is_active
    overrides: Overrides | None = (
        await tx.run(select(table.c.overrides).where(counting))
    ).scalar_one_or_none()
    return {} if overrides is None else overrides.values


async def add(
    tx: Transaction,
    actor: Actor,
    values: Mapping[str, float],
    source: FormulaSource,
    now: datetime,
    rationale: str | None = None,
) -> int:
    """A new version, which counts from now on. No values at all are a version, too: the engine's own."""
    await _end_active(tx, actor)
    return await _insert(tx, actor, values, source, now, rationale, counts=True)


async def suggest(
    tx: Transaction, actor: Actor, values: Mapping[str, float], now: datetime, rationale: str
) -> int:
    """A version that counts only when it is activated."""
    await access.scope(tx, actor)
    await access.take_turns(tx, actor)
    return await _insert(tx, actor, values, FormulaSource.SUGGESTION, now, rationale, counts=False)


async def _insert(
    tx: Transaction,
    actor: Actor,
    values: Mapping[str, float],
    source: FormulaSource,
    now: datetime,
    rationale: str | None,
    *,
    counts: bool,
) -> int:
    if rationale is not None and len(rationale) > MOST_RATIONALE_CHARACTERS:
        raise Refused(why="text_too_long")
    mine = table.c.athlete_id == actor.athlete_id
    newest = select(func.coalesce(func.max(table.c.version), 0)).where(mine).scalar_subquery()
    added = await tx.run(
        insert(table)
        .values(
            athlete_id=actor.athlete_id,
            version=newest + 1,
            source=source,
            is_active=counts,
            overrides=_checked(values),
            rationale=rationale,
            created_at=now,
        )
        .returning(table.c.version)
    )
    version: int = added.scalar_one()
    return version


async def activate(tx: Transaction, actor: Actor, version: int) -> None:
    """Go back to an older version, or on to a newer one; no version is changed by it."""
    await _end_active(tx, actor)
    wanted = (table.c.athlete_id == actor.athlete_id) & (table.c.version == version)
    if (await tx.run(update(table).where(wanted).values(is_active=True))).rowcount == 0:
        raise NotFound(what="formula_configs")


async def _end_active(tx: Transaction, actor: Actor) -> None:
    await access.scope(tx, actor)
    await access.take_turns(tx, actor)
    counting = (table.c.athlete_id == actor.athlete_id) & table.c.is_active
    await tx.run(update(table).where(counting).values(is_active=False))


def _checked(values: Mapping[str, float]) -> Overrides:
    for name, value in values.items():
        constant = CONSTANTS.get(name)
        if constant is None:
            raise Refused(why="formula_unknown", name=name)
        if not constant.low <= value <= constant.high:
            raise Refused(why="formula_out_of_bounds", name=name, low=constant.low, high=constant.high)
    return Overrides(values)
