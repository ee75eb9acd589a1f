"""The week that ends, in words: what was done, where the lifts go, what is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.texts import names, why
from bot.texts.tongue import Html, Tongue
from core.engine.models import Trend
from core.engine.strain import WeekLoad
from core.services.reviewing import Weekly
from core.services.suggestions import Suggestion

MOST_MUSCLES, MOST_LIFTS, MOST_SUGGESTIONS = 4, 4, 4  # so that a message stays short


def weekly(t: Tongue, week: Weekly) -> Html:
    """The figures of the week."""
    lines = [t._("<b>Your week</b>"), _done(t, week)]
    if week.load is not None and week.load.high:
        lines.append(load(t, week.load))
    lines.extend(_trend(t, name, trend) for name, trend in week.trends[:MOST_LIFTS])
    if week.volume:
        steps = ", ".join(
            f"{names.muscle(t, step.muscle)} {step.sets - step.change} → {step.sets}"
            for step in week.volume[:MOST_MUSCLES]
        )
        lines.append(t._("Weekly sets that would fit next: {steps}", steps=Html(steps)))
    lines.extend(said(t, each) for each in week.suggestions if each.adaptation_id is None)
    return Html("\n".join(lines))


def _done(t: Tongue, week: Weekly) -> Html:
    line = t.n_("{n} workout", "{n} workouts", week.workouts)
    if week.done_pct is None:
        return line
    return t._("{workouts}, {pct}% of the planned sets", workouts=line, pct=round(week.done_pct))


def load(t: Tongue, week: WeekLoad) -> Html:
    """A week that was much more than usual, or without easy days."""
    if week.usual_load:
        share = round(100.0 * week.load / week.usual_load)
        return t._("Felt load of the week: {pct}% of the usual.", pct=share)
    return t._("Every day was about as hard as the others: hard and easy days do more.")


def _trend(t: Tongue, name: str, trend: Trend) -> Html:
    words: Mapping[Trend, Html] = {
        Trend.IMPROVING: t._("{exercise} goes up.", exercise=names.exercise(t, name)),
        Trend.STALLED: t._("{exercise} stands still.", exercise=names.exercise(t, name)),
        Trend.DECLINING: t._("{exercise} goes down.", exercise=names.exercise(t, name)),
    }
    return words[trend]


def proposals(t: Tongue, waiting: Sequence[Suggestion], decided: Html | None = None) -> Html:
    """What waits for a decision, numbered as the buttons are."""
    lines = [decided] if decided is not None else []
    if waiting:
        lines.append(t._("<b>I would change the plan</b>"))
        lines += [Html(f"{n}. {said(t, each)}") for n, each in enumerate(waiting[:MOST_SUGGESTIONS], start=1)]
        lines.append(t._("Nothing changes without your yes."))
    return Html("\n".join(lines)) if lines else t._("Nothing waits for you.")


def accept_button(t: Tongue, number: int) -> Html:
    """Yes."""
    return t._("{n}: do it", n=number)


def decline_button(t: Tongue, number: int) -> Html:
    """No."""
    return t._("{n}: leave it", n=number)


def accepted(t: Tongue) -> Html:
    """The plan is another one now."""
    return t._("✓ Changed. /plan shows it.")


def take_back(t: Tongue) -> Html:
    """On the button that undoes a change."""
    return t._("Undo the change")


def taken_back(t: Tongue) -> Html:
    """The plan is the one before the change."""
    return t._("✓ Taken back. The plan is as it was.")


def declined(t: Tongue) -> Html:
    """The plan stays."""
    return t._("✓ The plan stays as it was.")


def said(t: Tongue, suggestion: Suggestion) -> Html:
    """One proposal or piece of advice, with what it rests on."""
    reason = suggestion.reason
    words: Mapping[str, str | None] = {"exercise": suggestion.name, "other": suggestion.to_name}
    weeks = reason.facts.get("weeks")
    facts = {**reason.facts, **words}
    if weeks is not None:
        facts["weeks"] = t.n_("{n} week", "{n} weeks", int(weeks))
    sentence = why.sentence(t, replace(reason, facts=facts))
    assert sentence is not None, "every proposal has words"
    return sentence
