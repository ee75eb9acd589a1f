"""The beginning: six questions, each skippable, each answered in more than one way, none lost."""

import pytest

from bot.loopback.phone import Phone
from tests.bot.stage import MONDAY, Stage, running

QUESTIONS = ("1 of 6", "2 of 6", "3 of 6", "4 of 6", "5 of 6", "6 of 6")


async def begun(stage: Stage, skipped: int = 0) -> Phone:
    """A newcomer who has confirmed the basics and skipped so many questions."""
    ana = stage.newcomer("Ana")
    await stage.say(ana, "/start")
    await stage.tap(ana, "Right, go on")
    for _ in range(skipped):
        await stage.tap(ana, "Skip")
    return ana


async def profile(stage: Stage) -> dict[str, object]:
    return (await stage.rows("SELECT * FROM profiles"))[0]


async def test_every_question_can_be_skipped_and_says_what_is_taken_then(stage: Stage) -> None:
    ana = await begun(stage)
    for number in QUESTIONS:
        question = await ana.last()
        assert number in question.text
        assert "Skip:" in question.text
        await stage.tap(ana, "Skip")
    assert "All set. You train on Mon, Wed, Fri." in (await ana.last()).text
    plan = (await stage.rows("SELECT goal, training_age FROM macrocycles"))[0]
    assert plan == {"goal": "general", "training_age": "beginner"}


async def test_the_first_tap_dates_the_consent(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    hello = await stage.say(ana, "/start")
    for word in ("store", "/export", "/forget", "coach you accept"):
        assert word in hello.text
    assert (await stage.rows("SELECT consented_at FROM users"))[0]["consented_at"] is None
    await stage.tap(ana, "Right, go on")
    user = (await stage.rows("SELECT consented_at, consent_version FROM users"))[0]
    assert user["consented_at"].date() == MONDAY.date()
    assert user["consent_version"]


async def test_a_typed_date_is_the_event_and_the_question_stays_open(stage: Stage) -> None:
    ana = await begun(stage)
    card = await stage.say(ana, "my meet is on 2027-05-15")
    assert "Your date: May 15, 2027" in card.text
    await stage.tap(ana, "Strength")
    kept = await profile(stage)
    assert str(kept["event_on"]) == "2027-05-15"
    assert kept["goal"] == "strength"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2020-01-01", "That date is over"),
        ("2026-11-02", "That date is over"),
        ("9999-12-31", "further away"),
        ("2027-02-31", "no such date"),
        ("99.99.2027", "no such date"),
    ],
)
async def test_an_absurd_event_is_refused_in_words(stage: Stage, typed: str, answer: str) -> None:
    ana = await begun(stage)
    assert answer in (await stage.say(ana, typed)).text
    assert await stage.rows("SELECT 1 AS one FROM profiles WHERE event_on IS NOT NULL") == []
    await stage.tap(ana, "Strength")


@pytest.mark.parametrize("typed", ["15.5.2027", "15/05/2027", "5/15/2027"])
async def test_a_date_may_be_written_as_people_write_it(stage: Stage, typed: str) -> None:
    ana = await begun(stage)
    assert "May 15, 2027" in (await stage.say(ana, typed)).text


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("lima", "America/Lima"), ("Москва", "Europe/Moscow"), ("São Paulo", "America/Sao_Paulo")],
)
async def test_the_zone_is_found_by_a_city_in_any_spelling(stage: Stage, typed: str, zone: str) -> None:
    ana = stage.newcomer("Ana")
    await stage.say(ana, "/start")
    await stage.tap(ana, "Other time zone")
    found = await stage.say(ana, typed)
    card = await stage.tap(ana, found.labels[0])
    assert (await stage.rows("SELECT zone FROM users"))[0]["zone"] == zone
    assert "Right, go on" in card.labels, "the basics are shown again, to be confirmed"


