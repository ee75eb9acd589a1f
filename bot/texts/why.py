"""The receipt in words: every reason of the engine as one sentence. Reasons are data; the words are here."""

from collections.abc import Callable, Mapping, Sequence

from bot.texts import disruptions, learning, names, otherwise, planned, signs
from bot.texts.sets import Facts, fact_load, rpe_words, short_reason
from bot.texts.tongue import Html, Tongue
from core.engine.models import Muscle, PainDecision, Reason, RedFlag, Role
from core.services.explaining import Explained
from core.services.live import LiveExercise


def why(t: Tongue, exercise: LiveExercise, told: Explained) -> Html:
    """Why this exercise is what it is today, what the last set changed, and what would be different."""
    selection = exercise.prescription.selection
    chosen = selection.reasons if selection is not None else ()
    reasons = [*told.trace, *chosen, *exercise.prescription.reasons]
    lines = [t._("<b>Why {exercise} is what it is today</b>", exercise=names.exercise(t, exercise.name))]
    lines += [Html(f"• {words}") for words in (*said(t, reasons), *_instead(t, told))]
    for reason in exercise.progress.reasons:
        words = short_reason(t, reason)
        if words is not None:
            lines.append(t._("• Last set: {words}", words=words))
    if not exercise.planned:
        lines.append(t._("• You added it yourself."))
    lines += _otherwise(t, exercise, told)
    sources = otherwise.sources(t, (reason for reason in reasons if sentence(t, reason) is not None))
    return Html("\n".join([*lines, *([sources] if sources is not None else [])]))


def _instead(t: Tongue, told: Explained) -> list[Html]:
    worded = [(other, words) for other in told.instead if (words := sentence(t, other.reason)) is not None]
    return otherwise.instead(t, worded)


def _otherwise(t: Tongue, exercise: LiveExercise, told: Explained) -> list[Html]:
    found = told.without or told.otherwise
    lines = otherwise.differences(t, found, exercise.exercise_id)
    if not lines:
        return []
    return [t._("<b>What if</b>"), *(Html(f"• {line}") for line in lines)]


def said(t: Tongue, reasons: Sequence[Reason]) -> list[Html]:
    """The sentences of some reasons, each once, in the order of the steps."""
    words = (sentence(t, reason) for reason in reasons)
    return list(dict.fromkeys(w for w in words if w is not None))


def sentence(t: Tongue, reason: Reason) -> Html | None:
    """One reason in words; None for one that a person need not read."""
    speak = SENTENCES.get((reason.step, reason.code))
    if speak is None:
        return None
    words = speak(t, reason.facts)
    return t._("{words} (Your own value.)", words=words) if reason.facts.get("own") else words


def _chosen(t: Tongue, f: Facts) -> Html:
    if f.get("role") == Role.MAIN.value:
        return t._("Chosen as a main lift: its load can grow furthest, and it was used least.")
    return t._("Chosen for the muscles that your week still lacks.")


def _percent(t: Tongue, facts: Facts) -> Html:
    factor = float(facts.get("load_factor") or 1.0)
    return t.number(round((1 - factor) * 100, 1))


def _g(facts: Facts, name: str) -> int:
    return int(facts.get(name) or 0)


def _muscle(t: Tongue, facts: Facts) -> Html:
    return names.muscle(t, Muscle(str(facts["muscle"])))


def _strength(t: Tongue, f: Facts) -> Html:
    return t._(
        "I estimate your one-rep max at {e1rm} (between {low} and {high}). So {load} × {reps} is {effort}.",
        e1rm=fact_load(t, f, "e1rm_g", about=True),
        low=fact_load(t, f, "low_g", about=True),
        high=fact_load(t, f, "high_g", about=True),
        reps=f["reps"],
        effort=rpe_words(t, float(f["rpe"] or 0)),
        load=fact_load(t, f, "full_g", about=True),
    )


def _unknown_strength(t: Tongue, f: Facts) -> Html:
    return t._(
        "I know no max of yours here, so we start at {load} and go up in steps.", load=t.load(_g(f, "from_g"))
    )


def _effort(t: Tongue, f: Facts) -> Html:
    rpe = f.get("rpe")
    return rpe_words(t, float(rpe)) if rpe is not None else t._("no target effort")


