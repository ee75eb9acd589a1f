"""A team in the chat: an owner takes an athlete in as a coach, who hears of it, coaches, and lays it down."""

from bot.loopback.phone import Phone
from tests.bot.stage import Stage
from tests.bot.test_coach import coached


async def a_team(stage: Stage) -> tuple[Phone, Phone]:
    """Kim, who coaches Lee, and Lee."""
    kim, lee = await stage.lifter("Kim"), await stage.lifter("Lee", zone="Europe/London")
    await stage.say(kim, "/coach")
    await coached(stage, kim, lee)
    return kim, lee


async def test_an_athlete_is_taken_in_as_a_coach_and_hears_of_it(stage: Stage) -> None:
    kim, lee = await a_team(stage)
    assert "Kim: owner, coach" in (await stage.say(kim, "/team")).text
    assert "Lee: coach" in (await stage.tap(kim, "+ coach: Lee")).text
    assert (await stage.answer(lee)).text.startswith("You coach now: Kim.")
    shown = await stage.say(lee, "/team")
    assert "Kim: owner, coach\nLee: coach" in shown.text
    assert shown.labels == ("− coach: Lee",), "nobody but the owner decides about others"


async def test_an_owner_ends_it_and_so_does_whoever_coaches(stage: Stage) -> None:
    kim, lee = await a_team(stage)
    ana = await stage.lifter("Ana")
    await stage.say(kim, "/team")
    await stage.tap(kim, "+ coach: Lee")
    await coached(stage, lee, ana)
    assert "You coach 1 athlete: Ana" in (await stage.say(lee, "/coach")).text
    await stage.say(lee, "/team")
    await stage.tap(lee, "− coach: Lee")
    assert "You are in no team" in (await lee.last()).text
    assert await stage.rows("SELECT 1 AS one FROM coaching_links WHERE ended_at IS NULL") == [{"one": 1}]
    await stage.say(kim, "/team")
    await stage.tap(kim, "+ coach: Lee")
    assert "Lee" not in (await stage.tap(kim, "− coach: Lee")).text


async def test_whoever_coaches_nobody_is_told_how_to_begin(stage: Stage) -> None:
    ana = await stage.lifter()
    assert "/coach begins one" in (await stage.say(ana, "/team")).text
