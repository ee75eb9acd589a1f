"""Low readiness costs the workout one set, very low also a little load. Feeling fresh earns nothing."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Reason

LOW, VERY_LOW = 2, 1  # of 5
VERY_LOW_LOAD = 0.95  # craven_2022: the most that one bad night may take off
OWN_LOAD = "readiness.VERY_LOW_LOAD"


def readiness(situation: Situation) -> Adjustment | None:
    """Unknown readiness is not low, and not fresh: it changes nothing."""
    felt = situation.snapshot.check_in.readiness
    if felt is None or felt > LOW:
        return None
    very_low = felt <= VERY_LOW
    load_factor = situation.constant(OWN_LOAD, VERY_LOW_LOAD) if very_low else 1.0
    sets_delta = -1 if situation.yields_first else 0
    if load_factor == 1.0 and sets_delta == 0:
        return None
    reason = Reason(
        step="readiness",
        code="low",
        facts={
            "readiness": felt,
            "load_factor": load_factor,
            "sets": sets_delta,
            **(situation.own(OWN_LOAD) if very_low else {}),
        },
        source="craven_2022",
    )
    return Adjustment(family=Family.READINESS, reason=reason, load_factor=load_factor, sets_delta=sets_delta)
