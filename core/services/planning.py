"""From the profile to a plan: one active macrocycle, blocks that follow each other for as long as it runs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select, update

from core.engine import ENGINE_VERSION, plan
from core.engine.models import Block, BlockType, PlannedDay, Profile
from core.persistence.database import Transaction
from core.persistence.documents import from_document, to_document
from core.persistence.tables import macrocycles, training_blocks
from core.services import access, library, onboarding
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
    await tx.run(update(macrocycles).where(mine, macrocycles.c.ended_on.is_(None)).values(ended_on=today))
    who = await profile(tx, actor)
    made = await tx.run(
        insert(macrocycles)
        .values(
            athlete_id=actor.athlete_id,
            started_on=today,
            training_age=who.training_age,
            goal=who.goal,
            engine_version=ENGINE_VERSION,
            created_at=now,
        )
        .returning(macrocycles.c.id)
    )
    return await _add_block(tx, actor, made.scalar_one(), 0, week_start(today), who)


async def current_block(tx: Transaction, actor: Actor, today: date, now: datetime) -> CurrentBlock:
    """The block of today; when the last one is over the next begins, and with no plan one is made."""
    await access.scope(tx, actor)
    blocks, cycles = training_blocks, macrocycles
    latest = (
        (
            await tx.run(
                select(blocks)
                .join(
                    cycles,
                    (cycles.c.athlete_id == blocks.c.athlete_id) & (cycles.c.id == blocks.c.macrocycle_id),
                )
                .where(blocks.c.athlete_id == actor.athlete_id, cycles.c.ended_on.is_(None))
                .order_by(blocks.c.order_index.desc())
                .limit(1)
            )
        )
        .mappings()
        .one_or_none()
    )
    if latest is None:
        return await renew(tx, actor, now)
    ends_on = latest["starts_on"] + timedelta(weeks=latest["weeks"])
    if today < ends_on:
        return _current(latest["id"], latest["starts_on"], from_row(dict(latest)))
    starts_on = max(ends_on, week_start(today))
    who = await profile(tx, actor)
    return await _add_block(tx, actor, latest["macrocycle_id"], latest["order_index"] + 1, starts_on, who)


async def _add_block(
    tx: Transaction, actor: Actor, macrocycle_id: int, order_index: int, starts_on: date, who: Profile
) -> CurrentBlock:
    exercises = [named.exercise for named in (await library.load(tx, actor)).values()]
    block = plan(who, exercises)
    added = await tx.run(
        insert(training_blocks)
        .values(
            athlete_id=actor.athlete_id,
            macrocycle_id=macrocycle_id,
            order_index=order_index,
            starts_on=starts_on,
            block_type=block.block_type,
            weeks=block.weeks,
            volume_target=block.volume_target,
            intensity_bias=block.intensity_bias,
            weekly_volume_ramp=block.weekly_volume_ramp,
            rir_start=block.rir_start,
            rir_end=block.rir_end,
            days=to_document(tuple[PlannedDay, ...], block.days),
        )
        .returning(training_blocks.c.id)
    )
    return _current(added.scalar_one(), starts_on, block)


def from_row(row: dict[str, object]) -> Block:
    """A block as stored."""
    names = (
        "block_type",
        "weeks",
        "volume_target",
        "intensity_bias",
        "weekly_volume_ramp",
        "rir_start",
        "rir_end",
    )
    return from_document(Block, {**{name: row[name] for name in names}, "days": row["days"]})


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
