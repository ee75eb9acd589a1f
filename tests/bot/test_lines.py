"""Typed sets: they land in the right exercise and on the right day, beside what was asked."""

from datetime import timedelta

import pytest

from tests.bot.stage import Stage, told


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("100x5@8", ["100x5"]),
        ("3x5 100", ["100x5", "100x5", "100x5"]),
        ("100x5,5,4", ["100x5", "100x5", "100x4"]),
        ("100 х 5", ["100x5"]),  # a Cyrillic letter between the numbers
        ("102,5x5", ["102.5x5"]),
        ("225lb x 5", ["102.058x5"]),
        ("5 reps at 100", ["100x5"]),
        ("3 series de 5 con 100", ["100x5", "100x5", "100x5"]),
        ("5 по 100", ["100x5"]),
    ],
)
async def test_a_typed_line_becomes_sets_of_the_lift_under_way(
    stage: Stage, line: str, kept: list[str]
) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    card = await stage.say(ana, line)
    sets = await stage.sets(ana)
    assert told(sets) == kept
    assert {row["exercise"] for row in sets} == {"Back squat"}
    echo = next(part for part in card.text.splitlines() if part.startswith("✓ Back squat"))
    assert echo.count(" × ") == len(kept), "every set that was read is shown"
    assert f"set {len(kept) + 1} of 4" in card.text


async def test_what_was_asked_is_kept_beside_what_was_done(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "100x4@9 // bar path drifted")
    (done,) = await stage.sets(ana)
    assert (done["load_g"], done["reps"], done["rpe_halves"]) == (100_000, 4, 18)
    assert (done["target_load_g"], done["target_reps"], done["target_rpe_halves"]) == (112_500, 5, 13)
    assert done["note"] == "bar path drifted"


