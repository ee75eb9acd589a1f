"""Expand: what was prescribed of an exercise gets columns beside the one document of `prescription`.

The first of three steps. The old shape is `workout_exercises.prescription`: a whole prescription as one document,
with the group's letter inside. The new shape is `group_index`, `group_name`, `series`, `selection`, `reasons`,
`strength` and `load_steps_g`. From here on a release writes both and reads either, so that the release before it
may go on running; `core/services/prescribed.py` of that release holds the reading.

Revision ID: 0004
Revises: 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLE = "workout_exercises"


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(TABLE, sa.Column("group_index", sa.SmallInteger(), nullable=True))
    op.add_column(TABLE, sa.Column("group_name", sa.Text(), nullable=True))
    for name in ("series", "selection", "reasons", "strength"):
        op.add_column(TABLE, sa.Column(name, postgresql.JSONB(), nullable=True))
    op.add_column(TABLE, sa.Column("load_steps_g", postgresql.ARRAY(sa.Integer()), nullable=True))
    op.create_check_constraint(op.f(f"ck_{TABLE}_group_index"), TABLE, "group_index BETWEEN 0 AND 99")
    op.alter_column(TABLE, "prescription", nullable=True)


def downgrade() -> None:
    """Undo. The document is still there: nothing is lost."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.alter_column(TABLE, "prescription", nullable=False)
    for name in ("load_steps_g", "strength", "reasons", "selection", "series", "group_name", "group_index"):
        op.drop_column(TABLE, name)
