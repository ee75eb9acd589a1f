"""What the athlete has done, as values of the engine: sets as they stand after corrections, maxes, pain."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from core.engine.models import MaxEntry, Pain, PerformedSet, RedFlag
from core.engine.records import Bests, bests
from core.persistence.database import Transaction
from core.persistence.documents import to_document
from core.persistence.tables import maxes, pain_reports, set_logs, workouts
from core.persistence.tables.training import SetRow
from core.services.access import Actor

PAIN_IS_REMEMBERED = timedelta(days=14)  # two weeks are compared with each other


def standing_sets(*of: ColumnElement[bool]) -> Select[Any]:
    """The set log as it stands: of each set its newest row, and none that was taken back.

    Every correction names the first row of its set, so the newest row of a set is the one that counts. `of`
    narrows the rows looked at by what all rows of a set share: athlete, workout, message, moment and date.
    """
    c = set_logs.c
    first = func.coalesce(c.corrects_id, c.id)
    rows = select(set_logs, first.label("first_id")).where(*of).ext(distinct_on(first))
    newest = rows.order_by(first, c.id.desc()).subquery()
    return select(newest).where(newest.c.row != SetRow.VOID)


async def sets(
    tx: Transaction,
    actor: Actor,
    *,
    since: datetime | None = None,
    from_date: date | None = None,
    exercise_ids: Collection[int] | None = None,
) -> tuple[PerformedSet, ...]:
    """Performed sets of the actor, oldest first. The caller has opened the scope."""
    of = [set_logs.c.athlete_id == actor.athlete_id]
    if since is not None:
        of.append(set_logs.c.performed_at >= since)
    if from_date is not None:
        of.append(set_logs.c.local_date >= from_date)
    standing = standing_sets(*of)
    if exercise_ids is not None:
        standing = standing.where(standing.selected_columns.exercise_id.in_(exercise_ids))
    done = standing.subquery()
    its_workout = (workouts.c.athlete_id == done.c.athlete_id) & (workouts.c.id == done.c.workout_id)
    rows = await tx.run(
        select(done, workouts.c.place_id)
        .outerjoin(workouts, its_workout)
        .order_by(done.c.performed_at, done.c.first_id)
    )
    return tuple(performed(row) for row in rows.mappings())


def performed(row: Mapping[Any, Any]) -> PerformedSet:
    """A row of the set log as the engine sees it."""
    return PerformedSet(
        exercise_id=row["exercise_id"],
        at=row["performed_at"],
        local_date=row["local_date"],
        load_g=row["load_g"],
        reps=row["reps"],
        rpe=halves_to_rpe(row["rpe_halves"]),
        target_rpe=halves_to_rpe(row["target_rpe_halves"]),
        target_reps=row["target_reps"],
        duration_s=row["duration_s"],
        distance_m=row["distance_m"],
        warm_up=row["warm_up"],
        failed=row["failed"],
        trusted=row["trusted"],
        place_id=row.get("place_id"),
        rehab=row["rehab"],
    )


def halves_to_rpe(halves: int | None) -> float | None:
    """RPE as stored, in half steps, to RPE."""
    return None if halves is None else halves / 2


def rpe_to_halves(rpe: float | None) -> int | None:
    """RPE to half steps, as stored."""
    return None if rpe is None else round(rpe * 2)


async def maxes_of(tx: Transaction, actor: Actor) -> tuple[MaxEntry, ...]:
    """Entered and tested maxes, oldest first."""
    c = maxes.c
    rows = await tx.run(select(maxes).where(c.athlete_id == actor.athlete_id).order_by(c.at, c.id))
    return tuple(
        MaxEntry(exercise_id=r.exercise_id, at=r.at, source=r.source, load_g=r.load_g, reps=r.reps)
        for r in rows
    )


async def recent_pains(
    tx: Transaction, actor: Actor, on: date, *, since: date | None = None
) -> tuple[Pain, ...]:
    """Pain of the last days, or since an earlier date, oldest first; level 0 says that it is gone."""
    before = on - PAIN_IS_REMEMBERED
    before = before if since is None else min(before, since - timedelta(days=1))
    c = pain_reports.c
    rows = await tx.run(
        select(pain_reports)
        .where(
            c.athlete_id == actor.athlete_id,
            c.local_date > before,
            c.exercise_id.is_not(None),
            c.level.is_not(None),
        )
        .order_by(c.at, c.id)
    )
    return tuple(
        Pain(
            exercise_id=r.exercise_id,
            level=r.level,
            sharp=bool(r.sharp),
            local_date=r.local_date,
            morning=r.morning,
        )
        for r in rows
    )


@dataclass(frozen=True, slots=True)
class Sign:
    """The newest warning sign, or that a clinician has cleared it, and since when that stands."""

    flag: RedFlag
    on: date
    cleared: bool


async def newest_sign(tx: Transaction, actor: Actor) -> Sign | None:
    """What was last said of warning signs. A yes covers all that came before it."""
    c = pain_reports.c
    rows = await tx.run(
        select(c.red_flag, c.local_date, c.cleared)
        .where(c.athlete_id == actor.athlete_id, c.red_flag.is_not(None))
        .order_by(c.at.desc(), c.id.desc())
        .limit(1)
    )
    row = rows.one_or_none()
    return None if row is None else Sign(row.red_flag, row.local_date, row.cleared)


async def training_days(tx: Transaction, actor: Actor, from_date: date) -> tuple[date, ...]:
    """The dates with any set, oldest first."""
    c = set_logs.c
    rows = await tx.run(
        select(c.local_date)
        .where(c.athlete_id == actor.athlete_id, c.local_date >= from_date)
        .distinct()
        .order_by(c.local_date)
    )
    return tuple(rows.scalars())


async def bests_of(tx: Transaction, actor: Actor, exercise_ids: Collection[int]) -> Mapping[int, Any]:
    """What was ever shown of each exercise, as documents, so that a tap knows a record without years of sets."""
    done = await sets(tx, actor, exercise_ids=exercise_ids) if exercise_ids else ()
    return {
        exercise_id: to_document(Bests, bests([each for each in done if each.exercise_id == exercise_id]))
        for exercise_id in exercise_ids
    }


def last_times(done: Sequence[PerformedSet]) -> dict[int, dict[str, Any]]:
    """The heaviest work set of each exercise's last day, for the card's "last time"."""
    last: dict[int, PerformedSet] = {}
    for s in done:
        if s.warm_up or s.reps is None:
            continue
        best = last.get(s.exercise_id)
        if best is None or s.local_date > best.local_date or (s.load_g or 0) >= (best.load_g or 0):
            last[s.exercise_id] = s
    return {
        exercise_id: {
            "load_g": s.load_g,
            "reps": s.reps,
            "rpe": s.rpe,
            "local_date": s.local_date.isoformat(),
        }
        for exercise_id, s in last.items()
    }
