"""Small builders for the engine's values, and a little library. Loads in kilograms for the reader's sake."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from core.engine.kits import KITS
from core.engine.models import (
    ENGINE_VERSION,
    BlockType,
    CheckIn,
    CheckInStatus,
    Equipment,
    Exercise,
    ExercisePrescription,
    Goal,
    LoadMode,
    MaxEntry,
    MaxSource,
    Muscle,
    Pattern,
    PerformedSet,
    PlannedDay,
    PlannedExercise,
    Profile,
    Reason,
    RestDay,
    Role,
    SetKind,
    SetTarget,
    Snapshot,
    TrainingAge,
    Workout,
)
from core.engine.today import generate

MONDAY = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def done(
    load_kg: float | None,
    reps: int | None,
    rpe: float | None = None,
    *,
    at: datetime = MONDAY,
    exercise_id: int = 1,
    target_rpe: float | None = None,
    failed: bool = False,
    warm_up: bool = False,
    trusted: bool = True,
    duration_s: int | None = None,
) -> PerformedSet:
    return PerformedSet(
        exercise_id=exercise_id,
        at=at,
        local_date=at.date(),
        load_g=None if load_kg is None else round(load_kg * 1000),
        reps=reps,
        rpe=rpe,
        target_rpe=target_rpe,
        failed=failed,
        warm_up=warm_up,
        trusted=trusted,
        duration_s=duration_s,
    )


def max_of(load_kg: float, *, at: datetime = MONDAY, reps: int = 1, exercise_id: int = 1) -> MaxEntry:
    return MaxEntry(
        exercise_id=exercise_id, at=at, source=MaxSource.TESTED, load_g=round(load_kg * 1000), reps=reps
    )


def exercise(
    exercise_id: int,
    key: str,
    pattern: Pattern,
    equipment: Equipment,
    load_mode: LoadMode,
    muscles: Mapping[Muscle, float],
    *,
    main_lift: bool = False,
    min_training_age: TrainingAge = TrainingAge.BEGINNER,
) -> Exercise:
    return Exercise(
        id=exercise_id,
        key=key,
        pattern=pattern,
        equipment=equipment,
        load_mode=load_mode,
        muscles=muscles,
        main_lift=main_lift,
        min_training_age=min_training_age,
    )


SQUAT = exercise(
    1,
    "squat",
    Pattern.SQUAT,
    Equipment.BARBELL,
    LoadMode.BAR,
    {Muscle.QUADS: 1.0, Muscle.GLUTES: 0.5, Muscle.HAMSTRINGS: 0.5, Muscle.LOWER_BACK: 0.5},
    main_lift=True,
)
BENCH = exercise(
    2,
    "bench_press",
    Pattern.PUSH,
    Equipment.BARBELL,
    LoadMode.BAR,
    {Muscle.CHEST: 1.0, Muscle.TRICEPS: 0.5, Muscle.SHOULDERS: 0.5},
    main_lift=True,
)
DEADLIFT = exercise(
    3,
    "deadlift",
    Pattern.HINGE,
    Equipment.BARBELL,
    LoadMode.BAR,
    {Muscle.HAMSTRINGS: 1.0, Muscle.GLUTES: 1.0, Muscle.LOWER_BACK: 1.0},
    main_lift=True,
)
ROW = exercise(
    4,
    "row",
    Pattern.PULL,
    Equipment.BARBELL,
    LoadMode.BAR,
    {Muscle.UPPER_BACK: 1.0, Muscle.BICEPS: 0.5},
    main_lift=True,
)
DUMBBELL_PRESS = exercise(
    5,
    "dumbbell_press",
    Pattern.PUSH,
    Equipment.DUMBBELL,
    LoadMode.PER_HAND,
    {Muscle.CHEST: 1.0, Muscle.TRICEPS: 0.5},
)
PULLDOWN = exercise(
    6,
    "pulldown",
    Pattern.PULL,
    Equipment.CABLE,
    LoadMode.STACK,
    {Muscle.UPPER_BACK: 1.0, Muscle.BICEPS: 0.5},
)
PUSH_UP = exercise(
    7,
    "push_up",
    Pattern.PUSH,
    Equipment.NONE,
    LoadMode.BODY_WEIGHT,
    {Muscle.CHEST: 1.0, Muscle.TRICEPS: 0.5},
)
LUNGE = exercise(8, "lunge", Pattern.SQUAT, Equipment.NONE, LoadMode.BODY_WEIGHT, {Muscle.QUADS: 1.0})
PLANK = exercise(9, "plank", Pattern.CORE, Equipment.NONE, LoadMode.TIMED, {Muscle.CORE: 1.0})
BAND_CURL = exercise(10, "band_curl", Pattern.PULL, Equipment.BAND, LoadMode.BAND, {Muscle.BICEPS: 1.0})
BRIDGE = exercise(11, "bridge", Pattern.HINGE, Equipment.NONE, LoadMode.BODY_WEIGHT, {Muscle.GLUTES: 1.0})
SNATCH = exercise(
    12,
    "snatch",
    Pattern.HINGE,
    Equipment.BARBELL,
    LoadMode.BAR,
    {Muscle.GLUTES: 1.0},
    main_lift=True,
    min_training_age=TrainingAge.ADVANCED,
)
LIBRARY = (
    SQUAT, BENCH, DEADLIFT, ROW, DUMBBELL_PRESS, PULLDOWN, PUSH_UP, LUNGE, PLANK, BAND_CURL, BRIDGE, SNATCH,
)  # fmt: skip

LIFTER = Profile(
    goal=Goal.STRENGTH,
    training_age=TrainingAge.INTERMEDIATE,
    days_per_week=4,
    minutes=75,
    kit=KITS["full_gym"],
    minor=False,
    spotted=True,
)
UNKNOWN = CheckIn(status=CheckInStatus.UNKNOWN)


def planned(
    of: Exercise,
    *,
    role: Role = Role.MAIN,
    sets: int = 3,
    reps: int = 5,
    reps_max: int | None = None,
    rpe: float = 8.0,
    rest_s: int = 180,
) -> PlannedExercise:
    return PlannedExercise(
        exercise_id=of.id, role=role, sets=sets, reps=reps, reps_max=reps_max, rpe=rpe, rest_s=rest_s
    )


def answered(readiness: int | None = None, **soreness: int) -> CheckIn:
    felt = {Muscle(muscle): level for muscle, level in soreness.items()}
    return CheckIn(status=CheckInStatus.ANSWERED, soreness=felt, readiness=readiness)


def a_day(
    *exercises: PlannedExercise,
    maxes: Sequence[MaxEntry] = (),
    history: Sequence[PerformedSet] = (),
    check_in: CheckIn = UNKNOWN,
    profile: Profile = LIFTER,
    now: datetime = MONDAY,
    week_in_block: int = 0,
    week_sets: Mapping[Muscle, float] | None = None,
    library: Sequence[Exercise] = LIBRARY,
    constants: Mapping[str, float] | None = None,
) -> Snapshot:
    """A snapshot of one training day whose block holds its effort still, so that a test sees one thing."""
    return Snapshot(
        engine_version=ENGINE_VERSION,
        now=now,
        local_date=now.date(),
        profile=profile,
        day=PlannedDay(day_number=1, weekday=1, exercises=exercises),
        block_type=BlockType.ACCUMULATION,
        week_in_block=week_in_block,
        block_weeks=4,
        rir_start=2.0,
        rir_end=2.0,
        exercises=tuple(library),
        maxes=tuple(maxes),
        history=tuple(history),
        check_in=check_in,
        week_sets=week_sets if week_sets is not None else {},
        constants=constants if constants is not None else {},
    )


def workout(snapshot: Snapshot) -> Workout:
    made = generate(snapshot)
    assert isinstance(made, Workout), made
    return made


def rest_day(snapshot: Snapshot) -> RestDay:
    made = generate(snapshot)
    assert isinstance(made, RestDay), made
    return made


def prescribed(snapshot: Snapshot, of: Exercise = SQUAT) -> ExercisePrescription:
    return next(each for each in workout(snapshot).exercises if each.exercise_id == of.id)


def work_sets(prescription: ExercisePrescription) -> tuple[SetTarget, ...]:
    return tuple(target for target in prescription.series if target.kind is SetKind.WORK)


def load_kg(target: SetTarget) -> float:
    assert target.load_g is not None
    return target.load_g / 1000


def codes(reasons: Sequence[Reason]) -> set[str]:
    return {f"{reason.step}:{reason.code}" for reason in reasons}
