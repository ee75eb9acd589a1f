"""Weekly sets per muscle: what is usual, and what an athlete or their coach has set instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import Landmark, Muscle, VolumeCounting
from core.engine.volume import LANDMARKS
from core.persistence.database import Transaction
from core.persistence.tables import volume_landmarks as table
from core.services import access
from core.services.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySets:
    """One muscle's landmarks, and how their sets are counted. `own` False: the usual ones."""

    mev_sets: int
    mrv_sets: int
    mav_sets: int | None = None
    counting: VolumeCounting = VolumeCounting.FRACTIONAL
    own: bool = True


async def of(tx: Transaction, actor: Actor) -> dict[Muscle, WeeklySets]:
    """Every muscle's landmarks, the usual ones where none are set."""
    await access.scope(tx, actor)
    return {muscle: _usual(usual) for muscle, usual in LANDMARKS.items()} | await _own(tx, actor)


def _usual(usual: Landmark) -> WeeklySets:
    return WeeklySets(mev_sets=round(usual.mev_sets), mrv_sets=round(usual.mrv_sets), own=False)


async def _own(tx: Transaction, actor: Actor) -> dict[Muscle, WeeklySets]:
    rows = await tx.run(select(table).where(table.c.athlete_id == actor.athlete_id))
    return {
        row.muscle: WeeklySets(
            mev_sets=row.mev_sets, mrv_sets=row.mrv_sets, mav_sets=row.mav_sets, counting=row.counting
        )
        for row in rows
    }


async def for_engine(tx: Transaction, actor: Actor) -> Mapping[Muscle, Landmark]:
    """What differs from the usual, each with its own counting."""
    await access.scope(tx, actor)
    return {
        muscle: Landmark(
            mev_sets=sets.mev_sets, mrv_sets=sets.mrv_sets, mav_sets=sets.mav_sets, counting=sets.counting
        )
        for muscle, sets in (await _own(tx, actor)).items()
    }


async def set_for(tx: Transaction, actor: Actor, muscle: Muscle, sets: WeeklySets, now: datetime) -> None:
    """Set one muscle's landmarks; the database refuses numbers that are out of order."""
    await access.scope(tx, actor)
    values = {
        "counting": sets.counting,
        "mev_sets": sets.mev_sets,
        "mav_sets": sets.mav_sets,
        "mrv_sets": sets.mrv_sets,
        "updated_at": now,
    }
    await tx.run(
        upsert(table)
        .values(athlete_id=actor.athlete_id, muscle=muscle, **values)
        .on_conflict_do_update(index_elements=["athlete_id", "muscle"], set_=values)
    )


async def reset(tx: Transaction, actor: Actor, muscle: Muscle) -> None:
    """Back to the usual numbers."""
    await access.scope(tx, actor)
    mine = (table.c.athlete_id == actor.athlete_id) & (table.c.muscle == muscle)
    await tx.run(delete(table).where(mine))
