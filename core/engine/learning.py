"""What each sign really costs this athlete, measured on the first working set of the workouts in which it acted.

The estimate of strength says how a set should have felt without any sign. Felt harder, the athlete was weaker that
day, by so many repetitions, each worth what it is on their own curve: that is the cost of the sign, less the cost of a
day without signs. It is shrunk towards what the evidence says, and only counts where one sign acted alone.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from core.engine.adjust import read_back
from core.engine.curve import effort_error
from core.engine.formulas import CONSTANTS
from core.engine.models import ExercisePrescription, PerformedSet, Reason, SetKind
from core.engine.steps.effort_history import MUCH_HARDER_RPE
from core.engine.strength import NORMAL_95, expected_rpe, rir_at

LEAST_TARGET_RPE = 7.0  # below it people only say "easy"; design choice
# One first set as evidence of the day, as SD of ln load: the day's 3 % and a repetition of judging, 3.2 %
# (ipf_drift, halperin_2022)
SET_SD = 0.044
# How far people's costs lie around the evidence's, as a share of it; design choice
BETWEEN_PEOPLE = 0.5
LOW_FROM, MEDIUM_FROM, HIGH_FROM = 5, 10, 20  # workouts; an open planner's thresholds (sample_confidence)
MOST_CHANGE = 0.05  # of load, at once; sample_confidence
SURE_SD = 1.64  # the old value lies outside the 90 % interval, by definition
LEAST_CHANGE = 0.005  # of load; below it nobody would see it; design choice


class SampleConfidence(StrEnum):
    """How much has been seen."""

    EXPLORING = "exploring"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One first working set: the signs that made it lighter, and how much weaker the day was than the estimate."""

    signs: frozenset[str]  # names of constants, or of steps that have none
    cost: float  # ln load


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a sign costs this athlete, as ln load; `usual` is what is taken off for it now."""

    sign: str
    workouts: int
    confidence: SampleConfidence
    felt: float  # as it was, without any shrinking
    own: float  # shrunk towards the evidence
    own_sd: float

    @property
    def low(self) -> float:
        return self.own - NORMAL_95 * self.own_sd

    @property
    def high(self) -> float:
        return self.own + NORMAL_95 * self.own_sd


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A version of the athlete's constants that fits what was measured, and why."""

    values: Mapping[str, float]
    reasons: tuple[Reason, ...]


def observe(prescription: ExercisePrescription, performed: Sequence[PerformedSet]) -> Observation | None:
    """What one exercise of one workout says; None where nobody said how its first working set was felt."""
    strength = prescription.strength
    target = next((each for each in prescription.series if each.kind is SetKind.WORK), None)
    first = next((done for done in performed if not done.warm_up), None)
    if strength is None or target is None or first is None or not first.trusted or first.failed:
        return None
    if target.rpe is None or target.rpe < LEAST_TARGET_RPE or first.rpe is None:
        return None
    if not first.load_g or first.load_g < 0 or not first.reps:
        return None
    error_rpe = effort_error(first.rpe, expected_rpe(strength, first.load_g, first.reps))
    signs = (sign for reason in prescription.reasons if (sign := _sign(reason)) is not None)
    to_failure = first.reps + rir_at(strength, first.load_g, first.reps)
    log_per_rep = math.log(strength.curve.fraction(to_failure) / strength.curve.fraction(to_failure + 1.0))
    return Observation(signs=frozenset(signs), cost=log_per_rep * error_rpe)


def measure(observations: Iterable[Observation]) -> tuple[Effect, ...]:
    """The cost of every sign that acted alone at least once, by its name."""
    seen = list(observations)
    plain = [each.cost for each in seen if not each.signs]
    usual_cost = fmean(plain) if len(plain) >= LOW_FROM else 0.0
    alone = sorted({sign for each in seen if len(each.signs) == 1 for sign in each.signs})
    return tuple(
        _effect(sign, [each.cost - usual_cost for each in seen if each.signs == {sign}]) for sign in alone
    )


def propose(effects: Iterable[Effect], constants: Mapping[str, float]) -> Proposal | None:
    """The constants that have been seen often enough to be moved; None where none has, or where all fit."""
    changes = {effect.sign: value for effect in effects if (value := _moved(effect, constants)) is not None}
    reasons = tuple(
        _reason(effect, constants, changes[effect.sign]) for effect in effects if effect.sign in changes
    )
    return Proposal(values={**constants, **changes}, reasons=reasons) if changes else None


def _sign(reason: Reason) -> str | None:
    """The constant behind a reason that took load off, or its step."""
    told = read_back(reason)
    if told is None or told.load_factor >= 1.0:
        return None
    match reason.step, reason.code:
        case "soreness", "sore":
            return "soreness.VERY_SORE_LOAD"
        case "readiness", "low":
            return "readiness.VERY_LOW_LOAD"
        case "effort_history", _:
            error_rpe = reason.facts.get("error_rpe")
            much = isinstance(error_rpe, float) and error_rpe >= MUCH_HARDER_RPE
            return "effort_history.MUCH_HARDER_LOAD" if much else "effort_history.HARDER_LOAD"
    return reason.step


def _effect(sign: str, costs: Sequence[float]) -> Effect:
    """A normal mean with a normal prior: the evidence's cost, as sure as people differ."""
    felt, weight = fmean(costs), len(costs) / SET_SD**2
    constant = CONSTANTS.get(sign)
    own, prior_weight = felt, 0.0
    if constant is not None:
        usual = -math.log(constant.default)
        prior_weight = 1.0 / (BETWEEN_PEOPLE * usual) ** 2
        own = (prior_weight * usual + weight * felt) / (prior_weight + weight)
    return Effect(
        sign=sign,
        workouts=len(costs),
        confidence=_confidence(len(costs)),
        felt=felt,
        own=own,
        own_sd=1.0 / math.sqrt(prior_weight + weight),
    )


def _confidence(workouts: int) -> SampleConfidence:
    if workouts < LOW_FROM:
        return SampleConfidence.EXPLORING
    if workouts < MEDIUM_FROM:
        return SampleConfidence.LOW
    return SampleConfidence.MEDIUM if workouts < HIGH_FROM else SampleConfidence.HIGH


def _moved(effect: Effect, constants: Mapping[str, float]) -> float | None:
    """The factor that fits, inside its bounds and a step at a time; None where the present one may be right."""
    constant = CONSTANTS.get(effect.sign)
    if constant is None or effect.workouts < MEDIUM_FROM:
        return None
    now = constants.get(effect.sign, constant.default)
    if abs(effect.own + math.log(now)) < SURE_SD * effect.own_sd:
        return None
    wanted = min(max(math.exp(-effect.own), constant.low), constant.high)
    value = round(min(max(wanted, now - MOST_CHANGE), now + MOST_CHANGE), 3)
    return value if abs(value - now) >= LEAST_CHANGE else None


def _reason(effect: Effect, constants: Mapping[str, float], value: float) -> Reason:
    now = constants.get(effect.sign, CONSTANTS[effect.sign].default)
    facts: dict[str, float | int | str | None] = {
        "constant": effect.sign,
        "workouts": effect.workouts,
        "confidence": effect.confidence.value,
        "felt_pct": round(100.0 * (1.0 - math.exp(-effect.felt)), 1),
        "own_pct": round(100.0 * (1.0 - math.exp(-effect.own)), 1),
        "from_pct": round(100.0 * (1.0 - now), 1),
        "to_pct": round(100.0 * (1.0 - value), 1),
    }
    code = "takes_less" if value > now else "takes_more"
    return Reason(step="learning", code=code, facts=facts, source="sample_confidence")
