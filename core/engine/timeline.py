"""What is known of an athlete's lifts in the order of time, and what passes between: gains, drift, time away."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.engine import evidence
from core.engine.curve import USUAL, Curve
from core.engine.evidence import Evidence
from core.engine.filter import DRIFT_SD_PER_SQRT_WEEK, State
from core.engine.models import MaxEntry, MaxSource, PerformedSet

DAY = timedelta(days=1)

# (detraining) nothing is lost in two weeks, 1 % in the third, then 1.75 % a week down to a quarter
LAYOFF_DAYS = 14.0
THIRD_WEEK_LOSS = 0.01
LOSS_PER_WEEK = 0.0175
MOST_LOSS = 0.25
LAYOFF_SD_PER_WEEK = 0.015
REGAIN_PER_WEEK = (
    0.035  # of what was lost, as ln 1RM: three weeks off are regained within weeks (ogasawara_2013)
)

FAST_GAIN_WEEKS = 26.0  # that a beginner gains as one: +30-50 % in the first year (progression_rates)
LATER_GAIN_PER_WEEK = 0.002  # progression_rates: an intermediate's


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """What time does to a lift of one athlete."""

    gain_per_week: float
    began_at: datetime  # the first thing that is known of them
    trained_at: Sequence[datetime]  # the days on which anything was trained
    loss_per_week: float = LOSS_PER_WEEK

    def over(self, state: State, since: datetime, until: datetime) -> None:
        """From one moment to the next; a layoff is time without any training, whichever lift."""
        gone = until - since
        weeks = gone / DAY / 7.0
        if weeks <= 0.0:
            return
        state.widen(DRIFT_SD_PER_SQRT_WEEK**2 * weeks)
        off_weeks = 0.0
        for days_off in self._layoffs(since, until) if gone / DAY > LAYOFF_DAYS else ():
            loss = -math.log(1.0 - detraining_loss(days_off, self.loss_per_week))
            state.mean -= loss
            state.lost += loss
            state.widen((LAYOFF_SD_PER_WEEK * days_off / 7.0) ** 2)
            off_weeks += days_off / 7.0
        training_weeks = max(weeks - off_weeks, 0.0)
        regained = min(state.lost, REGAIN_PER_WEEK * training_weeks)
        state.lost -= regained
        state.mean += regained + self._gain(since + gone / 2) * training_weeks

    def _gain(self, at: datetime) -> float:
        late = (at - self.began_at) / DAY > 7.0 * FAST_GAIN_WEEKS
        return min(self.gain_per_week, LATER_GAIN_PER_WEEK) if late else self.gain_per_week

    def _layoffs(self, since: datetime, until: datetime) -> Iterator[float]:
        before = since
        for at in (*(at for at in self.trained_at if since < at < until), until):
            days_off = (at - before) / DAY
            if days_off > LAYOFF_DAYS:
                yield days_off
            before = at


def detraining_loss(days_off: float, loss_per_week: float = LOSS_PER_WEEK) -> float:
    """Fraction of strength lost in `days_off` days without training."""
    if days_off <= LAYOFF_DAYS:
        return 0.0
    weeks_after_third = max(days_off - 21.0, 0.0) / 7.0
    return min(THIRD_WEEK_LOSS + loss_per_week * weeks_after_third, MOST_LOSS)


def trained_at(history: Sequence[PerformedSet]) -> list[datetime]:
    """When each day of training began, in order."""
    first: dict[date, datetime] = {}
    for done in history:
        known = first.get(done.local_date)
        if known is None or done.at < known:
            first[done.local_date] = done.at
    return sorted(first.values())


def days_of(history: Sequence[PerformedSet]) -> Mapping[int, Mapping[date, list[PerformedSet]]]:
    """The sets of each exercise by day."""
    found: dict[int, dict[date, list[PerformedSet]]] = defaultdict(lambda: defaultdict(list))
    for done in history:
        found[done.exercise_id][done.local_date].append(done)
    return found


def of_lift(
    exercise_id: int,
    maxes: Sequence[MaxEntry],
    days: Mapping[date, Sequence[PerformedSet]],
    now: datetime,
    curve: Curve = USUAL,
) -> list[tuple[datetime, tuple[Evidence, ...]]]:
    """Everything known of one lift, oldest first. A max that the engine made from sets still in sight is no news."""
    first_set_at = min((day[0].at for day in days.values()), default=now)
    found: list[tuple[datetime, tuple[Evidence, ...]]] = [
        (entry.at, (told,))
        for entry in maxes
        if entry.exercise_id == exercise_id
        and entry.at <= now
        and (entry.source is not MaxSource.SYSTEM_CALCULATED or entry.at < first_set_at)
        and (told := evidence.of_max(entry, curve)) is not None
    ]
    for day in days.values():
        said = evidence.of_day(day, curve)
        if said:
            found.append((day[0].at, said))
    return sorted(found, key=lambda each: each[0])
