"""What a coach has set as the most of a lift binds whatever else is said, and is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from core.engine.models import Limit, SetKind, Snapshot, Workout
from core.engine.next_set import progress
from core.engine.strength import rir_at
from core.engine.today import generate
from tests.engine.builders import (
    BENCH,
    SQUAT,
    a_day,
    codes,
    done,
    load_kg,
    max_of,
    planned,
    prescribed,
    work_sets,
    workout,
)
from tests.engine.test_invariants import limits, snapshots


def day(*set_by_coach: Limit) -> Snapshot:
    lines = [planned(SQUAT, sets=4), planned(BENCH, sets=4)]
    return replace(a_day(*lines, maxes=(max_of(140), max_of(100, exercise_id=2))), limits=set_by_coach)


def test_a_load_is_the_most_from_the_first_set_to_the_last() -> None:
    limited = prescribed(day(Limit(exercise_id=SQUAT.id, most_load_g=100_000)))
    assert {load_kg(target) for target in work_sets(limited)} == {100.0}
    assert "limits:at_most" in codes(limited.reasons)
    easy = progress(limited, [done(100, 5, 6), done(100, 5, 6)])
    assert all((target.load_g or 0) <= 100_000 for target in easy.remaining)


def test_sets_and_effort_are_the_most_after_everything_else() -> None:
    limited = prescribed(day(Limit(most_sets=3), Limit(exercise_id=SQUAT.id, most_rpe=7.0, most_sets=2)))
    assert limited.strength is not None
    # what somebody unknown calls a 7 leaves three and 0.95
    assert [target.rir for target in work_sets(limited)] == [pytest.approx(3.95)] * 2
    for target in work_sets(limited):
        left = rir_at(limited.strength, target.load_g or 0, target.reps or 0)
        assert left >= 3.0
        assert target.rpe == 7.0
    assert len(work_sets(prescribed(day(Limit(most_sets=3)), BENCH))) == 3


def test_what_a_coach_forbids_is_left_out_and_the_rest_stays() -> None:
    made = workout(day(Limit(exercise_id=SQUAT.id, avoid=True)))
    assert [each.exercise_id for each in made.exercises] == [BENCH.id]
    assert "limits:avoid" in codes(made.trace)


@settings(max_examples=80)
@given(snapshots, limits)
def test_no_prescription_goes_beyond_a_limit(snapshot: Snapshot, limit: Limit) -> None:
    made = generate(replace(snapshot, limits=(limit,)))
    for each in made.exercises if isinstance(made, Workout) else ():
        if limit.exercise_id not in (None, each.exercise_id):
            continue
        work = [target for target in each.series if target.kind is SetKind.WORK]
        assert not limit.avoid
        assert limit.most_sets is None or len(work) <= max(limit.most_sets, 1)
        loads = (target.load_g for target in each.series if target.load_g is not None)
        assert limit.most_load_g is None or all(load_g <= limit.most_load_g for load_g in loads)
