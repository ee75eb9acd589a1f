"""How a reason becomes a sentence: the sentence is data, and each of its facts is said in one way.

`_("{muscle} very sore: left out today.")` is all that most reasons need: what stands in braces is a fact by its name,
whose unit says how it is told. What else depends on the facts is a function.
"""

from collections.abc import Callable, Mapping
from html import escape
from string import Formatter

from bot.texts import disruptions, names
from bot.texts.targets import load_words, rpe_words
from bot.texts.tongue import Html, Tongue
from core.engine.models import DisruptionKind, LoadMode, Muscle

Fact = float | int | str | None
Facts = Mapping[str, Fact]
Sentence = Callable[[Tongue, Facts], Html]
Sentences = Mapping[str, Mapping[str, Sentence]]  # by a reason's step, then by its code

# Loads that nobody puts on a bar: told to the half, because more would pretend to be known
ESTIMATED = frozenset({"e1rm_g", "low_g", "high_g", "full_g", "wanted_g", "most_g"})


def _(sentence: str) -> Sentence:
    """A sentence to be said later, in the language that is then asked for."""
    named = _facts_in(sentence)
    return lambda t, facts: t._(sentence, **{name: told(t, facts, name) for name in named})


def n_(one: str, many: str, count: str) -> Sentence:
    """The same about as many things as the fact `count` says."""
    named = _facts_in(many)

    def said(t: Tongue, facts: Facts) -> Html:
        return t.n_(one, many, whole(facts, count), **{name: told(t, facts, name) for name in named})

    return said


def _facts_in(sentence: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(sentence) if name and name != "n")


def told(t: Tongue, facts: Facts, name: str) -> Html:
    """One fact in words. The receipt of an older workout may lack one that is said today."""
    value = facts.get(name)
    if name == "amount":
        return amount(facts)
    if value is None:
        return t._("no target effort") if name == "rpe" else Html("–")
    if isinstance(value, str):
        return _named(t, name, value)
    match name:
        case "rpe":
            return rpe_words(t, float(value))
        case "load_factor":
            return t.number(round((1.0 - value) * 100.0, 1))
        case "share" | "load_per_rpe":
            return t.number(round(100.0 * value, 1))
        case "weekday":
            return t.weekday(int(value))
    return load(t, facts, name, about=name in ESTIMATED) if name.endswith("_g") else t.number(round(value, 1))


def _named(t: Tongue, name: str, value: str) -> Html:
    match name:
        case "muscle":
            return names.muscle(t, Muscle(value))
        case "exercise" | "other":
            return names.exercise(t, value)
        case "from_exercise":
            return names.exercise_of_key(t, value)
        case "kind":
            return disruptions.kind(t, DisruptionKind(value))
    return Html(escape(value, quote=False))


def amount(facts: Facts) -> Html:
    """Sets and repetitions: 3 × 8–10."""
    most = facts.get("reps_max")
    reps = facts.get("reps") if most is None else f"{facts.get('reps')}–{most}"
    return Html(f"{facts.get('sets')} × {reps}")


def load(t: Tongue, facts: Facts, name: str, *, about: bool = False) -> Html:
    """A load of a reason; where the body is a part of it, as what is added to it or taken off."""
    load_g = whole(facts, name)
    if about:
        load_g = t.halves_g(load_g)
    if "body_load_g" in facts:
        return load_words(t, load_g, LoadMode.BODY_WEIGHT)
    return t.load(load_g)


def whole(facts: Facts, name: str) -> int:
    """A count or grams; 0 where it is not known."""
    return int(facts.get(name) or 0)


def factor(facts: Facts) -> float:
    """What the load is multiplied by; 1 where it is not changed."""
    value = facts.get("load_factor")
    return 1.0 if value is None else float(value)
