"""Meets, tests, matches and races in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.texts import names, why
from bot.texts.tongue import LANGUAGES, Html, Tongue
from core.engine.models import AttemptResult, EventKind, Reason
from core.services.attempts import EventPage, Lift
from core.services.events import Event

MOST_NAME_CHARACTERS = 100


def kind(t: Tongue, which: EventKind) -> Html:
    """What an event is called."""
    return {
        EventKind.MEET: t._("meet"),
        EventKind.TEST: t._("test"),
        EventKind.MATCH: t._("match"),
        EventKind.RACE: t._("race"),
    }[which]


def kind_and_name(t: Tongue, words: Sequence[str]) -> tuple[EventKind, str] | None:
    """What was typed behind the date, in any language we speak: a kind, and what it is called; None without a kind."""
    known: Mapping[str, EventKind] = {
        str(kind(Tongue(language), each)).casefold(): each for language in LANGUAGES for each in EventKind
    }
    found = next((known[word.casefold()] for word in words if word.casefold() in known), None)
    if found is None:
        return None
    others = [word for word in words if word.casefold() not in known]
    name = " ".join(others)[:MOST_NAME_CHARACTERS].strip()
    return found, name if name else str(kind(t, found)).capitalize()


def upcoming(t: Tongue, found: Sequence[Event], today: date) -> Html:
    """The dates ahead, and how to add one."""
    lines = [t._("<b>Your dates</b>")]
    lines += [_line(t, one, today) for one in found] or [t._("There is none yet.")]
    lines.append(usage(t))
    return Html("\n".join(lines))


def usage(t: Tongue) -> Html:
    """How a date is typed."""
    return t._(
        "Add one with its date, what it is (meet, test, match or race) and its name, like:\n"
        "/event 2027-05-15 meet Spring Cup"
    )


def _line(t: Tongue, one: Event, today: date) -> Html:
    days = t.n_("in {n} day", "in {n} days", max((one.starts_on - today).days, 0))
    return t._(
        "{date} · {name} ({kind}), {days}",
        date=t.long_date(one.starts_on),
        name=one.name,
        kind=kind(t, one.kind),
        days=days,
    )


def event_button(t: Tongue, one: Event) -> Html:
    """An event in the list."""
    return Html(one.name[:40])


def added(t: Tongue, reasons: Sequence[Reason]) -> Html:
    """The plan has changed."""
    return Html("\n".join([t._("✓ The plan leads there now. /plan shows it."), *why.said(t, reasons)]))


def noted(t: Tongue) -> Html:
    """A program is not changed for a date."""
    return t._("✓ Noted. Your plan is a program that somebody wrote, so it stays as it is.")


def of_others(t: Tongue, name: str) -> Html:
    """Dates are the athlete's own."""
    return t._(
        "Dates are an athlete's own to set. Ask {name} to send it, like:\n/event 2027-05-15 meet Spring Cup",
        name=name,
    )


def page(t: Tongue, shown: EventPage, today: date) -> Html:
    """An event with what is advised and what was done."""
    lines = [_line(t, shown.event, today)]
    for lift in shown.lifts:
        lines += [Html(f"\n<b>{names.exercise(t, lift.name)}</b>"), *_lift(t, lift)]
    if shown.lifts:
        lines += [Html(""), t._("Advice from what you lifted, not an order: the choice is yours.")]
    return Html("\n".join(lines))


def _lift(t: Tongue, lift: Lift) -> list[Html]:
    lines: list[Html] = []
    if lift.done:
        done = [
            Html(f"{'✓' if each.result is AttemptResult.MADE else '✗'} {t.load(each.load_g or 0)}")
            for each in lift.done
        ]
        lines.append(Html(" · ".join(done)))
    if lift.against is not None:
        return [*lines, *why.said(t, [lift.against])]
    if lift.advice is None:
        return [*lines, t._("Too little is known of it: open light.")]
    if lift.done:
        next_one = t._("Next: {load}", load=t.load(lift.next_g)) if lift.next_g is not None else t._("Done.")
        return [*lines, next_one]
    ladder = ", ".join(f"{t.amount(s.load_g or 0)}×{s.reps}" for s in lift.advice.warm_ups)
    loads = " · ".join(str(t.load(load_g)) for load_g in lift.advice.loads_g)
    return [
        t._("Attempts: {loads}", loads=Html(loads)),
        t._("warm-up {ladder}", ladder=Html(ladder)),
        *why.said(t, [lift.advice.reason]),
    ]


def made(t: Tongue, load_g: int) -> Html:
    """An attempt that went."""
    return Html(f"✓ {t.load(load_g)}")


def missed(t: Tongue, load_g: int) -> Html:
    """An attempt that did not go."""
    return Html(f"✗ {t.load(load_g)}")


def finish(t: Tongue) -> Html:
    """All attempts are done."""
    return t._("It is over")


def call_off(t: Tongue) -> Html:
    """It does not take place."""
    return t._("Call it off")


def finished(t: Tongue, name: str) -> Html:
    """The maxes are kept."""
    return t._("<b>{name}</b> is over. Your best attempts are kept as tested maxes.", name=name)


def called_off(t: Tongue, name: str) -> Html:
    """The plan has changed back."""
    return t._("<b>{name}</b> is called off, and the plan goes on without it.", name=name)


def past(t: Tongue) -> Html:
    """The date lies behind us."""
    return t._("That date is over. Type one that is still to come.")
