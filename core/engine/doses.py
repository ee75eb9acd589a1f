"""Sets, repetitions and rest by goal, role and kind of block, and which day of a lift is for what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.engine.adjust import HELPER_SHARE
from core.engine.models import (
    BlockType,
    Exercise,
    Goal,
    IntensityType,
    LoadMode,
    Muscle,
    Pattern,
    PlannedExercise,
    Profile,
    Role,
    TrainingAge,
)


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets, repetitions and rest of one kind of exercise."""

    sets: int
    reps: int
    reps_max: int | None
    rest_s: int


# main lift, accessory (rep_ranges; sets and rests are design choices inside coaching practice)
DOSES: Mapping[Goal, tuple[Dose, Dose]] = {
    Goal.STRENGTH: (Dose(4, 5, None, 180), Dose(3, 8, 10, 120)),
    Goal.HYPERTROPHY: (Dose(3, 8, 10, 150), Dose(3, 10, 15, 90)),
    Goal.POWER: (Dose(4, 3, None, 180), Dose(3, 6, 8, 120)),
    Goal.MUSCULAR_ENDURANCE: (Dose(3, 12, 15, 90), Dose(3, 15, 20, 60)),
    Goal.GENERAL: (Dose(3, 8, 10, 120), Dose(2, 10, 15, 90)),
}
# One small muscle bears and needs no load for few repetitions, nor a long rest (rep_ranges)
SMALL_DOSES: Mapping[Goal, Dose] = {
    Goal.STRENGTH: Dose(3, 10, 15, 90),
    Goal.POWER: Dose(3, 10, 15, 90),
}
BACK_SHARE = 0.5  # from here on a hinge loads the lower back; design choice
BACK_REPS, BACK_REPS_MAX = 8, 12  # of such a hinge, where more were meant; design choice
TRUNK = frozenset({Pattern.CORE, Pattern.CARRY})
HOLDS = frozenset({Muscle.FOREARMS, Muscle.CORE})  # they hold what others lift
# Main lifts of later blocks: fewer repetitions with more load, for endurance more of them (issurin_blocks)
LATER_DOSES: Mapping[BlockType, Mapping[Goal, Dose]] = {
    BlockType.INTENSIFICATION: {
        Goal.STRENGTH: Dose(4, 3, None, 210),
        Goal.HYPERTROPHY: Dose(3, 6, 8, 150),
        Goal.POWER: Dose(4, 2, None, 210),
        Goal.MUSCULAR_ENDURANCE: Dose(3, 15, 20, 75),
        Goal.GENERAL: Dose(3, 6, 8, 150),
    },
    BlockType.REALIZATION: {
        Goal.STRENGTH: Dose(3, 2, None, 240),
        Goal.HYPERTROPHY: Dose(3, 5, None, 180),
        Goal.POWER: Dose(3, 2, None, 240),
        Goal.MUSCULAR_ENDURANCE: Dose(2, 15, 20, 75),
        Goal.GENERAL: Dose(2, 5, None, 180),
    },
}
# Days that differ gain more strength than days that are alike, in the trained; muscle gains the same (moesgaard_2022)
UNDULATING = frozenset({Goal.STRENGTH, Goal.POWER})
REP_DOSES: Mapping[Goal, Dose] = {  # cube
    Goal.STRENGTH: Dose(3, 8, None, 150),
    Goal.POWER: Dose(3, 6, None, 150),
}
EXPLOSIVE_DOSE = Dose(4, 3, None, 120)  # explosive_work
EXPLOSIVE_SHARE = 0.60  # of the one-rep max (explosive_work)
EXPLOSIVE_MOST_SHARE = 0.70  # explosive_work
# What a lift's first, second ... day of the week is for; the others are as the last (cube)
DAY_KINDS: Mapping[BlockType, tuple[IntensityType, ...]] = {
    BlockType.ACCUMULATION: (IntensityType.HEAVY, IntensityType.REP, IntensityType.EXPLOSIVE),
    BlockType.INTENSIFICATION: (IntensityType.HEAVY, IntensityType.EXPLOSIVE, IntensityType.REP),
    BlockType.REALIZATION: (IntensityType.HEAVY, IntensityType.EXPLOSIVE),
}
CAN_BE_EXPLOSIVE = frozenset(
    {Pattern.SQUAT, Pattern.HINGE, Pattern.PUSH}
)  # nobody rows for speed; design choice
LOADED_FREELY = frozenset({LoadMode.BAR, LoadMode.PER_HAND})


