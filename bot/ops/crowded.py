"""A database with very many sets: athletes who all train on the same days, loaded as fast as Postgres takes it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import psycopg

LAST_DAY = date(2026, 11, 1)  # a Sunday; every history ends in this week
WEEKDAYS = (0, 2, 4)
SETS = 5  # of a workout, the first three of one exercise and the rest of another
CORRECTED_EVERY = 20  # workouts: there the last row corrects the one before
LIFTS = 10
SETS_PER_WRITE = 20_000
BOT_ID = 4_200_000_001

COLUMNS = (
    "id, athlete_id, performed_at, workout_id, workout_exercise_id, exercise_id, corrects_id, bot_id, message_id, "
    "local_date, load_g, target_load_g, typed_load, unit, entry, reps, rpe_halves, target_reps, target_rpe_halves, row"
)

PEOPLE = """
INSERT INTO organizations (name) VALUES ('Crowd');
INSERT INTO athletes (id, name, organization_id)
  SELECT n, 'Athlete ' || n, (SELECT max(id) FROM organizations) FROM generate_series(1, {athletes}) n;
"""
WORKOUTS = """
INSERT INTO workouts (id, athlete_id, local_date, status, started_at, completed_at)
SELECT (d.number - 1) * {athletes} + a.id, a.id, d.day, 'completed', d.day + time '17:00', d.day + time '18:00'
FROM unnest(%(days)s::date[]) WITH ORDINALITY d (day, number), athletes a ORDER BY 1
"""
EXERCISES = """
INSERT INTO workout_exercises
  (id, athlete_id, workout_id, exercise_id, order_index, group_index, role, planned, series, reasons, load_steps_g)
SELECT 2 * w.id + k.n - 1, w.athlete_id, w.id,
  (%(lifts)s::bigint[])[1 + (2 * ((w.id - 1) / {athletes}) + k.n) %% {lifts}],
  k.n, k.n, 'main', false, '[]', '[]', '{{}}'
FROM workouts w, generate_series(0, 1) k (n) ORDER BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many athletes with how many workouts each."""

    athletes: int
    workouts_each: int

    @property
    def sets(self) -> int:
        """Rows of the set log."""
        return self.athletes * self.workouts_each * SETS

    @property
    def days(self) -> list[date]:
        """Three days a week, the last ones in the last week."""
        weeks = math.ceil(self.workouts_each / len(WEEKDAYS))
        first = LAST_DAY - timedelta(days=6 + 7 * (weeks - 1))
        every = [first + timedelta(days=7 * week + day) for week in range(weeks) for day in WEEKDAYS]
        return every[-self.workouts_each :]


def fill(url: str, crowd: Crowd) -> None:
    """Bring a crowd into a migrated database: rows in the order of time, so that athletes' rows lie interleaved."""
    with psycopg.connect(url, autocommit=True) as connection:
        # Every reference is right by construction: checking five million of them is not what is measured.
        connection.execute("SET session_replication_role = replica")
        lifts = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM exercises WHERE load_mode IN ('bar', 'per_hand', 'stack') ORDER BY id LIMIT %s",
                (LIFTS,),
            )
        ]
        known = {"athletes": crowd.athletes, "lifts": len(lifts)}
        connection.execute(PEOPLE.format(**known).encode())
        connection.execute(WORKOUTS.format(**known).encode(), {"days": crowd.days})
        connection.execute(EXERCISES.format(**known).encode(), {"lifts": lifts})
        with connection.cursor().copy(f"COPY set_logs ({COLUMNS}) FROM STDIN".encode()) as copy:
            for rows in _rows(crowd, lifts):
                copy.write(rows)
        for table in ("athletes", "workouts", "workout_exercises", "set_logs"):
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}".encode()
            )
            connection.execute(f"VACUUM (ANALYZE) {table}".encode())


def _rows(crowd: Crowd, lifts: list[int]) -> Iterator[str]:
    """The set log as COPY reads it, many rows at a time."""
    lines: list[str] = []
    row_id = 0
    for n, on in enumerate(crowd.days):
        for athlete in range(1, crowd.athletes + 1):
            workout = n * crowd.athletes + athlete
            for number in range(SETS):
                row_id += 1
                lines.append(_row(row_id, athlete, workout, n, number, on, lifts))
            if len(lines) >= SETS_PER_WRITE:
                yield "".join(lines)
                lines.clear()
    yield "".join(lines)


def _row(row_id: int, athlete: int, workout: int, day: int, number: int, on: date, lifts: list[int]) -> str:
    exercise = 0 if number < 3 else 1
    load_g = 50_000 + 500 * (athlete % 60) + 2_500 * (day // 12) + 1_000 * number
    corrects = number == SETS - 1 and (day + athlete) % CORRECTED_EVERY == 0
    at = datetime(on.year, on.month, on.day, 17, 3 * number, athlete % 60, tzinfo=UTC)
    values = (
        row_id, athlete, at, workout, 2 * workout + exercise - 1, lifts[(2 * day + exercise) % len(lifts)],
        row_id - 1 if corrects else r"\N", BOT_ID, row_id, on, load_g, load_g, load_g / 1000, "kg", 0,
        5 + number % 3, r"\N" if number == 0 else 14 + number, 5, 16, "correction" if corrects else "set",
    )  # fmt: skip
    return "\t".join(map(str, values)) + "\n"
