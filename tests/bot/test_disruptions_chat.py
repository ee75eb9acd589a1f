"""What came in between, in the chat: told in a few taps, felt in the next workout, ended with one."""

from datetime import timedelta

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
    await stage.tap(ana, "A cold, no fever")
    await stage.tap(ana, "I will tell you")
    assert "Did something come in between?" in (await stage.tap(ana, "Illness: over")).text
    await stage.train(ana)
    await stage.say(ana, "/why")
    assert not any("Illness:" in text for text in await stage.heard(ana))


async def test_the_first_workout_after_an_illness_is_easier_until_all_is_said_to_be_well(
    stage: Stage,
) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/ill")
    await stage.tap(ana, "Fever, or below the neck")
    await stage.tap(ana, "I will tell you")
    assert "over; you come back in steps" in (await stage.tap(ana, "Illness: over")).text
    assert "Did something come in between?" in (await stage.tap(ana, "Illness: all well")).text
    await stage.say(ana, "/ill")
    await stage.tap(ana, "Fever, or below the neck")
    await stage.tap(ana, "I will tell you")
    await stage.tap(ana, "Illness: over")
    await stage.train(ana)
    await stage.say(ana, "/why")
    assert any("Illness: 25% lighter" in text for text in await stage.heard(ana))


async def test_a_lift_on_its_way_back_is_asked_about_before_each_workout_and_climbs(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/injured")
    await stage.tap(ana, "It limits me")
    await stage.tap(ana, "Back squat")
    await stage.tap(ana, "I will tell you")
    said = []
    for _ in range(3):
        await stage.warm(ana)
        await stage.say(ana, "/why")
        said.append("\n".join(await stage.heard(ana)))
        await stage.tap(ana, "7")
        await stage.tap(ana, "Finish")
        await stage.travel(timedelta(days=7))  # the same day of the plan
        asked = await stage.say(ana, "/today")
        assert "Back squat is on its way back" in asked.text
        assert "check-in" in (await stage.tap(ana, "0 gone")).text
    further = "It went well, so a step further: 3 of 5 on the way back."
    assert "Step 2 of 5 on the way back." in said[0]
    assert [further in each for each in said] == [False, False, True]


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
