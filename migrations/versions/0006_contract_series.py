"""Contract: the one document goes, its columns have to be there. The third of three steps; see 0004.

Run it when no release of the old shape is up any more. What the last of them wrote is filled in first.

Revision ID: 0006
Revises: 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.prescribed import fill

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLE = "workout_exercises"
NEEDED = ("group_index", "series", "reasons", "load_steps_g")


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    fill()
    for name in NEEDED:
        op.alter_column(TABLE, name, nullable=False)
    op.drop_column(TABLE, "prescription")


def downgrade() -> None:
    """Undo: the document comes back empty; 0005 fills it on the way further down."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(TABLE, sa.Column("prescription", postgresql.JSONB(), nullable=True))
    for name in NEEDED:
        op.alter_column(TABLE, name, nullable=True)
