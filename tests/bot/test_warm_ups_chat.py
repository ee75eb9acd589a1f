"""Warm-ups in the chat: seen, chosen with two taps, typed in a line, and done so in the next workout."""

import pytest

from tests.bot.stage import Stage


async def test_another_way_is_chosen_with_two_taps_and_the_standard_one_again(stage: Stage) -> None:
    ana = await stage.lifter()
    assert "Back squat: 40%×5, 60%×3, 75%×2, 90%×1" in (await stage.say(ana, "/warmup")).text
    ways = await stage.tap(ana, "Back squat")
    assert "From the empty bar: ○×10, 50%×5, 70%×3, 85%×1" in ways.text
    assert "Back squat: 50%×5, 75%×2" in (await stage.tap(ana, "Short")).text
    await stage.tap(ana, "Back squat")
    assert "Back squat: 40%×5" in (await stage.tap(ana, "Standard")).text


async def test_ones_own_warm_up_is_what_the_next_workout_begins_with(stage: Stage) -> None:
    ana = await stage.lifter()
    first = (await stage.say(ana, "/plan")).text.split("\n")[1].split(": ")[1].split(" ")
    lift = " ".join(first[: next(i for i, word in enumerate(first) if "×" in word)])
    assert f"{lift}: 45%×8, 80%×2" in (await stage.say(ana, f"/warmup {lift} 45x8 80x2")).text
    await stage.train(ana)
    overview = (await stage.heard(ana))[-2]
    warm_up = next(line for line in overview.split("\n") if line.startswith("warm-up"))
    assert [step.split("×")[1] for step in warm_up.split(", ")] == ["8", "2"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("squat", "Percent first, then reps"),
        ("flurb 40x5", "I know no exercise called flurb"),
        ("squat 80x5 40x5", "each heavier than the one before"),
    ],
)
async def test_what_cannot_be_is_said(stage: Stage, typed: str, answer: str) -> None:
    ana = await stage.lifter()
    assert answer in (await stage.say(ana, f"/warmup {typed}")).text
