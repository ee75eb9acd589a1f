"""Whether a lift gains, stands still or loses, and how sure that is: the one detector of stalls and declines.

A decline is heard by two filters over ln 1RM, one that believes the lift holds its usual gain and one that believes
it falls. The evidence for the fall piles up day by day and starts anew whenever the usual gain explains more: a
cumulative sum of log likelihood ratios. Beside them a third filter keeps the slope itself, for gains and stalls.

Only changes are asked for here, never a max: a person's reports are off for good by about the same, and that takes
no part in a change; nor does a tested max, which is off by nothing and beside reported sets would look like a leap.
So a repetition counts as much as it was measured to, not what the chart of efforts gives it.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import NormalDist, fmean

from core.engine import evidence
from core.engine.curve import PRESS, effort_error, reps_to_failure
from core.engine.filter import DRIFT_SD_PER_SQRT_WEEK
from core.engine.models import PerformedSet, TrainingAge, Trend
from core.engine.strength import GAIN_PER_WEEK
from core.engine.timeline import LAYOFF_DAYS

USUAL_GAIN_PER_WEEK = GAIN_PER_WEEK[TrainingAge.INTERMEDIATE]
LOSS_PER_WEEK = -0.01  # the decline that is listened for (stall_posterior)

SET_SD = 0.032  # one repetition misjudged (halperin_2022)
MOST_SURPRISE_SD = 4.0  # of one day, so that one bad day is no decline; design choice
# One person's noise, as a share of the usual variance, and how many days the usual noise counts for; design choice
NOISE_DAYS = 20.0
NOISE_LOW, NOISE_HIGH = 0.5, 4.0
MOST_MISS = 4.0  # squared SDs that one day adds to it; design choice

SLOPE_SD = 0.01  # per week: what is known of a slope before anything was seen; design choice
SLOPE_WALK_SD = 0.001  # per week and square root of a week: a slope does not last for ever; design choice

TREND_DAYS = 112  # four blocks; design choice
LEAST_DAYS = 4  # trained days; design choice
LEAST_SPAN_DAYS = 21  # below three weeks the slope's error swamps any gain (stall_posterior)

# How sure an alarm must be (stall_posterior). `core/lab/stalls.py` is how they were set, on seeds of its own: of
# simulated lifters who gain 0.25 % a week one in eleven hears a stall or a decline within eight weeks.
SURE_OF_DECLINE = 0.895
SURE_OF_GAIN = 0.90
SURE_OF_STALL = 0.80
# Who gains less than 0.5 % a week drifts by as much: at 0.80 one in seven would hear of a stall that is none.
SLOW_GAIN_PER_WEEK = 0.005
SURE_OF_SLOW_STALL = 0.96
STALLED_SHARE = 0.25  # of the expected gain (stall_posterior)
HARDER_RPE = 0.5  # a day that felt so much harder than meant, or missed, speaks for a stall (stall_posterior)
HARD_DAYS, OF_DAYS = 3, 6  # so many of the last ones (stall_posterior; the six are a design choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a lift's estimated max is going, as of one day. `trend` None: nothing stands out of its noise."""

    on: date
    trend: Trend | None
    decline: float  # probability of a loss of 1 % a week, against the usual gain and at even odds beforehand
    stall: float  # probability of a slope below a quarter of the expected gain
    gain: float  # probability of a slope above zero
    slope_per_week: float
    slope_sd_per_week: float
    days: int  # that it rests on
    hard_days: int  # of the last six: felt harder than meant, or missed


@dataclass(frozen=True, slots=True)
class _Day:
    """What one day showed: ln 1RM in grams, its noise as a variance, and whether it was harder than meant."""

    on: date
    value: float
    noise: float
    hard: bool


