"""From the profile to a plan: one active macrocycle, blocks that follow each other for as long as it runs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ScalarSelect, String, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from core.engine import ENGINE_VERSION
from core.engine.easier import part
from core.engine.instantiate import instantiate
from core.engine.lifecycles import EventStatus, MacrocycleStatus, WorkoutStatus
from core.engine.macrocycle import Macrocycle, macrocycle, of_program
from core.engine.models import EventKind, Goal, PlacedBlock, PlannedEvent, Profile, Reason, TrainingAge
from core.engine.position import Position, position, total_weeks
from core.engine.training_age import settled
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import (
    events,
    formula_configs,
    macrocycle_maxes,
    macrocycles,
    maxes,
    mesocycles,
    profiles,
    training_blocks,
    workouts,
)
from core.services import (
    access,
    audit,
    auxiliaries,
    blocks,
    figures,
    landmarks,
    library,
    onboarding,
    people,
    places,
    steps,
)
from core.services.access import Actor
from core.services.content import reading
from core.services.days import local_date, week_start

MOST_MESOCYCLES = 99  # of one plan, as they are numbered: for beginners seven years; then another plan begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An active plan, whole: what it is for, what it began with, and its blocks in order."""

    id: int
    version: int
    started_on: date
    training_age: TrainingAge
    goal: Goal
    secondary_goals: tuple[Goal, ...]
    days_per_week: int
    minutes: int
    program_id: int | None
    formula_config_id: int | None
    event_id: int | None
    max_ids: tuple[int, ...]
    blocks: tuple[PlacedBlock, ...]

    @property
    def total_weeks(self) -> int:
        """How many weeks of training are planned so far."""
        return total_weeks(self.blocks)

    def position(self, on: date) -> Position:
        """Where a date stands in it."""
        return position(self.blocks, on)


async def profile(tx: Transaction, actor: Actor, on: date | None = None) -> Profile:
    """The athlete's profile with every default filled in; on a date it knows who is under age."""
    standing = await onboarding.standing(tx, actor)
    usual = onboarding.profile_of(standing, actor.unit)
    if on is not None:
        usual = replace(usual, minor=onboarding.minor(standing, on))
    kit = await places.current_kit(tx, actor)
    second = (await tx.run(select(_secondary_goals(actor)))).scalar_one()
    others = tuple(goal for goal in map(Goal, second or ()) if goal is not usual.goal)
    return replace(usual, kit=usual.kit if kit is None else kit, secondary_goals=others)


async def active(tx: Transaction, actor: Actor, athlete_id: int) -> Plan | None:
    """An athlete's active plan, if there is one."""
    await access.scope(tx, actor, [athlete_id])
    c, of = macrocycles.c, macrocycle_maxes.c
    mine = c.athlete_id == athlete_id
    row = (await tx.run(select(macrocycles).where(mine, c.ended_on.is_(None)))).mappings().one_or_none()
    if row is None:
        return None
    its_maxes = select(of.max_id).where(of.athlete_id == athlete_id, of.macrocycle_id == row["id"])
    kept = set(Plan.__dataclass_fields__) - {"secondary_goals", "max_ids", "blocks"}
    return Plan(
        **{name: row[name] for name in kept},
        secondary_goals=tuple(Goal(value) for value in row["secondary_goals"]),
        max_ids=tuple((await tx.run(its_maxes.order_by(of.max_id))).scalars()),
        blocks=await blocks.load(tx, athlete_id),
    )


async def renew(
    tx: Transaction, actor: Actor, now: datetime, *, program_id: int | None = None
) -> PlacedBlock:
    """End the plan there is and make a new one, starting this week: from the profile, or as a coach wrote it."""
    await access.scope(tx, actor)
    today = local_date(now, actor.zone)
    written = None if program_id is None else await reading.program(tx, actor, program_id)
    await _end(tx, actor, MacrocycleStatus.ARCHIVED, today)
    who = await assessed_profile(tx, actor)
    macrocycle_id = await _begin(tx, actor, who, today, now, program_id)
    if written is None:
        made = await _next_round(tx, actor, who, week_start(today), ())
    else:
        exercises = {number: named.exercise for number, named in (await library.load(tx, actor)).items()}
        weeks = instantiate(written, who, exercises)
        if not any(block.days for block in weeks):
            raise Refused(why="program_empty")
        made = of_program(weeks, week_start(today))
    added = await _lay(tx, actor, macrocycle_id, 0, who.goal, made, now)
    return added[0]


