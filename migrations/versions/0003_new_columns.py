"""What the seeds add to tables that exist: columns, statuses, checks; blocks move under mesocycles.

Revision ID: 0003
Revises: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import as_system

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# What an old block takes for what it did not say.
DOCUMENTS = {
    "main_lifts": "'{}'",
    "accessory_pool": "'{}'",
    "rotation_policy": """'{"main_lifts": "maintain", "accessory_cadence_weeks": 2, "novelty": 0.3}'""",
    "deload_triggers": """'{"performance_stall_sessions": 3, "low_recovery_days": 5}'""",
}

GOALS = "ARRAY['strength', 'hypertrophy', 'power', 'muscular_endurance', 'general']"
NEW_CHECKS = [
    ("athletes", "placeholder", "user_id IS NULL OR organization_id IS NULL"),
    ("invitations", "dates_in_order", "expires_at > created_at"),
    ("invitations", "one_end", "used_at IS NULL OR revoked_at IS NULL"),
    ("exercises", "one_owner", "athlete_id IS NULL OR organization_id IS NULL"),
    ("exercises", "name", "length(name) BETWEEN 1 AND 100"),
    ("profiles", "secondary_goals", f"secondary_goals <@ {GOALS}"),
    ("profiles", "birth_date", "birth_date >= '1900-01-01'"),
    ("profiles", "height_mm", "height_mm BETWEEN 500 AND 2800"),
    ("profiles", "email", "email LIKE '%_@_%' AND length(email) <= 254"),
    ("profiles", "phone", "length(phone) <= 32"),
    ("macrocycles", "version", "version >= 1"),
    ("macrocycles", "secondary_goals", f"secondary_goals <@ {GOALS}"),
    ("macrocycles", "days_per_week", "days_per_week BETWEEN 1 AND 7"),
    ("macrocycles", "minutes", "minutes BETWEEN 10 AND 240"),
    ("macrocycles", "active_has_no_end", "(status = 'active') = (ended_on IS NULL)"),
    ("training_blocks", "order_index", "order_index BETWEEN 0 AND 99"),
    ("training_blocks", "weekly_volume_ramp", "weekly_volume_ramp BETWEEN 0.3 AND 2.0"),
    ("training_blocks", "rir_start", "rir_start BETWEEN 0 AND 10"),
    ("training_blocks", "rir_end", "rir_end BETWEEN 0 AND 10"),
    ("workouts", "week_in_block", "week_in_block BETWEEN 0 AND 15"),
    ("workouts", "day_number", "day_number BETWEEN 1 AND 20"),
    ("workouts", "generated", "snapshot IS NULL OR generated_at IS NOT NULL"),
    ("set_logs", "distance_m", "distance_m BETWEEN 0 AND 1000000"),
    ("session_logs", "duration_s", "duration_s BETWEEN 0 AND 86400"),
    ("session_logs", "completion_pct", "completion_pct BETWEEN 0 AND 999"),
    ("maxes", "one_rm_g", "one_rm_g BETWEEN 1 AND 2000000"),
    ("check_ins", "motivation", "motivation BETWEEN 1 AND 5"),
    ("check_ins", "stress", "stress BETWEEN 1 AND 5"),
    ("check_ins", "sleep_minutes", "sleep_minutes BETWEEN 0 AND 1440"),
    ("check_ins", "sleep_quality", "sleep_quality BETWEEN 1 AND 5"),
    ("check_ins", "stalled_exercises", "stalled_exercises >= 0"),
    ("check_ins", "compliance", "compliance BETWEEN 0 AND 1"),
    ("check_ins", "fatigue_score", "fatigue_score BETWEEN 0 AND 1"),
]

# Enums that got more words: before, after.
PATTERNS = ("squat", "hinge", "push", "pull", "carry", "core")
LOAD_MODES = ("bar", "per_hand", "stack", "body_weight", "band", "timed")
EQUIPMENT = ("barbell", "dumbbell", "kettlebell", "machine", "cable", "smith", "pull_up_bar", "band", "none")
WORKOUT_STATUSES = ("planned", "in_progress", "completed", "skipped")
WIDER = {
    ("exercises", "pattern"): (PATTERNS, (*PATTERNS, "gait")),
    ("exercises", "load_mode"): (
        LOAD_MODES,
        ("bar", "per_hand", "stack", "body_weight", "assisted", "band", "timed", "distance"),
    ),
    ("exercises", "equipment"): (
        EQUIPMENT,
        (
            *EQUIPMENT[:-1],
            "ez_bar",
            "trap_bar",
            "landmine",
            "rings",
            "sled",
            "medicine_ball",
            "sandbag",
            "cardio_machine",
            "none",
        ),
    ),
    ("workouts", "status"): (WORKOUT_STATUSES, (*WORKOUT_STATUSES, "missed")),
}

NEAREST = [
    ("exercises", "pattern", "'gait'", "carry"),
    ("exercises", "load_mode", "'assisted'", "body_weight"),
    ("exercises", "load_mode", "'distance'", "timed"),
    ("exercises", "equipment", "'ez_bar', 'trap_bar', 'landmine'", "barbell"),
    ("exercises", "equipment", "'rings'", "pull_up_bar"),
    ("exercises", "equipment", "'sled', 'cardio_machine'", "machine"),
    ("exercises", "equipment", "'medicine_ball', 'sandbag'", "none"),
    ("workouts", "status", "'missed'", "skipped"),
]


def _replace_words(table: str, name: str, words: Sequence[str]) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    allowed = ", ".join(f"'{word}'" for word in words)
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, f"{name} IN ({allowed})")


def _give_old_rows_their_place() -> None:
    """Plans get numbers and a status; each plan's blocks move under one mesocycle of its goal."""
    with as_system():
        op.execute("UPDATE macrocycles SET status = 'archived' WHERE ended_on IS NOT NULL")
        op.execute(
            "UPDATE macrocycles m SET version = n.version FROM (SELECT athlete_id, id, row_number()"
            " OVER (PARTITION BY athlete_id ORDER BY started_on, id) AS version FROM macrocycles) n"
            " WHERE m.athlete_id = n.athlete_id AND m.id = n.id"
        )
        op.execute(
            "INSERT INTO mesocycles (athlete_id, macrocycle_id, order_index, goal)"
            " SELECT athlete_id, id, 0, goal FROM macrocycles"
        )
        op.execute(
            "UPDATE training_blocks b SET mesocycle_id = m.id FROM mesocycles m"
            " WHERE m.athlete_id = b.athlete_id AND m.macrocycle_id = b.macrocycle_id"
        )
    op.alter_column("macrocycles", "version", nullable=False)
    op.create_unique_constraint(
        op.f("uq_macrocycles_athlete_id_version"), "macrocycles", ["athlete_id", "version"]
    )
    op.alter_column("training_blocks", "mesocycle_id", nullable=False)
    for column in DOCUMENTS:
        op.alter_column("training_blocks", column, server_default=None)


