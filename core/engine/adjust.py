"""What a step may say about an exercise, and the one rule by which everything said is combined.

Within a family of signs the worst one counts, so nothing is punished twice; families multiply and add up,
inside floors. Nothing here depends on the order in which the steps ran.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import IntEnum

from core.engine.fatigue import Channel
from core.engine.models import Exercise, Muscle, PerformedSet, PlannedExercise, Reason, Snapshot, Strength

# The over-reaction guard (two_key_rule, craven_2022): how far signs of a bad day go, however many agree
SIGNALS_LEAST_LOAD = 0.90
SIGNALS_MOST_SETS = 2
WITHOUT_PAIN_LEAST_LOAD = 0.85  # design choice
LEAST_LOAD = 0.40  # of what the state bears; below it nothing is worth loading (disruption_practice)
PRIME_SHARE = 1.0  # a muscle that a whole set counts for is a prime mover
HELPER_SHARE = 0.5  # pelland_2024


class Family(IntEnum):
    """What kind of sign an adjustment comes from; the value orders the receipt."""

    CEILING = 1
    EFFORT = 2
    READINESS = 3
    SORENESS = 4
    RECOVERY = 5  # a light set instead of work
    VOLUME = 6
    LAYOFF = 7
    PAIN = 8
    DISRUPTION = 9
    FIRST_TIME = 10
    LIMIT = 11


SIGNALS = frozenset({Family.EFFORT, Family.READINESS, Family.SORENESS})
UNGUARDED = frozenset({Family.PAIN, Family.RECOVERY, Family.DISRUPTION})
# What takes sets that somebody authored, too; all else only lightens them
BINDS_AUTHORS = frozenset({Family.RECOVERY, Family.PAIN, Family.DISRUPTION})
# Beside these, the sets that signs took away may be offered again; beside anything else nothing is
OFFERS_BACK = SIGNALS | {Family.CEILING, Family.VOLUME, Family.LIMIT}


def prime_movers(exercise: Exercise) -> frozenset[Muscle]:
    """The muscles trained most; every exercise has some, even one without whole shares."""
    most = max(exercise.muscles.values(), default=PRIME_SHARE)
    least = min(most, PRIME_SHARE)
    return frozenset(muscle for muscle, share in exercise.muscles.items() if share >= least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One exercise of today with everything a step may look at."""

    snapshot: Snapshot
    planned: PlannedExercise  # with this week's sets and effort
    exercise: Exercise
    done: Sequence[
        PerformedSet
    ]  # its own sets, in their order; where `strength` has a body in it, they have, too
    trained_on: Sequence[date]  # dates of any training until today, in order
    strength: Strength | None
    earlier: tuple[
        tuple[Exercise, int], ...
    ]  # exercises of today that have priority over this one, with sets
    yields_first: bool  # the exercise that gives up a set when the whole workout must
    reasons: tuple[Reason, ...]  # how the plan's line became today's
    signs: Mapping[Channel, float] = field(default_factory=dict)  # how today differs from an ordinary day

    @property
    def prime_movers(self) -> frozenset[Muscle]:
        return prime_movers(self.exercise)

    def constant(self, name: str, default: float) -> float:
        """This athlete's own value of a constant, else the engine's. Its name stands in `formulas.CONSTANTS`."""
        return self.snapshot.constants.get(name, default)

    def own(self, *names: str) -> Mapping[str, str]:
        """A fact for the reason where one of these constants is the athlete's own."""
        used = [name for name in names if name in self.snapshot.constants]
        return {"own": ", ".join(used)} if used else {}

    @property
    def helpers(self) -> frozenset[Muscle]:
        worked = (muscle for muscle, share in self.exercise.muscles.items() if share >= HELPER_SHARE)
        return frozenset(worked) - self.prime_movers


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What one step wants for one exercise. Factors never exceed 1: no sign earns more load."""

    family: Family
    reason: Reason
    load_factor: float = 1.0
    sets_delta: int = 0
    rpe_cap: float | None = None
    reps_least: int | None = None  # more repetitions with less load
    reps_delta: int = 0  # fewer repetitions with the load of all of them
    round_down: bool = False
    most_load_g: int | None = None
    most_sets: int | None = None
    drop: bool = False
    also: tuple[Reason, ...] = ()  # where one adjustment has several reasons


DOES = "does_"  # before the names of an adjustment's effects among a reason's facts
_EFFECTS = tuple(
    (each.name, each.default) for each in fields(Adjustment) if isinstance(each.default, float | int | None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """Everything the steps said, as one decision."""

    signal_factor: float  # takes the state of the day out of the load: the effort stays as planned
    light_factor: float  # goes below what the athlete could do: the effort falls
    sets_delta: int
    rpe_cap: float | None
    drop: bool
    reasons: tuple[Reason, ...]
    reps_least: int | None = None
    reps_delta: int = 0
    round_down: bool = False
    most_load_g: int | None = None
    most_sets: int | None = None
    binding_sets_delta: int = 0  # of `sets_delta`: what holds for sets that somebody authored, too
    held_back_sets: int = 0  # of `sets_delta`: what a good first set may bring back


def combine(adjustments: Iterable[Adjustment]) -> Combined:
    """The worst of each family; signals guarded together; pain, recovery and disruptions go below their floors.

    A disruption and everything that makes a day lighter are not added up: the worse of the two counts.
    """
    said = sorted(adjustments, key=lambda each: (each.family, each.reason.code))
    factors = {family: min(a.load_factor for a in said if a.family == family) for family in _families(said)}
    deltas = {family: min(a.sets_delta for a in said if a.family == family) for family in _families(said)}

    signals = math.prod(factor for family, factor in factors.items() if family in SIGNALS)
    signal_factor = max(signals, SIGNALS_LEAST_LOAD)
    others = math.prod(factor for family, factor in factors.items() if family not in SIGNALS | UNGUARDED)
    guarded_factor = max(others, WITHOUT_PAIN_LEAST_LOAD / signal_factor) if others < 1.0 else 1.0
    beyond = factors.get(Family.DISRUPTION, 1.0) / (signal_factor * guarded_factor)
    hurt = min(factors.get(Family.PAIN, 1.0), beyond, 1.0) * factors.get(Family.RECOVERY, 1.0)
    light_factor = guarded_factor * hurt

    signal_sets = sum(delta for family, delta in deltas.items() if family in SIGNALS)
    day_families = SIGNALS | {Family.LAYOFF, Family.DISRUPTION}
    other_sets = sum(delta for family, delta in deltas.items() if family not in day_families)
    lighter_sets = max(signal_sets, -SIGNALS_MOST_SETS) + deltas.get(Family.LAYOFF, 0)
    day_sets = min(lighter_sets, deltas.get(Family.DISRUPTION, 0))
    held_back = all(family in OFFERS_BACK for family in deltas)
    guarded = signals < SIGNALS_LEAST_LOAD or signal_sets < -SIGNALS_MOST_SETS
    return Combined(
        signal_factor=signal_factor,
        light_factor=max(light_factor, min(LEAST_LOAD / signal_factor, 1.0)),
        sets_delta=day_sets + other_sets,
        rpe_cap=min((a.rpe_cap for a in said if a.rpe_cap is not None), default=None),
        drop=any(a.drop for a in said),
        reps_least=max((a.reps_least for a in said if a.reps_least is not None), default=None),
        reasons=tuple(reason for a in said for reason in (_told(a), *a.also))
        + ((_guard(signals, signal_sets),) if guarded else ()),
        reps_delta=min((a.reps_delta for a in said), default=0),
        round_down=any(a.round_down for a in said),
        most_load_g=min((a.most_load_g for a in said if a.most_load_g is not None), default=None),
        most_sets=min((a.most_sets for a in said if a.most_sets is not None), default=None),
        binding_sets_delta=sum(d for family, d in deltas.items() if family in BINDS_AUTHORS),
        held_back_sets=min(-signal_sets, SIGNALS_MOST_SETS) if held_back else 0,
    )


def _told(adjustment: Adjustment) -> Reason:
    """Its reason with everything that it does among the facts, so that the receipt can be added up again."""
    does = {
        f"{DOES}{name}": value
        for name, default in _EFFECTS
        if (value := getattr(adjustment, name)) != default
    }
    facts = {**adjustment.reason.facts, "family": adjustment.family.name.lower(), **does}
    return replace(adjustment.reason, facts=facts)


def read_back(reason: Reason) -> Adjustment | None:
    """The adjustment that a reason tells of; None where it tells of none."""
    family, facts = reason.facts.get("family"), reason.facts
    if not isinstance(family, str):
        return None
    does = {name: facts[f"{DOES}{name}"] for name, _ in _EFFECTS if f"{DOES}{name}" in facts}
    return Adjustment(family=Family[family.upper()], reason=reason, **does)  # type: ignore[arg-type]


def _families(said: Iterable[Adjustment]) -> tuple[Family, ...]:
    return tuple(sorted({each.family for each in said}))


def _guard(signals: float, signal_sets: int) -> Reason:
    return Reason(
        step="guard",
        code="not_so_much",
        facts={
            "asked_load_factor": signals,
            "load_factor": max(signals, SIGNALS_LEAST_LOAD),
            "asked_sets": signal_sets,
            "sets": max(signal_sets, -SIGNALS_MOST_SETS),
        },
        source="two_key_rule",
    )
