"""From the profile to a plan: one active macrocycle, blocks that follow each other for as long as it runs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from core.engine.easier import part
from core.engine.instantiate import instantiate
from core.engine.lifecycles import EventStatus, MacrocycleStatus, WorkoutStatus
from core.engine.macrocycle import Macrocycle, macrocycle, of_program
from core.engine.models import EventKind, PlacedBlock, PlannedEvent, Profile, Reason
from core.engine.training_age import settled
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import events, training_blocks, workouts
from core.services import (
    access,
    audit,
    blocks,
    figures,
    landmarks,
    library,
    macrocycles,
    people,
    profile,
)
from core.services.access import Actor
from core.services.content import reading
from core.services.days import local_date, week_start

MOST_MESOCYCLES = 99  # of one plan, as they are numbered: for beginners seven years; then another plan begins


async def renew(
    tx: Transaction, actor: Actor, now: datetime, *, program_id: int | None = None
) -> PlacedBlock:
    """End the plan there is and make a new one, starting this week: from the profile, or as a coach wrote it."""
    await access.scope(tx, actor)
    today = local_date(now, actor.zone)
    written = None if program_id is None else await reading.program(tx, actor, program_id)
    await macrocycles.end(tx, actor, MacrocycleStatus.ARCHIVED, today)
    who = await _assessed(tx, actor)
    macrocycle_id = await macrocycles.begin(tx, actor, who, today, now, program_id)
    if written is None:
        made = await _next_round(tx, actor, who, week_start(today), ())
    else:
        exercises = {number: named.exercise for number, named in (await library.load(tx, actor)).items()}
        weeks = instantiate(written, who, exercises)
        if not any(block.days for block in weeks):
            raise Refused(why="program_empty")
        made = of_program(weeks, week_start(today))
    added = await macrocycles.lay(tx, actor, macrocycle_id, who.goal, made, now)
    return added[0]


async def give(tx: Transaction, actor: Actor, athlete_id: int, program_id: int, now: datetime) -> None:
    """A coach's program becomes an athlete's plan from this week on, by the athlete's own calendar."""
    whose = access.seen_as(actor, athlete_id)
    await access.scope(tx, whose)
    zone = await people.zone_of(tx, athlete_id)
    await renew(tx, replace(whose, zone=zone), now, program_id=program_id)
    await audit.note(tx, actor, now, "program_given", athlete_id=athlete_id, program_id=program_id)


async def _assessed(tx: Transaction, actor: Actor) -> Profile:
    """The profile with the training age that the history shows, where it is long enough to show one."""
    who = await profile.for_engine(tx, actor)
    age, _ = settled(who.training_age, await figures.training_record(tx, actor))
    return replace(who, training_age=age)


async def reasons(tx: Transaction, actor: Actor, now: datetime) -> tuple[Reason, ...]:
    """Why the plan is as it is: what a person would wonder about. A program is as its author wrote it."""
    await access.scope(tx, actor)
    current = await macrocycles.active(tx, actor, actor.athlete_id)
    if current is not None and current.program_id is not None:
        return ()
    today = local_date(now, actor.zone)
    who = await profile.for_engine(tx, actor)
    age, shown = settled(who.training_age, await figures.training_record(tx, actor))
    made = await _next_round(tx, actor, replace(who, training_age=age), week_start(today), ())
    return made.reasons if shown is None else (shown, *made.reasons)


