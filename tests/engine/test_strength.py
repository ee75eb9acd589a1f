"""What teaches the strength state, how much, and what must not."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.models import MaxEntry, MaxSource, PerformedSet, Strength
from core.engine.strength import (
    detraining_loss,
    e1rm_g,
    estimate,
    expected_rpe,
    high_g,
    load_for_g,
    low_g,
)
from tests.engine.builders import MONDAY, days, done, max_of

MAX = max_of(100)


def known(*history: PerformedSet, maxes: tuple[MaxEntry, ...] = (MAX,), after: float = 7) -> Strength:
    strength = estimate(1, maxes, history, MONDAY + days(after))
    assert strength is not None
    return strength


def test_nothing_is_known_without_a_max_or_a_loaded_set() -> None:
    assert estimate(1, (), (), MONDAY) is None
    assert estimate(1, (), (done(0, 8, 8),), MONDAY) is None
    assert estimate(1, (max_of(100, exercise_id=2),), (), MONDAY) is None


def test_a_tested_max_is_believed_to_three_percent() -> None:
    strength = known(after=0)
    assert e1rm_g(strength) == 100_000
    # prior SD 15 %, test SD 3 % -> 1 / (1/0.15^2 + 1/0.03^2) = 0.02942^2
    assert strength.log_sd == pytest.approx(0.02942, abs=1e-5)
    assert (low_g(strength), high_g(strength)) == (94_397, 105_935)  # 100 kg * exp(-+1.96 * 0.02942)


def test_load_for_an_effort_follows_the_chart_and_the_bias() -> None:
    # 5 repetitions at RPE 8: two left, half a repetition more than said -> n = 7.5 -> 79.9 %
    assert load_for_g(known(after=0), 5, 8) == pytest.approx(79_900)
    assert expected_rpe(known(after=0), 79_900, 5) == pytest.approx(8.0)


def test_an_entered_three_rep_max_counts_as_three_repetitions_to_failure() -> None:
    entry = MaxEntry(exercise_id=1, at=MONDAY, source=MaxSource.INPUT_3RM, load_g=92_200, reps=3)
    assert e1rm_g(known(maxes=(entry,), after=0)) == 100_000  # 92.2 % at n = 3


def test_easier_sets_than_expected_raise_the_estimate_and_harder_ones_lower_it() -> None:
    as_expected = known(done(79.9, 5, 8, at=MONDAY + days(2)))
    easier = known(done(79.9, 5, 7, at=MONDAY + days(2)))
    harder = known(done(79.9, 5, 9, at=MONDAY + days(2)))
    assert e1rm_g(harder) < e1rm_g(as_expected) < e1rm_g(easier)
    assert e1rm_g(as_expected) == pytest.approx(100_000, abs=100)


def test_the_best_set_of_a_day_speaks_for_the_day() -> None:
    at = MONDAY + days(2)
    tired = known(done(80, 5, 8, at=at), done(80, 5, 9, at=at), done(80, 5, 10, at=at))
    assert e1rm_g(tired) == pytest.approx(e1rm_g(known(done(80, 5, 8, at=at))), abs=50)


def test_a_tick_near_its_target_says_nothing_new_and_far_from_it_a_little() -> None:
    at = MONDAY + days(2)
    near = known(done(80, 5, target_rpe=8, at=at))
    assert e1rm_g(near) == 100_000
    far = known(done(90, 5, target_rpe=8, at=at))
    felt = known(done(90, 5, 8, at=at))
    assert 100_000 < e1rm_g(far) < e1rm_g(felt)


def test_a_set_without_effort_is_a_lower_bound() -> None:
    assert e1rm_g(known(done(60, 5, at=MONDAY + days(2)))) == 100_000
    assert e1rm_g(known(done(100, 5, at=MONDAY + days(2)))) > 101_500


def test_an_effort_below_six_is_a_lower_bound() -> None:
    assert e1rm_g(known(done(40, 5, 5, at=MONDAY + days(2)))) == 100_000


def test_failing_a_single_bounds_the_estimate_from_above() -> None:
    assert e1rm_g(known(done(90, 0, failed=True, at=MONDAY + days(2)))) < 98_500


def test_warm_ups_and_unconfirmed_sets_teach_nothing() -> None:
    at = MONDAY + days(2)
    assert known(done(140, 5, 8, at=at, trusted=False)) == known()
    assert known(done(140, 5, 8, at=at, warm_up=True)) == known()


@pytest.mark.parametrize("typed_kg", [1340.9, 800.0, 8.0])  # 2,956 lb; a slipped digit either way
def test_a_typing_error_does_no_harm(typed_kg: float) -> None:
    usual = tuple(done(80, 5, 8, at=MONDAY + days(3 * day)) for day in range(1, 5))
    typo = done(typed_kg, 5, 8, at=MONDAY + days(14))
    clean, dirty = known(*usual, after=15), known(*usual, typo, after=15)
    assert e1rm_g(dirty) == pytest.approx(e1rm_g(clean), rel=0.01)


def test_a_typing_error_on_the_first_day_is_outvoted() -> None:
    typo = done(800, 5, 8)
    usual = tuple(done(80, 5, 8, at=MONDAY + days(3 * day)) for day in range(1, 4))
    assert e1rm_g(known(typo, *usual, maxes=(), after=10)) == pytest.approx(100_000, rel=0.05)


def test_without_training_the_interval_widens_and_from_the_third_week_strength_fades() -> None:
    fresh, fortnight, month = known(after=0), known(after=14), known(after=28)
    assert e1rm_g(fresh) == e1rm_g(fortnight) == 100_000
    # 28 days: 1 % in the third week, 1.75 % in the fourth
    assert e1rm_g(month) == pytest.approx(97_250, abs=5)
    assert fresh.log_sd < fortnight.log_sd < month.log_sd


def test_training_something_else_is_not_a_layoff() -> None:
    other = tuple(done(50, 8, 8, exercise_id=2, at=MONDAY + days(7 * week)) for week in range(1, 4))
    assert e1rm_g(known(*other, after=28)) == 100_000


def test_strength_lost_never_exceeds_a_quarter() -> None:
    losses = [detraining_loss(off) for off in (0, 14, 15, 21, 28, 56, 3650)]
    assert losses == sorted(losses)
    assert losses[0] == losses[1] == 0.0
    assert losses[-1] == 0.25


def test_an_estimate_of_our_own_does_not_echo_the_sets_it_was_made_from() -> None:
    at = MONDAY + days(2)
    echo = MaxEntry(
        exercise_id=1, at=at + days(1), source=MaxSource.SYSTEM_CALCULATED, load_g=120_000, reps=1
    )
    assert known(done(80, 5, 8, at=at), maxes=(MAX, echo)) == known(done(80, 5, 8, at=at))


def test_an_expected_gain_raises_the_load_of_those_who_only_tick() -> None:
    ticks = tuple(done(80, 5, target_rpe=8, at=MONDAY + days(7 * week)) for week in range(1, 4))
    strength = estimate(1, (MAX,), ticks, MONDAY + days(21), gain_per_week=0.01)
    assert strength is not None
    assert e1rm_g(strength) == pytest.approx(100_000 * math.exp(0.03), abs=2)


def weeks_of(*shown: float, told: float = 8.0) -> tuple[PerformedSet, ...]:
    """A training day every 3.5 days, whose set says so much of 100 kg."""
    return tuple(
        done(79.9 * share, 5, told, at=MONDAY + days(3.5 * n)) for n, share in enumerate(shown, start=1)
    )


def test_maxes_tell_how_far_a_persons_reports_are_off_and_loads_stay_where_they_are_felt() -> None:
    shy = weeks_of(*(0.93,) * 24)
    tests = tuple(max_of(100, at=MONDAY + days(28 * n + 1)) for n in range(4))
    tested, untested = known(*shy, maxes=tests, after=85), known(*shy, maxes=(), after=85)
    assert e1rm_g(tested) == pytest.approx(100_000, rel=0.015)
    assert e1rm_g(untested) == pytest.approx(93_000, rel=0.005)
    assert tested.rir_bias_reps > untested.rir_bias_reps + 1.5
    assert load_for_g(tested, 5, 8) == pytest.approx(0.93 * 79_900, rel=0.01)
    assert expected_rpe(tested, 0.93 * 79_900, 5) == pytest.approx(8.0, abs=0.3)


def test_reports_alone_never_make_sure_and_maxes_do() -> None:
    many = weeks_of(*(1.0,) * 24)
    tests = tuple(max_of(100, at=MONDAY + days(28 * n + 1)) for n in range(4))
    assert known(*many, maxes=(), after=85).log_sd > 0.04
    assert known(*many, maxes=tests, after=85).log_sd < 0.025


def test_an_uneven_lifter_is_known_less_well() -> None:
    even, uneven = weeks_of(*(1.0, 1.01) * 12), weeks_of(*(0.9, 1.1) * 12)
    assert known(*uneven, after=85).log_sd > 1.1 * known(*even, after=85).log_sd


def test_half_of_a_sudden_loss_is_in_the_estimate_within_twelve_days() -> None:
    before, after = (1.0, 1.02, 0.98, 1.0) * 6, (0.95, 0.95, 0.95)
    assert e1rm_g(known(*weeks_of(*before), maxes=(), after=85)) == pytest.approx(100_000, rel=0.005)
    assert e1rm_g(known(*weeks_of(*before, *after), maxes=(), after=94.6)) < 97_500


any_set = st.builds(
    done,
    st.floats(0, 3000),
    st.integers(0, 1000),
    st.sampled_from([None, 1.0, 5.0, 6.0, 7.5, 9.0, 10.0]),
    at=st.integers(0, 4000).map(lambda day: MONDAY + days(day)),
    target_rpe=st.sampled_from([None, 6.0, 8.0]),
    failed=st.booleans(),
)


@given(st.lists(any_set, max_size=12), st.booleans())
def test_absurd_histories_still_give_a_finite_state(history: list[PerformedSet], has_max: bool) -> None:
    strength = estimate(1, (MAX,) if has_max else (), history, MONDAY + days(4001))
    if strength is not None:
        assert math.isfinite(strength.log_mean)
        assert 0.0 < strength.log_sd < 0.26
        assert low_g(strength) <= e1rm_g(strength) <= high_g(strength)
