"""What would be different: asked by buttons below the reasons, answered in place, stored nowhere."""

import pytest

from bot.loopback.phone import Phone, Shown
from bot.texts.tongue import Tongue
from bot.texts.why import what_if
from core.engine.counterfactuals import Readiness
from core.engine.models import CheckIn, CheckInStatus, Muscle, SetKind, SetTarget
from core.engine.what_if import Changed, Difference, Dose
from core.services.asking import About, Answer, Askable, Topic
from tests.bot.stage import Stage

STORED = ("workouts", "workout_exercises", "check_ins", "set_logs", "kits", "profiles")


async def sore_quads(stage: Stage) -> Phone:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    await stage.tap(ana, "Quads")
    await stage.tap(ana, "4")
    await stage.tap(ana, "Make my workout")
    return ana


async def menu(stage: Stage, phone: Phone) -> Shown:
    await stage.tap(phone, "Why?")
    return await stage.tap(phone, "What if?")


async def kept(stage: Stage) -> list[str]:
    return [
        str(row["kept"])
        for table in STORED
        for row in await stage.rows(f"SELECT {table}::text AS kept FROM {table} ORDER BY 1")
    ]


async def test_a_muscle_that_was_less_sore_is_answered_in_the_same_message(stage: Stage) -> None:
    ana = await sore_quads(stage)
    asked = await menu(stage, ana)
    before = await kept(stage)
    question = await stage.tap(ana, "Quads")
    assert question.text == "What if: Quads\n1 not at all sore, 5 very.\nToday: 4 of 5."
    told = await stage.tap(ana, "2")
    assert told.message_id == question.message_id == asked.message_id
    # 140 kg at 5 × RPE 6 and what people keep: 112.5 kg; sore it was a set fewer and 5 % off, 107.5 kg
    assert told.text.splitlines() == [
        "What if: Quads sore 2 of 5",
        "Today: 4 of 5.",
        "• Back squat: 4 × 5 at 112.5 kg instead of 3 × 5 at 107.5 kg",
    ]
    assert told.labels == ("1", "2", "3", "4", "5", "Back"), "the next question is one tap away"
    assert await kept(stage) == before


async def test_back_leads_to_the_list_and_to_the_card(stage: Stage) -> None:
    ana = await sore_quads(stage)
    asked = await menu(stage, ana)
    await stage.tap(ana, "Quads")
    await stage.tap(ana, "5")
    assert (await stage.tap(ana, "Back")).text == asked.text
    card = await stage.tap(ana, "Back")
    assert card.text.startswith("A Back squat · warm-up")
    assert "Why?" in card.labels
    assert "What if?" not in card.labels


async def test_everything_that_can_change_about_a_day_can_be_asked(stage: Stage) -> None:
    ana = await sore_quads(stage)
    asked = await menu(stage, ana)
    assert asked.labels[-4:] == ("Readiness", "Sleep", "Time", "Back"), "there is but one place"
    await stage.tap(ana, "Time")
    assert "left out" in (await stage.tap(ana, "20 min")).text
    assert "Today: 60 min.\nNothing would change." in (await stage.tap(ana, "60 min")).text
    await stage.tap(ana, "Back")
    await stage.tap(ana, "Sleep")
    assert "Nothing would change." in (await stage.tap(ana, "A good night")).text
    assert "• Back squat: 3 × 5 at" in (await stage.tap(ana, "A bad night")).text
    await stage.tap(ana, "Back")
    await stage.tap(ana, "Readiness")
    assert "• Bench press: " in (await stage.tap(ana, "1")).text


