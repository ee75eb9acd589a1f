"""Plans one block: which days, which exercises, how many sets, how hard, before any day's state is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.engine.loads import can_do
from core.engine.models import (
    Block,
    BlockType,
    Exercise,
    Goal,
    IntensityBias,
    LoadMode,
    Muscle,
    Pattern,
    PlannedDay,
    PlannedExercise,
    Profile,
    Role,
    SetKind,
    SetTarget,
    Sport,
    TrainingAge,
    VolumeTarget,
)
from core.engine.series import WARM_UP_REST_S
from core.engine.timing import series_s
from core.engine.volume import add_sets, landmark
from core.engine.warm_ups import STANDARD
from core.engine.week import allowed

BLOCK_WEEKS = 4  # issurin_blocks
MOST_DAYS = 6  # one day of rest at least; design choice
WEEKDAYS: Mapping[int, tuple[int, ...]] = {
    1: (1,),
    2: (1, 4),
    3: (1, 3, 5),
    4: (1, 2, 4, 5),
    5: (1, 2, 3, 5, 6),
    6: (1, 2, 3, 4, 5, 6),
}

# repetitions in reserve from the first week to the last (issurin_blocks; the careful end is a design choice)
RIR_RAMP: Mapping[TrainingAge, tuple[float, float]] = {
    TrainingAge.BEGINNER: (3.0, 2.0),
    TrainingAge.INTERMEDIATE: (4.0, 1.0),
    TrainingAge.ADVANCED: (3.0, 1.0),
}
CAREFUL_RIR = (4.0, 3.0)
VOLUME_RAMP: Mapping[TrainingAge, float] = {
    TrainingAge.BEGINNER: 1.0,  # beginners gain from load, not from more sets; design choice
    TrainingAge.INTERMEDIATE: 1.10,
    TrainingAge.ADVANCED: 1.10,
}
VOLUME_TARGET: Mapping[TrainingAge, VolumeTarget] = {
    TrainingAge.BEGINNER: VolumeTarget.MEV,
    TrainingAge.INTERMEDIATE: VolumeTarget.MAV,
    TrainingAge.ADVANCED: VolumeTarget.MAV,
}
BIAS: Mapping[Goal, IntensityBias] = {
    Goal.STRENGTH: IntensityBias.STRENGTH,
    Goal.HYPERTROPHY: IntensityBias.HYPERTROPHY,
    Goal.POWER: IntensityBias.POWER,
    Goal.MUSCULAR_ENDURANCE: IntensityBias.MUSCULAR_ENDURANCE,
    Goal.GENERAL: IntensityBias.HYPERTROPHY,
}


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
BEGINNER_MAIN_SETS = 3  # design choice

# Two days take turns: first their main lifts, then what the other leads with, so every pattern is met twice.
TURNS: tuple[tuple[tuple[Pattern, ...], tuple[Pattern, ...]], ...] = (
    ((Pattern.SQUAT, Pattern.PUSH), (Pattern.PULL, Pattern.HINGE, Pattern.CORE, Pattern.CARRY)),
    ((Pattern.HINGE, Pattern.PULL), (Pattern.PUSH, Pattern.SQUAT, Pattern.CORE, Pattern.CARRY)),
)
MOST_PER_DAY = 6  # exercises; design choice
# Others need a teacher, room or a track, and are no dose of strength; people type those (design choice)
PLANNED_SPORTS = frozenset({Sport.STRENGTH, Sport.POWERLIFTING, Sport.CALISTHENICS})


@dataclass(slots=True)
class _Draft:
    """The block while it is written: what was used where, so that days differ and no muscle gets too much."""

    profile: Profile
    exercises: Sequence[Exercise]
    used: dict[int, int] = field(default_factory=dict)
    week_sets: dict[Muscle, float] = field(default_factory=dict)


def plan(profile: Profile, exercises: Sequence[Exercise]) -> Block:
    """One accumulation block of four weeks for this person, with the exercises that they can do."""
    usable = [each for each in exercises if _fits(profile, each)]
    draft = _Draft(profile=profile, exercises=usable)
    weekdays = WEEKDAYS[min(max(profile.days_per_week, 1), MOST_DAYS)]
    rir_start, rir_end = CAREFUL_RIR if profile.careful else RIR_RAMP[profile.training_age]
    days = tuple(_day(draft, number, weekday, rir_start) for number, weekday in enumerate(weekdays, start=1))
    return Block(
        block_type=BlockType.ACCUMULATION,
        weeks=BLOCK_WEEKS,
        volume_target=VOLUME_TARGET[profile.training_age],
        intensity_bias=BIAS[profile.goal],
        weekly_volume_ramp=VOLUME_RAMP[profile.training_age],
        rir_start=rir_start,
        rir_end=rir_end,
        days=days,
        main_lifts=_main_lifts(days, usable),
        accessory_pool=_accessory_pool(days, usable),
    )


def _main_lifts(days: Sequence[PlannedDay], exercises: Sequence[Exercise]) -> Mapping[str, int]:
    """The first main lift of each pattern."""
    by_id = {each.id: each for each in exercises}
    slots: dict[str, int] = {}
    for line in (line for day in days for line in day.exercises if line.role is Role.MAIN):
        slots.setdefault(by_id[line.exercise_id].pattern.value, line.exercise_id)
    return slots


def _accessory_pool(
    days: Sequence[PlannedDay], exercises: Sequence[Exercise]
) -> Mapping[Muscle, tuple[int, ...]]:
    """For each muscle, the accessories of the block that it is a prime mover of."""
    by_id = {each.id: each for each in exercises}
    pool: dict[Muscle, tuple[int, ...]] = {}
    chosen = dict.fromkeys(
        line.exercise_id for day in days for line in day.exercises if line.role is Role.ACCESSORY
    )
    for exercise_id in chosen:
        for muscle, fraction in by_id[exercise_id].muscles.items():
            if fraction == 1.0:
                pool[muscle] = (*pool.get(muscle, ()), exercise_id)
    return pool


def _fits(profile: Profile, exercise: Exercise) -> bool:
    return (
        exercise.sport in PLANNED_SPORTS
        and can_do(profile.kit, exercise)
        and allowed(profile.training_age, exercise)
    )


def _day(draft: _Draft, number: int, weekday: int, rir: float) -> PlannedDay:
    mains, accessories = TURNS[(number - 1) % len(TURNS)]
    chosen: list[PlannedExercise] = []
    slots = [(pattern, Role.MAIN) for pattern in mains] + [
        (pattern, Role.ACCESSORY) for pattern in accessories
    ]
    left_s = draft.profile.minutes * 60
    for pattern, role in slots:
        exercise = _choose(draft, pattern, role, {planned.exercise_id for planned in chosen})
        if exercise is None or len(chosen) >= MOST_PER_DAY:
            continue
        planned = _fit(draft, exercise, role, rir, left_s, first=not chosen)
        if planned is None:
            continue
        chosen.append(planned)
        left_s -= planned_s(planned)
        draft.used[exercise.id] = draft.used.get(exercise.id, 0) + 1
        add_sets(draft.week_sets, exercise.muscles, planned.sets)
    return PlannedDay(day_number=number, weekday=weekday, exercises=tuple(chosen))


def _choose(draft: _Draft, pattern: Pattern, role: Role, taken: Iterable[int]) -> Exercise | None:
    """The least used exercise of a pattern. Mains come from the main lifts, on a bar where there is one."""
    excluded = frozenset(taken)
    candidates = [
        (position, exercise)
        for position, exercise in enumerate(draft.exercises)
        if exercise.pattern is pattern and exercise.id not in excluded
    ]
    wants_main = role is Role.MAIN
    best = min(
        candidates,
        key=lambda each: (
            each[1].main_lift is not wants_main,
            _main_rank(each[1]) if wants_main else 0,
            draft.used.get(each[1].id, 0),
            each[0],
        ),
        default=None,
    )
    return None if best is None else best[1]


def _main_rank(exercise: Exercise) -> int:
    """A bar has the longest way up, dumbbells the next; design choice."""
    return {LoadMode.BAR: 0, LoadMode.PER_HAND: 1}.get(exercise.load_mode, 2)


def _fit(
    draft: _Draft, exercise: Exercise, role: Role, rir: float, left_s: int, *, first: bool
) -> PlannedExercise | None:
    """As many sets as dose, time and weekly ceiling allow; the first exercise of a day always stays."""
    main_dose, accessory_dose = DOSES[draft.profile.goal]
    dose = main_dose if role is Role.MAIN else accessory_dose
    most = dose.sets
    if role is Role.MAIN and draft.profile.training_age is TrainingAge.BEGINNER:
        most = min(most, BEGINNER_MAIN_SETS)
    for sets in range(most, 0, -1):
        planned = PlannedExercise(
            exercise_id=exercise.id,
            role=role,
            sets=sets,
            reps=dose.reps,
            reps_max=dose.reps_max,
            rpe=10.0 - rir,
            rest_s=dose.rest_s,
        )
        if planned_s(planned) <= left_s and _below_ceiling(draft, exercise, sets):
            return planned
    return planned if first else None


def _below_ceiling(draft: _Draft, exercise: Exercise, sets: int) -> bool:
    """Weekly fractional sets stay under every muscle's MRV."""
    week_sets = dict(draft.week_sets)
    add_sets(week_sets, exercise.muscles, sets)
    return all(week_sets[muscle] <= landmark({}, muscle).mrv_sets for muscle in exercise.muscles)


def planned_s(planned: PlannedExercise) -> int:
    """Seconds for a planned exercise, a main lift's warm-ups included."""
    work = SetTarget(kind=SetKind.WORK, load_g=None, reps=planned.reps, rest_s=planned.rest_s)
    warm_up = SetTarget(kind=SetKind.WARM_UP, load_g=None, reps=None, rest_s=WARM_UP_REST_S)
    warm_ups = len(STANDARD) if planned.role is Role.MAIN else 0
    return series_s((warm_up,) * warm_ups + (work,) * planned.sets)
