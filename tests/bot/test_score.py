"""/score: a total, its points and its class, and never a remark."""

from datetime import date

import pytest

from bot.loopback.phone import Phone
from core.engine.models import Sex
from core.engine.units import Unit
from core.services import people
from tests.bot.stage import MONDAY, Stage
from tests.services.test_scores import meet


async def weighed(stage: Stage, sex: Sex = Sex.MALE, weight: str = "83", **account: object) -> Phone:
    phone = await stage.athlete("Ana", account=account, sex=sex, birth_date=date(1990, 5, 15))
    await stage.say(phone, f"/bodyweight {weight}")
    return phone


async def test_three_lifts_or_their_total_are_scored(stage: Stage) -> None:
    ana = await weighed(stage)
    said = await stage.say(ana, "/score 260 180 260")
    assert said.text.splitlines() == [
        "Total: 700 kg",
        "DOTS 472.56 · Wilks 467.25 · IPF GL 96.9",
        "IPF class: 83 kg, open",
        "At 83 kg body weight, lifted raw.",
    ]
    for same in ("/score 700", "/score 260+180+260", "/score 260, 180, 260 kg"):
        assert (await stage.say(ana, same)).text == said.text


async def test_pounds_are_pounds_and_a_class_is_named_in_kilograms(stage: Stage) -> None:
    ana = await weighed(stage, Sex.FEMALE, "190", unit=Unit.LB)
    said = (await stage.say(ana, "/score 400 265 485")).text.splitlines()
    assert said[0] == "Total: 1,150 lb"
    assert said[2:] == ["IPF class: 84+ kg, open", "At 190 lb body weight, lifted raw."]


async def test_what_is_missing_is_said_in_one_sentence_and_then_it_works(stage: Stage) -> None:
    ana = await stage.athlete("Ana")
    said = await stage.say(ana, "/score 520")
    total, missing = said.text.splitlines()
    assert total == "Total: 520 kg"
    assert ("/profile" in missing, "/bodyweight" in missing) == (True, True)
    await stage.say(ana, "/bodyweight 63")
    missing = (await stage.say(ana, "/score 520")).text.splitlines()[1]
    assert ("/profile" in missing, "/bodyweight" in missing) == (True, False)
    await stage.say(ana, "/profile")
    await stage.tap(ana, "Sex")
    await stage.tap(ana, "Female")
    scored = (await stage.say(ana, "/score 450")).text.splitlines()
    assert scored[1].startswith("DOTS 483.98 · ")
    assert scored[2] == "IPF class: 63 kg"


async def test_a_body_weight_alone_may_be_missing(stage: Stage) -> None:
    ana = await stage.athlete("Ana", sex=Sex.FEMALE)
    missing = (await stage.say(ana, "/score 520")).text.splitlines()[1]
    assert ("/profile" in missing, "/bodyweight" in missing) == (False, True)


async def test_where_no_formula_is_made_for_somebody_that_is_said(stage: Stage) -> None:
    ana = await weighed(stage, Sex.MX)
    assert (await stage.say(ana, "/score 520")).text.splitlines() == [
        "Total: 520 kg",
        "DOTS, Wilks and IPF GL have formulas for women's and men's classes only.",
    ]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/score", "Send squat, bench press and deadlift like"),
        ("/score a lot", "cannot read that as lifts. Send squat"),
        ("/score 180 120", "cannot read that as lifts"),
        ("/score 180 120 220 60", "cannot read that as lifts"),
        ("/score 180 0 220", "cannot read that as lifts"),
        ("/score -520", "cannot read that as lifts"),
        ("/score 520 st", "cannot read that as lifts"),
        ("/score 180 1200 220", "Nobody has lifted that much yet"),
        ("/score 99999", "Nobody has lifted that much yet"),
    ],
)
async def test_what_cannot_be_is_answered_with_what_can(stage: Stage, typed: str, answer: str) -> None:
    ana = await weighed(stage)
    assert answer in (await stage.say(ana, typed)).text


async def test_without_numbers_it_is_about_the_last_meet(stage: Stage) -> None:
    ana = await weighed(stage)
    async with stage.db.transaction() as tx:
        actor = await people.find(tx, ana.user_id)
        assert actor is not None
        await meet(tx, actor, body_weight_g=82_100, on=MONDAY.date())
    said = (await stage.say(ana, "/score")).text.splitlines()
    assert said[:2] == ["Cup, November 2, 2026", "Total: 520 kg"]
    assert said[-1] == "At 82.1 kg body weight, lifted raw."


@pytest.mark.parametrize(
    ("language", "total", "points", "kept"),
    [
        ("es", "Total: 700 kg", "DOTS 472,56", "Categoría IPF: 83 kg, absoluta"),
        ("ru", "Сумма: 700 кг", "DOTS 472,56", "Категория IPF: 83 кг, открытая группа"),
    ],
)
async def test_it_is_said_in_ones_own_language(
    stage: Stage, language: str, total: str, points: str, kept: str
) -> None:
    ana = await stage.athlete("Ana", language, sex=Sex.MALE, birth_date=date(1990, 5, 15))
    await stage.say(ana, "/bodyweight 83")
    said = (await stage.say(ana, "/score 700")).text.splitlines()
    assert said[0] == total
    assert said[1].startswith(points)
    assert said[2] == kept


async def test_help_names_it(stage: Stage) -> None:
    ana = await stage.athlete("Ana")
    assert "/score 180 120 220" in (await stage.say(ana, "/help")).text
