"""What is meant, weeks ahead: profile, blocks, planned days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from core.engine.models.exercises import Kit, Muscle, TrainingAge
from core.engine.models.reasons import Selection
from core.engine.models.series import Series


class Goal(StrEnum):
    """What the athlete trains for."""

    STRENGTH = "strength"
    HYPERTROPHY = "hypertrophy"
    POWER = "power"
    MUSCULAR_ENDURANCE = "muscular_endurance"
    GENERAL = "general"


class Role(StrEnum):
    """Why an exercise is in the workout: main lifts are protected, accessories yield first."""

    MAIN = "main"
    ACCESSORY = "accessory"


class IntensityType(StrEnum):
    """What one training day of a lift is for, where days undulate."""

    HEAVY = "heavy"
    EXPLOSIVE = "explosive"
    REP = "rep"
    DELOAD = "deload"


class SetMode(StrEnum):
    """How one set of an exercise leads to the next."""

    STRAIGHT = "straight"  # the same again, steered by effort
    LOAD_DROP = "load_drop"  # one set, then so many percent less until that is as hard
    REPEATS = "repeats"  # the same load until strength has fallen by so many percent
    APRE_3 = "apre_3"  # half, three quarters, then as many as possible at the 3, 6 or 10 rep max, twice
    APRE_6 = "apre_6"
    APRE_10 = "apre_10"
    AMRAP = "amrap"  # every set as many repetitions as possible
    DOUBLE_PROGRESSION = "double_progression"  # repetitions up to the end of a range, then the next load


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExercise:
    """A line of the plan for one day: what is meant before today is known.

    Where somebody authored the sets, `series` is what counts and sets, reps and effort only sum it up.
    """

    exercise_id: int
    role: Role
    sets: int
    reps: int
    reps_max: int | None
    rpe: float
    rest_s: int
    intensity_type: IntensityType | None = None  # None where days do not undulate
    weekly_sets: tuple[int, ...] = ()  # of each week of the block; without them the block's ramp says
    series: Series = ()  # as a coach wrote it: then the other numbers are only its outline
    mode: SetMode = SetMode.STRAIGHT
    fatigue_pct: float = 5.0  # of load drops and repeats (rts_fatigue)
    selection: Selection | None = None  # why this exercise; None where the engine did not choose it
    group: int | None = None  # a coach's: lines of a day with the same number are done in turns
    group_name: str | None = None  # its own name, if its author gave it one


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One training day of the week; `weekday` is 1 (Monday) to 7."""

    day_number: int
    weekday: int
    exercises: tuple[PlannedExercise, ...]


class BlockType(StrEnum):
    """The five kinds of block."""

    ACCUMULATION = "accumulation"
    INTENSIFICATION = "intensification"
    REALIZATION = "realization"
    DELOAD = "deload"
    RESTORATION = "restoration"


class VolumeTarget(StrEnum):
    """Where between the volume landmarks a block aims."""

    MEV = "MEV"
    MAV = "MAV"
    APPROACHING_MRV = "APPROACHING_MRV"
    DELOAD_VOLUME = "DELOAD_VOLUME"


class IntensityBias(StrEnum):
    """What the loads of a block are biased towards."""

    STRENGTH = "strength"
    HYPERTROPHY = "hypertrophy"
    POWER = "power"
    MUSCULAR_ENDURANCE = "muscular_endurance"


class MainLiftRotation(StrEnum):
    """Whether main lifts stay from block to block."""

    MAINTAIN = "maintain"
    ROTATE = "rotate"


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationPolicy:
    """When exercises change. `novelty` is the share of accessories that a change may replace, 0 to 1."""

    main_lifts: MainLiftRotation = MainLiftRotation.MAINTAIN
    accessory_cadence_weeks: int = 2  # design choice
    novelty: float = 0.3  # design choice

    def __post_init__(self) -> None:
        if self.accessory_cadence_weeks < 1 or not 0.0 <= self.novelty <= 1.0:
            raise ValueError("a cadence is at least a week, novelty is between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeloadTriggers:
    """What calls for a deload before its time: lifts that are stuck, or weeks of one; days of low recovery of seven.

    The first keeps its old name: sessions without a best, which it once counted, come to everybody (stall_posterior).
    """

    performance_stall_sessions: int = (
        3  # lifts that are surely stuck, or weekly reviews in a row (stall_posterior)
    )
    low_recovery_days: int = 5  # of the last seven, not in a row (fatigue_score)

    def __post_init__(self) -> None:
        if self.performance_stall_sessions < 1 or self.low_recovery_days < 1:
            raise ValueError("a trigger needs at least one session or day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A few weeks with one intent; RIR runs in a line from `rir_start` to `rir_end`."""

    block_type: BlockType
    weeks: int
    volume_target: VolumeTarget
    intensity_bias: IntensityBias
    weekly_volume_ramp: float
    rir_start: float
    rir_end: float
    days: tuple[PlannedDay, ...]
    main_lifts: Mapping[str, int] = field(default_factory=dict)  # slot ("squat") -> exercise id
    accessory_pool: Mapping[Muscle, tuple[int, ...]] = field(default_factory=dict)  # exercise ids, in order
    rotation_policy: RotationPolicy = field(default_factory=RotationPolicy)
    allow_auto_scale: bool = True  # False: the engine may not change this block's volume or intensity
    deload_triggers: DeloadTriggers = field(default_factory=DeloadTriggers)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBlock:
    """A block in its place in a plan, from a Monday on; `id` None while it is not stored."""

    id: int | None
    mesocycle_id: int
    order_index: int  # within its mesocycle
    starts_on: date
    block: Block

    @property
    def ends_on(self) -> date:
        """The Monday after its last week."""
        return self.starts_on + timedelta(weeks=self.block.weeks)

    def week_of(self, day: date) -> int:
        """The 0-based week of a date in this block; before it negative, after it beyond its last."""
        return (day - self.starts_on).days // 7


class Pregnancy(StrEnum):
    """Pregnant, or not long after a birth."""

    EXPECTING = "expecting"
    POSTPARTUM = "postpartum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What onboarding tells the planner. None means not said."""

    goal: Goal
    training_age: TrainingAge
    days_per_week: int
    minutes: int
    kit: Kit
    event_on: date | None = None
    careful: bool = False  # the health question was answered with yes
    minor: bool | None = None  # under 18; None: age not said, which trains as an adult and tests nothing
    pregnancy: Pregnancy | None = None
    spotted: bool | None = None  # pins, safety arms or a person catch a missed lift; None counts as no
    secondary_goals: tuple[Goal, ...] = ()


class AdaptationType(StrEnum):
    """A change to the plan itself."""

    EARLY_DELOAD = "early_deload"
    BLOCK_EXTENSION = "block_extension"
    GOAL_SHIFT = "goal_shift"
    EXERCISE_SWAP = "exercise_swap"
    VOLUME_REDUCTION = "volume_reduction"
    INTENSITY_REDUCTION = "intensity_reduction"
    STALL_INTERVENTION = "stall_intervention"
    VOLUME_INCREASE = "volume_increase"


class EventKind(StrEnum):
    """A date that the plan serves."""

    MEET = "meet"
    TEST = "test"
    MATCH = "match"
    RACE = "race"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """An event as far as a plan cares."""

    kind: EventKind
    on: date


class AttemptResult(StrEnum):
    """How an attempt at an event went."""

    MADE = "made"
    MISSED = "missed"
    PASSED = "passed"  # not taken
