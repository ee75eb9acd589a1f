"""Sets that signs of a bad day took away come back where the day is better than they said."""

from dataclasses import replace

import pytest

from core.engine.lighten import lighten
from core.engine.models import (
    BlockType,
    CheckIn,
    ExercisePrescription,
    Landmark,
    Muscle,
    Pain,
    PerformedSet,
    SetMode,
)
from core.engine.next_set import progress
from core.engine.steps.pain import react_to_pain
from tests.engine.builders import (
    BENCH,
    MONDAY,
    SQUAT,
    a_day,
    answered,
    codes,
    days,
    done,
    load_kg,
    max_of,
    planned,
    prescribed,
    work_sets,
)

SORE = answered(quads=3)  # one set fewer
# 4 x 5 at RPE 8 of a squat tested at 117 kg: 100 kg, to be called 8.95; one set is taken away
LINE = planned(SQUAT, sets=4)
SQUATS = prescribed(a_day(LINE, maxes=(max_of(117),), check_in=SORE))
EASY = done(100, 5, 7)


def held_back(check_in: CheckIn) -> int:
    return prescribed(a_day(LINE, maxes=(max_of(117),), check_in=check_in)).steering.held_back_sets


def offered(*performed: PerformedSet, of: ExercisePrescription = SQUATS) -> float | None:
    offer = progress(of, performed).offer
    return None if offer is None else load_kg(offer.target)


def test_what_was_taken_away_is_remembered() -> None:
    assert len(work_sets(SQUATS)) == 3
    assert held_back(answered()) == 0
    assert held_back(SORE) == 1
    assert held_back(answered(readiness=2, quads=3)) == 2


def test_two_sets_a_point_easier_than_expected_bring_one_back() -> None:
    # 1.95 and, at 102.5 kg, 2.45 easier than the plan has them: 2.2 on average; 104.2 is not to be had, so 102.5 kg
    assert offered(EASY) is None
    assert offered(EASY, done(102.5, 5, 7)) == 102.5
    offer = progress(SQUATS, [EASY, done(102.5, 5, 7)]).offer
    assert offer is not None
    assert codes([offer.reason]) == {"offer:one_more"}


def test_one_easy_set_and_one_as_expected_are_not_enough() -> None:
    assert offered(EASY, done(100, 5, 9)) is None
    assert offered(done(100, 5), done(100, 5)) is None  # nobody said


def test_it_stays_after_the_last_set() -> None:
    sets = [EASY, done(102.5, 5, 7), done(105, 5, 7.5)]
    assert progress(SQUATS, sets).remaining == ()
    assert offered(*sets) is not None


def test_never_after_a_miss_and_never_where_it_hurts() -> None:
    assert offered(done(100, 4, failed=True), done(90, 5, 6), done(90, 5, 6)) is None
    report = Pain(exercise_id=SQUAT.id, level=3, sharp=False, local_date=MONDAY.date())
    assert offered(EASY, done(102.5, 5, 6), of=lighten(SQUATS, react_to_pain(report))) is None


@pytest.mark.parametrize("block_type", [BlockType.DELOAD, BlockType.RESTORATION])
def test_a_deload_gives_nothing_back(block_type: BlockType) -> None:
    snapshot = replace(a_day(LINE, maxes=(max_of(117),), check_in=SORE), block_type=block_type)
    assert prescribed(snapshot).steering.held_back_sets == 0


def test_pain_and_very_sore_muscles_give_nothing_back() -> None:
    report = Pain(exercise_id=SQUAT.id, level=3, sharp=False, local_date=MONDAY.date() - days(1))
    snapshot = replace(a_day(LINE, maxes=(max_of(117),), check_in=SORE), pains=(report,))
    assert prescribed(snapshot).steering.held_back_sets == 0
    worst = a_day(LINE, planned(BENCH), maxes=(max_of(117),), check_in=answered(quads=5))
    assert prescribed(worst).steering.held_back_sets == 0


def test_sets_that_the_week_took_do_not_come_back() -> None:
    full = {Muscle.QUADS: Landmark(mev_sets=4, mrv_sets=8)}
    snapshot = replace(
        a_day(LINE, maxes=(max_of(117),), check_in=SORE, week_sets={Muscle.QUADS: 7}), landmarks=full
    )
    of = prescribed(snapshot)
    assert of.steering.held_back_sets <= LINE.sets - len(work_sets(of))


def test_an_accepted_set_is_one_more_in_the_series() -> None:
    more = replace(
        SQUATS,
        series=(*SQUATS.series, work_sets(SQUATS)[-1]),
        steering=replace(SQUATS.steering, held_back_sets=0),
    )
    after = progress(more, [EASY, done(102.5, 5, 7), done(105, 5, 8)])
    assert len(after.remaining) == 1
    assert after.offer is None
    assert SQUATS.steering.mode is SetMode.STRAIGHT
