"""Typed training lines: read against the open workout, written as sets, corrected when the message is edited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.engine.lifecycles import WorkoutStatus
from core.engine.models import Reason
from core.errors import NotFound
from core.notation.log_line import exercise_named, parse
from core.notation.values import (
    Ambiguous,
    Command,
    CommandKind,
    Context,
    Entry,
    NotALine,
    Parsed,
    Rejected,
    Sets,
)
from core.persistence.database import Transaction
from core.persistence.tables import set_logs
from core.services import access, history, library, live, performance, placing, set_rows, told_sets, training
from core.services.access import Actor
from core.services.days import local_date
from core.services.library import Named
from core.services.live import LiveExercise, LiveWorkout, LoggedSet
from core.services.set_rows import Origin
from core.services.training import Logged

DECIMAL_COMMA = frozenset({"es", "ru"})  # languages that write 8,5 (Unicode CLDR)

Names = Mapping[str, str]  # curated exercises' keys by their normal names in the athlete's own language


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLine:
    """A message that may be a training line; the choices are what the athlete has tapped since."""

    text: str
    at: datetime
    origin: Origin
    fresh: bool = False  # just sent: no set can have come from this message yet
    reading: int | None = None
    exercise_id: int | None = None
    new_exercise: bool = False


@dataclass(frozen=True, slots=True)
class WhichExercise:
    """The name typed is not known: one tap takes a suggestion, or the name as a new exercise."""

    typed: str
    suggestions: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class WhichReading:
    """The numbers can mean two things."""

    readings: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class NoExercise:
    """A set for no workout: nothing is open and no exercise was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What an edited message has changed: its sets as they are now, and the ids of all it had before."""

    workout: LiveWorkout | None
    exercise: LiveExercise
    sets: tuple[LoggedSet, ...]
    before: tuple[int, ...]
    unusual: Reason | None = None

    @property
    def changed(self) -> int:
        """Sets that were there before and still are."""
        return min(len(self.before), len(self.sets))


LineResult = (
    Logged | WhichExercise | WhichReading | NoExercise | Rejected | NotALine | CommandKind | Corrected
)


def glance(actor: Actor, text: str) -> Parsed:
    """What a text reads as by itself, whatever is open."""
    return parse(text, replace(_context(actor, None), has_open_exercise=True))


async def log_line(
    tx: Transaction, actor: Actor, line: TypedLine, now: datetime, names: Names = library.NO_NAMES
) -> LineResult:
    """Read a line and log it, or say what is missing. A message that has sets already has been edited.

    `now` is not the line's moment: its question may be answered days later.
    """
    await access.scope(tx, actor)
    before = [] if line.fresh else await _sets_of_message(tx, actor, line.origin)
    if before:
        return await _edit(tx, actor, line, before, now, names)
    workout = await live.read(tx, actor)
    named = await _named(tx, actor, line, names)
    if isinstance(named, WhichExercise):
        return _unless_chat(actor, line, named)
    exercise = _within(workout, named) if named is not None else workout.current if workout else None
    read = _read(actor, line, exercise)
    if not isinstance(read, Sets):
        return read
    if exercise is None:
        return NoExercise()
    return await _log(tx, actor, line, now, workout, exercise, read)


def _read(actor: Actor, line: TypedLine, exercise: LiveExercise | Named | None) -> Sets | LineResult:
    """The line as sets; of two readings the one that was tapped."""
    parsed = parse(line.text, _context(actor, exercise))
    match parsed:
        case Ambiguous(readings=readings) if line.reading is None:
            return WhichReading(readings)
        case Ambiguous(exercise=name, readings=readings, note=note, day=day):
            return Sets(name, readings[min(line.reading or 0, len(readings) - 1)], note, day)
        case Command(kind):
            return kind
        case _:
            return parsed


async def _named(
    tx: Transaction, actor: Actor, line: TypedLine, names: Names
) -> Named | WhichExercise | None:
    """The exercise that a line names: chosen by a tap, added by one, found by its name; None without a name."""
    typed = exercise_named(line.text)
    if line.exercise_id is not None:
        chosen = (await library.load(tx, actor, [line.exercise_id])).get(line.exercise_id)
        if chosen is None:
            raise NotFound(what="exercise")
        return chosen
    if typed is None:
        return None
    if line.new_exercise:
        return await library.add_custom(tx, actor, typed)
    match = await library.find(tx, actor, typed, names)
    return match.found or WhichExercise(typed, match.suggestions)


def _unless_chat(actor: Actor, line: TypedLine, asked: WhichExercise) -> LineResult:
    """An unknown name in front of something that is not a set is chat."""
    trial = parse(line.text, replace(_context(actor, None), has_open_exercise=True))
    return trial if isinstance(trial, NotALine | Rejected) else asked


def _within(workout: LiveWorkout | None, named: Named) -> LiveExercise | Named:
    """A named exercise as it stands in the open workout, where it is part of it."""
    inside = workout.exercises if workout is not None else ()
    return next((e for e in inside if e.exercise_id == named.exercise.id), named)


async def _log(
    tx: Transaction,
    actor: Actor,
    line: TypedLine,
    now: datetime,
    workout: LiveWorkout | None,
    exercise: LiveExercise | Named,
    read: Sets,
) -> Logged:
    on = local_date(line.at, actor.zone) - timedelta(days=1 if read.day is not None else 0)
    over = on < local_date(now, actor.zone)
    if over:
        workout = await placing.workout_of_day(tx, actor, on, line.at)
        named = (await library.load(tx, actor, [_id(exercise)]))[_id(exercise)]
        exercise = _within(workout, named)
    elif workout is None:
        workout = await placing.free_workout(tx, actor, on, line.at, WorkoutStatus.IN_PROGRESS)
    workout, inside = await placing.exercise_in(tx, actor, workout, exercise)
    if not over:
        workout = await training.turn_to(tx, actor, workout, inside.id)
        inside = training.exercise_of(workout, inside.id)
    logged = await training.log_entries(
        tx, actor, workout, inside, read.entries, line.at, line.origin, read.note
    )
    if over:
        await performance.keep_closed(tx, actor, workout.id, now)
    return logged


@dataclass(frozen=True, slots=True)
class _Before:
    first_id: int
    workout_id: int
    workout_exercise_id: int
    performed_at: datetime


async def _sets_of_message(tx: Transaction, actor: Actor, origin: Origin) -> list[_Before]:
    c = set_logs.c
    statement = history.standing_sets(
        c.athlete_id == actor.athlete_id, c.bot_id == origin.bot_id, c.message_id == origin.message_id
    )
    rows = await tx.run(statement.order_by(statement.selected_columns.entry))
    return [_Before(r.first_id, r.workout_id, r.workout_exercise_id, r.performed_at) for r in rows]


async def _edit(
    tx: Transaction, actor: Actor, line: TypedLine, before: list[_Before], now: datetime, names: Names
) -> LineResult:
    """Compare an edited message with its sets by position: correct them, take back, add."""
    workout = await live.read(tx, actor, before[0].workout_id)
    exercise = workout.exercise(before[0].workout_exercise_id) if workout else None
    if workout is None or exercise is None:
        raise NotFound(what="workout")
    named = await _named(tx, actor, line, names)
    if isinstance(named, WhichExercise):
        return _unless_chat(actor, line, named)
    moved = named is not None and named.exercise.id != exercise.exercise_id
    if moved and named is not None:
        workout, exercise = await placing.exercise_in(tx, actor, workout, _within(workout, named))
    # Read and judged as it was then: by the sets before this message, and no later ones.
    earlier = tuple(log for log in exercise.logs if log.first_id < before[0].first_id)
    read = _read(actor, line, exercise.with_logs(earlier))
    if not isinstance(read, Sets):
        return read
    if moved and workout.status is WorkoutStatus.IN_PROGRESS:
        await training.turn_to(tx, actor, workout, exercise.id)
    corrected = await _correct(tx, actor, line, workout, exercise.with_logs(earlier), before, read)
    await performance.keep_closed(tx, actor, workout.id, now)
    return corrected


async def _correct(
    tx: Transaction,
    actor: Actor,
    line: TypedLine,
    workout: LiveWorkout,
    exercise: LiveExercise,
    before: list[_Before],
    read: Sets,
) -> Corrected:
    at = before[0].performed_at
    likely_g = await told_sets.most_likely_g(tx, actor, exercise, workout.local_date)
    made, unusual = told_sets.told(
        actor,
        workout,
        exercise,
        read.entries,
        at,
        line.origin,
        read.note,
        [b.first_id for b in before],
        likely_g,
    )
    ids = await set_rows.append(tx, actor, made)
    for row in before[len(made) :]:
        await set_rows.take_back(tx, actor, row.first_id)
    first_ids = [n.corrects if n.corrects is not None else i for i, n in zip(ids, made, strict=True)]
    return Corrected(
        workout=await live.read(tx, actor),
        exercise=exercise,
        sets=tuple(told_sets.standing(i, n) for i, n in zip(first_ids, made, strict=True)),
        before=tuple(row.first_id for row in before),
        unusual=unusual,
    )


def _id(exercise: LiveExercise | Named) -> int:
    return exercise.exercise.id if isinstance(exercise, Named) else exercise.exercise_id


def _context(actor: Actor, exercise: LiveExercise | Named | None) -> Context:
    """What the grammar may lean on: the set that is due, and the last one of this exercise."""
    decimal_comma = actor.language in DECIMAL_COMMA
    if not isinstance(exercise, LiveExercise):
        return Context(actor.unit, has_open_exercise=exercise is not None, decimal_comma=decimal_comma)
    target, last = exercise.next_set, exercise.logs[-1] if exercise.logs else None
    load_g = target.load_g if target is not None else last.performed.load_g if last else None
    reps = target.reps if target is not None else last.performed.reps if last else None
    goes_on = last is not None and last.performed.load_g == load_g  # else it is the plan's, and so its unit
    return Context(
        unit=actor.unit,
        load_g=load_g,
        load_unit=last.typed_unit if last is not None and goes_on and last.typed_unit else actor.unit,
        reps=reps,
        last=_as_entry(last) if last is not None else None,
        has_open_exercise=True,
        decimal_comma=decimal_comma,
    )


def _as_entry(log: LoggedSet) -> Entry:
    done = log.performed
    return Entry(
        load_g=done.load_g,
        typed_load=None,
        unit=log.typed_unit,
        reps=done.reps,
        duration_s=done.duration_s,
        distance_m=done.distance_m,
        rpe=done.rpe,
        body_weight=log.body_weight,
    )
