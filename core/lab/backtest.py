"""The engine against real logs: before each session, what will its best e1RM be, told from the past alone?

A session is one day of one exercise, and its best e1RM the highest that any of its sets shows (`shown.best_of`).
Exercises with at least 15 sessions count, with sets of 1 to 12 repetitions, from the 6th session on. Whoever says
"the same as last session" is the rival.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean, median

from core.engine.models import PerformedSet
from core.engine.shown import Session, Shown, best_of, expect

LEAST_SESSIONS = 15
FIRST_PREDICTED = 5  # sessions known before the first prediction
MOST_REPS = 12
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # a session asks for the day only, and that is a number here


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSet:
    """One set of a log: a load in grams, and the effort where it was said."""

    lifter: str
    exercise: str
    day: int
    load_g: int
    reps: int | None
    rpe: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One session that was predicted; everything in ln grams."""

    lifter: str
    exercise: str
    day: int
    expected: Shown
    last: float
    best: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How good the predictions are, beside the rival's."""

    n: int
    mean_abs_log_error: float
    last_mean_abs_log_error: float
    median_abs_log_error: float
    last_median_abs_log_error: float
    coverage_pct: float


def predict(log: Iterable[LoggedSet]) -> list[Prediction]:
    """Every session that counts, by lifter and exercise and then day after day."""
    return [
        prediction
        for (lifter, exercise), sessions in sorted(_sessions(log).items())
        if len(sessions) >= LEAST_SESSIONS
        for prediction in _walk(lifter, exercise, sessions)
    ]


def figures(predictions: Sequence[Prediction]) -> Figures | None:
    """The errors as absolute differences of logarithms; None where nothing was predicted."""
    if not predictions:
        return None
    ours = [abs(each.best - each.expected.log_mean) for each in predictions]
    last = [abs(each.best - each.last) for each in predictions]
    covered = sum(each.expected.low <= each.best <= each.expected.high for each in predictions)
    return Figures(
        n=len(predictions),
        mean_abs_log_error=fmean(ours),
        last_mean_abs_log_error=fmean(last),
        median_abs_log_error=median(ours),
        last_median_abs_log_error=median(last),
        coverage_pct=100.0 * covered / len(predictions),
    )


def _walk(lifter: str, exercise: str, sessions: Sequence[Session]) -> Iterable[Prediction]:
    """Each session is handed over only after it was predicted."""
    for known in range(FIRST_PREDICTED, len(sessions)):
        past, session = sessions[:known], sessions[known]
        expected = expect(past, session.day)
        if expected is not None:
            yield Prediction(
                lifter=lifter,
                exercise=exercise,
                day=session.day,
                expected=expected,
                last=past[-1].best,
                best=session.best,
            )


def _sessions(log: Iterable[LoggedSet]) -> Mapping[tuple[str, str], list[Session]]:
    days: dict[tuple[str, str], dict[int, list[PerformedSet]]] = defaultdict(lambda: defaultdict(list))
    for done in log:
        if done.reps is not None and 1 <= done.reps <= MOST_REPS:
            days[done.lifter, done.exercise][done.day].append(_performed(done))
    return {
        key: [Session(day, best) for day in sorted(by_day) if (best := best_of(by_day[day])) is not None]
        for key, by_day in days.items()
    }


def _performed(done: LoggedSet) -> PerformedSet:
    return PerformedSet(
        exercise_id=0,
        at=ANY_TIME,
        local_date=ANY_TIME.date(),
        load_g=done.load_g,
        reps=done.reps,
        rpe=done.rpe,
    )
