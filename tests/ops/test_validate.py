"""The checks of all that is stored: green after real activity, and each of them can turn red."""

import json
from collections.abc import Mapping

import psycopg
import pytest

from bot.ops import gym, validate
from bot.ops.backfill import everybody
from bot.ops.load_histories import Loaded
from core.persistence.database import Database, DatabaseRole, Transaction
from core.services import access, people, set_rows, validation
from core.services.validation import CHECKS, KEYS, Finding
from core.services.validation.people import under_other_keys

LIFTER = 7_001

# What the use cases of the gym do not bring about by themselves, all of it as it should be.
MORE = """
INSERT INTO organizations (name) VALUES ('Club');
INSERT INTO users (telegram_id, name, language, zone, unit) VALUES (9, 'Coach', 'en', 'UTC', 'kg');
INSERT INTO coaching_links (organization_id, coach_user_id, athlete_id, consented_at)
  SELECT o.id, u.id, a.id, now() FROM organizations o, users u, athletes a WHERE u.telegram_id = 9;
INSERT INTO invitations (organization_id, coach_user_id, token_hash, expires_at, used_at)
  SELECT o.id, u.id, 'x', now() + '7 days', now() FROM organizations o, users u WHERE u.telegram_id = 9;
INSERT INTO session_templates (organization_id, name) SELECT id, 'Squats' FROM organizations;
INSERT INTO exercise_groups (session_template_id, order_index)
  SELECT id, n FROM session_templates, generate_series(0, 1) n;
INSERT INTO session_exercises (exercise_group_id, exercise_id, order_within_group)
  SELECT g.id, e.id, row_number() OVER (PARTITION BY g.id ORDER BY e.id) - 1 FROM exercise_groups g, exercises e
  WHERE e.key IN ('back_squat', 'bench_press');
INSERT INTO programs (organization_id, name, weeks) SELECT id, 'Twelve weeks', 12 FROM organizations;
INSERT INTO program_sessions (program_id, session_template_id, week_number, day_of_week, order_index)
  SELECT p.id, t.id, 1, 1, n FROM programs p, session_templates t, generate_series(0, 1) n;
INSERT INTO auxiliary_pool (athlete_id, main_exercise_id, exercise_id, pool_position)
  SELECT a.id, m.id, e.id, row_number() OVER (ORDER BY e.id) - 1 FROM athletes a, exercises m, exercises e
  WHERE m.key = 'back_squat' AND e.key IN ('bench_press', 'deadlift');
INSERT INTO disruptions (athlete_id, reported_at, kind, severity, starts_on, adjustment)
  SELECT athlete_id, now(), 'travel', 'major', now(), jsonb_build_object('skipped_workouts', jsonb_build_array(id))
  FROM workouts;
INSERT INTO events (athlete_id, kind, name, starts_on, status) SELECT id, 'meet', 'Open', now(), 'done' FROM athletes;
INSERT INTO event_attempts (athlete_id, event_id, exercise_id, attempt_number, load_g, result)
  SELECT v.athlete_id, v.id, e.id, 1, 140000, 'made' FROM events v, exercises e WHERE e.key = 'back_squat';
INSERT INTO maxes (athlete_id, at, exercise_id, event_id, source, load_g, typed_load, unit, reps)
  SELECT athlete_id, now(), exercise_id, event_id, 'tested', load_g, 140, 'kg', 1 FROM event_attempts;
INSERT INTO integrations (athlete_id, provider, access_token, key_id) SELECT id, 'watch', 'x', 'k1' FROM athletes;
"""

