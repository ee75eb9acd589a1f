"""Whole programs: weeks by column, days as headings, supersets by letter, and where each mistake is."""

import pytest

from core.engine.groups import letter
from core.engine.models import GroupKind
from core.engine.models.exercises import Sport
from core.engine.units import Unit
from core.notation.program import (
    Code,
    ExerciseText,
    GroupText,
    NotationError,
    PhaseText,
    ProgramText,
    begins_program,
    read_program,
    read_series,
    write_program,
)
from core.notation.program.values import TextFlaw

TYPED = """
Program: Strength base (powerlifting)
# agreed with Ana in March
Week 1-3

Day 1 Mon: Lower          | week 1            | week 2          | week 3
A  Back squat             | 1x5@8, 3x5@-10%   | 1x4@8, 3x4@-10% | —
B1 Leg press              | 3x8-12@RPE8 rest 90
B2 Leg curl               | 3x12              # slow down
"Heavy block": C Deadlift | 3x3@80%

Day 2 jueves
A Bench press: 3x5@75% | 3x5@77.5%

Week 4
Day 1: Deload
A Back squat: 2x5@60%
"""
WRITTEN = """
Program: Strength base (powerlifting)
Week 1-3

Day 1 Mon: Lower | week 1 | week 2 | week 3
A Back squat | 1x5@8, 3x5@-10% | 1x4@8, 3x4@-10% | —
B1 Leg press: 3x8-12@8 rest 90
B2 Leg curl: 3x12 # slow down
"Heavy block": C Deadlift: 3x3@80%

Day 2 Thu | week 1 | week 2 | week 3
A Bench press | 3x5@75% | 3x5@77.5%

Week 4

Day 1: Deload
A Back squat: 2x5@60%
"""


def program(text: str) -> ProgramText:
    return read_program(text, Unit.KG)


def day(*rows: str) -> str:
    return "\n".join(["Program: X", "Day 1", *rows])


def groups(*rows: str) -> list[list[str]]:
    """The exercises' names, group by group."""
    found = program(day(*rows)).phases[0].sessions[0].groups
    return [[exercise.name for exercise in group.exercises] for group in found]


def test_a_program_is_read_with_all_that_its_author_said() -> None:
    read = program(TYPED)
    assert (read.name, read.sport, read.weeks) == ("Strength base", Sport.POWERLIFTING, 4)
    assert [phase.weeks for phase in read.phases] == [3, 1]
    lower, second = read.phases[0].sessions
    assert (lower.name, lower.weekday, second.name, second.weekday) == ("Lower", 1, None, 4)
    assert [group.kind for group in lower.groups] == [
        GroupKind.STANDALONE,
        GroupKind.SUPERSET,
        GroupKind.STANDALONE,
    ]
    assert [group.name for group in lower.groups] == [None, None, "Heavy block"]
    assert [e.note for e in lower.groups[1].exercises] == [None, "slow down"]


def test_each_week_has_its_column_and_the_last_column_goes_on() -> None:
    squat, press = (group.exercises[0] for group in program(TYPED).phases[0].sessions[0].groups[:2])
    assert squat.weeks == (
        read_series("1x5@8, 3x5@-10%", Unit.KG),
        read_series("1x4@8, 3x4@-10%", Unit.KG),
        (),
    )
    assert press.weeks == (read_series("3x8-12@8 rest 90", Unit.KG),) * 3


def test_a_program_is_written_in_one_form() -> None:
    assert write_program(program(TYPED)) == WRITTEN.strip()
    assert program(WRITTEN) == program(TYPED)


