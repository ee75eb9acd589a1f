"""A coach with an organization, and curated exercises to put into sessions."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from sqlalchemy import insert, select

from core.persistence.database import Database
from core.persistence.tables import (
    exercise_groups,
    exercises,
    memberships,
    program_sessions,
    session_exercises,
)
from core.persistence.tables.people import MemberRole
from core.services import coaching
from core.services.access import Actor
from core.services.content import groups, reading, templates
from tests.builders import NOW, athlete

T = TypeVar("T")


@dataclass(frozen=True)
class Gym:
    """An organization with a coach, and the ids of some curated exercises."""

    db: Database
    coach: Actor
    organization_id: int
    exercises: tuple[int, ...]

    async def do(self, use_case: Callable[..., Coroutine[Any, Any, T]], *args: Any, **named: Any) -> T:
        """A use case of the coach's in a transaction of its own."""
        async with self.db.transaction() as tx:
            return await use_case(tx, self.coach, *args, **named)

    async def template(self, *sizes: int, name: str = "Lower") -> int:
        """A template with groups of so many exercises."""
        made = await self.do(templates.make, self.organization_id, name, NOW)
        left = iter(self.exercises)
        for size in sizes:
            await self.do(groups.add, made, [next(left) for _ in range(size)], NOW)
        return made

    async def layout(self, template_id: int) -> list[list[int]]:
        """The library's ids of a template's exercises, by group."""
        whole = await self.do(reading.template, template_id)
        return [[one.exercise_id for one in group.exercises] for group in whole.groups]

    async def colleague(self, telegram_id: int, name: str, role: MemberRole) -> Actor:
        """Somebody else with a role in the organization."""
        actor = await athlete(self.db, telegram_id, name)
        async with self.db.transaction() as tx:
            row = {"organization_id": self.organization_id, "user_id": actor.user_id, "role": role}
            await tx.run(insert(memberships).values(row))
        return actor


@pytest.fixture
async def gym(db: Database) -> Gym:
    """A coach, Kim, with an organization of her own."""
    coach = await athlete(db, 1, "Kim")
    async with db.transaction() as tx:
        organization_id = await coaching.become_coach(tx, coach, NOW)
        curated = select(exercises.c.id).order_by(exercises.c.id).limit(30)
        some = tuple((await tx.run(curated)).scalars())
    return Gym(db, coach, organization_id, some)


async def check_orders(gym: Gym) -> None:
    """Every parent's children are numbered from 0 without gaps, and no group is empty."""
    group, inside, placed = exercise_groups.c, session_exercises.c, program_sessions.c
    day = (placed.program_id, placed.week_number, placed.day_of_week)
    orders = [
        select(group.session_template_id, group.order_index).order_by(group.order_index),
        select(inside.exercise_group_id, inside.order_within_group).order_by(inside.order_within_group),
        select(*day, placed.order_index).order_by(placed.order_index),
    ]
    async with gym.db.transaction() as tx:
        for statement in orders:
            found: dict[tuple[int, ...], list[int]] = {}
            for row in await tx.run(statement):
                found.setdefault(tuple(row[:-1]), []).append(row[-1])
            for numbers in found.values():
                assert numbers == list(range(len(numbers)))
        full = select(inside.exercise_group_id)
        assert (await tx.run(select(group.id).where(group.id.not_in(full)))).all() == []
