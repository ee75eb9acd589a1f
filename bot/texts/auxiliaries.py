"""Auxiliaries in words: what goes along with each main lift, and how to type it."""

from collections.abc import Mapping, Sequence

from bot.texts.tongue import Html, Tongue


def shown(t: Tongue, pools: Mapping[int, Sequence[int]], called: Mapping[int, Html]) -> Html:
    """Every pool in its order."""
    if not pools:
        return Html("\n".join([t._("I choose what goes along with your main lifts."), how_to(t)]))
    lines = [t._("<b>Along with your main lifts</b>, two in each block, in turns")]
    for main, pool in pools.items():
        others = Html(", ".join(called.get(number, Html("?")) for number in pool))
        lines.append(t._("{lift}: {others}", lift=called.get(main, Html("?")), others=others))
    return Html("\n".join([*lines, how_to(t)]))


def how_to(t: Tongue) -> Html:
    """What can be typed."""
    return t._(
        "Type it like <code>/auxiliary squat: leg press, front squat</code>, or "
        "<code>/auxiliary squat: off</code> to leave it to me."
    )
