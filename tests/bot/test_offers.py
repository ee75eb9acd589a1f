"""Sets that a bad morning took away come back where the first ones are easy: a question with two buttons."""

from bot.loopback.phone import Phone, Shown
from tests.bot.stage import Stage, told

YES, NO = "Yes, one more set", "No, enough"


async def sore(stage: Stage, *typed: str) -> tuple[Phone, Shown]:
    """Quads are sore, so four squats are three; then some are done, each as typed."""
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    await stage.tap(ana, "Quads")
    await stage.tap(ana, "3")
    await stage.tap(ana, "Make my workout")
    card = await stage.tap(ana, "Warmed up")
    assert "set 1 of 3" in card.text
    for line in typed:
        card = await stage.say(ana, line)
    return ana, card


def labels(card: Shown) -> set[str]:
    return {label for row in card.buttons for label in row}


async def test_easy_sets_are_asked_for_one_more_which_is_then_the_next(stage: Stage) -> None:
    ana, card = await sore(stage, "112.5x7@6", "112.5x7@6", "115x7@6")
    assert card.text.startswith("B Bench press"), "the lift is done, and so it goes on"
    assert "Easier than you came in for. One more set?" in card.text
    card = await stage.tap(ana, YES)
    assert card.text.startswith("A Back squat · set 4 of 4")
    assert YES not in labels(card)
    card = await stage.say(ana, "115x5@7")
    assert card.text.startswith("B Bench press")
    assert len(await stage.sets(ana)) == 4


async def test_who_has_had_enough_is_not_asked_again(stage: Stage) -> None:
    ana, card = await sore(stage, "112.5x7@6", "112.5x7@6")
    assert {YES, NO} <= labels(card)
    card = await stage.tap(ana, NO)
    assert "One more set?" not in card.text
    card = await stage.say(ana, "115x7@6")
    assert not {YES, NO} & labels(card)


async def test_taking_back_the_easy_set_takes_back_the_offer(stage: Stage) -> None:
    ana, card = await sore(stage, "112.5x7@6", "112.5x7@6")
    assert YES in labels(card)
    card = await stage.tap(ana, "Undo")
    assert YES not in labels(card)
    assert told(await stage.sets(ana)) == ["112.5x7"]


async def test_correcting_it_to_a_hard_one_does_too(stage: Stage) -> None:
    ana, _ = await sore(stage, "112.5x7@6")
    line = await ana.send("112.5x7@6")
    assert YES in labels(await stage.answer(ana))
    await ana.edit(line, "112.5x5@8")
    assert YES not in labels(await stage.answer(ana))
