"""Does a receipt add up? An exercise's sets, loads, efforts and rests again, from its reasons' facts alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.engine.adjust import Combined, combine, read_back
from core.engine.curve import EASIEST_RPE, Curve, felt_rpe
from core.engine.loads import nearest_g
from core.engine.models import ExercisePrescription, Reason, SetKind, SetMode, Workout
from core.engine.modes.apre import SETS, TESTED_SET
from core.engine.rounding import Fitted, to_kit
from core.engine.steps.ceilings import TOP_RPE
from core.engine.writing import as_felt, honest

FELT_ROUNDED = 0.02  # of an effort, likewise
ROUNDED = 1e-4  # of a load, for the facts' own rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The working sets that a receipt gives."""

    sets: int
    reps: int | None
    load_g: int | None  # help with a minus
    amount: int | None = None  # seconds or metres, where repetitions are not counted
    reps_max: int | None = None
    rpe: float | None = None  # as this person calls it
    rir: float | None = None  # really to be left
    rest_s: int | None = None  # None where a group takes turns: its rests are those of the round


@dataclass(frozen=True, slots=True)
class _Receipt:
    """The facts of an exercise's reasons by step, and the decision that its adjustments make together."""

    reasons: Sequence[Reason]
    decision: Combined

    def fact(self, step: str, name: str) -> float | None:
        """A fact; loads with the body that is lifted, where their reason names it."""
        for reason in self.reasons:
            value, body_g = reason.facts.get(name), reason.facts.get("body_load_g", 0)
            if reason.step == step and isinstance(value, int | float) and isinstance(body_g, int):
                return value + body_g if name.endswith("_g") else value
        return None

    def whole(self, step: str, name: str) -> int | None:
        value = self.fact(step, name)
        return None if value is None else round(value)

    def has(self, step: str, *codes: str) -> bool:
        return any(reason.step == step and reason.code in codes for reason in self.reasons)

    def least(self, name: str, *codes: str) -> float:
        """The lowest value of a fact in any reason, or in those of some codes."""
        facts = (each.facts.get(name) for each in self.reasons if not codes or each.code in codes)
        return min((value for value in facts if isinstance(value, int | float)), default=math.inf)

    @property
    def light(self) -> bool:
        """Whether it is less than could be done, so that its effort falls."""
        return self.decision.light_factor < 1.0 or self.decision.reps_delta < 0

    @property
    def to_the_limit(self) -> bool:
        """Whether every set is one of as many repetitions as possible."""
        told = [
            each.facts.get("mode") for each in self.reasons if each.step == "plan" and "sets" in each.facts
        ]
        return SetMode.AMRAP.value in told and self.has("strength", "load_for_effort")

    @property
    def curve(self) -> Curve | None:
        """This person's own, of which the reason of the load tells."""
        k, b, stretch = (self.fact("strength", name) for name in ("curve_k", "curve_b", "stretch"))
        return None if k is None or b is None or stretch is None else Curve(k, b, stretch)

    @property
    def body_g(self) -> int:
        told = [reason.facts.get("body_load_g") for reason in self.reasons if reason.step == "rounding"]
        return next((value for value in told if isinstance(value, int)), 0)


def receipt_of(workout: Workout, each: ExercisePrescription) -> tuple[Reason, ...]:
    """An exercise's reasons, and those of the whole workout that are about it."""
    return (*each.reasons, *(reason for reason in workout.trace if reason.exercise_id == each.exercise_id))


def as_prescribed(prescription: ExercisePrescription, *, in_turns: bool = False) -> Replayed | None:
    """What the receipt must give of the first working set, of APRE of the first to the limit; None: an author's."""
    work = [target for target in prescription.series if target.kind is SetKind.WORK]
    first = TESTED_SET if any(reason.step == "apre" for reason in prescription.reasons) else 0
    if len(work) <= first or any(reason.step == "authored" for reason in prescription.reasons):
        return None
    told = work[first]
    helped = prescription.strength is not None and prescription.strength.assisted
    return Replayed(
        sets=len(work),
        reps=told.reps,
        load_g=-told.load_g if helped and told.load_g is not None else told.load_g,
        amount=told.duration_s if told.duration_s is not None else told.distance_m,
        reps_max=told.reps_max,
        rpe=told.rpe,
        rir=told.rir,
        rest_s=None if in_turns else told.rest_s,
    )


