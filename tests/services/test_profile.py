"""What somebody tells about themselves: kept as told, refused where it cannot be, never guessed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from core.engine.models import AthleteStatus, Goal, Sex
from core.engine.units import Unit
from core.errors import Refused
from core.persistence.database import Database
from core.persistence.tables import audit
from core.services import body_weights, onboarding, profile
from core.services.profile import FullProfile
from tests.builders import NOW, athlete, newcomer

TOLD: dict[str, object] = {
    "birth_date": date(1990, 5, 15),
    "sex": Sex.FEMALE,
    "height_mm": 1_715,
    "email": "ana@example.org",
    "phone": "+34 600 000 000",
    "note": "Left-handed",
}


async def test_who_has_told_nothing_is_unknown(db: Database) -> None:
    ana = await newcomer(db)
    async with db.transaction() as tx:
        assert await profile.read(tx, ana) == FullProfile(name="Ana", status=AthleteStatus.ACTIVE)


async def test_what_is_told_is_kept_and_can_be_taken_back(db: Database) -> None:
    ana = await newcomer(db)
    async with db.transaction() as tx:
        goals = [Goal.POWER, Goal.HYPERTROPHY]
        told = await profile.change(tx, ana, NOW, name=" Ana  María ", secondary_goals=goals, **TOLD)
        assert (told.name, told.secondary_goals) == ("Ana María", tuple(goals))
        assert {name: getattr(told, name) for name in TOLD} == TOLD
        without = await profile.change(tx, ana, NOW, secondary_goals=[], **dict.fromkeys(TOLD))
        assert without == FullProfile(name="Ana María", status=AthleteStatus.ACTIVE)


async def test_the_full_profile_leaves_the_first_questions_alone(db: Database) -> None:
    ana = await athlete(db, goal=Goal.STRENGTH)
    async with db.transaction() as tx:
        before = await onboarding.standing(tx, ana)
        await profile.change(tx, ana, NOW, **TOLD)
        after = await onboarding.standing(tx, ana)
        assert after == replace(before, birth_date=after.birth_date), "an age is read with the first answers"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("birth_date", NOW.date() + timedelta(days=1), "too_young"),
        ("birth_date", date(2013, 11, 5), "too_young"),  # thirteen tomorrow
        ("birth_date", date(1899, 12, 31), "birth_date"),
        ("email", "ana", "email"),
        ("email", "100x5@8", "email"),
        ("email", "ana @ example.org", "email"),
        ("email", f"{'a' * 250}@example.org", "email"),
        ("phone", "1" * 33, "phone"),
        ("height_mm", 49, "out_of_range"),
        ("height_mm", 2_801, "out_of_range"),
        ("name", " ", "name_length"),
    ],
)
async def test_what_cannot_be_is_refused(db: Database, field: str, value: object, why: str) -> None:
    ana = await newcomer(db)
    with pytest.raises(Refused) as refused:
        async with db.transaction() as tx:
            await profile.change(tx, ana, NOW, **{field: value})
    assert refused.value.facts["why"] == why
    async with db.transaction() as tx:
        assert await profile.read(tx, ana) == FullProfile(name="Ana", status=AthleteStatus.ACTIVE)


async def test_who_is_thirteen_today_may_say_so(db: Database) -> None:
    ana = await newcomer(db)
    async with db.transaction() as tx:
        told = await profile.change(tx, ana, NOW, birth_date=date(2013, 11, 4))
        assert told.birth_date == date(2013, 11, 4)


async def test_a_pause_is_written_down_once(db: Database) -> None:
    ana = await newcomer(db)
    async with db.transaction() as tx:
        for status in (
            AthleteStatus.PAUSED,
            AthleteStatus.PAUSED,
            AthleteStatus.ARCHIVED,
            AthleteStatus.ACTIVE,
        ):
            await profile.set_status(tx, ana, status, NOW)
            assert (await profile.read(tx, ana)).status is status
        written = [row.facts["status"] for row in await tx.run(select(audit.c.facts).order_by(audit.c.id))]
    assert written == ["paused", "archived", "active"]


async def test_a_body_weight_that_was_never_told_is_unknown(db: Database) -> None:
    ana = await newcomer(db)
    async with db.transaction() as tx:
        assert await body_weights.current(tx, ana) is None
        assert await body_weights.over_time(tx, ana) == []


async def test_body_weights_keep_what_was_typed_and_the_last_of_a_date_counts(db: Database) -> None:
    ana = await newcomer(db)
    typed = [
        ("82.5", Unit.KG, NOW),
        ("180.4", Unit.LB, NOW + timedelta(days=3)),
        ("181", Unit.LB, NOW + timedelta(days=3, hours=1)),
    ]
    async with db.transaction() as tx:
        for weight, unit, at in typed:
            await body_weights.add(tx, ana, Decimal(weight), unit, at)
        history = await body_weights.over_time(tx, ana)
        assert [(one.typed_weight, one.unit, one.body_weight_g) for one in history] == [
            (Decimal("82.5"), Unit.KG, 82_500),
            (Decimal(181), Unit.LB, 82_100),
        ]
        assert await body_weights.current(tx, ana) == history[-1]
        assert await body_weights.over_time(tx, ana, since=date(2026, 11, 5)) == history[-1:]


@pytest.mark.parametrize("typed", ["19.9", "401", "0", "-80"])
async def test_a_body_weight_that_cannot_be_is_refused(db: Database, typed: str) -> None:
    ana = await newcomer(db)
    with pytest.raises(Refused, match="out_of_range"):
        async with db.transaction() as tx:
            await body_weights.add(tx, ana, Decimal(typed), Unit.KG, NOW)


async def test_a_body_weight_after_midnight_is_of_the_evening(db: Database) -> None:
    ana = await athlete(db, account={"zone": "Europe/Madrid"})
    async with db.transaction() as tx:
        await body_weights.add(tx, ana, Decimal(80), Unit.KG, NOW.replace(day=5, hour=1))
        newest = await body_weights.current(tx, ana)
    assert newest is not None
    assert newest.local_date == date(2026, 11, 4)
