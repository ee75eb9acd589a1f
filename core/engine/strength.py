"""The one place that guesses a one-rep max: a filter over ln 1RM that drifts, learns and forgets.

Nothing is known without a max or a loaded set. Reported efforts pull hard, ticks and plain sets only from
outside their interval, and an outlier loses weight with distance, so that a typing error does no harm.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import dropwhile

from core.engine import evidence
from core.engine.curve import felt_rpe, fraction_of_max, reps_to_failure, reps_to_failure_at
from core.engine.evidence import Evidence
from core.engine.models import MaxEntry, MaxSource, PerformedSet, Strength, TrainingAge

DRIFT_SD_PER_SQRT_WEEK = 0.007  # ipf_drift
START_SD = 0.15  # what an unknown lifter's 1RM is known to; design choice
# How far one person's reports are off for good, which more sets of the same person never average out: one
# repetition of 3.2 % (halperin_2022 has 1.45 between people; shrunk, design choice)
OWN_BIAS_SD = 0.032
MOST_SD = 0.25  # a state never claims to know less; design choice
TAIL_WEIGHT = 4.0  # degrees of freedom of the Student weights; design choice
STARTING_DAYS = 3  # the state starts at the lower median of so many days; design choice

# expected gain while training, as a fraction per week (progression_rates)
GAIN_PER_WEEK: Mapping[TrainingAge, float] = {
    TrainingAge.BEGINNER: 0.010,
    TrainingAge.INTERMEDIATE: 0.002,
    TrainingAge.ADVANCED: 0.0005,
}

# (detraining) nothing is lost in two weeks, 1 % in the third, then 1.75 % a week down to a quarter
LAYOFF_DAYS = 14.0
THIRD_WEEK_LOSS = 0.01
LOSS_PER_WEEK = 0.0175
MOST_LOSS = 0.25
LAYOFF_SD_PER_WEEK = 0.015

NORMAL_95 = 1.96  # standard deviations, by definition


_Event = tuple[datetime, Evidence | None]


@dataclass(frozen=True, slots=True)
class _State:
    mean: float
    variance: float


def estimate(
    exercise_id: int,
    maxes: Sequence[MaxEntry],
    history: Sequence[PerformedSet],
    now: datetime,
    gain_per_week: float = 0.0,
) -> Strength | None:
    """The state of one lift at `now`, or None where nothing is known.

    Days on which only other exercises were trained count as training, so they end a layoff.
    """
    past = [done for done in history if done.at <= now]
    own = [done for done in past if done.exercise_id == exercise_id]
    timeline = sorted(
        _max_events(exercise_id, maxes, own, now) + _day_events(own, past), key=lambda event: event[0]
    )
    timeline = list(
        dropwhile(lambda event: event[1] is None, timeline)
    )  # before that there is nothing to age
    if not timeline:
        return None
    state, last_at = _start(timeline), timeline[0][0]
    for at, found in timeline:
        state = _pass_time(state, at - last_at, gain_per_week)
        state = _learn(state, found) if found is not None else state
        last_at = at
    state = _pass_time(state, now - last_at, gain_per_week)
    taught = sum(evidence.teaches(done) for done in own)
    own_bias_sd = OWN_BIAS_SD if taught > 0 else 0.0
    return Strength(
        exercise_id=exercise_id,
        log_mean=state.mean,
        log_sd=math.hypot(math.sqrt(state.variance), own_bias_sd),
        sets_seen=taught,
    )


def e1rm_g(strength: Strength) -> int:
    return round(math.exp(strength.log_mean))


def low_g(strength: Strength) -> int:
    """Lower end of the 95 % interval."""
    return round(math.exp(strength.log_mean - NORMAL_95 * strength.log_sd))


def high_g(strength: Strength) -> int:
    """Upper end of the 95 % interval."""
    return round(math.exp(strength.log_mean + NORMAL_95 * strength.log_sd))


def load_for_g(strength: Strength, reps: int, rpe: float) -> float:
    """The load at which `reps` will be felt as `rpe`, before any rounding."""
    return math.exp(strength.log_mean) * fraction_of_max(reps_to_failure(reps, rpe))


def expected_rpe(strength: Strength, load_g: float, reps: int) -> float:
    """The effort that `reps` at `load_g` will be felt as; may leave the scale at both ends."""
    return felt_rpe(reps, reps_to_failure_at(load_g / math.exp(strength.log_mean)))


def detraining_loss(days_off: float) -> float:
    """Fraction of strength lost in `days_off` days without training."""
    if days_off <= LAYOFF_DAYS:
        return 0.0
    weeks_after_third = max(days_off - 21.0, 0.0) / 7.0
    return min(THIRD_WEEK_LOSS + LOSS_PER_WEEK * weeks_after_third, MOST_LOSS)


def _max_events(
    exercise_id: int, maxes: Sequence[MaxEntry], own: Sequence[PerformedSet], now: datetime
) -> list[_Event]:
    """Entered maxes as evidence. One that the engine made from sets still in sight would count them twice."""
    first_set_at = min((done.at for done in own), default=now)
    return [
        (entry.at, evidence.of_max(entry))
        for entry in maxes
        if entry.exercise_id == exercise_id
        and entry.at <= now
        and (entry.source is not MaxSource.SYSTEM_CALCULATED or entry.at < first_set_at)
    ]


def _day_events(own: Sequence[PerformedSet], past: Sequence[PerformedSet]) -> list[_Event]:
    """One event per training day, with evidence where this lift was among what was trained."""
    own_days: dict[date, list[PerformedSet]] = defaultdict(list)
    for done in own:
        own_days[done.local_date].append(done)
    first_at: dict[date, datetime] = {}
    for done in past:
        first_at[done.local_date] = min(done.at, first_at.get(done.local_date, done.at))
    return [(at, evidence.of_day(own_days.get(day, ()))) for day, at in first_at.items()]


def _start(timeline: Sequence[_Event]) -> _State:
    known = [found for _, found in timeline if found is not None]
    points = [found for found in known if found.is_point]
    anchors = [found.anchor for found in (points or known)[:STARTING_DAYS]]
    return _State(sorted(anchors)[(len(anchors) - 1) // 2], START_SD**2)


def _pass_time(state: _State, elapsed: timedelta, gain_per_week: float) -> _State:
    days = elapsed / timedelta(days=1)
    weeks = days / 7.0
    variance = state.variance + DRIFT_SD_PER_SQRT_WEEK**2 * weeks
    if days <= LAYOFF_DAYS:
        return _State(state.mean + gain_per_week * weeks, min(variance, MOST_SD**2))
    variance += (LAYOFF_SD_PER_WEEK * weeks) ** 2
    return _State(state.mean + math.log(1.0 - detraining_loss(days)), min(variance, MOST_SD**2))


def _learn(state: _State, found: Evidence) -> _State:
    """A Kalman step with Student weights; an interval that already holds the state says nothing new."""
    if not found.is_point and found.low <= state.mean <= found.high:
        return state
    surprise = (found.low if state.mean < found.low else found.high) - state.mean
    spread = state.variance + found.sd**2
    weight = min((TAIL_WEIGHT + 1.0) / (TAIL_WEIGHT + surprise**2 / spread), 1.0)
    gain = weight * state.variance / spread
    return _State(state.mean + gain * surprise, state.variance * (1.0 - gain))
