"""The load and its repetitions: what strength is behind them, how they were rounded, how they go on from last time."""

from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, _, factor, n_, told


def _first_time(t: Tongue, facts: Facts) -> Html:
    return (_LIGHTER_FIRST if factor(facts) < 1.0 else _FEW_FIRST)(t, facts)


def _reps_as_planned(t: Tongue, facts: Facts) -> Html:
    return (_REPS_ALONE if facts.get("rpe") is None else _REPS_AND_EFFORT)(t, facts)


def _nearest(t: Tongue, facts: Facts) -> Html:
    wanted, loaded = told(t, facts, "wanted_g"), told(t, facts, "load_g")
    return (_AS_IT_IS if wanted == loaded else _ROUNDED)(t, facts)


_AS_IT_IS = _("{load_g} is a load that you can make.")
_ROUNDED = _("{wanted_g} is rounded to {load_g}, which you can load.")
_LIGHTER_FIRST = _("You have not done it before: {load_factor}% lighter and few sets.")
_FEW_FIRST = _("You have not done it before: few sets, and well short of your limit.")
_REPS_ALONE = _("Reps as planned.")
_REPS_AND_EFFORT = _("Reps as planned; stop at {rpe}.")

SENTENCES: Sentences = {
    "strength": {
        "load_for_effort": _(
            "I estimate your one-rep max at {e1rm_g} (between {low_g} and {high_g}). So {full_g} × {reps} is {rpe}."
        ),
        "explosive": _("Fast work is light: {percent}% of your estimated one-rep max of {e1rm_g}."),
        "unknown": _("I know no max of yours here, so we start at {from_g} and go up in steps."),
        "guessed": _(
            "No set of yours here yet: a guess from {from_exercise}, so a tenth lighter today. Go by feel."
        ),
        "elsewhere": _(
            "Another place, another machine: a guess from yours elsewhere, so a tenth lighter today. Go by feel."
        ),
        "not_today": _("A lift without a known load is left out: today is no day to find it."),
    },
    "own": {
        "load_per_rpe": _(
            "From set to set {load_per_rpe}% of the load for each RPE point, which is your own value."
        ),
    },
    "rounding": {
        "nearest": _nearest,
        "reps_moved": _(
            "The nearest to {wanted_g} for today is {load_g}, so the reps change: {load_g} × {reps}."
        ),
        "too_heavy": _("Even the lightest load here is too heavy for it today."),
    },
    "rise": {
        "held": _(
            "No more than a tenth above what you lifted lately: at most {most_g}, and reps rise instead."
        ),
    },
    "effort_history": {
        "felt_harder": _("Your last workouts felt harder than planned, so {load_factor}% lighter."),
    },
    "layoff": {
        "back_again": n_(
            "{n} day since you last trained: {load_factor}% lighter to begin with.",
            "{n} days since you last trained: {load_factor}% lighter to begin with.",
            "days_off",
        ),
    },
    "first_exposure": {"first_time": _first_time},
    "authored": {
        "as_written": _("The sets are as their author wrote them."),
        "estimate": _("I estimate your one-rep max at {e1rm_g} (between {low_g} and {high_g})."),
        "sets_kept": _("Today asks for fewer sets; written ones stay, only lighter."),
        "no_amrap": _("Sets to the limit are not for you here, so these end at their reps."),
    },
    "double_progression": {
        "up": _("Every set reached the end of its range, so the next load: {load_g} × {reps}."),
        "again": _("{load_g} until every set reaches the end of its range."),
        "lighter_day": _("Your last day was a lighter one, so you go on from {earned_g}."),
        "down": _("Twice below the range, so one load lighter: {load_g}."),
        "more_reps": _("The next load is too big a step, so first {reps} reps with {load_g}."),
    },
    "apre": {
        "from_strength": _("I estimate {reps} reps to the limit at {load_g}."),
        "from_last_time": _("Your last set of last time was {last_g} × {last_reps}, so {load_g} now."),
    },
    "unloaded": {
        "reps_from_plan": _reps_as_planned,
        "reps_from_last_time": _("Reps from what you did last time."),
        "hold_from_last_time": _("As long as last time, or longer where it was easy."),
        "way_from_last_time": _("As far as last time, or further where it was easy."),
        "help_by_feel": _(
            "Take as much help as you need for these reps, and type it: next time it will be less."
        ),
        "help_as_last_time": _("The same help as last time."),
        "less_help": _("More reps than planned last time, so less help today."),
    },
    "warm_ups": {
        "standard": _("Warm-ups at 40, 60, 75 and 90% of the work load, as far as they differ."),
        "own": _("Warm-ups the way that is set for this lift."),
    },
}
