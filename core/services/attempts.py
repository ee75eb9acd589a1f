"""What to open with at a meet or a test, lift by lift, and what became of each attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.engine import ENGINE_VERSION
from core.engine.attempts import Advice, advise, next_g
from core.engine.loads import loadable_steps_g
from core.engine.models import (
    AttemptResult,
    BlockType,
    EventKind,
    Exercise,
    PlannedDay,
    Profile,
    Reason,
    Snapshot,
    Sport,
)
from core.engine.safety import may_test
from core.engine.units import from_grams
from core.persistence.database import Transaction
from core.services import check_ins, events, history, macrocycles, profile, strengths
from core.services.access import Actor
from core.services.days import local_date
from core.services.events import Attempt, Event
from core.services.strengths import Known, has_max

WITH_ATTEMPTS = frozenset({EventKind.MEET, EventKind.TEST})
CONTESTED = frozenset({Sport.POWERLIFTING, Sport.WEIGHTLIFTING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """A main lift at an event: what is advised, what was done, and the load that comes next."""

    exercise_id: int
    name: str
    advice: Advice | None  # None where too little is known, or nothing so light can be loaded
    done: tuple[Attempt, ...]
    next_g: int | None
    against: Reason | None = None  # why today is no day to test it


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """An event and its lifts."""

    event: Event
    lifts: tuple[Lift, ...] = ()


async def page(tx: Transaction, actor: Actor, event_id: int, now: datetime) -> EventPage:
    """The actor's event as it stands."""
    event = await events.read(tx, actor, actor.athlete_id, event_id)
    if event.kind not in WITH_ATTEMPTS:
        return EventPage(event=event)
    who = await profile.for_engine(tx, actor)
    slots = await _main_lifts(tx, actor)
    past = await strengths.known(tx, actor, now, who.training_age, also=slots)
    lifts = {i: past.named[i].exercise for i in slots if i in past.named and has_max(past.named[i])}
    if event.kind is EventKind.MEET:
        lifts = _lifted_at_meets(lifts)
    known = await strengths.of(tx, actor, past, lifts)
    today = None if event.kind is EventKind.MEET else await _today(tx, actor, event, lifts, who, past)
    found = []
    for exercise_id, exercise in lifts.items():
        strength, steps_g = known[exercise_id], loadable_steps_g(who.kit, exercise)
        advice = None if strength is None else advise(strength, steps_g, event.kind)
        done = tuple(
            each for each in event.attempts if each.exercise_id == exercise_id and each.result is not None
        )
        against = None if today is None else may_test(today, exercise)
        results = [
            (each.load_g, each.result is AttemptResult.MADE) for each in done if each.load_g is not None
        ]
        found.append(
            Lift(
                exercise_id=exercise_id,
                name=past.named[exercise_id].name,
                advice=advice,
                done=done,
                next_g=None if advice is None or against else next_g(advice, steps_g, results),
                against=against,
            )
        )
    return EventPage(event=event, lifts=tuple(found))


async def record(
    tx: Transaction, actor: Actor, event_id: int, exercise_id: int, load_g: int, *, made: bool
) -> None:
    """Write the next attempt of a lift down as it went."""
    event = await events.read(tx, actor, actor.athlete_id, event_id)
    number = 1 + sum(each.exercise_id == exercise_id for each in event.attempts)
    result = AttemptResult.MADE if made else AttemptResult.MISSED
    mine = (tx, actor, actor.athlete_id, event_id, exercise_id, number)
    await events.plan_attempt(*mine, load_g)
    typed = from_grams(load_g, actor.unit)
    await events.record_attempt(*mine, result, load_g, typed, actor.unit)


def _lifted_at_meets(lifts: dict[int, Exercise]) -> dict[int, Exercise]:
    """Those that are contested, squat, bench press and deadlift in this order; all where none of them is.

    The library lists them in the order of a meet.
    """
    contested = {i: lifts[i] for i in sorted(lifts) if lifts[i].sport in CONTESTED}
    return contested or lifts


async def _main_lifts(tx: Transaction, actor: Actor) -> tuple[int, ...]:
    """Those of the plan, each once."""
    plan = await macrocycles.active(tx, actor, actor.athlete_id)
    return () if plan is None else tuple(dict.fromkeys(plan.blocks[0].block.main_lifts.values()))


async def _today(
    tx: Transaction, actor: Actor, event: Event, lifts: Mapping[int, Exercise], who: Profile, past: Known
) -> Snapshot | None:
    """What is known on the day of a test; None on any other day."""
    on = local_date(past.at, actor.zone)
    if not event.starts_on <= on <= (event.ends_on or event.starts_on):
        return None
    sign = await history.newest_sign(tx, actor)
    return Snapshot(
        engine_version=ENGINE_VERSION,
        now=past.at,
        local_date=on,
        profile=who,
        day=PlannedDay(day_number=1, weekday=on.isoweekday(), exercises=()),
        block_type=BlockType.REALIZATION,
        week_in_block=0,
        block_weeks=1,
        rir_start=0.0,
        rir_end=0.0,
        exercises=tuple(lifts.values()),
        maxes=(),
        history=past.sets,
        check_in=await check_ins.of_day(tx, actor, on),
        week_sets={},
        pains=await history.recent_pains(tx, actor, on),
        red_flag=sign.flag if sign is not None and not sign.cleared else None,
    )
