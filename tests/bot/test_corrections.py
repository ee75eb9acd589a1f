"""Sets that were not so: an edited message corrects them, and what looks impossible is asked about."""

from core.engine.models import TrainingAge
from tests.bot.stage import Stage, told


async def test_an_edited_message_corrects_its_set_and_recomputes_what_is_left(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("105x5@6")
    planned = (await stage.answer(ana)).text.splitlines()[1]
    await ana.edit(line, "105x5@9.5")
    card = await stage.answer(ana)
    assert told(await stage.sets(ana)) == ["105x5"]
    assert card.text.splitlines()[1] != planned, "a harder set than first said lightens the next"
    assert any("1 set corrected" in text for text in await stage.heard(ana))


async def test_a_corrected_miss_lifts_its_ban(stage: Stage) -> None:
    ana = await stage.lifter()
    before = await stage.warm(ana)
    line = await ana.send("112.5x3 fail")
    missed = await stage.answer(ana)
    assert "Missed. Rest longer, then 100 kg" in missed.text  # a tenth lighter, rounded down
    await ana.edit(line, "112.5x5@6.5")
    card = await stage.answer(ana)
    assert card.text.splitlines()[1] == before.text.splitlines()[1]


async def test_what_was_done_keeps_what_was_asked_of_it(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("112.5x3 fail")
    await stage.settled()
    await stage.say(ana, "100x5@6")
    await ana.edit(line, "112.5x5@6.5")
    await stage.settled()
    assert [row["target_load_g"] for row in await stage.sets(ana)] == [112_500, 100_000]


async def test_taking_a_miss_back_brings_its_set_and_its_load_back(stage: Stage) -> None:
    ana = await stage.lifter()
    before = await stage.warm(ana)
    card = await stage.tap(ana, "Miss")
    assert card.text.splitlines()[1] != before.text.splitlines()[1]
    card = await stage.tap(ana, "Undo")
    assert card.text.splitlines()[:2] == before.text.splitlines()[:2]


async def test_an_edited_line_is_judged_by_what_was_asked_when_it_was_typed(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("105x5@9.5")
    await stage.settled()
    await stage.say(ana, "95x5@8")
    await ana.edit(line, "105x6@9")
    await stage.settled()
    corrected = (await stage.sets(ana))[0]
    assert (corrected["reps"], corrected["target_load_g"]) == (6, 112_500)


async def test_an_edit_to_more_sets_adds_and_to_fewer_takes_back(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("100x5,5")
    await stage.settled()
    await ana.edit(line, "100x5,5,4")
    await stage.settled()
    assert told(await stage.sets(ana)) == ["100x5", "100x5", "100x4"]
    await ana.edit(line, "102.5x5")
    card = await stage.answer(ana)
    assert told(await stage.sets(ana)) == ["102.5x5"]
    assert "set 2 of 4" in card.text
    rows = await stage.rows("SELECT row, count(*) AS n FROM set_logs GROUP BY row ORDER BY row")
    assert {r["row"] for r in rows} == {"set", "correction", "void"}, "the log only ever grows"


async def test_an_edit_to_chat_changes_nothing_and_says_so(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("100x5")
    await stage.settled()
    await ana.edit(line, "never mind")
    assert "nothing was changed" in (await stage.answer(ana)).text
    assert told(await stage.sets(ana)) == ["100x5"]


async def test_an_edit_moves_a_set_to_the_lift_that_was_meant(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("100x5")
    await stage.settled()
    await ana.edit(line, "bench 75x5")
    await stage.settled()
    assert [(row["exercise"], row["kg"]) for row in await stage.sets(ana)] == [("Bench press", 75)]


async def test_an_edit_to_a_misspelt_lift_corrects_after_the_tap_and_does_not_log_twice(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("100x5")
    await stage.settled()
    await ana.edit(line, "bensh press 75x5")
    await stage.settled()
    await stage.tap(ana, "Bench press")
    assert [(row["exercise"], row["kg"]) for row in await stage.sets(ana)] == [("Bench press", 75)]


async def test_editing_an_unanswered_question_answers_it(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("bensh press 75x5")
    question = await stage.answer(ana)
    await ana.edit(line, "bench press 75x5")
    await stage.settled()
    assert told(await stage.sets(ana)) == ["75x5"]
    assert not any("Bench press" in m.labels for m in await ana.messages())
    await ana.tap_data(question.data[0][0] or "", question.message_id)
    await stage.settled()
    assert told(await stage.sets(ana)) == ["75x5"], "the old question logs nothing any more"


async def test_undo_after_an_edit_takes_the_corrected_set_back(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("100x5")
    await stage.settled()
    await ana.edit(line, "102.5x5")
    await stage.settled()
    await stage.tap(ana, "Undo")
    assert await stage.sets(ana) == []
    assert (await ana.toasts())[-1] == "Taken back: 102.5 kg × 5"


async def test_a_typed_note_survives_the_correction_of_its_set(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("100x5 // belt")
    await stage.settled()
    await ana.edit(line, "100x6 // belt")
    await stage.settled()
    (done,) = await stage.sets(ana)
    assert (done["reps"], done["note"]) == (6, "belt")


# -- unusual loads ------------------------------------------------------------------------------------------


async def test_far_more_than_expected_asks_before_it_teaches(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    asked = await stage.say(ana, "250x5@6")
    assert "far more than" in asked.text
    (done,) = await stage.sets(ana)
    assert not done["trusted"]
    card = next(m for m in reversed(await ana.messages()) if "set 2 of 4" in m.text)
    assert card.text.splitlines()[1].startswith("112.5 kg"), "the next set is not moved by it"


async def test_of_a_lift_that_nobody_knows_more_than_is_likely_asks_as_well(stage: Stage) -> None:
    ana = await stage.athlete(training_age=TrainingAge.BEGINNER)
    assert "far more than" not in (await stage.say(ana, "front squat 100x5")).text
    assert "far more than" in (await stage.say(ana, "zercher squat 300x5")).text
    assert [row["trusted"] for row in await stage.sets(ana)] == [True, False]


async def test_it_is_right_teaches_every_set_of_the_line(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "3x5 250")
    assert [row["trusted"] for row in await stage.sets(ana)] == [False] * 3
    await stage.tap(ana, "It is right")
    assert [row["trusted"] for row in await stage.sets(ana)] == [True] * 3


async def test_take_it_back_voids_every_set_of_the_line(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "3x5 250")
    card = await stage.tap(ana, "Take it back")
    assert await stage.sets(ana) == []
    assert "set 1 of 4" in card.text


async def test_an_undone_set_does_not_come_back_because_it_was_right(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    asked = await stage.say(ana, "250x5")
    await stage.tap(ana, "Undo")
    assert not any("It is right" in m.labels for m in await ana.messages())
    right = asked.data[0][0] or ""
    await ana.tap_data(right.replace(":1:", ":2:", 1), asked.message_id)
    await stage.settled()
    assert await stage.sets(ana) == []


async def test_an_edit_to_far_more_asks_as_well(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    line = await ana.send("100x5@8")
    await stage.settled()
    await ana.edit(line, "1000x5@8")
    assert "far more than" in (await stage.answer(ana)).text
    (done,) = await stage.sets(ana)
    assert not done["trusted"]
    await ana.edit(line, "100x5@8")
    await stage.settled()
    (done,) = await stage.sets(ana)
    assert done["trusted"]
    assert not any("It is right" in m.labels for m in await ana.messages())
