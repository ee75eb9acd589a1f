"""From the profile to a plan: one active macrocycle, blocks that follow each other for as long as it runs."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, insert, select

from core.engine import ENGINE_VERSION, plan
from core.engine.lifecycles import MacrocycleStatus
from core.engine.models import Block, BlockType, PlannedDay, Profile
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import macrocycles, mesocycles, training_blocks
from core.services import access, library, onboarding, steps
from core.services.access import Actor
from core.services.days import local_date, week_start


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentBlock:
    """The block that a date falls into."""

    id: int
    starts_on: date
    block_type: BlockType
    weeks: int
    rir_start: float
    rir_end: float
    weekly_volume_ramp: float
    days: tuple[PlannedDay, ...]

    def week_of(self, day: date) -> int:
        """The 0-based week of a date in this block."""
        return (week_start(day) - self.starts_on).days // 7


async def profile(tx: Transaction, actor: Actor) -> Profile:
    """The athlete's profile with every default filled in."""
    return onboarding.profile_of(await onboarding.standing(tx, actor), actor.unit)


async def renew(tx: Transaction, actor: Actor, now: datetime) -> CurrentBlock:
    """End the plan there is and make a new one from the profile, starting this week."""
    await access.scope(tx, actor)
    today = local_date(now, actor.zone)
    mine = macrocycles.c.athlete_id == actor.athlete_id
    await _end(tx, actor, MacrocycleStatus.ARCHIVED, today)
    who = await profile(tx, actor)
    newest = select(func.coalesce(func.max(macrocycles.c.version), 0)).where(mine)
    made = await tx.run(
        insert(macrocycles)
        .values(
            athlete_id=actor.athlete_id,
            version=newest.scalar_subquery() + 1,
            started_on=today,
            training_age=who.training_age,
            goal=who.goal,
            days_per_week=who.days_per_week,
            minutes=who.minutes,
            engine_version=ENGINE_VERSION,
            created_at=now,
        )
        .returning(macrocycles.c.id)
    )
    mesocycle = await tx.run(
        insert(mesocycles)
        .values(athlete_id=actor.athlete_id, macrocycle_id=made.scalar_one(), order_index=0, goal=who.goal)
        .returning(mesocycles.c.id)
    )
    return await _add_block(tx, actor, mesocycle.scalar_one(), 0, week_start(today), who)


async def end(tx: Transaction, actor: Actor, status: MacrocycleStatus, now: datetime) -> None:
    """End the plan there is: followed to its end, or given up. /today makes the next one."""
    await access.scope(tx, actor)
    if await _end(tx, actor, status, local_date(now, actor.zone)) == 0:
        raise Refused(why="no_plan")


async def _end(tx: Transaction, actor: Actor, status: MacrocycleStatus, on: date) -> int:
    ended_on = func.greatest(on, macrocycles.c.started_on)
    return await steps.move_all(tx, macrocycles, actor.athlete_id, status, ended_on=ended_on)


async def current_block(tx: Transaction, actor: Actor, today: date, now: datetime) -> CurrentBlock:
    """The block of today; when the last one is over the next begins, and with no plan one is made."""
    await access.scope(tx, actor)
    latest = (await tx.run(_latest_block(actor))).mappings().one_or_none()
    if latest is None:
        return await renew(tx, actor, now)
    ends_on = latest["starts_on"] + timedelta(weeks=latest["weeks"])
    if today < ends_on:
        return _current(latest["id"], latest["starts_on"], from_row(latest))
    starts_on = max(ends_on, week_start(today))
    who = await profile(tx, actor)
    return await _add_block(tx, actor, latest["mesocycle_id"], latest["order_index"] + 1, starts_on, who)


def _latest_block(actor: Actor) -> Select[Any]:
    """The last block of the last mesocycle of the active plan."""
    blocks, mesos, cycles = training_blocks, mesocycles, macrocycles
    of_meso = (mesos.c.athlete_id == blocks.c.athlete_id) & (mesos.c.id == blocks.c.mesocycle_id)
    of_cycle = (cycles.c.athlete_id == mesos.c.athlete_id) & (cycles.c.id == mesos.c.macrocycle_id)
    return (
        select(blocks)
        .join(mesos, of_meso)
        .join(cycles, of_cycle)
        .where(blocks.c.athlete_id == actor.athlete_id, cycles.c.ended_on.is_(None))
        .order_by(mesos.c.order_index.desc(), blocks.c.order_index.desc())
        .limit(1)
    )


async def _add_block(
    tx: Transaction, actor: Actor, mesocycle_id: int, order_index: int, starts_on: date, who: Profile
) -> CurrentBlock:
    exercises = [named.exercise for named in (await library.load(tx, actor)).values()]
    block = plan(who, exercises)
    added = await tx.run(
        insert(training_blocks)
        .values(
            athlete_id=actor.athlete_id,
            mesocycle_id=mesocycle_id,
            order_index=order_index,
            starts_on=starts_on,
            block_type=block.block_type,
            weeks=block.weeks,
            volume_target=block.volume_target,
            intensity_bias=block.intensity_bias,
            weekly_volume_ramp=block.weekly_volume_ramp,
            rir_start=block.rir_start,
            rir_end=block.rir_end,
            main_lifts=block.main_lifts,
            accessory_pool=block.accessory_pool,
            rotation_policy=block.rotation_policy,
            allow_auto_scale=block.allow_auto_scale,
            deload_triggers=block.deload_triggers,
            days=block.days,
        )
        .returning(training_blocks.c.id)
    )
    return _current(added.scalar_one(), starts_on, block)


def from_row(row: Mapping[Any, Any]) -> Block:
    """A block as stored."""
    return Block(**{each.name: row[each.name] for each in fields(Block)})


def _current(block_id: int, starts_on: date, block: Block) -> CurrentBlock:
    return CurrentBlock(
        id=block_id,
        starts_on=starts_on,
        block_type=block.block_type,
        weeks=block.weeks,
        rir_start=block.rir_start,
        rir_end=block.rir_end,
        weekly_volume_ramp=block.weekly_volume_ramp,
        days=block.days,
    )
