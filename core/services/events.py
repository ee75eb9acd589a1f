"""Meets, tests, matches and races: when they are, what is attempted there, and what it says about maxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from core.engine.lifecycles import EventStatus
from core.engine.models import AttemptResult, EventKind, MaxSource
from core.engine.units import Unit, from_grams
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import event_attempts, events, maxes
from core.services import access, steps
from core.services.access import Actor

MIDDAY = time(12, tzinfo=UTC)  # of an event's last day: when its lifts count from; design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event as it is announced; a day long where no end is said."""

    kind: EventKind
    name: str
    starts_on: date
    ends_on: date | None = None
    weight_class_g: int | None = None
    body_weight_g: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt: what is meant, and what became of it."""

    exercise_id: int
    number: int
    planned_load_g: int | None
    load_g: int | None
    typed_load: Decimal | None
    unit: Unit | None
    result: AttemptResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event with its attempts, in order of lift and number."""

    id: int
    kind: EventKind
    name: str
    starts_on: date
    ends_on: date | None
    status: EventStatus
    weight_class_g: int | None
    body_weight_g: int | None
    note: str | None
    attempts: tuple[Attempt, ...]


async def add(tx: Transaction, actor: Actor, athlete_id: int, new: NewEvent, now: datetime) -> int:
    """Announce an event."""
    await access.scope(tx, actor, [athlete_id])
    values = {name: getattr(new, name) for name in NewEvent.__dataclass_fields__}
    made = await tx.run(
        insert(events).values(athlete_id=athlete_id, created_at=now, **values).returning(events.c.id)
    )
    event_id: int = made.scalar_one()
    return event_id


async def upcoming(tx: Transaction, actor: Actor, athlete_id: int, on: date) -> tuple[Event, ...]:
    """Events still planned that are not over, the next one first."""
    await access.scope(tx, actor, [athlete_id])
    c = events.c
    ahead = func.coalesce(c.ends_on, c.starts_on) >= on
    mine = (c.athlete_id == athlete_id, c.status == EventStatus.PLANNED, ahead)
    rows = (await tx.run(select(events).where(*mine).order_by(c.starts_on, c.id))).all()
    return tuple([await _event(tx, athlete_id, row) for row in rows])


async def last_meet(tx: Transaction, actor: Actor, athlete_id: int) -> Event | None:
    """The newest meet that is done."""
    await access.scope(tx, actor, [athlete_id])
    c = events.c
    done = (c.athlete_id == athlete_id, c.status == EventStatus.DONE, c.kind == EventKind.MEET)
    newest = select(events).where(*done).order_by(c.starts_on.desc(), c.id.desc()).limit(1)
    row = (await tx.run(newest)).one_or_none()
    return None if row is None else await _event(tx, athlete_id, row)


async def read(tx: Transaction, actor: Actor, athlete_id: int, event_id: int) -> Event:
    """An event, whatever became of it."""
    await access.scope(tx, actor, [athlete_id])
    row = (await tx.run(select(events).where(*_is(athlete_id, event_id)))).one_or_none()
    if row is None:
        raise NotFound(what="events")
    return await _event(tx, athlete_id, row)


async def plan_attempt(
    tx: Transaction,
    actor: Actor,
    athlete_id: int,
    event_id: int,
    exercise_id: int,
    number: int,
    planned_load_g: int | None = None,
) -> None:
    """Plan one of at most five attempts at a lift; a later one is never lighter than one before it."""
    await _planned(tx, actor, athlete_id, event_id)
    await tx.run(
        insert(event_attempts).values(
            athlete_id=athlete_id,
            event_id=event_id,
            exercise_id=exercise_id,
            attempt_number=number,
            planned_load_g=planned_load_g,
        )
    )
    await _check_rising(tx, athlete_id, event_id, exercise_id)


async def record_attempt(
    tx: Transaction,
    actor: Actor,
    athlete_id: int,
    event_id: int,
    exercise_id: int,
    number: int,
    result: AttemptResult,
    load_g: int | None = None,
    typed_load: Decimal | None = None,
    unit: Unit | None = None,
) -> None:
    """What became of a planned attempt. One that was made was made with a load."""
    await _planned(tx, actor, athlete_id, event_id)
    c = event_attempts.c
    this = (*_of_lift(athlete_id, event_id, exercise_id), c.attempt_number == number)
    known = await tx.run(
        update(event_attempts)
        .where(*this)
        .values(result=result, load_g=load_g, typed_load=typed_load, unit=unit)
    )
    if known.rowcount == 0:
        raise NotFound(what="event_attempts")
    await _check_rising(tx, athlete_id, event_id, exercise_id)


