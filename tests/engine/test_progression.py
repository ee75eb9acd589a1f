"""Sets of next week: the table cell by cell, the aim of a block, and what no week may do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.models import Landmark, Muscle, VolumeTarget
from core.engine.progression import MuscleWeek, muscle_weeks, volume_step
from tests.engine.builders import BENCH, ROW, done

CHEST = Landmark(mev_sets=8, mrv_sets=22)
PERFORMANCE = {0: -1.5, 1: 0.0, 2: 0.5, 3: 1.5}  # mean of felt minus meant that stands for each column


def step(
    sets: float,
    soreness: int | None,
    error_rpe: float | None,
    target: VolumeTarget = VolumeTarget.APPROACHING_MRV,
    *,
    missed: bool = False,
) -> tuple[int, int, str]:
    week = MuscleWeek(
        muscle=Muscle.CHEST, sets=sets, soreness=soreness, effort_error_rpe=error_rpe, missed=missed
    )
    found = volume_step(week, target, CHEST)
    return found.sets, found.change, found.reason.code


@pytest.mark.parametrize(
    ("soreness", "row"),
    [(1, (2, 1, 0, -1)), (2, (1, 0, 0, -1)), (3, (0, 0, 0, -1)), (4, (0, 0, 0, -1)), (5, (0, 0, 0, -1))],
)
def test_the_table_of_soreness_and_performance(soreness: int, row: tuple[int, ...]) -> None:
    """At 16 sets a tenth more is 17.6, so two sets fit, and 8 + 0.9 x (22 - 8) = 20.6 is aimed at."""
    assert tuple(step(16, soreness, PERFORMANCE[column])[1] for column in range(4)) == row


def test_worse_performance_never_earns_sets() -> None:
    """The axis is easily turned round: sets for who did badly."""
    changes = [step(16, 1, error)[1] for error in (-2.0, -1.0, -0.5, 0.25, 0.3, 1.0, 1.1, 3.0)]
    assert changes == sorted(changes, reverse=True)


def test_a_week_adds_a_tenth_and_whole_sets() -> None:
    assert step(10, 1, -2.0) == (11, 1, "more"), "10 x 1.10 = 11, although two were earned"
    assert step(16, 1, -2.0) == (18, 2, "more"), "16 x 1.10 = 17.6, which is 18"
    assert step(4, 1, -2.0) == (5, 1, "more"), "4 x 1.10 is no whole set, but below the minimum one fits"


def test_a_block_aims_at_its_target_and_no_further() -> None:
    assert step(8, 1, -2.0, VolumeTarget.MEV) == (8, 0, "enough")
    assert step(15, 1, -2.0, VolumeTarget.MAV) == (15, 0, "enough"), "8 + 0.5 x 14 = 15"
    assert step(20, 1, -2.0) == (20, 0, "enough"), "20.6 is no whole set more"
    assert step(12, 1, -2.0, VolumeTarget.DELOAD_VOLUME) == (12, 0, "enough")


def test_what_is_unknown_changes_nothing_but_a_miss_is_known() -> None:
    assert step(16, None, -2.0) == (16, 0, "unknown")
    assert step(16, 1, None) == (16, 0, "unknown")
    assert step(16, None, None, missed=True) == (15, -1, "recovery")


def test_a_muscle_is_judged_by_the_sets_in_which_it_is_the_prime_mover() -> None:
    week = [
        done(100, 5, 9.0, target_rpe=8.0, exercise_id=BENCH.id),
        done(100, 5, 8.5, target_rpe=8.0, exercise_id=BENCH.id),
        done(60, 5, 10.0, target_rpe=8.0, exercise_id=BENCH.id, warm_up=True),
        done(80, 8, failed=True, exercise_id=ROW.id),
    ]
    found = {
        each.muscle: each
        for each in muscle_weeks(
            week, {e.id: e for e in (BENCH, ROW)}, {Muscle.CHEST: 2.0}, {Muscle.CHEST: 2}
        )
    }
    assert set(found) == {Muscle.CHEST, Muscle.UPPER_BACK}, "triceps and biceps only helped"
    assert found[Muscle.CHEST] == MuscleWeek(
        muscle=Muscle.CHEST, sets=2.0, soreness=2, effort_error_rpe=0.75, missed=False
    )
    assert found[Muscle.UPPER_BACK].missed


@settings(max_examples=80)
@given(
    st.floats(0.0, 40.0),
    st.none() | st.integers(1, 5),
    st.none() | st.floats(-4.0, 4.0),
    st.sampled_from(list(VolumeTarget)),
    st.booleans(),
)
def test_no_week_leaves_its_bounds(
    sets: float, soreness: int | None, error: float | None, target: VolumeTarget, missed: bool
) -> None:
    after, change, _ = step(sets, soreness, error, target, missed=missed)
    before = after - change
    assert after >= 0
    assert -1 <= change <= 2
    if change > 0:
        assert after <= CHEST.mrv_sets
        assert after <= max(round(before * 1.10 + 0.001), before + 1)
        assert soreness is not None
