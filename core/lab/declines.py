"""How often a decline could be found at all: an ideal detector, which knows every parameter of one lift.

It compares two filters, one that believes in the usual gain and one that believes in the decline, and sounds when
the evidence for the decline has piled up. Its threshold is set where one lifter in ten who gains hears it falsely.
"""

import math
from dataclasses import dataclass
from functools import cache
from random import Random

from core.lab.physiology import OVER_MAX_PER_REP, Physiology

GAIN_PER_WEEK, DECLINE_PER_WEEK = 0.0025, -0.01
FALSE_ALARM_WEEKS, DECLINE_WEEKS = 8, 6
FALSE_ALARMS = 0.10
SESSIONS_PER_WEEK = 2
HEARD_WEEKS = 8  # of the usual gain, before anything is counted: a detector does not start with the decline
SETTLED_SESSIONS = 40  # until the filter knows the level as well as it ever will
LIFTERS = 1000


@dataclass(slots=True)
class _Filter:
    """Knows a level that moves by `change` from session to session."""

    change: float
    mean: float
    variance: float

    def surprise(self, seen: float, process: float, noise: float) -> float:
        """Takes in an observation; its log likelihood, up to a constant that both filters share."""
        self.mean += self.change
        self.variance += process
        spread = self.variance + noise
        off = seen - self.mean
        gain = self.variance / spread
        self.mean += gain * off
        self.variance *= 1.0 - gain
        return -0.5 * (off * off / spread + math.log(spread))


@cache
def ideal_decline_found_pct(body: Physiology, seed: int) -> float:
    """The share of declines of 1 % a week that the ideal detector finds within six weeks, in percent."""
    noise_sd = math.hypot(body.day_cv_pct / 100.0, OVER_MAX_PER_REP * body.report_noise_sd_reps)
    return round(100.0 * found(noise_sd, body.drift_sd_pct_per_sqrt_week / 100.0, seed), 2)


def found(noise_sd: float, drift_sd: float, seed: int, sessions_per_week: int = SESSIONS_PER_WEEK) -> float:
    """The share that is found with so much noise in a session and so much drift in the square root of a week."""

    def peaks(weekly: float, weeks: int, name: str) -> list[float]:
        draws = Random(f"{seed}/declines/{name}")
        return sorted(
            _peak(draws, weekly, weeks * sessions_per_week, noise_sd, drift_sd, sessions_per_week)
            for _ in range(LIFTERS)
        )

    quiet = peaks(GAIN_PER_WEEK, FALSE_ALARM_WEEKS, "gains")
    threshold = quiet[int((1.0 - FALSE_ALARMS) * LIFTERS)]
    return sum(each > threshold for each in peaks(DECLINE_PER_WEEK, DECLINE_WEEKS, "falls")) / LIFTERS


def _peak(
    draws: Random, weekly: float, sessions: int, noise_sd: float, drift_sd: float, per_week: int
) -> float:
    """The highest that the evidence for a decline ever stands in so many sessions of a lifter."""
    process, noise = drift_sd**2 / per_week, noise_sd**2
    known = _Filter(GAIN_PER_WEEK / per_week, 0.0, _settled(process, noise))
    level = draws.gauss(0.0, math.sqrt(known.variance))
    falling = _Filter(DECLINE_PER_WEEK / per_week, known.mean, known.variance)
    piled, highest = 0.0, 0.0
    for session in range(-HEARD_WEEKS * per_week, sessions):
        change = weekly if session >= 0 else GAIN_PER_WEEK
        level += change / per_week + draws.gauss(0.0, math.sqrt(process))
        seen = level + draws.gauss(0.0, noise_sd)
        usual = known.surprise(seen, process, noise)
        piled += falling.surprise(seen, process, noise) - usual
        if piled <= 0.0:  # a decline can begin now as well as before
            piled, falling.mean, falling.variance = 0.0, known.mean, known.variance
        highest = max(highest, piled) if session >= 0 else 0.0
    return highest


def _settled(process: float, noise: float) -> float:
    filter_ = _Filter(0.0, 0.0, noise)
    for _ in range(SETTLED_SESSIONS):
        filter_.surprise(0.0, process, noise)
    return filter_.variance
