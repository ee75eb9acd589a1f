"""Gives a week the sets that its block adds only where the muscle can have them: by soreness and last time's sets.

The plan's ramp, and a set that somebody said yes to, are all that adds sets from week to week; this only takes back
what was added, and a set more where last week's could not be done. What nobody said changes nothing, and where
something came in between, `disruptions` takes all of it back.
"""

from datetime import timedelta

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Muscle, PerformedSet, Reason
from core.engine.progression import MuscleWeek, muscle_weeks, table
from core.engine.steps.disruptions import takes_from
from core.engine.week import sets_of_week

LAST_TIME = timedelta(days=10)  # a week, and a day that was moved; design choice


def progression(situation: Situation) -> Adjustment | None:
    added = _added(situation)
    if added <= 0 or situation.planned.series or takes_from(situation):
        return None
    last = _last_time(situation)
    found = {week.muscle: table(week) for week in _weeks(situation, last)}
    held = {muscle: earned for muscle, earned in found.items() if earned is not None and earned <= 0}
    if not held:
        return None
    muscle = min(held, key=lambda each: (held[each], each))
    sets = min(held[muscle], 0) - added
    reason = Reason(
        step="volume_progression",
        code="recovery" if held[muscle] < 0 else "hold",
        facts={"muscle": muscle, "sets": sets, "soreness": situation.snapshot.check_in.soreness.get(muscle)},
        source="rp_progression",
    )
    return Adjustment(family=Family.VOLUME, reason=reason, sets_delta=sets)


def _added(situation: Situation) -> int:
    """Sets more than in the week before, by the plan."""
    week, ramp = situation.snapshot.week_in_block, situation.snapshot.weekly_volume_ramp
    if not 0 < week < situation.snapshot.block_weeks:
        return 0
    line = next(
        (
            line
            for line in situation.snapshot.day.exercises
            if line.exercise_id == situation.planned.exercise_id
        ),
        None,
    )
    return 0 if line is None else sets_of_week(line, week, ramp) - sets_of_week(line, week - 1, ramp)


def _last_time(situation: Situation) -> list[PerformedSet]:
    """The sets of the exercise's last day, if that was about a week ago."""
    today = situation.snapshot.local_date
    last = max((done.local_date for done in situation.done if done.local_date < today), default=None)
    if last is None or last < today - LAST_TIME:
        return []
    return [done for done in situation.done if done.local_date == last]


def _weeks(situation: Situation, last: list[PerformedSet]) -> tuple[MuscleWeek, ...]:
    felt: dict[Muscle, int] = dict(situation.snapshot.check_in.soreness)
    return muscle_weeks(last, {situation.exercise.id: situation.exercise}, {}, felt)
