"""Offers back the sets that today's signs had taken away, once the first ones say that the day is a good one."""

import math
from collections.abc import Sequence

from core.engine.models import ExercisePrescription, Offer, Reason, SetTarget
from core.engine.standing import Standing, apply, hurts

OFFER_EASIER_RPE = 1.0  # on average (soreness_practice)
OFFER_SETS = 2  # told at least; design choice


def offer(prescription: ExercisePrescription, work: Sequence[SetTarget], standing: Standing) -> Offer | None:
    """One more set where those told so far were easier than expected; never after a miss, never where it hurts."""
    held_back, told = prescription.steering.held_back_sets, len(standing.errors)
    if held_back < 1 or told < OFFER_SETS or standing.misses > 0 or hurts(prescription):
        return None
    easier = -math.fsum(standing.errors) / told
    if easier < OFFER_EASIER_RPE:
        return None
    target = apply(prescription, work[-1], standing)
    facts = {"easier_rpe": round(easier, 1), "held_back_sets": held_back}
    reason = Reason(
        step="offer",
        code="one_more",
        facts=facts,
        source="soreness_practice",
        exercise_id=prescription.exercise_id,
    )
    return None if target is None else Offer(target=target, reason=reason)
