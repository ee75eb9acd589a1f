"""Backfill: rows that only have the document get the columns; nothing reads the document first any more.

The second of three steps; see 0004. It may run while releases of both shapes are up: what the old one writes
meanwhile is read from its document, and 0006 fills it once more.

Revision ID: 0005
Revises: 0004
"""

from collections.abc import Sequence

from alembic import op

from migrations.prescribed import fill, give_back

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    fill()


def downgrade() -> None:
    """Undo: rows of the new release get the document back, for a release that knows nothing else."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    give_back()
