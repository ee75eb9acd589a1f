"""A history with the mess of real ones, the same in every run: typos, pounds and kilograms, no load, light days."""

import csv
from pathlib import Path

from bot.ops.set_file import COLUMNS

# The lifter's own names: some the library knows, some only they do.
ANAS = (("Squat", 225), ("bench press", 155), ("Hammer high row", 90))
BENS = (("Deadlift", 100), ("Kettlebell Swing", 24), ("Land mine press", 20))
LIGHT_EVERY, LIGHT = 5, 0.6
TYPOS = {  # lifter, day, exercise -> what slipped
    ("ana", 28, "Squat"): {"load": "2956"},  # beyond what anybody lifts
    ("ana", 42, "bench press"): {"load": "1550"},  # a digit too many, but it could be
    ("ana", 49, "Squat"): {"reps": "877777"},
    ("ana", 56, "Squat"): {"load": "0"},
    ("ben", 14, "Deadlift"): {"reps": ""},
    ("ben", 21, "Deadlift"): {"reps": "0"},
}


def write(file: Path, weeks: int = 27) -> Path:
    """Ana lifts pounds twice a week, Ben kilograms once and for a short time."""
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        for week in range(weeks):
            for weekday in (0, 3):
                rows.writerows(_day("ana", "lb", week, weekday, ANAS))
            if week < 6:
                rows.writerows(_day("ben", "kg", week, 0, BENS))
    return file


def _day(
    lifter: str, unit: str, week: int, weekday: int, exercises: tuple[tuple[str, int], ...]
) -> list[list[str]]:
    day = week * 7 + weekday
    factor = LIGHT if week % LIGHT_EVERY == LIGHT_EVERY - 1 else 1 + 0.003 * week
    rows: list[list[str]] = []
    for exercise, load in exercises:
        for number in (1, 2):
            row = {"load": str(round(load * factor)), "reps": "5", "rpe": "8.5" if number == 2 else ""}
            if number == 2:
                row |= TYPOS.get((lifter, day, exercise), {})
            rows.append([lifter, str(day), exercise, str(number), row["load"], unit, row["reps"], row["rpe"]])
    return rows
