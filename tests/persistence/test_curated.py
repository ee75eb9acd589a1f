"""The curated library: what stands in it holds together, and it reaches the database without disturbing it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from enum import StrEnum

import pytest
from sqlalchemy import delete, select

from core.engine.choice import allowed
from core.engine.kits import KITS
from core.engine.loads import UNLOADED_MODES, can_do, loadable_steps_g
from core.engine.models import (
    Equipment,
    Laterality,
    LoadMode,
    Muscle,
    Pattern,
    Sport,
    TrainingAge,
)
from core.persistence import library
from core.persistence.database import Database, Transaction
from core.persistence.library import CURATED, REGIONS, curated, curated_progressions
from core.persistence.tables import (
    exercise_aliases,
    exercise_muscles,
    exercise_progressions,
    exercises,
    muscle_groups,
)
from core.services.library import normal
from core.services.progressions import leads_to

LIBRARY = tuple(curated())
LINKS = curated_progressions()
BY_KEY = {line.exercise.key: line for line in LIBRARY}
SPANISH = set("áéíóúñ")
COMMON = 100  # exercises that can be typed in three languages


def test_there_are_enough_exercises_and_no_two_are_one() -> None:
    assert len(LIBRARY) >= 320
    assert len(BY_KEY) == len(LIBRARY)
    assert len({normal(line.name) for line in LIBRARY}) == len(LIBRARY)


def test_every_exercise_has_a_prime_mover_and_helpers_count_half() -> None:
    for line in LIBRARY:
        shares = line.exercise.muscles.values()
        assert max(shares) == 1.0, line.name
        assert set(shares) <= {0.5, 1.0}, line.name


def test_every_exercise_can_be_typed_shorter_or_otherwise_than_its_name() -> None:
    for line in LIBRARY:
        assert {normal(alias) for alias in line.aliases} - {normal(line.name), ""}, line.name


def test_the_common_ones_can_be_typed_in_three_languages() -> None:
    def is_cyrillic(alias: str) -> bool:
        return any("а" <= letter <= "я" for letter in alias)

    assert sum(any(map(is_cyrillic, line.aliases)) for line in LIBRARY) >= COMMON
    assert sum(any(SPANISH & set(alias) for alias in line.aliases) for line in LIBRARY) >= COMMON / 4
    for key in ("back_squat", "bench_press", "deadlift", "pull_up", "farmers_walk", "run", "plank"):
        assert any(map(is_cyrillic, BY_KEY[key].aliases)), key


@pytest.mark.parametrize(
    ("kind", "used"),
    [
        (Pattern, {line.exercise.pattern for line in LIBRARY}),
        (Equipment, {line.exercise.equipment for line in LIBRARY}),
        (LoadMode, {line.exercise.load_mode for line in LIBRARY}),
        (Laterality, {line.exercise.laterality for line in LIBRARY}),
        (Sport, {line.exercise.sport for line in LIBRARY}),
        (TrainingAge, {line.exercise.min_training_age for line in LIBRARY}),
        (Muscle, {muscle for line in LIBRARY for muscle, f in line.exercise.muscles.items() if f == 1.0}),
    ],
)
def test_there_is_something_of_every_kind(kind: type[StrEnum], used: set[StrEnum]) -> None:
    assert used == set(kind)


def test_a_load_mode_fits_what_the_exercise_is_done_with() -> None:
    loose = {LoadMode.TIMED, LoadMode.DISTANCE, LoadMode.BODY_WEIGHT}
    fitting = {
        Equipment.BARBELL: {LoadMode.BAR, LoadMode.STACK},  # or a plate of it, in the hands
        Equipment.DUMBBELL: {LoadMode.PER_HAND},
        Equipment.KETTLEBELL: {LoadMode.PER_HAND},
        Equipment.MACHINE: {LoadMode.STACK, LoadMode.ASSISTED},
        Equipment.CABLE: {LoadMode.STACK},
        Equipment.SMITH: {LoadMode.STACK},
        Equipment.EZ_BAR: {LoadMode.BAR},
        Equipment.TRAP_BAR: {LoadMode.BAR},
        Equipment.LANDMINE: {LoadMode.STACK},
        Equipment.BAND: {LoadMode.BAND},
        Equipment.MEDICINE_BALL: {LoadMode.STACK},
        Equipment.SANDBAG: {LoadMode.STACK},
    }
    for line in LIBRARY:
        one = line.exercise
        assert one.load_mode in fitting.get(one.equipment, set()) | loose, line.name


def test_progressions_are_many_and_never_go_in_a_circle() -> None:
    assert len(LINKS) >= 60
    assert {key for link in LINKS for key in link} <= BY_KEY.keys()
    assert [link for link in LINKS if leads_to(LINKS, link[1], link[0])] == []


def test_nothing_harder_asks_for_less_training_than_what_leads_to_it() -> None:
    for easier, harder in LINKS:
        assert allowed(BY_KEY[harder].exercise.min_training_age, BY_KEY[easier].exercise), (easier, harder)


async def test_every_muscle_has_its_region(db: Database) -> None:
    async with db.transaction() as tx:
        rows = await tx.run(select(muscle_groups.c.muscle, muscle_groups.c.region))
        assert {row.muscle: row.region for row in rows} == REGIONS
    assert set(REGIONS) == set(Muscle)


class Undo(Exception):
    """Ends a transaction without a trace."""


@asynccontextmanager
async def undone(db: Database) -> AsyncIterator[Transaction]:
    """A transaction that leaves the library as it was."""
    with suppress(Undo):
        async with db.transaction() as tx:
            yield tx
            raise Undo


async def offered(tx: Transaction) -> dict[str, int]:
    """The curated exercises on offer: ids by key."""
    rows = await tx.run(
        select(exercises.c.key, exercises.c.id).where(CURATED, exercises.c.archived_at.is_(None))
    )
    return {row.key: row.id for row in rows}


async def details(tx: Transaction) -> list[list[tuple[object, ...]]]:
    """Every row that hangs on an exercise, with its own id: one that was written anew has another."""
    tables = (exercise_aliases, exercise_muscles, exercise_progressions)
    return [sorted(map(tuple, await tx.run(select(table)))) for table in tables]


async def test_what_is_written_is_what_the_database_offers(db: Database) -> None:
    async with undone(db) as tx:
        assert (await offered(tx)).keys() == BY_KEY.keys()
        aliases, shares, links = await details(tx)
        assert len(aliases) == sum(len(line.aliases) for line in LIBRARY)
        assert len(shares) == sum(len(line.exercise.muscles) for line in LIBRARY)
        assert len(links) == len(LINKS)


async def test_their_order_in_the_database_is_the_order_in_which_they_are_written(db: Database) -> None:
    """A plan takes the first that fits, and the database knows the order by the ids alone."""
    async with undone(db) as tx:
        ids = await offered(tx)
        await tx.run(delete(exercises))
        await library.sync(tx, LIBRARY, LINKS)
        anew = await offered(tx)
        assert ids != anew
        assert sorted(anew, key=lambda key: anew[key]) == list(BY_KEY)


async def test_syncing_again_writes_nothing(db: Database) -> None:
    async with undone(db) as tx:
        before = await offered(tx), await details(tx)
        await library.sync(tx, LIBRARY, LINKS)
        assert (await offered(tx), await details(tx)) == before


async def test_a_changed_line_keeps_its_id_and_leaves_the_others_alone(db: Database) -> None:
    squat = BY_KEY["back_squat"]
    exercise = replace(squat.exercise, muscles={Muscle.QUADS: 1.0}, sport=Sport.STRENGTH)
    changed = replace(squat, exercise=exercise, name="Squat", aliases=("low bar",))
    async with undone(db) as tx:
        ids, before = await offered(tx), await details(tx)
        await library.sync(tx, (changed, *LIBRARY[1:]), LINKS)
        assert await offered(tx) == ids
        row = (await tx.run(select(exercises).where(exercises.c.id == ids["back_squat"]))).one()
        assert (row.name, row.sport) == ("Squat", Sport.STRENGTH)
        after = await details(tx)
        for old, new in zip(before[:2], after[:2], strict=True):
            assert [r for r in old if r[1] != row.id] == [r for r in new if r[1] != row.id]
        assert [r[1:] for r in after[0] if r[1] == row.id] == [(row.id, "low bar")]
        assert [r[1:] for r in after[1] if r[1] == row.id] == [(row.id, Muscle.QUADS, 1.0)]


async def test_what_is_not_written_any_more_is_archived_and_comes_back_as_itself(db: Database) -> None:
    async with undone(db) as tx:
        ids = await offered(tx)
        rest = [line for line in LIBRARY if line.exercise.key != "pull_up"]
        links = {link for link in LINKS if "pull_up" not in link}
        await library.sync(tx, rest, links)
        assert ids.keys() - (await offered(tx)).keys() == {"pull_up"}
        assert len((await details(tx))[2]) == len(links)
        await library.sync(tx, LIBRARY, LINKS)
        assert await offered(tx) == ids
        assert len((await details(tx))[2]) == len(LINKS)


def test_what_has_no_loadable_steps_is_not_planned() -> None:
    for line in LIBRARY:
        one = line.exercise
        for kit in KITS.values():
            if one.load_mode not in UNLOADED_MODES and not loadable_steps_g(kit, one):
                assert not can_do(kit, one), line.name
