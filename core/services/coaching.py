"""Coaches: an organization of one, links with consent, and the squad's day in one message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count

from sqlalchemy import insert, select, update

from core.engine.lifecycles import WorkoutStatus
from core.engine.strain import WeekLoad
from core.engine.weight_loss import WITHIN, fast_loss
from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import (
    athletes,
    coaching_links,
    macrocycles,
    memberships,
    organizations,
    pain_reports,
    programs,
    users,
    workouts,
)
from core.persistence.tables.people import MemberRole
from core.services import access, audit, body_weights, closing, live, strain, suggestions
from core.services.access import Actor
from core.services.closing import Summary
from core.services.days import local_date
from core.services.suggestions import Suggestion

SUNDAY = 7  # a week ends with it


@dataclass(frozen=True, slots=True)
class Coached:
    """An athlete whom the coach may see."""

    athlete_id: int
    name: str
    zone: str
    link_id: int


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach who may see the athlete."""

    link_id: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteDay:
    """What one athlete did on one of their own dates."""

    name: str
    local_date: date
    workouts: tuple[Summary, ...]
    planned: int
    pains: tuple[int, ...]
    red_flag: bool
    proposed: tuple[Suggestion, ...] = ()  # to the athlete, who has not decided yet
    load: WeekLoad | None = None  # of a week that ended, where it was high
    weight_lost: float | None = None  # of the body weight, where it fell fast and was weighed on this day


async def become_coach(tx: Transaction, actor: Actor, now: datetime) -> int:
    """The actor's organization; one of their own is made where they have none."""
    await access.scope(tx, actor)
    c = memberships.c
    known = await tx.run(
        select(c.organization_id).where(c.user_id == actor.user_id, c.role == MemberRole.COACH).limit(1)
    )
    organization_id: int | None = known.scalar_one_or_none()
    if organization_id is not None:
        return organization_id
    made = await tx.run(
        insert(organizations).values(name=actor.name, created_at=now).returning(organizations.c.id)
    )
    organization_id = made.scalar_one()
    roles = [
        {"organization_id": organization_id, "user_id": actor.user_id, "role": role, "created_at": now}
        for role in (MemberRole.OWNER, MemberRole.COACH)
    ]
    await tx.run(insert(memberships).values(roles))
    await audit.note(tx, actor, now, "organization_made", organization_id=organization_id)
    return organization_id


async def is_coach(tx: Transaction, actor: Actor) -> bool:
    """Whether the actor coaches anywhere."""
    await access.scope(tx, actor)
    c = memberships.c
    rows = await tx.run(select(c.id).where(c.user_id == actor.user_id, c.role == MemberRole.COACH).limit(1))
    return rows.first() is not None


