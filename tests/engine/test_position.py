"""Where a date stands in a plan, and how effort runs through a block."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.engine.models import Block, BlockType, IntensityBias, PlacedBlock, VolumeTarget
from core.engine.position import position, total_weeks
from core.engine.week import rir_of_week

MONDAY = date(2026, 3, 2)


def block(weeks: int) -> Block:
    return Block(
        block_type=BlockType.ACCUMULATION,
        weeks=weeks,
        volume_target=VolumeTarget.MAV,
        intensity_bias=IntensityBias.STRENGTH,
        weekly_volume_ramp=1.1,
        rir_start=4.0,
        rir_end=1.0,
        days=(),
    )


def placed(*mesocycles: list[int], gap_weeks: int = 0) -> tuple[PlacedBlock, ...]:
    """Mesocycles of blocks of so many weeks, one after the other; `gap_weeks` without training between two."""
    made: list[PlacedBlock] = []
    starts_on = MONDAY
    for number, weeks_of_blocks in enumerate(mesocycles, start=1):
        for order, weeks in enumerate(weeks_of_blocks):
            made.append(
                PlacedBlock(
                    id=len(made) + 1,
                    mesocycle_id=number,
                    order_index=order,
                    starts_on=starts_on,
                    block=block(weeks),
                )
            )
            starts_on = made[-1].ends_on + timedelta(weeks=gap_weeks)
    return tuple(made)


some_weeks = st.lists(st.integers(1, 16), min_size=1, max_size=4)
plans = st.builds(
    lambda mesos, gap: placed(*mesos, gap_weeks=gap),
    st.lists(some_weeks, min_size=1, max_size=3),
    st.integers(0, 2),
)


def test_the_second_week_of_the_second_mesocycle() -> None:
    where = position(placed([4, 1], [3]), MONDAY + timedelta(weeks=6, days=2))
    assert (where.mesocycle, where.block, where.week, where.completed_weeks) == (1, 0, 1, 6)
    assert not where.over


def test_a_block_of_one_week_has_one_week_from_monday_to_sunday() -> None:
    blocks = placed([1, 1])
    for day in range(7):
        assert position(blocks, MONDAY + timedelta(days=day)).block == 0
        assert position(blocks, MONDAY + timedelta(days=7 + day)).block == 1
    assert position(blocks, MONDAY + timedelta(days=14)).over


@given(plans, st.integers(-30, 1200))
def test_every_pointer_is_in_range_on_every_date(blocks: tuple[PlacedBlock, ...], day: int) -> None:
    where = position(blocks, MONDAY + timedelta(days=day))
    of_meso = [b for b in blocks if b.mesocycle_id == where.mesocycle + 1]
    assert 0 <= where.week < of_meso[where.block].block.weeks
    assert 0 <= where.completed_weeks <= total_weeks(blocks)
    assert where.over == (where.completed_weeks == total_weeks(blocks))


@given(plans, st.integers(0, 1200))
def test_a_plan_only_goes_forward(blocks: tuple[PlacedBlock, ...], day: int) -> None:
    today, tomorrow = (position(blocks, MONDAY + timedelta(days=d)) for d in (day, day + 1))
    assert tomorrow.completed_weeks - today.completed_weeks in (0, 1)
    assert (today.mesocycle, today.block, today.week) <= (tomorrow.mesocycle, tomorrow.block, tomorrow.week)


@given(plans)
def test_on_its_first_day_a_block_is_the_current_one(blocks: tuple[PlacedBlock, ...]) -> None:
    for index, each in enumerate(blocks):
        where = position(blocks, each.starts_on)
        assert (where.mesocycle + 1, where.block, where.week) == (each.mesocycle_id, each.order_index, 0)
        assert where.completed_weeks == total_weeks(blocks[:index])


@given(st.floats(0, 10), st.floats(0, 10), st.integers(1, 16), st.integers(-2, 20))
def test_effort_runs_in_a_line_from_the_first_week_to_the_last(
    start: float, end: float, weeks: int, week: int
) -> None:
    rir = rir_of_week(start, end, weeks, week)
    assert min(start, end) - 1e-9 <= rir <= max(start, end) + 1e-9
    assert rir_of_week(start, end, weeks, 0) == start
    if weeks > 1:
        assert abs(rir_of_week(start, end, weeks, weeks - 1) - end) < 1e-9
        steps = [
            rir_of_week(start, end, weeks, w + 1) - rir_of_week(start, end, weeks, w)
            for w in range(weeks - 1)
        ]
        assert max(steps) - min(steps) < 1e-9


def test_a_block_of_one_week_is_its_start() -> None:
    assert rir_of_week(4.0, 1.0, 1, 0) == 4.0
