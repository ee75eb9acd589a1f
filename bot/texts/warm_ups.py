"""Warm-ups in words: each way with its steps, and how to type one's own."""

from collections.abc import Sequence

from bot.texts import names
from bot.texts.tongue import Html, Tongue
from core.engine.models import WarmUpProtocol, WarmUpStep
from core.engine.warm_ups import PROTOCOLS, STANDARD


def card(t: Tongue, lifts: Sequence[tuple[str, Sequence[WarmUpStep] | None]]) -> Html:
    """How the main lifts are warmed up; where nothing is set, in the standard way."""
    lines = [t._("<b>Warm-ups</b>, in percent of the work")]
    lines += [line(t, name, STANDARD if own is None else own) for name, own in lifts]
    lines.append(
        t._("Tap a lift for another way, or type your own: <code>/warmup squat 40x5 60x3 80x1</code>")
    )
    return Html("\n".join(lines))


def line(t: Tongue, name: str, steps: Sequence[WarmUpStep]) -> Html:
    """A lift and its steps."""
    return t._("{lift}: {steps}", lift=names.exercise(t, name), steps=_steps(t, steps))


def _steps(t: Tongue, steps: Sequence[WarmUpStep]) -> Html:
    """A step at no percent is the lightest load there is."""
    said = (f"{t.number(step.percent)}%×{step.reps}" if step.percent else f"○×{step.reps}" for step in steps)
    return Html(", ".join(said))


def which(t: Tongue, name: str, offered: Sequence[WarmUpProtocol]) -> Html:
    """The ways that there are."""
    lines = [t._("<b>{lift}</b>: how do you warm up?", lift=names.exercise(t, name))]
    lines += [Html(f"{protocol(t, each)}: {_steps(t, PROTOCOLS[each])}") for each in offered]
    lines.append(t._("○ is the empty bar."))
    return Html("\n".join(lines))


def protocol(t: Tongue, of: WarmUpProtocol) -> Html:
    """What a way is called."""
    return {
        WarmUpProtocol.STANDARD: t._("Standard"),
        WarmUpProtocol.MINIMAL: t._("Short"),
        WarmUpProtocol.EXTENDED: t._("Long"),
        WarmUpProtocol.EMPTY_BAR: t._("From the empty bar"),
        WarmUpProtocol.CUSTOM: t._("My own"),
    }[of]


def how_to(t: Tongue) -> Html:
    """What can be typed."""
    return t._(
        "Type a lift and its steps: <code>/warmup squat 40x5 60x3 80x1</code>. Percent first, then reps."
    )


def noted(t: Tongue) -> Html:
    """It counts from the next workout on."""
    return t._("Noted. From the next workout on.")


def back(t: Tongue) -> Html:
    """To the card."""
    return t._("Back")
