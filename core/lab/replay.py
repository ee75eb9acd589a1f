"""Does a receipt add up? An exercise's sets, loads, efforts and rests again, from its reasons' facts alone."""

import math
from collections.abc import Sequence
from dataclasses import replace

from core.engine.curve import EASIEST_RPE, felt_rpe
from core.engine.loads import nearest_g
from core.engine.models import ExercisePrescription, Reason, SetKind, SetMode, SetTarget, Workout
from core.engine.modes.apre import HALF, PROTOCOLS, SETS, TESTED_SET, THREE_QUARTERS
from core.engine.rounding import Fitted, to_kit
from core.engine.steps.ceilings import TOP_RPE
from core.engine.writing import as_felt, honest
from core.lab.receipt import FELT_ROUNDED, ROUNDED, Receipt, Replayed, ReplayedSet, back_off, read, with_turns
from core.lab.replay_authored import authored_sets


def receipt_of(workout: Workout, each: ExercisePrescription) -> tuple[Reason, ...]:
    """An exercise's reasons, and those of the whole workout that are about it."""
    return (*each.reasons, *(reason for reason in workout.trace if reason.exercise_id == each.exercise_id))


def as_prescribed(prescription: ExercisePrescription, *, in_turns: bool = False) -> Replayed:
    """What the receipt must give: every working set. `in_turns`: its group does them in rounds."""
    helped = prescription.strength is not None and prescription.strength.assisted
    work = (target for target in prescription.series if target.kind is SetKind.WORK)
    return Replayed(sets=tuple(_told(target, helped=helped) for target in work), in_turns=in_turns)


def _told(target: SetTarget, *, helped: bool) -> ReplayedSet:
    return ReplayedSet(
        reps=target.reps,
        load_g=-target.load_g if helped and target.load_g is not None else target.load_g,
        amount=target.duration_s if target.duration_s is not None else target.distance_m,
        reps_max=target.reps_max,
        amrap=target.amrap,
        rpe=target.rpe,
        rir=target.rir,
        back_off_percent=target.back_off_percent,
        rest_s=target.rest_s,
    )


def replay(reasons: Sequence[Reason], *, in_turns: bool = False) -> Replayed | None:
    """The same from the reasons; None where they do not say what the plan was, or their factors do not add up.

    Where a group takes turns and the receipt does not say how, as those of older workouts, rests are None.
    """
    receipt = read(reasons)
    made = _sets(receipt)
    return None if made is None else with_turns(receipt, Replayed(sets=made), in_turns=in_turns)


def _sets(receipt: Receipt) -> tuple[ReplayedSet, ...] | None:
    if receipt.has("authored", "as_written"):
        return authored_sets(receipt)
    line = (
        "deload" if receipt.has("deload", "by_history") else "plan"
    )  # what was done makes an easy week's line
    planned, reps = receipt.whole(line, "sets"), receipt.whole(line, "reps")
    if planned is None or reps is None:
        return None
    made, count = ReplayedSet(rest_s=receipt.whole("plan", "rest_s")), _count(receipt, planned)
    if receipt.fact("apre", "full_g") is not None:
        return _apre(receipt, made, count)
    first = _first(receipt, made, max(reps, receipt.decision.reps_least or 1, 1))
    return None if first is None else _shaped(receipt, first, count)


def _first(receipt: Receipt, made: ReplayedSet, aim_reps: int) -> ReplayedSet | None:
    if receipt.has("strength", "load_for_effort", "explosive"):
        return _in_range(receipt, _loaded(receipt, made, aim_reps))
    if receipt.fact("double_progression", "earned_g") is not None:
        return _earned(receipt, made, aim_reps)
    if receipt.ramps:
        ramped = _with(receipt, made, receipt.whole("strength", "from_g"), aim_reps)
        return _in_range(receipt, replace(ramped, rpe=receipt.fact("strength", "then_rpe")))
    called = replace(made, rpe=None if receipt.light else _called(receipt))
    return _in_range(receipt, _unloaded(receipt, called, aim_reps))