async def test_who_goes_straight_to_work_is_measured_against_the_work(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.train(ana)
    await stage.say(ana, "112.5x5@6")
    (done,) = await stage.sets(ana)
    assert (done["target_load_g"], done["target_rpe_halves"]) == (112_500, 13)


async def test_pounds_typed_by_a_kilogram_athlete_are_shown_in_both(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    card = await stage.say(ana, "225lb x 5")
    assert "225 lb (102.06 kg) × 5" in card.text
    (done,) = await stage.sets(ana)
    assert (done["typed_load"], done["unit"]) == (225, "lb")


async def test_more_same_and_fail_lean_on_the_lift_under_way(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "100x5@6")
    await stage.say(ana, "same")
    await stage.say(ana, "+2.5")
    sets = await stage.sets(ana)
    assert told(sets)[:2] == ["100x5", "100x5"]
    assert sets[2]["load_g"] > 100_000
    await stage.say(ana, "fail")
    missed = (await stage.sets(ana))[-1]
    assert (missed["failed"], missed["reps"]) == (True, None), "as when it is tapped: nobody said how many"


async def test_effort_that_was_not_typed_stays_unknown(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "100x5")
    (done,) = await stage.sets(ana)
    assert done["rpe_halves"] is None


async def test_body_weight_is_a_load_of_its_own(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.say(ana, "pull up bw x 10")
    (done,) = await stage.sets(ana)
    assert (done["body_weight"], done["load_g"], done["reps"]) == (True, None, 10)
    assert "body weight × 10" in card.text


async def test_a_hold_is_told_in_seconds(stage: Stage) -> None:
    ana = await stage.lifter()
    card = await stage.say(ana, "plank 60s")
    assert "✓ Plank: 60 s" in card.text


async def test_assistance_beyond_any_body_is_refused_in_words(stage: Stage) -> None:
    ana = await stage.lifter()
    answer = await stage.say(ana, "pull up bw-300x5")
    assert "loads go up to" in answer.text
    assert await stage.sets(ana) == []


async def test_another_lift_by_its_alias_leaves_the_one_under_way_for_later(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    card = await stage.say(ana, "bp 75x5@7")
    assert "✓ Bench press: 75 kg × 5 at RPE 7" in card.text
    assert "Then: Back squat" in card.text
    assert [row["exercise"] for row in await stage.sets(ana)] == ["Bench press"]


async def test_a_misspelt_lift_is_one_tap_away(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    asked = await stage.say(ana, "bensh press 75x5")
    assert "Which exercise" in asked.text
    assert await stage.sets(ana) == []
    await stage.tap(ana, "Bench press")
    assert [row["exercise"] for row in await stage.sets(ana)] == ["Bench press"]


async def test_an_unknown_lift_is_taken_by_its_name_after_one_tap(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "Jefferson curl 20x10")
    await stage.tap(ana, "New: Jefferson curl")
    await stage.say(ana, "jefferson curls 20x8")
    sets = await stage.sets(ana)
    assert [row["exercise"] for row in sets] == ["Jefferson curl", "Jefferson curl"]
    assert told(sets) == ["20x10", "20x8"]


async def test_two_unknown_lines_in_a_burst_need_a_tap_each_and_make_one_exercise(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await ana.send("jefferson curl 20x10")
    await ana.send("jefferson curl 20x8")
    await stage.settled()
    asked = [m for m in await ana.messages() if "New: jefferson curl" in m.labels]
    for question in asked:
        await ana.tap("New: jefferson curl", question.message_id)
    await stage.settled()
    assert told(await stage.sets(ana)) == ["20x10", "20x8"]
    owned = await stage.rows("SELECT count(*) AS n FROM exercises WHERE athlete_id IS NOT NULL")
    assert owned[0]["n"] == 1


async def test_a_question_answered_days_later_logs_on_the_day_of_the_line(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "jefferson curl 20x10")
    await stage.travel(timedelta(days=2))
    await stage.train(ana)
    await stage.tap(ana, "New: jefferson curl")
    (done,) = await stage.sets(ana)
    assert str(done["local_date"]) == "2026-11-02"
    days = await stage.rows("SELECT local_date FROM workouts WHERE id = %s", (done["workout_id"],))
    assert str(days[0]["local_date"]) == "2026-11-02"


async def test_an_unknown_name_before_no_set_is_chat(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    answer = await stage.say(ana, "what a lovely day")
    assert "did not understand" in answer.text


async def test_numbers_with_two_meanings_are_asked_about(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    asked = await stage.say(ana, "100x5 3")
    assert "two things" in asked.text
    assert len(asked.labels) == 3
    assert await stage.sets(ana) == []
    await stage.tap(ana, asked.labels[1])
    assert told(await stage.sets(ana)) == ["100x5", "100x5", "100x5"]


async def test_not_a_set_logs_nothing(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "100x5 3")
    await stage.tap(ana, "Not a set")
    assert await stage.sets(ana) == []


async def test_undo_skip_and_finish_are_words_too(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "100x5")
    await stage.say(ana, "undo")
    assert await stage.sets(ana) == []
    card = await stage.say(ana, "skip")
    assert card.text.startswith("B Bench press")
    asked = await stage.say(ana, "finish")
    assert "Done:" in asked.text, "nothing was done, so there is nothing to rate"


async def test_done_logs_the_set_that_is_due_as_the_button_of_that_name_does(stage: Stage) -> None:
    ana = await stage.lifter("Ana", "ru")
    await stage.say(ana, "/today")
    await stage.tap(ana, "Всё в норме")
    await stage.tap(ana, "Разминка готова")
    card = await stage.say(ana, "готово")
    assert "подход 2 из 4" in card.text
    (done,) = await stage.sets(ana)
    assert (done["kg"], done["reps"], done["rpe_halves"]) == (112.5, 5, None)


async def test_an_effort_alone_is_the_set_as_prescribed(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "@9")
    (done,) = await stage.sets(ana)
    assert (done["kg"], done["reps"], done["rpe_halves"]) == (112.5, 5, 18)


async def test_after_a_set_in_pounds_the_plans_next_load_is_told_in_its_own_unit(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    assert "225 lb (102.06 kg) × 5" in (await stage.say(ana, "225lb x5 @8")).text
    assert "✓ Back squat: 97.5 kg × 5" in (await stage.say(ana, "5")).text


async def test_two_readings_that_differ_by_their_effort_say_it(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    asked = await stage.say(ana, "100x5@8,5")
    assert asked.labels[:2] == ("100 kg × 5 @8.5", "100 kg × 5 @8, 100 kg × 5")


@pytest.mark.parametrize("language", ["es", "ru"])
async def test_who_writes_decimals_with_a_comma_is_not_asked_about_that_of_an_effort(
    stage: Stage, language: str
) -> None:
    ana = await stage.lifter("Ana", language)
    await stage.say(ana, "/today")
    await stage.say(ana, "squat 100x5@8,5")
    (done,) = await stage.sets(ana)
    assert (done["load_g"], done["reps"], done["rpe_halves"]) == (100_000, 5, 17)


@pytest.mark.parametrize("typed", ["my knee hurts", "me duele la rodilla", "болит колено"])
async def test_pain_that_is_typed_is_asked_about_as_its_button_does(stage: Stage, typed: str) -> None:
    ana = await stage.lifter()
    assert "Injury. How bad is it?" in (await stage.say(ana, typed)).text
    await stage.warm(ana)
    assert "Pain on Back squat. How strong" in (await stage.say(ana, typed)).text


async def test_yesterdays_set_is_kept_on_yesterday_and_leaves_today_alone(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    said = await stage.say(ana, "yesterday: bench 100x5")
    assert "Bench press" in said.text
    assert "Nov" in said.text, "the day is said"
    (done,) = await stage.sets(ana)
    assert str(done["local_date"]) == "2026-11-01"
    card = await stage.say(ana, "100x5")
    assert card.text.startswith("A Back squat"), "today goes on where it was"


async def test_a_lift_by_hand_gives_way_to_the_plan_again(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    card = await stage.say(ana, "hammer curl 15x10")
    assert "Not in the plan" in card.text
    card = await stage.tap(ana, "Next lift")
    assert card.text.startswith("A Back squat")
    card = await stage.say(ana, "hammer curl 15x9")
    assert "Not in the plan" in card.text, "and can be taken up again by its name"


async def test_a_skipped_lift_is_open_again_once_it_is_named(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.tap(ana, "Skip lift")
    card = await stage.say(ana, "squat 105x5@6")
    assert "A Back squat · set 2 of 4" in card.text


# -- time ---------------------------------------------------------------------------------------------------


async def test_a_burst_of_delayed_lines_keeps_its_dates_and_its_order(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    lines = ["100x5", "102.5x5", "105x4"]
    start = await stage.now()
    message = {"chat": {"id": ana.user_id, "type": "private"}, "from": _person(ana.user_id)}
    await stage.travel(timedelta(minutes=30))
    for number, text in enumerate(lines):
        sent = int((start + timedelta(minutes=3 * number)).timestamp())
        body = {**message, "message_id": 100 + number, "date": sent, "text": text}
        await stage.control.inject(42, ana.user_id, {"message": body})
    await stage.settled()
    sets = await stage.sets(ana)
    assert told(sets) == ["100x5", "102.5x5", "105x4"]
    minutes = [round((row["performed_at"] - start).total_seconds() / 60) for row in sets]
    assert minutes == [0, 3, 6]


def _person(user_id: int) -> dict[str, object]:
    return {"id": user_id, "is_bot": False, "first_name": "Ana", "language_code": "en"}


async def test_a_line_after_four_in_the_morning_closes_yesterdays_workout_as_it_stands(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "100x5")
    await stage.travel(timedelta(hours=13))
    await stage.say(ana, "bench 80x5")
    workouts = await stage.rows(
        "SELECT local_date, status, completed_at - started_at AS took FROM workouts ORDER BY id"
    )
    assert [(str(w["local_date"]), w["status"]) for w in workouts] == [
        ("2026-11-02", "completed"),
        ("2026-11-03", "in_progress"),
    ]
    assert workouts[0]["took"] < timedelta(minutes=1), "it ended with its last set"
    assert any("was still open" in text for text in await stage.heard(ana))


async def test_a_set_typed_while_a_note_is_asked_for_is_a_set(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.warm(ana)
    await stage.say(ana, "100x5")
    await stage.tap(ana, "Finish")
    await stage.tap(ana, "7")
    await stage.say(ana, "hammer curl 15x10")
    assert told(await stage.sets(ana)) == ["100x5", "15x10"]
