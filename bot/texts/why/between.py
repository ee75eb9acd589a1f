"""Between two sets: why what comes next is as it is, in half a line."""

from bot.texts.targets import load_words
from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts
from bot.texts.why.sentences import load as fact_load
from core.engine.models import LoadMode, Reason
from core.engine.set_by_set import MISSES_THAT_END


def short_reason(t: Tongue, reason: Reason, mode: str = LoadMode.BAR) -> Html | None:
    """Why the next set is what it is, in half a line."""
    facts = reason.facts
    to_g = facts.get("to_g")
    if "body_load_g" in facts:
        mode = LoadMode.BAR  # the load hung on the body is what moves
    load, changed = _next_load(t, facts, mode)
    match reason.code:
        case "harder" if to_g is not None:
            return _harder(t, facts, load, mode, changed=changed)
        case "easier" | "tiring" if changed:
            easier = t._("Easier than planned, so {load} next.", load=load)
            tiring = t._("As planned. Sets add up, so {load} next.", load=load)
            return tiring if reason.code == "tiring" else easier
        case "missed" if to_g is not None:
            return t._("Missed. Rest longer, then {load}.", load=load)
        case "apre" if to_g is not None:
            return t._("{reps} reps, so {load} for the last set.", reps=facts.get("reps"), load=load)
        case "stopped":
            return _stopped(t, int(facts.get("misses") or 0))
        case "ramp_on":
            return t._("Still light. Next: {load}.", load=load)
        case "ramp_found":
            return t._("Found it: work sets at {load}.", load=load)
        case "followed" if mode != LoadMode.BODY_WEIGHT and to_g is not None:
            return t._("You chose another load, so {load} next.", load=load)
    return _without_load(t, reason.code)


def _without_load(t: Tongue, code: str) -> Html | None:
    match code:
        case "too_heavy":
            return t._("That was heavy enough. No work sets today.")
        case "enough":
            return t._("As tired as planned: that was the last set.")
        case "dropped_off":
            return t._("You tire faster than sets should make you. Enough of this lift.")
        case "one_more":
            return t._("Easier than you came in for. One more set?")
    return None


def _harder(t: Tongue, facts: Facts, load: Html, mode: str, *, changed: bool) -> Html:
    """Where the load could not follow, the repetitions do."""
    if mode != LoadMode.BODY_WEIGHT and facts.get("reps") != facts.get("planned_reps"):
        return t._("Harder than planned, so {load} × {reps} next.", load=load, reps=facts.get("reps"))
    if changed:
        return t._("Harder than planned, so {load} next.", load=load)
    return t._("Harder than planned. The load stays, a nearer one cannot be loaded.")


def _next_load(t: Tongue, facts: Facts, mode: str) -> tuple[Html, bool]:
    """What is next, and whether it differs; where the body is the load, the repetitions are what moves."""
    to_g, reps = facts.get("to_g"), facts.get("reps")
    if mode == LoadMode.BODY_WEIGHT and reps is not None:
        return t.n_("{n} rep", "{n} reps", int(reps)), True
    if to_g is None:
        return Html(""), False
    load = load_words(t, int(to_g), mode) if mode == LoadMode.ASSISTED else fact_load(t, facts, "to_g")
    return load, to_g != facts.get("from_g")


def _stopped(t: Tongue, misses: int) -> Html:
    if misses >= MISSES_THAT_END:
        return t._("Three misses: this lift is done for today.")
    return t._("Even the lightest load is too hard for more sets today.")
