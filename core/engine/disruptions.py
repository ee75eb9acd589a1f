"""What comes in between: which lifts and dates it covers, what it takes, and when to ask whether it is still there."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.engine.lifecycles import DisruptionStatus
from core.engine.loads import can_do
from core.engine.models import (
    Disruption,
    DisruptionKind,
    Equipment,
    Exercise,
    Kit,
    Pattern,
    Severity,
    Snapshot,
)

ASK_AGAIN_AFTER = timedelta(days=7)  # design choice: what has no end is forgotten otherwise
MONITORED_FOR = timedelta(days=7)  # after its end, for each degree that is left to lose; design choice
REHAB_FOR = timedelta(
    days=56
)  # after an injury's end: four steps of a week, and as long again; design choice

EASY_RPE = 7.0  # three repetitions left while something is wrong; design choice
ILL_RPE = 8.0  # design choice
ARRIVAL_DAYS = 3  # after a journey: the day of arrival and two more (travel_practice)
WITHOUT_GYM = frozenset({Equipment.NONE})


class Stage(StrEnum):
    """Where a disruption stands on a date."""

    ACTIVE = "active"
    WATCHED = "watched"  # over, and it may come back


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a disruption takes from a lift that it covers."""

    load_factor: float = 1.0
    reps_least: int | None = None  # more repetitions with less load
    reps_delta: int = 0
    sets_delta: int = 0
    half_sets: bool = False
    rpe_cap: float | None = None
    stops: bool = False

    def sets_off(self, planned_sets: int) -> int:
        """How many of the planned sets go, as a negative number; of halves the larger one stays."""
        half = math.ceil(planned_sets / 2) - planned_sets if self.half_sets else 0
        return min(self.sets_delta, half)


NOTHING, STOP = Effect(), Effect(stops=True)

# By how much it weighs (disruption_practice; illness: neck_check). Something major is no training at all; an injury
# has a ladder of its own, see `rehab`.
EFFECTS: Mapping[DisruptionKind, Mapping[Severity, Effect]] = {
    DisruptionKind.ILLNESS: {
        Severity.MINOR: Effect(reps_delta=-2, rpe_cap=ILL_RPE),
        Severity.MODERATE: Effect(load_factor=0.75, reps_delta=-2, half_sets=True, rpe_cap=EASY_RPE),
    },
    DisruptionKind.FATIGUE: {
        Severity.MINOR: Effect(load_factor=0.90),
        Severity.MODERATE: Effect(load_factor=0.80, half_sets=True),
    },
    DisruptionKind.OTHER: {  # nobody knows what it is, so sets go before load; design choice
        Severity.MINOR: Effect(sets_delta=-1),
        Severity.MODERATE: Effect(load_factor=0.90, half_sets=True),
    },
    # What is missing is replaced by what is there; see `kit_left` and `missing_exercises`.
    DisruptionKind.EQUIPMENT_UNAVAILABLE: {Severity.MINOR: NOTHING, Severity.MODERATE: NOTHING},
    DisruptionKind.TRAVEL: {Severity.MINOR: NOTHING, Severity.MODERATE: NOTHING},
}
# The day of arrival is easy, the two after it at 70-80 % (travel_practice); a short way costs the first day only.
ON_ARRIVAL: Mapping[Severity, Effect] = {
    Severity.MINOR: Effect(sets_delta=-1, rpe_cap=EASY_RPE),
    Severity.MODERATE: Effect(load_factor=0.70, half_sets=True, rpe_cap=EASY_RPE),
}
AFTER_ARRIVAL: Mapping[Severity, Effect] = {
    Severity.MINOR: NOTHING,
    Severity.MODERATE: Effect(load_factor=0.80),
}


def stage(disruption: Disruption, on: date) -> Stage | None:
    """By its status and its dates, whichever is further on. None: not yet, resolved, or long over."""
    if disruption.status is DisruptionStatus.RESOLVED or on < disruption.starts_on:
        return None
    ends_on = disruption.ends_on
    if ends_on is not None and on > ends_on + MONITORED_FOR * max(_degrees(disruption), 1):
        return None
    over = disruption.status is DisruptionStatus.MONITORING or not disruption.covers(on)
    return Stage.WATCHED if over else Stage.ACTIVE


def _degrees(disruption: Disruption) -> int:
    """How many lesser weights there are below its own."""
    return tuple(Severity).index(disruption.severity)


def comes_back_slowly(disruption: Disruption) -> bool:
    """Whether training goes on in steps once it is over: after an injury or an illness that took more than a little."""
    of_the_body = disruption.kind in (DisruptionKind.INJURY, DisruptionKind.ILLNESS)
    return of_the_body and disruption.severity is not Severity.MINOR


def is_past(disruption: Disruption, on: date) -> bool:
    """Whether nothing of it is left by its dates alone: it is not even watched, and no injury climbs back."""
    ends_on = disruption.ends_on
    climbs = disruption.kind is DisruptionKind.INJURY and disruption.severity is not Severity.MINOR
    watched = climbs and ends_on is not None and on <= ends_on + REHAB_FOR
    return ends_on is not None and on > ends_on and stage(disruption, on) is None and not watched


def injured_since(disruptions: Sequence[Disruption], on: date) -> date | None:
    """Since when a way back may have begun: what was said of pain counts from then on."""
    injuries = (each for each in disruptions if each.kind is DisruptionKind.INJURY and not is_past(each, on))
    return min((each.starts_on for each in injuries), default=None)


