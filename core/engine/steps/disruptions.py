"""What came in between takes from the lifts that it covers: load, repetitions, sets, effort, or the whole lift."""

from core.engine.adjust import Adjustment, Family, Situation
from core.engine.disruptions import NOTHING, Effect, covers_exercise, effect, worst
from core.engine.models import Disruption, DisruptionKind, Reason

SOURCES = {DisruptionKind.ILLNESS: "neck_check", DisruptionKind.TRAVEL: "travel_practice"}


def disruptions(situation: Situation) -> Adjustment | None:
    """Several at once: in each dimension the worst one counts, and each of them is named."""
    snapshot = situation.snapshot
    found = [
        (each, taken)
        for each in snapshot.disruptions
        if covers_exercise(each, situation.exercise, snapshot.exercises)
        and (taken := effect(each, snapshot.local_date)) is not None
        and each.kind is not DisruptionKind.EQUIPMENT_UNAVAILABLE
    ]
    if not found:
        return None
    sets = situation.planned.sets
    reasons = tuple(_reason(each, taken, sets) for each, taken in found)
    all_in_all = worst([taken for _, taken in found], sets)
    return Adjustment(
        family=Family.DISRUPTION,
        reason=reasons[0],
        also=reasons[1:],
        load_factor=all_in_all.load_factor,
        reps_delta=all_in_all.reps_delta,
        sets_delta=all_in_all.sets_delta,
        rpe_cap=all_in_all.rpe_cap,
        drop=all_in_all.stops,
        round_down=any(reason.code == "rehab" for reason in reasons),
    )


def _reason(disruption: Disruption, taken: Effect, planned_sets: int) -> Reason:
    return Reason(
        step="disruptions",
        code=_code(disruption, taken),
        facts={
            "kind": disruption.kind,
            "severity": disruption.severity,
            "load_factor": taken.load_factor,
            "reps": taken.reps_delta,
            "sets": taken.sets_off(planned_sets),
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
