"""What a coach has prepared arrives at the athlete who accepts: every table of athletes, found in the metadata.

Rows keep their ids, so whatever refers to them, in columns or in documents, still does. What the athlete has already
is never touched: a row that would stand in its place stays behind, and so does whatever is a part of that row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    FromClause,
    Index,
    Table,
    Text,
    UniqueConstraint,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import Insert, Update

from core.engine.lifecycles import WorkoutStatus
from core.persistence.database import Transaction
from core.persistence.tables import (
    Place,
    athletes,
    coach_notes,
    exercises,
    metadata,
    place_of,
    profiles,
    workouts,
)
from core.services import access

LONGEST_NAME_BEFORE_ID = 80  # an id behind it still fits into a name of 100


async def arrive(tx: Transaction, placeholder_id: int, athlete_id: int) -> None:
    """Give the athlete what was prepared for the placeholder, who goes. The coach's notes come along."""
    async with access.as_system(tx):
        # Locked, so that whatever the coach is writing just now is either seen below or refused.
        await tx.run(select(athletes.c.id).where(athletes.c.id == placeholder_id).with_for_update())
        await tx.run(_own_exercises(placeholder_id, athlete_id))
        for table in metadata.sorted_tables:
            if place_of(table) is Place.ATHLETE:
                await tx.run(_rows(table, placeholder_id, athlete_id))
        await tx.run(_answers(placeholder_id, athlete_id))
        of_placeholder = update(coach_notes).where(coach_notes.c.athlete_id == placeholder_id)
        await tx.run(of_placeholder.values(athlete_id=athlete_id))
        await tx.run(delete(athletes).where(athletes.c.id == placeholder_id))


def _own_exercises(placeholder_id: int, athlete_id: int) -> Update:
    """Custom exercises change hands; where the athlete has one of that name, a number tells them apart."""
    c, known = exercises.c, exercises.alias("known")
    taken = select(known.c.id).where(known.c.athlete_id == athlete_id, known.c.key == c.key).exists()

    def numbered(name: ColumnElement[str]) -> ColumnElement[str]:
        other = func.concat(func.left(name, LONGEST_NAME_BEFORE_ID), " ", cast(c.id, Text))
        return case((taken, other), else_=name)

    prepared = update(exercises).where(c.athlete_id == placeholder_id)
    return prepared.values(athlete_id=athlete_id, key=numbered(c.key), name=numbered(c.name))


def _rows(table: Table, placeholder_id: int, athlete_id: int) -> Insert:
    """The placeholder's rows of a table as the athlete's own, as far as there is room for them."""
    theirs, own = table.alias("theirs"), table.alias("own")
    of_own = own.c.athlete_id == athlete_id
    values: dict[str, ColumnElement[Any]] = {c.name: theirs.c[c.name] for c in table.c if c.computed is None}
    values["athlete_id"] = literal(athlete_id)
    room = [theirs.c.athlete_id == placeholder_id]
    for name, parent in _references(table):
        arrived = parent.alias("arrived")
        there = select(arrived.c.id).where(arrived.c.athlete_id == athlete_id, arrived.c.id == theirs.c[name])
        values[name] = there.correlate(theirs).scalar_subquery()
        if not table.c[name].nullable:
            room.append(values[name].is_not(None))
    if table is workouts:  # what is only planned means nothing without its plan
        unplanned = (theirs.c.status != WorkoutStatus.PLANNED) | theirs.c.training_block_id.is_(None)
        room.append(unplanned | values["training_block_id"].is_not(None))
    if "version" in table.c:  # the athlete's own versions come first
        newest = select(func.coalesce(func.max(own.c.version), 0)).where(of_own).scalar_subquery()
        values["version"] = theirs.c.version + newest
    for rule in _rules(table):
        same = select(own.c.id).where(of_own, *rule.same(own, theirs)).correlate(theirs).exists()
        if rule.flag is not None:
            values[rule.flag] = and_(theirs.c[rule.flag], not_(same))
        else:
            room.append(or_(not_(rule.applies), not_(same)))
    return insert(table).from_select(list(values), select(*values.values()).where(*room))


def _references(table: Table) -> Iterator[tuple[str, Table]]:
    """The columns that refer to another table of the same athlete."""
    for key in table.foreign_key_constraints:
        if place_of(key.referred_table) is Place.ATHLETE and key.referred_table is not table:
            yield next(name for name in key.column_keys if name != "athlete_id"), key.referred_table


@dataclass(frozen=True, slots=True)
class _Rule:
    """What an athlete can have only one of: columns that must differ, among the rows that the rule applies to."""

    columns: tuple[str, ...]
    applies: ColumnElement[bool]
    flag: str | None = None  # what marks the one row of several; it stays where it is
    nulls_equal: bool = False

    def same(self, own: FromClause, theirs: FromClause) -> Iterator[ColumnElement[bool]]:
        """What makes one of the athlete's rows stand where a prepared one would."""
        yield self.applies
        for name in self.columns:
            equal = own.c[name] == theirs.c[name]
            yield own.c[name].is_not_distinct_from(theirs.c[name]) if self.nulls_equal else equal


def _rules(table: Table) -> Iterator[_Rule]:
    for one in (*table.constraints, *table.indexes):
        if not isinstance(one, UniqueConstraint) and not (isinstance(one, Index) and one.unique):
            continue
        columns = tuple(c.name for c in one.columns if c.name != "athlete_id")
        if "version" in columns:
            continue
        options = one.dialect_options["postgresql"]
        # The condition names columns without their table: each query reads them as those of its own.
        where = options["where"] if isinstance(one, Index) else None
        word = "true" if where is None else str(where)
        applies = literal_column(f"({word})", Boolean)
        flag = word if word in table.c and isinstance(table.c[word].type, Boolean) else None
        yield _Rule(columns, applies, flag, bool(options["nulls_not_distinct"]))


def _answers(placeholder_id: int, athlete_id: int) -> Update:
    """Questions that the athlete has not answered take the coach's answers."""
    c, theirs = profiles.c, profiles.alias("theirs")

    def answered(name: str) -> ColumnElement[Any]:
        prepared = select(theirs.c[name]).where(theirs.c.athlete_id == placeholder_id).scalar_subquery()
        is_open = func.cardinality(c[name]) == 0 if isinstance(c[name].type, ARRAY) else c[name].is_(None)
        return case((is_open, func.coalesce(prepared, c[name])), else_=c[name])

    kept = {"athlete_id", "id", "answered", "updated_at"}
    values = {column.name: answered(column.name) for column in c if column.name not in kept}
    return update(profiles).where(c.athlete_id == athlete_id).values(values)
