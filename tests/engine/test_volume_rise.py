"""After a month with little a muscle's sets come back over some weeks: accessories yield first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.models import (
    BlockType,
    Landmark,
    Muscle,
    PercentOfMax,
    PlannedDay,
    PrescribedSet,
    RedFlag,
    Reps,
    Role,
    Snapshot,
    VolumeCounting,
)
from core.engine.today import generate
from core.engine.volume import usual_sets
from tests.engine.builders import (
    BENCH,
    DUMBBELL_PRESS,
    LIBRARY,
    MONDAY,
    SQUAT,
    a_day,
    codes,
    days,
    done,
    max_of,
    planned,
    prescribed,
    workout,
)
from tests.engine.test_invariants import snapshots, work_of

TODAY = MONDAY.date()
MAXES = (max_of(100, exercise_id=BENCH.id), max_of(30, exercise_id=DUMBBELL_PRESS.id))
# The chest has 5 sets of the bench press today, before the dumbbells' 4
DAY = a_day(planned(BENCH, sets=5), planned(DUMBBELL_PRESS, role=Role.ACCESSORY, sets=4), maxes=MAXES)
LOW = Landmark(mev_sets=2, mrv_sets=22)


def used_to(chest: float, done_this_week: float = 0.0) -> Snapshot:
    return replace(
        DAY,
        usual_sets={**dict.fromkeys(Muscle, 99.0), Muscle.CHEST: chest},
        week_sets={Muscle.CHEST: done_this_week},
        landmarks={Muscle.CHEST: LOW},
    )


def sets_of(snapshot: Snapshot) -> tuple[int, int]:
    """Of the bench press and of the dumbbells."""
    made = workout(snapshot)
    bench, dumbbells = (work_of(made, each.id)[0] for each in (BENCH, DUMBBELL_PRESS))
    return bench, dumbbells


@pytest.mark.parametrize(
    ("usual", "done_this_week", "sets"),
    [
        (7.0, 0.0, (5, 4)),  # 9.1 at most: 5 and 4 fit
        (6.0, 0.0, (5, 2)),  # 7.8 at most: 2.8 are left
        (6.0, 2.0, (5, 0)),  # 0.8 are left
        (6.0, 4.0, (3, 0)),  # 3.8 for the bench press: its back-off sets yield
        (6.0, 7.0, (2, 0)),  # nothing is left, and the top sets stay
        (3.0, 0.0, (4, 0)),  # 3.9, but 4 sets are always allowed
        (0.0, 0.0, (4, 0)),
    ],
)
def test_a_week_has_three_tenths_more_than_the_fullest_of_the_last_ones_at_most(
    usual: float, done_this_week: float, sets: tuple[int, int]
) -> None:
    assert sets_of(used_to(usual, done_this_week)) == sets


def test_it_is_said_of_each_lift_what_it_did() -> None:
    made = workout(used_to(6.0))
    assert "volume_rise:held" in codes(made.exercises[1].reasons)
    left_out = workout(used_to(6.0, 2.0))
    assert "volume_rise:full" in codes(left_out.trace)
    assert "volume_rise:kept" in codes(prescribed(replace(used_to(0.0, 9.0), day=_two_sets()), BENCH).reasons)
    reason = next(each for each in made.exercises[1].reasons if each.step == "volume_rise")
    facts = {name: reason.facts[name] for name in ("muscle", "usual_sets", "most_sets", "week_sets", "sets")}
    assert facts == {"muscle": "chest", "usual_sets": 6.0, "most_sets": 7.8, "week_sets": 0.0, "sets": -2}


def _two_sets() -> PlannedDay:
    return replace(DAY.day, exercises=(planned(BENCH, sets=2),))


def test_a_muscle_may_always_have_its_minimum() -> None:
    minimum = {Muscle.CHEST: Landmark(mev_sets=8, mrv_sets=22)}
    assert sets_of(replace(used_to(0.0), landmarks=minimum)) == (5, 3)
    direct = {Muscle.CHEST: Landmark(mev_sets=8, mrv_sets=22, counting=VolumeCounting.DIRECT)}
    assert sets_of(replace(used_to(0.0), landmarks=direct)) == (4, 0), "another counting is no comparison"


def test_what_nobody_knows_holds_nothing() -> None:
    assert sets_of(replace(used_to(0.0), usual_sets={})) == (5, 4)


@pytest.mark.parametrize(
    "returns",
    [
        {"trained_on": (TODAY - timedelta(days=30),)},
        {"cleared_flag": RedFlag.FAINTING, "cleared_on": TODAY - timedelta(days=9)},
    ],
)
def test_the_weeks_of_a_return_have_their_own_shares(returns: Mapping[str, object]) -> None:
    back = replace(used_to(0.0), **returns)  # type: ignore[arg-type]
    reasons = [*workout(back).trace, *(reason for each in workout(back).exercises for reason in each.reasons)]
    assert not any(reason.step == "volume_rise" for reason in reasons)


def test_what_a_coach_wrote_and_what_peaks_is_kept() -> None:
    heavy = PrescribedSet(amount=Reps(reps=5), intensity=PercentOfMax(percent=70.0))
    lines = (
        planned(BENCH, sets=5),
        replace(planned(DUMBBELL_PRESS, role=Role.ACCESSORY), series=(heavy,) * 4),
    )
    written = replace(used_to(0.0), day=replace(DAY.day, exercises=lines))
    assert work_of(generate(written), DUMBBELL_PRESS.id)[0] == 4
    assert sets_of(replace(used_to(0.0), block_type=BlockType.REALIZATION))[0] == 5


def test_an_easy_week_between_hard_ones_is_no_measure() -> None:
    sets = {1: 3, 2: 10, 3: 9, 4: 8}  # weeks ago: sets
    history = [
        done(80, 5, 8, at=MONDAY - days(7 * weeks), exercise_id=BENCH.id)
        for weeks, count in {**sets, 5: 20}.items()
        for _ in range(count)
    ]
    assert usual_sets(history, LIBRARY, TODAY)[Muscle.CHEST] == 10.0
    assert usual_sets(history, LIBRARY, TODAY)[Muscle.TRICEPS] == 5.0
    assert usual_sets(history, LIBRARY, TODAY)[Muscle.QUADS] == 0.0


@pytest.mark.parametrize(
    ("days_ago", "known"),
    [
        ((), False),
        ((3, 10, 17, 24), False),  # a beginner's first month
        ((3, 10, 17, 24, 31), True),
        ((31, 40, 50), False),  # nothing in these weeks: that is a break, and no low month
    ],
)
def test_a_low_month_is_known_only_after_a_month(days_ago: tuple[int, ...], known: bool) -> None:
    monday = date(2026, 3, 2)
    assert MONDAY.date() == monday
    history = [done(80, 5, 8, at=MONDAY - days(ago), exercise_id=SQUAT.id) for ago in days_ago]
    assert bool(usual_sets(history, LIBRARY, monday)) is known


@given(snapshots, st.sampled_from(Muscle), st.floats(0, 30))
def test_having_done_less_never_gives_more(snapshot: Snapshot, muscle: Muscle, usual: float) -> None:
    snapshot = replace(snapshot, profile=replace(snapshot.profile, minutes=1000))
    held = generate(replace(snapshot, usual_sets={**dict.fromkeys(Muscle, 40.0), muscle: usual}))
    free = generate(snapshot)
    for line in snapshot.day.exercises:
        for one, other in zip(work_of(free, line.exercise_id), work_of(held, line.exercise_id), strict=True):
            assert other <= one
