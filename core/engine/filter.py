"""One lift under the filter: ln 1RM beside what this person's reports and repetitions are off by, known jointly.

A day has its own form, which all of its sets share: so a set that failed beside a set that was felt as easy tells of
the reports, not of the lift. A Kalman filter with Student weights: a typing error does no harm.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.engine.evidence import DAY_SD, Evidence

START_SD = 0.25  # before anything but one rough value is known; design choice
MOST_SD = 0.25  # a state never claims to know less; design choice
TAIL_WEIGHT = 10.0  # degrees of freedom of the Student weights; design choice
DRIFT_SD_PER_SQRT_WEEK = 0.007  # ipf_drift
BIAS_SD_REPS = 1.45  # between people (halperin_2022)

NOISE_DAYS = 10.0  # how many days the usual noise counts for beside what this lifter showed; design choice
NOISE_LOW, NOISE_HIGH = 0.5, 4.0  # a lifter's noise as a share of the usual variance; design choice
MOST_MISS = 4.0  # of one day's squared surprise, so that one day alone hardly counts as noise; design choice
MOST_BELOW = 4.0  # standard deviations that a bound may pull over; design choice
SQRT_2_OVER_PI = math.sqrt(2.0 / math.pi)


@dataclass(slots=True)
class State:
    """ln 1RM, bias in repetitions beyond the usual one, SDs of ln stretch, and their joint uncertainty.

    It lives within one call and changes in place, for a copy a day is a quarter of a workout's time.
    """

    mean: float
    variance: float = START_SD**2
    bias: float = 0.0
    bias_variance: float = BIAS_SD_REPS**2
    stretch: float = 0.0
    stretch_variance: float = 1.0
    mean_bias: float = 0.0  # covariances
    mean_stretch: float = 0.0
    bias_stretch: float = 0.0
    misses: float = NOISE_DAYS  # squared surprises as shares of what was to be expected, added up
    days: float = NOISE_DAYS
    lost: float = 0.0  # ln of what time away took and training gives back faster than it first came

    @property
    def noise(self) -> float:
        return min(max(self.misses / self.days, NOISE_LOW), NOISE_HIGH)

    def widen(self, variance: float) -> None:
        """ln 1RM is known to so much less, up to a limit; what it shares with the others shrinks with it."""
        self.variance += variance
        if self.variance > MOST_SD**2:
            share = math.sqrt(MOST_SD**2 / self.variance)
            self.variance, self.mean_bias = MOST_SD**2, share * self.mean_bias
            self.mean_stretch *= share


@dataclass(slots=True)
class _Form:
    """The form of one day, as ln 1RM, with its variance and its covariances."""

    form: float
    variance: float
    mean: float = 0.0
    bias: float = 0.0
    stretch: float = 0.0


def learn(state: State, day: Sequence[Evidence]) -> float | None:
    """Take in what is known of one day. The surprise in standard deviations, where efforts were felt."""
    noise, off, before = state.noise, None, state.mean
    form = _Form(0.0, noise * DAY_SD**2)
    for found in day:
        surprise = _learn(state, form, found, noise if found.told else 1.0)
        off = surprise if found.told and found.is_point else off
    # What is seen to be there again is not given back a second time
    state.lost = max(state.lost - max(state.mean - before, 0.0), 0.0)
    if off is not None:
        state.misses += noise * min(off**2, MOST_MISS)
        state.days += 1.0
    return off


def _learn(state: State, form: _Form, found: Evidence, noise: float) -> float:
    """One step of the filter with a row (1, -of_bias, -of_stretch, 1 where the day's form is in it)."""
    of_bias, formed = found.of_bias, found.of_day
    of_stretch = found.of_stretch + found.bend * state.stretch
    seen = state.mean - of_bias * state.bias - of_stretch * state.stretch
    seen -= found.bend * (state.stretch_variance - state.stretch**2) / 2.0
    to_mean = state.variance - of_bias * state.mean_bias - of_stretch * state.mean_stretch
    to_bias = state.mean_bias - of_bias * state.bias_variance - of_stretch * state.bias_stretch
    to_stretch = state.mean_stretch - of_bias * state.bias_stretch - of_stretch * state.stretch_variance
    to_form = 0.0
    if formed:
        seen += form.form
        to_mean, to_bias, to_stretch = to_mean + form.mean, to_bias + form.bias, to_stretch + form.stretch
        to_form = form.mean - of_bias * form.bias - of_stretch * form.stretch + form.variance
    spread = to_mean - of_bias * to_bias - of_stretch * to_stretch + to_form + noise * found.sd**2
    move, surer = _pull(found, seen, spread)
    if move == 0.0:
        return 0.0
    state.mean += to_mean * move
    state.bias += to_bias * move
    state.stretch += to_stretch * move
    state.variance -= surer * to_mean**2
    state.bias_variance -= surer * to_bias**2
    state.stretch_variance -= surer * to_stretch**2
    state.mean_bias -= surer * to_mean * to_bias
    state.mean_stretch -= surer * to_mean * to_stretch
    state.bias_stretch -= surer * to_bias * to_stretch
    if formed:
        form.form += to_form * move
        form.variance -= surer * to_form**2
        form.mean -= surer * to_form * to_mean
        form.bias -= surer * to_form * to_bias
        form.stretch -= surer * to_form * to_stretch
    return (found.low - seen) / math.sqrt(spread)


def _pull(found: Evidence, seen: float, spread: float) -> tuple[float, float]:
    """How far what was expected moves for each unit of covariance, and how much surer it gets."""
    if found.low == found.high:
        return _toward(found.low - seen, spread)
    if math.isinf(found.high):
        return _above(found.low - seen, spread)
    if math.isinf(found.low):
        move, surer = _above(seen - found.high, spread)
        return -move, surer
    if found.low <= seen <= found.high:
        return 0.0, 0.0
    return _toward((found.low if seen < found.low else found.high) - seen, spread)


def _toward(surprise: float, spread: float) -> tuple[float, float]:
    weight = min((TAIL_WEIGHT + 1.0) / (TAIL_WEIGHT + surprise**2 / spread), 1.0) / spread
    return weight * surprise, weight


def _above(low: float, spread: float) -> tuple[float, float]:
    """What "more than this" says of a normal variable: its mean and variance above a bound (a truncated normal)."""
    sd = math.sqrt(spread)
    far = low / sd
    below = max(min(far, MOST_BELOW), -MOST_BELOW)
    ratio = math.exp(-(below**2) / 2.0) * SQRT_2_OVER_PI / math.erfc(below / math.sqrt(2.0))
    weight = (MOST_BELOW / far) ** 2 if far > MOST_BELOW else 1.0  # a slipped digit
    return weight * ratio / sd, weight * ratio * (ratio - below) / spread
