"""From the profile to a plan: one active macrocycle, blocks that follow each other for as long as it runs."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ScalarSelect, String, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from core.engine import ENGINE_VERSION, plan
from core.engine.lifecycles import EventStatus, MacrocycleStatus
from core.engine.models import Goal, PlacedBlock, Profile, TrainingAge
from core.engine.position import Position, position, total_weeks
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import (
    events,
    formula_configs,
    macrocycle_maxes,
    macrocycles,
    maxes,
    mesocycles,
    profiles,
    training_blocks,
)
from core.services import access, auxiliaries, blocks, library, onboarding, places, steps
from core.services.access import Actor
from core.services.days import local_date, week_start

BLOCKS_PER_MESOCYCLE = (
    12  # about a year, so that a plan may go on for as long as anybody trains; design choice
)


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


async def profile(tx: Transaction, actor: Actor, on: date | None = None) -> Profile:
    """The athlete's profile with every default filled in; on a date it knows who is under age."""
    standing = await onboarding.standing(tx, actor)
    usual = onboarding.profile_of(standing, actor.unit)
    if on is not None:
        usual = replace(usual, minor=onboarding.minor(standing, on))
    kit = await places.current_kit(tx, actor)
    return usual if kit is None else replace(usual, kit=kit)


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


async def renew(
    tx: Transaction, actor: Actor, now: datetime, *, program_id: int | None = None
) -> PlacedBlock:
    """End the plan there is and make a new one from the profile, starting this week."""
    await access.scope(tx, actor)
    today = local_date(now, actor.zone)
    await _end(tx, actor, MacrocycleStatus.ARCHIVED, today)
    who = await profile(tx, actor)
    macrocycle_id = await _begin(tx, actor, who, today, now, program_id)
    mesocycle_id = await _add_mesocycle(tx, actor, macrocycle_id, 0, who.goal)
    return await _add_block(tx, actor, mesocycle_id, 0, week_start(today), who, now)


async def _begin(
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


async def end(tx: Transaction, actor: Actor, status: MacrocycleStatus, now: datetime) -> None:
    """End the plan there is: followed to its end, or given up. /today makes the next one."""
    await access.scope(tx, actor)
    if await _end(tx, actor, status, local_date(now, actor.zone)) == 0:
        raise Refused(why="no_plan")


async def _end(tx: Transaction, actor: Actor, status: MacrocycleStatus, on: date) -> int:
    ended_on = func.greatest(on, macrocycles.c.started_on)
    return await steps.move_all(tx, macrocycles, actor.athlete_id, status, ended_on=ended_on)


async def current_block(tx: Transaction, actor: Actor, today: date, now: datetime) -> PlacedBlock:
    """The block of today; when the last one is over the next begins, and with no plan one is made."""
    await access.scope(tx, actor)
    begun_last = (func.greatest(training_blocks.c.starts_on - today, 0), training_blocks.c.starts_on.desc())
    found = await tx.run(blocks.of_active_plan(actor.athlete_id).order_by(*begun_last).limit(1))
    row = found.mappings().one_or_none()
    if row is None:
        return await renew(tx, actor, now)
    current = blocks.from_row(row)
    if today < current.ends_on:
        return current
    starts_on = max(current.ends_on, week_start(today))
    who = replace(await profile(tx, actor), goal=row["plan_goal"])
    mesocycle_id, order_index = current.mesocycle_id, current.order_index + 1
    if order_index >= BLOCKS_PER_MESOCYCLE:
        mesocycle_index = row["mesocycle_index"] + 1
        mesocycle_id = await _add_mesocycle(tx, actor, row["plan_id"], mesocycle_index, who.goal)
        order_index = 0
    return await _add_block(tx, actor, mesocycle_id, order_index, starts_on, who, now)


async def _add_mesocycle(
    tx: Transaction, actor: Actor, macrocycle_id: int, order_index: int, goal: Goal
) -> int:
    values = {"macrocycle_id": macrocycle_id, "order_index": order_index, "goal": goal}
    new = insert(mesocycles).values(athlete_id=actor.athlete_id, **values)
    mesocycle_id: int = (await tx.run(new.returning(mesocycles.c.id))).scalar_one()
    return mesocycle_id


async def _add_block(
    tx: Transaction,
    actor: Actor,
    mesocycle_id: int,
    order_index: int,
    starts_on: date,
    who: Profile,
    now: datetime,
) -> PlacedBlock:
    exercises = [named.exercise for named in (await library.load(tx, actor)).values()]
    added = await blocks.add(
        tx,
        actor.athlete_id,
        PlacedBlock(
            id=None,
            mesocycle_id=mesocycle_id,
            order_index=order_index,
            starts_on=starts_on,
            block=plan(who, exercises),
        ),
    )
    await auxiliaries.assign(tx, actor.athlete_id, added, now)
    return added
