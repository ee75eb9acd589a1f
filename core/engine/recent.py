"""What the last days asked of each muscle: sets close to failure, and other sport in minutes times effort."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from core.engine.models import Exercise, LoadMode, Muscle, Pattern, PerformedSet, Worked

REMEMBERED_DAYS = 2  # muscle_recovery: after that most have recovered
CLOSE_TO_FAILURE_RPE = 9.0  # muscle_recovery: short of it a muscle recovers within hours
SPORT_SHARE = 0.5  # a muscle that helps less does not count; design choice


def recent_work(done: Sequence[PerformedSet], exercises: Sequence[Exercise], on: date) -> tuple[Worked, ...]:
    """Day by day, the oldest first. An effort that was not said counts as none: nobody knows that it was hard."""
    known = {exercise.id: exercise for exercise in exercises}
    hard_sets: dict[tuple[date, Muscle], float] = defaultdict(float)
    sport_load: dict[tuple[date, Muscle], float] = defaultdict(float)
    for each in done:
        exercise = known.get(each.exercise_id)
        if exercise is None or each.warm_up or each.rpe is None:
            continue
        if not on - timedelta(days=REMEMBERED_DAYS) <= each.local_date <= on:
            continue
        for muscle, share in exercise.muscles.items():
            key = each.local_date, muscle
            if is_sport(exercise):
                if share >= SPORT_SHARE:
                    sport_load[key] += _minutes_times_rpe(each)
            elif each.rpe >= CLOSE_TO_FAILURE_RPE or each.failed:
                hard_sets[key] += share
    days = sorted(set(hard_sets) | set(sport_load))
    return tuple(
        Worked(
            on=key[0], muscle=key[1], hard_sets=hard_sets.get(key, 0.0), sport_load=sport_load.get(key, 0.0)
        )
        for key in days
    )


def is_sport(exercise: Exercise) -> bool:
    """Running, rowing, cycling, swimming: what covers distance, and is no lifting."""
    return exercise.pattern is Pattern.GAIT or exercise.load_mode is LoadMode.DISTANCE


def _minutes_times_rpe(done: PerformedSet) -> float:
    return 0.0 if done.duration_s is None or done.rpe is None else done.duration_s / 60.0 * done.rpe
