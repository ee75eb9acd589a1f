"""How many sets: what the week and the last days leave room for, what a break needs, what the time allows."""

from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, _, n_


def _other_sport(t: Tongue, facts: Facts) -> Html:
    return (_SPORT_YESTERDAY if facts.get("days_ago") else _SPORT_TODAY)(t, facts)


_SPORT_YESTERDAY = _("{muscle}: other sport yesterday, so a set fewer.")
_SPORT_TODAY = _("{muscle}: other sport today, so a set fewer.")

SENTENCES: Sentences = {
    "weekly_volume": {
        "enough": _(
            "{muscle}: enough with today's other lifts (so far {week_sets} of at most {mrv_sets} sets this week), "
            "so fewer here."
        ),
        "full": _(
            "{muscle}: full with today's other lifts (so far {week_sets} of at most {mrv_sets} sets this week), "
            "so left out."
        ),
        "above_but_main": _("{muscle} is over the week's sets; the main lift stays."),
    },
    "volume_rise": {
        "held": _(
            "{muscle}: {usual_sets} sets at most in any of your last weeks, so {most_sets} at most in this one, "
            "and fewer here."
        ),
        "full": _(
            "{muscle}: {usual_sets} sets at most in any of your last weeks, so {most_sets} at most in this one: "
            "left out."
        ),
        "kept": _("{muscle}: many more sets than in your last weeks; the main lift stays."),
    },
    "volume_progression": {
        "hold": _("No set more than last week: {muscle} has not had enough of a rest for it."),
        "recovery": _("A set fewer than last week: the sets for {muscle} were too much."),
    },
    "top_up": {
        "too_little": _(
            "{muscle} would have {week_sets} of at least {mev_sets} sets this week, so two easy ones are added."
        ),
    },
    "recovery": {
        "trained_hard": _("{muscle} worked close to failure not long ago, so a set fewer."),
        "other_sport": _other_sport,
    },
    "frequency": {
        "again_today": _("{muscle} worked today already: no harder than {rpe} a second time."),
        "enough_today": _("{muscle} had enough sets today: left out."),
        "day_after_day": n_(
            "{muscle} worked hard {n} day in a row: no harder than {rpe} today.",
            "{muscle} worked hard {n} days in a row: no harder than {rpe} today.",
            "count",
        ),
        "no_rest_day": n_(
            "You trained {n} day in a row. A day of rest would do more than a workout.",
            "You trained {n} days in a row. A day of rest would do more than a workout.",
            "days",
        ),
    },
    "returning": {
        "after_break": _("Week {week} of {weeks} after the break: {share}% of the sets."),
        "after_flag": _(
            "Back after a warning sign, week {week} of {weeks}: fewer sets, as far as your clinician agrees."
        ),
    },
    "time": {
        "no_time": _("Left out to keep to {minutes} minutes."),
        "together": _("Some exercises are done in turns to keep to {minutes} minutes."),
        "fewer_sets": _("Fewer sets, to keep to {minutes} minutes."),
        "too_many_sets": n_(
            "A workout has at most {n} hard set here.",
            "A workout has at most {n} hard sets here.",
            "most_sets",
        ),
    },
}
