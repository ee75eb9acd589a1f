"""The same load until every set reaches the end of its range, then the next load and the range from its beginning.

For exercises whose strength nobody tells anything about. A lighter day never counts as progress, and never takes
back what was reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.engine.adjust import Situation
from core.engine.aim import Aim
from core.engine.curve import fraction_of_max, reps_to_failure, reps_to_failure_at
from core.engine.known import PER_PLACE
from core.engine.models import LoadMode, PerformedSet, Reason, Role, SetMode, SetTarget
from core.engine.rounding import MOST_REPS

EXTRA_REPS = 2  # without a range: so many more in the last set, on two days in a row (two_for_two)
EXTRA_DAYS = 2
SHORT_DAYS = 2  # in a row below the range, then one load lighter; design choice
LIGHTER_DAYS = 3  # in a row are where somebody stands, fewer are bad days; design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes next: a load, the least repetitions, and whether the range goes on above them."""

    load_g: int
    reps: int
    in_range: bool
    code: str


def next_step(situation: Situation, aim: Aim, steps_g: Sequence[int]) -> Step | None:
    """Replays the days of this exercise; None where there are none, or where its effort tells more."""
    days = _days(situation) if steps_g and _is_meant(situation, aim) else []
    if not days or _effort_tells(situation, days):
        return None
    strength = situation.strength
    with_body = strength is not None and strength.body_load_g > 0  # then loads are all that is lifted
    helps = situation.exercise.load_mode is LoadMode.ASSISTED and not with_body
    ladder = _Ladder(tuple(steps_g), helps=helps)
    stand = _Stand(load_g=ladder.hardest_g(days[0]), reps=aim.reps)
    for sets in days:
        stand = _after(stand, sets, aim, ladder)
    return Step(load_g=stand.load_g, reps=stand.reps, in_range=stand.reps == aim.reps, code=stand.code)


def because(step: Step, work: SetTarget, exercise_id: int) -> Reason:
    """Why today's load is what it is; `earned_g` is before today's signs."""
    return Reason(
        step="double_progression",
        code=step.code,
        facts={
            "load_g": work.load_g,
            "reps": work.reps,
            "reps_max": work.reps_max,
            "earned_g": step.load_g,
        },
        source="two_for_two",
        exercise_id=exercise_id,
    )


def _is_meant(situation: Situation, aim: Aim) -> bool:
    planned = situation.planned
    accessory = planned.mode is SetMode.STRAIGHT and planned.role is Role.ACCESSORY
    return planned.mode is SetMode.DOUBLE_PROGRESSION or (accessory and aim.reps_max is not None)


def _effort_tells(situation: Situation, days: Sequence[Sequence[PerformedSet]]) -> bool:
    if situation.planned.mode is SetMode.DOUBLE_PROGRESSION:
        return False
    silent = situation.strength is not None and not situation.strength.tells  # then a ten is no effort either
    return not silent and any(done.rpe is not None for sets in days for done in sets)


def _days(situation: Situation) -> list[list[PerformedSet]]:
    own = [
        done
        for done in situation.done
        if done.local_date < situation.snapshot.local_date
        and done.trusted
        and not done.warm_up
        and not done.rehab
        and _is_here(situation, done)
        and done.load_g is not None
        and done.load_g > 0
        and (done.reps is not None or done.failed)
    ]
    own.sort(key=lambda done: done.local_date)
    return [list(sets) for _, sets in groupby(own, key=lambda done: done.local_date)]


def _is_here(situation: Situation, done: PerformedSet) -> bool:
    """A machine's numbers are of one place."""
    here = situation.snapshot.place_id
    elsewhere = here is not None and done.place_id not in (None, here)
    return not (elsewhere and situation.exercise.equipment in PER_PLACE)


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The loads of a kit from easy to hard; of help the least is the hardest."""

    steps_g: tuple[int, ...]
    helps: bool

    def hardest_g(self, sets: Sequence[PerformedSet]) -> int:
        loads = [done.load_g for done in sets if done.load_g is not None]
        return min(loads) if self.helps else max(loads)

    def is_easier(self, load_g: int, than_g: int) -> bool:
        return load_g > than_g if self.helps else load_g < than_g

    def harder_g(self, load_g: int) -> int | None:
        beyond = [step_g for step_g in self.steps_g if self.is_easier(load_g, step_g)]
        return (max(beyond) if self.helps else min(beyond)) if beyond else None

    def easier_g(self, load_g: int) -> int | None:
        before = [step_g for step_g in self.steps_g if self.is_easier(step_g, load_g)]
        return (min(before) if self.helps else max(before)) if before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stand:
    load_g: int
    reps: int
    code: str = "again"
    lighter: int = 0  # days in a row below the load
    short: int = 0  # days in a row below the range
    extra: int = 0  # days in a row with more than was asked for


def _after(stand: _Stand, sets: Sequence[PerformedSet], aim: Aim, ladder: _Ladder) -> _Stand:
    """Where one more day leads."""
    load_g = ladder.hardest_g(sets)
    if ladder.is_easier(load_g, stand.load_g) and stand.lighter + 1 < LIGHTER_DAYS:
        return replace(stand, lighter=stand.lighter + 1, code="lighter_day")
    if load_g != stand.load_g:
        stand = _Stand(load_g=load_g, reps=aim.reps)
    stand = replace(stand, lighter=0, code="again", reps=aim.reps)
    made = [done.reps if done.reps is not None else 0 for done in sets if done.load_g == load_g]
    if min(made) < aim.reps:
        return _short(replace(stand, short=stand.short + 1, extra=0), ladder)
    extra = stand.extra + 1 if made[-1] >= aim.reps + EXTRA_REPS else 0
    stand = replace(stand, short=0, extra=extra)
    full = len(made) == len(sets) and len(made) >= min(aim.sets, 2)
    reached = min(made) >= aim.reps_max if aim.reps_max is not None else extra >= EXTRA_DAYS
    best = made[-1] if aim.reps_max is None else min(made)
    return _up(stand, best, aim, ladder) if full and reached else stand


def _short(stand: _Stand, ladder: _Ladder) -> _Stand:
    easier_g = ladder.easier_g(stand.load_g)
    if stand.short < SHORT_DAYS or easier_g is None:
        return stand
    return _Stand(load_g=easier_g, reps=stand.reps, code="down")


def _up(stand: _Stand, made: int, aim: Aim, ladder: _Ladder) -> _Stand:
    """The next load, where the range could be begun with it; else more repetitions until it can."""
    harder_g = ladder.harder_g(stand.load_g)
    if harder_g is not None and (ladder.helps or _bears(made, aim, harder_g / stand.load_g)):
        return _Stand(load_g=harder_g, reps=aim.reps, code="up")
    return replace(stand, reps=min(made + 1, max(MOST_REPS, made)), code="more_reps")


def _bears(made: int, aim: Aim, load_ratio: float) -> bool:
    left = reps_to_failure(0, aim.rpe)
    possible = reps_to_failure_at(fraction_of_max(made + left) * load_ratio)
    return round(possible - left) >= aim.reps
