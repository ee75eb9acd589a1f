"""What if: what can be asked about today's workout, and what would be different."""

from html import escape

from bot.texts import names
from bot.texts.day import run_words
from bot.texts.targets import amount_words
from bot.texts.tongue import Html, Tongue
from core.engine.models import Muscle
from core.engine.what_if import Changed, Dose
from core.services.asking import About, Answer, Askable, Topic

MOST_LINES = 8  # on a phone
BAD_NIGHT = 2  # and below, of 5


def menu(t: Tongue) -> Html:
    """Which thing is to be different."""
    return t._("<b>What if?</b> Choose what would be different. Nothing changes by asking.")


def subject(t: Tongue, about: About) -> Html:
    """A thing that could be different."""
    match about:
        case Muscle():
            return names.muscle(t, about)
        case Topic.READINESS:
            return t._("Readiness")
        case Topic.SLEEP:
            return t._("Sleep")
        case Topic.MINUTES:
            return t._("Time")
    return t._("Place")


def question(t: Tongue, found: Askable, about: About) -> Html:
    """How it would be, and how it is."""
    hint = {
        Topic.READINESS: t._("1 not at all ready, 5 very."),
        Topic.SLEEP: t._("How was the night?"),
        Topic.MINUTES: t._("How long can you train?"),
        Topic.PLACE: t._("Where would you train?"),
    }
    words = hint[about] if isinstance(about, Topic) else t._("1 not at all sore, 5 very.")
    title = t._("<b>What if: {subject}</b>", subject=subject(t, about))
    return Html("\n".join([title, words, *_today(t, found, about)]))


def _today(t: Tongue, found: Askable, about: About) -> list[Html]:
    match about:
        case Muscle():
            level = found.muscles.get(about)
        case Topic.READINESS:
            level = found.check_in.readiness
        case Topic.MINUTES:
            return [t._("Today: {what}.", what=_minutes(t, found.minutes))]
        case _:
            return []
    return [] if level is None else [t._("Today: {what}.", what=t._("{level} of 5", level=level))]


def option(t: Tongue, found: Askable, about: About, value: int) -> Html:
    """One way in which it could be, on its button."""
    match about:
        case Topic.SLEEP:
            return t._("A bad night") if value <= BAD_NIGHT else t._("A good night")
        case Topic.MINUTES:
            return _minutes(t, value)
        case Topic.PLACE:
            return Html(escape(next((each.name for each in found.places if each.id == value), "?")))
    return t.number(value)


def _minutes(t: Tongue, minutes: int) -> Html:
    return t._("{n} min", n=minutes)


def answer(t: Tongue, told: Answer, about: About, value: int) -> Html:
    """What would be different, lift by lift."""
    title = t._("<b>What if: {subject}</b>", subject=_supposed(t, told.asked, about, value))
    lines = [title, *_today(t, told.asked, about)]
    if told.difference.rest_day:
        return Html("\n".join([*lines, t._("You would rest today.")]))
    found = [words for each in told.difference.exercises if (words := _line(t, told, each)) is not None]
    lines += found[:MOST_LINES]
    if len(found) > MOST_LINES:
        lines.append(t.n_("And {n} more lift.", "And {n} more lifts.", len(found) - MOST_LINES))
    if not found:
        lines.append(t._("Nothing would change."))
    if told.changed_since:
        lines.append(t._("Told of the workout as it was made; it was changed since."))
    return Html("\n".join(lines))


def _supposed(t: Tongue, asked: Askable, about: About, value: int) -> Html:
    """How one thing would be."""
    if isinstance(about, Muscle):
        return t._("{muscle} sore {level} of 5", muscle=names.muscle(t, about), level=value)
    if about is Topic.READINESS:
        return t._("Readiness {level} of 5", level=value)
    return option(t, asked, about, value)


def _line(t: Tongue, told: Answer, changed: Changed) -> Html | None:
    """None where what differs is not shown, such as the rest."""
    name = names.exercise(t, told.names[changed.exercise_id])
    before, after = changed.before, changed.after
    if after is None:
        return t._("• {exercise}: left out", exercise=name)
    if before is None:
        return t._("• {exercise}: {sets}, added", exercise=name, sets=_dose(t, after))
    was, would = _dose(t, before), _dose(t, after)
    if was == would:
        was, would = (run_words(t, each.target, each.sets) for each in (before, after))
    if was == would:
        return None
    return t._("• {exercise}: {sets} instead of {before}", exercise=name, sets=would, before=was)


def _dose(t: Tongue, dose: Dose) -> Html:
    """Sets, repetitions and load; the effort is mostly the same."""
    sets = Html(f"{dose.sets} × {amount_words(t, dose.target)}")
    return t._("{sets} at {load}", sets=sets, load=t.load(dose.target.load_g)) if dose.target.load_g else sets
