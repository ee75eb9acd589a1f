"""Soreness takes a set first, load only when a prime mover is very sore, and all hard work at its worst."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.models import Muscle, Reason, Role

SORE, VERY_SORE, WORST = 3, 4, 5  # of 5
VERY_SORE_LOAD = 0.95  # soreness_practice
OWN_LOAD = "soreness.VERY_SORE_LOAD"
RECOVERY_LOAD = 0.5  # about 40 % of the max where work is at 80 %; soreness_practice
RECOVERY_SETS = -2
RECOVERY_RPE = 6.0


def soreness(situation: Situation) -> Adjustment | None:
    """The worst muscle decides. One that was not asked for is not known to be fine: it changes nothing."""
    muscle, felt = _worst(situation, situation.prime_movers)
    if felt >= WORST:
        return _recovery(situation, muscle, felt)
    if felt >= SORE:
        return _very_sore(situation, muscle, felt) if felt >= VERY_SORE else _fewer_sets(muscle, felt)
    muscle, felt = _worst(situation, situation.helpers)
    return _fewer_sets(muscle, felt) if felt >= VERY_SORE else None


def _worst(situation: Situation, muscles: frozenset[Muscle]) -> tuple[Muscle | None, int]:
    felt = situation.snapshot.check_in.soreness
    sore = [(felt[muscle], muscle) for muscle in sorted(muscles) if muscle in felt]
    if not sore:
        return None, 0
    level, muscle = max(sore)
    return muscle, level


def _very_sore(situation: Situation, muscle: Muscle | None, felt: int) -> Adjustment:
    return _fewer_sets(muscle, felt, situation.constant(OWN_LOAD, VERY_SORE_LOAD), **situation.own(OWN_LOAD))


def _fewer_sets(muscle: Muscle | None, felt: int, load_factor: float = 1.0, **own: str) -> Adjustment:
    facts = {"muscle": muscle, "soreness": felt, "load_factor": load_factor, "sets": -1, **own}
    reason = Reason(step="soreness", code="sore", facts=facts, source="soreness_practice")
    return Adjustment(family=Family.SORENESS, reason=reason, load_factor=load_factor, sets_delta=-1)


def _recovery(situation: Situation, muscle: Muscle | None, felt: int) -> Adjustment:
    """Very light movement for a main lift; an accessory waits for another day."""
    drop = situation.planned.role is Role.ACCESSORY
    facts = {"muscle": muscle, "soreness": felt, "load_factor": RECOVERY_LOAD, "sets": RECOVERY_SETS}
    return Adjustment(
        family=Family.RECOVERY,
        reason=Reason(
            step="soreness",
            code="too_sore" if drop else "light_instead",
            facts={"muscle": muscle, "soreness": felt} if drop else facts,
            source="soreness_practice",
        ),
        load_factor=RECOVERY_LOAD,
        sets_delta=RECOVERY_SETS,
        rpe_cap=RECOVERY_RPE,
        drop=drop,
    )
