"""Events: announced, attempted, and turned into maxes that were tested."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from core.engine.lifecycles import EventStatus
from core.engine.models import AttemptResult, EventKind, MaxSource
from core.engine.units import Unit
from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import maxes
from core.services import entered_maxes, events, macrocycles, planning
from core.services.access import Actor
from core.services.events import NewEvent
from tests.builders import NOW, athlete, coach_of

TODAY = NOW.date()
MADE, MISSED, PASSED = AttemptResult.MADE, AttemptResult.MISSED, AttemptResult.PASSED


async def lift_named(tx: Transaction, actor: Actor, name: str) -> int:
    return (await entered_maxes.read(tx, actor, f"{name} 100x1")).maxes[0].exercise_id


async def meet(tx: Transaction, actor: Actor, on: date = TODAY, ends_on: date | None = None) -> int:
    new = NewEvent(kind=EventKind.MEET, name="Cup", starts_on=on, ends_on=ends_on, weight_class_g=74_000)
    return await events.add(tx, actor, actor.athlete_id, new, NOW)


async def attempt(
    tx: Transaction,
    actor: Actor,
    event_id: int,
    exercise_id: int,
    number: int,
    kg: int,
    result: AttemptResult | None = None,
) -> None:
    at = (tx, actor, actor.athlete_id, event_id, exercise_id, number)
    await events.plan_attempt(*at, planned_load_g=kg * 1000)
    if result is not None:
        await events.record_attempt(*at, result, kg * 1000, Decimal(kg), Unit.KG)


async def test_the_best_attempt_made_at_each_lift_is_a_tested_max(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        squat, bench = await lift_named(tx, ana, "squat"), await lift_named(tx, ana, "bench")
        event_id = await meet(tx, ana, TODAY - timedelta(days=2))
        for number, (kg, result) in enumerate([(140, MADE), (147, MADE), (152, MISSED)], start=1):
            await attempt(tx, ana, event_id, squat, number, kg, result)
        await attempt(tx, ana, event_id, bench, 1, 100, MISSED)
        await events.finish(tx, ana, ana.athlete_id, event_id, NOW)
        (tested,) = (await tx.run(select(maxes))).all()
        event = await events.read(tx, ana, ana.athlete_id, event_id)
    assert (tested.exercise_id, tested.load_g, tested.reps, tested.one_rm_g) == (squat, 147_000, 1, 147_000)
    assert (tested.source, tested.event_id) == (MaxSource.TESTED, event_id)
    assert (tested.typed_load, tested.unit) == (Decimal(147), Unit.KG)
    assert tested.at.date() == TODAY - timedelta(days=2), "a max is as old as its lift"
    assert event.status is EventStatus.DONE
    assert [a.result for a in event.attempts if a.exercise_id == squat] == [MADE, MADE, MISSED]


async def test_a_finished_event_is_not_finished_twice_and_takes_no_attempts(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        squat = await lift_named(tx, ana, "squat")
        event_id = await meet(tx, ana)
        await attempt(tx, ana, event_id, squat, 1, 140, MADE)
        await events.finish(tx, ana, ana.athlete_id, event_id, NOW)
        with pytest.raises(Refused, match="illegal_step"):
            await events.finish(tx, ana, ana.athlete_id, event_id, NOW)
        with pytest.raises(Refused, match="event_over"):
            await attempt(tx, ana, event_id, squat, 2, 150)
        assert len((await tx.run(select(maxes))).all()) == 1


async def test_an_event_without_attempts_ends_without_maxes(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        event_id = await meet(tx, ana)
        await events.finish(tx, ana, ana.athlete_id, event_id, NOW)
        assert (await tx.run(select(maxes))).all() == []


async def test_what_is_ahead_is_listed_and_what_is_over_or_cancelled_is_not(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        later = await meet(tx, ana, TODAY + timedelta(days=30))
        sooner = await meet(tx, ana, TODAY + timedelta(days=3))
        running = await meet(tx, ana, TODAY - timedelta(days=1), ends_on=TODAY)
        await meet(tx, ana, TODAY - timedelta(days=1))
        cancelled = await meet(tx, ana, TODAY + timedelta(days=9))
        await events.cancel(tx, ana, ana.athlete_id, cancelled)
        ahead = await events.upcoming(tx, ana, ana.athlete_id, TODAY)
    assert [event.id for event in ahead] == [running, sooner, later]


async def test_a_new_plan_is_for_the_next_event(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        event_id = await meet(tx, ana, TODAY + timedelta(days=30))
        await planning.renew(tx, ana, NOW)
        made = await macrocycles.active(tx, ana, ana.athlete_id)
    assert made is not None
    assert made.event_id == event_id


@pytest.mark.parametrize(
    ("kilograms", "number", "why"),
    [
        ([(1, 140)], 1, "attempt_taken"),
        ([(1, 140), (2, 150), (3, 155), (4, 160), (5, 165)], 6, "too_many_attempts"),
        ([(1, 180)], 2, "attempt_lighter"),
        ([(1, 100), (3, 160)], 2, "attempt_lighter"),
    ],
)
async def test_an_attempt_that_cannot_be_is_refused(
    db: Database, kilograms: list[tuple[int, int]], number: int, why: str
) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        squat = await lift_named(tx, ana, "squat")
        event_id = await meet(tx, ana)
        for earlier, kg in kilograms:
            await attempt(tx, ana, event_id, squat, earlier, kg)
    with pytest.raises(Refused, match=why):
        async with db.transaction() as tx:
            await attempt(tx, ana, event_id, squat, number, 170)


async def test_an_attempt_that_was_made_was_made_with_a_load(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        squat = await lift_named(tx, ana, "squat")
        event_id = await meet(tx, ana)
        await attempt(tx, ana, event_id, squat, 1, 140)
    with pytest.raises(Refused, match="attempt_without_load"):
        async with db.transaction() as tx:
            await events.record_attempt(tx, ana, ana.athlete_id, event_id, squat, 1, MADE)


async def test_an_attempt_that_was_passed_has_no_load_to_stay_above(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        squat = await lift_named(tx, ana, "squat")
        event_id = await meet(tx, ana)
        await attempt(tx, ana, event_id, squat, 1, 140, MADE)
        await attempt(tx, ana, event_id, squat, 2, 150, PASSED)
        await attempt(tx, ana, event_id, squat, 3, 145, MADE)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (
            NewEvent(kind=EventKind.RACE, name="Run", starts_on=TODAY, ends_on=date(2026, 1, 1)),
            "dates_reversed",
        ),
        (NewEvent(kind=EventKind.TEST, name="", starts_on=TODAY), "name_length"),
        (NewEvent(kind=EventKind.MATCH, name="x", starts_on=TODAY, weight_class_g=1), "out_of_range"),
    ],
)
async def test_an_event_that_cannot_be_is_refused(db: Database, new: NewEvent, why: str) -> None:
    ana = await athlete(db)
    with pytest.raises(Refused, match=why):
        async with db.transaction() as tx:
            await events.add(tx, ana, ana.athlete_id, new, NOW)


async def test_what_is_nobodys_event_cannot_be_touched(db: Database) -> None:
    ana, bob = await athlete(db, 1, "Ana"), await athlete(db, 2, "Bob")
    async with db.transaction() as tx:
        event_id = await meet(tx, ana)
        for stranger in (bob.athlete_id, ana.athlete_id):
            with pytest.raises((NotFound, NotAllowed)):
                await events.read(tx, bob, stranger, event_id)
        with pytest.raises(NotFound):
            await events.record_attempt(tx, ana, ana.athlete_id, event_id, 1, 1, PASSED)


async def test_a_coach_announces_an_event_for_an_athlete(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        new = NewEvent(kind=EventKind.TEST, name="Test day", starts_on=TODAY)
        event_id = await events.add(tx, kim, ana.athlete_id, new, NOW)
        assert [e.id for e in await events.upcoming(tx, ana, ana.athlete_id, TODAY)] == [event_id]
