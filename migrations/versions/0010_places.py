"""A workout knows the place where it is done: a machine there is not the machine of another place.

Revision ID: 0010
Revises: 0009
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply; of workouts so far the place is not known."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("workouts", sa.Column("place_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_workouts_athlete_id_place_id"),
        "workouts",
        "kits",
        ["athlete_id", "place_id"],
        ["athlete_id", "id"],
        ondelete="CASCADE",
    )


def downgrade() -> None:
    """Undo."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_constraint(op.f("fk_workouts_athlete_id_place_id"), "workouts", type_="foreignkey")
    op.drop_column("workouts", "place_id")
