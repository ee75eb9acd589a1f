"""The first schema: people, library, plan, training, machinery, roles and walls.

Revision ID: 0001
Revises:
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import grant, make_roles, wall

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


SHARED = [
    "users",
    "athletes",
    "organizations",
    "memberships",
    "coaching_links",
    "invitations",
    "muscle_groups",
    "exercises",
    "exercise_aliases",
    "exercise_muscles",
]
MACHINERY = ["chats", "inbox", "outbox", "cards", "schedules", "leases"]
ATHLETES = ["profiles", "macrocycles", "training_blocks", "workouts", "workout_exercises", "check_ins"]
APPEND_ONLY = ["set_logs", "session_logs", "maxes", "pain_reports"]


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column(
            "facts", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "cards",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent_revision", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", "slot", name=op.f("pk_cards")),
    )
    op.create_table(
        "chats",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("last_message_id", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("pending", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("pending_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", name=op.f("pk_chats")),
    )
    op.create_table(
        "clock",
        sa.Column("one", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("shift", sa.Interval(), server_default=sa.text("'0'"), nullable=False),
        sa.CheckConstraint("one", name=op.f("ck_clock_one_row")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_clock")),
    )
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="new", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('new', 'done', 'dead')", name=op.f("ck_inbox_state")),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_inbox")),
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["bot_id", "chat_id", "update_id"],
        unique=False,
        postgresql_where=sa.text("state = 'new'"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "muscle_groups",
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
        sa.Column("region", sa.Text(), nullable=False),
        sa.CheckConstraint("region IN ('upper', 'lower', 'core')", name=op.f("ck_muscle_groups_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_muscle_groups")),
        sa.UniqueConstraint("muscle", name=op.f("uq_muscle_groups_muscle")),
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("once", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.Text(), server_default="due", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('due', 'sending', 'sent', 'unknown', 'dead', 'blocked', 'expired', 'superseded')",
            name=op.f("ck_outbox_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["bot_id", "chat_id", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )
    op.create_table(
        "schedules",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_time", sa.Time(), nullable=True),
        sa.Column("weekdays", sa.SmallInteger(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("last_local_date", sa.Date(), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", "kind", name=op.f("pk_schedules")),
    )
    op.create_index(op.f("ix_schedules_bot_id_next_at"), "schedules", ["bot_id", "next_at"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum("kg", "lb", name="unit", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("basics_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent_version", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_users_telegram_id")),
    )
    op.create_table(
        "athletes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_athletes_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_athletes")),
        sa.UniqueConstraint("user_id", name=op.f("uq_athletes_user_id")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("coach_user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_user_id"], ["users.id"], name=op.f("fk_invitations_coach_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_invitations_organization_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["used_by"], ["users.id"], name=op.f("fk_invitations_used_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_index(op.f("ix_invitations_coach_user_id"), "invitations", ["coach_user_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner", "coach", "admin", name="role", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_memberships_organization_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_memberships_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "organization_id", "user_id", "role", name=op.f("uq_memberships_organization_id_user_id_role")
        ),
    )
    op.create_index(op.f("ix_memberships_user_id"), "memberships", ["user_id"], unique=False)
    op.create_table(
        "coaching_links",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organization_id", sa.BigInteger(), nullable=False),
        sa.Column("coach_user_id", sa.BigInteger(), nullable=False),
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_coaching_links_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["coach_user_id"], ["users.id"], name=op.f("fk_coaching_links_coach_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_coaching_links_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_links")),
    )
    op.create_index(op.f("ix_coaching_links_athlete_id"), "coaching_links", ["athlete_id"], unique=False)
    op.create_index(
        "uq_coaching_links_live",
        "coaching_links",
        ["coach_user_id", "athlete_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "exercises",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "pattern",
            sa.Enum(
                "squat",
                "hinge",
                "push",
                "pull",
                "carry",
                "core",
                name="pattern",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "equipment",
            sa.Enum(
                "barbell",
                "dumbbell",
                "kettlebell",
                "machine",
                "cable",
                "smith",
                "pull_up_bar",
                "band",
                "none",
                name="equipment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "load_mode",
            sa.Enum(
                "bar",
                "per_hand",
                "stack",
                "body_weight",
                "band",
                "timed",
                name="load_mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("main_lift", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "min_training_age",
            sa.Enum(
                "beginner",
                "intermediate",
                "advanced",
                name="min_training_age",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("athlete_id", sa.BigInteger(), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_exercises_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercises")),
    )
    op.create_index(
        "uq_exercises_curated_key",
        "exercises",
        ["key"],
        unique=True,
        postgresql_where=sa.text("athlete_id IS NULL"),
    )
    op.create_index(
        "uq_exercises_custom_key",
        "exercises",
        ["athlete_id", "key"],
        unique=True,
        postgresql_where=sa.text("athlete_id IS NOT NULL"),
    )
    op.create_table(
        "macrocycles",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "training_age",
            sa.Enum(
                "beginner",
                "intermediate",
                "advanced",
                name="training_age",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("engine_version", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_macrocycles_dates_in_order")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_macrocycles_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_macrocycles")),
    )
    op.create_index(
        "uq_macrocycles_active",
        "macrocycles",
        ["athlete_id"],
        unique=True,
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table(
        "profiles",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("answered", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
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
            nullable=True,
        ),
        sa.Column("event_on", sa.Date(), nullable=True),
        sa.Column("days_per_week", sa.SmallInteger(), nullable=True),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("kit", sa.Text(), nullable=True),
        sa.Column(
            "training_age",
            sa.Enum(
                "beginner",
                "intermediate",
                "advanced",
                name="training_age",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("careful", sa.Boolean(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 10 AND 240", name=op.f("ck_profiles_minutes")),
        sa.CheckConstraint("days_per_week BETWEEN 1 AND 7", name=op.f("ck_profiles_days_per_week")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_profiles_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_profiles")),
        sa.UniqueConstraint("athlete_id", name=op.f("uq_profiles_athlete_id")),
    )
    op.create_table(
        "exercise_aliases",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercises.id"],
            name=op.f("fk_exercise_aliases_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_aliases")),
        sa.UniqueConstraint("exercise_id", "alias", name=op.f("uq_exercise_aliases_exercise_id_alias")),
    )
    op.create_table(
        "exercise_muscles",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
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
        sa.Column("fraction", sa.Float(), nullable=False),
        sa.CheckConstraint("fraction > 0 AND fraction <= 1", name=op.f("ck_exercise_muscles_fraction")),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercises.id"],
            name=op.f("fk_exercise_muscles_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_muscles")),
        sa.UniqueConstraint("exercise_id", "muscle", name=op.f("uq_exercise_muscles_exercise_id_muscle")),
    )
    op.create_table(
        "maxes",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "input_1rm",
                "input_3rm",
                "tested",
                "system_calculated",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("load_g", sa.Integer(), nullable=False),
        sa.Column("typed_load", sa.Numeric(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum("kg", "lb", name="unit", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reps", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("reps BETWEEN 1 AND 12", name=op.f("ck_maxes_reps")),
        sa.CheckConstraint("load_g BETWEEN 1 AND 1000000", name=op.f("ck_maxes_load_g")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_maxes_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercises.id"], name=op.f("fk_maxes_exercise_id")),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_maxes")),
    )
    op.create_index(
        op.f("ix_maxes_athlete_id_exercise_id_at"), "maxes", ["athlete_id", "exercise_id", "at"], unique=False
    )
    op.create_table(
        "training_blocks",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("macrocycle_id", sa.BigInteger(), nullable=False),
        sa.Column("order_index", sa.SmallInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column(
            "block_type",
            sa.Enum(
                "accumulation",
                "intensification",
                "realization",
                "deload",
                "restoration",
                name="block_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("weeks", sa.SmallInteger(), nullable=False),
        sa.Column(
            "volume_target",
            sa.Enum(
                "MEV",
                "MAV",
                "APPROACHING_MRV",
                "DELOAD_VOLUME",
                name="volume_target",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "intensity_bias",
            sa.Enum(
                "strength",
                "hypertrophy",
                "power",
                "muscular_endurance",
                name="intensity_bias",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("weekly_volume_ramp", sa.Float(), server_default=sa.text("1.10"), nullable=False),
        sa.Column("rir_start", sa.Float(), nullable=False),
        sa.Column("rir_end", sa.Float(), nullable=False),
        sa.Column("days", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("weeks BETWEEN 1 AND 16", name=op.f("ck_training_blocks_weeks")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "macrocycle_id"],
            ["macrocycles.athlete_id", "macrocycles.id"],
            name=op.f("fk_training_blocks_athlete_id_macrocycle_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_training_blocks_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_training_blocks")),
        sa.UniqueConstraint(
            "athlete_id",
            "macrocycle_id",
            "order_index",
            name=op.f("uq_training_blocks_athlete_id_macrocycle_id_order_index"),
        ),
    )
    op.create_table(
        "workouts",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "in_progress",
                "completed",
                "skipped",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("training_block_id", sa.BigInteger(), nullable=True),
        sa.Column("week_in_block", sa.SmallInteger(), nullable=True),
        sa.Column("day_number", sa.SmallInteger(), nullable=True),
        sa.Column("minutes", sa.SmallInteger(), nullable=True),
        sa.Column("generated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snapshot", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("rationale", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("kit", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("current_exercise_id", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id", "training_block_id"],
            ["training_blocks.athlete_id", "training_blocks.id"],
            name=op.f("fk_workouts_athlete_id_training_block_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_workouts_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_workouts")),
    )
    op.create_index(
        op.f("ix_workouts_athlete_id_local_date"), "workouts", ["athlete_id", "local_date"], unique=False
    )
    op.create_index(
        "uq_workouts_live",
        "workouts",
        ["athlete_id", "local_date", "day_number"],
        unique=True,
        postgresql_where=sa.text("status IN ('planned', 'in_progress')"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "check_ins",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("workout_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "answered",
                "repeated",
                "unknown",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("soreness", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("readiness", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("readiness BETWEEN 1 AND 5", name=op.f("ck_check_ins_readiness")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_id"],
            ["workouts.athlete_id", "workouts.id"],
            name=op.f("fk_check_ins_athlete_id_workout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_check_ins_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("athlete_id", "workout_id", name=op.f("uq_check_ins_athlete_id_workout_id")),
    )
    op.create_index(
        op.f("ix_check_ins_athlete_id_local_date"), "check_ins", ["athlete_id", "local_date"], unique=False
    )
    op.create_table(
        "pain_reports",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("workout_id", sa.BigInteger(), nullable=True),
        sa.Column("exercise_id", sa.BigInteger(), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=True),
        sa.Column("sharp", sa.Boolean(), nullable=True),
        sa.Column(
            "red_flag",
            sa.Enum(
                "chest_pain",
                "fainting",
                "breathless",
                "numbness",
                "bladder",
                "head_injury",
                "dark_urine",
                name="red_flag",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("level BETWEEN 0 AND 10", name=op.f("ck_pain_reports_level")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_id"],
            ["workouts.athlete_id", "workouts.id"],
            name=op.f("fk_pain_reports_athlete_id_workout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_pain_reports_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercises.id"], name=op.f("fk_pain_reports_exercise_id")),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_pain_reports")),
    )
    op.create_index(
        op.f("ix_pain_reports_athlete_id_local_date"),
        "pain_reports",
        ["athlete_id", "local_date"],
        unique=False,
    )
    op.create_table(
        "session_logs",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workout_id", sa.BigInteger(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("session_rpe", sa.SmallInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("session_rpe BETWEEN 0 AND 10", name=op.f("ck_session_logs_session_rpe")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_id"],
            ["workouts.athlete_id", "workouts.id"],
            name=op.f("fk_session_logs_athlete_id_workout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_session_logs_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_session_logs")),
    )
    op.create_index(
        op.f("ix_session_logs_athlete_id_workout_id"),
        "session_logs",
        ["athlete_id", "workout_id"],
        unique=False,
    )
    op.create_table(
        "workout_exercises",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workout_id", sa.BigInteger(), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("order_index", sa.SmallInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("main", "accessory", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "skipped",
                "stopped",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="open",
            nullable=False,
        ),
        sa.Column("planned", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("prescription", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("last_time", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_id"],
            ["workouts.athlete_id", "workouts.id"],
            name=op.f("fk_workout_exercises_athlete_id_workout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_workout_exercises_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name=op.f("fk_workout_exercises_exercise_id")
        ),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_workout_exercises")),
        sa.UniqueConstraint(
            "athlete_id",
            "workout_id",
            "order_index",
            name=op.f("uq_workout_exercises_athlete_id_workout_id_order_index"),
        ),
    )
    op.create_table(
        "set_logs",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("performed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workout_id", sa.BigInteger(), nullable=True),
        sa.Column("workout_exercise_id", sa.BigInteger(), nullable=True),
        sa.Column("exercise_id", sa.BigInteger(), nullable=False),
        sa.Column("corrects_id", sa.BigInteger(), nullable=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("load_g", sa.Integer(), nullable=True),
        sa.Column("target_load_g", sa.Integer(), nullable=True),
        sa.Column("duration_s", sa.Integer(), nullable=True),
        sa.Column("typed_load", sa.Numeric(), nullable=True),
        sa.Column(
            "unit",
            sa.Enum("kg", "lb", name="unit", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("entry", sa.SmallInteger(), nullable=True),
        sa.Column("reps", sa.SmallInteger(), nullable=True),
        sa.Column("rpe_halves", sa.SmallInteger(), nullable=True),
        sa.Column("target_reps", sa.SmallInteger(), nullable=True),
        sa.Column("target_rpe_halves", sa.SmallInteger(), nullable=True),
        sa.Column(
            "row",
            sa.Enum(
                "set", "correction", "void", name="row", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("body_weight", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("warm_up", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("failed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("drop_set", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("trusted", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("rpe_halves BETWEEN 0 AND 20", name=op.f("ck_set_logs_rpe_halves")),
        sa.CheckConstraint("reps BETWEEN 0 AND 100", name=op.f("ck_set_logs_reps")),
        sa.CheckConstraint("load_g BETWEEN -200000 AND 1000000", name=op.f("ck_set_logs_load_g")),
        sa.CheckConstraint("duration_s BETWEEN 0 AND 14400", name=op.f("ck_set_logs_duration_s")),
        sa.CheckConstraint("(row = 'set') = (corrects_id IS NULL)", name=op.f("ck_set_logs_corrects")),
        sa.ForeignKeyConstraint(
            ["athlete_id", "corrects_id"],
            ["set_logs.athlete_id", "set_logs.id"],
            name=op.f("fk_set_logs_athlete_id_corrects_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_exercise_id"],
            ["workout_exercises.athlete_id", "workout_exercises.id"],
            name=op.f("fk_set_logs_athlete_id_workout_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id", "workout_id"],
            ["workouts.athlete_id", "workouts.id"],
            name=op.f("fk_set_logs_athlete_id_workout_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_set_logs_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercises.id"], name=op.f("fk_set_logs_exercise_id")),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_set_logs")),
    )
    op.create_index(
        op.f("ix_set_logs_athlete_id_exercise_id_performed_at"),
        "set_logs",
        ["athlete_id", "exercise_id", "performed_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_set_logs_athlete_id_workout_id"), "set_logs", ["athlete_id", "workout_id"], unique=False
    )

    op.execute("INSERT INTO clock DEFAULT VALUES")
    op.execute(
        "CREATE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now() + shift FROM clock'"
    )
    make_roles()
    for table in SHARED:
        grant(table)
    for table in MACHINERY:
        grant(table)
    grant("clock", "SELECT")
    grant("audit", "SELECT, INSERT")
    for table in ATHLETES:
        wall(table)
    for table in APPEND_ONLY:
        wall(table, "SELECT, INSERT")


def downgrade() -> None:
    """Undo. The roles belong to the whole server and stay."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP FUNCTION clock_now()")
    op.drop_index(op.f("ix_set_logs_athlete_id_workout_id"), table_name="set_logs")
    op.drop_index(op.f("ix_set_logs_athlete_id_exercise_id_performed_at"), table_name="set_logs")
    op.drop_table("set_logs")
    op.drop_table("workout_exercises")
    op.drop_index(op.f("ix_session_logs_athlete_id_workout_id"), table_name="session_logs")
    op.drop_table("session_logs")
    op.drop_index(op.f("ix_pain_reports_athlete_id_local_date"), table_name="pain_reports")
    op.drop_table("pain_reports")
    op.drop_index(op.f("ix_check_ins_athlete_id_local_date"), table_name="check_ins")
    op.drop_table("check_ins")
    op.drop_index(
        "uq_workouts_live",
        table_name="workouts",
        postgresql_where=sa.text("status IN ('planned', 'in_progress')"),
        postgresql_nulls_not_distinct=True,
    )
    op.drop_index(op.f("ix_workouts_athlete_id_local_date"), table_name="workouts")
    op.drop_table("workouts")
    op.drop_table("training_blocks")
    op.drop_index(op.f("ix_maxes_athlete_id_exercise_id_at"), table_name="maxes")
    op.drop_table("maxes")
    op.drop_table("exercise_muscles")
    op.drop_table("exercise_aliases")
    op.drop_table("profiles")
    op.drop_index(
        "uq_macrocycles_active", table_name="macrocycles", postgresql_where=sa.text("ended_on IS NULL")
    )
    op.drop_table("macrocycles")
    op.drop_index(
        "uq_exercises_custom_key", table_name="exercises", postgresql_where=sa.text("athlete_id IS NOT NULL")
    )
    op.drop_index(
        "uq_exercises_curated_key", table_name="exercises", postgresql_where=sa.text("athlete_id IS NULL")
    )
    op.drop_table("exercises")
    op.drop_index(
        "uq_coaching_links_live", table_name="coaching_links", postgresql_where=sa.text("ended_at IS NULL")
    )
    op.drop_index(op.f("ix_coaching_links_athlete_id"), table_name="coaching_links")
    op.drop_table("coaching_links")
    op.drop_index(op.f("ix_memberships_user_id"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_index(op.f("ix_invitations_coach_user_id"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_table("athletes")
    op.drop_table("users")
    op.drop_index(op.f("ix_schedules_bot_id_next_at"), table_name="schedules")
    op.drop_table("schedules")
    op.drop_index(
        "ix_outbox_waiting", table_name="outbox", postgresql_where=sa.text("state IN ('due', 'sending')")
    )
    op.drop_table("outbox")
    op.drop_table("organizations")
    op.drop_table("muscle_groups")
    op.drop_table("leases")
    op.drop_index("ix_inbox_waiting", table_name="inbox", postgresql_where=sa.text("state = 'new'"))
    op.drop_table("inbox")
    op.drop_table("clock")
    op.drop_table("chats")
    op.drop_table("cards")
    op.drop_table("audit")
