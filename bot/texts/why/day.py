"""How the day is: what was said before the workout, what speaks for a tired day, and what it takes."""

from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, _, factor, told
from core.engine.fatigue import Channel


def _low(t: Tongue, facts: Facts) -> Html:
    if factor(facts) == 1.0:
        return _A_SET_FEWER(t, facts)
    return (_LIGHTER_AND_FEWER if facts.get("sets") else _LIGHTER)(t, facts)


_A_SET_FEWER = _("Readiness {readiness} of 5: a set fewer.")
_LIGHTER = _("Readiness {readiness} of 5: {load_factor}% lighter.")
_LIGHTER_AND_FEWER = _("Readiness {readiness} of 5: {load_factor}% lighter and a set fewer.")


def _sore(t: Tongue, facts: Facts) -> Html:
    return (_SORE_LIGHTER if factor(facts) < 1.0 else _SORE)(t, facts)


_SORE = _("{muscle} sore ({soreness} of 5): a set fewer.")
_SORE_LIGHTER = _("{muscle} sore ({soreness} of 5): {load_factor}% lighter and a set fewer.")


def _one_sign(t: Tongue, facts: Facts) -> Html:
    return t._("Below your usual days: {signs}. So {what}.", signs=_signs(t, facts), what=_taken(t, facts))


def _several(t: Tongue, facts: Facts) -> Html:
    return t._("Several signs agree: {signs}. So {what}.", signs=_signs(t, facts), what=_taken(t, facts))


def _signs(t: Tongue, facts: Facts) -> Html:
    named = str(facts.get("signs") or Channel.READINESS.value).split(", ")
    return Html(", ".join(_sign(t, channel) for channel in named))


def _sign(t: Tongue, channel: str) -> Html:
    return {
        Channel.PERFORMANCE: t._("the effort of the last workouts"),
        Channel.READINESS: t._("your readiness"),
        Channel.SORENESS: t._("your soreness"),
        Channel.SLEEP: t._("your sleep"),
        Channel.WEARABLE: t._("your device"),
        Channel.MOOD: t._("motivation and stress"),
    }[Channel(channel)]


def _taken(t: Tongue, facts: Facts) -> Html:
    """Load, a set, or both."""
    if factor(facts) == 1.0:
        return t._("a set fewer")
    percent = told(t, facts, "load_factor")
    if facts.get("sets"):
        return t._("{percent}% lighter and a set fewer", percent=percent)
    return t._("{percent}% lighter", percent=percent)


SENTENCES: Sentences = {
    "check_in": {
        "unknown": _("No check-in: I take you neither for fresh nor for tired."),
        "repeated": _("Check-in: the same as last time."),
    },
    "readiness": {"low": _low, "one_sign": _one_sign, "several": _several},
    "soreness": {
        "sore": _sore,
        "light_instead": _("{muscle} very sore: light work only."),
        "too_sore": _("{muscle} very sore: left out today."),
    },
    "guard": {
        "not_so_much": _("Together that would cut too much, so I cut less."),
    },
    "rest_day": {
        "all_sore": _("Every muscle that today needs is very sore. Rest is training, too."),
        "nothing_left": _("Nothing sensible is left of today's workout."),
        "disrupted": _("So today is a rest day."),
    },
}
