"""A week's days with their exercises and few sets each, before volume is seen to (`weekly_sets`).

First the main lifts of the whole week, so that no accessory takes the sets or the minutes that they need; then each
day's accessories for the patterns that it does not lead with; then, where time is left, one more for the muscle that
lacks most.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from core.engine.adjust import prime_movers
from core.engine.choice import Candidate, Choice, Place, choose
from core.engine.doses import BACK_SHARE, dose_of_day, is_hard, is_small
from core.engine.fitting import OVERTIME_MINUTES
from core.engine.models import (
    Block,
    Exercise,
    Goal,
    IntensityType,
    Landmark,
    Muscle,
    Pattern,
    PlannedExercise,
    Profile,
    Reason,
    Role,
    TrainingAge,
    VolumeTarget,
)
from core.engine.phases import Phase
from core.engine.volume import add_sets, landmark
from core.engine.weekly_sets import LEAST_SETS, MOST_MUSCLE_SETS_A_DAY, level, planned_s

# Two days take turns: first their main lifts, then what the other leads with, so every pattern is met twice.
TURNS: tuple[tuple[tuple[Pattern, ...], tuple[Pattern, ...]], ...] = (
    ((Pattern.SQUAT, Pattern.PUSH), (Pattern.PULL, Pattern.HINGE)),
    ((Pattern.HINGE, Pattern.PULL), (Pattern.PUSH, Pattern.SQUAT)),
)
ALONE = (
    Pattern.SQUAT,
    Pattern.PUSH,
    Pattern.PULL,
    Pattern.HINGE,
)  # the only day of a week leads with all four
MOVERS: Mapping[Pattern, frozenset[Muscle]] = {  # what a pattern is trained for
    Pattern.SQUAT: frozenset({Muscle.QUADS}),
    Pattern.HINGE: frozenset({Muscle.HAMSTRINGS, Muscle.GLUTES}),
    Pattern.PUSH: frozenset({Muscle.CHEST, Muscle.SHOULDERS}),
    Pattern.PULL: frozenset({Muscle.UPPER_BACK}),
}
LARGE = frozenset(muscle for movers in MOVERS.values() for muscle in movers)
FILLED = tuple(muscle for muscle in Muscle if muscle is not Muscle.FOREARMS)  # they hold every pull
LAST = frozenset({Pattern.CORE, Pattern.CARRY})  # the trunk is tired last: it holds the other lifts
MOST_PER_DAY: Mapping[TrainingAge, int] = {  # exercises; beginners have fewer to learn (design choice)
    TrainingAge.BEGINNER: 5,
    TrainingAge.INTERMEDIATE: 6,
    TrainingAge.ADVANCED: 6,
}
BEGINNER_SETS = 3  # of a main lift, before volume is seen to; design choice
LED_BY_MAIN_LIFTS = frozenset(
    {Goal.STRENGTH, Goal.POWER}
)  # they practise the same lifts, which get sets first
LACKS_SETS = 1.0  # a muscle so far below its level gets another exercise; design choice
ENOUGH = Reason(step="alternative", code="enough", source="landmarks")
BACK_RESTS = Reason(step="alternative", code="back_rests")


@dataclass(slots=True, kw_only=True)
class Draft:
    """The week while it is written: what was used where, so that days differ and no muscle gets too much."""

    profile: Profile
    phase: Phase
    rir: float
    weekdays: Sequence[int]
    offered: Sequence[Candidate]
    before: Block | None
    landmarks: Mapping[Muscle, Landmark]
    days: list[list[PlannedExercise]] = field(init=False)
    library: Mapping[int, Exercise] = field(init=False)
    week_sets: dict[Muscle, float] = field(default_factory=dict)
    used: dict[int, int] = field(default_factory=dict)
    led: dict[int, int] = field(default_factory=dict)  # days that an exercise is the main lift of

    def __post_init__(self) -> None:
        self.days = [[] for _ in self.weekdays]
        self.library = {each.exercise.id: each.exercise for each in self.offered}

    def has_time(self, lines: Sequence[PlannedExercise], over_minutes: int = 0) -> bool:
        return sum(map(planned_s, lines)) <= 60 * (self.profile.minutes + over_minutes)

    def bears(self, exercise: Exercise, sets: int) -> bool:
        """Whether its muscles stay below their MRV with so many hard sets of it more."""
        week_sets = dict(self.week_sets)
        add_sets(week_sets, exercise.muscles, sets)
        return all(
            week_sets[muscle] <= landmark(self.landmarks, muscle).mrv_sets for muscle in exercise.muscles
        )

    def sets_of_day(self, day: int) -> Mapping[Muscle, float]:
        counted: dict[Muscle, float] = dict.fromkeys(Muscle, 0.0)
        for line in filter(is_hard, self.days[day]):
            add_sets(counted, self.library[line.exercise_id].muscles, line.sets)
        return counted

    def line(self, choice: Choice, role: Role) -> PlannedExercise:
        turn = self.led.get(choice.exercise.id, 0)
        kind, dose = dose_of_day(self.profile, self.phase.block_type, choice.exercise, role, turn)
        beginner = role is Role.MAIN and self.profile.training_age is TrainingAge.BEGINNER
        return PlannedExercise(
            exercise_id=choice.exercise.id,
            role=role,
            sets=min(dose.sets, BEGINNER_SETS) if beginner else dose.sets,
            reps=dose.reps,
            reps_max=dose.reps_max,
            rpe=10.0 - self.rir,
            rest_s=dose.rest_s,
            intensity_type=kind,
            selection=choice.selection,
        )

    def take(self, day: int, line: PlannedExercise) -> None:
        self.days[day].append(line)
        self.used[line.exercise_id] = self.used.get(line.exercise_id, 0) + 1
        if line.role is Role.MAIN:
            self.led[line.exercise_id] = self.led.get(line.exercise_id, 0) + 1
        self._count(line, line.sets)

    def add_set(self, day: int, index: int) -> None:
        line = self.days[day][index]
        self.days[day][index] = replace(line, sets=line.sets + 1)
        self._count(line, 1)

    def _count(self, line: PlannedExercise, sets: int) -> None:
        if is_hard(line):
            add_sets(self.week_sets, self.library[line.exercise_id].muscles, sets)

    def place(self, day: int, role: Role, pattern: Pattern | None) -> Place:
        return Place(
            pattern=pattern,
            role=role,
            practised=self.profile.goal in LED_BY_MAIN_LIFTS,
            taken=frozenset(line.exercise_id for line in self.days[day]),
            kept=self._kept(day, role),
            leads=frozenset(self.led),
            used=self.used,
            week_sets=self.week_sets,
            landmarks=self.landmarks,
        )

    def _kept(self, day: int, role: Role) -> frozenset[int]:
        """What the same day of the block before had, or any of its days where there are more or fewer now."""
        before = () if self.before is None else self.before.days
        same = before[day : day + 1] if len(before) == len(self.days) else before
        return frozenset(line.exercise_id for each in same for line in each.exercises if line.role is role)


def drawn(draft: Draft) -> tuple[tuple[PlannedExercise, ...], ...]:
    """Each day's exercises in the order in which they are done."""
    every_day = range(len(draft.days))
    wanted = [_main_lifts(draft, day) for day in every_day]
    for day in every_day:
        _grow(draft, day, wanted[day])
    for day in every_day:
        for pattern in _left_to_accessories(draft, day):
            _add(draft, day, pattern=pattern)
    _what_lacks(draft)
    return tuple(tuple(sorted(lines, key=lambda line: _turn(draft.library, line))) for lines in draft.days)


