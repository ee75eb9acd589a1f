"""What the best set of the next session will show: a level of ln 1RM that forgives light days and learns.

The strength state says what somebody can lift, this what they will. A small step is followed at once. Of a larger
one the share is believed that used to stay with this lifter, and the less the further out it lies, until the next
session goes there too: what two agree on is believed. After a pause the last level is worth less.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.engine.curve import fraction_of_max
from core.engine.evidence import teaches
from core.engine.filter import MOST_SD
from core.engine.models import PerformedSet
from core.engine.strength import NORMAL_95
from core.engine.timeline import LAYOFF_DAYS, LAYOFF_SD_PER_WEEK

TAIL_WEIGHT = 4.0  # degrees of freedom of the Student weights; design choice

START_SD = 0.15  # how far off the first predictions are taken to be, as ln 1RM; design choice
START_SESSIONS = 10.0  # and how many sessions that counts for; design choice
MEMORY = 0.98  # of the weight of a session's error at the next one, about fifty sessions; design choice
MOST_SURPRISE_SD = 4.0  # counted of an error, so that a typing error does not blur the rest; design choice
STEP_SD = 0.15  # of the error's SD; what is no larger is a step, not a lighter or a better day; design choice
BETTER_STAYS = 0.9  # of a better day, until this lifter has shown otherwise; design choice
LIGHTER_STAYS = 0.5  # of a lighter day; design choice
STAYS_SESSIONS = 15.0  # how many surprises the two count for; design choice


@dataclass(frozen=True, slots=True)
class Session:
    """The best e1RM of one day, as ln grams; days are counted from anywhere."""

    day: int
    best: float


@dataclass(frozen=True, slots=True)
class Shown:
    """What the next session is expected to show, as ln grams, with its 95 % interval."""

    log_mean: float
    log_sd: float

    @property
    def low(self) -> float:
        return self.log_mean - NORMAL_95 * self.log_sd

    @property
    def high(self) -> float:
        return self.log_mean + NORMAL_95 * self.log_sd


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of a surprise was still there a session later, added up with what was thought before."""

    stayed: float
    surprises: float = STAYS_SESSIONS

    @property
    def mean(self) -> float:
        return self.stayed / self.surprises

    def seen(self, share: float) -> "_Share":
        return _Share(self.stayed + min(max(share, 0.0), 1.0), self.surprises + 1.0)


@dataclass(frozen=True, slots=True)
class _Level:
    log_mean: float
    error_squares: float = START_SESSIONS * START_SD**2
    errors: float = START_SESSIONS
    better: _Share = _Share(STAYS_SESSIONS * BETTER_STAYS)
    lighter: _Share = _Share(STAYS_SESSIONS * LIGHTER_STAYS)
    before: float | None = None  # the level before the last session, where that one was a surprise
    surprise: float = 0.0  # of that session

    @property
    def sd(self) -> float:
        return math.sqrt(self.error_squares / self.errors)

    @property
    def step_sd(self) -> float:
        return STEP_SD * self.sd


def best_of(session: Iterable[PerformedSet]) -> float | None:
    """The best e1RM that a session showed of one exercise, as ln grams; None where no set shows any.

    Each set shows its load over the fraction of a max that goes with its repetitions to failure: those done, and
    those that its effort left. A set without effort counts as if none was left.
    """
    return max((shown for done in session if (shown := _shown(done)) is not None), default=None)


def _shown(done: PerformedSet) -> float | None:
    if not teaches(done) or done.load_g is None or done.reps is None or done.reps < 1:
        return None
    left = 0.0 if done.failed or done.rpe is None else max(10.0 - done.rpe, 0.0)
    return math.log(done.load_g / fraction_of_max(done.reps + left))


def expect(past: Sequence[Session], day: int) -> Shown | None:
    """What a session on `day` will show after those of the past, oldest first; None where there are none.

    A pause widens the interval and moves nothing: pausing one exercise is rarely pausing from training.
    """
    if not past:
        return None
    level = _Level(past[0].best)
    for before, session in pairwise(past):
        level = _follow(level, session.best, _pause_sd(session.day - before.day))
    return Shown(level.log_mean, math.hypot(level.sd, _pause_sd(day - past[-1].day)))


def _pause_sd(days_off: int) -> float:
    """What a pause adds to the unknown."""
    return min(LAYOFF_SD_PER_WEEK * max(days_off - LAYOFF_DAYS, 0.0) / 7.0, MOST_SD)


def _follow(level: _Level, best: float, pause_sd: float) -> _Level:
    level = _judge(level, best)
    known = _agreed(level, best)
    error = best - known
    step = max(-level.step_sd, min(error, level.step_sd))
    variance = level.sd**2 + pause_sd**2
    forgiven = (1.0 - (level.better if error > 0.0 else level.lighter).mean) * level.sd**2 / variance
    trust = min((TAIL_WEIGHT + 1.0) / (TAIL_WEIGHT + error**2 / variance), 1.0)
    surprise = best - level.log_mean
    counted = min(abs(surprise), MOST_SURPRISE_SD * level.sd)
    return replace(
        level,
        log_mean=known + step + trust * (1.0 - forgiven) * (error - step),
        error_squares=MEMORY * level.error_squares + counted**2,
        errors=MEMORY * level.errors + 1.0,
        before=level.log_mean if abs(surprise) > level.step_sd else None,
        surprise=surprise,
    )


def _judge(level: _Level, best: float) -> _Level:
    """Learn from this session how much of the last one's surprise stayed."""
    if level.before is None:
        return level
    stayed = (best - level.before) / level.surprise
    if level.surprise > 0.0:
        return replace(level, better=level.better.seen(stayed))
    return replace(level, lighter=level.lighter.seen(stayed))


def _agreed(level: _Level, best: float) -> float:
    """The level, moved as far as both this session and the last one's surprise went."""
    if level.before is None:
        return level.log_mean
    if level.surprise > 0.0:
        return max(level.log_mean, min(best, level.before + level.surprise))
    return min(level.log_mean, max(best, level.before + level.surprise))
