"""The plan in words: what a day is for, why blocks follow each other as they do, what to open a meet with."""

from collections.abc import Callable, Mapping

from bot.texts.sets import Facts, rpe_words
from bot.texts.tongue import Html, Tongue

Sentence = Callable[[Tongue, Facts], Html]


def _count(facts: Facts, name: str) -> int:
    return int(facts.get(name) or 0)


def amount(f: Facts) -> Html:
    """Sets and repetitions: 3 × 8–10."""
    reps = f"{f['reps']}–{f['reps_max']}" if f.get("reps_max") is not None else f["reps"]
    return Html(f"{f['sets']} × {reps}")


def _effort(t: Tongue, f: Facts) -> Html:
    rpe = f.get("rpe")
    return rpe_words(t, float(rpe)) if rpe is not None else t._("no target effort")


def _planned(t: Tongue, f: Facts) -> Html:
    return t._("The plan: {amount} at {effort}.", amount=amount(f), effort=_effort(t, f))


def _opener(t: Tongue, f: Facts) -> Html:
    return t._(
        "Open with {load}: I estimate your one-rep max at {e1rm} (between {low} and {high}), and an opener goes "
        "on any day.",
        load=t.load(_count(f, "load_g")),
        e1rm=t.about(_count(f, "e1rm_g")),
        low=t.about(_count(f, "low_g")),
        high=t.about(_count(f, "high_g")),
    )


SENTENCES: Mapping[tuple[str, str], Sentence] = {
    ("plan", "planned"): _planned,
    ("plan", "heavy"): lambda t, f: t._(
        "The plan: its heavy day, {amount} at {effort}.", amount=amount(f), effort=_effort(t, f)
    ),
    ("plan", "rep"): lambda t, f: t._(
        "The plan: its day of more reps, {amount} at {effort}.", amount=amount(f), effort=_effort(t, f)
    ),
    ("plan", "explosive"): lambda t, f: t._(
        "The plan: its fast day, {amount}. Move the bar fast and stop before it slows.", amount=amount(f)
    ),
    ("plan", "deload"): lambda t, f: t._(
        "The plan: an easy week, {amount} at {effort}.", amount=amount(f), effort=_effort(t, f)
    ),
    ("deload", "by_history"): lambda t, f: t._(
        "In an easy week no more than {percent}% of the work of the weeks before.",
        percent=_count(f, "percent"),
    ),
    ("strength", "explosive"): lambda t, f: t._(
        "Fast work is light: {percent}% of your estimated one-rep max of {e1rm}.",
        percent=_count(f, "percent"),
        e1rm=t.about(_count(f, "e1rm_g")),
    ),
    ("macrocycle", "most_days"): lambda t, f: t._(
        "You asked for {asked} days. I plan {days}: a day of rest a week is part of training.",
        asked=_count(f, "asked"),
        days=_count(f, "days"),
    ),
    ("macrocycle", "towards_event"): lambda t, f: t.n_(
        "{n} day to your date: the last {weeks} weeks have half the sets and stay heavy until a week before.",
        "{n} days to your date: the last {weeks} weeks have half the sets and stay heavy until a week before.",
        _count(f, "days_left"),
        weeks=_count(f, "taper_weeks"),
    ),
    ("macrocycle", "in_season"): lambda t, f: t.n_(
        "{n} match or race ahead: fewer days and sets in its week, and nothing on its eve.",
        "{n} matches or races ahead: fewer days and sets in their weeks, and nothing on their eves.",
        _count(f, "matches"),
    ),
    ("macrocycle", "restoration"): lambda t, f: t.n_(
        "After so many weeks {n} easy one: two days, half the sets.",
        "After so many weeks {n} easy ones: two days, half the sets.",
        _count(f, "weeks"),
    ),
    ("macrocycle", "novice"): lambda t, f: t._(
        "No easy weeks are planned yet: at the start one comes only when it is needed."
    ),
    ("attempts", "opener"): _opener,
    ("training_age", "history"): lambda t, f: t._(
        "Your training so far shows another level than you said, so I plan for what it shows."
    ),
}
