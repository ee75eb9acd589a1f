"""Macrocycles as they are stored: begun, laid out in mesocycles and blocks, ended, and read whole."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ScalarSelect, String, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from core.engine import ENGINE_VERSION
from core.engine.lifecycles import EventStatus, MacrocycleStatus
from core.engine.macrocycle import Macrocycle
from core.engine.models import Goal, PlacedBlock, Profile, TrainingAge
from core.engine.position import Position, position, total_weeks
from core.persistence.database import Transaction
from core.persistence.tables import (
    events,
    formula_configs,
    macrocycle_maxes,
    macrocycles,
    maxes,
    mesocycles,
    profiles,
)
from core.services import access, auxiliaries, blocks, steps
from core.services.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An active plan, whole: what it is for, what it began with, and its blocks in order."""

    id: int
    version: int
    started_on: date
    training_age: TrainingAge
    goal: Goal
    secondary_goals: tuple[Goal, ...]
    days_per_week: int
    minutes: int
    program_id: int | None
    formula_config_id: int | None
    event_id: int | None
    max_ids: tuple[int, ...]
    blocks: tuple[PlacedBlock, ...]

    @property
    def total_weeks(self) -> int:
        """How many weeks of training are planned so far."""
        return total_weeks(self.blocks)

    def position(self, on: date) -> Position:
        """Where a date stands in it."""
        return position(self.blocks, on)


async def active(tx: Transaction, actor: Actor, athlete_id: int) -> Plan | None:
    """An athlete's active plan, if there is one."""
    await access.scope(tx, actor, [athlete_id])
    c, of = macrocycles.c, macrocycle_maxes.c
    mine = c.athlete_id == athlete_id
    row = (await tx.run(select(macrocycles).where(mine, c.ended_on.is_(None)))).mappings().one_or_none()
    if row is None:
        return None
    its_maxes = select(of.max_id).where(of.athlete_id == athlete_id, of.macrocycle_id == row["id"])
    kept = set(Plan.__dataclass_fields__) - {"secondary_goals", "max_ids", "blocks"}
    return Plan(
        **{name: row[name] for name in kept},
        secondary_goals=tuple(Goal(value) for value in row["secondary_goals"]),
        max_ids=tuple((await tx.run(its_maxes.order_by(of.max_id))).scalars()),
        blocks=await blocks.load(tx, athlete_id),
    )


async def begin(
    tx: Transaction, actor: Actor, who: Profile, today: date, now: datetime, program_id: int | None
) -> int:
    """A macrocycle of the next version, with what it begins with: formulas, the next event, the newest maxes."""
    mine = macrocycles.c.athlete_id == actor.athlete_id
    newest = select(func.coalesce(func.max(macrocycles.c.version), 0)).where(mine)
    made = await tx.run(
        insert(macrocycles)
        .values(
            athlete_id=actor.athlete_id,
            version=newest.scalar_subquery() + 1,
            started_on=today,
            training_age=who.training_age,
            goal=who.goal,
            secondary_goals=func.coalesce(_secondary_goals(actor), literal([], ARRAY(String))),
            days_per_week=who.days_per_week,
            minutes=who.minutes,
            engine_version=ENGINE_VERSION,
            program_id=program_id,
            formula_config_id=_formulas(actor),
            event_id=_next_event(actor, today),
            created_at=now,
        )
        .returning(macrocycles.c.id)
    )
    macrocycle_id: int = made.scalar_one()
    c = maxes.c
    known = (
        select(c.athlete_id, literal(macrocycle_id), c.id)
        .ext(distinct_on(c.exercise_id))
        .where(c.athlete_id == actor.athlete_id)
        .order_by(c.exercise_id, c.at.desc(), c.id.desc())
    )
    await tx.run(insert(macrocycle_maxes).from_select(["athlete_id", "macrocycle_id", "max_id"], known))
    return macrocycle_id


async def lay(
    tx: Transaction,
    actor: Actor,
    macrocycle_id: int,
    goal: Goal,
    made: Macrocycle,
    now: datetime,
) -> list[PlacedBlock]:
    """Store what was made as the next mesocycles of a macrocycle; their blocks."""
    first = await _next_mesocycle(tx, actor, macrocycle_id)
    ids = [
        await _add_mesocycle(tx, actor, macrocycle_id, number, goal)
        for number, _ in enumerate(made.mesocycles, start=first)
    ]
    added = []
    for placed in made.placed():
        of_it = replace(placed, mesocycle_id=ids[placed.mesocycle_id])
        added.append(await blocks.add(tx, actor.athlete_id, of_it))
        await auxiliaries.assign(tx, actor.athlete_id, added[-1], now)
    return added


async def lead_on(tx: Transaction, actor: Actor, macrocycle_id: int, today: date) -> None:
    """A plan leads to the next event that is announced now."""
    c = macrocycles.c
    mine = update(macrocycles).where(c.athlete_id == actor.athlete_id, c.id == macrocycle_id)
    await tx.run(mine.values(event_id=_next_event(actor, today)))


async def end(tx: Transaction, actor: Actor, status: MacrocycleStatus, on: date) -> int:
    """End the plan there is; how many there were. The caller has opened the scope."""
    ended_on = func.greatest(on, macrocycles.c.started_on)
    return await steps.move_all(tx, macrocycles, actor.athlete_id, status, ended_on=ended_on)


async def _next_mesocycle(tx: Transaction, actor: Actor, macrocycle_id: int) -> int:
    """How many mesocycles a plan has: the next one's number."""
    c = mesocycles.c
    mine = (c.athlete_id == actor.athlete_id, c.macrocycle_id == macrocycle_id)
    newest = await tx.run(select(func.coalesce(func.max(c.order_index), -1) + 1).where(*mine))
    return int(newest.scalar_one())


async def _add_mesocycle(
    tx: Transaction, actor: Actor, macrocycle_id: int, order_index: int, goal: Goal
) -> int:
    values = {"macrocycle_id": macrocycle_id, "order_index": order_index, "goal": goal}
    new = insert(mesocycles).values(athlete_id=actor.athlete_id, **values)
    mesocycle_id: int = (await tx.run(new.returning(mesocycles.c.id))).scalar_one()
    return mesocycle_id


def _secondary_goals(actor: Actor) -> ScalarSelect[list[str]]:
    mine = profiles.c.athlete_id == actor.athlete_id
    return select(profiles.c.secondary_goals).where(mine).scalar_subquery()


def _formulas(actor: Actor) -> ScalarSelect[int]:
    c = formula_configs.c
    return select(c.id).where(c.athlete_id == actor.athlete_id, c.is_active).scalar_subquery()


def _next_event(actor: Actor, today: date) -> ScalarSelect[int]:
    c = events.c
    ahead = (c.athlete_id == actor.athlete_id, c.status == EventStatus.PLANNED, c.starts_on >= today)
    return select(c.id).where(*ahead).order_by(c.starts_on, c.id).limit(1).scalar_subquery()