async def test_a_place_that_does_not_exist_is_asked_for_again(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    await stage.say(ana, "/start")
    await stage.tap(ana, "Other time zone")
    assert "no such city" in (await stage.say(ana, "Atlantis")).text
    found = await stage.say(ana, "Lisbon")
    assert "Lisbon" in found.labels
    slot, revision = (found.data[0][0] or "").split(":")[:2]
    await ana.tap_data(f"{slot}:{revision}:zone:Mars/Olympus", found.message_id)
    await stage.settled()
    assert (await stage.rows("SELECT zone FROM users"))[0]["zone"] == "Europe/London"


@pytest.mark.parametrize(("language", "name"), [("es", "Español"), ("ru", "Русский")])
async def test_another_language_is_one_tap_and_speaks_at_once(stage: Stage, language: str, name: str) -> None:
    ana = stage.newcomer("Ana")
    await stage.say(ana, "/start")
    card = await stage.tap(ana, name)
    assert (await stage.rows("SELECT language FROM users"))[0]["language"] == language
    assert name in card.text
    assert "English" in card.labels
    card = await stage.tap(ana, card.labels[0])
    assert card.labels, "the first question follows"


async def test_units_are_one_tap(stage: Stage) -> None:
    ana = stage.newcomer("Ana", "en-us")
    card = await stage.say(ana, "/start")
    assert "pounds" in card.text
    card = await stage.tap(ana, "Use kilograms")
    assert "Units: kilograms" in card.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("squat 140x1, bench 100x3", [("Back squat", 140_000, 1), ("Bench press", 100_000, 3)]),
        ("Squat: 140kg\nbench 225lb x 3", [("Back squat", 140_000, 1), ("Bench press", 102_058, 3)]),
        ("bench 102,5", [("Bench press", 102_500, 1)]),
    ],
)
async def test_maxes_are_taken_as_they_are_typed(
    stage: Stage, typed: str, kept: list[tuple[str, int, int]]
) -> None:
    ana = await begun(stage, skipped=4)
    question = await stage.say(ana, typed)
    assert "6 of 6" in question.text
    rows = await stage.rows(
        "SELECT e.name, m.load_g, m.reps FROM maxes m JOIN exercises e ON e.id = m.exercise_id ORDER BY m.id"
    )
    assert [(r["name"], r["load_g"], r["reps"]) for r in rows] == kept


@pytest.mark.parametrize(
    "typed",
    [
        "strong",
        "140",
        "squat",
        "squat heavy",
        "squat 140x50",
        "squat 140, flurb 20",
        "squat -5x1",
        "a" * 4096,
    ],
)
async def test_maxes_typed_badly_are_asked_for_again_and_none_is_kept_half(stage: Stage, typed: str) -> None:
    ana = await begun(stage, skipped=4)
    question = await stage.say(ana, typed)
    assert "5 of 6" in question.text
    assert any("did not understand" in text for text in await stage.heard(ana))
    assert await stage.rows("SELECT 1 AS one FROM maxes") == []


async def test_badly_typed_maxes_may_be_edited(stage: Stage) -> None:
    ana = await begun(stage, skipped=4)
    line = await ana.send("squt 140x1")
    await stage.settled()
    await ana.edit(line, "squat 140x1")
    assert "6 of 6" in (await stage.answer(ana)).text


async def test_something_else_typed_meanwhile_brings_the_question_back(stage: Stage) -> None:
    ana = await begun(stage, skipped=2)
    question = await stage.say(ana, "hello?")
    assert "3 of 6" in question.text
    await ana.send_sticker()
    assert "3 of 6" in (await stage.answer(ana)).text


async def test_a_warning_sign_is_heard_before_the_start_is_complete(stage: Stage) -> None:
    ana = await begun(stage, skipped=5)
    answer = await stage.say(ana, "I get chest pain on stairs")
    assert "112" in answer.text


