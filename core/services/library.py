"""Finding an exercise by what somebody typed: by name, alias, or nearly so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, exists, func, insert, or_, select, union_all

from core.engine.models import Equipment, Exercise, LoadMode, Muscle, Pattern, TrainingAge
from core.errors import NotFound
from core.persistence.database import Transaction
from core.persistence.library import CURATED, curated
from core.persistence.tables import (
    coaching_links,
    exercise_aliases,
    exercise_muscles,
    exercises,
    workout_exercises,
)
from core.services.access import Actor, organizations_of

CLOSE_ENOUGH = 72.0  # of 100; design choice: below this a suggestion reads like a bad joke
MAX_SUGGESTIONS = 2
MOST_NEAR = 24  # names compared further: an exercise has many that are alike
MAX_NAME_CHARACTERS = 60

# Words that say what an exercise is loaded with, where its name does not already; the first that fits counts.
EQUIPMENT_WORDS = {
    Equipment.EZ_BAR: ("ez bar", "ez-bar", "barra z"),
    Equipment.TRAP_BAR: ("trap bar", "hex bar", "hexagonal", "трэп"),
    Equipment.LANDMINE: ("landmine", "лендмайн"),
    Equipment.BARBELL: ("barbell", "bb", "штанга", "barra"),
    Equipment.DUMBBELL: ("dumbbell", "db", "гантел", "mancuerna"),
    Equipment.KETTLEBELL: ("kettlebell", "kb", "гир"),
    Equipment.SMITH: ("smith", "смит"),
    Equipment.CABLE: ("cable", "polea", "блок", "pulldown", "pushdown"),
    Equipment.MACHINE: ("machine", "máquina", "тренаж", "press on", "leg press", "extension", "leg curl"),
    Equipment.PULL_UP_BAR: ("pull up", "pull-up", "chin", "dip", "dominada", "подтяг"),
    Equipment.BAND: ("band", "banda", "резин"),
    Equipment.SANDBAG: ("sandbag", "сэндбэг"),
}
MODE_OF = {
    Equipment.BARBELL: LoadMode.BAR,
    Equipment.EZ_BAR: LoadMode.BAR,
    Equipment.TRAP_BAR: LoadMode.BAR,
    Equipment.SMITH: LoadMode.STACK,
    Equipment.DUMBBELL: LoadMode.PER_HAND,
    Equipment.KETTLEBELL: LoadMode.PER_HAND,
    Equipment.PULL_UP_BAR: LoadMode.BODY_WEIGHT,
    Equipment.BAND: LoadMode.BAND,
}
NO_NAMES: Mapping[str, str] = MappingProxyType({})


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


def key_of(name: str) -> str:
    """The key of a custom exercise: two names that mean the same have the same key."""
    return normal(name).replace(" ", "_")


def visible(actor: Actor) -> ColumnElement[bool]:
    """The curated exercises, the athlete's own, and those of organizations that they belong to or train with."""
    trains_with = select(coaching_links.c.organization_id).where(
        coaching_links.c.athlete_id == actor.athlete_id, coaching_links.c.ended_at.is_(None)
    )
    return or_(
        CURATED,
        exercises.c.athlete_id == actor.athlete_id,
        exercises.c.organization_id.in_(union_all(organizations_of(actor), trains_with)),
    )


async def load(tx: Transaction, actor: Actor, ids: Iterable[int] | None = None) -> dict[int, Named]:
    """Every exercise on offer; or those asked for, even archived ones and whatever the athlete has trained."""
    if ids is None:
        return await _load(tx, visible(actor) & exercises.c.archived_at.is_(None))
    trained = exists().where(
        workout_exercises.c.athlete_id == actor.athlete_id, workout_exercises.c.exercise_id == exercises.c.id
    )
    return await _load(tx, exercises.c.id.in_(set(ids)) & or_(visible(actor), trained))


