"""Groups and the exercises in them: whatever is edited, order has no gap and no group is empty."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from core.engine.models import GroupKind, kind_of
from core.errors import NotFound, Refused
from core.persistence.tables import exercise_groups
from core.services.content import groups, layout, reading
from core.services.content import session_exercises as inside
from tests.builders import NOW
from tests.services.content.conftest import Gym, check_orders


async def ids(gym: Gym, template_id: int) -> list[list[int]]:
    """The ids of a template's session exercises, by group."""
    whole = await gym.do(reading.template, template_id)
    return [[one.id for one in group.exercises] for group in whole.groups]


async def group_ids(gym: Gym, template_id: int) -> list[int]:
    return [group.id for group in (await gym.do(reading.template, template_id)).groups]


@pytest.mark.parametrize(
    ("exercises", "kind"),
    [(1, GroupKind.STANDALONE), (2, GroupKind.SUPERSET), (3, GroupKind.CIRCUIT), (9, GroupKind.CIRCUIT)],
)
def test_the_number_of_exercises_is_the_kind_of_a_group(exercises: int, kind: GroupKind) -> None:
    assert kind_of(exercises) is kind


async def test_a_group_is_a_superset_as_soon_as_it_has_a_second_exercise(gym: Gym) -> None:
    made = await gym.template(1)
    (group,) = await group_ids(gym, made)
    await gym.do(inside.add, made, group, gym.exercises[5], NOW, at=0)
    assert await gym.layout(made) == [[gym.exercises[5], gym.exercises[0]]]
    assert (await gym.do(reading.template, made)).groups[0].kind is GroupKind.SUPERSET


async def test_a_group_is_put_where_it_is_wanted(gym: Gym) -> None:
    made = await gym.template(1, 2, 1)
    a, b, c, d = (gym.exercises[0], list(gym.exercises[1:3]), gym.exercises[3], gym.exercises[9])
    await gym.do(groups.add, made, [d], NOW, at=1)
    assert await gym.layout(made) == [[a], [d], b, [c]]
    await gym.do(groups.move, made, (await group_ids(gym, made))[3], 0, NOW)
    assert await gym.layout(made) == [[c], [a], [d], b]
    await gym.do(groups.move, made, (await group_ids(gym, made))[0], 99, NOW)
    assert await gym.layout(made) == [[a], [d], b, [c]]
    await gym.do(groups.remove, made, (await group_ids(gym, made))[1], NOW)
    assert await gym.layout(made) == [[a], b, [c]]


async def test_a_superset_is_split_and_merged(gym: Gym) -> None:
    made = await gym.template(3, 1)
    ((_, middle, _), _) = await ids(gym, made)
    a, b, c, d = gym.exercises[:4]
    alone = await gym.do(inside.split, made, middle, NOW)
    assert await gym.layout(made) == [[a, c], [b], [d]]
    assert await gym.do(inside.split, made, middle, NOW) == alone  # it stands alone already
    first, _, last = await group_ids(gym, made)
    await gym.do(groups.merge, made, first, last, NOW)
    assert await gym.layout(made) == [[b], [d, a, c]]
    await gym.do(groups.merge, made, last, last, NOW)
    assert await gym.layout(made) == [[b], [d, a, c]]


async def test_an_exercise_moves_within_and_between_groups_and_an_emptied_group_goes(gym: Gym) -> None:
    made = await gym.template(1, 2)
    ((first,), (_, last)) = await ids(gym, made)
    a, b, c = gym.exercises[:3]
    _, second_group = await group_ids(gym, made)
    await gym.do(inside.move, made, last, second_group, 0, NOW)
    assert await gym.layout(made) == [[a], [c, b]]
    await gym.do(inside.move, made, first, second_group, 1, NOW)
    assert await gym.layout(made) == [[c, a, b]]


async def test_a_group_has_a_name_of_its_own_or_none(gym: Gym) -> None:
    made = await gym.template(1, 1)
    first, second = await group_ids(gym, made)
    await gym.do(groups.rename, made, second, " Heavy block ", NOW)
    assert [g.name for g in (await gym.do(reading.template, made)).groups] == [None, "Heavy block"]
    await gym.do(groups.rename, made, second, None, NOW)
    assert [g.name for g in (await gym.do(reading.template, made)).groups] == [None, None]
    with pytest.raises(Refused, match="name_length"):
        await gym.do(groups.rename, made, first, "x" * 41, NOW)


async def test_what_is_in_another_template_is_not_found(gym: Gym) -> None:
    mine, other = await gym.template(1), await gym.template(1)
    ((strange,),), (strange_group,) = await ids(gym, other), await group_ids(gym, other)
    (group,) = await group_ids(gym, mine)
    edits: list[Callable[[], Awaitable[object]]] = [
        lambda: gym.do(groups.remove, mine, strange_group, NOW),
        lambda: gym.do(groups.move, mine, strange_group, 0, NOW),
        lambda: gym.do(groups.rename, mine, strange_group, "X", NOW),
        lambda: gym.do(groups.merge, mine, group, strange_group, NOW),
        lambda: gym.do(inside.add, mine, strange_group, gym.exercises[4], NOW),
        lambda: gym.do(inside.remove, mine, strange, NOW),
        lambda: gym.do(inside.move, mine, strange, group, 0, NOW),
        lambda: gym.do(inside.split, mine, strange, NOW),
        lambda: gym.do(inside.prescribe, mine, strange, (), NOW),
        lambda: gym.do(inside.write_note, mine, strange, "X", NOW),
    ]
    for edit in edits:
        with pytest.raises(NotFound):
            await edit()
    assert await gym.layout(other) == [[gym.exercises[0]]]


async def test_two_editors_take_turns(gym: Gym) -> None:
    made = await gym.template(1)
    both = [groups.add for _ in range(4)]
    await asyncio.gather(*(gym.do(add, made, [gym.exercises[n]], NOW, at=0) for n, add in enumerate(both, 1)))
    shown = await gym.layout(made)
    assert sorted(one for (one,) in shown) == sorted(gym.exercises[:5])
    await check_orders(gym)


async def test_an_editor_who_comes_second_edits_what_the_first_one_left(gym: Gym) -> None:
    made = await gym.template(1, 1)
    ((first,), (second,)) = await ids(gym, made)
    results = await asyncio.gather(
        gym.do(inside.remove, made, first, NOW),
        gym.do(inside.remove, made, first, NOW),
        return_exceptions=True,
    )
    assert [type(result) for result in sorted(results, key=repr)] == [type(None), NotFound]
    assert await ids(gym, made) == [[second]]


async def test_a_wrong_order_is_noticed_inside_the_edit(gym: Gym) -> None:
    made = await gym.template(1, 1)
    first, second = await group_ids(gym, made)

    async def break_it() -> None:
        async with gym.db.transaction() as tx:
            await tx.rows("UPDATE exercise_groups SET order_index = 1 WHERE id = %s", (first,))  # deferred
            await layout.renumber(tx, exercise_groups, "order_index", [])

    with pytest.raises(Refused, match="order_taken"):
        await break_it()
    assert await group_ids(gym, made) == [first, second]
