"""What is known of an athlete's lifts: all they did lately, their maxes, what both show of the person, and each max."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.engine import habits
from core.engine.known import Record, strength_of
from core.engine.loads import WITHOUT_MAX
from core.engine.models import Exercise, MaxEntry, PerformedSet, Strength, TrainingAge
from core.engine.models.habits import Habits
from core.engine.strength import GAIN_PER_WEEK, curve_of
from core.persistence.database import Transaction
from core.services import formulas, history, library
from core.services.access import Actor
from core.services.library import Named

HISTORY = timedelta(days=180)  # how far back the engine looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Sets and maxes of every exercise, oldest first; `named` are those exercises and what else was asked for."""

    at: datetime
    training_age: TrainingAge
    sets: tuple[PerformedSet, ...]
    maxes: tuple[MaxEntry, ...]
    named: Mapping[int, Named]
    habits: Habits

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(each.exercise for each in self.named.values())

    @property
    def exercise_ids(self) -> set[int]:
        """Of those that have a set or a max."""
        return {done.exercise_id for done in self.sets} | {entry.exercise_id for entry in self.maxes}

    def sets_of(self, exercise_ids: Collection[int]) -> tuple[PerformedSet, ...]:
        return tuple(done for done in self.sets if done.exercise_id in exercise_ids)

    def maxes_of(self, exercise_ids: Collection[int]) -> tuple[MaxEntry, ...]:
        return tuple(entry for entry in self.maxes if entry.exercise_id in exercise_ids)


async def known(
    tx: Transaction,
    actor: Actor,
    at: datetime,
    training_age: TrainingAge,
    also: Collection[int] = (),
) -> Known:
    """Everything of the last half year, whichever exercise: a tested squat tells of the reports of a bench press.

    The library is read once for all of it, and for the exercises that are asked for as well.
    """
    sets = await history.sets(tx, actor, since=at - HISTORY)
    maxes = await history.maxes_of(tx, actor)
    shown = {done.exercise_id for done in sets} | {entry.exercise_id for entry in maxes}
    named = await library.load(tx, actor, shown.union(also))
    curves = {i: curve_of(each.exercise) for i, each in named.items() if i in shown and has_max(each)}
    found = habits.habits(maxes, sets, at, GAIN_PER_WEEK[training_age], curves)
    return Known(at=at, training_age=training_age, sets=sets, maxes=maxes, named=named, habits=found)


def has_max(named: Named) -> bool:
    """Only what is loaded from outside has a one-rep max."""
    return named.exercise.load_mode not in WITHOUT_MAX


async def of(
    tx: Transaction, actor: Actor, past: Known, exercise_ids: Collection[int], place_id: int | None = None
) -> Mapping[int, Strength | None]:
    """What is known of each lift's max; a guess from other lifts counts as nothing."""
    record = Record(
        maxes=past.maxes_of(exercise_ids),
        history=past.sets_of(exercise_ids),
        now=past.at,
        gain_per_week=GAIN_PER_WEEK[past.training_age],
        place_id=place_id,
        constants=await formulas.values(tx, actor),
        habits=past.habits,
    )
    found = {i: strength_of(record, past.named[i].exercise) for i in exercise_ids if i in past.named}
    return {i: None if each is None or each.guessed_from else each for i, each in found.items()}