def _rounded(t: Tongue, f: Facts) -> Html:
    return t._(
        "{wanted} is rounded to {load}, which you can load.",
        wanted=fact_load(t, f, "wanted_g", about=True),
        load=fact_load(t, f, "load_g"),
    )


def _reps_moved(t: Tongue, f: Facts) -> Html:
    return t._(
        "No load near {wanted} exists here, so the reps change: {load} × {reps}.",
        wanted=fact_load(t, f, "wanted_g", about=True),
        reps=f["reps"],
        load=fact_load(t, f, "load_g"),
    )


def _readiness(t: Tongue, f: Facts) -> Html:
    ready, percent = f["readiness"], _percent(t, f)
    if float(f.get("load_factor") or 1.0) == 1.0:
        return t._("Readiness {ready} of 5: a set fewer.", ready=ready)
    if f.get("sets"):
        return t._(
            "Readiness {ready} of 5: {percent}% lighter and a set fewer.", ready=ready, percent=percent
        )
    return t._("Readiness {ready} of 5: {percent}% lighter.", ready=ready, percent=percent)


def _sore(t: Tongue, f: Facts) -> Html:
    if float(f.get("load_factor") or 1.0) < 1.0:
        return t._(
            "{muscle} sore ({soreness} of 5): {percent}% lighter and a set fewer.",
            muscle=_muscle(t, f),
            soreness=f["soreness"],
            percent=_percent(t, f),
        )
    return t._("{muscle} sore ({soreness} of 5): a set fewer.", muscle=_muscle(t, f), soreness=f["soreness"])


def _history(t: Tongue, f: Facts) -> Html:
    return t._("Your last workouts felt harder than planned, so {percent}% lighter.", percent=_percent(t, f))


def _layoff(t: Tongue, f: Facts) -> Html:
    return t.n_(
        "{n} day since you last trained: {percent}% lighter to begin with.",
        "{n} days since you last trained: {percent}% lighter to begin with.",
        _g(f, "days_off"),
        percent=_percent(t, f),
    )


def _limit(t: Tongue, f: Facts) -> Html:
    parts: list[Html] = []
    if f.get("most_load_g") is not None:
        parts.append(t.load(_g(f, "most_load_g")))
    if f.get("most_sets") is not None:
        parts.append(t.n_("{n} set", "{n} sets", _g(f, "most_sets")))
    if f.get("rpe") is not None:
        parts.append(_effort(t, f))
    return t._("Your coach's limit holds: at most {what}.", what=Html(", ".join(parts)))


def _top_up(t: Tongue, f: Facts) -> Html:
    return t._(
        "{muscle} would have {done} of at least {least} sets this week, so two easy ones are added.",
        muscle=_muscle(t, f),
        done=t.number(round(float(f.get("week_sets") or 0), 1)),
        least=t.number(float(f.get("mev_sets") or 0)),
    )


def _first_time(t: Tongue, f: Facts) -> Html:
    if float(f.get("load_factor") or 1.0) < 1.0:
        return t._("You have not done it before: {percent}% lighter and few sets.", percent=_percent(t, f))
    return t._("You have not done it before: few sets, and well short of your limit.")


def _returning(t: Tongue, f: Facts) -> Html:
    return t._(
        "Week {week} of {weeks} after the break: {share}% of the sets.",
        week=f["week"],
        weeks=f["weeks"],
        share=t.number(round(100 * float(f.get("share") or 0))),
    )


def _enough(t: Tongue, f: Facts) -> Html:
    return t._(
        "{muscle}: enough with today's other lifts (so far {done} of at most {most} sets this week), so fewer here.",
        **_week(t, f),
    )


def _full(t: Tongue, f: Facts) -> Html:
    return t._(
        "{muscle}: full with today's other lifts (so far {done} of at most {most} sets this week), so left out.",
        **_week(t, f),
    )


def _week(t: Tongue, f: Facts) -> dict[str, Html]:
    done, most = float(f.get("week_sets") or 0), float(f.get("mrv_sets") or 0)
    return {"muscle": _muscle(t, f), "done": t.number(round(done, 1)), "most": t.number(most)}


