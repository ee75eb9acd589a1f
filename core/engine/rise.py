"""How far a load may rise above what was lifted lately: a tenth, then repetitions rise instead."""

from collections.abc import Sequence
from datetime import timedelta

from core.engine.adjust import Situation
from core.engine.models import MaxSource

MOST_RISE = 1.10  # from one workout of a lift to the next; design choice, ACSM raises by 2-10 %
LATELY = timedelta(days=28)  # so that a light day between two hard ones holds nothing back; design choice
MOST_MORE_REPS = 4  # than planned or made lately, where the load may not rise further; design choice


def most_g(situation: Situation, steps_g: Sequence[int]) -> int | None:
    """The heaviest load for today, at least one step above the last; None where nothing was lifted yet."""
    lifted_g = _lifted_lately_g(situation)
    if lifted_g is None:
        return None
    next_g = next((step_g for step_g in steps_g if step_g > lifted_g), lifted_g)
    return max(round(MOST_RISE * lifted_g), next_g)


def most_reps(situation: Situation, load_g: int, planned_reps: int) -> int:
    """Repetitions with a load that may not rise: more than planned, and in time more than were made with it.

    Or the heaviest step of a stack would be done with the same repetitions for ever.
    """
    since = situation.snapshot.local_date - LATELY
    made = [
        done.reps
        for done in situation.done
        if done.load_g is not None
        and done.load_g >= load_g
        and done.reps is not None
        and done.trusted
        and not done.warm_up
        and since <= done.local_date < situation.snapshot.local_date
    ]
    return max([planned_reps, *made]) + MOST_MORE_REPS


def _lifted_lately_g(situation: Situation) -> int | None:
    """The heaviest of four weeks, or of the last day before them."""
    snapshot = situation.snapshot
    lifted = [
        (done.local_date, done.load_g)
        for done in situation.done
        if done.load_g is not None
        and done.load_g > 0
        and (done.reps is None or done.reps > 0)
        and done.trusted
        and not done.warm_up
        and done.at <= snapshot.now
    ]
    lifted += [
        (entry.at.date(), entry.load_g)
        for entry in snapshot.maxes
        if entry.exercise_id == situation.exercise.id
        and entry.source is MaxSource.TESTED
        and lifted
        and entry.at <= snapshot.now
    ]
    last = max((day for day, _ in lifted), default=None)
    if last is None:
        return None
    since = min(last, snapshot.local_date - LATELY)
    return max(load_g for day, load_g in lifted if day >= since)
