"""The coaches' page: every example on it can be typed, and the program on it is in the form that is written."""

import re
from pathlib import Path

import pytest

from core.engine.units import Unit
from core.notation.program import read_program, read_series, write_program, write_series

PAGE = (Path(__file__).parents[3] / "docs" / "notation.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`.*) \| (?:.*) \|$", PAGE, re.MULTILINE)
EXAMPLES = [example for row in ROWS for example in re.findall("`(.*?)`", row)]
IN_SENTENCES = re.findall(
    r"`(\d[^`]*[xх][^`]*)`", PAGE[PAGE.index("All together") : PAGE.index("## A whole")]
)
PROGRAMS = re.findall(r"^```\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_page_has_its_examples() -> None:
    assert (len(ROWS), len(IN_SENTENCES), len(PROGRAMS)) == (21, 3, 1)


@pytest.mark.parametrize("example", EXAMPLES + IN_SENTENCES)
def test_every_form_on_the_page_is_read_and_written_back(example: str) -> None:
    sets = read_series(example, Unit.KG)
    assert read_series(write_series(sets), Unit.LB) == sets


def test_the_two_ways_to_say_a_thing_on_one_line_of_the_page_mean_the_same() -> None:
    same = ["`1x5, 3x8` `1x5 + 3x8`", "`—` `-`", "`3x5@8` `3x5@RPE8`"]
    for row in same:
        assert row in ROWS
        first, second = (read_series(example, Unit.KG) for example in re.findall("`(.*?)`", row))
        assert first == second


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_program_on_the_page_is_read_and_written_back_to_the_letter(program: str) -> None:
    assert write_program(read_program(program, Unit.KG)) == program
