"""What an admin of the installation sees: counts and health, no one's training."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from core.persistence.database import Transaction
from core.persistence.tables import athletes, coaching_links, set_logs, users, workouts
from core.services import access, history
from core.services.access import Actor

# Whoever asks is not waiting: their own question is in hand.
HEALTH = """
SELECT
  (SELECT count(*) FROM inbox WHERE bot_id = %(bot_id)s AND state = 'new' AND chat_id <> %(me)s) AS inbox_waiting,
  (SELECT count(*) FROM inbox WHERE bot_id = %(bot_id)s AND state = 'dead') AS inbox_set_aside,
  (SELECT coalesce(extract(epoch FROM clock_now() - min(received_at)), 0)::float FROM inbox
    WHERE bot_id = %(bot_id)s AND state = 'new' AND chat_id <> %(me)s) AS oldest_waiting_s,
  (SELECT count(*) FROM outbox WHERE bot_id = %(bot_id)s AND state IN ('due', 'sending')) AS outbox_waiting,
  (SELECT count(*) FROM outbox WHERE bot_id = %(bot_id)s AND state IN ('dead', 'unknown')) AS outbox_lost,
  (SELECT count(*) FROM chats WHERE bot_id = %(bot_id)s AND blocked_at IS NOT NULL) AS chats_blocked,
  (SELECT count(*) FROM schedules WHERE bot_id = %(bot_id)s) AS schedules,
  pg_database_size(current_database()) AS database_bytes
"""


async def health(tx: Transaction, actor: Actor, bot_id: int, now: datetime) -> Mapping[str, float]:
    """Counts of people and work, and how the queues stand."""
    access.admins_only(actor)
    await access.scope(tx, actor, [])
    queues = (await tx.rows(HEALTH, {"bot_id": bot_id, "me": actor.telegram_id}))[0]
    day_ago = now - timedelta(days=1)
    of_today = history.standing_sets(set_logs.c.performed_at >= day_ago).subquery()
    counts = {
        "users": select(func.count()).select_from(users),
        "athletes": select(func.count()).select_from(athletes),
        "coachings": select(func.count()).where(coaching_links.c.ended_at.is_(None)),
        "workouts_day": select(func.count()).where(workouts.c.started_at >= day_ago),
        "sets_day": select(func.count()).select_from(of_today),
    }
    async with access.as_system(tx):
        counted = {name: (await tx.run(statement)).scalar_one() for name, statement in counts.items()}
    return {**counted, **queues}
