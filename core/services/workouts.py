"""Today: which workout is due, the check-in before it, and the workout itself, made at the last moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, insert, select

from core.engine import generate, moving
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import (
    CheckIn,
    ExercisePrescription,
    Muscle,
    PlannedDay,
    RestDay,
    Snapshot,
    Workout,
)
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.documents import to_document
from core.persistence.tables import workout_exercises, workouts
from core.services import (
    access,
    check_ins,
    history,
    library,
    onboarding,
    pain,
    placing,
    planning,
    prescribed,
    snapshots,
    steps,
    week,
)
from core.services.access import Actor
from core.services.days import local_date
from core.services.history import Sign
from core.services.pain import Ache


class TodayKind(StrEnum):
    """What today turns out to be."""

    CHECK_IN = "check_in"
    OPEN = "open"
    LATER = "later"  # no training today; the next day of the plan is named
    DONE = "done"
    STOPPED = "stopped"  # a warning sign was reported today


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What /today finds."""

    kind: TodayKind
    workout_id: int | None = None
    next_on: date | None = None
    day: PlannedDay | None = None
    check_in: CheckIn | None = None
    muscles: tuple[Muscle, ...] = ()
    aches: tuple[Ache, ...] = ()  # lifts of today to be asked about first
    sign_on: date | None = None  # the date of a warning sign that nobody has cleared
    last_check_in: CheckIn | None = None  # recent enough to be repeated in one tap


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A workout that was just made, or the reason why there is none."""

    workout_id: int
    outcome: Workout | RestDay
    snapshot: Snapshot  # what it was made from


async def today(tx: Transaction, actor: Actor, now: datetime, *, anyway: bool = False) -> Today:
    """What is due today; `anyway` takes the plan's next day although it is not due yet."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    sign = await uncleared(tx, actor)
    if sign is not None:
        return Today(kind=TodayKind.STOPPED, sign_on=sign.on)
    told = await onboarding.standing(tx, actor)
    if onboarding.minor(told, on) and told.guardian_agreed_at is None:
        raise Refused(why="guardian")
    live = await _live(tx, actor, on)
    under_way = live is not None and live["status"] == WorkoutStatus.IN_PROGRESS
    if live is not None and under_way and live["day_number"] is not None:
        return Today(kind=TodayKind.OPEN, workout_id=live["id"])
    current = await planning.current_block(tx, actor, on, now)
    if live is not None and not under_way:
        return await _check_in(tx, actor, live["id"], week.day_of(current, live["day_number"]), on)
    days = current.block.days
    left, trained = await week.left(tx, actor, on, current)
    due = moving.due(days, left, on.isoweekday())
    if not days or (not anyway and (trained or due is None)):
        if live is not None:  # typed, not planned: the plan would have gone first
            return Today(kind=TodayKind.OPEN, workout_id=live["id"])
        kind = TodayKind.DONE if trained or not left else TodayKind.LATER
        return Today(kind=kind, next_on=await week.next_date(tx, actor, left, current, on))
    day = due or (left[0] if left else days[0])
    workout_id = await placing.planned_workout(tx, actor, on, now, current, day)
    return await _check_in(tx, actor, workout_id, day, on)


async def uncleared(tx: Transaction, actor: Actor) -> Sign | None:
    """A warning sign that no clinician has cleared: it lasts until somebody says so, not until tomorrow."""
    sign = await history.newest_sign(tx, actor)
    return None if sign is None or sign.cleared else sign


async def answer_check_in(
    tx: Transaction,
    actor: Actor,
    workout_id: int,
    now: datetime,
    said: CheckIn,
) -> None:
    """Keep the check-in of a workout; a second answer before the workout is made replaces the first."""
    await _planned(tx, actor, workout_id)
    await check_ins.keep(tx, actor, workout_id, now, said)


async def open_workout(tx: Transaction, actor: Actor, workout_id: int, now: datetime) -> Opened:
    """Make the workout now, from everything known now, and store what it was made from."""
    placed = await _planned(tx, actor, workout_id)
    snapshot = await snapshots.of(tx, actor, placed, now)
    outcome = generate(snapshot)
    status = WorkoutStatus.IN_PROGRESS if isinstance(outcome, Workout) else WorkoutStatus.SKIPPED
    await steps.move(
        tx,
        workouts,
        actor.athlete_id,
        workout_id,
        status,
        generated_at=now,
        started_at=now,
        snapshot=to_document(Snapshot, snapshot),
        rationale=outcome.trace,
        minutes=outcome.minutes if isinstance(outcome, Workout) else None,
        kit=snapshot.profile.kit,
        place_id=snapshot.place_id,
    )
    if isinstance(outcome, Workout):
        await _store_exercises(tx, actor, workout_id, outcome.exercises, snapshot)
    return Opened(workout_id=workout_id, outcome=outcome, snapshot=snapshot)


