"""Lives: whatever has a status takes the steps of its lifecycle, and no other step changes anything."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Table, select, update

from core.engine.lifecycles import (
    STEPS,
    AdaptationStatus,
    DisruptionStatus,
    EventStatus,
    MacrocycleStatus,
    WorkoutStatus,
    before,
)
from core.errors import NotFound, Refused
from core.persistence.database import Database, DatabaseRole, Transaction
from core.persistence.tables import adaptations, disruptions, events, macrocycles, workouts
from core.services.steps import move, move_all
from tests.builders import NOW
from tests.rows import Person, fill

LIVES: Mapping[type[StrEnum], Table] = {
    WorkoutStatus: workouts,
    MacrocycleStatus: macrocycles,
    DisruptionStatus: disruptions,
    AdaptationStatus: adaptations,
    EventStatus: events,
}


def beside(status: StrEnum) -> dict[str, Any]:
    """What a table's checks want beside a status."""
    if isinstance(status, MacrocycleStatus):
        return {"ended_on": None if status is MacrocycleStatus.ACTIVE else NOW.date()}
    if isinstance(status, DisruptionStatus):
        return {"resolved_at": NOW if status is DisruptionStatus.RESOLVED else None}
    return {}


async def with_a_row(tx: Transaction, table: Table) -> tuple[Person, int]:
    """Somebody with one row in the table."""
    person = Person(1, "Ana")
    await fill(tx, person)
    return person, int(person.rows[table.name]["id"])


async def come_to(tx: Transaction, table: Table, row_id: int, status: StrEnum) -> None:
    """Have a row in a status, whatever it was before."""
    await tx.run(update(table).where(table.c.id == row_id).values(status=status, **beside(status)))


async def row_of(tx: Transaction, table: Table, row_id: int) -> dict[str, Any]:
    return dict((await tx.run(select(table).where(table.c.id == row_id))).mappings().one())


@pytest.mark.parametrize("machine", LIVES, ids=lambda machine: machine.__name__)
async def test_a_status_changes_along_its_lifecycle_and_in_no_other_way(
    db: Database, machine: type[StrEnum]
) -> None:
    table = LIVES[machine]
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        person, row_id = await with_a_row(tx, table)
        for now, to in product(machine, machine):
            await come_to(tx, table, row_id, now)
            earlier = await row_of(tx, table, row_id)
            if to in STEPS[machine][now]:
                await move(tx, table, person.athlete_id, row_id, to, **beside(to))
                assert await row_of(tx, table, row_id) == earlier | {"status": to} | beside(to), (now, to)
            else:
                with pytest.raises(Refused, match="illegal_step"):
                    await move(tx, table, person.athlete_id, row_id, to, **beside(to))
                assert await row_of(tx, table, row_id) == earlier, (now, to)


def test_every_lifecycle_has_a_table_here_and_an_end_that_can_be_reached() -> None:
    assert set(LIVES) == set(STEPS)
    for machine in STEPS:
        assert {status for status in machine if before(status)} >= set(list(machine)[1:])


async def test_of_many_rows_only_those_move_that_may(db: Database) -> None:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        person, row_id = await with_a_row(tx, workouts)
        await come_to(tx, workouts, row_id, WorkoutStatus.COMPLETED)
        assert await move_all(tx, workouts, person.athlete_id, WorkoutStatus.MISSED) == 0
        assert (await row_of(tx, workouts, row_id))["status"] is WorkoutStatus.COMPLETED


async def test_what_is_not_the_athletes_does_not_exist_for_them(db: Database) -> None:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        person, row_id = await with_a_row(tx, workouts)
        for athlete_id, wanted in ((person.athlete_id + 1, row_id), (person.athlete_id, row_id + 1)):
            with pytest.raises(NotFound):
                await move(tx, workouts, athlete_id, wanted, WorkoutStatus.MISSED)
