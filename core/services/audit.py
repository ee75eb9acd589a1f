"""The audit: who did what, and when. Rows are only ever added; an erasure takes the person out of them."""

from datetime import datetime

from sqlalchemy import insert

from core.persistence.database import Transaction
from core.persistence.tables import audit
from core.services.access import Actor

# The facts that name somebody: what is written under another name is never a person's id, or words about one.
USER_FACTS = ("coach_user_id", "member_user_id")
ATHLETE_FACTS = ("athlete_id",)

FORGET_USER = "UPDATE audit SET user_id = NULL WHERE user_id = %s"
FORGET_FACT = (
    "UPDATE audit SET facts = facts - %(name)s::text WHERE facts -> %(name)s = to_jsonb(%(id)s::bigint)"
)


async def note(tx: Transaction, actor: Actor, now: datetime, action: str, **facts: int | str) -> None:
    """Write down what the actor did."""
    await tx.run(insert(audit).values(at=now, user_id=actor.user_id, action=action, facts=facts))


async def forget(tx: Transaction, actor: Actor) -> None:
    """Take the actor out of every row. Only the system's role may do that."""
    await tx.rows(FORGET_USER, (actor.user_id,))
    ids = {**dict.fromkeys(USER_FACTS, actor.user_id), **dict.fromkeys(ATHLETE_FACTS, actor.athlete_id)}
    for name, one in ids.items():
        await tx.rows(FORGET_FACT, {"name": name, "id": one})
