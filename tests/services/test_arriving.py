"""What a coach prepared arrives whole, and takes the place of nothing that the athlete has: in every table there is."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, Table, delete, insert, select, update

from core.engine.lifecycles import MacrocycleStatus, WorkoutStatus
from core.engine.models import Goal
from core.persistence.database import Database, DatabaseRole, Transaction
from core.persistence.tables import (
    Place,
    athletes,
    auxiliary_pool,
    coach_notes,
    exercises,
    kits,
    macrocycles,
    maxes,
    metadata,
    place_of,
    profiles,
    workouts,
)
from core.persistence.tables.base import Document
from core.services import arriving
from core.services.access import as_system
from tests.databases import empty, opened
from tests.rows import OF_PLACE, Person, fill, values_for

OF_ATHLETES = OF_PLACE[Place.ATHLETE]
Row = Mapping[str, Any]


@dataclass
class Gym:
    """A coach, a placeholder with a row in every athlete's table, and a newcomer with nothing."""

    db: Database
    coach: Person
    prepared: Person
    ana: Person = field(default_factory=lambda: Person(3, "Ana"))

    async def arrive(self) -> None:
        async with self.db.transaction() as tx:
            await arriving.arrive(tx, self.prepared.athlete_id, self.ana.athlete_id)

    async def rows(self, table: Table, person: Person) -> list[dict[str, Any]]:
        async with self.db.transaction(DatabaseRole.SYSTEM) as tx:
            return await of(tx, table, person)


async def of(tx: Transaction, table: Table, person: Person) -> list[dict[str, Any]]:
    """An athlete's rows, without what says whose they are."""
    found = await tx.run(select(table).where(table.c.athlete_id == person.athlete_id).order_by(table.c.id))
    return [{name: v for name, v in row.items() if name != "athlete_id"} for row in found.mappings()]


async def somebody(tx: Transaction, person: Person, **athlete: object) -> Person:
    made = await tx.run(insert(athletes).values(name=person.name, **athlete).returning(*athletes.columns))
    person.rows["athletes"] = dict(made.mappings().one())
    return person


async def give(tx: Transaction, person: Person, *tables: Table) -> None:
    """A row in each of these tables."""
    for table in tables:
        made = await tx.run(insert(table).values(values_for(table, person)).returning(*table.columns))
        person.rows[table.name] = dict(made.mappings().one())


async def set_up(db: Database) -> Gym:
    gym = Gym(db, Person(1, "Kim"), Person(2, "Somebody"))
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await fill(tx, gym.coach)
        known = {t.name: gym.coach.rows[t.name] for t in OF_PLACE[Place.SHARED] if t.name in gym.coach.rows}
        for person in (gym.prepared, gym.ana):
            person.rows = {name: row for name, row in known.items() if name != "athletes"}
        await somebody(tx, gym.prepared, organization_id=gym.coach.rows["organizations"]["id"])
        await give(tx, gym.prepared, coach_notes, exercises, *OF_ATHLETES)
        await somebody(tx, gym.ana)
    return gym


@pytest.fixture
async def gym(db: Database) -> Gym:
    return await set_up(db)


async def test_a_row_of_every_table_arrives_whole_at_an_athlete_who_has_none(gym: Gym) -> None:
    before = {table.name: await gym.rows(table, gym.prepared) for table in OF_ATHLETES}
    assert all(len(rows) == 1 for rows in before.values())
    await gym.arrive()
    assert {table.name: await gym.rows(table, gym.ana) for table in OF_ATHLETES} == before


async def test_the_coachs_notes_and_own_exercises_come_along_and_the_placeholder_goes(gym: Gym) -> None:
    before = {t.name: await gym.rows(t, gym.prepared) for t in (coach_notes, exercises)}
    await gym.arrive()
    assert {t.name: await gym.rows(t, gym.ana) for t in (coach_notes, exercises)} == before
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        left = select(athletes.c.id).where(athletes.c.id == gym.prepared.athlete_id)
        assert (await tx.run(left)).all() == []


