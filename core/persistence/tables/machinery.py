"""Delivery's own rows: what came in, what goes out, which cards stand where, what is due when."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    Interval,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Text,
    Time,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from core.persistence.tables.base import instant, machinery_table

chats = machinery_table(
    "chats",
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("last_message_id", BigInteger, nullable=False, server_default=text("0")),
    Column("pending", JSONB),
    instant("pending_until"),
    instant("blocked_at"),
    PrimaryKeyConstraint("bot_id", "chat_id"),
)

inbox = machinery_table(
    "inbox",
    Column("bot_id", BigInteger, nullable=False),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column(
        "state",
        Text,
        CheckConstraint("state IN ('new', 'done', 'dead')", "state"),
        nullable=False,
        server_default="new",
    ),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    Column("body", JSONB),
    Column("error", Text),
    Column("received_at", DateTime(timezone=True), nullable=False),
    instant("done_at"),
    PrimaryKeyConstraint("bot_id", "update_id"),
    Index("ix_inbox_waiting", "bot_id", "chat_id", "update_id", postgresql_where=text("state = 'new'")),
)

outbox = machinery_table(
    "outbox",
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("payload", LargeBinary),
    Column("slot", Text),
    Column("revision", Integer),
    Column("once", Boolean, nullable=False, server_default=text("false")),
    Column(
        "state",
        Text,
        CheckConstraint(
            "state IN ('due', 'sending', 'sent', 'unknown', 'dead', 'blocked', 'expired', 'superseded')",
            "state",
        ),
        nullable=False,
        server_default="due",
    ),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    instant("expires_at"),
    instant("settled_at"),
    Column("message_id", BigInteger),
    Column("note", Text),
    Index(
        "ix_outbox_waiting",
        "bot_id",
        "chat_id",
        "id",
        postgresql_where=text("state IN ('due', 'sending')"),
    ),
)

cards = machinery_table(
    "cards",
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("slot", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sent_revision", Integer),
    Column("message_id", BigInteger),
    Column("content", JSONB, nullable=False),
    PrimaryKeyConstraint("bot_id", "chat_id", "slot"),
)

schedules = machinery_table(
    "schedules",
    Column("bot_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("next_at", DateTime(timezone=True), nullable=False),
    Column("local_time", Time),
    Column("weekdays", SmallInteger),
    Column("zone", Text),
    Column("last_local_date", Date),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("bot_id", "chat_id", "kind"),
    Index(None, "bot_id", "next_at"),
)

leases = machinery_table(
    "leases",
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
)

clock = machinery_table(
    "clock",
    Column("one", Boolean, CheckConstraint("one", "one_row"), primary_key=True, server_default=text("true")),
    Column("shift", Interval, nullable=False, server_default=text("'0'")),
)

audit = machinery_table(
    "audit",
    Column("id", BigInteger, Identity(), primary_key=True),
    instant("at", nullable=False),
    Column("user_id", BigInteger),
    Column("action", Text, nullable=False),
    Column("facts", JSONB, nullable=False, server_default=text("'{}'")),
)
