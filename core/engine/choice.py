"""Which exercise takes a place, and why the others that could have did not.

Whoever cannot be done here is left out; of the rest the one with the highest sum of weight times factor is taken,
at a tie the one that stands first in the library. The weights below are the whole policy.
"""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from operator import mul
from statistics import fmean
from typing import NamedTuple

from core.engine.adjust import prime_movers
from core.engine.loads import can_do
from core.engine.models import (
    Exercise,
    Landmark,
    LoadMode,
    Muscle,
    Pattern,
    Profile,
    Reason,
    Rejected,
    Role,
    Selection,
    TrainingAge,
)
from core.engine.volume import landmark

TRAINING_AGES = tuple(TrainingAge)


class Factors(NamedTuple):
    """What speaks for an exercise, each from 0 to 1; or how much each of that counts."""

    kept: float  # it was in the block before, in the same role
    role: float  # a main lift in a main lift's place, in an accessory's none unless it leads no day
    loading: float  # how far its load can grow
    muscles: float  # how much of what it trains the week still lacks; of a stand-in, how much it replaces
    novelty: float  # 1 where it was not used lately, a half after once, a third after twice ...


# What counts where. A main lift's factors decide one after the other: none outweighs the one before it. Of an
# accessory the muscles count half as much again as the change, as two open planners have it (exercise_choice).
MAIN = Factors(kept=32.0, role=16.0, loading=4.0, muscles=0.0, novelty=1.0)
PRACTISED = MAIN._replace(novelty=0.0)  # a strong lift is a practised one (pelland_frequency)
ACCESSORY = Factors(kept=8.0, role=4.0, loading=0.0, muscles=0.33, novelty=0.22)
STAND_IN = Factors(kept=0.0, role=0.1, loading=0.05, muscles=1.0, novelty=0.0)

# A bar has the longest way up, dumbbells the next; design choice
LOADING: Mapping[LoadMode, float] = {LoadMode.BAR: 1.0, LoadMode.PER_HAND: 0.5}
MOST_TOLD = 4  # alternatives that are kept with their reason; design choice
# What a week lacks is told in halves, so that a little more of it does not outweigh the library's order, in which
# what is well known stands before what is special; design choice
STEPS = 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise, and what forbids it to this person here, if anything does."""

    exercise: Exercise
    obstacle: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a day, and what is known when it is filled."""

    pattern: Pattern | None  # None: any, where a muscle is what matters
    role: Role
    muscles: frozenset[Muscle] | None = None  # what it is wanted for; None: for all that it trains most
    practised: bool = False  # a main lift that comes on each of its days, because strength is also practice
    taken: frozenset[int] = frozenset()  # exercises that are in the day already
    kept: frozenset[int] = frozenset()  # exercises of the block before, in this role
    leads: frozenset[int] | None = None  # the week's main lifts; None: every main lift may be one
    used: Mapping[int, int] = field(default_factory=dict)  # how often lately, this plan included
    week_sets: Mapping[Muscle, float] = field(default_factory=dict)  # fractional, what the week has so far
    landmarks: Mapping[Muscle, Landmark] = field(default_factory=dict)  # overrides of the defaults


@dataclass(frozen=True, slots=True)
class Choice:
    """What was taken, with its receipt."""

    exercise: Exercise
    selection: Selection


def candidates(
    profile: Profile,
    exercises: Iterable[Exercise],
    *,
    hurting: Set[int] = frozenset(),
    missing: Set[int] = frozenset(),
) -> tuple[Candidate, ...]:
    """Every exercise with what forbids it: asked once, for many places."""
    return tuple(Candidate(each, _obstacle(profile, each, hurting, missing)) for each in exercises)


def allowed(training_age: TrainingAge, exercise: Exercise) -> bool:
    return TRAINING_AGES.index(training_age) >= TRAINING_AGES.index(exercise.min_training_age)


def choose(place: Place, offered: Sequence[Candidate]) -> Choice | None:
    """The best exercise of the place's pattern, or None where there is none."""
    here = [each for each in offered if place.pattern in (None, each.exercise.pattern)]
    missing = {muscle: _missing(place, muscle) for muscle in Muscle}
    wanted = frozenset(Muscle) if place.muscles is None else place.muscles
    lacks = [_lacks(missing, each.exercise, wanted) for each in here]
    main = PRACTISED if place.practised else MAIN
    weights = main if place.role is Role.MAIN else ACCESSORY
    facts: dict[str, str | None] = {
        "pattern": None if place.pattern is None else place.pattern.value,
        "role": place.role.value,
    }
    reason = Reason(
        step="choice",
        code="practised" if weights is PRACTISED else "chosen",
        facts=facts,
        source="pelland_frequency" if weights is PRACTISED else "exercise_choice",
    )
    return _best(place, here, lacks, weights, reason)