def test_every_table_that_names_an_athlete_is_thought_of() -> None:
    """A new one would leave rows of the placeholder behind: say in `arriving` what becomes of them."""
    naming = {
        table.name
        for table in metadata.sorted_tables
        if place_of(table) is not Place.ATHLETE
        for key in table.foreign_key_constraints
        if key.referred_table is athletes
    }
    assert naming == {"coach_notes", "exercises", "coaching_links", "invitations"}


def same_or_filled_in(table: Table, before: Row, after: Row) -> bool:
    """An answer that was given stays; only a profile's open questions may be answered."""
    if table is not profiles:
        return before == after
    return all(after[name] == value for name, value in before.items() if value not in (None, []))


async def check_nothing_is_overwritten(gym: Gym, own: set[str]) -> None:
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        await give_with_parents(tx, gym.ana, own)
        before = {t: await of(tx, t, gym.ana) for t in (exercises, *OF_ATHLETES)}
    await gym.arrive()
    for table, rows in before.items():
        after = {row["id"]: row for row in await gym.rows(table, gym.ana)}
        assert all(same_or_filled_in(table, row, after[row["id"]]) for row in rows), table.name


async def give_with_parents(tx: Transaction, person: Person, names: set[str]) -> None:
    """A row in each of these tables, and in those that it refers to."""
    every = (exercises, *OF_ATHLETES)
    wanted = {t for table in every if table.name in names for t in (table, *parents(table))}
    await give(tx, person, *(table for table in every if table in wanted))


def parents(table: Table) -> set[Table]:
    """The athlete's tables that a row of this one needs."""
    near = {k.referred_table for k in table.foreign_key_constraints if k.referred_table is not table}
    here = {one for one in near if place_of(one) is Place.ATHLETE}
    return here.union(*(parents(one) for one in here))


async def test_nothing_of_an_athlete_with_a_row_in_every_table_is_overwritten(gym: Gym) -> None:
    await check_nothing_is_overwritten(gym, {"exercises", *(table.name for table in OF_ATHLETES)})


def test_nothing_of_an_athlete_with_rows_in_some_tables_is_overwritten(worker_url: str, broom: Any) -> None:
    """Whatever the athlete has, and the placeholder would bring, the two fit together."""
    names = ["exercises", *(table.name for table in OF_ATHLETES)]

    @settings(max_examples=6, deadline=None)
    @given(own=st.sets(st.sampled_from(names), min_size=1, max_size=6))
    def check(own: set[str]) -> None:
        async def once() -> None:
            async with opened(worker_url) as db:
                await check_nothing_is_overwritten(await set_up(db), own)

        empty(broom)
        asyncio.run(once())

    check()


async def change(gym: Gym, table: Table, person: Person, **values: object) -> None:
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        await tx.run(update(table).where(table.c.athlete_id == person.athlete_id).values(**values))


async def start_with(gym: Gym, table: Table, **values: object) -> None:
    """Ana has a row of her own."""
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        await give_with_parents(tx, gym.ana, {table.name})
    if values:
        await change(gym, table, gym.ana, **values)


async def test_open_questions_take_the_coachs_answers_and_answered_ones_stay(gym: Gym) -> None:
    await change(gym, profiles, gym.prepared, goal=Goal.POWER, days_per_week=4, secondary_goals=["strength"])
    await start_with(gym, profiles, goal=Goal.STRENGTH, days_per_week=None, note="mine", birth_date=None)
    await gym.arrive()
    (profile,) = await gym.rows(profiles, gym.ana)
    assert (profile["goal"], profile["note"]) == (Goal.STRENGTH, "mine")
    assert (profile["days_per_week"], profile["birth_date"]) == (4, date(1990, 1, 1))
    assert profile["secondary_goals"] == ["strength"]


