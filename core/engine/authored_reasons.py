"""The receipt of sets that somebody authored: what was written, what is known of the lift, how each set follows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.engine.adjust import Combined, Situation
from core.engine.asked import effort_of
from core.engine.body_load import lifted_g
from core.engine.models import (
    BackOff,
    Distance,
    Duration,
    Load,
    PercentOfMax,
    PrescribedSet,
    Reason,
    Reps,
    Rir,
    Rpe,
    Series,
    SetTarget,
    Strength,
)
from core.engine.related import guess_factor
from core.engine.writing import estimate_facts

Facts = Mapping[str, float | int | str | None]


@dataclass(frozen=True, slots=True)
class Made:
    """One set of today's before repetitions are left out, how its load came about, and the facts of that."""

    target: SetTarget
    how: str
    facts: Facts


def why_written(
    situation: Situation, decision: Combined, kept: Series, made: Sequence[Made], against: Reason | None
) -> tuple[Reason, ...]:
    """Every reason of an authored series; `against`: why sets to the limit are not for this person here."""
    return (
        *_as_written(situation, decision, kept),
        *_no_limit(situation, kept, against),
        *_estimate(situation),
        *_sets(situation, kept, made),
    )


def _as_written(situation: Situation, decision: Combined, kept: Series) -> Iterator[Reason]:
    planned, exercise_id = situation.planned, situation.exercise.id
    outline = {"reps": max(planned.reps, 1), "rpe": planned.rpe, "rest_s": planned.rest_s}
    facts = {"sets": len(kept), "planned_sets": len(planned.series), **outline}
    yield Reason(step="authored", code="as_written", facts=facts, source="plan", exercise_id=exercise_id)
    asked = decision.binding_sets_delta - decision.sets_delta
    if asked > 0:
        facts = {"sets": asked}
        yield Reason(step="authored", code="sets_kept", facts=facts, source="plan", exercise_id=exercise_id)


def _no_limit(situation: Situation, kept: Series, against: Reason | None) -> Iterator[Reason]:
    limits = any(isinstance(each.amount, Reps) and each.amount.amrap for each in kept)
    if against is not None and limits:
        yield Reason(
            step="authored",
            code="no_amrap",
            facts={"why": against.code},
            source=against.source,
            exercise_id=situation.exercise.id,
        )


def _estimate(situation: Situation) -> Iterator[Reason]:
    """What the loads of these sets, or their efforts, follow from."""
    strength = situation.strength
    if strength is not None:
        yield Reason(
            step="authored",
            code="estimate",
            facts={**estimate_facts(strength), "guess_factor": guess_factor(strength)},
            source="nuzzo_2024",
            exercise_id=situation.exercise.id,
        )


def _sets(situation: Situation, kept: Series, made: Sequence[Made]) -> Iterator[Reason]:
    """Once for the sets in a row that are written alike: they come out alike."""
    for (each, facts, how), alike in groupby(
        zip(kept, made, strict=True), key=lambda one: (one[0], one[1].facts, one[1].how)
    ):
        yield Reason(
            step="authored",
            code="set",
            facts={"sets": len(list(alike)), "how": how, **_said(situation.strength, each), **facts},
            source="plan",
            exercise_id=situation.exercise.id,
        )


def _said(strength: Strength | None, each: PrescribedSet) -> Facts:
    """The set as its author wrote it, as far as load, effort and rest follow from it."""
    return {**_amount(each), **_intensity(strength, each), "said_rest_s": each.rest_s}


def _amount(each: PrescribedSet) -> Facts:
    match each.amount:
        case Duration(duration_s=duration_s):
            return {"duration_s": duration_s}
        case Distance(distance_m=distance_m):
            return {"distance_m": distance_m}
        case Reps(reps=reps, reps_max=reps_max, amrap=amrap):
            return {"reps": reps, "reps_max": reps_max, "amrap": int(amrap)}


def _intensity(strength: Strength | None, each: PrescribedSet) -> Facts:
    match each.intensity:
        case Load(load_g=load_g) if strength is not None and strength.body_load_g > 0:
            return {"named_g": lifted_g(load_g, strength.body_load_g, assisted=strength.assisted)}
        case Load(load_g=load_g):
            return {"named_g": load_g}
        case PercentOfMax(percent=percent, rpe_cap=cap):
            return {"percent": percent, "rpe_cap": cap}
        case Rpe() | Rir():
            return {"said_rpe": effort_of(each)}
        case BackOff(percent=percent):
            return {"off_percent": percent}
        case None:
            return {}
