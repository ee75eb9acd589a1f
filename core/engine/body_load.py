"""Lifts whose load the body is a part of: all that is lifted, and how it is told: as a load added, or help taken."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import wraps
from types import MappingProxyType

from core.engine.models import (
    Exercise,
    ExercisePrescription,
    LoadMode,
    MaxEntry,
    Offer,
    PerformedSet,
    Progress,
    Reason,
    SetTarget,
    Strength,
)

WHOLE = 1.0  # who hangs or leans on the hands lifts all of it, forearms aside; design choice

# The share of body weight that is lifted. Push-ups: peak force on the hands, feet and hands raised by 61 cm
# (ebben_2011)
SHARES: Mapping[str, float] = MappingProxyType(
    dict.fromkeys(
        (
            "pull_up",
            "chin_up",
            "wide_grip_pull_up",
            "neutral_grip_pull_up",
            "chest_to_bar_pull_up",
            "towel_pull_up",
            "assisted_pull_up",
            "assisted_chin_up",
            "dip",
            "ring_dip",
            "assisted_dip",
        ),
        WHOLE,
    )
    | {"push_up": 0.64, "knee_push_up": 0.49, "decline_push_up": 0.74, "incline_push_up": 0.41}
)
BODY_WEIGHT_HOLDS = timedelta(days=90)  # then it is not known any more; design choice


def body_load_g(exercise: Exercise, body_weight_g: int | None) -> int | None:
    """How much of the body the exercise lifts; None where body weight or share are not known."""
    share = SHARES.get(exercise.key)
    if share is None or body_weight_g is None or body_weight_g <= 0:
        return None
    return round(share * body_weight_g)


def hangs(exercise: Exercise) -> bool:
    """Whether a max of it is estimated: a load is hung on a pull-up or a dip, and on few other backs."""
    return SHARES.get(exercise.key) == WHOLE


def weight_on(weighed: Sequence[tuple[date, int]], on: date) -> int | None:
    """The newest body weight of a date, where it was taken not too long before; oldest first."""
    newest = bisect_right(weighed, on, key=lambda each: each[0]) - 1
    if newest < 0 or on - weighed[newest][0] > BODY_WEIGHT_HOLDS:
        return None
    return weighed[newest][1]


def lifted_g(load_g: int | None, body_g: int, *, assisted: bool) -> int:
    """Everything that is lifted. Help may have been typed with a minus or without."""
    added_g = 0 if load_g is None else load_g
    return max(body_g - abs(added_g) if assisted else body_g + added_g, 0)


def told_g(all_g: int, body_g: int, *, assisted: bool) -> int:
    """The load as people say it: added to the body, or the help taken off it."""
    return body_g - all_g if assisted else all_g - body_g


def set_as_lifted(done: PerformedSet, exercise: Exercise) -> PerformedSet:
    """A set with all that it lifted; without its load where the body weight of its day is not known."""
    body_g = body_load_g(exercise, done.body_weight_g)
    assisted = exercise.load_mode is LoadMode.ASSISTED
    return replace(done, load_g=None if body_g is None else lifted_g(done.load_g, body_g, assisted=assisted))


def max_as_lifted(entry: MaxEntry, exercise: Exercise) -> MaxEntry:
    """The same of an entered max; without a load it says nothing."""
    body_g = body_load_g(exercise, entry.body_weight_g)
    assisted = exercise.load_mode is LoadMode.ASSISTED
    return replace(entry, load_g=0 if body_g is None else lifted_g(entry.load_g, body_g, assisted=assisted))


def steps_as_lifted(strength: Strength, steps_g: Sequence[int]) -> tuple[int, ...]:
    """What can be loaded, with the body, ascending."""
    body_g, assisted = strength.body_load_g, strength.assisted
    return tuple(sorted(g for g in (lifted_g(step, body_g, assisted=assisted) for step in steps_g) if g > 0))


def steps_as_told(strength: Strength, steps_g: Sequence[int]) -> tuple[int, ...]:
    body_g, assisted = strength.body_load_g, strength.assisted
    return tuple(sorted(told_g(step_g, body_g, assisted=assisted) for step_g in steps_g))


def series_as_told(strength: Strength, series: Sequence[SetTarget]) -> tuple[SetTarget, ...]:
    def told(target: SetTarget) -> SetTarget:
        if target.load_g is None:
            return target
        return replace(target, load_g=told_g(target.load_g, strength.body_load_g, assisted=strength.assisted))

    return tuple(told(target) for target in series)


def reason_as_told(strength: Strength, reason: Reason) -> Reason:
    """Loads among the facts become what is added to the body, or taken off it with a minus."""
    facts = {
        name: fact - strength.body_load_g if name.endswith("_g") and isinstance(fact, int) else fact
        for name, fact in reason.facts.items()
    }
    return replace(reason, facts={**facts, "body_load_g": strength.body_load_g})


def with_the_body(
    progress: Callable[[ExercisePrescription, Sequence[PerformedSet]], Progress],
) -> Callable[[ExercisePrescription, Sequence[PerformedSet]], Progress]:
    """Steers by what is lifted in all, and tells what is next as people say it."""

    @wraps(progress)
    def steered(prescription: ExercisePrescription, performed: Sequence[PerformedSet]) -> Progress:
        strength = prescription.strength
        if strength is None or strength.body_load_g == 0:
            return progress(prescription, performed)
        left = progress(
            as_lifted(prescription, strength), [done_as_lifted(strength, done) for done in performed]
        )
        return replace(
            left,
            remaining=series_as_told(strength, left.remaining),
            reasons=tuple(reason_as_told(strength, reason) for reason in left.reasons),
            offer=None if left.offer is None else _offer_as_told(strength, left.offer),
        )

    return steered


def _offer_as_told(strength: Strength, offer: Offer) -> Offer:
    (target,) = series_as_told(strength, [offer.target])
    return replace(offer, target=target)


def as_lifted(prescription: ExercisePrescription, strength: Strength) -> ExercisePrescription:
    """The same sets and steps, with the body."""
    return replace(
        prescription,
        series=tuple(
            target if target.load_g is None else replace(target, load_g=_all_g(strength, target.load_g))
            for target in prescription.series
        ),
        load_steps_g=steps_as_lifted(strength, prescription.load_steps_g),
    )


def as_told(prescription: ExercisePrescription, strength: Strength) -> ExercisePrescription:
    """The inverse."""
    return replace(
        prescription,
        series=series_as_told(strength, prescription.series),
        load_steps_g=steps_as_told(strength, prescription.load_steps_g),
    )


def counted_loads(
    prescription: ExercisePrescription, mode: LoadMode, performed: Sequence[PerformedSet]
) -> tuple[tuple[SetTarget, ...], tuple[PerformedSet, ...]]:
    """Planned and done as they count for volume: with the body; where its weight is not known, without a load.

    Neither a plate alone nor the help is what was lifted, so repetitions measure then.
    """
    strength = prescription.strength
    if mode not in (LoadMode.BODY_WEIGHT, LoadMode.ASSISTED):
        return prescription.series, tuple(performed)
    if strength is None or strength.body_load_g == 0:
        planned = tuple(replace(target, load_g=None) for target in prescription.series)
        return planned, tuple(replace(done, load_g=None) for done in performed)
    lifted = as_lifted(prescription, strength).series
    return lifted, tuple(done_as_lifted(strength, done) for done in performed)


def done_as_lifted(strength: Strength, done: PerformedSet) -> PerformedSet:
    """A set of today's, on the day that the strength is of."""
    return replace(done, load_g=_all_g(strength, done.load_g))


def _all_g(strength: Strength, load_g: int | None) -> int:
    return lifted_g(load_g, strength.body_load_g, assisted=strength.assisted)
