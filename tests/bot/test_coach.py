"""Coaches and the coached: a link, a consent, a summary at breakfast, and an end that either side can make."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.loopback.phone import Phone
from tests.bot.stage import Stage

MADRID = ZoneInfo("Europe/Madrid")


async def link_from(stage: Stage, coach: Phone) -> str:
    """A fresh invitation's token."""
    page = await stage.say(coach, "/coach")
    if "start=" not in page.text:
        page = await stage.tap(coach, "Invite an athlete")
    return page.text.split("start=")[1].split()[0]


async def coached(stage: Stage, coach: Phone, *athletes: Phone) -> None:
    for athlete in athletes:
        asked = await stage.say(athlete, f"/start {await link_from(stage, coach)}")
        await stage.tap(athlete, asked.buttons[0][0])


async def morning(stage: Stage, coach: Phone, hour: int = 7, zone: ZoneInfo = MADRID) -> None:
    """Let time pass until the next time this hour is shown where the coach is."""
    now = (await stage.now()).astimezone(zone)
    at = datetime.combine(now.date(), time(hour), zone)
    if at <= now:
        at = datetime.combine(now.date() + timedelta(days=1), time(hour), zone)
    await stage.travel(at - now + timedelta(seconds=1))


async def summaries(stage: Stage, coach: Phone) -> list[str]:
    return [text for text in await stage.heard(coach) if text.startswith("Your squad yesterday")]


async def test_coach_makes_an_organization_of_one_with_a_link_and_an_hour(stage: Stage) -> None:
    cy = await stage.lifter("Cy", zone="Europe/Madrid")
    page = await stage.say(cy, "/coach")
    assert "https://t.me/" in page.text
    assert "summary comes at 7:00" in page.text
    again = await stage.say(cy, "/coach")
    assert "summary comes at 7:00" in again.text
    assert len(await stage.rows("SELECT 1 AS one FROM organizations")) == 1
    roles = await stage.rows("SELECT role FROM memberships ORDER BY role")
    assert [row["role"] for row in roles] == ["coach", "owner"]


async def test_who_only_coaches_need_not_answer_an_athletes_questions(stage: Stage) -> None:
    cy = stage.newcomer("Cy")
    assert "https://t.me/" in (await stage.say(cy, "/coach")).text


