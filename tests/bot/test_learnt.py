"""What was learnt is asked after the first workout of a week, used when accepted, and taken back by /learnt."""

from datetime import timedelta

from bot.loopback.phone import Phone
from core.services import people
from tests.bot.stage import Stage
from tests.services.test_learning import sore_workouts


async def finished(stage: Stage) -> Phone:
    """Somebody whose sore quads never cost anything, after a workout."""
    ana = await stage.lifter()
    async with stage.db.transaction() as tx:
        actor = await people.find(tx, ana.user_id)
    assert actor is not None
    await sore_workouts(stage.db, actor, 12, rpe=6.5, until=await stage.now() - timedelta(days=7))
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    return ana


async def test_what_was_learnt_is_asked_used_shown_and_taken_back(stage: Stage) -> None:
    ana = await finished(stage)
    question = [text for text in await stage.heard(ana) if "I have learnt something" in text]
    assert "Very sore muscles: in 12 workouts it felt as if that cost you 0.6%" in question[-1]
    assert "Nothing about you differs" in (await stage.say(ana, "/learnt")).text
    used = await stage.tap(ana, "Use it")
    assert "It counts from the next workout on" in used.text
    shown = await stage.say(ana, "/learnt")
    assert "Very sore muscles: 2.5% off instead of 5%" in shown.text
    back = await stage.tap(ana, "Back to the usual")
    assert "The usual values count again" in back.text
    assert "Nothing about you differs" in (await stage.say(ana, "/learnt")).text


async def test_what_is_left_changes_nothing(stage: Stage) -> None:
    ana = await finished(stage)
    await stage.tap(ana, "Leave it")
    assert "Nothing about you differs" in (await stage.say(ana, "/learnt")).text
