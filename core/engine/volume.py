"""Hard sets per muscle, counted in fractions: a set counts 1 for a prime mover and one half for a helper.

Landmarks below use the same counting; charts that count direct sets only must not be compared with it.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import count
from types import MappingProxyType

from core.engine.adjust import prime_movers
from core.engine.models import Exercise, Landmark, Muscle, PerformedSet, VolumeCounting

HARD_RPE = 8.0  # from here on a set costs recovery that an easier one does not; design choice
LEAST_HARD_RPE = 6.0  # an easier set is not counted; an unknown effort is (design choice)
USUAL_WEEKS = 4  # so that an easy week is no measure of what somebody is used to; design choice

# weekly fractional sets (landmarks); core, calves and forearms are rounder guesses
LANDMARKS: Mapping[Muscle, Landmark] = MappingProxyType(
    {
        Muscle.QUADS: Landmark(mev_sets=8, mrv_sets=20),
        Muscle.HAMSTRINGS: Landmark(mev_sets=6, mrv_sets=20),
        Muscle.GLUTES: Landmark(mev_sets=0, mrv_sets=16),
        Muscle.LOWER_BACK: Landmark(mev_sets=6, mrv_sets=12),
        Muscle.UPPER_BACK: Landmark(mev_sets=10, mrv_sets=22),
        Muscle.CHEST: Landmark(mev_sets=8, mrv_sets=22),
        Muscle.TRICEPS: Landmark(mev_sets=6, mrv_sets=20),
        Muscle.SHOULDERS: Landmark(mev_sets=8, mrv_sets=20),
        Muscle.BICEPS: Landmark(mev_sets=8, mrv_sets=20),
        Muscle.CORE: Landmark(mev_sets=4, mrv_sets=20),
        Muscle.CALVES: Landmark(mev_sets=6, mrv_sets=20),
        Muscle.FOREARMS: Landmark(mev_sets=2, mrv_sets=16),
    }
)


def hard_sets(
    history: Sequence[PerformedSet],
    exercises: Sequence[Exercise],
    counting: VolumeCounting = VolumeCounting.FRACTIONAL,
) -> Mapping[Muscle, float]:
    """Hard sets of every muscle that was worked; numbers of different counting are never compared."""
    muscles = {exercise.id: exercise.muscles for exercise in exercises}
    counted: dict[Muscle, float] = {}
    for done in history:
        if _is_hard(done):
            add_sets(counted, muscles.get(done.exercise_id, {}), 1, counting)
    return counted


def usual_sets(
    history: Sequence[PerformedSet], exercises: Sequence[Exercise], on: date
) -> Mapping[Muscle, float]:
    """Hard sets of every muscle in the fullest of the last whole weeks. Empty where nobody knows what is usual:
    somebody has not trained for so long, or not at all in these weeks.
    """
    monday = on - timedelta(days=on.weekday())
    starts = [monday - timedelta(weeks=weeks) for weeks in range(1, USUAL_WEEKS + 1)]
    if not any(done.local_date < starts[-1] for done in history):
        return {}
    lately = [done for done in history if starts[-1] <= done.local_date < monday]
    weeks = [
        hard_sets(
            [done for done in lately if start <= done.local_date < start + timedelta(weeks=1)], exercises
        )
        for start in starts
    ]
    if not any(weeks):
        return {}
    return {muscle: max(week.get(muscle, 0.0) for week in weeks) for muscle in Muscle}


def hard_days_in_row(
    history: Sequence[PerformedSet], exercises: Sequence[Exercise], on: date
) -> Mapping[Muscle, int]:
    """On how many days in a row until the day before `on` each muscle was a hard set's prime mover."""
    movers = {exercise.id: prime_movers(exercise) for exercise in exercises}
    days: dict[Muscle, set[date]] = {}
    for done in history:
        if _is_hard(done) and (done.rpe is None or done.rpe >= HARD_RPE):
            for muscle in movers.get(done.exercise_id, ()):
                days.setdefault(muscle, set()).add(done.local_date)
    return {muscle: _in_row(hard, on) for muscle, hard in days.items()}


def _in_row(days: Set[date], on: date) -> int:
    return next(ago for ago in count() if on - timedelta(days=ago + 1) not in days)


def add_sets(
    counted: dict[Muscle, float],
    shares: Mapping[Muscle, float],
    sets: int,
    counting: VolumeCounting = VolumeCounting.FRACTIONAL,
) -> None:
    """Adds `sets` of an exercise to what is counted already."""
    for muscle, share in shares.items():
        counted[muscle] = counted.get(muscle, 0.0) + share_of_set(share, counting) * sets


def share_of_set(share: float, counting: VolumeCounting) -> float:
    """What one set counts for a muscle: its share, or only where the muscle is a prime mover."""
    return share if counting is VolumeCounting.FRACTIONAL else float(share >= 1.0)


def mav_sets(of: Landmark) -> float:
    """Where most is gained; where nobody has said, half way between the other two (design choice)."""
    return (of.mev_sets + of.mrv_sets) / 2.0 if of.mav_sets is None else of.mav_sets


def landmark(overrides: Mapping[Muscle, Landmark], muscle: Muscle) -> Landmark:
    return overrides.get(muscle, LANDMARKS[muscle])


def _is_hard(done: PerformedSet) -> bool:
    if done.warm_up or (done.rpe is not None and done.rpe < LEAST_HARD_RPE):
        return False
    return any(amount is not None and amount > 0 for amount in (done.reps, done.duration_s, done.distance_m))