async def cancel(tx: Transaction, actor: Actor, athlete_id: int, event_id: int) -> None:
    """The event does not take place, or not with this athlete."""
    await access.scope(tx, actor, [athlete_id])
    await steps.move(tx, events, athlete_id, event_id, EventStatus.CANCELLED)


async def finish(tx: Transaction, actor: Actor, athlete_id: int, event_id: int, now: datetime) -> None:
    """The event is over: the best attempt made at each lift is a max that was tested."""
    event = await read(tx, actor, athlete_id, event_id)
    await steps.move(tx, events, athlete_id, event_id, EventStatus.DONE)
    last_day = event.ends_on if event.ends_on is not None else event.starts_on
    rows = [
        {
            "athlete_id": athlete_id,
            "event_id": event_id,
            "exercise_id": best.exercise_id,
            "at": min(now, datetime.combine(last_day, MIDDAY)),
            "source": MaxSource.TESTED,
            "load_g": load_g,
            "typed_load": best.typed_load if best.typed_load is not None else from_grams(load_g, unit),
            "unit": unit,
            "reps": 1,
            "one_rm_g": load_g,
        }
        for best, load_g, unit in best_made(event.attempts, actor.unit)
    ]
    if rows:
        await tx.run(insert(maxes).values(rows))


def best_made(attempts: Sequence[Attempt], otherwise: Unit) -> list[tuple[Attempt, int, Unit]]:
    """Of each lift the heaviest attempt that was made, in the unit it was said in."""
    best: dict[int, tuple[Attempt, int, Unit]] = {}
    for attempt in attempts:
        if attempt.result is not AttemptResult.MADE or attempt.load_g is None:
            continue
        known = best.get(attempt.exercise_id)
        if known is None or attempt.load_g > known[1]:
            unit = attempt.unit if attempt.unit is not None else otherwise
            best[attempt.exercise_id] = (attempt, attempt.load_g, unit)
    return list(best.values())


async def _check_rising(tx: Transaction, athlete_id: int, event_id: int, exercise_id: int) -> None:
    """The meet rule for every event: the load never falls from one attempt to the next; design choice.

    An attempt that was passed has no load of its own.
    """
    c = event_attempts.c
    load = func.coalesce(c.load_g, c.planned_load_g)
    passed = c.result.is_not_distinct_from(AttemptResult.PASSED)
    rows = await tx.run(
        select(load)
        .where(*_of_lift(athlete_id, event_id, exercise_id), load.is_not(None), ~passed)
        .order_by(c.attempt_number)
    )
    loads = list(rows.scalars())
    if loads != sorted(loads):
        raise Refused(why="attempt_lighter")


async def _planned(tx: Transaction, actor: Actor, athlete_id: int, event_id: int) -> None:
    """An event that is still to come, locked until its attempts are written."""
    await access.scope(tx, actor, [athlete_id])
    c = events.c
    rows = await tx.run(select(c.status).where(*_is(athlete_id, event_id)).with_for_update())
    status = rows.scalar_one_or_none()
    if status is None:
        raise NotFound(what="events")
    if status is not EventStatus.PLANNED:
        raise Refused(why="event_over")


async def _event(tx: Transaction, athlete_id: int, row: Row[tuple[object, ...]]) -> Event:
    c = event_attempts.c
    mine = (c.athlete_id == athlete_id, c.event_id == row.id)
    found = await tx.run(select(event_attempts).where(*mine).order_by(c.exercise_id, c.attempt_number))
    attempts = tuple(
        Attempt(
            exercise_id=each.exercise_id,
            number=each.attempt_number,
            planned_load_g=each.planned_load_g,
            load_g=each.load_g,
            typed_load=each.typed_load,
            unit=each.unit,
            result=each.result,
        )
        for each in found
    )
    names = set(Event.__dataclass_fields__) - {"attempts"}
    return Event(**{name: getattr(row, name) for name in names}, attempts=attempts)


def _is(athlete_id: int, event_id: int) -> tuple[ColumnElement[bool], ...]:
    return events.c.athlete_id == athlete_id, events.c.id == event_id


def _of_lift(athlete_id: int, event_id: int, exercise_id: int) -> tuple[ColumnElement[bool], ...]:
    c = event_attempts.c
    return c.athlete_id == athlete_id, c.event_id == event_id, c.exercise_id == exercise_id
