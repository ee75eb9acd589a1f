"""What is known of an athlete's lifts: all they did lately, their maxes, and what both show of the person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.engine import habits
from core.engine.loads import WITHOUT_MAX
from core.engine.models import Exercise, MaxEntry, PerformedSet, TrainingAge
from core.engine.models.habits import Habits
from core.engine.strength import GAIN_PER_WEEK, curve_of
from core.persistence.database import Transaction
from core.services import history, library
from core.services.access import Actor

HISTORY = timedelta(days=180)  # how far back the engine looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Sets and maxes of every exercise, oldest first."""

    sets: tuple[PerformedSet, ...]
    maxes: tuple[MaxEntry, ...]
    habits: Habits

    @property
    def exercise_ids(self) -> set[int]:
        return {done.exercise_id for done in self.sets} | {entry.exercise_id for entry in self.maxes}

    def sets_of(self, exercise_ids: Collection[int]) -> tuple[PerformedSet, ...]:
        return tuple(done for done in self.sets if done.exercise_id in exercise_ids)

    def maxes_of(self, exercise_ids: Collection[int]) -> tuple[MaxEntry, ...]:
        return tuple(entry for entry in self.maxes if entry.exercise_id in exercise_ids)


async def known(tx: Transaction, actor: Actor, at: datetime, training_age: TrainingAge) -> Known:
    """Everything of the last half year, whichever exercise: a tested squat tells of the reports of a bench press."""
    sets = await history.sets(tx, actor, since=at - HISTORY)
    maxes = await history.maxes_of(tx, actor)
    ids = {done.exercise_id for done in sets} | {entry.exercise_id for entry in maxes}
    loaded = _loaded({i: named.exercise for i, named in (await library.load(tx, actor, ids)).items()})
    curves = {i: curve_of(each) for i, each in loaded.items()}
    found = habits.habits(maxes, sets, at, GAIN_PER_WEEK[training_age], curves)
    return Known(sets=sets, maxes=maxes, habits=found)


def _loaded(exercises: Mapping[int, Exercise]) -> Mapping[int, Exercise]:
    """Only what is loaded from outside has a one-rep max."""
    return {i: each for i, each in exercises.items() if each.load_mode not in WITHOUT_MAX}
