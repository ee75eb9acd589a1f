"""The exercises' names: one name, one exercise, in every language, whether read or typed."""

import pytest

from bot.texts import names
from bot.texts.tongue import LANGUAGES, SOURCE_LANGUAGE, Tongue
from core.engine.units import Unit
from core.notation.log_line import exercise_named, parse
from core.notation.values import Context, Sets
from core.persistence.library import curated
from core.services.library import normal

LIBRARY = tuple(curated())


def typed_names() -> dict[str, set[str]]:
    """What may be typed in any language, as it is compared, with the exercises that it may mean."""
    meanings: dict[str, set[str]] = {}
    for line in LIBRARY:
        for name in (line.name, *line.aliases):
            meanings.setdefault(normal(name), set()).add(line.exercise.key)
    return meanings


def test_no_name_and_no_alias_means_two_exercises() -> None:
    assert {name: keys for name, keys in typed_names().items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != SOURCE_LANGUAGE])
def test_a_translated_name_means_its_exercise_and_no_other(language: str) -> None:
    t, meanings = Tongue(language), typed_names()
    translated = [normal(names.exercise(t, line.name)) for line in LIBRARY]
    assert len(set(translated)) == len(LIBRARY)
    for name, line in zip(translated, LIBRARY, strict=True):
        assert meanings.get(name, {line.exercise.key}) == {line.exercise.key}, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_can_be_typed_with_the_name_that_is_shown(language: str) -> None:
    t = Tongue(language)
    for line in LIBRARY:
        name = names.exercise(t, line.name)
        for typed in (name, name.lower()):
            named = exercise_named(f"{typed} 100x5@8")
            assert named is not None, name
            assert normal(named) == normal(name)
            read = parse(f"{typed} 100x5@8", Context(unit=Unit.KG, has_open_exercise=True))
            assert isinstance(read, Sets), name


def test_a_set_can_be_typed_with_any_alias() -> None:
    for line in LIBRARY:
        for alias in line.aliases:
            named = exercise_named(f"{alias} 100x5")
            assert named is not None, alias
            assert normal(named) == normal(alias)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_fits_a_card_and_a_custom_one_stays_as_typed(language: str) -> None:
    t = Tongue(language)
    assert max(len(names.exercise(t, line.name)) for line in LIBRARY) <= 33
    assert names.exercise(t, "Zercher <squat>") == "Zercher <squat>"
