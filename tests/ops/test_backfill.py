"""Everybody with a history and no plan gets one: from what they did, through the planning of every day, once."""

import json
from datetime import date

import pytest

from bot.ops import backfill as command
from bot.ops.backfill import everybody
from bot.ops.load_histories import Loaded
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import Goal, TrainingAge
from core.notation.values import Entry
from core.persistence.database import Database, DatabaseRole
from core.services import access, library, onboarding, placing, planning, training, workouts
from core.services.access import Actor
from core.services.backfill import without_plan
from tests.builders import NOW, athlete, newcomer
from tests.rows import row_counts

PLANS = """
SELECT m.athlete_id, m.training_age, m.goal, m.days_per_week, m.minutes, m.started_on,
  (SELECT count(*) FROM mesocycles c WHERE c.macrocycle_id = m.id) AS mesocycles,
  (SELECT count(*) FROM training_blocks b JOIN mesocycles c ON c.id = b.mesocycle_id
    WHERE c.macrocycle_id = m.id) AS blocks
FROM macrocycles m WHERE m.ended_on IS NULL ORDER BY m.athlete_id
"""


async def plans(db: Database) -> list[dict[str, object]]:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        return await tx.rows(PLANS)


async def log_a_set(db: Database, actor: Actor) -> None:
    """A set typed on a free day: history without a plan."""
    async with db.transaction() as tx:
        await access.scope(tx, actor)
        squat = (await library.find(tx, actor, "squat")).found
        assert squat is not None
        workout = await placing.free_workout(tx, actor, NOW.date(), NOW, WorkoutStatus.COMPLETED)
        workout, inside = await placing.exercise_in(tx, actor, workout, squat)
        entry = Entry(load_g=100_000, typed_load=None, unit=None, reps=5)
        await training.log_entries(tx, actor, workout, inside, [entry], NOW)


async def test_training_age_comes_from_the_history_and_the_rest_from_the_stated_defaults(
    db: Database, lifters: dict[str, Loaded]
) -> None:
    outcome = await everybody(db)
    assert (outcome.ok, len(outcome.planned)) == (True, 2)
    found = {plan["athlete_id"]: plan for plan in await plans(db)}
    ana, ben = found[lifters["ana"].athlete_id], found[lifters["ben"].athlete_id]
    assert (ana["training_age"], ben["training_age"]) == (TrainingAge.INTERMEDIATE, TrainingAge.BEGINNER)
    for plan in (ana, ben):
        assert (plan["goal"], plan["days_per_week"], plan["minutes"]) == (Goal.GENERAL, 3, 60)
        assert plan["mesocycles"] == 1
        assert plan["blocks"] in (1, 3)


async def test_again_it_does_nothing_and_only_what_is_missing(
    db: Database, lifters: dict[str, Loaded]
) -> None:
    first = await everybody(db, lifters["ben"].athlete_id)
    assert [one.athlete_id for one in first.planned] == [lifters["ben"].athlete_id]
    second = await everybody(db)
    assert [one.athlete_id for one in second.planned] == [lifters["ana"].athlete_id]
    before = await plans(db)
    assert (await everybody(db)).planned == []
    assert await plans(db) == before


async def test_a_dry_run_says_what_would_be_done_and_writes_nothing(
    db: Database, lifters: dict[str, Loaded]
) -> None:
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        before = await row_counts(tx)
    would = await everybody(db, dry_run=True)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        assert await row_counts(tx) == before
    assert would.planned == (await everybody(db)).planned


async def test_one_failure_is_told_and_the_rest_go_on(db: Database, lifters: dict[str, Loaded]) -> None:
    ben = lifters["ben"].athlete_id
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        await tx.rows("RESET ROLE")
        rule = f"CHECK (athlete_id <> {ben}) NOT VALID"
        await tx.rows(f"ALTER TABLE training_blocks ADD CONSTRAINT never {rule}".encode())
    try:
        outcome = await everybody(db)
    finally:
        async with db.transaction() as tx:
            await tx.rows("RESET ROLE")
            await tx.rows("ALTER TABLE training_blocks DROP CONSTRAINT never")
    assert [one.athlete_id for one in outcome.planned] == [lifters["ana"].athlete_id]
    assert list(outcome.failed) == [ben]
    assert "has no plan still" in outcome.told()
    assert [plan["athlete_id"] for plan in await plans(db)] == [lifters["ana"].athlete_id], (
        "nothing is half done"
    )
    assert (await everybody(db)).ok


async def test_what_somebody_said_stands(db: Database) -> None:
    ana = await athlete(
        db, training_age=TrainingAge.ADVANCED, goal=Goal.STRENGTH, days_per_week=4, minutes=90
    )
    await log_a_set(db, ana)
    await everybody(db)
    [plan] = await plans(db)
    assert (plan["training_age"], plan["goal"]) == (TrainingAge.ADVANCED, Goal.STRENGTH)
    assert (plan["days_per_week"], plan["minutes"]) == (4, 90)


async def test_who_has_not_said_keeps_what_the_history_said_for_the_next_plan(db: Database) -> None:
    ana = await newcomer(db)
    await log_a_set(db, ana)
    await everybody(db)
    async with db.transaction() as tx:
        assert (await onboarding.standing(tx, ana)).training_age is TrainingAge.BEGINNER
        assert (await onboarding.standing(tx, ana)).question is onboarding.Question.GOAL, "still to be asked"


async def test_without_history_or_with_a_plan_there_is_nothing_to_do(db: Database) -> None:
    ana = await athlete(db, 7_001, "Ana")
    boris = await athlete(db, 7_002, "Boris")
    await log_a_set(db, ana)
    async with db.transaction() as tx:
        await planning.current_block(tx, ana, date(2026, 11, 4), NOW)
        await workouts.today(tx, boris, NOW)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        assert await without_plan(tx) == []


@pytest.mark.usefixtures("lifters")
def test_the_command_tells_people_and_programs(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert command.main(athlete_id=None, dry_run=True, data=None, as_json=False) == 0
    told = capsys.readouterr()
    assert "2 athletes would get a plan (beginner 1, intermediate 1), 0 failed" in told.out
    assert "2 of 2 athletes" in told.err
    assert command.main(athlete_id=None, dry_run=False, data=None, as_json=True) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["ok"], outcome["planned"], outcome["failed"]) == (True, 2, [])
