"""What came in between, in words: its kinds, and what each takes from a workout."""

from collections.abc import Callable, Mapping

from bot.texts.sets import Facts, rpe_words
from bot.texts.tongue import Html, Tongue
from core.engine.models import DisruptionKind


def kind(t: Tongue, of: DisruptionKind) -> Html:
    """What came in between."""
    return {
        DisruptionKind.INJURY: t._("Injury"),
        DisruptionKind.ILLNESS: t._("Illness"),
        DisruptionKind.TRAVEL: t._("Travel"),
        DisruptionKind.FATIGUE: t._("Exhaustion"),
        DisruptionKind.EQUIPMENT_UNAVAILABLE: t._("No equipment"),
        DisruptionKind.OTHER: t._("Something else"),
    }[of]


def _kind(t: Tongue, f: Facts) -> Html:
    return kind(t, DisruptionKind(str(f["kind"])))


def _taken(t: Tongue, f: Facts) -> Html:
    """What it takes, one thing after the other."""
    parts: list[Html] = []
    factor, rpe = float(f.get("load_factor") or 1.0), f.get("rpe")
    reps, sets = -int(f.get("reps") or 0), -int(f.get("sets") or 0)
    if factor < 1.0:
        parts.append(t._("{percent}% lighter", percent=t.number(round((1.0 - factor) * 100.0, 1))))
    if reps > 0:
        parts.append(t.n_("{n} rep fewer in a set", "{n} reps fewer in a set", reps))
    if sets > 0:
        parts.append(t.n_("{n} set fewer", "{n} sets fewer", sets))
    if rpe is not None:
        parts.append(t._("no harder than {effort}", effort=rpe_words(t, float(rpe))))
    return Html(", ".join(parts))


SENTENCES: Mapping[tuple[str, str], Callable[[Tongue, Facts], Html]] = {
    ("disruptions", "eased"): lambda t, f: t._("{kind}: {what}.", kind=_kind(t, f), what=_taken(t, f)),
    ("disruptions", "rehab"): lambda t, f: t._(
        "{kind}: {what}. It counts for no record and changes no estimate.",
        kind=_kind(t, f),
        what=_taken(t, f),
    ),
    ("disruptions", "stopped"): lambda t, f: t._("{kind}: left out until it is over.", kind=_kind(t, f)),
    ("disruptions", "noted"): lambda t, f: t._("{kind}: noted, it changes nothing here.", kind=_kind(t, f)),
    ("disruptions", "missing_equipment"): lambda t, f: t._(
        "Equipment is missing just now, so I replace what I can."
    ),
    ("disruptions", "no_training"): lambda t, f: t._(
        "{kind}: no training until it is over.", kind=_kind(t, f)
    ),
    ("rest_day", "disrupted"): lambda t, f: t._("So today is a rest day."),
}