async def replan_ahead(tx: Transaction, actor: Actor, now: datetime) -> bool:
    """Plan anew what lies ahead, because a date was added or called off. What was trained stays as it was.

    This week is planned anew as well where nothing of it was trained. A program is left alone: then false.
    """
    await access.scope(tx, actor)
    current = await macrocycles.active(tx, actor, actor.athlete_id)
    if current is not None and current.program_id is not None:
        return False
    if current is None:
        return True
    today = local_date(now, actor.zone)
    monday = week_start(today)
    if await _trained_since(tx, actor, monday):
        monday += timedelta(weeks=1)
    before = current.blocks
    stay = [placed for placed in before if placed.starts_on < monday]
    if not stay:  # nothing of the plan is over yet
        await renew(tx, actor, now)
        return True
    last = stay[-1]
    weeks = last.week_of(monday)
    if weeks < last.block.weeks:
        stay[-1] = replace(last, block=part(last.block, 0, weeks))
    who = replace(await _assessed(tx, actor), goal=current.goal)
    made = await _next_round(tx, actor, who, monday, stay)
    await blocks.let_go(tx, actor.athlete_id, [placed.id for placed in before if placed.starts_on >= monday])
    await blocks.change(tx, actor.athlete_id, before, stay)
    await macrocycles.lead_on(tx, actor, current.id, today)
    await macrocycles.lay(tx, actor, current.id, who.goal, made, now)
    return True


async def _trained_since(tx: Transaction, actor: Actor, monday: date) -> bool:
    c = workouts.c
    begun = c.status.in_([WorkoutStatus.IN_PROGRESS, WorkoutStatus.COMPLETED])
    mine = (c.athlete_id == actor.athlete_id, c.local_date >= monday, begun)
    return (await tx.run(select(c.id).where(*mine).limit(1))).first() is not None


async def _next_round(
    tx: Transaction, actor: Actor, who: Profile, starts_on: date, earlier: Sequence[PlacedBlock]
) -> Macrocycle:
    """The blocks from a Monday on, with the exercises, the landmarks and the dates ahead of the athlete."""
    exercises = [named.exercise for named in (await library.load(tx, actor)).values()]
    return macrocycle(
        who,
        exercises,
        starts_on,
        events=await _events_ahead(tx, actor, who, starts_on),
        earlier=earlier,
        landmarks=await landmarks.for_engine(tx, actor),
    )


async def _events_ahead(tx: Transaction, actor: Actor, who: Profile, since: date) -> list[PlannedEvent]:
    """What is announced; the date said at the start counts as a meet unless an event has it."""
    c = events.c
    mine = (c.athlete_id == actor.athlete_id, c.status == EventStatus.PLANNED, c.starts_on >= since)
    rows = await tx.run(select(c.kind, c.starts_on).where(*mine).order_by(c.starts_on))
    found = [PlannedEvent(kind=row.kind, on=row.starts_on) for row in rows]
    said = who.event_on
    if said is not None and said >= since and said not in {each.on for each in found}:
        found.append(PlannedEvent(kind=EventKind.MEET, on=said))
    return found


async def end(tx: Transaction, actor: Actor, status: MacrocycleStatus, now: datetime) -> None:
    """End the plan there is: followed to its end, or given up. /today makes the next one."""
    await access.scope(tx, actor)
    if await macrocycles.end(tx, actor, status, local_date(now, actor.zone)) == 0:
        raise Refused(why="no_plan")


async def current_block(tx: Transaction, actor: Actor, today: date, now: datetime) -> PlacedBlock:
    """The block of today; when the last one is over the next begins, and with no plan one is made."""
    await access.scope(tx, actor)
    begun_last = (func.greatest(training_blocks.c.starts_on - today, 0), training_blocks.c.starts_on.desc())
    found = await tx.run(blocks.of_active_plan(actor.athlete_id).order_by(*begun_last).limit(1))
    row = found.mappings().one_or_none()
    if row is None:
        return await renew(tx, actor, now)
    current = blocks.from_row(row)
    if today < current.ends_on:
        return current
    if row["mesocycle_index"] >= MOST_MESOCYCLES:
        await macrocycles.end(tx, actor, MacrocycleStatus.COMPLETED, today)
        return await renew(tx, actor, now)
    starts_on = max(current.ends_on, week_start(today))
    who = replace(await _assessed(tx, actor), goal=row["plan_goal"])
    made = await _next_round(tx, actor, who, starts_on, await blocks.load(tx, actor.athlete_id))
    added = await macrocycles.lay(tx, actor, row["plan_id"], who.goal, made, now)
    return added[0]
