"""What else could have been: the exercises that were not chosen, a day without its signs, and the sources."""

from collections.abc import Iterable, Sequence

from bot.texts import names
from bot.texts.day import run_words
from bot.texts.tongue import Html, Tongue
from core.engine.counterfactuals import (
    Change,
    HardBlock,
    LastEffort,
    NoCare,
    NoDisruptions,
    NoPain,
    NoPause,
    Readiness,
    Soreness,
    UsualConstants,
    Week,
    WeekSets,
)
from core.engine.models import Reason
from core.engine.sources import SOURCES, Confidence
from core.engine.what_if import READY, Difference
from core.services.explaining import Instead

MOST_INSTEAD = 3  # on a phone
SILENT_SOURCES = frozenset({"plan", "rounding"})  # said by their sentences


def instead(t: Tongue, others: Sequence[tuple[Instead, Html]]) -> list[Html]:
    """The nearest exercises that were not chosen, each with its reason in words."""
    told = [
        t._("{exercise} ({why})", exercise=names.exercise(t, other.name), why=why)
        for other, why in others[:MOST_INSTEAD]
    ]
    return [t._("Instead of: {exercises}.", exercises=Html(", ".join(told)))] if told else []


def differences(t: Tongue, found: Iterable[Difference], exercise_id: int) -> list[Html]:
    """What the exercise would be, one sentence for each change."""
    lines = []
    for difference in found:
        changed, when = difference.of(exercise_id), _when(t, difference.change)
        if changed is None or when is None:
            continue
        after = changed.after
        dose = run_words(t, after.target, after.sets) if after is not None else t._("left out")
        lines.append(t._("{when}: {dose}.", when=when, dose=dose))
    return lines


def sources(t: Tongue, reasons: Iterable[Reason]) -> Html | None:
    """Where the rules are from, with how far each can be trusted: A read in a study ... D our own choice."""
    told = dict.fromkeys(
        Html(f"{_name(t, key)} ({SOURCES[key].confidence.value})")
        for reason in reasons
        if (key := reason.source) in SOURCES and key not in SILENT_SOURCES
    )
    return t._("Sources: {sources}.", sources=Html(", ".join(told))) if told else None


def _name(t: Tongue, key: str) -> Html:
    source = SOURCES[key]
    if source.name is not None:
        return Html(source.name)
    return t._("coaching practice") if source.confidence is Confidence.C else t._("my own rules")


def _when(t: Tongue, change: Change) -> Html | None:
    """A change in words; None for one that is never offered here."""
    match change:
        case Soreness(muscle, level):
            words = names.muscle(t, muscle)
            fresh = level is not None and level <= 1
            return (
                t._("{muscle} not sore", muscle=words) if fresh else t._("{muscle} very sore", muscle=words)
            )
        case Readiness(level):
            return t._("Well rested") if level == READY else t._("Very tired")
        case WeekSets(muscle):
            return t._("{muscle} without a set so far this week", muscle=names.muscle(t, muscle))
        case Week():
            return t._("Next week")
    return _of_the_day(t, change)


def _of_the_day(t: Tongue, change: Change) -> Html | None:
    return {
        NoPause: t._("Without the pause"),
        LastEffort: t._("If the last workouts had felt as planned"),
        NoPain: t._("Without the pain"),
        NoDisruptions: t._("If nothing had come in between"),
        NoCare: t._("Without the care you asked for"),
        HardBlock: t._("In a hard week"),
        UsualConstants: t._("With the usual values"),
    }.get(type(change))
