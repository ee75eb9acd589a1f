"""A coach's program as the blocks of a plan: the days and sets as they were written, week by week."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from core.engine.easier import NOTHING_NEW
from core.engine.models import (
    Block,
    BlockType,
    Exercise,
    PlannedDay,
    PlannedExercise,
    Profile,
    ProgramContent,
    Reps,
    Rir,
    Role,
    Rpe,
    Series,
    VolumeTarget,
)
from core.engine.phases import BIAS

MOST_WEEKS = 16  # of one block, as it is stored
OUTLINE_REPS, OUTLINE_RPE, OUTLINE_REST_S = 8, 8.0, 120  # where a series does not say; design choice
WRITTEN_RIR = 2.0  # the same in every week, so that nothing shifts what was written


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """An exercise of a day: all its sets, and the group in which it comes first."""

    group: int
    name: str | None
    series: Series = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    """The days of one week; weeks with the same days make one block."""

    days: tuple[PlannedDay, ...]


def instantiate(
    content: ProgramContent, profile: Profile, exercises: Mapping[int, Exercise]
) -> tuple[Block, ...]:
    """The program's weeks in order. The engine may scale neither its volume nor its intensity."""
    weeks = [_week(content, number, exercises) for number in range(1, content.weeks + 1)]
    blocks: list[Block] = []
    for week, same in groupby(weeks):
        left = len(list(same))
        while left > 0:
            blocks.append(_block(week, min(left, MOST_WEEKS), profile, exercises))
            left -= MOST_WEEKS
    return tuple(blocks)


def _block(week: _Week, weeks: int, profile: Profile, exercises: Mapping[int, Exercise]) -> Block:
    return Block(
        block_type=BlockType.ACCUMULATION,
        weeks=weeks,
        volume_target=VolumeTarget.MAV,
        intensity_bias=BIAS[profile.goal],
        weekly_volume_ramp=1.0,
        rir_start=WRITTEN_RIR,
        rir_end=WRITTEN_RIR,
        days=week.days,
        main_lifts={
            exercises[line.exercise_id].pattern.value: line.exercise_id
            for day in reversed(week.days)
            for line in reversed(day.exercises)
            if line.role is Role.MAIN
        },
        rotation_policy=NOTHING_NEW,
        allow_auto_scale=False,
    )


def _week(content: ProgramContent, number: int, exercises: Mapping[int, Exercise]) -> _Week:
    """Sessions of the same day are one day; an exercise that comes twice in a day is done once, with all its sets."""
    by_weekday: dict[int, dict[int, _Written]] = {}
    for session in content.of_week(number):
        written = by_weekday.setdefault(session.day_of_week, {})
        for group in content.templates[session.session_template_id].groups:
            place = max((each.group for each in written.values()), default=-1) + 1
            for one in group.exercises:
                series = one.series_of(number)
                if series and one.exercise_id in exercises:
                    new = _Written(group=place, name=group.name)
                    known = written.get(one.exercise_id, new)
                    written[one.exercise_id] = replace(known, series=known.series + series)
    days = [
        (weekday, tuple(_lines(written, exercises)))
        for weekday, written in sorted(by_weekday.items())
        if written
    ]
    return _Week(
        days=tuple(
            PlannedDay(day_number=day_number, weekday=weekday, exercises=lines)
            for day_number, (weekday, lines) in enumerate(days, start=1)
        )
    )


def _lines(written: Mapping[int, _Written], exercises: Mapping[int, Exercise]) -> Iterator[PlannedExercise]:
    """One line for each exercise; what is left alone in its group is not done in turns."""
    together = Counter(each.group for each in written.values())
    for exercise_id, each in written.items():
        role = Role.MAIN if exercises[exercise_id].main_lift else Role.ACCESSORY
        yield outline(
            PlannedExercise(
                exercise_id=exercise_id,
                role=role,
                sets=len(each.series),
                reps=OUTLINE_REPS,
                reps_max=None,
                rpe=OUTLINE_RPE,
                rest_s=OUTLINE_REST_S,
                series=each.series,
                group=each.group if together[each.group] > 1 else None,
                group_name=each.name,
            )
        )


def outline(line: PlannedExercise) -> PlannedExercise:
    """The line with the repetitions, effort and rest of its first set that says any: what lists and clocks show."""
    amounts = [each.amount for each in line.series]
    reps = next((each for each in amounts if isinstance(each, Reps) and each.reps is not None), None)
    efforts = [_rpe_of(each.intensity) for each in line.series]
    return replace(
        line,
        reps=line.reps if reps is None or reps.reps is None else reps.reps,
        reps_max=None if reps is None else reps.reps_max,
        rpe=next((rpe for rpe in efforts if rpe is not None), line.rpe),
        rest_s=next((each.rest_s for each in line.series if each.rest_s is not None), line.rest_s),
    )


def _rpe_of(intensity: object) -> float | None:
    match intensity:
        case Rpe(rpe=rpe):
            return rpe
        case Rir(rir=rir):
            return 10.0 - rir
    return None
