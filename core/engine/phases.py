"""What each kind of block is: its weeks, efforts and volume, by goal and training age, and their order.

A new goal is a row in `doses.DOSES` and in `CYCLES`; a new kind of block a row in every table here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.engine.models import (
    BlockType,
    Goal,
    IntensityBias,
    Profile,
    TrainingAge,
    VolumeTarget,
)

ACCUMULATION, INTENSIFICATION, REALIZATION, DELOAD, RESTORATION = BlockType
BEGINNER, INTERMEDIATE, ADVANCED = TrainingAge


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One block as it is meant, before exercises are chosen."""

    block_type: BlockType
    weeks: int
    volume_target: VolumeTarget


# Repetitions in reserve from the first week to the last (issurin_blocks; the careful end is a design choice)
RIR: Mapping[BlockType, Mapping[TrainingAge, tuple[float, float]]] = {
    ACCUMULATION: {BEGINNER: (3.0, 2.0), INTERMEDIATE: (4.0, 1.0), ADVANCED: (3.0, 1.0)},
    INTENSIFICATION: {BEGINNER: (3.0, 2.0), INTERMEDIATE: (3.0, 1.0), ADVANCED: (2.0, 1.0)},
    REALIZATION: {BEGINNER: (2.0, 2.0), INTERMEDIATE: (2.0, 1.0), ADVANCED: (2.0, 0.5)},
}
CAREFUL_RIR = (4.0, 3.0)

# How much more a week may have than the one before (issurin_blocks: a cap, in whole sets; the rest is a design choice)
RAMP: Mapping[TrainingAge, float] = {
    BEGINNER: 1.0,  # beginners gain from load, not from more sets
    INTERMEDIATE: 1.10,
    ADVANCED: 1.10,
}
BIAS: Mapping[Goal, IntensityBias] = {
    Goal.STRENGTH: IntensityBias.STRENGTH,
    Goal.HYPERTROPHY: IntensityBias.HYPERTROPHY,
    Goal.POWER: IntensityBias.POWER,
    Goal.MUSCULAR_ENDURANCE: IntensityBias.MUSCULAR_ENDURANCE,
    Goal.GENERAL: IntensityBias.HYPERTROPHY,
}

_LIFT = {
    INTERMEDIATE: ((ACCUMULATION, 4), (INTENSIFICATION, 3), (DELOAD, 1)),
    ADVANCED: ((ACCUMULATION, 3), (INTENSIFICATION, 3), (REALIZATION, 1), (DELOAD, 1)),
}
_GROW = {
    INTERMEDIATE: ((ACCUMULATION, 5), (DELOAD, 1)),
    ADVANCED: ((ACCUMULATION, 3), (ACCUMULATION, 3), (DELOAD, 1)),
}
_BOTH = {
    INTERMEDIATE: ((ACCUMULATION, 4), (INTENSIFICATION, 2), (DELOAD, 1)),
    ADVANCED: ((ACCUMULATION, 3), (INTENSIFICATION, 2), (DELOAD, 1)),
}
# What goes round for ever where no event is ahead: 4 to 8 weeks from one easy week to the next (rogerson_2024,
# bell_2023); beginners skip planned ones
NOVICE_CYCLE = ((ACCUMULATION, 4),)
CYCLES: Mapping[Goal, Mapping[TrainingAge, tuple[tuple[BlockType, int], ...]]] = {
    goal: {BEGINNER: NOVICE_CYCLE, **trained}
    for goal, trained in (
        (Goal.STRENGTH, _LIFT),
        (Goal.POWER, _LIFT),
        (Goal.HYPERTROPHY, _GROW),
        (Goal.MUSCULAR_ENDURANCE, _BOTH),
        (Goal.GENERAL, _BOTH),
    )
}
# Read backwards from the taper of an event: what comes before it, again and again (issurin_blocks)
TOWARDS_EVENT: tuple[tuple[BlockType, int], ...] = ((INTENSIFICATION, 3), (ACCUMULATION, 4), (DELOAD, 1))
TAPER_WEEKS = 2  # travis_2021: the event's week and the one before it
RESTORATION_WEEKS = 2  # issurin_blocks
RESTORATION_EVERY_WEEKS = 36  # without one: coaching practice says every 3 to 6 blocks; design choice


def phase(profile: Profile, block_type: BlockType, weeks: int, before: BlockType | None = None) -> Phase:
    """A block with its volume: more in a second accumulation after a first, less the nearer an event is."""
    return Phase(block_type=block_type, weeks=weeks, volume_target=_target(profile, block_type, before))


def _target(profile: Profile, block_type: BlockType, before: BlockType | None) -> VolumeTarget:
    match block_type:
        case BlockType.DELOAD | BlockType.RESTORATION:
            return VolumeTarget.DELOAD_VOLUME
        case BlockType.REALIZATION:
            return VolumeTarget.MEV
        case _ if profile.training_age is BEGINNER:
            return VolumeTarget.MEV
        case BlockType.ACCUMULATION if before is BlockType.ACCUMULATION:
            return VolumeTarget.APPROACHING_MRV
    return VolumeTarget.MAV


def rir_line(profile: Profile, block_type: BlockType) -> tuple[float, float]:
    """Repetitions in reserve in the first week of a working block and in its last."""
    return CAREFUL_RIR if profile.careful else RIR[block_type][profile.training_age]


def ramp_of(profile: Profile, block_type: BlockType) -> float:
    """Only accumulation adds sets from week to week."""
    return RAMP[profile.training_age] if block_type is BlockType.ACCUMULATION else 1.0
