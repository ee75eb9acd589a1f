"""From the plan's line to today's: effort and sets by the week of the block, exercises by the kit."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.engine.adjust import Situation
from core.engine.asked import hardest_rpe
from core.engine.choice import Choice, candidates, stand_in
from core.engine.disruptions import missing_exercises
from core.engine.doses import LOADED_FREELY, is_hard
from core.engine.easy_week import eased
from core.engine.fatigue import HARD_WORKOUTS, Channel, deviations, rpe_deviation
from core.engine.known import Record, record_of, strength_of
from core.engine.loads import can_do
from core.engine.models import (
    BlockType,
    Exercise,
    IntensityType,
    PerformedSet,
    PlannedExercise,
    Reason,
    Role,
    Selection,
    SetMode,
    Snapshot,
    Strength,
)
from core.engine.models.series import MOST_SETS
from core.engine.safety import may_amrap

TO_THE_LIMIT = frozenset({SetMode.AMRAP, SetMode.APRE_3, SetMode.APRE_6, SetMode.APRE_10})


def situations(snapshot: Snapshot) -> tuple[tuple[Situation, ...], tuple[Reason, ...]]:
    """Today's exercises in their order, and why others of the plan are missing."""
    lines, missing = _lines(snapshot)
    record, trained = record_of(snapshot), trained_on(snapshot)
    strengths = [strength_of(record, exercise) for _, exercise, _ in lines]
    done = [_done(record, line[1], strength) for line, strength in zip(lines, strengths, strict=True)]
    lines = [_eased(snapshot, *each) for each in zip(lines, done, strengths, strict=True)]
    signs = _signs(snapshot)
    yields_first = _yields_first([planned for planned, _, _ in lines])
    made = tuple(
        Situation(
            snapshot=snapshot,
            planned=planned,
            exercise=exercise,
            done=done[index],
            trained_on=trained,
            strength=strengths[index],
            earlier=tuple((each, line.sets) for line, each in _before(lines, index)),
            yields_first=index == yields_first,
            reasons=reasons,
            signs=signs,
        )
        for index, (planned, exercise, reasons) in enumerate(lines)
    )
    return made, missing


def _signs(snapshot: Snapshot) -> Mapping[Channel, float]:
    return deviations(
        snapshot.check_in,
        rpe_deviation=rpe_deviation(snapshot.history, snapshot.local_date, HARD_WORKOUTS),
        measured=snapshot.measured,
        usual=snapshot.usual,
    )


def _done(record: Record, exercise: Exercise, strength: Strength | None) -> Sequence[PerformedSet]:
    """Its sets; where the strength is of the body too, with all that they lifted as their load."""
    return record.sets_of(exercise, lifted=strength is not None and strength.body_load_g > 0)


def trained_on(snapshot: Snapshot) -> tuple[date, ...]:
    """Dates of training until today, in order."""
    known = set(snapshot.trained_on) or {done.local_date for done in snapshot.history}
    return tuple(sorted(day for day in known if day <= snapshot.local_date))


_AS_PLANNED = Selection(reasons=(Reason(step="choice", code="as_planned", source="plan"),))
_Line = tuple[PlannedExercise, Exercise, tuple[Reason, ...]]


def _eased(snapshot: Snapshot, line: _Line, done: Sequence[PerformedSet], strength: Strength | None) -> _Line:
    """A line of an easy week, light beside what was done before it."""
    if snapshot.block_type is not BlockType.DELOAD:
        return line
    planned, exercise, reasons = line
    easier, why = eased(planned, done, strength, snapshot.local_date)
    return easier, exercise, (*reasons, *why)


def _lines(snapshot: Snapshot) -> tuple[list[_Line], tuple[Reason, ...]]:
    library = {exercise.id: exercise for exercise in snapshot.exercises}
    taken = {planned.exercise_id for planned in snapshot.day.exercises}
    lines: list[_Line] = []
    missing: list[Reason] = []
    for planned in snapshot.day.exercises:
        wanted = library.get(planned.exercise_id)
        choice = None if wanted is None else _doable(snapshot, wanted, planned, taken)
        if wanted is None or choice is None:
            code = "not_in_library" if wanted is None else "no_kit"
            missing.append(Reason(step="kit", code=code, exercise_id=planned.exercise_id))
            continue
        exercise = choice.exercise
        taken.add(exercise.id)
        before = () if exercise is wanted else (_swapped(wanted, exercise),)
        planned = replace(planned, selection=choice.selection)
        if not is_hard(planned) and exercise.load_mode not in LOADED_FREELY:
            planned = replace(planned, intensity_type=None)  # what stands in cannot be thrown
        lines.append(_this_week(snapshot, planned, exercise, before))
    return lines, tuple(missing)


