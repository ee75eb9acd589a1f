"""What is wrong with a typed program is shown in its place, and what is suggested instead can be read."""

import re
from enum import StrEnum
from html import unescape

import pytest

from bot.texts.program_notation import sentence, why
from bot.texts.tongue import LANGUAGES, Tongue
from core.engine.models.series import Flaw
from core.engine.units import Unit
from core.notation.program import Code, NotationError, read_program, read_series
from core.notation.program.values import TextFlaw
from tests.notation.program import test_programs, test_refusals

ENGLISH = Tongue("en")
CODES: list[Code | Flaw | TextFlaw] = [*Code, *Flaw, *TextFlaw]
# A text cannot say these; a value that was not typed can be wrong so.
NOT_TYPED = {TextFlaw.NAME_CHARACTER, TextFlaw.WEEKDAY, TextFlaw.NOTHING_INSIDE, TextFlaw.WEEKS_DIFFER}
MOST_CHARACTERS = 500  # a screen of a telephone

# An example is a series, or a line of a program that stands at {}.
PROGRAMS = (
    "{}\nDay 1\nSquat: 3x5",
    "Program: X\n{}\nDay 1\nSquat: 3x5",
    "Program: X\nWeek 1-3\nDay 1\nSquat: 3x5\n{}\nDay 1\nSquat: 3x5",
    "Program: X\n{}\nSquat: 3x5",
    "Program: X\nDay 1\n{}",
)


def errors() -> dict[StrEnum, tuple[NotationError, str]]:
    """An error of each kind with its text, from the tables of what cannot be read."""
    found: dict[StrEnum, tuple[NotationError, str]] = {}
    tables = ((test_refusals.WRONG, read_series), (test_programs.WRONG, read_program))
    for marked, read in [(marked, read) for table, read in tables for marked, _ in table]:
        text = marked.replace("«", "").replace("»", "")
        with pytest.raises(NotationError) as refused:
            read(text, Unit.KG)
        found.setdefault(refused.value.code, (refused.value, text))
    return found


ERRORS = errors()


def error_of(code: Code | Flaw | TextFlaw) -> tuple[NotationError, str]:
    return ERRORS.get(code) or (NotationError(code, 1, 1, 3), "3x5")


def reads(example: str) -> bool:
    for text in (None, *PROGRAMS):
        try:
            if text is None:
                read_series(example, Unit.KG)
            else:
                read_program(text.format(example), Unit.KG)
        except NotationError:
            continue
        return True
    return False


def test_every_reason_comes_from_some_text() -> None:
    assert set(ERRORS) == set(CODES) - NOT_TYPED


def test_codes_have_different_names() -> None:
    assert len({str(code) for code in CODES}) == len(CODES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_its_sentence_and_every_example_in_it_can_be_read(
    code: Code | Flaw | TextFlaw, language: str
) -> None:
    error, text = error_of(code)
    said = sentence(Tongue(language), error, text)
    assert len(said) < MOST_CHARACTERS
    assert "None" not in said
    assert "{" not in said
    for example in re.findall("<code>(.*?)</code>", why(Tongue(language), error)):
        assert reads(unescape(example)), example


def test_the_wrong_part_is_bold_in_its_line() -> None:
    text = "Program: X\nDay 1\nSquat: 1x5@8, 3x5@80%kg"
    with pytest.raises(NotationError) as refused:
        read_program(text, Unit.KG)
    shown, reason = sentence(ENGLISH, refused.value, text).splitlines()
    assert shown == "Line 3: Squat: 1x5@8, 3x5@<b>80%kg</b>"
    assert "<code>3x5@80%</code>" in reason
    assert "<code>3x5@80kg</code>" in reason


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3x5 <i>", "3x5 <b>&lt;i</b>&gt;"),
        ("3x5 & 3x8", "3x5 <b>&amp;</b> 3x8"),
        ("1x5, " * 20 + "8", "…" + "1x5, " * 8 + "<b>8</b>"),
        ("0x5" + ", 1x5" * 20, "<b>0</b>x5" + ", 1x5" * 7 + ", 1…"),
    ],
)
def test_a_line_is_shown_short_and_as_it_was_typed(typed: str, shown: str) -> None:
    with pytest.raises(NotationError) as refused:
        read_series(typed, Unit.KG)
    assert sentence(ENGLISH, refused.value, typed).splitlines()[0] == shown
