"""A coach prepares somebody who is not here yet; a link brings them in."""

from tests.bot.stage import Stage
from tests.bot.test_coach import link_from


async def test_a_prepared_athlete_comes_by_their_own_link(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    await stage.say(cy, "/coach")
    assert "Type the name" in (await stage.tap(cy, "Prepare one")).text
    page = await stage.say(cy, "Ana López")
    assert "Prepared, not here yet: Ana López" in page.text
    assert "Send this link to Ana López" in page.text
    token = page.text.split("start=")[1].split()[0]
    await stage.say(ana, f"/start {token}")
    await stage.tap(ana, "Accept")
    page = await stage.say(cy, "/coach")
    assert "You coach 1 athlete: Ana" in page.text
    assert "not here yet" not in page.text


async def test_a_coach_who_does_not_train_can_prepare_somebody(stage: Stage) -> None:
    cy = stage.newcomer("Cy")
    await stage.say(cy, "/coach")
    await stage.tap(cy, "Prepare one")
    assert "Prepared, not here yet: Bob" in (await stage.say(cy, "Bob")).text


async def test_only_the_newest_link_of_a_prepared_athlete_works(stage: Stage) -> None:
    cy, bob = await stage.lifter("Cy"), await stage.lifter("Bob")
    await stage.say(cy, "/coach")
    await stage.tap(cy, "Prepare one")
    old = (await stage.say(cy, "Bob")).text.split("start=")[1].split()[0]
    page = await stage.tap(cy, "Link: Bob")
    assert "Send this link to Bob" in page.text
    assert "withdrawn" in (await stage.say(bob, f"/start {old}")).text
    await stage.say(bob, f"/start {page.text.split('start=')[1].split()[0]}")
    await stage.tap(bob, "Accept")
    assert "You coach 1 athlete: Bob" in (await stage.say(cy, "/coach")).text


async def test_whoever_is_not_coming_is_removed_with_their_link(stage: Stage) -> None:
    cy, bob = await stage.lifter("Cy"), await stage.lifter("Bob")
    await stage.say(cy, "/coach")
    await stage.tap(cy, "Prepare one")
    token = (await stage.say(cy, "Bob")).text.split("start=")[1].split()[0]
    page = await stage.tap(cy, "Remove: Bob")
    assert "not here yet" not in page.text
    assert "Removed" in (await cy.toasts())[-1]
    assert "withdrawn" in (await stage.say(bob, f"/start {token}")).text
    assert await stage.rows("SELECT 1 AS one FROM athletes WHERE user_id IS NULL") == []


async def test_a_name_is_asked_for_again_where_none_was_given(stage: Stage) -> None:
    cy = await stage.lifter("Cy")
    await stage.say(cy, "/coach")
    await stage.tap(cy, "Prepare one")
    assert "empty or too long" in (await stage.say(cy, "x" * 101)).text
    assert "Prepared, not here yet: Bob" in (await stage.say(cy, "Bob")).text


async def test_a_prepared_athlete_is_in_no_summary_and_a_second_link_leaves_theirs(stage: Stage) -> None:
    cy = await stage.lifter("Cy")
    await stage.say(cy, "/coach")
    await stage.tap(cy, "Prepare one")
    token = (await stage.say(cy, "Bob")).text.split("start=")[1].split()[0]
    assert await link_from(stage, cy) != token
    bob = await stage.lifter("Bob")
    assert "invites you" in (await stage.say(bob, f"/start {token}")).text
