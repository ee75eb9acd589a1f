"""The week that ends: what it says about the plan, proposed to the athlete and seen by the coach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from core.engine.disruptions import stage
from core.engine.models import (
    Exercise,
    Landmark,
    Muscle,
    PerformedSet,
    PlacedBlock,
    Trend,
    VolumeCounting,
)
from core.engine.one_more import OneMore, one_more
from core.engine.progression import VolumeStep, muscle_weeks, volume_step
from core.engine.review import EASY, review
from core.engine.strain import WeekLoad
from core.engine.trends import TREND_DAYS
from core.engine.volume import hard_sets, landmark
from core.persistence.database import Transaction
from core.persistence.tables import check_ins
from core.services import (
    access,
    blocks,
    disruptions,
    figures,
    history,
    landmarks,
    library,
    limits,
    profile,
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
    exercises = {number: each.exercise for number, each in named.items()}
    own = await landmarks.for_engine(tx, actor)
    steps = await _volume(tx, actor, on, current, week, exercises, own)
    reviewed = replace(
        await reviewed_week.of(tx, actor, on, current, _at(placed, on + timedelta(days=1)), past, named),
        one_more=await _one_more(tx, actor, on, current, steps, exercises, own),
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
        volume=() if reviewed.deload_next else steps,
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
    own: Mapping[Muscle, Landmark],
) -> tuple[VolumeStep, ...]:
    """Each muscle's sets counted as its landmark counts them: numbers of different counting are not compared."""
    if current.block.block_type in EASY:
        return ()
    counted = dict(await figures.week_volume(tx, actor, on))
    direct = hard_sets(week, tuple(exercises.values()), VolumeCounting.DIRECT)
    marks = {muscle: landmark(own, muscle) for muscle in Muscle}
    for muscle in (each for each, mark in marks.items() if mark.counting is VolumeCounting.DIRECT):
        counted[muscle] = direct.get(muscle, 0.0)
    steps = [
        volume_step(each, current.block.volume_target, marks[each.muscle])
        for each in muscle_weeks(week, exercises, counted, await _soreness(tx, actor, on))
    ]
    return tuple(step for step in steps if step.change != 0)


async def _one_more(
    tx: Transaction,
    actor: Actor,
    on: date,
    current: PlacedBlock,
    steps: Sequence[VolumeStep],
    exercises: Mapping[int, Exercise],
    own: Mapping[Muscle, Landmark],
) -> OneMore | None:
    """Nothing while something is in the way; lifts that hurt and those that a coach limits stay as they are."""
    if not steps or any(stage(each, on) is not None for each in await disruptions.standing(tx, actor)):
        return None
    limited = [
        each.exercise_id
        for each in await limits.for_engine(tx, actor)
        if each.avoid or each.most_sets is not None
    ]
    if None in limited:
        return None
    who = await profile.for_engine(tx, actor)
    newest = {each.exercise_id: each.level for each in await history.recent_pains(tx, actor, on)}
    hurt = [exercise_id for exercise_id, level in newest.items() if level > 0]
    without = {each for each in (*limited, *hurt) if each is not None}
    return one_more(steps, current.block, current.week_of(on), who, exercises, own, without)


async def _soreness(tx: Transaction, actor: Actor, on: date) -> Mapping[Muscle, int]:
    """The worst of each muscle that was said this week."""
    c = check_ins.c
    mine = (c.athlete_id == actor.athlete_id, c.local_date.between(week_start(on), on))
    worst: dict[Muscle, int] = {}
    for said in (await tx.run(select(c.soreness).where(*mine))).scalars():
        for muscle, level in said.items():
            worst[Muscle(muscle)] = max(level, worst.get(Muscle(muscle), 0))
    return worst
