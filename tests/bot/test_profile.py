"""The profile in the chat, and body weights by command: numbers as told, and never a remark."""

from datetime import timedelta

import pytest

from tests.bot.stage import Stage, told
from tests.bot.test_reminders import reminded, reminders, until_due


async def test_a_profile_that_nobody_has_filled_in_says_so(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    shown = await stage.say(ana, "/profile")
    assert "Name: Ana" in shown.text
    assert shown.text.count("not said") == 8


async def test_typed_fields_are_asked_for_and_shown(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.say(ana, "/profile")
    for button, typed, line in [
        ("Name", "Ana María", "Name: Ana María"),
        ("Birth date", "15.5.1990", "Birth date: May 15, 1990 (36 years)"),
        ("Height", "5'10", "Height: 177.8 cm"),
        ("E-mail", "ana@example.org", "E-mail: ana@example.org"),
        ("Phone", "+34 600 000 000", "Phone: +34 600 000 000"),
        ("Note", "Left-handed", "Note: Left-handed"),
    ]:
        await stage.tap(ana, button)
        assert line in (await stage.say(ana, typed)).text.splitlines()


async def test_sex_and_goals_are_buttons_and_can_be_taken_back(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.say(ana, "/profile")
    await stage.tap(ana, "Sex")
    assert "Sex: Female" in (await stage.tap(ana, "Female")).text
    await stage.tap(ana, "Sex")
    assert "Sex: not said" in (await stage.tap(ana, "Leave empty")).text
    await stage.tap(ana, "Other goals")
    await stage.tap(ana, "Muscle")
    await stage.tap(ana, "Power")
    await stage.tap(ana, "✓ Muscle")
    assert "Other goals: Power" in (await stage.tap(ana, "To the profile")).text


@pytest.mark.parametrize(
    ("button", "typed", "answer"),
    [
        ("Birth date", "2020-01-01", "13 years and older"),
        ("Birth date", "1890-01-01", "cannot be a birth date"),
        ("Birth date", "in spring", "cannot be a birth date"),
        ("Height", "tall", "cannot read that as a height"),
        ("Height", "3", "number cannot be right"),
        ("E-mail", "ana", "cannot be an e-mail"),
        ("Phone", "1" * 33, "too long for a phone number"),
        ("Name", "x" * 101, "empty or too long"),
    ],
)
async def test_what_cannot_be_is_refused_and_the_question_stays(
    stage: Stage, button: str, typed: str, answer: str
) -> None:
    ana = await stage.lifter("Ana")
    await stage.say(ana, "/profile")
    await stage.tap(ana, button)
    assert answer in (await stage.say(ana, typed)).text
    fitting = {"Birth date": "1990-05-15", "Height": "178", "E-mail": "a@b.org", "Phone": "1", "Name": "Ann"}
    shown = await stage.say(ana, fitting[button])
    assert "Profile" in shown.text
    assert shown.text.count("not said") == (8 if button == "Name" else 7)


async def test_a_set_that_is_typed_instead_is_a_set(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    await stage.warm(ana)
    await stage.say(ana, "/profile")
    await stage.tap(ana, "E-mail")
    await stage.say(ana, "100x5@8.5")
    await stage.say(ana, "/profile")
    await stage.tap(ana, "Name")
    await stage.say(ana, "bench 80x8")
    assert told(await stage.sets(ana)) == ["100x5", "80x8"]


async def test_a_pause_silences_the_reminder_until_training_goes_on(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await stage.say(ana, "/profile")
    assert "no reminders come" in (await stage.tap(ana, "Pause training")).text
    await until_due(stage)
    assert reminders(await stage.heard(ana)) == []
    assert "no reminders" not in (await stage.tap(ana, "Train again")).text
    await until_due(stage)
    assert len(reminders(await stage.heard(ana))) == 1


async def test_body_weights_are_logged_with_the_change_over_a_month(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    assert "No body weight is known" in (await stage.say(ana, "/bodyweight")).text
    first = await stage.say(ana, "/bodyweight 84")
    assert first.text.splitlines() == [
        "Body weight on Mon, Nov 2: 84 kg",
        "If that was a slip, send it again: the last of a day counts.",
    ]
    await stage.travel(timedelta(days=10))
    await stage.say(ana, "/bw 83,5 kg")
    await stage.travel(timedelta(days=20))
    assert (await stage.say(ana, "/bw 180lb")).text.splitlines()[:2] == [
        "Body weight on Wed, Dec 2: 180 lb",
        "Since Mon, Nov 2: −5.19 lb",
    ]
    await stage.travel(timedelta(days=1))
    assert "Since Thu, Nov 12: ±0 kg" in (await stage.say(ana, "/bw 83.5")).text
    assert (await stage.say(ana, "/bodyweight")).text == "Body weight on Thu, Dec 3: 83.5 kg"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/bw heavy", "cannot read that"),
        ("/bw 82.5 st", "cannot read that"),
        ("/bw 5", "number cannot be right"),
        ("/bw 999", "number cannot be right"),
    ],
)
async def test_what_is_no_body_weight_is_not_kept(stage: Stage, typed: str, answer: str) -> None:
    ana = await stage.lifter("Ana")
    assert answer in (await stage.say(ana, typed)).text
    assert await stage.rows("SELECT 1 AS one FROM body_weights") == []


@pytest.mark.parametrize(("language", "words"), [("es", "Peso corporal"), ("ru", "Вес тела")])
async def test_it_is_said_in_ones_own_language(stage: Stage, language: str, words: str) -> None:
    ana = await stage.lifter("Ana", language=language)
    assert words in (await stage.say(ana, "/bw 82,5")).text


async def test_a_birth_date_under_18_asks_for_a_guardian_before_training(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/profile")
    await stage.tap(ana, "Birth date")
    await stage.say(ana, "2010-05-15")
    assert "a parent or guardian has to agree first" in (await stage.say(ana, "/today")).text
    await stage.say(ana, "/profile")
    await stage.tap(ana, "I am 13 to 17, they agree")
    await stage.train(ana)
    snapshot = (await stage.rows("SELECT snapshot FROM workouts WHERE snapshot IS NOT NULL"))[0]["snapshot"]
    assert snapshot["profile"]["minor"] is True


async def test_pins_and_pregnancy_are_told_by_a_button_and_reach_the_engine(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/profile")
    await stage.tap(ana, "Pins, spotter")
    assert "Pins or spotter: Yes, always" in (await stage.tap(ana, "Yes, always")).text
    asked = await stage.tap(ana, "Pregnancy")
    assert "your midwife or doctor decides" in asked.text
    assert "After a birth" in (await stage.tap(ana, "After a birth")).text
    await stage.train(ana)
    told = (await stage.rows("SELECT snapshot FROM workouts WHERE snapshot IS NOT NULL"))[0]["snapshot"]
    assert (told["profile"]["spotted"], told["profile"]["pregnancy"]) == (True, "postpartum")


async def test_a_fast_loss_of_body_weight_is_a_question_and_no_praise(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/bodyweight 80")
    await stage.travel(timedelta(days=20))
    asked = await stage.say(ana, "/bodyweight 75")
    assert "6% less within four weeks" in asked.text
    assert "talk to a doctor" in asked.text
    assert "less within" not in (await stage.say(ana, "/bodyweight 79")).text