def _earned(t: Tongue, f: Facts) -> Html:
    return t._(
        "Every set reached the end of its range, so the next load: {load} × {reps}.",
        load=t.load(_g(f, "load_g")),
        reps=f["reps"],
    )


def _apre_again(t: Tongue, f: Facts) -> Html:
    return t._(
        "Your last set of last time was {last} × {last_reps}, so {load} now.",
        last=t.load(_g(f, "last_g")),
        last_reps=f["last_reps"],
        load=t.load(_g(f, "load_g")),
    )


def _reps_as_planned(t: Tongue, f: Facts) -> Html:
    if f.get("rpe") is None:
        return t._("Reps as planned.")
    return t._("Reps as planned; stop at {effort}.", effort=_effort(t, f))


def _pain(t: Tongue, f: Facts) -> Html:
    return t._(
        "It hurt ({level} of 10): {percent}% lighter, no harder than RPE 7.",
        level=f["level"],
        percent=_percent(t, f),
    )


def after_red_flag(t: Tongue) -> Html:
    """No workout on a day with a warning sign."""
    return t._("You reported a warning sign today. No training before a doctor has seen it.")


Sentence = Callable[[Tongue, Facts], Html]

# Why a max is not tested today, or a set not taken to its limit
_TESTS: dict[tuple[str, str], Sentence] = {
    ("test", "minor"): lambda t, f: t._(
        "No test of a max and no set to the limit under 18: good sets make you stronger just as well."
    ),
    ("test", "age_unknown"): lambda t, f: t._(
        "No test before I know that you are 18 or older. Your birth date fits into /profile."
    ),
    ("test", "expecting"): lambda t, f: t._(
        "No tests and no limits during pregnancy. They will wait for you."
    ),
    ("test", "postpartum"): lambda t, f: t._("No tests and no limits for now: first your clinician's yes."),
    ("test", "careful"): lambda t, f: t._("You asked for care, so no tests and no sets to the limit."),
    ("test", "alone"): lambda t, f: t._(
        "Not alone under a bar: set pins or ask a spotter, say so in /profile, then we can."
    ),
    ("test", "red_flag"): lambda t, f: after_red_flag(t),
    ("test", "unwell"): lambda t, f: t._("First well again for a week or so, then a test."),
    ("test", "pain"): lambda t, f: t._("Something hurt in the last days, so no test today."),
    ("test", "not_asked"): lambda t, f: t._("A test needs a check-in: how sore and how ready are you?"),
    ("test", "sore"): lambda t, f: t._("Too sore for a test today. A few days more will show more."),
    ("test", "tired"): lambda t, f: t._("Not ready enough for a test today. It can wait for a better day."),
    ("test", "never_done"): lambda t, f: t._(
        "A max of a lift is tested when it has been trained for a while."
    ),
    ("test", "not_rested"): lambda t, f: t._(
        "These muscles worked hard in the last three days: test it rested."
    ),
    ("test", "back_again"): lambda t, f: t._("First some workouts after the break, then a test."),
}

