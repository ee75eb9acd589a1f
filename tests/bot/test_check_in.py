"""Before the workout: what is said about soreness and readiness, and which day it is for."""

from dataclasses import replace
from datetime import timedelta

from bot.loopback.phone import Phone
from core.engine import generate
from core.engine.models import ExercisePrescription, Reason, Snapshot, Workout
from core.persistence.documents import from_document
from core.services import prescribed
from tests.bot.stage import Stage

MADE = (
    "json_build_object('exercise_id', x.exercise_id, 'order_index', x.order_index, 'role', x.role,"
    f" {prescribed.AS_JSON}) AS made"
)


async def check_ins(stage: Stage) -> list[dict[str, object]]:
    return await stage.rows("SELECT * FROM check_ins ORDER BY id")


async def planned(stage: Stage, phone: Phone) -> list[ExercisePrescription]:
    rows = await stage.rows(
        f"SELECT {MADE} FROM workout_exercises x JOIN athletes a ON a.id = x.athlete_id "
        "JOIN users u ON u.id = a.user_id WHERE u.telegram_id = %s ORDER BY x.workout_id, x.order_index",
        (phone.user_id,),
    )
    return [prescribed.value(row["made"]) for row in rows]


async def test_all_fine_is_an_answer_for_every_muscle_asked_about(stage: Stage) -> None:
    ana = await stage.lifter()
    asked = await stage.say(ana, "/today")
    await stage.tap(ana, "All fine")
    (said,) = await check_ins(stage)
    assert said["status"] == "answered"
    soreness = said["soreness"]
    assert isinstance(soreness, dict)
    assert set(soreness.values()) == {1}
    muscles = [line for line in asked.text.splitlines() if line.endswith("–")]
    assert len(soreness) == len(muscles) - 1, "the last line asks for readiness"


