"""A change to a plan may add a set: an eighth kind of adaptation.

Revision ID: 0013
Revises: 0012
"""

from collections.abc import Sequence

from alembic import op

from migrations.walls import as_system

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TYPES = (
    "early_deload",
    "block_extension",
    "goal_shift",
    "exercise_swap",
    "volume_reduction",
    "intensity_reduction",
    "stall_intervention",
)


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    _types(*TYPES, "volume_increase")


def downgrade() -> None:
    """Undo: what was done is kept as what it looks like most, and can still be taken back; what waits is declined."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    with as_system():
        op.execute(
            "UPDATE adaptations SET status = 'declined', decided_at = at "
            "WHERE type = 'volume_increase' AND status = 'proposed'"
        )
        op.execute("UPDATE adaptations SET type = 'stall_intervention' WHERE type = 'volume_increase'")
    _types(*TYPES)


def _types(*types: str) -> None:
    op.drop_constraint(op.f("ck_adaptations_type"), "adaptations", type_="check")
    allowed = ", ".join(f"'{each}'" for each in types)
    op.create_check_constraint(op.f("ck_adaptations_type"), "adaptations", f"type IN ({allowed})")