async def _load(tx: Transaction, wanted: ColumnElement[bool]) -> dict[int, Named]:
    c, shares = exercises.c, exercise_muscles.c
    muscles = (
        select(func.jsonb_object_agg(shares.muscle, shares.fraction))
        .where(shares.exercise_id == c.id)
        .scalar_subquery()
    )
    rows = await tx.run(select(exercises, muscles.label("muscles")).where(wanted).order_by(c.id))
    return {
        row.id: Named(
            Exercise(
                id=row.id,
                key=row.key,
                pattern=row.pattern,
                equipment=row.equipment,
                load_mode=row.load_mode,
                laterality=row.laterality,
                sport=row.sport,
                muscles={Muscle(muscle): fraction for muscle, fraction in (row.muscles or {}).items()},
                main_lift=row.main_lift,
                min_training_age=row.min_training_age,
            ),
            row.name,
        )
        for row in rows
    }


async def check_known(tx: Transaction, actor: Actor, ids: Iterable[int]) -> None:
    """Refuse an exercise that does not exist, or that is somebody else's own."""
    wanted = set(ids)
    seen = await tx.run(select(exercises.c.id).where(visible(actor), exercises.c.id.in_(wanted)))
    if wanted - set(seen.scalars()):
        raise NotFound(what="exercises")


async def find(tx: Transaction, actor: Actor, typed: str, translated: Mapping[str, str] = NO_NAMES) -> Match:
    """Look a typed name up. `translated` gives curated keys by normal names in the athlete's own language."""
    known: tuple[Mapping[str, int | str], ...] = (
        await _custom_names(tx, actor),
        curated_names(),
        translated,
    )
    wanted = normal(typed)
    exact = [names[wanted] for names in known if wanted in names]
    if exact:
        found = await _offered(tx, exact[:1])
        return Match(found[0] if found else None)
    near = process.extract(
        wanted,
        list(chain.from_iterable(known)),
        scorer=fuzz.token_sort_ratio,
        score_cutoff=CLOSE_ENOUGH,
        limit=MOST_NEAR,
    )
    meant = (next(names[name] for names in known if name in names) for name, _, _ in near)
    nearest = list(dict.fromkeys(meant))[:MAX_SUGGESTIONS]
    return Match(None, tuple(await _offered(tx, nearest)))


@cache
def stored_names() -> Mapping[str, str]:
    """The curated exercises' names as stored, by key."""
    return {line.exercise.key: line.name for line in curated()}


@cache
def curated_names() -> Mapping[str, str]:
    """The curated exercises' keys by every normal name and alias, in order of preference."""
    names: dict[str, str] = {}
    for line in curated():
        for name in (line.name, *line.aliases):
            names.setdefault(normal(name), line.exercise.key)
    return names


def machine_named(typed: str) -> tuple[str, Equipment] | None:
    """The key of a curated exercise on a machine or a cable, by its name, and what it is done on."""
    key = curated_names().get(normal(typed))
    equipment = None if key is None else _curated_equipment()[key]
    on_stack = equipment in (Equipment.MACHINE, Equipment.CABLE)
    return (key, equipment) if key is not None and equipment is not None and on_stack else None


@cache
def _curated_equipment() -> Mapping[str, Equipment]:
    return {line.exercise.key: line.exercise.equipment for line in curated()}


async def _custom_names(tx: Transaction, actor: Actor) -> dict[str, int | str]:
    """Normal names and aliases of exercises that are not curated, with their ids; the athlete's own come first."""
    c = exercises.c
    rows = await tx.run(
        select(c.id, c.name, exercise_aliases.c.alias)
        .outerjoin(exercise_aliases)
        .where(~CURATED, visible(actor), c.archived_at.is_(None))
        .order_by(c.athlete_id, c.id)
    )
    names: dict[str, int | str] = {}
    for row in rows:
        for name in (row.name, row.alias):
            if name is not None:
                names.setdefault(normal(name), row.id)
    return names


async def _offered(tx: Transaction, wanted: Sequence[int | str]) -> list[Named]:
    """Exercises by id, curated ones by key, in the order in which they are wanted."""
    if not wanted:
        return []
    keys = [key for key in wanted if isinstance(key, str)]
    ids = [number for number in wanted if isinstance(number, int)]
    c = exercises.c
    loaded = await _load(tx, or_(CURATED & c.key.in_(keys) & c.archived_at.is_(None), c.id.in_(ids)))
    by_key = {named.exercise.key: named for number, named in loaded.items() if number not in ids}
    found = (by_key.get(each) if isinstance(each, str) else loaded.get(each) for each in wanted)
    return [named for named in found if named is not None]


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
            key=key_of(name),
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
