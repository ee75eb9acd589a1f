"""Programs: sessions in weeks and days, reused, versioned, kept for whoever trains by them."""

import asyncio

import pytest
from sqlalchemy import insert

from bot.ops import wire
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import PrescribedSet, ProgramContent, Reps, Rpe
from core.errors import NotAllowed, NotFound, Refused
from core.persistence.database import Database, DatabaseRole
from core.persistence.tables import programs as programs_table
from core.persistence.tables import workouts
from core.persistence.tables.people import MemberRole
from core.services import privacy
from core.services.content import groups, programs, reading, schedule, session_exercises, templates
from tests.builders import NOW, athlete, coach_of
from tests.services.content.conftest import Gym, check_orders

TRIPLE = (PrescribedSet(amount=Reps(reps=3), intensity=Rpe(rpe=8)),)


async def program(gym: Gym, weeks: int = 2, name: str = "Base") -> int:
    return await gym.do(programs.make, gym.organization_id, name, weeks, NOW)


def places(whole: ProgramContent) -> list[tuple[int, int, str]]:
    """Week, day and name of each session."""
    return [(s.week, s.day_of_week, whole.templates[s.session_template_id].name) for s in whole.sessions]


async def test_sessions_stand_in_weeks_and_days_in_order(gym: Gym) -> None:
    lower, upper = await gym.template(1, name="Lower"), await gym.template(1, name="Upper")
    made = await program(gym)
    first = await gym.do(schedule.place, made, lower, 1, 1, NOW)
    await gym.do(schedule.place, made, upper, 1, 1, NOW, at=0)
    await gym.do(schedule.place, made, upper, 1, 4, NOW)
    last = await gym.do(schedule.place, made, lower, 2, 1, NOW)
    whole = await gym.do(reading.program, made)
    assert places(whole) == [(1, 1, "Upper"), (1, 1, "Lower"), (1, 4, "Upper"), (2, 1, "Lower")]
    assert [session.id for session in whole.of_week(2)] == [last]
    await gym.do(schedule.move, made, last, 1, 4, NOW, at=0)
    await gym.do(schedule.move, made, first, 1, 1, NOW, at=0)
    whole = await gym.do(reading.program, made)
    assert places(whole) == [(1, 1, "Lower"), (1, 1, "Upper"), (1, 4, "Lower"), (1, 4, "Upper")]
    await gym.do(schedule.remove, made, first, NOW)
    assert places(await gym.do(reading.program, made))[0] == (1, 1, "Upper")
    await check_orders(gym)


@pytest.mark.parametrize(
    ("week", "day", "why"),
    [(3, 1, "week_outside"), (0, 1, "out_of_range"), (1, 0, "out_of_range"), (1, 8, "out_of_range")],
)
async def test_a_session_stands_in_a_week_and_on_a_day_that_there_is(
    gym: Gym, week: int, day: int, why: str
) -> None:
    template, made = await gym.template(1), await program(gym)
    with pytest.raises(Refused, match=why):
        await gym.do(schedule.place, made, template, week, day, NOW)
    placed = await gym.do(schedule.place, made, template, 1, 1, NOW)
    with pytest.raises(Refused, match=why):
        await gym.do(schedule.move, made, placed, week, day, NOW)


async def test_a_day_is_full_some_time(gym: Gym) -> None:
    template, made = await gym.template(1), await program(gym)
    for _ in range(10):
        await gym.do(schedule.place, made, template, 1, 1, NOW)
    with pytest.raises(Refused, match="out_of_range"):
        await gym.do(schedule.place, made, template, 1, 1, NOW, at=0)


async def test_an_archived_template_is_not_placed_again(gym: Gym) -> None:
    template, made = await gym.template(1), await program(gym)
    await gym.do(schedule.place, made, template, 1, 1, NOW)
    await gym.do(templates.archive, template, NOW)
    with pytest.raises(NotFound, match="session_templates"):
        await gym.do(schedule.place, made, template, 1, 2, NOW)
    assert places(await gym.do(reading.program, made)) == [(1, 1, "Lower")]


async def test_a_program_grows_and_shrinks_to_what_is_in_it(gym: Gym) -> None:
    template, made = await gym.template(1), await program(gym, weeks=1)
    await gym.do(programs.resize, made, 3, NOW)
    await gym.do(schedule.place, made, template, 2, 1, NOW)
    await gym.do(programs.resize, made, 2, NOW)
    with pytest.raises(Refused, match="week_not_empty"):
        await gym.do(programs.resize, made, 1, NOW)
    with pytest.raises(Refused, match="out_of_range"):
        await gym.do(programs.resize, made, 105, NOW)


async def test_two_programs_of_a_name_are_one_too_many(gym: Gym) -> None:
    await program(gym, name="Base")
    other = await program(gym, name="Peak")
    with pytest.raises(Refused, match="program_name_taken"):
        await program(gym, name="Base")
    with pytest.raises(Refused, match="program_name_taken"):
        await gym.do(programs.rename, other, "Base", NOW)
    with pytest.raises(Refused, match="name_length"):
        await gym.do(programs.rename, other, " ", NOW)


