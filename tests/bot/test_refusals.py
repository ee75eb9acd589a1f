"""What cannot be written down about somebody is refused with a sentence of its own."""

import ast
from pathlib import Path

import pytest

import core
from bot.texts.errors import sentence
from bot.texts.tongue import LANGUAGES, Tongue
from core.errors import NotFound, Refused
from core.persistence.refusals import POINTS_TO, WHY

CORE = Path(core.__file__).parent
# Said by whoever asked, in words of their own: the sentence needs what was typed.
ELSEWHERE = {"formula_out_of_bounds", "formula_unknown"}


def raised() -> set[str]:
    """Every code that the core refuses with, and every one that a constraint of the database stands for."""
    codes = set(WHY.values()) | {"out_of_range"}
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused":
                codes |= {
                    str(word.value.value)
                    for word in node.keywords
                    if word.arg == "why" and isinstance(word.value, ast.Constant)
                }
    return codes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", sorted(raised() - ELSEWHERE))
def test_every_refusal_has_a_sentence_of_its_own(language: str, why: str) -> None:
    t = Tongue(language)
    said = sentence(t, Refused(why=why, line=3, typed="x", suggestions=(), weeks=2))
    assert said != sentence(t, Refused(why="?"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", sorted(set(POINTS_TO.values())))
def test_a_workout_is_named_only_where_one_is_meant(language: str, table: str) -> None:
    t = Tongue(language)
    of_workout = table in {"workouts", "workout_exercises", "set_logs"}
    assert (sentence(t, NotFound(what=table)) == sentence(t, NotFound(what="workout"))) == of_workout


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
