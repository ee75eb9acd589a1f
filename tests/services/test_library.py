"""Finding an exercise: by name, by alias, nearly so; and by nobody who may not see it."""

import pytest
from sqlalchemy import insert

from core.engine.models import Equipment, LoadMode, Muscle, Pattern
from core.persistence.database import Database
from core.persistence.tables import memberships
from core.persistence.tables.people import MemberRole
from core.services import access, coaching, custom_exercises, library
from core.services.access import Actor
from core.services.custom_exercises import NewExercise
from core.services.library import Match, Named
from tests.builders import NOW, athlete, coach_of

GARAGE_LIFT = NewExercise(
    name="Garage yoke lift",
    pattern=Pattern.CARRY,
    equipment=Equipment.BARBELL,
    load_mode=LoadMode.BAR,
    muscles={Muscle.CORE: 1.0, Muscle.QUADS: 0.5},
    aliases=("gyl",),
)


async def found(db: Database, actor: Actor, typed: str) -> Match:
    async with db.transaction() as tx:
        return await library.find(tx, actor, typed)


def keys(match: Match) -> list[str]:
    return [named.exercise.key for named in match.suggestions]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("bp", "bench_press"),
        ("Bench Press", "bench_press"),
        ("incline db", "incline_dumbbell_press"),
        ("RDLs", "romanian_deadlift"),
        ("pull ups", "pull_up"),
        ("Pull-Ups", "pull_up"),
        ("farmers walk", "farmers_walk"),
        ("SSB", "safety_bar_squat"),
        ("hexbar deadlift", "trap_bar_deadlift"),
        ("Toes to bar", "toes_to_bar"),
        ("dominadas asistidas", "assisted_pull_up"),
        ("paseo del granjero", "farmers_walk"),
        ("становая", "deadlift"),
        ("Жим лёжа", "bench_press"),
        ("жим лежа", "bench_press"),
        ("беговая дорожка", "treadmill_run"),
    ],
)
async def test_a_name_or_an_alias_is_found_however_it_is_written(db: Database, typed: str, key: str) -> None:
    match = await found(db, await athlete(db), typed)
    assert match.found is not None
    assert match.found.exercise.key == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("sqaut", "back_squat"),
        ("bnech", "bench_press"),
        ("benchpress", "bench_press"),
        ("deadlfit", "deadlift"),
        ("romanain deadlift", "romanian_deadlift"),
        ("deadlift romanian", "romanian_deadlift"),
        ("bulgarain split squat", "bulgarian_split_squat"),
        ("kettelbell swing", "kettlebell_swing"),
        ("latpulldown", "lat_pulldown"),
        ("farmer wlak", "farmers_walk"),
        ("sentadila", "back_squat"),
        ("prensa de pierna", "leg_press"),
        ("жимлежа", "bench_press"),
        ("подтягивния", "pull_up"),
    ],
)
async def test_a_misspelt_name_is_offered_first_and_taken_by_a_tap(
    db: Database, typed: str, key: str
) -> None:
    match = await found(db, await athlete(db), typed)
    suggested = [match.found.exercise.key] if match.found else keys(match)
    assert suggested[0] == key


@pytest.mark.parametrize("typed", ["qwertzuiop", "my dog", "x", "", "🏋️"])
async def test_what_is_like_nothing_finds_nothing(db: Database, typed: str) -> None:
    assert await found(db, await athlete(db), typed) == Match(None)


async def test_a_name_in_the_athletes_own_language_is_found(db: Database) -> None:
    ana = await athlete(db)
    translated = {library.normal("Talones en Smith"): "smith_calf_raise"}
    async with db.transaction() as tx:
        assert (await library.find(tx, ana, "talones en smith")).found is None
        exact = await library.find(tx, ana, "talones en smith", translated)
        near = await library.find(tx, ana, "talons en smith", translated)
    assert exact.found is not None
    assert exact.found.exercise.key == "smith_calf_raise"
    assert keys(near)[0] == "smith_calf_raise"


async def test_an_athletes_own_exercise_goes_before_a_curated_alias(db: Database) -> None:
    ana, boris = await athlete(db, 1, "Ana"), await athlete(db, 2, "Boris")
    async with db.transaction() as tx:
        own = await library.add_custom(tx, ana, "Garage press")
        assert (await library.add_custom(tx, ana, "garage presses")).exercise.id != own.exercise.id
        assert await library.add_custom(tx, ana, "GARAGE  PRESS") == own
    assert (await found(db, ana, "garage press")).found == own
    assert (await found(db, boris, "garage press")).found is None


async def test_an_exercise_says_everything_that_is_written_of_it(db: Database) -> None:
    match = await found(db, await athlete(db), "suitcase carry")
    assert match.found is not None
    carry = match.found.exercise
    assert (carry.pattern, carry.equipment, carry.load_mode) == ("carry", "dumbbell", "timed")
    assert (carry.laterality, carry.sport, carry.min_training_age) == ("unilateral", "strength", "beginner")
    assert carry.muscles[Muscle.CORE] == 1.0


async def garage(db: Database, coach: Actor) -> tuple[int, Named]:
    """A coach's organization with an exercise of its own."""
    async with db.transaction() as tx:
        organization_id = await coaching.become_coach(tx, coach, NOW)
        return organization_id, await custom_exercises.add(tx, coach, organization_id, GARAGE_LIFT, NOW)


async def test_an_organizations_exercise_is_seen_by_its_members_and_athletes_alone(db: Database) -> None:
    kim, lee = await athlete(db, 1, "Kim"), await athlete(db, 2, "Lee")
    ana, boris = await athlete(db, 3, "Ana"), await athlete(db, 4, "Boris")
    organization_id, lift = await garage(db, kim)
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        row = {"organization_id": organization_id, "user_id": lee.user_id, "role": MemberRole.ADMIN}
        await tx.run(insert(memberships).values(row))
    for sees in (kim, lee, ana):
        assert (await found(db, sees, "gyl")).found == lift, sees.name
    async with db.transaction() as tx:
        assert lift.exercise.id in await library.load(tx, ana)
        assert lift.exercise.id not in await library.load(tx, boris)
        assert await library.load(tx, boris, [lift.exercise.id]) == {}
    assert (await found(db, boris, "gyl")).found is None
    assert keys(await found(db, boris, "garage yoke lift")) == []


async def test_a_coach_who_looks_at_an_athlete_sees_what_the_athlete_sees(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        own = await library.add_custom(tx, ana, "Garage press")
        assert own.exercise.id in await library.load(tx, access.seen_as(kim, ana.athlete_id))
        assert own.exercise.id not in await library.load(tx, kim)


async def test_when_the_coaching_ends_the_exercise_is_no_longer_offered(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    await garage(db, kim)
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        (link,) = await coaching.coaches(tx, ana)
        await coaching.end_link(tx, ana, link.link_id, NOW)
    assert (await found(db, ana, "gyl")).found is None
