"""The wall as a last look at each row, no longer as what rows are found by: every statement names its athletes.

As an index condition it made Postgres expect one row of an athlete's thousands, so that the conditions beside it found
no index: the sets of one workout were looked for among all that the athlete ever did.

Revision ID: 0007
Revises: 0006
"""

from collections.abc import Sequence

from alembic import op
from sqlalchemy import text

from migrations.walls import IN_SCOPE

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    walled = text("SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'scope'")
    for table in op.get_bind().execute(walled).scalars().all():
        op.execute(f"ALTER POLICY scope ON {table} USING ({IN_SCOPE}) WITH CHECK ({IN_SCOPE})")


def downgrade() -> None:
    """Nothing to undo: it lets through what it always did, and `wall` makes it so from the first migration on."""
