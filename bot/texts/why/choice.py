"""Which exercise: why this one, why not another, and what the kit has to do with it."""

from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, _, n_
from core.engine.models import Role


def _chosen(t: Tongue, facts: Facts) -> Html:
    return (_MAIN if facts.get("role") == Role.MAIN.value else _ACCESSORY)(t, facts)


_MAIN = _("Chosen as a main lift: its load can grow furthest, and it was used least.")
_ACCESSORY = _("Chosen for the muscles that your week still lacks.")

SENTENCES: Sentences = {
    "choice": {
        "chosen": _chosen,
        "practised": _(
            "Chosen as a main lift: its load can grow furthest. It comes each time, for strength is practice, too."
        ),
        "stand_in": _("Of what your kit allows it trains most of the same muscles."),
        "as_planned": _("It stands so in your plan."),
    },
    "alternative": {
        "no_kit": _("needs other kit"),
        "too_advanced": _("for later"),
        "taken": _("in this workout already"),
        "enough": _("its muscles have enough to do"),
        "back_rests": _("the lower back rests here"),
        "hurts": _("it hurt lately"),
        "not_kept": _("not in the block before"),
        "no_main_lift": _("no main lift"),
        "main_lift": _("a main lift"),
        "less_of_muscles": _("trains less of what is needed"),
        "used_lately": _("used already, so it waits its turn"),
        "less_loading": _("its load can grow less far"),
        "stands_later": _("just as good"),
    },
    "kit": {
        "substituted": _("It stands in for an exercise that your kit does not allow."),
        "not_in_library": _("An exercise is left out: it is in no library any more."),
        "corrected": _("Other things stand here than I thought, so the loads changed."),
        "not_here": _("It cannot be done with what stands here."),
        "no_kit": _("Left out: your kit does not allow it."),
    },
    "auxiliary": {
        "its_turn": _("It is this block's turn among the lift's auxiliaries."),
    },
    "rotation": {
        "changed": n_(
            "Every {n} week some accessories change.", "Every {n} weeks some accessories change.", "weeks"
        ),
    },
}
