"""How often a decline could be found at all: an ideal detector, which knows every parameter of one lift.

It compares two filters, one that believes in the usual gain and one that believes in the decline, and sounds when
the evidence for the decline has piled up. Its threshold is set where one lifter in ten who gains hears it falsely.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

GAIN_PER_WEEK, DECLINE_PER_WEEK = 0.0025, -0.01
FALSE_ALARM_WEEKS, DECLINE_WEEKS = 8, 6
FALSE_ALARMS = 0.10
SESSIONS_PER_WEEK = 2
HEARD_WEEKS = 8  # of the usual gain, before anything is counted: a detector does not start with the decline
LIFTERS = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a session shows of ln max, with the variance of its noise; alarms count in the watched ones."""

    week: float
    value: float
    noise: float
    watched: bool


@dataclass(slots=True)
class _Filter:
    """Knows a level that moves by `per_week`."""

    per_week: float
    mean: float
    variance: float

    def surprise(self, seen: Seen, weeks: float, drift: float) -> float:
        """Takes in what was seen so many weeks later; its log likelihood, up to a constant that both share."""
        self.mean += self.per_week * weeks
        self.variance += drift * weeks
        spread = self.variance + seen.noise
        off = seen.value - self.mean
        gain = self.variance / spread
        self.mean += gain * off
        self.variance *= 1.0 - gain
        return -0.5 * (off * off / spread + math.log(spread))


def ideal_peak(sessions: Sequence[Seen], drift_sd: float) -> float:
    """The highest that the evidence for a decline stands in the watched sessions. The first one is where they began."""
    if not sessions:
        return 0.0
    first, drift = sessions[0], drift_sd**2
    known = _Filter(GAIN_PER_WEEK, first.value, first.noise)
    falling = _Filter(DECLINE_PER_WEEK, known.mean, known.variance)
    piled, highest, week = 0.0, 0.0, first.week
    for seen in sessions[1:]:
        usual = known.surprise(seen, seen.week - week, drift)
        piled += falling.surprise(seen, seen.week - week, drift) - usual
        if piled <= 0.0:  # a decline can begin now as well as before
            piled, falling.mean, falling.variance = 0.0, known.mean, known.variance
        week = seen.week
        highest = max(highest, piled) if seen.watched else 0.0
    return highest


def share_found(gaining: Sequence[float], falling: Sequence[float]) -> float:
    """The share of declines above the threshold that one in ten of those who gain exceeds."""
    threshold = sorted(gaining)[math.floor((1.0 - FALSE_ALARMS) * len(gaining))]
    return sum(each > threshold for each in falling) / len(falling)


def found(noise_sd: float, drift_sd: float, seed: int, sessions_per_week: int = SESSIONS_PER_WEEK) -> float:
    """The share that is found with so much noise in a session and so much drift in the square root of a week."""

    def peaks(weekly: float, weeks: int, name: str) -> list[float]:
        draws = Random(f"{seed}/declines/{name}")
        return [
            _peak(draws, weekly, weeks * sessions_per_week, noise_sd, drift_sd, sessions_per_week)
            for _ in range(LIFTERS)
        ]

    return share_found(
        peaks(GAIN_PER_WEEK, FALSE_ALARM_WEEKS, "gains"), peaks(DECLINE_PER_WEEK, DECLINE_WEEKS, "falls")
    )


def _peak(
    draws: Random, weekly: float, sessions: int, noise_sd: float, drift_sd: float, per_week: int
) -> float:
    """The same for a lifter who is nothing but numbers."""
    level = 0.0
    seen: list[Seen] = []
    for session in range(-HEARD_WEEKS * per_week, sessions + 1):
        change = weekly if session > 0 else GAIN_PER_WEEK
        level += change / per_week + draws.gauss(0.0, drift_sd / math.sqrt(per_week))
        value = level + draws.gauss(0.0, noise_sd)
        seen.append(Seen(session / per_week, value, noise_sd**2, watched=session > 0))
    return ideal_peak(seen, drift_sd)
