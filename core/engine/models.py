"""The engine's vocabulary: frozen values, loads in whole grams, effort as RPE in halves, no words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

ENGINE_VERSION = "1"


class Goal(StrEnum):
    """What the athlete trains for."""

    STRENGTH = "strength"
    HYPERTROPHY = "hypertrophy"
    POWER = "power"
    MUSCULAR_ENDURANCE = "muscular_endurance"
    GENERAL = "general"


class TrainingAge(StrEnum):
    """How long somebody has trained with a purpose."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Muscle(StrEnum):
    """Muscle groups that soreness is asked for and sets are counted by."""

    QUADS = "quads"
    HAMSTRINGS = "hamstrings"
    GLUTES = "glutes"
    LOWER_BACK = "lower_back"
    UPPER_BACK = "upper_back"
    CHEST = "chest"
    TRICEPS = "triceps"
    SHOULDERS = "shoulders"
    BICEPS = "biceps"
    CORE = "core"
    CALVES = "calves"
    FOREARMS = "forearms"


class Pattern(StrEnum):
    """Movement pattern: what one exercise may stand in for another by."""

    SQUAT = "squat"
    HINGE = "hinge"
    PUSH = "push"
    PULL = "pull"
    CARRY = "carry"
    CORE = "core"


class LoadMode(StrEnum):
    """How an exercise is loaded, which decides the steps that can be loaded."""

    BAR = "bar"
    PER_HAND = "per_hand"
    STACK = "stack"
    BODY_WEIGHT = "body_weight"  # load_g is added to body weight; 0 = body weight alone
    BAND = "band"
    TIMED = "timed"


class Equipment(StrEnum):
    """What must be at hand."""

    BARBELL = "barbell"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    MACHINE = "machine"
    CABLE = "cable"
    SMITH = "smith"
    PULL_UP_BAR = "pull_up_bar"
    BAND = "band"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise of the library. `muscles` gives the fraction of a set that counts for each muscle."""

    id: int
    key: str
    pattern: Pattern
    equipment: Equipment
    load_mode: LoadMode
    muscles: Mapping[Muscle, float]
    main_lift: bool = False
    min_training_age: TrainingAge = TrainingAge.BEGINNER


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What can be loaded here. Plates are pairs: the number is how many go on EACH side."""

    equipment: frozenset[Equipment]
    bar_g: int = 20_000
    plates_g: Mapping[int, int] = field(default_factory=dict)
    dumbbells_g: tuple[int, ...] = ()
    stack_step_g: int = 5_000
    stack_max_g: int = 120_000


class Role(StrEnum):
    """Why an exercise is in the workout: main lifts are protected, accessories yield first."""

    MAIN = "main"
    ACCESSORY = "accessory"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExercise:
    """A line of the plan for one day: what is meant before today is known."""

    exercise_id: int
    role: Role
    sets: int
    reps: int
    reps_max: int | None
    rpe: float
    rest_s: int


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


class MaxSource(StrEnum):
    """Where a max came from."""

    INPUT_1RM = "input_1rm"
    INPUT_3RM = "input_3rm"
    TESTED = "tested"
    SYSTEM_CALCULATED = "system_calculated"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxEntry:
    """A max as entered or tested: `reps` repetitions at `load_g`."""

    exercise_id: int
    at: datetime
    source: MaxSource
    load_g: int
    reps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformedSet:
    """One performed set. `rpe` None = effort not said; `trusted` False = unusual and not yet confirmed."""

    exercise_id: int
    at: datetime
    local_date: date
    load_g: int | None
    reps: int | None
    rpe: float | None
    target_rpe: float | None = None  # what had been prescribed for it, when it was prescribed
    duration_s: int | None = None
    warm_up: bool = False
    failed: bool = False
    trusted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """Estimated one-rep max of one lift with its 95 % interval. `log_mean` and `log_sd` are of ln(grams)."""

    exercise_id: int
    log_mean: float
    log_sd: float
    sets_seen: int

    # read through core.engine.strength: e1rm_g(strength), low_g(strength), high_g(strength)


