"""Keeps a muscle's sets under its weekly and daily ceiling: accessories yield, then what a main lift has beside its
top sets. Top sets, peaking and what a coach wrote are only flagged.

Each landmark is compared with sets of its own counting, see `volume`.
"""

import math
from collections.abc import Mapping

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.doses import is_hard
from core.engine.models import BlockType, Muscle, Reason, Role, VolumeCounting
from core.engine.volume import add_sets, landmark, share_of_set

MOST_SETS_PER_WORKOUT = 12.0  # session_cap; fractional
HELPS_FROM_SHARE = 0.5  # a smaller share does not decide about an exercise; design choice
TOP_SETS = 2  # of a main lift; the others are back-off sets; design choice
PEAKING = frozenset({BlockType.REALIZATION})


def weekly_volume(situation: Situation) -> Adjustment | None:
    if not is_hard(situation.planned):
        return None
    limits = [(_sets_left(situation, muscle), muscle) for muscle in sorted(deciding(situation))]
    if not limits:
        return None
    sets_left, muscle = min(limits)
    if sets_left >= situation.planned.sets:
        return None
    stays = sets_that_stay(situation, sets_left)
    return _cut(situation, muscle, stays) if stays < situation.planned.sets else _flag(situation, muscle)


def sets_that_stay(situation: Situation, sets_left: int) -> int:
    """Of the planned sets, where only so many fit: accessories yield, a main lift keeps its top sets."""
    sets = situation.planned.sets
    kept = bool(situation.planned.series) or situation.snapshot.block_type in PEAKING
    if situation.planned.role is Role.ACCESSORY and not situation.planned.series:
        return sets_left
    least = sets if kept else min(TOP_SETS, sets)
    return max(sets_left, least)


def deciding(situation: Situation) -> frozenset[Muscle]:
    """The muscles that an exercise trains enough to be held back for."""
    shares = situation.exercise.muscles
    return frozenset(muscle for muscle, share in shares.items() if share >= HELPS_FROM_SHARE)


def _sets_left(situation: Situation, muscle: Muscle) -> int:
    """Whole sets of this exercise that still fit under both ceilings of a muscle."""
    snapshot, planned = situation.snapshot, situation.planned.sets
    mark, share = landmark(snapshot.landmarks, muscle), situation.exercise.muscles[muscle]
    sets_today = snapshot.today_sets.get(muscle, 0.0) + sets_before(
        situation, muscle, VolumeCounting.FRACTIONAL
    )
    of_today = MOST_SETS_PER_WORKOUT - sets_today
    left = [of_today / share]
    counts_for = share_of_set(share, mark.counting)
    if counts_for > 0.0:
        done = _week(situation, mark.counting).get(muscle, 0.0)
        left.append((mark.mrv_sets - done - sets_before(situation, muscle, mark.counting)) / counts_for)
    return max(min(math.floor(min(left)), planned), 0)


def _week(situation: Situation, counting: VolumeCounting) -> Mapping[Muscle, float]:
    snapshot = situation.snapshot
    return snapshot.week_sets if counting is VolumeCounting.FRACTIONAL else snapshot.week_direct_sets


def sets_before(situation: Situation, muscle: Muscle, counting: VolumeCounting) -> float:
    """Sets of a muscle in what has priority today."""
    counted: dict[Muscle, float] = {}
    for exercise, sets in situation.earlier:
        add_sets(counted, exercise.muscles, sets, counting)
    return counted.get(muscle, 0.0)


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
    mark = landmark(situation.snapshot.landmarks, muscle)
    return Reason(
        step="weekly_volume",
        code=code,
        facts={
            "muscle": muscle,
            "counting": mark.counting,
            "week_sets": _week(situation, mark.counting).get(muscle, 0.0),
            "mrv_sets": mark.mrv_sets,
            "sets": sets,
        },
        source="landmarks",
    )
