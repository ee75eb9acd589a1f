"""The first workout after time away starts below even the faded estimate."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Reason

# Days without any training -> load on top of the estimate's own loss, and sets (reentry_brackets). Day 11 and
# not 8, so that once a week is no layoff (design choice). With the loss -5..-6 % to day 21, -15..-22 % to 55.
BRACKETS = ((56, 0.85, -2), (22, 0.86, -1), (11, 0.95, 0))


def layoff(situation: Situation) -> Adjustment | None:
    days_off = days_without_training(situation)
    if days_off is None:
        return None
    for from_days, load_factor, sets_delta in BRACKETS:
        if days_off >= from_days:
            facts = {"days_off": days_off, "load_factor": load_factor, "sets": sets_delta}
            reason = Reason(step="layoff", code="back_again", facts=facts, source="reentry_brackets")
            return Adjustment(
                family=Family.LAYOFF, reason=reason, load_factor=load_factor, sets_delta=sets_delta
            )
    return None


def days_without_training(situation: Situation) -> int | None:
    """Since the last training of any kind; None where none is known."""
    past = situation.trained_on
    return (situation.snapshot.local_date - past[-1]).days if past else None
