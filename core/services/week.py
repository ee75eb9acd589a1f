"""The week of the plan: which of its days are left, and days of it that are moved or left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from core.engine import moving
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import PlacedBlock, PlannedDay, Role
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import workouts
from core.services import access, blocks, library, placing, planning, steps
from core.services.access import Actor
from core.services.days import local_date, week_start
from core.services.library import Named


async def current(tx: Transaction, actor: Actor, now: datetime) -> tuple[PlacedBlock, int]:
    """The block of today and its 0-based week."""
    on = local_date(now, actor.zone)
    block = await planning.current_block(tx, actor, on, now)
    return block, block.week_of(on)


async def days_left(tx: Transaction, actor: Actor, now: datetime) -> list[PlannedDay]:
    """The days of this week that are still to be trained, on whatever date: each may be moved, or left out."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    return await _not_begun(tx, actor, on, await planning.current_block(tx, actor, on, now))


@dataclass(frozen=True, slots=True)
class Placed:
    """What has become of a day of this week: its workout's state, and the date it stands on."""

    status: WorkoutStatus
    on: date


async def placed(tx: Transaction, actor: Actor, now: datetime) -> dict[int, Placed]:
    """This week's days of the plan that have a workout by now, by their numbers."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    block = await planning.current_block(tx, actor, on, now)
    c = workouts.c
    monday = week_start(on)
    rows = await tx.run(
        select(c.day_number, c.status, c.local_date)
        .where(
            c.athlete_id == actor.athlete_id,
            c.training_block_id == block.id,
            c.day_number.is_not(None),
            c.local_date >= monday,
            c.local_date < monday + timedelta(weeks=1),
        )
        .order_by(c.id)
    )
    return {row.day_number: Placed(row.status, row.local_date) for row in rows}


async def main_lifts(tx: Transaction, actor: Actor, now: datetime) -> dict[int, Named]:
    """The main lifts of the block of today, in the order in which the week has them."""
    block, _ = await current(tx, actor, now)
    lines = (line for day in block.block.days for line in day.exercises)
    mains = dict.fromkeys(line.exercise_id for line in lines if line.role is Role.MAIN)
    loaded = await library.load(tx, actor, mains)
    return {number: loaded[number] for number in mains if number in loaded}


def day_of(block: PlacedBlock, number: int | None) -> PlannedDay:
    """A day of a block by its number; its first where the block has none of that number."""
    return next((day for day in block.block.days if day.day_number == number), block.block.days[0])


async def left(tx: Transaction, actor: Actor, on: date, block: PlacedBlock) -> tuple[list[PlannedDay], bool]:
    """The week's days that are neither done nor moved to a later date, and whether this date was trained.

    What was begun on an earlier date and forgotten is done: it is closed as soon as anybody looks.
    The caller has opened the scope.
    """
    c = workouts.c
    ended = c.status.in_([WorkoutStatus.COMPLETED, WorkoutStatus.SKIPPED]) & (c.local_date <= on)
    forgotten = (c.status == WorkoutStatus.IN_PROGRESS) & (c.local_date < on)
    moved = (c.status == WorkoutStatus.PLANNED) & (c.local_date > on)
    rows = await tx.run(
        select(c.local_date, c.day_number, c.status, c.generated_at).where(
            c.athlete_id == actor.athlete_id,
            ended | forgotten | moved,
            c.local_date >= week_start(on),
            c.training_block_id == block.id,
        )
    )
    done = {row.day_number: row for row in rows}
    today = [row for row in done.values() if row.local_date == on]
    trained = any(row.status == WorkoutStatus.COMPLETED or row.generated_at is not None for row in today)
    return [day for day in block.block.days if day.day_number not in done], trained


async def next_date(
    tx: Transaction, actor: Actor, left: Sequence[PlannedDay], block: PlacedBlock, on: date
) -> date:
    """The next date of the plan after today: one that a day was moved to, this week's, else the next week's first."""
    c = workouts.c
    moved = select(func.min(c.local_date)).where(
        c.athlete_id == actor.athlete_id, c.status == WorkoutStatus.PLANNED, c.local_date > on
    )
    dates = [week_start(on) + timedelta(days=day.weekday - 1) for day in left]
    moved_to: date | None = (await tx.run(moved)).scalar_one()
    later = [each for each in (*dates, moved_to) if each is not None and each > on]
    if later:
        return min(later)
    monday = week_start(on) + timedelta(weeks=1)
    ahead = [each for each in await blocks.load(tx, actor.athlete_id) if each.ends_on > monday]
    first = next((each for each in ahead if each.block.days), block)
    weekday = min((day.weekday for day in first.block.days), default=1)
    return max(monday, first.starts_on) + timedelta(days=weekday - 1)


async def move(tx: Transaction, actor: Actor, day_number: int, to: date, now: datetime) -> None:
    """Train a day of this week on another date of it, from today on; Refused where that date is taken or too late."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    block, day = await _day_left(tx, actor, day_number, on, now)
    c = workouts.c
    another = c.training_block_id.is_distinct_from(block.id) | (c.day_number != day_number)
    taken = select(c.id).where(
        c.athlete_id == actor.athlete_id,
        c.local_date == to,
        c.day_number.is_not(None),
        c.status != WorkoutStatus.MISSED,
        another,
    )
    last = moving.made_up_until(block.block.days, day)
    if not on <= to <= week_start(on) + timedelta(days=last - 1) or (await tx.run(taken)).first() is not None:
        raise Refused(why="not_that_day")
    await placing.planned_workout(tx, actor, to, now, block, day)


async def may_move_until(tx: Transaction, actor: Actor, day_number: int, now: datetime) -> int:
    """The last weekday of this week that a day may be trained on."""
    await access.scope(tx, actor)
    block, day = await _day_left(tx, actor, day_number, local_date(now, actor.zone), now)
    return moving.made_up_until(block.block.days, day)


async def leave_out(tx: Transaction, actor: Actor, day_number: int, now: datetime) -> None:
    """Leave a day of this week out."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    block, day = await _day_left(tx, actor, day_number, on, now)
    workout_id = await placing.planned_workout(tx, actor, on, now, block, day)
    await steps.move(tx, workouts, actor.athlete_id, workout_id, WorkoutStatus.SKIPPED)


async def _day_left(
    tx: Transaction, actor: Actor, day_number: int, on: date, now: datetime
) -> tuple[PlacedBlock, PlannedDay]:
    block = await planning.current_block(tx, actor, on, now)
    days = await _not_begun(tx, actor, on, block)
    day = next((each for each in days if each.day_number == day_number), None)
    if day is None:
        raise Refused(why="not_that_day")
    return block, day


async def _not_begun(tx: Transaction, actor: Actor, on: date, block: PlacedBlock) -> list[PlannedDay]:
    """Unlike in `left`, a day that was moved to a later date is among them: it may come back."""
    c = workouts.c
    rows = await tx.run(
        select(c.day_number).where(
            c.athlete_id == actor.athlete_id,
            c.training_block_id == block.id,
            c.local_date >= week_start(on),
            c.status.not_in([WorkoutStatus.PLANNED, WorkoutStatus.MISSED]),
        )
    )
    begun = set(rows.scalars())
    return [day for day in block.block.days if day.day_number not in begun]
