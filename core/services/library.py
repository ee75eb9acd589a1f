"""Finding an exercise by what somebody typed: by name, alias, or nearly so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, insert, or_, select

from core.engine.models import Equipment, Exercise, LoadMode, Muscle, Pattern, TrainingAge
from core.persistence.database import Transaction
from core.persistence.tables import exercise_aliases, exercise_muscles, exercises
from core.services.access import Actor

CLOSE_ENOUGH = 72.0  # of 100; design choice: below this a suggestion reads like a bad joke
MAX_SUGGESTIONS = 2
MAX_NAME_CHARACTERS = 60

# Words that say what an exercise is loaded with, where its name does not already.
EQUIPMENT_WORDS = {
    Equipment.BARBELL: ("barbell", "bb", "штанга", "barra"),
    Equipment.DUMBBELL: ("dumbbell", "db", "гантел", "mancuerna"),
    Equipment.KETTLEBELL: ("kettlebell", "kb", "гир"),
    Equipment.SMITH: ("smith", "смит"),
    Equipment.CABLE: ("cable", "polea", "блок", "pulldown", "pushdown"),
    Equipment.MACHINE: ("machine", "máquina", "тренаж", "press on", "leg press", "extension", "leg curl"),
    Equipment.PULL_UP_BAR: ("pull up", "pull-up", "chin", "dip", "dominada", "подтяг"),
    Equipment.BAND: ("band", "banda", "резин"),
}
MODE_OF = {
    Equipment.BARBELL: LoadMode.BAR,
    Equipment.SMITH: LoadMode.STACK,
    Equipment.DUMBBELL: LoadMode.PER_HAND,
    Equipment.KETTLEBELL: LoadMode.PER_HAND,
    Equipment.PULL_UP_BAR: LoadMode.BODY_WEIGHT,
    Equipment.BAND: LoadMode.BAND,
}


@dataclass(frozen=True, slots=True)
class Named:
    """An exercise with its name as stored (curated names are translated where they are shown)."""

    exercise: Exercise
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a typed name found: exactly one, or suggestions, nearest first."""

    found: Named | None
    suggestions: tuple[Named, ...] = ()


def normal(text: str) -> str:
    """A name without the differences that nobody means: case, hyphens, brackets, plural s."""
    words = re.sub(r"[^\w]+", " ", text.casefold().replace("ё", "е")).split()
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word for word in words
    )


def _visible(actor: Actor) -> ColumnElement[bool]:
    c = exercises.c
    curated = c.athlete_id.is_(None) & c.organization_id.is_(None)
    return or_(curated, c.athlete_id == actor.athlete_id)


async def load(tx: Transaction, actor: Actor, ids: Iterable[int] | None = None) -> dict[int, Named]:
    """Exercises by id: the curated ones and the athlete's own, or only those asked for."""
    wanted = exercises.c.archived_at.is_(None) if ids is None else exercises.c.id.in_(set(ids))
    offered = select(exercises).where(_visible(actor), wanted).order_by(exercises.c.id)
    rows = (await tx.run(offered)).mappings().all()
    shares: dict[int, dict[Muscle, float]] = {row["id"]: {} for row in rows}
    muscles = exercise_muscles
    for share in await tx.run(select(muscles).where(muscles.c.exercise_id.in_(shares))):
        shares[share.exercise_id][share.muscle] = share.fraction
    return {
        row["id"]: Named(
            Exercise(
                id=row["id"],
                key=row["key"],
                pattern=row["pattern"],
                equipment=row["equipment"],
                load_mode=row["load_mode"],
                muscles=shares[row["id"]],
                main_lift=row["main_lift"],
                min_training_age=row["min_training_age"],
            ),
            row["name"],
        )
        for row in rows
    }


async def find(tx: Transaction, actor: Actor, typed: str, others: Sequence[tuple[str, int]] = ()) -> Match:
    """Look a typed name up. `others` are names in the athlete's own language with their exercise ids."""
    names = await _names(tx, actor)
    for name, exercise_id in others:
        names.setdefault(normal(name), exercise_id)
    wanted = normal(typed)
    library = await load(tx, actor)
    if wanted in names:
        return Match(library[names[wanted]])
    near = process.extract(
        wanted, list(names), scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE_ENOUGH, limit=8
    )
    ids = list(dict.fromkeys(names[name] for name, _, _ in near))[:MAX_SUGGESTIONS]
    return Match(None, tuple(library[i] for i in ids))


async def _names(tx: Transaction, actor: Actor) -> dict[str, int]:
    """Every normal name and alias; the athlete's own exercises come first."""
    offered = _visible(actor) & exercises.c.archived_at.is_(None)
    own = select(exercises.c.name, exercises.c.id, exercises.c.athlete_id).where(offered)
    names: dict[str, int] = {}
    for row in sorted(await tx.run(own), key=lambda row: row.athlete_id is None):
        names.setdefault(normal(row.name), row.id)
    aliases = select(exercise_aliases.c.alias, exercise_aliases.c.exercise_id).join(exercises).where(offered)
    for row in await tx.run(aliases):
        names.setdefault(normal(row.alias), row.exercise_id)
    return names


async def add_custom(tx: Transaction, actor: Actor, typed: str) -> Named:
    """A new exercise of the athlete's own, loaded as its name suggests; adding it twice is adding it once."""
    name = " ".join(typed.split())[:MAX_NAME_CHARACTERS]
    known = await find(tx, actor, name)
    if known.found is not None:
        return known.found
    equipment = guess_equipment(name)
    added = await tx.run(
        insert(exercises)
        .values(
            key=normal(name).replace(" ", "_"),
            name=name,
            pattern=Pattern.CORE,
            equipment=equipment,
            load_mode=MODE_OF.get(equipment, LoadMode.STACK),
            min_training_age=TrainingAge.BEGINNER,
            athlete_id=actor.athlete_id,
        )
        .returning(exercises.c.id)
    )
    exercise_id = added.scalar_one()
    return (await load(tx, actor, [exercise_id]))[exercise_id]


def guess_equipment(name: str) -> Equipment:
    """What an exercise is loaded with, from the words of its name; a stack where nothing says otherwise."""
    text = name.casefold()
    for equipment, words in EQUIPMENT_WORDS.items():
        if any(word in text for word in words):
            return equipment
    return Equipment.MACHINE
