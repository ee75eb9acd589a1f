"""The way back of an injured lift: steps of more and more load, climbed while there is little pain, one back when it
hurts more.

Where a lift stands follows from the injury, from the days on which the lift was trained on the ladder, and from what
was said of its pain. While the injury is there, a workout of which nobody said how it felt leads nowhere: unknown is
not painless. Once the injury was said to be over, silence is taken for what was said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.engine.disruptions import (
    EASY_RPE,
    NOTHING,
    REHAB_FOR,
    STOP,
    Effect,
    Stage,
    covers_exercise,
    effect,
    stage,
)
from core.engine.lifecycles import DisruptionStatus
from core.engine.models import Disruption, DisruptionKind, Exercise, Pain, Reason, Severity, Snapshot
from core.engine.steps.pain import MILD_PAIN, react_to_pain

# Shares of what the plan's sets would be loaded with, repetitions and efforts: high repetitions first, then half of
# the sets, then all of them, each step a week at least, so that a moderate injury takes a month (rehab_practice). The
# second and fourth are -40 % with half of the sets and -20 %, as for moderate and minor injuries (disruption_practice)
LADDER: tuple[Effect, ...] = (
    Effect(load_factor=0.50, reps_least=15, half_sets=True, rpe_cap=EASY_RPE),
    Effect(load_factor=0.60, half_sets=True, rpe_cap=EASY_RPE),
    Effect(load_factor=0.70, half_sets=True, rpe_cap=EASY_RPE),
    Effect(load_factor=0.80, rpe_cap=EASY_RPE),
    Effect(load_factor=0.90, rpe_cap=8.0),
)
TOP = len(LADDER)  # as planned

# Where the way back begins (disruption_practice). Once over, an injury counts a degree less.
BEGINS = {Severity.MINOR: 3, Severity.MODERATE: 1, Severity.MAJOR: 0}
BEGINS_OVER = {Severity.MINOR: TOP, Severity.MODERATE: 3, Severity.MAJOR: 1}

LEAST_WORKOUTS = 2  # with little pain, before the next step; design choice
LEAST_DAYS = 7  # on a step; tendons need days between loads, so a week and not a workout (rehab_practice)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """A step of the ladder, 0 to `TOP`, and how it came: begin, step, up, back, not_said or done."""

    step: int
    code: str

    @property
    def effect(self) -> Effect:
        return NOTHING if self.step >= TOP else LADDER[self.step]

    @property
    def reason(self) -> Reason | None:
        """Where the lift stands; None where the injury leaves it as planned."""
        if self.step >= TOP and self.code != "done":
            return None
        facts = {"rung": self.step + 1, "rungs": TOP}
        return Reason(step="rehab", code=self.code, facts=facts, source="rehab_practice")


def way_back(snapshot: Snapshot, injury: Disruption, exercise: Exercise) -> WayBack | None:
    """Where a lift that the injury covers stands today; None where it is not there or stops the lift."""
    on = snapshot.local_date
    if not _climbs(injury, on):
        return None
    days = sorted(
        {
            done.local_date
            for done in snapshot.history
            if done.exercise_id == exercise.id
            and done.rehab
            and not done.warm_up
            and injury.starts_on <= done.local_date < on
        }
    )
    pains = [each for each in snapshot.pains if each.exercise_id == exercise.id and each.local_date <= on]
    return _climb(injury, list(_workouts(days, pains, on)), on)


def effect_on(snapshot: Snapshot, disruption: Disruption, exercise: Exercise) -> Effect | None:
    """What a disruption takes from a lift today; None: it does not cover it, or is not there."""
    if not covers_exercise(disruption, exercise, snapshot.exercises):
        return None
    back = way_back(snapshot, disruption, exercise)
    return effect(disruption, snapshot.local_date) if back is None else back.effect


def _climbs(injury: Disruption, on: date) -> bool:
    if injury.kind is not DisruptionKind.INJURY or injury.status is DisruptionStatus.RESOLVED:
        return False
    if on < injury.starts_on or effect(injury, on) == STOP:
        return False
    if injury.severity is Severity.MINOR:
        return stage(injury, on) is not None
    return injury.ends_on is None or on <= injury.ends_on + REHAB_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class _Workout:
    """A day on the ladder, everything said of its pain until the next, and when that was."""

    on: date
    said: Sequence[Pain]
    next_on: date

    @property
    def worst(self) -> int | None:
        return max((each.level for each in self.said), default=None)

    def hurt(self, before: int | None) -> bool:
        """Pain that stops a lift, has not settled by the morning, or is more than after the workout before."""
        stops = any(react_to_pain(each).stop_exercise for each in self.said)
        unsettled = any(each.morning and each.level > MILD_PAIN for each in self.said)
        rising = before is not None and self.worst is not None and self.worst > max(before, MILD_PAIN)
        return stops or unsettled or rising


def _workouts(days: Sequence[date], pains: Sequence[Pain], today: date) -> Iterator[_Workout]:
    """A morning's answer is about the workout before it."""
    for day, next_on in pairwise((*days, today)):
        said = [
            each
            for each in pains
            if (day < each.local_date <= next_on if each.morning else day <= each.local_date < next_on)
        ]
        if next_on == today:
            said += [each for each in pains if each.local_date == today and not each.morning]
        yield _Workout(on=day, said=said, next_on=next_on)


def _climb(injury: Disruption, workouts: Sequence[_Workout], today: date) -> WayBack:
    step, code, good = BEGINS[injury.severity], "begin", 0
    since: date | None = None
    before: int | None = None
    ended = False
    for each in workouts:
        if not ended and _over(injury, each.on):
            step, ended = max(step, BEGINS_OVER[injury.severity]), True
        since, code = each.on if since is None else since, "step"
        if each.hurt(before):
            step, code, good, since = max(step - 1, 0), "back", 0, None
        elif each.worst is not None and each.worst > MILD_PAIN:
            good = 0
        elif each.worst is None and not ended:
            code = "not_said"
        else:
            good += 1
            if good >= LEAST_WORKOUTS and (each.next_on - since).days >= LEAST_DAYS:
                step, code, good, since = min(step + 1, TOP), "up", 0, None
        before = before if each.worst is None else each.worst
    if not ended and _over(injury, today):
        step = max(step, BEGINS_OVER[injury.severity])
    return WayBack(step=step, code="done" if workouts and step >= TOP else code)


def _over(injury: Disruption, on: date) -> bool:
    """Whether it had been said to be over by a date."""
    if injury.ends_on is not None:
        return on > injury.ends_on or (injury.status is DisruptionStatus.MONITORING and on == injury.ends_on)
    return stage(injury, on) is Stage.WATCHED