def _turn(library: Mapping[int, Exercise], line: PlannedExercise) -> tuple[bool, bool, bool]:
    """Main lifts before accessories, of them what is fast while one is fresh, and the trunk last."""
    fast = line.intensity_type is IntensityType.EXPLOSIVE
    return line.role is not Role.MAIN, not fast, library[line.exercise_id].pattern in LAST


def _patterns(draft: Draft, day: int) -> tuple[Pattern, ...]:
    return ALONE if len(draft.days) == 1 else TURNS[day % len(TURNS)][0]


def _main_lifts(draft: Draft, day: int) -> list[int]:
    """Takes a day's with few sets each, so that all have their place, and says how many each should have.

    The first of a day always stays.
    """
    wanted = []
    for pattern in _patterns(draft, day):
        choice = choose(draft.place(day, Role.MAIN, pattern), draft.offered)
        if choice is None:
            continue
        line = draft.line(choice, Role.MAIN)
        few = replace(line, sets=min(LEAST_SETS, line.sets))
        borne = not is_hard(few) or draft.bears(choice.exercise, few.sets)
        fits = borne and draft.has_time([*draft.days[day], few], OVERTIME_MINUTES)
        if fits or not draft.days[day]:
            draft.take(day, few)
            wanted.append(line.sets)
    return wanted


def _grow(draft: Draft, day: int, wanted: Sequence[int]) -> None:
    """A set at a time, each main lift in turn, as far as minutes and muscles allow."""
    grew = True
    while grew:
        grew = False
        for index, most in enumerate(wanted):
            lines = draft.days[day]
            line = lines[index]
            others = [each for each in lines if each is not line]
            more = replace(line, sets=line.sets + 1)
            if (
                line.sets < most
                and draft.has_time([*others, more])
                and (not is_hard(line) or draft.bears(draft.library[line.exercise_id], 1))
            ):
                draft.add_set(day, index)
                grew = True


