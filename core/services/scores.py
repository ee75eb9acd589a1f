"""What a total is worth: typed by the athlete, or made at an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from core.engine.lifecycles import EventStatus
from core.engine.models import Sex
from core.engine.scores import (
    AgeDivision,
    Discipline,
    Scores,
    WeightClass,
    age_division,
    scores,
    weight_class,
)
from core.persistence.database import Transaction
from core.persistence.tables import exercises
from core.services import access, body_weights, events, profile
from core.services.access import Actor
from core.services.days import local_date
from core.services.events import Attempt


class Lift(StrEnum):
    """The lifts of a meet."""

    SQUAT = "squat"
    BENCH_PRESS = "bench_press"
    DEADLIFT = "deadlift"


# The curated exercises that a meet takes for each lift.
LIFT_OF: Mapping[str, Lift] = {
    "back_squat": Lift.SQUAT,
    "bench_press": Lift.BENCH_PRESS,
    "deadlift": Lift.DEADLIFT,
    "sumo_deadlift": Lift.DEADLIFT,
}
MOST_TOTAL_G = 1_500_000  # design choice: more than any total, equipped or not


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredTotal:
    """A total without equipment, with what its scores were made of."""

    total_g: int
    discipline: Discipline
    sex: Sex | None
    body_weight_g: int | None
    scores: Scores
    weight_class: WeightClass | None
    division: AgeDivision | None


async def of_total(tx: Transaction, actor: Actor, total_g: int, now: datetime) -> ScoredTotal:
    """A total of the three lifts, at the newest body weight."""
    return await _scored(tx, actor, total_g, Discipline.THREE_LIFTS, local_date(now, actor.zone), None)


async def of_event(tx: Transaction, actor: Actor, athlete_id: int, event_id: int) -> ScoredTotal | None:
    """The total of a finished event at the weight of that day, else the newest; None without a total.

    A total takes a made attempt at each of the three lifts; where only the bench press was contested, that one.
    """
    event = await events.read(tx, actor, athlete_id, event_id)
    if event.status is not EventStatus.DONE:
        return None
    lifts = await _lifts(tx, event.attempts)
    best_g: dict[Lift, int] = {}
    for attempt, load_g, _ in events.best_made(event.attempts, actor.unit):
        lift = lifts.get(attempt.exercise_id)
        if lift is not None:
            best_g[lift] = max(load_g, best_g.get(lift, 0))
    bench_alone = set(lifts.values()) == {Lift.BENCH_PRESS}
    if not best_g.keys() >= ({Lift.BENCH_PRESS} if bench_alone else set(Lift)):
        return None
    discipline = Discipline.BENCH_PRESS if bench_alone else Discipline.THREE_LIFTS
    athlete = access.seen_as(actor, athlete_id)
    return await _scored(tx, athlete, sum(best_g.values()), discipline, event.starts_on, event.body_weight_g)


async def _lifts(tx: Transaction, attempts: Sequence[Attempt]) -> dict[int, Lift]:
    """Which lift of a meet each attempted exercise is; any other exercise is none."""
    e = exercises.c
    attempted = {attempt.exercise_id for attempt in attempts}
    curated = (e.athlete_id.is_(None), e.organization_id.is_(None), e.key.in_(LIFT_OF))
    rows = await tx.run(select(e.id, e.key).where(e.id.in_(attempted), *curated))
    return {row.id: LIFT_OF[row.key] for row in rows}


async def _scored(
    tx: Transaction,
    actor: Actor,
    total_g: int,
    discipline: Discipline,
    on: date,
    body_weight_g: int | None,
) -> ScoredTotal:
    told = await profile.read(tx, actor)
    if body_weight_g is None:
        newest = await body_weights.current(tx, actor)
        body_weight_g = None if newest is None else newest.body_weight_g
    division = age_division(told.birth_date, on)
    return ScoredTotal(
        total_g=total_g,
        discipline=discipline,
        sex=told.sex,
        body_weight_g=body_weight_g,
        scores=scores(total_g, body_weight_g, told.sex, discipline=discipline),
        weight_class=weight_class(told.sex, body_weight_g, division),
        division=division,
    )
