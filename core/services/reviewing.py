"""The week that ends: what it says about the plan, proposed to the athlete and seen by the coach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Any

from sqlalchemy import select

from core.engine import fatigue
from core.engine.lifecycles import AdaptationStatus, WorkoutStatus
from core.engine.models import Exercise, Muscle, PerformedSet, PlacedBlock, Reason, Role, Trend
from core.engine.progression import VolumeStep, muscle_weeks, volume_step
from core.engine.review import (
    EASY,
    LOW_RECOVERY_SCORE,
    RECOVERY_DAYS,
    LiftWeeks,
    ReviewedWeek,
    Worn,
    review,
    stuck_weeks,
)
from core.engine.strain import WeekLoad, session_load, week_load
from core.engine.strength import GAIN_PER_WEEK
from core.engine.trends import TREND_DAYS, courses
from core.engine.volume import landmark
from core.persistence.database import Transaction
from core.persistence.tables import adaptations as changes
from core.persistence.tables import check_ins, session_logs, workouts
from core.services import access, adaptations, blocks, figures, history, landmarks, library, planning
from core.services.access import Actor
from core.services.days import local_date, week_start
from core.services.library import Named

LOADS_FROM = timedelta(weeks=5)  # what somebody is used to is four weeks, and this one
MEANT = (WorkoutStatus.COMPLETED, WorkoutStatus.SKIPPED, WorkoutStatus.MISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A change that waits for a decision, or advice that needs none."""

    adaptation_id: int | None
    reason: Reason
    name: str | None = None  # of the exercise it is about
    to_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """The week in figures, and what is suggested after it."""

    workouts: int
    done_pct: float | None
    trends: tuple[tuple[str, Trend], ...]  # of main lifts of which something can be told
    volume: tuple[VolumeStep, ...]  # muscles that should have more or fewer sets
    load: WeekLoad | None
    suggestions: tuple[Suggestion, ...]


