"""What cannot be written down about somebody is refused with a sentence of its own."""

import pytest

from bot.texts.errors import sentence
from bot.texts.tongue import LANGUAGES, Tongue
from core.errors import CoachError, NotFound, Refused

WHY = (
    "busy_elsewhere",
    "dates_reversed",
    "illegal_step",
    "integration_known",
    "keys_missing",
    "kit_archived",
    "kit_loads",
    "mav_outside",
    "mev_above_mrv",
    "name_length",
    "out_of_range",
    "place_taken",
    "recovery_known",
    "text_too_long",
    "warm_up_steps",
)
MISSING = ("disruptions", "exercises", "formula_configs", "integrations", "kits")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_says_something_of_its_own(language: str) -> None:
    t = Tongue(language)
    errors: list[CoachError] = [Refused(why=why) for why in WHY]
    errors += [NotFound(what=what) for what in MISSING]
    said = [sentence(t, error) for error in errors]
    assert len(set(said)) == len(said)
    assert not {sentence(t, Refused(why="?")), sentence(t, NotFound(what="?"))} & set(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "set_by_set.LOAD_PER_RPE may be from 0.02 to 0.08. Send a number in between."),
        ("ru", "set_by_set.LOAD_PER_RPE может быть от 0,02 до 0,08. Пришли число между ними."),
    ],
)
def test_bounds_are_named_in_the_language_of_the_person(language: str, said: str) -> None:
    refused = Refused(why="formula_out_of_bounds", name="set_by_set.LOAD_PER_RPE", low=0.02, high=0.08)
    assert sentence(Tongue(language), refused) == said


def test_a_name_that_somebody_typed_is_no_markup() -> None:
    assert "&lt;b&gt;" in sentence(Tongue("en"), Refused(why="formula_unknown", name="<b>"))
