"""The curated exercises of the product: written here, brought into the database whenever it is migrated.

Their order is a preference: of two that would do, a plan takes the one that stands first.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from core.engine.models import (
    BodyRegion,
    Equipment,
    Exercise,
    Laterality,
    LoadMode,
    Muscle,
    Pattern,
    Sport,
    TrainingAge,
)
from core.persistence.database import Transaction
from core.persistence.tables import (
    exercise_aliases,
    exercise_muscles,
    exercise_progressions,
    exercises,
    muscle_groups,
)

REGIONS: Mapping[Muscle, BodyRegion] = {
    Muscle.QUADS: BodyRegion.LOWER,
    Muscle.HAMSTRINGS: BodyRegion.LOWER,
    Muscle.GLUTES: BodyRegion.LOWER,
    Muscle.LOWER_BACK: BodyRegion.CORE,
    Muscle.UPPER_BACK: BodyRegion.UPPER,
    Muscle.CHEST: BodyRegion.UPPER,
    Muscle.TRICEPS: BodyRegion.UPPER,
    Muscle.SHOULDERS: BodyRegion.UPPER,
    Muscle.BICEPS: BodyRegion.UPPER,
    Muscle.CORE: BodyRegion.CORE,
    Muscle.CALVES: BodyRegion.LOWER,
    Muscle.FOREARMS: BodyRegion.UPPER,
}

CURATED = exercises.c.athlete_id.is_(None) & exercises.c.organization_id.is_(None)
WRITTEN = (
    "name",
    "pattern",
    "equipment",
    "load_mode",
    "laterality",
    "sport",
    "main_lift",
    "min_training_age",
)


@dataclass(frozen=True, slots=True)
class Curated:
    """One line of the library."""

    exercise: Exercise
    name: str
    aliases: tuple[str, ...]


def curated() -> Iterator[Curated]:
    """The library as written; `id` is not known before it is stored."""
    for row in _lines("curated.csv"):
        shares = (share.split(":") for share in row["muscles"].split())
        yield Curated(
            Exercise(
                id=0,
                key=row["key"],
                pattern=Pattern(row["pattern"]),
                equipment=Equipment(row["equipment"]),
                load_mode=LoadMode(row["load_mode"]),
                laterality=Laterality(row["laterality"]),
                sport=Sport(row["sport"]),
                muscles={Muscle(muscle): float(fraction) for muscle, fraction in shares},
                main_lift=row["main_lift"] == "1",
                min_training_age=TrainingAge(row["min_training_age"]),
            ),
            row["name"],
            tuple(row["aliases"].split(";")),
        )


def curated_progressions() -> set[tuple[str, str]]:
    """The keys of an easier exercise and of the harder one that follows it."""
    return {(row["easier"], row["harder"]) for row in _lines("progressions.csv")}


def _lines(file: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(files(__package__).joinpath(file).read_text(encoding="utf-8").splitlines())


async def sync(tx: Transaction, lines: Iterable[Curated], progressions: Set[tuple[str, str]]) -> None:
    """Bring the curated library into the database; what has not changed is left alone and keeps its id.

    What is not written any more is archived, because history points to it, and comes back if it returns.
    """
    written = {line.exercise.key: line for line in lines}
    stored = await _stored(tx)
    changed = [line for key, line in written.items() if stored.get(key) != line]
    gone = stored.keys() - written.keys()
    if changed:
        await _store(tx, changed)
    if gone:
        await tx.run(
            update(exercises).where(CURATED, exercises.c.key.in_(gone)).values(archived_at=func.now())
        )
    await _sync_progressions(tx, progressions)


async def _stored(tx: Transaction) -> dict[str, Curated]:
    """The curated library as the database offers it, by key."""
    rows = (await tx.run(select(exercises).where(CURATED, exercises.c.archived_at.is_(None)))).all()
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in await tx.run(select(exercise_aliases).order_by(exercise_aliases.c.id)):
        aliases[row.exercise_id].append(row.alias)
    muscles: dict[int, dict[Muscle, float]] = defaultdict(dict)
    for row in await tx.run(select(exercise_muscles)):
        muscles[row.exercise_id][row.muscle] = row.fraction
    return {
        row.key: Curated(
            Exercise(
                id=0,
                key=row.key,
                pattern=row.pattern,
                equipment=row.equipment,
                load_mode=row.load_mode,
                laterality=row.laterality,
                sport=row.sport,
                muscles=muscles[row.id],
                main_lift=row.main_lift,
                min_training_age=row.min_training_age,
            ),
            row.name,
            tuple(aliases[row.id]),
        )
        for row in rows
    }


async def _store(tx: Transaction, lines: Sequence[Curated]) -> None:
    """New and changed lines, with their aliases and muscles; a handful of statements however many they are."""
    regions = [{"muscle": muscle, "region": region} for muscle, region in REGIONS.items()]
    await tx.run(upsert(muscle_groups).values(regions).on_conflict_do_nothing())
    statement = upsert(exercises).values([_values(line) for line in lines])
    changes = {name: statement.excluded[name] for name in WRITTEN} | {"archived_at": None}
    stored = await tx.run(
        statement.on_conflict_do_update(
            index_elements=[exercises.c.key], index_where=CURATED, set_=changes
        ).returning(exercises.c.key, exercises.c.id)
    )
    ids = {row.key: row.id for row in stored}
    for table in (exercise_aliases, exercise_muscles):
        await tx.run(delete(table).where(table.c.exercise_id.in_(ids.values())))
    aliases = [(ids[line.exercise.key], alias) for line in lines for alias in line.aliases]
    await tx.rows(
        "INSERT INTO exercise_aliases (exercise_id, alias) SELECT * FROM unnest(%s::bigint[], %s::text[])",
        _columns(aliases),
    )
    shares = [
        (ids[line.exercise.key], muscle.value, fraction)
        for line in lines
        for muscle, fraction in line.exercise.muscles.items()
    ]
    await tx.rows(
        "INSERT INTO exercise_muscles (exercise_id, muscle, fraction)"
        " SELECT * FROM unnest(%s::bigint[], %s::text[], %s::float8[])",
        _columns(shares),
    )


async def _sync_progressions(tx: Transaction, progressions: Set[tuple[str, str]]) -> None:
    """Only between curated exercises: what an organization has linked is its own."""
    rows = await tx.run(select(exercises.c.id, exercises.c.key).where(CURATED))
    ids = {row.key: row.id for row in rows}
    links = exercise_progressions
    curated_ids = list(ids.values())
    known = await tx.run(
        select(links).where(links.c.easier_id.in_(curated_ids), links.c.harder_id.in_(curated_ids))
    )
    stored = {(row.easier_id, row.harder_id): row.id for row in known}
    written = {(ids[easier], ids[harder]) for easier, harder in progressions}
    stale = [link_id for pair, link_id in stored.items() if pair not in written]
    if stale:
        await tx.run(delete(links).where(links.c.id.in_(stale)))
    new = sorted(written - stored.keys())
    if new:
        await tx.rows(
            "INSERT INTO exercise_progressions (easier_id, harder_id)"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[])",
            _columns(new),
        )


def _values(line: Curated) -> dict[str, object]:
    facts = {name: getattr(line.exercise, name) for name in WRITTEN if name != "name"}
    return {"key": line.exercise.key, "name": line.name} | facts


def _columns(rows: Iterable[Sequence[object]]) -> list[list[object]]:
    """Rows as arrays, one per column: one parameter each, however many rows there are."""
    return [list(column) for column in zip(*rows, strict=True)]
