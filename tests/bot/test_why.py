"""Why an exercise is what it is, what else it could have been, and where the rules are from."""

from bot.loopback.phone import Phone
from bot.texts import why
from bot.texts.tongue import Tongue
from core.engine.models import Reason
from tests.bot.stage import Stage


async def receipt(stage: Stage, phone: Phone) -> str:
    await stage.say(phone, "/why")
    return [text for text in await stage.heard(phone) if "what it is today" in text][-1]


async def sore(stage: Stage) -> Phone:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    await stage.tap(ana, "Quads")
    await stage.tap(ana, "4")
    await stage.tap(ana, "Make my workout")
    return ana


async def test_for_what_was_taken_off_it_says_what_would_be_without_it(stage: Stage) -> None:
    told = await receipt(stage, await sore(stage))
    was, would = told.split("What if")
    assert "Quads sore (4 of 5)" in was
    assert "• Quads not sore: 4 × 5 at" in would


async def test_where_nothing_was_taken_off_it_says_what_could_change_it(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.train(ana)
    would = (await receipt(stage, ana)).split("What if")[1]
    assert "Very tired:" in would
    assert " very sore: 3 × 5 at" in would
    assert "Next week:" in would


async def test_it_names_what_could_have_stood_there_and_where_the_rules_are_from(stage: Stage) -> None:
    told = await receipt(stage, await sore(stage))
    assert "Chosen as a main lift" in told
    assert "Instead of: " in told
    sources = told.splitlines()[-1]
    assert sources.startswith("Sources: ")
    assert "Nuzzo 2024 (B)" in sources
    assert "coaching practice (C)" in sources


async def test_a_lift_that_was_typed_has_nothing_to_think_away(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "leg press 100x10")
    told = await receipt(stage, ana)
    assert "You added it yourself." in told
    assert "What if" not in told


def test_a_load_that_can_be_made_as_it_is_is_not_said_to_be_rounded_to_itself() -> None:
    facts = {"wanted_g": 165_120, "load_g": 165_000, "reps": 5}
    words = why.sentence(Tongue("en"), Reason(step="rounding", code="nearest", facts=facts))
    assert words == "165 kg is a load that you can make."
    off = {**facts, "wanted_g": 163_800}
    words = why.sentence(Tongue("en"), Reason(step="rounding", code="nearest", facts=off))
    assert words == "164 kg is rounded to 165 kg, which you can load."
