"""What if: today's workout beside that of the same day with one thing changed. Only asked: nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select

from core.engine import generate
from core.engine.counterfactuals import Change, Elsewhere, Minutes, Night, Readiness, Soreness
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import CheckIn, Muscle, Snapshot, Workout
from core.engine.what_if import Difference, compare, dose_of
from core.errors import NotFound, Refused
from core.persistence.database import Transaction
from core.persistence.tables import workouts
from core.services import access, check_ins, library, live, places, snapshots
from core.services.access import Actor
from core.services.live import LiveWorkout
from core.services.places import Place

LEVELS = (1, 2, 3, 4, 5)
NIGHTS = (1, 4)  # of 5: a bad one and a good one; better than that earns nothing
MINUTES = (20, 30, 45, 60, 90)  # design choice


class Topic(StrEnum):
    """What else than a muscle can be asked about."""

    READINESS = "readiness"
    SLEEP = "sleep"
    MINUTES = "minutes"
    PLACE = "place"


About = Muscle | Topic


def about(value: str) -> About | None:
    """What is asked about, by its value; None for what nobody can ask about."""
    return next((each for each in (*Muscle, *Topic) if each.value == value), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """What can be asked about a workout, and how each is today."""

    workout_id: int
    muscles: Mapping[
        Muscle, int | None
    ]  # soreness as it was said; those that the workout works hardest first
    check_in: CheckIn
    minutes: int
    places: tuple[Place, ...]  # other ones

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Without those that there is nothing to choose of."""
        return tuple(topic for topic in Topic if topic is not Topic.PLACE or self.places)

    def options(self, about: About) -> tuple[int, ...]:
        """The answers that can be tried; of places their ids."""
        match about:
            case Topic.SLEEP:
                return NIGHTS
            case Topic.MINUTES:
                return MINUTES
            case Topic.PLACE:
                return tuple(place.id for place in self.places)
            case Topic.READINESS:
                return LEVELS
        return LEVELS if about in self.muscles else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What would be different, the names of what is, and whether the workout was changed since it was made."""

    asked: Askable
    difference: Difference
    names: Mapping[int, str]
    changed_since: bool


async def askable(tx: Transaction, actor: Actor, workout_id: int) -> Askable:
    """What can be asked about the actor's open workout; NotFound where it is not theirs, or not open any more."""
    _, snapshot = await _made(tx, actor, workout_id)
    return await _askable(tx, actor, workout_id, snapshot)


async def ask(tx: Transaction, actor: Actor, workout_id: int, about: About, value: int) -> Answer:
    """What that workout would be, were one thing as `value` says; NotFound where that is no answer to try."""
    workout, snapshot = await _made(tx, actor, workout_id)
    found = await _askable(tx, actor, workout_id, snapshot)
    if value not in found.options(about):
        raise NotFound(what="answer")
    change, made = _change(found, about, value), generate(snapshot)
    if isinstance(change, Elsewhere):
        snapshot = await snapshots.with_stand_ins(tx, actor, snapshot, change.on(snapshot))
    difference = compare(made, snapshot, change)
    named = await library.load(tx, actor, [each.exercise_id for each in difference.exercises])
    meant = {each.exercise_id: dose_of(each) for each in made.exercises} if isinstance(made, Workout) else {}
    now = {each.exercise_id: dose_of(each.prescription) for each in workout.exercises if each.planned}
    return Answer(
        asked=found,
        difference=difference,
        names={number: exercise.name for number, exercise in named.items()},
        changed_since=meant != now,
    )


async def _made(tx: Transaction, actor: Actor, workout_id: int) -> tuple[LiveWorkout, Snapshot]:
    """The open workout and what it was made from, by which it can be made again."""
    await access.scope(tx, actor)
    workout = await live.read(tx, actor, workout_id)
    if workout is None or workout.status is not WorkoutStatus.IN_PROGRESS:
        raise NotFound(what="workout")
    mine = (workouts.c.athlete_id == actor.athlete_id) & (workouts.c.id == workout_id)
    snapshot = snapshots.again((await tx.run(select(workouts.c.snapshot).where(mine))).scalar_one())
    if snapshot is None:
        raise Refused(why="not_made_here")
    return workout, snapshot


async def _askable(tx: Transaction, actor: Actor, workout_id: int, snapshot: Snapshot) -> Askable:
    said = snapshot.check_in
    exercises = {each.id: each for each in snapshot.exercises}
    lines = tuple(line for line in snapshot.day.exercises if line.exercise_id in exercises)
    muscles = check_ins.muscles_to_ask(replace(snapshot.day, exercises=lines), exercises, said)
    known = await places.of(tx, actor)
    return Askable(
        workout_id=workout_id,
        muscles={muscle: said.soreness.get(muscle) for muscle in muscles},
        check_in=said,
        minutes=snapshot.profile.minutes,
        places=tuple(place for place in known if place.id != snapshot.place_id),
    )


def _change(found: Askable, about: About, value: int) -> Change:
    match about:
        case Muscle():
            return Soreness(about, value)
        case Topic.READINESS:
            return Readiness(value)
        case Topic.SLEEP:
            return Night(value)
        case Topic.MINUTES:
            return Minutes(value)
    place = next(place for place in found.places if place.id == value)
    return Elsewhere(place.id, place.kit)