def _shaped(receipt: Receipt, first: ReplayedSet, count: int) -> tuple[ReplayedSet, ...]:
    """The others as the mode makes them from the first one."""
    if not receipt.has("strength", "load_for_effort"):
        return (first,) * count
    match receipt.mode:
        case SetMode.LOAD_DROP:
            percent = receipt.fact("sets", "off_percent")
            if percent is None:  # a receipt from before it said so
                return (first,)
            later = back_off(first, first.reps, receipt.beside_g("sets"), percent, receipt.body_g)
        case SetMode.REPEATS:
            later = replace(first, back_off_percent=0.0)
        case SetMode.AMRAP:
            first = later = replace(first, amrap=True, reps_max=None)
        case _:
            later = first
    return (first, *(later,) * (count - 1))


def _in_range(receipt: Receipt, made: ReplayedSet | None) -> ReplayedSet | None:
    """With the end of the plan's range, where the repetitions stay below it."""
    most = receipt.whole("plan", "reps_max")
    shorter = receipt.has("deload", "by_history") and receipt.fact("deload", "reps") != receipt.fact(
        "plan", "reps"
    )
    if made is None or made.reps is None or most is None or shorter:
        return made
    most += receipt.decision.reps_delta
    return replace(made, reps_max=most if most > made.reps else None)


def _called(receipt: Receipt) -> float:
    """The plan's effort or its cap, where nothing is known of how this person calls efforts."""
    cap = receipt.decision.rpe_cap
    planned = receipt.fact("plan", "rpe") or 0.0
    return max(min(planned, TOP_RPE if cap is None else cap), EASIEST_RPE)


def _felt(receipt: Receipt, load_g: float, reps: int) -> float | None:
    """How the first set will be felt, as the receipt says; None where it does not follow from what else it says."""
    felt, bias = receipt.fact("strength", "felt_rpe"), receipt.fact("strength", "bias_reps")
    e1rm_g, curve = receipt.fact("strength", "e1rm_g"), receipt.curve
    if felt is None or bias is None or e1rm_g is None or curve is None:
        return None
    guessed = 1.0 if receipt.light else min(receipt.least("load_factor", "guessed", "elsewhere"), 1.0)
    today_g = load_g / (receipt.decision.signal_factor * guessed)
    again = felt_rpe(reps, curve.reps(today_g / e1rm_g), bias)
    return felt if abs(again - felt) <= FELT_ROUNDED else None


def _count(receipt: Receipt, planned: int) -> int:
    """The plan's with what every sign took, under every cap; in the end as many as there was time for."""
    decision = receipt.decision
    most = min(math.inf if decision.most_sets is None else decision.most_sets, receipt.least("first_sets"))
    fitting = receipt.whole("time", "sets")
    return fitting if fitting is not None else int(max(min(planned + decision.sets_delta, most), 1))


def _with(receipt: Receipt, made: ReplayedSet, load_g: int | None, reps: int) -> ReplayedSet:
    """With its load; repetitions that are left out come off last, for the load is that of all of them."""
    return replace(made, load_g=load_g, reps=max(reps + receipt.decision.reps_delta, 1))


def _loaded(receipt: Receipt, made: ReplayedSet, aim_reps: int) -> ReplayedSet | None:
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
    steps_g = receipt.beside_g("rounding")
    fewer_reps = receipt.whole("rounding", "fewer_reps")
    fitted = to_kit(steps_g, rounded_g, aim_reps, receipt.fact("rounding", "kept_rpe"), receipt.curve)
    if fewer_reps is not None and steps_g:
        fitted = Fitted(steps_g[0], fewer_reps)
    if fitted is None:
        return None
    reps = int(min(fitted.reps, receipt.least("most_reps")))
    made = _with(receipt, made, fitted.load_g - receipt.body_g, reps)
    return made if receipt.has("strength", "explosive") else _as_hard(receipt, made, fitted.load_g)


