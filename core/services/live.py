"""The workout that is going on, read in one statement: its exercises, what was logged, and what is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from core.engine import progress
from core.engine.form import day_form
from core.engine.lifecycles import WorkoutStatus
from core.engine.models import (
    Equipment,
    ExercisePrescription,
    Form,
    Kit,
    Offer,
    PerformedSet,
    Progress,
    SetTarget,
)
from core.engine.records import Bests, Record, records
from core.engine.units import Unit
from core.persistence.database import Transaction
from core.persistence.documents import from_document
from core.persistence.tables.training import ExerciseStatus
from core.services import history, prescribed
from core.services.access import Actor
from core.services.prescribed import AS_JSON

# One statement, because a set's tap pays for every one of them; json and not jsonb, which takes twice as long
# to build. The workout's row is locked: two taps of
# one athlete from two phones take turns even without the chat's lock. Sets stand in the order in which they
# were told: messages carry Telegram's whole seconds and taps our own clock, which do not compare so finely.
OPEN_WORKOUT = f"""
SELECT w.id, w.status, w.local_date, w.started_at, w.current_exercise_id, w.minutes, w.week_in_block,
  w.day_number, w.kit, w.place_id,
  (SELECT json_agg(json_build_object('id', x.id, 'exercise_id', x.exercise_id, 'name', e.name,
      'status', x.status, 'planned', x.planned, 'load_mode', e.load_mode, 'equipment', e.equipment,
      'order_index', x.order_index, 'role', x.role, 'last_time', x.last_time, {AS_JSON}) ORDER BY x.order_index)
   FROM workout_exercises x JOIN exercises e ON e.id = x.exercise_id
   WHERE x.athlete_id = w.athlete_id AND x.workout_id = w.id) AS exercises,
  (SELECT json_agg(row_to_json(s) ORDER BY s.first_id) FROM (
      SELECT DISTINCT ON (coalesce(l.corrects_id, l.id)) coalesce(l.corrects_id, l.id) AS first_id, l.*
      FROM set_logs l WHERE l.athlete_id = w.athlete_id AND l.workout_id = w.id
      ORDER BY coalesce(l.corrects_id, l.id), l.id DESC) s
   WHERE s.row <> 'void') AS logs
FROM workouts w
WHERE w.athlete_id = %(athlete_id)s AND CASE WHEN %(workout_id)s::bigint IS NULL THEN w.status = 'in_progress'
  ELSE w.id = %(workout_id)s END
ORDER BY w.local_date DESC, w.id DESC LIMIT 1
FOR UPDATE OF w
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSet:
    """One set of the open workout as it stands, with what is needed to show, correct or take it back."""

    first_id: int
    workout_exercise_id: int
    typed_unit: Unit | None
    body_weight: bool
    message_id: int | None
    entry: int | None
    performed: PerformedSet


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveExercise:
    """One exercise of the open workout and where it stands."""

    id: int
    exercise_id: int
    name: str
    load_mode: str
    equipment: Equipment
    status: ExerciseStatus
    planned: bool
    group_index: int
    prescription: ExercisePrescription
    last_time: Mapping[str, Any] | None
    logs: tuple[LoggedSet, ...]
    progress: Progress

    def with_logs(self, logs: tuple[LoggedSet, ...]) -> "LiveExercise":
        """The same exercise after its logs have become these: what is left to do is worked out anew."""
        return replace(self, logs=logs, progress=progress(self.prescription, [log.performed for log in logs]))

    def with_form(self, form: Form | None) -> "LiveExercise":
        """The same on a day of which the lifts before it have shown this."""
        if form == self.prescription.form:
            return self
        return replace(self, prescription=replace(self.prescription, form=form)).with_logs(self.logs)

    @property
    def begun(self) -> bool:
        """Whether a set of its work is logged."""
        return self.first_work_id is not None

    @property
    def first_work_id(self) -> int | None:
        """Its first set of work; None before there is one."""
        return min((log.first_id for log in self.logs if not log.performed.warm_up), default=None)

    def sets_before(self, first_id: int | None) -> list[PerformedSet]:
        """What was logged of it before another set of this workout; everything where there is none."""
        return [log.performed for log in self.logs if first_id is None or log.first_id < first_id]

    @property
    def broken_off(self) -> bool:
        """Whether it was skipped or stopped: nothing comes next of it."""
        return self.status is not ExerciseStatus.OPEN

    @property
    def open(self) -> bool:
        """Something of it is still to do."""
        return self.status is ExerciseStatus.OPEN and bool(self.progress.remaining)

    def record(self, newest: LoggedSet) -> Record | None:
        """The best kind of record that a set logged today is; None where what was before is not known."""
        known = (self.last_time or {}).get("bests")
        if known is None:
            return None
        day = [log.performed for log in self.logs if log.first_id <= newest.first_id]
        return next(iter(records(from_document(Bests, known), day)), None)

    @property
    def work_sets_done(self) -> int:
        """How many sets of work are logged: of a group, the exercise with the fewest is next."""
        return sum(not log.performed.warm_up for log in self.logs)

    @property
    def free(self) -> bool:
        """Added by hand: it goes on until something else is turned to."""
        return not self.planned and self.status is ExerciseStatus.OPEN

    @property
    def offer(self) -> Offer | None:
        """A set that may come back, while the exercise is under way."""
        return self.progress.offer if self.status is ExerciseStatus.OPEN else None

    @property
    def next_set(self) -> SetTarget | None:
        """The set that is next, if any."""
        return self.progress.remaining[0] if self.open else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveWorkout:
    """The open workout."""

    id: int
    status: WorkoutStatus
    local_date: date
    started_at: datetime | None
    minutes: int | None
    week_in_block: int | None
    day_number: int | None
    exercises: tuple[LiveExercise, ...]
    turned_to: int | None
    kit: Kit | None
    place_id: int | None

    @property
    def current(self) -> LiveExercise | None:
        """The exercise under way: the one turned to by name while it lasts, else the first with sets left."""
        by_name = next((e for e in self.exercises if e.id == self.turned_to), None)
        if by_name is not None and (by_name.open or by_name.free):
            return by_name
        first = next((e for e in self.exercises if e.open), None)
        if first is None:
            return None
        together = [e for e in self.exercises if e.open and e.group_index == first.group_index]
        return min(together, key=lambda each: each.work_sets_done)  # the first of those with the fewest

    @property
    def newest_log(self) -> LoggedSet | None:
        """The set logged last."""
        logs = [log for exercise in self.exercises for log in exercise.logs]
        return max(logs, key=lambda log: log.first_id, default=None)

    @property
    def rest_s(self) -> int:
        """The rest after the newest set; after an exercise's last one only while its group goes on."""
        newest = self.newest_log
        done = None if newest is None else self.exercise(newest.workout_exercise_id)
        if done is None or self.current is None:
            return 0
        goes_on = not done.open and any(e.open and e.group_index == done.group_index for e in self.exercises)
        return done.prescription.series[-1].rest_s if goes_on else done.progress.rest_s

    @property
    def offering(self) -> LiveExercise | None:
        """The exercise that was logged last, where a set of it may come back."""
        newest = self.newest_log
        exercise = self.exercise(newest.workout_exercise_id) if newest is not None else None
        return exercise if exercise is not None and exercise.offer is not None else None

    def with_logs(self, workout_exercise_id: int, logs: tuple[LoggedSet, ...]) -> "LiveWorkout":
        """The same workout after an exercise's logs have become these."""
        changed = [e.with_logs(logs) if e.id == workout_exercise_id else e for e in self.exercises]
        return replace(self, exercises=_on_this_day(changed))

    def exercise(self, workout_exercise_id: int) -> LiveExercise | None:
        """An exercise of this workout by its own id."""
        return next((e for e in self.exercises if e.id == workout_exercise_id), None)


