"""Content that coaches write once and use often: exercises make session templates, templates make programs."""

from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
)

from core.engine.models import Series, Sport
from core.engine.models.series import checked
from core.persistence.tables.base import between, document, instant, one_of, shared_table

Authored = Annotated[Series, AfterValidator(checked)]  # the sets of a series have to fit together, too


def owned() -> tuple[Column[int], Column[int]]:
    """No organization means that it comes with the product. Content outlives its author."""
    return (
        Column("organization_id", BigInteger, ForeignKey("organizations.id")),
        Column("author_user_id", BigInteger, ForeignKey("users.id", ondelete="SET NULL")),
    )


programs = shared_table(
    "programs",
    *owned(),
    Column("name", Text, CheckConstraint("length(name) BETWEEN 1 AND 100", "name"), nullable=False),
    Column("sport", one_of(Sport, "sport"), nullable=False, server_default="strength"),
    Column("weeks", SmallInteger, between("weeks", 1, 104), nullable=False),
    Column(
        "version",
        SmallInteger,
        CheckConstraint("version >= 1", "version"),
        nullable=False,
        server_default="1",
    ),
    Column("note", Text),
    instant("created_at", now=True),
    instant("updated_at", now=True),
    instant("archived_at"),
    UniqueConstraint("organization_id", "name", "version", postgresql_nulls_not_distinct=True),
    Index(None, "author_user_id"),
)

session_templates = shared_table(
    "session_templates",
    *owned(),
    Column("name", Text, CheckConstraint("length(name) BETWEEN 1 AND 100", "name"), nullable=False),
    Column("sport", one_of(Sport, "sport"), nullable=False, server_default="strength"),
    Column("note", Text),
    instant("created_at", now=True),
    instant("updated_at", now=True),
    instant("archived_at"),
    Index(None, "organization_id"),
    Index(None, "author_user_id"),
)

# A template's place in a program. The same template may stand in many places and in many programs.
program_sessions = shared_table(
    "program_sessions",
    Column("program_id", BigInteger, ForeignKey("programs.id", ondelete="CASCADE"), nullable=False),
    Column("session_template_id", BigInteger, ForeignKey("session_templates.id"), nullable=False),
    Column("week_number", SmallInteger, between("week_number", 1, 104), nullable=False),
    Column("day_of_week", SmallInteger, between("day_of_week", 1, 7), nullable=False),
    Column("order_index", SmallInteger, between("order_index", 0, 9), nullable=False),
    UniqueConstraint(
        "program_id",
        "week_number",
        "day_of_week",
        "order_index",
        name="uq_program_sessions_place",
        deferrable=True,
        initially="DEFERRED",
    ),
    Index(None, "session_template_id"),
)

# What is done together: one exercise stands alone, two are a superset, three or more a circuit. Without a name of
# its own a group is called by the letter of its place.
exercise_groups = shared_table(
    "exercise_groups",
    Column(
        "session_template_id",
        BigInteger,
        ForeignKey("session_templates.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("order_index", SmallInteger, between("order_index", 0, 99), nullable=False),
    Column("name", Text, CheckConstraint("length(name) BETWEEN 1 AND 40", "name")),
    instant("created_at", now=True),
    instant("updated_at", now=True),
    UniqueConstraint("session_template_id", "order_index", deferrable=True, initially="DEFERRED"),
)

session_exercises = shared_table(
    "session_exercises",
    Column(
        "exercise_group_id", BigInteger, ForeignKey("exercise_groups.id", ondelete="CASCADE"), nullable=False
    ),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("order_within_group", SmallInteger, between("order_within_group", 0, 19), nullable=False),
    Column("note", Text),
    UniqueConstraint("exercise_group_id", "order_within_group", deferrable=True, initially="DEFERRED"),
    Index(None, "exercise_id"),
)

# What to do of one exercise, in every week or, with a number, in that week of the program. An empty series: not in
# that week.
prescriptions = shared_table(
    "prescriptions",
    Column(
        "session_exercise_id",
        BigInteger,
        ForeignKey("session_exercises.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("week_number", SmallInteger, between("week_number", 1, 104)),
    document("series", Authored, nullable=False),
    UniqueConstraint("session_exercise_id", "week_number", postgresql_nulls_not_distinct=True),
)
