"""Which fraction of a one-rep max goes with how many repetitions to failure, and what effort feels like.

One curve serves every RPE: n = reps + repetitions left. Where a lift's state is known, its class of exercise has a
measured curve, stretched as this athlete's sets to a true limit say. Where nothing is known, the chart does: above
ten repetitions it is too steep, there the shape of measured data takes over.
"""

import math
from bisect import bisect_left
from dataclasses import dataclass

# RTS chart, n = 1, 1.5, 2 ... 10 (rts_chart)
CHART = (
    1.000, 0.978, 0.955, 0.939, 0.922, 0.907, 0.892, 0.878, 0.863, 0.850,
    0.837, 0.824, 0.811, 0.799, 0.786, 0.774, 0.762, 0.751, 0.739,
)  # fmt: skip
CHART_END_REPS = 10.0
CHART_MIRRORED = tuple(-fraction for fraction in CHART)  # ascending, for bisect

# fit of 1 / (1 + k (n-1)^b) to the bench press anchors 90 % x 4, 80 % x 8.8, 70 % x 14.1 (nuzzo_2024)
TAIL_K = 0.0379
TAIL_B = 0.937
MAX_REPS_TO_FAILURE = 60.0  # design choice: beyond this nothing is said about strength

RIR_BIAS_REPS = 0.95  # repetitions that people have beyond those they say (halperin_2022)
CALLED_TEN_RPE = 9.25  # from here on efforts are called ten, give or take a report's half step; design choice
EASIEST_RPE = 6.0  # below it a report only says "easy"


@dataclass(frozen=True, slots=True)
class Curve:
    """fraction = 1 / (1 + k ((n - 1) / stretch)^b); `stretch` above 1 is somebody who does more repetitions."""

    k: float
    b: float
    stretch: float = 1.0

    def fraction(self, reps_to_failure: float) -> float:
        """Load as a fraction of the 1RM at which so many repetitions are the most possible."""
        n = min(max(reps_to_failure, 1.0), MAX_REPS_TO_FAILURE)
        return 1.0 / (1.0 + self.k * math.pow((n - 1.0) / self.stretch, self.b))

    def reps(self, fraction: float) -> float:
        """The inverse of `fraction`, between 1 and MAX_REPS_TO_FAILURE."""
        if fraction >= 1.0:
            return 1.0
        if fraction <= self.fraction(MAX_REPS_TO_FAILURE):
            return MAX_REPS_TO_FAILURE
        return 1.0 + self.stretch * math.pow((1.0 / fraction - 1.0) / self.k, 1.0 / self.b)


# Own fits to the verified anchors (nuzzo_2024): most exercises 90 % x 5 and 70 % x 15, bench press 90 % x 4,
# 80 % x 8.8 and 70 % x 14.1, leg press 90 % x 9, 80 % x 13.1 and 70 % x 19
USUAL = Curve(0.0249, 1.078)
PRESS = Curve(TAIL_K, TAIL_B)
LEG_PRESS = Curve(0.0046, 1.577)
REPS_AT_80_SD = 2.51  # between people (nuzzo_2024)


# The tail takes the measured shape but starts where the chart ends, so that the curve has no jump.
TAIL_SCALE = CHART[-1] / PRESS.fraction(CHART_END_REPS)


def fraction_of_max(reps_to_failure: float) -> float:
    """Load as a fraction of the 1RM at which `reps_to_failure` repetitions are the most possible."""
    n = min(max(reps_to_failure, 1.0), MAX_REPS_TO_FAILURE)
    if n >= CHART_END_REPS:
        return TAIL_SCALE * PRESS.fraction(n)
    position = 2.0 * (n - 1.0)
    below = int(position)
    return CHART[below] + (position - below) * (CHART[below + 1] - CHART[below])


def one_rm_g(load_g: int, most_reps: int) -> int:
    """The one-rep max that goes with `most_reps` being the most possible at a load."""
    return round(load_g / fraction_of_max(most_reps))


def reps_to_failure_at(fraction: float) -> float:
    """The inverse of `fraction_of_max`, between 1 and MAX_REPS_TO_FAILURE."""
    if fraction >= 1.0:
        return 1.0
    if fraction <= fraction_of_max(MAX_REPS_TO_FAILURE):
        return MAX_REPS_TO_FAILURE
    if fraction < CHART[-1]:
        return min(1.0 + math.pow((TAIL_SCALE / fraction - 1.0) / TAIL_K, 1.0 / TAIL_B), MAX_REPS_TO_FAILURE)
    above = bisect_left(CHART_MIRRORED, -fraction)
    upper, lower = CHART[above - 1], CHART[above]
    return 1.0 + (above - 1 + (upper - fraction) / (upper - lower)) / 2.0


def reps_to_failure(reps: int, felt_rpe: float, bias_reps: float = RIR_BIAS_REPS) -> float:
    """Repetitions to failure behind a felt effort; the bias fades out towards RPE 10."""
    reps_left = max(10.0 - felt_rpe, 0.0)
    return reps + reps_left + bias_reps * min(reps_left, 1.0)


def felt_rpe(reps: int, to_failure: float, bias_reps: float = RIR_BIAS_REPS) -> float:
    """The inverse of `reps_to_failure`: what `reps` will be felt as. Above 10 means: not possible."""
    true_reps_left = to_failure - reps
    if true_reps_left >= 1.0 + bias_reps:
        return 10.0 - (true_reps_left - bias_reps)
    return 10.0 - true_reps_left / (1.0 + bias_reps) if true_reps_left >= 0.0 else 10.0 - true_reps_left


def effort_error(felt: float, expected: float) -> float:
    """Felt minus expected, positive when harder, on the scale that people report on.

    A six or less only says "easy", so it is never harder than expected. A ten is what everything from just below it
    on is called, so it is never easier, and no harder than nearly a ten.
    """
    if felt <= EASIEST_RPE:
        return min(EASIEST_RPE - expected, 0.0)
    if felt >= 10.0:
        return 10.0 - expected if expected < CALLED_TEN_RPE else 0.0
    return felt - min(expected, 10.0)


def stretch_sd(curve: Curve) -> float:
    """Spread between people of ln stretch, from that of the repetitions at 80 %."""
    return REPS_AT_80_SD / (Curve(curve.k, curve.b).reps(0.8) - 1.0)