class CheckInStatus(StrEnum):
    """An answer, last time's answer repeated, or nothing known: three different things."""

    ANSWERED = "answered"
    REPEATED = "repeated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """How the athlete comes to the workout. Soreness 1 (none) to 5 (very sore), readiness 1 to 5 (best).

    A muscle that is missing and a readiness of None are unknown, which is neither sore nor fresh.
    """

    status: CheckInStatus
    soreness: Mapping[Muscle, int] = field(default_factory=dict)
    readiness: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """Weekly fractional sets for one muscle: a prior, not a law."""

    mev_sets: float
    mrv_sets: float


class RedFlag(StrEnum):
    """Signs that end training at once and name emergency care."""

    CHEST_PAIN = "chest_pain"
    FAINTING = "fainting"
    BREATHLESS = "breathless"
    NUMBNESS = "numbness"
    BLADDER = "bladder"
    HEAD_INJURY = "head_injury"
    DARK_URINE = "dark_urine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """Pain reported on an exercise: 0-10, and whether it is sharp."""

    exercise_id: int
    level: int
    sharp: bool
    local_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything today's workout depends on; stored, so that the workout can be made again."""

    engine_version: str
    now: datetime
    local_date: date
    profile: Profile
    day: PlannedDay
    block_type: BlockType
    week_in_block: int  # 0-based
    block_weeks: int
    rir_start: float
    rir_end: float
    exercises: tuple[Exercise, ...]  # every exercise that the plan's day or a substitute may use
    maxes: tuple[MaxEntry, ...]
    history: tuple[PerformedSet, ...]  # recent sets of those exercises, oldest first, warm-ups included
    check_in: CheckIn
    week_sets: Mapping[Muscle, float]  # fractional hard sets done since Monday
    landmarks: Mapping[Muscle, Landmark] = field(default_factory=dict)  # overrides of the defaults
    pains: tuple[Pain, ...] = ()  # of the last days
    red_flag: RedFlag | None = None
    weekly_volume_ramp: float = 1.0  # the block's: a week may have so many times the sets of the week before


class SetKind(StrEnum):
    """What a prescribed set is for."""

    WARM_UP = "warm_up"
    RAMP = "ramp"  # finding the load of an unknown lift, towards RPE 7
    WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget:
    """One prescribed set. `load_g` None only where nothing is loaded (timed work, bands)."""

    kind: SetKind
    load_g: int | None
    reps: int | None
    reps_max: int | None = None
    rpe: float | None = None
    rest_s: int = 0
    duration_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of the receipt: which step, what it found, what it did, and where the rule is from."""

    step: str
    code: str
    facts: Mapping[str, float | int | str | None] = field(default_factory=dict)
    source: str = "design"
    exercise_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExercisePrescription:
    """What to do of one exercise today. `series` has one element per set, warm-ups first."""

    exercise_id: int
    order: int
    group: str  # A, B, C ...
    role: Role
    series: tuple[SetTarget, ...]
    reasons: tuple[Reason, ...]
    strength: Strength | None = None
    load_steps_g: tuple[int, ...] = ()  # loads that can be loaded here, ascending, around the target


@dataclass(frozen=True, slots=True, kw_only=True)
class Workout:
    """Today's workout with its receipt."""

    exercises: tuple[ExercisePrescription, ...]
    trace: tuple[Reason, ...]  # decisions about the workout as a whole
    minutes: int  # how long it should take


@dataclass(frozen=True, slots=True, kw_only=True)
class RestDay:
    """No training today, and why: an outcome of its own."""

    trace: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where one exercise stands after what was performed: the sets still to do, and why they are so."""

    remaining: tuple[SetTarget, ...]
    rest_s: int  # before the first remaining set
    reasons: tuple[Reason, ...]  # of the newest decision only


@dataclass(frozen=True, slots=True, kw_only=True)
class PainDecision:
    """What a pain report does: stop everything, stop this lift, or go lighter and ask tomorrow."""

    stop_workout: bool
    stop_exercise: bool
    load_factor: float
    reason: Reason
