"""Simulated athletes play the engine: the same ones every time, and the coaches beside it in their places."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import main
from bot.ops.simulate import table
from bot.ops.simulate_page import page
from core.lab.figures import (
    Simulation,
    figures,
    missing,
    of_athletes,
    of_state,
    of_time,
    rows,
    simulate,
    told,
    violations,
)
from core.lab.lag import STEP, Lag
from core.lab.months import play
from core.lab.people import personas, scripts
from core.lab.physiology import physiology
from core.lab.seen import Point, Tally, Violation

ASKED_FOR = (
    "rmse_pct",
    "bias_pct",
    "coverage_pct",
    "lag_days",
    "rir_within_1_pct",
    "oracle_rir_within_1_pct",
    "chart_rir_within_1_pct",
    "fixed_rir_within_1_pct",
    "missed_pct",
    "chart_missed_pct",
    "fixed_missed_pct",
    "false_stall_pct",
    "decline_found_pct",
    "ideal_decline_found_pct",
    "violations",
    "s_per_athlete_year",
    "habits_ms",
    "workout_ms",
    "late_workout_ms",
    "next_set_ms",
)


@pytest.fixture(scope="module")
def found() -> Simulation:
    """Two athletes for nine weeks, in which a first test falls."""
    return simulate(athletes=2, weeks=9, seed=7)


def test_there_are_enough_people_and_lives_and_all_of_them_meet() -> None:
    assert len(personas()) >= 12
    assert len(scripts()) >= 20
    assert math.gcd(len(personas()), len(scripts())) == 1
    assert len({each.name for each in personas()} | {each.name for each in scripts()}) == len(
        personas()
    ) + len(scripts())


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    def of(seed: int) -> object:
        values = figures(simulate(athletes=1, weeks=3, seed=seed))
        return {name: value for name, value in values.items() if name not in of_time([])}

    assert of(7) == of(7)
    assert of(7) != of(8)


def test_every_figure_is_there_or_says_why_not(found: Simulation) -> None:
    values = told(found)
    assert set(ASKED_FOR) <= set(values)
    nothing = {name for name in ASKED_FOR if values[name] is None}
    assert nothing == set(missing(figures(found)))
    for name in (
        "median_athlete",
        "worst_tenth",
        "personas",
        "scripts",
        "worst_persona",
        "tests_per_lift_year",
    ):
        assert values[name] is not None
    json.dumps(values)


def test_a_tenth_of_the_athletes_is_no_better_than_the_worst_tenth(found: Simulation) -> None:
    errors = sorted(of_state(each.points)["rmse_pct"] or 0.0 for each in found.athletes)
    assert of_athletes(found, 1.0)["rmse_pct"] == errors[0]
    assert of_athletes(found, 0.0)["rmse_pct"] == errors[1]


def test_who_knows_the_truth_hits_the_effort_more_often_than_a_plan_on_paper(found: Simulation) -> None:
    values = figures(found)
    oracle, fixed = values["oracle_rir_within_1_pct"], values["fixed_rir_within_1_pct"]
    engine, missed, fixed_missed = (
        values[name] for name in ("rir_within_1_pct", "missed_pct", "fixed_missed_pct")
    )
    assert oracle is not None
    assert fixed is not None
    assert engine is not None
    assert missed is not None
    assert fixed_missed is not None
    assert oracle > max(fixed, engine)
    assert missed < fixed_missed


def test_no_workout_breaks_a_promise(found: Simulation) -> None:
    assert violations(found) == []


def test_a_true_maximum_is_shown_every_eight_weeks() -> None:
    months = play(0, personas()[2], scripts()[0], physiology(), seed="tests", weeks=18, alone=True)
    squat = [test.day // 7 for test in months.tests if test.exercise_id == 1]
    assert squat == [8, 16]


def test_a_step_down_is_noticed_and_the_state_before_it_is_the_same() -> None:
    usual, weaker = (
        play(0, personas()[2], scripts()[0], physiology(), seed="step", weeks=12, step=step, alone=True)
        for step in (None, (35, 4 * STEP))
    )
    assert [each for each in usual.points if each.day < 35] == [
        each for each in weaker.points if each.day < 35
    ]
    assert weaker.points[-1].mean < usual.points[-1].mean


def test_lives_differ_in_what_they_should() -> None:
    by_name = {each.name: each for each in scripts()}

    def live(name: str, weeks: int = 9) -> int:
        months = play(0, personas()[2], by_name[name], physiology(), seed="lives", weeks=weeks, alone=True)
        return months.workouts

    usual = live("adherent")
    assert live("misses_a_third") < usual
    assert live("two_a_day") == 2 * usual
    assert live("seven_days") > usual
    assert live("one_day") == 9
    assert live("red_flag") == usual - 1


def test_a_set_counts_as_meant_within_a_repetition_and_never_when_missed() -> None:
    tally = Tally()
    tally.add(8.0, 2.9, missed=False)
    tally.add(8.0, 3.1, missed=False)
    tally.add(9.5, -0.2, missed=True)
    assert (tally.sets, tally.within, tally.missed) == (3, 1, 1)


def test_figures_of_the_state_are_what_they_say(found: Simulation) -> None:
    points = [Point(0, 1, 5.0, 5.03, 0.1, None), Point(1, 1, 5.0, 4.99, 0.001, None)]
    one = replace(found.athletes[0], points=points, violations=[Violation("rule", 1, 2, "why")])
    simulation = replace(found, athletes=[one], lag=Lag(half_days=None, delay_days=None, noticed=()))
    values = figures(simulation)
    assert values["rmse_pct"] == pytest.approx(100 * ((0.03**2 + 0.01**2) / 2) ** 0.5, abs=0.01)
    assert values["bias_pct"] == pytest.approx(1.0)
    assert values["coverage_pct"] == 50.0
    assert values["violations"] == 1
    assert "lag_days" in missing(values)
    assert rows(simulation, lambda each: each.persona)[one.persona]["violations"] == 1
    assert "rule" in table(simulation)
    assert "rule" in page(simulation)


def test_the_command_prints_and_writes_a_page_that_needs_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.html"
    assert main(["simulate", "--athletes", "1", "--weeks", "2", "--harsh", "--report", str(report)]) == 0
    assert "harsher bodies" in capsys.readouterr().out
    written = report.read_text()
    assert "<svg" in written
    assert "http" not in written
    assert main(["simulate", "--athletes", "1", "--weeks", "2", "--json"]) == 0
    assert set(ASKED_FOR) <= set(json.loads(capsys.readouterr().out))
