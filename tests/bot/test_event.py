"""Dates in the chat: a meet with its taper, openers and attempts; days moved; programs started and given."""

from datetime import timedelta

from core.engine.models import Goal, TrainingAge
from tests.bot.stage import Stage
from tests.bot.test_coach import coached

BASE = """Program: Base
Week 1-2
Day 1 Mon: Lower
Back squat: 3x5@8
Day 2 Thu: Upper
Bench press: 3x5@75%"""


async def test_a_meet_is_added_and_the_plan_leads_there(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    await stage.travel(timedelta(minutes=1))
    on = (await stage.now()).date() + timedelta(weeks=10)
    page = await stage.say(ana, f"/event {on.isoformat()} meet Spring Cup")
    assert any("half the sets and stay heavy until a week before" in text for text in await stage.heard(ana))
    assert "Spring Cup (meet), in 70 days" in page.text
    assert "Back squat" in page.text
    assert "Open with 130 kg" in page.text, "about nine tenths of 140"
    assert not any("✓" in label for row in page.buttons for label in row)
    listed = await stage.say(ana, "/event")
    assert "Spring Cup" in listed.text
    plan = await stage.say(ana, "/plan")
    assert "realization from" in plan.text.lower()
    await stage.say(ana, "/event")
    await stage.tap(ana, "Spring Cup")
    assert "called off" in (await stage.tap(ana, "Call it off")).text


async def test_at_a_meet_only_what_is_contested_is_attempted_in_the_order_of_a_meet(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    on = (await stage.now()).date() + timedelta(weeks=10)
    page = (await stage.say(ana, f"/event {on.isoformat()} meet")).text
    lifts = ("Back squat", "Bench press", "Deadlift")
    assert [line for line in page.splitlines() if line in (*lifts, "Barbell row")] == list(lifts)


async def test_a_program_that_somebody_wrote_is_not_said_to_lead_to_a_date(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/coach")
    await stage.say(ana, f"/program\n{BASE}")
    await stage.say(ana, "/programs")
    await stage.tap(ana, "Base")
    await stage.tap(ana, "I do")
    before = (await stage.say(ana, "/plan")).text
    on = (await stage.now()).date() + timedelta(weeks=10)
    await stage.say(ana, f"/event {on.isoformat()} meet")
    said = await stage.heard(ana)
    assert "✓ Noted. Your plan is a program that somebody wrote, so it stays as it is." in said
    assert not any("leads" in text for text in said)
    assert (await stage.say(ana, "/plan")).text == before


async def test_a_date_for_an_athlete_does_not_become_the_coachs_own(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    await coached(stage, cy, ana)
    on = (await stage.now()).date() + timedelta(weeks=10)
    assert "Ask Ana to send it" in (await stage.say(cy, f"/event Ana: {on.isoformat()} meet")).text
    assert await stage.rows("SELECT 1 AS one FROM events") == []


async def test_what_is_not_understood_or_over_is_said(stage: Stage) -> None:
    ana = await stage.lifter()
    assert "Add one with its date" in (await stage.say(ana, "/event tomorrow meet")).text
    assert "Add one with its date" in (await stage.say(ana, "/event 2027-05-15 party")).text
    assert "That date is over" in (await stage.say(ana, "/event 2020-05-15 meet")).text
    assert "within three years" in (await stage.say(ana, "/event 2045-05-15 meet")).text


async def test_attempts_are_written_down_and_the_best_is_a_tested_max(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    await stage.travel(timedelta(minutes=1))
    today = (await stage.now()).date()
    page = await stage.say(ana, f"/event {today.isoformat()} meet")
    opener = next(label for row in page.buttons for label in row if label.startswith("✓"))
    after = await stage.tap(ana, opener)
    assert opener in after.text, "it is among the attempts that were made"
    assert "Next:" in after.text
    missed = next(label for row in after.buttons for label in row if label.startswith("✗"))
    again = await stage.tap(ana, missed)
    assert missed in again.text
    await stage.tap(ana, "It is over")
    kept = await stage.rows("SELECT source, load_g FROM maxes WHERE event_id IS NOT NULL")
    assert [row["source"] for row in kept] == ["tested"]
    assert f"{kept[0]['load_g'] / 1000:g}" in opener


async def test_a_test_asks_first_whether_today_is_a_day_for_it(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    today = (await stage.now()).date()
    page = await stage.say(ana, f"/event {today.isoformat()} test")
    assert "No test before I know that you are 18 or older" in page.text
    assert not any(label.startswith("✓") for row in page.buttons for label in row)


async def test_in_other_languages_the_kinds_have_their_names(stage: Stage) -> None:
    bob = await stage.lifter("Bob", "es")
    on = (await stage.now()).date() + timedelta(weeks=3)
    assert "Copa (competición)" in (await stage.say(bob, f"/event {on.isoformat()} competición Copa")).text


async def test_a_day_of_the_week_is_moved_or_left_out(stage: Stage) -> None:
    ana = await stage.lifter()
    week = await stage.say(ana, "/plan")
    assert week.buttons[0][0] == "Mon"
    asked = await stage.tap(ana, "Mon")
    assert "When do you train day 1 this week?" in asked.text
    moved = await stage.tap(ana, "Wed")
    assert "Mon, moved to Wed: Back squat" in moved.text
    await stage.tap(ana, "Mon")
    back = await stage.tap(ana, "Mon")
    assert back.text == week.text
    assert back.buttons == week.buttons
    await stage.tap(ana, "Wed")
    left = await stage.tap(ana, "Leave it out")
    assert len(left.buttons[0]) == len(week.buttons[0]) - 1
    assert "Wed, left out: Deadlift" in left.text


async def test_the_week_shows_which_of_its_days_are_done(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "8")
    assert "\nMon: Back squat" in (await stage.say(ana, "/plan")).text, "it is under way"
    await stage.say(ana, "finish")
    page = await stage.say(ana, "/plan")
    assert "✓ Mon: Back squat" in page.text
    assert "\nWed: Deadlift" in page.text


async def test_a_program_is_started_by_oneself_and_given_to_an_athlete(stage: Stage) -> None:
    kim = await stage.lifter("Kim")
    await stage.say(kim, "/coach")
    await stage.say(kim, f"/program\n{BASE}")
    await stage.say(kim, "/programs")
    asked = await stage.tap(kim, "Base · 2 weeks")
    assert asked.buttons[0] == ("I do",)
    assert "your plan from this week on" in (await stage.tap(kim, "I do")).text
    assert "Back squat 3×5" in (await stage.say(kim, "/plan")).text


async def test_a_fast_day_is_ticked_and_asks_for_no_effort(stage: Stage) -> None:
    who = {"goal": Goal.POWER, "training_age": TrainingAge.INTERMEDIATE, "careful": False}
    ana = await stage.athlete("Ana", "en", "squat 140x1, bench 100x1", None, days_per_week=4, **who)
    await stage.travel(timedelta(days=3))
    await stage.say(ana, "/plan")
    await stage.tap(ana, "Tue")
    await stage.tap(ana, "Leave it out")
    card = await stage.warm(ana)
    assert "Back squat" in card.text
    assert "set 1 of 4\n82.5 kg × 3" in card.text
    assert card.buttons[0] == ("✓ Done",)
    await stage.tap(ana, "✓ Done")
    assert (await stage.sets(ana))[0]["rpe_halves"] is None
    await stage.say(ana, "/why")
    assert any("Move the bar fast" in text for text in await stage.heard(ana))
