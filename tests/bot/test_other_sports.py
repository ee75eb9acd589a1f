"""Typing what no plan prescribes: distances, times, carries, help from a machine."""

import pytest

from tests.bot.stage import Stage


@pytest.mark.parametrize(
    ("said", "echo"),
    [
        ("run 5 km", "✓ Run: 5 km"),
        ("run 5 km 25:00 @7", "✓ Run: 5 km · 25:00 at RPE 7"),
        ("easy run 30 min", "✓ Easy run: 30:00"),
        ("sled push 40x20m", "✓ Sled push: 40 kg × 20 m"),
        ("farmers walk 30 40s", "✓ Farmer's walk: 30 kg × 40 s"),
        ("assisted pull up 30x8@8", "✓ Assisted pull-up: 30 kg of help × 8 at RPE 8"),
        ("band curl x15", "✓ Band curl: no load × 15"),
    ],
)
async def test_work_of_any_kind_is_logged_as_it_is_told(stage: Stage, said: str, echo: str) -> None:
    ana = await stage.lifter()
    card = await stage.say(ana, said)
    assert echo in card.text


async def test_a_distance_is_corrected_and_taken_back_like_any_set(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "run 400m 90s")
    card = await stage.say(ana, "400m 95s")
    assert "400 m · 95 s" in card.text
    assert [(s["distance_m"], s["duration_s"]) for s in await stage.sets(ana)] == [(400, 90), (400, 95)]
    await stage.tap(ana, "Undo")
    assert [(s["distance_m"], s["duration_s"]) for s in await stage.sets(ana)] == [(400, 90)]


async def test_talk_about_a_distance_is_no_set(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "I ran 5 km this morning")
    assert await stage.sets(ana) == []
