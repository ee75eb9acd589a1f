"""What keeps people safe: pain, warning signs, ceilings, and why a max is not tested today."""

from bot.texts.tongue import Html, Tongue
from bot.texts.why.sentences import Facts, Sentences, _, told, whole


def _limit(t: Tongue, facts: Facts) -> Html:
    parts: list[Html] = []
    if facts.get("most_load_g") is not None:
        parts.append(t.load(whole(facts, "most_load_g")))
    if facts.get("most_sets") is not None:
        parts.append(t.n_("{n} set", "{n} sets", whole(facts, "most_sets")))
    if facts.get("rpe") is not None:
        parts.append(told(t, facts, "rpe"))
    return t._("A limit holds: at most {what}.", what=Html(", ".join(parts)))


after_red_flag = _("You reported a warning sign today. No training before a doctor has seen it.")

SENTENCES: Sentences = {
    "red_flag": {"red_flag": after_red_flag},
    "pain": {
        "lighter": _("It hurt ({level} of 10): {load_factor}% lighter, no harder than RPE 7."),
        "sharp": _("Sharp pain: left out until it has settled."),
        "strong": _("It hurt a lot: left out until it has settled."),
        "not_settled": _(
            "It had not settled by the next morning: left out until it has. If it stays, let a clinician look at it."
        ),
        "rising": _(
            "It hurts more than last week: left out, and a clinician should look at it before we go on."
        ),
    },
    "ceilings": {
        "careful": _("You asked for care, so no harder than {rpe}."),
        "top_effort": _("I never plan harder than {rpe}."),
        "easy_block": _("An easy week: no harder than {rpe}."),
    },
    "people": {
        "minor": _(
            "You are under 18: sets of at least {reps} reps, no harder than {rpe}, and no tests of a max."
        ),
        "pregnancy": _(
            "For now sets of at least {reps} reps, no harder than {rpe}, as far as your clinician agrees. "
            "Keep breathing: no holding your breath."
        ),
        "on_the_back": _("Nothing lying on your back during pregnancy: left out."),
        "alone": _(
            "Nothing that I know of catches the bar here, so no harder than {rpe}. Pins or a spotter? /profile"
        ),
    },
    "limits": {
        "at_most": _limit,
        "avoid": _("A limit rules it out, so it is left out: /limit"),
    },
    "test": {
        "minor": _(
            "No test of a max and no set to the limit under 18: good sets make you stronger just as well."
        ),
        "age_unknown": _(
            "No test before I know that you are 18 or older. Your birth date fits into /profile."
        ),
        "expecting": _("No tests and no limits during pregnancy. They will wait for you."),
        "postpartum": _("No tests and no limits for now: first your clinician's yes."),
        "careful": _("You asked for care, so no tests and no sets to the limit."),
        "alone": _("Not alone under a bar: set pins or ask a spotter, say so in /profile, then we can."),
        "red_flag": after_red_flag,
        "unwell": _("First well again for a week or so, then a test."),
        "pain": _("Something hurt in the last days, so no test today."),
        "not_asked": _("A test needs a check-in: how sore and how ready are you?"),
        "sore": _("Too sore for a test today. A few days more will show more."),
        "tired": _("Not ready enough for a test today. It can wait for a better day."),
        "never_done": _("A max of a lift is tested when it has been trained for a while."),
        "not_rested": _("These muscles worked hard in the last three days: test it rested."),
        "back_again": _("First some workouts after the break, then a test."),
    },
}
