"""Today: which workout is due, the check-in before it, and the workout itself, made at the last moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, insert, select

from core.engine import ENGINE_VERSION, generate, hard_days_in_row, hard_sets, moving, rotation
from core.engine.body_load import weight_on
from core.engine.disruptions import lacking
from core.engine.known import relatives
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import (
    CheckIn,
    CheckInStatus,
    ExercisePrescription,
    Muscle,
    Pain,
    Pattern,
    PlacedBlock,
    PlannedDay,
    RestDay,
    Snapshot,
    VolumeCounting,
    Workout,
)
from core.engine.recent import recent_work
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.documents import to_document
from core.persistence.tables import workout_exercises, workouts
from core.services import (
    access,
    auxiliaries,
    blocks,
    body_weights,
    check_ins,
    disruptions,
    formulas,
    history,
    landmarks,
    library,
    limits,
    onboarding,
    pain,
    places,
    placing,
    planning,
    prescribed,
    recovery,
    steps,
    strengths,
    warm_ups,
)
from core.services.access import Actor
from core.services.days import local_date, week_start
from core.services.history import Sign

DAYS_IN_ROW = timedelta(days=7)  # how far back days without rest are counted, and work is recent


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
    aches: tuple[Pain, ...] = ()  # lifts of today that hurt when last asked, to be asked about first
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
        return await _check_in(tx, actor, live["id"], _day(current.block.days, live["day_number"]), on)
    days = current.block.days
    left, trained = await _left_this_week(tx, actor, on, current)
    due = moving.due(days, left, on.isoweekday())
    if not days or (not anyway and (trained or due is None)):
        if live is not None:  # typed, not planned: the plan would have gone first
            return Today(kind=TodayKind.OPEN, workout_id=live["id"])
        kind = TodayKind.DONE if trained or not left else TodayKind.LATER
        return Today(kind=kind, next_on=await _next_date(tx, actor, left, current, on))
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
    snapshot = await _snapshot(tx, actor, placed, now)
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


async def _snapshot(tx: Transaction, actor: Actor, placed: Mapping[Any, Any], now: datetime) -> Snapshot:
    on = placed["local_date"]
    current = await planning.current_block(tx, actor, on, now)
    day = _day(current.block.days, placed["day_number"])
    profile = await planning.profile(tx, actor, on)
    past = await strengths.known(tx, actor, now, profile.training_age)
    monday = week_start(on)
    remembered = min(monday, on - DAYS_IN_ROW)
    lately = [done for done in past.sets if done.local_date >= remembered]
    week = [done for done in lately if done.local_date >= monday]
    left, _ = await _left_this_week(tx, actor, on, current)
    assigned = {} if current.id is None else await auxiliaries.standing(tx, actor.athlete_id, current.id)
    turns = rotation.of_day(assigned, current.block.days, day)
    planned = {line.exercise_id for line in day.exercises}.union(
        *turns.values(), *current.block.accessory_pool.values()
    )
    shown = past.exercise_ids
    loaded = await library.load(
        tx, actor, planned | {done.exercise_id for done in lately} | (shown if planned - shown else set())
    )
    exercises = {number: named.exercise for number, named in loaded.items()}
    known = list(exercises.values())
    related = relatives(known, new=planned - shown, known=shown - planned)
    told_of = planned | {exercise.id for exercise in related}
    weighed = await body_weights.by_date(tx, actor, (now - strengths.HISTORY).date())
    sign = await history.newest_sign(tx, actor)
    snapshot = Snapshot(
        engine_version=ENGINE_VERSION,
        now=now,
        local_date=on,
        profile=profile,
        day=day,
        block_type=current.block.block_type,
        week_in_block=min(current.week_of(on), current.block.weeks - 1),
        block_weeks=current.block.weeks,
        rir_start=current.block.rir_start,
        rir_end=current.block.rir_end,
        weekly_volume_ramp=current.block.weekly_volume_ramp,
        exercises=tuple(e for e in exercises.values() if e.id in planned),
        known_exercises=related,
        maxes=body_weights.at_their_time(weighed, past.maxes_of(told_of)),
        habits=past.habits,
        history=body_weights.on_their_days(weighed, past.sets_of(told_of)),
        body_weight_g=weight_on(weighed, on),
        place_id=await places.current_id(tx, actor),
        check_in=await check_ins.stored(tx, actor, placed["id"]) or CheckIn(status=CheckInStatus.UNKNOWN),
        week_sets=hard_sets(week, known),
        week_direct_sets=hard_sets(week, known, VolumeCounting.DIRECT),
        worked=recent_work(lately, known, on),
        usual=await check_ins.usual_of(tx, actor, on),
        measured=await recovery.measured(tx, actor, on),
        auxiliaries=turns,
        accessory_pool=current.block.accessory_pool,
        accessory_cadence_weeks=current.block.rotation_policy.accessory_cadence_weeks,
        novelty=current.block.rotation_policy.novelty,
        sessions_left=sum(each.day_number != day.day_number for each in left),
        landmarks=await landmarks.for_engine(tx, actor),
        warm_ups=await warm_ups.set_for(tx, actor, planned),
        pains=await history.recent_pains(tx, actor, on),
        disruptions=await disruptions.standing(tx, actor),
        limits=await limits.for_engine(tx, actor),
        red_flag=sign.flag if sign is not None and not sign.cleared else None,
        cleared_flag=sign.flag if sign is not None and sign.cleared else None,
        cleared_on=sign.on if sign is not None and sign.cleared else None,
        trained_on=await history.training_days(tx, actor, on - strengths.HISTORY),
        today_sets=hard_sets([done for done in lately if done.local_date == on], known),
        hard_days=hard_days_in_row(lately, known, on),
        constants=await formulas.values(tx, actor),
    )
    patterns = lacking(snapshot)
    return await _with_stand_ins(tx, actor, snapshot, patterns, past) if patterns else snapshot


async def _with_stand_ins(
    tx: Transaction, actor: Actor, snapshot: Snapshot, patterns: frozenset[Pattern], past: strengths.Known
) -> Snapshot:
    """The same with every exercise that may stand in for what cannot be done here, and what is known of those."""
    everything = (named.exercise for named in (await library.load(tx, actor)).values())
    known = {each.id for each in snapshot.exercises}
    more = [each for each in everything if each.pattern in patterns and each.id not in known]
    numbers = known | {each.id for each in (*more, *snapshot.known_exercises)}
    weighed = await body_weights.by_date(tx, actor, (snapshot.now - strengths.HISTORY).date())
    return replace(
        snapshot,
        exercises=(*snapshot.exercises, *more),
        maxes=body_weights.at_their_time(weighed, past.maxes_of(numbers)),
        history=body_weights.on_their_days(weighed, past.sets_of(numbers)),
    )


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
        tx, actor, workout_id, _day(current.block.days, placed["day_number"]), placed["local_date"]
    )


async def _live(tx: Transaction, actor: Actor, on: date) -> Mapping[Any, Any] | None:
    """A workout under way, or the one placed on this date; one of the plan before one that was only typed."""
    c = workouts.c
    open_or_today = (c.status == WorkoutStatus.IN_PROGRESS) | (
        (c.status == WorkoutStatus.PLANNED) & (c.local_date == on)
    )
    rows = await tx.run(
        select(c.id, c.status, c.day_number, c.local_date)
        .where(c.athlete_id == actor.athlete_id, open_or_today)
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


async def _left_this_week(
    tx: Transaction, actor: Actor, on: date, current: PlacedBlock
) -> tuple[list[PlannedDay], bool]:
    """The week's days that are neither done nor moved to a later date, and whether this date was trained."""
    c = workouts.c
    ended = c.status.in_([WorkoutStatus.COMPLETED, WorkoutStatus.SKIPPED]) & (c.local_date <= on)
    moved = (c.status == WorkoutStatus.PLANNED) & (c.local_date > on)
    rows = await tx.run(
        select(c.local_date, c.day_number, c.status, c.generated_at).where(
            c.athlete_id == actor.athlete_id,
            ended | moved,
            c.local_date >= week_start(on),
            c.training_block_id == current.id,
        )
    )
    done = {row.day_number: row for row in rows}
    today = [row for row in done.values() if row.local_date == on]
    trained = any(row.status == WorkoutStatus.COMPLETED or row.generated_at is not None for row in today)
    return [day for day in current.block.days if day.day_number not in done], trained


