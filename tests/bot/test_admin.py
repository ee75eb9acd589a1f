"""The installation's page: for its admins alone, and counting right."""

from tests.bot.stage import ADMIN, Stage


async def test_only_admins_see_the_installation(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    answer = await stage.say(ana, "/admin")
    assert "not yours to see" in answer.text
    assert "Installation" not in answer.text


async def test_an_admin_sees_counts_and_nobodys_training(stage: Stage) -> None:
    ana, bob = await stage.lifter("Ana"), await stage.lifter("Bob")
    token = (await stage.say(ana, "/coach")).text.split("start=")[1]
    await stage.say(bob, f"/start {token}")
    await stage.tap(bob, "Accept")
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "9")
    await stage.tap(ana, "Undo")
    boss = stage.newcomer("Boss", user_id=ADMIN)
    page = (await stage.say(boss, "/admin")).text
    assert "Users 3 · athletes 3 · coachings 1" in page
    assert "Last 24 hours: workouts 1, sets 5" in page, "four warm-ups and a set; the undone one is none"
    assert "Inbox: 0 waiting (0 s), 0 set aside" in page
    assert "Ana" not in page