def _as_hard(receipt: Receipt, made: ReplayedSet, load_g: int) -> ReplayedSet | None:
    """With its effort: of light work what it will be felt as, else what is to be left and how that is called."""
    felt, aimed_rpe = _felt(receipt, load_g, made.reps or 1), receipt.fact("strength", "rpe")
    if felt is None or aimed_rpe is None:
        return None
    if receipt.light:
        return replace(made, rpe=honest(min(felt, aimed_rpe)))
    cap = receipt.decision.rpe_cap
    most_rpe = TOP_RPE if cap is None else max(cap, EASIEST_RPE)
    return replace(made, rpe=min(as_felt(felt), most_rpe), rir=10.0 - aimed_rpe)


def _earned(receipt: Receipt, made: ReplayedSet, aim_reps: int) -> ReplayedSet:
    """What earlier days earned x factors, then the nearest of the two loads beside it."""
    earned_g = receipt.fact("double_progression", "earned_g") or 0.0
    load_g = round(earned_g * receipt.decision.signal_factor * receipt.decision.light_factor)
    steps_g = receipt.beside_g("rounding")
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


def _apre(receipt: Receipt, made: ReplayedSet, count: int) -> tuple[ReplayedSet, ...] | None:
    """The repetition max x factors, then the nearest of the two loads beside it; a set fewer for each one taken.

    Half of it and three quarters of it come first.
    """
    decision, protocol, steps_g = receipt.decision, PROTOCOLS.get(receipt.mode), receipt.beside_g("rounding")
    full_g, reps = receipt.fact("apre", "full_g"), receipt.whole("apre", "reps")
    planned, fitting = receipt.whole("sets", "planned_sets"), receipt.whole("time", "sets")
    if full_g is None or reps is None or planned is None or protocol is None or not steps_g:
        return None
    wanted_g = round(full_g * decision.signal_factor * decision.light_factor)
    if wanted_g != receipt.whole("rounding", "wanted_g"):
        return None
    max_g = nearest_g(steps_g, wanted_g)

    def earlier(share: float, name: str, reps: int) -> ReplayedSet:
        beside_g = receipt.beside_g("apre", f"{name}_below_g", f"{name}_above_g")
        load_g = nearest_g(beside_g, share * max_g) - receipt.body_g if beside_g else None
        return replace(made, load_g=load_g, reps=reps)

    tested = _with(receipt, made, max_g - receipt.body_g, reps)
    tested = replace(tested, amrap=True, rpe=_called(receipt))
    sets = min(max(SETS - (planned - count), TESTED_SET + 1), SETS)
    return (
        earlier(HALF, "half", protocol.half_reps),
        earlier(THREE_QUARTERS, "three_quarter", protocol.three_quarter_reps),
        tested,
        tested,
    )[: sets if fitting is None else fitting]


def _unloaded(receipt: Receipt, made: ReplayedSet, aim_reps: int) -> ReplayedSet | None:
    """What was done last time, or the plan's repetitions, with the factors taken off."""
    factor = receipt.decision.signal_factor * receipt.decision.light_factor
    full, full_reps = receipt.fact("unloaded", "full"), receipt.whole("unloaded", "full_reps")
    load_g = receipt.whole(
        "unloaded", "load_g" if factor < 1.0 else "full_g"
    )  # a lighter one is the kit's nearest
    if full is not None:
        step, best, least, most = (
            receipt.fact("unloaded", name) for name in ("step", "best", "least", "most")
        )
        if step is None or best is None or least is None or most is None:
            return None
        wanted = full * factor
        amount = best if wanted == best else round(wanted / step) * step
        return replace(made, load_g=load_g, amount=round(min(max(amount, least), most)))
    if full_reps is None:
        return _with(receipt, made, None, aim_reps)
    reps = max(math.floor(full_reps * factor), 1) if factor < 1.0 else full_reps
    return _with(receipt, made, load_g, reps)
