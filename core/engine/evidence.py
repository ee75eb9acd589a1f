"""What a set or an entered max says about a one-rep max: an interval of ln(grams), and how noisy it is."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from core.engine.curve import EASIEST_RPE, fraction_of_max, reps_to_failure
from core.engine.models import MaxEntry, MaxSource, PerformedSet

# Noise of one observation of ln 1RM, as SD (ipf_drift, halperin_2022: day CV 3 % and about one rep of 3.2 %)
SET_SD_TO_6_REPS = 0.04
SET_SD_TO_10_REPS = 0.05
SET_SD_EASY = 0.06  # RPE below 7: further from failure, worse judged; design choice
SET_SD_ABOVE_10_REPS = 0.08
MOST_REPS_THAT_TEACH = 20.0  # repetitions to failure; above, a set is a lower bound only; design choice
BOUND_SD = 0.05  # design choice
TOLD = 1.0  # of a person's own bias is in a set with an effort; by definition
TICK_REPS = 1.0  # a tick without effort means: target, give or take one repetition; design choice

MAX_SD = {
    MaxSource.TESTED: 0.03,  # grgic_2020
    MaxSource.INPUT_1RM: 0.05,  # remembered, not seen; design choice
    MaxSource.INPUT_3RM: 0.05,
    MaxSource.SYSTEM_CALCULATED: 0.08,  # an old estimate, not a lift; design choice
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """ln 1RM lies in [low, high] as far as this goes. low == high is a point; an infinite end is a bound.

    `reported` is how much of a person's own bias is in it: all in a set of a workout, even at 10, for good days are
    told as lower efforts and bad ones as higher, and that must not pass for bias; none in a max.
    """

    low: float
    high: float
    sd: float
    reported: float = 0.0

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def anchor(self) -> float:
        """One value to start a state from, erring on the light side."""
        if math.isinf(self.low):
            return self.high
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2.0


def of_max(entry: MaxEntry) -> Evidence | None:
    """An entered or tested max: so many repetitions were the most possible."""
    if entry.load_g <= 0 or entry.reps < 1 or entry.reps > MOST_REPS_THAT_TEACH:
        return None
    value = _log_max(entry.load_g, entry.reps)
    return Evidence(value, value, max(MAX_SD[entry.source], _set_sd(entry.reps, rpe=10.0, floor=0.0)))


def of_set(done: PerformedSet) -> Evidence | None:
    """What a set teaches; None for warm-ups, sets not yet trusted, and sets without load or repetitions."""
    if not teaches(done) or done.load_g is None or done.reps is None:
        return None
    if done.failed:
        return _of_failure(done.load_g, done.reps)
    if done.rpe is not None:
        return _of_effort(done.load_g, done.reps, done.rpe)
    if done.target_rpe is not None and done.target_rpe >= EASIEST_RPE:
        return _of_tick(done.load_g, done.reps, done.target_rpe)
    return Evidence(_log_max(done.load_g, done.reps), math.inf, BOUND_SD)


def teaches(done: PerformedSet) -> bool:
    """Warm-ups, rehab, sets not yet trusted, and sets without load or repetitions say nothing."""
    if done.warm_up or not done.trusted or done.rehab or done.load_g is None or done.reps is None:
        return False
    return done.load_g > 0 and (done.reps > 0 or done.failed)


def of_day(day: Iterable[PerformedSet]) -> Evidence | None:
    """The day's best set with an effort, as sure as its best judged one; else its strongest bound."""
    found = [evidence for done in day if (evidence := of_set(done)) is not None]
    points = [evidence for evidence in found if evidence.is_point]
    if points:
        best = max(points, key=lambda evidence: evidence.low)
        return replace(best, sd=min(evidence.sd for evidence in points))
    from_below = [evidence for evidence in found if not math.isinf(evidence.low)]
    if from_below:
        return max(from_below, key=lambda evidence: (evidence.low, -evidence.high))
    return min(found, key=lambda evidence: evidence.high, default=None)


def _of_effort(load_g: int, reps: int, rpe: float) -> Evidence:
    to_failure = reps_to_failure(reps, max(rpe, EASIEST_RPE))
    value = _log_max(load_g, to_failure)
    if rpe < EASIEST_RPE or to_failure > MOST_REPS_THAT_TEACH:
        return Evidence(value, math.inf, BOUND_SD, TOLD)
    return Evidence(value, value, _set_sd(to_failure, rpe=rpe, floor=SET_SD_TO_6_REPS), TOLD)


def _of_tick(load_g: int, reps: int, target_rpe: float) -> Evidence:
    to_failure = reps_to_failure(reps, target_rpe)
    low = _log_max(load_g, max(to_failure - TICK_REPS, float(reps)))
    return Evidence(low, _log_max(load_g, to_failure + TICK_REPS), BOUND_SD, TOLD)


def _of_failure(load_g: int, reps: int) -> Evidence:
    if reps < 1:
        return Evidence(-math.inf, math.log(load_g), BOUND_SD)
    value = _log_max(load_g, reps)
    return Evidence(value, value, _set_sd(reps, rpe=10.0, floor=SET_SD_TO_6_REPS), TOLD)


def _set_sd(to_failure: float, *, rpe: float, floor: float) -> float:
    if to_failure > 10.0:
        return SET_SD_ABOVE_10_REPS
    if rpe < 7.0:
        return SET_SD_EASY
    return SET_SD_TO_10_REPS if to_failure > 6.0 else floor


@lru_cache(maxsize=4096)  # the same loads and repetitions come back for years
def _log_max(load_g: int, to_failure: float) -> float:
    return math.log(load_g / fraction_of_max(to_failure))
