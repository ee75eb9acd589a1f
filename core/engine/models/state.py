"""What is known of the athlete: maxes, performed sets, check-ins, landmarks, pain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.engine.curve import RIR_BIAS_REPS, USUAL, Curve
from core.engine.lifecycles import DisruptionStatus
from core.engine.models.exercises import Muscle


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
    body_weight_g: int | None = None  # at that time, for lifts whose load the body is a part of


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
    target_reps: int | None = None  # likewise; of a range, its lower end
    duration_s: int | None = None
    distance_m: int | None = None
    warm_up: bool = False
    failed: bool = False
    trusted: bool = True
    rehab: bool = False  # held back for an injury: it is no record and says nothing about a max
    body_weight_g: int | None = None  # at that time; None = not known
    place_id: int | None = None  # where; None = not known, taken for the same place


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """Estimated one-rep max of one lift with its 95 % interval. `log_mean` and `log_sd` are of ln(grams).

    The grams are all that is lifted: `body_load_g` of it is the body, where that is a part of the load.
    """

    exercise_id: int
    log_mean: float
    log_sd: float
    sets_seen: int
    rir_bias_reps: float = RIR_BIAS_REPS  # repetitions left beyond those that this person says
    bias_known: float = 0.0  # share of what could be known of that bias, 0 to 1
    curve: Curve = USUAL  # of repetitions to failure, as this person does them
    tells: bool = True  # False: says ten of everything, so an effort tells nothing
    told: bool = True  # whether the last sets of this lift came with efforts
    bounded: bool = False  # only ever seen from below: it is at least so much
    guessed_from: tuple[
        int, ...
    ] = ()  # related lifts that it is a guess from; empty: it has evidence of its own
    body_load_g: int = 0
    assisted: bool = False  # loads are told as the help that is taken off the body
    report_noise: float = 1.0  # variance of this person's reports, as a share of the usual

    # read through core.engine.strength: e1rm_g(strength), low_g(strength), high_g(strength)


class CheckInStatus(StrEnum):
    """An answer, last time's answer repeated, or nothing known: three different things."""

    ANSWERED = "answered"
    REPEATED = "repeated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """How the athlete comes to the workout. Soreness and stress 1 (none) to 5 (most), the others 1 to 5 (best).

    A muscle that is missing and whatever is None are unknown, which is neither sore nor fresh.
    """

    status: CheckInStatus
    soreness: Mapping[Muscle, int] = field(default_factory=dict)
    readiness: int | None = None
    motivation: int | None = None
    stress: int | None = None
    sleep_minutes: int | None = None
    sleep_quality: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What somebody usually answers to one question of the check-in, and how much that varies."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a device says of today. Deviations are in standard deviations of the own last month, below 0 is worse."""

    recovery_pct: float | None = None
    hrv_deviation: float | None = None
    resting_hr_deviation: float | None = None
    sleep_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What a muscle did on one of the last days: sets close to failure, and other sport in minutes x RPE."""

    on: date
    muscle: Muscle
    hard_sets: float = 0.0
    sport_load: float = 0.0


class VolumeCounting(StrEnum):
    """How the sets of a landmark are counted; numbers of different counting are never compared."""

    FRACTIONAL = "fractional"  # 1 for a prime mover, its fraction for a helper
    DIRECT = "direct"  # prime movers only


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """Weekly sets for one muscle, counted as it says: a prior, not a law."""

    mev_sets: float  # fewer hardly train it
    mrv_sets: float  # more are hard to recover from
    mav_sets: float | None = None  # where most is gained
    counting: VolumeCounting = VolumeCounting.FRACTIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most that a coach allows of a lift, or of every lift (`exercise_id` None). What is None has no limit."""

    exercise_id: int | None = None
    most_load_g: int | None = None
    most_sets: int | None = None
    most_rpe: float | None = None
    avoid: bool = False  # not to be done at all


class RedFlag(StrEnum):
    """Signs that end training at once and name emergency care."""

    CHEST_PAIN = "chest_pain"
    FAINTING = "fainting"
    BREATHLESS = "breathless"
    NUMBNESS = "numbness"
    BLADDER = "bladder"
    HEAD_INJURY = "head_injury"
    DARK_URINE = "dark_urine"
    HEAT = "heat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """Pain reported on an exercise: 0-10, and whether it is sharp. `morning`: how it was the morning after."""

    exercise_id: int
    level: int
    sharp: bool
    local_date: date
    morning: bool = False


class Sex(StrEnum):
    """As competition rules and strength scores use it; None where not said. No load depends on it."""

    FEMALE = "female"
    MALE = "male"
    MX = "mx"


class AthleteStatus(StrEnum):
    """Whether somebody trains now. A placeholder is an athlete without a user."""

    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


class DisruptionKind(StrEnum):
    """What came in between."""

    INJURY = "injury"
    ILLNESS = "illness"
    TRAVEL = "travel"
    FATIGUE = "fatigue"
    EQUIPMENT_UNAVAILABLE = "equipment_unavailable"
    OTHER = "other"


class Severity(StrEnum):
    """How much a disruption takes."""

    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disruption:
    """An injury, an illness, a journey ... No `exercise_ids` means all lifts, no `ends_on` an open end."""

    id: int
    kind: DisruptionKind
    severity: Severity
    status: DisruptionStatus
    starts_on: date
    ends_on: date | None
    exercise_ids: frozenset[int]
    description: str | None
    asked_at: datetime  # when it was reported, or last said to be still there

    @property
    def stops_training(self) -> bool:
        """Nothing is trained at all inside its dates."""
        active = self.status is DisruptionStatus.ACTIVE
        return active and self.severity is Severity.MAJOR and not self.exercise_ids

    def covers(self, on: date) -> bool:
        """Whether a date is one of its dates."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionAdjustment:
    """What a disruption changed in the plan, so that resolving it undoes exactly this."""

    skipped_workouts: tuple[int, ...] = ()


class WarmUpProtocol(StrEnum):
    """How the way up to the first work set is taken."""

    STANDARD = "standard"
    MINIMAL = "minimal"
    EXTENDED = "extended"
    EMPTY_BAR = "empty_bar"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmUpStep:
    """One warm-up set: a percentage of the first work set's load, and repetitions."""

    percent: float
    reps: int

    def __post_init__(self) -> None:
        if not 0.0 <= self.percent < 100.0 or not 1 <= self.reps <= 20:
            raise ValueError("a warm-up set is 0 to under 100 percent for 1 to 20 repetitions")


class FormulaSource(StrEnum):
    """Who made a version of an athlete's constants: themselves, an accepted suggestion, or the engine."""

    USER = "user"
    SUGGESTION = "suggestion"
    SYSTEM = "system"


class Trend(StrEnum):
    """Where an exercise's estimated max is going."""

    IMPROVING = "improving"
    STALLED = "stalled"
    DECLINING = "declining"


class PerformanceVsPlan(StrEnum):
    """What was done of what was meant, by volume: under 50 %, under 90 %, up to 110 %, above."""

    INCOMPLETE = "incomplete"
    UNDER = "under"
    AT = "at"
    OVER = "over"
