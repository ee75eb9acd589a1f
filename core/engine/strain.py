"""How much a week of sessions was, beside what somebody is used to: Foster's load, monotony and strain.

It is shown, never acted on: no ratio of this week to the last ones foretells an injury.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, pstdev

WEEK_DAYS = 7
USUAL_WEEKS = 4  # what somebody is used to, without this one; design choice
HIGH_MONOTONY = 2.0  # foster_1998
MUCH_MORE = 1.5  # than usual: worth a look, no gate (acwr)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLoad:
    """Seven days. Loads are session RPE x minutes; None where no workout was rated."""

    load: float
    usual_load: float | None  # mean of the weeks before that had any
    monotony: float | None  # mean of the days' loads over their SD; None where every day was the same
    strain: float | None

    @property
    def high(self) -> bool:
        """Worth a word: far more than usual, or the same hard day over and over."""
        more = self.usual_load is not None and self.load > MUCH_MORE * self.usual_load
        return more or (self.monotony is not None and self.monotony > HIGH_MONOTONY)


def session_load(session_rpe: int, minutes: float) -> float:
    """Foster's session load."""
    return max(session_rpe, 0) * max(minutes, 0.0)


def week_load(days: Mapping[date, float], last_day: date) -> WeekLoad | None:
    """The seven days up to a date; a day without a rated workout counts as rest. None where none was rated."""
    week = [days.get(last_day - timedelta(days=ago), 0.0) for ago in range(WEEK_DAYS)]
    load = math.fsum(week)
    if load <= 0.0:
        return None
    earlier = [
        math.fsum(
            days.get(last_day - timedelta(days=WEEK_DAYS * back + ago), 0.0) for ago in range(WEEK_DAYS)
        )
        for back in range(1, USUAL_WEEKS + 1)
    ]
    trained = [each for each in earlier if each > 0.0]
    spread = pstdev(week)
    monotony = fmean(week) / spread if spread > 0.0 else None
    return WeekLoad(
        load=load,
        usual_load=fmean(trained) if trained else None,
        monotony=monotony,
        strain=None if monotony is None else load * monotony,
    )
