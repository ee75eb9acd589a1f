"""What came in between, and what each thing takes from a workout."""

from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, _, factor, told, whole


def _eased(t: Tongue, facts: Facts) -> Html:
    return t._("{kind}: {what}.", kind=told(t, facts, "kind"), what=_taken(t, facts))


def _rehab(t: Tongue, facts: Facts) -> Html:
    return t._(
        "{kind}: {what}. It counts for no record and changes no estimate.",
        kind=told(t, facts, "kind"),
        what=_taken(t, facts),
    )


def _taken(t: Tongue, facts: Facts) -> Html:
    """What it takes, one thing after the other."""
    parts: list[Html] = []
    reps, sets = -whole(facts, "reps"), -whole(facts, "sets")
    if factor(facts) < 1.0:
        parts.append(t._("{percent}% lighter", percent=told(t, facts, "load_factor")))
    if reps > 0:
        parts.append(t.n_("{n} rep fewer in a set", "{n} reps fewer in a set", reps))
    if sets > 0:
        parts.append(t.n_("{n} set fewer", "{n} sets fewer", sets))
    if facts.get("rpe") is not None:
        parts.append(t._("no harder than {effort}", effort=told(t, facts, "rpe")))
    return Html(", ".join(parts))


SENTENCES: Sentences = {
    "disruptions": {
        "eased": _eased,
        "rehab": _rehab,
        "stopped": _("{kind}: left out until it is over."),
        "noted": _("{kind}: noted, it changes nothing here."),
        "missing_equipment": _("Equipment is missing just now, so I replace what I can."),
        "no_training": _("{kind}: no training until it is over."),
    },
}
