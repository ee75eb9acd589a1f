"""The weeks after a long break, or after something that a clinician had to look at: fewer sets, then more."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Reason, RedFlag, Snapshot

SHARES = (0.50, 0.70, 0.80, 0.90)  # of the sets, week by week (return_weeks)
BREAK_DAYS, SHORT_WEEKS = 22, 2  # as the layoff's second bracket; design choice
LONG_BREAK_DAYS, LONG_WEEKS = 56, 4  # prolonged inactivity (return_weeks)
LONG_RETURNS = frozenset({RedFlag.DARK_URINE, RedFlag.HEAT})  # return_weeks
CLEARED_RPE = 7.0  # in the first week after a warning sign was cleared; design choice


@dataclass(frozen=True, slots=True)
class _Return:
    began_on: date
    weeks: int
    code: str
    rpe_cap: float | None = None


def returning(situation: Situation) -> Adjustment | None:
    """Of two returns the one that takes more counts."""
    found = _returns(situation.snapshot, situation.trained_on)
    said = [made for each in found if (made := _fewer(situation, each)) is not None]
    return min(said, key=lambda each: (each.sets_delta, each.rpe_cap is None), default=None)


def is_returning(snapshot: Snapshot, trained_on: Sequence[date]) -> bool:
    """Whether today is in one of the weeks of a return."""
    return any(0 <= _week(snapshot, each) < each.weeks for each in _returns(snapshot, trained_on))


def _returns(snapshot: Snapshot, trained_on: Sequence[date]) -> list[_Return]:
    found = _after_break((*trained_on, snapshot.local_date)), _after_flag(snapshot)
    return [each for each in found if each is not None]


def _week(snapshot: Snapshot, since: _Return) -> int:
    return (snapshot.local_date - since.began_on).days // 7


def _after_break(days: Sequence[date]) -> _Return | None:
    """The newest long gap between two days of training; today ends one, too."""
    for after, before in pairwise(reversed(days)):
        off = (after - before).days
        if off >= BREAK_DAYS:
            return _Return(after, LONG_WEEKS if off >= LONG_BREAK_DAYS else SHORT_WEEKS, code="after_break")
    return None


def _after_flag(snapshot: Snapshot) -> _Return | None:
    flag, cleared_on = snapshot.cleared_flag, snapshot.cleared_on
    if flag is None or cleared_on is None:
        return None
    first_week = 0 <= (snapshot.local_date - cleared_on).days < 7
    weeks = LONG_WEEKS if flag in LONG_RETURNS else SHORT_WEEKS
    cap = CLEARED_RPE if first_week else None
    return _Return(cleared_on, weeks, code="after_flag", rpe_cap=cap)


def _fewer(situation: Situation, since: _Return) -> Adjustment | None:
    week = _week(situation.snapshot, since)
    if not 0 <= week < since.weeks:
        return None
    share, planned = SHARES[week], situation.planned.sets
    sets_delta = min(math.ceil(planned * share) - planned, 0)
    if sets_delta == 0 and since.rpe_cap is None:
        return None
    facts = {"week": week + 1, "weeks": since.weeks, "sets": sets_delta, "share": share, "rpe": since.rpe_cap}
    return Adjustment(
        family=Family.LAYOFF,
        reason=Reason(step="returning", code=since.code, facts=facts, source="return_weeks"),
        sets_delta=sets_delta,
        rpe_cap=since.rpe_cap,
    )
