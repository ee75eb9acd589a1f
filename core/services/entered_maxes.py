"""Maxes as somebody types them: "squat 140x1, bench 100x3"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.engine.models import MaxEntry, MaxSource
from core.engine.typed_max import is_unusual_max
from core.engine.units import Unit, from_grams
from core.notation.log_line import exercise_named, parse
from core.notation.values import Context, Sets
from core.persistence.database import Transaction
from core.services import access, history, library, maxes, profile
from core.services.access import Actor

MOST_REPS = 12  # beyond that a set says little about one repetition (science: error 8 % and more)

LONE_LOAD = re.compile(r"([^\d:]+?)\s*:?\s*(\d+(?:[.,]\d+)?)\s*(kg|lbs?|кг)?", re.IGNORECASE)
MOST_PARTS, MOST_CHARACTERS = 20, 100  # design choice: more is a novel, not a list of lifts


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredMax:
    """One max as typed."""

    exercise_id: int
    name: str
    load_g: int
    typed_load: Decimal
    unit: Unit
    reps: int


@dataclass(frozen=True, slots=True)
class ReadMaxes:
    """The maxes of a message, or the first part that could not be read."""

    maxes: tuple[EnteredMax, ...] = ()
    unclear: str | None = None


async def read(tx: Transaction, actor: Actor, text: str) -> ReadMaxes:
    """Read a message as maxes; a comma, a semicolon or a new line parts them. A lone load is a single."""
    await access.scope(tx, actor)
    found: list[EnteredMax] = []
    parts = [part.strip() for part in re.split(r"[;\n]|,(?!\d)", text) if part.strip()]
    for number, part in enumerate(parts):
        readable = number < MOST_PARTS and len(part) <= MOST_CHARACTERS
        one = await _one(tx, actor, part) if readable else None
        if one is None:
            return ReadMaxes(unclear=part[:60])
        found.append(one)
    return ReadMaxes(maxes=tuple(found)) if found else ReadMaxes(unclear=text.strip()[:60])


async def _one(tx: Transaction, actor: Actor, part: str) -> EnteredMax | None:
    lone = LONE_LOAD.fullmatch(part)
    line = part if lone is None else f"{lone[1]}: {lone[2]}{lone[3] or ''}x1"
    name = exercise_named(line)
    if name is None:
        return None
    match = (await library.find(tx, actor, name)).found
    parsed = parse(line, Context(unit=actor.unit, has_open_exercise=True))
    if match is None or not isinstance(parsed, Sets) or len(parsed.entries) != 1:
        return None
    entry = parsed.entries[0]
    if entry.load_g is None or entry.load_g <= 0 or entry.reps is None or not 1 <= entry.reps <= MOST_REPS:
        return None
    unit = entry.unit or actor.unit
    return EnteredMax(
        exercise_id=match.exercise.id,
        name=match.name,
        load_g=entry.load_g,
        typed_load=entry.typed_load if entry.typed_load is not None else from_grams(entry.load_g, unit),
        unit=unit,
        reps=entry.reps,
    )


async def unusual(
    tx: Transaction, actor: Actor, entered: Sequence[EnteredMax], now: datetime
) -> tuple[EnteredMax, ...]:
    """Those that need a question before they teach: far above what is known, or likely at this training age."""
    who = await profile.for_engine(tx, actor)
    loaded = await library.load(tx, actor, {each.exercise_id for each in entered})
    known = list(await history.maxes_of(tx, actor))
    odd: list[EnteredMax] = []
    for each in entered:
        entry = MaxEntry(
            exercise_id=each.exercise_id,
            at=now,
            source=MaxSource.INPUT_1RM,
            load_g=each.load_g,
            reps=each.reps,
        )
        if is_unusual_max(entry, loaded[each.exercise_id].exercise, who.training_age, known):
            odd.append(each)
        known.append(entry)
    return tuple(odd)


async def keep(
    tx: Transaction, actor: Actor, entered: Sequence[EnteredMax], source: MaxSource, now: datetime
) -> None:
    """Write maxes down; they only ever add up."""
    lifted = [
        maxes.Lifted(
            exercise_id=m.exercise_id, load_g=m.load_g, typed_load=m.typed_load, unit=m.unit, reps=m.reps
        )
        for m in entered
    ]
    await maxes.record(tx, actor, lifted, source, now)
