"""What the longest requests cost Postgres: each reads the library and the history once, whatever asks for them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.ops import wire
from core.engine.models import EventKind
from core.persistence.database import Database, Transaction
from core.services import attempts, closing, events, planning, training, workouts
from core.services.events import NewEvent
from core.services.training import Done
from tests.builders import NOW, athlete
from tests.services.training_days import UNKNOWN, exercise_id, opened, performed, with_maxes

# With the one that takes the role. A budget: who needs more says why.
MOST_TO_MAKE, MOST_TO_CLOSE, MOST_FOR_AN_EVENT = 34, 16, 20


async def statements(db: Database, request: Callable[[Transaction], Awaitable[object]]) -> int:
    """How many go over the wire for one request."""
    with wire.tapped(db) as line:
        async with db.transaction() as tx:
            await request(tx)
        return line.sent().statements


async def test_making_a_workout_reads_the_library_once(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db))
    squat = await exercise_id(db, "back_squat")
    await performed(db, ana, squat, (100, 5), at=NOW - timedelta(days=3), rpe=8)
    async with db.transaction() as tx:
        found = await workouts.today(tx, ana, NOW, anyway=True)
        assert found.workout_id is not None
        await workouts.answer_check_in(tx, ana, found.workout_id, NOW, UNKNOWN)
    number = found.workout_id
    sent = await statements(db, lambda tx: workouts.open_workout(tx, ana, number, NOW))
    assert sent <= MOST_TO_MAKE


async def test_closing_a_workout_reads_the_library_once(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db))
    await opened(db, ana)
    async with db.transaction() as tx:
        workout = await training.open_workout(tx, ana)
        assert workout.current is not None
        done = Done(load_g=100_000, reps=5, rpe=8)
        await training.log_tap(tx, ana, workout.id, workout.current.id, done, NOW)
    assert await statements(db, lambda tx: closing.close_other(tx, ana)) <= MOST_TO_CLOSE


async def test_the_page_of_an_event_reads_library_and_history_once(db: Database) -> None:
    ana = await with_maxes(db, await athlete(db))
    async with db.transaction() as tx:
        await planning.renew(tx, ana, NOW)
        test_day = NewEvent(kind=EventKind.TEST, name="Test day", starts_on=NOW.date())
        event_id = await events.add(tx, ana, ana.athlete_id, test_day, NOW)
    assert await statements(db, lambda tx: attempts.page(tx, ana, event_id, NOW)) <= MOST_FOR_AN_EVENT