async def test_accepting_is_the_consent_and_is_dated(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    asked = await stage.say(ana, f"/start {await link_from(stage, cy)}")
    for word in ("Cy invites you", "sets", "check-ins", "pain", "/privacy"):
        assert word in asked.text
    assert await stage.rows("SELECT 1 AS one FROM coaching_links") == []
    await stage.tap(ana, "Accept")
    (link,) = await stage.rows("SELECT consented_at, ended_at FROM coaching_links")
    assert link["consented_at"].date() == (await stage.now()).date()
    assert "You share it with: Cy" in (await stage.say(ana, "/privacy")).text
    assert "You coach 1 athlete: Ana" in (await stage.say(cy, "/coach")).text


async def test_declining_shares_nothing(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    await stage.say(ana, f"/start {await link_from(stage, cy)}")
    await stage.tap(ana, "Not now")
    assert await stage.rows("SELECT 1 AS one FROM coaching_links") == []
    assert "Nobody but you" in (await stage.say(ana, "/privacy")).text


async def test_an_invitation_of_no_use_says_why(stage: Stage) -> None:
    cy, ana, bob = [await stage.lifter(name) for name in ("Cy", "Ana", "Bob")]
    assert "does not exist" in (await stage.say(ana, "/start 123")).text
    own = await link_from(stage, cy)
    assert "your own invitation" in (await stage.say(cy, f"/start {own}")).text
    await stage.say(ana, f"/start {own}")
    await stage.tap(ana, "Accept")
    assert "used already" in (await stage.say(bob, f"/start {own}")).text
    withdrawn = await link_from(stage, cy)
    await stage.tap(cy, "Withdraw links")
    assert "withdrawn" in (await stage.say(bob, f"/start {withdrawn}")).text
    expired = await link_from(stage, cy)
    await stage.travel(timedelta(days=8))
    assert "expired" in (await stage.say(bob, f"/start {expired}")).text


async def test_an_invitation_that_runs_out_on_the_table_is_not_accepted(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    await stage.say(ana, f"/start {await link_from(stage, cy)}")
    await stage.travel(timedelta(days=8))
    await stage.tap(ana, "Accept")
    assert "expired" in (await ana.toasts())[-1]
    assert await stage.rows("SELECT 1 AS one FROM coaching_links") == []


async def test_the_summary_comes_at_the_coachs_hour_with_pain_first(stage: Stage) -> None:
    cy = await stage.lifter("Cy", zone="Europe/Madrid")
    ana, bob, eva = [await stage.lifter(name) for name in ("Ana", "Bob", "Eva")]
    await coached(stage, cy, ana, bob, eva)
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    await stage.tap(ana, "7")
    await stage.say(ana, "good one")
    await stage.warm(bob)
    await stage.tap(bob, "8")
    await stage.tap(bob, "Pain")
    await stage.tap(bob, "3-4 some")
    await morning(stage, cy)
    shown = await cy.wait_for(lambda shown: "Your squad yesterday" in shown[-1].text)
    lines = shown[-1].text.splitlines()
    assert lines.index("Bob") < lines.index("Ana"), "pain comes first"
    assert "⚠ Pain up to 3 of 10" in lines
    assert "Trained: 1 of 13 planned sets, felt 7 of 10. Note: good one" in lines
    assert lines.count("Trained: 1 of 13 planned sets") == 1, "Bob never tapped Finish, and still trained"
    assert "Eva" not in lines, "nothing happened there"


async def test_a_body_weight_that_falls_fast_reaches_the_coach(stage: Stage) -> None:
    cy = await stage.lifter("Cy", zone="Europe/Madrid")
    ana = await stage.lifter("Ana")
    await coached(stage, cy, ana)
    await stage.say(ana, "/bodyweight 80")
    await stage.travel(timedelta(days=10))
    await stage.say(ana, "/bodyweight 73")
    await morning(stage, cy)
    shown = await cy.wait_for(lambda shown: "Your squad yesterday" in shown[-1].text)
    assert "⚠ Body weight: 9% less within four weeks. Ask how they are." in shown[-1].text.splitlines()


async def test_a_day_on_which_nothing_happened_is_quiet(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy", zone="Europe/Madrid"), await stage.lifter("Ana")
    await coached(stage, cy, ana)
    await morning(stage, cy)
    await _fired(stage)
    assert await summaries(stage, cy) == []


async def _fired(stage: Stage) -> None:
    """Wait until the summary's schedule has come round to its next day."""
    now = await stage.now()
    for _ in range(1000):
        rows = await stage.rows("SELECT next_at FROM schedules WHERE kind = 'summary'")
        if all(row["next_at"] > now for row in rows):
            break
        await stage.settled()
    await stage.settled()


async def test_yesterday_is_each_athletes_own(stage: Stage) -> None:
    cy = await stage.lifter("Cy", zone="Europe/Madrid")
    ana = await stage.lifter("Ana", zone="Europe/Madrid")
    lee = await stage.lifter("Lee", zone="Pacific/Honolulu")
    await coached(stage, cy, ana, lee)
    for phone in (ana, lee):
        await stage.warm(phone)
        await stage.tap(phone, "8")
        await stage.tap(phone, "Finish")
    await morning(stage, cy)
    shown = await cy.wait_for(lambda shown: "Your squad yesterday" in shown[-1].text)
    assert "Ana" in shown[-1].text
    assert "Lee" not in shown[-1].text, "in Honolulu it is still that day"
    await morning(stage, cy)
    shown = await cy.wait_for(lambda shown: "Lee" in shown[-1].text)
    assert "Ana" not in shown[-1].text


async def test_after_the_athlete_ends_it_the_coach_sees_nothing(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy", zone="Europe/Madrid"), await stage.lifter("Ana")
    await coached(stage, cy, ana)
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    await stage.say(ana, "/privacy")
    page = await stage.tap(ana, "End: Cy")
    assert "Nobody but you" in page.text
    await morning(stage, cy)
    await _fired(stage)
    assert await summaries(stage, cy) == []
    assert "You coach nobody" in (await stage.say(cy, "/coach")).text


async def test_the_coach_may_end_it_as_well(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    await coached(stage, cy, ana)
    await stage.say(cy, "/coach")
    page = await stage.tap(cy, "End: Ana")
    assert "You coach nobody" in page.text
    assert "Nobody but you" in (await stage.say(ana, "/privacy")).text


async def test_ending_twice_says_that_it_is_over(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    await coached(stage, cy, ana)
    await stage.say(ana, "/privacy")
    await stage.say(cy, "/coach")
    await stage.tap(ana, "End: Cy")
    await stage.tap(cy, "End: Ana")
    assert "ended already" in (await cy.toasts())[-1]


async def test_the_summarys_hour_can_be_moved_and_turned_off(stage: Stage) -> None:
    cy = await stage.lifter("Cy", zone="Europe/Madrid")
    await stage.say(cy, "/coach")
    assert "summary comes at 9:00" in (await stage.tap(cy, "9:00")).text
    (row,) = await stage.rows("SELECT local_time FROM schedules WHERE kind = 'summary'")
    assert row["local_time"] == time(9)
    assert "summary comes" not in (await stage.tap(cy, "No summary")).text
    assert await stage.rows("SELECT 1 AS one FROM schedules WHERE kind = 'summary'") == []
