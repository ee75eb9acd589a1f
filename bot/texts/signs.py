"""How a day differs from the usual ones, in words: what speaks for a tired day, and what it takes."""

from collections.abc import Callable, Mapping

from bot.texts import names
from bot.texts.sets import Facts
from bot.texts.tongue import Html, Tongue
from core.engine.fatigue import Channel
from core.engine.models import Muscle


def _sign(t: Tongue, channel: str) -> Html:
    return {
        Channel.PERFORMANCE: t._("the effort of the last workouts"),
        Channel.READINESS: t._("your readiness"),
        Channel.SORENESS: t._("your soreness"),
        Channel.SLEEP: t._("your sleep"),
        Channel.WEARABLE: t._("your device"),
        Channel.MOOD: t._("motivation and stress"),
    }[Channel(channel)]


def _signs(t: Tongue, f: Facts) -> Html:
    told = str(f.get("signs") or Channel.READINESS.value).split(", ")
    return Html(", ".join(_sign(t, channel) for channel in told))


def _taken(t: Tongue, f: Facts) -> Html:
    """Load, a set, or both."""
    factor = float(f.get("load_factor") or 1.0)
    percent = t.number(round((1.0 - factor) * 100.0, 1))
    if factor == 1.0:
        return t._("a set fewer")
    if f.get("sets"):
        return t._("{percent}% lighter and a set fewer", percent=percent)
    return t._("{percent}% lighter", percent=percent)


def _other_sport(t: Tongue, f: Facts) -> Html:
    muscle = names.muscle(t, Muscle(str(f["muscle"])))
    if f.get("days_ago"):
        return t._("{muscle}: other sport yesterday, so a set fewer.", muscle=muscle)
    return t._("{muscle}: other sport today, so a set fewer.", muscle=muscle)


SENTENCES: Mapping[tuple[str, str], Callable[[Tongue, Facts], Html]] = {
    ("readiness", "one_sign"): lambda t, f: t._(
        "Below your usual days: {signs}. So {what}.", signs=_signs(t, f), what=_taken(t, f)
    ),
    ("readiness", "several"): lambda t, f: t._(
        "Several signs agree: {signs}. So {what}.", signs=_signs(t, f), what=_taken(t, f)
    ),
    ("recovery", "trained_hard"): lambda t, f: t._(
        "{muscle} worked close to failure not long ago, so a set fewer.",
        muscle=names.muscle(t, Muscle(str(f["muscle"]))),
    ),
    ("recovery", "other_sport"): _other_sport,
    ("time", "no_time"): lambda t, f: t._(
        "One exercise is left out to keep to {minutes} minutes.", minutes=f["minutes"]
    ),
    ("time", "together"): lambda t, f: t._(
        "Some exercises are done in turns to keep to {minutes} minutes.", minutes=f["minutes"]
    ),
    ("time", "fewer_sets"): lambda t, f: t._(
        "Sets are left out to keep to {minutes} minutes.", minutes=f["minutes"]
    ),
    ("time", "too_many_sets"): lambda t, f: t.n_(
        "A workout has at most {n} hard set here.",
        "A workout has at most {n} hard sets here.",
        int(f.get("most_sets") or 0),
    ),
}
