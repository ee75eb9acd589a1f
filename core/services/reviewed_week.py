"""What the engine reviews: how the week went within its block, its lifts, its accessories, its low days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean

from sqlalchemy import select

from core.engine import fatigue
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import Exercise, PerformedSet, PlacedBlock, Role
from core.engine.review import (
    EASY,
    LOW_RECOVERY_SCORE,
    RECOVERY_DAYS,
    LiftWeeks,
    ReviewedWeek,
    Worn,
    stuck_weeks,
)
from core.engine.strength import GAIN_PER_WEEK
from core.engine.trends import courses
from core.persistence.database import Transaction
from core.persistence.tables import check_ins, session_logs, workouts
from core.services import profile
from core.services.access import Actor
from core.services.days import week_start
from core.services.library import Named

MEANT = (WorkoutStatus.COMPLETED, WorkoutStatus.SKIPPED, WorkoutStatus.MISSED)


async def of(
    tx: Transaction,
    actor: Actor,
    on: date,
    current: PlacedBlock,
    following: PlacedBlock | None,
    past: Sequence[PerformedSet],
    named: Mapping[int, Named],
) -> ReviewedWeek:
    """The week up to a date within its block; `following` is the block of the day after. The scope is open."""
    since = week_start(on)
    week = [done for done in past if done.local_date >= since]
    who = await profile.for_engine(tx, actor)
    return ReviewedWeek(
        block=current.block,
        week_in_block=current.week_of(on),
        deload_next=following is not None
        and following.id != current.id
        and following.block.block_type in EASY,
        lifts=tuple(_lifts(current, past, on, GAIN_PER_WEEK[who.training_age], named)),
        low_recovery_days=await _low_days(tx, actor, on),
        effort_error_rpe=fatigue.rpe_deviation(week, on + timedelta(days=1)),
        workouts=len({done.local_date for done in week}),
        compliance=await _compliance(tx, actor, since, on),
        accessories=tuple(_accessories(current, past, on)),
    )


def _lifts(
    current: PlacedBlock,
    past: Sequence[PerformedSet],
    on: date,
    gain_per_week: float,
    named: Mapping[int, Named],
) -> Sequence[LiftWeeks]:
    lines = [line for day in current.block.days for line in day.exercises]
    taken = {line.exercise_id for line in lines}
    found = []
    for exercise_id in dict.fromkeys(line.exercise_id for line in lines if line.role is Role.MAIN):
        known = courses([done for done in past if done.exercise_id == exercise_id], gain_per_week)
        lately = [each for each in known if (on - each.on).days < RECOVERY_DAYS]
        found.append(
            LiftWeeks(
                exercise_id=exercise_id,
                course=lately[-1] if lately else None,
                stuck_weeks=stuck_weeks(known, on),
                variation_id=_variation(exercise_id, taken, {i: n.exercise for i, n in named.items()}),
            )
        )
    return found


def _variation(exercise_id: int, taken: set[int], exercises: Mapping[int, Exercise]) -> int | None:
    """The first exercise of the library that moves alike, with the same kit, and is not in the plan."""
    this = exercises.get(exercise_id)
    if this is None:
        return None
    alike = (
        other.id
        for other in exercises.values()
        if other.id not in taken and (other.pattern, other.equipment) == (this.pattern, this.equipment)
    )
    return next(alike, None)


def _accessories(current: PlacedBlock, past: Sequence[PerformedSet], on: date) -> Sequence[Worn]:
    """Accessories with the weeks in which they were done lately, and the next of their pool."""
    taken = {line.exercise_id for day in current.block.days for line in day.exercises}
    worn = []
    for pool in current.block.accessory_pool.values():
        free = [exercise_id for exercise_id in pool if exercise_id not in taken]
        for exercise_id in (each for each in pool if each in taken and free):
            own = [done for done in past if done.exercise_id == exercise_id]
            known = courses(own)
            worn.append(
                Worn(
                    exercise_id=exercise_id,
                    weeks=len({week_start(done.local_date) for done in own}),
                    trend=known[-1].trend if known else None,
                    next_id=free[0],
                )
            )
    return worn


async def _low_days(tx: Transaction, actor: Actor, on: date) -> int:
    """How many of the last seven days had a low score; a day without a check-in is no low one."""
    c = check_ins.c
    rows = await tx.run(
        select(c.local_date)
        .where(
            c.athlete_id == actor.athlete_id,
            c.local_date > on - timedelta(days=RECOVERY_DAYS),
            c.local_date <= on,
            c.fatigue_score < LOW_RECOVERY_SCORE,
        )
        .distinct()
    )
    return len(rows.all())


async def _compliance(tx: Transaction, actor: Actor, since: date, on: date) -> float | None:
    """The mean share of their sets that the week's planned workouts came to; one that was missed came to none."""
    c, logs = workouts.c, session_logs.c
    rows = await tx.run(
        select(c.id, c.status, logs.completion_pct)
        .join(session_logs, (logs.athlete_id == c.athlete_id) & (logs.workout_id == c.id), isouter=True)
        .where(
            c.athlete_id == actor.athlete_id,
            c.local_date.between(since, on),
            c.status.in_(MEANT),
            c.training_block_id.is_not(None),
        )
        .order_by(logs.id)
    )
    shares: dict[int, float] = {}
    for row in rows:
        if row.status is not WorkoutStatus.COMPLETED:
            shares[row.id] = 0.0
        elif row.completion_pct is not None:  # the newest that says it counts
            shares[row.id] = float(row.completion_pct) / 100.0
    return fmean(shares.values()) if shares else None
