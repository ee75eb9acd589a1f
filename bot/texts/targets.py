"""What a set consists of in words: its load and effort, how much of it, and in what manner."""

from bot.texts.tongue import Html, Tongue
from core.engine.models import LoadMode, PerformedSet, SetTarget
from core.notation.values import Entry

M_PER_KM = 1000


def rpe_words(t: Tongue, rpe: float) -> Html:
    """An effort with its meaning: RPE 8 is two reps left."""
    left = 10 - rpe
    if left <= 0:
        return t._("RPE {rpe} (none left)", rpe=t.number(rpe))
    return t._("RPE {rpe} ({left} left)", rpe=t.number(rpe), left=t.number(left))


def load_words(t: Tongue, load_g: int | None, mode: str, *, body_weight: bool = False) -> Html:
    """A load as it is lifted: per hand, added to body weight, or the number itself."""
    if mode == LoadMode.BODY_WEIGHT or body_weight:
        if not load_g:
            return t._("body weight")
        if load_g < 0:
            return t._("body weight − {load}", load=t.load(-load_g))
        return t._("body weight + {load}", load=t.load(load_g))
    if load_g is None:
        return t._("help as you need it") if mode == LoadMode.ASSISTED else t._("no load")
    if mode == LoadMode.PER_HAND:
        return t._("{load} per hand", load=t.load(load_g))
    if mode == LoadMode.ASSISTED:
        return t._("{load} of help", load=t.load(load_g))
    return t.load(load_g)


def count_words(t: Tongue, done: PerformedSet | Entry | SetTarget) -> Html:
    """How much of it: repetitions, a distance, a time, or a distance with the time it took."""
    parts = []
    if done.distance_m is not None and done.distance_m < M_PER_KM:
        parts.append(t._("{metres} m", metres=done.distance_m))
    elif done.distance_m is not None:
        parts.append(t._("{kilometres} km", kilometres=t.number(done.distance_m / M_PER_KM)))
    if done.duration_s is not None:
        parts.append(t.duration(done.duration_s))
    return Html(" · ".join(parts)) if parts else Html(str(done.reps if done.reps is not None else "?"))


def amount_words(t: Tongue, target: SetTarget) -> Html:
    """Five, eight to twelve, five or more, half a minute, forty metres."""
    if target.duration_s is not None or target.distance_m is not None:
        return count_words(t, target)
    if target.amrap:
        return Html(f"{target.reps}+")
    return Html(f"{target.reps}–{target.reps_max}" if target.reps_max is not None else str(target.reps))


def manner(t: Tongue, target: SetTarget) -> list[Html]:
    """What its author wrote beside load and repetitions."""
    said: list[Html] = []
    if target.amrap:
        said.append(t._("as many reps as you can"))
    if target.cluster_reps:
        parts = "+".join(str(reps) for reps in target.cluster_reps)
        said.append(
            t._("in clusters of {parts}, {seconds} s between", parts=parts, seconds=target.cluster_rest_s)
        )
    if target.tempo is not None:
        said.append(t._("tempo {tempo}", tempo=target.tempo))
    if target.per_side:
        said.append(t._("each side"))
    percent = target.back_off_percent
    if percent is not None and percent < 0.0:
        said.append(t._("{percent}% off your first set", percent=t.number(-percent)))
    return said