SENTENCES: Mapping[tuple[str, str], Sentence] = {
    ("check_in", "unknown"): lambda t, f: t._("No check-in: I take you neither for fresh nor for tired."),
    ("check_in", "repeated"): lambda t, f: t._("Check-in: the same as last time."),
    **planned.SENTENCES,
    ("choice", "chosen"): _chosen,
    ("choice", "stand_in"): lambda t, f: t._("Of what your kit allows it trains most of the same muscles."),
    ("choice", "as_planned"): lambda t, f: t._("It stands so in your plan."),
    ("alternative", "no_kit"): lambda t, f: t._("needs other kit"),
    ("alternative", "too_advanced"): lambda t, f: t._("for later"),
    ("alternative", "taken"): lambda t, f: t._("in this workout already"),
    ("alternative", "hurts"): lambda t, f: t._("it hurt lately"),
    ("alternative", "not_kept"): lambda t, f: t._("not in the block before"),
    ("alternative", "no_main_lift"): lambda t, f: t._("no main lift"),
    ("alternative", "main_lift"): lambda t, f: t._("a main lift"),
    ("alternative", "less_of_muscles"): lambda t, f: t._("trains less of what is needed"),
    ("alternative", "used_lately"): lambda t, f: t._("used already, so it waits its turn"),
    ("alternative", "less_loading"): lambda t, f: t._("its load can grow less far"),
    ("alternative", "stands_later"): lambda t, f: t._("just as good"),
    ("learning", "takes_less"): learning.learnt,
    ("learning", "takes_more"): learning.learnt,
    ("own", "load_per_rpe"): lambda t, f: t._(
        "From set to set {percent}% of the load for each RPE point, which is your own value.",
        percent=t.number(round(100 * float(f["load_per_rpe"] or 0), 1)),
    ),
    ("kit", "substituted"): lambda t, f: t._("It stands in for an exercise that your kit does not allow."),
    ("kit", "not_in_library"): lambda t, f: t._("An exercise is left out: it is in no library any more."),
    ("kit", "corrected"): lambda t, f: t._("Other things stand here than I thought, so the loads changed."),
    ("kit", "not_here"): lambda t, f: t._("It cannot be done with what stands here."),
    ("kit", "no_kit"): lambda t, f: t._("An exercise is left out: your kit does not allow it."),
    ("strength", "load_for_effort"): _strength,
    ("strength", "unknown"): _unknown_strength,
    ("strength", "guessed"): lambda t, f: t._(
        "No set of yours here yet: a guess from {exercise}, so a tenth lighter today. Go by feel.",
        exercise=names.exercise_of_key(t, str(f.get("from_exercise") or "")),
    ),
    ("strength", "elsewhere"): lambda t, f: t._(
        "Another place, another machine: a guess from yours elsewhere, so a tenth lighter today. Go by feel."
    ),
    ("strength", "not_today"): lambda t, f: t._(
        "A lift without a known load is left out: today is no day to find it."
    ),
    ("rounding", "nearest"): _rounded,
    ("rounding", "reps_moved"): _reps_moved,
    ("rounding", "too_heavy"): lambda t, f: t._("Even the lightest load here is too heavy for it today."),
    ("authored", "as_written"): lambda t, f: t._("The sets are as their author wrote them."),
    ("authored", "sets_kept"): lambda t, f: t._(
        "Today asks for fewer sets; written ones stay, only lighter."
    ),
    ("authored", "no_amrap"): lambda t, f: t._(
        "Sets to the limit are not for you here, so these end at their reps."
    ),
    ("double_progression", "up"): _earned,
    ("double_progression", "again"): lambda t, f: t._(
        "{load} until every set reaches the end of its range.", load=t.load(_g(f, "load_g"))
    ),
    ("double_progression", "lighter_day"): lambda t, f: t._(
        "Your last day was a lighter one, so you go on from {load}.", load=t.load(_g(f, "earned_g"))
    ),
    ("double_progression", "down"): lambda t, f: t._(
        "Twice below the range, so one load lighter: {load}.", load=t.load(_g(f, "load_g"))
    ),
    ("double_progression", "more_reps"): lambda t, f: t._(
        "The next load is too big a step, so first {reps} reps with {load}.",
        reps=f["reps"],
        load=t.load(_g(f, "load_g")),
    ),
    ("apre", "from_strength"): lambda t, f: t._(
        "I estimate {reps} reps to the limit at {load}.", reps=f["reps"], load=t.load(_g(f, "load_g"))
    ),
    ("apre", "from_last_time"): _apre_again,
    ("plan", "no_amrap"): lambda t, f: t._(
        "Sets to the limit are not for you here, so these are straight sets."
    ),
    ("effort_history", "felt_harder"): _history,
    ("readiness", "low"): _readiness,
    ("soreness", "sore"): _sore,
    ("soreness", "light_instead"): lambda t, f: t._(
        "{muscle} very sore: light work only.", muscle=_muscle(t, f)
    ),
    ("soreness", "too_sore"): lambda t, f: t._("{muscle} very sore: left out today.", muscle=_muscle(t, f)),
    ("weekly_volume", "enough"): _enough,
    ("weekly_volume", "full"): _full,
    ("weekly_volume", "above_but_main"): lambda t, f: t._(
        "{muscle} is over the week's sets; the main lift stays.", muscle=_muscle(t, f)
    ),
    ("volume_progression", "hold"): lambda t, f: t._(
        "No set more than last week: {muscle} has not had enough of a rest for it.", muscle=_muscle(t, f)
    ),
    ("volume_progression", "recovery"): lambda t, f: t._(
        "A set fewer than last week: the sets for {muscle} were too much.", muscle=_muscle(t, f)
    ),
    ("layoff", "back_again"): _layoff,
    ("pain", "lighter"): _pain,
    ("pain", "sharp"): lambda t, f: t._("Sharp pain: left out until it has settled."),
    ("pain", "strong"): lambda t, f: t._("It hurt a lot: left out until it has settled."),
    ("pain", "not_settled"): lambda t, f: t._(
        "It had not settled by the next morning: left out until it has. If it stays, let a clinician look at it."
    ),
    ("pain", "rising"): lambda t, f: t._(
        "It hurts more than last week: left out, and a clinician should look at it before we go on."
    ),
    ("returning", "after_break"): _returning,
    ("returning", "after_flag"): lambda t, f: t._(
        "Back after a warning sign, week {week} of {weeks}: fewer sets, as far as your clinician agrees.",
        week=f["week"],
        weeks=f["weeks"],
    ),
    ("frequency", "again_today"): lambda t, f: t._(
        "{muscle} worked today already: no harder than {effort} a second time.",
        muscle=_muscle(t, f),
        effort=_effort(t, f),
    ),
    ("frequency", "enough_today"): lambda t, f: t._(
        "{muscle} had enough sets today: left out.", muscle=_muscle(t, f)
    ),
    ("frequency", "day_after_day"): lambda t, f: t.n_(
        "{muscle} worked hard {n} day in a row: no harder than {effort} today.",
        "{muscle} worked hard {n} days in a row: no harder than {effort} today.",
        _g(f, "count"),
        muscle=_muscle(t, f),
        effort=_effort(t, f),
    ),
    ("frequency", "no_rest_day"): lambda t, f: t.n_(
        "You trained {n} day in a row. A day of rest would do more than a workout.",
        "You trained {n} days in a row. A day of rest would do more than a workout.",
        _g(f, "days"),
    ),
    ("ceilings", "careful"): lambda t, f: t._(
        "You asked for care, so no harder than {effort}.", effort=_effort(t, f)
    ),
    ("ceilings", "top_effort"): lambda t, f: t._("I never plan harder than {effort}.", effort=_effort(t, f)),
    ("ceilings", "easy_block"): lambda t, f: t._(
        "An easy week: no harder than {effort}.", effort=_effort(t, f)
    ),
    ("people", "minor"): lambda t, f: t._(
        "You are under 18: sets of at least {reps} reps, no harder than {effort}, and no tests of a max.",
        reps=f["reps"],
        effort=_effort(t, f),
    ),
    ("people", "pregnancy"): lambda t, f: t._(
        "For now sets of at least {reps} reps, no harder than {effort}, as far as your clinician agrees. "
        "Keep breathing: no holding your breath.",
        reps=f["reps"],
        effort=_effort(t, f),
    ),
    ("people", "on_the_back"): lambda t, f: t._("Nothing lying on your back during pregnancy: left out."),
    ("people", "alone"): lambda t, f: t._(
        "Nothing that I know of catches the bar here, so no harder than {effort}. Pins or a spotter? /profile",
        effort=_effort(t, f),
    ),
    ("rise", "held"): lambda t, f: t._(
        "No more than a tenth above what you lifted lately: at most {load}, and reps rise instead.",
        load=fact_load(t, f, "most_g", about=True),
    ),
    **_TESTS,
    ("guard", "not_so_much"): lambda t, f: t._("Together that would cut too much, so I cut less."),
    ("unloaded", "reps_from_plan"): _reps_as_planned,
    ("unloaded", "reps_from_last_time"): lambda t, f: t._("Reps from what you did last time."),
    ("unloaded", "hold_from_last_time"): lambda t, f: t._(
        "As long as last time, or longer where it was easy."
    ),
    ("unloaded", "way_from_last_time"): lambda t, f: t._(
        "As far as last time, or further where it was easy."
    ),
    ("unloaded", "help_by_feel"): lambda t, f: t._(
        "Take as much help as you need for these reps, and type it: next time it will be less."
    ),
    ("unloaded", "help_as_last_time"): lambda t, f: t._("The same help as last time."),
    ("unloaded", "less_help"): lambda t, f: t._("More reps than planned last time, so less help today."),
    ("warm_ups", "standard"): lambda t, f: t._(
        "Warm-ups at 40, 60, 75 and 90% of the work load, as far as they differ."
    ),
    ("warm_ups", "own"): lambda t, f: t._("Warm-ups the way that is set for this lift."),
    ("rest_day", "all_sore"): lambda t, f: t._(
        "Every muscle that today needs is very sore. Rest is training, too."
    ),
    ("rest_day", "nothing_left"): lambda t, f: t._("Nothing sensible is left of today's workout."),
    ("red_flag", "red_flag"): lambda t, f: after_red_flag(t),
    ("first_exposure", "first_time"): _first_time,
    ("limits", "at_most"): _limit,
    ("limits", "avoid"): lambda t, f: t._("Your coach has ruled it out, so it is left out."),
    ("auxiliary", "its_turn"): lambda t, f: t._("It is this block's turn among the lift's auxiliaries."),
    ("rotation", "changed"): lambda t, f: t.n_(
        "Every {n} week some accessories change.", "Every {n} weeks some accessories change.", _g(f, "weeks")
    ),
    ("top_up", "too_little"): _top_up,
    **disruptions.SENTENCES,
    **signs.SENTENCES,
}


