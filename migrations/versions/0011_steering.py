"""How the sets of an exercise lead to each other, and what signs took away: straight and nothing, as so far.

Revision ID: 0011
Revises: 0010
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply; a release that knows nothing of it goes on writing rows."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("ALTER TABLE workout_exercises ADD COLUMN steering JSONB DEFAULT '{}' NOT NULL")


def downgrade() -> None:
    """Undo."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("ALTER TABLE workout_exercises DROP COLUMN steering")
