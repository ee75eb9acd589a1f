"""What an exercise was used for: counted per workout, with the last record and a trend that can be told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.exposure import exposures, last_pr_on
from tests.engine.builders import MONDAY, days, done

TODAY = (MONDAY + days(56)).date()


def test_a_record_is_more_than_on_any_day_before() -> None:
    at = [MONDAY + days(n) for n in range(5)]
    first, same, more = done(100, 5, at=at[0]), done(100, 5, at=at[1]), done(100, 6, at=at[2])
    assert last_pr_on([first]) is None, "the first time there is nothing to beat"
    assert last_pr_on([first, same]) is None
    assert last_pr_on([first, same, more, done(102.5, 3, at=at[3])]) == at[2].date()
    assert last_pr_on([first, done(150, 5, at=at[3], trusted=False)]) is None, "a typing error is no record"


def test_without_load_repetitions_and_seconds_make_the_record() -> None:
    at = [MONDAY + days(n) for n in range(3)]
    assert last_pr_on([done(None, 8, at=at[0]), done(None, 10, at=at[1])]) == at[1].date()
    assert last_pr_on(
        [done(None, None, at=a, duration_s=s) for a, s in zip(at, (40, 60, 50), strict=True)]
    ) == (at[1].date())


def test_workouts_are_counted_and_not_sets_or_names() -> None:
    sets = [
        (workout, done(100, 5, at=MONDAY + days(workout), exercise_id=exercise_id))
        for workout in range(5)
        for exercise_id in ((1, 1, 1, 2) if workout < 2 else (1,))
    ]
    warm_up = (4, done(20, 5, at=MONDAY + days(4), exercise_id=3, warm_up=True))
    found = exposures([*sets, warm_up], TODAY, lately=3)
    assert {number: (each.workouts, each.workouts_lately) for number, each in found.items()} == {
        1: (5, 3),
        2: (2, 0),
    }
    assert found[2].last_used_on == (MONDAY + days(1)).date()


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3)), max_size=40))
def test_counts_are_those_of_a_plain_count_whatever_the_order(log: list[tuple[int, int]]) -> None:
    sets = [(workout, done(100, 5, at=MONDAY + days(workout), exercise_id=number)) for workout, number in log]
    found = exposures(sets, TODAY)
    assert {number: each.workouts for number, each in found.items()} == {
        number: len({workout for workout, other in log if other == number}) for _, number in log
    }