async def test_an_active_plan_stays_and_the_prepared_one_does_not_come_in_parts(gym: Gym) -> None:
    await change(gym, workouts, gym.prepared, status=WorkoutStatus.PLANNED)
    await start_with(gym, macrocycles)
    (mine,) = await gym.rows(macrocycles, gym.ana)
    await gym.arrive()
    assert await gym.rows(macrocycles, gym.ana) == [mine]
    for name in ("mesocycles", "training_blocks", "adaptations", "macrocycle_maxes", "workouts"):
        assert await gym.rows(metadata.tables[name], gym.ana) == [], name
    injuries = await gym.rows(metadata.tables["disruptions"], gym.ana)
    assert [row["macrocycle_id"] for row in injuries] == [None], "an injury is true without any plan"


async def test_a_prepared_plan_follows_those_that_have_ended(gym: Gym) -> None:
    ended = {"status": MacrocycleStatus.COMPLETED, "ended_on": date(2026, 11, 5)}
    await start_with(gym, macrocycles, version=7, **ended)
    await gym.arrive()
    versions = [(row["version"], row["ended_on"] is None) for row in await gym.rows(macrocycles, gym.ana)]
    assert sorted(versions) == [(7, False), (9, True)]  # the placeholder's own was its second


async def test_where_the_athlete_trains_now_stays_and_another_place_is_added(gym: Gym) -> None:
    await start_with(gym, kits, place="Home")
    await gym.arrive()
    places = {row["place"]: row["is_current"] for row in await gym.rows(kits, gym.ana)}
    assert places == {"Home": True, "kits.place of Somebody": False}


async def test_a_place_that_the_athlete_knows_keeps_the_athletes_kit(gym: Gym) -> None:
    await start_with(gym, kits, place="kits.place of Somebody", is_current=False)
    (mine,) = await gym.rows(kits, gym.ana)
    await gym.arrive()
    assert await gym.rows(kits, gym.ana) == [mine]


async def test_an_order_that_the_athlete_has_made_is_not_mixed_up(gym: Gym) -> None:
    await change(gym, auxiliary_pool, gym.prepared, main_exercise_id=1)
    await start_with(gym, auxiliary_pool, main_exercise_id=1, exercise_id=3)
    await gym.arrive()
    assert [row["exercise_id"] for row in await gym.rows(auxiliary_pool, gym.ana)] == [3]


async def test_two_exercises_of_one_name_stand_side_by_side(gym: Gym) -> None:
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        curl: ColumnElement[bool] = exercises.c.athlete_id == gym.prepared.athlete_id
        await tx.run(update(exercises).where(curl).values(key="ana curl", name="Ana curl"))
        await give(tx, gym.ana, exercises)
        await tx.run(
            update(exercises)
            .where(exercises.c.id == gym.ana.rows["exercises"]["id"])
            .values(key="ana curl", name="Ana curl")
        )
    (theirs,) = await gym.rows(exercises, gym.prepared)
    await gym.arrive()
    names = [row["name"] for row in await gym.rows(exercises, gym.ana)]
    assert sorted(names) == ["Ana curl", f"Ana curl {theirs['id']}"]
    assert [row["exercise_id"] for row in await gym.rows(maxes, gym.ana)] == [theirs["id"]]


async def test_documents_arrive_as_they_were_written(gym: Gym) -> None:
    documents = [(t, c) for t in OF_ATHLETES for c in t.columns if isinstance(c.type, Document)]
    before = [(await gym.rows(t, gym.prepared))[0][c.name] for t, c in documents]
    await gym.arrive()
    assert [(await gym.rows(t, gym.ana))[0][c.name] for t, c in documents] == before


async def test_the_system_sees_all_only_while_things_arrive(gym: Gym) -> None:
    async with gym.db.transaction() as tx:
        with pytest.raises(ZeroDivisionError):
            async with as_system(tx):
                raise ZeroDivisionError
        assert (await tx.run(select(profiles))).all() == []
        await arriving.arrive(tx, gym.prepared.athlete_id, gym.ana.athlete_id)
        assert (await tx.run(select(profiles))).all() == []
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        await tx.run(delete(athletes).where(athletes.c.id == gym.ana.athlete_id))
