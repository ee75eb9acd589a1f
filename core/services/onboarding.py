"""The first questions. The next one is the first that has no answer yet: there is no state to get stale."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import any_, insert, select, update

from core.engine import KITS
from core.engine.models import Goal, Pregnancy, Profile, TrainingAge
from core.engine.people import is_minor
from core.engine.units import Unit
from core.errors import Refused
from core.persistence.database import Transaction
from core.persistence.tables import profiles
from core.services import access, people
from core.services.access import Actor


class Question(StrEnum):
    """The six questions, in the order in which they are asked."""

    GOAL = "goal"
    TIME = "time"
    KIT = "kit"
    EXPERIENCE = "experience"
    MAXES = "maxes"
    HEALTH = "health"


# What is taken where a question is skipped; each default is said with its question.
DEFAULT_GOAL = Goal.GENERAL
DEFAULT_DAYS_PER_WEEK = 3
DEFAULT_MINUTES = 60
DEFAULT_KIT = "full_gym"
DEFAULT_TRAINING_AGE = TrainingAge.BEGINNER

FURTHEST_EVENT = timedelta(days=3 * 366)  # design choice: a date beyond this is a slip of the thumb


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The answers so far, and the question that is next; None when all are answered."""

    question: Question | None
    goal: Goal | None = None
    event_on: date | None = None
    days_per_week: int | None = None
    minutes: int | None = None
    kit: str | None = None
    training_age: TrainingAge | None = None
    careful: bool | None = None
    adult: bool | None = None
    birth_date: date | None = None
    guardian_agreed_at: datetime | None = None
    pregnancy: Pregnancy | None = None
    spotted: bool | None = None


async def standing(tx: Transaction, actor: Actor) -> Standing:
    """Where somebody stands in the first questions."""
    await access.scope(tx, actor)
    rows = (await tx.run(select(profiles).where(profiles.c.athlete_id == actor.athlete_id))).mappings().all()
    if not rows:
        return Standing(question=Question.GOAL)
    row = rows[0]
    answered = set(row["answered"])
    told = {each.name for each in fields(Standing)} - {"question"}
    return Standing(
        question=next((question for question in Question if question.value not in answered), None),
        **{name: row[name] for name in told},
    )


async def note(tx: Transaction, actor: Actor, now: datetime, **values: object) -> Standing:
    """Keep a part of an answer; the question stays open."""
    await _write(tx, actor, now, values)
    return await standing(tx, actor)


async def answer(
    tx: Transaction,
    actor: Actor,
    question: Question,
    now: datetime,
    values: Mapping[str, object] | None = None,
) -> Standing:
    """Answer a question, or skip it with no values; the last answer makes the athlete ready to train."""
    await _write(tx, actor, now, dict(values or {}))
    row = profiles
    already = any_(row.c.answered) == question.value
    await tx.run(
        update(row)
        .where(row.c.athlete_id == actor.athlete_id, ~already)
        .values(answered=row.c.answered.op("||")([question.value]))
    )
    now_standing = await standing(tx, actor)
    if now_standing.question is None and not actor.ready:
        await people.change(tx, actor, ready_at=now)
    return now_standing


def check_event(on: date, today: date) -> None:
    """Refuse an event that is over, or further away than anybody plans."""
    if on <= today:
        raise Refused(why="event_in_the_past")
    if on - today > FURTHEST_EVENT:
        raise Refused(why="event_too_far")


async def again(tx: Transaction, actor: Actor, now: datetime) -> Standing:
    """Ask all questions once more; the answers stay until they are given anew."""
    await _write(tx, actor, now, {"answered": []})
    return await standing(tx, actor)


async def _write(tx: Transaction, actor: Actor, now: datetime, values: dict[str, object]) -> None:
    await access.scope(tx, actor)
    mine = profiles.c.athlete_id == actor.athlete_id
    known = await tx.run(update(profiles).where(mine).values(updated_at=now, **values))
    if known.rowcount == 0:
        await tx.run(insert(profiles).values(athlete_id=actor.athlete_id, updated_at=now, **values))


def profile_of(standing: Standing, unit: Unit) -> Profile:
    """The engine's profile: what was skipped takes its stated default, and an unanswered health question is a yes."""
    kit = standing.kit or DEFAULT_KIT
    in_pounds = f"{kit}_lb"
    return Profile(
        goal=standing.goal or DEFAULT_GOAL,
        training_age=standing.training_age or DEFAULT_TRAINING_AGE,
        days_per_week=standing.days_per_week if standing.days_per_week is not None else DEFAULT_DAYS_PER_WEEK,
        minutes=standing.minutes if standing.minutes is not None else DEFAULT_MINUTES,
        kit=KITS[in_pounds] if unit is Unit.LB and in_pounds in KITS else KITS[kit],
        event_on=standing.event_on,
        careful=standing.careful is not False,
        pregnancy=standing.pregnancy,
        spotted=standing.spotted,
    )


def minor(standing: Standing, on: date) -> bool | None:
    """Whether somebody is under age: by their birth date, else as they said at the start."""
    by_date = is_minor(standing.birth_date, on)
    return by_date if by_date is not None or standing.adult is None else not standing.adult