def test_a_whole_week_of_training_fits_one_message() -> None:
    session = program(TYPED).phases[0].sessions[0]
    week = ProgramText(name="X", sport=Sport.STRENGTH, phases=(PhaseText(weeks=3, sessions=(session,) * 7),))
    assert len(write_program(week)) < 4096


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (["Squat: 3x5", "Bench: 3x5"], [["Squat"], ["Bench"]]),
        (["A Squat: 3x5", "B Bench: 3x5"], [["Squat"], ["Bench"]]),
        (["A1 Squat: 3x5", "A2 Bench: 3x5"], [["Squat", "Bench"]]),
        (["A Squat: 3x5", "a Bench: 3x5"], [["Squat", "Bench"]]),
        (["A) Squat: 3x5", "B.Bench: 3x5"], [["Squat"], ["Bench"]]),
        (["А1 Присед: 3x5", "А2 Жим: 3x5", "В Тяга: 3x5"], [["Присед", "Жим"], ["Тяга"]]),
        (["Squat: 3x5", "B1 Row: 3x5", "B2 Curl: 3x5"], [["Squat"], ["Row", "Curl"]]),
        (["A Squat: 3x5", "Bench: 3x5", "C Row: 3x5"], [["Squat"], ["Bench"], ["Row"]]),
        (["Z press: 3x5", "L sit: 3x30s", "AB wheel: 3x5"], [["Z press"], ["L sit"], ["AB wheel"]]),
        (["A Z press: 3x5", "B AB wheel: 3x5"], [["Z press"], ["AB wheel"]]),
        (["A Squat: 3x5", "DB bench: 3x5"], [["Squat"], ["DB bench"]]),
        (['"Core": Plank: 3x30s'], [["Plank"]]),
        (['6" deficit deadlift: 3x5'], [['6" deficit deadlift']]),
        (["  Squat   with\u00a0pause : 3x5"], [["Squat with pause"]]),
    ],
)
def test_letters_tell_groups_and_names_stay_names(rows: list[str], names: list[list[str]]) -> None:
    assert groups(*rows) == names


def test_a_group_that_changes_its_place_changes_its_letter() -> None:
    assert [letter(position) for position in (0, 1, 25, 26, 27)] == ["A", "B", "Z", "AA", "AB"]
    rows = [f"Exercise {number}: 3x5" for number in range(28)]
    written = write_program(program(day(*rows))).splitlines()
    assert written[-3:] == ["Z Exercise 25: 3x5", "AA Exercise 26: 3x5", "AB Exercise 27: 3x5"]


@pytest.mark.parametrize(
    ("typed", "weekday", "name"),
    [
        ("Day 1", None, None),
        ("day 1 Monday", 1, None),
        ("Day 1, Mon: Lower", 1, "Lower"),
        ("Day 1: Mon", None, "Mon"),
        ("Day 1 Lower", None, "Lower"),
        ("Día 3 miércoles: Pierna", 3, "Pierna"),
        ("День 7 вс: Ноги: тяжело", 7, "Ноги: тяжело"),
        ("Wed", 3, None),
        ("Sat: Legs", 6, "Legs"),
    ],
)
def test_a_day_has_a_weekday_and_a_name_where_they_are_said(
    typed: str, weekday: int | None, name: str | None
) -> None:
    session = program(f"Program: X\n{typed}\nSquat: 3x5").phases[0].sessions[0]
    assert (session.weekday, session.name) == (weekday, name)


def test_without_a_heading_there_are_as_many_weeks_as_columns() -> None:
    assert program(day("Squat | 3x5 | 3x4 | 3x3", "Row: 3x8")).weeks == 3


