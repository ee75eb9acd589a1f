"""Groups are called by letters like the columns of a sheet, and neighbours of one name are one group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.groups import letter, places


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ")],
)
def test_letters_go_on_after_z(index: int, name: str) -> None:
    assert letter(index) == name


@given(st.integers(0, 2000))
def test_every_place_has_a_letter_of_its_own(index: int) -> None:
    value = 0
    for sign in letter(index):
        value = value * 26 + ord(sign) - ord("A") + 1
    assert value - 1 == index


@given(st.lists(st.sampled_from("ABC")))
def test_places_begin_at_0_and_leave_no_gap(groups: list[str]) -> None:
    found = places(groups)
    assert sorted(set(found)) == list(range(len(set(found))))
    assert all(
        (place == before) == (group == group_before)
        for place, before, group, group_before in zip(found[1:], found, groups[1:], groups, strict=False)
    )
