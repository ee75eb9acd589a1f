"""After any edits whatever, a session and a program are what plain lists would be: in order, without gaps."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.engine.groups import letter
from core.engine.models import SessionTemplate
from core.persistence.database import Transaction
from core.services.content import groups, programs, reading, schedule, templates
from core.services.content import session_exercises as inside
from tests.builders import NOW
from tests.services.content.conftest import Gym, check_orders

some = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Case:
    """An edit of a session that is not empty: which group, which other group, which place, which exercise."""

    tx: Transaction
    gym: Gym
    whole: SessionTemplate
    wanted: list[list[int]]
    at: int
    to: int
    place: int
    exercise: int

    @property
    def group_id(self) -> int:
        return self.whole.groups[self.at].id

    @property
    def other_id(self) -> int:
        return self.whole.groups[self.to].id

    @property
    def inside_id(self) -> int:
        return self.whole.groups[self.at].exercises[self.place].id


async def add_group(c: Case) -> None:
    await groups.add(c.tx, c.gym.coach, c.whole.id, [c.exercise, c.exercise], NOW, at=c.to)
    c.wanted.insert(c.to, [c.exercise, c.exercise])


async def add(c: Case) -> None:
    await inside.add(c.tx, c.gym.coach, c.whole.id, c.group_id, c.exercise, NOW, at=c.place)
    c.wanted[c.at].insert(c.place, c.exercise)


async def drop(c: Case) -> None:
    await inside.remove(c.tx, c.gym.coach, c.whole.id, c.inside_id, NOW)
    del c.wanted[c.at][c.place]


async def move(c: Case) -> None:
    await inside.move(c.tx, c.gym.coach, c.whole.id, c.inside_id, c.other_id, c.at, NOW)
    moved = c.wanted[c.at].pop(c.place)
    c.wanted[c.to].insert(c.at, moved)


async def split(c: Case) -> None:
    await inside.split(c.tx, c.gym.coach, c.whole.id, c.inside_id, NOW)
    c.wanted.insert(c.at + 1, [c.wanted[c.at].pop(c.place)])


async def merge(c: Case) -> None:
    await groups.merge(c.tx, c.gym.coach, c.whole.id, c.group_id, c.other_id, NOW)
    if c.at != c.to:
        c.wanted[c.to] += c.wanted[c.at]
        c.wanted[c.at] = []


async def remove_group(c: Case) -> None:
    await groups.remove(c.tx, c.gym.coach, c.whole.id, c.group_id, NOW)
    del c.wanted[c.at]


async def move_group(c: Case) -> None:
    await groups.move(c.tx, c.gym.coach, c.whole.id, c.group_id, c.to, NOW)
    c.wanted.insert(c.to, c.wanted.pop(c.at))


EDITS: tuple[Callable[[Case], Awaitable[None]], ...] = (
    add_group,
    add,
    add,
    drop,
    move,
    split,
    merge,
    remove_group,
    move_group,
)
Steps = list[tuple[Callable[[Case], Awaitable[None]], int, int, int]]
numbers = st.integers(0, 7)


@some
@given(steps=st.lists(st.tuples(st.sampled_from(EDITS), numbers, numbers, numbers), min_size=3, max_size=12))
async def test_groups_and_exercises(gym: Gym, steps: Steps) -> None:
    made = await gym.do(templates.make, gym.organization_id, "Any", NOW)
    wanted: list[list[int]] = []
    async with gym.db.transaction() as tx:  # one for all: what one edit left wrong would break the next
        for edit, at, to, place in steps:
            if not wanted:
                await groups.add(tx, gym.coach, made, [gym.exercises[place]], NOW)
                wanted.append([gym.exercises[place]])
            at %= len(wanted)
            whole = await reading.template(tx, gym.coach, made)
            exercise = gym.exercises[at + 8 * (to % 3)]
            await edit(Case(tx, gym, whole, wanted, at, to % len(wanted), place % len(wanted[at]), exercise))
            wanted[:] = [group for group in wanted if group]
    assert await gym.layout(made) == wanted
    whole = await gym.do(reading.template, made)
    letters = [letter(place) for place, _ in enumerate(whole.groups)]
    assert letters == sorted(letters)
    await check_orders(gym)


@some
@given(steps=st.lists(st.tuples(st.sampled_from(["place", "move", "remove"]), numbers, numbers), max_size=16))
async def test_sessions_of_a_program(gym: Gym, steps: list[tuple[str, int, int]]) -> None:
    async with gym.db.transaction() as tx:
        template_id = await templates.make(tx, gym.coach, gym.organization_id, "Any", NOW)
        program_id = await programs.make(tx, gym.coach, gym.organization_id, f"P{template_id}", 2, NOW)
        wanted: dict[tuple[int, int], list[int]] = {(w, d): [] for w in (1, 2) for d in (1, 2)}
        for kind, which, at in steps:
            week, day = to = (1 + which % 2, 1 + which // 2 % 2)
            there = [one for day_of in wanted.values() for one in day_of]
            if kind == "place" or not there:
                placed = await schedule.place(tx, gym.coach, program_id, template_id, week, day, NOW, at=at)
            else:
                placed = there[at % len(there)]
                next(one for one in wanted.values() if placed in one).remove(placed)
            if kind == "move" and there:
                await schedule.move(tx, gym.coach, program_id, placed, week, day, NOW, at=at)
            if kind == "remove" and there:
                await schedule.remove(tx, gym.coach, program_id, placed, NOW)
            else:
                wanted[to].insert(at, placed)
        whole = await reading.program(tx, gym.coach, program_id)
    assert [one.id for one in whole.sessions] == [one for day_of in wanted.values() for one in day_of]
    await check_orders(gym)