BREAK: Mapping[str, str] = {
    "everybody with a history has an active plan": (
        "UPDATE macrocycles SET ended_on = started_on, status = 'archived'"
    ),
    "one active plan each": (
        "DROP INDEX uq_macrocycles_active; INSERT INTO macrocycles (athlete_id, version, started_on, training_age,"
        " goal, engine_version) SELECT athlete_id, 2, started_on, training_age, goal, 'x' FROM macrocycles"
    ),
    "plans have mesocycles": "DELETE FROM mesocycles",
    "mesocycles have blocks": "UPDATE workouts SET training_block_id = NULL; DELETE FROM training_blocks",
    "mesocycles follow each other": "UPDATE mesocycles SET order_index = 1",
    "blocks follow each other": "UPDATE training_blocks SET order_index = order_index + 20",
    "blocks do not overlap": (
        "INSERT INTO training_blocks (athlete_id, mesocycle_id, order_index, starts_on, block_type, weeks,"
        " volume_target, intensity_bias, rir_start, rir_end, main_lifts, accessory_pool, rotation_policy,"
        " deload_triggers, days) SELECT athlete_id, mesocycle_id, order_index + 1, starts_on, block_type, weeks,"
        " volume_target, intensity_bias, rir_start, rir_end, main_lifts, accessory_pool, rotation_policy,"
        " deload_triggers, days FROM training_blocks"
        " WHERE order_index = (SELECT max(order_index) FROM training_blocks)"
    ),
    "auxiliary pools have no gap": "DELETE FROM auxiliary_pool WHERE pool_position = 0",
    "workouts lie within their block": "UPDATE training_blocks SET weeks = 1; UPDATE workouts SET week_in_block = 1",
    "workout exercises have no gap": "DELETE FROM set_logs; DELETE FROM workout_exercises WHERE order_index = 1",
    "statuses fit their times": "UPDATE workouts SET status = 'completed'",
    "what a disruption changed is there": "UPDATE disruptions SET adjustment = '{\"skipped_workouts\": [123456]}'",
    "event results are maxes": "UPDATE event_attempts SET load_g = 150000",
    "corrections name the first row of their set": (
        "UPDATE set_logs SET corrects_id = (SELECT max(id) FROM set_logs WHERE row <> 'set') WHERE row = 'void'"
    ),
    "standing sets are possible": (
        "ALTER TABLE set_logs DROP CONSTRAINT ck_set_logs_reps; UPDATE set_logs SET reps = 101"
    ),
    "sets stand in their workout": (
        "INSERT INTO workouts (athlete_id, local_date, status, started_at)"
        " SELECT athlete_id, '2020-01-01', 'in_progress', now() FROM workouts;"
        " UPDATE set_logs SET workout_id = (SELECT max(id) FROM workouts)"
    ),
    "what was trained lately is in sight": (
        "INSERT INTO athletes (name, organization_id) SELECT 'Other', id FROM organizations;"
        " UPDATE workouts SET status = 'completed', completed_at = now();"
        " UPDATE exercises SET athlete_id = (SELECT max(id) FROM athletes)"
    ),
    "exercise groups have no gap": "UPDATE exercise_groups SET order_index = 5 WHERE order_index = 1",
    "exercises of a group have no gap": "UPDATE session_exercises SET order_within_group = order_within_group + 1",
    "sessions of a day have no gap": "DELETE FROM program_sessions WHERE order_index = 0",
    "no exercise group is empty": "DELETE FROM session_exercises",
    "sessions lie within their program": "UPDATE program_sessions SET week_number = 13",
    "progressions have no circle": (
        "INSERT INTO exercise_progressions (easier_id, harder_id) SELECT b.harder_id, a.easier_id"
        " FROM exercise_progressions a JOIN exercise_progressions b ON b.easier_id = a.harder_id LIMIT 1"
    ),
    "athletes are somebody's": "UPDATE athletes SET user_id = NULL",
    "live links are consented to": "UPDATE coaching_links SET consented_at = NULL",
    "invitations end once": (
        "ALTER TABLE invitations DROP CONSTRAINT ck_invitations_one_end; UPDATE invitations SET revoked_at = now()"
    ),
    "documents are what they should be": 'UPDATE training_blocks SET days = \'[{"day_number": "first"}]\'',
    "walls stand around every athlete's table": "ALTER TABLE maxes NO FORCE ROW LEVEL SECURITY",
    "roles cannot step over the walls": "ALTER ROLE setpoint_app BYPASSRLS",
    "the schema forbids what it should": "DROP INDEX uq_workouts_live",
}


class Undone(Exception):
    """Rolls a transaction back."""


