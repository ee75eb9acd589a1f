"""The one place that guesses a one-rep max: a filter over ln 1RM that drifts, learns and forgets.

Nothing is known without a max or a loaded set. Reported efforts pull hard, ticks and plain sets only from
outside their interval, and an outlier loses weight with distance, so that a typing error does no harm. Beside the
lift the filter learns the person: how far reports are off for good, which maxes tell, and how noisy days are.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import dropwhile
from types import MappingProxyType

from core.engine import evidence
from core.engine.curve import (
    RIR_BIAS_REPS,
    felt_rpe,
    fraction_of_max,
    reps_to_failure,
    reps_to_failure_at,
)
from core.engine.evidence import Evidence
from core.engine.models import MaxEntry, MaxSource, PerformedSet, Strength, TrainingAge

DRIFT_SD_PER_SQRT_WEEK = 0.007  # ipf_drift
START_SD = 0.15  # what an unknown lifter's 1RM is known to; design choice
MOST_SD = 0.25  # a state never claims to know less; design choice
TAIL_WEIGHT = 4.0  # degrees of freedom of the Student weights; design choice
STARTING_DAYS = 3  # the state starts at the lower median of so many days; design choice

# One repetition in ln 1RM, as the chart has it from 2 to 10 (rts_chart)
LOG_PER_REP = 0.032
# How far one person's reports are off for good, which more of their sets never average out: 1.45 repetitions
# between people (halperin_2022)
OWN_BIAS_SD = 1.45 * LOG_PER_REP
# Repetitions that are left beyond those said, in all: above -1, so that efforts keep their order; design choice
LEAST_BIAS_REPS, MOST_BIAS_REPS = -0.9, 3.5

# Days that point one way say that the lift moved further than drift does. LEAN_KEPT of where they point is kept a
# day; above LEAN_LIMIT standard deviations the state is known to JUMP_SD less; design choice
LEAN_KEPT = 0.5
LEAN_LIMIT = 0.8
JUMP_SD = 0.02
MOST_LEAN_SD = 2.5  # of one day's surprise, so that one day alone hardly leans; design choice

NOISE_DAYS = 10.0  # how many days the usual noise counts for beside what this lifter showed; design choice
NOISE_LOW, NOISE_HIGH = 0.5, 4.0  # a lifter's noise as a share of the usual variance; design choice

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
NONE_OWN: Mapping[str, float] = MappingProxyType({})


_Event = tuple[datetime, Evidence | None]


@dataclass(slots=True)
class _State:
    """ln 1RM, and by how much this person's reports understate it, with their joint uncertainty.

    It lives within one call of `estimate` and changes in place, for a copy a day is a quarter of a workout's time.
    """

    mean: float
    variance: float
    bias: float = 0.0
    bias_variance: float = OWN_BIAS_SD**2
    covariance: float = 0.0
    misses: float = NOISE_DAYS  # squared surprises as shares of what was to be expected, added up
    days: float = NOISE_DAYS
    lean: float = 0.0  # where the last days' surprises point, as SDs, the older the less

    @property
    def noise(self) -> float:
        return min(max(self.misses / self.days, NOISE_LOW), NOISE_HIGH)


def estimate(
    exercise_id: int,
    maxes: Sequence[MaxEntry],
    history: Sequence[PerformedSet],
    now: datetime,
    gain_per_week: float = 0.0,
    constants: Mapping[str, float] = NONE_OWN,
) -> Strength | None:
    """The state of one lift at `now`, or None where nothing is known.

    Days on which only other exercises were trained count as training, so they end a layoff. `constants` are this
    athlete's own ones, by the names in `formulas.CONSTANTS`.
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
    state.bias = LOG_PER_REP * (constants.get("curve.RIR_BIAS_REPS", RIR_BIAS_REPS) - RIR_BIAS_REPS)
    loss_per_week = constants.get("strength.LOSS_PER_WEEK", LOSS_PER_WEEK)
    for at, found in timeline:
        _pass_time(state, at - last_at, gain_per_week, loss_per_week)
        if found is not None:
            _learn(state, found)
        last_at = at
    _pass_time(state, now - last_at, gain_per_week, loss_per_week)
    taught = sum(evidence.teaches(done) for done in own)
    bias_reps = RIR_BIAS_REPS + state.bias / LOG_PER_REP
    return Strength(
        exercise_id=exercise_id,
        log_mean=state.mean,
        log_sd=math.sqrt(state.variance),
        sets_seen=taught,
        rir_bias_reps=min(max(bias_reps, LEAST_BIAS_REPS), MOST_BIAS_REPS),
        report_noise=state.noise,
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
    return math.exp(strength.log_mean) * fraction_of_max(reps_to_failure(reps, rpe, strength.rir_bias_reps))


def expected_rpe(strength: Strength, load_g: float, reps: int) -> float:
    """The effort that `reps` at `load_g` will be felt as; may leave the scale at both ends."""
    to_failure = reps_to_failure_at(load_g / math.exp(strength.log_mean))
    return felt_rpe(reps, to_failure, strength.rir_bias_reps)


def detraining_loss(days_off: float, loss_per_week: float = LOSS_PER_WEEK) -> float:
    """Fraction of strength lost in `days_off` days without training."""
    if days_off <= LAYOFF_DAYS:
        return 0.0
    weeks_after_third = max(days_off - 21.0, 0.0) / 7.0
    return min(THIRD_WEEK_LOSS + loss_per_week * weeks_after_third, MOST_LOSS)


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
        known = first_at.get(done.local_date)
        if known is None or done.at < known:
            first_at[done.local_date] = done.at
    return [(at, evidence.of_day(own_days.get(day, ()))) for day, at in first_at.items()]


def _start(timeline: Sequence[_Event]) -> _State:
    known = [found for _, found in timeline if found is not None]
    points = [found for found in known if found.is_point]
    anchors = [found.anchor for found in (points or known)[:STARTING_DAYS]]
    return _State(sorted(anchors)[(len(anchors) - 1) // 2], START_SD**2)


def _pass_time(state: _State, elapsed: timedelta, gain_per_week: float, loss_per_week: float) -> None:
    days = elapsed / timedelta(days=1)
    weeks = days / 7.0
    state.variance += DRIFT_SD_PER_SQRT_WEEK**2 * weeks
    if days <= LAYOFF_DAYS:
        state.mean += gain_per_week * weeks
    else:
        state.mean += math.log(1.0 - detraining_loss(days, loss_per_week))
        state.variance += (LAYOFF_SD_PER_WEEK * weeks) ** 2
    if state.variance > MOST_SD**2:  # what the two unknowns share shrinks with it
        state.covariance *= math.sqrt(MOST_SD**2 / state.variance)
        state.variance = MOST_SD**2


def _learn(state: _State, found: Evidence) -> None:
    """A Kalman step with Student weights; an interval that already holds the state says nothing new."""
    seen = state.mean - found.reported * state.bias
    if not found.is_point and found.low <= seen <= found.high:
        return
    surprise = (found.low if seen < found.low else found.high) - seen
    if found.is_point and found.reported > 0.0:
        _lean(state, surprise, _spread(state, found))
    spread = _spread(state, found)
    learnt = min((TAIL_WEIGHT + 1.0) / (TAIL_WEIGHT + surprise**2 / spread), 1.0) / spread
    with_mean = state.variance - found.reported * state.covariance
    with_bias = state.covariance - found.reported * state.bias_variance
    state.mean += learnt * with_mean * surprise
    state.variance -= learnt * with_mean**2
    state.bias += learnt * with_bias * surprise
    state.bias_variance -= learnt * with_bias**2
    state.covariance -= learnt * with_mean * with_bias


def _spread(state: _State, found: Evidence) -> float:
    """How far the evidence may lie from what is expected, as a variance; told efforts have their person's noise."""
    shared = found.reported**2 * state.bias_variance - 2.0 * found.reported * state.covariance
    noise = state.noise if found.reported > 0.0 else 1.0
    return state.variance + shared + noise * found.sd**2


def _lean(state: _State, surprise: float, spread: float) -> None:
    """Learn from a surprise how noisy this lifter's days are, and whether they all point one way."""
    state.misses += state.noise * min(surprise**2 / spread, TAIL_WEIGHT)
    state.days += 1.0
    pointing = max(-MOST_LEAN_SD, min(surprise / math.sqrt(spread), MOST_LEAN_SD))
    state.lean = LEAN_KEPT * state.lean + (1.0 - LEAN_KEPT) * pointing
    if abs(state.lean) > LEAN_LIMIT:
        state.variance += JUMP_SD**2
