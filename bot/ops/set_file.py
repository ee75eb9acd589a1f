"""A file of sets as people exchange them: one set a line, read and checked before anything is typed."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from core.engine.units import Unit

Row = Mapping[str, str | None]

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
    reps: int | None
    rpe: Decimal | None


def read(path: Path, lifter: str, days: range) -> list[FileSet]:
    """The sets of one lifter on some days, in the file's order; each says how many repetitions."""
    found = [
        _set(row, number)
        for number, row in _rows(path)
        if _lifter(row) == lifter and _whole(row, number, "day", least=0) in days
    ]
    if not found:
        raise SetFileError(f"{path} holds no set of lifter {lifter} on the days {days[0]} to {days[-1]}.")
    return found


def histories(path: Path) -> dict[str, list[FileSet]]:
    """The sets of every lifter, in the file's order; repetitions may be none, or not said."""
    found: dict[str, list[FileSet]] = {}
    for number, row in _rows(path):
        lifter = _lifter(row)
        if not lifter:
            raise _broken(row, number, "lifter", "whose set it is")
        found.setdefault(lifter, []).append(_set(row, number, strict=False))
    if not found:
        raise SetFileError(f"{path} holds no set.")
    return found


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows with their line numbers."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise SetFileError(f"{path} has no column {missing[0]}; it needs {', '.join(COLUMNS)}.")
            yield from enumerate(rows, start=2)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SetFileError(f"{path} cannot be read: {error}") from error


def _lifter(row: Row) -> str:
    return (row["lifter"] or "").strip()


def _set(row: Row, number: int, *, strict: bool = True) -> FileSet:
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
        reps=_reps(row, number, strict),
        rpe=rpe,
    )


def _reps(row: Row, number: int, strict: bool) -> int | None:
    if not strict and not (row["reps"] or "").strip():
        return None
    return _whole(row, number, "reps", least=1 if strict else 0)


def _whole(row: Row, number: int, column: str, *, least: int) -> int:
    text = (row[column] or "").strip()
    if not text.isascii() or not text.isdecimal() or int(text) < least:
        raise _broken(row, number, column, f"a whole number, {least} or more")
    return int(text)


def _decimal(row: Row, number: int, column: str) -> Decimal:
    try:
        value = Decimal((row[column] or "").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise _broken(row, number, column, "a number")
    return value


def _broken(row: Row, number: int, column: str, wanted: str) -> SetFileError:
    found = (row[column] or "").strip()
    there = f"“{found}”" if found else "nothing"
    return SetFileError(f"Row {number}, column {column}: here should be {wanted}, but there is {there}.")