async def _store_exercises(
    tx: Transaction,
    actor: Actor,
    workout_id: int,
    prescriptions: tuple[ExercisePrescription, ...],
    snapshot: Snapshot,
) -> None:
    last = history.last_times(snapshot.history)
    shown = await history.bests_of(tx, actor, set(last) & {each.exercise_id for each in prescriptions})
    rows = [
        {
            "athlete_id": actor.athlete_id,
            "workout_id": workout_id,
            "last_time": {**last[number], "bests": shown[number]} if number in shown else None,
            **row,
        }
        for row in prescribed.rows(prescriptions)
        for number in [row["exercise_id"]]
    ]
    await tx.run(insert(workout_exercises).values(rows))


async def _check_in(tx: Transaction, actor: Actor, workout_id: int, day: PlannedDay, on: date) -> Today:
    library_of_day = await library.load(tx, actor, [line.exercise_id for line in day.exercises])
    last = await check_ins.last(tx, actor, on, workout_id)
    return Today(
        kind=TodayKind.CHECK_IN,
        workout_id=workout_id,
        day=day,
        check_in=await check_ins.stored(tx, actor, workout_id),
        muscles=check_ins.muscles_to_ask(
            day, {i: named.exercise for i, named in library_of_day.items()}, last
        ),
        last_check_in=last,
        aches=tuple(await pain.unsettled(tx, actor, [line.exercise_id for line in day.exercises], on)),
    )


async def check_in_of(tx: Transaction, actor: Actor, workout_id: int, now: datetime) -> Today:
    """The check-in of a workout that is not made yet."""
    placed = await _planned(tx, actor, workout_id)
    current = await planning.current_block(tx, actor, placed["local_date"], now)
    return await _check_in(
        tx, actor, workout_id, week.day_of(current, placed["day_number"]), placed["local_date"]
    )


async def _live(tx: Transaction, actor: Actor, on: date) -> Mapping[Any, Any] | None:
    """A workout under way, or the one placed on this date."""
    c = workouts.c
    planned_today = (c.status == WorkoutStatus.PLANNED) & (c.local_date == on)
    return await _newest(tx, actor, (c.status == WorkoutStatus.IN_PROGRESS) | planned_today)


async def _newest(tx: Transaction, actor: Actor, which: ColumnElement[bool]) -> Mapping[Any, Any] | None:
    """One of the plan before one that was only typed."""
    c = workouts.c
    rows = await tx.run(
        select(c.id, c.status, c.day_number, c.local_date)
        .where(c.athlete_id == actor.athlete_id, which)
        .order_by(c.day_number.is_(None), c.status, c.local_date.desc())
        .limit(1)
    )
    return rows.mappings().one_or_none()


async def _planned(tx: Transaction, actor: Actor, workout_id: int) -> Mapping[Any, Any]:
    """A workout of the actor's that is not made yet."""
    await access.scope(tx, actor)
    mine = (workouts.c.athlete_id == actor.athlete_id) & (workouts.c.id == workout_id)
    row = (await tx.run(select(workouts).where(mine).with_for_update())).mappings().one_or_none()
    if row is None:
        raise NotFound(what="workout")
    if row["status"] != WorkoutStatus.PLANNED:
        raise Refused(why="workout_already_open")
    return row


async def reminder_day(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The plan's day that a reminder today is about; None where today is trained, under way, or not due.

    A workout of an earlier day that somebody forgot to finish silences nothing.
    """
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    if await uncleared(tx, actor) is not None:
        return None
    c = workouts.c
    open_or_planned = c.status.in_([WorkoutStatus.IN_PROGRESS, WorkoutStatus.PLANNED])
    live = await _newest(tx, actor, (c.local_date == on) & open_or_planned)
    if live is not None and live["status"] == WorkoutStatus.IN_PROGRESS:
        return None
    current = await planning.current_block(tx, actor, on, now)
    if live is not None and live["day_number"] is not None:
        return int(live["day_number"])  # moved to today
    left, trained = await week.left(tx, actor, on, current)
    due = moving.due(current.block.days, left, on.isoweekday())
    return None if trained or due is None else due.day_number
