"""What came in between takes from the lifts that it covers: load, repetitions, sets, effort, or the whole lift.

While it takes anything, the sets wait that the block has added since its first week.
"""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.disruptions import NOTHING, Effect, worst
from core.engine.loads import WITHOUT_MAX
from core.engine.models import Disruption, DisruptionKind, Reason
from core.engine.rehab import effect_on, way_back

SOURCES = {
    DisruptionKind.ILLNESS: "neck_check",
    DisruptionKind.TRAVEL: "travel_practice",
    DisruptionKind.INJURY: "rehab_practice",
}


def disruptions(situation: Situation) -> Adjustment | None:
    """Several at once: in each dimension the worst one counts, and each of them is named."""
    found = _covering(situation)
    if not found:
        return None
    reasons = tuple(reason for each, taken in found for reason in _reasons(situation, each, taken))
    waiting = max((_waiting(situation, taken) for _, taken in found), default=0)
    all_in_all = worst([taken for _, taken in found], situation.planned.sets - waiting)
    lighter = (
        situation.exercise.load_mode not in WITHOUT_MAX
    )  # of a body there is no less load for more of it
    return Adjustment(
        family=Family.DISRUPTION,
        reason=reasons[0],
        also=reasons[1:],
        load_factor=all_in_all.load_factor,
        reps_least=all_in_all.reps_least if lighter else None,
        reps_delta=all_in_all.reps_delta,
        sets_delta=all_in_all.sets_delta - waiting,
        rpe_cap=all_in_all.rpe_cap,
        drop=all_in_all.stops,
        round_down=any((reason.step, reason.code) == ("disruptions", "rehab") for reason in reasons),
    )


def takes_from(situation: Situation) -> bool:
    """Whether something came in between that takes anything from the lift today."""
    return any(taken != NOTHING for _, taken in _covering(situation))


def _covering(situation: Situation) -> list[tuple[Disruption, Effect]]:
    snapshot = situation.snapshot
    return [
        (each, taken)
        for each in snapshot.disruptions
        if each.kind is not DisruptionKind.EQUIPMENT_UNAVAILABLE
        and (taken := effect_on(snapshot, each, situation.exercise)) is not None
    ]


def _reasons(situation: Situation, disruption: Disruption, taken: Effect) -> tuple[Reason, ...]:
    """What it takes, and of an injury where the lift stands on its way back."""
    said = _reason(disruption, taken, situation)
    back = way_back(situation.snapshot, disruption, situation.exercise)
    climbed = None if back is None else back.reason
    if climbed is None:
        return (said,)
    return (climbed,) if taken == NOTHING else (said, climbed)


def _waiting(situation: Situation, taken: Effect) -> int:
    """Sets that the block has added since its first week, on a day on which something is taken from the lift."""
    planned = situation.planned
    if taken == NOTHING or not planned.weekly_sets:
        return 0
    return max(planned.sets - planned.weekly_sets[0], 0)


def _reason(disruption: Disruption, taken: Effect, situation: Situation) -> Reason:
    waiting = _waiting(situation, taken)
    return Reason(
        step="disruptions",
        code=_code(disruption, taken),
        facts={
            "kind": disruption.kind,
            "severity": disruption.severity,
            "load_factor": taken.load_factor,
            "reps": taken.reps_delta,
            "sets": taken.sets_off(situation.planned.sets - waiting) - waiting,
            "rpe": taken.rpe_cap,
        },
        source=SOURCES.get(disruption.kind, "disruption_practice"),
    )


def _code(disruption: Disruption, taken: Effect) -> str:
    if taken.stops:
        return "stopped"
    if taken == NOTHING:
        return "noted"
    return "rehab" if disruption.kind is DisruptionKind.INJURY else "eased"
