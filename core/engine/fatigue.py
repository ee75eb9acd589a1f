"""How tired somebody is, from what they say and what they did: 0 exhausted, 1 fresh, None where nothing is known.

Every channel is a distance from an ordinary day, in standard deviations; they are weighted and squeezed into
0 to 1. What is missing takes no part; the less is known, the nearer the score stays to an ordinary day.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean

from core.engine.curve import effort_error
from core.engine.models import CheckIn, Measured, Muscle, PerformedSet, Trend, Usual
from core.engine.trends import trend

RECENT_WORKOUTS = 3  # fatigue_score: the last two or three sessions
RECENT_DAYS = 21  # design choice
HARD_WORKOUTS = 2  # before they are a sign of today: one alone is mostly its own day (effort_history)

ORDINARY = 0.6  # the score of an ordinary day (fatigue_score)
GAIN = 1.5  # so that the best of everything is 0.91 and the worst 0.06; design choice
UNKNOWN_WEIGHT = 0.25  # as if so much weight always said "ordinary"; design choice
MOST_SD = 3.0  # design choice

# weights (fatigue_score)
PERFORMANCE_WEIGHT = 0.35
READINESS_WEIGHT = 0.25
SORENESS_WEIGHT = 0.15
SLEEP_WEIGHT = 0.10
WEARABLE_WEIGHT = 0.10
MOOD_WEIGHT = 0.05

# an ordinary day, and one standard deviation (design choice, until an athlete's own baseline is known)
ORDINARY_RATING = 3.0  # of 5, deviation 1
BEST_USUAL_RATING = 4.0  # nobody is tired at 4 of 5, however often they say 5; design choice
LEAST_RATING_SD = 0.75  # whoever always answers the same is not exhausted one step below; design choice
MOST_USUAL_SLEEP_MIN, LEAST_SLEEP_SD_MIN = 480.0, 45.0  # design choice
ORDINARY_SORENESS = 2.0  # of 5, deviation 1
ORDINARY_SLEEP_MIN, SLEEP_SD_MIN = 420.0, 60.0
ORDINARY_RECOVERY_PCT, RECOVERY_SD_PCT = 60.0, 20.0
RPE_SD = 0.7  # fatigue_score
COMPLIANCE_SD = 0.25  # design choice


class Channel(StrEnum):
    """Where a sign of tiredness comes from."""

    PERFORMANCE = "performance"
    READINESS = "readiness"
    SORENESS = "soreness"
    SLEEP = "sleep"
    WEARABLE = "wearable"
    MOOD = "mood"


WEIGHTS: Mapping[Channel, float] = {
    Channel.PERFORMANCE: PERFORMANCE_WEIGHT,
    Channel.READINESS: READINESS_WEIGHT,
    Channel.SORENESS: SORENESS_WEIGHT,
    Channel.SLEEP: SLEEP_WEIGHT,
    Channel.WEARABLE: WEARABLE_WEIGHT,
    Channel.MOOD: MOOD_WEIGHT,
}
NOTHING_USUAL: Mapping[str, Usual] = {}


def rpe_deviation(history: Sequence[PerformedSet], on: date, least_workouts: int = 1) -> float | None:
    """Mean of felt minus meant effort over the last workouts before a date; None where there are too few."""
    since = on - timedelta(days=RECENT_DAYS)
    days: dict[date, list[float]] = defaultdict(list)
    for done in history:
        if not since <= done.local_date < on or done.warm_up or not done.trusted:
            continue
        if done.rpe is not None and done.target_rpe is not None:
            days[done.local_date].append(effort_error(done.rpe, done.target_rpe))
    if len(days) < least_workouts:
        return None
    errors = [error for day in sorted(days, reverse=True)[:RECENT_WORKOUTS] for error in days[day]]
    return fmean(errors) if errors else None


def stalled_exercises(history: Sequence[PerformedSet], on: date) -> int | None:
    """How many exercises surely stand still or go down; None where nothing stands out of the noise."""
    own: dict[int, list[PerformedSet]] = defaultdict(list)
    for done in history:
        if done.local_date < on:
            own[done.exercise_id].append(done)
    told = [found for sets in own.values() if (found := trend(sets, on)) is not None]
    return sum(found is not Trend.IMPROVING for found in told) if told else None


def compliance(meant_and_done: Sequence[tuple[int, int]]) -> float | None:
    """The share of the sets meant that was done, exercise by exercise: more of one makes up for no other."""
    meant = sum(each for each, _ in meant_and_done)
    return sum(min(each) for each in meant_and_done) / meant if meant > 0 else None


def deviations(
    check_in: CheckIn,
    *,
    rpe_deviation: float | None = None,
    stalled_exercises: int | None = None,
    compliance: float | None = None,
    measured: Measured | None = None,
    usual: Mapping[str, Usual] = NOTHING_USUAL,
) -> Mapping[Channel, float]:
    """Each channel that says something, in standard deviations from an ordinary day: below 0 is worse."""
    device = measured if measured is not None else Measured()
    slept = check_in.sleep_minutes if check_in.sleep_minutes is not None else device.sleep_minutes
    stress = _rating(check_in.stress, usual.get("stress"), worse_is_more=True)
    found = {
        Channel.PERFORMANCE: _performance(rpe_deviation, stalled_exercises, compliance),
        Channel.READINESS: _rating(check_in.readiness, usual.get("readiness")),
        Channel.SORENESS: _soreness(check_in.soreness),
        Channel.SLEEP: _mean(
            _sleep(slept, usual.get("sleep_minutes")),
            _rating(check_in.sleep_quality, usual.get("sleep_quality")),
        ),
        Channel.WEARABLE: _mean(
            _recovery(device.recovery_pct), device.hrv_deviation, device.resting_hr_deviation
        ),
        Channel.MOOD: _mean(_rating(check_in.motivation, usual.get("motivation")), stress),
    }
    return {channel: _bounded(value) for channel, value in found.items() if value is not None}


def score(found: Mapping[Channel, float]) -> float | None:
    """score = logistic(logit(0.6) + 1.5 * sum(weight * deviation) / (sum(weight) + 0.25)), over what is known."""
    if not found:
        return None
    weight = math.fsum(WEIGHTS[channel] for channel in found)
    deviation = math.fsum(WEIGHTS[channel] * value for channel, value in found.items())
    ordinary = math.log(ORDINARY / (1.0 - ORDINARY))
    return 1.0 / (1.0 + math.exp(-(ordinary + GAIN * deviation / (weight + UNKNOWN_WEIGHT))))


def _performance(
    rpe_deviation: float | None, stalled_exercises: int | None, compliance: float | None
) -> float | None:
    """Sets that felt harder than meant, lifts that stand still, sets that were left out."""
    return _mean(
        None if rpe_deviation is None else -rpe_deviation / RPE_SD,
        None if stalled_exercises is None else -float(stalled_exercises),
        None if compliance is None else (compliance - 1.0) / COMPLIANCE_SD,
    )


def _rating(said: int | None, usual: Usual | None, *, worse_is_more: bool = False) -> float | None:
    """A rating of 1 to 5 beside what is usual for this person, else beside the middle."""
    if said is None:
        return None
    better = 6.0 - said if worse_is_more else float(said)
    if usual is None:
        return better - ORDINARY_RATING
    mean = 6.0 - usual.mean if worse_is_more else usual.mean
    return (better - min(mean, BEST_USUAL_RATING)) / max(usual.sd, LEAST_RATING_SD)


def _soreness(said: Mapping[Muscle, int]) -> float | None:
    """The worst muscle decides."""
    return ORDINARY_SORENESS - max(said.values()) if said else None


def _sleep(minutes: int | None, usual: Usual | None) -> float | None:
    if minutes is None:
        return None
    if usual is None:
        return (minutes - ORDINARY_SLEEP_MIN) / SLEEP_SD_MIN
    return (minutes - min(usual.mean, MOST_USUAL_SLEEP_MIN)) / max(usual.sd, LEAST_SLEEP_SD_MIN)


def _recovery(pct: float | None) -> float | None:
    return None if pct is None else (pct - ORDINARY_RECOVERY_PCT) / RECOVERY_SD_PCT


def _mean(*deviations: float | None) -> float | None:
    known = [_bounded(each) for each in deviations if each is not None]
    return fmean(known) if known else None


def _bounded(deviation: float) -> float:
    return min(max(deviation, -MOST_SD), MOST_SD)
