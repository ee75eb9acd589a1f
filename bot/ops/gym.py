"""A gym full of athletes in the middle of a workout that was really generated for each of them."""

from core.delivery import clock
from core.engine.models import CheckIn, CheckInStatus, Goal, MaxSource, TrainingAge
from core.persistence.database import Database, DatabaseRole, Transaction
from core.services import entered_maxes, onboarding, people, workouts
from core.services.access import Actor
from core.services.onboarding import Question

MAXES = "squat 140x1, bench 100x1, deadlift 180x1"

REWIND = (
    "DELETE FROM set_logs",
    "UPDATE workouts SET current_exercise_id = NULL",
    "UPDATE workout_exercises SET status = 'open'",
)


async def open_gym(db: Database, telegram_ids: range) -> None:
    """Athletes with an open workout, through the same use cases as real ones."""
    for telegram_id in telegram_ids:
        async with db.transaction() as tx:
            await _athlete(tx, telegram_id)


async def _athlete(tx: Transaction, telegram_id: int) -> None:
    now = await clock.now(tx)
    actor = await people.meet(tx, telegram_id, f"Athlete {telegram_id}", "en", now)
    actor = await people.confirm_basics(tx, actor, now)
    profile = {"goal": Goal.STRENGTH, "training_age": TrainingAge.INTERMEDIATE, "minutes": 90}
    await onboarding.note(tx, actor, now, **profile)
    read = await entered_maxes.read(tx, actor, MAXES)
    await entered_maxes.keep(tx, actor, read.maxes, MaxSource.INPUT_1RM, now)
    for question in Question:
        await onboarding.answer(tx, actor, question, now)
    await _open_workout(tx, actor)


async def _open_workout(tx: Transaction, actor: Actor) -> None:
    now = await clock.now(tx)
    found = await workouts.today(tx, actor, now, anyway=True)
    if found.workout_id is None:
        raise RuntimeError(f"no workout for {actor.name}: {found.kind}")
    unknown = CheckIn(status=CheckInStatus.UNKNOWN)
    await workouts.answer_check_in(tx, actor, found.workout_id, now, unknown)
    await workouts.open_workout(tx, actor, found.workout_id, now)


async def sets_logged(db: Database) -> int:
    """How many sets are in the log."""
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        rows = await tx.rows("SELECT count(*) AS n FROM set_logs")
        n: int = rows[0]["n"]
        return n


async def rewind(db: Database) -> None:
    """Every workout as it was when it was made, so that one can be trained again and again."""
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        for statement in REWIND:
            await tx.rows(statement.encode())
