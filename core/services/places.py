"""Where somebody trains: each place has its kit, and the current one decides what can be loaded."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import Kit, Stack
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import kits as table
from core.services import access
from core.services.access import Actor

# Far beyond any gym; what a kit can make is computed in full, so it has to end somewhere (design choice)
MOST_SIZES, MOST_PAIRS, MOST_DUMBBELLS, MOST_PINS = 20, 20, 100, 500
MOST_SIDE_G = 500_000
MOST_LOAD_G = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place and what can be loaded there."""

    id: int
    name: str
    kit: Kit
    current: bool


async def of(tx: Transaction, actor: Actor) -> tuple[Place, ...]:
    """The places that are not archived, in the order in which they came."""
    await access.scope(tx, actor)
    live = table.c.archived_at.is_(None)
    rows = await tx.run(
        select(table).where(table.c.athlete_id == actor.athlete_id, live).order_by(table.c.id)
    )
    return tuple(Place(id=row.id, name=row.place, kit=row.kit, current=row.is_current) for row in rows)


async def current_id(tx: Transaction, actor: Actor) -> int | None:
    """The place chosen, if one was. The caller has opened the scope."""
    here = (table.c.athlete_id == actor.athlete_id) & table.c.is_current
    place_id: int | None = (await tx.run(select(table.c.id).where(here))).scalar_one_or_none()
    return place_id


async def current_kit(tx: Transaction, actor: Actor) -> Kit | None:
    """The kit of the place chosen, if one was. The caller has opened the scope."""
    here = (table.c.athlete_id == actor.athlete_id) & table.c.is_current
    kit: Kit | None = (await tx.run(select(table.c.kit).where(here))).scalar_one_or_none()
    return kit


async def add(tx: Transaction, actor: Actor, name: str, kit: Kit, now: datetime) -> int:
    """A new place; one that was archived under this name comes back with the new kit."""
    await access.scope(tx, actor)
    values = {"kit": _checked(kit), "updated_at": now, "archived_at": None}
    made = await tx.run(
        upsert(table)
        .values(athlete_id=actor.athlete_id, place=" ".join(name.split()), **values)
        .on_conflict_do_update(
            index_elements=["athlete_id", "place"], set_=values, where=table.c.archived_at.is_not(None)
        )
        .returning(table.c.id)
    )
    place_id: int | None = made.scalar_one_or_none()
    if place_id is None:
        raise Refused(why="place_taken")
    return place_id


async def replace(tx: Transaction, actor: Actor, place_id: int, kit: Kit, now: datetime) -> None:
    """Other things stand there now."""
    await _change(tx, actor, place_id, kit=_checked(kit), updated_at=now)


async def rename(tx: Transaction, actor: Actor, place_id: int, name: str, now: datetime) -> None:
    """Call a place something else."""
    await _change(tx, actor, place_id, place=" ".join(name.split()), updated_at=now)


async def archive(tx: Transaction, actor: Actor, place_id: int, now: datetime) -> None:
    """Offer a place no more. Where it was the current one, the kit of the first questions counts again."""
    await _change(tx, actor, place_id, archived_at=now, is_current=False, updated_at=now)


async def choose(tx: Transaction, actor: Actor, place_id: int) -> None:
    """Train there from now on."""
    await leave(tx, actor)
    await _change(tx, actor, place_id, is_current=True)


async def leave(tx: Transaction, actor: Actor) -> None:
    """No place is the current one: the kit of the first questions counts."""
    await access.scope(tx, actor)
    await access.take_turns(tx, actor)
    here = (table.c.athlete_id == actor.athlete_id) & table.c.is_current
    await tx.run(update(table).where(here).values(is_current=False))


async def _change(tx: Transaction, actor: Actor, place_id: int, **values: object) -> None:
    await access.scope(tx, actor)
    changed = await tx.run(update(table).where(_mine(actor, place_id)).values(**values))
    if changed.rowcount == 0:
        raise NotFound(what="kits")


def _mine(actor: Actor, place_id: int) -> ColumnElement[bool]:
    return (table.c.athlete_id == actor.athlete_id) & (table.c.id == place_id)


def _checked(kit: Kit) -> Kit:
    """Loads that exist, and not more of them than anybody could count."""
    stacks = (Stack(step_g=kit.stack_step_g, max_g=kit.stack_max_g), *kit.stacks.values())
    bars_g = (kit.bar_g, kit.collars_g, *kit.more_bars_g, *kit.own_bars_g.values())
    pins_g = (g for each in stacks for g in (each.step_g, each.max_g, each.first_g or 0, each.half_step_g))
    single_g = (*bars_g, *pins_g, *kit.plates_g, *kit.dumbbells_g, *kit.kettlebells_g)
    side_g = sum(plate_g * pairs for plate_g, pairs in kit.plates_g.items())
    pairs_exist = all(0 <= pairs <= MOST_PAIRS for pairs in kit.plates_g.values())
    few = (
        max(len(kit.plates_g), len(bars_g), len(stacks)) <= MOST_SIZES
        and max(len(kit.dumbbells_g), len(kit.kettlebells_g)) <= MOST_DUMBBELLS
        and all(each.max_g <= MOST_PINS * each.step_g for each in stacks if each.step_g > 0)
    )
    if not (all(0 <= g <= MOST_LOAD_G for g in single_g) and pairs_exist and few and side_g <= MOST_SIDE_G):
        raise Refused(why="kit_loads")
    return kit
