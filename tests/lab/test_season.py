"""Simulated athletes train the real plan: its blocks week by week, its deloads, and the meet in their script."""

from datetime import timedelta

from core.engine.models import BlockType
from core.lab.athlete import MONDAY
from core.lab.invariants import of_deload_week
from core.lab.months import play
from core.lab.people import personas, profile, scripts
from core.lab.physiology import physiology
from core.lab.season import block_on, season

LIFTER = personas()[2]
SCRIPTS = {each.name: each for each in scripts()}


def kind_on(script: str, week: int) -> BlockType:
    placed = season(profile(LIFTER, SCRIPTS[script]), SCRIPTS[script], 30)
    return block_on(placed, MONDAY.date() + timedelta(weeks=week)).block.block_type


def test_a_season_covers_every_week_with_the_blocks_of_the_plan() -> None:
    kinds = [kind_on("adherent", week) for week in range(9)]
    easy = [week for week, kind in enumerate(kinds) if kind is BlockType.DELOAD]
    assert easy == [7]
    assert set(kinds) == {BlockType.ACCUMULATION, BlockType.INTENSIFICATION, BlockType.DELOAD}


def test_the_meet_of_a_script_has_its_taper_and_shows_maxes() -> None:
    assert [kind_on("event", week) for week in (19, 20, 21)] == [
        BlockType.REALIZATION,
        BlockType.REALIZATION,
        BlockType.RESTORATION,
    ]
    months = play(0, LIFTER, SCRIPTS["event"], physiology(), seed="meet", weeks=22, alone=True)
    on_saturday = 7 * 20 + 5
    shown = [test for test in months.tests if test.day == on_saturday]
    assert shown
    assert {test.reps for test in shown} == {1}
    assert months.violations == []


def test_a_deload_that_does_too_much_is_seen() -> None:
    assert [rule for rule, _, _ in of_deload_week(0.61)] == ["deload_too_much"]
    assert not list(of_deload_week(0.60))