async def give(tx: Transaction, actor: Actor, athlete_id: int, program_id: int, now: datetime) -> None:
    """A coach's program becomes an athlete's plan from this week on, by the athlete's own calendar."""
    whose = access.seen_as(actor, athlete_id)
    await access.scope(tx, whose)
    zone = await people.zone_of(tx, athlete_id)
    await renew(tx, replace(whose, zone=zone), now, program_id=program_id)
    await audit.note(tx, actor, now, "program_given", athlete_id=athlete_id, program_id=program_id)


async def assessed_profile(tx: Transaction, actor: Actor) -> Profile:
    """The profile with the training age that the history shows, where it is long enough to show one."""
    who = await profile(tx, actor)
    age, _ = settled(who.training_age, await figures.training_record(tx, actor))
    return replace(who, training_age=age)


async def reasons(tx: Transaction, actor: Actor, now: datetime) -> tuple[Reason, ...]:
    """Why the plan is as it is: what a person would wonder about."""
    await access.scope(tx, actor)
    today = local_date(now, actor.zone)
    who = await profile(tx, actor)
    age, shown = settled(who.training_age, await figures.training_record(tx, actor))
    made = await _next_round(tx, actor, replace(who, training_age=age), week_start(today), ())
    return made.reasons if shown is None else (shown, *made.reasons)


async def replan_ahead(tx: Transaction, actor: Actor, now: datetime) -> None:
    """Plan anew what lies ahead, because a date was added or called off. What was trained stays as it was.

    This week is planned anew as well where nothing of it was trained. A coach's program is left alone.
    """
    await access.scope(tx, actor)
    current = await active(tx, actor, actor.athlete_id)
    if current is None or current.program_id is not None:
        return
    today = local_date(now, actor.zone)
    monday = week_start(today)
    if await _trained_since(tx, actor, monday):
        monday += timedelta(weeks=1)
    before = current.blocks
    stay = [placed for placed in before if placed.starts_on < monday]
    if not stay:  # nothing of the plan is over yet
        await renew(tx, actor, now)
        return
    last = stay[-1]
    weeks = last.week_of(monday)
    if weeks < last.block.weeks:
        stay[-1] = replace(last, block=part(last.block, 0, weeks))
    who = replace(await assessed_profile(tx, actor), goal=current.goal)
    made = await _next_round(tx, actor, who, monday, stay)
    await blocks.let_go(tx, actor.athlete_id, [placed.id for placed in before if placed.starts_on >= monday])
    await blocks.change(tx, actor.athlete_id, before, stay)
    c = macrocycles.c
    event_id = _next_event(actor, today)
    mine = update(macrocycles).where(c.athlete_id == actor.athlete_id, c.id == current.id)
    await tx.run(mine.values(event_id=event_id))
    await _lay(tx, actor, current.id, await _mesocycles(tx, actor, current.id), who.goal, made, now)


async def _trained_since(tx: Transaction, actor: Actor, monday: date) -> bool:
    c = workouts.c
    begun = c.status.in_([WorkoutStatus.IN_PROGRESS, WorkoutStatus.COMPLETED])
    mine = (c.athlete_id == actor.athlete_id, c.local_date >= monday, begun)
    return (await tx.run(select(c.id).where(*mine).limit(1))).first() is not None


async def _mesocycles(tx: Transaction, actor: Actor, macrocycle_id: int) -> int:
    """How many mesocycles a plan has: the next one's number."""
    c = mesocycles.c
    mine = (c.athlete_id == actor.athlete_id, c.macrocycle_id == macrocycle_id)
    newest = await tx.run(select(func.coalesce(func.max(c.order_index), -1) + 1).where(*mine))
    return int(newest.scalar_one())


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


