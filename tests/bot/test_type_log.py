"""A file of sets typed through the chat comes out of Postgres as it was typed."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from bot.ops import set_file, type_log
from bot.ops.set_file import FileSet, SetFileError
from core.engine.units import Unit

HEAD = "lifter,day,exercise,set,load,unit,reps,rpe"
MESS = """
ben,0,Squat (Smith Machine),1,135,lb,5,
ben,0,Squat (Smith Machine),2,225,lb,4,8.5
ben,0,Lat Pulldown - Wide Grip (Cable),1,130,lb,6,
ben,0,Kettlebell Swing,1,24,kg,25,
ben,0,Pull Up,1,0,lb,10,9
ben,0,Pull Up,2,0,lb,8,10
ben,0,  bicep   curl (Dumbbell ),1,25,lb,24,
eve,0,Bench Press (Barbell),1,60,kg,5,
ben,0,Raise 7/7/7,1,10,lb,21,
ben,2,Land mine Press,1,45,lb,8,7
ben,2,I-Ts,1,2.5,kg,12,
ben,2,External rotation (arm at body),1,5,lb,15,
ben,2,45 degree raise,1,10,lb,12,
ben,2,Deadlift (Smith Machine),1,405,lb,1,10
ben,3,Deadlift (Smith Machine),1,185,lb,5,
ben,3,Deadlift (Smith Machine),2,185,lb,25,6
ben,3,Squat (Smith Machine),1,10,lb,8,
ben,3,Farmer’s Carry,1,3,lb,5,
ben,3,Bench Press (Barbell),1,62.5,kg,3,9.5
ben,3,Bench Press (Barbell),2,137.5,lb,3,
ben,3,bench press,3,400,lb,3,
ben,9,Squat (Smith Machine),1,135,lb,5,
"""


@pytest.fixture
def mess(tmp_path: Path) -> Path:
    """Pounds and kilograms, sloppy names, digits in names, no load, many reps, one other lifter."""
    file = tmp_path / "sets.csv"
    file.write_text(HEAD + MESS)
    return file


@pytest.fixture
def typing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chat keeps its data in the tests' database."""
    monkeypatch.setenv("DATABASE_URL", database_url)


def type_days(file: Path, days: range = range(4), lifter: str = "ben") -> int:
    return type_log.main(file, lifter=lifter, days=days, data=file.parent, as_json=True)


@pytest.mark.usefixtures("typing")
def test_whatever_is_typed_is_stored_as_typed(mess: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = type_days(mess)
    told = json.loads(capsys.readouterr().out)
    assert (code, told["differing"]) == (0, [])
    assert (told["typed"], told["stored"], told["identical"]) == (20, 20, 20)
    assert (told["exercises"], told["with_rpe"]) == (14, 7)


@pytest.mark.usefixtures("typing")
def test_days_are_typed_once_and_later_days_go_on(mess: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert type_days(mess, range(1)) == 0
    assert type_days(mess, range(3)) == 2
    assert "before" in capsys.readouterr().err
    assert type_days(mess, range(9, 10)) == 0


@pytest.mark.usefixtures("typing")
def test_nothing_is_typed_while_somebody_else_lives_by_that_clock(
    mess: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute(
            "INSERT INTO leases (name, holder, epoch, until) VALUES ('bot:1', 'x', 1, now() + '1 min')"
        )
        assert type_days(mess) == 2
        other.execute("DELETE FROM leases")
    assert "running" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "row_and_column"),
    [
        ("ben,0,Squat,1,heavy,kg,5,", "Row 2, column load"),
        ("ben,0,Squat,1,-5,kg,5,", "Row 2, column load"),
        ("ben,0,Squat,1,NaN,kg,5,", "Row 2, column load"),
        ("ben,0,Squat,1,100,stone,5,", "Row 2, column unit"),
        ("ben,0,Squat,1,100,kg,0,", "Row 2, column reps"),
        ("ben,0,Squat,1,100,kg,,", "Row 2, column reps"),
        ("ben,0,Squat,1,100,kg,5,8.3", "Row 2, column rpe"),
        ("ben,0,Squat,1,100,kg,5,11", "Row 2, column rpe"),
        ("ben,today,Squat,1,100,kg,5,", "Row 2, column day"),
        ("ben,0, ,1,100,kg,5,", "Row 2, column exercise"),
        ("ben,0,Squat,1,100", "Row 2, column unit"),
        ("eve,0,Squat,1,100,kg,5,", "no set of lifter ben"),
    ],
)
def test_a_broken_row_is_named_with_its_column(
    tmp_path: Path, row: str, row_and_column: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sets.csv"
    file.write_text(f"{HEAD}\n{row}\n")
    assert type_days(file) == 2
    assert row_and_column in capsys.readouterr().err


def test_a_file_without_a_column_says_which_are_needed(tmp_path: Path) -> None:
    file = tmp_path / "sets.csv"
    file.write_text("lifter,day,exercise\n")
    with pytest.raises(SetFileError, match="no column set"):
        set_file.read(file, "ben", range(4))


SQUAT = FileSet(day=0, exercise="Squat", load=Decimal("225"), unit=Unit.LB, reps=5, rpe=Decimal("8.5"))
STORED = {
    "message_id": 7,
    "name": "Back squat",
    "aliases": ["squat"],
    "exercise_id": 1,
    "local_date": type_log.FIRST_DAY,
    "load_g": 102058,
    "typed_load": Decimal("225"),
    "unit": "lb",
    "reps": 5,
    "rpe_halves": 17,
}


def test_every_fact_of_a_set_is_compared() -> None:
    assert type_log.compare([(7, SQUAT)], [STORED], 0).ok
    for name, value in (("reps", 4), ("load_g", 102_000), ("typed_load", Decimal(102)), ("unit", "kg")):
        outcome = type_log.compare([(7, SQUAT)], [{**STORED, name: value}], 0)
        assert (outcome.ok, outcome.identical, len(outcome.differing)) == (False, 0, 1)
    for wrong in (replace(SQUAT, rpe=None), replace(SQUAT, exercise="Bench"), replace(SQUAT, day=1)):
        assert not type_log.compare([(7, wrong)], [STORED], 0).ok


def test_a_set_that_is_missing_doubled_or_out_of_order_is_seen() -> None:
    other = {**STORED, "message_id": 8}
    both = [(7, SQUAT), (8, SQUAT)]
    assert type_log.compare(both, [STORED, other], 0).ok
    assert not type_log.compare(both, [STORED], 0).ok
    assert not type_log.compare(both, [other, STORED], 0).ok
    assert not type_log.compare(both, [STORED, other, other], 0).ok
