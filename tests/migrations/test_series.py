"""From one document per exercise to columns, in three steps, with a release of either shape running meanwhile."""

import json
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

import migrations

SERIES = [{"kind": "work", "load_g": 100_000, "reps": 5, "rpe": 8.0, "rest_s": 180}]
REASONS = [{"step": "base", "code": "planned", "facts": {"sets": 1}, "source": "design", "exercise_id": 1}]
STRENGTH = {"exercise_id": 1, "log_mean": 11.7, "log_sd": 0.04, "sets_seen": 9}

PEOPLE = """
INSERT INTO users (id, telegram_id, name, language, zone, unit) VALUES (1, 7, 'Ana', 'en', 'UTC', 'kg');
INSERT INTO athletes (id, user_id, name) VALUES (1, 1, 'Ana');
INSERT INTO exercises (id, key, name, pattern, equipment, load_mode, min_training_age)
    VALUES (1, 'squat', 'Squat', 'squat', 'barbell', 'bar', 'beginner');
INSERT INTO workouts (athlete_id, id, local_date, status) VALUES (1, 1, '2026-11-04', 'completed');
"""
OLD_ROW = """
INSERT INTO workout_exercises (athlete_id, id, workout_id, exercise_id, order_index, role, prescription)
VALUES (1, %(id)s, 1, 1, %(order)s, 'main', %(document)s)
"""
NEW_ROW = """
INSERT INTO workout_exercises (athlete_id, id, workout_id, exercise_id, order_index, role, group_index, series,
    reasons, strength, load_steps_g)
VALUES (1, %(id)s, 1, 1, %(order)s, 'main', %(order)s, %(series)s, %(reasons)s, %(strength)s, %(steps)s)
"""
# What the release of the step between reads: either shape.
DUAL_READ = """
SELECT x.id, coalesce(x.series, x.prescription -> 'series') AS series,
    coalesce(x.reasons, x.prescription -> 'reasons') AS reasons,
    coalesce(x.strength, nullif(x.prescription -> 'strength', 'null')) AS strength,
    coalesce(to_jsonb(x.load_steps_g), x.prescription -> 'load_steps_g') AS load_steps_g
FROM workout_exercises x ORDER BY x.order_index
"""
AFTER = """
SELECT id, series, reasons, strength, to_jsonb(load_steps_g) AS load_steps_g FROM workout_exercises
ORDER BY order_index
"""
MEANT = {"series": SERIES, "reasons": REASONS, "strength": STRENGTH, "load_steps_g": [97_500, 100_000]}


def document(order: int, group: str) -> dict[str, Any]:
    return {**MEANT, "exercise_id": 1, "order": order, "group": group, "role": "main"}


class Base:
    """A database between two releases, seen with an administrator's eyes."""

    def __init__(self, url: str) -> None:
        self.url = url

    def run(self, sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        with psycopg.connect(self.url, row_factory=dict_row) as connection:
            cursor = connection.execute(sql.encode(), values)
            return cursor.fetchall() if cursor.description is not None else []

    def old_release_writes(self, number: int, group: str) -> None:
        values = {"id": number, "order": number, "document": Jsonb(document(number, group))}
        self.run(OLD_ROW, values)

    def new_release_writes(self, number: int) -> None:
        values = {
            "id": number,
            "order": number,
            "series": Jsonb(SERIES),
            "reasons": Jsonb(REASONS),
            "strength": Jsonb(STRENGTH),
            "steps": MEANT["load_steps_g"],
        }
        self.run(NEW_ROW, values)

    def groups(self) -> list[int]:
        return [
            row["group_index"] for row in self.run("SELECT group_index FROM workout_exercises ORDER BY id")
        ]


def meant(*numbers: int) -> list[dict[str, Any]]:
    return [{"id": number, **MEANT} for number in numbers]


@pytest.fixture
def base(any_url: str) -> Base:
    """At the last revision of the old shape, with somebody in it."""
    migrations.upgrade(any_url, "0003")
    made = Base(any_url)
    for statement in filter(str.strip, PEOPLE.split(";\n")):
        made.run(statement)
    return made


def test_while_both_shapes_are_written_everything_can_be_read(base: Base) -> None:
    base.old_release_writes(0, "A")
    migrations.upgrade(base.url, "0004")
    base.old_release_writes(1, "B")
    base.new_release_writes(2)
    assert base.run(DUAL_READ) == meant(0, 1, 2)


def test_nothing_is_lost_on_the_way_to_columns_whenever_it_was_written(base: Base) -> None:
    base.old_release_writes(0, "A")
    migrations.upgrade(base.url, "0004")
    base.new_release_writes(1)
    migrations.upgrade(base.url, "0005")
    base.old_release_writes(2, "C")  # it was not stopped in time
    migrations.upgrade(base.url, "0006")
    assert base.run(AFTER) == meant(0, 1, 2)
    assert base.groups() == [0, 1, 2]


def test_neighbours_with_one_letter_become_one_group(base: Base) -> None:
    for number, group in enumerate(["A", "B", "B", "C"]):
        base.old_release_writes(number, group)
    migrations.upgrade(base.url, "0006")
    assert base.groups() == [0, 1, 1, 2]


def test_nothing_is_lost_on_the_way_back(base: Base) -> None:
    base.old_release_writes(0, "A")
    migrations.upgrade(base.url, "0006")
    base.new_release_writes(1)
    migrations.downgrade(base.url, "0003")
    read = base.run("SELECT prescription FROM workout_exercises ORDER BY id")
    without_news = [{k: v for k, v in row["prescription"].items() if k != "selection"} for row in read]
    assert without_news == [document(0, "A"), document(1, "B")]
    migrations.upgrade(base.url, "0006")
    assert base.run(AFTER) == meant(0, 1)


def test_running_the_backfill_twice_changes_nothing(base: Base) -> None:
    base.old_release_writes(0, "A")
    migrations.upgrade(base.url, "0005")
    before = base.run("SELECT * FROM workout_exercises")
    migrations.downgrade(base.url, "0004")
    migrations.upgrade(base.url, "0005")
    assert json.dumps(base.run("SELECT * FROM workout_exercises"), default=str) == json.dumps(
        before, default=str
    )
