"""What is known of an athlete's strength in one lift: its own evidence here, or a guess from related lifts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from core.engine import timeline
from core.engine.body_load import body_load_g, hangs, max_as_lifted, set_as_lifted
from core.engine.loads import WITHOUT_MAX
from core.engine.models import Equipment, Exercise, LoadMode, MaxEntry, PerformedSet, Snapshot, Strength
from core.engine.models.habits import UNKNOWN, Habits
from core.engine.related import SAME_ELSEWHERE, combined, link
from core.engine.strength import GAIN_PER_WEEK, curve_of, estimate

# Whose numbers are those of one thing in one place
PER_PLACE = frozenset({Equipment.MACHINE, Equipment.CABLE, Equipment.SMITH})
MOST_SOURCES = 3  # of a guess, the nearest ones; design choice


@dataclass(frozen=True, kw_only=True)
class Record:
    """What an athlete has done and typed, as far as strength goes; `exercises` may be related to each other.

    A long history is looked through once: what is asked of it for every lift is kept.
    """

    maxes: Sequence[MaxEntry]
    history: Sequence[PerformedSet]
    now: datetime
    gain_per_week: float
    body_weight_g: int | None = None
    place_id: int | None = None
    exercises: Sequence[Exercise] = ()
    constants: Mapping[str, float] = field(default_factory=dict)
    habits: Habits = UNKNOWN

    @cached_property
    def trained_at(self) -> Sequence[datetime]:
        """When each day of any training began, in order."""
        return timeline.trained_at(self.history)

    @cached_property
    def done(self) -> Mapping[int, Sequence[PerformedSet]]:
        """The sets of each exercise, in their order."""
        found: dict[int, list[PerformedSet]] = defaultdict(list)
        for done in self.history:
            found[done.exercise_id].append(done)
        return found

    def sets_of(self, exercise: Exercise, *, lifted: bool = False) -> Sequence[PerformedSet]:
        """The exercise's sets, as they were told, or with all that they lifted."""
        own = self.done.get(exercise.id, ())
        return [set_as_lifted(done, exercise) for done in own] if lifted else own


def record_of(snapshot: Snapshot) -> Record:
    return Record(
        maxes=snapshot.maxes,
        history=snapshot.history,
        now=snapshot.now,
        gain_per_week=GAIN_PER_WEEK[snapshot.profile.training_age],
        body_weight_g=snapshot.body_weight_g,
        place_id=snapshot.place_id,
        constants=snapshot.constants,
        habits=snapshot.habits,
        exercises=tuple(
            {each.id: each for each in (*snapshot.known_exercises, *snapshot.exercises)}.values()
        ),
    )


def relatives(
    exercises: Iterable[Exercise], *, new: Collection[int], known: Collection[int]
) -> tuple[Exercise, ...]:
    """Of the known exercises those that tell something of a new one."""
    library = {exercise.id: exercise for exercise in exercises}
    begun = [library[number] for number in sorted(new) if number in library]
    done = [library[number] for number in sorted(known) if number in library]
    return tuple(other for other in done if any(link(exercise, other) is not None for exercise in begun))


def strength_of(record: Record, exercise: Exercise) -> Strength | None:
    """Only what has a load from outside, or a body whose weight is known, has a max that can be guessed."""
    body_g = body_load_g(exercise, record.body_weight_g) if hangs(exercise) else None
    if exercise.load_mode in WITHOUT_MAX and body_g is None:
        return None
    found = _own_or_guess(record, exercise)
    if found is None or body_g is None:
        return found
    return replace(found, body_load_g=body_g, assisted=exercise.load_mode is LoadMode.ASSISTED)


def _own_or_guess(record: Record, exercise: Exercise) -> Strength | None:
    """What is only known to be at least so much gives way to a guess that is higher."""
    own = _own(record, exercise, record.place_id)
    if own is not None and not own.bounded:
        return own
    guess = _guess(record, exercise)
    if own is None or guess is None:
        return own or guess
    # no first time any more: how far a load may rise from what was done is another rule's
    higher = replace(guess, guessed_from=(), sets_seen=own.sets_seen)
    return higher if guess.log_mean > own.log_mean else own


def _own(record: Record, exercise: Exercise, place_id: int | None) -> Strength | None:
    """A place that is not known is taken for this one. What was done elsewhere only says that there was training."""
    maxes, own = record.maxes, record.sets_of(exercise, lifted=hangs(exercise))
    if hangs(exercise):
        maxes = [max_as_lifted(each, exercise) for each in maxes if each.exercise_id == exercise.id]
    if exercise.equipment in PER_PLACE and place_id is not None:
        own = [done for done in own if done.place_id in (None, place_id)]
    return estimate(
        exercise.id,
        maxes,
        own,
        record.now,
        record.gain_per_week,
        record.constants,
        curve=curve_of(exercise),
        known=record.habits,
        trained_at=record.trained_at,
    )


def _guess(record: Record, exercise: Exercise) -> Strength | None:
    """From the same machine elsewhere, and from every related lift with evidence of its own."""
    shown = record.done.keys() | {entry.exercise_id for entry in record.maxes}
    told = []
    if exercise.equipment in PER_PLACE and exercise.id in shown:
        elsewhere = _own(record, exercise, None)
        told += [] if elsewhere is None else [(elsewhere, SAME_ELSEWHERE)]
    others = (other for other in record.exercises if other.id in shown and other.id != exercise.id)
    links = [(via.sd, other.id, other, via) for other in others if (via := link(exercise, other)) is not None]
    for _, _, other, via in sorted(links)[:MOST_SOURCES]:
        source = _own(record, other, record.place_id)
        told += [] if source is None else [(source, via)]
    return combined(exercise, told)