async def weekly(tx: Transaction, actor: Actor, now: datetime) -> Weekly | None:
    """Review the week that ends today and store what it proposes; None where nothing was trained or planned."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    placed = await blocks.load(tx, actor.athlete_id)
    current = _at(placed, on)
    past = await history.sets(tx, actor, from_date=on - timedelta(days=TREND_DAYS))
    week = [done for done in past if week_start(on) <= done.local_date <= on]
    if current is None or not week:
        return None
    named = await library.load(tx, actor)
    reviewed = await _week(tx, actor, on, (current, _at(placed, on + timedelta(days=1))), past, named)
    await _let_lapse(tx, actor, now)
    suggestions = [
        await _suggest(tx, actor, each.reason, each.change, now, named) for each in review(reviewed)
    ]
    return Weekly(
        workouts=reviewed.workouts,
        done_pct=None if reviewed.compliance is None else 100.0 * reviewed.compliance,
        trends=tuple(
            (named[lift.exercise_id].name, lift.course.trend)
            for lift in reviewed.lifts
            if lift.course is not None and lift.course.trend is not None
        ),
        volume=await _volume(tx, actor, on, current, week, {i: each.exercise for i, each in named.items()}),
        load=await load_of_week(tx, actor.athlete_id, on),
        suggestions=tuple(suggestions),
    )


def _at(placed: Sequence[PlacedBlock], on: date) -> PlacedBlock | None:
    return next((each for each in placed if each.starts_on <= on < each.ends_on), None)


async def _week(
    tx: Transaction,
    actor: Actor,
    on: date,
    around: tuple[PlacedBlock, PlacedBlock | None],
    past: Sequence[PerformedSet],
    named: Mapping[int, Named],
) -> ReviewedWeek:
    current, following = around
    since = week_start(on)
    week = [done for done in past if done.local_date >= since]
    who = await planning.profile(tx, actor)
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


async def _volume(
    tx: Transaction,
    actor: Actor,
    on: date,
    current: PlacedBlock,
    week: Sequence[PerformedSet],
    exercises: Mapping[int, Exercise],
) -> tuple[VolumeStep, ...]:
    if current.block.block_type in EASY:
        return ()
    counted = await figures.week_volume(tx, actor, on)
    own = await landmarks.for_engine(tx, actor)
    target = current.block.volume_target
    steps = [
        volume_step(each, target, landmark(own, each.muscle))
        for each in muscle_weeks(week, exercises, counted, await _soreness(tx, actor, on))
    ]
    return tuple(step for step in steps if step.change != 0)


async def _soreness(tx: Transaction, actor: Actor, on: date) -> Mapping[Muscle, int]:
    """The worst of each muscle that was said this week."""
    c = check_ins.c
    mine = (c.athlete_id == actor.athlete_id, c.local_date.between(week_start(on), on))
    worst: dict[Muscle, int] = {}
    for said in (await tx.run(select(c.soreness).where(*mine))).scalars():
        for muscle, level in said.items():
            worst[Muscle(muscle)] = max(level, worst.get(Muscle(muscle), 0))
    return worst


async def load_of_week(tx: Transaction, athlete_id: int, on: date) -> WeekLoad | None:
    """Session RPE x minutes of the seven days up to a date. The caller has opened the scope."""
    c, logs = workouts.c, session_logs.c
    rows = await tx.run(
        select(c.id, c.local_date, logs.session_rpe, logs.duration_s)
        .join(session_logs, (logs.athlete_id == c.athlete_id) & (logs.workout_id == c.id))
        .where(c.athlete_id == athlete_id, c.local_date.between(on - LOADS_FROM, on))
        .order_by(logs.id)
    )
    said: dict[int, dict[str, Any]] = {}
    for row in rows:  # the newest of each counts
        kept = said.setdefault(row.id, {"on": row.local_date, "rpe": None, "duration_s": None})
        kept["rpe"] = kept["rpe"] if row.session_rpe is None else row.session_rpe
        kept["duration_s"] = kept["duration_s"] if row.duration_s is None else row.duration_s
    days: dict[date, float] = {}
    for each in said.values():
        if each["rpe"] is not None and each["duration_s"] is not None:
            load = session_load(each["rpe"], each["duration_s"] / 60.0)
            days[each["on"]] = days.get(each["on"], 0.0) + load
    return week_load(days, on)


async def _suggest(
    tx: Transaction, actor: Actor, reason: Reason, change: Any, now: datetime, named: Mapping[int, Named]
) -> Suggestion:
    stored = None
    if change is not None:
        stored = await adaptations.propose(
            tx, actor, actor.athlete_id, change, reason, now, auto_triggered=True, facts=reason.facts
        )
    return _suggestion(stored, reason, named)


def _suggestion(adaptation_id: int | None, reason: Reason, named: Mapping[int, Named]) -> Suggestion:
    def name(exercise_id: object) -> str | None:
        return named[exercise_id].name if isinstance(exercise_id, int) and exercise_id in named else None

    return Suggestion(
        adaptation_id=adaptation_id,
        reason=reason,
        name=name(reason.exercise_id),
        to_name=name(reason.facts.get("to_exercise_id")),
    )


async def _let_lapse(tx: Transaction, actor: Actor, now: datetime) -> None:
    """What was proposed for an earlier week and never decided is declined."""
    for waiting in await _waiting(tx, actor.athlete_id):
        await adaptations.decline(tx, actor, actor.athlete_id, waiting["id"], now)


async def _waiting(tx: Transaction, athlete_id: int) -> Sequence[Mapping[Any, Any]]:
    c = changes.c
    mine = (c.athlete_id == athlete_id, c.status == AdaptationStatus.PROPOSED, c.auto_triggered)
    rows = await tx.run(select(c.id, c.at, c.reason).where(*mine).order_by(c.id))
    return rows.mappings().all()


async def waiting(tx: Transaction, actor: Actor) -> tuple[Suggestion, ...]:
    """What waits for the athlete's decision."""
    await access.scope(tx, actor)
    return await still_proposed(tx, actor)


async def still_proposed(tx: Transaction, actor: Actor, on: date | None = None) -> tuple[Suggestion, ...]:
    """The same, or only what was proposed on a date. The caller has opened the scope."""
    rows = [
        row
        for row in await _waiting(tx, actor.athlete_id)
        if on is None or local_date(row["at"], actor.zone) == on
    ]
    named = await library.load(tx, actor) if rows else {}
    return tuple(_suggestion(row["id"], row["reason"], named) for row in rows)


async def decide(tx: Transaction, actor: Actor, adaptation_id: int, now: datetime, *, accepted: bool) -> None:
    """Apply a proposal, or leave the plan as it is."""
    settle = adaptations.apply if accepted else adaptations.decline
    await settle(tx, actor, actor.athlete_id, adaptation_id, now)
