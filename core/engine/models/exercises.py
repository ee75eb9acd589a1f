"""What can be lifted and with what: muscles, exercises, kits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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


class BodyRegion(StrEnum):
    """Where a muscle group belongs."""

    UPPER = "upper"
    LOWER = "lower"
    CORE = "core"


class Pattern(StrEnum):
    """Movement pattern: what one exercise may stand in for another by.

    A lunge is a squat on one leg (laterality says so), a rotation is core work; gait is everything that covers
    distance: running, rowing, cycling, swimming.
    """

    SQUAT = "squat"
    HINGE = "hinge"
    PUSH = "push"
    PULL = "pull"
    CARRY = "carry"
    CORE = "core"
    GAIT = "gait"


class LoadMode(StrEnum):
    """How an exercise is loaded, which decides the steps that can be loaded."""

    BAR = "bar"
    PER_HAND = "per_hand"
    STACK = "stack"
    BODY_WEIGHT = "body_weight"  # load_g is added to body weight; 0 = body weight alone
    ASSISTED = "assisted"  # load_g is help taken off body weight: less of it is harder
    BAND = "band"
    TIMED = "timed"
    DISTANCE = "distance"


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
    EZ_BAR = "ez_bar"
    TRAP_BAR = "trap_bar"
    LANDMINE = "landmine"
    RINGS = "rings"
    SLED = "sled"
    MEDICINE_BALL = "medicine_ball"
    SANDBAG = "sandbag"
    CARDIO_MACHINE = "cardio_machine"
    NONE = "none"


class Laterality(StrEnum):
    """Both sides at once, one side for all its reps, or sides in turn. Reps of the last two count per side."""

    BILATERAL = "bilateral"
    UNILATERAL = "unilateral"
    ALTERNATING = "alternating"


class Sport(StrEnum):
    """What an exercise or a program is for."""

    STRENGTH = "strength"
    POWERLIFTING = "powerlifting"
    WEIGHTLIFTING = "weightlifting"
    STRONGMAN = "strongman"
    CALISTHENICS = "calisthenics"
    CONDITIONING = "conditioning"
    RUNNING = "running"
    CYCLING = "cycling"
    ROWING = "rowing"
    SWIMMING = "swimming"
    CLIMBING = "climbing"
    TEAM_SPORT = "team_sport"
    MOBILITY = "mobility"


class ProgressionDirection(StrEnum):
    """Along a progression: one row says both that B is harder than A and that A is easier than B."""

    EASIER = "easier"
    HARDER = "harder"


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
    laterality: Laterality = Laterality.BILATERAL
    sport: Sport = Sport.STRENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A weight stack from `first_g` (None: one step) to `max_g`; a half step may hang on it beside the pin."""

    step_g: int
    max_g: int
    first_g: int | None = None
    half_step_g: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What can be loaded here. Plates are pairs: the number is how many go on EACH side."""

    equipment: frozenset[Equipment]
    bar_g: int = 20_000  # the barbell that is taken where it can make the load
    plates_g: Mapping[int, int] = field(default_factory=dict)
    dumbbells_g: tuple[int, ...] = ()
    stack_step_g: int = 5_000
    stack_max_g: int = 120_000
    more_bars_g: tuple[int, ...] = ()  # barbells beside the usual one
    own_bars_g: Mapping[Equipment, int] = field(default_factory=dict)  # EZ, trap, Smith: where not as usual
    collars_g: int = 0  # the pair; on every loose bar that carries plates
    kettlebells_g: tuple[int, ...] = ()  # none said: the dumbbells' sizes
    stacks: Mapping[str, Stack] = field(default_factory=dict)  # by exercise key, else by equipment