async def test_another_place_answers_with_what_stands_there(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/kit Rock & Roll: dumbbells 2-30 by 2")
    gym = await stage.say(ana, "/kit Gym: bar 20, plates 20x4 10x2 5x2 2.5x2 1.25x2")
    assert gym.labels == ("Train at Rock & Roll",)
    await stage.train(ana)
    await menu(stage, ana)
    before = await kept(stage)
    assert (await stage.tap(ana, "Place")).labels == ("Rock & Roll", "Back")
    told = await stage.tap(ana, "Rock & Roll")
    assert told.text.startswith("What if: Rock & Roll\n")
    assert "• Back squat: left out" in told.text
    assert "• Dumbbell bench press: 2 × 5 at 26 kg, added" in told.text
    assert "• Dumbbell lunge: 2 × 5, added" in told.text, "nobody knows its load yet"
    assert await kept(stage) == before


async def test_where_the_workout_was_changed_since_that_is_said(stage: Stage) -> None:
    ana = await sore_quads(stage)
    await stage.say(ana, "/kit Shed: bar 20, plates 20x2")
    await stage.say(ana, "/why")
    await stage.tap(ana, "What if?")
    await stage.tap(ana, "Quads")
    assert "as it was made; it was changed since." in (await stage.tap(ana, "1")).text


async def test_a_typed_workout_was_made_of_nothing_that_could_be_different(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "leg press 100x10")
    card = await stage.say(ana, "/why")
    assert "What if?" not in card.labels
    (workout,) = await stage.rows("SELECT id FROM workouts")
    query = await tap_forged(stage, ana, f"askif:{workout['id']}:-")
    assert "cannot make this workout again" in str(await ana.wait_toast(query))


async def tap_forged(stage: Stage, phone: Phone, action: str) -> str:
    """A button with the workout card's own revision, which nobody was ever shown."""
    (card,) = await stage.rows(
        "SELECT revision, message_id FROM cards WHERE slot = 'workout' AND chat_id = %s", (phone.user_id,)
    )
    query = await phone.tap_data(f"workout:{card['revision']}:{action}", card["message_id"])
    await stage.settled()
    return query


@pytest.mark.parametrize("action", ["askif:{id}:-", "askif:{id}:quads", "if:{id}:quads:1", "if:{id}:place:1"])
async def test_nobody_learns_anything_of_another_athletes_workout(stage: Stage, action: str) -> None:
    ana, bob = await sore_quads(stage), await stage.lifter("Bob")
    (hers,) = await stage.rows("SELECT id FROM workouts")
    card = await stage.train(bob)
    query = await tap_forged(stage, bob, action.format(id=hers["id"]))
    assert "not open any more" in str(await bob.wait_toast(query))
    assert (await bob.last()).text == card.text
    assert not any("instead of" in text or "What if" in text for text in await stage.heard(bob))
    assert not any("What if:" in text for text in await stage.heard(ana))


@pytest.mark.parametrize(
    "action",
    [
        "askif:{id}:zzz",
        "if:{id}:zzz:1",
        "if:{id}:quads:9",
        "if:{id}:calves:3",
        "if:{id}:minutes:1",
        "if:{id}:place:1",
    ],
)
async def test_a_forged_question_is_not_answered(stage: Stage, action: str) -> None:
    ana = await sore_quads(stage)
    (workout,) = await stage.rows("SELECT id FROM workouts")
    shown, before = await ana.last(), await kept(stage)
    query = await tap_forged(stage, ana, action.format(id=workout["id"]))
    assert await ana.wait_toast(query)
    assert (await ana.last()).text == shown.text
    assert await kept(stage) == before


async def test_an_old_question_shows_the_card_as_it_is(stage: Stage) -> None:
    ana = await sore_quads(stage)
    asked = await menu(stage, ana)
    old = asked.data[0][0] or ""
    await stage.tap(ana, "Back")
    query = await ana.tap_data(old, asked.message_id)
    await stage.settled()
    assert "counted already" in str(await ana.wait_toast(query))
    assert (await ana.last()).text.startswith("A Back squat · warm-up")


async def test_sets_can_be_typed_while_asking(stage: Stage) -> None:
    ana = await sore_quads(stage)
    await menu(stage, ana)
    card = await stage.say(ana, "100x5@8")
    assert "✓ Back squat: 100 kg × 5 at RPE 8" in card.text
    assert "Why?" in card.labels


# -- the words alone ----------------------------------------------------------------------------------------


def dose(sets: int, load_g: int, rpe: float = 8.0, rest_s: int = 120) -> Dose:
    return Dose(sets, SetTarget(kind=SetKind.WORK, load_g=load_g, reps=5, rpe=rpe, rest_s=rest_s))


def answered(*exercises: Changed, rest_day: bool = False, about: About = Topic.READINESS) -> str:
    said = CheckIn(status=CheckInStatus.ANSWERED, readiness=4)
    told = Answer(
        asked=Askable(workout_id=1, muscles={Muscle.QUADS: None}, check_in=said, minutes=60, places=()),
        difference=Difference(change=Readiness(1), exercises=exercises, rest_day=rest_day),
        names=dict.fromkeys(range(20), "Back squat"),
        changed_since=False,
    )
    return what_if.answer(Tongue("en"), told, about, 1)


def test_where_only_the_effort_differs_it_is_said() -> None:
    squat = Changed(exercise_id=1, before=dose(3, 100_000, 8.0), after=dose(3, 100_000, 7.0))
    assert answered(squat).endswith(
        "• Back squat: 3 × 5 at 100 kg, RPE 7 (3 left) instead of 3 × 5 at 100 kg, RPE 8 (2 left)"
    )


def test_a_rest_that_differs_changes_nothing_that_is_shown() -> None:
    squat = Changed(exercise_id=1, before=dose(3, 100_000), after=dose(3, 100_000, rest_s=180))
    assert answered(squat).endswith("\nNothing would change.")


def test_a_day_that_would_hold_nothing_is_a_day_of_rest() -> None:
    gone = Changed(exercise_id=1, before=dose(3, 100_000), after=None)
    assert answered(gone, rest_day=True).endswith("\nYou would rest today.")


def test_a_long_answer_is_cut_to_what_a_phone_shows() -> None:
    many = [Changed(exercise_id=n, before=dose(3, 100_000), after=None) for n in range(10)]
    assert answered(*many).splitlines()[-2:] == ["• Back squat: left out", "And 2 more lifts."]
    assert answered(*many[:9]).endswith("\nAnd 1 more lift.")


def test_how_it_is_today_is_said_only_where_it_is_known() -> None:
    assert "Today: 4 of 5." in answered()
    assert "Today" not in answered(about=Muscle.QUADS)
