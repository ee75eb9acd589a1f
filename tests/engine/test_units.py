"""A load prints back as it was typed, in either unit."""

from decimal import Decimal, localcontext

import pytest

from core.engine.units import Unit, from_grams, to_grams


def test_a_pound_is_exactly_453_59237_grams() -> None:
    assert to_grams(Decimal(100000), Unit.LB) == 45359237


@pytest.mark.parametrize(("typed", "grams"), [("0.0005", 0), ("0.0015", 2), ("0.0025", 2), ("-0.0015", -2)])
def test_half_a_gram_rounds_to_the_even_gram(typed: str, grams: int) -> None:
    assert to_grams(Decimal(typed), Unit.KG) == grams


def test_every_twentieth_of_a_pound_up_to_2000_lb_prints_back_as_typed() -> None:
    for twentieths in range(40_001):
        typed = Decimal(twentieths) / 20
        assert from_grams(to_grams(typed, Unit.LB), Unit.LB) == typed


def test_every_hundredth_of_a_kilogram_up_to_1000_kg_prints_back_as_typed() -> None:
    for hundredths in range(100_001):
        typed = Decimal(hundredths) / 100
        assert from_grams(to_grams(typed, Unit.KG), Unit.KG) == typed


@pytest.mark.parametrize(
    ("grams", "unit", "printed"),
    [
        (102_500, Unit.KG, "102.5"),
        (100_000, Unit.KG, "100"),
        (1_000_000, Unit.KG, "1000"),
        (0, Unit.KG, "0"),
        (0, Unit.LB, "0"),
        (1, Unit.KG, "0.001"),
        (-2_500, Unit.KG, "-2.5"),
        (102_058, Unit.LB, "225"),
        (907_185, Unit.LB, "2000"),
        (100_000, Unit.LB, "220.46"),
    ],
)
def test_a_load_prints_without_idle_zeros_or_an_exponent(grams: int, unit: Unit, printed: str) -> None:
    assert str(from_grams(grams, unit)) == printed


def test_the_decimal_context_of_the_thread_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert to_grams(Decimal("1234.56"), Unit.LB) == 559_987
        assert str(from_grams(1_234_567, Unit.KG)) == "1234.567"