def replay(reasons: Sequence[Reason], *, in_turns: bool = False) -> Replayed | None:
    """The same from the reasons; None where they do not say what the plan was, or their factors do not add up."""
    told = [found for reason in reasons if (found := read_back(reason)) is not None]
    receipt = _Receipt(reasons, combine(told))
    line = (
        "deload" if receipt.has("deload", "by_history") else "plan"
    )  # what was done makes an easy week's line
    sets, reps = receipt.whole(line, "sets"), receipt.whole(line, "reps")
    if sets is None or reps is None:
        return None
    rest_s = None if in_turns else receipt.whole("plan", "rest_s")
    made = Replayed(sets=_sets(receipt, sets), reps=None, load_g=None, rest_s=rest_s)
    aim_reps = max(reps, receipt.decision.reps_least or 1, 1)
    if receipt.has("strength", "load_for_effort", "explosive"):
        return _in_range(receipt, _loaded(receipt, made, aim_reps))
    if receipt.fact("double_progression", "earned_g") is not None:
        return _earned(receipt, made, aim_reps)
    if receipt.fact("apre", "full_g") is not None:
        return _apre(receipt, made)
    if receipt.has("strength", "unknown"):
        ramped = _with(receipt, made, receipt.whole("strength", "from_g"), aim_reps)
        return _in_range(receipt, replace(ramped, rpe=receipt.fact("strength", "then_rpe")))
    unloaded = _unloaded(receipt, made, aim_reps)
    return _in_range(receipt, replace(unloaded, rpe=None if receipt.light else _called(receipt)))


def _in_range(receipt: _Receipt, made: Replayed | None) -> Replayed | None:
    """With the end of the plan's range, where the repetitions stay below it."""
    most = receipt.whole("plan", "reps_max")
    shorter = receipt.has("deload", "by_history") and receipt.fact("deload", "reps") != receipt.fact(
        "plan", "reps"
    )
    if made is None or made.reps is None or most is None or shorter or receipt.to_the_limit:
        return made
    most += receipt.decision.reps_delta
    return replace(made, reps_max=most if most > made.reps else None)


def _called(receipt: _Receipt) -> float:
    """The plan's effort or its cap, where nothing is known of how this person calls efforts."""
    cap = receipt.decision.rpe_cap
    planned = receipt.fact("plan", "rpe") or 0.0
    return max(min(planned, TOP_RPE if cap is None else cap), EASIEST_RPE)


def _felt(receipt: _Receipt, load_g: float, reps: int) -> float | None:
    """How the first set will be felt, as the receipt says; None where it does not follow from what else it says."""
    felt, bias = receipt.fact("strength", "felt_rpe"), receipt.fact("strength", "bias_reps")
    e1rm_g, curve = receipt.fact("strength", "e1rm_g"), receipt.curve
    if felt is None or bias is None or e1rm_g is None or curve is None:
        return None
    guessed = 1.0 if receipt.light else min(receipt.least("load_factor", "guessed", "elsewhere"), 1.0)
    today_g = load_g / (receipt.decision.signal_factor * guessed)
    again = felt_rpe(reps, curve.reps(today_g / e1rm_g), bias)
    return felt if abs(again - felt) <= FELT_ROUNDED else None


def _sets(receipt: _Receipt, planned: int) -> int:
    """The plan's with what every sign took, under every cap; in the end as many as there was time for."""
    decision = receipt.decision
    most = min(math.inf if decision.most_sets is None else decision.most_sets, receipt.least("first_sets"))
    fitting = receipt.whole("time", "sets")
    return fitting if fitting is not None else int(max(min(planned + decision.sets_delta, most), 1))


def _with(receipt: _Receipt, made: Replayed, load_g: int | None, reps: int) -> Replayed:
    """With its load; repetitions that are left out come off last, for the load is that of all of them."""
    return replace(made, load_g=load_g, reps=max(reps + receipt.decision.reps_delta, 1))


def _loaded(receipt: _Receipt, made: Replayed, aim_reps: int) -> Replayed | None:
    """One-rep max x fraction x factors, then the nearest of the two loads beside it."""
    e1rm_g, fraction = (receipt.fact("strength", name) for name in ("e1rm_g", "fraction"))
    rounded_g = receipt.whole("strength", "wanted_g")
    if e1rm_g is None or fraction is None or rounded_g is None:
        return None
    decision = receipt.decision
    light_factor = min(decision.light_factor, receipt.least("load_factor", "guessed", "elsewhere"))
    wanted_g = e1rm_g * fraction * decision.signal_factor * light_factor
    if abs(wanted_g - rounded_g) > max(ROUNDED * wanted_g, 1.0):
        return None
    beside = [receipt.whole("rounding", name) for name in ("below_g", "above_g")]
    steps_g = [step_g for step_g in beside if step_g is not None]
    fewer_reps = receipt.whole("rounding", "fewer_reps")
    fitted = to_kit(steps_g, rounded_g, aim_reps, receipt.fact("rounding", "kept_rpe"), receipt.curve)
    if fewer_reps is not None:
        fitted = Fitted(steps_g[0], fewer_reps)
    if fitted is None:
        return None
    reps = int(min(fitted.reps, receipt.least("most_reps")))
    made = _with(receipt, made, fitted.load_g - receipt.body_g, reps)
    return made if receipt.has("strength", "explosive") else _as_hard(receipt, made, fitted.load_g)


