"""Reminders: on training days, at the athlete's own hour, and off in one tap."""

from datetime import UTC, datetime, timedelta

from bot.loopback.phone import Phone
from tests.bot.stage import Stage


async def reminded(stage: Stage, hour: str) -> Phone:
    ana = await stage.lifter("Ana")
    await stage.say(ana, "/settings")
    await stage.tap(ana, f"⏰ {hour}")
    return ana


async def next_at(stage: Stage) -> datetime:
    (row,) = await stage.rows("SELECT next_at FROM schedules WHERE kind = 'reminder'")
    at: datetime = row["next_at"]
    return at.astimezone(UTC)


async def until_due(stage: Stage) -> None:
    """Let time pass until the reminder is due, and wait until it came round to its next day."""
    due = await next_at(stage)
    await stage.travel(due - await stage.now() + timedelta(seconds=1))
    while await next_at(stage) == due:
        await stage.settled()
    await stage.settled()


def reminders(texts: list[str]) -> list[str]:
    return [text for text in texts if "is a training day" in text]


async def test_a_training_day_is_reminded_of_at_the_local_hour(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    assert await next_at(stage) == datetime(2026, 11, 2, 19, tzinfo=UTC)
    await until_due(stage)
    said = reminders(await stage.heard(ana))
    assert said == [
        "Today is a training day: day 1 of your week. /today makes the workout when you are ready."
    ]
    assert await next_at(stage) == datetime(2026, 11, 4, 19, tzinfo=UTC), "Tuesday is no training day"


async def test_a_reminder_is_turned_off_on_itself(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await until_due(stage)
    answer = await stage.tap(ana, "No reminders")
    assert "Reminders are off" in answer.text
    assert await stage.rows("SELECT 1 AS one FROM schedules WHERE kind = 'reminder'") == []


async def test_who_has_trained_is_not_reminded(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    await until_due(stage)
    assert reminders(await stage.heard(ana)) == []


async def test_who_is_training_is_not_reminded(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await stage.warm(ana)
    await until_due(stage)
    assert reminders(await stage.heard(ana)) == []


async def test_after_a_change_of_zone_it_is_the_same_hour_there(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await stage.say(ana, "/settings")
    await stage.tap(ana, "Other time zone")
    await stage.say(ana, "New York")
    settings = await stage.tap(ana, "New York")
    assert "New York" in settings.text
    assert await next_at(stage) == datetime(2026, 11, 3, 0, tzinfo=UTC)
    await until_due(stage)
    assert len(reminders(await stage.heard(ana))) == 1


async def test_a_plan_with_other_days_is_reminded_of_on_those(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await stage.say(ana, "/settings")
    await stage.tap(ana, "Questions again")
    await stage.tap(ana, "Strength")
    await stage.tap(ana, "2 days")
    await stage.tap(ana, "60 min")
    for _ in range(5):
        labels = (await ana.last()).labels
        await stage.tap(ana, "Go on" if "Go on" in labels else "Skip")
    assert "19:00" in (await ana.last()).text, "the hour stays as it was chosen"
    (row,) = await stage.rows("SELECT weekdays FROM schedules WHERE kind = 'reminder'")
    assert row["weekdays"].bit_count() == 2


async def test_no_reminder_on_a_day_with_a_warning_sign(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await stage.say(ana, "I have chest pain")
    await until_due(stage)
    assert reminders(await stage.heard(ana)) == []


async def test_a_workout_that_nobody_finished_silences_no_later_reminder(stage: Stage) -> None:
    ana = await reminded(stage, "19:00")
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await until_due(stage)
    assert reminders(await stage.heard(ana)) == [], "it is under way"
    await until_due(stage)
    assert "day 2 of your week" in reminders(await stage.heard(ana))[-1]
