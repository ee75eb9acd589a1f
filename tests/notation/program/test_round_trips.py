"""What is written is read back as the same values; what is read is written in one form; anything else is an error."""

from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.engine.models.series import Series
from core.engine.units import Unit
from core.notation.program import (
    NotationError,
    ProgramText,
    read_program,
    read_series,
    write_program,
    write_series,
)
from core.notation.program.errors import lines
from tests.notation.program.strategies import UNITS, near_texts, programs, series

unhurried = settings(deadline=None, max_examples=150)  # a busy machine is no finding
A_DAY = "Program: X\nDay 1\n"


@unhurried
@given(sets=series(), unit=UNITS)
def test_every_series_is_read_back_as_it_was_whatever_the_reader_s_unit(sets: Series, unit: Unit) -> None:
    assert read_series(write_series(sets), unit) == sets


@settings(unhurried, max_examples=60)
@given(program=programs(), unit=UNITS)
def test_every_program_is_read_back_as_it_was(program: ProgramText, unit: Unit) -> None:
    assert read_program(write_program(program), unit) == program


@settings(unhurried, max_examples=400)
@given(text=near_texts | st.text(max_size=80), unit=UNITS)
@example(text="3x" + "9" * 4000, unit=Unit.KG)
@example(text="\ud800", unit=Unit.KG)
@example(text="1x5@" + "1," * 4000, unit=Unit.KG)
@example(text="\r\n3x5\r\n\r\n1x5\r\n", unit=Unit.KG)
def test_any_text_is_a_series_or_an_error_with_its_place(text: str, unit: Unit) -> None:
    try:
        sets = read_series(text, unit)
    except NotationError as error:
        check_place(text, error)
    else:
        written = write_series(sets)
        assert write_series(read_series(written, unit)) == written


@settings(unhurried, max_examples=400)
@given(text=near_texts | near_texts.map(lambda rows: A_DAY + rows), unit=UNITS)
@example(text=A_DAY + "a|" * 200, unit=Unit.KG)
@example(text=A_DAY + 'A "\n"A": A\n"": A x: 3x5', unit=Unit.KG)
@example(text="Program: X\r\n\r\nWeek 1\r\nDay 1\r\nA x: 3x5\r\nA y: 3x", unit=Unit.KG)
def test_any_text_is_a_program_or_an_error_with_its_place(text: str, unit: Unit) -> None:
    try:
        program = read_program(text, unit)
    except NotationError as error:
        check_place(text, error)
    else:
        written = write_program(program)
        assert write_program(read_program(written, unit)) == written


def check_place(text: str, error: NotationError) -> None:
    """The place is a part of a line of the text; only behind the end of a line may it be one further."""
    line = lines(text)[error.line - 1]
    assert error.length >= 1
    assert error.column >= 1
    assert error.column + error.length - 1 <= max(len(line), error.column)
    assert error.column <= len(line) + 1


LONG_PIECES = """
3x5@8, ( (2+ @ 5/ 1, 9 x 1: + rest a| | " "a": # A1 (( 0x (3 é １ - : % <= 1x1,
"""


@pytest.mark.parametrize(
    "piece", [*LONG_PIECES.split(), " ", "\n", "1 ", "A ", "\u200b", "A1 x: 3x5\n", "Day 1\n", "Week 1\n"]
)
def test_a_hundred_thousand_characters_are_answered_within_a_moment(piece: str) -> None:
    long = (piece * 100_000)[:100_000]
    short = long[: 100_000 - len(A_DAY)]
    for read, text in ((read_series, long), (read_program, long), (read_program, A_DAY + short)):
        start = perf_counter()
        with pytest.raises(NotationError):
            read(text, Unit.KG)
        assert perf_counter() - start < 3.0  # a tenth of it on a quiet machine
