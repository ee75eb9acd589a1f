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


_ON_THE_WAY_BACK = _(
    "Step {rung} of {rungs} on the way back. A week of workouts with little pain leads to the next, as far as your "
    "clinician agrees."
)

SENTENCES: Sentences = {
    "disruptions": {
        "eased": _eased,
        "rehab": _rehab,
        "stopped": _("{kind}: left out until it is over."),
        "noted": _("{kind}: noted, it changes nothing here."),
        "missing_equipment": _("Equipment is missing just now, so I replace what I can."),
        "no_training": _("{kind}: no training until it is over."),
    },
    "rehab": {
        "begin": _ON_THE_WAY_BACK,
        "step": _ON_THE_WAY_BACK,
        "up": _("It went well, so a step further: {rung} of {rungs} on the way back."),
        "back": _(
            "It hurt more, so a step back: {rung} of {rungs}. If it stays, let a clinician look at it."
        ),
        "not_said": _(
            "I do not know how it felt afterwards, so it stays at step {rung} of {rungs} on the way back."
        ),
        "done": _("All steps of the way back are done: as planned again."),
    },
}