def is_small(exercise: Exercise) -> bool:
    """Whether an exercise works one muscle, whatever holds the weight, or only holds the trunk."""
    helped = {muscle for muscle, share in exercise.muscles.items() if share >= HELPER_SHARE}
    return exercise.pattern in TRUNK or len(helped - HOLDS) <= 1


def dose_of_day(
    profile: Profile, block_type: BlockType, exercise: Exercise, role: Role, turn: int
) -> tuple[IntensityType | None, Dose]:
    """What a day of an exercise is for, and its dose. `turn`: how many days of the week it led before."""
    if role is Role.ACCESSORY:
        return None, _spared(_accessory_dose(profile, block_type, exercise), exercise)
    if not undulates(profile, exercise):
        return None, _spared(main_dose(profile, block_type), exercise)
    kind = day_kind(profile.goal, block_type, exercise, turn)
    return kind, dose_of_kind(profile, kind, block_type)


def main_dose(profile: Profile, block_type: BlockType) -> Dose:
    """A main lift's, where its days are alike. Beginners learn power on sets of five as well."""
    goal, beginner = profile.goal, profile.training_age is TrainingAge.BEGINNER
    if beginner and goal is Goal.POWER:
        goal = Goal.STRENGTH
    return LATER_DOSES.get(block_type, {}).get(goal, DOSES[goal][0])


def _accessory_dose(profile: Profile, block_type: BlockType, exercise: Exercise) -> Dose:
    """In an accumulation for the first of the secondary goals: two goals at once, the main one first."""
    serves_second = bool(profile.secondary_goals) and block_type is BlockType.ACCUMULATION
    goal = profile.secondary_goals[0] if serves_second else profile.goal
    return SMALL_DOSES[goal] if goal in SMALL_DOSES and is_small(exercise) else DOSES[goal][1]


def loads_back(exercise: Exercise) -> bool:
    """Whether it is a heavy hinge."""
    return exercise.pattern is Pattern.HINGE and exercise.muscles.get(Muscle.LOWER_BACK, 0.0) >= BACK_SHARE


def _spared(dose: Dose, exercise: Exercise) -> Dose:
    """Many repetitions of a heavy hinge tire the lower back before the legs, and a tired back rounds."""
    many = dose.reps_max is not None and dose.reps_max > BACK_REPS_MAX
    return replace(dose, reps=BACK_REPS, reps_max=BACK_REPS_MAX) if many and loads_back(exercise) else dose


def is_hard(line: PlannedExercise) -> bool:
    """Fast sets end far from failure, so they are no hard sets of a muscle."""
    return line.intensity_type is not IntensityType.EXPLOSIVE


def undulates(profile: Profile, exercise: Exercise) -> bool:
    """Whether the days of a lift differ: of those who train for strength or power and are no beginners."""
    trained = profile.training_age is not TrainingAge.BEGINNER and not profile.careful
    return trained and profile.goal in UNDULATING and exercise.load_mode in LOADED_FREELY


def day_kind(goal: Goal, block_type: BlockType, exercise: Exercise, turn: int) -> IntensityType | None:
    """What a lift's day is for, by how many days of the week it had before. Power has its fast day in every block."""
    fast_first = goal is Goal.POWER and block_type is BlockType.ACCUMULATION
    kinds = DAY_KINDS.get(BlockType.INTENSIFICATION if fast_first else block_type)
    if kinds is None:
        return None
    kind = kinds[min(turn, len(kinds) - 1)]
    explosive = kind is IntensityType.EXPLOSIVE
    return IntensityType.REP if explosive and exercise.pattern not in CAN_BE_EXPLOSIVE else kind


def dose_of_kind(profile: Profile, kind: IntensityType | None, block_type: BlockType) -> Dose:
    """The dose of a main lift's day."""
    if kind is IntensityType.EXPLOSIVE:
        return EXPLOSIVE_DOSE
    if kind is IntensityType.REP:
        return REP_DOSES[profile.goal]
    return main_dose(profile, block_type)
