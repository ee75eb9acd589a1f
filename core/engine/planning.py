"""Plans one block: which days, which exercises, how many sets, how hard, before any day's state is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.engine.choice import Candidate, Choice, Place, candidates, choose
from core.engine.doses import (
    Dose,
    day_kind,
    dose_of,
    dose_of_kind,
    undulates,
)
from core.engine.models import (
    Block,
    BlockType,
    Exercise,
    Goal,
    IntensityType,
    Landmark,
    Muscle,
    Pattern,
    PlannedDay,
    PlannedExercise,
    Pregnancy,
    Profile,
    Role,
    Sport,
    TrainingAge,
)
from core.engine.phases import BIAS, Phase, phase, ramp_of, rir_line
from core.engine.posture import on_the_back
from core.engine.volume import add_sets, landmark
from core.engine.weekly_sets import planned_s, ramped, towards

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

# Two days take turns: first their main lifts, then what the other leads with, so every pattern is met twice.
TURNS: tuple[tuple[tuple[Pattern, ...], tuple[Pattern, ...]], ...] = (
    ((Pattern.SQUAT, Pattern.PUSH), (Pattern.PULL, Pattern.HINGE, Pattern.CORE, Pattern.CARRY)),
    ((Pattern.HINGE, Pattern.PULL), (Pattern.PUSH, Pattern.SQUAT, Pattern.CORE, Pattern.CARRY)),
)
MOST_PER_DAY = 6  # exercises; design choice
# Before volume is seen to; design choice
DRAFT_ACCESSORY_SETS, DRAFT_BEGINNER_SETS = 2, 3
# Others need a teacher, room or a track, and are no dose of strength; people type those (design choice)
PLANNED_SPORTS = frozenset({Sport.STRENGTH, Sport.POWERLIFTING, Sport.CALISTHENICS})
LED_BY_MAIN_LIFTS = frozenset({Goal.STRENGTH, Goal.POWER})  # their missing sets go to the main lifts first


@dataclass(slots=True)
class _Draft:
    """The block while it is written: what was used where, so that days differ and no muscle gets too much."""

    profile: Profile
    phase: Phase
    exercises: Sequence[Exercise]
    offered: Sequence[Candidate]  # those and what cannot be done, which is said where it would have fitted
    kept: Mapping[Role, frozenset[int]]  # exercises of the block before: they stay
    landmarks: Mapping[Muscle, Landmark]
    used: dict[int, int] = field(default_factory=dict)
    led: dict[int, int] = field(default_factory=dict)  # days that an exercise was the main lift of
    week_sets: dict[Muscle, float] = field(default_factory=dict)


def plan(
    profile: Profile,
    exercises: Sequence[Exercise],
    meant: Phase | None = None,
    *,
    before: Block | None = None,
    landmarks: Mapping[Muscle, Landmark] | None = None,
) -> Block:
    """One working block for this person, with exercises they can do: those of the block before where there is one."""
    meant = phase(profile, BlockType.ACCUMULATION, BLOCK_WEEKS) if meant is None else meant
    offered = candidates(profile, (each for each in exercises if _suits(profile, each)))
    usable = [each.exercise for each in offered if each.obstacle is None]
    draft = _Draft(
        profile=profile,
        phase=meant,
        exercises=usable,
        offered=offered,
        kept=_kept(before),
        landmarks={} if landmarks is None else landmarks,
    )
    weekdays = WEEKDAYS[days_of(profile)]
    rir_start, rir_end = rir_line(profile, meant.block_type)
    ramp = ramp_of(profile, meant.block_type)
    drawn = [_day(draft, number, weekday, rir_start) for number, weekday in enumerate(weekdays, start=1)]
    days = _with_volume(draft, drawn, ramp)
    return Block(
        block_type=meant.block_type,
        weeks=meant.weeks,
        volume_target=meant.volume_target,
        intensity_bias=BIAS[profile.goal],
        weekly_volume_ramp=ramp,
        rir_start=rir_start,
        rir_end=rir_end,
        days=days,
        main_lifts=_main_lifts(days, usable),
        accessory_pool=_accessory_pool(days, usable),
    )


def days_of(profile: Profile) -> int:
    """Training days of a week: one at least, and a day of rest."""
    return min(max(profile.days_per_week, 1), MOST_DAYS)


def _with_volume(draft: _Draft, days: Sequence[PlannedDay], ramp: float) -> tuple[PlannedDay, ...]:
    """The sets of the first week by the volume target, those of the others by the ramp."""
    library = {each.id: each for each in draft.exercises}
    minutes, mains_first = draft.profile.minutes, draft.profile.goal in LED_BY_MAIN_LIFTS
    target = draft.phase.volume_target
    first = towards(days, library, minutes, target, draft.landmarks, mains_first)
    return ramped(first, library, minutes, draft.phase.weeks, ramp, draft.landmarks, mains_first)


def _kept(before: Block | None) -> Mapping[Role, frozenset[int]]:
    lines = [] if before is None else [line for day in before.days for line in day.exercises]
    return {role: frozenset(line.exercise_id for line in lines if line.role is role) for role in Role}


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


def _suits(profile: Profile, exercise: Exercise) -> bool:
    """Strength work, and nothing on the back during pregnancy."""
    lying = profile.pregnancy is Pregnancy.EXPECTING and on_the_back(exercise)
    return exercise.sport in PLANNED_SPORTS and not lying


def _day(draft: _Draft, number: int, weekday: int, rir: float) -> PlannedDay:
    mains, accessories = TURNS[(number - 1) % len(TURNS)]
    chosen: list[PlannedExercise] = []
    slots = [(pattern, Role.MAIN) for pattern in mains] + [
        (pattern, Role.ACCESSORY) for pattern in accessories
    ]
    left_s = draft.profile.minutes * 60
    for pattern, role in slots:
        choice = _choose(draft, pattern, role, {planned.exercise_id for planned in chosen})
        if choice is None or len(chosen) >= MOST_PER_DAY:
            continue
        exercise = choice.exercise
        planned = _fit(draft, choice, role, rir, left_s, first=not chosen)
        if planned is None:
            continue
        chosen.append(planned)
        left_s -= planned_s(planned)
        draft.used[exercise.id] = draft.used.get(exercise.id, 0) + 1
        draft.led[exercise.id] = draft.led.get(exercise.id, 0) + (role is Role.MAIN)
        add_sets(draft.week_sets, exercise.muscles, planned.sets)
    return PlannedDay(day_number=number, weekday=weekday, exercises=tuple(chosen))


def _choose(draft: _Draft, pattern: Pattern, role: Role, taken: Iterable[int]) -> Choice | None:
    place = Place(
        pattern=pattern,
        role=role,
        taken=frozenset(taken),
        kept=draft.kept[role],
        used=draft.used,
        week_sets=draft.week_sets,
        landmarks=draft.landmarks,
    )
    return choose(place, draft.offered)


def _fit(
    draft: _Draft, choice: Choice, role: Role, rir: float, left_s: int, *, first: bool
) -> PlannedExercise | None:
    """Few sets to begin with, as time and weekly ceiling allow; the first exercise of a day always stays."""
    exercise = choice.exercise
    kind, dose = _kind_and_dose(draft, exercise, role)
    most = dose.sets
    if role is Role.ACCESSORY:
        most = min(most, DRAFT_ACCESSORY_SETS)
    elif draft.profile.training_age is TrainingAge.BEGINNER:
        most = min(most, DRAFT_BEGINNER_SETS)
    for sets in range(most, 0, -1):
        planned = PlannedExercise(
            exercise_id=exercise.id,
            role=role,
            sets=sets,
            reps=dose.reps,
            reps_max=dose.reps_max,
            rpe=10.0 - rir,
            rest_s=dose.rest_s,
            intensity_type=kind,
            selection=choice.selection,
        )
        if planned_s(planned) <= left_s and _below_ceiling(draft, exercise, sets):
            return planned
    return planned if first else None


def _kind_and_dose(draft: _Draft, exercise: Exercise, role: Role) -> tuple[IntensityType | None, Dose]:
    """What this day of the exercise is for, and its dose."""
    block_type = draft.phase.block_type
    if role is not Role.MAIN or not undulates(draft.profile, exercise):
        return None, dose_of(draft.profile, role, block_type)
    kind = day_kind(draft.profile.goal, block_type, exercise, draft.led.get(exercise.id, 0))
    return kind, dose_of_kind(draft.profile, kind, block_type)


def _below_ceiling(draft: _Draft, exercise: Exercise, sets: int) -> bool:
    """Weekly fractional sets stay under every muscle's MRV."""
    week_sets = dict(draft.week_sets)
    add_sets(week_sets, exercise.muscles, sets)
    return all(week_sets[muscle] <= landmark(draft.landmarks, muscle).mrv_sets for muscle in exercise.muscles)
