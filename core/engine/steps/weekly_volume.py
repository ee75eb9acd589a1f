"""Keeps a muscle's sets under its weekly and daily ceiling: accessories yield, main lifts are only flagged.

Sets are counted in fractions on both sides, see `volume`.
"""

import math

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Muscle, Reason, Role
from core.engine.volume import landmark

MOST_SETS_PER_WORKOUT = 12.0  # session_cap
HELPS_FROM_SHARE = 0.5  # a smaller share does not decide about an exercise; design choice


def weekly_volume(situation: Situation) -> Adjustment | None:
    limits = [(_sets_left(situation, muscle), muscle) for muscle in sorted(_deciding(situation))]
    if not limits:
        return None
    sets_left, muscle = min(limits)
    if sets_left >= situation.planned.sets:
        return None
    return (
        _flag(situation, muscle)
        if situation.planned.role is Role.MAIN
        else _cut(situation, muscle, sets_left)
    )


def _deciding(situation: Situation) -> frozenset[Muscle]:
    shares = situation.exercise.muscles
    return frozenset(muscle for muscle, share in shares.items() if share >= HELPS_FROM_SHARE)


def _sets_left(situation: Situation, muscle: Muscle) -> int:
    """Whole sets of this exercise that still fit under both ceilings of a muscle."""
    snapshot = situation.snapshot
    today_sets = situation.earlier_sets.get(muscle, 0.0)
    week_sets = snapshot.week_sets.get(muscle, 0.0) + today_sets
    room = min(landmark(snapshot.landmarks, muscle).mrv_sets - week_sets, MOST_SETS_PER_WORKOUT - today_sets)
    return max(math.floor(room / situation.exercise.muscles[muscle]), 0)


def _flag(situation: Situation, muscle: Muscle) -> Adjustment:
    return Adjustment(family=Family.VOLUME, reason=_reason(situation, "above_but_main", muscle, sets=0))


def _cut(situation: Situation, muscle: Muscle, sets_left: int) -> Adjustment:
    sets_delta = sets_left - situation.planned.sets
    return Adjustment(
        family=Family.VOLUME,
        reason=_reason(situation, "enough" if sets_left > 0 else "full", muscle, sets=sets_delta),
        sets_delta=sets_delta,
        drop=sets_left == 0,
    )


def _reason(situation: Situation, code: str, muscle: Muscle, *, sets: int) -> Reason:
    snapshot = situation.snapshot
    return Reason(
        step="weekly_volume",
        code=code,
        facts={
            "muscle": muscle,
            "week_sets": snapshot.week_sets.get(muscle, 0.0),
            "mrv_sets": landmark(snapshot.landmarks, muscle).mrv_sets,
            "sets": sets,
        },
        source="landmarks",
    )
