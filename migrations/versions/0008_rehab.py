"""Sets done while an injury held their loads back are marked: no record, and nothing to learn a max from.

Revision ID: 0008
Revises: 0007
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "set_logs", sa.Column("rehab", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    """Undo: the marks go, the sets stay."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("set_logs", "rehab")
