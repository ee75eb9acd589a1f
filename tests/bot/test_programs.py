"""Coaches' programs in the chat: sent, corrected, listed, shown, sent again."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.loopback.phone import Phone
from bot.texts.errors import sentence
from bot.texts.tongue import LANGUAGES, Tongue
from core.errors import CoachError, NotFound, Refused
from core.persistence.refusals import OUT_OF_RANGE
from core.persistence.tables import metadata
from tests.bot.stage import Stage
from tests.bot.test_coach import coached

BASE = """Program: Base
Week 1-4
Day 1 Mon: Lower
Back squat: 3x5@75%
Leg curl: 3x12
Day 2 Thu: Upper
Bench press: 5x5@8"""

CONTENT = ("programs", "program_sessions", "session_templates", "exercise_groups", "session_exercises")


async def a_coach(stage: Stage, name: str = "Kim", language: str = "en") -> Phone:
    phone = await stage.lifter(name, language)
    await stage.say(phone, "/coach")
    return phone


async def told(stage: Stage, phone: Phone, text: str) -> str:
    return (await stage.say(phone, text)).text


async def test_a_program_below_the_command_is_stored_and_shown_as_it_was_typed(stage: Stage) -> None:
    kim = await a_coach(stage)
    assert "Base: 4 weeks, 8 sessions, 3 exercises." in await told(stage, kim, f"/program\n{BASE}")
    page = await stage.say(kim, "/programs")
    await stage.tap(kim, "Base · 4 weeks")
    shown = (await stage.heard(kim))[-2]
    assert page.text.startswith("Programs")
    assert shown.startswith("Program: Base (strength)\nWeek 1-4\n\nDay 1 Mon: Lower\nA Back squat: 3x5@75%")
    typed_again = shown.partition("\nTo change it")[0]
    assert "stored like this already" in await told(stage, kim, f"/program\n{typed_again}")
    changed = typed_again.replace("3x5@75%", "3x5@80%")
    assert "This is version 2; the one before stays" in await told(stage, kim, f"/program {changed}")


async def test_the_command_alone_asks_and_the_next_message_is_the_program(stage: Stage) -> None:
    kim = await a_coach(stage)
    asked = await told(stage, kim, "/program")
    example = re.search(r"Program: .*?3x12", asked, re.DOTALL)
    assert example is not None
    assert "Base: 4 weeks, 8 sessions, 3 exercises." in await told(stage, kim, BASE)
    assert "Strength base: 2 weeks" in await told(stage, kim, f"/program\n{example[0]}")


async def test_what_says_that_it_is_a_program_needs_no_command(stage: Stage) -> None:
    kim, ana = await a_coach(stage), await stage.lifter("Ana")
    assert "Base: 4 weeks" in await told(stage, kim, f"# for spring\n{BASE}")
    assert "/coach makes you one" in await told(stage, ana, BASE)


async def test_a_mistake_is_shown_in_its_line_and_the_program_may_be_sent_again(stage: Stage) -> None:
    kim = await a_coach(stage)
    wrong = await told(stage, kim, f"/program\n{BASE.replace('3x12', '3x')}")
    assert "Nothing is stored yet." in wrong
    assert "Line 5: Leg curl: 3x" in wrong
    assert "Base: 4 weeks" in await told(stage, kim, BASE)
    assert await stage.rows("SELECT 1 AS one FROM programs") == [{"one": 1}]


async def test_an_unknown_exercise_is_named_with_its_line_and_what_may_have_been_meant(stage: Stage) -> None:
    kim = await a_coach(stage)
    await stage.say(kim, "/program")
    answer = await told(stage, kim, BASE.replace("Back squat", "Bakc squatt"))
    assert "Line 4: I do not know Bakc squatt. Did you mean Back squat" in answer
    assert "Line 4: I do not know Qwrtz." in await told(stage, kim, BASE.replace("Back squat", "Qwrtz"))
    assert await stage.rows("SELECT 1 AS one FROM programs UNION SELECT 1 FROM session_templates") == []
    assert "Base: 4 weeks" in await told(stage, kim, BASE)


async def test_a_set_is_a_set_while_a_program_is_awaited(stage: Stage) -> None:
    kim = await a_coach(stage)
    await stage.say(kim, "/program")
    assert "Bench press" in await told(stage, kim, "bench 80x5")
    assert [row["reps"] for row in await stage.sets(kim)] == [5]


async def test_whoever_coaches_nobody_is_told_how_to_begin(stage: Stage) -> None:
    ana = await stage.lifter("Ana")
    assert "/coach makes you one" in await told(stage, ana, f"/program\n{BASE}")
    assert "none yet" in await told(stage, ana, "/programs")
    assert await stage.rows("SELECT 1 AS one FROM programs") == []


async def test_a_program_of_another_coach_is_neither_listed_nor_shown(stage: Stage) -> None:
    kim, lee = await a_coach(stage, "Kim"), await a_coach(stage, "Lee")
    await stage.say(kim, f"/program\n{BASE}")
    assert "none yet" in await told(stage, lee, "/programs")
    await stage.say(lee, f"/program\n{BASE}")
    await stage.say(lee, "/programs")
    await stage.rows(
        "UPDATE programs SET organization_id = (SELECT min(id) FROM organizations), version = 2"
        " WHERE id = (SELECT max(id) FROM programs) RETURNING id"
    )
    await stage.tap(lee, "Base · 4 weeks")
    assert "not for you" in (await lee.toasts())[-1]


async def test_a_program_too_long_for_a_message_comes_as_a_file(stage: Stage) -> None:
    kim = await a_coach(stage)
    rows = "\n".join(f"Back squat: 3x5@75% # {'slowly ' * 16}{n}" for n in range(28))
    await stage.say(kim, f"/program\nProgram: Long\nDay 1\n{rows}")
    await stage.say(kim, "/programs")
    await stage.tap(kim, "Long · 1 week")
    (file,) = [message for message in await kim.messages() if message.kind == "document"]
    assert (await kim.download(file)).decode().startswith("Program: Long (strength)")


async def gives(stage: Stage, kim: Phone, name: str) -> None:
    """A coach gives the program that they sent last to an athlete."""
    await stage.say(kim, "/programs")
    await stage.tap(kim, "Base")
    assert f"✓ {name} trains it from this week on. I tell them." in (await stage.tap(kim, name)).text


@pytest.mark.parametrize(
    ("language", "said", "button", "week"),
    [
        (
            "en",
            "A new program for you: Base, 4 weeks\nIt is from your coach Kim.",
            "See the week",
            "Your week",
        ),
        ("es", "Un programa nuevo para ti: Base, 4 semanas", "Ver la semana", "Tu semana"),
        ("ru", "Новая программа для тебя: Base, 4 недели", "Показать неделю", "Твоя неделя"),
    ],
)
async def test_who_is_given_a_program_is_told_and_sees_it_with_a_tap(
    stage: Stage, language: str, said: str, button: str, week: str
) -> None:
    kim, ana = await a_coach(stage), await stage.lifter("Ana", language, zone="Europe/London")
    await coached(stage, kim, ana)
    await stage.say(kim, f"/program\n{BASE}")
    await gives(stage, kim, "Ana")
    assert (await ana.last()).text.startswith(said)
    shown = await stage.tap(ana, button)
    assert shown.text.startswith(week)
    assert "3×5" in shown.text


IN_TURNS = """Program: In turns
Day 1 Mon: Upper
A Bench press: 1x5@8 rest 180
B1 Push-up: 2x10
B2 Plank: 2x30s rest 75
"Finisher": C1 Dead bug: 1x8 rest 30
C2 Side plank: 1x20s"""


async def test_a_superset_is_a_superset_from_the_notation_to_the_card(stage: Stage) -> None:
    kim = await a_coach(stage)
    await stage.say(kim, f"/program\n{IN_TURNS}")
    await stage.say(kim, "/programs")
    await stage.tap(kim, "In turns")
    await stage.tap(kim, "I do")
    assert "Push-up 2×10 + Plank" in (await stage.say(kim, "/plan")).text
    await stage.train(kim)
    overview = (await stage.heard(kim))[-2]
    for line in ("A Bench press", "B1 Push-up\n2 × 10", "B2 Plank\n2 × 30 s", "Finisher 1 Dead bug"):
        assert line in overview
    await stage.tap(kim, "Warmed up")
    seen = []
    while (card := await kim.last()).text.startswith(("A ", "B", "Finisher")):
        await stage.tap(kim, "8" if "8" in card.labels else "✓ Done")
        seen.append((card.text.split("\n")[0], await rest_s(stage, kim)))
    # 20 s to walk over where nothing was said, then the rest of the round. What is over needs no rest.
    assert seen == [
        ("A Bench press · set 1 of 1", None),
        ("B1 Push-up · set 1 of 2", 20),
        ("B2 Plank · set 1 of 2", 75),
        ("B1 Push-up · set 2 of 2", 20),
        ("B2 Plank · set 2 of 2", None),
        ("Finisher 1 Dead bug · set 1 of 1", 30),
        ("Finisher 2 Side plank · set 1 of 1", None),
    ]


async def rest_s(stage: Stage, phone: Phone) -> int | None:
    """How long the alarm says to rest after the newest set."""
    rows = await stage.rows(
        "SELECT round(extract(epoch FROM s.next_at - l.performed_at))::int AS rest_s FROM schedules s,"
        " (SELECT performed_at FROM set_logs ORDER BY id DESC LIMIT 1) l"
        f" WHERE s.kind = 'rest' AND s.chat_id = {phone.user_id}"
    )
    return rows[0]["rest_s"] if rows else None


async def test_nobody_is_told_of_a_program_at_night(stage: Stage) -> None:
    kim, ana = await a_coach(stage), await stage.lifter("Ana", zone="Asia/Tokyo")
    await coached(stage, kim, ana)
    await stage.say(kim, f"/program\n{BASE}")
    await gives(stage, kim, "Ana")  # two in the morning in Tokyo
    assert not any("A new program" in text for text in await stage.heard(ana))
    await stage.travel_to(datetime(2026, 11, 2, 23, 0, 1, tzinfo=UTC))  # eight
    await stage.settled()
    assert (await ana.last()).text.startswith("A new program for you: Base")


async def test_who_has_blocked_the_bot_is_told_of_a_program_when_they_are_back(stage: Stage) -> None:
    kim, ana = await a_coach(stage), await stage.lifter("Ana")
    await coached(stage, kim, ana)
    await stage.say(kim, f"/program\n{BASE}")
    await stage.rows(f"UPDATE chats SET blocked_at = now() WHERE chat_id = {ana.user_id} RETURNING 1")
    await gives(stage, kim, "Ana")
    assert not any("A new program" in text for text in await stage.heard(ana))
    await stage.say(ana, "/help")
    assert (await ana.last()).text.startswith("A new program for you: Base")


async def test_of_a_program_that_is_no_plan_any_more_nobody_is_told(stage: Stage) -> None:
    kim, ana = await a_coach(stage), await stage.lifter("Ana", zone="Asia/Tokyo")
    await coached(stage, kim, ana)
    await stage.say(kim, f"/program\n{BASE}")
    await gives(stage, kim, "Ana")
    await stage.rows("UPDATE macrocycles SET program_id = NULL RETURNING 1")
    await stage.travel(timedelta(hours=7))
    await stage.settled()
    assert not any("A new program" in text for text in await stage.heard(ana))


@pytest.mark.parametrize(
    ("language", "squat", "stored", "button"),
    [
        ("es", "Sentadilla", "4 semanas, 8 sesiones", "Base · 4 semanas"),
        ("ru", "Присед", "4 недели, 8 тренировок", "Base · 4 недели"),
    ],
)
async def test_names_may_be_typed_and_are_shown_in_the_coachs_language(
    stage: Stage, language: str, squat: str, stored: str, button: str
) -> None:
    kim = await a_coach(stage, language=language)
    assert stored in await told(stage, kim, f"/program\n{BASE.replace('Back squat', squat)}")
    await stage.say(kim, "/programs")
    await stage.tap(kim, button)
    assert squat in (await stage.heard(kim))[-2]


WHY = (
    "program_name_taken order_taken week_taken in_use week_outside week_not_empty not_as_text private_exercise "
    "unknown_exercise name_length"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_content_refuses_has_a_sentence_of_its_own(language: str) -> None:
    t = Tongue(language)
    tables = [table for table in metadata.sorted_tables if table.name in (*CONTENT, "prescriptions")]
    bounds = [str(c.name) for table in tables for c in table.constraints if str(c.name) in OUT_OF_RANGE]
    errors: list[CoachError] = [
        *(Refused(why=why, line=3, typed="x", suggestions=(), weeks=2) for why in WHY.split()),
        *(Refused(why="out_of_range", what=name) for name in bounds),
        *(NotFound(what=name) for name in CONTENT),
    ]
    anything_else = sentence(t, Refused(why="?"))
    said = [sentence(t, error) for error in errors]
    assert anything_else not in said
    assert sentence(t, NotFound(what="?")) not in said
    assert len(bounds) >= 6
