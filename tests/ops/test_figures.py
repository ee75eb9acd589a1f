"""What Postgres adds up of one athlete's sets."""

from bot.ops.load_histories import Loaded
from core.engine import hard_sets
from core.persistence.database import Database, DatabaseRole
from core.services import access, figures, history, library, set_rows
from core.services.backfill import without_plan
from core.services.days import week_start


async def test_figures_count_as_the_engine_counts(db: Database, lifters: dict[str, Loaded]) -> None:
    """What Postgres adds up is what the engine would make of the same sets, corrections included."""
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        [ana] = await without_plan(tx, lifters["ana"].athlete_id)
    async with db.transaction() as tx:
        await access.scope(tx, ana)
        done = await history.sets(tx, ana)
        last = await figures.last_sets(tx, ana, 3)
        await set_rows.take_back(tx, ana, last[0]["id"])
        await set_rows.trust(tx, ana, last[1]["id"])
        assert len(await figures.last_sets(tx, ana, 1_000)) == len(done) - 1
        standing = await history.sets(tx, ana)
        everything = [named.exercise for named in (await library.load(tx, ana)).values()]
        on = done[-1].local_date
        week = [s for s in standing if s.local_date >= week_start(on)]
        assert await figures.week_volume(tx, ana, on) == dict(hard_sets(week, everything))
        squats = max(s.load_g for s in standing if s.trusted and s.load_g is not None and s.reps == 5)
        assert max(best.load_g for best in (await figures.best_sets(tx, ana)).values()) == squats
