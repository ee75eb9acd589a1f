"""What was learnt about somebody, asked before it counts."""

from collections.abc import Sequence

from bot.texts.tongue import Html, Tongue


def sign(t: Tongue, constant: str) -> Html:
    """What a constant stands for."""
    return {
        "soreness.VERY_SORE_LOAD": t._("Very sore muscles"),
        "readiness.VERY_LOW_LOAD": t._("Very low readiness"),
        "effort_history.HARDER_LOAD": t._("Harder workouts before"),
        "effort_history.MUCH_HARDER_LOAD": t._("Much harder workouts before"),
    }[constant]


def ask(t: Tongue, sentences: Sequence[Html]) -> Html:
    """A proposal: nothing changes before it is accepted."""
    title = t._("<b>I have learnt something about you</b>")
    return Html("\n".join([title, *sentences, t._("Use it from the next workout on?")]))


def use(t: Tongue) -> Html:
    """Accept."""
    return t._("Use it")


def leave(t: Tongue) -> Html:
    """Decline."""
    return t._("Leave it")


def used(t: Tongue) -> Html:
    """It counts from now on."""
    return t._("It counts from the next workout on. /learnt shows it and takes it back.")


def left(t: Tongue) -> Html:
    """Nothing was changed."""
    return t._("Nothing is changed. I ask again when more has been seen.")


def own(t: Tongue, sentences: Sequence[Html]) -> Html:
    """What differs for this athlete now."""
    if not sentences:
        return t._(
            "Nothing about you differs from the usual values yet. I tell you when I have learnt something."
        )
    return Html("\n".join([t._("<b>Your own values</b>"), *sentences]))


def value(t: Tongue, constant: str, own: float, usual: float) -> Html | None:
    """One own value; None for one that no sentence is about."""
    if not constant.endswith("_LOAD"):
        return None
    return t._(
        "{sign}: {own}% off instead of {usual}%.",
        sign=sign(t, constant),
        own=t.number(round(100 * (1 - own), 1)),
        usual=t.number(round(100 * (1 - usual), 1)),
    )


def take_back(t: Tongue) -> Html:
    """Back to the usual values."""
    return t._("Back to the usual")


def taken_back(t: Tongue) -> Html:
    """The usual values count again."""
    return t._("The usual values count again, from the next workout on.")
