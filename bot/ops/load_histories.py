"""`setpoint load`: a file of sets becomes athletes with a history, one workout a day, as if it had been logged here.

Real logs are messy. What cannot be is kept as a note beside an unknown; what the engine finds unusual, and what never
came back in another set, is kept without trust, so that nothing is lost and nothing wrong is learnt.
"""

import asyncio
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from sqlalchemy import func, insert, select

import migrations
from bot.ops import set_file
from bot.ops.set_file import FileSet, SetFileError
from bot.settings import from_environment
from core.delivery import clock
from core.engine import estimate, is_unusual
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import PerformedSet
from core.engine.strength import curve_of
from core.engine.units import Unit, to_grams
from core.notation.values import MAX_LOAD_G, MAX_REPS
from core.persistence.database import Database, Transaction
from core.persistence.opening import open_database
from core.persistence.tables import athletes, exercises, organizations
from core.services import access, library, placing, set_rows
from core.services.access import NOBODY, Actor
from core.services.library import Named
from core.services.set_rows import NewSet
from core.services.strengths import HISTORY

ORGANIZATION = "Imported"
AT = timedelta(hours=17)
BETWEEN_SETS = timedelta(minutes=3)
AS_HEAVY = (
    0.9  # of the load and the repetitions in another set says that it was no slip of the thumb; design choice
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One lifter of the file, as stored."""

    lifter: str
    athlete_id: int
    workouts: int
    sets: int
    exercises: int
    own_exercises: int  # of those, the ones that the library does not know
    untrusted: int
    first_on: str
    last_on: str


@dataclass(frozen=True, slots=True)
class Line:
    """A set of the file beside what is stored of it."""

    typed: FileSet
    exercise: Named
    performed: PerformedSet

    @property
    def possible(self) -> bool:
        """Whether everything that was typed can be."""
        return self.performed.load_g is not None and self.performed.reps == self.typed.reps


def main(file: Path, *, data: Path | None, as_json: bool) -> int:
    """Load every lifter of a file; 2 where the file cannot be used."""
    began = time.monotonic()
    try:
        loaded = asyncio.run(_open_and_load(file, data))
    except SetFileError as error:
        print(error, file=sys.stderr)
        return 2
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        print(json.dumps({"ok": True, "seconds": seconds, "lifters": [asdict(one) for one in loaded]}))
        return 0
    for one in loaded:
        print(
            f"Lifter {one.lifter} is athlete {one.athlete_id}: {one.sets} sets in {one.workouts} workouts, "
            f"{one.first_on} to {one.last_on}; {one.exercises} exercises, {one.own_exercises} of them their own; "
            f"{one.untrusted} sets look like slips and teach nothing."
        )
    print(f"{sum(one.sets for one in loaded)} sets, {seconds} s. `setpoint backfill` gives them their plans.")
    return 0


async def _open_and_load(file: Path, data: Path | None) -> list[Loaded]:
    settings = from_environment(data=data)
    histories = set_file.histories(file)
    async with open_database(settings.database_url, settings.data, migrations.upgrade) as db:
        return await load(db, histories)


async def load(db: Database, histories: Mapping[str, Sequence[FileSet]]) -> list[Loaded]:
    """Every lifter in a transaction of their own; a history ends on the day before it is loaded."""
    async with db.transaction() as tx:
        organization_id = await _organization(tx)
    return [await _lifter(db, organization_id, lifter, sets) for lifter, sets in histories.items()]


async def _organization(tx: Transaction) -> int:
    c = organizations.c
    known = await tx.run(select(c.id).where(c.name == ORGANIZATION).order_by(c.id).limit(1))
    found: int | None = known.scalar_one_or_none()
    if found is not None:
        return found
    made: int = (await tx.run(insert(organizations).values(name=ORGANIZATION).returning(c.id))).scalar_one()
    return made


async def _lifter(db: Database, organization_id: int, lifter: str, sets: Sequence[FileSet]) -> Loaded:
    name, c = f"Lifter {lifter}"[:100], athletes.c
    async with db.transaction() as tx:
        mine = (c.organization_id == organization_id) & (c.name == name)
        if (await tx.run(select(c.id).where(mine))).first() is not None:
            raise SetFileError(f"Lifter {lifter} was loaded before.")
        made = await tx.run(
            insert(athletes).values(organization_id=organization_id, name=name).returning(c.id)
        )
        actor = Actor(
            user_id=NOBODY,
            telegram_id=NOBODY,
            athlete_id=made.scalar_one(),
            name=name,
            language="en",
            zone="UTC",
            unit=Unit.KG,
            ready=False,
        )
        await access.scope(tx, actor)
        lines = await _lines(tx, actor, sets, (await clock.now(tx)).date())
        days = [list(day) for _, day in groupby(judged(lines), key=lambda line: line.performed.local_date)]
        for day in days:
            await _store(tx, actor, day)
        own = select(func.count()).where(exercises.c.athlete_id == actor.athlete_id)
        return _loaded(lifter, actor, days, (await tx.run(own)).scalar_one())


async def _lines(tx: Transaction, actor: Actor, sets: Sequence[FileSet], today: date) -> list[Line]:
    """The sets in the order of their days, with their exercises found or made."""
    known = {name: await _exercise(tx, actor, name) for name in dict.fromkeys(one.exercise for one in sets)}
    last_day = max(one.day for one in sets)
    lines: list[Line] = []
    for day, group in groupby(sorted(sets, key=lambda one: one.day), key=lambda one: one.day):
        on = today - timedelta(days=1 + last_day - day)
        begins = datetime(on.year, on.month, on.day, tzinfo=UTC) + AT
        for number, typed in enumerate(group):
            exercise = known[typed.exercise]
            lines.append(
                Line(typed, exercise, performed(typed, exercise, on, begins + number * BETWEEN_SETS))
            )
    return lines


async def _exercise(tx: Transaction, actor: Actor, name: str) -> Named:
    return (await library.find(tx, actor, name)).found or await library.add_custom(tx, actor, name)


def performed(typed: FileSet, exercise: Named, on: date, at: datetime) -> PerformedSet:
    """A set of the file as one of ours: what cannot be is unknown."""
    load_g = to_grams(typed.load, typed.unit)
    reps_can_be = typed.reps is not None and typed.reps <= MAX_REPS
    return PerformedSet(
        exercise_id=exercise.exercise.id,
        at=at,
        local_date=on,
        load_g=load_g if load_g <= MAX_LOAD_G else None,
        reps=typed.reps if reps_can_be else None,
        rpe=None if typed.rpe is None else float(typed.rpe),
    )


def judged(lines: Sequence[Line]) -> list[Line]:
    """The same sets, those that look like slips without trust. Each is judged by what came before it."""
    of_exercise: dict[int, list[PerformedSet]] = {}
    for line in lines:
        of_exercise.setdefault(line.performed.exercise_id, []).append(line.performed)
    past: list[PerformedSet] = []
    judged_lines: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.performed.local_date):
        day = list(group)
        past = [done for done in past if done.at >= day[0].performed.at - HISTORY]
        strengths = {
            exercise.id: estimate(exercise.id, (), past, day[0].performed.at, curve=curve_of(exercise))
            for exercise in {line.exercise.exercise.id: line.exercise.exercise for line in day}.values()
        }
        for line in day:
            done = line.performed
            odd = is_unusual(strengths[done.exercise_id], None, done) is not None
            slip = odd and not _comes_back(done, of_exercise[done.exercise_id])
            trusted = line.possible and not slip
            judged_lines.append(replace(line, performed=replace(done, trusted=trusted)))
        past += [line.performed for line in judged_lines[-len(day) :]]
    return judged_lines


def _comes_back(done: PerformedSet, all_of_it: Sequence[PerformedSet]) -> bool:
    """Whether as much was done in another set: then it is strength, and no slip."""
    if done.load_g is None or done.reps is None:
        return False
    return any(
        other is not done
        and other.load_g is not None
        and other.reps is not None
        and other.load_g >= AS_HEAVY * done.load_g
        and other.reps >= AS_HEAVY * done.reps
        for other in all_of_it
    )


async def _store(tx: Transaction, actor: Actor, day: Sequence[Line]) -> None:
    first = day[0].performed
    workout = await placing.free_workout(tx, actor, first.local_date, first.at, WorkoutStatus.COMPLETED)
    new: list[NewSet] = []
    for line in day:
        workout, inside = await placing.exercise_in(tx, actor, workout, line.exercise)
        new.append(
            NewSet(
                performed=line.performed,
                workout_id=workout.id,
                workout_exercise_id=inside.id,
                typed_load=line.typed.load,
                unit=line.typed.unit,
                note=None if line.possible else _as_typed(line.typed),
            )
        )
    await set_rows.append(tx, actor, new)


def _as_typed(typed: FileSet) -> str:
    reps = "?" if typed.reps is None else typed.reps
    return f"{typed.load.normalize():f} {typed.unit.value} × {reps}"


def _loaded(lifter: str, actor: Actor, days: Sequence[Sequence[Line]], own_exercises: int) -> Loaded:
    lines = [line for day in days for line in day]
    return Loaded(
        lifter=lifter,
        athlete_id=actor.athlete_id,
        workouts=len(days),
        sets=len(lines),
        exercises=len({line.performed.exercise_id for line in lines}),
        own_exercises=own_exercises,
        untrusted=sum(not line.performed.trusted for line in lines),
        first_on=lines[0].performed.local_date.isoformat(),
        last_on=lines[-1].performed.local_date.isoformat(),
    )