@dataclass(slots=True)
class _Level:
    """ln 1RM, believed to move by `per_week`."""

    per_week: float
    mean: float
    variance: float

    def learn(self, weeks: float, value: float, noise: float) -> tuple[float, float]:
        """Takes in a day: its log likelihood, up to a constant, and its squared surprise in expected variances."""
        self.mean += self.per_week * weeks
        self.variance += DRIFT_SD_PER_SQRT_WEEK**2 * weeks
        spread = self.variance + noise
        most = MOST_SURPRISE_SD * math.sqrt(spread)
        surprise = max(-most, min(value - self.mean, most))
        share = self.variance / spread
        self.mean += share * surprise
        self.variance *= 1.0 - share
        return -0.5 * (surprise**2 / spread + math.log(spread)), surprise**2 / spread


@dataclass(slots=True)
class _Line:
    """ln 1RM and its slope in a week, with their joint uncertainty."""

    level: float
    variance: float
    slope: float = 0.0
    slope_variance: float = SLOPE_SD**2
    covariance: float = 0.0

    def learn(self, weeks: float, value: float, noise: float) -> None:
        self.level += self.slope * weeks
        self.variance += weeks * (2.0 * self.covariance + weeks * self.slope_variance)
        self.variance += DRIFT_SD_PER_SQRT_WEEK**2 * weeks
        self.covariance += weeks * self.slope_variance
        self.slope_variance += SLOPE_WALK_SD**2 * weeks
        spread = self.variance + noise
        most = MOST_SURPRISE_SD * math.sqrt(spread)
        surprise = max(-most, min(value - self.level, most))
        of_level, of_slope = self.variance / spread, self.covariance / spread
        self.level += of_level * surprise
        self.slope += of_slope * surprise
        self.slope_variance -= of_slope * self.covariance
        self.covariance *= 1.0 - of_level
        self.variance *= 1.0 - of_level

    def below(self, slope: float) -> float:
        """The probability that the slope is below one."""
        return NormalDist(self.slope, math.sqrt(self.slope_variance)).cdf(slope)


def course(
    sets: Sequence[PerformedSet], on: date, gain_per_week: float = USUAL_GAIN_PER_WEEK
) -> Course | None:
    """Where one exercise's max is going as of a date; None where too little was done lately."""
    lately = [done for done in sets if 0 <= (on - done.local_date).days <= TREND_DAYS]
    return next(reversed(courses(lately, gain_per_week)), None)


def trend(sets: Sequence[PerformedSet], on: date) -> Trend | None:
    """The same in a word, for somebody who gains as an intermediate does."""
    found = course(sets, on)
    return None if found is None else found.trend


def courses(sets: Sequence[PerformedSet], gain_per_week: float = USUAL_GAIN_PER_WEEK) -> Sequence[Course]:
    """The same as of each trained day since the last pause, but for the first ones, which say nothing yet."""
    days = _since_pause(_days(sets))
    if not days:
        return ()
    first = days[0]
    usual = _Level(min(gain_per_week, USUAL_GAIN_PER_WEEK), first.value, first.noise)
    falling = _Level(LOSS_PER_WEEK, first.value, first.noise)
    line = _Line(first.value, first.noise)
    piled, misses, seen = 0.0, NOISE_DAYS, NOISE_DAYS
    found: list[Course] = []
    for count, (before, day) in enumerate(pairwise(days), start=2):
        weeks = (day.on - before.on).days / 7.0
        own = min(max(misses / seen, NOISE_LOW), NOISE_HIGH)
        holds, miss = usual.learn(weeks, day.value, own * day.noise)
        piled += falling.learn(weeks, day.value, own * day.noise)[0] - holds
        if piled <= 0.0:  # a decline can begin now as well as before
            piled, falling.mean, falling.variance = 0.0, usual.mean, usual.variance
        line.learn(weeks, day.value, own * day.noise)
        misses, seen = misses + own * min(miss, MOST_MISS), seen + 1.0
        if count >= LEAST_DAYS and (day.on - first.on).days >= LEAST_SPAN_DAYS:
            hard_days = sum(each.hard for each in days[max(count - OF_DAYS, 0) : count])
            found.append(_course(day.on, piled, line, gain_per_week, count, hard_days))
    return found


