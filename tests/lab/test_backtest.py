"""The backtest foretells from the past alone, and counts what it says it counts."""

import math
from dataclasses import replace

import pytest

from core.lab.backtest import LoggedSet, Prediction, figures, predict

PRESS = "Press"


def logged(day: int, load_kg: float, reps: int | None = 5, *, exercise: str = PRESS) -> LoggedSet:
    return LoggedSet(
        lifter="ana", exercise=exercise, day=day, load_g=round(load_kg * 1000), reps=reps, rpe=None
    )


def wavy(sessions: int, exercise: str = PRESS) -> list[LoggedSet]:
    """Two sets a session, now better and now worse, a session every third day."""
    return [
        logged(3 * n, share * 100 * math.exp(0.08 * math.sin(n * n)), exercise=exercise)
        for n in range(sessions)
        for share in (0.9, 1.0)
    ]


def until(predictions: list[Prediction], day: int) -> list[Prediction]:
    return [each for each in predictions if each.day <= day]


def test_each_session_from_the_sixth_is_predicted_once() -> None:
    assert [each.day for each in predict(wavy(15))] == list(range(15, 45, 3))
    assert predict(wavy(14)) == []
    assert figures([]) is None


def test_the_future_changes_no_prediction() -> None:
    log, day = wavy(40), 60
    changed = [
        each if each.day <= day else replace(each, load_g=3 * each.load_g, reps=1, rpe=6.0) for each in log
    ]
    before, after = predict(log), predict(changed)
    assert until(before, day) == until(after, day)
    assert before != after


def test_the_session_itself_is_not_seen_before_it_is_predicted() -> None:
    log, day = wavy(40), 60
    changed = [replace(each, load_g=3 * each.load_g) if each.day == day else each for each in log]
    before, after = until(predict(log), day)[-1], until(predict(changed), day)[-1]
    assert (before.expected, before.last) == (after.expected, after.last)
    assert after.best == pytest.approx(before.best + math.log(3))


def test_the_order_of_the_file_and_the_other_exercises_change_nothing() -> None:
    log = wavy(20)
    together = predict([*reversed(log), *wavy(30, "Row")])
    assert [each for each in together if each.exercise == PRESS] == predict(log)
    assert {each.exercise for each in together} == {PRESS, "Row"}


@pytest.mark.parametrize("reps", [0, 13, None])
def test_sets_of_more_than_twelve_repetitions_of_none_and_without_load_do_not_count(reps: int | None) -> None:
    log = wavy(20)
    extra = [logged(each.day, 500, reps) for each in log] + [logged(each.day, 0) for each in log]
    assert predict(log + extra) == predict(log)


def test_the_figures_are_those_of_the_predictions() -> None:
    predictions = predict(wavy(40))
    found = figures(predictions)
    assert found is not None
    errors = sorted(abs(each.best - each.expected.log_mean) for each in predictions)
    assert found.n == len(predictions) == 35
    assert found.mean_abs_log_error == pytest.approx(sum(errors) / 35)
    assert found.median_abs_log_error == errors[17]
    inside = [each for each in predictions if each.expected.low <= each.best <= each.expected.high]
    assert found.coverage_pct == pytest.approx(100 * len(inside) / 35)


def test_light_days_that_come_and_go_are_foretold_better_than_by_the_last_session() -> None:
    log = [logged(3 * n, 80 if n % 4 == 3 else 100 + n / 4) for n in range(60)]
    found = figures(predict(log))
    assert found is not None
    assert found.mean_abs_log_error < 0.9 * found.last_mean_abs_log_error
