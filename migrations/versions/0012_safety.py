"""Age, a guardian's yes, pregnancy, what catches a bar; the morning after a pain, and a cleared warning sign.

Revision ID: 0012
Revises: 0011
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.walls import as_system

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SIGNS = ("chest_pain", "fainting", "breathless", "numbness", "bladder", "head_injury", "dark_urine")


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("profiles", sa.Column("adult", sa.Boolean(), nullable=True))
    op.add_column("profiles", sa.Column("guardian_agreed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("profiles", sa.Column("spotted", sa.Boolean(), nullable=True))
    op.add_column("profiles", sa.Column("pregnancy", sa.String(length=40), nullable=True))
    op.create_check_constraint(
        op.f("ck_profiles_pregnancy"), "profiles", "pregnancy IN ('expecting', 'postpartum')"
    )
    op.add_column(
        "pain_reports", sa.Column("morning", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column(
        "pain_reports", sa.Column("cleared", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    _signs(*SIGNS, "heat")


def downgrade() -> None:
    """Undo: a heat illness is kept as what it looks like most, a cleared sign as a pain that is gone."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    with as_system():
        op.execute("UPDATE pain_reports SET red_flag = NULL, level = 0 WHERE cleared")
        op.execute("UPDATE pain_reports SET red_flag = 'fainting' WHERE red_flag = 'heat'")
    _signs(*SIGNS)
    op.drop_column("pain_reports", "cleared")
    op.drop_column("pain_reports", "morning")
    for name in ("pregnancy", "spotted", "guardian_agreed_at", "adult"):
        op.drop_column("profiles", name)


def _signs(*signs: str) -> None:
    op.drop_constraint(op.f("ck_pain_reports_red_flag"), "pain_reports", type_="check")
    allowed = ", ".join(f"'{sign}'" for sign in signs)
    op.create_check_constraint(op.f("ck_pain_reports_red_flag"), "pain_reports", f"red_flag IN ({allowed})")
