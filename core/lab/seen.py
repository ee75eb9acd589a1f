"""What is kept of a simulated athlete's months: enough for every figure and plot."""

from collections.abc import Sequence
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
    engine_s: float = 0.0  # spent in the engine

    def tally(self, coach: str) -> Tally:
        return self.tallies.setdefault(coach, Tally())

    def points_of(self, exercise_id: int) -> Sequence[Point]:
        return [point for point in self.points if point.exercise_id == exercise_id]
