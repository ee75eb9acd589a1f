"""Fits a wanted load to what can be loaded; where the next step is far off, repetitions move instead."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.engine.curve import Curve, fraction_of_max, reps_to_failure, reps_to_failure_at
from core.engine.loads import MOST_ABOVE_WANTED, closest_g, nearest_g

FAR = 0.04  # of a load, where no curve says what a repetition is worth; never more; design choice
MOST_REPS = 30  # design choice
MOST_ABOVE_EFFORT = 1.015  # of the load that the effort bears, where repetitions round up; design choice


@dataclass(frozen=True, slots=True)
class Fitted:
    """A load that exists and the repetitions that make it as hard as what was wanted."""

    load_g: int
    reps: int


def to_kit(
    steps_g: Sequence[int], wanted_g: float, reps: int, rpe: float | None, curve: Curve | None = None
) -> Fitted | None:
    """The nearest load for `reps`, or other repetitions with the closest load. None: even one is too hard.

    Without a target effort (light work) repetitions stay and the load is the nearest. With a curve of this person's
    own the effort is what is really left, without one it is felt and goes by the chart.
    """
    if not steps_g or wanted_g <= 0:
        return None
    near_g = nearest_g(steps_g, wanted_g)
    if rpe is None or 1.0 - _far(reps, rpe, curve) <= near_g / wanted_g <= 1.0 + MOST_ABOVE_WANTED:
        return Fitted(near_g, reps)
    for load_g in (closest_g(steps_g, wanted_g), near_g):
        moved = as_hard(load_g / wanted_g, reps, rpe, curve)
        if moved >= 1:
            return Fitted(load_g, min(moved, max(MOST_REPS, reps)))
    return None


def _far(reps: int, rpe: float, curve: Curve | None) -> float:
    return FAR if curve is None else a_repetition(curve, reps + max(10.0 - rpe, 0.0))


def a_repetition(curve: Curve, to_failure: float) -> float:
    """What one repetition more than so many to failure is worth, as a share of the load; no more than FAR."""
    return min(1.0 - curve.fraction(to_failure + 1.0) / curve.fraction(to_failure), FAR)


def as_hard(load_ratio: float, reps: int, rpe: float, curve: Curve | None = None) -> int:
    """Repetitions at another load for the same effort, halves rounded down."""
    if curve is None:
        to_failure = reps_to_failure(reps, rpe)
        possible = reps_to_failure_at(fraction_of_max(to_failure) * load_ratio)
        return math.ceil(reps + possible - to_failure - 0.5)
    left = max(10.0 - rpe, 0.0)
    full = curve.fraction(reps + left)
    moved = math.ceil(curve.reps(full * load_ratio) - left - 0.5)
    while moved > 1 and load_ratio * full > MOST_ABOVE_EFFORT * curve.fraction(moved + left):
        moved -= 1  # where few repetitions are possible, half of one weighs too much
    return moved
