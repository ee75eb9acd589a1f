"""What one lift shows of the day goes on to the next."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.form import day_form
from core.engine.lighten import lighten
from core.engine.models import ExercisePrescription, Form, Pain, PerformedSet, Role, SetMode
from core.engine.next_set import progress
from core.engine.steps.pain import react_to_pain
from tests.engine.builders import (
    BENCH,
    MONDAY,
    PUSH_UP,
    SQUAT,
    a_day,
    codes,
    done,
    load_kg,
    max_of,
    planned,
    prescribed,
)

SQUATS = prescribed(
    a_day(planned(SQUAT, sets=5), maxes=(max_of(117),))
)  # 100 kg; test_set_by_set has its arithmetic
BENCHES = prescribed(a_day(planned(BENCH), maxes=(max_of(98.5, exercise_id=BENCH.id),)), BENCH)
PRESSES = prescribed(a_day(planned(PUSH_UP)), PUSH_UP)


def after(*performed: PerformedSet, of: ExercisePrescription = SQUATS) -> Form:
    form = day_form([(of, performed)])
    assert form is not None
    return form


def with_form(log_mean: float, of: ExercisePrescription = BENCHES) -> ExercisePrescription:
    return replace(of, form=Form(log_mean=log_mean, log_variance=0.0003, lifts=1))


def first(of: ExercisePrescription) -> tuple[float, int | None]:
    target = next(each for each in progress(of, ()).remaining if each.rpe is not None)
    return load_kg(target), target.reps


def test_a_lift_goes_on_as_far_as_it_tells_of_the_day_that_all_lifts_have() -> None:
    # One set at 6, of which 8.6 was to be expected: 2.6 x 2.6 % = 6.8 % of a good day, as noisy as a report,
    # (1.12 x 2.6 %)^2 = 0.00085, and as this lift's own form and max, 0.03^2 / 2 + 0.0316^2 = 0.00145. What all lifts
    # share is known to 0.03^2 / 2 = 0.00045: 6.8 % x 0.00045 / (0.00045 + 0.0023) = 1.1 %.
    form = after(done(100, 5, 6))
    assert form.log_mean == pytest.approx(0.011, abs=0.0005)
    assert form.log_variance == pytest.approx(0.00045 * 0.0023 / 0.00275, rel=0.01)
    assert after(done(100, 5, 10)).log_mean == pytest.approx(-0.006, abs=0.0005)  # 1.4 harder


def test_more_sets_and_more_lifts_say_more() -> None:
    one, three = after(done(100, 5, 6)), after(*[done(100, 5, 6)] * 3)
    two_lifts = day_form([(SQUATS, [done(100, 5, 6)]), (BENCHES, [done(82.5, 5, 6)])])
    assert two_lifts is not None
    assert one.log_mean < three.log_mean
    assert one.log_mean < two_lifts.log_mean
    assert one.log_variance > two_lifts.log_variance
    assert (one.lifts, two_lifts.lifts) == (1, 2)


def test_what_a_lift_was_begun_with_does_not_count_twice() -> None:
    sets = [done(100, 5, 8.5)] * 3  # as expected on an ordinary day
    assert abs(after(*sets).log_mean) < 0.003
    assert after(*sets, of=with_form(0.02, SQUATS)).log_mean == pytest.approx(
        after(*sets).log_mean, abs=0.001
    )


HELD = replace(SQUATS, reasons=(*SQUATS.reasons, replace(SQUATS.reasons[0], step="rise", code="held")))


@pytest.mark.parametrize(
    ("of", "performed"),
    [
        (HELD, (done(100, 5, 6),)),  # as heavy as it may get, so nobody knows how it is to be felt
        (SQUATS, ()),
        (SQUATS, (done(60, 5, 9, warm_up=True),)),
        (SQUATS, (done(100, 5),)),  # a tick
        (SQUATS, (done(1000, 5, 6, trusted=False),)),
        (PRESSES, (done(None, 20, 10),)),  # no max is known
        (lighten(SQUATS, react_to_pain(Pain(exercise_id=SQUAT.id, level=3, sharp=False, local_date=MONDAY.date()))),
         (done(80, 5, 10),)),
    ],
)  # fmt: skip
def test_silence_warm_ups_doubts_and_pain_tell_nothing_of_the_day(
    of: ExercisePrescription, performed: tuple[PerformedSet, ...]
) -> None:
    assert day_form([(of, performed)]) is None


def test_the_next_lift_begins_with_it_and_says_so() -> None:
    # 98.5 kg tested is 99.7, of which n = 7.24 are 82.6 %: 82.4
    assert first(BENCHES) == (82.5, 5)
    assert progress(BENCHES, ()).reasons == ()
    # 84.9 and 80.0
    good, bad = progress(with_form(0.03), ()), progress(with_form(-0.03), ())
    assert (first(with_form(0.03)), codes(good.reasons)) == ((85, 5), {"form:good_day"})
    assert (first(with_form(-0.03)), codes(bad.reasons)) == ((80, 5), {"form:bad_day"})
    assert {name: bad.reasons[0].facts[name] for name in ("form_pct", "from_g", "to_g", "lifts")} == {
        "form_pct": -3.0,
        "from_g": 82_500,
        "to_g": 80_000,
        "lifts": 1,
    }
    assert progress(with_form(0.002), ()).reasons == (), "too little for another set"


def test_what_then_comes_as_it_was_to_come_changes_nothing() -> None:
    for form in (-0.03, 0.03):
        begun = with_form(form)
        load, reps = first(begun)
        usual = (
            progress(BENCHES, [done(82.5, 5, 8.5, exercise_id=BENCH.id)]).reasons[-1].facts["expected_rpe"]
        )
        told = progress(begun, [done(load, reps, 8.5, exercise_id=BENCH.id)]).reasons[-1]
        assert told.facts["expected_rpe"] == pytest.approx(usual, abs=0.15)
        assert told.code == "as_expected"


def test_light_sets_authors_loads_and_ranges_are_not_made_heavier() -> None:
    good = 0.03
    light = replace(BENCHES, series=tuple(replace(each, rir=None) for each in BENCHES.series))
    fixed = replace(BENCHES, series=tuple(replace(each, fixed=True) for each in BENCHES.series))
    by_range = replace(BENCHES, steering=replace(BENCHES.steering, mode=SetMode.DOUBLE_PROGRESSION))
    for each in (light, fixed, by_range):
        assert first(with_form(good, each)) == (82.5, 5)
    assert first(with_form(-0.03, by_range))[0] < 82.5


def test_a_load_that_may_not_rise_further_does_not_rise_for_a_good_day() -> None:
    held = replace(BENCHES, reasons=(*BENCHES.reasons, replace(BENCHES.reasons[0], step="rise", code="held")))
    assert first(with_form(0.03, held)) == (82.5, 5)


def test_no_warm_up_is_as_heavy_as_work_that_a_bad_day_made_lighter() -> None:
    warm = replace(BENCHES, role=Role.MAIN)
    top = max(load_kg(each) for each in warm.series if each.rpe is None)
    steps = tuple(sorted({*warm.load_steps_g, round(1000 * top)}))
    left = progress(with_form(math.log(top / 82.5), replace(warm, load_steps_g=steps)), ()).remaining
    work = [load_kg(each) for each in left if each.rpe is not None]
    assert all(load_kg(each) < max(work) for each in left if each.rpe is None)


efforts = st.sampled_from([6.0, 7.0, 7.5, 8.0, 8.5, 9.0, 9.5, 10.0])


@given(st.lists(st.tuples(efforts, st.booleans()), min_size=1, max_size=5), efforts)
def test_a_harder_lift_never_makes_the_next_one_heavier(sets: list[tuple[float, bool]], last: float) -> None:
    before = [done(100, 4 if failed else 5, rpe, failed=failed) for rpe, failed in sets]
    easier, harder = after(*before, done(100, 5, min(last, 9.0))), after(*before, done(100, 5, 10))
    assert harder.log_mean <= easier.log_mean
    assert first(replace(BENCHES, form=harder))[0] <= first(replace(BENCHES, form=easier))[0]
    assert abs(easier.log_mean) < 0.08
