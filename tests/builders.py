"""People for tests, made through the same use cases as real ones."""

from datetime import UTC, datetime

from core.persistence.database import Database
from core.services import invitations, onboarding, people
from core.services.access import Actor
from core.services.onboarding import Question

NOW = datetime(2026, 11, 4, 17, 0, tzinfo=UTC)  # a Wednesday evening, no clock change near


async def newcomer(
    db: Database, telegram_id: int = 7_001, name: str = "Ana", language_code: str = "en", now: datetime = NOW
) -> Actor:
    """Somebody who has pressed Start and nothing else."""
    async with db.transaction() as tx:
        return await people.meet(tx, telegram_id, name, language_code, now)


async def athlete(
    db: Database,
    telegram_id: int = 7_001,
    name: str = "Ana",
    language_code: str = "en",
    now: datetime = NOW,
    account: dict[str, object] | None = None,
    **profile: object,
) -> Actor:
    """Somebody ready to train: `account` holds zone, unit, language; `profile` answers, the rest is skipped."""
    actor = await newcomer(db, telegram_id, name, language_code, now)
    async with db.transaction() as tx:
        if account:
            actor = await people.change(tx, actor, **account)
        actor = await people.confirm_basics(tx, actor, now)
        await onboarding.note(tx, actor, now, **profile)
        for question in Question:
            await onboarding.answer(tx, actor, question, now)
        ready = await people.find(tx, telegram_id)
        assert ready is not None
        return ready


async def coach_of(db: Database, coach: Actor, *athletes: Actor, now: datetime = NOW) -> None:
    """Let a coach invite athletes, who accept."""
    for one in athletes:
        async with db.transaction() as tx:
            token = await invitations.invite(tx, coach, now)
            await invitations.accept(tx, one, token, now)
