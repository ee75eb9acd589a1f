"""Makes a week's sets act on its volume target: muscles below it get sets, accessories above it give some up.

Counted in fractions (a set is 1 for a prime mover, its share for a helper) against landmarks of the same counting.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from core.engine.doses import is_hard
from core.engine.fitting import MOST_HARD_SETS, OVERTIME_MINUTES
from core.engine.models import (
    Exercise,
    Landmark,
    Muscle,
    PlannedDay,
    PlannedExercise,
    Role,
    SetKind,
    SetTarget,
    VolumeTarget,
)
from core.engine.timing import series_s
from core.engine.volume import add_sets, landmark
from core.engine.warm_ups import STANDARD
from core.engine.writing import WARM_UP_REST_S

# Where between MEV and the last sets before MRV a block starts (landmarks: a third of the way is the low end of MAV)
LEVELS: Mapping[VolumeTarget, float] = {
    VolumeTarget.DELOAD_VOLUME: 0.0,
    VolumeTarget.MEV: 0.0,
    VolumeTarget.MAV: 1.0 / 3.0,
    VolumeTarget.APPROACHING_MRV: 2.0 / 3.0,
}
APPROACHING_SETS = 2.0  # below MRV, where a ramp ends (landmarks)
MOST_SETS: Mapping[Role, int] = {Role.MAIN: 5, Role.ACCESSORY: 4}  # design choice
MORE_SETS = 1  # than these, where somebody said yes to it; design choice
LEAST_SETS = 2  # of an exercise; fewer are not worth the way to the rack; design choice
MOST_MUSCLE_SETS_A_DAY = 10.0  # session_cap
LACKS_SETS = 0.75  # below its level a muscle gets another set; design choice
COUNTS_SHARE = 0.5  # smaller shares neither ask for sets nor forbid them; design choice

Place = tuple[int, int]  # day and line of a week
Landmarks = Mapping[Muscle, Landmark]


@dataclass(slots=True)
class _Week:
    """A week's sets while they are moved."""

    days: Sequence[PlannedDay]
    library: Mapping[int, Exercise]
    limit_s: int
    beyond: int = 0  # sets that an exercise may have more than the planner gives it
    sets: dict[Place, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sets = {
            (d, i): line.sets for d, day in enumerate(self.days) for i, line in enumerate(day.exercises)
        }

    def line(self, place: Place) -> PlannedExercise:
        return self.days[place[0]].exercises[place[1]]

    def shares(self, place: Place) -> Mapping[Muscle, float]:
        return self.library[self.line(place).exercise_id].muscles

    def primes(self, place: Place) -> frozenset[Muscle]:
        shares = self.shares(place)
        most = max(shares.values(), default=1.0)
        return frozenset(muscle for muscle, share in shares.items() if share >= min(most, 1.0))

    def counted(self, day: int | None = None) -> dict[Muscle, float]:
        """Fractional hard sets of the week, or of one day of it."""
        counted: dict[Muscle, float] = {}
        for place, sets in self.sets.items():
            if day in (None, place[0]) and is_hard(self.line(place)):
                add_sets(counted, self.shares(place), sets)
        return counted

    def has_room(self, place: Place) -> bool:
        """Whether one more set fits the line, the day's time and what a muscle bears in a day."""
        line = self.line(place)
        if not is_hard(line) or self.sets[place] >= MOST_SETS[line.role] + self.beyond:
            return False
        more = {**self.sets, place: self.sets[place] + 1}
        lines = [(self.line(each), sets) for each, sets in more.items() if each[0] == place[0]]
        if sum(sets for _, sets in lines) > MOST_HARD_SETS:
            return False
        if sum(planned_s(replace(each, sets=sets)) for each, sets in lines) > self.limit_s:
            return False
        today = self.counted(place[0])
        return all(today[m] + share <= MOST_MUSCLE_SETS_A_DAY for m, share in self.shares(place).items())

    def written(self) -> tuple[PlannedDay, ...]:
        return tuple(
            replace(
                day,
                exercises=tuple(replace(line, sets=self.sets[d, i]) for i, line in enumerate(day.exercises)),
            )
            for d, day in enumerate(self.days)
        )


def planned_s(planned: PlannedExercise) -> int:
    """Seconds for a planned exercise, a main lift's warm-ups included."""
    work = SetTarget(kind=SetKind.WORK, load_g=None, reps=planned.reps, rest_s=planned.rest_s)
    warm_up = SetTarget(kind=SetKind.WARM_UP, load_g=None, reps=None, rest_s=WARM_UP_REST_S)
    warm_ups = len(STANDARD) if planned.role is Role.MAIN else 0
    return series_s((warm_up,) * warm_ups + (work,) * planned.sets)


def ceiling(landmarks: Landmarks, muscle: Muscle) -> float:
    """Where adding sets ends: short of MRV."""
    return max(landmark(landmarks, muscle).mrv_sets - APPROACHING_SETS, 0.0)


def level(landmarks: Landmarks, muscle: Muscle, target: VolumeTarget) -> float:
    """The weekly sets that a block with this target starts at."""
    mev = landmark(landmarks, muscle).mev_sets
    return mev + LEVELS[target] * max(ceiling(landmarks, muscle) - mev, 0.0)


def towards(
    days: Sequence[PlannedDay],
    library: Mapping[int, Exercise],
    minutes: int,
    target: VolumeTarget,
    landmarks: Landmarks,
    mains_first: bool,
) -> tuple[PlannedDay, ...]:
    """The days with the sets that bring each muscle near its level, as far as time and the other muscles allow."""
    week = _Week(days=days, library=library, limit_s=60 * minutes)
    wanted = {muscle: level(landmarks, muscle, target) for muscle in Muscle}
    _give_up(week, wanted)
    most = {muscle: max(wanted[muscle], ceiling(landmarks, muscle)) for muscle in Muscle}
    _grow(week, wanted, most, mains_first)
    return week.written()


def ramped(
    days: Sequence[PlannedDay],
    library: Mapping[int, Exercise],
    minutes: int,
    weeks: int,
    ramp: float,
    landmarks: Landmarks,
    mains_first: bool,
) -> tuple[PlannedDay, ...]:
    """Each line with its sets of every week. No muscle gets more than the ramp allows, nor near its MRV."""
    if ramp <= 1.0 or weeks < 2:
        return tuple(days)
    week = _Week(days=days, library=library, limit_s=60 * minutes)
    first = week.counted()
    by_week = [dict(week.sets)]
    for number in range(1, weeks):
        most = {
            muscle: max(min(sets * ramp**number, ceiling(landmarks, muscle)), sets)
            for muscle, sets in first.items()
        }
        _grow(week, most, most, mains_first)
        by_week.append(dict(week.sets))
    return tuple(
        replace(
            day,
            exercises=tuple(
                replace(line, weekly_sets=tuple(sets[d, i] for sets in by_week))
                for i, line in enumerate(day.exercises)
            ),
        )
        for d, day in enumerate(days)
    )


def place_for_one_more(
    days: Sequence[PlannedDay],
    library: Mapping[int, Exercise],
    minutes: int,
    muscle: Muscle,
    landmarks: Landmarks,
    mains_first: bool,
    without: Set[int],
) -> tuple[int, int] | None:
    """The day's number and the exercise of which one more set can be done without another being left out for it.

    The limits are those of the day itself, which are wider than the planner's: a little overtime, and no muscle above
    its MRV. Exercises `without` stay as they are, and so does what a coach wrote.
    """
    week = _Week(days=days, library=library, limit_s=60 * (minutes + OVERTIME_MINUTES), beyond=MORE_SETS)
    counted = week.counted()
    most = {each: landmark(landmarks, each).mrv_sets for each in counted}
    places = _best(week, {muscle: counted.get(muscle, 0.0) + 1.0}, most, mains_first)
    free = (
        (days[place[0]].day_number, week.line(place).exercise_id)
        for place in places
        if not week.line(place).series and week.line(place).exercise_id not in without
    )
    return next(free, None)


def _give_up(week: _Week, wanted: Mapping[Muscle, float]) -> None:
    """Accessories whose every prime mover is above its level, the last of the week first, a set at a time."""
    while True:
        counted = week.counted()
        above = [
            place
            for place, sets in week.sets.items()
            if week.line(place).role is Role.ACCESSORY
            and sets > LEAST_SETS
            and all(counted[muscle] - 1.0 >= wanted[muscle] for muscle in week.primes(place))
        ]
        if not above:
            return
        week.sets[max(above, key=lambda place: (week.sets[place], place))] -= 1


def _grow(
    week: _Week, wanted: Mapping[Muscle, float], most: Mapping[Muscle, float], mains_first: bool
) -> None:
    """A set at a time for the muscle that lacks most, where it leaves every other muscle within its most."""
    while (place := next(_best(week, wanted, most, mains_first), None)) is not None:
        week.sets[place] += 1


def _best(
    week: _Week, wanted: Mapping[Muscle, float], most: Mapping[Muscle, float], mains_first: bool
) -> Iterator[Place]:
    counted = week.counted()
    lacking = sorted(
        (counted[muscle] / wanted[muscle], muscle)
        for muscle in counted
        if wanted.get(muscle, 0.0) - counted[muscle] >= LACKS_SETS
    )

    def within(place: Place) -> bool:
        return all(
            share < COUNTS_SHARE or counted[muscle] + share <= most.get(muscle, counted[muscle]) + 1e-9
            for muscle, share in week.shares(place).items()
        )

    for _, muscle in lacking:
        places = sorted(
            (place for place in week.sets if muscle in week.primes(place)),
            key=lambda place: (
                (week.line(place).role is Role.MAIN) is not mains_first,
                week.sets[place],
                place,
            ),
        )
        yield from (place for place in places if within(place) and week.has_room(place))
