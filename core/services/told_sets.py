"""From what somebody told or tapped to sets: what was not said is as prescribed, what looks like a slip is doubted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from core.engine import is_unusual
from core.engine.models import LoadMode, PerformedSet, Reason, SetKind, SetTarget
from core.engine.typed_max import MOST_APART, MOST_LIKELY_G
from core.engine.unusual import shown_g
from core.notation.values import Entry
from core.persistence.database import Transaction
from core.services import history, profile
from core.services.access import Actor
from core.services.live import LiveExercise, LiveWorkout, LoggedSet
from core.services.set_rows import NewSet, Origin


def told(
    actor: Actor,
    workout: LiveWorkout,
    exercise: LiveExercise,
    entries: Sequence[Entry],
    at: datetime,
    origin: Origin | None = None,
    note: str | None = None,
    corrects: Sequence[int] = (),
    most_likely_g: int | None = None,
) -> tuple[list[NewSet], Reason | None]:
    """Sets as they are to be written, and what is unusual about them: such a set is not trusted yet."""
    new: list[NewSet] = []
    unusual: Reason | None = None
    ahead = exercise
    for number, entry in enumerate(entries):
        made = _set(actor, workout, ahead, entry, at)
        earlier = [log.performed for log in ahead.logs]
        meant = ahead.prescription
        odd = is_unusual(meant.strength, meant, made.performed, earlier, most_likely_g)
        unusual = unusual or odd
        made = replace(
            made,
            performed=replace(made.performed, trusted=odd is None),
            origin=origin,
            entry=number if origin else None,
            note=note if number == 0 else None,
            corrects=corrects[number] if number < len(corrects) else None,
        )
        new.append(made)
        ahead = ahead.with_logs((*ahead.logs, standing(0, made)))
    return new, unusual


async def most_likely_g(tx: Transaction, actor: Actor, exercise: LiveExercise, on: date) -> int | None:
    """The highest max that is likely on a bar where nothing was prescribed: by training age, and by what was shown."""
    meant = exercise.prescription
    if meant.strength is not None or meant.series or exercise.load_mode != LoadMode.BAR:
        return None
    before = await history.sets(tx, actor, exercise_ids=[exercise.exercise_id])
    best_g = max((shown_g(done) for done in before if done.trusted), default=0.0)
    who = await profile.for_engine(tx, actor, on)
    return round(max(MOST_LIKELY_G[who.training_age], MOST_APART * best_g))


def _set(actor: Actor, workout: LiveWorkout, exercise: LiveExercise, entry: Entry, at: datetime) -> NewSet:
    """A set as typed or tapped, completed by what was prescribed. Effort that was not said stays unknown."""
    target = exercise.next_set
    load_g = entry.load_g
    if load_g is None and not entry.body_weight and target is not None:
        load_g = target.load_g
    reps = entry.reps
    measured = entry.duration_s is not None or entry.distance_m is not None
    if reps is None and not measured and target is not None and not entry.failed:
        reps = target.reps
    warm_up = entry.warm_up or _is_warm_up(exercise, target, load_g)
    if not warm_up:  # whoever goes straight to work is measured against the work
        target = next((s for s in exercise.progress.remaining if s.kind is not SetKind.WARM_UP), None)
    performed = PerformedSet(
        exercise_id=exercise.exercise_id,
        at=at,
        local_date=workout.local_date,
        load_g=load_g,
        reps=reps,
        rpe=entry.rpe,
        target_rpe=target.rpe if target is not None else None,
        target_reps=target.reps if target is not None else None,
        duration_s=entry.duration_s,
        distance_m=entry.distance_m,
        warm_up=warm_up,
        failed=entry.failed,
        rehab=exercise.prescription.rehab and not warm_up,
    )
    return NewSet(
        performed=performed,
        workout_id=workout.id,
        workout_exercise_id=exercise.id,
        target=target,
        typed_load=entry.typed_load,
        unit=entry.unit,
        body_weight=entry.body_weight,
        drop_set=entry.drop,
    )


def _is_warm_up(exercise: LiveExercise, target: SetTarget | None, load_g: int | None) -> bool:
    """While a warm-up is due, a typed load that is nearer to it than to the work is the warm-up."""
    if target is None or target.kind is not SetKind.WARM_UP or target.load_g is None or load_g is None:
        return False
    work = [s.load_g for s in exercise.progress.remaining if s.kind is SetKind.WORK and s.load_g is not None]
    return not work or abs(load_g - target.load_g) < abs(load_g - work[0])


def standing(first_id: int, new: NewSet) -> LoggedSet:
    """A set that was just written, as it stands."""
    return LoggedSet(
        first_id=first_id,
        workout_exercise_id=new.workout_exercise_id,
        typed_unit=new.unit,
        body_weight=new.body_weight,
        message_id=new.origin.message_id if new.origin else None,
        entry=new.entry,
        performed=new.performed,
    )
