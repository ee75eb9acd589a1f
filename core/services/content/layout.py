"""The order of exercises in a session: read, arranged as plain values, written back without gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import ARRAY, BigInteger, Table, column, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.selectable import TableValuedAlias

from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.tables import exercise_groups, session_exercises

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a session with the exercises in it, by their ids and in order."""

    id: int
    exercises: tuple[int, ...]


Layout = tuple[Group, ...]


def put(items: Sequence[T], item: T, at: int | None) -> tuple[T, ...]:
    """The items with one more at a place; last where there is no such place."""
    at = len(items) if at is None else max(at, 0)
    return (*items[:at], item, *items[at:])


def group_of(layout: Layout, group_id: int) -> Group:
    """A group by its id."""
    found = next((group for group in layout if group.id == group_id), None)
    if found is None:
        raise NotFound(what=exercise_groups.name)
    return found


def home_of(layout: Layout, session_exercise_id: int) -> Group:
    """The group that an exercise is in."""
    found = next((group for group in layout if session_exercise_id in group.exercises), None)
    if found is None:
        raise NotFound(what=session_exercises.name)
    return found


def without(layout: Layout, exercises: Iterable[int]) -> Layout:
    """The layout with some exercises taken out; a group that has none left is still in it."""
    gone = set(exercises)
    return tuple(replace(g, exercises=tuple(e for e in g.exercises if e not in gone)) for g in layout)


def changed(layout: Layout, group_id: int, exercises: Sequence[int]) -> Layout:
    """The layout with other exercises in a group."""
    return tuple(Group(g.id, tuple(exercises)) if g.id == group_id else g for g in layout)


async def read(tx: Transaction, template_id: int) -> Layout:
    """A template's layout."""
    group, inside = exercise_groups.c, session_exercises.c
    exercises = func.array_agg(aggregate_order_by(inside.id, inside.order_within_group)).label("exercises")
    rows = await tx.run(
        select(group.id, exercises)
        .join(session_exercises, inside.exercise_group_id == group.id)
        .where(group.session_template_id == template_id)
        .group_by(group.id)
        .order_by(group.order_index)
    )
    return tuple(Group(row.id, tuple(row.exercises)) for row in rows)


async def write(tx: Transaction, before: Layout, after: Layout) -> None:
    """Make a template's rows what `after` says: exercises that are not in it go, and so do empty groups."""
    full = [group for group in after if group.exercises]
    kept = [exercise for group in full for exercise in group.exercises]
    gone = {exercise for group in before for exercise in group.exercises} - set(kept)
    empty = {group.id for group in before} - {group.id for group in full}
    if gone:
        await tx.run(delete(session_exercises).where(session_exercises.c.id.in_(gone)))
    if kept:
        await _place(tx, full)
    if empty:
        await tx.run(delete(exercise_groups).where(exercise_groups.c.id.in_(empty)))
    await renumber(tx, exercise_groups, "order_index", [group.id for group in full])


async def _place(tx: Transaction, groups: Sequence[Group]) -> None:
    places = [
        (exercise, group.id, order) for group in groups for order, exercise in enumerate(group.exercises)
    ]
    place = _rows(
        ("id", "exercise_group_id", "place"), [list(values) for values in zip(*places, strict=True)]
    )
    await tx.run(
        update(session_exercises)
        .where(session_exercises.c.id == place.c.id)
        .values(exercise_group_id=place.c.exercise_group_id, order_within_group=place.c.place)
    )


async def renumber(tx: Transaction, table: Table, order: str, ids: Sequence[int]) -> None:
    """Number rows from 0 in the order given, and have it checked that no two have the same number."""
    place = _rows(("id", "place"), [list(ids), list(range(len(ids)))])
    await tx.run(update(table).where(table.c.id == place.c.id).values({order: place.c.place}))
    await tx.rows("SET CONSTRAINTS ALL IMMEDIATE")


def _rows(names: Sequence[str], values: Sequence[list[int]]) -> TableValuedAlias:
    """Numbers as the rows of a table, one list a column."""
    arrays = [literal(numbers, ARRAY(BigInteger)) for numbers in values]
    return func.unnest(*arrays).table_valued(*(column(name, BigInteger) for name in names)).render_derived()
