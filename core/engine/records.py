"""Personal records: what a set shows that no set of its exercise before it has shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.engine.curve import fraction_of_max, reps_to_failure
from core.engine.models import PerformedSet

HARD_ENOUGH_RPE = 8.5  # what an easier set estimates is too rough for a record; design choice
MOST_REPS_TO_FAILURE = 12.0  # above, an estimated max says little (nuzzo_2024)
LEAST_RISE = 1.005  # of an estimated max: less is rounding; design choice


class RecordKind(StrEnum):
    """What there is most of."""

    LOAD = "load"
    E1RM = "e1rm"
    REPS = "reps"  # at a load or a heavier one
    DURATION = "duration"
    DISTANCE = "distance"
    VOLUME = "volume"  # load x repetitions of one day


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record and what it was before, in grams, repetitions, seconds, metres or grams x repetitions."""

    kind: RecordKind
    value: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bests:
    """What the sets of one exercise have shown so far: enough to know a record by. 0 where nothing was shown."""

    reps_at: tuple[tuple[int, int], ...] = ()  # load in grams and the most repetitions with it
    e1rm_g: int = 0
    day_volume_g: int = 0
    duration_s: int = 0
    distance_m: int = 0

    @property
    def load_g(self) -> int:
        """The heaviest load."""
        return max((load_g for load_g, _ in self.reps_at), default=0)

    def reps(self, load_g: int) -> int:
        """The most repetitions with so much or more."""
        return max((reps for other_g, reps in self.reps_at if other_g >= load_g), default=0)


def counts(done: PerformedSet) -> bool:
    """Warm-ups, rehab, and sets that may be typing errors are no records."""
    return done.trusted and not done.warm_up and not done.rehab


def bests(sets: Iterable[PerformedSet]) -> Bests:
    """The bests of one exercise."""
    counted = [done for done in sets if counts(done)]
    most: dict[int, int] = {}
    volumes: dict[object, int] = {}
    for done in counted:
        if done.reps is not None and done.reps > 0:
            most[_load_g(done)] = max(done.reps, most.get(_load_g(done), 0))
        volumes[done.local_date] = volumes.get(done.local_date, 0) + _volume_g(done)
    return Bests(
        reps_at=tuple(sorted(most.items(), reverse=True)),
        e1rm_g=max((_e1rm_g(done) for done in counted), default=0),
        day_volume_g=max(volumes.values(), default=0),
        duration_s=max((_amount(done.duration_s) for done in counted), default=0),
        distance_m=max((_amount(done.distance_m) for done in counted), default=0),
    )


def records(before: Bests, day: Sequence[PerformedSet]) -> tuple[Record, ...]:
    """The records that the last of a day's sets of an exercise is, the best kind first.

    `before` is what was shown before this day. The first time there is nothing to beat, so it is no record.
    """
    if not day or not counts(day[-1]):
        return ()
    done, earlier = day[-1], bests(day[:-1])
    reps_at = (*before.reps_at, *earlier.reps_at)
    so_far = Bests(reps_at=reps_at)
    reps, load_g = _amount(done.reps), _load_g(done)
    total_g = sum(_volume_g(each) for each in day if counts(each))
    known = [(RecordKind.LOAD, load_g if reps else 0, so_far.load_g if before.reps_at else 0)]
    if load_g <= so_far.load_g and before.reps_at:
        known.append((RecordKind.REPS, reps, so_far.reps(load_g)))
    rise = round(LEAST_RISE * max(before.e1rm_g, earlier.e1rm_g))
    shown_g = _e1rm_g(done)
    if shown_g > rise:
        known.insert(1, (RecordKind.E1RM, shown_g, max(before.e1rm_g, earlier.e1rm_g)))
    known.append((RecordKind.DURATION, _amount(done.duration_s), max(before.duration_s, earlier.duration_s)))
    known.append((RecordKind.DISTANCE, _amount(done.distance_m), max(before.distance_m, earlier.distance_m)))
    if total_g - _volume_g(done) <= before.day_volume_g:
        known.append((RecordKind.VOLUME, total_g, before.day_volume_g))
    return tuple(
        Record(kind=kind, value=value, before=best) for kind, value, best in known if value > best > 0
    )


def _load_g(done: PerformedSet) -> int:
    return _amount(done.load_g)


def _amount(said: int | None) -> int:
    return 0 if said is None else said


def _volume_g(done: PerformedSet) -> int:
    return max(_load_g(done), 0) * max(_amount(done.reps), 0)


def _e1rm_g(done: PerformedSet) -> int:
    """The one-rep max that a hard set speaks for; 0 where it was too easy, too long or without a load."""
    reps, load_g = _amount(done.reps), _load_g(done)
    if reps < 1 or load_g <= 0 or not (done.failed or (done.rpe is not None and done.rpe >= HARD_ENOUGH_RPE)):
        return 0
    most = float(reps) if done.failed or done.rpe is None else reps_to_failure(reps, done.rpe)
    return round(load_g / fraction_of_max(most)) if most <= MOST_REPS_TO_FAILURE else 0
