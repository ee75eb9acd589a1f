"""What is meant: the athlete's profile, their periodized plan, what it serves and how it was changed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
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
from sqlalchemy.dialects.postgresql import ARRAY

from core.engine.lifecycles import AdaptationStatus, EventStatus, MacrocycleStatus
from core.engine.models import (
    AdaptationType,
    AttemptResult,
    BlockType,
    DeloadTriggers,
    EventKind,
    Goal,
    IntensityBias,
    Muscle,
    PlannedDay,
    Pregnancy,
    Reason,
    RotationPolicy,
    Sex,
    TrainingAge,
    VolumeTarget,
)
from core.engine.units import Unit
from core.persistence.tables.base import (
    athletes_table,
    between,
    document,
    instant,
    of_athlete,
    one_of,
    several_of,
)

profiles = athletes_table(
    "profiles",
    Column("answered", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("goal", one_of(Goal, "goal")),
    several_of("secondary_goals", Goal),
    Column("event_on", Date),
    Column("days_per_week", SmallInteger, between("days_per_week", 1, 7)),
    Column("minutes", SmallInteger, between("minutes", 10, 240)),
    Column("kit", Text),
    Column("training_age", one_of(TrainingAge, "training_age")),
    Column("careful", Boolean),
    # For minors' and masters' rules, competition classes and strength scores; no load depends on sex.
    Column("birth_date", Date, CheckConstraint("birth_date >= '1900-01-01'", "birth_date")),
    Column("adult", Boolean),  # as said at the start; a birth date says it better
    instant("guardian_agreed_at"),  # of a minor
    Column("pregnancy", one_of(Pregnancy, "pregnancy")),
    Column("spotted", Boolean),  # pins or a person catch a missed lift
    Column("sex", one_of(Sex, "sex")),
    Column("height_mm", SmallInteger, between("height_mm", 500, 2_800)),
    Column("email", Text, CheckConstraint("email LIKE '%_@_%' AND length(email) <= 254", "email")),
    Column("phone", Text, CheckConstraint("length(phone) <= 32", "phone")),
    Column("note", Text),
    instant("updated_at", now=True),
    UniqueConstraint("athlete_id"),
)

events = athletes_table(
    "events",
    Column("kind", one_of(EventKind, "kind"), nullable=False),
    Column("name", Text, CheckConstraint("length(name) BETWEEN 1 AND 100", "name"), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("status", one_of(EventStatus, "status"), nullable=False, server_default="planned"),
    Column("weight_class_g", Integer, between("weight_class_g", 20_000, 300_000)),
    Column("body_weight_g", Integer, between("body_weight_g", 20_000, 400_000)),
    Column("note", Text),
    instant("created_at", now=True),
    CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
    Index(None, "athlete_id", "starts_on"),
)

event_attempts = athletes_table(
    "event_attempts",
    Column("event_id", BigInteger, nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("attempt_number", SmallInteger, between("attempt_number", 1, 5), nullable=False),
    Column("planned_load_g", Integer, between("planned_load_g", 1, 1_000_000)),
    Column("load_g", Integer, between("load_g", 1, 1_000_000)),
    Column("typed_load", Numeric),
    Column("unit", one_of(Unit, "unit")),
    Column("result", one_of(AttemptResult, "result")),
    of_athlete("event_id", "events"),
    CheckConstraint("result <> 'made' OR load_g IS NOT NULL", name="made_load"),
    UniqueConstraint(
        "athlete_id", "event_id", "exercise_id", "attempt_number", name="uq_event_attempts_number"
    ),
)

macrocycles = athletes_table(
    "macrocycles",
    Column("version", Integer, CheckConstraint("version >= 1", "version"), nullable=False),
    Column("status", one_of(MacrocycleStatus, "status"), nullable=False, server_default="active"),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("training_age", one_of(TrainingAge, "training_age"), nullable=False),
    Column("goal", one_of(Goal, "goal"), nullable=False),
    several_of("secondary_goals", Goal),
    Column("days_per_week", SmallInteger, between("days_per_week", 1, 7), nullable=False, server_default="3"),
    Column("minutes", SmallInteger, between("minutes", 10, 240), nullable=False, server_default="60"),
    Column("engine_version", Text, nullable=False),
    Column("program_id", BigInteger, ForeignKey("programs.id")),
    Column("formula_config_id", BigInteger),
    Column("event_id", BigInteger),
    instant("created_at", now=True),
    of_athlete("formula_config_id", "formula_configs"),
    of_athlete("event_id", "events"),
    CheckConstraint("ended_on >= started_on", name="dates_in_order"),
    CheckConstraint("(status = 'active') = (ended_on IS NULL)", name="active_has_no_end"),
    UniqueConstraint("athlete_id", "version"),
    Index(
        "uq_macrocycles_active",
        "athlete_id",
        unique=True,
        postgresql_where=text("ended_on IS NULL"),
    ),
)

# Which maxes a plan began with.
macrocycle_maxes = athletes_table(
    "macrocycle_maxes",
    Column("macrocycle_id", BigInteger, nullable=False),
    Column("max_id", BigInteger, nullable=False),
    of_athlete("macrocycle_id", "macrocycles"),
    of_athlete("max_id", "maxes"),
    UniqueConstraint("athlete_id", "macrocycle_id", "max_id"),
)

mesocycles = athletes_table(
    "mesocycles",
    Column("macrocycle_id", BigInteger, nullable=False),
    Column("order_index", SmallInteger, between("order_index", 0, 99), nullable=False),
    Column("goal", one_of(Goal, "goal"), nullable=False),
    of_athlete("macrocycle_id", "macrocycles"),
    UniqueConstraint("athlete_id", "macrocycle_id", "order_index"),
)

training_blocks = athletes_table(
    "training_blocks",
    Column("mesocycle_id", BigInteger, nullable=False),
    Column("order_index", SmallInteger, between("order_index", 0, 99), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("block_type", one_of(BlockType, "block_type"), nullable=False),
    Column("weeks", SmallInteger, between("weeks", 1, 16), nullable=False),
    Column("volume_target", one_of(VolumeTarget, "volume_target"), nullable=False),
    Column("intensity_bias", one_of(IntensityBias, "intensity_bias"), nullable=False),
    Column(
        "weekly_volume_ramp",
        Float,
        CheckConstraint("weekly_volume_ramp BETWEEN 0.3 AND 2.0", "weekly_volume_ramp"),
        nullable=False,
        server_default=text("1.10"),
    ),
    Column("rir_start", Float, CheckConstraint("rir_start BETWEEN 0 AND 10", "rir_start"), nullable=False),
    Column("rir_end", Float, CheckConstraint("rir_end BETWEEN 0 AND 10", "rir_end"), nullable=False),
    document("main_lifts", Mapping[str, int], nullable=False),  # slot ("squat") -> exercise id
    document("accessory_pool", Mapping[Muscle, tuple[int, ...]], nullable=False),  # exercise ids, in order
    document("rotation_policy", RotationPolicy, nullable=False),
    Column("allow_auto_scale", Boolean, nullable=False, server_default=text("true")),
    document("deload_triggers", DeloadTriggers, nullable=False),
    document("days", tuple[PlannedDay, ...], nullable=False),
    instant("created_at", now=True),
    of_athlete("mesocycle_id", "mesocycles"),
    UniqueConstraint("athlete_id", "mesocycle_id", "order_index"),
)

adaptations = athletes_table(
    "adaptations",
    Column("macrocycle_id", BigInteger, nullable=False),
    Column("training_block_id", BigInteger),
    instant("at", nullable=False),
    Column("type", one_of(AdaptationType, "type"), nullable=False),
    Column("status", one_of(AdaptationStatus, "status"), nullable=False),
    Column("auto_triggered", Boolean, nullable=False),
    document("reason", Reason, nullable=False),
    document("facts", Mapping[str, Any]),  # what it rests on: readiness, stall counts; what it changed
    instant("decided_at"),  # by whom, the audit says
    of_athlete("macrocycle_id", "macrocycles"),
    of_athlete("training_block_id", "training_blocks"),
    Index(None, "athlete_id", "macrocycle_id", "at"),
)

auxiliary_pool = athletes_table(
    "auxiliary_pool",
    Column("main_exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("pool_position", SmallInteger, between("pool_position", 0, 99), nullable=False),
    Column("is_active", Boolean, nullable=False, server_default=text("true")),
    CheckConstraint("main_exercise_id <> exercise_id", name="two"),
    UniqueConstraint("athlete_id", "main_exercise_id", "exercise_id"),
    UniqueConstraint(
        "athlete_id",
        "main_exercise_id",
        "pool_position",
        name="uq_auxiliary_pool_position",
        deferrable=True,
        initially="DEFERRED",
    ),
)

auxiliary_assignments = athletes_table(
    "auxiliary_assignments",
    Column("training_block_id", BigInteger, nullable=False),
    Column("main_exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("slot", SmallInteger, between("slot", 1, 2), nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    instant("created_at", now=True),
    of_athlete("training_block_id", "training_blocks"),
    CheckConstraint("main_exercise_id <> exercise_id", name="two"),
    UniqueConstraint(
        "athlete_id", "training_block_id", "main_exercise_id", "slot", name="uq_auxiliary_assignments_slot"
    ),
    UniqueConstraint(
        "athlete_id",
        "training_block_id",
        "main_exercise_id",
        "exercise_id",
        name="uq_auxiliary_assignments_exercise",
    ),
)
