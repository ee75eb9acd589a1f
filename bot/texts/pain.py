"""What hurts, and warning signs: the questions about them, and what a report changes."""

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.engine.models import PainDecision, RedFlag
from core.services.live import LiveExercise


def pain_decision(t: Tongue, decision: PainDecision) -> Html:
    """What a pain report has changed."""
    if decision.stop_exercise:
        return t._(
            "Stopped. Leave this lift for today; if it does not settle in a few days, see a professional."
        )
    if decision.load_factor >= 1:
        return t._("Good. From the next workout on as planned.")
    percent = t.number(round((1 - decision.load_factor) * 100))
    return t._(
        "{percent}% lighter and no harder than RPE 7, for a week or until you tap here that it is gone. "
        "If it gets worse, stop.",
        percent=percent,
    )


def red_flag(t: Tongue) -> Html:
    """Training ends; emergency care is named."""
    return t._(
        "<b>Stop training now.</b> This can be an emergency. Call your emergency number (112, 911 or your local "
        "one), do not drive yourself, and do not stay alone. I have ended the workout and plan nothing more today."
    )


def red_flag_name(t: Tongue, flag: RedFlag) -> Html:
    """A warning sign on its button."""
    return {
        RedFlag.CHEST_PAIN: t._("Chest pain"),
        RedFlag.FAINTING: t._("Fainted"),
        RedFlag.BREATHLESS: t._("Breathless"),
        RedFlag.NUMBNESS: t._("Numbness"),
        RedFlag.BLADDER: t._("Bladder"),
        RedFlag.HEAD_INJURY: t._("Head injury"),
        RedFlag.DARK_URINE: t._("Dark urine"),
        RedFlag.HEAT: t._("Heat stroke"),
    }[flag]


def ask_pain(t: Tongue, exercise: LiveExercise) -> Html:
    """How much, and is it sharp?"""
    return t._(
        "<b>Pain on {exercise}.</b> How strong, 0 to 10? Sharp or stabbing counts more than the number.\n"
        "Is it one of the warning signs below? Then stop at once.",
        exercise=names.exercise(t, exercise.name),
    )


def sharp(t: Tongue) -> Html:
    """Sharp pain."""
    return t._("It is sharp")


def pain_level(t: Tongue, level: int) -> Html:
    """A strength of pain on its button."""
    return {
        0: t._("0 gone"),
        1: t._("1-2 little"),
        3: t._("3-4 some"),
        5: Html("5"),
        7: t._("6+ strong"),
    }[level]


def stop(t: Tongue) -> Html:
    """The short word on the screen."""
    return t._("Stop training now.")


def stopped_card(t: Tongue) -> Html:
    """The card after a warning sign."""
    return t._("<b>Workout stopped.</b> What you logged is kept.")
