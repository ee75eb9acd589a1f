"""What is meant: the athlete's profile and their periodized plan."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from core.engine.models import BlockType, Goal, IntensityBias, TrainingAge, VolumeTarget
from core.persistence.tables.base import athletes_table, between, instant, of_athlete, one_of

profiles = athletes_table(
    "profiles",
    Column("answered", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("goal", one_of(Goal, "goal")),
    Column("event_on", Date),
    Column("days_per_week", SmallInteger, between("days_per_week", 1, 7)),
    Column("minutes", SmallInteger, between("minutes", 10, 240)),
    Column("kit", Text),
    Column("training_age", one_of(TrainingAge, "training_age")),
    Column("careful", Boolean),
    instant("updated_at", now=True),
    UniqueConstraint("athlete_id"),
)

macrocycles = athletes_table(
    "macrocycles",
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("training_age", one_of(TrainingAge, "training_age"), nullable=False),
    Column("goal", one_of(Goal, "goal"), nullable=False),
    Column("engine_version", Text, nullable=False),
    instant("created_at", now=True),
    CheckConstraint("ended_on >= started_on", name="dates_in_order"),
    Index(
        "uq_macrocycles_active",
        "athlete_id",
        unique=True,
        postgresql_where=text("ended_on IS NULL"),
    ),
)

training_blocks = athletes_table(
    "training_blocks",
    Column("macrocycle_id", BigInteger, nullable=False),
    Column("order_index", SmallInteger, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("block_type", one_of(BlockType, "block_type"), nullable=False),
    Column("weeks", SmallInteger, between("weeks", 1, 16), nullable=False),
    Column("volume_target", one_of(VolumeTarget, "volume_target"), nullable=False),
    Column("intensity_bias", one_of(IntensityBias, "intensity_bias"), nullable=False),
    Column("weekly_volume_ramp", Float, nullable=False, server_default=text("1.10")),
    Column("rir_start", Float, nullable=False),
    Column("rir_end", Float, nullable=False),
    Column("days", JSONB, nullable=False),
    of_athlete("macrocycle_id", "macrocycles"),
    UniqueConstraint("athlete_id", "macrocycle_id", "order_index"),
)
