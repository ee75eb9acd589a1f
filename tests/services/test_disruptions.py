"""Disruptions: what they take from the plan, they give back; they are asked about, watched, and end by themselves."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from core.engine.disruptions import due_for_question
from core.engine.lifecycles import DisruptionStatus, WorkoutStatus
from core.engine.models import DisruptionKind, Severity
from core.errors import NotFound, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import disruptions as table
from core.persistence.tables import workouts
from core.services import access, disruptions
from core.services.access import Actor
from core.services.disruptions import Report, Settled
from tests.builders import NOW, athlete
from tests.services.training_days import exercise_id, workout_on

TODAY = NOW.date()
Change = Callable[[Transaction, Actor, int, datetime], Awaitable[None]]


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def at(number: int) -> datetime:
    return NOW + timedelta(days=number)


def flu(first: int = 0, last: int | None = 7, severity: Severity = Severity.MAJOR) -> Report:
    return Report(
        kind=DisruptionKind.ILLNESS,
        severity=severity,
        starts_on=day(first),
        ends_on=None if last is None else day(last),
    )


async def report(db: Database, actor: Actor, said: Report, days: int = 0) -> int:
    async with db.transaction() as tx:
        return await disruptions.report(tx, actor, said, at(days))


async def change(db: Database, actor: Actor, to: Change, disruption_id: int, days: int = 0) -> None:
    async with db.transaction() as tx:
        await to(tx, actor, disruption_id, at(days))


async def planned(db: Database, actor: Actor, days: Sequence[int]) -> dict[int, int]:
    """A planned workout on each of these days: day -> id."""
    return {number: await workout_on(db, actor, at(number), WorkoutStatus.PLANNED) for number in days}


async def statuses(db: Database, actor: Actor) -> list[tuple[int, str]]:
    """Day and status of every workout."""
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        c = workouts.c
        rows = await tx.run(select(c.local_date, c.status).order_by(c.local_date, c.id))
        return [((row.local_date - TODAY).days, str(row.status)) for row in rows]


async def settle(db: Database, actor: Actor, days: int) -> Settled:
    async with db.transaction() as tx:
        return await disruptions.settle(tx, actor, at(days))


async def status_of(db: Database, actor: Actor, disruption_id: int) -> DisruptionStatus:
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        found = await tx.run(select(table.c.status).where(table.c.id == disruption_id))
        status: DisruptionStatus = found.scalar_one()
        return status


@pytest.mark.parametrize("kind", DisruptionKind)
@pytest.mark.parametrize("severity", Severity)
async def test_every_kind_and_severity_is_written_down(
    db: Database, kind: DisruptionKind, severity: Severity
) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    said = Report(
        kind=kind,
        severity=severity,
        starts_on=day(-2),
        exercise_ids=[squat, squat],
        description="left knee",
    )
    disruption_id = await report(db, ana, said)
    async with db.transaction() as tx:
        (found,) = await disruptions.of(tx, ana)
    assert (found.id, found.kind, found.severity, found.status) == (disruption_id, kind, severity, "active")
    assert (found.starts_on, found.ends_on) == (day(-2), None)
    assert found.exercise_ids == {squat}
    assert found.description == "left knee"


async def test_a_major_one_skips_what_is_planned_inside_its_dates_and_resolving_undoes_it(
    db: Database,
) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    await planned(db, ana, [1, 3, 7, 8])
    await planned(db, boris, [3])
    await workout_on(db, ana, at(2), WorkoutStatus.SKIPPED)  # by herself, before
    ill = await report(db, ana, flu(0, 7))
    skipped = [(1, "skipped"), (2, "skipped"), (3, "skipped"), (7, "skipped"), (8, "planned")]
    assert await statuses(db, ana) == skipped
    assert await statuses(db, boris) == [(3, "planned")]
    await change(db, ana, disruptions.resolve, ill, days=3)
    assert await statuses(db, ana) == [
        (1, "skipped"),
        (2, "skipped"),
        (3, "planned"),
        (7, "planned"),
        (8, "planned"),
    ], "what is past, and what she had skipped herself, stays"


@pytest.mark.parametrize("severity", [Severity.MINOR, Severity.MODERATE])
async def test_a_lesser_one_leaves_the_plan(db: Database, severity: Severity) -> None:
    ana = await athlete(db)
    await planned(db, ana, [1])
    await report(db, ana, flu(severity=severity))
    assert await statuses(db, ana) == [(1, "planned")]


async def test_a_major_one_of_single_lifts_leaves_the_plan(db: Database) -> None:
    ana, squat = await athlete(db), await exercise_id(db, "back_squat")
    await planned(db, ana, [1])
    said = Report(kind=DisruptionKind.INJURY, severity=Severity.MAJOR, starts_on=TODAY, exercise_ids=[squat])
    await report(db, ana, said)
    assert await statuses(db, ana) == [(1, "planned")]


@pytest.mark.parametrize("first_over", [0, 1])
async def test_of_two_at_once_what_either_still_stops_stays_skipped(db: Database, first_over: int) -> None:
    ana = await athlete(db)
    await planned(db, ana, [2, 5])
    both = [await report(db, ana, flu(0, 7)), await report(db, ana, flu(4, 9))]
    assert await statuses(db, ana) == [(2, "skipped"), (5, "skipped")]
    await change(db, ana, disruptions.resolve, both[first_over], days=1)
    left = [(2, "planned"), (5, "skipped")] if first_over == 0 else [(2, "skipped"), (5, "skipped")]
    assert await statuses(db, ana) == left
    await change(db, ana, disruptions.resolve, both[1 - first_over], days=1)
    assert await statuses(db, ana) == [(2, "planned"), (5, "planned")]


async def test_a_workout_that_was_made_in_its_place_is_not_doubled(db: Database) -> None:
    ana = await athlete(db)
    await planned(db, ana, [2])
    ill = await report(db, ana, flu())
    await planned(db, ana, [2])  # trained anyway
    await change(db, ana, disruptions.resolve, ill)
    assert await statuses(db, ana) == [(2, "skipped"), (2, "planned")]


async def test_watched_means_training_goes_on_and_it_may_come_back(db: Database) -> None:
    ana = await athlete(db)
    await planned(db, ana, [2, 20])
    ill = await report(db, ana, flu(0, None))
    assert await statuses(db, ana) == [(2, "skipped"), (20, "skipped")]
    await change(db, ana, disruptions.monitor, ill, days=1)
    assert await statuses(db, ana) == [(2, "planned"), (20, "planned")]
    await change(db, ana, disruptions.again, ill, days=3)
    assert await statuses(db, ana) == [(2, "planned"), (20, "skipped")], "from that day on"
    await change(db, ana, disruptions.resolve, ill, days=4)
    assert await statuses(db, ana) == [(2, "planned"), (20, "planned")]


@pytest.mark.parametrize("to", [disruptions.resolve, disruptions.monitor])
async def test_what_is_resolved_is_not_ended_again(db: Database, to: Change) -> None:
    ana = await athlete(db)
    ill = await report(db, ana, flu())
    await change(db, ana, disruptions.resolve, ill)
    with pytest.raises(Refused, match="illegal_step"):
        await change(db, ana, to, ill)
    await change(db, ana, disruptions.again, ill)
    assert await status_of(db, ana, ill) == "active"


@pytest.mark.parametrize("to", [disruptions.resolve, disruptions.again, disruptions.still_there])
async def test_nobody_settles_somebody_elses(db: Database, to: Change) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    hers = await report(db, ana, flu())
    with pytest.raises(NotFound):
        await change(db, boris, to, hers)


@pytest.mark.parametrize(
    ("kind", "severity", "watched_days"),
    [
        (DisruptionKind.ILLNESS, Severity.MINOR, 7),
        (DisruptionKind.ILLNESS, Severity.MODERATE, 7),
        (DisruptionKind.ILLNESS, Severity.MAJOR, 14),
        (DisruptionKind.INJURY, Severity.MINOR, 7),
        (DisruptionKind.INJURY, Severity.MODERATE, 56),
        (DisruptionKind.INJURY, Severity.MAJOR, 56),
    ],
)
async def test_what_has_passed_its_end_is_watched_for_a_while_and_then_over(
    db: Database, kind: DisruptionKind, severity: Severity, watched_days: int
) -> None:
    ana = await athlete(db)
    ill = await report(db, ana, Report(kind=kind, severity=severity, starts_on=TODAY, ends_on=day(3)))
    assert await settle(db, ana, 3) == Settled(monitoring=(), resolved=()), "its last day is one of its days"
    assert await settle(db, ana, 4) == Settled(monitoring=(ill,), resolved=())
    assert await settle(db, ana, 3 + watched_days) == Settled(monitoring=(), resolved=())
    assert await settle(db, ana, 4 + watched_days) == Settled(monitoring=(), resolved=(ill,))
    assert await status_of(db, ana, ill) == "resolved"
    assert await settle(db, ana, 90) == Settled(monitoring=(), resolved=())


@pytest.mark.parametrize("kind", DisruptionKind)
@pytest.mark.parametrize("severity", Severity)
async def test_said_to_be_over_what_weighed_on_the_body_is_watched_first(
    db: Database, kind: DisruptionKind, severity: Severity
) -> None:
    ana = await athlete(db)
    number = await report(db, ana, Report(kind=kind, severity=severity, starts_on=TODAY))
    of_the_body = kind in (DisruptionKind.INJURY, DisruptionKind.ILLNESS) and severity is not Severity.MINOR
    async with db.transaction() as tx:
        assert await disruptions.end(tx, ana, number, at(2)) == of_the_body
        left = [(each.status, each.ends_on) for each in await disruptions.of(tx, ana)]
    assert left == ([(DisruptionStatus.MONITORING, day(2))] if of_the_body else [])
    if of_the_body:
        async with db.transaction() as tx:
            assert not await disruptions.end(tx, ana, number, at(3)), "said again: all is well"
            assert await disruptions.of(tx, ana) == ()


async def test_long_after_both_steps_are_taken_at_once(db: Database) -> None:
    ana = await athlete(db)
    ill, open_ended = await report(db, ana, flu(0, 3)), await report(db, ana, flu(0, None))
    assert await settle(db, ana, 60) == Settled(monitoring=(), resolved=(ill,))
    assert await status_of(db, ana, open_ended) == "active", "without an end somebody has to be asked"


async def test_an_open_end_is_asked_about_every_week(db: Database) -> None:
    ana = await athlete(db)
    ill = await report(db, ana, flu(0, None))
    await report(db, ana, flu(0, 60))

    async def asked(days: float) -> list[int]:
        async with db.transaction() as tx:
            now = NOW + timedelta(days=days)
            return [each.id for each in await disruptions.of(tx, ana) if due_for_question(each, now)]

    assert [await asked(days) for days in (0, 6.9, 7, 12)] == [[], [], [ill], [ill]]
    await change(db, ana, disruptions.still_there, ill, days=8)
    assert [await asked(days) for days in (8, 14.9, 15)] == [[], [], [ill]]
    await change(db, ana, disruptions.monitor, ill, days=16)
    assert await asked(40) == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (flu(3, 1), "dates_reversed"),
        (
            Report(
                kind=DisruptionKind.OTHER, severity=Severity.MINOR, starts_on=TODAY, description="x" * 2_001
            ),
            "text_too_long",
        ),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(db: Database, said: Report, why: str) -> None:
    ana = await athlete(db)
    await planned(db, ana, [1])
    with pytest.raises(Refused, match=why):
        await report(db, ana, said)
    async with db.transaction() as tx:
        assert await disruptions.of(tx, ana) == ()
    assert await statuses(db, ana) == [(1, "planned")]


async def test_a_lift_that_does_not_exist_is_refused(db: Database) -> None:
    said = Report(kind=DisruptionKind.INJURY, severity=Severity.MINOR, starts_on=TODAY, exercise_ids=[2**40])
    with pytest.raises(NotFound):
        await report(db, await athlete(db), said)
