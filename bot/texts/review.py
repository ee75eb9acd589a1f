"""The week that ends, in words: what was done, where the lifts go, what is proposed."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.engine.models import Reason, Trend
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
    return SENTENCES[suggestion.reason.step, suggestion.reason.code](t, suggestion)


def _lift(t: Tongue, suggestion: Suggestion) -> Html:
    return names.exercise(t, suggestion.name or "?")


def _weeks(t: Tongue, reason: Reason) -> Html:
    return t.n_("{n} week", "{n} weeks", int(reason.facts.get("weeks") or 0))


def _to(t: Tongue, suggestion: Suggestion) -> Html:
    return names.exercise(t, suggestion.to_name or "?")


SENTENCES: Mapping[tuple[str, str], Callable[[Tongue, Suggestion], Html]] = MappingProxyType(
    {
        ("review", "stuck_lifts"): lambda t, s: t._(
            "An easy week next: {lifts} main lifts are stuck at once.", lifts=s.reason.facts["lifts"]
        ),
        ("review", "low_recovery"): lambda t, s: t._(
            "An easy week next: low recovery on {days} of 7 days.", days=s.reason.facts["days"]
        ),
        ("review", "stuck_weeks"): lambda t, s: t._(
            "An easy week next: a main lift has been stuck for {weeks}.", weeks=_weeks(t, s.reason)
        ),
        ("review", "smallest_steps"): lambda t, s: t._(
            "{exercise} has been stuck for {weeks}: take the smallest plates you have.",
            exercise=_lift(t, s),
            weeks=_weeks(t, s.reason),
        ),
        ("review", "lighter"): lambda t, s: t._(
            "{exercise} a point of RPE easier from now on: stuck for {weeks}.",
            exercise=_lift(t, s),
            weeks=_weeks(t, s.reason),
        ),
        ("review", "variation"): lambda t, s: t._(
            "{other} instead of {exercise}: stuck for {weeks}.",
            other=_to(t, s),
            exercise=_lift(t, s),
            weeks=_weeks(t, s.reason),
        ),
        ("review", "fewer_sets"): lambda t, s: t._(
            "Half the sets of {exercise}, to build up anew: stuck for {weeks}.",
            exercise=_lift(t, s),
            weeks=_weeks(t, s.reason),
        ),
        ("review", "goal"): lambda t, s: t._(
            "{exercise} has been stuck for {weeks}. Is it still what you train for? /profile",
            exercise=_lift(t, s),
            weeks=_weeks(t, s.reason),
        ),
        ("review", "felt_harder"): lambda t, s: t._(
            "A repetition more in reserve: the week felt {rpe} RPE harder than meant.",
            rpe=t.number(float(s.reason.facts["error_rpe"] or 0.0)),
        ),
        ("review", "too_much"): lambda t, s: t._(
            "{less}% fewer sets: you got round to {done}% of them.",
            less=s.reason.facts["less_pct"],
            done=s.reason.facts["done_pct"],
        ),
        ("review", "going_well"): lambda t, s: t._(
            "A week more of this block: {lifts} lifts go up.", lifts=s.reason.facts["lifts"]
        ),
        ("review", "rotate"): lambda t, s: t._(
            "{other} instead of {exercise}, which you have done for {weeks}.",
            other=_to(t, s),
            exercise=_lift(t, s),
            weeks=_weeks(t, s.reason),
        ),
    }
)
