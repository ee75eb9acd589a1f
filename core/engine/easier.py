"""Blocks made out of a working block: a part of it, a deload, a restoration, a taper, a week with a match.

The exercises stay, so that nothing new makes anybody sore; sets go first, then effort.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from core.engine.models import (
    Block,
    BlockType,
    IntensityType,
    MainLiftRotation,
    PlannedDay,
    PlannedExercise,
    Role,
    RotationPolicy,
    VolumeTarget,
)
from core.engine.week import rir_of_week

# A deload is at most 60 % of sets x reps x load before it, no set above RPE 7: half the sets and four repetitions in
# reserve keep to both (rogerson_2024, bell_2023: -40..-60 % volume, -0..-20 % load)
DELOAD_SETS = 0.5
DELOAD_RIR = 4.0
DELOAD_WEEKS = 1

RESTORATION_SETS = 0.5  # about what keeps a muscle (landmarks: MV); design choice
RESTORATION_RIR = 4.0  # issurin_blocks
RESTORATION_REPS = (
    8  # at least, and fewer sets for it: no heavy triples when joints should rest; design choice
)

TAPER_SETS = (
    0.6  # of a main lift's repetitions before; as much again in the event's week (travis_2021: -41..-50 %)
)
TAPER_ACCESSORY_SETS = 0.4  # travis_2021
LAST_HEAVY_DAYS_OUT = 7  # of 7 to 10 (travis_2021)
LIGHT_RIR = 3.0  # between the last heavy day and the event; design choice
LAST_SESSION_DAYS_OUT = 3  # grgic_mikulic_2017: 3 +- 1

MATCH_WEEK_DAYS = 2  # design choice
TWO_MATCHES_DAYS = 1  # design choice
MATCH_WEEK_SETS = 0.6  # about MV: strength is kept with little volume if the load stays (bickel_2011)
MATCH_WEEK_RIR = 3.0  # far from failure is hardly sore; design choice
NOTHING_NEW = RotationPolicy(main_lifts=MainLiftRotation.MAINTAIN, accessory_cadence_weeks=4, novelty=0.0)

Line = PlannedExercise


def part(block: Block, first: int, weeks: int) -> Block:
    """Some weeks of a block, each with the effort and the sets that it had in the whole."""
    rirs = [rir_of_week(block.rir_start, block.rir_end, block.weeks, first + week) for week in (0, weeks - 1)]
    harder = block.rir_start - rirs[0]

    def line_of(line: Line) -> Line:
        sets = line.weekly_sets[first : first + weeks]
        return replace(line, rpe=line.rpe + harder, weekly_sets=sets, sets=sets[0] if sets else line.sets)

    days = lines_of(block.days, line_of)
    return replace(block, weeks=weeks, rir_start=rirs[0], rir_end=rirs[1], days=days)


def deload_of(block: Block) -> Block:
    """A week of the same days with half the sets, far from failure."""
    return _easy(block, BlockType.DELOAD, DELOAD_WEEKS, DELOAD_RIR, lines_of(block.days, _deloaded))


def _deloaded(line: Line) -> Line:
    """A single set cannot be halved, so its repetitions are."""
    kind = line.intensity_type if line.intensity_type is IntensityType.EXPLOSIVE else IntensityType.DELOAD
    rpe = min(line.rpe, 10.0 - DELOAD_RIR)
    easy = replace(line, rpe=rpe, reps_max=None, intensity_type=kind, weekly_sets=(), series=())
    if line.sets > 1:
        return replace(easy, sets=math.floor(line.sets * DELOAD_SETS))
    return replace(easy, reps=max(math.floor(line.reps * DELOAD_SETS), 1))


def restoration_of(block: Block, weeks: int, *, after: int = 0) -> Block:
    """Two easy days a week. `after`: only weekdays behind this one, where an event was in the week."""

    def easy(line: Line) -> Line:
        rpe = min(line.rpe, 10.0 - RESTORATION_RIR)
        if line.series:
            return replace(fewer_sets(line, RESTORATION_SETS), rpe=rpe)
        reps = max(line.reps, RESTORATION_REPS)
        fewer = fewer_sets(line, RESTORATION_SETS * line.reps / reps)
        return replace(fewer, rpe=rpe, reps=reps, reps_max=None, intensity_type=None)

    weekdays = [day.weekday for day in block.days]
    apart = dict.fromkeys((weekdays[0], weekdays[len(weekdays) // 2])) if weekdays else {}
    moved = [
        replace(day, weekday=weekday, exercises=tuple(easy(line) for line in day.exercises))
        for day, weekday in zip(block.days, apart, strict=False)
    ]
    days = [day for day in moved if day.weekday > after + 1] if after else moved
    if not days:
        days = [replace(moved[0], weekday=min(after + 2, 7))] if moved else []
    return _easy(block, BlockType.RESTORATION, weeks, RESTORATION_RIR, days)


def taper_week(block: Block, loaded: Block, monday: date, event_on: date) -> Block | None:
    """A week before an event: fewer sets, as heavy as before until the last heavy day; None where no day is left.

    How many fewer is measured by the last week of `loaded`, the block before the peak.
    """
    before = {
        (day.day_number, line.exercise_id): (line.weekly_sets or (line.sets,))[-1] * line.reps
        for day in loaded.days
        for line in day.exercises
    }
    days = []
    for day in block.days:
        out = (event_on - monday).days - (day.weekday - 1)
        if out >= LAST_SESSION_DAYS_OUT:
            lines = (
                _tapered(line, out, before.get((day.day_number, line.exercise_id))) for line in day.exercises
            )
            days.append(replace(day, exercises=tuple(lines)))
    if not days:
        return None
    return replace(
        block,
        block_type=BlockType.REALIZATION,
        weeks=1,
        volume_target=VolumeTarget.DELOAD_VOLUME,
        weekly_volume_ramp=1.0,
        rir_end=block.rir_start,
        days=tuple(days),
        rotation_policy=NOTHING_NEW,
    )


def _tapered(line: Line, days_out: int, reps_before: int | None) -> Line:
    light = days_out < LAST_HEAVY_DAYS_OUT
    if line.role is Role.ACCESSORY:
        return replace(fewer_sets(line, TAPER_ACCESSORY_SETS), rpe=min(line.rpe, 10.0 - LIGHT_RIR))
    usual = line.sets * line.reps if reps_before is None else reps_before
    share = TAPER_SETS**2 if light else TAPER_SETS
    sets = min(max(math.floor(share * usual / line.reps + 1e-9), 1), line.sets)
    fewer = replace(line, sets=sets, weekly_sets=(), series=line.series[:sets])
    return replace(fewer, rpe=min(line.rpe, 10.0 - LIGHT_RIR)) if light else fewer


def match_week(block: Block, matches: Sequence[int]) -> Block:
    """A week with matches on these weekdays: few days, none on a match or the day before, little that makes sore."""
    most = MATCH_WEEK_DAYS if len(matches) < 2 else TWO_MATCHES_DAYS
    weekdays = _away_from(frozenset(matches))[: min(most, len(block.days))]

    def light(line: Line) -> Line:
        rpe = min(line.rpe, 10.0 - MATCH_WEEK_RIR)
        return replace(fewer_sets(line, MATCH_WEEK_SETS), rpe=rpe)

    days = [
        replace(day, weekday=weekday, exercises=tuple(light(line) for line in day.exercises))
        for day, weekday in zip(block.days, sorted(weekdays), strict=False)
    ]
    return replace(
        _easy(block, block.block_type, 1, MATCH_WEEK_RIR, days),
        volume_target=VolumeTarget.MEV,
        rotation_policy=NOTHING_NEW,
    )


def _away_from(matches: frozenset[int]) -> list[int]:
    """Weekdays, the best first: never the day of a match or the eve of one, rather not the day after, apart."""
    free = [day for day in range(1, 8) if day not in matches and day + 1 not in matches]
    good = [day for day in free if day - 1 not in matches]
    if not free:
        free = [day for day in range(1, 8) if day not in matches] or [1]
    first = (good or free)[0]
    rest = sorted(
        (day for day in free if day - first > 1),
        key=lambda day: (day not in good, abs(day - first - 3), day),
    )
    return [first, *rest]


def _easy(block: Block, block_type: BlockType, weeks: int, rir: float, days: Sequence[PlannedDay]) -> Block:
    return replace(
        block,
        block_type=block_type,
        weeks=weeks,
        volume_target=VolumeTarget.DELOAD_VOLUME,
        weekly_volume_ramp=1.0,
        rir_start=rir,
        rir_end=rir,
        days=tuple(days),
    )


def fewer_sets(line: Line, factor: float) -> Line:
    """A share of the sets in every week, one at least."""
    sets, *later = (max(math.floor(sets * factor + 0.5), 1) for sets in (line.sets, *line.weekly_sets))
    return replace(line, sets=sets, weekly_sets=tuple(later), series=line.series[:sets])


def lines_of(days: Sequence[PlannedDay], changed: Callable[[Line], Line]) -> tuple[PlannedDay, ...]:
    """The days with every line changed."""
    return tuple(replace(day, exercises=tuple(changed(line) for line in day.exercises)) for day in days)
