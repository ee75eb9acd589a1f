"""What came in between, in the chat: told in a few taps, felt in the next workout, ended with one."""

import pytest

from tests.bot.stage import Stage


async def test_a_cold_is_told_in_four_taps_and_the_next_workout_knows(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/disruption")
    await stage.tap(ana, "Illness")
    await stage.tap(ana, "A cold, no fever")
    shown = await stage.tap(ana, "3 days")
    assert "Illness: A cold, no fever, until" in shown.text
    await stage.train(ana)
    await stage.say(ana, "/why")
    assert any("Illness: 2 reps fewer in a set" in text for text in await stage.heard(ana))


async def test_what_is_over_changes_nothing_any_more(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/ill")
    await stage.tap(ana, "Weak, no fever")
    await stage.tap(ana, "I will tell you")
    assert "Did something come in between?" in (await stage.tap(ana, "Illness: over")).text
    await stage.train(ana)
    await stage.say(ana, "/why")
    assert not any("Illness:" in text and "lighter" in text for text in await stage.heard(ana))


async def test_an_injury_is_about_a_lift(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/injured")
    await stage.tap(ana, "Cannot train it")
    await stage.tap(ana, "Back squat")
    shown = await stage.tap(ana, "7 days")
    assert "Injury: Cannot train it (Back squat), until" in shown.text
    assert "see one" in shown.text


async def test_fever_is_rest_with_its_reason(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/ill")
    await stage.tap(ana, "Fever, or below the neck")
    await stage.tap(ana, "1 day")
    await stage.say(ana, "/today")
    answer = await stage.tap(ana, "All fine")
    assert "Illness: no training until it is over." in answer.text


@pytest.mark.parametrize("command", ["/travel", "/nokit", "/injured", "/ill"])
async def test_every_word_that_people_use_leads_to_the_question_and_back(stage: Stage, command: str) -> None:
    ana = await stage.lifter()
    assert "How bad is it?" in (await stage.say(ana, command)).text
    assert "Did something come in between?" in (await stage.tap(ana, "Back")).text
