"""How long somebody has trained with a purpose, judged from what they did: by time, then by how fast they gain."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from statistics import median

from core.engine.curve import fraction_of_max, reps_to_failure
from core.engine.models import Reason, TrainingAge
from core.engine.strength import GAIN_PER_WEEK

LEAST_SESSIONS_PER_WEEK = 1.0  # over the whole span; rarer is no training to speak of; design choice
NOVICE_WEEKS = 26.0  # most of the first year's gain lies in its first half (progression_rates); design choice
ADVANCED_WEEKS = 104.0  # after two years the curve of gains is nearly flat (progression_rates); design choice
ADVANCED_SESSIONS_PER_WEEK = 2.0  # design choice

# Who still gains like a beginner is one, whatever the calendar says: the borders lie at the geometric mean of the
# two priors (progression_rates).
NOVICE_GAIN_PER_WEEK = math.sqrt(
    GAIN_PER_WEEK[TrainingAge.BEGINNER] * GAIN_PER_WEEK[TrainingAge.INTERMEDIATE]
)
ADVANCED_GAIN_PER_WEEK = math.sqrt(
    GAIN_PER_WEEK[TrainingAge.INTERMEDIATE] * GAIN_PER_WEEK[TrainingAge.ADVANCED]
)

GAIN_WEEKS = 104  # a shorter view shows breaks and comebacks instead; design choice
MAIN_LIFTS = 5  # the lifts that were trained in most weeks; design choice
LEAST_WEEKS_OF_A_LIFT = 8  # with fewer a slope is mostly noise; design choice
UNSAID_RPE = 10.0  # a constant error of effort does not change a slope
DAYS_PER_WEEK = 7.0
AGES = tuple(TrainingAge)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBest:
    """The heaviest set of a lift in one week, for one number of repetitions and one effort."""

    exercise_id: int
    week: date  # its Monday
    load_g: int
    reps: int
    rpe: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord:
    """What a history says about its lifter: when they trained, and how their lifts went of late."""

    first_on: date
    last_on: date
    days_trained: int
    bests: Sequence[WeekBest] = ()


def assess(record: TrainingRecord | None) -> TrainingAge:
    """The training age that a history shows; a beginner where it shows too little."""
    if record is None:
        return TrainingAge.BEGINNER
    weeks = ((record.last_on - record.first_on).days + 1) / DAYS_PER_WEEK
    sessions_per_week = record.days_trained / weeks
    gain = gain_per_week(record.bests)
    gains_like_a_novice = gain is not None and gain >= NOVICE_GAIN_PER_WEEK
    if weeks < NOVICE_WEEKS or sessions_per_week < LEAST_SESSIONS_PER_WEEK or gains_like_a_novice:
        return TrainingAge.BEGINNER
    long_enough = weeks >= ADVANCED_WEEKS and sessions_per_week >= ADVANCED_SESSIONS_PER_WEEK
    if long_enough and gain is not None and gain < ADVANCED_GAIN_PER_WEEK:
        return TrainingAge.ADVANCED
    return TrainingAge.INTERMEDIATE


def settled(said: TrainingAge, record: TrainingRecord | None) -> tuple[TrainingAge, Reason | None]:
    """The training age to plan with: a long history that shows another one goes before what was said.

    A history may be shorter than the years behind it, so only fast gains speak for less than what was said.
    """
    if record is None or (record.last_on - record.first_on).days < NOVICE_WEEKS * DAYS_PER_WEEK:
        return said, None
    shown = assess(record)
    less = AGES.index(shown) < AGES.index(said)
    if shown is said or (less and not _gains_fast(record, shown)):
        return said, None
    facts = {"said": said.value, "shown": shown.value, "days_trained": record.days_trained}
    return shown, Reason(step="training_age", code="history", facts=facts, source="progression_rates")


def _gains_fast(record: TrainingRecord, shown: TrainingAge) -> bool:
    gain = gain_per_week(record.bests)
    least = NOVICE_GAIN_PER_WEEK if shown is TrainingAge.BEGINNER else ADVANCED_GAIN_PER_WEEK
    return gain is not None and gain >= least


def gain_per_week(bests: Sequence[WeekBest]) -> float | None:
    """The typical main lift's gain as a fraction per week; None where no lift was trained in enough weeks.

    Each lift's slope is the median over all pairs of weeks: light weeks and a typing error do not bend it.
    """
    weekly: dict[int, dict[date, float]] = defaultdict(dict)
    for best in bests:
        weeks = weekly[best.exercise_id]
        weeks[best.week] = max(_log_max(best), weeks.get(best.week, -math.inf))
    known = sorted((weeks for weeks in weekly.values() if len(weeks) >= LEAST_WEEKS_OF_A_LIFT), key=len)
    return median(_slope(weeks) for weeks in known[-MAIN_LIFTS:]) if known else None


def _log_max(best: WeekBest) -> float:
    rpe = UNSAID_RPE if best.rpe is None else best.rpe
    return math.log(best.load_g / fraction_of_max(reps_to_failure(best.reps, rpe)))


def _slope(weeks: Mapping[date, float]) -> float:
    return median(
        (later_value - value) / ((later - week).days / DAYS_PER_WEEK)
        for (week, value), (later, later_value) in combinations(sorted(weeks.items()), 2)
    )