async def test_a_button_of_an_earlier_question_changes_nothing(stage: Stage) -> None:
    ana = await begun(stage)
    question = await ana.last()
    strength = question.data[0][0] or ""
    await stage.tap(ana, "Skip")
    await ana.tap_data(strength, question.message_id)
    await stage.settled()
    assert (await profile(stage))["goal"] is None


async def test_a_restart_in_the_middle_goes_on_where_it_was(stage: Stage) -> None:
    ana = await begun(stage, skipped=3)
    assert stage.program is not None
    await stage.program.leadership.release()
    async with running(stage.db, stage.url) as another:
        stage.program = another
        question = await stage.say(ana, "/start")
        assert "4 of 6" in question.text
        await stage.tap(ana, "1 to 3 years")
        assert (await profile(stage))["training_age"] == "intermediate"


async def test_start_again_when_ready_says_what_can_be_done(stage: Stage) -> None:
    ana = await stage.lifter()
    assert "/today" in (await stage.say(ana, "/start")).text


async def test_asked_again_a_typed_max_is_a_max_and_no_set(stage: Stage) -> None:
    ana = await stage.athlete()
    await stage.say(ana, "/settings")
    await stage.tap(ana, "Questions again")
    await stage.tap(ana, "Muscle")
    for _ in range(3):
        await stage.tap(ana, "Go on" if "Go on" in (await ana.last()).labels else "Skip")
    assert "5 of 6" in (await ana.last()).text
    await stage.say(ana, "squat 150x1")
    assert len(await stage.rows("SELECT 1 AS one FROM maxes")) == 1
    assert await stage.sets(ana) == []
    ready = await stage.tap(ana, "No")
    assert "All set" in ready.text
    assert (await stage.rows("SELECT goal FROM macrocycles WHERE ended_on IS NULL"))[0][
        "goal"
    ] == "hypertrophy"


