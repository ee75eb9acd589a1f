"""What is done: workouts, sets as performed, how they were rated, and what they add up to."""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import (
    IntensityType,
    Kit,
    Muscle,
    PerformanceVsPlan,
    Reason,
    Role,
    Selection,
    SetTarget,
    Steering,
    Strength,
)
from core.engine.units import Unit
from core.persistence.tables.base import athletes_table, between, document, instant, of_athlete, one_of


class ExerciseStatus(StrEnum):
    """An exercise of a workout: open until its sets are done, or ended by hand or by pain."""

    OPEN = "open"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class SetRow(StrEnum):
    """What a row of the set log says: a set, a correction of one, or that one never happened."""

    SET = "set"
    CORRECTION = "correction"
    VOID = "void"


LIVE = text("status IN ('planned', 'in_progress')")

workouts = athletes_table(
    "workouts",
    Column("local_date", Date, nullable=False),
    Column("status", one_of(WorkoutStatus, "status"), nullable=False),
    Column("planned_on", Date),  # the date it was meant for; local_date is the one it was done on
    Column("training_block_id", BigInteger),
    Column("program_session_id", BigInteger, ForeignKey("program_sessions.id")),
    Column("event_id", BigInteger),
    Column("week_in_block", SmallInteger, between("week_in_block", 0, 15)),  # 0-based
    Column("day_number", SmallInteger, between("day_number", 1, 20)),
    Column("main_exercise_id", BigInteger, ForeignKey("exercises.id")),
    Column("intensity_type", one_of(IntensityType, "intensity_type")),
    Column("minutes", SmallInteger),
    instant("generated_at"),
    Column("snapshot", JSONB),
    document("rationale", tuple[Reason, ...]),
    document("kit", Kit),
    Column("place_id", BigInteger),  # where it is done; null = not known
    document("autoregulation_log", tuple[Reason, ...]),  # what the sets changed, written when it is closed
    Column(
        "was_autoregulated",
        Boolean,
        Computed("coalesce(jsonb_array_length(autoregulation_log), 0) > 0", persisted=True),
        nullable=False,
    ),
    Column("current_exercise_id", BigInteger),  # the workout exercise that the athlete turned to by name
    instant("started_at"),
    instant("completed_at"),
    instant("created_at", now=True),
    of_athlete("training_block_id", "training_blocks"),
    of_athlete("event_id", "events"),
    of_athlete("place_id", "kits"),
    CheckConstraint("snapshot IS NULL OR generated_at IS NOT NULL", name="generated"),
    Index(
        "uq_workouts_live",
        "athlete_id",
        "local_date",
        "day_number",
        unique=True,
        postgresql_where=LIVE,
        postgresql_nulls_not_distinct=True,
    ),
    Index(None, "athlete_id", "local_date"),
    Index(None, "athlete_id", "training_block_id", "week_in_block"),
)

