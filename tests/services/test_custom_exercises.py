"""An organization's own exercises: made and archived by its members, and linked from easier to harder."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.engine.models import Laterality, Muscle, TrainingAge
from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database, Transaction
from core.persistence.tables import exercises
from core.services import coaching, custom_exercises, library, lines, live, progressions
from core.services.access import Actor, scope
from core.services.library import Named
from core.services.lines import TypedLine
from core.services.set_rows import Origin
from core.services.training import Logged
from tests.builders import NOW, athlete, coach_of
from tests.services.test_library import GARAGE_LIFT


async def organization(db: Database, coach: Actor) -> int:
    async with db.transaction() as tx:
        return await coaching.become_coach(tx, coach, NOW)


async def added(tx: Transaction, coach: Actor, organization_id: int, *names: str) -> list[int]:
    """Exercises by these names: their ids."""
    new = [replace(GARAGE_LIFT, name=name, aliases=()) for name in names]
    made = [await custom_exercises.add(tx, coach, organization_id, one, NOW) for one in new]
    return [named.exercise.id for named in made]


async def curated_id(tx: Transaction, key: str) -> int:
    c = exercises.c
    found: int = (await tx.run(select(c.id).where(c.key == key, c.organization_id.is_(None)))).scalar_one()
    return found


def keys(named: tuple[Named, ...]) -> set[str]:
    return {each.exercise.key for each in named}


async def test_a_new_exercise_is_what_its_author_wrote(db: Database) -> None:
    kim = await athlete(db)
    ours = await organization(db, kim)
    written = replace(GARAGE_LIFT, laterality=Laterality.UNILATERAL, min_training_age=TrainingAge.ADVANCED)
    async with db.transaction() as tx:
        lift = await custom_exercises.add(tx, kim, ours, written, NOW)
        row = (await tx.run(select(exercises).where(exercises.c.id == lift.exercise.id))).one()
    assert lift.name == "Garage yoke lift"
    assert lift.exercise.muscles == {Muscle.CORE: 1.0, Muscle.QUADS: 0.5}
    assert (lift.exercise.laterality, lift.exercise.min_training_age) == ("unilateral", "advanced")
    assert (row.author_user_id, row.organization_id, row.created_at) == (kim.user_id, ours, NOW)


@pytest.mark.parametrize("name", ["Garage yoke lift", "garage YOKE-lifts", "  Garage   yoke lift "])
async def test_a_name_that_means_the_same_is_taken(db: Database, name: str) -> None:
    kim, lee = await athlete(db, 1, "Kim"), await athlete(db, 2, "Lee")
    ours, theirs = await organization(db, kim), await organization(db, lee)
    async with db.transaction() as tx:
        lift = await custom_exercises.add(tx, kim, ours, GARAGE_LIFT, NOW)
        await custom_exercises.archive(tx, kim, lift.exercise.id, NOW)
    with pytest.raises(Refused) as refused:
        async with db.transaction() as tx:
            await custom_exercises.add(tx, kim, ours, replace(GARAGE_LIFT, name=name), NOW)
    assert refused.value.facts["why"] == "exercise_name_taken"
    async with db.transaction() as tx:
        await custom_exercises.add(tx, lee, theirs, replace(GARAGE_LIFT, name=name), NOW)


async def test_a_clone_is_the_same_exercise_by_another_name_and_lives_by_itself(db: Database) -> None:
    kim = await athlete(db)
    ours = await organization(db, kim)
    async with db.transaction() as tx:
        squat = await curated_id(tx, "back_squat")
        source = (await library.load(tx, kim, [squat]))[squat]
        clone = await custom_exercises.clone(tx, kim, squat, ours, "Competition squat", NOW)
        row = (await tx.run(select(exercises).where(exercises.c.id == clone.exercise.id))).one()
        assert row.cloned_from_id == squat
        assert replace(clone.exercise, id=squat, key="back_squat") == source.exercise
        await custom_exercises.archive(tx, kim, clone.exercise.id, NOW)
        assert squat in await library.load(tx, kim)


async def test_only_members_may_add_clone_archive_or_restore(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    ours = await organization(db, kim)
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        (lift,) = await added(tx, kim, ours, "Garage yoke lift")
        squat = await curated_id(tx, "back_squat")
        with pytest.raises(NotAllowed):
            await custom_exercises.add(tx, ana, ours, GARAGE_LIFT, NOW)
        with pytest.raises(NotAllowed):
            await custom_exercises.clone(tx, ana, squat, ours, "My squat", NOW)
        for exercise_id in (lift, squat):
            with pytest.raises(NotAllowed):
                await custom_exercises.archive(tx, ana, exercise_id, NOW)
            with pytest.raises(NotAllowed):
                await custom_exercises.restore(tx, ana, exercise_id)
        with pytest.raises(NotAllowed):
            await custom_exercises.archive(tx, kim, squat, NOW)


async def test_what_cannot_be_seen_cannot_be_cloned_or_archived(db: Database) -> None:
    kim, lee = await athlete(db, 1, "Kim"), await athlete(db, 2, "Lee")
    ours, theirs = await organization(db, kim), await organization(db, lee)
    async with db.transaction() as tx:
        (lift,) = await added(tx, kim, ours, "Garage yoke lift")
        with pytest.raises(NotFound):
            await custom_exercises.clone(tx, lee, lift, theirs, "Stolen lift", NOW)
        with pytest.raises(NotFound):
            await custom_exercises.archive(tx, lee, lift, NOW)


async def test_an_archived_exercise_is_not_offered_but_history_keeps_its_name(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    ours = await organization(db, kim)
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        lift = (await custom_exercises.add(tx, kim, ours, GARAGE_LIFT, NOW)).exercise.id
        line = TypedLine(text="gyl 60x5@8", at=NOW, origin=Origin(bot_id=1, message_id=1))
        assert isinstance(await lines.log_line(tx, ana, line, NOW), Logged)
        await custom_exercises.archive(tx, kim, lift, NOW)
        (link,) = await coaching.coaches(tx, ana)
        await coaching.end_link(tx, ana, link.link_id, NOW)
    async with db.transaction() as tx:
        await scope(tx, ana)
        workout = await live.read(tx, ana)
        assert workout is not None
        assert [exercise.name for exercise in workout.exercises] == ["Garage yoke lift"]
        assert (await library.load(tx, ana, [lift]))[lift].name == "Garage yoke lift"
        assert lift not in await library.load(tx, ana)
        assert (await library.find(tx, ana, "gyl")).found is None
        await custom_exercises.restore(tx, kim, lift)
        assert lift in await library.load(tx, kim)


async def test_a_link_can_be_followed_both_ways(db: Database) -> None:
    kim = await athlete(db)
    ours = await organization(db, kim)
    async with db.transaction() as tx:
        easy, hard = await added(tx, kim, ours, "Garage push", "Garage shove")
        push_up = await curated_id(tx, "push_up")
        await progressions.link(tx, kim, easy, hard)
        await progressions.link(tx, kim, easy, hard)
        await progressions.link(tx, kim, push_up, easy)
        assert keys(await progressions.harder(tx, kim, easy)) == {"garage_shove"}
        assert keys(await progressions.easier(tx, kim, hard)) == {"garage_push"}
        assert keys(await progressions.easier(tx, kim, easy)) == {"push_up"}
        await custom_exercises.archive(tx, kim, hard, NOW)
        assert await progressions.harder(tx, kim, easy) == ()
        await custom_exercises.restore(tx, kim, hard)
        await progressions.unlink(tx, kim, easy, hard)
        assert await progressions.harder(tx, kim, easy) == ()


async def test_a_link_of_another_organization_is_not_followed(db: Database) -> None:
    kim, lee = await athlete(db, 1, "Kim"), await athlete(db, 2, "Lee")
    ours = await organization(db, kim)
    async with db.transaction() as tx:
        (hard,) = await added(tx, kim, ours, "Garage shove")
        push_up = await curated_id(tx, "push_up")
        await progressions.link(tx, kim, push_up, hard)
        assert "garage_shove" in keys(await progressions.harder(tx, kim, push_up))
        assert "garage_shove" not in keys(await progressions.harder(tx, lee, push_up))


async def test_a_circle_is_refused_however_long(db: Database) -> None:
    kim = await athlete(db)
    ours = await organization(db, kim)
    async with db.transaction() as tx:
        first, second = await added(tx, kim, ours, "Garage one", "Garage two")
        easy, hard = await curated_id(tx, "wall_push_up"), await curated_id(tx, "one_arm_push_up")
        await progressions.link(tx, kim, first, easy)
        await progressions.link(tx, kim, hard, second)
        for easier_id, harder_id in ((second, first), (second, easy), (hard, first), (first, first)):
            with pytest.raises(Refused) as refused:
                await progressions.link(tx, kim, easier_id, harder_id)
            assert refused.value.facts["why"] == "progression_cycle"


async def test_two_links_at_the_same_moment_cannot_make_a_circle(db: Database) -> None:
    kim = await athlete(db)
    ours = await organization(db, kim)
    async with db.transaction() as tx:
        one, two = await added(tx, kim, ours, "Garage one", "Garage two")

    async def turned_round() -> None:
        async with db.transaction() as other:
            await progressions.link(other, kim, two, one)

    async with db.transaction() as tx:
        await progressions.link(tx, kim, one, two)
        second = asyncio.create_task(turned_round())
        while not second.done() and not await waits_for_a_lock(db):
            pass
    with pytest.raises(Refused):
        await second


async def waits_for_a_lock(db: Database) -> bool:
    """Whether somebody waits for what another transaction holds."""
    async with db.transaction() as tx:
        return bool(await tx.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))


async def test_links_are_made_by_members_and_within_one_organization(db: Database) -> None:
    kim, ana = await athlete(db, 1, "Kim"), await athlete(db, 2, "Ana")
    ours = await organization(db, kim)
    await coach_of(db, kim, ana)
    async with db.transaction() as tx:
        one, two = await added(tx, kim, ours, "Garage one", "Garage two")
        push_up, dip = await curated_id(tx, "push_up"), await curated_id(tx, "dip")
        for actor, easier_id, harder_id in ((ana, one, two), (kim, push_up, dip)):
            with pytest.raises(NotAllowed):
                await progressions.link(tx, actor, easier_id, harder_id)
            with pytest.raises(NotAllowed):
                await progressions.unlink(tx, actor, easier_id, harder_id)
