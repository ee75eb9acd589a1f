"""People: accounts, athletes, organizations and who may coach whom."""

from enum import StrEnum

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text

from core.engine.units import Unit
from core.persistence.tables.base import instant, one_of, shared_table


class MemberRole(StrEnum):
    """What a user may do in an organization; one user may hold several."""

    OWNER = "owner"
    COACH = "coach"
    ADMIN = "admin"


users = shared_table(
    "users",
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("unit", one_of(Unit, "unit"), nullable=False),
    instant("basics_confirmed_at"),
    instant("ready_at"),
    instant("consented_at"),
    Column("consent_version", Text),
    instant("created_at", now=True),
)

athletes = shared_table(
    "athletes",
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), unique=True),
    Column("name", Text, nullable=False),
    instant("created_at", now=True),
)

organizations = shared_table(
    "organizations",
    Column("name", Text, nullable=False),
    instant("created_at", now=True),
)

memberships = shared_table(
    "memberships",
    Column("organization_id", BigInteger, ForeignKey("organizations.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("role", one_of(MemberRole, "role"), nullable=False),
    instant("created_at", now=True),
    UniqueConstraint("organization_id", "user_id", "role"),
    Index(None, "user_id"),
)

coaching_links = shared_table(
    "coaching_links",
    Column("organization_id", BigInteger, ForeignKey("organizations.id", ondelete="CASCADE"), nullable=False),
    Column("coach_user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("athlete_id", BigInteger, ForeignKey("athletes.id", ondelete="CASCADE"), nullable=False),
    instant("consented_at", nullable=False),
    instant("ended_at"),
    Index(
        "uq_coaching_links_live",
        "coach_user_id",
        "athlete_id",
        unique=True,
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index(None, "athlete_id"),
)

invitations = shared_table(
    "invitations",
    Column("organization_id", BigInteger, ForeignKey("organizations.id", ondelete="CASCADE"), nullable=False),
    Column("coach_user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    instant("created_at", now=True),
    instant("expires_at", nullable=False),
    instant("used_at"),
    Column("used_by", BigInteger, ForeignKey("users.id", ondelete="SET NULL")),
    instant("revoked_at"),
    Index(None, "coach_user_id"),
)
