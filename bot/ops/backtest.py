"""`setpoint backtest`: how well the engine foretells what real lifters' sessions show, and every prediction of it."""

import csv
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot.ops import set_file
from bot.ops.set_file import SetFileError
from core.engine.units import to_grams
from core.lab import backtest
from core.lab.backtest import Figures, LoggedSet, Prediction

GRAMS_PER_KG = 1000.0


def main(file: Path, *, predictions: Path | None, as_json: bool) -> int:
    """Predict a file of sets; 2 where it cannot be used or the predictions cannot be written."""
    try:
        found = backtest.predict(_log(file))
        figures = backtest.figures(found)
        if figures is None:
            raise SetFileError(
                f"{file} has no exercise with {backtest.LEAST_SESSIONS} sessions of sets with a load"
                f" and 1 to {backtest.MOST_REPS} repetitions, so there is nothing to predict."
            )
        if predictions is not None:
            _write(predictions, found)
    except SetFileError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(asdict(figures)) if as_json else _table(figures))
    return 0


def _log(file: Path) -> list[LoggedSet]:
    return [
        LoggedSet(
            lifter=lifter,
            exercise=done.exercise,
            day=done.day,
            load_g=to_grams(done.load, done.unit),
            reps=done.reps,
            rpe=None if done.rpe is None else float(done.rpe),
        )
        for lifter, sets in set_file.histories(file).items()
        for done in sets
    ]


def _write(path: Path, predictions: Sequence[Prediction]) -> None:
    columns = ("lifter", "exercise", "day", "predicted_kg", "low_kg", "high_kg", "last_kg", "best_kg")
    try:
        with path.open("w", newline="", encoding="utf-8") as out:
            rows = csv.writer(out, lineterminator="\n")
            rows.writerow(columns)
            for each in predictions:
                expected = each.expected
                logs = (expected.log_mean, expected.low, expected.high, each.last, each.best)
                rows.writerow((each.lifter, each.exercise, each.day, *(f"{_kg(log):.4f}" for log in logs)))
    except OSError as error:
        raise SetFileError(f"{path} cannot be written: {error}") from error


def _kg(log_g: float) -> float:
    return math.exp(log_g) / GRAMS_PER_KG


def _table(figures: Figures) -> str:
    """The rival beside us; a log error of 0.04 is about 4 %."""
    return "\n".join(
        (
            f"{figures.n} sessions predicted, each from those before it",
            "",
            f"{'error of the best e1RM, %':<28}{'Setpoint':>10}{'same as last':>14}",
            _line("mean", figures.mean_abs_log_error, figures.last_mean_abs_log_error),
            _line("median", figures.median_abs_log_error, figures.last_median_abs_log_error),
            "",
            f"{figures.coverage_pct:.1f} % of the sessions are in their 95 % interval",
        )
    )


def _line(what: str, ours: float, last: float) -> str:
    return f"{what:<28}{100.0 * ours:>10.2f}{100.0 * last:>14.2f}"
