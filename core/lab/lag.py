"""How late the estimate is: the same athletes twice, once with every lift 5 % weaker from one day on.

Everything else being equal, the difference of their estimates is what the engine has noticed by then.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from core.lab.months import play
from core.lab.people import Persona, scripts
from core.lab.physiology import Physiology
from core.lab.seen import Months

STEP = math.log(0.95)
STEP_WEEK, WEEKS = 10, 24  # no test comes after the step: the sets alone must tell
WATCHED_DAYS = 7 * (WEEKS - STEP_WEEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """Days until half of the step is in the estimate; and the delay that fits the estimate best."""

    half_days: float | None
    delay_days: int | None
    noticed: Sequence[float]  # share of the step in the estimate, for each day after it


def measure(who: Sequence[Persona], body: Physiology, seed: int) -> Lag:
    """The lag over adherent athletes who are all told apart by nothing but the step."""
    adherent = scripts()[0]
    found: list[list[float]] = []
    for number, persona in enumerate(who):
        usual, weaker = (
            play(
                number,
                persona,
                adherent,
                body,
                seed=f"{seed}/lag/{number}",
                weeks=WEEKS,
                step=step,
                alone=True,
                last_test_week=STEP_WEEK - 1,
            )
            for step in (None, (7 * STEP_WEEK, STEP))
        )
        found += _noticed(usual, weaker)
    if not found:
        return Lag(half_days=None, delay_days=None, noticed=())
    noticed = [fmean(series[day] for series in found) for day in range(WATCHED_DAYS)]
    return Lag(half_days=_half(noticed), delay_days=_delay(noticed), noticed=noticed)


def _noticed(usual: Months, weaker: Months) -> list[list[float]]:
    """For each lift the share of the step in the estimate, day by day; between workouts it stays."""
    before, after = _means(usual), _means(weaker)
    series = []
    for exercise_id in before.keys() & after.keys():
        path: list[float] = []
        share = 0.0
        for day in range(7 * STEP_WEEK, 7 * WEEKS):
            if day in before[exercise_id] and day in after[exercise_id]:
                share = (after[exercise_id][day] - before[exercise_id][day]) / STEP
            path.append(share)
        series.append(path)
    return series


def _means(months: Months) -> Mapping[int, Mapping[int, float]]:
    means: dict[int, dict[int, float]] = defaultdict(dict)
    for point in months.points:
        means[point.exercise_id][point.day] = point.mean
    return means


def _half(noticed: Sequence[float]) -> float | None:
    return next((float(day) for day, share in enumerate(noticed) if share >= 0.5), None)


def _delay(noticed: Sequence[float]) -> int:
    """The delay of a step that is nearest to what was noticed, by least squares."""
    return min(
        range(len(noticed) + 1),
        key=lambda delay: math.fsum((share - (day >= delay)) ** 2 for day, share in enumerate(noticed)),
    )
