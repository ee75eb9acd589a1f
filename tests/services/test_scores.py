"""Totals of events and their scores, from what is known of the athlete."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.engine.models import AttemptResult, EventKind, Sex
from core.engine.scores import AgeDivision, Discipline, WeightClass
from core.engine.units import Unit
from core.errors import NotAllowed, NotFound
from core.persistence.database import Database, Transaction
from core.services import body_weights, entered_maxes, events, profile, scores
from core.services.access import Actor
from core.services.events import NewEvent
from tests.builders import NOW, athlete, coach_of

TODAY = NOW.date()
MADE, MISSED = AttemptResult.MADE, AttemptResult.MISSED
FULL_MEET = (("squat", 180, MADE), ("bench", 120, MADE), ("deadlift", 220, MADE))


async def meet(
    tx: Transaction,
    actor: Actor,
    attempts: Sequence[tuple[str, int, AttemptResult]] = FULL_MEET,
    body_weight_g: int | None = None,
    on: date = TODAY,
    kind: EventKind = EventKind.MEET,
    done: bool = True,
) -> int:
    new = NewEvent(kind=kind, name="Cup", starts_on=on, body_weight_g=body_weight_g)
    event_id = await events.add(tx, actor, actor.athlete_id, new, NOW)
    taken: dict[str, int] = {}
    for name, kg, result in attempts:
        taken[name] = number = taken.get(name, 0) + 1
        exercise_id = (await entered_maxes.read(tx, actor, f"{name} 100x1")).maxes[0].exercise_id
        at = (tx, actor, actor.athlete_id, event_id, exercise_id, number)
        await events.plan_attempt(*at, planned_load_g=kg * 1000)
        await events.record_attempt(*at, result, kg * 1000, Decimal(kg), Unit.KG)
    if done:
        await events.finish(tx, actor, actor.athlete_id, event_id, NOW)
    return event_id


async def test_a_meets_total_is_the_best_attempt_made_at_each_lift(db: Database) -> None:
    ana = await athlete(db, sex=Sex.FEMALE, birth_date=date(2005, 12, 31))
    attempts = (
        *(("squat", 150, MADE), ("squat", 160, MADE), ("squat", 170, MISSED)),
        *(("bench", 90, MISSED), ("bench", 90, MADE)),
        *(("deadlift", 180, MADE), ("sumo deadlift", 200, MADE), ("press", 60, MADE)),
    )
    async with db.transaction() as tx:
        event_id = await meet(tx, ana, attempts, body_weight_g=63_000)
        await body_weights.add(tx, ana, Decimal(70), Unit.KG, NOW)
        total = await scores.of_event(tx, ana, ana.athlete_id, event_id)
    assert total is not None
    assert (total.total_g, total.discipline) == (450_000, Discipline.THREE_LIFTS)
    assert (total.body_weight_g, total.weight_class) == (63_000, WeightClass(63_000)), "as of that day"
    assert total.division is AgeDivision.JUNIOR
    assert total.scores.dots == pytest.approx(483.982, abs=5e-4)
    assert total.scores.ipf_gl == pytest.approx(98.452, abs=5e-4)


async def test_without_a_weight_of_that_day_the_newest_counts(db: Database) -> None:
    ben = await athlete(db, sex=Sex.MALE)
    async with db.transaction() as tx:
        event_id = await meet(tx, ben)
        unweighed = await scores.of_event(tx, ben, ben.athlete_id, event_id)
        for kg in (90, 83):
            await body_weights.add(tx, ben, Decimal(kg), Unit.KG, NOW)
        total = await scores.of_event(tx, ben, ben.athlete_id, event_id)
    assert unweighed is not None
    assert unweighed.total_g == 520_000
    assert (unweighed.scores.dots, unweighed.weight_class, unweighed.division) == (None, None, None)
    assert total is not None
    assert (total.body_weight_g, total.weight_class) == (83_000, WeightClass(83_000))
    assert total.scores.dots == pytest.approx(472.561 * 520 / 700, abs=5e-4)


async def test_where_only_the_bench_press_was_contested_it_is_scored_alone(db: Database) -> None:
    ana = await athlete(db, sex=Sex.FEMALE)
    async with db.transaction() as tx:
        event_id = await meet(tx, ana, [("bench", 120, MADE)], body_weight_g=70_500)
        total = await scores.of_event(tx, ana, ana.athlete_id, event_id)
    assert total is not None
    assert (total.total_g, total.discipline) == (120_000, Discipline.BENCH_PRESS)
    assert total.scores.ipf_gl == pytest.approx(96.78 * 120 / 122.5, abs=0.01)


@pytest.mark.parametrize(
    ("attempts", "done"),
    [
        ((), True),
        (FULL_MEET, False),
        (FULL_MEET[:2], True),
        ((("squat", 180, MISSED), *FULL_MEET[1:]), True),
        ((("squat", 180, MISSED), ("bench", 120, MADE)), True),
        ((*FULL_MEET[:2], ("romanian deadlift", 200, MADE)), True),
    ],
)
async def test_without_a_made_attempt_at_each_lift_there_is_no_total(
    db: Database, attempts: Sequence[tuple[str, int, AttemptResult]], done: bool
) -> None:
    ana = await athlete(db, sex=Sex.FEMALE)
    async with db.transaction() as tx:
        event_id = await meet(tx, ana, attempts, body_weight_g=63_000, done=done)
        assert await scores.of_event(tx, ana, ana.athlete_id, event_id) is None


async def test_the_last_meet_is_the_newest_one_that_is_done(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        assert await events.last_meet(tx, ana, ana.athlete_id) is None
        newest = await meet(tx, ana, on=TODAY - timedelta(days=5))
        await meet(tx, ana, on=TODAY - timedelta(days=300))
        await meet(tx, ana, on=TODAY - timedelta(days=1), kind=EventKind.TEST)
        await meet(tx, ana, on=TODAY, done=False)
        found = await events.last_meet(tx, ana, ana.athlete_id)
    assert found is not None
    assert (found.id, len(found.attempts)) == (newest, 3)


async def test_a_coach_sees_the_athletes_scores_and_a_stranger_nothing(db: Database) -> None:
    ana = await athlete(db, 1, "Ana", sex=Sex.FEMALE)
    kim, bob = await athlete(db, 2, "Kim", sex=Sex.MALE), await athlete(db, 3, "Bob")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        event_id = await meet(tx, ana)
        await body_weights.add(tx, ana, Decimal(63), Unit.KG, NOW)
        await body_weights.add(tx, kim, Decimal(100), Unit.KG, NOW)
        seen = await scores.of_event(tx, kim, ana.athlete_id, event_id)
        assert seen is not None
        assert (seen.sex, seen.body_weight_g) == (Sex.FEMALE, 63_000)
        with pytest.raises(NotAllowed):
            await scores.of_event(tx, bob, ana.athlete_id, event_id)
        with pytest.raises(NotFound):
            await scores.of_event(tx, bob, bob.athlete_id, event_id)


async def test_a_typed_total_is_scored_by_what_is_known_today(db: Database) -> None:
    ana = await athlete(db)
    async with db.transaction() as tx:
        assert (await scores.of_total(tx, ana, 450_000, NOW)).scores.dots is None
        await profile.change(tx, ana, NOW, sex=Sex.FEMALE, birth_date=date(1980, 1, 1))
        await body_weights.add(tx, ana, Decimal(63), Unit.KG, NOW)
        total = await scores.of_total(tx, ana, 450_000, NOW)
    assert total.scores.dots == pytest.approx(483.982, abs=5e-4)
    assert (total.weight_class, total.division) == (WeightClass(63_000), AgeDivision.MASTERS_1)
