"""Whatever comes in gets one clear answer, is kept at most once, and never reaches anybody else."""

from datetime import timedelta
from typing import Any

import pytest

from tests.bot.stage import BOT_ID, Stage
from tests.loopback.test_files import png

NONSENSE = {
    "asdf qwer": "did not understand",
    "💪": "did not understand",
    "???": "did not understand",
    "'; DROP TABLE set_logs; --": "did not understand",
    "<b>100x5": "did not understand",
    "100000x5": "No one lifts that",
    "-5x5": "below zero",
    "5x0": "at least one rep",
    "100x500": "more than 100 reps",
    "100x5@11": "RPE goes up to 10",
    "100x5@8.3": "RPE goes in halves",
    "1,000x5": "thousands mark",
    "yo " * 1365: "too long",  # as long as a message can be
    "/nosuchcommand": "There is no such command",
}


@pytest.mark.parametrize("text", NONSENSE)
async def test_nonsense_is_answered_kindly_and_kept_nowhere(stage: Stage, text: str) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    answer = await stage.say(ana, text)
    assert NONSENSE[text] in answer.text
    assert await stage.sets(ana) == []
    assert len([m for m in await ana.messages() if m.message_id > answer.message_id]) == 0


async def test_a_message_of_full_length_is_answered(stage: Stage) -> None:
    ana = await stage.lifter()
    answer = await stage.say(ana, "w" * 4096)
    assert answer.text


async def test_an_empty_machine_is_a_load(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "leg press 0x5")
    (done,) = await stage.sets(ana)
    assert done["load_g"] == 0


@pytest.mark.parametrize("what", ["sticker", "photo", "voice"])
async def test_what_is_no_text_is_answered_with_how_to_type(stage: Stage, what: str) -> None:
    ana = await stage.lifter()
    if what == "sticker":
        await ana.send_sticker()
    elif what == "photo":
        await ana.send_photo(png(), caption="100x5")
    else:
        await ana.send_voice()
    assert "text only" in (await stage.answer(ana)).text
    assert await stage.sets(ana) == []


async def test_a_set_for_no_workout_asks_which_exercise(stage: Stage) -> None:
    ana = await stage.lifter()
    answer = await stage.say(ana, "100x5")
    assert "Which exercise was that" in answer.text
    assert await stage.rows("SELECT 1 AS one FROM workouts") == []


