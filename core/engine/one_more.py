"""A set more a week for a muscle that has earned it: which muscle, and which exercise of which day has room for it."""

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from core.engine.doses import is_hard
from core.engine.drafting import LED_BY_MAIN_LIFTS
from core.engine.easier import lines_of
from core.engine.models import Block, Exercise, Landmark, Muscle, PlannedDay, Profile
from core.engine.progression import VolumeStep
from core.engine.volume import add_sets, landmark
from core.engine.week import sets_of_week
from core.engine.weekly_sets import place_for_one_more


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore:
    """Where a set fits in every week of a block that is still to come, and what speaks for it."""

    step: VolumeStep
    landmark: Landmark
    exercise_id: int
    day_number: int
    weekday: int  # 1 (Monday) to 7
    sets: int  # of the exercise next week, as planned so far


def one_more(
    steps: Sequence[VolumeStep],
    block: Block,
    week: int,
    who: Profile,
    library: Mapping[int, Exercise],
    landmarks: Mapping[Muscle, Landmark],
    without: Set[int] = frozenset(),
) -> OneMore | None:
    """For the muscle that is furthest below its most sets, of those whose earned sets the plan does not have.

    `week` is the 0-based one that is over, `without` are exercises that stay as they are.
    """
    if who.careful or who.pregnancy is not None or week >= block.weeks - 1 or not _known(block, library):
        return None
    next_week, fullest = _days(block, week + 1), _days(block, block.weeks - 1)
    mains_first = who.goal in LED_BY_MAIN_LIFTS
    for step in sorted(steps, key=lambda each: _share(each, landmark(landmarks, each.muscle))):
        mark = landmark(landmarks, step.muscle)
        planned = _counted(next_week, library, step.muscle, mark)
        if step.change <= 0 or math.floor(planned + 0.5) >= step.sets:
            continue
        place = place_for_one_more(
            fullest, library, who.minutes, step.muscle, landmarks, mains_first, without
        )
        if place is not None:
            return _found(step, mark, next_week, *place)
    return None


def _known(block: Block, library: Mapping[int, Exercise]) -> bool:
    return all(line.exercise_id in library for day in block.days for line in day.exercises)


def _share(step: VolumeStep, mark: Landmark) -> tuple[float, Muscle]:
    """How much of its most sets a muscle had."""
    return (step.sets - step.change) / max(mark.mrv_sets, 1.0), step.muscle


def _days(block: Block, week: int) -> tuple[PlannedDay, ...]:
    """The days with their sets of a week."""
    ramp = block.weekly_volume_ramp
    return lines_of(block.days, lambda line: replace(line, sets=sets_of_week(line, week, ramp)))


def _counted(
    days: Sequence[PlannedDay], library: Mapping[int, Exercise], muscle: Muscle, mark: Landmark
) -> float:
    counted: dict[Muscle, float] = {}
    for line in (line for day in days for line in day.exercises if is_hard(line)):
        add_sets(counted, library[line.exercise_id].muscles, line.sets, mark.counting)
    return counted.get(muscle, 0.0)


def _found(
    step: VolumeStep, mark: Landmark, days: Sequence[PlannedDay], day_number: int, exercise_id: int
) -> OneMore:
    day = next(day for day in days if day.day_number == day_number)
    line = next(line for line in day.exercises if line.exercise_id == exercise_id)
    return OneMore(
        step=step,
        landmark=mark,
        exercise_id=exercise_id,
        day_number=day_number,
        weekday=day.weekday,
        sets=line.sets,
    )
