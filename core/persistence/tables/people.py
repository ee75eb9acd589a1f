"""People: accounts, athletes, organizations and who may coach whom."""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)

from core.engine.models import AthleteStatus
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

organizations = shared_table(
    "organizations",
    Column("name", Text, nullable=False),
    instant("created_at", now=True),
    instant("archived_at"),
)

# Who trains. What is known about them privately stands behind the wall, in `profiles`. Without a user it is a
# placeholder, which belongs to the organization that prepares it until an invitation is accepted.
athletes = shared_table(
    "athletes",
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), unique=True),
    Column("organization_id", BigInteger, ForeignKey("organizations.id", ondelete="CASCADE")),
    Column("name", Text, nullable=False),
    Column("status", one_of(AthleteStatus, "status"), nullable=False, server_default="active"),
    instant("created_at", now=True),
    CheckConstraint("user_id IS NULL OR organization_id IS NULL", name="placeholder"),
    Index(None, "organization_id"),
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
    instant("consented_at"),  # null only for a placeholder, who is nobody yet
    instant("ended_at"),
    Column("ended_by", BigInteger, ForeignKey("users.id", ondelete="SET NULL")),
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
    Column("athlete_id", BigInteger, ForeignKey("athletes.id", ondelete="SET NULL")),  # the placeholder
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    instant("created_at", now=True),
    instant("expires_at", nullable=False),
    instant("used_at"),
    Column("used_by", BigInteger, ForeignKey("users.id", ondelete="SET NULL")),
    instant("revoked_at"),
    CheckConstraint("expires_at > created_at", name="dates_in_order"),
    CheckConstraint("used_at IS NULL OR revoked_at IS NULL", name="one_end"),
    Index(None, "coach_user_id"),
)

# What a coach writes down about an athlete: the organization's own, never shown to the athlete, kept when the
# coaching ends, gone when the athlete is erased.
coach_notes = shared_table(
    "coach_notes",
    Column("organization_id", BigInteger, ForeignKey("organizations.id", ondelete="CASCADE"), nullable=False),
    Column("athlete_id", BigInteger, ForeignKey("athletes.id", ondelete="CASCADE"), nullable=False),
    Column("author_user_id", BigInteger, ForeignKey("users.id", ondelete="SET NULL")),
    Column("body", Text, CheckConstraint("length(body) BETWEEN 1 AND 4000", "body"), nullable=False),
    instant("created_at", now=True),
    Index(None, "organization_id", "athlete_id"),
    Index(None, "athlete_id"),
)
