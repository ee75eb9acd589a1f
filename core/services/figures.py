"""What an athlete's sets add up to, added up where they lie: Postgres reads one athlete's rows and returns a few."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import LiteralString

from psycopg.rows import DictRow

from core.engine.curve import fraction_of_max, reps_to_failure
from core.engine.models import Muscle
from core.engine.training_age import GAIN_WEEKS, UNSAID_RPE, TrainingRecord, WeekBest
from core.engine.volume import LEAST_HARD_RPE
from core.persistence.database import Transaction
from core.services.access import Actor
from core.services.days import week_start
from core.services.history import halves_to_rpe

MOST_REPS = 12  # of a set that says something about one repetition, as for entered maxes
EVER = datetime(1900, 1, 1, tzinfo=UTC)
ZONES = timedelta(days=1)  # no zone is further from UTC, the day's end at four included

# As `history.standing_sets`: of each set its newest row. Sorted rather than joined, because behind a wall Postgres
# guesses that one row is left of an athlete's hundreds, and would look every row's correction up by itself.
OF_ATHLETE: LiteralString = """
(SELECT DISTINCT ON (coalesce(corrects_id, id)) row, exercise_id, local_date, load_g, reps, rpe_halves, duration_s,
    warm_up, trusted, rehab
  FROM set_logs WHERE athlete_id = %(athlete_id)s AND performed_at >= %(since)s
  ORDER BY coalesce(corrects_id, id), id DESC) s
WHERE s.row <> 'void'
"""
TEACHES: LiteralString = (
    "s.trusted AND NOT s.rehab AND NOT s.warm_up AND s.load_g > 0 AND s.reps BETWEEN 1 AND %(most_reps)s"
)

# Few rows are wanted, so few are looked up.
LAST_SETS = """
SELECT s.id, s.exercise_id, s.performed_at, s.local_date, s.load_g, s.reps, s.rpe_halves, s.duration_s, s.warm_up
FROM set_logs s
WHERE s.athlete_id = %(athlete_id)s AND s.row <> 'void' AND NOT EXISTS (
  SELECT FROM set_logs n
  WHERE n.athlete_id = s.athlete_id AND n.corrects_id = coalesce(s.corrects_id, s.id) AND n.id > s.id)
ORDER BY s.id DESC LIMIT %(n)s
"""

# By way of the week's workouts, so that years of sets before it are not looked at.
WEEK_VOLUME = """
SELECT m.muscle, sum(m.fraction) AS sets
FROM (SELECT DISTINCT ON (coalesce(l.corrects_id, l.id)) l.*
  FROM workouts w JOIN set_logs l ON l.athlete_id = w.athlete_id AND l.workout_id = w.id
  WHERE w.athlete_id = %(athlete_id)s AND w.local_date >= %(week)s
  ORDER BY coalesce(l.corrects_id, l.id), l.id DESC) s
JOIN exercise_muscles m ON m.exercise_id = s.exercise_id
WHERE s.row <> 'void' AND NOT s.warm_up AND (s.reps > 0 OR s.duration_s > 0)
  AND (s.rpe_halves IS NULL OR s.rpe_halves >= %(hard)s)
GROUP BY m.muscle
"""

REP_BESTS = f"""
SELECT s.exercise_id, s.reps, s.rpe_halves, max(s.load_g) AS load_g
FROM {OF_ATHLETE} AND {TEACHES}
GROUP BY s.exercise_id, s.reps, s.rpe_halves
"""

DAYS_TRAINED = f"""
SELECT min(s.local_date) AS first_on, max(s.local_date) AS last_on, count(DISTINCT s.local_date) AS days_trained
FROM {OF_ATHLETE}
"""

WEEK_BESTS = f"""
SELECT s.exercise_id, date_trunc('week', s.local_date)::date AS week, s.reps, s.rpe_halves, max(s.load_g) AS load_g
FROM {OF_ATHLETE} AND {TEACHES}
GROUP BY s.exercise_id, week, s.reps, s.rpe_halves
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BestSet:
    """The set of a lift that speaks for the highest one-rep max, and that estimate."""

    exercise_id: int
    load_g: int
    reps: int
    rpe: float | None
    e1rm_g: int


def _begin(day: date) -> datetime:
    """A moment before which no local date of any zone can be this day: of a date alone the index knows nothing."""
    return datetime.combine(day, time(), UTC) - ZONES


async def last_sets(tx: Transaction, actor: Actor, n: int = 20) -> Sequence[DictRow]:
    """The standing sets that were told last, newest first. The caller has opened the scope."""
    return await tx.rows(LAST_SETS, {"athlete_id": actor.athlete_id, "n": n})


async def week_volume(tx: Transaction, actor: Actor, on: date) -> Mapping[Muscle, float]:
    """Fractional hard sets per muscle since the Monday of a date, counted as the engine counts."""
    hard = round(LEAST_HARD_RPE * 2)
    rows = await tx.rows(WEEK_VOLUME, {"athlete_id": actor.athlete_id, "week": week_start(on), "hard": hard})
    return {Muscle(row["muscle"]): row["sets"] for row in rows}


async def best_sets(tx: Transaction, actor: Actor) -> Mapping[int, BestSet]:
    """The best estimated one-rep max of every lift so far, with the set behind it. Unsaid effort counts as 10."""
    rows = await tx.rows(REP_BESTS, {"athlete_id": actor.athlete_id, "since": EVER, "most_reps": MOST_REPS})
    best: dict[int, BestSet] = {}
    for row in rows:
        found = _best_set(row)
        known = best.get(found.exercise_id)
        if known is None or found.e1rm_g > known.e1rm_g:
            best[found.exercise_id] = found
    return best


def _best_set(row: DictRow) -> BestSet:
    rpe = halves_to_rpe(row["rpe_halves"])
    to_failure = reps_to_failure(row["reps"], UNSAID_RPE if rpe is None else rpe)
    return BestSet(
        exercise_id=row["exercise_id"],
        load_g=row["load_g"],
        reps=row["reps"],
        rpe=rpe,
        e1rm_g=math.floor(row["load_g"] / fraction_of_max(to_failure)),
    )


async def training_record(tx: Transaction, actor: Actor) -> TrainingRecord | None:
    """When the athlete trained, and how their lifts went in the last two years of it; None without sets."""
    mine = {"athlete_id": actor.athlete_id, "since": EVER}
    [days] = await tx.rows(DAYS_TRAINED, mine)
    if days["days_trained"] == 0:
        return None
    since = _begin(days["last_on"] - timedelta(weeks=GAIN_WEEKS))
    bests = await tx.rows(WEEK_BESTS, {**mine, "since": since, "most_reps": MOST_REPS})
    return TrainingRecord(
        **days,
        bests=[
            WeekBest(
                exercise_id=row["exercise_id"],
                week=row["week"],
                load_g=row["load_g"],
                reps=row["reps"],
                rpe=halves_to_rpe(row["rpe_halves"]),
            )
            for row in bests
        ],
    )
