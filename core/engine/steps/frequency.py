"""The same muscles again today, or day after day: lighter, and a day of rest is recommended."""

from datetime import timedelta

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.aim import asks_for_more
from core.engine.models import Muscle, Reason, Snapshot
from core.engine.steps.weekly_volume import MOST_SETS_PER_WORKOUT
from core.engine.week import trained_on

# Hard days of a muscle in a row before today -> effort. A lift may be trained daily, not hard daily; design choice
DAILY_RPE = ((5, 7.0), (3, 8.0))
SECOND_RPE = 7.0  # the second workout of a day for the same muscles; design choice
SECOND_FROM_SETS = 2.0  # fractional sets today; fewer are no workout of a muscle; design choice
DAYS_WITHOUT_REST = 6  # then one of rest is recommended; design choice


def frequency(situation: Situation) -> Adjustment | None:
    """The worst of the prime movers decides."""
    again = _again_today(situation)
    return again if again is not None else _day_after_day(situation)


def without_rest(snapshot: Snapshot) -> tuple[Reason, ...]:
    """Six days in a row have been trained, and this is the seventh."""
    days = set(trained_on(snapshot))
    row = [snapshot.local_date - timedelta(days=ago) for ago in range(1, DAYS_WITHOUT_REST + 1)]
    if not days.issuperset(row):
        return ()
    return (Reason(step="frequency", code="no_rest_day", facts={"days": DAYS_WITHOUT_REST}),)


def _again_today(situation: Situation) -> Adjustment | None:
    done = situation.snapshot.today_sets
    sets, muscle = max(((done.get(each, 0.0), each) for each in situation.prime_movers), default=(0.0, None))
    if muscle is None or sets < SECOND_FROM_SETS:
        return None
    full = sets >= MOST_SETS_PER_WORKOUT
    code = "enough_today" if full else "again_today"
    reason = _reason(code, muscle, sets, SECOND_RPE)
    return Adjustment(family=Family.VOLUME, reason=reason, rpe_cap=SECOND_RPE, drop=full)


def _day_after_day(situation: Situation) -> Adjustment | None:
    in_row = situation.snapshot.hard_days
    days, muscle = max(((in_row.get(each, 0), each) for each in situation.prime_movers), default=(0, None))
    for from_days, rpe in DAILY_RPE:
        if muscle is not None and days >= from_days and asks_for_more(situation, rpe):
            reason = _reason("day_after_day", muscle, days, rpe)
            return Adjustment(family=Family.CEILING, reason=reason, rpe_cap=rpe)
    return None


def _reason(code: str, muscle: Muscle, count: float, rpe: float) -> Reason:
    facts: dict[str, float | str] = {"muscle": muscle, "count": count, "rpe": rpe}
    return Reason(step="frequency", code=code, facts=facts, source="session_cap")
