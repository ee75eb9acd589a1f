"""Today's workout: what goes in, what comes out, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.engine.models.exercises import Exercise, Muscle
from core.engine.models.habits import UNKNOWN, Habits
from core.engine.models.plan import BlockType, PlannedDay, Profile, Role, SetMode
from core.engine.models.reasons import Reason, Selection
from core.engine.models.state import (
    CheckIn,
    Disruption,
    Landmark,
    Limit,
    MaxEntry,
    Measured,
    Pain,
    PerformedSet,
    RedFlag,
    Strength,
    Usual,
    WarmUpStep,
    Worked,
)


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
    week_direct_sets: Mapping[Muscle, float] = field(default_factory=dict)  # the same by direct counting
    usual_sets: Mapping[Muscle, float] = field(
        default_factory=dict
    )  # fractional hard sets in the fullest of the last four weeks; empty = not known
    landmarks: Mapping[Muscle, Landmark] = field(default_factory=dict)  # overrides of the defaults
    pains: tuple[Pain, ...] = ()  # of the last days
    red_flag: RedFlag | None = None  # one that nobody has cleared yet
    cleared_flag: RedFlag | None = None  # the last one that a clinician has cleared, and when
    cleared_on: date | None = None
    trained_on: tuple[date, ...] = ()  # dates of any training; where empty, those of `history`
    today_sets: Mapping[Muscle, float] = field(
        default_factory=dict
    )  # fractional hard sets done today already
    hard_days: Mapping[Muscle, int] = field(default_factory=dict)  # in a row before today, as a prime mover
    warm_ups: Mapping[int, tuple[WarmUpStep, ...]] = field(
        default_factory=dict
    )  # of lifts not warmed up as usual
    limits: tuple[Limit, ...] = ()  # set by a coach; they always bind
    disruptions: tuple[Disruption, ...] = ()  # all that are not resolved
    usual: Mapping[str, Usual] = field(
        default_factory=dict
    )  # by question of the check-in, where enough is known
    measured: Measured | None = None
    auxiliaries: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # of today's main lifts
    accessory_pool: Mapping[Muscle, tuple[int, ...]] = field(default_factory=dict)  # the block's
    accessory_cadence_weeks: int = 0  # of the block's rotation policy; 0: nothing changes within it
    novelty: float = 0.0  # of the same: the share of the accessories that a change may replace
    sessions_left: int | None = None  # of this week's plan after today; None = not known
    worked: tuple[Worked, ...] = ()  # in the last days, today included
    weekly_volume_ramp: float = 1.0  # the block's: a week may have so many times the sets of the week before
    habits: Habits = UNKNOWN  # what all lifts show of this person, not only today's
    constants: Mapping[str, float] = field(default_factory=dict)  # this athlete's own, by name: `formulas`
    body_weight_g: int | None = None  # None = not known
    place_id: int | None = None
    known_exercises: tuple[Exercise, ...] = ()  # done before, and related to some of today's


class SetKind(StrEnum):
    """What a prescribed set is for."""

    WARM_UP = "warm_up"
    RAMP = "ramp"  # finding the load of an unknown lift, towards RPE 7
    WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget:
    """One prescribed set. `load_g` None where nothing is loaded, or where the athlete picks the first load by feel.

    A back-off takes its load from the first working set as it was done: `load_g` is what to expect until then.
    """

    kind: SetKind
    load_g: int | None
    reps: int | None
    reps_max: int | None = None
    rpe: float | None = None
    rir: float | None = None  # repetitions really to be left; `rpe` is what this person will call that
    load_share: float = 1.0  # `load_g`, by what it was to be before it was rounded to what can be loaded
    rest_s: int = 0
    duration_s: int | None = None
    distance_m: int | None = None
    amrap: bool = False  # as many as possible up to `rpe`; `reps` is then the least, or what to expect
    back_off_percent: float | None = None  # on (+) or off (-) the first working set's load
    fixed: bool = False  # the author named the load: it may fall, and never rises
    tempo: str | None = None
    cluster_reps: tuple[int, ...] = ()
    cluster_rest_s: int | None = None
    per_side: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """How the sets of an exercise lead to each other, and the sets that a bad day took away."""

    mode: SetMode = SetMode.STRAIGHT
    fatigue_pct: float = 5.0
    held_back_sets: int = 0  # offered again where the first sets are easier than expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the lifts already done show of the day, as ln load beyond a usual one: it goes for all lifts."""

    log_mean: float
    log_variance: float  # of what all lifts have in common
    lifts: int  # that showed it


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
    selection: Selection | None = None  # None where nobody chose: it was typed
    steering: Steering = field(default_factory=Steering)
    form: Form | None = None  # what the lifts before it have shown, once there are any

    @property
    def explosive(self) -> bool:
        """Whether it is moved fast with a light load: its sets have no effort worth asking for."""
        return any((reason.step, reason.code) == ("plan", "explosive") for reason in self.reasons)

    @property
    def rehab(self) -> bool:
        """Whether an injury holds its loads back: no record, and nothing to learn a max from."""
        return any((reason.step, reason.code) == ("disruptions", "rehab") for reason in self.reasons)


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
class Offer:
    """A set that today's signs had taken away, for whoever feels better than they said."""

    target: SetTarget
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where one exercise stands after what was performed: the sets still to do, and why they are so."""

    remaining: tuple[SetTarget, ...]
    rest_s: int  # before the first remaining set
    reasons: tuple[Reason, ...]  # of the newest decision only
    offer: Offer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainDecision:
    """What a pain report does: stop everything, stop this lift, or go lighter and ask tomorrow."""

    stop_workout: bool
    stop_exercise: bool
    load_factor: float
    reason: Reason
