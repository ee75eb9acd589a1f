"""What is no line stays chat; what is a line but cannot be training is refused with its reason."""

from decimal import Decimal

import pytest

from core.engine.units import Unit
from core.notation.log_line import parse
from core.notation.values import CommandKind, Context, RejectCode, Rejected
from tests.notation.cases import (
    AFTER_100,
    AFTER_225_LB,
    AT_100,
    KG,
    LB,
    NOTHING_OPEN,
    ON_THE_BAR,
    OPEN,
    OPEN_IN_LB,
    read,
)

CHAT = [
    "",
    "   ",
    "💪",
    "!",
    "//",
    "// felt good",
    "hello",
    "ok",
    "100",
    "102.5",
    "82kg",
    "2-0-9",
    "8-12",
    "1/2",
    "20/11",
    "5+5",
    "50%",
    "5²",
    "②x5",
    "?",
    "100x5?",
    "100x5 tomorrow",
    "100x5x3x2",
    "100x5@8@9",
    "bench 100x5\nsquat 120x5",
    "100kg x 5kg",
    "30s x 20kg x 3",
    # dates and times
    "20.11.2026",
    "5.11.2026",
    "20.11.26",
    "2026-11-20",
    "2026.11.20",
    "20.11.2026",
    "5.11.2026",
    "5.5.5",
    "5.6.78",
    "31.12.9",
    "10.30.45",
    "1.2.3",
    "192.168.1.10",
    "tomorrow at 5",
    "mañana a las 5",
    "завтра в 5",
    "see you at 18:30",
    "gym 18:30",
    "room 101",
    "Spain 3:1",
    "14:05:30",
    # telephone numbers
    "+34 612 345 678",
    "+34612345678",
    "+7 (916) 123-45-67",
    "8 800 555 35 35",
    "8 (800) 555-35-35",
    "555-1234",
    "06 12 34 56 78",
    # ranges, times of day, and what may be three sets or five
    "8 a 12",
    "8 a 12 reps",
    "3 series de 8 a 12",
    "100x5 at 18",
    "5 at 18:30",
    "20 con 12",
    "30 с 20",
    "3 sets of 8, 8, 7",
    "3 sets of 8 12",
    "3 sets",
    "2 по 100 рублей",
    # sentences
    "can I train 3 times this week?",
    "I weigh 82 kg",
    "I slept 5",
    "lost 2 kg",
    "we won 3:1",
    "my room is 5x4 metres",
    "price 5000 x 200 apples",
    "photo 1920x1080px",
    "I want to do 5x5",
    "is 100x5 too much?",
    "mi peso es 82 kg",
    "peso 82 kg",
    "bodyweight 82 kg today",
    "puedo entrenar 3 veces?",
    "я вешу 82 кг",
    "можно 3 раза в неделю?",
    "it hurt during the 3rd set",
    "a b c d e f g h 100x5",
    "https://example.com/100x5",
    "me@example.com",
    "'; drop table set_logs; --",
]


@pytest.mark.parametrize("context", [NOTHING_OPEN, AFTER_100, AFTER_225_LB, OPEN, OPEN_IN_LB, ON_THE_BAR])
@pytest.mark.parametrize("typed", CHAT)
def test_chat_never_becomes_a_set(typed: str, context: Context) -> None:
    assert read(typed, context) == "chat"


@pytest.mark.parametrize(
    "typed",
    [
        *[
            "5",
            "5,5,4",
            "5@9",
            "x5",
            "+2.5",
            "-2.5",
            "=",
            "same",
            "r",
            "fail",
            "f",
            "30s",
            "1:30",
            "100 5 5 5",
        ],
        *["8 at 35", "12 с 35", "8 reps at 8", "5 по 150", "3 sets of 8"],
    ],
)
def test_a_line_that_leans_on_the_open_exercise_is_chat_when_none_is_open(typed: str) -> None:
    assert read(typed, Context(KG, load_g=100_000, reps=5)) == "chat"
    assert read(typed, AT_100) != "chat"