def _day(days: tuple[PlannedDay, ...], number: int | None) -> PlannedDay:
    return next((day for day in days if day.day_number == number), days[0])


async def _next_date(
    tx: Transaction, actor: Actor, left: Sequence[PlannedDay], current: PlacedBlock, on: date
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
    first = next((each for each in ahead if each.block.days), current)
    weekday = min((day.weekday for day in first.block.days), default=1)
    return max(monday, first.starts_on) + timedelta(days=weekday - 1)


async def reminder_day(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The plan's day that a reminder today is about; None where today is trained, under way, or not due."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    if await uncleared(tx, actor) is not None:
        return None
    live = await _live(tx, actor, on)
    if live is not None and live["status"] == WorkoutStatus.IN_PROGRESS:
        return None
    current = await planning.current_block(tx, actor, on, now)
    if live is not None and live["day_number"] is not None:
        return int(live["day_number"])  # moved to today
    left, trained = await _left_this_week(tx, actor, on, current)
    due = moving.due(current.block.days, left, on.isoweekday())
    return None if trained or due is None else due.day_number


async def move(tx: Transaction, actor: Actor, day_number: int, to: date, now: datetime) -> None:
    """Train a day of this week on another date of it, from today on; Refused where that date is taken or too late."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    current, day = await _day_left(tx, actor, day_number, on, now)
    taken = select(workouts.c.id).where(
        workouts.c.athlete_id == actor.athlete_id,
        workouts.c.local_date == to,
        workouts.c.day_number.is_not(None),
        workouts.c.status != WorkoutStatus.MISSED,
    )
    last = moving.made_up_until(current.block.days, day)
    if not on <= to <= week_start(on) + timedelta(days=last - 1) or (await tx.run(taken)).first() is not None:
        raise Refused(why="not_that_day")
    await placing.planned_workout(tx, actor, to, now, current, day)


async def may_move_until(tx: Transaction, actor: Actor, day_number: int, now: datetime) -> int:
    """The last weekday of this week that a day may be trained on."""
    await access.scope(tx, actor)
    current, day = await _day_left(tx, actor, day_number, local_date(now, actor.zone), now)
    return moving.made_up_until(current.block.days, day)


async def skip(tx: Transaction, actor: Actor, day_number: int, now: datetime) -> None:
    """Leave a day of this week out."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    current, day = await _day_left(tx, actor, day_number, on, now)
    workout_id = await placing.planned_workout(tx, actor, on, now, current, day)
    await steps.move(tx, workouts, actor.athlete_id, workout_id, WorkoutStatus.SKIPPED)


async def left_this_week(tx: Transaction, actor: Actor, now: datetime) -> list[PlannedDay]:
    """The days of this week that are still to be trained."""
    await access.scope(tx, actor)
    on = local_date(now, actor.zone)
    return (await _left_this_week(tx, actor, on, await planning.current_block(tx, actor, on, now)))[0]


async def _day_left(
    tx: Transaction, actor: Actor, day_number: int, on: date, now: datetime
) -> tuple[PlacedBlock, PlannedDay]:
    current = await planning.current_block(tx, actor, on, now)
    left, _ = await _left_this_week(tx, actor, on, current)
    day = next((each for each in left if each.day_number == day_number), None)
    if day is None:
        raise Refused(why="not_that_day")
    return current, day


async def week(tx: Transaction, actor: Actor, now: datetime) -> tuple[PlacedBlock, int]:
    """The block of today and its 0-based week."""
    on = local_date(now, actor.zone)
    current = await planning.current_block(tx, actor, on, now)
    return current, current.week_of(on)