async def read(tx: Transaction, actor: Actor, workout_id: int | None = None) -> LiveWorkout | None:
    """The actor's open workout, or the one asked for, locked; None where there is none. The scope is open."""
    for row in await tx.rows(OPEN_WORKOUT, {"athlete_id": actor.athlete_id, "workout_id": workout_id}):
        return _workout(row)
    return None


def _workout(row: Mapping[str, Any]) -> LiveWorkout:
    logs = [_log(log) for log in row["logs"] or ()]
    return LiveWorkout(
        id=row["id"],
        status=WorkoutStatus(row["status"]),
        local_date=row["local_date"],
        started_at=row["started_at"],
        minutes=row["minutes"],
        week_in_block=row["week_in_block"],
        day_number=row["day_number"],
        turned_to=row["current_exercise_id"],
        place_id=row["place_id"],
        kit=from_document(Kit, row["kit"]) if row["kit"] is not None else None,
        exercises=_on_this_day([_exercise(exercise, logs) for exercise in row["exercises"] or ()]),
    )


def _on_this_day(exercises: Sequence[LiveExercise]) -> tuple[LiveExercise, ...]:
    """Each with what those before it have shown of the day.

    Later sets of others do not count for a lift that has begun, so that nothing moves under the hands of whoever is at
    it; what is still to come has all of them.
    """
    begun: dict[int, LiveExercise] = {}
    for each in sorted((e for e in exercises if e.begun), key=lambda each: each.first_work_id or 0):
        begun[each.id] = each.with_form(_shown(begun, each.first_work_id))
    so_far = _shown(begun)
    return tuple(begun[each.id] if each.begun else each.with_form(so_far) for each in exercises)


def _shown(begun: Mapping[int, LiveExercise], before: int | None = None) -> Form | None:
    """What lifts have shown of the day, before a set of another one or by now."""
    return day_form([(each.prescription, each.sets_before(before)) for each in begun.values()])


def _exercise(row: Mapping[str, Any], logs: list[LoggedSet]) -> LiveExercise:
    prescription = prescribed.value(row)
    own = tuple(log for log in logs if log.workout_exercise_id == row["id"])
    return LiveExercise(
        id=row["id"],
        exercise_id=row["exercise_id"],
        name=row["name"],
        load_mode=row["load_mode"],
        equipment=Equipment(row["equipment"]),
        status=ExerciseStatus(row["status"]),
        planned=row["planned"],
        group_index=row["group_index"],
        prescription=prescription,
        last_time=row["last_time"],
        logs=own,
        progress=progress(prescription, [log.performed for log in own]),
    )


def _log(row: Mapping[str, Any]) -> LoggedSet:
    dated = {
        **row,
        "performed_at": datetime.fromisoformat(row["performed_at"]),
        "local_date": date.fromisoformat(row["local_date"]),
    }
    return LoggedSet(
        first_id=row["first_id"],
        workout_exercise_id=row["workout_exercise_id"],
        typed_unit=Unit(row["unit"]) if row["unit"] else None,
        body_weight=row["body_weight"],
        message_id=row["message_id"],
        entry=row["entry"],
        performed=history.performed(dated),
    )
