"""The receipt in words. Reasons are data; their sentences stand in the tables of this package, one for each step."""

from collections.abc import Mapping, Sequence

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from bot.texts.why import (
    choice,
    day,
    disruptions,
    effort,
    learning,
    load,
    otherwise,
    plan,
    review,
    safety,
    sets,
)
from bot.texts.why.between import short_reason
from bot.texts.why.sentences import Sentence
from core.engine.models import Reason
from core.services.explaining import Explained
from core.services.live import LiveExercise

TABLES = (plan, day, load, sets, choice, safety, disruptions, learning, review)
SENTENCES: Mapping[tuple[str, str], Sentence] = {
    (step, code): speak
    for table in TABLES
    for step, codes in table.SENTENCES.items()
    for code, speak in codes.items()
}


def why(t: Tongue, exercise: LiveExercise, told: Explained) -> Html:
    """Why this exercise is what it is today, what the last set changed, and what would be different."""
    selection = exercise.prescription.selection
    chosen = selection.reasons if selection is not None else ()
    day = (reason for reason in told.trace if reason.exercise_id in (None, exercise.exercise_id))
    reasons = [*day, *chosen, *exercise.prescription.reasons]
    lines = [t._("<b>Why {exercise} is what it is today</b>", exercise=names.exercise(t, exercise.name))]
    called = effort.called(t, exercise.prescription)
    found = (*said(t, reasons), *([called] if called is not None else []), *_instead(t, told))
    lines += [Html(f"• {words}") for words in found]
    for reason in exercise.progress.reasons:
        words = short_reason(t, reason, exercise)
        if words is not None:
            lines.append(t._("• Last set: {words}", words=words) if exercise.begun else Html(f"• {words}"))
    if not exercise.planned:
        lines.append(t._("• You added it yourself."))
    lines += _otherwise(t, exercise, told)
    sources = otherwise.sources(t, (reason for reason in reasons if sentence(t, reason) is not None))
    return Html("\n".join([*lines, *([sources] if sources is not None else [])]))


def _instead(t: Tongue, told: Explained) -> list[Html]:
    worded = [(other, words) for other in told.instead if (words := sentence(t, other.reason)) is not None]
    return otherwise.instead(t, worded)


def _otherwise(t: Tongue, exercise: LiveExercise, told: Explained) -> list[Html]:
    found = told.without or told.otherwise
    lines = otherwise.differences(t, found, exercise.exercise_id)
    if not lines:
        return []
    return [t._("<b>What if</b>"), *(Html(f"• {line}") for line in lines)]


def said(t: Tongue, reasons: Sequence[Reason]) -> list[Html]:
    """The sentences of some reasons, each once, in the order of the steps."""
    words = (sentence(t, reason) for reason in reasons)
    return list(dict.fromkeys(w for w in words if w is not None))


def said_of_lifts(t: Tongue, reasons: Sequence[Reason], called: Mapping[int, str]) -> list[Html]:
    """The same of a whole workout: what is about one lift names it."""
    lines: list[Html] = []
    for reason in reasons:
        words = sentence(t, reason)
        if words is None:
            continue
        name = called.get(reason.exercise_id) if reason.exercise_id is not None else None
        lines.append(words if name is None else Html(f"<b>{names.exercise(t, name)}</b>: {words}"))
    return list(dict.fromkeys(lines))


def sentence(t: Tongue, reason: Reason) -> Html | None:
    """One reason in words; None for one that a person need not read."""
    speak = SENTENCES.get((reason.step, reason.code))
    if speak is None:
        return None
    words = speak(t, reason.facts)
    return t._("{words} (Your own value.)", words=words) if reason.facts.get("own") else words


def after_red_flag(t: Tongue) -> Html:
    """No workout on a day with a warning sign."""
    return safety.after_red_flag(t, {})


def nothing(t: Tongue) -> Html:
    """There is no exercise to explain."""
    return t._("There is nothing to explain yet: the workout is empty.")
