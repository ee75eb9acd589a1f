"""The card's buttons: at most five in a row, short enough for a small phone."""

from decimal import Decimal

from bot.texts.tongue import Html, Tongue

STEP_KG, STEP_LB = Decimal("2.5"), Decimal(5)  # the plain step of a gym in either unit


def effort(t: Tongue, rpe: float) -> str:
    """An effort: the number alone, the card says what it means."""
    return str(t.number(rpe))


def light(t: Tongue) -> Html:
    """While a load is being found: it was light."""
    return t._("Light")


def done(t: Tongue) -> Html:
    """Done; how it felt is not said."""
    return t._("✓ Done")


def miss(t: Tongue) -> Html:
    """Not all reps."""
    return t._("Miss")


def warm(t: Tongue) -> Html:
    """All warm-ups at once."""
    return t._("Warmed up")


def fewer(t: Tongue) -> Html:
    """A rep less."""
    return t._("− rep")


def more(t: Tongue) -> Html:
    """A rep more."""
    return t._("+ rep")


def undo(t: Tongue) -> Html:
    """Take the last set back."""
    return t._("Undo")


def why(t: Tongue) -> Html:
    """Reasons."""
    return t._("Why?")


def what_if(t: Tongue) -> Html:
    """Another day, only asked for."""
    return t._("What if?")


def pain(t: Tongue) -> Html:
    """It hurts."""
    return t._("Pain")


def skip(t: Tongue) -> Html:
    """Leave the exercise out."""
    return t._("Skip lift")


def one_more(t: Tongue) -> Html:
    """A set that may come back."""
    return t._("Yes, one more set")


def enough(t: Tongue) -> Html:
    """No set comes back."""
    return t._("No, enough")


def next_lift(t: Tongue) -> Html:
    """From a lift added by hand back to the plan."""
    return t._("Next lift")


def finish(t: Tongue) -> Html:
    """End the workout."""
    return t._("Finish")


def back(t: Tongue) -> Html:
    """To the card."""
    return t._("Back")