async def _lay(
    tx: Transaction,
    actor: Actor,
    macrocycle_id: int,
    first: int,
    goal: Goal,
    made: Macrocycle,
    now: datetime,
) -> list[PlacedBlock]:
    """Store the blocks of a macrocycle as mesocycles from a number on."""
    ids = [
        await _add_mesocycle(tx, actor, macrocycle_id, number, goal)
        for number, _ in enumerate(made.mesocycles, start=first)
    ]
    added = []
    for placed in made.placed():
        of_it = replace(placed, mesocycle_id=ids[placed.mesocycle_id])
        added.append(await blocks.add(tx, actor.athlete_id, of_it))
        await auxiliaries.assign(tx, actor.athlete_id, added[-1], now)
    return added


async def _begin(
    tx: Transaction, actor: Actor, who: Profile, today: date, now: datetime, program_id: int | None
) -> int:
    """A macrocycle of the next version, with what it begins with: formulas, the next event, the newest maxes."""
    mine = macrocycles.c.athlete_id == actor.athlete_id
    newest = select(func.coalesce(func.max(macrocycles.c.version), 0)).where(mine)
    made = await tx.run(
        insert(macrocycles)
        .values(
            athlete_id=actor.athlete_id,
            version=newest.scalar_subquery() + 1,
            started_on=today,
            training_age=who.training_age,
            goal=who.goal,
            secondary_goals=func.coalesce(_secondary_goals(actor), literal([], ARRAY(String))),
            days_per_week=who.days_per_week,
            minutes=who.minutes,
            engine_version=ENGINE_VERSION,
            program_id=program_id,
            formula_config_id=_formulas(actor),
            event_id=_next_event(actor, today),
            created_at=now,
        )
        .returning(macrocycles.c.id)
    )
    macrocycle_id: int = made.scalar_one()
    c = maxes.c
    known = (
        select(c.athlete_id, literal(macrocycle_id), c.id)
        .ext(distinct_on(c.exercise_id))
        .where(c.athlete_id == actor.athlete_id)
        .order_by(c.exercise_id, c.at.desc(), c.id.desc())
    )
    await tx.run(insert(macrocycle_maxes).from_select(["athlete_id", "macrocycle_id", "max_id"], known))
    return macrocycle_id


def _secondary_goals(actor: Actor) -> ScalarSelect[list[str]]:
    mine = profiles.c.athlete_id == actor.athlete_id
    return select(profiles.c.secondary_goals).where(mine).scalar_subquery()


def _formulas(actor: Actor) -> ScalarSelect[int]:
    c = formula_configs.c
    return select(c.id).where(c.athlete_id == actor.athlete_id, c.is_active).scalar_subquery()


def _next_event(actor: Actor, today: date) -> ScalarSelect[int]:
    c = events.c
    ahead = (c.athlete_id == actor.athlete_id, c.status == EventStatus.PLANNED, c.starts_on >= today)
    return select(c.id).where(*ahead).order_by(c.starts_on, c.id).limit(1).scalar_subquery()


async def end(tx: Transaction, actor: Actor, status: MacrocycleStatus, now: datetime) -> None:
    """End the plan there is: followed to its end, or given up. /today makes the next one."""
    await access.scope(tx, actor)
    if await _end(tx, actor, status, local_date(now, actor.zone)) == 0:
        raise Refused(why="no_plan")


async def _end(tx: Transaction, actor: Actor, status: MacrocycleStatus, on: date) -> int:
    ended_on = func.greatest(on, macrocycles.c.started_on)
    return await steps.move_all(tx, macrocycles, actor.athlete_id, status, ended_on=ended_on)


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
    number = row["mesocycle_index"] + 1
    if number > MOST_MESOCYCLES:
        await _end(tx, actor, MacrocycleStatus.COMPLETED, today)
        return await renew(tx, actor, now)
    starts_on = max(current.ends_on, week_start(today))
    who = replace(await assessed_profile(tx, actor), goal=row["plan_goal"])
    made = await _next_round(tx, actor, who, starts_on, await blocks.load(tx, actor.athlete_id))
    added = await _lay(tx, actor, row["plan_id"], number, who.goal, made, now)
    return added[0]


async def _add_mesocycle(
    tx: Transaction, actor: Actor, macrocycle_id: int, order_index: int, goal: Goal
) -> int:
    values = {"macrocycle_id": macrocycle_id, "order_index": order_index, "goal": goal}
    new = insert(mesocycles).values(athlete_id=actor.athlete_id, **values)
    mesocycle_id: int = (await tx.run(new.returning(mesocycles.c.id))).scalar_one()
    return mesocycle_id
