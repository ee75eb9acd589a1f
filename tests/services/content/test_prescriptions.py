"""Prescribed sets: for every week or for one, of any sport, and nothing that cannot be a set."""

from decimal import Decimal

import pytest
from sqlalchemy.exc import StatementError

from core.engine.models import (
    BackOff,
    Distance,
    Duration,
    Load,
    PercentOfMax,
    PrescribedSet,
    Reps,
    Rir,
    Rpe,
    Series,
    SessionExercise,
)
from core.engine.units import Unit
from core.errors import Refused
from core.services.content import reading, templates
from core.services.content import session_exercises as inside
from tests.builders import NOW
from tests.services.content.conftest import Gym

FIVES: Series = (PrescribedSet(amount=Reps(reps=5), intensity=Rpe(rpe=8)),) * 3
ANY_SPORT: Series = (
    PrescribedSet(amount=Reps(reps=8, reps_max=12), intensity=Rir(rir=2), tempo="31X0", rest_s=90),
    PrescribedSet(amount=Reps(reps=1, amrap=True), intensity=PercentOfMax(percent=95, rpe_cap=9)),
    PrescribedSet(amount=Reps(reps=None, amrap=True), intensity=BackOff(percent=-10), per_side=True),
    PrescribedSet(amount=Reps(reps=3), intensity=Load(load_g=102_058, typed_load=Decimal(225), unit=Unit.LB)),
    PrescribedSet(amount=Reps(reps=4), cluster_reps=(2, 2), cluster_rest_s=20, rest_s=180),
    PrescribedSet(amount=Duration(duration_s=30), rest_s=0),
    PrescribedSet(amount=Distance(distance_m=400), intensity=Rpe(rpe=7)),
)


async def only(gym: Gym, template_id: int) -> SessionExercise:
    """The one exercise of a template."""
    ((one,),) = [group.exercises for group in (await gym.do(reading.template, template_id)).groups]
    return one


async def test_a_week_has_its_own_sets_or_the_general_ones(gym: Gym) -> None:
    made = await gym.template(1)
    one = await only(gym, made)
    assert one.series_of(1) == ()
    await gym.do(inside.prescribe, made, one.id, FIVES, NOW)
    await gym.do(inside.prescribe, made, one.id, FIVES[:1], NOW, week=2)
    await gym.do(inside.prescribe, made, one.id, (), NOW, week=4)
    one = await only(gym, made)
    assert [one.series_of(week) for week in (1, 2, 3, 4)] == [FIVES, FIVES[:1], FIVES, ()]
    await gym.do(inside.prescribe, made, one.id, FIVES[:2], NOW, week=2)
    await gym.do(inside.prescribe, made, one.id, ANY_SPORT, NOW)
    one = await only(gym, made)
    assert [one.series_of(week) for week in (1, 2, 4)] == [ANY_SPORT, FIVES[:2], ()]
    await gym.do(inside.as_every_week, made, one.id, 2, NOW)
    assert (await only(gym, made)).series_of(2) == ANY_SPORT


@pytest.mark.parametrize("week", [0, 105])
async def test_a_week_is_one_that_a_program_can_have(gym: Gym, week: int) -> None:
    made = await gym.template(1)
    one = await only(gym, made)
    with pytest.raises(Refused, match="out_of_range"):
        await gym.do(inside.prescribe, made, one.id, FIVES, NOW, week=week)


async def test_sets_stay_with_an_exercise_that_moves(gym: Gym) -> None:
    made = await gym.template(2, 1)
    whole = await gym.do(reading.template, made)
    moved = whole.groups[0].exercises[1].id
    await gym.do(inside.prescribe, made, moved, FIVES, NOW)
    await gym.do(inside.write_note, made, moved, "Slowly.", NOW)
    await gym.do(inside.split, made, moved, NOW)
    await gym.do(inside.move, made, moved, whole.groups[1].id, 0, NOW)
    (_, last) = (await gym.do(reading.template, made)).groups
    assert (last.exercises[0].id, last.exercises[0].every_week) == (moved, FIVES)
    assert last.exercises[0].note == "Slowly."


async def test_what_cannot_be_a_set_is_refused_on_the_way_in(gym: Gym) -> None:
    made = await gym.template(1)
    one = await only(gym, made)
    too_heavy = PercentOfMax(percent=90)
    object.__setattr__(too_heavy, "percent", 900.0)
    never = PrescribedSet(amount=Reps(reps=1), intensity=too_heavy)
    with pytest.raises(StatementError, match="percent"):
        await gym.do(inside.prescribe, made, one.id, (never,), NOW)
    assert (await only(gym, made)).every_week == ()


@pytest.mark.parametrize(
    "garbage",
    [
        '"3x5"',
        "[{}]",
        '[{"amount": {"kind": "reps", "reps": 0}}]',
        '[{"amount": {"kind": "reps", "reps": 5}, "intensity": {"kind": "percent_of_max", "percent": 900}}]',
        '[{"amount": {"kind": "seconds", "duration_s": 5}}]',
        '[{"amount": {"kind": "reps", "reps": 5}, "intensity": {"kind": "back_off", "percent": -10}}]',
    ],
)
async def test_what_cannot_be_a_set_is_named_by_its_row_on_the_way_out(gym: Gym, garbage: str) -> None:
    made = await gym.template(1)
    one = await only(gym, made)
    await gym.do(inside.prescribe, made, one.id, FIVES, NOW)
    async with gym.db.transaction() as tx:
        (row,) = await tx.rows("UPDATE prescriptions SET series = %s::jsonb RETURNING id", (garbage,))
    with pytest.raises(ValueError, match=f"prescriptions {row['id']} holds what it must not"):
        await gym.do(reading.template, made)
    await gym.do(templates.archive, made, NOW)  # nothing else is in its way