def _doable(snapshot: Snapshot, wanted: Exercise, planned: PlannedExercise, taken: set[int]) -> Choice | None:
    """The exercise itself, or what replaces it where the kit lacks something."""
    missing = missing_exercises(snapshot)
    if wanted.id not in missing and can_do(snapshot.profile.kit, wanted):
        return Choice(wanted, planned.selection if planned.selection is not None else _AS_PLANNED)
    alike = [each for each in snapshot.exercises if each.pattern is wanted.pattern]
    offered = candidates(snapshot.profile, alike, missing=missing)
    return stand_in(wanted, planned.role, frozenset(taken), offered)


def _this_week(
    snapshot: Snapshot, planned: PlannedExercise, exercise: Exercise, before: tuple[Reason, ...]
) -> _Line:
    planned, before = _within_limits(snapshot, planned, exercise, before)
    if planned.series:
        return _authored(planned, exercise, before)
    week = min(max(snapshot.week_in_block, 0), max(snapshot.block_weeks - 1, 0))
    rir_now = rir_of_week(snapshot.rir_start, snapshot.rir_end, snapshot.block_weeks, week)
    rpe = round(2.0 * (planned.rpe + snapshot.rir_start - rir_now)) / 2.0
    sets = sets_of_week(planned, week, snapshot.weekly_volume_ramp)
    reason = Reason(
        step="plan",
        code=_code(planned),
        facts={
            "week": week + 1,
            "sets": sets,
            "reps": planned.reps,
            "reps_max": planned.reps_max,
            "planned_rpe": planned.rpe,
            "rpe": rpe,
            "rest_s": planned.rest_s,
            **({} if planned.mode is SetMode.STRAIGHT else {"mode": planned.mode.value}),
        },
        source="plan",
        exercise_id=exercise.id,
    )
    return replace(planned, exercise_id=exercise.id, sets=sets, rpe=rpe), exercise, (*before, reason)


def sets_of_week(planned: PlannedExercise, week: int, ramp: float) -> int:
    """As planned for this week, else what the ramp makes of the first week's."""
    if planned.weekly_sets:
        return max(planned.weekly_sets[min(week, len(planned.weekly_sets) - 1)], 1)
    return max(math.floor(min(planned.sets * ramp**week, MOST_SETS) + 1e-9), 1)


def _code(planned: PlannedExercise) -> str:
    """What the day is for, where days differ."""
    match planned.intensity_type:
        case IntensityType.HEAVY:
            return "heavy"
        case IntensityType.EXPLOSIVE:
            return "explosive"
        case IntensityType.REP:
            return "rep"
        case IntensityType.DELOAD:
            return "deload"
    return "planned"


def _authored(planned: PlannedExercise, exercise: Exercise, before: tuple[Reason, ...]) -> _Line:
    """As written for this very day: no week of a block shifts it."""
    rpe = hardest_rpe(planned.series, otherwise=planned.rpe)
    line = replace(planned, exercise_id=exercise.id, sets=len(planned.series), rpe=rpe)
    return line, exercise, before


def _within_limits(
    snapshot: Snapshot, planned: PlannedExercise, exercise: Exercise, before: tuple[Reason, ...]
) -> tuple[PlannedExercise, tuple[Reason, ...]]:
    """Straight sets for whom sets to the limit are not."""
    against = may_amrap(snapshot.profile, exercise) if planned.mode in TO_THE_LIMIT else None
    if against is None:
        return planned, before
    facts = {"why": against.code, "mode": planned.mode.value}
    reason = Reason(step="plan", code="no_amrap", facts=facts, source=against.source, exercise_id=exercise.id)
    return replace(planned, mode=SetMode.STRAIGHT), (*before, reason)


def rir_of_week(rir_start: float, rir_end: float, weeks: int, week: int) -> float:
    """Repetitions in reserve run in a line from the first week of a block to its last; one week is its start."""
    last = max(weeks - 1, 0)
    if last == 0:
        return rir_start
    return rir_start + (rir_end - rir_start) * min(max(week, 0), last) / last


def _swapped(planned: Exercise, substitute: Exercise) -> Reason:
    facts = {"planned_exercise_id": planned.id}
    return Reason(step="kit", code="substituted", facts=facts, exercise_id=substitute.id)


def _yields_first(plan: Sequence[PlannedExercise]) -> int:
    """The last accessory gives up a set first, or the last exercise where there is no accessory."""
    accessories = [index for index, planned in enumerate(plan) if planned.role is Role.ACCESSORY]
    return accessories[-1] if accessories else len(plan) - 1


def _before(lines: Sequence[_Line], index: int) -> Iterator[tuple[PlannedExercise, Exercise]]:
    """What has priority today: every main lift before an accessory, and what stands before it."""
    is_accessory = lines[index][0].role is Role.ACCESSORY
    for other, (planned, exercise, _) in enumerate(lines):
        before = other < index
        hard = is_hard(planned)
        goes_first = is_accessory or before if planned.role is Role.MAIN else is_accessory and before
        if goes_first and hard:
            yield planned, exercise
