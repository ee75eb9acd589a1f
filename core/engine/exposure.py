"""How often, how lately and with what success an exercise was done, worked out from the sets themselves."""

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from core.engine import evidence
from core.engine.curve import one_rm_g
from core.engine.models import PerformedSet, Trend

TREND_DAYS = 56  # two blocks; design choice
TREND_LEAST_DAYS = 4  # trained days; design choice
TREND_LEAST_SPAN_DAYS = 21  # stall_posterior: below three weeks the slope's error swamps any gain
LEAST_NOISE = 0.01  # of ln 1RM from day to day: loads come in steps of about so much; design choice
SURE = 1.28  # standard errors: one-sided 90 %, for a gain or a loss (stall_posterior)
SURE_OF_STALL = 0.84  # one-sided 80 % (stall_posterior)
STALLED_BELOW_PER_WEEK = (
    0.0025  # a quarter of a beginner's expected gain (stall_posterior, progression_rates)
)
LATELY_WORKOUTS = 20  # design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What an exercise was used for so far. `trend` None: too little is known to say."""

    exercise_id: int
    last_used_on: date
    workouts: int  # with a work set of it, ever
    workouts_lately: int  # of the last ones trained
    last_pr_on: date | None
    trend: Trend | None


def exposures(
    done: Sequence[tuple[Hashable, PerformedSet]], on: date, lately: int = LATELY_WORKOUTS
) -> Mapping[int, Exposure]:
    """Every exercise that was done, by its id. Each set comes with the workout that it was done in."""
    work = sorted(
        ((workout, each) for workout, each in done if not each.warm_up), key=lambda pair: pair[1].at
    )
    newest_first = list(dict.fromkeys(workout for workout, _ in reversed(work)))
    last = set(newest_first[:lately])
    workouts: dict[int, set[Hashable]] = defaultdict(set)
    sets: dict[int, list[PerformedSet]] = defaultdict(list)
    for workout, each in work:
        workouts[each.exercise_id].add(workout)
        sets[each.exercise_id].append(each)
    return {
        exercise_id: Exposure(
            exercise_id=exercise_id,
            last_used_on=max(each.local_date for each in own),
            workouts=len(workouts[exercise_id]),
            workouts_lately=len(workouts[exercise_id] & last),
            last_pr_on=last_pr_on(own),
            trend=trend(own, on),
        )
        for exercise_id, own in sets.items()
    }


def last_pr_on(sets: Sequence[PerformedSet]) -> date | None:
    """The last date on which more was shown than on any date before; the first one ever is no record."""
    best_of: dict[date, tuple[int, int, int]] = {}
    for done in sets:
        if done.trusted and not done.rehab:
            best_of[done.local_date] = max(_shown(done), best_of.get(done.local_date, (0, 0, 0)))
    record, best = None, (0, 0, 0)
    for day in sorted(best_of):
        if best_of[day] > best:
            record, best = (day if best > (0, 0, 0) else None), best_of[day]
    return record


def _shown(done: PerformedSet) -> tuple[int, int, int]:
    """What was shown, not felt: load and repetitions where there is load, else repetitions or time."""
    load_g, reps, duration_s = (
        amount if amount is not None else 0 for amount in (done.load_g, done.reps, done.duration_s)
    )
    return (one_rm_g(load_g, reps) if load_g > 0 and reps > 0 else 0, reps, duration_s)


def trend(sets: Sequence[PerformedSet], on: date) -> Trend | None:
    """Where the estimated max of one exercise is going, if its slope stands out from its own noise."""
    by_day: dict[date, list[PerformedSet]] = defaultdict(list)
    for done in sets:
        if on - timedelta(days=TREND_DAYS) <= done.local_date <= on:
            by_day[done.local_date].append(done)
    found = [(day, evidence.of_day(by_day[day])) for day in sorted(by_day)]
    known = [(day, each) for day, each in found if each is not None]
    points = [(day, each) for day, each in known if each.is_point]
    # Bounds and points are never compared: an effort said for the first time would look like a gain.
    enough = len(points) >= TREND_LEAST_DAYS
    days = points if enough else [(day, each) for day, each in known if not each.is_point]
    if len(days) < TREND_LEAST_DAYS or (days[-1][0] - days[0][0]).days < TREND_LEAST_SPAN_DAYS:
        return None
    weeks = [(day - days[0][0]).days / 7.0 for day, _ in days]
    return _of_slope(*_slope_per_week(weeks, [each.anchor for _, each in days]))


def _slope_per_week(weeks: Sequence[float], values: Sequence[float]) -> tuple[float, float]:
    """Least squares: the slope and its standard error."""
    mean_week, mean_value = fmean(weeks), fmean(values)
    spread = math.fsum((week - mean_week) ** 2 for week in weeks)
    slope = math.fsum((w - mean_week) * (v - mean_value) for w, v in zip(weeks, values, strict=True)) / spread
    left = [v - mean_value - slope * (w - mean_week) for w, v in zip(weeks, values, strict=True)]
    noise = math.sqrt(math.fsum(each**2 for each in left) / (len(left) - 2))
    return slope, max(noise, LEAST_NOISE) / math.sqrt(spread)


def _of_slope(slope: float, error: float) -> Trend | None:
    if slope > SURE * error:
        return Trend.IMPROVING
    if slope < -SURE * error:
        return Trend.DECLINING
    return Trend.STALLED if slope + SURE_OF_STALL * error < STALLED_BELOW_PER_WEEK else None
