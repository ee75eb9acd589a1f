"""The most that a coach allows of a lift, or of every lift.

Revision ID: 0009
Revises: 0008
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.walls import wall

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "limits",
        sa.Column("athlete_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("exercise_id", sa.BigInteger(), nullable=True),
        sa.Column("author_user_id", sa.BigInteger(), nullable=True),
        sa.Column("most_load_g", sa.Integer(), nullable=True),
        sa.Column("most_sets", sa.SmallInteger(), nullable=True),
        sa.Column("most_rpe_halves", sa.SmallInteger(), nullable=True),
        sa.Column("avoid", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "avoid OR num_nonnulls(most_load_g, most_sets, most_rpe_halves) > 0",
            name=op.f("ck_limits_content"),
        ),
        sa.CheckConstraint("most_load_g BETWEEN 0 AND 1000000", name=op.f("ck_limits_most_load_g")),
        sa.CheckConstraint("most_rpe_halves BETWEEN 12 AND 20", name=op.f("ck_limits_most_rpe_halves")),
        sa.CheckConstraint("most_sets BETWEEN 1 AND 20", name=op.f("ck_limits_most_sets")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athletes.id"], name=op.f("fk_limits_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercises.id"], name=op.f("fk_limits_exercise_id")),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_limits")),
        sa.UniqueConstraint(
            "athlete_id",
            "exercise_id",
            name=op.f("uq_limits_athlete_id_exercise_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    wall("limits")


def downgrade() -> None:
    """Undo: a table of its own goes as it came."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("limits")
