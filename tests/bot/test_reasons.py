"""Every reason that the engine can give has words, or is known to need none."""

import html
import re

import pytest

from bot.texts import why
from bot.texts.tongue import LANGUAGES, Tongue
from bot.texts.why import between
from core.engine.models import Reason
from tests.bot.engine_codes import Codes, engine_reasons, reason

# Read by the machine or said already: the card shows the sets, the summary shows what was left out.
SILENT: Codes = {
    ("authored", "set"),
    ("check_in", "answered"),
    ("left_out", "left_out"),
    ("pain", "settled"),
    ("progression", "enough"),
    ("progression", "hold"),
    ("progression", "more"),  # the review shows the sets
    ("progression", "recovery"),
    ("progression", "unknown"),
    ("ramp", "not_counted"),
    ("rotation", "not_its_turn"),
    ("set_by_set", "as_expected"),
    ("set_by_set", "not_counted"),
    ("set_by_set", "not_said"),
    ("sets", "sets"),
    ("turns", "as_written"),
    ("turns", "between"),
    ("turns", "round"),
    ("unloaded", "hold"),
    ("unloaded", "way"),
}
# Questions of their own, in lines.unusual and start.maxes_unusual
ASKED: Codes = {("unusual", code) for code in ("load", "reps", "max_apart", "max_high")}
BETWEEN_SETS = {"set_by_set", "form", "ramp", "offer"}  # said in half a line, by short_reason


def test_the_search_through_the_engine_finds_codes_however_they_are_written() -> None:
    assert {
        ("guard", "not_so_much"),  # a constant
        ("soreness", "too_sore"),  # one of two
        ("ceilings", "careful"),  # a variable
        ("pain", "strong"),  # what a function returns
        ("set_by_set", "harder"),  # a field
        ("weekly_volume", "above_but_main"),  # an argument
        ("check_in", "repeated"),  # an enumeration
    } <= engine_reasons()


def test_every_reason_of_the_engine_has_words() -> None:
    said = {
        reason for reason in engine_reasons() if reason[0] in BETWEEN_SETS and short(Tongue("en"), *reason)
    }
    assert engine_reasons() - said - SILENT - ASKED - set(why.SENTENCES) == set()


def test_no_words_are_left_for_reasons_that_nothing_gives_any_more() -> None:
    assert (set(why.SENTENCES) | SILENT | ASKED) - engine_reasons() == set()
    assert set(why.SENTENCES) & SILENT == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_said_in_every_language(language: str) -> None:
    t, english = Tongue(language), Tongue("en")
    for step, code in why.SENTENCES:
        words = why.sentence(t, reason(step, code))
        assert words is not None
        assert_plain(words)
        assert language == "en" or words != why.sentence(english, reason(step, code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_between_sets_fits_under_the_card(language: str) -> None:
    for step, code in engine_reasons():
        words = short(Tongue(language), step, code) if step in BETWEEN_SETS else None
        if words is not None:
            assert_plain(words)
            assert len(words) <= 75, words


def short(t: Tongue, step: str, code: str) -> str | None:
    return between.short_reason(t, reason(step, code))


def assert_plain(words: str) -> None:
    """No markup, no name of a fact, and no dash, which stands where a fact is missing."""
    missing = r"[{}<>_]|\bNone\b|(?<![\d.,])0[\xa0 ]?%|(?<!\d)–(?!\d)"
    assert not re.search(missing, html.unescape(words)), words


def test_each_step_has_its_sentences_in_one_table() -> None:
    steps = [step for table in why.TABLES for step in table.SENTENCES]
    assert len(steps) == len(set(steps))


def test_low_readiness_that_only_costs_a_set_does_not_speak_of_load() -> None:
    facts = {"readiness": 2, "load_factor": 1.0, "sets": -1}
    words = why.sentence(Tongue("en"), Reason(step="readiness", code="low", facts=facts))
    assert words == "Readiness 2 of 5: a set fewer."


def test_a_percentage_is_written_as_the_language_writes_it() -> None:
    percent = {language: why.sentence(Tongue(language), reason("pain", "lighter")) for language in LANGUAGES}
    assert "2.5% lighter" in str(percent["en"])
    assert "2,5\xa0% más" in str(percent["es"])
    assert "2,5\xa0% легче" in str(percent["ru"])
