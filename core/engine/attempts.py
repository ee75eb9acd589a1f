"""Single attempts at a meet or a test: what to open with and how to go on, from the estimate and its interval."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.engine.models import EventKind, Reason, SetTarget, Strength
from core.engine.safety import MOST_ATTEMPTS
from core.engine.strength import e1rm_g, high_g, low_g
from core.engine.warm_ups import STANDARD
from core.engine.writing import warm_up_sets

# Shares of the estimate: an opener that goes on any day, then smaller jumps (attempts_practice)
LADDERS: Mapping[EventKind, tuple[float, ...]] = {
    EventKind.MEET: (0.92, 0.965, 1.0),
    EventKind.TEST: (0.92, 0.96, 0.99, 1.01, 1.03)[:MOST_ATTEMPTS],
}
ATTEMPT_REST_S = 300  # between the attempts of a test; design choice
MISSES_THAT_END = 2  # design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The attempts that are advised, the way up to the first, and why."""

    loads_g: tuple[int, ...]
    warm_ups: tuple[SetTarget, ...]
    rest_s: int
    reason: Reason


def advise(strength: Strength, steps_g: Sequence[int], kind: EventKind) -> Advice | None:
    """Every attempt in order, each heavier than the one before; None where nothing that light can be loaded.

    The opener is no heavier than the lower end of the interval: the less is known, the lighter it is.
    """
    shares = LADDERS.get(kind, LADDERS[EventKind.TEST])
    mean_g = math.exp(strength.log_mean)
    opener_g = min(shares[0] * mean_g, low_g(strength))
    part = (shares[-1] * mean_g - opener_g) / (shares[-1] - shares[0])
    wanted_g = [opener_g + part * (share - shares[0]) for share in shares]
    loads_g = _rising([_down(steps_g, each) for each in wanted_g])
    if not loads_g:
        return None
    facts = {
        "e1rm_g": e1rm_g(strength),
        "low_g": low_g(strength),
        "high_g": high_g(strength),
        "load_g": loads_g[0],
        "percent": round(100.0 * loads_g[0] / mean_g, 1),
        "attempts": len(loads_g),
    }
    why = Reason(
        step="attempts",
        code="opener",
        facts=facts,
        source="attempts_practice",
        exercise_id=strength.exercise_id,
    )
    warm_ups = warm_up_sets(steps_g, loads_g[0], STANDARD)
    return Advice(loads_g=loads_g, warm_ups=warm_ups, rest_s=ATTEMPT_REST_S, reason=why)


def next_g(advice: Advice, steps_g: Sequence[int], done: Sequence[tuple[int, bool]]) -> int | None:
    """The next attempt after what was made or missed: a miss is tried again, never a lighter load; None at the end."""
    misses = sum(not made for _, made in done)
    if len(done) >= len(advice.loads_g) or misses >= MISSES_THAT_END:
        return None
    if not done:
        return advice.loads_g[0]
    last_g, made = done[-1]
    if not made:
        return last_g
    advised_g = advice.loads_g[len(done)]
    above = [step_g for step_g in steps_g if step_g > last_g]
    return advised_g if advised_g > last_g else (above[0] if above else None)


def _down(steps_g: Sequence[int], wanted_g: float) -> int | None:
    """An attempt is never rounded up."""
    return max((step_g for step_g in steps_g if step_g <= wanted_g), default=None)


def _rising(loads_g: Sequence[int | None]) -> tuple[int, ...]:
    known = [load_g for load_g in loads_g if load_g is not None]
    return tuple(known[:1]) + tuple(later for earlier, later in pairwise(known) if later > earlier)
