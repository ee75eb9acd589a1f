"""Changes to the plan that the review proposes: they wait for a yes or a no, and lapse when the next ones come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from core.engine.lifecycles import AdaptationStatus
from core.engine.models import Reason
from core.engine.review import Proposal
from core.persistence.database import Transaction
from core.persistence.tables import adaptations as changes
from core.services import access, adaptations, library
from core.services.access import Actor
from core.services.days import local_date
from core.services.library import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A change that waits for a decision, or advice that needs none."""

    adaptation_id: int | None
    reason: Reason
    name: str | None = None  # of the exercise it is about
    to_name: str | None = None


async def suggest(
    tx: Transaction, actor: Actor, proposal: Proposal, now: datetime, named: Mapping[int, Named]
) -> Suggestion:
    """Keep what the engine proposes until it is decided; what asks for no change is advice."""
    stored, reason = None, proposal.reason
    if proposal.change is not None:
        stored = await adaptations.propose(
            tx, actor, actor.athlete_id, proposal.change, reason, now, auto_triggered=True, facts=reason.facts
        )
    return _suggestion(stored, reason, named)


def _suggestion(adaptation_id: int | None, reason: Reason, named: Mapping[int, Named]) -> Suggestion:
    def name(exercise_id: object) -> str | None:
        return named[exercise_id].name if isinstance(exercise_id, int) and exercise_id in named else None

    return Suggestion(
        adaptation_id=adaptation_id,
        reason=reason,
        name=name(reason.exercise_id),
        to_name=name(reason.facts.get("to_exercise_id")),
    )


async def let_lapse(tx: Transaction, actor: Actor, now: datetime) -> None:
    """What was proposed for an earlier week and never decided is declined."""
    for waiting in await _waiting(tx, actor.athlete_id):
        await adaptations.decline(tx, actor, actor.athlete_id, waiting["id"], now)


async def _waiting(tx: Transaction, athlete_id: int) -> Sequence[Mapping[Any, Any]]:
    c = changes.c
    mine = (c.athlete_id == athlete_id, c.status == AdaptationStatus.PROPOSED, c.auto_triggered)
    rows = await tx.run(select(c.id, c.at, c.reason).where(*mine).order_by(c.id))
    return rows.mappings().all()


async def waiting(tx: Transaction, actor: Actor) -> tuple[Suggestion, ...]:
    """What waits for the athlete's decision."""
    await access.scope(tx, actor)
    return await still_proposed(tx, actor)


async def still_proposed(tx: Transaction, actor: Actor, on: date | None = None) -> tuple[Suggestion, ...]:
    """The same, or only what was proposed on a date. The caller has opened the scope."""
    rows = [
        row
        for row in await _waiting(tx, actor.athlete_id)
        if on is None or local_date(row["at"], actor.zone) == on
    ]
    named = await library.load(tx, actor) if rows else {}
    return tuple(_suggestion(row["id"], row["reason"], named) for row in rows)


async def decide(tx: Transaction, actor: Actor, adaptation_id: int, now: datetime, *, accepted: bool) -> None:
    """Apply a proposal, or leave the plan as it is."""
    settle = adaptations.apply if accepted else adaptations.decline
    await settle(tx, actor, actor.athlete_id, adaptation_id, now)


async def take_back(tx: Transaction, actor: Actor, adaptation_id: int, now: datetime) -> None:
    """The plan as it was before a change; Refused where it has gone on since."""
    await adaptations.revert(tx, actor, actor.athlete_id, adaptation_id, now)
