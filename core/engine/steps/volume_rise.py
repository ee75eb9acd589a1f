"""Keeps a muscle's week within reach of its last ones: after a month with little, sets come back over some weeks.

Compared is the fullest of the last four weeks, so that an easy week between hard ones holds nothing back. Who has not
trained for so long is unknown, and whoever returns from a break has weeks of their own, see `returning`.
"""

import math

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Muscle, Reason, VolumeCounting
from core.engine.steps.returning import is_returning
from core.engine.steps.weekly_volume import deciding, sets_before, sets_that_stay
from core.engine.volume import landmark

MOST_RISE = 1.30  # above the fullest of the last weeks (volume_jumps)
LEAST_SETS = (
    4.0  # a muscle may have so many in any week, and its minimum (pelland_2024: the least that shows)
)


def volume_rise(situation: Situation) -> Adjustment | None:
    """Accessories yield first, as under the other ceilings of a week."""
    usual = situation.snapshot.usual_sets
    muscles = sorted(muscle for muscle in deciding(situation) if muscle in usual)
    limits = [(_sets_left(situation, muscle), muscle) for muscle in muscles]
    planned = situation.planned.sets
    if not limits or min(limits)[0] >= planned or is_returning(situation.snapshot, situation.trained_on):
        return None
    sets_left, muscle = min(limits)
    stays = sets_that_stay(situation, sets_left)
    code = "kept" if stays >= planned else "held" if stays > 0 else "full"
    facts: dict[str, float | int | str | None] = {
        "muscle": muscle,
        "week_sets": situation.snapshot.week_sets.get(muscle, 0.0),
        "usual_sets": usual[muscle],
        "most_sets": round(most_sets(situation, muscle), 2),
        "sets": stays - planned,
    }
    return Adjustment(
        family=Family.VOLUME,
        reason=Reason(step="volume_rise", code=code, facts=facts, source="volume_jumps"),
        sets_delta=min(stays - planned, 0),
        drop=stays == 0,
    )


def most_sets(situation: Situation, muscle: Muscle) -> float:
    """Fractional sets that a muscle may have this week; never less than its own minimum."""
    mark = landmark(situation.snapshot.landmarks, muscle)
    least = mark.mev_sets if mark.counting is VolumeCounting.FRACTIONAL else 0.0
    return max(MOST_RISE * situation.snapshot.usual_sets[muscle], least, LEAST_SETS)


def _sets_left(situation: Situation, muscle: Muscle) -> int:
    done = situation.snapshot.week_sets.get(muscle, 0.0)
    done += sets_before(situation, muscle, VolumeCounting.FRACTIONAL)
    left = (most_sets(situation, muscle) - done) / situation.exercise.muscles[muscle]
    return max(math.floor(left + 1e-9), 0)
