"""What is kept of a simulated athlete's months: enough for every figure and plot."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.engine.models import ExercisePrescription, PerformedSet, Snapshot

WITHIN_REPS = 1.0  # of the repetitions that should have been left


@dataclass(slots=True)
class Tally:
    """Working sets of one coach: how many, how many as hard as meant, how many missed."""

    sets: int = 0
    within: int = 0
    missed: int = 0

    def add(self, target_rpe: float, rir: float, *, missed: bool) -> None:
        """`rir` is true; a missed set is not as hard as meant, however little was missing."""
        self.sets += 1
        self.missed += missed
        self.within += not missed and abs(rir - (10.0 - target_rpe)) <= WITHIN_REPS

    def __iadd__(self, other: "Tally") -> "Tally":
        self.sets += other.sets
        self.within += other.within
        self.missed += other.missed
        return self


@dataclass(frozen=True, slots=True)
class Point:
    """Before a workout: what a main lift's max was in truth and as estimated, ln of grams, and the load asked for."""

    day: int
    exercise_id: int
    truth: float
    mean: float
    sd: float
    load_g: int | None

    @property
    def error(self) -> float:
        return self.mean - self.truth


@dataclass(frozen=True, slots=True)
class Test:
    """A true limit that was shown."""

    day: int
    exercise_id: int
    load_g: int
    reps: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What the engine raised, and everything to see it again: `generate`, or `progress` of an exercise so far."""

    error: str
    snapshot: Snapshot
    prescription: ExercisePrescription | None = None
    performed: tuple[PerformedSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that a workout broke."""

    rule: str
    day: int
    exercise_id: int | None
    detail: str
    fault: Fault | None = None


@contextmanager
def timed(calls_s: list[float]) -> Iterator[None]:
    """Adds the process time of what is done within; nothing where it raises."""
    began = time.process_time()
    yield
    calls_s.append(time.process_time() - began)


@dataclass(slots=True)
class Months:
    """One athlete from the first day to the last."""

    number: int
    persona: str
    script: str
    weeks: int
    points: list[Point] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    workouts: int = 0
    rest_days: int = 0
    # process time of each call of the engine, in their order
    habits_s: list[float] = field(default_factory=list)
    workout_s: list[float] = field(default_factory=list)
    next_set_s: list[float] = field(default_factory=list)

    @property
    def engine_s(self) -> float:
        """Spent in the engine in all."""
        return sum(self.habits_s) + sum(self.workout_s) + sum(self.next_set_s)

    def tally(self, coach: str) -> Tally:
        return self.tallies.setdefault(coach, Tally())

    def points_of(self, exercise_id: int) -> Sequence[Point]:
        return [point for point in self.points if point.exercise_id == exercise_id]
