"""The three kinds of table and the columns they share; the layout rules are checked by a test over the metadata."""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from core.persistence.documents import from_document, to_document


class Place(StrEnum):
    """Who may see a table's rows, and by what it could be distributed."""

    ATHLETE = "athlete"  # one athlete's training: key (athlete_id, id), row-level security
    SHARED = "shared"  # people, library, content: plain id
    MACHINERY = "machinery"  # delivery's own rows: keyed by bot and chat


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def athletes_table(name: str, *items: SchemaItem) -> Table:
    """A table of one athlete's training: `athlete_id` leads the key, every constraint and every index."""
    return _table(
        Place.ATHLETE,
        name,
        Column("athlete_id", BigInteger, ForeignKey("athletes.id", ondelete="CASCADE"), nullable=False),
        Column("id", BigInteger, Identity(), nullable=False),
        *items,
        PrimaryKeyConstraint("athlete_id", "id"),
    )


def shared_table(name: str, *items: SchemaItem) -> Table:
    """A table that belongs to nobody's training alone."""
    return _table(Place.SHARED, name, Column("id", BigInteger, Identity(), primary_key=True), *items)


def machinery_table(name: str, *items: SchemaItem) -> Table:
    """A table that only delivery reads."""
    return _table(Place.MACHINERY, name, *items)


def _table(place: Place, name: str, *items: SchemaItem) -> Table:
    checks = [check for item in items if isinstance(item, Column) for check in _checks_taken_from(item)]
    return Table(name, metadata, *items, *checks, info={"place": place})


def _checks_taken_from(column: Column[Any]) -> list[CheckConstraint]:
    """A column's checks as the table's: Alembic writes only a table's into a migration, and drops a column's."""
    own = [check for check in column.constraints if isinstance(check, CheckConstraint)]
    column.constraints.difference_update(own)
    return [CheckConstraint(check.sqltext, name=check.name) for check in own]


def place_of(table: Table) -> Place:
    """The kind of a table."""
    place: Place = table.info["place"]
    return place


def one_of(enum: type[StrEnum], name: str) -> Enum:
    """An enum stored by value, as text with a check: a new value is a one-line migration."""
    return Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda values: [value.value for value in values],
        length=40,
    )


class Document(TypeDecorator[Any]):
    """JSONB that holds one type: values of the engine go in and come out, and what does not fit is refused."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """To plain JSON data, read back once: a dataclass in memory can hold anything."""
        if value is None:
            return None
        plain = to_document(self.kind, value)
        from_document(self.kind, plain)
        return plain

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """To the value."""
        return None if value is None else from_document(self.kind, value)


def document(name: str, kind: Any, *, nullable: bool = True, empty: bool = False) -> Column[Any]:
    """A JSONB column with a type; with `empty` everything of it may be left out, and is by default."""
    default = text("'{}'") if empty else None
    return Column(name, Document(kind), nullable=nullable and not empty, server_default=default)


def several_of(name: str, enum: type[StrEnum]) -> Column[Any]:
    """A set of an enum's values, empty by default."""
    allowed = ", ".join(f"'{value.value}'" for value in enum)
    return Column(
        name,
        ARRAY(Text),
        CheckConstraint(f"{name} <@ ARRAY[{allowed}]", name=name),
        nullable=False,
        server_default=text("'{}'"),
    )


def instant(name: str, *, nullable: bool = True, now: bool = False) -> Column[Any]:
    """An aware timestamp column."""
    return Column(
        name,
        DateTime(timezone=True),
        nullable=nullable and not now,
        server_default=func.now() if now else None,
    )


def of_athlete(column: str, table: str, *, ondelete: str = "CASCADE") -> ForeignKeyConstraint:
    """A reference between two tables of the same athlete; the athlete's id is always part of it."""
    return ForeignKeyConstraint(
        ["athlete_id", column], [f"{table}.athlete_id", f"{table}.id"], ondelete=ondelete
    )


def halves(column: str, low: int, high: int) -> CheckConstraint:
    """An RPE in half steps, or repetitions in reserve, between two whole numbers."""
    return between(column, low * 2, high * 2)


def between(column: str, low: int, high: int) -> CheckConstraint:
    """A range check, named after its column."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)
