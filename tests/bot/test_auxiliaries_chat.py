"""Auxiliaries in the chat: what goes along with a main lift is typed in a line and trained from this block on."""

import pytest

from tests.bot.stage import Stage


async def test_what_goes_along_with_a_lift_is_typed_and_trained_in_the_next_workout(stage: Stage) -> None:
    ana = await stage.lifter()
    assert "I choose what goes along" in (await stage.say(ana, "/auxiliary")).text
    plan = (await stage.say(ana, "/plan")).text.split("\n")[1].split(": ")[1]
    lift = plan.split("×")[0].rsplit(" ", 1)[0]
    shown = (await stage.say(ana, f"/auxiliary {lift}: glute ham raise, sissy squat")).text
    assert f"{lift}: Glute-ham raise, Sissy squat" in shown
    await stage.train(ana)
    overview = (await stage.heard(ana))[-2]
    assert "Glute-ham raise" in overview or "Sissy squat" in overview
    assert "I choose" in (await stage.say(ana, f"/auxiliary {lift}: off")).text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("squat", "Type it like"),
        ("flurb: leg press", "I know no exercise called flurb"),
        ("squat: flurb", "I know no exercise called flurb"),
        ("squat: squat", "cannot go along with itself"),
    ],
)
async def test_what_cannot_go_along_is_said(stage: Stage, typed: str, answer: str) -> None:
    ana = await stage.lifter()
    assert answer in (await stage.say(ana, f"/auxiliary {typed}")).text
