"""A plan for every athlete with a history and none: for those who came with their sets, or before there were plans.

What an athlete said stands; where nothing was said the history says the training age and the first questions'
defaults the rest. Exposure is derived from the sets, so there is nothing more to fill.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.engine.models import Goal, TrainingAge
from core.engine.training_age import assess
from core.engine.units import Unit
from core.persistence.database import Transaction
from core.services import access, figures, onboarding, planning, profile
from core.services.access import NOBODY, Actor
from core.services.days import local_date

# A placeholder has said neither zone nor unit.
WITHOUT_PLAN = """
SELECT a.id AS athlete_id, a.name,
  coalesce(u.id, %(nobody)s) AS user_id, coalesce(u.telegram_id, %(nobody)s) AS telegram_id,
  coalesce(u.language, 'en') AS language, coalesce(u.zone, 'UTC') AS zone, coalesce(u.unit, 'kg') AS unit,
  u.ready_at IS NOT NULL AS ready
FROM athletes a LEFT JOIN users u ON u.id = a.user_id
WHERE (%(athlete_id)s::bigint IS NULL OR a.id = %(athlete_id)s)
  AND EXISTS (SELECT FROM set_logs s WHERE s.athlete_id = a.id)
  AND NOT EXISTS (SELECT FROM macrocycles m WHERE m.athlete_id = a.id AND m.ended_on IS NULL)
ORDER BY a.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What an athlete's plan is made from."""

    athlete_id: int
    training_age: TrainingAge
    from_history: bool  # nobody had said it
    goal: Goal
    days_per_week: int
    minutes: int


async def without_plan(tx: Transaction, athlete_id: int | None = None) -> Sequence[Actor]:
    """Athletes with a set and no active plan. It looks at everybody, so the transaction is the system's."""
    rows = await tx.rows(WITHOUT_PLAN, {"athlete_id": athlete_id, "nobody": NOBODY})
    return [Actor(**{**row, "unit": Unit(row["unit"])}) for row in rows]


async def backfill(tx: Transaction, actor: Actor, now: datetime, *, dry_run: bool = False) -> Planned:
    """Give one athlete their plan, as the chat would; a dry run only says from what."""
    await access.scope(tx, actor)
    said = (await onboarding.standing(tx, actor)).training_age
    age = said or assess(await figures.training_record(tx, actor))
    if not dry_run:
        if said is None:
            await onboarding.note(tx, actor, now, training_age=age)
        await planning.current_block(tx, actor, local_date(now, actor.zone), now)
    who = await profile.for_engine(tx, actor)
    return Planned(
        athlete_id=actor.athlete_id,
        training_age=age,
        from_history=said is None,
        goal=who.goal,
        days_per_week=who.days_per_week,
        minutes=who.minutes,
    )