async def coaches(tx: Transaction, actor: Actor) -> list[Coach]:
    """Who may see the actor's training."""
    await access.scope(tx, actor)
    c = coaching_links.c
    rows = await tx.run(
        select(c.id, users.c.name, c.consented_at)
        .join(users, users.c.id == c.coach_user_id)
        .where(c.athlete_id == actor.athlete_id, c.ended_at.is_(None))
        .order_by(c.id)
    )
    return [Coach(row.id, row.name, row.consented_at) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenProgram:
    """The program that somebody's plan is made of; no coach where the coaching has ended."""

    name: str
    weeks: int
    coach: str | None


async def given_program(tx: Transaction, actor: Actor) -> GivenProgram | None:
    """The program of the actor's plan, and the coach of its organization; None where the plan is not a coach's."""
    await access.scope(tx, actor)
    plan, p, c = macrocycles.c, programs.c, coaching_links.c
    coach = (
        select(users.c.name)
        .join(coaching_links, c.coach_user_id == users.c.id)
        .where(c.athlete_id == actor.athlete_id, c.organization_id == p.organization_id, c.ended_at.is_(None))
        .order_by(c.id.desc())
        .limit(1)
    )
    of_plan = select(p.name, p.weeks, coach.scalar_subquery().label("coach")).join(
        macrocycles, plan.program_id == p.id
    )
    row = (
        await tx.run(of_plan.where(plan.athlete_id == actor.athlete_id, plan.ended_on.is_(None)))
    ).one_or_none()
    return None if row is None else GivenProgram(name=row.name, weeks=row.weeks, coach=row.coach)


async def squad(tx: Transaction, actor: Actor) -> list[Coached]:
    """The athletes that the actor coaches, by name."""
    await access.scope(tx, actor)
    c = coaching_links.c
    rows = await tx.run(
        select(c.id, c.athlete_id, athletes.c.name, users.c.zone)
        .join(athletes, athletes.c.id == c.athlete_id)
        .join(users, users.c.id == athletes.c.user_id)
        .where(c.coach_user_id == actor.user_id, c.ended_at.is_(None))
        .order_by(athletes.c.name, c.athlete_id)
    )
    found = rows.all()
    called = told_apart([row.name for row in found])
    return [Coached(row.athlete_id, name, row.zone, row.id) for row, name in zip(found, called, strict=True)]


def told_apart(names: Sequence[str]) -> list[str]:
    """Names that can be typed and tapped: the second Ana is "Ana 2", however the first one writes herself."""
    taken: set[str] = set()
    called: list[str] = []
    for name in names:
        tries = (name if n == 1 else f"{name} {n}" for n in count(1))
        called.append(next(each for each in tries if each.casefold() not in taken))
        taken.add(called[-1].casefold())
    return called


async def end_link(tx: Transaction, actor: Actor, link_id: int, now: datetime) -> None:
    """Either side ends the coaching; afterwards the coach sees nothing of the athlete."""
    await access.scope(tx, actor)
    c = coaching_links.c
    either = (c.athlete_id == actor.athlete_id) | (c.coach_user_id == actor.user_id)
    ended = await tx.run(
        update(coaching_links)
        .where(c.id == link_id, either, c.ended_at.is_(None))
        .values(ended_at=now, ended_by=actor.user_id)
    )
    if ended.rowcount == 0:
        raise NotFound(what="coaching")
    await audit.note(tx, actor, now, "coaching_ended", link_id=link_id)


async def yesterday_of_squad(tx: Transaction, actor: Actor, now: datetime) -> list[AthleteDay]:
    """Yesterday, by each athlete's own calendar."""
    people = await squad(tx, actor)
    days: list[AthleteDay] = []
    for start in range(0, len(people), access.MAX_SCOPE):
        page = people[start : start + access.MAX_SCOPE]
        await access.scope(tx, actor, [athlete.athlete_id for athlete in page])
        days.extend([await _day(tx, actor, athlete, now) for athlete in page])
    return days


async def _weight_lost(tx: Transaction, athlete_id: int, on: date) -> float | None:
    weighed = await body_weights.of(tx, athlete_id, on - WITHIN)
    until = [(each.local_date, each.body_weight_g) for each in weighed if each.local_date <= on]
    return fast_loss(until) if until and until[-1][0] == on else None


async def _day(tx: Transaction, actor: Actor, athlete: Coached, now: datetime) -> AthleteDay:
    on = local_date(now, athlete.zone) - timedelta(days=1)
    c, p = workouts.c, pain_reports.c
    rows = (
        await tx.run(select(c.id, c.status).where(c.athlete_id == athlete.athlete_id, c.local_date == on))
    ).all()
    pains = (
        await tx.run(
            select(p.level, p.red_flag).where(
                p.athlete_id == athlete.athlete_id, p.local_date == on, ~p.cleared
            )
        )
    ).all()
    whose = access.seen_as(actor, athlete.athlete_id)
    trained = [row.id for row in rows if row.status in (WorkoutStatus.COMPLETED, WorkoutStatus.IN_PROGRESS)]
    read = [await live.read(tx, whose, workout_id) for workout_id in trained]
    load = await strain.of_week(tx, athlete.athlete_id, on) if on.isoweekday() == SUNDAY else None
    return AthleteDay(
        name=athlete.name,
        proposed=await suggestions.still_proposed(tx, replace(whose, zone=athlete.zone), on),
        load=load if load is not None and load.high else None,
        local_date=on,
        workouts=tuple([await closing.summary(tx, whose, w) for w in read if w is not None]),
        planned=sum(row.status in (WorkoutStatus.PLANNED, WorkoutStatus.MISSED) for row in rows),
        pains=tuple(row.level for row in pains if row.level is not None),
        weight_lost=await _weight_lost(tx, athlete.athlete_id, on),
        red_flag=any(row.red_flag is not None for row in pains),
    )