async def test_a_named_set_for_no_workout_opens_a_free_one(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.say(ana, "bench 100x5")
    assert "✓ Bench press: 100 kg × 5" in card.text
    assert "Finish" in card.labels


async def test_a_command_without_a_workout_says_how_to_get_one(stage: Stage) -> None:
    ana = await stage.lifter()
    for text in ("undo", "done", "skip", "/why"):
        assert "No workout is open" in (await stage.say(ana, text)).text


# -- buttons ------------------------------------------------------------------------------------------------


async def test_a_double_tap_counts_once(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.warm(ana)
    eight = card.data[0][2] or ""
    first = await ana.tap_data(eight, card.message_id)
    second = await ana.tap_data(eight, card.message_id)
    await stage.settled()
    assert len(await stage.sets(ana)) == 1
    assert str(await ana.wait_toast(first)).startswith("Saved")
    assert "counted already" in str(await ana.wait_toast(second))


async def test_a_button_three_days_old_changes_nothing(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.warm(ana)
    await stage.travel(timedelta(days=3))
    query = await ana.tap_data(card.data[0][2] or "", card.message_id)
    await stage.settled()
    assert "another day" in str(await ana.wait_toast(query))
    assert await stage.sets(ana) == []
    await stage.say(ana, "/today")
    states = await stage.rows("SELECT status FROM workouts ORDER BY id")
    assert [row["status"] for row in states] == ["completed", "planned"], (
        "closed as it stood, with its warm-ups"
    )


async def test_finishing_a_workout_days_later_ends_it_with_its_last_set(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.travel(timedelta(days=1))
    await stage.tap(ana, "Finish")
    assert any("1 of 13 planned sets, 0 min" in text for text in await stage.heard(ana))


async def test_a_check_in_button_of_a_made_workout_says_so(stage: Stage) -> None:
    ana = await stage.lifter()
    check_in = await stage.say(ana, "/today")
    fine = check_in.data[0][0] or ""
    await stage.tap(ana, "All fine")
    query = await ana.tap_data(fine.replace(":1:", ":2:", 1), check_in.message_id)
    await stage.settled()
    assert "made already" in str(await ana.wait_toast(query))


GARBAGE = ["", "x", "a:b:c", "workout:9999999999:log", ":::::::", "workout:1:log:nan", "💥:1:log:1:1:1:1:8"]


async def test_garbage_behind_a_button_is_answered_and_does_nothing(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.warm(ana)
    for data in GARBAGE:
        query = await ana.tap_data(data, card.message_id)
        assert await ana.wait_toast(query)
    await stage.settled()
    assert await stage.sets(ana) == []
    assert await stage.rows("SELECT 1 AS one FROM inbox WHERE state = 'dead'") == []


IMPOSSIBLE = [
    "log:{workout}:{exercise}:1000000001:5:8.0",
    "log:{workout}:{exercise}:-900000:5:8.0",
    "log:{workout}:{exercise}:100000:100000:8.0",
    "log:{workout}:{exercise}:100000:5:55.0",
    "log:{workout}:{exercise}:100000:5:nan",
    "log:{workout}:{exercise}:100000:999999999999999999:8.0",
    "log:999999999999999999:{exercise}:100000:5:8.0",
    "srpe:{workout}:77",
    "hurt:{exercise}:99:1",
    "red:sleepy",
    "musc:{workout}:brain",
    "nochk:999999",
    "exer:999999",
]


async def test_a_forged_button_of_impossible_values_is_answered_and_does_nothing(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.warm(ana)
    slot, revision, _, workout, exercise, *_ = (card.data[0][0] or "").split(":")
    for forged in IMPOSSIBLE:
        data = f"{slot}:{revision}:" + forged.format(workout=workout, exercise=exercise)
        query = await ana.tap_data(data, card.message_id)
        await ana.wait_toast(query)
    await stage.settled()
    assert await stage.sets(ana) == []
    assert await stage.rows("SELECT 1 AS one FROM inbox WHERE state = 'dead' OR attempts > 0") == []
    assert await stage.rows("SELECT 1 AS one FROM pain_reports") == []


async def test_a_forged_button_reaches_no_other_athletes_workout_set_or_link(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    bob = await stage.lifter("Bob")
    coach = await stage.lifter("Cy")
    bobs = await stage.warm(bob)
    await stage.say(bob, "250x5")
    await stage.say(bob, "bobs own lift 20x5")
    await stage.tap(bob, "New: bobs own lift")
    invitation = (await stage.say(coach, "/coach")).text.split("start=")[1]
    await stage.say(bob, f"/start {invitation}")
    await stage.tap(bob, "Accept")
    before = await _everything_of(stage, bob.user_id)

    mine = await stage.warm(ana)
    slot, revision = (mine.data[0][0] or "").split(":")[:2]
    workout, exercise = (bobs.data[0][0] or "").split(":")[3:5]
    odd = (await stage.rows("SELECT min(id) AS id FROM set_logs WHERE NOT trusted"))[0]["id"]
    link = (await stage.rows("SELECT min(id) AS id FROM coaching_links"))[0]["id"]
    for forged in (
        f"log:{workout}:{exercise}:100000:5:8.0",
        f"adj:{workout}:{exercise}:100000:5",
        f"warm:{workout}:{exercise}",
        f"skip:{exercise}",
        f"hurt:{exercise}:5:1",
        f"pain:{exercise}",
        f"finish:{workout}",
        f"srpe:{workout}:9",
        f"nonote:{workout}",
        f"nochk:{workout}",
        f"right:{odd}",
        f"wrong:{odd}",
        f"endlink:{link}",
    ):
        query = await ana.tap_data(f"{slot}:{revision}:{forged}", mine.message_id)
        assert await ana.wait_toast(query), forged
    await stage.settled()
    assert await _everything_of(stage, bob.user_id) == before
    assert await stage.rows("SELECT 1 AS one FROM inbox WHERE state = 'dead' OR attempts > 0") == []


async def _everything_of(stage: Stage, user_id: int) -> list[Any]:
    tables = ("workouts", "workout_exercises", "set_logs", "session_logs", "check_ins", "pain_reports")
    found: list[Any] = []
    for table in tables:
        sql = f"SELECT t.* FROM {table} t JOIN athletes a ON a.id = t.athlete_id JOIN users u ON u.id = a.user_id"
        async with stage.db.transaction() as tx:
            await tx.rows("SET LOCAL ROLE setpoint_system")
            found += await tx.rows(f"{sql} WHERE u.telegram_id = %s ORDER BY t.id".encode(), (user_id,))
    return [*found, await stage.rows("SELECT * FROM coaching_links")]


async def test_another_athletes_own_exercise_cannot_be_named_by_its_number(stage: Stage) -> None:
    ana, bob = await stage.lifter("Ana"), await stage.lifter("Bob")
    await stage.say(bob, "bobs own lift 20x5")
    await stage.tap(bob, "New: bobs own lift")
    owned = (await stage.rows("SELECT id FROM exercises WHERE athlete_id IS NOT NULL"))[0]["id"]
    asked = await stage.say(ana, "qwertyuiop 20x5")
    slot, revision = (asked.data[0][0] or "").split(":")[:2]
    await ana.tap_data(f"{slot}:{revision}:exer:{owned}", asked.message_id)
    await stage.settled()
    assert await stage.sets(ana) == []
    assert not any("bobs own lift" in text for text in await stage.heard(ana))


async def test_today_twice_at_once_makes_one_workout(stage: Stage) -> None:
    ana = await stage.lifter()
    await ana.send("/today")
    await ana.send("/today")
    await stage.settled()
    check_ins = [m for m in await ana.messages() if "All fine" in m.labels]
    assert len(check_ins) == 1
    assert len(await stage.rows("SELECT 1 AS one FROM workouts")) == 1


# -- other chats --------------------------------------------------------------------------------------------


async def test_a_group_is_told_once_where_to_find_the_bot_and_left(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    group = await ana.add_to_group("Lifters")
    await stage.settled()
    said = [m for m in await ana.messages(group) if not m.mine and m.kind == "text"]
    assert len(said) == 1
    assert "https://t.me/" in said[0].text
    assert len([c for c in await stage.control.calls("leaveChat") if not c.get("error")]) == 1
    assert await stage.rows("SELECT 1 AS one FROM users") == [], "nobody is kept because of a group"


async def test_other_bots_channels_and_nameless_senders_are_not_answered(stage: Stage) -> None:
    await stage.settled()
    chat = {"id": 5_000, "type": "private"}
    robot = {"id": 5_000, "is_bot": True, "first_name": "Robot"}
    message = {"message_id": 1, "date": 1_793_638_800, "text": "/start"}
    channel = {"id": -1_001_234, "type": "channel", "title": "News"}
    for update in (
        {"message": {**message, "chat": chat, "from": robot}},
        {"message": {**message, "chat": chat}},
        {"channel_post": {**message, "chat": channel, "sender_chat": channel}},
        {"something_new": {"id": 1}},
    ):
        await stage.control.inject(BOT_ID, 5_000, update)
    await stage.settled()
    assert await stage.rows("SELECT 1 AS one FROM outbox") == []
    assert await stage.rows("SELECT 1 AS one FROM users") == []
    assert await stage.rows("SELECT 1 AS one FROM inbox WHERE state <> 'done'") == []


async def test_a_blocked_bot_holds_nobody_up_and_goes_on_once_unblocked(stage: Stage) -> None:
    ana, bob = await stage.lifter("Ana"), await stage.lifter("Bob")
    await stage.say(ana, "/help")
    await ana.block()
    await stage.settled()
    assert "check-in" in (await stage.say(bob, "/today")).text
    await ana.unblock()
    assert "check-in" in (await stage.say(ana, "/today")).text


async def test_names_with_markup_are_shown_as_they_are(stage: Stage) -> None:
    eve = stage.newcomer("<b>Eve</b> & {name}")
    card = await stage.say(eve, "/start")
    assert "Hi <b>Eve</b> & {name}" in card.text
