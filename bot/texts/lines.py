"""Answers to typed lines: what was understood, what is unclear, and the nearest example."""

from collections.abc import Sequence

from bot.texts import names
from bot.texts.sets import logged_words
from bot.texts.targets import count_words, load_words
from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import load as fact_load
from core.engine.models import LoadMode, Reason
from core.notation.values import Entry, RejectCode, Rejected
from core.services.lines import Corrected
from core.services.live import LiveExercise
from core.services.training import Logged


def logged(t: Tongue, result: Logged) -> Html:
    """What was saved, as it was understood."""
    sets = [logged_words(t, s, result.exercise) for s in result.sets]
    return Html(f"✓ {names.exercise(t, result.exercise.name)}: {', '.join(sets)}")


def logged_on(t: Tongue, result: Logged) -> Html:
    """What was saved on a day that is over."""
    return t._("{sets} on {date}", sets=logged(t, result), date=t.date(result.workout.local_date))


def corrected(t: Tongue, result: Corrected) -> Html:
    """What an edited message has changed."""
    parts = [t.n_("{n} set corrected", "{n} sets corrected", result.changed)] if result.changed else []
    added, taken_back = len(result.sets) - result.changed, len(result.before) - result.changed
    if added:
        parts.append(t.n_("{n} set added", "{n} sets added", added))
    if taken_back:
        parts.append(t.n_("{n} set taken back", "{n} sets taken back", taken_back))
    return Html("✓ " + ", ".join(parts))


def which_exercise(t: Tongue, typed: str, *, known_nothing_near: bool) -> Html:
    """The name is unknown."""
    if known_nothing_near:
        return t._("I do not know “{typed}” yet. Add it as an exercise of yours?", typed=typed)
    return t._("Which exercise is “{typed}”?", typed=typed)


def add_exercise(t: Tongue, typed: str) -> Html:
    """The typed name as a new exercise."""
    return t._("New: {typed}", typed=typed)


def no_set(t: Tongue) -> Html:
    """It was not a set."""
    return t._("Not a set")


def dropped(t: Tongue) -> Html:
    """Nothing was logged."""
    return t._("Fine, nothing was logged.")


def which_reading(t: Tongue, text: str) -> Html:
    """The numbers can mean two things."""
    return t._("“{text}” can mean two things. Which one?", text=text)


def reading(t: Tongue, entries: Sequence[Entry]) -> Html:
    """One reading of the numbers, short enough for a button."""
    if len(entries) > 1 and len(set(entries)) == 1:
        first = entries[0]
        return Html(f"{len(entries)} × {count_words(t, first)}{_effort(t, first)} · {_load(t, first)}")
    told = (f"{_load(t, each)} × {count_words(t, each)}{_effort(t, each)}" for each in entries[:3])
    return Html(", ".join(told))


def _load(t: Tongue, entry: Entry) -> Html:
    return load_words(t, entry.load_g, LoadMode.BAR, body_weight=entry.body_weight)


def _effort(t: Tongue, entry: Entry) -> str:
    """As it is typed: @8.5."""
    return "" if entry.rpe is None else f" @{t.number(entry.rpe)}"


def no_exercise(t: Tongue) -> Html:
    """A set for no workout."""
    return t._(
        "Which exercise was that? Write it in front, for example <code>bench 100x5</code>, or open /today."
    )


def unusual(t: Tongue, reason: Reason, exercise: LiveExercise) -> Html:
    """Far above what was expected: is it right?"""
    name = names.exercise(t, exercise.name)
    facts = reason.facts
    if reason.code == "load":
        return t._(
            "{name}: {load} is far more than the {expected} or so I expected. It is saved. Is it right?",
            name=name,
            load=fact_load(t, facts, "load_g"),
            expected=fact_load(t, facts, "expected_g", about=True),
        )
    return t._(
        "{name}: {reps} reps is far more than the {expected} or so I expected. It is saved. Is it right?",
        name=name,
        reps=facts["reps"],
        expected=facts["expected_reps"],
    )


def right(t: Tongue) -> Html:
    """It is right."""
    return t._("It is right")


def wrong(t: Tongue) -> Html:
    """It was a slip."""
    return t._("Take it back")


def confirmed(t: Tongue) -> Html:
    """Learnt."""
    return t._("Good, it counts. Strong.")


def taken_back(t: Tongue) -> Html:
    """Gone."""
    return t._("Taken back. Type it again as it was.")


def undone(t: Tongue, text: str) -> Html:
    """A set was taken back."""
    return t._("Taken back: {set}", set=text)


def rejected(t: Tongue, why: Rejected) -> Html:
    """It was meant as a set, but cannot be one."""
    example = t._("For example: <code>100x5@8</code>")
    return Html(f"{_why(t, why)} {example}")


def _why(t: Tongue, why: Rejected) -> Html:
    return {
        RejectCode.TEXT_TOO_LONG: t._("That is too long for a set; I keep notes short."),
        RejectCode.LOAD_TOO_HEAVY: t._("No one lifts that: loads go up to 1,000 kg."),
        RejectCode.LOAD_NEGATIVE: t._("A load cannot be below zero. With assistance, write bw-20x5."),
        RejectCode.LOAD_TOO_FINE: t._("That load is finer than I can keep."),
        RejectCode.LOAD_UNCLEAR: t._("One, or a thousand? Write the load without a thousands mark."),
        RejectCode.LOAD_UNKNOWN: t._("I do not know which load you mean."),
        RejectCode.REPS_ZERO: t._("A set has at least one rep. If you missed it, write fail."),
        RejectCode.REPS_TOO_MANY: t._("That is more than 100 reps; split it into sets."),
        RejectCode.REPS_NOT_WHOLE: t._("Reps are whole numbers."),
        RejectCode.REPS_UNKNOWN: t._("I do not know how many reps you mean."),
        RejectCode.SETS_ZERO: t._("That would be no set at all."),
        RejectCode.SETS_TOO_MANY: t._("That is more than 20 sets in one message; send them in parts."),
        RejectCode.SETS_NOT_WHOLE: t._("Sets are whole numbers."),
        RejectCode.DURATION_ZERO: t._("A hold lasts at least a second."),
        RejectCode.DURATION_TOO_LONG: t._("That is longer than four hours."),
        RejectCode.DISTANCE_ZERO: t._("A distance is at least a metre."),
        RejectCode.DISTANCE_TOO_LONG: t._("That is further than 500 km."),
        RejectCode.RPE_OUT_OF_RANGE: t._("RPE goes up to 10."),
        RejectCode.RPE_NOT_IN_HALVES: t._("RPE goes in halves: 8 or 8.5."),
        RejectCode.NOTHING_TO_REPEAT: t._("There is no set to repeat yet."),
    }[why.code]


def not_a_line(t: Tongue) -> Html:
    """Chat, a question, a number that is no set."""
    return t._(
        "I did not understand that. Sets look like <code>bench 100x5@8</code>. /today is your workout, "
        "/help shows more."
    )


def no_command(t: Tongue) -> Html:
    """A command that does not exist."""
    return t._("There is no such command. /help names those that there are, /today is your workout.")


def nothing_to_correct(t: Tongue) -> Html:
    """An edited message that never was a set."""
    return t._("I could not read the corrected message as sets, so nothing was changed.")


def no_pictures(t: Tongue) -> Html:
    """A sticker, a photo, a voice message."""
    return t._("I can read text only, for now. Type your set, for example <code>100x5@8</code>")
