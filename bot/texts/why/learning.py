"""What was learnt about somebody: what a sign costs them, and what would be taken off for it."""

from bot.texts import learning
from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, told


def _learnt(t: Tongue, facts: Facts) -> Html:
    felt_pct = facts.get("felt_pct")
    return t._(
        "{sign}: in {workouts} workouts it felt as if that cost you {felt}% of your strength. I would take "
        "{after}% off for it, not {before}%.",
        sign=learning.sign(t, str(facts["constant"])),
        workouts=told(t, facts, "workouts"),
        felt=t.number(max(round(0.0 if felt_pct is None else float(felt_pct), 1), 0)),
        before=told(t, facts, "from_pct"),
        after=told(t, facts, "to_pct"),
    )


SENTENCES: Sentences = {"learning": {"takes_less": _learnt, "takes_more": _learnt}}
