"""Body weights and heights in the ways people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.units import Unit
from core.notation.measures import body_weight, height_mm, loads_g

KG, LB = Unit.KG, Unit.LB


@pytest.mark.parametrize(
    ("text", "unit", "weight"),
    [
        ("82.5", KG, (Decimal("82.5"), KG)),
        ("82,5", LB, (Decimal("82.5"), LB)),
        ("180lb", KG, (Decimal(180), LB)),
        (" 180 lbs. ", KG, (Decimal(180), LB)),
        ("82 kg", LB, (Decimal(82), KG)),
        ("82 кг", LB, (Decimal(82), KG)),
        ("180 pounds", KG, (Decimal(180), LB)),
    ],
)
def test_a_body_weight_has_its_typed_unit_or_ones_own(
    text: str, unit: Unit, weight: tuple[Decimal, Unit]
) -> None:
    assert body_weight(text, unit) == weight


@pytest.mark.parametrize("text", ["", "heavy", "82 st", "1000", "82.555", "-80", "82 83", "82x5", "kg"])
def test_what_is_no_body_weight_is_none(text: str) -> None:
    assert body_weight(text, KG) is None


@pytest.mark.parametrize(
    ("text", "mm"),
    [
        ("178", 1_780),
        ("178 cm", 1_780),
        ("178,5 см", 1_785),
        ("1.78", 1_780),
        ("1,78 m", 1_780),
        ("5'11", 1_803),
        ("5’11”", 1_803),
        ("5 ft 11 in", 1_803),
        ("6ft", 1_829),
    ],
)
def test_a_height_in_centimetres_metres_or_feet(text: str, mm: int) -> None:
    assert height_mm(text) == mm


@pytest.mark.parametrize(
    ("text", "unit", "loads"),
    [
        ("180 120 220", KG, (180_000, 120_000, 220_000)),
        ("182,5 122.5 220", KG, (182_500, 122_500, 220_000)),
        ("180, 120, 220", KG, (180_000, 120_000, 220_000)),
        ("180+120 + 220", KG, (180_000, 120_000, 220_000)),
        ("180/120/220 кг", LB, (180_000, 120_000, 220_000)),
        ("400 265 485 lb", KG, (181_437, 120_202, 219_992)),
        ("400lb 265lb 220 kg", KG, (181_437, 120_202, 220_000)),
        ("1150", LB, (521_631,)),
        ("0", KG, (0,)),
    ],
)
def test_loads_in_a_row_share_the_unit_that_is_typed(text: str, unit: Unit, loads: tuple[int, ...]) -> None:
    assert loads_g(text, unit) == loads


@pytest.mark.parametrize(
    "text", ["", "a lot", "180 x", "-180", "180-120", "100lb 100kg 100", "1,000", "180,,1"]
)
def test_what_is_no_row_of_loads_is_none(text: str) -> None:
    assert loads_g(text, KG) is None


@pytest.mark.parametrize("text", ["", "tall", "178 kg", "5'11'12", "1.78.1", "-178"])
def test_what_is_no_height_is_none(text: str) -> None:
    assert height_mm(text) is None


@given(st.text(max_size=20))
def test_no_text_is_too_strange(text: str) -> None:
    body_weight(text, KG)
    height_mm(text)
    loads_g(text, KG)
