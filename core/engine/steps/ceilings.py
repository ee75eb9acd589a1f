"""Efforts that are not exceeded, whatever the plan says."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.aim import asks_for_more
from core.engine.models import BlockType, Reason

TOP_RPE = 9.5  # failure is never prescribed; design choice
CAREFUL_RPE = 7.0  # the health question was answered with yes; design choice
EASY_BLOCK_RPE = 7.0  # no set of a deload is harder; design choice
EASY_BLOCKS = frozenset({BlockType.DELOAD, BlockType.RESTORATION})


def ceilings(situation: Situation) -> Adjustment | None:
    cap, code = TOP_RPE, "top_effort"
    if situation.snapshot.block_type in EASY_BLOCKS:
        cap, code = EASY_BLOCK_RPE, "easy_block"
    if situation.snapshot.profile.careful:
        cap, code = min(cap, CAREFUL_RPE), "careful"
    if not asks_for_more(situation, cap) or (cap == TOP_RPE and situation.planned.rpe <= cap):
        return None
    facts = {"planned_rpe": situation.planned.rpe, "rpe": cap}
    return Adjustment(
        family=Family.CEILING, reason=Reason(step="ceilings", code=code, facts=facts), rpe_cap=cap
    )