def weighs(disruption: Disruption, on: date) -> Severity | None:
    """How much it weighs on a date. While it is watched, one degree less with each week; None: it takes nothing."""
    found = stage(disruption, on)
    if found is None:
        return None
    degrees = _degrees(disruption)
    if found is Stage.WATCHED:
        ends_on = disruption.ends_on
        weeks = 0 if ends_on is None else max((on - ends_on).days - 1, 0) // MONITORED_FOR.days
        degrees -= 1 + weeks
    return tuple(Severity)[degrees] if degrees >= 0 else None


def effect(disruption: Disruption, on: date) -> Effect | None:
    """What it takes on a date from a lift that it covers; None: it is not there. Of an injury `rehab` knows more."""
    found = stage(disruption, on)
    if found is None:
        return None
    severity = weighs(disruption, on)
    if severity is None:
        return NOTHING
    if severity is Severity.MAJOR:
        replaced = disruption.kind is DisruptionKind.EQUIPMENT_UNAVAILABLE and disruption.exercise_ids
        return NOTHING if replaced else STOP
    if disruption.kind is DisruptionKind.TRAVEL:
        return _travelled(disruption, found, severity, on)
    return EFFECTS.get(disruption.kind, {}).get(severity, NOTHING)


def _travelled(disruption: Disruption, found: Stage, severity: Severity, on: date) -> Effect:
    """There and back again: after each of the two journeys the first days are easier."""
    back = found is Stage.WATCHED and disruption.ends_on is not None
    arrived_on = disruption.ends_on if back and disruption.ends_on is not None else disruption.starts_on
    days = (on - arrived_on).days
    if days >= ARRIVAL_DAYS:
        return NOTHING
    return ON_ARRIVAL[severity] if days <= 0 else AFTER_ARRIVAL[severity]


def worst(effects: Sequence[Effect], planned_sets: int) -> Effect:
    """Several at once: in each dimension the worst one counts."""
    caps = [each.rpe_cap for each in effects if each.rpe_cap is not None]
    return Effect(
        load_factor=min((each.load_factor for each in effects), default=1.0),
        reps_least=max((each.reps_least for each in effects if each.reps_least is not None), default=None),
        reps_delta=min((each.reps_delta for each in effects), default=0),
        sets_delta=min((each.sets_off(planned_sets) for each in effects), default=0),
        rpe_cap=min(caps, default=None),
        stops=any(each.stops for each in effects),
    )


def covers_exercise(disruption: Disruption, exercise: Exercise, known: Sequence[Exercise]) -> bool:
    """All lifts, those it names, and of an injury those that move alike with the same prime movers."""
    if not disruption.exercise_ids or exercise.id in disruption.exercise_ids:
        return True
    if disruption.kind is not DisruptionKind.INJURY:
        return False
    injured = (each for each in known if each.id in disruption.exercise_ids)
    return any(each.pattern is exercise.pattern and _share_muscles(each, exercise) for each in injured)


def _share_muscles(one: Exercise, other: Exercise) -> bool:
    return any(
        share >= 1.0 and other.muscles.get(muscle, 0.0) >= 1.0 for muscle, share in one.muscles.items()
    )


def stopping(snapshot: Snapshot) -> tuple[Disruption, ...]:
    """Those that allow no training at all today."""
    on = snapshot.local_date
    return tuple(
        each
        for each in snapshot.disruptions
        if not each.exercise_ids and (found := effect(each, on)) is not None and found.stops
    )


def missing_exercises(snapshot: Snapshot) -> frozenset[int]:
    """Lifts whose equipment is missing just now."""
    gone = (each.exercise_ids for each in without_equipment(snapshot))
    return frozenset().union(*gone)


def at_hand(snapshot: Snapshot) -> Snapshot:
    """The same with the kit that is left: away from any gym only what needs no equipment can be done."""
    everything = [
        each
        for each in without_equipment(snapshot)
        if not each.exercise_ids and each.severity is not Severity.MINOR
    ]
    if not everything:
        return snapshot
    return replace(snapshot, profile=replace(snapshot.profile, kit=Kit(equipment=WITHOUT_GYM, stack_max_g=0)))


def lacking(snapshot: Snapshot) -> frozenset[Pattern]:
    """The patterns of the day's exercises that cannot be done here today: something has to stand in for them."""
    here, gone = at_hand(snapshot), missing_exercises(snapshot)
    library = {exercise.id: exercise for exercise in snapshot.exercises}
    wanted = (library[line.exercise_id] for line in snapshot.day.exercises if line.exercise_id in library)
    return frozenset(each.pattern for each in wanted if each.id in gone or not can_do(here.profile.kit, each))


def without_equipment(snapshot: Snapshot) -> list[Disruption]:
    """Equipment is there again as soon as it is over: nothing to watch."""
    return [
        each
        for each in snapshot.disruptions
        if each.kind is DisruptionKind.EQUIPMENT_UNAVAILABLE
        and stage(each, snapshot.local_date) is Stage.ACTIVE
    ]


def question_at(disruption: Disruption) -> datetime | None:
    """When to ask whether it is still there; None for what has an end."""
    open_ended = disruption.status is DisruptionStatus.ACTIVE and disruption.ends_on is None
    return disruption.asked_at + ASK_AGAIN_AFTER if open_ended else None


def due_for_question(disruption: Disruption, now: datetime) -> bool:
    """Whether something without an end was not asked about for a week."""
    at = question_at(disruption)
    return at is not None and at <= now
