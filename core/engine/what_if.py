"""What today's workout would be if one thing were different: the change is data, the answer is made by `generate`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.engine.counterfactuals import (
    Change,
    HardBlock,
    LastEffort,
    NoCare,
    NoDisruptions,
    NoPain,
    NoPause,
    Readiness,
    Soreness,
    UsualConstants,
    Week,
    WeekSets,
)
from core.engine.models import (
    ExercisePrescription,
    Muscle,
    Reason,
    RestDay,
    SetKind,
    SetTarget,
    Snapshot,
    Workout,
)
from core.engine.steps.effort_history import EXPOSURES
from core.engine.today import generate

FRESH = 1  # soreness of 5, by definition
READY = 4  # of 5: fresher than that earns nothing either
VERY_TIRED, VERY_SORE = 1, 4  # of 5: what is asked of a day on which nothing was wrong


# What removes a sign that is the same for every exercise, by its step or its code
OF_THE_WHOLE_DAY: Mapping[str, Change] = {
    "readiness": Readiness(READY),
    "layoff": NoPause(),
    "disruptions": NoDisruptions(),
    "careful": NoCare(),
    "easy_block": HardBlock(),
    "own": UsualConstants(),
}


@dataclass(frozen=True, slots=True)
class Dose:
    """The working sets of one exercise, told by the first of them."""

    sets: int
    target: SetTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One exercise as it is and as it would be; None where it is not in the workout."""

    exercise_id: int
    before: Dose | None
    after: Dose | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Every exercise that a change would change, in order; `rest_day` where nothing would be left."""

    change: Change
    exercises: tuple[Changed, ...]
    rest_day: bool

    def of(self, exercise_id: int) -> Changed | None:
        return next((each for each in self.exercises if each.exercise_id == exercise_id), None)


def what_if(snapshot: Snapshot, change: Change) -> Difference:
    """Today's workout beside the one that the same day would have had with one thing changed."""
    return compare(generate(snapshot), snapshot, change)


def compare(before: Workout | RestDay, snapshot: Snapshot, change: Change) -> Difference:
    """The same, where the workout as it is has been made already."""
    after = generate(change.on(snapshot))
    was, would = _doses(before), _doses(after)
    return Difference(
        change=change,
        exercises=tuple(
            Changed(exercise_id=i, before=was.get(i), after=would.get(i))
            for i in dict.fromkeys((*was, *would))
            if was.get(i) != would.get(i)
        ),
        rest_day=isinstance(after, RestDay),
    )


def removes(reason: Reason) -> Change | None:
    """The change without which a reason would not be there; None where it takes nothing, or nobody can change it."""
    muscle = reason.facts.get("muscle")
    match reason.step:
        case "soreness" if isinstance(muscle, str):
            return Soreness(Muscle(muscle), FRESH)
        case "weekly_volume" if isinstance(muscle, str) and reason.code != "above_but_main":
            return WeekSets(Muscle(muscle), 0.0)
        case "effort_history" if reason.exercise_id is not None:
            return LastEffort(reason.exercise_id, None, EXPOSURES)
        case "pain" if reason.exercise_id is not None:
            return NoPain(reason.exercise_id)
    return OF_THE_WHOLE_DAY.get(reason.step) or OF_THE_WHOLE_DAY.get(reason.code)


def explained(
    snapshot: Snapshot, made: Workout, exercise_id: int, reasons: Sequence[Reason]
) -> tuple[Difference, ...]:
    """What an exercise would be without each thing that took from it; what changes nothing is left out."""
    changes = dict.fromkeys(change for reason in reasons if (change := removes(reason)) is not None)
    differences = [compare(made, snapshot, change) for change in changes]
    return tuple(each for each in differences if each.of(exercise_id) is not None)


def otherwise(snapshot: Snapshot, made: Workout, exercise_id: int) -> tuple[Difference, ...]:
    """Where nothing was taken off: what a very bad day would take, and what next week brings."""
    changes: list[Change] = [Readiness(VERY_TIRED)]
    exercise = next((each for each in snapshot.exercises if each.id == exercise_id), None)
    if exercise is not None and exercise.muscles:
        most = max(sorted(exercise.muscles), key=lambda muscle: exercise.muscles[muscle])
        changes.append(Soreness(most, VERY_SORE))
    if snapshot.week_in_block + 1 < snapshot.block_weeks:
        changes.append(Week(snapshot.week_in_block + 1))
    differences = [compare(made, snapshot, change) for change in changes]
    return tuple(each for each in differences if each.of(exercise_id) is not None)


def dose_of(prescription: ExercisePrescription) -> Dose | None:
    """The working sets of an exercise; None where it has none. A load that is still to be found is not known."""
    work = [target for target in prescription.series if target.kind is SetKind.WORK]
    if not work:
        return None
    finds_it = any(target.kind is SetKind.RAMP for target in prescription.series)
    return Dose(len(work), replace(work[0], load_g=None) if finds_it else work[0])


def _doses(made: Workout | RestDay) -> dict[int, Dose]:
    return dict(_dosed(made)) if isinstance(made, Workout) else {}


def _dosed(made: Workout) -> Iterator[tuple[int, Dose]]:
    for each in made.exercises:
        dose = dose_of(each)
        if dose is not None:
            yield each.exercise_id, dose
