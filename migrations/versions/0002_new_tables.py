"""Every table that the product was still missing: content, plan, state, outside.

Revision ID: 0002
Revises: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import grant, wall

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SHARED = [
    "programs",
    "session_templates",
    "coach_notes",
    "exercise_groups",
    "program_sessions",
    "exercise_progressions",
    "session_exercises",
    "prescriptions",
]
ATHLETES = [
    "events",
    "formula_configs",
    "integrations",
    "kits",
    "recovery_snapshots",
    "volume_landmarks",
    "auxiliary_pool",
    "event_attempts",
    "warm_up_configs",
    "macrocycle_maxes",
    "mesocycles",
    "adaptations",
    "auxiliary_assignments",
    "disruptions",
    "performance_metrics",
    "disruption_lifts",
]
APPEND_ONLY = ["body_weights"]


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "programs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("author_user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "sport",
            sa.Enum(
                "strength",
                "powerlifting",
                "weightlifting",
                "strongman",
                "calisthenics",
                "conditioning",
                "running",
                "cycling",
                "rowing",
                "swimming",
                "climbing",
                "team_sport",
                "mobility",
                name="sport",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="strength",
            nullable=False,
        ),
        sa.Column("weeks", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_programs_name")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_programs_version")),
        sa.CheckConstraint("weeks BETWEEN 1 AND 104", name=op.f("ck_programs_weeks")),
        sa.ForeignKeyConstraint(
            ["author_user_id"], ["users.id"], name=op.f("fk_programs_author_user_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_programs_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programs")),
        sa.UniqueConstraint(
            "organization_id",
            "name",
            "version",
            name=op.f("uq_programs_organization_id_name_version"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("ix_programs_author_user_id"), "programs", ["author_user_id"], unique=False)
    op.create_table(
        "session_templates",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=True),
        sa.Column("author_user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "sport",
            sa.Enum(
                "strength",
                "powerlifting",
                "weightlifting",
                "strongman",
                "calisthenics",
                "conditioning",
                "running",
                "cycling",
                "rowing",
                "swimming",
                "climbing",
                "team_sport",
                "mobility",
                name="sport",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="strength",
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_session_templates_name")),
        sa.ForeignKeyConstraint(
            ["author_user_id"],
            ["users.id"],
            name=op.f("fk_session_templates_author_user_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_session_templates_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_templates")),
    )
    op.create_index(
        op.f("ix_session_templates_author_user_id"), "session_templates", ["author_user_id"], unique=False
    )
    op.create_index(
        op.f("ix_session_templates_organization_id"), "session_templates", ["organization_id"], unique=False
    )
    op.create_table(
        "body_weights",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("body_weight_g", sa.Integer(), nullable=False),
        sa.Column("typed_weight", sa.Numeric(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum("kg", "lb", name="unit", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.CheckConstraint(
            "body_weight_g BETWEEN 20000 AND 400000", name=op.f("ck_body_weights_body_weight_g")
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_body_weights_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_body_weights")),
    )
    op.create_index(op.f("ix_body_weights_athlete_id_at"), "body_weights", ["athlete_id", "at"], unique=False)
    op.create_table(
        "coach_notes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("author_user_id", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 4000", name=op.f("ck_coach_notes_body")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_coach_notes_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_user_id"], ["users.id"], name=op.f("fk_coach_notes_author_user_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_coach_notes_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_notes")),
    )
    op.create_index(op.f("ix_coach_notes_athlete_id"), "coach_notes", ["athlete_id"], unique=False)
    op.create_index(
        op.f("ix_coach_notes_organization_id_athlete_id"),
        "coach_notes",
        ["organization_id", "athlete_id"],
        unique=False,
    )
    op.create_table(
        "events",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "meet",
                "test",
                "match",
                "race",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "done",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="planned",
            nullable=False,
        ),
        sa.Column("weight_class_g", sa.Integer(), nullable=True),
        sa.Column("body_weight_g", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("body_weight_g BETWEEN 20000 AND 400000", name=op.f("ck_events_body_weight_g")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_events_dates_in_order")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_events_name")),
        sa.CheckConstraint("weight_class_g BETWEEN 20000 AND 300000", name=op.f("ck_events_weight_class_g")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_events_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_events")),
    )
    op.create_index(
        op.f("ix_events_athlete_id_starts_on"), "events", ["athlete_id", "starts_on"], unique=False
    )
    op.create_table(
        "exercise_groups",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("session_template_id", sa.BigInteger(), nullable=False),
        sa.Column("order_index", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 40", name=op.f("ck_exercise_groups_name")),
        sa.CheckConstraint("order_index BETWEEN 0 AND 99", name=op.f("ck_exercise_groups_order_index")),
        sa.ForeignKeyConstraint(
            ["session_template_id"],
            ["session_templates.id"],
            name=op.f("fk_exercise_groups_session_template_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_groups")),
        sa.UniqueConstraint(
            "session_template_id",
            "order_index",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_exercise_groups_session_template_id_order_index"),
        ),
    )
    op.create_table(
        "formula_configs",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "user",
                "suggestion",
                "system",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("overrides", postgresql.JSONB(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_formula_configs_version")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_formula_configs_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_formula_configs")),
        sa.UniqueConstraint("athlete_id", "version", name=op.f("uq_formula_configs_athlete_id_version")),
    )
    op.create_index(
        "uq_formula_configs_active",
        "formula_configs",
        ["athlete_id"],
        unique=True,
        postgresql_where=sa.text("is_active"),
    )
    op.create_table(
        "integrations",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("access_token", sa.LargeBinary(), nullable=False),
        sa.Column("refresh_token", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(provider) BETWEEN 1 AND 40", name=op.f("ck_integrations_provider")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_integrations_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_integrations")),
        sa.UniqueConstraint("athlete_id", "provider", name=op.f("uq_integrations_athlete_id_provider")),
    )
    op.create_table(
        "kits",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kit", postgresql.JSONB(), nullable=False),
        sa.Column("is_current", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("NOT is_current OR archived_at IS NULL", name=op.f("ck_kits_current")),
        sa.CheckConstraint("length(place) BETWEEN 1 AND 40", name=op.f("ck_kits_place")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_kits_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_kits")),
        sa.UniqueConstraint("athlete_id", "place", name=op.f("uq_kits_athlete_id_place")),
    )
    op.create_index(
        "uq_kits_current", "kits", ["athlete_id"], unique=True, postgresql_where=sa.text("is_current")
    )
    op.create_table(
        "program_sessions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("program_id", sa.BigInteger(), nullable=False),
        sa.Column("session_template_id", sa.BigInteger(), nullable=False),
        sa.Column("week_number", sa.SmallInteger(), nullable=False),
        sa.Column("day_of_week", sa.SmallInteger(), nullable=False),
        sa.Column("order_index", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("day_of_week BETWEEN 1 AND 7", name=op.f("ck_program_sessions_day_of_week")),
        sa.CheckConstraint("order_index BETWEEN 0 AND 9", name=op.f("ck_program_sessions_order_index")),
        sa.CheckConstraint("week_number BETWEEN 1 AND 104", name=op.f("ck_program_sessions_week_number")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["programs.id"], name=op.f("fk_program_sessions_program_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_template_id"],
            ["session_templates.id"],
            name=op.f("fk_program_sessions_session_template_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_sessions")),
        sa.UniqueConstraint(
            "program_id",
            "week_number",
            "day_of_week",
            "order_index",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_program_sessions_place"),
        ),
    )
    op.create_index(
        op.f("ix_program_sessions_session_template_id"),
        "program_sessions",
        ["session_template_id"],
        unique=False,
    )
    op.create_table(
        "recovery_snapshots",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sleep_minutes", sa.SmallInteger(), nullable=True),
        sa.Column("sleep_quality_pct", sa.SmallInteger(), nullable=True),
        sa.Column("hrv_ms", sa.Numeric(precision=6, scale=2), nullable=True),
        sa.Column("resting_hr_bpm", sa.SmallInteger(), nullable=True),
        sa.Column("recovery_pct", sa.SmallInteger(), nullable=True),
        sa.Column("strain", sa.Numeric(precision=3, scale=1), nullable=True),
        sa.Column("raw_payload", postgresql.JSONB(), nullable=True),
        sa.CheckConstraint("hrv_ms > 0", name=op.f("ck_recovery_snapshots_hrv_ms")),
        sa.CheckConstraint("length(source) BETWEEN 1 AND 40", name=op.f("ck_recovery_snapshots_source")),
        sa.CheckConstraint("recovery_pct BETWEEN 0 AND 100", name=op.f("ck_recovery_snapshots_recovery_pct")),
        sa.CheckConstraint(
            "resting_hr_bpm BETWEEN 20 AND 220", name=op.f("ck_recovery_snapshots_resting_hr_bpm")
        ),
        sa.CheckConstraint(
            "sleep_minutes BETWEEN 0 AND 1440", name=op.f("ck_recovery_snapshots_sleep_minutes")
        ),
        sa.CheckConstraint(
            "sleep_quality_pct BETWEEN 0 AND 100", name=op.f("ck_recovery_snapshots_sleep_quality_pct")
        ),
        sa.CheckConstraint("strain BETWEEN 0 AND 21", name=op.f("ck_recovery_snapshots_strain")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_recovery_snapshots_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_recovery_snapshots")),
        sa.UniqueConstraint(
            "athlete_id", "source", "at", name=op.f("uq_recovery_snapshots_athlete_id_source_at")
        ),
    )
    op.create_index(
        op.f("ix_recovery_snapshots_athlete_id_local_date"),
        "recovery_snapshots",
        ["athlete_id", "local_date"],
        unique=False,
    )
    op.create_table(
        "volume_landmarks",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "muscle",
            sa.Enum(
                "quads",
                "hamstrings",
                "glutes",
                "lower_back",
                "upper_back",
                "chest",
                "triceps",
                "shoulders",
                "biceps",
                "core",
                "calves",
                "forearms",
                name="muscle",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "counting",
            sa.Enum(
                "fractional", "direct", name="counting", native_enum=False, create_constraint=True, length=40
            ),
            server_default="fractional",
            nullable=False,
        ),
        sa.Column("mev_sets", sa.SmallInteger(), nullable=False),
        sa.Column("mav_sets", sa.SmallInteger(), nullable=True),
        sa.Column("mrv_sets", sa.SmallInteger(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("mav_sets BETWEEN 0 AND 60", name=op.f("ck_volume_landmarks_mav_sets")),
        sa.CheckConstraint(
            "mav_sets BETWEEN mev_sets AND mrv_sets", name=op.f("ck_volume_landmarks_mav_between")
        ),
        sa.CheckConstraint("mev_sets <= mrv_sets", name=op.f("ck_volume_landmarks_mev_below_mrv")),
        sa.CheckConstraint("mev_sets BETWEEN 0 AND 60", name=op.f("ck_volume_landmarks_mev_sets")),
        sa.CheckConstraint("mrv_sets BETWEEN 0 AND 60", name=op.f("ck_volume_landmarks_mrv_sets")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_volume_landmarks_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_volume_landmarks")),
        sa.UniqueConstraint("athlete_id", "muscle", name=op.f("uq_volume_landmarks_athlete_id_muscle")),
    )
    op.create_table(
        "auxiliary_pool",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("main_exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("pool_position", sa.SmallInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("main_exercise_id <> exercise_id", name=op.f("ck_auxiliary_pool_two")),
        sa.CheckConstraint("pool_position BETWEEN 0 AND 99", name=op.f("ck_auxiliary_pool_pool_position")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_auxiliary_pool_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_auxiliary_pool_exercise_id")
        ),
        sa.ForeignKeyConstraint(
            ["main_exercise_id"], ["exercises.id"], name=op.f("fk_auxiliary_pool_main_exercise_id")
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_auxiliary_pool")),
        sa.UniqueConstraint(
            "athlete_id",
            "main_exercise_id",
            "exercise_id",
            name=op.f("uq_auxiliary_pool_athlete_id_main_exercise_id_exercise_id"),
        ),
        sa.UniqueConstraint(
            "athlete_id",
            "main_exercise_id",
            "pool_position",
            deferrable=True,
            initially="DEFERRED",
            name="uq_auxiliary_pool_position",
        ),
    )
    op.create_table(
        "event_attempts",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("attempt_number", sa.SmallInteger(), nullable=False),
        sa.Column("planned_load_g", sa.Integer(), nullable=True),
        sa.Column("load_g", sa.Integer(), nullable=True),
        sa.Column("typed_load", sa.Numeric(), nullable=True),
        sa.Column(
            "unit",
            sa.Enum("kg", "lb", name="unit", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "result",
            sa.Enum(
                "made",
                "missed",
                "passed",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "result <> 'made' OR load_g IS NOT NULL", name=op.f("ck_event_attempts_made_load")
        ),
        sa.CheckConstraint("attempt_number BETWEEN 1 AND 5", name=op.f("ck_event_attempts_attempt_number")),
        sa.CheckConstraint("load_g BETWEEN 1 AND 1000000", name=op.f("ck_event_attempts_load_g")),
        sa.CheckConstraint(
            "planned_load_g BETWEEN 1 AND 1000000", name=op.f("ck_event_attempts_planned_load_g")
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "event_id"],
            ["events.athlete_id", "events.id"],
            name=op.f("fk_event_attempts_athlete_id_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_event_attempts_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_event_attempts_exercise_id")
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_event_attempts")),
        sa.UniqueConstraint(
            "athlete_id",
            "event_id",
            "exercise_id",
            "attempt_number",
            name=op.f("uq_event_attempts_number"),
        ),
    )
    op.create_table(
        "exercise_progressions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("easier_id", sa.BigInteger(), nullable=False),
        sa.Column("harder_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("easier_id <> harder_id", name=op.f("ck_exercise_progressions_two")),
        sa.ForeignKeyConstraint(
            ["easier_id"],
            ["exercises.id"],
            name=op.f("fk_exercise_progressions_easier_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["harder_id"],
            ["exercises.id"],
            name=op.f("fk_exercise_progressions_harder_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_progressions")),
        sa.UniqueConstraint(
            "easier_id", "harder_id", name=op.f("uq_exercise_progressions_easier_id_harder_id")
        ),
    )
    op.create_index(
        op.f("ix_exercise_progressions_harder_id"), "exercise_progressions", ["harder_id"], unique=False
    )
    op.create_table(
        "session_exercises",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("exercise_group_id", sa.BigInteger(), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("order_within_group", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "order_within_group BETWEEN 0 AND 19", name=op.f("ck_session_exercises_order_within_group")
        ),
        sa.ForeignKeyConstraint(
            ["exercise_group_id"],
            ["exercise_groups.id"],
            name=op.f("fk_session_exercises_exercise_group_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_session_exercises_exercise_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_exercises")),
        sa.UniqueConstraint(
            "exercise_group_id",
            "order_within_group",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_session_exercises_exercise_group_id_order_within_group"),
        ),
    )
    op.create_index(
        op.f("ix_session_exercises_exercise_id"), "session_exercises", ["exercise_id"], unique=False
    )
    op.create_table(
        "warm_up_configs",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "protocol",
            sa.Enum(
                "standard",
                "minimal",
                "extended",
                "empty_bar",
                "custom",
                name="protocol",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="standard",
            nullable=False,
        ),
        sa.Column("custom_steps", postgresql.JSONB(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "(protocol = 'custom') = (custom_steps IS NOT NULL)", name=op.f("ck_warm_up_configs_custom_steps")
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_warm_up_configs_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_warm_up_configs_exercise_id")
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_warm_up_configs")),
        sa.UniqueConstraint(
            "athlete_id", "exercise_id", name=op.f("uq_warm_up_configs_athlete_id_exercise_id")
        ),
    )
    op.create_table(
        "macrocycle_maxes",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("macrocycle_id", sa.BigInteger(), nullable=False),
        sa.Column("max_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id", "macrocycle_id"],
            ["macrocycles.athlete_id", "macrocycles.id"],
            name=op.f("fk_macrocycle_maxes_athlete_id_macrocycle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "max_id"],
            ["maxes.athlete_id", "maxes.id"],
            name=op.f("fk_macrocycle_maxes_athlete_id_max_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_macrocycle_maxes_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_macrocycle_maxes")),
        sa.UniqueConstraint(
            "athlete_id",
            "macrocycle_id",
            "max_id",
            name=op.f("uq_macrocycle_maxes_athlete_id_macrocycle_id_max_id"),
        ),
    )
    op.create_table(
        "mesocycles",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("macrocycle_id", sa.BigInteger(), nullable=False),
        sa.Column("order_index", sa.SmallInteger(), nullable=False),
        sa.Column(
            "goal",
            sa.Enum(
                "strength",
                "hypertrophy",
                "power",
                "muscular_endurance",
                "general",
                name="goal",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("order_index BETWEEN 0 AND 99", name=op.f("ck_mesocycles_order_index")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "macrocycle_id"],
            ["macrocycles.athlete_id", "macrocycles.id"],
            name=op.f("fk_mesocycles_athlete_id_macrocycle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_mesocycles_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_mesocycles")),
        sa.UniqueConstraint(
            "athlete_id",
            "macrocycle_id",
            "order_index",
            name=op.f("uq_mesocycles_athlete_id_macrocycle_id_order_index"),
        ),
    )
    op.create_table(
        "prescriptions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("session_exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("week_number", sa.SmallInteger(), nullable=True),
        sa.Column("series", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("week_number BETWEEN 1 AND 104", name=op.f("ck_prescriptions_week_number")),
        sa.ForeignKeyConstraint(
            ["session_exercise_id"],
            ["session_exercises.id"],
            name=op.f("fk_prescriptions_session_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescriptions")),
        sa.UniqueConstraint(
            "session_exercise_id",
            "week_number",
            name=op.f("uq_prescriptions_session_exercise_id_week_number"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_table(
        "adaptations",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("macrocycle_id", sa.BigInteger(), nullable=False),
        sa.Column("training_block_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "early_deload",
                "block_extension",
                "goal_shift",
                "exercise_swap",
                "volume_reduction",
                "intensity_reduction",
                "stall_intervention",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "applied",
                "declined",
                "reverted",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("auto_triggered", sa.Boolean(), nullable=False),
        sa.Column("reason", postgresql.JSONB(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id", "macrocycle_id"],
            ["macrocycles.athlete_id", "macrocycles.id"],
            name=op.f("fk_adaptations_athlete_id_macrocycle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "training_block_id"],
            ["training_blocks.athlete_id", "training_blocks.id"],
            name=op.f("fk_adaptations_athlete_id_training_block_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_adaptations_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_adaptations")),
    )
    op.create_index(
        op.f("ix_adaptations_athlete_id_macrocycle_id_at"),
        "adaptations",
        ["athlete_id", "macrocycle_id", "at"],
        unique=False,
    )
    op.create_table(
        "auxiliary_assignments",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("training_block_id", sa.BigInteger(), nullable=False),
        sa.Column("main_exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("main_exercise_id <> exercise_id", name=op.f("ck_auxiliary_assignments_two")),
        sa.CheckConstraint("slot BETWEEN 1 AND 2", name=op.f("ck_auxiliary_assignments_slot")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "training_block_id"],
            ["training_blocks.athlete_id", "training_blocks.id"],
            name=op.f("fk_auxiliary_assignments_athlete_id_training_block_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athletes.id"],
            name=op.f("fk_auxiliary_assignments_athlete_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_auxiliary_assignments_exercise_id")
        ),
        sa.ForeignKeyConstraint(
            ["main_exercise_id"], ["exercises.id"], name=op.f("fk_auxiliary_assignments_main_exercise_id")
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_auxiliary_assignments")),
        sa.UniqueConstraint(
            "athlete_id",
            "training_block_id",
            "main_exercise_id",
            "exercise_id",
            name="uq_auxiliary_assignments_exercise",
        ),
        sa.UniqueConstraint(
            "athlete_id",
            "training_block_id",
            "main_exercise_id",
            "slot",
            name=op.f("uq_auxiliary_assignments_slot"),
        ),
    )
    op.create_table(
        "disruptions",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("macrocycle_id", sa.BigInteger(), nullable=True),
        sa.Column("workout_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "injury",
                "illness",
                "travel",
                "fatigue",
                "equipment_unavailable",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum(
                "minor",
                "moderate",
                "major",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "monitoring",
                "resolved",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="active",
            nullable=False,
        ),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adjustment", postgresql.JSONB(), nullable=True),
        sa.CheckConstraint(
            "(status = 'resolved') = (resolved_at IS NOT NULL)", name=op.f("ck_disruptions_resolved")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_disruptions_dates_in_order")),
        sa.CheckConstraint("length(description) <= 2000", name=op.f("ck_disruptions_description")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "macrocycle_id"],
            ["macrocycles.athlete_id", "macrocycles.id"],
            name=op.f("fk_disruptions_athlete_id_macrocycle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_id"],
            ["workouts.athlete_id", "workouts.id"],
            name=op.f("fk_disruptions_athlete_id_workout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_disruptions_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_disruptions")),
    )
    op.create_index(
        op.f("ix_disruptions_athlete_id_starts_on"), "disruptions", ["athlete_id", "starts_on"], unique=False
    )
    op.create_table(
        "performance_metrics",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workout_id", sa.BigInteger(), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("training_block_id", sa.BigInteger(), nullable=True),
        sa.Column("week_in_block", sa.SmallInteger(), nullable=True),
        sa.Column(
            "intensity_type",
            sa.Enum(
                "heavy",
                "explosive",
                "rep",
                "deload",
                name="intensity_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("planned_volume_g", sa.BigInteger(), nullable=True),
        sa.Column("actual_volume_g", sa.BigInteger(), nullable=True),
        sa.Column("planned_intensity", sa.Float(), nullable=True),
        sa.Column("actual_intensity", sa.Float(), nullable=True),
        sa.Column("max_rpe", sa.Float(), nullable=True),
        sa.Column("mean_rpe", sa.Float(), nullable=True),
        sa.Column("completion_pct", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("e1rm_g", sa.Integer(), nullable=True),
        sa.Column("e1rm_low_g", sa.Integer(), nullable=True),
        sa.Column("e1rm_high_g", sa.Integer(), nullable=True),
        sa.Column("sets_per_muscle", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("actual_intensity >= 0", name=op.f("ck_performance_metrics_actual_intensity")),
        sa.CheckConstraint("actual_volume_g >= 0", name=op.f("ck_performance_metrics_actual_volume_g")),
        sa.CheckConstraint(
            "completion_pct BETWEEN 0 AND 999", name=op.f("ck_performance_metrics_completion_pct")
        ),
        sa.CheckConstraint("e1rm_g BETWEEN 1 AND 2000000", name=op.f("ck_performance_metrics_e1rm_g")),
        sa.CheckConstraint(
            "e1rm_high_g BETWEEN 1 AND 4000000", name=op.f("ck_performance_metrics_e1rm_high_g")
        ),
        sa.CheckConstraint(
            "e1rm_low_g BETWEEN 1 AND 2000000", name=op.f("ck_performance_metrics_e1rm_low_g")
        ),
        sa.CheckConstraint("max_rpe BETWEEN 0 AND 10", name=op.f("ck_performance_metrics_max_rpe")),
        sa.CheckConstraint("mean_rpe BETWEEN 0 AND 10", name=op.f("ck_performance_metrics_mean_rpe")),
        sa.CheckConstraint("planned_intensity >= 0", name=op.f("ck_performance_metrics_planned_intensity")),
        sa.CheckConstraint("planned_volume_g >= 0", name=op.f("ck_performance_metrics_planned_volume_g")),
        sa.CheckConstraint(
            "week_in_block BETWEEN 0 AND 15", name=op.f("ck_performance_metrics_week_in_block")
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "training_block_id"],
            ["training_blocks.athlete_id", "training_blocks.id"],
            name=op.f("fk_performance_metrics_athlete_id_training_block_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_id"],
            ["workouts.athlete_id", "workouts.id"],
            name=op.f("fk_performance_metrics_athlete_id_workout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athletes.id"],
            name=op.f("fk_performance_metrics_athlete_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_performance_metrics_exercise_id")
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_performance_metrics")),
        sa.UniqueConstraint(
            "athlete_id",
            "workout_id",
            "exercise_id",
            name=op.f("uq_performance_metrics_athlete_id_workout_id_exercise_id"),
        ),
    )
    op.create_index(
        op.f("ix_performance_metrics_athlete_id_exercise_id_at"),
        "performance_metrics",
        ["athlete_id", "exercise_id", "at"],
        unique=False,
    )
    op.create_table(
        "disruption_lifts",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("disruption_id", sa.BigInteger(), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id", "disruption_id"],
            ["disruptions.athlete_id", "disruptions.id"],
            name=op.f("fk_disruption_lifts_athlete_id_disruption_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_disruption_lifts_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_disruption_lifts_exercise_id")
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_disruption_lifts")),
        sa.UniqueConstraint(
            "athlete_id",
            "disruption_id",
            "exercise_id",
            name=op.f("uq_disruption_lifts_athlete_id_disruption_id_exercise_id"),
        ),
    )
    for table in SHARED:
        grant(table)
    for table in ATHLETES:
        wall(table)
    for table in APPEND_ONLY:
        wall(table, "SELECT, INSERT")


def downgrade() -> None:
    """Undo."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("disruption_lifts")
    op.drop_table("performance_metrics")
    op.drop_table("disruptions")
    op.drop_table("auxiliary_assignments")
    op.drop_table("adaptations")
    op.drop_table("prescriptions")
    op.drop_table("mesocycles")
    op.drop_table("macrocycle_maxes")
    op.drop_table("warm_up_configs")
    op.drop_table("session_exercises")
    op.drop_table("exercise_progressions")
    op.drop_table("event_attempts")
    op.drop_table("auxiliary_pool")
    op.drop_table("volume_landmarks")
    op.drop_table("recovery_snapshots")
    op.drop_table("program_sessions")
    op.drop_table("kits")
    op.drop_table("integrations")
    op.drop_table("formula_configs")
    op.drop_table("exercise_groups")
    op.drop_table("events")
    op.drop_table("coach_notes")
    op.drop_table("body_weights")
    op.drop_table("session_templates")
    op.drop_table("programs")
