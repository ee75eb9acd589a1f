"""What the next session is expected to show, and what of the last one is believed."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.shown import Session, Shown, best_of, expect
from tests.engine.builders import done


def after(*bests_kg: float, rest: int = 7) -> Shown:
    """A session a week, and what is expected `rest` days after the last."""
    sessions = [Session(7 * n, math.log(1000 * kg)) for n, kg in enumerate(bests_kg)]
    expected = expect(sessions, sessions[-1].day + rest)
    assert expected is not None
    return expected


def kg(expected: Shown) -> float:
    return math.exp(expected.log_mean) / 1000


STEADY = (100.0,) * 10


def test_nothing_is_expected_where_nothing_was_shown() -> None:
    assert expect([], 0) is None
    assert best_of([done(0, 8, 8), done(None, 8), done(60, 0), done(60, 5, warm_up=True)]) is None


def test_a_session_shows_its_best_set_whatever_was_heavier() -> None:
    # 5 at RPE 8: n = 7 -> 81.1 %; without effort as if none was left: n = 5 -> 86.3 %
    assert best_of([done(81.1, 5, 8)]) == pytest.approx(math.log(100_000))
    assert best_of([done(86.3, 5)]) == pytest.approx(math.log(100_000))
    assert best_of([done(95, 1, 10), done(86.3, 5), done(60, 5, 6)]) == pytest.approx(math.log(100_000))


def test_small_steps_are_followed_at_once() -> None:
    assert kg(after(*STEADY, 101)) == pytest.approx(101)
    assert kg(after(*STEADY, 99)) == pytest.approx(99)


def test_a_light_day_is_half_forgiven_and_a_second_one_believed() -> None:
    assert 88 < kg(after(*STEADY, 80)) < 95
    assert kg(after(*STEADY, 80, 80)) == pytest.approx(80)
    assert kg(after(*STEADY, 80, 85)) == pytest.approx(85)


def test_a_better_day_mostly_stays_and_all_of_it_when_it_comes_again() -> None:
    assert 110 < kg(after(*STEADY, 115)) < 115
    assert kg(after(*STEADY, 115, 115)) == pytest.approx(115)
    assert kg(after(*STEADY, 150)) < kg(after(*STEADY, 115, 115, 150)) < 150


def test_a_light_day_is_forgiven_those_who_come_back_more_than_those_who_stay_there() -> None:
    comes_back = [80.0 if n % 3 == 2 else 100.0 for n in range(36)]
    stays = [100 * (0.8 if n % 6 < 3 else 1.0) for n in range(36)]
    assert kg(after(*comes_back, 100, 80)) > kg(after(*stays, 100, 100, 80)) + 2


def test_after_a_pause_a_light_day_is_believed_sooner() -> None:
    steady = [Session(7 * n, math.log(100)) for n in range(10)]
    soon, late = (expect([*steady, Session(steady[-1].day + rest, math.log(80))], 500) for rest in (7, 120))
    assert soon is not None
    assert late is not None
    assert late.log_mean < soon.log_mean - 0.05


@pytest.mark.parametrize("typed_kg", [1340.9, 10.0])  # 2,956 lb; a digit lost
def test_a_typing_error_is_hardly_believed_and_does_not_blur_the_rest(typed_kg: float) -> None:
    assert kg(after(*STEADY, typed_kg)) == pytest.approx(100, rel=0.1)
    assert kg(after(*STEADY, typed_kg, *STEADY)) == pytest.approx(100)
    assert after(*STEADY, typed_kg, *STEADY).log_sd < 2 * after(*STEADY, *STEADY).log_sd


def test_the_interval_learns_how_even_a_lifter_is_and_widens_with_a_pause() -> None:
    uneven = after(*(100 * math.exp(0.1 * math.sin(n * n)) for n in range(30)))
    even = after(*(100 * math.exp(0.01 * math.sin(n * n)) for n in range(30)))
    assert even.log_sd < 0.7 * uneven.log_sd
    assert after(*STEADY, rest=14).log_sd == after(*STEADY, rest=1).log_sd
    assert after(*STEADY, rest=60).log_sd > after(*STEADY, rest=30).log_sd > after(*STEADY).log_sd
    assert after(*STEADY, rest=60).log_mean == after(*STEADY).log_mean


@settings(max_examples=50)
@given(st.lists(st.floats(0.001, 1e6), min_size=1, max_size=30), st.integers(-10, 10_000))
def test_the_expected_lies_between_what_was_shown_and_is_finite(bests: Sequence[float], rest: int) -> None:
    expected = after(*bests, rest=rest)
    assert min(bests) * 0.999 <= kg(expected) <= max(bests) * 1.001
    assert 0 < expected.log_sd < math.inf
    assert expected.low < expected.log_mean < expected.high
