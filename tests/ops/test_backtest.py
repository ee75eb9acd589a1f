"""The backtest as a command: a file in, the figures and every prediction out."""

import csv
import json
from pathlib import Path

import pytest

from bot.cli import main

FIGURES = {
    "n",
    "mean_abs_log_error",
    "last_mean_abs_log_error",
    "median_abs_log_error",
    "last_median_abs_log_error",
    "coverage_pct",
}


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Twenty sessions of one exercise in pounds, one of them without repetitions, and one of another."""
    rows = [f"ana,{3 * n},Bench Press,1,{200 + n % 4},lb,5,{8 if n % 2 else ''}" for n in range(20)]
    file = tmp_path / "sets.csv"
    file.write_text(
        "\n".join(["lifter,day,exercise,set,load,unit,reps,rpe", *rows, "ana,0,Curl,1,20,kg,,"]) + "\n"
    )
    return file


def test_the_figures_come_as_one_object_the_same_every_time(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backtest", str(history), "--json"]) == 0
    first = capsys.readouterr().out
    assert main(["backtest", str(history), "--json"]) == 0
    assert capsys.readouterr().out == first
    found = json.loads(first)
    assert set(found) == FIGURES
    assert found["n"] == 15


def test_every_prediction_is_a_row_in_kilograms(history: Path, tmp_path: Path) -> None:
    out = tmp_path / "predictions.csv"
    assert main(["backtest", str(history), "--predictions", str(out)]) == 0
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["day"]) for row in rows] == list(range(15, 60, 3))
    for row in rows:
        low, predicted, high = (float(row[f"{name}_kg"]) for name in ("low", "predicted", "high"))
        assert 60 < low < predicted < high < 200
    # 201 lb x 5 at RPE 8 -> n = 7, by the chart 81.1 %
    assert float(rows[0]["best_kg"]) == pytest.approx(201 * 0.45359237 / 0.811, rel=1e-4)
    assert rows[1]["last_kg"] == rows[0]["best_kg"]


def test_a_file_without_enough_sessions_or_that_is_not_there_is_refused(
    history: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history.write_text("\n".join(history.read_text().splitlines()[:12]))
    assert main(["backtest", str(history)]) == 2
    assert "nothing to predict" in capsys.readouterr().err
    assert main(["backtest", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
