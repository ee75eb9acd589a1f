"""Changes to a plan that is under way, one kind for each type of adaptation."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.engine.models.plan import AdaptationType, Goal


class Intervention(StrEnum):
    """What is done about a lift that is stuck."""

    LIGHTER = "lighter"
    FEWER_SETS = "fewer_sets"
    VARIATION = "variation"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyDeload:
    """After this week an easy one; a deload that was to come anyway comes now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockExtension:
    """So many weeks more of a block; what follows comes later."""

    weeks: int

    def __post_init__(self) -> None:
        if self.weeks < 1:
            raise ValueError("an extension is at least a week")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalShift:
    """Another goal from now on."""

    goal: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSwap:
    """One exercise in place of another from now on; a day that has it already has it once."""

    exercise_id: int
    to_exercise_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeReduction:
    """So many of a block's sets, one at least, and no more from week to week."""

    factor: float

    def __post_init__(self) -> None:
        if not 0.0 < self.factor < 1.0:
            raise ValueError("a reduction leaves a share of the sets")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntensityReduction:
    """So many repetitions more in reserve in every week of a block."""

    rir: float

    def __post_init__(self) -> None:
        if self.rir <= 0.0:
            raise ValueError("a reduction leaves more in reserve")


@dataclass(frozen=True, slots=True, kw_only=True)
class StallIntervention:
    """What is done about one lift that is stuck, from now on."""

    exercise_id: int
    intervention: Intervention
    to_exercise_id: int | None = None

    def __post_init__(self) -> None:
        if (self.intervention is Intervention.VARIATION) != (self.to_exercise_id is not None):
            raise ValueError("a variation, and nothing else, names another exercise")


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeIncrease:
    """A set more of one exercise on one day of the week, in the weeks of a block that are still to come."""

    day_number: int
    exercise_id: int


Change = (
    EarlyDeload
    | BlockExtension
    | GoalShift
    | ExerciseSwap
    | VolumeReduction
    | IntensityReduction
    | StallIntervention
    | VolumeIncrease
)
CHANGES: Mapping[AdaptationType, type[Change]] = MappingProxyType(
    {
        AdaptationType.EARLY_DELOAD: EarlyDeload,
        AdaptationType.BLOCK_EXTENSION: BlockExtension,
        AdaptationType.GOAL_SHIFT: GoalShift,
        AdaptationType.EXERCISE_SWAP: ExerciseSwap,
        AdaptationType.VOLUME_REDUCTION: VolumeReduction,
        AdaptationType.INTENSITY_REDUCTION: IntensityReduction,
        AdaptationType.STALL_INTERVENTION: StallIntervention,
        AdaptationType.VOLUME_INCREASE: VolumeIncrease,
    }
)
