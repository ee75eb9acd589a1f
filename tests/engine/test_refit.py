"""A kit that is corrected in the middle of a workout: everything that is left can be loaded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.kits import KITS
from core.engine.loads import loadable_steps_g
from core.engine.models import Equipment, Kit, SetKind
from core.engine.next_set import progress
from core.engine.refit import refit
from tests.engine.builders import (
    BENCH,
    PULLDOWN,
    PUSH_UP,
    SQUAT,
    a_day,
    done,
    max_of,
    planned,
    prescribed,
    work_sets,
)

FIVES = Kit(
    equipment=frozenset({Equipment.BARBELL, Equipment.NONE}), plates_g={20_000: 3, 10_000: 2, 5_000: 2}
)


def test_loads_that_are_not_there_become_those_that_are_and_repetitions_make_up_for_it() -> None:
    made = prescribed(a_day(planned(SQUAT), maxes=[max_of(137)]))  # 117.5 kg
    fitted = refit(made, FIVES, SQUAT)
    steps_g = loadable_steps_g(FIVES, SQUAT)
    assert all(target.load_g in steps_g for target in fitted.series)
    was, now = work_sets(made)[0], work_sets(fitted)[0]
    assert was.load_g not in steps_g
    assert now.load_g is not None
    assert was.load_g is not None
    assert (now.load_g < was.load_g) == ((now.reps or 0) > (was.reps or 0)) or now.reps == was.reps
    assert fitted.reasons[-1].code == "corrected"
    assert set(fitted.load_steps_g) <= set(steps_g)


def test_the_same_kit_changes_nothing() -> None:
    for of in (SQUAT, PULLDOWN, PUSH_UP):
        made = prescribed(a_day(planned(of), maxes=[max_of(140)]), of)
        fitted = refit(made, KITS["full_gym"], of)
        assert fitted.series == made.series
        assert fitted.reasons == made.reasons


def test_what_cannot_be_done_here_is_over_and_says_why() -> None:
    made = prescribed(a_day(planned(BENCH), maxes=[max_of(100, exercise_id=2)]), BENCH)
    fitted = refit(made, KITS["dumbbells"], BENCH)
    assert fitted.series == ()
    assert fitted.reasons[-1].code == "not_here"
    assert progress(fitted, [done(80, 5, 8.0, exercise_id=2)]).remaining == ()


def test_a_lift_that_looks_for_its_load_goes_on_looking() -> None:
    made = prescribed(a_day(planned(SQUAT)))
    fitted = refit(made, FIVES, SQUAT)
    after = progress(fitted, [done(20, 5, 5.0)]).remaining[0]
    assert after.kind is SetKind.RAMP
    assert after.load_g == 30_000


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from([1_250, 2_500, 5_000, 10_000, 20_000]), st.integers(0, 4), max_size=5),
    st.sampled_from([15_000, 20_000]),
    st.floats(50, 250),
    st.integers(0, 3),
)
def test_whatever_the_kit_turns_out_to_be_every_set_left_can_be_loaded(
    plates_g: dict[int, int], bar_g: int, max_kg: float, sets_done: int
) -> None:
    kit = Kit(equipment=frozenset({Equipment.BARBELL}), plates_g=plates_g, bar_g=bar_g)
    made = prescribed(a_day(planned(SQUAT), maxes=[max_of(max_kg)]))
    target = work_sets(made)[0]
    performed = [done((target.load_g or 0) / 1000, target.reps, 8.5)] * sets_done
    left = progress(refit(made, kit, SQUAT), performed).remaining
    steps_g = loadable_steps_g(kit, SQUAT)
    warm_ups = [each.load_g for each in left if each.kind is SetKind.WARM_UP]
    assert all(each.load_g in steps_g for each in left)
    assert all(each.reps is not None and each.reps >= 1 for each in left)
    assert warm_ups == sorted(set(warm_ups), key=lambda load_g: load_g or 0)


@pytest.mark.parametrize("name", sorted(KITS))
def test_every_usual_kit_can_be_corrected_to_every_other(name: str) -> None:
    for of in (SQUAT, PULLDOWN, PUSH_UP):
        made = prescribed(a_day(planned(of), maxes=[max_of(140)]), of)
        steps_g = loadable_steps_g(KITS[name], of)
        fitted = refit(made, KITS[name], of)
        assert all(target.load_g in steps_g for target in fitted.series)
