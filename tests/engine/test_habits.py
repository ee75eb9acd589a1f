"""What sets and tests show of a person: how far reports are off, how many repetitions a share of a max allows."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine import evidence
from core.engine.curve import PRESS, USUAL, Curve
from core.engine.habits import TENS_SETS, habits
from core.engine.models import MaxEntry, PerformedSet, Strength
from core.engine.models.habits import UNKNOWN, Habits
from core.engine.strength import aimed_rir, e1rm_g, estimate, expected_rpe, load_for_g
from tests.engine.builders import MONDAY, SQUAT, a_day, codes, days, done, max_of, planned, prescribed

TRUE_KG = 101.237  # tested at 100 kg with the next load at 102.5
CURVES = {1: USUAL, 2: PRESS}
TWELVE_WEEKS = 85
TESTS = tuple(max_of(100, at=MONDAY + days(28 * n + 1)) for n in range(4))


def weeks_of(
    *shown: float, left: float = 2.95, rpe: float = 8.0, reps: int = 5, exercise_id: int = 1
) -> tuple[PerformedSet, ...]:
    """A training day every 3.5 days with a share of the load that really leaves so much; reported as an effort."""
    load_kg = TRUE_KG * CURVES[exercise_id].fraction(reps + left)
    return tuple(
        done(load_kg * share, reps, rpe, at=MONDAY + days(3.5 * n), exercise_id=exercise_id)
        for n, share in enumerate(shown, start=1)
    )


def known(
    *history: PerformedSet,
    maxes: tuple[MaxEntry, ...] = (),
    after: float = TWELVE_WEEKS,
    of: int = 1,
    person: Habits = UNKNOWN,
) -> Strength:
    strength = estimate(of, maxes, history, MONDAY + days(after), curve=CURVES[of], known=person)
    assert strength is not None
    return strength


def person(maxes: tuple[MaxEntry, ...], *history: PerformedSet) -> Habits:
    in_order = sorted(history, key=lambda each: each.at)
    return habits(maxes, in_order, MONDAY + days(TWELVE_WEEKS), 0.0, CURVES)


USUALLY = weeks_of(*(1.0,) * 24)
SHY = weeks_of(*(1.0,) * 24, left=5.0)  # says two are left where there are five
BOLD = weeks_of(*(1.0,) * 24, left=1.0)  # and where there is one


def test_tests_show_how_far_a_persons_reports_are_off() -> None:
    shy, usual, bold = (known(*sets, maxes=TESTS) for sets in (SHY, USUALLY, BOLD))
    # half of what is off may as well be the curve, and made sets allow no bold one to be very bold
    assert shy.rir_bias_reps > usual.rir_bias_reps + 0.4
    assert bold.rir_bias_reps < usual.rir_bias_reps - 0.3
    for each in (shy, usual, bold):
        assert e1rm_g(each) == pytest.approx(1000 * TRUE_KG, rel=0.015)


def test_reports_alone_only_say_that_nobody_is_so_bold_as_to_fail() -> None:
    """Sets that never fail leave something, so the bold end of what people are drops out: the same for everybody."""
    shy, usual, bold = known(*SHY), known(*USUALLY), known(*BOLD)
    assert shy.rir_bias_reps == pytest.approx(usual.rir_bias_reps) == pytest.approx(bold.rir_bias_reps)
    assert shy.bias_known == pytest.approx(usual.bias_known) == pytest.approx(bold.bias_known)
    # a bias of 0.95 +- 1.45 that leaves something, so above -2: half of what is unknown at most
    assert 0.95 < shy.rir_bias_reps < 0.95 + 0.6
    assert shy.bias_known < 0.55
    assert e1rm_g(shy) < 0.95 * e1rm_g(usual) < 0.95 * e1rm_g(bold)  # and so are taken as everybody's are


LIMITS = tuple(  # every fortnight a set that ends where it truly ends
    done(TRUE_KG * USUAL.fraction(reps + 0.5), reps, 10, at=MONDAY + days(14 * n + 3), failed=True)
    for n, reps in enumerate((5, 8, 5, 8, 5))
)


def test_with_true_limits_the_reserve_is_met_where_reports_alone_leave_too_much() -> None:
    """Five at RPE 8 should leave two and a little; of the shy lifter the reports alone leave a repetition more.

    Tests alone leave as much: repetitions that are not said may as well be ones that are not there.
    """

    def really_left(strength: Strength) -> float:
        return USUAL.reps(load_for_g(strength, 5, 8) / (1000 * TRUE_KG)) - 5

    first, alone, tested = known(*SHY[:4]), known(*SHY), known(*SHY, maxes=TESTS)
    assert really_left(first) > 5.0
    assert really_left(alone) == pytest.approx(3.4, abs=0.1)
    assert really_left(tested) == pytest.approx(3.4, abs=0.1)
    limited = known(*sorted((*SHY, *LIMITS), key=lambda each: each.at), maxes=TESTS)
    assert 2.0 < really_left(limited) < 2.4
    assert limited.rir_bias_reps > tested.rir_bias_reps + 0.75
    # of the bold one next to nothing is left until sets have ended where they truly end
    limited = known(*sorted((*BOLD, *LIMITS), key=lambda each: each.at), maxes=TESTS)
    assert really_left(limited) > really_left(known(*BOLD, maxes=TESTS)) + 0.75
    assert tested.bias_known > 0.25
    assert aimed_rir(tested, 8) < 2.2375
    # and the card asks this lifter for what they will call it
    assert expected_rpe(tested, load_for_g(tested, 5, 8), 5) > 8.5


def test_reports_alone_never_make_sure_and_maxes_do() -> None:
    assert known(*USUALLY).log_sd > 0.04
    assert known(*USUALLY, maxes=TESTS).log_sd < 0.025


def test_sets_to_a_true_limit_show_how_many_repetitions_a_share_allows() -> None:
    """Ten at 80 % in a set that failed: the usual curve says 9.7 are possible; somebody else does fourteen."""

    def limits(reps: int) -> tuple[PerformedSet, ...]:
        return tuple(
            done(0.8 * TRUE_KG, reps, 10, at=MONDAY + days(7 * n), failed=True) for n in range(1, 12)
        )

    few, many = known(*limits(6), maxes=TESTS), known(*limits(14), maxes=TESTS)
    assert few.curve.stretch < 0.8
    assert many.curve.stretch > 1.25
    assert load_for_g(few, 10, 8) < load_for_g(many, 10, 8)
    assert load_for_g(few, 1, 10) == pytest.approx(load_for_g(many, 1, 10), rel=0.03)


def bench_of(maxes: tuple[MaxEntry, ...], *squats: PerformedSet) -> Strength:
    """A bench press never tested, every time five at RPE 8, by somebody who squats so."""
    bench = weeks_of(*(0.7,) * 24, exercise_id=2)
    history = tuple(sorted((*squats, *bench), key=lambda each: each.at))
    return known(*history, of=2, maxes=maxes, person=person(maxes, *history))


def test_what_a_tested_squat_shows_of_reports_holds_for_the_bench_press() -> None:
    shy, usual, bold = (bench_of(TESTS, *squats) for squats in (SHY, USUALLY, BOLD))
    assert shy.rir_bias_reps > usual.rir_bias_reps > bold.rir_bias_reps
    assert e1rm_g(shy) > e1rm_g(usual) > e1rm_g(bold)
    assert usual.log_sd < bench_of((), *USUALLY).log_sd
    assert usual.bias_known > 0.25


def test_a_lift_does_not_tell_itself_twice() -> None:
    alone = person(TESTS, *SHY)
    assert known(*SHY, maxes=TESTS, person=alone) == known(*SHY, maxes=TESTS)


def test_half_of_what_a_lift_shows_of_the_curve_is_its_own() -> None:
    far = tuple(done(0.8 * TRUE_KG, 14, 10, at=MONDAY + days(7 * n), failed=True) for n in range(1, 12))
    squat = known(*far, maxes=TESTS, person=person(TESTS, *far))
    bench = bench_of(TESTS, *far)
    assert 1.02 < bench.curve.stretch < squat.curve.stretch


def tens(count: int, rpe: float = 10.0) -> tuple[PerformedSet, ...]:
    return tuple(done(85, 5, rpe, at=MONDAY + days(2 * n)) for n in range(1, count + 1))


def test_who_says_ten_of_everything_tells_nothing_with_it() -> None:
    assert person((), *tens(TENS_SETS - 1)).tells
    assert not person((), *tens(TENS_SETS)).tells
    assert person((), *tens(TENS_SETS, rpe=9.0)).tells
    silent = person(TESTS[:1], *tens(24))
    believed = known(*tens(24), maxes=TESTS[:1], after=50)
    ignored = known(*tens(24), maxes=TESTS[:1], after=50, person=silent)
    assert not ignored.tells
    # 24 times five with 85 kg, which says more than 94.4 kg: 0.1 % each time, and no tens that say it is hardly more
    assert e1rm_g(believed) < e1rm_g(ignored) == pytest.approx(1000 * TRUE_KG, rel=0.025)


def test_of_who_says_ten_of_everything_only_what_was_made_counts_wherever_it_is_asked() -> None:
    """Not even that an eight was meant, which a tick would say."""
    meant, now = tuple(replace(each, target_rpe=8.0) for each in tens(24)), MONDAY + days(50)
    silent = person(TESTS[:1], *meant)
    assert not silent.tells
    day = replace(a_day(planned(SQUAT), maxes=TESTS[:1], history=meant, now=now), habits=silent)
    made = replace(
        day,
        history=tuple(replace(each, rpe=None, target_rpe=None) for each in meant),
        habits=replace(silent, tells=True),
    )
    of_tens, of_made = prescribed(day).strength, prescribed(made).strength
    assert of_tens is not None
    assert of_made is not None
    assert (of_tens.log_mean, of_tens.log_sd) == (of_made.log_mean, of_made.log_sd)


def test_who_says_ten_of_everything_is_made_no_lighter_for_it() -> None:
    history, now = tens(24), MONDAY + days(50)
    day = a_day(planned(SQUAT), maxes=TESTS[:1], history=history, now=now)
    silent = replace(day, habits=person(TESTS[:1], *history))
    assert "effort_history:felt_harder" not in codes(prescribed(silent).reasons)


def test_tens_that_sometimes_fail_are_believed() -> None:
    missed = tuple(done(85, 4, 10, at=MONDAY + days(2 * n), failed=n % 3 == 0) for n in range(1, 25))
    assert person((), *missed).tells


def test_an_uneven_lifter_is_known_less_well() -> None:
    even, uneven = weeks_of(*(1.0, 1.01) * 12), weeks_of(*(0.9, 1.1) * 12)
    assert known(*uneven, maxes=TESTS).report_noise > known(*even, maxes=TESTS).report_noise
    assert known(*uneven, maxes=TESTS).log_sd > 1.3 * known(*even, maxes=TESTS).log_sd


SUDDEN = (*weeks_of(*(1.0, 1.02, 0.98, 1.0) * 6), *weeks_of(*(0.94,) * 27)[24:])


def test_a_sudden_loss_is_seen_within_twelve_days_and_sooner_where_every_lift_says_so() -> None:
    alone = known(*SUDDEN, maxes=TESTS, after=95)
    assert e1rm_g(alone) < 0.99 * 1000 * TRUE_KG  # 0.5 % a workout, for each may have been a bad day
    bench = tuple(
        done((each.load_g or 0) / 1400, 5, 8, at=each.at + days(1), exercise_id=2) for each in SUDDEN
    )
    history = sorted((*SUDDEN, *bench), key=lambda each: each.at)
    shaken = habits(TESTS, history, MONDAY + days(95), 0.0, CURVES)
    assert shaken.shaken_at
    assert min(shaken.shaken_at) > MONDAY + days(84)
    both = known(*history, maxes=TESTS, after=95, person=shaken)
    assert e1rm_g(both) < e1rm_g(alone)
    assert e1rm_g(both) < 0.97 * 1000 * TRUE_KG


def test_the_derivatives_of_a_set_do_not_follow_the_noise_of_its_report() -> None:
    """Otherwise whoever says seven by chance would pass for somebody of many repetitions."""
    told = [evidence.of_set(done(80, 5, rpe)) for rpe in (7, 8, 9)]
    assert all(each is not None for each in told)
    found = [each for each in told if each is not None]
    assert len({(each.of_bias, each.of_stretch, each.bend, each.sd) for each in found}) == 1
    assert all(harder.low < easier.low for easier, harder in pairwise(found))


reports = st.lists(
    st.tuples(
        st.integers(1, 2), st.integers(30, 120), st.integers(1, 15), st.sampled_from([6.0, 8.0, 9.5, 10.0])
    ),
    max_size=15,
)


@given(reports, st.booleans())
def test_whatever_was_said_a_person_stays_possible(
    said: list[tuple[int, int, int, float]], tested: bool
) -> None:
    history = [
        done(load, reps, rpe, at=MONDAY + days(n), exercise_id=of)
        for n, (of, load, reps, rpe) in enumerate(said)
    ]
    maxes = TESTS if tested else ()
    found = person(maxes, *history)
    for of in CURVES:
        strength = estimate(of, maxes, history, MONDAY + days(TWELVE_WEEKS), curve=CURVES[of], known=found)
        if strength is not None:
            assert math.isfinite(strength.log_mean)
            assert 0.0 < strength.log_sd < 0.26
            assert -1.0 < strength.rir_bias_reps < 4.0
            assert isinstance(strength.curve, Curve)