@pytest.fixture
async def club(db: Database) -> Database:
    """One athlete in the middle of a workout, with a correction and a set taken back; a coach, content, a meet."""
    await gym.open_gym(db, range(LIFTER, LIFTER + 1))
    async with db.transaction() as tx:
        await _log_and_correct(tx)
        await tx.rows("RESET ROLE")
        await tx.rows(MORE.encode())
    return db


async def _log_and_correct(tx: Transaction) -> None:
    actor = await people.find(tx, LIFTER)
    assert actor is not None
    await access.scope(tx, actor)
    rows = await tx.rows(
        "INSERT INTO set_logs (athlete_id, performed_at, local_date, workout_id, workout_exercise_id, exercise_id,"
        " load_g, reps, row) SELECT x.athlete_id, now(), w.local_date, x.workout_id, x.id, x.exercise_id, 100000, 5,"
        " 'set' FROM workout_exercises x JOIN workouts w ON w.id = x.workout_id RETURNING id"
    )
    await set_rows.trust(tx, actor, rows[0]["id"])
    await set_rows.take_back(tx, actor, rows[1]["id"])


async def findings(db: Database) -> dict[str, Finding]:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        return {finding.name: finding for finding in await validation.validate(tx, {"k1"})}


def failed(found: Mapping[str, Finding]) -> dict[str, str]:
    return {finding.name: finding.detail for finding in found.values() if not finding.ok}


async def test_an_empty_database_is_green(db: Database) -> None:
    assert failed(await findings(db)) == {}


async def test_real_activity_is_green(club: Database) -> None:
    assert failed(await findings(club)) == {}


async def test_loaded_histories_lack_a_plan_until_they_are_backfilled(
    db: Database, lifters: dict[str, Loaded]
) -> None:
    before = failed(await findings(db))
    assert list(before) == ["everybody with a history has an active plan"]
    assert f"athlete {lifters['ana'].athlete_id}: `setpoint backfill`" in before.popitem()[1]
    await everybody(db)
    assert failed(await findings(db)) == {}


async def test_every_check_turns_red_when_what_it_checks_is_broken(club: Database) -> None:
    assert set(BREAK) == set(CHECKS)
    still_green = [name for name, sql in BREAK.items() if (await _broken_by(club, sql, name)).ok]
    assert still_green == []


async def _broken_by(db: Database, sql: str, name: str) -> Finding:
    """What the check finds after the damage, which is then undone."""
    found: Finding | None = None
    try:
        async with db.transaction(DatabaseRole.SYSTEM) as tx:
            await tx.rows("RESET ROLE")
            await tx.rows(sql.encode())
            await tx.rows("SET LOCAL ROLE setpoint_system")
            found = await validation.finding(tx, name, CHECKS[name])
            raise Undone
    except Undone:
        assert found is not None
        return found


async def test_tokens_under_a_key_that_is_gone_are_named(club: Database) -> None:
    async with club.transaction(DatabaseRole.SYSTEM) as tx:
        found = await validation.finding(tx, KEYS, under_other_keys({"k2"}))
    assert not found.ok
    assert "watch of athlete" in found.detail
    assert "key k1" in found.detail


async def test_of_many_broken_rows_a_few_are_named(club: Database) -> None:
    async with club.transaction(DatabaseRole.SYSTEM) as tx:
        found = await validation.finding(
            tx, "some", "SELECT format('row %s', n) AS what FROM generate_series(1, 9) n"
        )
    assert found == Finding(name="some", ok=False, detail="row 1; row 2; row 3 and 6 more")


@pytest.mark.usefixtures("club")
def test_the_command_tells_people_and_programs(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert validate.main(data=None, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"ok", "checks"}
    assert told["ok"] is True
    assert all(set(check) == {"name", "ok", "detail"} for check in told["checks"])
    assert validate.main(data=None, as_json=False) == 0
    assert "✓ one active plan each\n" in capsys.readouterr().out


@pytest.mark.usefixtures("club")
def test_the_command_fails_where_a_check_fails(
    database_url: str,
    broom: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broom.execute("UPDATE coaching_links SET consented_at = NULL")
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert validate.main(data=None, as_json=False) == 1
    told = capsys.readouterr().out
    assert "✗ live links are consented to: link " in told
    assert f"{len(CHECKS) + 1} checks, 1 failed." in told
