"""What comes in between training: reported, watched, over. What it took from the plan it gives back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, literal_column, select, update

from core.engine.disruptions import comes_back_slowly, is_past, question_at
from core.engine.lifecycles import DisruptionStatus, MacrocycleStatus, WorkoutStatus
from core.engine.models import Disruption, DisruptionAdjustment, DisruptionKind, Severity
from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import disruption_lifts, disruptions, macrocycles, workouts
from core.services import access, library, steps
from core.services.access import Actor
from core.services.days import local_date

# Back to planned: skipped still, not over, and nothing else has taken its place on that date.
GIVE_BACK = """
UPDATE workouts w SET status = 'planned'
WHERE w.athlete_id = %(athlete_id)s AND w.id = ANY(%(ids)s) AND w.status = 'skipped' AND w.local_date >= %(today)s
  AND NOT EXISTS (SELECT FROM workouts o WHERE o.athlete_id = w.athlete_id AND o.local_date = w.local_date
    AND o.day_number IS NOT DISTINCT FROM w.day_number AND o.status IN ('planned', 'in_progress'))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody says came in between. No lifts: all of them; no end: open."""

    kind: DisruptionKind
    severity: Severity
    starts_on: date
    ends_on: date | None = None
    exercise_ids: Collection[int] = ()
    description: str | None = None
    workout_id: int | None = None  # the workout that it was reported in


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What time alone has changed."""

    monitoring: tuple[int, ...]
    resolved: tuple[int, ...]


async def report(tx: Transaction, actor: Actor, said: Report, now: datetime) -> int:
    """Write it down. Something major that covers all lifts skips the workouts planned inside its dates."""
    await _begin(tx, actor)
    lifts = sorted(set(said.exercise_ids))
    await library.check_known(tx, actor, lifts)
    plan = select(macrocycles.c.id).where(
        macrocycles.c.athlete_id == actor.athlete_id, macrocycles.c.status == MacrocycleStatus.ACTIVE
    )
    made = await tx.run(
        insert(disruptions)
        .values(
            athlete_id=actor.athlete_id,
            reported_at=now,
            macrocycle_id=plan.scalar_subquery(),
            workout_id=said.workout_id,
            kind=said.kind,
            severity=said.severity,
            starts_on=said.starts_on,
            ends_on=said.ends_on,
            description=said.description,
        )
        .returning(disruptions.c.id)
    )
    disruption_id: int = made.scalar_one()
    rows = [
        {"athlete_id": actor.athlete_id, "disruption_id": disruption_id, "exercise_id": exercise_id}
        for exercise_id in lifts
    ]
    if rows:
        await tx.run(insert(disruption_lifts).values(rows))
    await _take(tx, actor, disruption_id)
    return disruption_id


async def of(tx: Transaction, actor: Actor) -> tuple[Disruption, ...]:
    """Everything that is not resolved, the oldest first."""
    await access.scope(tx, actor)
    return await standing(tx, actor)


async def standing(tx: Transaction, actor: Actor) -> tuple[Disruption, ...]:
    """The same where the caller has opened the scope."""
    c = disruptions.c
    lifts = (
        select(
            func.coalesce(func.array_agg(disruption_lifts.c.exercise_id), literal_column("'{}'::bigint[]"))
        )
        .where(disruption_lifts.c.athlete_id == c.athlete_id, disruption_lifts.c.disruption_id == c.id)
        .scalar_subquery()
    )
    rows = await tx.run(
        select(disruptions, lifts.label("lifts"))
        .where(c.athlete_id == actor.athlete_id, c.status != DisruptionStatus.RESOLVED)
        .order_by(c.id)
    )
    return tuple(_value(row) for row in rows.mappings())


