"""The week that ends: what it says about the plan, proposed to the athlete and seen by the coach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from core.engine.models import Exercise, Muscle, PerformedSet, PlacedBlock, Trend
from core.engine.progression import VolumeStep, muscle_weeks, volume_step
from core.engine.review import EASY, review
from core.engine.strain import WeekLoad
from core.engine.trends import TREND_DAYS
from core.engine.volume import landmark
from core.persistence.database import Transaction
from core.persistence.tables import check_ins
from core.services import (
    access,
    blocks,
    figures,
    history,
    landmarks,
    library,
    reviewed_week,
    strain,
    suggestions,
)
from core.services.access import Actor
from core.services.days import local_date, week_start
from core.services.suggestions import Suggestion


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
    reviewed = await reviewed_week.of(
        tx, actor, on, current, _at(placed, on + timedelta(days=1)), past, named
    )
    await suggestions.let_lapse(tx, actor, now)
    suggested = [await suggestions.suggest(tx, actor, each, now, named) for each in review(reviewed)]
    return Weekly(
        workouts=reviewed.workouts,
        done_pct=None if reviewed.compliance is None else 100.0 * reviewed.compliance,
        trends=tuple(
            (named[lift.exercise_id].name, lift.course.trend)
            for lift in reviewed.lifts
            if lift.course is not None and lift.course.trend is not None
        ),
        volume=await _volume(tx, actor, on, current, week, {i: each.exercise for i, each in named.items()}),
        load=await strain.of_week(tx, actor.athlete_id, on),
        suggestions=tuple(suggested),
    )


def _at(placed: Sequence[PlacedBlock], on: date) -> PlacedBlock | None:
    return next((each for each in placed if each.starts_on <= on < each.ends_on), None)


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
