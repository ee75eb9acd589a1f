"""Three workouts in a row that each felt harder than they should have lighten the next one.

Efforts are compared with what the *present* estimate expects, so only what the estimate has not yet learnt
counts and nothing is taken off twice. Easier than expected changes nothing: the estimate rises by itself.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from statistics import fmean

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.curve import effort_error
from core.engine.models import PerformedSet, Reason, Strength
from core.engine.strength import expected_rpe

# Workouts in a row: two of coaching practice, and one more, for the estimate has learnt from them; design choice
EXPOSURES = 3
RECENT_DAYS = 21  # design choice
HARDER_RPE, HARDER_LOAD = 0.75, 0.975  # effort_history
MUCH_HARDER_RPE, MUCH_HARDER_LOAD = 1.25, 0.95  # effort_history
FATIGUE_RPE_PER_SET = 0.3  # a later set is felt so much harder by itself; design choice
OWN_HARDER = "effort_history.HARDER_LOAD"
OWN_MUCH_HARDER = "effort_history.MUCH_HARDER_LOAD"
OWN_FATIGUE = "effort_history.FATIGUE_RPE_PER_SET"


def effort_history(situation: Situation) -> Adjustment | None:
    if situation.strength is None:
        return None
    errors = _recent_errors(situation, situation.strength)
    if len(errors) < EXPOSURES:
        return None
    error_rpe = min(errors)  # of both: one bad day is what days are like
    if error_rpe < HARDER_RPE:
        return None
    load_factor = situation.constant(OWN_HARDER, HARDER_LOAD)
    if error_rpe >= MUCH_HARDER_RPE:
        load_factor = min(load_factor, situation.constant(OWN_MUCH_HARDER, MUCH_HARDER_LOAD))
    reason = Reason(
        step="effort_history",
        code="felt_harder",
        facts={
            "error_rpe": round(error_rpe, 2),
            "workouts": EXPOSURES,
            "load_factor": load_factor,
            **situation.own(OWN_HARDER, OWN_MUCH_HARDER, OWN_FATIGUE),
        },
        source="effort_history",
    )
    return Adjustment(family=Family.EFFORT, reason=reason, load_factor=load_factor)


def _recent_errors(situation: Situation, strength: Strength) -> list[float]:
    snapshot = situation.snapshot
    since = snapshot.local_date - timedelta(days=RECENT_DAYS)
    by_day: dict[date, list[PerformedSet]] = defaultdict(list)
    for done in situation.done:
        if since <= done.local_date < snapshot.local_date:
            by_day[done.local_date].append(done)
    fatigue_rpe = situation.constant(OWN_FATIGUE, FATIGUE_RPE_PER_SET)
    errors = (_day_error(by_day[day], strength, fatigue_rpe) for day in sorted(by_day, reverse=True))
    return list(islice((error for error in errors if error is not None), EXPOSURES))


def _day_error(day: Sequence[PerformedSet], strength: Strength, fatigue_rpe: float) -> float | None:
    working = [done for done in day if not done.warm_up and done.trusted and not done.rehab]
    errors = [_error(done, strength) for done in working]
    told = [error - fatigue_rpe * index for index, error in enumerate(errors) if error is not None]
    return fmean(told) if told else None


def _error(done: PerformedSet, strength: Strength) -> float | None:
    if done.rpe is None or done.load_g is None or done.reps is None or done.load_g <= 0 or done.reps <= 0:
        return None
    return effort_error(done.rpe, expected_rpe(strength, done.load_g, done.reps))
