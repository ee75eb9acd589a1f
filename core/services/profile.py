"""The full profile: what an athlete tells about themselves, whether they train, and what the engine is told of it."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from core.engine.models import AthleteStatus, Goal, Pregnancy, Profile, Sex
from core.engine.people import YOUNGEST_YEARS, age
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import athletes, profiles
from core.services import access, audit, onboarding, places
from core.services.access import Actor
from core.services.days import local_date
from core.services.organizations import cleaned_name

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")  # the database checks only that there is an @


@dataclass(frozen=True, slots=True, kw_only=True)
class FullProfile:
    """Who somebody is; None is what they have not told."""

    name: str
    status: AthleteStatus
    birth_date: date | None = None
    sex: Sex | None = None
    height_mm: int | None = None
    email: str | None = None
    phone: str | None = None
    note: str | None = None
    secondary_goals: tuple[Goal, ...] = ()
    guardian_agreed_at: datetime | None = None
    pregnancy: Pregnancy | None = None
    spotted: bool | None = None


ANSWERS = tuple(f.name for f in fields(FullProfile) if f.name in profiles.c)


async def read(tx: Transaction, actor: Actor) -> FullProfile:
    """The athlete's profile."""
    await access.scope(tx, actor)
    athlete = await tx.run(
        select(athletes.c.name, athletes.c.status).where(athletes.c.id == actor.athlete_id)
    )
    known = athlete.mappings().one()
    columns = [profiles.c[name] for name in ANSWERS]
    answers = await tx.run(select(*columns).where(profiles.c.athlete_id == actor.athlete_id))
    told = dict(answers.mappings().one_or_none() or {})
    goals = tuple(Goal(goal) for goal in told.pop("secondary_goals", ()))
    return FullProfile(**known, **told, secondary_goals=goals)


async def for_engine(tx: Transaction, actor: Actor, on: date | None = None) -> Profile:
    """The athlete's profile with every default filled in; on a date it knows who is under age."""
    standing = await onboarding.standing(tx, actor)
    usual = onboarding.profile_of(standing, actor.unit)
    if on is not None:
        usual = replace(usual, minor=onboarding.minor(standing, on))
    kit = await places.current_kit(tx, actor)
    goals = select(profiles.c.secondary_goals).where(profiles.c.athlete_id == actor.athlete_id)
    second = (await tx.run(goals)).scalar_one_or_none()
    others = tuple(goal for goal in map(Goal, second or ()) if goal is not usual.goal)
    return replace(usual, kit=usual.kit if kit is None else kit, secondary_goals=others)


async def change(tx: Transaction, actor: Actor, now: datetime, **values: Any) -> FullProfile:
    """Tell or take back something: any field of the full profile but the status; None is not told."""
    await access.scope(tx, actor)
    born, email = values.get("birth_date"), values.get("email")
    if born is not None and age(born, local_date(now, actor.zone)) < YOUNGEST_YEARS:
        raise Refused(why="too_young")
    if email is not None and EMAIL.fullmatch(email) is None:
        raise Refused(why="email")
    if "name" in values:
        named = update(athletes).where(athletes.c.id == actor.athlete_id)
        await tx.run(named.values(name=cleaned_name(values.pop("name"))))
    if values:
        await onboarding.note(tx, actor, now, **values)
    return await read(tx, actor)


async def set_status(tx: Transaction, actor: Actor, status: AthleteStatus, now: datetime) -> None:
    """Whether the athlete trains now, pauses, or has stopped."""
    await access.scope(tx, actor)
    a = athletes.c
    other = update(athletes).where(a.id == actor.athlete_id, a.status != status).values(status=status)
    if (await tx.run(other)).rowcount:
        await audit.note(tx, actor, now, "athlete_status", athlete_id=actor.athlete_id, status=status.value)
