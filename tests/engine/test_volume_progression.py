"""The sets that a block adds from week to week are held back by soreness and last week's sets, never the other way."""

from dataclasses import replace

import pytest

from core.engine.models import PerformedSet
from tests.engine.builders import (
    BENCH,
    MONDAY,
    UNKNOWN,
    a_day,
    answered,
    codes,
    days,
    done,
    max_of,
    planned,
    prescribed,
    work_sets,
)

NOW = MONDAY + days(21)
RAMP = replace(planned(BENCH, sets=3), weekly_sets=(3, 4, 4, 5))


def last_week(rpe: float | None, *, failed: bool = False) -> list[PerformedSet]:
    """Four sets a week ago that were meant to be an 8, and light days before, so that nothing else has a say."""
    return [
        done(100, 5, rpe, at=NOW - days(7), target_rpe=8.0, exercise_id=BENCH.id, failed=failed)
        for _ in range(4)
    ]


def sets(history: list[PerformedSet], week: int = 3, *, soreness: int | None = 1) -> tuple[int, set[str]]:
    check_in = UNKNOWN if soreness is None else answered(chest=soreness)
    snapshot = a_day(
        RAMP,
        maxes=[max_of(120, exercise_id=BENCH.id)],
        history=history,
        check_in=check_in,
        now=NOW,
        week_in_block=week,
    )
    found = prescribed(snapshot, BENCH)
    return len(work_sets(found)), codes(found.reasons) & {
        "volume_progression:hold",
        "volume_progression:recovery",
    }


def test_a_week_as_meant_and_a_rested_muscle_get_what_the_plan_adds() -> None:
    assert sets(last_week(8.0)) == (5, set())
    assert sets(last_week(7.0), soreness=2) == (5, set()), "beaten easily, and only a little sore"


def test_a_muscle_that_is_a_little_sore_after_a_week_as_meant_stays_where_it_was() -> None:
    assert sets(last_week(8.0), soreness=2) == (4, {"volume_progression:hold"})


def test_harder_than_meant_stays_and_what_could_not_be_done_loses_one() -> None:
    assert sets(last_week(8.5)) == (4, {"volume_progression:hold"})
    assert sets(last_week(10.0, failed=True)) == (3, {"volume_progression:recovery"})


def test_where_the_plan_adds_nothing_there_is_nothing_to_hold_back() -> None:
    assert sets(last_week(8.5), week=2) == (4, set())
    assert sets(last_week(8.5), week=0) == (3, set())


@pytest.mark.parametrize("history", [[], last_week(None)])
def test_what_nobody_said_changes_nothing(history: list[PerformedSet]) -> None:
    assert sets(history) == (5, set())
    assert sets(last_week(8.0), soreness=None) == (5, set())
