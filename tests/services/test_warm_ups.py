"""The way up to a lift is the one that is set for it, and can be loaded."""

import pytest

from core.engine.models import SetKind, WarmUpProtocol
from core.errors import NotFound, Refused
from core.persistence.database import Database
from core.services import warm_ups
from core.services.access import Actor
from tests.builders import NOW, athlete
from tests.services.training_days import exercise_id, opened, with_maxes


async def set_protocol(
    db: Database,
    actor: Actor,
    protocol: WarmUpProtocol,
    custom: list[tuple[float, int]] | None = None,
    exercise: int | None = None,
) -> int:
    squat = exercise if exercise is not None else await exercise_id(db, "back_squat")
    async with db.transaction() as tx:
        await warm_ups.set_protocol(tx, actor, squat, protocol, NOW, custom)
    return squat


async def warm_ups_of_the_squat(db: Database, actor: Actor) -> list[tuple[int, int | None]]:
    squat = (await opened(db, actor))[await exercise_id(db, "back_squat")]
    work = next(each for each in squat.series if each.kind is SetKind.WORK)
    warm = [each for each in squat.series if each.kind is SetKind.WARM_UP]
    assert work.load_g is not None
    assert all(each.load_g is not None and each.load_g < work.load_g for each in warm)
    return [(round(100 * (each.load_g or 0) / work.load_g), each.reps) for each in warm]


@pytest.mark.parametrize(
    ("protocol", "custom", "reps"),
    [
        (WarmUpProtocol.STANDARD, None, [5, 3, 2, 1]),
        (WarmUpProtocol.MINIMAL, None, [5, 2]),
        (WarmUpProtocol.EXTENDED, None, [10, 5, 3, 2, 1, 1]),
        (WarmUpProtocol.EMPTY_BAR, None, [10, 5, 3, 1]),
        (WarmUpProtocol.CUSTOM, [(45.0, 8), (80.0, 2)], [8, 2]),
        (WarmUpProtocol.CUSTOM, [], []),
    ],
)
async def test_the_workout_warms_up_as_it_is_set(
    db: Database, protocol: WarmUpProtocol, custom: list[tuple[float, int]] | None, reps: list[int]
) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90), "squat 180x1")
    await set_protocol(db, ana, protocol, custom)
    assert [each for _, each in await warm_ups_of_the_squat(db, ana)] == reps


async def test_after_a_reset_it_is_the_standard_way_again(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db, minutes=90), "squat 180x1")
    squat = await set_protocol(db, ana, WarmUpProtocol.MINIMAL)
    await set_protocol(db, ana, WarmUpProtocol.EXTENDED)  # a second choice replaces the first
    async with db.transaction() as tx:
        assert len((await warm_ups.set_for(tx, ana, [squat]))[squat]) == 6
        await warm_ups.reset(tx, ana, squat)
        assert await warm_ups.set_for(tx, ana, [squat]) == {}
    assert [each for _, each in await warm_ups_of_the_squat(db, ana)] == [5, 3, 2, 1]


@pytest.mark.parametrize(
    ("protocol", "custom"),
    [
        (WarmUpProtocol.CUSTOM, None),
        (WarmUpProtocol.STANDARD, [(40.0, 5)]),
        (WarmUpProtocol.CUSTOM, [(100.0, 1)]),
        (WarmUpProtocol.CUSTOM, [(-5.0, 5)]),
        (WarmUpProtocol.CUSTOM, [(50.0, 0)]),
        (WarmUpProtocol.CUSTOM, [(60.0, 5), (40.0, 5)]),
        (WarmUpProtocol.CUSTOM, [(float(percent), 1) for percent in range(11)]),
    ],
)
async def test_steps_that_are_no_way_up_are_refused(
    db: Database, protocol: WarmUpProtocol, custom: list[tuple[float, int]] | None
) -> None:
    with pytest.raises(Refused) as refused:
        await set_protocol(db, await athlete(db), protocol, custom)
    assert refused.value.facts["why"] == "warm_up_steps"


async def test_an_exercise_that_does_not_exist_has_no_warm_up(db: Database) -> None:
    with pytest.raises(NotFound):
        await set_protocol(db, await athlete(db), WarmUpProtocol.MINIMAL, exercise=2**40)
