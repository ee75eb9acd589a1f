"""Kits per place: the place where somebody trains decides what the next workout can load."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from core.engine import KITS
from core.engine.models import Equipment, Kit, SetKind
from core.errors import NotFound, Refused
from core.persistence.database import Database
from core.services import access, history, places, profile, training
from core.services.access import Actor
from tests.builders import NOW, athlete
from tests.services.training_days import exercise_id, opened, performed, with_maxes, workout_on

GYM = KITS["full_gym"]
GARAGE = Kit(equipment=frozenset({Equipment.BARBELL, Equipment.NONE}), bar_g=15_000, plates_g={20_000: 4})


async def add(db: Database, actor: Actor, name: str, kit: Kit = GARAGE, *, choose: bool = False) -> int:
    async with db.transaction() as tx:
        place_id = await places.add(tx, actor, name, kit, NOW)
        if choose:
            await places.choose(tx, actor, place_id)
    return place_id


async def rename(db: Database, actor: Actor, place_id: int, name: str) -> None:
    async with db.transaction() as tx:
        await places.rename(tx, actor, place_id, name, NOW)


async def choose(db: Database, actor: Actor, place_id: int) -> None:
    async with db.transaction() as tx:
        await places.choose(tx, actor, place_id)


async def kit_of(db: Database, actor: Actor) -> Kit:
    async with db.transaction() as tx:
        return (await profile.for_engine(tx, actor)).kit


async def test_switching_the_place_changes_the_loads_of_the_next_workout(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, 1, "Ana", minutes=90))
    boris = await with_maxes(db, await athlete(db, 2, "Boris", minutes=90))
    await add(db, boris, "Garage", choose=True)
    squat = await exercise_id(db, "back_squat")
    in_the_gym = {s.load_g for s in (await opened(db, ana))[squat].series if s.kind is SetKind.WORK}
    in_the_garage = {s.load_g for s in (await opened(db, boris))[squat].series}
    assert in_the_gym.isdisjoint(in_the_garage)
    assert in_the_garage <= {15_000, 55_000, 95_000, 135_000, 175_000}


async def test_without_a_place_the_kit_of_the_first_questions_counts(db: Database) -> None:
    ana = await athlete(db, kit="dumbbells")
    assert await kit_of(db, ana) == KITS["dumbbells"]
    garage = await add(db, ana, "Garage", choose=True)
    gym = await add(db, ana, "Gym", GYM)
    assert await kit_of(db, ana) == GARAGE
    async with db.transaction() as tx:
        await places.choose(tx, ana, gym)
        assert [(place.name, place.current) for place in await places.of(tx, ana)] == [
            ("Garage", False),
            ("Gym", True),
        ]
        await places.choose(tx, ana, garage)
        await places.leave(tx, ana)
    assert await kit_of(db, ana) == KITS["dumbbells"]


async def test_a_place_gets_other_things_and_another_name(db: Database) -> None:
    ana = await athlete(db)
    garage = await add(db, ana, "  Garage ", choose=True)
    async with db.transaction() as tx:
        await places.replace(tx, ana, garage, GYM, NOW)
        await places.rename(tx, ana, garage, "Home  gym", NOW)
        (place,) = await places.of(tx, ana)
    assert (place.name, place.kit, place.current) == ("Home gym", GYM, True)


async def test_an_archived_place_is_offered_no_more_and_comes_back_under_its_name(db: Database) -> None:
    ana = await athlete(db, kit="dumbbells")
    garage = await add(db, ana, "Garage", choose=True)
    async with db.transaction() as tx:
        await places.archive(tx, ana, garage, NOW)
        assert await places.of(tx, ana) == ()
    assert await kit_of(db, ana) == KITS["dumbbells"]
    with pytest.raises(Refused, match="kit_archived"):
        await choose(db, ana, garage)
    assert await add(db, ana, "Garage", GYM) == garage
    async with db.transaction() as tx:
        assert [(place.kit, place.current) for place in await places.of(tx, ana)] == [(GYM, False)]


async def test_two_places_have_two_names(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    await add(db, ana, "Garage")
    gym = await add(db, ana, "Gym")
    await add(db, boris, "Garage")
    with pytest.raises(Refused, match="place_taken"):
        await add(db, ana, "Garage")
    with pytest.raises(Refused, match="place_taken"):
        await rename(db, ana, gym, "Garage")


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
async def test_a_place_has_a_name_of_sensible_length(db: Database, name: str) -> None:
    with pytest.raises(Refused) as refused:
        await add(db, await athlete(db), name)
    assert refused.value.facts["why"] == "name_length"


@pytest.mark.parametrize(
    "kit",
    [
        replace(GYM, bar_g=-1),
        replace(GYM, plates_g={-20_000: 2}),
        replace(GYM, plates_g={20_000: -2}),
        replace(GYM, plates_g={20_000: 21}),
        replace(GYM, plates_g=dict.fromkeys(range(100, 2200, 100), 1)),
        replace(GYM, plates_g={50_000: 20}),
        replace(GYM, dumbbells_g=(-2_000,)),
        replace(GYM, stack_max_g=2_000_000),
    ],
)
async def test_loads_that_cannot_be_are_refused(db: Database, kit: Kit) -> None:
    with pytest.raises(Refused) as refused:
        await add(db, await athlete(db), "Gym", kit)
    assert refused.value.facts["why"] == "kit_loads"


async def test_nobody_moves_into_somebody_elses_place(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    hers = await add(db, ana, "Garage")
    with pytest.raises(NotFound):
        await choose(db, boris, hers)


async def test_two_choices_at_once_leave_one_current_place(db: Database) -> None:
    ana = await athlete(db)
    ids = [await add(db, ana, f"Place {number}") for number in range(4)]

    await asyncio.gather(*(choose(db, ana, place_id) for place_id in ids))
    async with db.transaction() as tx:
        assert sum(place.current for place in await places.of(tx, ana)) == 1


async def test_a_set_knows_the_place_of_its_workout(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90))
    curl = await exercise_id(db, "leg_curl")
    home = await add(db, ana, "Home", GYM, choose=True)
    workout_id = await workout_on(db, ana, NOW - timedelta(days=7), place_id=home)
    await performed(db, ana, curl, (50, 10), at=NOW - timedelta(days=7), rpe=8.0, workout_id=workout_id)
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        (done,) = await history.sets(tx, ana, exercise_ids=[curl])
    assert done.place_id == home


async def test_a_workout_remembers_the_place_where_it_was_made(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90))
    garage = await add(db, ana, "Garage", choose=True)
    await opened(db, ana)
    async with db.transaction() as tx:
        workout = await training.open_workout(tx, ana)
    assert workout.place_id == garage