def _take_blocks_back_under_macrocycles() -> None:
    """Blocks of all mesocycles stand in one line again."""
    with as_system():
        op.execute(
            "UPDATE training_blocks b SET macrocycle_id = n.macrocycle_id, order_index = n.place - 1"
            " FROM (SELECT t.athlete_id, t.id, m.macrocycle_id, row_number() OVER (PARTITION BY t.athlete_id,"
            " m.macrocycle_id ORDER BY m.order_index, t.order_index) AS place FROM training_blocks t"
            " JOIN mesocycles m ON m.athlete_id = t.athlete_id AND m.id = t.mesocycle_id) n"
            " WHERE b.athlete_id = n.athlete_id AND b.id = n.id"
        )
    op.alter_column("training_blocks", "macrocycle_id", nullable=False)


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("athletes", sa.Column("organization_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "athletes",
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "paused",
                "archived",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="active",
            nullable=False,
        ),
    )
    op.create_index(op.f("ix_athletes_organization_id"), "athletes", ["organization_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_athletes_organization_id"),
        "athletes",
        "organizations",
        ["organization_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.add_column("check_ins", sa.Column("motivation", sa.SmallInteger(), nullable=True))
    op.add_column("check_ins", sa.Column("stress", sa.SmallInteger(), nullable=True))
    op.add_column("check_ins", sa.Column("sleep_minutes", sa.SmallInteger(), nullable=True))
    op.add_column("check_ins", sa.Column("sleep_quality", sa.SmallInteger(), nullable=True))
    op.add_column("check_ins", sa.Column("rpe_deviation", sa.Float(), nullable=True))
    op.add_column("check_ins", sa.Column("stalled_exercises", sa.SmallInteger(), nullable=True))
    op.add_column("check_ins", sa.Column("compliance", sa.Float(), nullable=True))
    op.add_column("check_ins", sa.Column("fatigue_score", sa.Float(), nullable=True))
    op.add_column("coaching_links", sa.Column("ended_by", sa.BigInteger(), nullable=True))
    op.alter_column(
        "coaching_links", "consented_at", existing_type=postgresql.TIMESTAMP(timezone=True), nullable=True
    )
    op.create_foreign_key(
        op.f("fk_coaching_links_ended_by"),
        "coaching_links",
        "users",
        ["ended_by"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column(
        "exercises",
        sa.Column(
            "laterality",
            sa.Enum(
                "bilateral",
                "unilateral",
                "alternating",
                name="laterality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="bilateral",
            nullable=False,
        ),
    )
    op.add_column(
        "exercises",
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
    )
    op.add_column("exercises", sa.Column("organization_id", sa.BigInteger(), nullable=True))
    op.add_column("exercises", sa.Column("author_user_id", sa.BigInteger(), nullable=True))
    op.add_column("exercises", sa.Column("cloned_from_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "exercises",
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    op.create_index(
        "uq_exercises_organization_key",
        "exercises",
        ["organization_id", "key"],
        unique=True,
        postgresql_where=sa.text("organization_id IS NOT NULL"),
    )
    op.drop_index("uq_exercises_curated_key", table_name="exercises")
    op.create_index(
        "uq_exercises_curated_key",
        "exercises",
        ["key"],
        unique=True,
        postgresql_where=sa.text("athlete_id IS NULL AND organization_id IS NULL"),
    )
    op.create_foreign_key(
        op.f("fk_exercises_cloned_from_id"),
        "exercises",
        "exercises",
        ["cloned_from_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        op.f("fk_exercises_organization_id"), "exercises", "organizations", ["organization_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_exercises_author_user_id"),
        "exercises",
        "users",
        ["author_user_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column("invitations", sa.Column("athlete_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_invitations_athlete_id"),
        "invitations",
        "athletes",
        ["athlete_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column("macrocycles", sa.Column("version", sa.Integer(), nullable=True))
    op.add_column(
        "macrocycles",
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "completed",
                "archived",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="active",
            nullable=False,
        ),
    )
    op.add_column(
        "macrocycles",
        sa.Column(
            "secondary_goals", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
    )
    op.add_column(
        "macrocycles", sa.Column("days_per_week", sa.SmallInteger(), server_default="3", nullable=False)
    )
    op.add_column("macrocycles", sa.Column("minutes", sa.SmallInteger(), server_default="60", nullable=False))
    op.add_column("macrocycles", sa.Column("program_id", sa.BigInteger(), nullable=True))
    op.add_column("macrocycles", sa.Column("formula_config_id", sa.BigInteger(), nullable=True))
    op.add_column("macrocycles", sa.Column("event_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_macrocycles_program_id"), "macrocycles", "programs", ["program_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_macrocycles_athlete_id_event_id"),
        "macrocycles",
        "events",
        ["athlete_id", "event_id"],
        ["athlete_id", "id"],
        ondelete="CASCADE",
    )
    op.create_foreign_key(
        op.f("fk_macrocycles_athlete_id_formula_config_id"),
        "macrocycles",
        "formula_configs",
        ["athlete_id", "formula_config_id"],
        ["athlete_id", "id"],
        ondelete="CASCADE",
    )
    op.add_column("maxes", sa.Column("event_id", sa.BigInteger(), nullable=True))
    op.add_column("maxes", sa.Column("one_rm_g", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_maxes_athlete_id_event_id"),
        "maxes",
        "events",
        ["athlete_id", "event_id"],
        ["athlete_id", "id"],
        ondelete="CASCADE",
    )
    op.alter_column(
        "muscle_groups",
        "region",
        existing_type=sa.TEXT(),
        type_=sa.String(40),
        existing_nullable=False,
    )
    _replace_words("muscle_groups", "region", ("upper", "lower", "core"))  # the check casts the type
    op.add_column("organizations", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "profiles",
        sa.Column(
            "secondary_goals", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
    )
    op.add_column("profiles", sa.Column("birth_date", sa.Date(), nullable=True))
    op.add_column(
        "profiles",
        sa.Column(
            "sex",
            sa.Enum("female", "male", "mx", name="sex", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
    )
    op.add_column("profiles", sa.Column("height_mm", sa.SmallInteger(), nullable=True))
    op.add_column("profiles", sa.Column("email", sa.Text(), nullable=True))
    op.add_column("profiles", sa.Column("phone", sa.Text(), nullable=True))
    op.add_column("profiles", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("session_logs", sa.Column("duration_s", sa.Integer(), nullable=True))
    op.add_column(
        "session_logs", sa.Column("completion_pct", sa.Numeric(precision=5, scale=2), nullable=True)
    )
    op.add_column(
        "session_logs",
        sa.Column(
            "performance_vs_plan",
            sa.Enum(
                "incomplete",
                "under",
                "at",
                "over",
                name="performance_vs_plan",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
    )
    op.add_column("set_logs", sa.Column("distance_m", sa.Integer(), nullable=True))
    op.create_index(
        "ix_set_logs_corrects_id",
        "set_logs",
        ["athlete_id", "corrects_id"],
        unique=False,
        postgresql_where=sa.text("corrects_id IS NOT NULL"),
    )
    op.add_column("training_blocks", sa.Column("mesocycle_id", sa.BigInteger(), nullable=True))
    for column, default in DOCUMENTS.items():
        op.add_column(
            "training_blocks",
            sa.Column(column, postgresql.JSONB(), nullable=False, server_default=sa.text(default)),
        )
    op.add_column(
        "training_blocks",
        sa.Column("allow_auto_scale", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column(
        "training_blocks",
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    _give_old_rows_their_place()
    op.drop_constraint(
        op.f("uq_training_blocks_athlete_id_macrocycle_id_order_index"), "training_blocks", type_="unique"
    )
    op.create_unique_constraint(
        op.f("uq_training_blocks_athlete_id_mesocycle_id_order_index"),
        "training_blocks",
        ["athlete_id", "mesocycle_id", "order_index"],
    )
    op.drop_constraint(
        op.f("fk_training_blocks_athlete_id_macrocycle_id"), "training_blocks", type_="foreignkey"
    )
    op.create_foreign_key(
        op.f("fk_training_blocks_athlete_id_mesocycle_id"),
        "training_blocks",
        "mesocycles",
        ["athlete_id", "mesocycle_id"],
        ["athlete_id", "id"],
        ondelete="CASCADE",
    )
    op.drop_column("training_blocks", "macrocycle_id")
    op.add_column("workouts", sa.Column("planned_on", sa.Date(), nullable=True))
    op.add_column("workouts", sa.Column("program_session_id", sa.BigInteger(), nullable=True))
    op.add_column("workouts", sa.Column("event_id", sa.BigInteger(), nullable=True))
    op.add_column("workouts", sa.Column("main_exercise_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "workouts",
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
    )
    op.add_column("workouts", sa.Column("autoregulation_log", postgresql.JSONB(), nullable=True))
    op.add_column(
        "workouts",
        sa.Column(
            "was_autoregulated",
            sa.Boolean(),
            sa.Computed("coalesce(jsonb_array_length(autoregulation_log), 0) > 0", persisted=True),
            nullable=False,
        ),
    )
    op.create_index(
        op.f("ix_workouts_athlete_id_training_block_id_week_in_block"),
        "workouts",
        ["athlete_id", "training_block_id", "week_in_block"],
        unique=False,
    )
    op.create_foreign_key(
        op.f("fk_workouts_main_exercise_id"), "workouts", "exercises", ["main_exercise_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_workouts_athlete_id_event_id"),
        "workouts",
        "events",
        ["athlete_id", "event_id"],
        ["athlete_id", "id"],
        ondelete="CASCADE",
    )
    op.create_foreign_key(
        op.f("fk_workouts_program_session_id"), "workouts", "program_sessions", ["program_session_id"], ["id"]
    )
    for table, name, condition in NEW_CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
    for (table, name), (_, words) in WIDER.items():
        _replace_words(table, name, words)


def downgrade() -> None:
    """Undo. What only the new schema can say becomes the nearest thing that the old one knows."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    with as_system():
        for table, column, new, old in NEAREST:
            op.execute(f"UPDATE {table} SET {column} = '{old}' WHERE {column} IN ({new})")
    for (table, name), (words, _) in WIDER.items():
        _replace_words(table, name, words)
    for table, name, _ in reversed(NEW_CHECKS):
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    op.drop_constraint(op.f("fk_workouts_program_session_id"), "workouts", type_="foreignkey")
    op.drop_constraint(op.f("fk_workouts_athlete_id_event_id"), "workouts", type_="foreignkey")
    op.drop_constraint(op.f("fk_workouts_main_exercise_id"), "workouts", type_="foreignkey")
    op.drop_index(op.f("ix_workouts_athlete_id_training_block_id_week_in_block"), table_name="workouts")
    op.drop_column("workouts", "was_autoregulated")
    op.drop_column("workouts", "autoregulation_log")
    op.drop_column("workouts", "intensity_type")
    op.drop_column("workouts", "main_exercise_id")
    op.drop_column("workouts", "event_id")
    op.drop_column("workouts", "program_session_id")
    op.drop_column("workouts", "planned_on")
    op.add_column("training_blocks", sa.Column("macrocycle_id", sa.BigInteger(), nullable=True))
    _take_blocks_back_under_macrocycles()
    op.drop_constraint(
        op.f("fk_training_blocks_athlete_id_mesocycle_id"), "training_blocks", type_="foreignkey"
    )
    op.create_foreign_key(
        op.f("fk_training_blocks_athlete_id_macrocycle_id"),
        "training_blocks",
        "macrocycles",
        ["athlete_id", "macrocycle_id"],
        ["athlete_id", "id"],
        ondelete="CASCADE",
    )
    op.drop_constraint(
        op.f("uq_training_blocks_athlete_id_mesocycle_id_order_index"), "training_blocks", type_="unique"
    )
    op.create_unique_constraint(
        op.f("uq_training_blocks_athlete_id_macrocycle_id_order_index"),
        "training_blocks",
        ["athlete_id", "macrocycle_id", "order_index"],
    )
    op.drop_column("training_blocks", "created_at")
    op.drop_column("training_blocks", "deload_triggers")
    op.drop_column("training_blocks", "allow_auto_scale")
    op.drop_column("training_blocks", "rotation_policy")
    op.drop_column("training_blocks", "accessory_pool")
    op.drop_column("training_blocks", "main_lifts")
    op.drop_column("training_blocks", "mesocycle_id")
    op.drop_index(
        "ix_set_logs_corrects_id", table_name="set_logs", postgresql_where=sa.text("corrects_id IS NOT NULL")
    )
    op.drop_column("set_logs", "distance_m")
    op.drop_column("session_logs", "performance_vs_plan")
    op.drop_column("session_logs", "completion_pct")
    op.drop_column("session_logs", "duration_s")
    op.drop_column("profiles", "note")
    op.drop_column("profiles", "phone")
    op.drop_column("profiles", "email")
    op.drop_column("profiles", "height_mm")
    op.drop_column("profiles", "sex")
    op.drop_column("profiles", "birth_date")
    op.drop_column("profiles", "secondary_goals")
    op.drop_column("organizations", "archived_at")
    op.alter_column(
        "muscle_groups",
        "region",
        existing_type=sa.String(40),
        type_=sa.TEXT(),
        existing_nullable=False,
    )
    _replace_words("muscle_groups", "region", ("upper", "lower", "core"))  # the check casts the type
    op.drop_constraint(op.f("fk_maxes_athlete_id_event_id"), "maxes", type_="foreignkey")
    op.drop_column("maxes", "one_rm_g")
    op.drop_column("maxes", "event_id")
    op.drop_constraint(op.f("fk_macrocycles_athlete_id_formula_config_id"), "macrocycles", type_="foreignkey")
    op.drop_constraint(op.f("fk_macrocycles_athlete_id_event_id"), "macrocycles", type_="foreignkey")
    op.drop_constraint(op.f("fk_macrocycles_program_id"), "macrocycles", type_="foreignkey")
    op.drop_constraint(op.f("uq_macrocycles_athlete_id_version"), "macrocycles", type_="unique")
    op.drop_column("macrocycles", "event_id")
    op.drop_column("macrocycles", "formula_config_id")
    op.drop_column("macrocycles", "program_id")
    op.drop_column("macrocycles", "minutes")
    op.drop_column("macrocycles", "days_per_week")
    op.drop_column("macrocycles", "secondary_goals")
    op.drop_column("macrocycles", "status")
    op.drop_column("macrocycles", "version")
    op.drop_constraint(op.f("fk_invitations_athlete_id"), "invitations", type_="foreignkey")
    op.drop_column("invitations", "athlete_id")
    op.drop_constraint(op.f("fk_exercises_author_user_id"), "exercises", type_="foreignkey")
    op.drop_constraint(op.f("fk_exercises_organization_id"), "exercises", type_="foreignkey")
    op.drop_constraint(op.f("fk_exercises_cloned_from_id"), "exercises", type_="foreignkey")
    op.drop_index(
        "uq_exercises_organization_key",
        table_name="exercises",
        postgresql_where=sa.text("organization_id IS NOT NULL"),
    )
    op.drop_index("uq_exercises_curated_key", table_name="exercises")
    op.create_index(
        "uq_exercises_curated_key",
        "exercises",
        ["key"],
        unique=True,
        postgresql_where=sa.text("athlete_id IS NULL"),
    )
    op.drop_column("exercises", "created_at")
    op.drop_column("exercises", "cloned_from_id")
    op.drop_column("exercises", "author_user_id")
    op.drop_column("exercises", "organization_id")
    op.drop_column("exercises", "sport")
    op.drop_column("exercises", "laterality")
    op.drop_constraint(op.f("fk_coaching_links_ended_by"), "coaching_links", type_="foreignkey")
    op.alter_column(
        "coaching_links", "consented_at", existing_type=postgresql.TIMESTAMP(timezone=True), nullable=False
    )
    op.drop_column("coaching_links", "ended_by")
    op.drop_column("check_ins", "fatigue_score")
    op.drop_column("check_ins", "compliance")
    op.drop_column("check_ins", "stalled_exercises")
    op.drop_column("check_ins", "rpe_deviation")
    op.drop_column("check_ins", "sleep_quality")
    op.drop_column("check_ins", "sleep_minutes")
    op.drop_column("check_ins", "stress")
    op.drop_column("check_ins", "motivation")
    op.drop_constraint(op.f("fk_athletes_organization_id"), "athletes", type_="foreignkey")
    op.drop_index(op.f("ix_athletes_organization_id"), table_name="athletes")
    op.drop_column("athletes", "status")
    op.drop_column("athletes", "organization_id")
