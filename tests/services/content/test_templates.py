"""Session templates: whose they are, who may change them, how they are copied, when they can go."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from sqlalchemy import insert, select

from core.engine.models import PrescribedSet, Reps, Sport
from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database
from core.persistence.tables import session_templates
from core.persistence.tables.people import MemberRole
from core.services import library
from core.services.content import groups, programs, reading, schedule, session_exercises, templates
from tests.builders import NOW, athlete
from tests.services.content.conftest import Gym

FIVE = (PrescribedSet(amount=Reps(reps=5)),)


async def curated(gym: Gym) -> int:
    """A template that comes with the product."""
    async with gym.db.transaction() as tx:
        made = insert(session_templates).values(name="Warm-up").returning(session_templates.c.id)
        return int((await tx.run(made)).scalar_one())


async def names(gym: Gym) -> list[str]:
    return [head.name for head in await gym.do(templates.listed)]


async def test_a_template_is_made_renamed_noted_archived_and_restored(gym: Gym) -> None:
    made = await gym.do(templates.make, gym.organization_id, " Legs ", NOW, sport=Sport.POWERLIFTING)
    assert await names(gym) == ["Legs"]
    await gym.do(templates.rename, made, "Lower", NOW)
    await gym.do(templates.write_note, made, "Slowly.", NOW)
    whole = await gym.do(reading.template, made)
    assert (whole.name, whole.note, whole.sport, whole.groups) == ("Lower", "Slowly.", Sport.POWERLIFTING, ())
    await gym.do(templates.archive, made, NOW)
    assert await names(gym) == []
    await gym.do(templates.restore, made, NOW)
    assert await names(gym) == ["Lower"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
async def test_a_name_has_its_length(gym: Gym, name: str) -> None:
    with pytest.raises(Refused, match="name_length"):
        await gym.do(templates.make, gym.organization_id, name, NOW)


@pytest.mark.parametrize("role", list(MemberRole))
async def test_any_role_in_the_organization_may_write(gym: Gym, role: MemberRole) -> None:
    made = await gym.template(1)
    lee = await gym.colleague(2, "Lee", role)
    async with gym.db.transaction() as tx:
        await templates.rename(tx, lee, made, "Lee's", NOW)
        await templates.make(tx, lee, gym.organization_id, "Another", NOW)


async def test_a_stranger_neither_sees_nor_changes_what_an_organization_has(gym: Gym, db: Database) -> None:
    made = await gym.template(2)
    stranger = await athlete(db, 2, "Sam")
    edits: list[Callable[..., Coroutine[Any, Any, object]]] = [
        lambda tx: templates.make(tx, stranger, gym.organization_id, "Mine", NOW),
        lambda tx: templates.rename(tx, stranger, made, "Mine", NOW),
        lambda tx: templates.archive(tx, stranger, made, NOW),
        lambda tx: templates.remove(tx, stranger, made, NOW),
        lambda tx: groups.add(tx, stranger, made, gym.exercises[:1], NOW),
        lambda tx: session_exercises.prescribe(tx, stranger, made, 1, FIVE, NOW),
        lambda tx: templates.clone(tx, stranger, made, gym.organization_id, "Mine", NOW),
    ]
    for edit in edits:
        with pytest.raises(NotAllowed):
            async with db.transaction() as tx:
                await edit(tx)
    async with db.transaction() as tx:
        assert await templates.listed(tx, stranger) == []
        with pytest.raises(NotFound):
            await reading.template(tx, stranger, made)


async def test_what_comes_with_the_product_is_read_and_copied_but_not_changed(gym: Gym) -> None:
    comes_along = await curated(gym)
    assert await names(gym) == ["Warm-up"]
    with pytest.raises(NotAllowed):
        await gym.do(templates.rename, comes_along, "Mine", NOW)
    copied = await gym.do(templates.clone, comes_along, gym.organization_id, "Mine", NOW)
    await gym.do(templates.rename, copied, "Mine too", NOW)
    assert await names(gym) == ["Mine too", "Warm-up"]


async def test_a_copy_has_everything_and_goes_its_own_way(gym: Gym) -> None:
    made = await gym.template(2, 1)
    original = await gym.do(reading.template, made)
    first = original.groups[0].exercises[0]
    await gym.do(groups.rename, made, original.groups[1].id, "Heavy block", NOW)
    await gym.do(session_exercises.prescribe, made, first.id, FIVE, NOW)
    await gym.do(session_exercises.prescribe, made, first.id, (), NOW, week=3)
    await gym.do(session_exercises.write_note, made, first.id, "Pause.", NOW)
    copied = await gym.do(templates.clone, made, gym.organization_id, "Copy", NOW)
    copy = await gym.do(reading.template, copied)
    assert [group.name for group in copy.groups] == [None, "Heavy block"]
    assert await gym.layout(copied) == await gym.layout(made)
    same = copy.groups[0].exercises[0]
    assert (same.note, same.series_of(1), same.series_of(3)) == ("Pause.", FIVE, ())
    await gym.do(session_exercises.remove, copied, same.id, NOW)
    assert await gym.layout(made) == [list(gym.exercises[:2]), [gym.exercises[2]]]


async def test_a_template_that_a_program_has_is_archived_not_deleted(gym: Gym) -> None:
    made = await gym.template(1)
    program_id = await gym.do(programs.make, gym.organization_id, "Base", 1, NOW)
    await gym.do(schedule.place, program_id, made, 1, 1, NOW)
    with pytest.raises(Refused, match="in_use"):
        await gym.do(templates.remove, made, NOW)
    unused = await gym.template(1)
    await gym.do(templates.remove, unused, NOW)
    assert [head.id for head in await gym.do(templates.listed)] == [made]


async def test_a_coachs_private_exercise_stays_out_of_what_others_train_by(gym: Gym) -> None:
    made = await gym.template(1)
    async with gym.db.transaction() as tx:
        own = await library.add_custom(tx, gym.coach, "Kim's secret curl")
    with pytest.raises(NotFound, match="exercises"):
        await gym.do(groups.add, made, [own.exercise.id], NOW)
    with pytest.raises(NotFound, match="exercises"):
        await gym.do(groups.add, made, [999_999], NOW)


async def test_what_is_written_is_authored(gym: Gym) -> None:
    made = await gym.template()
    async with gym.db.transaction() as tx:
        row = (await tx.run(select(session_templates).where(session_templates.c.id == made))).one()
    assert (row.author_user_id, row.organization_id) == (gym.coach.user_id, gym.organization_id)
    with pytest.raises(NotFound):
        await gym.do(templates.rename, made + 1000, "Nothing", NOW)