def _left_to_accessories(draft: Draft, day: int) -> Iterator[Pattern]:
    """What no main lift of the day trains: first what it should have led with, then what the other day does."""
    led = {draft.library[line.exercise_id].pattern for line in draft.days[day]}
    others = () if len(draft.days) == 1 else TURNS[day % len(TURNS)][1]
    return (pattern for pattern in (*_patterns(draft, day), *others) if pattern not in led)


def _what_lacks(draft: Draft) -> None:
    """Accessories for what is furthest below the least that trains it; then, for muscle, below the block's level."""
    for target in dict.fromkeys((VolumeTarget.MEV, draft.phase.volume_target)):
        if target is VolumeTarget.MEV or draft.profile.goal not in LED_BY_MAIN_LIFTS:
            _fill(draft, {muscle: level(draft.landmarks, muscle, target) for muscle in FILLED})


def _fill(draft: Draft, levels: Mapping[Muscle, float]) -> None:
    """One for the muscle that lacks most, on the day that works it least, until none has room."""
    open_to = set(levels)
    while open_to:
        lacking = [
            (draft.week_sets.get(muscle, 0.0) / levels[muscle], muscle)
            for muscle in open_to
            if levels[muscle] - draft.week_sets.get(muscle, 0.0) >= LACKS_SETS
        ]
        if not lacking:
            return
        _, muscle = min(lacking)
        days = sorted(
            range(len(draft.days)),
            key=lambda day: (draft.sets_of_day(day)[muscle], len(draft.days[day]), day),
        )
        if not any(_add(draft, day, muscle=muscle) for day in days):
            open_to.remove(muscle)


def _add(draft: Draft, day: int, *, pattern: Pattern | None = None, muscle: Muscle | None = None) -> bool:
    """One accessory more for a pattern or a muscle: of large muscles rather what works others, too."""
    if len(draft.days[day]) >= MOST_PER_DAY[draft.profile.training_age]:
        return False
    wanted = MOVERS[pattern] if pattern is not None else frozenset({muscle} if muscle is not None else ())
    today, hinged = draft.sets_of_day(day), _beside_hinge(draft, day)
    small_movers = {
        muscle
        for line in draft.days[day]
        if is_small(draft.library[line.exercise_id])
        for muscle in prime_movers(draft.library[line.exercise_id])
    }
    here = [
        _with_room(draft, each, today, small_movers, hinged=hinged)
        for each in draft.offered
        if pattern in (None, each.exercise.pattern) and prime_movers(each.exercise) & wanted
    ]
    small = not wanted & LARGE
    first = [each for each in here if is_small(each.exercise) is small]
    place = replace(draft.place(day, Role.ACCESSORY, pattern), muscles=wanted)
    choice = choose(place, first) or choose(place, here)
    if choice is None:
        return False
    line = draft.line(choice, Role.ACCESSORY)
    few = replace(line, sets=min(LEAST_SETS, line.sets))
    if not draft.has_time([*draft.days[day], few]):
        return False
    draft.take(day, few)
    return True


def _with_room(
    draft: Draft, candidate: Candidate, today: Mapping[Muscle, float], small: Set[Muscle], *, hinged: bool
) -> Candidate:
    """Not what its muscles do not bear, nor a second small exercise of a muscle, nor a heavy back beside a hinge."""
    exercise = candidate.exercise
    if candidate.obstacle is not None:
        return candidate
    twice = is_small(exercise) and prime_movers(exercise) & small
    a_day = all(
        today[muscle] + share * LEAST_SETS <= MOST_MUSCLE_SETS_A_DAY
        for muscle, share in exercise.muscles.items()
    )
    if twice or not a_day or not draft.bears(exercise, LEAST_SETS):
        return replace(candidate, obstacle=ENOUGH)
    if hinged and exercise.muscles.get(Muscle.LOWER_BACK, 0.0) >= BACK_SHARE:
        return replace(candidate, obstacle=BACK_RESTS)
    return candidate


def _beside_hinge(draft: Draft, day: int) -> bool:
    """Whether a main hinge is trained on this day or on one right beside it."""
    return any(
        abs(weekday - draft.weekdays[day]) <= 1
        for weekday, lines in zip(draft.weekdays, draft.days, strict=True)
        for line in lines
        if line.role is Role.MAIN and draft.library[line.exercise_id].pattern is Pattern.HINGE
    )