async def test_skipping_a_question_asked_again_takes_its_stated_default(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/settings")
    await stage.tap(ana, "Questions again")
    await stage.tap(ana, "Skip")
    assert (await profile(stage))["goal"] is None


async def test_questions_again_leave_the_reminder_as_it_was(stage: Stage) -> None:
    ana = await stage.lifter()
    for _ in range(2):
        await stage.say(ana, "/settings")
        await stage.tap(ana, "Questions again")
        for _ in QUESTIONS:
            labels = (await ana.last()).labels
            await stage.tap(ana, "Skip" if "Skip" in labels else "Go on")
        assert "Reminders are off" in (await ana.last()).text
    assert await stage.rows("SELECT 1 AS one FROM schedules") == []


async def test_sets_can_be_typed_while_a_city_is_asked_for(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/settings")
    await stage.tap(ana, "Other time zone")
    await stage.say(ana, "bench 80x5")
    assert len(await stage.sets(ana)) == 1


async def test_an_invitation_during_the_questions_is_answered_and_they_go_on(stage: Stage) -> None:
    coach = await stage.lifter("Cy")
    token = (await stage.say(coach, "/coach")).text.split("start=")[1]
    ana = stage.newcomer("Ana")
    await stage.say(ana, f"/start {token}")
    texts = await stage.heard(ana)
    assert any("Cy invites you" in text for text in texts)
    assert any("Hi Ana" in text for text in texts)
    await stage.tap(ana, "Accept")
    assert len(await stage.rows("SELECT 1 AS one FROM coaching_links")) == 1
    await stage.tap(ana, "Right, go on")
    assert "1 of 6" in (await ana.last()).text


async def test_a_useless_invitation_does_not_keep_a_newcomer_from_starting(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    await stage.say(ana, "/start nonsense")
    texts = await stage.heard(ana)
    assert any("does not exist" in text for text in texts)
    assert "Hi Ana" in texts[-1]


async def test_going_on_says_that_one_is_of_age(stage: Stage) -> None:
    await begun(stage)
    kept = await profile(stage)
    assert (kept["adult"], kept["guardian_agreed_at"]) == (True, None)


async def test_from_13_to_17_a_guardian_agrees_first(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    await stage.say(ana, "/start")
    assert "a parent or guardian" in (await stage.tap(ana, "I am under 18")).text
    question = await stage.tap(ana, "I am 13 to 17, they agree")
    assert "1 of 6" in question.text
    assert any("no tests of a max" in message.text for message in await ana.messages())
    kept = await profile(stage)
    assert kept["adult"] is False
    assert kept["guardian_agreed_at"] is not None


async def test_under_13_is_a_kind_no_and_nothing_is_kept(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    await stage.say(ana, "/start")
    await stage.tap(ana, "I am under 18")
    assert "too early for me" in (await stage.tap(ana, "Under 13")).text
    assert await stage.rows("SELECT * FROM profiles") == []
    assert (await stage.rows("SELECT consented_at FROM users"))[0]["consented_at"] is None


async def test_a_max_that_is_likelier_a_slip_is_asked_about_before_it_teaches(stage: Stage) -> None:
    ana = await begun(stage, 4)
    asked = await stage.say(ana, "squat 300x1, bench 60x5")
    assert "That is a lot" in asked.text
    assert "300" in asked.text
    assert "60" not in asked.text
    assert "5 of 6" in (await stage.tap(ana, "Take it back")).text
    assert await stage.rows("SELECT * FROM maxes") == []
    await stage.say(ana, "squat 300x1")
    assert "6 of 6" in (await stage.tap(ana, "It is right")).text
    assert (await stage.rows("SELECT load_g FROM maxes"))[0]["load_g"] == 300_000


async def test_what_a_button_says_may_be_typed_as_well(stage: Stage) -> None:
    lu = stage.newcomer("Lu", "es")
    await stage.say(lu, "/start")
    await stage.tap(lu, "Correcto, seguir")
    assert "2 de 6" in (await stage.say(lu, "fuerza")).text
    await stage.say(lu, "4")
    assert "Minutos: 45" in (await stage.say(lu, "45 min")).text
    assert "3 de 6" in (await stage.say(lu, "Seguir")).text
    for number in (4, 5, 6):
        assert f"{number} de 6" in (await stage.say(lu, "saltar")).text
    assert "Todo listo" in (await stage.say(lu, "no")).text
    kept = await profile(stage)
    assert (kept["goal"], kept["days_per_week"], kept["minutes"], kept["careful"]) == (
        "strength",
        4,
        45,
        False,
    )


async def test_a_command_is_no_answer_to_the_question_about_best_lifts(stage: Stage) -> None:
    ana = await begun(stage, 4)
    assert "5 of 6" in (await stage.say(ana, "/today")).text
    said = await stage.heard(ana)
    assert "First these few questions, please. Each can be skipped." in said
    assert not any("/today" in text for text in said)


async def test_whoever_says_hello_is_greeted_before_anything_is_asked(stage: Stage) -> None:
    ana = stage.newcomer("Ana")
    await stage.say(ana, "hello")
    assert [text.split(",")[0] for text in await stage.heard(ana)] == ["Hi Ana"]


@pytest.mark.parametrize(("language", "city"), [("es", "Ciudad de México"), ("ru", "Мехико")])
async def test_a_zone_is_called_as_its_city_is_in_ones_language(
    stage: Stage, language: str, city: str
) -> None:
    ana = await stage.athlete("Ana", language, account={"zone": "America/Mexico_City"})
    assert city in (await stage.say(ana, "/settings")).text


async def test_russian_lifters_call_the_deadlift_a_pull(stage: Stage) -> None:
    ana = stage.newcomer("Ana", "ru")
    await stage.say(ana, "/start")
    await stage.tap(ana, "Верно, дальше")
    for _ in range(4):
        await stage.tap(ana, "Пропустить")
    await stage.say(ana, "присед 100х1, жим 70х1, тяга 120х1")
    assert "✓ Становая тяга: 120 кг × 1" in (await stage.heard(ana))[-2]
