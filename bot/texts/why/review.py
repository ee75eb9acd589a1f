"""What the review of a week proposes and advises, with what it rests on."""

from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, _
from core.engine.models import VolumeCounting

_A_SET_MORE = _(
    "{exercise} ({weekday}): {to_sets} sets instead of {from_sets} until this block ends. {muscle}: {week_sets} sets "
    "this week, where helping counts half; {mev_sets} to {mrv_sets} are useful. They went as planned or better and "
    "left you hardly sore."
)
_A_DIRECT_SET_MORE = _(
    "{exercise} ({weekday}): {to_sets} sets instead of {from_sets} until this block ends. {muscle}: {week_sets} sets "
    "this week, where helping does not count; {mev_sets} to {mrv_sets} are useful. They went as planned or better "
    "and left you hardly sore."
)


def _one_more(t: Tongue, facts: Facts) -> Html:
    """With how the muscle's sets are counted."""
    direct = facts.get("counting") == VolumeCounting.DIRECT
    return (_A_DIRECT_SET_MORE if direct else _A_SET_MORE)(t, facts)


SENTENCES: Sentences = {
    "review": {
        "stuck_lifts": _("An easy week next: {lifts} main lifts are stuck at once."),
        "low_recovery": _("An easy week next: low recovery on {days} of 7 days."),
        "stuck_weeks": _("An easy week next: a main lift has been stuck for {weeks}."),
        "smallest_steps": _("{exercise} has been stuck for {weeks}: take the smallest plates you have."),
        "lighter": _("{exercise} a point of RPE easier from now on: stuck for {weeks}."),
        "variation": _("{other} instead of {exercise}: stuck for {weeks}."),
        "fewer_sets": _("Half the sets of {exercise}, to build up anew: stuck for {weeks}."),
        "goal": _("{exercise} has been stuck for {weeks}. Is it still what you train for? /profile"),
        "felt_harder": _("A repetition more in reserve: the week felt {error_rpe} RPE harder than meant."),
        "too_much": _("{less_pct}% fewer sets: you got round to {done_pct}% of them."),
        "going_well": _("A week more of this block: {lifts} lifts go up."),
        "rotate": _("{other} instead of {exercise}, which you have done for {weeks}."),
        "one_more": _one_more,
    },
}
