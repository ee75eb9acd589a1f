"""The exercise library: curated exercises have no owner, a custom one belongs to whoever added it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    text,
)

from core.engine.models import Equipment, LoadMode, Muscle, Pattern, TrainingAge
from core.persistence.tables.base import instant, one_of, shared_table

muscle_groups = shared_table(
    "muscle_groups",
    Column("muscle", one_of(Muscle, "muscle"), nullable=False, unique=True),
    Column("region", Text, CheckConstraint("region IN ('upper', 'lower', 'core')", "region"), nullable=False),
)

exercises = shared_table(
    "exercises",
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("pattern", one_of(Pattern, "pattern"), nullable=False),
    Column("equipment", one_of(Equipment, "equipment"), nullable=False),
    Column("load_mode", one_of(LoadMode, "load_mode"), nullable=False),
    Column("main_lift", Boolean, nullable=False, server_default=text("false")),
    Column("min_training_age", one_of(TrainingAge, "min_training_age"), nullable=False),
    Column("athlete_id", BigInteger, ForeignKey("athletes.id", ondelete="CASCADE")),
    instant("archived_at"),
    Index(
        "uq_exercises_curated_key",
        "key",
        unique=True,
        postgresql_where=text("athlete_id IS NULL"),
    ),
    Index(
        "uq_exercises_custom_key",
        "athlete_id",
        "key",
        unique=True,
        postgresql_where=text("athlete_id IS NOT NULL"),
    ),
)

exercise_aliases = shared_table(
    "exercise_aliases",
    Column("exercise_id", BigInteger, ForeignKey("exercises.id", ondelete="CASCADE"), nullable=False),
    Column("alias", Text, nullable=False),
    UniqueConstraint("exercise_id", "alias"),
)

exercise_muscles = shared_table(
    "exercise_muscles",
    Column("exercise_id", BigInteger, ForeignKey("exercises.id", ondelete="CASCADE"), nullable=False),
    Column("muscle", one_of(Muscle, "muscle"), nullable=False),
    Column("fraction", Float, nullable=False),
    UniqueConstraint("exercise_id", "muscle"),
    CheckConstraint("fraction > 0 AND fraction <= 1", name="fraction"),
)