def _value(row: Mapping[Any, Any]) -> Disruption:
    return Disruption(
        id=row["id"],
        kind=row["kind"],
        severity=row["severity"],
        status=row["status"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        exercise_ids=frozenset(row["lifts"]),
        description=row["description"],
        asked_at=row["confirmed_at"] if row["confirmed_at"] is not None else row["reported_at"],
    )


async def next_question(tx: Transaction, actor: Actor, now: datetime) -> datetime | None:
    """When the next thing without an end is to be asked about; what is due by now is asked about now."""
    times = (question_at(each) for each in await of(tx, actor))
    return min((at for at in times if at is not None and at > now), default=None)


async def still_there(tx: Transaction, actor: Actor, disruption_id: int, now: datetime) -> None:
    """It was asked about, and it has not ended: ask again after a while."""
    await _begin(tx, actor)
    await _row(tx, actor, disruption_id)
    await _keep(tx, actor, disruption_id, confirmed_at=now)


async def monitor(tx: Transaction, actor: Actor, disruption_id: int, now: datetime) -> None:
    """It is over, and watched for a while: training goes on."""
    today = local_date(now, actor.zone)
    c = disruptions.c
    over_on = func.greatest(c.starts_on, func.least(func.coalesce(c.ends_on, today), today))
    await _move(tx, actor, disruption_id, DisruptionStatus.MONITORING, ends_on=over_on)
    await _give_back(tx, actor, disruption_id, today)


async def end(tx: Transaction, actor: Actor, disruption_id: int, now: datetime) -> bool:
    """It is said to be over. True: it is watched first, and training comes back in steps."""
    found = next((each for each in await of(tx, actor) if each.id == disruption_id), None)
    if found is None or found.status is not DisruptionStatus.ACTIVE or not comes_back_slowly(found):
        await resolve(tx, actor, disruption_id, now)
        return False
    await monitor(tx, actor, disruption_id, now)
    return True


async def resolve(tx: Transaction, actor: Actor, disruption_id: int, now: datetime) -> None:
    """It is over for good: what it took and what is not past is planned again."""
    await _move(tx, actor, disruption_id, DisruptionStatus.RESOLVED, resolved_at=now)
    await _give_back(tx, actor, disruption_id, local_date(now, actor.zone))


async def again(tx: Transaction, actor: Actor, disruption_id: int, now: datetime) -> None:
    """It has come back, from today on and without a known end."""
    begun = {"starts_on": local_date(now, actor.zone), "ends_on": None, "resolved_at": None}
    await _move(tx, actor, disruption_id, DisruptionStatus.ACTIVE, **begun)
    await _take(tx, actor, disruption_id)
    await still_there(tx, actor, disruption_id, now)


async def settle(tx: Transaction, actor: Actor, now: datetime) -> Settled:
    """What has passed its end is watched, what was watched long enough is resolved. Their dates are past."""
    await access.scope(tx, actor)
    c, today = disruptions.c, local_date(now, actor.zone)
    monitoring = await tx.run(
        update(disruptions)
        .where(c.athlete_id == actor.athlete_id, c.status == DisruptionStatus.ACTIVE, c.ends_on < today)
        .values(status=DisruptionStatus.MONITORING)
        .returning(c.id)
    )
    watched = [each for each in await standing(tx, actor) if each.status is DisruptionStatus.MONITORING]
    over = tuple(each.id for each in watched if is_past(each, today))
    if over:
        past = (c.athlete_id == actor.athlete_id, c.id.in_(over))
        await tx.run(
            update(disruptions).where(*past).values(status=DisruptionStatus.RESOLVED, resolved_at=now)
        )
    return Settled(monitoring=tuple(each for each in monitoring.scalars() if each not in over), resolved=over)


async def _begin(tx: Transaction, actor: Actor) -> None:
    """What one disruption takes from the plan depends on the others."""
    await access.scope(tx, actor)
    await access.take_turns(tx, actor)


async def _move(
    tx: Transaction, actor: Actor, disruption_id: int, to: DisruptionStatus, **values: object
) -> None:
    await _begin(tx, actor)
    await steps.move(tx, disruptions, actor.athlete_id, disruption_id, to, **values)


async def _row(tx: Transaction, actor: Actor, disruption_id: int) -> Mapping[Any, Any]:
    mine = (disruptions.c.athlete_id == actor.athlete_id) & (disruptions.c.id == disruption_id)
    row = (await tx.run(select(disruptions).where(mine))).mappings().one_or_none()
    if row is None:
        raise NotFound(what="disruptions")
    return row


async def _skipped(tx: Transaction, actor: Actor, disruption_id: int) -> tuple[int, ...]:
    """The workouts that it took from the plan."""
    adjustment: DisruptionAdjustment | None = (await _row(tx, actor, disruption_id))["adjustment"]
    return adjustment.skipped_workouts if adjustment is not None else ()


async def _remember(tx: Transaction, actor: Actor, disruption_id: int, skipped: Iterable[int]) -> None:
    adjustment = DisruptionAdjustment(skipped_workouts=tuple(skipped))
    await _keep(tx, actor, disruption_id, adjustment=adjustment)


async def _keep(tx: Transaction, actor: Actor, disruption_id: int, **values: object) -> None:
    mine = (disruptions.c.athlete_id == actor.athlete_id) & (disruptions.c.id == disruption_id)
    await tx.run(update(disruptions).where(mine).values(**values))


async def _take(tx: Transaction, actor: Actor, disruption_id: int) -> None:
    """Skip what is planned inside its dates, if it stops all training, and remember it."""
    disruption = next(each for each in await of(tx, actor) if each.id == disruption_id)
    if not disruption.stops_training:
        return
    c = workouts.c
    inside = c.local_date >= disruption.starts_on
    if disruption.ends_on is not None:
        inside &= c.local_date <= disruption.ends_on
    skipped = await tx.run(
        update(workouts)
        .where(c.athlete_id == actor.athlete_id, c.status == WorkoutStatus.PLANNED, inside)
        .values(status=WorkoutStatus.SKIPPED)
        .returning(c.id)
    )
    await _remember(tx, actor, disruption_id, skipped.scalars())


async def _give_back(tx: Transaction, actor: Actor, disruption_id: int, today: date) -> None:
    """Plan again what it took, but for what another one still stops: that one remembers it from now on."""
    taken = set(await _skipped(tx, actor, disruption_id))
    if not taken:
        return
    c = workouts.c
    dated = select(c.id, c.local_date).where(c.athlete_id == actor.athlete_id, c.id.in_(taken))
    dates: dict[int, date] = {row.id: row.local_date for row in await tx.run(dated)}
    for other in (each for each in await of(tx, actor) if each.stops_training):
        handed_on = {number for number in taken if number in dates and other.covers(dates[number])}
        theirs = await _skipped(tx, actor, other.id)
        await _remember(tx, actor, other.id, (*theirs, *sorted(handed_on)))
        taken -= handed_on
    await tx.rows(GIVE_BACK, {"athlete_id": actor.athlete_id, "ids": sorted(taken), "today": today})
    await _remember(tx, actor, disruption_id, ())
