"""What a set or an entered max says about a one-rep max: an interval of ln(grams), and how noisy it is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.engine.curve import EASIEST_RPE, RIR_BIAS_REPS, USUAL, Curve, stretch_sd
from core.engine.models import MaxEntry, MaxSource, PerformedSet

# Noise of what one set says, in repetitions: the report, and fatigue that nobody foresees
REPORT_SD_REPS = 1.0  # zourdos_2016
SET_SD_REPS = 0.5  # design choice
DAY_SD = 0.03  # of ln 1RM from day to day (grgic_2020)
DAY_SHARED = 0.5  # of that variance, what all lifts of a day have in common; design choice
MOST_REPS_THAT_TEACH = 20.0  # repetitions to failure; above, a set is a lower bound only; design choice
BOUND_SD = 0.05  # design choice
TYPICAL_RIR = 2.0  # repetitions left after a set of a workout; design choice
HALF_A_STEP_RPE = 0.25  # efforts are said in halves, by definition
TICK_REPS = 1.0  # a tick without effort means: target, give or take one repetition; design choice
FAILED_REPS = 0.5  # somebody who fails a repetition had half of it in them, on average; by definition
# A ten says that there is next to nothing left: this share of a bias is in it, all of it in a nine. Design choice.
BIAS_AT_TEN = 0.7

# What a set takes from the next one, as ln 1RM: so much at the limit, nothing with five repetitions left
LOSS_PER_SET = 0.0175  # back_off_practice
LOSSLESS_RIR = 5.0  # design choice
UNTOLD_LOSS = 0.5  # of it, for a set whose effort nobody knows; design choice

STEP_G = 2_500  # to the next load at a max test; a max lies between them: half of a step, as SD and on top
LEAST_SD = 0.005  # of ln 1RM, however fine the plates are; design choice
MAX_SD = {
    MaxSource.INPUT_1RM: 0.15,  # remembered, of another year, or hoped for; design choice
    MaxSource.INPUT_3RM: 0.15,
    MaxSource.SYSTEM_CALCULATED: 0.08,  # an old estimate, not a lift; design choice
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """ln 1RM lies in [low, high] as far as this goes. low == high is a point; an infinite end is a bound.

    That is for somebody with the usual bias and curve. `of_bias` is what a repetition more of bias adds, `of_stretch`
    what a standard deviation more of ln stretch adds, `bend` how much the latter changes.
    """

    low: float
    high: float
    sd: float  # without the day's form
    of_bias: float = 0.0
    of_stretch: float = 0.0
    bend: float = 0.0
    told: bool = False  # from felt efforts
    of_day: bool = False  # done on a day whose form is in it, rather than remembered

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def anchor(self) -> float:
        """One value to start a state from, erring on the light side."""
        if math.isinf(self.low):
            return self.high
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2.0


def of_max(entry: MaxEntry, curve: Curve = USUAL) -> Evidence | None:
    """An entered or tested max: so many repetitions were the most possible."""
    if entry.load_g <= 0 or entry.reps < 1 or entry.reps > MOST_REPS_THAT_TEACH:
        return None
    seen = _at(curve, entry.load_g, float(entry.reps), 0.0)
    if entry.source is not MaxSource.TESTED:
        return replace(seen, sd=MAX_SD[entry.source])
    above = min(
        math.log1p(STEP_G / entry.load_g), _at(curve, entry.load_g, entry.reps + 1.0, 0.0).low - seen.low
    )
    value = seen.low + above / 2.0
    return replace(seen, low=value, high=value, sd=max(above / 2.0, LEAST_SD), of_day=True)


def of_set(done: PerformedSet, curve: Curve = USUAL) -> Evidence | None:
    """What a set teaches; None for warm-ups, sets not yet trusted, and sets without load or repetitions."""
    said = _said(done)
    return None if said is None else _of_numbers(curve, *said)


_Said = tuple[
    int, int, int, float | None, float | None, bool
]  # load, reps, those meant, effort, its target, failed


def _said(done: PerformedSet) -> _Said | None:
    """The numbers of a set that teaches."""
    if not teaches(done) or done.load_g is None or done.reps is None:
        return None
    meant = done.reps or 1 if done.target_reps is None else done.target_reps
    return done.load_g, done.reps, meant, done.rpe, done.target_rpe, done.failed


@lru_cache(maxsize=16384)  # the same loads, repetitions and efforts come back for years
def _of_numbers(
    curve: Curve,
    load_g: int,
    reps: int,
    meant: int,
    rpe: float | None,
    target_rpe: float | None,
    failed: bool,
) -> Evidence:
    if failed:
        return _of_failure(curve, load_g, reps, meant)
    if rpe is not None:
        return _of_effort(curve, load_g, reps, meant, rpe)
    if target_rpe is not None and target_rpe >= EASIEST_RPE:
        return _of_tick(curve, load_g, reps, meant, target_rpe)
    return made(curve, load_g, reps, meant)


@lru_cache(maxsize=16384)
def made(curve: Curve, load_g: int, reps: int, meant: int) -> Evidence:
    """Whoever made so many repetitions could: a bound that no report is in."""
    found = _at(curve, load_g, float(reps), 0.0, float(meant))
    return replace(found, high=math.inf, sd=_by_rep(curve, meant) * SET_SD_REPS, of_day=True)


def _of_failure(curve: Curve, load_g: int, reps: int, meant: int) -> Evidence:
    """So many and not one more: the only set of a workout that no report is in."""
    sd = max(_by_rep(curve, meant) * math.hypot(SET_SD_REPS, FAILED_REPS), LEAST_SD)
    if reps < 1:
        return Evidence(-math.inf, math.log(load_g), sd, of_day=True)
    return replace(_at(curve, load_g, reps + FAILED_REPS, 0.0, float(meant)), sd=sd, of_day=True)


def teaches(done: PerformedSet) -> bool:
    """Warm-ups, rehab, sets not yet trusted, and sets without load or repetitions say nothing."""
    if done.warm_up or not done.trusted or done.rehab or done.load_g is None or done.reps is None:
        return False
    return done.load_g > 0 and (done.reps > 0 or done.failed)


def of_day(day: Iterable[PerformedSet], curve: Curve = USUAL) -> tuple[Evidence, ...]:
    """What a day's sets of one lift say together: the mean of those with efforts, and the strongest bound.

    What earlier sets took is put back, so that a day is worth as much after five sets as after one.
    """
    return _of_sets(tuple(said for done in day if (said := _said(done)) is not None), curve)


@lru_cache(maxsize=65536)  # a day stays what it was for as long as it is looked at
def _of_sets(sets: tuple[_Said, ...], curve: Curve) -> tuple[Evidence, ...]:
    taken = 0.0
    points: list[tuple[Evidence, float]] = []
    failures: list[tuple[Evidence, float]] = []
    bounds: list[Evidence] = []
    could: list[Evidence] = []
    for said in sets:
        load_g, reps, meant, rpe, _, failed = said
        found = _of_numbers(curve, *said)
        if found.low == found.high:
            (failures if failed else points).append((found, taken))
        else:
            bounds.append(_rested(found, taken))
        if not failed and (found.told or not math.isinf(found.high)):
            could.append(_rested(made(curve, load_g, reps, meant), taken))
        taken += loss_of(rpe, failed=failed)
    known = [_mean(each) for each in (points, failures) if each]
    strongest = (_strongest(bounds), _strongest(could))
    return (*known, *(each for each in strongest if each is not None))


def _rested(found: Evidence, taken: float) -> Evidence:
    return replace(found, low=found.low + taken, high=found.high + taken)


@lru_cache(maxsize=64)
def loss_of(rpe: float | None, *, failed: bool) -> float:
    """What a set takes from those after it, as ln 1RM."""
    if failed:
        return LOSS_PER_SET
    return UNTOLD_LOSS * LOSS_PER_SET if rpe is None else loss_at(usual_rir(rpe))


def loss_at(rir: float) -> float:
    """The same, where it is known what was really left."""
    return LOSS_PER_SET * max(1.0 - rir / LOSSLESS_RIR, 0.0)


def _mean(points: Sequence[tuple[Evidence, float]]) -> Evidence:
    """Weighted by how sure each is, with what had been taken before it put back."""
    total = value = of_bias = of_stretch = bend = 0.0
    for point, taken in points:
        weight = 1.0 / point.sd**2
        total += weight
        value += weight * (point.low + taken)
        of_bias += weight * point.of_bias
        of_stretch += weight * point.of_stretch
        bend += weight * point.bend
    value /= total
    return replace(
        points[0][0],
        low=value,
        high=value,
        sd=math.sqrt(1.0 / total),
        of_bias=of_bias / total,
        of_stretch=of_stretch / total,
        bend=bend / total,
    )


def _strongest(bounds: list[Evidence]) -> Evidence | None:
    from_below = [each for each in bounds if not math.isinf(each.low)]
    if from_below:
        return max(from_below, key=lambda each: (each.low, -each.high))
    return min(bounds, key=lambda each: each.high, default=None)


def usual_rir(rpe: float) -> float:
    """Repetitions really left for somebody with the usual bias."""
    said = max(10.0 - rpe, 0.0)
    return said + RIR_BIAS_REPS * _bias_share(said)


def _bias_share(said_rir: float) -> float:
    return min(BIAS_AT_TEN + (1.0 - BIAS_AT_TEN) * said_rir, 1.0)


def _of_effort(curve: Curve, load_g: int, reps: int, meant: int, rpe: float) -> Evidence:
    easy = rpe < EASIEST_RPE
    rir = usual_rir(EASIEST_RPE - HALF_A_STEP_RPE if easy else rpe)
    found = replace(_at(curve, load_g, reps + rir, 1.0, meant + TYPICAL_RIR), told=True, of_day=True)
    return replace(found, high=math.inf) if easy or reps + rir > MOST_REPS_THAT_TEACH else found


def _of_tick(curve: Curve, load_g: int, reps: int, meant: int, target_rpe: float) -> Evidence:
    to_failure = reps + usual_rir(target_rpe)
    typical = meant + TYPICAL_RIR
    low = _at(curve, load_g, max(to_failure - TICK_REPS, float(reps)), 1.0, typical)
    return replace(low, high=_at(curve, load_g, to_failure + TICK_REPS, 1.0).low, sd=BOUND_SD, of_day=True)


def _at(
    curve: Curve, load_g: int, to_failure: float, bias_share: float, typical: float | None = None
) -> Evidence:
    """A load at so many repetitions to failure, with its derivatives by bias and by ln stretch.

    The derivatives are those at a `typical` number: taken where a noisy report points they would be noisy with it,
    and whoever says seven by chance would pass for somebody of many repetitions.
    """
    value = math.log(load_g / curve.fraction(to_failure))
    more = max((to_failure if typical is None else typical) - 1.0, 1e-9)
    lighter = curve.k * more**curve.b
    by_rep = curve.b * lighter / more / (1.0 + lighter)
    spread = stretch_sd(curve) * curve.b
    return Evidence(
        value,
        value,
        by_rep * math.hypot(REPORT_SD_REPS, SET_SD_REPS),
        by_rep * bias_share,
        -spread * lighter / (1.0 + lighter),
        (spread / (1.0 + lighter)) ** 2 * lighter,
    )


def _by_rep(curve: Curve, meant: int) -> float:
    """What one repetition is worth around so many, as ln 1RM."""
    return math.log(curve.fraction(float(meant)) / curve.fraction(meant + 1.0))
