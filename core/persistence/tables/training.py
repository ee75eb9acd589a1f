"""What is done: workouts, sets as performed, check-ins, maxes and pain."""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from core.engine.models import CheckInStatus, MaxSource, RedFlag, Role
from core.engine.units import Unit
from core.persistence.tables.base import athletes_table, between, instant, of_athlete, one_of


class WorkoutStatus(StrEnum):
    """A workout's life. Legal steps: planned > in progress > completed, planned > skipped."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    SKIPPED = "skipped"


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
    Column("training_block_id", BigInteger),
    Column("week_in_block", SmallInteger),
    Column("day_number", SmallInteger),
    Column("minutes", SmallInteger),
    instant("generated_at"),
    Column("snapshot", JSONB),
    Column("rationale", JSONB),
    Column("kit", JSONB),
    Column("current_exercise_id", BigInteger),  # the workout exercise that the athlete turned to by name
    instant("started_at"),
    instant("completed_at"),
    instant("created_at", now=True),
    of_athlete("training_block_id", "training_blocks"),
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
)

workout_exercises = athletes_table(
    "workout_exercises",
    Column("workout_id", BigInteger, nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("order_index", SmallInteger, nullable=False),
    Column("role", one_of(Role, "role"), nullable=False),
    Column("status", one_of(ExerciseStatus, "status"), nullable=False, server_default="open"),
    Column("planned", Boolean, nullable=False, server_default=text("true")),
    Column("prescription", JSONB, nullable=False),
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
    Column("drop_set", Boolean, nullable=False, server_default=text("false")),
    Column("trusted", Boolean, nullable=False, server_default=text("true")),
    Column("note", Text),
    of_athlete("workout_id", "workouts"),
    of_athlete("workout_exercise_id", "workout_exercises"),
    of_athlete("corrects_id", "set_logs"),
    CheckConstraint("(row = 'set') = (corrects_id IS NULL)", name="corrects"),
    Index(None, "athlete_id", "exercise_id", "performed_at"),
    Index(None, "athlete_id", "workout_id"),
)

session_logs = athletes_table(
    "session_logs",
    Column("workout_id", BigInteger, nullable=False),
    instant("logged_at", nullable=False),
    Column("session_rpe", SmallInteger, between("session_rpe", 0, 10)),
    Column("note", Text),
    of_athlete("workout_id", "workouts"),
    Index(None, "athlete_id", "workout_id"),
)

check_ins = athletes_table(
    "check_ins",
    instant("at", nullable=False),
    Column("local_date", Date, nullable=False),
    Column("workout_id", BigInteger),
    Column("status", one_of(CheckInStatus, "status"), nullable=False),
    Column("soreness", JSONB, nullable=False),
    Column("readiness", SmallInteger, between("readiness", 1, 5)),
    of_athlete("workout_id", "workouts"),
    UniqueConstraint("athlete_id", "workout_id"),
    Index(None, "athlete_id", "local_date"),
)

maxes = athletes_table(
    "maxes",
    instant("at", nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("source", one_of(MaxSource, "source"), nullable=False),
    Column("load_g", Integer, between("load_g", 1, 1_000_000), nullable=False),
    Column("typed_load", Numeric, nullable=False),
    Column("unit", one_of(Unit, "unit"), nullable=False),
    Column("reps", SmallInteger, between("reps", 1, 12), nullable=False),
    Index(None, "athlete_id", "exercise_id", "at"),
)

pain_reports = athletes_table(
    "pain_reports",
    instant("at", nullable=False),
    Column("local_date", Date, nullable=False),
    Column("workout_id", BigInteger),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id")),
    Column("level", SmallInteger, between("level", 0, 10)),
    Column("sharp", Boolean),
    Column("red_flag", one_of(RedFlag, "red_flag")),
    of_athlete("workout_id", "workouts"),
    Index(None, "athlete_id", "local_date"),
)