async def test_muscle_by_muscle_keeps_what_was_said_and_leaves_the_rest_unknown(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    await stage.tap(ana, "Quads")
    card = await stage.tap(ana, "4")
    assert "Quads: 4 of 5" in card.text
    assert "Chest: –" in card.text
    await stage.tap(ana, "⚡ 2")
    await stage.tap(ana, "Make my workout")
    (said,) = await check_ins(stage)
    assert (said["status"], said["soreness"], said["readiness"]) == ("answered", {"quads": 4}, 2)


async def test_a_skipped_check_in_is_unknown_and_not_fresh(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.train(ana, "Skip")
    (said,) = await check_ins(stage)
    assert (said["status"], said["soreness"], said["readiness"]) == ("unknown", {}, None)


async def test_same_as_last_time_is_kept_as_repeated(stage: Stage) -> None:
    ana = await stage.lifter()
    assert "Same as last time" not in (await stage.say(ana, "/today")).labels
    await stage.tap(ana, "Chest")
    await stage.tap(ana, "3")
    await stage.tap(ana, "Make my workout")
    await stage.travel(timedelta(days=2))
    await stage.train(ana, "Same as last time")
    first, second = await check_ins(stage)
    assert second["status"] == "repeated"
    assert second["soreness"] == first["soreness"] == {"chest": 3}


async def test_sore_muscles_get_less_than_fresh_ones(stage: Stage) -> None:
    ana, bob = await stage.lifter("Ana"), await stage.lifter("Bob")
    await stage.train(ana)
    await stage.say(bob, "/today")
    await stage.tap(bob, "Quads")
    await stage.tap(bob, "4")
    await stage.tap(bob, "Make my workout")
    fresh, sore = (await planned(stage, ana))[0], (await planned(stage, bob))[0]
    assert fresh.exercise_id == sore.exercise_id
    assert len(sore.series) < len(fresh.series)
    await stage.say(bob, "/why")
    assert any("Quads sore (4 of 5)" in text or "Quads very sore" in text for text in await stage.heard(bob))


async def test_the_stored_snapshot_makes_the_same_workout_again(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    for _ in range(4):
        await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    await stage.travel(timedelta(days=2))
    await stage.say(ana, "/today")
    await stage.tap(ana, "Glutes")
    await stage.tap(ana, "3")
    await stage.tap(ana, "Make my workout")
    rows = await stage.rows("SELECT id, snapshot, rationale FROM workouts ORDER BY id")
    assert len(rows) == 2
    for row in rows:
        outcome = generate(from_document(Snapshot, row["snapshot"]))
        assert isinstance(outcome, Workout)
        stored = await stage.rows(
            f"SELECT {MADE} FROM workout_exercises x WHERE workout_id = %s ORDER BY order_index",
            (row["id"],),
        )
        from_zero = [replace(each, order=each.order - 1) for each in outcome.exercises]  # as rows count
        assert from_zero == [prescribed.value(x["made"]) for x in stored]
        assert outcome.trace == from_document(tuple[Reason, ...], row["rationale"])


async def test_all_sore_is_a_rest_day_with_its_reason(stage: Stage) -> None:
    ana = await stage.lifter()
    asked = await stage.say(ana, "/today")
    muscles = [line.split(":")[0] for line in asked.text.splitlines() if "–" in line][:-1]
    for muscle in muscles:
        await stage.tap(ana, muscle)
        await stage.tap(ana, "5")
    answer = await stage.tap(ana, "Make my workout")
    assert "Rest today." in answer.text
    assert len(answer.text.splitlines()) > 1, "and why"
    assert "That is done for now" in (await stage.say(ana, "/today")).text


async def test_after_a_warning_sign_today_is_rest_and_says_why(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/today")
    await stage.say(ana, "I have chest pain")
    answer = await stage.say(ana, "/today")
    assert "Rest today." in answer.text
    assert "warning sign" in answer.text


async def test_training_after_a_warning_sign_waits_for_a_doctor_and_not_for_tomorrow(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "I hit my head on the bar")
    assert not (await stage.say(ana, "/today")).labels
    await stage.travel(timedelta(days=30))
    asked = await stage.say(ana, "/today")
    assert "Has a doctor looked at it" in asked.text
    assert "check-in" in (await stage.tap(ana, "Yes, a doctor said so")).text
    await stage.tap(ana, "All fine")
    snapshot = (await stage.rows("SELECT snapshot FROM workouts WHERE snapshot IS NOT NULL"))[0]["snapshot"]
    assert (snapshot["red_flag"], snapshot["cleared_flag"]) == (None, "head_injury")


async def test_what_hurt_is_asked_about_before_the_next_workout(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "Pain")
    await stage.tap(ana, "3-4 some")
    await stage.tap(ana, "Finish")
    await stage.travel(timedelta(days=7))  # the same day of the plan
    asked = await stage.say(ana, "/today")
    assert "(3 of 10). How is it now, before training?" in asked.text
    assert "check-in" in (await stage.tap(ana, "0 gone")).text
    said = await stage.rows("SELECT level, morning FROM pain_reports ORDER BY id")
    assert [(row["level"], row["morning"]) for row in said] == [(3, False), (0, True)]


async def test_today_after_finishing_names_the_next_date_and_train_it_now_takes_it(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    done = await stage.say(ana, "/today")
    assert "Wed, Nov 4" in done.text
    card = await stage.tap(ana, "Train it now")
    assert "Day 2: check-in" in card.text


async def test_the_next_week_follows_when_this_one_is_done(stage: Stage) -> None:
    ana = await stage.lifter()
    for days in (0, 2, 2):
        await stage.travel(timedelta(days=days))
        await stage.warm(ana)
        await stage.tap(ana, "8")
        await stage.tap(ana, "Finish")
    done = await stage.say(ana, "/today")
    assert "Mon, Nov 9" in done.text
    extra = await stage.tap(ana, "Train it now")
    assert "Day 1: check-in" in extra.text, "there is always something to train"


async def test_a_day_off_names_the_next_training(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    await stage.travel(timedelta(days=1))
    off = await stage.say(ana, "/today")
    assert "rest day" in off.text
    assert "Wed, Nov 4" in off.text


async def test_a_set_typed_first_does_not_stand_in_the_plans_way(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "hammer curl 15x10")
    assert "check-in" in (await stage.say(ana, "/today")).text
    await stage.say(ana, "hammer curl 15x10")
    card = await stage.tap(ana, "All fine")
    assert card.text.startswith("A Back squat")
    assert any("I closed it with 2 sets." in text for text in await stage.heard(ana))
    rows = await stage.rows("SELECT status, day_number FROM workouts ORDER BY day_number")
    assert [(row["status"], row["day_number"]) for row in rows] == [("in_progress", 1), ("completed", None)]


async def test_on_a_day_off_today_shows_the_workout_that_was_typed(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "8")
    await stage.tap(ana, "Finish")
    await stage.travel(timedelta(days=1))
    await stage.say(ana, "hammer curl 15x10")
    assert "✓ Hammer curl" in (await stage.say(ana, "/today")).text


async def test_a_missed_day_is_made_up_the_day_after(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.travel(timedelta(days=1))
    assert "Day 1: check-in" in (await stage.say(ana, "/today")).text


async def test_at_one_in_the_morning_it_is_still_the_evenings_date(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.travel(timedelta(hours=8))
    await stage.warm(ana)
    await stage.tap(ana, "8")
    (workout,) = await stage.rows("SELECT local_date FROM workouts")
    (done,) = await stage.sets(ana)
    assert str(workout["local_date"]) == str(done["local_date"]) == "2026-11-02"


async def test_two_zones_have_two_dates(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    kiri = await stage.lifter("Kiri", zone="Pacific/Auckland")
    await stage.train(ana)
    await stage.train(kiri)
    rows = await stage.rows("SELECT local_date FROM workouts ORDER BY id")
    assert [str(row["local_date"]) for row in rows] == ["2026-11-02", "2026-11-03"]
