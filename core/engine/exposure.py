"""How often, how lately and with what success an exercise was done, worked out from the sets themselves."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.engine import trends
from core.engine.curve import one_rm_g
from core.engine.models import PerformedSet, Trend

LATELY_WORKOUTS = 20  # design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What an exercise was used for so far. `trend` None: too little is known to say."""

    exercise_id: int
    last_used_on: date
    workouts: int  # with a work set of it, ever
    workouts_lately: int  # of the last ones trained
    last_pr_on: date | None
    trend: Trend | None


def exposures(
    done: Sequence[tuple[Hashable, PerformedSet]], on: date, lately: int = LATELY_WORKOUTS
) -> Mapping[int, Exposure]:
    """Every exercise that was done, by its id. Each set comes with the workout that it was done in."""
    work = sorted(
        ((workout, each) for workout, each in done if not each.warm_up), key=lambda pair: pair[1].at
    )
    newest_first = list(dict.fromkeys(workout for workout, _ in reversed(work)))
    last = set(newest_first[:lately])
    workouts: dict[int, set[Hashable]] = defaultdict(set)
    sets: dict[int, list[PerformedSet]] = defaultdict(list)
    for workout, each in work:
        workouts[each.exercise_id].add(workout)
        sets[each.exercise_id].append(each)
    return {
        exercise_id: Exposure(
            exercise_id=exercise_id,
            last_used_on=max(each.local_date for each in own),
            workouts=len(workouts[exercise_id]),
            workouts_lately=len(workouts[exercise_id] & last),
            last_pr_on=last_pr_on(own),
            trend=trends.trend(own, on),
        )
        for exercise_id, own in sets.items()
    }


def last_pr_on(sets: Sequence[PerformedSet]) -> date | None:
    """The last date on which more was shown than on any date before; the first one ever is no record."""
    best_of: dict[date, tuple[int, int, int]] = {}
    for done in sets:
        if done.trusted and not done.rehab:
            best_of[done.local_date] = max(_shown(done), best_of.get(done.local_date, (0, 0, 0)))
    record, best = None, (0, 0, 0)
    for day in sorted(best_of):
        if best_of[day] > best:
            record, best = (day if best > (0, 0, 0) else None), best_of[day]
    return record


def _shown(done: PerformedSet) -> tuple[int, int, int]:
    """What was shown, not felt: load and repetitions where there is load, else repetitions or time."""
    load_g, reps, duration_s = (
        amount if amount is not None else 0 for amount in (done.load_g, done.reps, done.duration_s)
    )
    return (one_rm_g(load_g, reps) if load_g > 0 and reps > 0 else 0, reps, duration_s)
