"""The plan: what a day is for, why blocks follow each other as they do, what to open a meet with."""

from bot.texts.why.sentences import Sentences, _, n_

SENTENCES: Sentences = {
    "plan": {
        "planned": _("The plan: {amount} at {rpe}."),
        "heavy": _("The plan: its heavy day, {amount} at {rpe}."),
        "rep": _("The plan: its day of more reps, {amount} at {rpe}."),
        "explosive": _("The plan: its fast day, {amount}. Move the bar fast and stop before it slows."),
        "deload": _("The plan: an easy week, {amount} at {rpe}."),
        "no_amrap": _("Sets to the limit are not for you here, so these are straight sets."),
    },
    "deload": {
        "by_history": _("In an easy week no more than {percent}% of the work of the weeks before."),
    },
    "macrocycle": {
        "most_days": _(
            "You asked for {asked} days. I plan {days}: a day of rest a week is part of training."
        ),
        "towards_event": _(
            "The plan leads to your date: its last {taper_weeks} weeks have half the sets and stay heavy until a week "
            "before."
        ),
        "in_season": n_(
            "{n} match or race ahead: fewer days and sets in its week, and nothing on its eve.",
            "{n} matches or races ahead: fewer days and sets in their weeks, and nothing on their eves.",
            "matches",
        ),
        "restoration": n_(
            "After so many weeks {n} easy one: two days, half the sets.",
            "After so many weeks {n} easy ones: two days, half the sets.",
            "weeks",
        ),
        "novice": _("No easy weeks are planned yet: at the start one comes only when it is needed."),
    },
    "attempts": {
        "opener": _(
            "Open with {load_g}: I estimate your one-rep max at {e1rm_g} (between {low_g} and {high_g}), and an "
            "opener goes on any day."
        ),
    },
    "training_age": {
        "history": _("Your training so far shows another level than you said, so I plan for what it shows."),
    },
}