workout_exercises = athletes_table(
    "workout_exercises",
    Column("workout_id", BigInteger, nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("order_index", SmallInteger, nullable=False),
    Column("role", one_of(Role, "role"), nullable=False),
    Column("status", one_of(ExerciseStatus, "status"), nullable=False, server_default="open"),
    Column("planned", Boolean, nullable=False, server_default=text("true")),
    Column("group_index", SmallInteger, between("group_index", 0, 99), nullable=False),
    Column("group_name", Text),  # without one a group is called by the letter of its place
    document("series", tuple[SetTarget, ...], nullable=False),
    document("selection", Selection),  # why this exercise; null where nobody chose
    document("reasons", tuple[Reason, ...], nullable=False),  # why these sets, reps and loads
    document("strength", Strength),
    Column("load_steps_g", ARRAY(Integer), nullable=False),
    document("steering", Steering, empty=True),
    Column("last_time", JSONB),
    of_athlete("workout_id", "workouts"),
    UniqueConstraint("athlete_id", "workout_id", "order_index"),
)

set_logs = athletes_table(
    "set_logs",
    instant("performed_at", nullable=False),
    Column("workout_id", BigInteger),
    Column("workout_exercise_id", BigInteger),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("corrects_id", BigInteger),
    Column("bot_id", BigInteger),
    Column("message_id", BigInteger),
    Column("local_date", Date, nullable=False),
    Column("load_g", Integer, between("load_g", -200_000, 1_000_000)),
    Column("target_load_g", Integer),
    Column("duration_s", Integer, between("duration_s", 0, 14_400)),
    Column("distance_m", Integer, between("distance_m", 0, 1_000_000)),
    Column("typed_load", Numeric),
    Column("unit", one_of(Unit, "unit")),
    Column("entry", SmallInteger),
    Column("reps", SmallInteger, between("reps", 0, 100)),
    Column("rpe_halves", SmallInteger, between("rpe_halves", 0, 20)),
    Column("target_reps", SmallInteger),
    Column("target_rpe_halves", SmallInteger),
    Column("row", one_of(SetRow, "row"), nullable=False),
    Column("body_weight", Boolean, nullable=False, server_default=text("false")),
    Column("warm_up", Boolean, nullable=False, server_default=text("false")),
    Column("failed", Boolean, nullable=False, server_default=text("false")),
    Column("rehab", Boolean, nullable=False, server_default=text("false")),
    Column("drop_set", Boolean, nullable=False, server_default=text("false")),
    Column("trusted", Boolean, nullable=False, server_default=text("true")),
    Column("note", Text),
    of_athlete("workout_id", "workouts"),
    of_athlete("workout_exercise_id", "workout_exercises"),
    of_athlete("corrects_id", "set_logs"),
    CheckConstraint("(row = 'set') = (corrects_id IS NULL)", name="corrects"),
    Index(None, "athlete_id", "exercise_id", "performed_at"),
    Index(None, "athlete_id", "workout_id"),
    # Found when a row goes: corrections are rare, so the index is small.
    Index(
        "ix_set_logs_corrects_id",
        "athlete_id",
        "corrects_id",
        postgresql_where=text("corrects_id IS NOT NULL"),
    ),
)

session_logs = athletes_table(
    "session_logs",
    Column("workout_id", BigInteger, nullable=False),
    instant("logged_at", nullable=False),
    Column("session_rpe", SmallInteger, between("session_rpe", 0, 10)),
    Column("note", Text),
    Column("duration_s", Integer, between("duration_s", 0, 86_400)),
    Column("completion_pct", Numeric(5, 2), between("completion_pct", 0, 999)),
    Column("performance_vs_plan", one_of(PerformanceVsPlan, "performance_vs_plan")),
    of_athlete("workout_id", "workouts"),
    Index(None, "athlete_id", "workout_id"),
)

# One lift's workout in numbers, worked out from the standing sets whenever they change.
performance_metrics = athletes_table(
    "performance_metrics",
    Column("workout_id", BigInteger, nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    instant("at", nullable=False),
    Column("local_date", Date, nullable=False),
    Column("training_block_id", BigInteger),
    Column("week_in_block", SmallInteger, between("week_in_block", 0, 15)),
    Column("intensity_type", one_of(IntensityType, "intensity_type")),
    Column("planned_volume_g", BigInteger, CheckConstraint("planned_volume_g >= 0", "planned_volume_g")),
    Column("actual_volume_g", BigInteger, CheckConstraint("actual_volume_g >= 0", "actual_volume_g")),
    Column("planned_intensity", Float, CheckConstraint("planned_intensity >= 0", "planned_intensity")),
    Column("actual_intensity", Float, CheckConstraint("actual_intensity >= 0", "actual_intensity")),
    Column("max_rpe", Float, between("max_rpe", 0, 10)),
    Column("mean_rpe", Float, between("mean_rpe", 0, 10)),
    Column("completion_pct", Numeric(5, 2), between("completion_pct", 0, 999)),
    Column("e1rm_g", Integer, between("e1rm_g", 1, 2_000_000)),
    Column("e1rm_low_g", Integer, between("e1rm_low_g", 1, 2_000_000)),
    Column("e1rm_high_g", Integer, between("e1rm_high_g", 1, 4_000_000)),
    document("sets_per_muscle", Mapping[Muscle, float], nullable=False),  # fractional hard sets
    of_athlete("workout_id", "workouts"),
    of_athlete("training_block_id", "training_blocks"),
    UniqueConstraint("athlete_id", "workout_id", "exercise_id"),
    Index(None, "athlete_id", "exercise_id", "at"),
)
