"""The demo is the product's best page: it is told as expected, and any surprise ends it."""

import json
import re
from pathlib import Path

import pytest

from bot.ops import demo
from bot.ops.narrator import Narrator
from bot.ops.play import Play, Surprise
from tests.bot.stage import Stage

ROOT = Path(__file__).parents[2]


def test_two_days_of_three_people_are_told_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    code = demo.main(as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (code, told["ok"]) == (0, True), told.get("surprise")
    transcript = told["transcript"]
    for people in ("Ana: /today", "Marco: /coach", "Ola: /admin", "Hola, Lucía"):
        assert people in transcript
    assert max(map(len, transcript.splitlines())) < 100, "it is read on phones"
    shown = {timeless(line) for line in transcript.splitlines()}
    opening = (ROOT / "README.md").read_text().split("```")[1].splitlines()
    meant = [timeless(line) for line in opening if line.strip() not in ("", "...")]
    assert [line for line in meant if line not in shown] == [], "the README's opening is of this demo"


def timeless(line: str) -> str:
    """The demo's clock goes on while it plays, so a slow machine tells other times."""
    return re.sub(r"\d\d:\d\d(:\d\d)?", "", line)


def test_a_surprise_ends_the_demo_with_what_was_expected_and_the_transcript_so_far(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tell(play: Play) -> None:
        ana = play.cast("Ana", "Europe/London")
        await play.say(ana, "/start", "Hi Ana", "Hi Berta")

    monkeypatch.setattr(demo, "tell", tell)
    assert demo.main(as_json=False) == 1
    told = capsys.readouterr().out
    assert "Hi Ana, I am Setpoint" in told
    assert "expected to read ['Hi Berta']" in told


@pytest.fixture
def narrator() -> Narrator:
    """Whoever tells the play."""
    return Narrator()


@pytest.fixture
def play(stage: Stage, narrator: Narrator) -> Play:
    """People on a stage with somebody who tells it."""
    return Play(stage, narrator)


async def test_a_button_that_is_not_there_is_a_surprise(play: Play) -> None:
    ana = play.cast("Ana", "Europe/London")
    await play.say(ana, "/start", "Hi Ana")
    with pytest.raises(Surprise, match="no button 'Warmed up'"):
        await play.tap(ana, "Warmed up")


async def test_of_a_card_only_what_changed_is_told(play: Play, narrator: Narrator) -> None:
    ana = play.cast("Ana", "Europe/London")
    await play.say(ana, "/start", "Units: kilograms")
    before = len(narrator.lines)
    await play.tap(ana, "Use pounds", "Units: pounds")
    told = "\n".join(narrator.lines[before:])
    assert "Units: pounds" in told
    assert "[Use kilograms]" in told
    assert "Language" not in told


async def test_times_are_by_the_clock_of_the_person(play: Play, narrator: Narrator) -> None:
    await play.say(play.cast("Ana", "Europe/London"), "/start")
    await play.say(play.cast("Marco", "Europe/Rome"), "/start")
    assert "17:00 Ana: /start" in narrator.lines
    assert "18:00 Marco: /start" in narrator.lines
