"""What came in between, in words: its kinds, and what each takes from a workout."""

from collections.abc import Mapping, Sequence

from bot.texts.tongue import Html, Tongue
from core.engine.lifecycles import DisruptionStatus
from core.engine.models import Disruption, DisruptionKind, Severity


def kind(t: Tongue, of: DisruptionKind) -> Html:
    """What came in between."""
    return {
        DisruptionKind.INJURY: t._("Injury"),
        DisruptionKind.ILLNESS: t._("Illness"),
        DisruptionKind.TRAVEL: t._("Travel"),
        DisruptionKind.FATIGUE: t._("Exhaustion"),
        DisruptionKind.EQUIPMENT_UNAVAILABLE: t._("No equipment"),
        DisruptionKind.OTHER: t._("Something else"),
    }[of]


def card(t: Tongue, found: Sequence[Disruption], called: Mapping[int, Html]) -> Html:
    """What is known to have come in between."""
    if not found:
        return t._(
            "<b>Did something come in between?</b> Tell me, and the next workouts take it into account."
        )
    lines = [t._("<b>What came in between</b>")]
    lines += [_line(t, each, called) for each in found]
    lines.append(t._("I am no doctor: if it gets worse or does not pass, see one."))
    return Html("\n".join(lines))


def _line(t: Tongue, each: Disruption, called: Mapping[int, Html]) -> Html:
    lifts = Html(", ".join(sorted(called[number] for number in each.exercise_ids if number in called)))
    what = severity(t, each.kind, each.severity)
    if lifts:
        what = t._("{what} ({lifts})", what=what, lifts=lifts)
    if each.status is DisruptionStatus.MONITORING:
        return t._("{kind}: {what}, over; you come back in steps", kind=kind(t, each.kind), what=what)
    if each.ends_on is None:
        return t._(
            "{kind}: {what}, since {since}", kind=kind(t, each.kind), what=what, since=t.date(each.starts_on)
        )
    return t._(
        "{kind}: {what}, until {until}", kind=kind(t, each.kind), what=what, until=t.date(each.ends_on)
    )


def how_much(t: Tongue, of: DisruptionKind) -> Html:
    """How much it weighs."""
    return t._("<b>{kind}.</b> How bad is it?", kind=kind(t, of))


def severity(t: Tongue, of: DisruptionKind, much: Severity) -> Html:
    """What each weight means for a kind, so that people choose alike."""
    words = {
        DisruptionKind.INJURY: (t._("I feel it"), t._("It limits me"), t._("Cannot train it")),
        DisruptionKind.ILLNESS: (
            t._("A cold, no fever"),
            t._("Weak, no fever"),
            t._("Fever, or below the neck"),
        ),
        DisruptionKind.TRAVEL: (t._("A short way"), t._("Across time zones"), t._("No time to train")),
        DisruptionKind.FATIGUE: (t._("Tired"), t._("Very tired"), t._("Cannot train")),
        DisruptionKind.EQUIPMENT_UNAVAILABLE: (
            t._("One thing is missing"),
            t._("Body weight only"),
            t._("Cannot train here"),
        ),
        DisruptionKind.OTHER: (t._("A little"), t._("A lot"), t._("Cannot train")),
    }[of]
    return words[tuple(Severity).index(much)]


def which_lifts(t: Tongue) -> Html:
    """What it is about."""
    return t._("Which lift is it about?")


def every_lift(t: Tongue) -> Html:
    """No lift in particular."""
    return t._("All of them")


def how_long(t: Tongue) -> Html:
    """Until when."""
    return t._("How long? You can end it at any time.")


def lasts(t: Tongue, days: int | None) -> Html:
    """So many days, today included."""
    return t._("I will tell you") if days is None else t.n_("{n} day", "{n} days", days)


def over(t: Tongue, of: DisruptionKind, *, watched: bool = False) -> Html:
    """On the button that ends it, or that ends the way back, too."""
    return t._("{kind}: all well", kind=kind(t, of)) if watched else t._("{kind}: over", kind=kind(t, of))


def is_back(t: Tongue, of: DisruptionKind) -> Html:
    """On the button for what was over and is there again."""
    return t._("{kind}: it is back", kind=kind(t, of))


def how_now(t: Tongue, each: Disruption, called: Mapping[int, Html]) -> Html:
    """What has no end is asked about after a while."""
    return t._("<b>How is it now?</b>\n{what}", what=_line(t, each, called))


def still_there(t: Tongue) -> Html:
    """On the button: it has not ended."""
    return t._("Still there")


def is_still_there(t: Tongue) -> Html:
    """It has not ended."""
    return t._("Noted. Get well, I will ask again in a week.")


def noted(t: Tongue) -> Html:
    """It was kept."""
    return t._("Noted.")


def is_over(t: Tongue) -> Html:
    """It was ended."""
    return t._("Over. The next workout comes as planned.")


def is_watched(t: Tongue) -> Html:
    """It was ended, and the way back begins."""
    return t._("Good. The first workouts are still easier, then it goes up in steps.")


def back(t: Tongue) -> Html:
    """To the card."""
    return t._("Back")