def _as_hard(receipt: _Receipt, made: Replayed, load_g: int) -> Replayed | None:
    """With its effort: of light work what it will be felt as, else what is to be left and how that is called."""
    felt, aimed_rpe = _felt(receipt, load_g, made.reps or 1), receipt.fact("strength", "rpe")
    if felt is None or aimed_rpe is None:
        return None
    if receipt.light:
        return replace(made, rpe=honest(min(felt, aimed_rpe)))
    cap = receipt.decision.rpe_cap
    most_rpe = TOP_RPE if cap is None else max(cap, EASIEST_RPE)
    return replace(made, rpe=min(as_felt(felt), most_rpe), rir=10.0 - aimed_rpe)


def _earned(receipt: _Receipt, made: Replayed, aim_reps: int) -> Replayed:
    """What earlier days earned x factors, then the nearest of the two loads beside it."""
    earned_g = receipt.fact("double_progression", "earned_g") or 0.0
    load_g = round(earned_g * receipt.decision.signal_factor * receipt.decision.light_factor)
    beside = [receipt.whole("rounding", name) for name in ("below_g", "above_g")]
    steps_g = [step_g for step_g in beside if step_g is not None]
    load_g = nearest_g(steps_g, load_g) if steps_g else load_g
    borne_g = receipt.whole("double_progression", "borne_g")
    load_g = load_g if borne_g is None else borne_g + receipt.body_g
    reps, felt = receipt.whole("double_progression", "reps"), receipt.fact("double_progression", "felt_rpe")
    called = _called(receipt)
    return replace(
        made,
        load_g=load_g - receipt.body_g,
        reps=aim_reps if reps is None else reps,
        reps_max=receipt.whole("double_progression", "reps_max"),
        rpe=called if receipt.decision.light_factor == 1.0 or felt is None else honest(min(felt, called)),
    )


def _apre(receipt: _Receipt, made: Replayed) -> Replayed | None:
    """The repetition max x factors, then the nearest of the two loads beside it; a set fewer for each one taken."""
    full_g, wanted_g = receipt.fact("apre", "full_g") or 0.0, receipt.whole("rounding", "wanted_g")
    decision = receipt.decision
    if wanted_g != round(full_g * decision.signal_factor * decision.light_factor):
        return None
    beside = [receipt.whole("rounding", name) for name in ("below_g", "above_g")]
    load_g = nearest_g([step_g for step_g in beside if step_g is not None], wanted_g)
    planned, fitting = receipt.whole("sets", "planned_sets") or 0, receipt.whole("time", "sets")
    sets = min(max(SETS - (planned - made.sets), TESTED_SET + 1), SETS)
    return replace(
        made,
        sets=sets if fitting is None else fitting,
        load_g=load_g - receipt.body_g,
        reps=receipt.whole("apre", "reps"),
        rpe=_called(receipt),
    )


def _unloaded(receipt: _Receipt, made: Replayed, aim_reps: int) -> Replayed:
    """What was done last time, or the plan's repetitions, with the factors taken off."""
    factor = receipt.decision.signal_factor * receipt.decision.light_factor
    full, full_reps = receipt.fact("unloaded", "full"), receipt.whole("unloaded", "full_reps")
    load_g = receipt.whole(
        "unloaded", "load_g" if factor < 1.0 else "full_g"
    )  # a lighter one is the kit's nearest
    if full is not None:
        step, best, least, most = (
            receipt.fact("unloaded", name) or 0 for name in ("step", "best", "least", "most")
        )
        wanted = full * factor
        amount = best if wanted == best else round(wanted / step) * step
        return replace(made, load_g=load_g, amount=round(min(max(amount, least), most)))
    if full_reps is None:
        return _with(receipt, made, None, aim_reps)
    reps = max(math.floor(full_reps * factor), 1) if factor < 1.0 else full_reps
    return _with(receipt, made, load_g, reps)
