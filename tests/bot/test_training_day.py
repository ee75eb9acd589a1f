"""A training day as it is lived: over HTTP, on a real database."""

from datetime import timedelta

from bot.loopback.phone import Phone
from tests.bot.stage import Stage


async def start(stage: Stage, phone: Phone) -> None:
    """Six questions, the shortest way."""
    await stage.say(phone, "/start")
    for label in ("Right, go on", "Strength", "3 days", "60 min", "Go on", "Full gym", "1 to 3 years"):
        await stage.tap(phone, label)
    await stage.say(phone, "squat 140x1, bench 100x3")
    await stage.tap(phone, "No")


async def test_a_newcomer_is_ready_after_one_tap_and_six_questions(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    await start(stage, ana)
    ready = await ana.last()
    assert "All set" in ready.text
    assert "Mon, Wed, Fri" in ready.text


async def test_a_training_day_from_check_in_to_summary(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    await start(stage, ana)

    check_in = await stage.say(ana, "/today")
    assert "check-in" in check_in.text
    await stage.tap(ana, "All fine")
    overview, card = [m for m in await ana.messages() if not m.mine][-2:]
    assert "Back squat" in overview.text
    assert "about" in overview.text
    assert card.text.startswith("A Back squat · warm-up")

    card = await stage.tap(ana, "Warmed up")
    assert "set 1 of 4" in card.text
    before = card.text.splitlines()[1]
    card = await stage.tap(ana, "9")
    assert "set 2 of 4" in card.text
    assert "Harder than planned, so" in card.text
    assert card.text.splitlines()[1] != before, "the next set changed because of the last one"
    assert (await ana.toasts())[-1].startswith("Saved: ")

    why = await stage.say(ana, "/why")
    receipt = [m for m in await ana.messages() if "Why Back squat" in m.text]
    assert "one-rep max" in receipt[-1].text
    assert why.labels, "the card stands below the receipt again"

    await stage.tap(ana, "Finish")
    await stage.tap(ana, "7")
    done = await stage.say(ana, "knees felt good")
    assert "Note: knees felt good" in done.text
    summary = [m for m in await ana.messages() if m.text.startswith("Done:")]
    assert "Back squat: sets 1/4" in summary[-1].text


async def test_the_rest_alarm_rings_with_the_card_under_the_thumb(stage: Stage) -> None:
    ana = await stage.athlete("Ana")
    await stage.say(ana, "/today")
    await stage.tap(ana, "All fine")
    card = await stage.tap(ana, "Light")
    await stage.travel(timedelta(minutes=4))
    alarm = (await ana.wait_for(lambda shown: "Rest is over" in shown[-1].text))[-1]
    assert alarm.message_id > card.message_id, "a new message rings, an edit would not"
    assert not alarm.silent
    assert "Light" in alarm.labels
    await stage.settled()
    old = next(m for m in await ana.messages() if m.message_id == card.message_id)
    assert not old.labels, "the old card lost its buttons"


async def test_a_tap_at_the_moment_of_the_rest_alarm_counts(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.warm(ana)
    card = await stage.tap(ana, "8")
    button = next(data for row in card.data for data in row if data is not None and ":log:" in data)
    await stage.travel(timedelta(minutes=4))
    alarm = await stage.answer(ana)
    assert alarm.text.startswith("⏰")
    await ana.tap_data(button, card.message_id)
    await stage.settled()
    assert len(await stage.sets(ana)) == 2


async def test_the_effort_of_the_whole_workout_may_be_typed(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    assert "A note for next time?" in (await stage.say(ana, "7")).text
    rated = await stage.rows("SELECT session_rpe FROM session_logs")
    assert 7 in [row["session_rpe"] for row in rated]
