"""Why an exercise is what it is: the receipt with the names it needs, and what would be different."""

from dataclasses import dataclass

from sqlalchemy import select

from core.engine import generate
from core.engine.models import Reason, Snapshot, Workout
from core.engine.what_if import Difference, dose_of, explained, otherwise
from core.persistence.database import Transaction
from core.persistence.tables import workouts
from core.services import access, library, snapshots
from core.services.access import Actor
from core.services.live import LiveExercise


@dataclass(frozen=True, slots=True)
class Instead:
    """An exercise by its name that could have been chosen, and why it was not."""

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Everything that /why can say of one exercise."""

    trace: tuple[Reason, ...] = ()  # of the workout as a whole
    can_be_asked: bool = False  # made of a plan by this engine, so that it can be made again
    instead: tuple[Instead, ...] = ()
    without: tuple[Difference, ...] = ()  # for each thing that took something: a day without it
    otherwise: tuple[Difference, ...] = ()  # where nothing was taken: what could change it


async def explain(tx: Transaction, actor: Actor, workout_id: int, exercise: LiveExercise) -> Explained:
    """The receipt of an exercise of a workout. Counterfactuals only where this engine made the workout."""
    await access.scope(tx, actor)
    mine = (workouts.c.athlete_id == actor.athlete_id) & (workouts.c.id == workout_id)
    row = (await tx.run(select(workouts.c.rationale, workouts.c.snapshot).where(mine))).one_or_none()
    trace: tuple[Reason, ...] = row.rationale if row is not None and row.rationale is not None else ()
    snapshot = snapshots.again(None if row is None else row.snapshot)
    without, could = _differences(snapshot, exercise)
    return Explained(
        trace=trace,
        can_be_asked=snapshot is not None,
        instead=await _instead(tx, actor, exercise),
        without=without,
        otherwise=could,
    )


def _differences(
    snapshot: Snapshot | None, exercise: LiveExercise
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Only where the workout can be made again as it was; what was changed since has its own reasons."""
    if snapshot is None or not exercise.planned:
        return (), ()
    made = generate(snapshot)
    if not isinstance(made, Workout):
        return (), ()
    again = next((each for each in made.exercises if each.exercise_id == exercise.exercise_id), None)
    if again is None or dose_of(again) != dose_of(exercise.prescription):
        return (), ()
    without = explained(snapshot, made, exercise.exercise_id, again.reasons)
    return without, () if without else otherwise(snapshot, made, exercise.exercise_id)


async def _instead(tx: Transaction, actor: Actor, exercise: LiveExercise) -> tuple[Instead, ...]:
    selection = exercise.prescription.selection
    if selection is None or not selection.alternatives:
        return ()
    named = await library.load(tx, actor, [each.exercise_id for each in selection.alternatives])
    return tuple(
        Instead(named[each.exercise_id].name, each.reason)
        for each in selection.alternatives
        if each.exercise_id in named
    )