def pain_decision(t: Tongue, decision: PainDecision) -> Html:
    """What a pain report has changed."""
    if decision.stop_exercise:
        return t._(
            "Stopped. Leave this lift for today; if it does not settle in a few days, see a professional."
        )
    if decision.load_factor >= 1:
        return t._("Good. From the next workout on as planned.")
    percent = t.number(round((1 - decision.load_factor) * 100))
    return t._(
        "{percent}% lighter and no harder than RPE 7, for a week or until you tap here that it is gone. "
        "If it gets worse, stop.",
        percent=percent,
    )


def red_flag(t: Tongue) -> Html:
    """Training ends; emergency care is named."""
    return t._(
        "<b>Stop training now.</b> This can be an emergency. Call your emergency number (112, 911 or your local "
        "one), do not drive yourself, and do not stay alone. I have ended the workout and plan nothing more today."
    )


def red_flag_name(t: Tongue, flag: RedFlag) -> Html:
    """A warning sign on its button."""
    return {
        RedFlag.CHEST_PAIN: t._("Chest pain"),
        RedFlag.FAINTING: t._("Fainted"),
        RedFlag.BREATHLESS: t._("Breathless"),
        RedFlag.NUMBNESS: t._("Numbness"),
        RedFlag.BLADDER: t._("Bladder"),
        RedFlag.HEAD_INJURY: t._("Head injury"),
        RedFlag.DARK_URINE: t._("Dark urine"),
        RedFlag.HEAT: t._("Heat stroke"),
    }[flag]


def ask_pain(t: Tongue, exercise: LiveExercise) -> Html:
    """How much, and is it sharp?"""
    return t._(
        "<b>Pain on {exercise}.</b> How strong, 0 to 10? Sharp or stabbing counts more than the number.\n"
        "Is it one of the warning signs below? Then stop at once.",
        exercise=names.exercise(t, exercise.name),
    )


def sharp(t: Tongue) -> Html:
    """Sharp pain."""
    return t._("It is sharp")


def pain_level(t: Tongue, level: int) -> Html:
    """A strength of pain on its button."""
    return {
        0: t._("0 gone"),
        1: t._("1-2 little"),
        3: t._("3-4 some"),
        5: Html("5"),
        7: t._("6+ strong"),
    }[level]


def nothing(t: Tongue) -> Html:
    """There is no exercise to explain."""
    return t._("There is nothing to explain yet: the workout is empty.")


def stop(t: Tongue) -> Html:
    """The short word on the screen."""
    return t._("Stop training now.")


def stopped_card(t: Tongue) -> Html:
    """The card after a warning sign."""
    return t._("<b>Workout stopped.</b> What you logged is kept.")
