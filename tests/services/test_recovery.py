"""Numbers that no body has are refused, however they come; so is the same measurement twice."""

from decimal import Decimal

import pytest

from core.errors import Refused
from core.persistence.database import Database
from core.services import recovery
from core.services.access import Actor
from core.services.recovery import Recovery
from tests.builders import NOW, athlete


async def note(db: Database, actor: Actor, measured: Recovery, source: str = "manual") -> None:
    async with db.transaction() as tx:
        await recovery.note(tx, actor, measured, NOW, source)


@pytest.mark.parametrize(
    "measured",
    [
        Recovery(recovery_pct=101),
        Recovery(strain=Decimal("21.1")),
        Recovery(strain=Decimal(100)),
        Recovery(hrv_ms=Decimal(0)),
        Recovery(hrv_ms=Decimal(12_345)),
        Recovery(sleep_minutes=1_441),
        Recovery(sleep_minutes=100_000),
        Recovery(resting_hr_bpm=10),
        Recovery(sleep_quality_pct=-1),
    ],
)
async def test_impossible_numbers_are_refused(db: Database, measured: Recovery) -> None:
    with pytest.raises(Refused, match="out_of_range"):
        await note(db, await athlete(db), measured)


async def test_zero_is_a_measurement(db: Database) -> None:
    ana = await athlete(db)
    await note(db, ana, Recovery(recovery_pct=0, sleep_minutes=0, strain=Decimal(0)))
    async with db.transaction() as tx:
        (found,) = (await recovery.between(tx, ana, NOW.date(), NOW.date())).values()
    assert found == Recovery(recovery_pct=0, sleep_minutes=0, strain=Decimal("0.0"))


async def test_the_same_measurement_of_a_source_comes_once(db: Database) -> None:
    ana = await athlete(db)
    await note(db, ana, Recovery(recovery_pct=50), "ring")
    await note(db, ana, Recovery(recovery_pct=50), "watch")
    with pytest.raises(Refused, match="recovery_known"):
        await note(db, ana, Recovery(recovery_pct=60), "ring")


@pytest.mark.parametrize("source", ["", "x" * 41])
async def test_a_source_has_a_name(db: Database, source: str) -> None:
    with pytest.raises(Refused, match="name_length"):
        await note(db, await athlete(db), Recovery(recovery_pct=50), source)
