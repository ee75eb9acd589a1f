"""How adjustments combine: stated once, and indifferent to order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.adjust import LEAST_LOAD, SIGNALS, UNGUARDED, Adjustment, Family, combine
from core.engine.models import Reason

adjustments = st.builds(
    Adjustment,
    family=st.sampled_from(Family),
    reason=st.builds(Reason, step=st.just("test"), code=st.sampled_from("abc")),
    load_factor=st.sampled_from([0.1, 0.5, 0.8, 0.86, 0.9, 0.95, 0.975, 1.0]),
    sets_delta=st.integers(-3, 0),
    rpe_cap=st.sampled_from([None, 6.0, 7.0, 9.5]),
    drop=st.booleans(),
    reps_delta=st.integers(-2, 0),
)
many = st.lists(adjustments, max_size=7)


@given(many, st.randoms(use_true_random=False))
def test_the_order_of_the_steps_does_not_matter(said: list[Adjustment], random: object) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = combine(said), combine(shuffled)
    assert replace(one, reasons=()) == replace(other, reasons=())
    assert sorted(map(repr, one.reasons)) == sorted(map(repr, other.reasons))


@given(many)
def test_signs_of_a_bad_day_never_take_more_than_a_tenth_and_two_sets(said: list[Adjustment]) -> None:
    signals = combine(each for each in said if each.family in SIGNALS)
    assert 0.90 <= signals.signal_factor <= 1.0
    assert signals.light_factor == 1.0
    assert signals.sets_delta >= -2


@given(many)
def test_where_nothing_is_wrong_the_load_keeps_at_least_eighty_five_percent(said: list[Adjustment]) -> None:
    painless = [each for each in said if each.family not in UNGUARDED]
    decided = combine(painless)
    assert decided.signal_factor * decided.light_factor >= 0.85 - 1e-12


@given(many, adjustments)
def test_nothing_that_is_said_ever_adds(said: list[Adjustment], more: Adjustment) -> None:
    before, after = combine(said), combine([*said, more])
    assert after.signal_factor * after.light_factor <= before.signal_factor * before.light_factor + 1e-12
    assert after.sets_delta <= before.sets_delta
    assert after.reps_delta <= before.reps_delta


@given(many)
def test_whatever_agrees_two_fifths_of_the_load_remain(said: list[Adjustment]) -> None:
    decided = combine(said)
    assert decided.signal_factor * decided.light_factor >= LEAST_LOAD - 1e-12


def test_one_family_is_not_punished_twice() -> None:
    twice = [
        Adjustment(
            family=Family.SORENESS, reason=Reason(step="s", code=code), load_factor=0.95, sets_delta=-1
        )
        for code in "ab"
    ]
    decided = combine(twice)
    assert (decided.signal_factor, decided.sets_delta) == (0.95, -1)


def test_families_multiply() -> None:
    said = [
        Adjustment(family=family, reason=Reason(step="s", code="c"), load_factor=factor)
        for family, factor in ((Family.EFFORT, 0.975), (Family.SORENESS, 0.95), (Family.PAIN, 0.8))
    ]
    assert combine(said).signal_factor == 0.975 * 0.95
    assert combine(said).light_factor == 0.8


def test_a_disruption_and_a_bad_day_are_not_added_up() -> None:
    said = [
        Adjustment(family=family, reason=Reason(step="s", code="c"), load_factor=factor, sets_delta=sets)
        for family, factor, sets in (
            (Family.SORENESS, 0.95, -1),
            (Family.LAYOFF, 0.95, 0),
            (Family.DISRUPTION, 0.8, -2),
        )
    ]
    decided = combine(said)
    assert decided.signal_factor * decided.light_factor == pytest.approx(0.8)
    assert decided.sets_delta == -2


def test_pain_and_an_injury_are_the_same_hurt_told_twice() -> None:
    said = [
        Adjustment(family=family, reason=Reason(step="s", code="c"), load_factor=factor)
        for family, factor in ((Family.PAIN, 0.9), (Family.DISRUPTION, 0.8))
    ]
    assert combine(said).light_factor == pytest.approx(0.8)


def test_every_reason_of_an_adjustment_reaches_the_receipt() -> None:
    said = Adjustment(
        family=Family.DISRUPTION, reason=Reason(step="s", code="a"), also=(Reason(step="s", code="b"),)
    )
    assert [reason.code for reason in combine([said]).reasons] == ["a", "b"]
