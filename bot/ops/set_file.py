"""A file of sets as people exchange them: one set a line, read and checked before anything is typed."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from core.engine.units import Unit

COLUMNS = ("lifter", "day", "exercise", "set", "load", "unit", "reps", "rpe")


class SetFileError(Exception):
    """One sentence about a file that cannot be typed: which row, which column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSet:
    """One performed set, as the file has it."""

    day: int
    exercise: str
    load: Decimal
    unit: Unit
    reps: int
    rpe: Decimal | None


def read(path: Path, lifter: str, days: range) -> list[FileSet]:
    """The sets of one lifter on some days, in the file's order."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise SetFileError(f"{path} has no column {missing[0]}; it needs {', '.join(COLUMNS)}.")
            found = [
                _set(row, number)
                for number, row in enumerate(rows, start=2)
                if _is(row, number, lifter, days)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SetFileError(f"{path} cannot be read: {error}") from error
    if not found:
        raise SetFileError(f"{path} holds no set of lifter {lifter} on the days {days[0]} to {days[-1]}.")
    return found


def _is(row: Mapping[str, str | None], number: int, lifter: str, days: range) -> bool:
    return (row["lifter"] or "").strip() == lifter and _whole(row, number, "day", least=0) in days


def _set(row: Mapping[str, str | None], number: int) -> FileSet:
    exercise = " ".join((row["exercise"] or "").split())
    if not exercise:
        raise _broken(row, number, "exercise", "the name of an exercise")
    rpe = _decimal(row, number, "rpe") if (row["rpe"] or "").strip() else None
    if rpe is not None and (not 0 < rpe <= 10 or rpe * 2 != int(rpe * 2)):
        raise _broken(row, number, "rpe", "an effort up to 10 in halves, or nothing")
    load, unit = _decimal(row, number, "load"), (row["unit"] or "").strip()
    if load < 0:
        raise _broken(row, number, "load", "a load, 0 or more")
    if unit not in {known.value for known in Unit}:
        raise _broken(row, number, "unit", "kg or lb")
    return FileSet(
        day=_whole(row, number, "day", least=0),
        exercise=exercise,
        load=load,
        unit=Unit(unit),
        reps=_whole(row, number, "reps", least=1),
        rpe=rpe,
    )


def _whole(row: Mapping[str, str | None], number: int, column: str, *, least: int) -> int:
    text = (row[column] or "").strip()
    if not text.isascii() or not text.isdecimal() or int(text) < least:
        raise _broken(row, number, column, f"a whole number, {least} or more")
    return int(text)


def _decimal(row: Mapping[str, str | None], number: int, column: str) -> Decimal:
    try:
        value = Decimal((row[column] or "").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise _broken(row, number, column, "a number")
    return value


def _broken(row: Mapping[str, str | None], number: int, column: str, wanted: str) -> SetFileError:
    found = (row[column] or "").strip()
    there = f"“{found}”" if found else "nothing"
    return SetFileError(f"Row {number}, column {column}: here should be {wanted}, but there is {there}.")
