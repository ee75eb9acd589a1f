"""Limits in words: the most of a lift, and how to type it."""

from collections.abc import Mapping, Sequence

from bot.texts.targets import rpe_words
from bot.texts.tongue import Html, Tongue
from core.engine.models import Limit


def shown(t: Tongue, limits: Sequence[Limit], called: Mapping[int, Html], whose: str | None = None) -> Html:
    """Every limit that holds, of oneself or of somebody whom one coaches, and how one is set."""
    head = t._("<b>Limits</b>") if whose is None else t._("<b>Limits: {name}</b>", name=whose)
    if not limits:
        return Html("\n".join([head, t._("No limits are set."), how_to(t)]))
    lines = [head]
    for each in limits:
        number = each.exercise_id
        lift = t._("Every lift") if number is None else called.get(number, Html("?"))
        lines.append(t._("{lift}: {limit}", lift=lift, limit=_limit(t, each)))
    return Html("\n".join(lines))


def _limit(t: Tongue, limit: Limit) -> Html:
    if limit.avoid:
        return t._("not to be done")
    parts: list[Html] = []
    if limit.most_load_g is not None:
        parts.append(t.load(limit.most_load_g))
    if limit.most_sets is not None:
        parts.append(t.n_("{n} set", "{n} sets", limit.most_sets))
    if limit.most_rpe is not None:
        parts.append(rpe_words(t, limit.most_rpe))
    return t._("at most {what}", what=Html(", ".join(parts)))


def how_to(t: Tongue) -> Html:
    """What can be typed."""
    return t._(
        "Type it like <code>/limit squat 100 kg, 3 sets, rpe 8</code>, <code>/limit squat never</code> or "
        "<code>/limit all off</code>. Coaches put a name before it: <code>/limit Ana: squat 100 kg</code>."
    )


def nobody(t: Tongue, name: str) -> Html:
    """No athlete of that name."""
    return t._("You coach nobody called {name}. /coach names those whom you coach.", name=name)


def no_lift(t: Tongue, typed: str) -> Html:
    """No lift of that name."""
    return t._("I know no exercise called {name}.", name=typed)
