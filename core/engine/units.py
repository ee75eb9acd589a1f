"""Kilograms and pounds as people type them, integer grams as everything else counts them."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    KG = "kg"
    LB = "lb"


# The international pound is exactly 0.45359237 kg (agreement of 1959).
GRAMS_PER = {Unit.KG: Fraction(1000), Unit.LB: Fraction(45359237, 100000)}

# The finest step that whole grams can hold apart: a gram is 0.001 kg, but 0.0022 lb.
DECIMALS = {Unit.KG: 3, Unit.LB: 2}


def to_grams(value: Decimal, unit: Unit) -> int:
    """The nearest whole gram, half to even; Fraction keeps it exact whatever the decimal context says."""
    return round(Fraction(value) * GRAMS_PER[unit])


def from_grams(load_g: int, unit: Unit) -> Decimal:
    """The number a person would type: no trailing zeros, no exponent."""
    decimals = DECIMALS[unit]
    steps = round(load_g * 10**decimals / GRAMS_PER[unit])
    while decimals > 0 and steps % 10 == 0:
        steps, decimals = steps // 10, decimals - 1
    return Decimal((int(steps < 0), tuple(map(int, str(abs(steps)))), -decimals))
