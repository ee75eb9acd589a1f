"""What one lift shows of the day is heard by the next, and said."""

from bot.loopback.phone import Phone, Shown
from tests.bot.stage import Stage

HARD, AS_EXPECTED = ("9",) * 4, ("7", "7", "7", "7")  # squats that are to be felt as 7


async def sure_of_maxes(stage: Stage, name: str) -> Phone:
    """Somebody whose maxes are sure: what a day does differently is then the day's."""
    lifter = await stage.lifter(name)
    await stage.rows("UPDATE maxes SET source = 'tested' RETURNING 1")
    await stage.warm(lifter)
    return lifter


async def at_the_bench(stage: Stage, lifter: Phone, efforts: tuple[str, ...]) -> Shown:
    """After the squats, skipped as soon as they are told, and warm for the bench press."""
    card = await stage.tap(lifter, efforts[0])
    for effort in efforts[1:]:
        if card.text.startswith("A Back squat"):
            card = await stage.tap(lifter, effort)
    assert card.text.startswith("B Bench press · warm-up")
    return await stage.tap(lifter, "Warmed up")


async def test_hard_squats_make_the_bench_lighter_and_the_card_and_the_receipt_say_so(stage: Stage) -> None:
    ana = await sure_of_maxes(stage, "Ana")
    card = await at_the_bench(stage, ana, HARD)
    assert "77.5 kg × 5" in card.text
    assert "Hard going so far today, so 77.5 kg." in card.text
    await stage.tap(ana, "Why?")
    receipt = (await stage.heard(ana))[-2]
    assert "79.5 kg is rounded to 80 kg" in receipt
    assert "• Hard going so far today, so 77.5 kg." in receipt


async def test_a_day_as_expected_changes_nothing_and_says_nothing(stage: Stage) -> None:
    card = await at_the_bench(stage, await sure_of_maxes(stage, "Ana"), AS_EXPECTED)
    assert "80 kg × 5" in card.text
    assert "so far today" not in card.text


async def test_a_lift_that_has_begun_stays_as_it_was_begun(stage: Stage) -> None:
    ana = await sure_of_maxes(stage, "Ana")
    await at_the_bench(stage, ana, HARD)
    begun = await stage.tap(ana, "7")
    assert "set 2 of 4" in begun.text
    assert "so far today" not in begun.text, "said once, before the first set"
    (bench,) = [row for row in await stage.sets(ana) if row["load_g"] == 77_500]
    assert (bench["target_load_g"], bench["target_reps"]) == (77_500, 5)
    undone = await stage.tap(ana, "Undo")
    assert "Hard going so far today, so 77.5 kg." in undone.text, (
        "and again before what is the first set again"
    )


async def test_a_corrected_squat_moves_the_bench_that_is_to_come(stage: Stage) -> None:
    ana = await sure_of_maxes(stage, "Ana")
    line = await ana.send("112.5x5@9")
    await stage.answer(ana)
    await stage.tap(ana, "Skip lift")
    card = await stage.tap(ana, "Warmed up")
    assert "Hard going so far today, so 77.5 kg." in card.text
    await ana.edit(line, "112.5x5@7")
    as_expected = await stage.answer(ana)
    assert "80 kg × 5" in as_expected.text
    assert "so far today" not in as_expected.text
