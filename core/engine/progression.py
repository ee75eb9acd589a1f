"""How many sets a muscle should have next week: by how sore it was and how its sets went, towards the block's aim.

The axis is that of performance getting worse: what was beaten easily earns sets, what could not be done loses one.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from core.engine.curve import effort_error
from core.engine.models import Exercise, Landmark, Muscle, PerformedSet, Reason, VolumeTarget

MOST_RAMP = 1.10  # from week to week (session_cap); rounded, and one set always fits below the minimum
HALFWAY, NEARLY = 0.5, 0.9  # of the way from the least to the most sets that a target aims at; design choice

BEATEN_RPE, AS_MEANT_RPE, HARDER_RPE = (
    -1.0,
    0.25,
    1.0,
)  # felt minus meant: easily, as meant, harder; design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class MuscleWeek:
    """One muscle's week. Soreness 1 to 5 as it was worst, effort felt minus meant; None where nothing was said."""

    muscle: Muscle
    sets: float  # fractional hard sets that were done
    soreness: int | None
    effort_error_rpe: float | None
    missed: bool = False  # in most of its sets


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeStep:
    """Sets next week, and why."""

    muscle: Muscle
    sets: int
    change: int
    reason: Reason


def volume_step(week: MuscleWeek, target: VolumeTarget, landmark: Landmark) -> VolumeStep:
    """Whole sets, within the landmarks, at most a tenth more than this week; unknown changes nothing."""
    sets = math.floor(week.sets + 0.5)
    earned, room = table(week), max(_most(sets, target, landmark) - sets, 0)
    code = _code(earned, room)
    change = 0 if earned is None else max(min(earned, room), -sets)
    facts = {
        "muscle": week.muscle.value,
        "from_sets": sets,
        "sets": sets + change,
        "soreness": week.soreness,
        "error_rpe": None if week.effort_error_rpe is None else round(week.effort_error_rpe, 2),
    }
    reason = Reason(step="progression", code=code, facts=facts, source="rp_progression")
    return VolumeStep(muscle=week.muscle, sets=sets + change, change=change, reason=reason)


def table(week: MuscleWeek) -> int | None:
    """Sets that a week earned: rows not sore, a little, sore, very sore; columns beaten, as meant, harder, could not.

    None where too little was said to read it.
    """
    performance = _performance(week)
    if performance == 3:
        return -1
    if performance == 2:
        return 0
    if performance is None or week.soreness is None:
        return None
    soreness = min(max(week.soreness - 1, 0), 3)
    return 0 if soreness >= 2 else max(2 - soreness - performance, 0)


def _code(earned: int | None, room: int) -> str:
    if earned is None:
        return "unknown"
    if earned <= 0:
        return "recovery" if earned < 0 else "hold"
    return "more" if room > 0 else "enough"


def _performance(week: MuscleWeek) -> int | None:
    if week.missed:
        return 3
    if week.effort_error_rpe is None:
        return None
    steps = (BEATEN_RPE, AS_MEANT_RPE, HARDER_RPE)
    return next((at for at, most in enumerate(steps) if week.effort_error_rpe <= most), 3)


def _most(sets: int, target: VolumeTarget, landmark: Landmark) -> int:
    """What the block aims at, and what a week may add."""
    least, most = landmark.mev_sets, landmark.mrv_sets
    aim = {
        VolumeTarget.MEV: least,
        VolumeTarget.MAV: least + HALFWAY * (most - least),
        VolumeTarget.APPROACHING_MRV: least + NEARLY * (most - least),
        VolumeTarget.DELOAD_VOLUME: 0.0,
    }[target]
    ramped = math.floor(sets * MOST_RAMP + 0.5)
    return min(math.floor(aim), max(ramped, sets + 1) if sets < least else ramped)


def muscle_weeks(
    week: Sequence[PerformedSet],
    exercises: Mapping[int, Exercise],
    week_sets: Mapping[Muscle, float],
    soreness: Mapping[Muscle, int],
) -> tuple[MuscleWeek, ...]:
    """Every muscle that was a prime mover this week, judged by the sets in which it was one."""
    own: dict[Muscle, list[PerformedSet]] = defaultdict(list)
    for done in week:
        shares = exercises[done.exercise_id].muscles if done.exercise_id in exercises else {}
        for muscle in (muscle for muscle, share in shares.items() if share >= 1.0):
            if done.trusted and not done.warm_up and not done.rehab:
                own[muscle].append(done)
    return tuple(
        MuscleWeek(
            muscle=muscle,
            sets=week_sets.get(muscle, 0.0),
            soreness=soreness.get(muscle),
            effort_error_rpe=_effort_error(sets),
            missed=2 * sum(done.failed for done in sets) > len(sets),
        )
        for muscle, sets in own.items()
    )


def _effort_error(sets: Sequence[PerformedSet]) -> float | None:
    told = [
        effort_error(done.rpe, done.target_rpe)
        for done in sets
        if done.rpe is not None and done.target_rpe is not None
    ]
    return fmean(told) if told else None