# The part between the marks « » is where the error is.
WRONG: list[tuple[str, Code | TextFlaw]] = [
    ("«»", Code.PROGRAM_MISSING),
    ("«Day 1»\nSquat: 3x5", Code.PROGRAM_MISSING),
    ("«Program:»\nDay 1\nSquat: 3x5", TextFlaw.NAME_EMPTY),
    ("Program: X («powerlfting»)\nDay 1", Code.SPORT_UNKNOWN),
    ("Program: X\n  «Program: Y»", Code.PROGRAM_TWICE),
    ("«Program: " + "x" * 101 + "»\nDay 1\nSquat: 3x5", TextFlaw.NAME_TOO_LONG),
    ("«Program: X»", Code.DAY_MISSING),
    ("Program: X\n«Squat: 3x5»", Code.DAY_MISSING),
    ("Program: X\nWeek 1\n«Squat: 3x5»", Code.DAY_MISSING),
    ("Program: X\n«Week one»", Code.WEEK_HEADING),
    ("Program: X\n«Week 2-4»", Code.WEEK_ORDER),
    ("Program: X\nWeek 1-3\nDay 1\nSquat: 3x5\n«Week 5»", Code.WEEK_ORDER),
    ("Program: X\n«Week 1-105»", TextFlaw.WEEKS_TOO_MANY),
    ("Program: X\n«Week 1-3»\nWeek 4", Code.WEEK_EMPTY),
    ("Program: X\n«Day 1»\nDay 2\nSquat: 3x5", Code.DAY_EMPTY),
    ("Program: X\n«Day 1 Mon: Rest»", Code.DAY_EMPTY),
    ("Program: X\nDay 1 | week 1 | «week 3»\nSquat: 3x5", Code.COLUMN_LABEL),
    ("Program: X\nWeek 1-2\nDay 1\nSquat | 3x5 | 3x4 | «3x3»", Code.COLUMNS_TOO_MANY),
    ("Program: X\nDay 1\nSquat | 3x5 |«  »| 3x3", Code.COLUMN_EMPTY),
    ("Program: X\nDay 1\nA Squat: 3x5\n«L» sit: 3x30s", Code.LETTER_ORDER),
    ("Program: X\nDay 1\n«B1» Row: 3x5", Code.LETTER_ORDER),
    ("Program: X\nDay 1\nA1 Squat: 3x5\nB1 Row: 3x5\n«A2» Bench: 3x5", Code.LETTER_ORDER),
    ('Program: X\nDay 1\n"P": A1 Squat: 3x5\n"«Q»": A2 Row: 3x5', Code.GROUP_NAMED_TWICE),
    ('Program: X\nDay 1\n"«  »": A1 Squat: 3x5', TextFlaw.NAME_EMPTY),
    ("Program: X\nDay 1\n«Back squat 3x5@75%»", Code.SEPARATOR_MISSING),
    ("Program: X\nDay 1 «# go easy»\nSquat: 3x5", Code.NOTE_MISPLACED),
    ("Program: X\nDay 1\nSquat: 3x5 | 3x5@«80%kg»", Code.INTENSITY_MIXED),
    ("Program: X\nDay 1\nSquat: «paused» | 3x5", Code.UNKNOWN_WORD),
    ("Program: X\nDay 1\n" + "Squat: 3x5\n" * 40 + "«Row: 3x5»", TextFlaw.EXERCISES_TOO_MANY),
    ("Program: X\nDay 1\n«" + "x" * 101 + "»: 3x5", TextFlaw.NAME_TOO_LONG),
    ("Program: X\nDay 1\n«Squat»: 3x5 # " + "x" * 501, TextFlaw.NOTE_TOO_LONG),
    ("Program: X\n«Day 1»\nSquat: 3x5\n" + "Day 1\nSquat: 3x5\n" * 28, TextFlaw.SESSIONS_TOO_MANY),
    ("«x»" + "x" * 100_000, Code.TEXT_TOO_LONG),
]


@pytest.mark.parametrize(("marked", "code"), WRONG, ids=[code for _, code in WRONG])
def test_a_program_that_cannot_be_is_refused_where_it_is_wrong(marked: str, code: Code | TextFlaw) -> None:
    before, wrong, _ = marked.replace("»", "«").split("«")
    with pytest.raises(NotationError) as refused:
        program(marked.replace("«", "").replace("»", ""))
    error = refused.value
    lines = before.split("\n")
    assert error.code == code
    assert (error.line, error.column) == (len(lines), len(lines[-1]) + 1)
    assert error.length == max(1, len(wrong.rstrip("\n")))


def test_a_program_s_value_is_refused_where_its_text_could_not_say_it() -> None:
    squat = ExerciseText(name="Squat", weeks=((),))
    group = GroupText(exercises=(squat,))
    for build in (
        lambda: ExerciseText(name="Squat: paused", weeks=((),)),
        lambda: ExerciseText(name="Squat ", weeks=((),)),
        lambda: ExerciseText(name="Squat", weeks=((),), note=""),
        lambda: GroupText(exercises=()),
        lambda: GroupText(exercises=(squat,), name='a "b"'),
        lambda: PhaseText(weeks=2, sessions=(program(day("Squat: 3x5")).phases[0].sessions)),
        lambda: ProgramText(name="X", sport=Sport.STRENGTH, phases=()),
    ):
        with pytest.raises(ValueError, match=r"name_character|nothing_inside|weeks_differ"):
            build()
    assert group.kind is GroupKind.STANDALONE


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("Program: X", True),
        ("# remark\n\nПрограмма: X\nrubbish", True),
        ("bench 100x5\nProgram: X", False),
        ("Day 1\nA x: 3x5", False),
        ("", False),
        ("#" * 1000, False),
    ],
)
def test_a_program_says_so_at_its_beginning(text: str, program: bool) -> None:
    assert begins_program(text) is program
