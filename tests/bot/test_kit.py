"""/kit: a line says what stands somewhere, and every workout from then on can be loaded with it."""

from dataclasses import replace

import pytest

from bot.texts import kit as texts
from bot.texts import sets
from bot.texts.tongue import LANGUAGES, Tongue
from core.engine.units import Unit
from core.notation.kit import KitFlaw, kit_of
from tests.bot.stage import Stage
from tests.bot.test_sentences import NOW, workout

LINE = "bars 20 15, plates 20x2 10 5 2.5 1.25, dumbbells 2-30 by 2 35, stack 5-100 by 5"


async def test_a_line_is_shown_as_it_was_understood(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    assert "Plates on each side" in (await stage.say(ana, "/kit")).text
    shown = await stage.say(ana, f"/kit Garage: {LINE}")
    assert shown.text.splitlines()[:5] == [
        "Garage",
        "Bars: 15 kg, 20 kg",
        "Plates on each side: 2 × 20 + 10 + 5 + 2.5 + 1.25",
        "Dumbbells: 2–30 kg by 2, 35 kg",
        "Machines: 5–100 kg by 5",
    ]


async def test_what_it_shows_can_be_typed_again(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    shown = await stage.say(ana, "/kit")
    example = shown.text.splitlines()[-1]
    assert (await stage.say(ana, example)).text.splitlines()[0] == "Garage"


async def test_the_places_change_by_one_tap(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.say(ana, f"/kit Garage: {LINE}")
    await stage.say(ana, "/kit Hotel: dumbbells 5-20 by 5")
    garage = await stage.tap(ana, "Train at Garage")
    assert garage.text.splitlines()[0] == "Garage"
    assert garage.buttons == (("Train at Hotel",),)


async def test_a_line_without_a_name_is_of_the_place_where_one_is(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.say(ana, f"/kit Garage: {LINE}")
    changed = await stage.say(ana, "/kit bar 15, plates 10x2")
    assert changed.text.splitlines()[:2] == ["Garage", "Bars: 15 kg"]


async def test_a_corrected_kit_changes_the_workout_under_way(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    before = await stage.train(ana)
    await stage.say(ana, "/kit bar 15, plates 20x4 10x2")
    after = await stage.say(ana, "/today")
    assert after.text != before.text
    load_kg = float(after.text.split(" kg")[0].split()[-1])
    assert (load_kg - 15) % 20 == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/kit bar 20, bench press 20-100 by 5", "I do not know what bench press 20-100 by 5 is."),
        ("/kit Garage: bar 20, unicorn 5", "I do not know what unicorn 5 is."),
        ("/kit bar 20, plates", "How heavy? plates needs its weights"),
        ("/kit dumbbells 30-2 by 2", "the lightest, the heaviest and the step of dumbbells 30-2 by 2"),
        ("/kit bar 20, plates heavy", "I cannot read the numbers of plates heavy."),
        ("/kit plates 20 10", "plates 20 10 need something to hang on."),
        ("/kit bar 5000", "Those weights cannot be right."),
    ],
)
async def test_what_cannot_be_read_is_refused_with_an_example(stage: Stage, typed: str, said: str) -> None:
    ana = await stage.lifter("Ana")
    assert said in (await stage.say(ana, typed)).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", Unit)
def test_the_example_of_every_language_can_be_read(language: str, unit: Unit) -> None:
    example = texts._example(Tongue(language, unit=unit))
    name, _, line = example.partition(":")
    assert name
    assert kit_of(line, unit).dumbbells_g


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flaw_has_words_and_an_example(language: str) -> None:
    t = Tongue(language)
    said = {flaw: texts.refusal(t, flaw, "x < y") for flaw in KitFlaw}
    assert len(set(said.values())) == len(KitFlaw)
    assert all("x < y" not in words for words in said.values())
    for flaw in (KitFlaw.RANGE, KitFlaw.LOADLESS, KitFlaw.NO_BAR):
        example = said[flaw].rpartition("<code>")[2].removesuffix("</code>")
        assert kit_of(example, Unit.KG).equipment


def test_the_card_says_which_bar_where_there_are_several() -> None:
    t = Tongue("en")
    opened, _ = workout(t)
    assert opened.kit is not None
    several = replace(opened, kit=replace(opened.kit, more_bars_g=(15_000,)))
    assert "Bar of 20 kg. Each side: 25 + 20 + 1.25" in sets.card(t, several, NOW).splitlines()
    assert "Each side: 25 + 20 + 1.25" in sets.card(t, opened, NOW).splitlines()


def test_plates_stay_on_from_set_to_set() -> None:
    """Alone, 70 is a 25 a side; after a set with 60 the 20 stays on."""
    t = Tongue("en")
    opened, log = workout(t)
    exercise = opened.exercises[0]
    target = replace(exercise.prescription.series[0], load_g=70_000)
    sixty = replace(log, performed=replace(log.performed, load_g=60_000))
    assert sets.plate_line(t, opened.kit, replace(exercise, logs=()), target) == "Each side: 25"
    assert sets.plate_line(t, opened.kit, replace(exercise, logs=(sixty,)), target) == "Each side: 20 + 5"