def stand_in(
    wanted: Exercise, role: Role, taken: frozenset[int], offered: Sequence[Candidate]
) -> Choice | None:
    """What comes nearest to an exercise that cannot be done: same pattern, most of its muscles."""
    here = [each for each in offered if each.exercise.pattern is wanted.pattern]
    shared = [_overlap(wanted, each.exercise) for each in here]
    place = Place(pattern=wanted.pattern, role=role, taken=taken | {wanted.id})
    facts = {"pattern": wanted.pattern.value, "role": role.value, "planned_exercise_id": wanted.id}
    reason = Reason(step="choice", code="stand_in", facts=facts, source="exercise_choice")
    return _best(place, here, shared, STAND_IN, reason)


def _obstacle(profile: Profile, exercise: Exercise, hurting: Set[int], missing: Set[int]) -> Reason | None:
    if exercise.id in hurting:
        return _not("hurts")
    if exercise.id in missing or not can_do(profile.kit, exercise):
        return _not("no_kit")
    return None if allowed(profile.training_age, exercise) else _not("too_advanced")


def _missing(place: Place, muscle: Muscle) -> float:
    """Which share of its week's sets a muscle still lacks, half-way between the least and the most."""
    week = landmark(place.landmarks, muscle)
    aim = (week.mev_sets + week.mrv_sets) / 2.0
    return max(1.0 - place.week_sets.get(muscle, 0.0) / aim, 0.0)


def _lacks(missing: Mapping[Muscle, float], exercise: Exercise, wanted: frozenset[Muscle]) -> float:
    """How much of what an exercise is wanted for is still missing, in halves."""
    movers = prime_movers(exercise) & wanted
    return round(STEPS * fmean(missing[muscle] for muscle in movers)) / STEPS if movers else 0.0


def _overlap(wanted: Exercise, other: Exercise) -> float:
    """How much of what an exercise trains another one trains as well."""
    shared = (min(share, other.muscles.get(muscle, 0.0)) for muscle, share in wanted.muscles.items())
    trained = math.fsum(wanted.muscles.values())
    return math.fsum(shared) / trained if trained > 0.0 else 0.0


@dataclass(frozen=True, slots=True)
class _Rated:
    exercise: Exercise
    obstacle: Reason | None
    factors: Factors
    score: float


def _best(
    place: Place,
    here: Sequence[Candidate],
    muscles: Sequence[float],
    weights: Factors,
    reason: Reason,
) -> Choice | None:
    rated = [_rate(place, each, share, weights) for each, share in zip(here, muscles, strict=True)]
    ranked = sorted(rated, key=lambda each: -each.score)  # stable: the library's order decides ties
    best = next((each for each in ranked if each.obstacle is None), None)
    if best is None:
        return None
    facts = {
        **reason.facts,
        "candidates": len(rated),
        **_rounded(best.factors),
        "score": round(best.score, 3),
    }
    others = [each for each in ranked if each is not best][:MOST_TOLD]
    return Choice(
        exercise=best.exercise,
        selection=Selection(
            reasons=(replace(reason, facts=facts),),
            alternatives=tuple(_rejected(best, each, weights) for each in others),
        ),
    )


def _rate(place: Place, candidate: Candidate, muscles: float, weights: Factors) -> _Rated:
    exercise = candidate.exercise
    factors = Factors(
        kept=float(exercise.id in place.kept),
        role=float(_leads(place, exercise) is (place.role is Role.MAIN)),
        loading=LOADING.get(exercise.load_mode, 0.0),
        muscles=muscles,
        novelty=1.0 / (1.0 + place.used.get(exercise.id, 0)),
    )
    obstacle = _not("taken") if exercise.id in place.taken else candidate.obstacle
    return _Rated(exercise, obstacle, factors, math.fsum(map(mul, weights, factors)))


def _leads(place: Place, exercise: Exercise) -> bool:
    """What is loaded freely and leads no day of the week is an accessory like any other."""
    if place.role is Role.MAIN or place.leads is None or exercise.load_mode not in LOADING:
        return exercise.main_lift
    return exercise.id in place.leads


def _rounded(factors: Factors) -> Mapping[str, float]:
    return {f"{name}_factor": round(value, 3) for name, value in factors._asdict().items()}


def _rejected(best: _Rated, other: _Rated, weights: Factors) -> Rejected:
    reason = other.obstacle if other.obstacle is not None else _lost(best, other, weights)
    facts = {**reason.facts, **_rounded(other.factors), "score": round(other.score, 3)}
    return Rejected(exercise_id=other.exercise.id, reason=replace(reason, facts=facts))


def _lost(best: _Rated, other: _Rated, weights: Factors) -> Reason:
    """Where the better one was most ahead."""
    ahead = Factors(
        *(w * (one - two) for w, one, two in zip(weights, best.factors, other.factors, strict=True))
    )
    most, code = max(ahead), "stands_later"
    if most > 0.0:
        if most == ahead.kept:
            code = "not_kept"
        elif most == ahead.role:
            code = "no_main_lift" if best.exercise.main_lift else "main_lift"
        elif most == ahead.muscles:
            code = "less_of_muscles"
        else:
            code = "used_lately" if most == ahead.novelty else "less_loading"
    return _not(code)


def _not(code: str) -> Reason:
    return Reason(step="alternative", code=code, source="exercise_choice")
