"""The curated exercises of the product: written here, brought into the database whenever it is migrated.

Their order is a preference: of two that would do, a plan takes the one that stands first.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import Equipment, Exercise, LoadMode, Muscle, Pattern, TrainingAge
from core.persistence.database import Transaction
from core.persistence.tables import exercise_aliases, exercise_muscles, exercises, muscle_groups

REGIONS = {
    "lower": {Muscle.QUADS, Muscle.HAMSTRINGS, Muscle.GLUTES, Muscle.CALVES},
    "core": {Muscle.CORE, Muscle.LOWER_BACK},
}

CURATED = exercises.c.athlete_id.is_(None) & exercises.c.organization_id.is_(None)


@dataclass(frozen=True, slots=True)
class Curated:
    """One line of the library."""

    exercise: Exercise
    name: str
    aliases: tuple[str, ...]


def curated() -> Iterator[Curated]:
    """The library as written; `id` is not known before it is stored."""
    text = files(__package__).joinpath("curated.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        shares = (share.split(":") for share in row["muscles"].split())
        yield Curated(
            Exercise(
                id=0,
                key=row["key"],
                pattern=Pattern(row["pattern"]),
                equipment=Equipment(row["equipment"]),
                load_mode=LoadMode(row["load_mode"]),
                muscles={Muscle(muscle): float(fraction) for muscle, fraction in shares},
                main_lift=row["main_lift"] == "1",
                min_training_age=TrainingAge(row["min_training_age"]),
            ),
            row["name"],
            tuple(row["aliases"].split(";")),
        )


async def sync(tx: Transaction) -> None:
    """Bring the curated library into the database; what has not changed is left alone and keeps its id."""
    stored = await _stored(tx)
    changed = [line for line in curated() if stored.get(line.exercise.key) != line]
    if not changed:
        return
    regions = [{"muscle": muscle, "region": _region(muscle)} for muscle in Muscle]
    await tx.run(upsert(muscle_groups).values(regions).on_conflict_do_nothing())
    for line in changed:
        exercise_id = await _store(tx, line)
        for table in (exercise_aliases, exercise_muscles):
            await tx.run(delete(table).where(table.c.exercise_id == exercise_id))
        aliases = [{"exercise_id": exercise_id, "alias": alias} for alias in line.aliases]
        await tx.run(insert(exercise_aliases).values(aliases))
        shares = [
            {"exercise_id": exercise_id, "muscle": muscle, "fraction": fraction}
            for muscle, fraction in line.exercise.muscles.items()
        ]
        await tx.run(insert(exercise_muscles).values(shares))


async def _stored(tx: Transaction) -> dict[str, Curated]:
    """The curated library as the database holds it, by key."""
    aliases: dict[int, list[str]] = {}
    for row in await tx.run(select(exercise_aliases).order_by(exercise_aliases.c.id)):
        aliases.setdefault(row.exercise_id, []).append(row.alias)
    muscles: dict[int, dict[Muscle, float]] = {}
    for row in await tx.run(select(exercise_muscles).order_by(exercise_muscles.c.id)):
        muscles.setdefault(row.exercise_id, {})[row.muscle] = row.fraction
    curated_rows = await tx.run(select(exercises).where(CURATED))
    return {
        row.key: Curated(
            Exercise(
                id=0,
                key=row.key,
                pattern=row.pattern,
                equipment=row.equipment,
                load_mode=row.load_mode,
                muscles=muscles.get(row.id, {}),
                main_lift=row.main_lift,
                min_training_age=row.min_training_age,
            ),
            row.name,
            tuple(aliases.get(row.id, ())),
        )
        for row in curated_rows
    }


async def _store(tx: Transaction, line: Curated) -> int:
    values = {
        "name": line.name,
        "pattern": line.exercise.pattern,
        "equipment": line.exercise.equipment,
        "load_mode": line.exercise.load_mode,
        "main_lift": line.exercise.main_lift,
        "min_training_age": line.exercise.min_training_age,
    }
    statement = (
        upsert(exercises)
        .values(key=line.exercise.key, **values)
        .on_conflict_do_update(index_elements=[exercises.c.key], index_where=CURATED, set_=values)
        .returning(exercises.c.id)
    )
    stored: int = (await tx.run(statement)).scalar_one()
    return stored


def _region(muscle: Muscle) -> str:
    return next((region for region, muscles in REGIONS.items() if muscle in muscles), "upper")