async def test_a_new_version_changes_and_the_old_one_stays_as_it_was(gym: Gym) -> None:
    lower, upper = await gym.template(1, name="Lower"), await gym.template(1, name="Upper")
    old = await program(gym)
    for week, template in ((1, lower), (2, lower), (2, upper)):
        await gym.do(schedule.place, old, template, week, 1, NOW)
    before = await gym.do(reading.program, old)
    new = await gym.do(programs.new_version, old, NOW)
    assert places(await gym.do(reading.program, new)) == places(before)
    (group,) = before.templates[lower].groups
    await gym.do(session_exercises.prescribe, lower, group.exercises[0].id, TRIPLE, NOW)
    await gym.do(groups.add, lower, gym.exercises[3:4], NOW)
    await gym.do(templates.rename, lower, "Legs", NOW)
    after, kept = await gym.do(reading.program, new), await gym.do(reading.program, old)
    assert (kept.version, after.version) == (1, 2)
    assert places(kept) == places(before)
    assert places(after) == [(1, 1, "Legs"), (2, 1, "Legs"), (2, 1, "Upper")]
    (own,) = set(kept.templates) - {upper}
    assert upper in after.templates  # unchanged, so it is shared
    assert [len(g.exercises) for g in kept.templates[own].groups] == [1]
    assert kept.templates[own].groups[0].exercises[0].every_week == ()
    assert [s.id for s in kept.sessions] == [s.id for s in before.sessions]


async def test_versions_count_on_and_the_list_shows_the_newest(gym: Gym) -> None:
    made = await program(gym)
    both = await asyncio.gather(*(gym.do(programs.new_version, made, NOW) for _ in range(2)))
    heads = await gym.do(programs.listed)
    assert [(head.name, head.version) for head in heads] == [("Base", 3)]
    assert heads[0].id in both
    await gym.do(programs.rename, made, "Basis", NOW)
    assert [(head.name, head.version) for head in await gym.do(programs.listed)] == [("Basis", 3)]
    await gym.do(programs.archive, heads[0].id, NOW)
    assert [head.version for head in await gym.do(programs.listed)] == [2]
    await gym.do(programs.restore, heads[0].id, NOW)
    assert [head.version for head in await gym.do(programs.listed)] == [3]


async def test_what_somebody_trains_by_is_not_deleted(gym: Gym) -> None:
    template, made = await gym.template(1), await program(gym)
    placed = await gym.do(schedule.place, made, template, 1, 1, NOW)
    ana = await athlete(gym.db, 2, "Ana")
    async with gym.db.transaction(DatabaseRole.SYSTEM) as tx:
        await tx.run(
            insert(workouts).values(
                athlete_id=ana.athlete_id,
                local_date=NOW.date(),
                status=WorkoutStatus.PLANNED,
                program_session_id=placed,
            )
        )
    for use_case, args in ((programs.remove, (made,)), (schedule.remove, (made, placed))):
        with pytest.raises(Refused, match="in_use"):
            await gym.do(use_case, *args, NOW)
    await gym.do(programs.archive, made, NOW)
    assert await gym.do(programs.listed) == []
    unused = await program(gym, name="Unused")
    await gym.do(schedule.place, unused, template, 1, 1, NOW)
    await gym.do(programs.remove, unused, NOW)
    with pytest.raises(NotFound):
        await gym.do(reading.program, unused)
    assert (await gym.do(reading.template, template)).name == "Lower"


async def test_a_stranger_neither_sees_nor_changes_a_program(gym: Gym, db: Database) -> None:
    template, made = await gym.template(1), await program(gym)
    sam = await athlete(db, 2, "Sam")
    async with db.transaction() as tx:
        assert await programs.listed(tx, sam) == []
        for use_case in (programs.new_version, programs.archive, programs.remove):
            with pytest.raises(NotAllowed):
                await use_case(tx, sam, made, NOW)
        with pytest.raises(NotAllowed):
            await schedule.place(tx, sam, made, template, 1, 1, NOW)
        with pytest.raises(NotFound):
            await reading.program(tx, sam, made)


async def test_a_program_that_comes_with_the_product_is_read_only(gym: Gym) -> None:
    async with gym.db.transaction() as tx:
        curated = insert(programs_table).values(name="First steps", weeks=1).returning(programs_table.c.id)
        made = int((await tx.run(curated)).scalar_one())
    assert [head.name for head in await gym.do(programs.listed)] == ["First steps"]
    with pytest.raises(NotAllowed):
        await gym.do(programs.rename, made, "Mine", NOW)


async def test_a_whole_program_is_read_in_four_statements_however_large(gym: Gym) -> None:
    made = await program(gym, weeks=8)
    for size in range(1, 5):
        template = await gym.template(*[size] * 3)
        for week in range(1, 9):
            await gym.do(schedule.place, made, template, week, size, NOW)
    with wire.tapped(gym.db) as line:
        whole = await gym.do(reading.program, made)
        assert line.sent().statements <= 4 + 1  # and the role of the transaction
    assert (len(whole.sessions), len(whole.templates)) == (32, 4)


async def test_content_outlives_its_author(gym: Gym) -> None:
    ana = await athlete(gym.db, 2, "Ana")
    await coach_of(gym.db, gym.coach, ana)
    lee = await gym.colleague(3, "Lee", MemberRole.COACH)
    template, made = await gym.template(2), await program(gym)
    await gym.do(schedule.place, made, template, 1, 1, NOW)
    async with gym.db.transaction() as tx:
        await privacy.forget(tx, gym.coach)
    async with gym.db.transaction() as tx:
        whole = await reading.program(tx, lee, made)
        assert places(whole) == [(1, 1, "Lower")]
        rows = await tx.rows(
            "SELECT author_user_id FROM programs UNION SELECT author_user_id FROM session_templates"
        )
        assert rows == [{"author_user_id": None}]
        await programs.rename(tx, lee, made, "Lee's", NOW)
        await templates.rename(tx, lee, template, "Legs", NOW)