def _course(on: date, piled: float, line: _Line, gain_per_week: float, days: int, hard_days: int) -> Course:
    stall, gain = line.below(STALLED_SHARE * gain_per_week), 1.0 - line.below(0.0)
    decline = 1.0 / (1.0 + math.exp(-piled))
    said: Trend | None = None
    if decline > SURE_OF_DECLINE:
        said = Trend.DECLINING
    elif stall > _sure_of_stall(gain_per_week) and hard_days >= HARD_DAYS:
        said = Trend.STALLED
    elif gain > SURE_OF_GAIN:
        said = Trend.IMPROVING
    return Course(
        on=on,
        trend=said,
        decline=decline,
        stall=stall,
        gain=gain,
        slope_per_week=line.slope,
        slope_sd_per_week=math.sqrt(line.slope_variance),
        days=days,
        hard_days=hard_days,
    )


def _sure_of_stall(gain_per_week: float) -> float:
    return SURE_OF_STALL if gain_per_week >= SLOW_GAIN_PER_WEEK else SURE_OF_SLOW_STALL


def _days(sets: Sequence[PerformedSet]) -> list[_Day]:
    """The days that can be compared: those with an effort where there are enough, else what was shown at least.

    Bounds and points are never mixed: an effort said for the first time would look like a gain.
    """
    by_day: dict[date, list[PerformedSet]] = defaultdict(list)
    for done in sets:
        if evidence.teaches(done):
            by_day[done.local_date].append(done)
    told = [day for on in sorted(by_day) if (day := _told(on, by_day[on])) is not None]
    if len(told) >= LEAST_DAYS:
        return told
    return [day for on in sorted(by_day) if (day := _shown(on, by_day[on])) is not None]


def _told(on: date, day: Sequence[PerformedSet]) -> _Day | None:
    """The plain mean over all sets with an effort. More sets average out what is misjudged, not the day itself.

    An effort below six takes no part: it stays the same while strength falls. What earlier sets took is put back, or
    weeks near failure would look like a decline.
    """
    values: list[float] = []
    taken = 0.0
    for done in day:
        if (done.rpe is not None or done.failed) and _is_point(done) and done.load_g is not None:
            values.append(taken + math.log(done.load_g / PRESS.fraction(_most_reps(done))))
        taken += evidence.loss_of(done.rpe, failed=done.failed)
    if not values:
        return None
    return _Day(on, fmean(values), evidence.DAY_SD**2 + SET_SD**2 / len(values), _was_hard(day))


def _is_point(done: PerformedSet) -> bool:
    found = evidence.of_set(done)
    return found is not None and found.is_point


def _most_reps(done: PerformedSet) -> float:
    reps = 0 if done.reps is None else done.reps
    return float(reps) if done.failed or done.rpe is None else reps_to_failure(reps, done.rpe)


def _shown(on: date, day: Sequence[PerformedSet]) -> _Day | None:
    found = next((each for each in evidence.of_day(day) if not each.is_point), None)
    if found is None or math.isinf(found.anchor):
        return None
    return _Day(on, found.anchor, found.sd**2, _was_hard(day))


def _was_hard(day: Sequence[PerformedSet]) -> bool:
    errors = [
        effort_error(done.rpe, done.target_rpe)
        for done in day
        if done.rpe is not None and done.target_rpe is not None
    ]
    return any(done.failed for done in day) or (bool(errors) and fmean(errors) >= HARDER_RPE)


def _since_pause(days: Sequence[_Day]) -> Sequence[_Day]:
    """What is lost in a pause is no decline, so a longer one begins a new course."""
    starts = [at for at, (a, b) in enumerate(pairwise(days), start=1) if (b.on - a.on).days > LAYOFF_DAYS]
    return days[max(starts, default=0) :]
