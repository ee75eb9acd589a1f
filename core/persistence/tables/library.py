"""The exercise library: curated exercises have no owner, a custom one belongs to an athlete or an organization."""

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

from core.engine.models import (
    BodyRegion,
    Equipment,
    Laterality,
    LoadMode,
    Muscle,
    Pattern,
    Sport,
    TrainingAge,
)
from core.persistence.tables.base import instant, one_of, shared_table

muscle_groups = shared_table(
    "muscle_groups",
    Column("muscle", one_of(Muscle, "muscle"), nullable=False, unique=True),
    Column("region", one_of(BodyRegion, "region"), nullable=False),
)

exercises = shared_table(
    "exercises",
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("pattern", one_of(Pattern, "pattern"), nullable=False),
    Column("equipment", one_of(Equipment, "equipment"), nullable=False),
    Column("load_mode", one_of(LoadMode, "load_mode"), nullable=False),
    Column("laterality", one_of(Laterality, "laterality"), nullable=False, server_default="bilateral"),
    Column("sport", one_of(Sport, "sport"), nullable=False, server_default="strength"),
    Column("main_lift", Boolean, nullable=False, server_default=text("false")),
    Column("min_training_age", one_of(TrainingAge, "min_training_age"), nullable=False),
    Column("athlete_id", BigInteger, ForeignKey("athletes.id", ondelete="CASCADE")),
    Column("organization_id", BigInteger, ForeignKey("organizations.id")),
    Column("author_user_id", BigInteger, ForeignKey("users.id", ondelete="SET NULL")),
    Column("cloned_from_id", BigInteger, ForeignKey("exercises.id", ondelete="SET NULL")),
    instant("created_at", now=True),
    instant("archived_at"),
    CheckConstraint("athlete_id IS NULL OR organization_id IS NULL", name="one_owner"),
    CheckConstraint("length(name) BETWEEN 1 AND 100", name="name"),
    Index(
        "uq_exercises_curated_key",
        "key",
        unique=True,
        postgresql_where=text("athlete_id IS NULL AND organization_id IS NULL"),
    ),
    Index(
        "uq_exercises_organization_key",
        "organization_id",
        "key",
        unique=True,
        postgresql_where=text("organization_id IS NOT NULL"),
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

# One row says both: `harder_id` is harder than `easier_id`, and the other way round. No circles: the service that
# adds a row looks, and `setpoint validate` looks again.
exercise_progressions = shared_table(
    "exercise_progressions",
    Column("easier_id", BigInteger, ForeignKey("exercises.id", ondelete="CASCADE"), nullable=False),
    Column("harder_id", BigInteger, ForeignKey("exercises.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("easier_id", "harder_id"),
    CheckConstraint("easier_id <> harder_id", name="two"),
    Index(None, "harder_id"),
)