@pytest.mark.parametrize(
    ("typed", "context", "code", "facts"),
    [
        (
            "100000x5",
            OPEN,
            RejectCode.LOAD_TOO_HEAVY,
            {"load": Decimal(100000), "unit": KG, "most_g": 1_000_000},
        ),
        ("1000.001x5", OPEN, RejectCode.LOAD_TOO_HEAVY, None),
        ("2204.63lbx5", OPEN, RejectCode.LOAD_TOO_HEAVY, None),
        ("bw+1001x5", OPEN, RejectCode.LOAD_TOO_HEAVY, None),
        ("bw-201x5", OPEN, RejectCode.LOAD_TOO_HEAVY, None),
        ("+1001x5", AFTER_100, RejectCode.LOAD_TOO_HEAVY, None),
        (
            "+950@8",
            AFTER_100,
            RejectCode.LOAD_TOO_HEAVY,
            {"load": Decimal(1050), "unit": KG, "most_g": 1_000_000},
        ),
        ("102.5001x5", OPEN, RejectCode.LOAD_TOO_FINE, {"load": Decimal("102.5001"), "unit": KG}),
        ("225.125lbx5", OPEN, RejectCode.LOAD_TOO_FINE, {"load": Decimal("225.125"), "unit": LB}),
        ("1,000x5", OPEN, RejectCode.LOAD_UNCLEAR, {"typed": "1,000"}),
        ("-5x5", NOTHING_OPEN, RejectCode.LOAD_NEGATIVE, {"load": Decimal(-5), "unit": KG}),
        ("-5x5", AFTER_100, RejectCode.LOAD_NEGATIVE, {"load": Decimal(-5), "unit": KG}),
        ("-102.5@8", AFTER_100, RejectCode.LOAD_NEGATIVE, {"load": Decimal("-2.5"), "unit": KG}),
        ("+2.5", OPEN, RejectCode.LOAD_UNKNOWN, {}),
        ("+2.5", Context(KG, load_g=100_000, has_open_exercise=True), RejectCode.REPS_UNKNOWN, {}),
        ("same", OPEN, RejectCode.NOTHING_TO_REPEAT, {}),
        ("5x0", OPEN, RejectCode.REPS_ZERO, {}),
        ("100x5,0", OPEN, RejectCode.REPS_ZERO, {}),
        ("100x101", OPEN, RejectCode.REPS_TOO_MANY, {"reps": 101, "most": 100}),
        ("100x5.5", OPEN, RejectCode.REPS_NOT_WHOLE, {"reps": Decimal("5.5")}),
        ("100kg x5x0", OPEN, RejectCode.SETS_ZERO, {}),
        ("100kg x5x21", OPEN, RejectCode.SETS_TOO_MANY, {"sets": 21, "most": 20}),
        ("100kg 2.5x5", OPEN, RejectCode.SETS_NOT_WHOLE, {"sets": Decimal("2.5")}),
        (", ".join(["100x5"] * 21), OPEN, RejectCode.SETS_TOO_MANY, {"sets": 21, "most": 20}),
        ("bw x 0s", OPEN, RejectCode.DURATION_ZERO, {}),
        ("0 m", OPEN, RejectCode.DISTANCE_ZERO, {}),
        ("501 km", OPEN, RejectCode.DISTANCE_TOO_LONG, {"distance_m": 501_000, "most_m": 500_000}),
        ("bw x 14401s", OPEN, RejectCode.DURATION_TOO_LONG, {"duration_s": 14401, "most_s": 14400}),
        ("100x5@11", OPEN, RejectCode.RPE_OUT_OF_RANGE, {"rpe": Decimal(11), "most": 10}),
        ("100x5@0", OPEN, RejectCode.RPE_OUT_OF_RANGE, {"rpe": Decimal(0), "most": 10}),
        ("100x5 10rir", OPEN, RejectCode.RPE_OUT_OF_RANGE, {"rpe": Decimal(0), "most": 10}),
        ("100x5@8.25", OPEN, RejectCode.RPE_NOT_IN_HALVES, {"rpe": Decimal("8.25")}),
        ("x" * 301, OPEN, RejectCode.TEXT_TOO_LONG, {"characters": 301, "most": 300}),
        ("💪" * 4096, OPEN, RejectCode.TEXT_TOO_LONG, {"characters": 4096, "most": 300}),
    ],
)
def test_a_line_that_cannot_be_training_is_refused_with_its_reason(
    typed: str, context: Context, code: RejectCode, facts: dict[str, object] | None
) -> None:
    result = parse(typed, context)
    assert isinstance(result, Rejected)
    assert result.code is code
    assert facts is None or result.facts == facts


@pytest.mark.parametrize(
    "typed",
    ["1000x5", "100x100", "bw x 14400s", "100kg x5x20", "100x5@0.5", "x5".rjust(300)],
)
def test_the_last_number_inside_a_bound_is_taken(typed: str) -> None:
    assert not read(typed, AT_100).startswith(("rejected", "chat"))


def test_a_heavier_load_than_anyone_lifts_is_taken_and_left_to_the_engine() -> None:
    assert (
        read("300x10", Context(KG, load_g=100_000, best_load_g=120_000, has_open_exercise=True)) == "300x10"
    )


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("undo", CommandKind.UNDO),
        ("U", CommandKind.UNDO),
        ("deshacer", CommandKind.UNDO),
        ("Отмена", CommandKind.UNDO),
        ("skip", CommandKind.SKIP),
        ("saltar", CommandKind.SKIP),
        ("пропустить", CommandKind.SKIP),
        ("next", CommandKind.NEXT),
        ("siguiente", CommandKind.NEXT),
        ("дальше", CommandKind.NEXT),
        (" Done! ", CommandKind.DONE),
        ("hecho", CommandKind.DONE),
        ("готово.", CommandKind.DONE),
        ("finish", CommandKind.FINISH),
        ("terminar", CommandKind.FINISH),
        ("всё", CommandKind.FINISH),
    ],
)
@pytest.mark.parametrize("unit", list(Unit))
def test_one_word_is_a_command(typed: str, kind: CommandKind, unit: Unit) -> None:
    assert read(typed, Context(unit)) == f"command: {kind}"


@pytest.mark.parametrize("typed", ["undo that please", "done 5", "skip // tired", "next week"])
def test_a_command_among_other_words_is_none(typed: str) -> None:
    assert read(typed, AT_100) == "chat"
