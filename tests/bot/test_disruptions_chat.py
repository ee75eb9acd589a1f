"""What came in between, in the chat: told in a few taps, felt in the next workout, ended with one."""

from datetime import timedelta

import pytest

from bot.loopback.phone import Phone
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
        await stage.settled()  # after a week it is asked whether the injury is still there
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


async def ill_without_an_end(stage: Stage, language: str = "en") -> Phone:
    """Ana tells on Monday at 17:00 that she is ill, and not for how long."""
    ana = await stage.lifter("Ana", language, zone="Europe/London")
    await stage.say(ana, "/ill")
    for label in (1, 3):  # weak, no fever; I will tell you
        await stage.tap(ana, (await ana.last()).labels[label])
    return ana


def questions(texts: list[str]) -> list[str]:
    return [text for text in texts if text.startswith("How is it now?")]


@pytest.mark.parametrize(
    ("language", "asked", "still", "said"),
    [
        ("en", "How is it now?\nIllness: Weak, no fever, since", "Still there", "Get well"),
        ("es", "¿Cómo va ahora?\nEnfermedad:", "Sigue igual", "Que te mejores"),
        ("ru", "Как сейчас?\nБолезнь:", "Пока не прошло", "Выздоравливай"),
    ],
)
async def test_what_has_no_end_is_asked_about_after_a_week_and_after_each_answer(
    stage: Stage, language: str, asked: str, still: str, said: str
) -> None:
    ana = await ill_without_an_end(stage, language)
    await stage.travel(timedelta(days=6, hours=23))
    await stage.settled()
    assert not (await ana.last()).text.startswith(asked)
    await stage.travel(timedelta(hours=1, minutes=1))
    assert (await stage.answer(ana)).text.startswith(asked)
    answer = await stage.tap(ana, still)
    assert said in answer.text
    assert answer.labels == ()
    await stage.travel(timedelta(days=7, minutes=1))
    assert (await stage.answer(ana)).text.startswith(asked)


async def test_who_does_not_answer_is_asked_once(stage: Stage) -> None:
    ana = await ill_without_an_end(stage)
    for _ in range(4):
        await stage.travel(timedelta(days=7))
        await stage.settled()
    assert len(questions(await stage.heard(ana))) == 1


async def test_nobody_is_asked_at_night(stage: Stage) -> None:
    await stage.travel(timedelta(hours=6))  # 23:00
    ana = await ill_without_an_end(stage)
    await stage.travel(timedelta(days=7, minutes=1))
    await stage.settled()
    assert questions(await stage.heard(ana)) == []
    await stage.travel(timedelta(hours=9))
    await stage.settled()
    assert len(questions(await stage.heard(ana))) == 1


async def test_what_is_over_is_watched_and_may_come_back(stage: Stage) -> None:
    ana = await ill_without_an_end(stage)
    await stage.travel(timedelta(days=7, minutes=1))
    await stage.settled()
    assert "still easier" in (await stage.tap(ana, "Illness: over")).text
    assert "you come back in steps" in (await stage.say(ana, "/disruption")).text
    assert "since" in (await stage.tap(ana, "Illness: it is back")).text
    await stage.travel(timedelta(days=7, minutes=1))
    assert questions([(await stage.answer(ana)).text])


async def test_what_was_over_before_the_question_is_not_asked_about(stage: Stage) -> None:
    ana = await ill_without_an_end(stage)
    await stage.say(ana, "/disruption")
    await stage.tap(ana, "Illness: over")
    await stage.travel(timedelta(days=8))
    await stage.settled()
    assert questions(await stage.heard(ana)) == []


async def test_each_of_two_is_asked_about_when_it_is_due(stage: Stage) -> None:
    ana = await ill_without_an_end(stage)
    await stage.travel(timedelta(days=3))
    await stage.say(ana, "/travel")
    await stage.tap(ana, "A short way")
    await stage.tap(ana, "I will tell you")
    await stage.travel(timedelta(days=4, minutes=1))
    await stage.settled()
    assert "Illness" in (await ana.last()).text
    await stage.travel(timedelta(days=3))
    assert "Travel" in (await stage.answer(ana)).text, "although the other one was left open"
    assert "Illness" in (await stage.tap(ana, "Travel: over")).text
    assert "Good." in (await stage.tap(ana, "Illness: over")).text


async def test_what_is_long_over_is_no_longer_on_the_card(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/ill")
    await stage.tap(ana, "A cold, no fever")
    await stage.tap(ana, "3 days")
    await stage.travel(timedelta(days=20))
    assert "Did something come in between?" in (await stage.say(ana, "/disruption")).text
