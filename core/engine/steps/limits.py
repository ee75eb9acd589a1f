"""What a coach has set as the most of a lift. It always binds, and the athlete is told."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Limit, Reason


def limits(situation: Situation) -> Adjustment | None:
    """Of several the tightest counts in each dimension."""
    own = [each for each in situation.snapshot.limits if each.exercise_id in (None, situation.exercise.id)]
    if not own:
        return None
    tightest = Limit(
        exercise_id=situation.exercise.id,
        most_load_g=min((each.most_load_g for each in own if each.most_load_g is not None), default=None),
        most_sets=min((each.most_sets for each in own if each.most_sets is not None), default=None),
        most_rpe=min((each.most_rpe for each in own if each.most_rpe is not None), default=None),
        avoid=any(each.avoid for each in own),
    )
    return Adjustment(
        family=Family.LIMIT,
        reason=_reason(tightest),
        most_load_g=tightest.most_load_g,
        most_sets=tightest.most_sets,
        rpe_cap=tightest.most_rpe,
        drop=tightest.avoid,
    )


def _reason(limit: Limit) -> Reason:
    return Reason(
        step="limits",
        code="avoid" if limit.avoid else "at_most",
        facts={"most_load_g": limit.most_load_g, "most_sets": limit.most_sets, "rpe": limit.most_rpe},
        source="coach",
    )
