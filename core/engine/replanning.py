"""Changes to a plan that is under way: the blocks before and the change give the blocks after.

Blocks that are over stay as they were, and of the current one everything that its past weeks were made from
stays where a workout could tell: what was trained is never planned anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, groupby

from core.engine.doses import DOSES, LATER_DOSES
from core.engine.easier import DELOAD_SETS, deload_of, fewer_sets, lines_of, part
from core.engine.models import (
    Block,
    BlockType,
    Goal,
    PlacedBlock,
    PlannedDay,
    PlannedExercise,
    Role,
)
from core.engine.models.changes import (
    BlockExtension,
    Change,
    EarlyDeload,
    ExerciseSwap,
    GoalShift,
    IntensityReduction,
    Intervention,
    StallIntervention,
    VolumeIncrease,
    VolumeReduction,
)
from core.engine.phases import BIAS, TAPER_WEEKS
from core.engine.week import sets_of_week

WEEK = timedelta(weeks=1)
TAPER = WEEK * (TAPER_WEEKS - 1)  # before the event's week

STALL_RPE = 1.0  # that much easier for a lift that is stuck; design choice


Blocks = tuple[PlacedBlock, ...]


def replan(
    blocks: Blocks, change: Change, index: int, week: int, event_on: date | None = None
) -> Blocks | None:
    """The blocks with a change to the block at `index`, whose 0-based `week` is the last that stays.

    None where it would need weeks that a date ahead does not leave.
    """
    changed = _changed(blocks, change, index, week)
    return changed if event_on is None else _held(blocks, changed, index, week, event_on)


def _changed(blocks: Blocks, change: Change, index: int, week: int) -> Blocks:
    match change:
        case EarlyDeload():
            return early_deload(blocks, index, week)
        case BlockExtension(weeks=weeks):
            return block_extension(blocks, index, weeks)
        case GoalShift(goal=goal):
            return goal_shift(blocks, index, goal)
        case ExerciseSwap(exercise_id=old, to_exercise_id=new):
            return exercise_swap(blocks, index, old, new)
        case VolumeReduction(factor=factor):
            return volume_reduction(blocks, index, factor)
        case IntensityReduction(rir=rir):
            return intensity_reduction(blocks, index, rir)
        case StallIntervention():
            return stall_intervention(blocks, index, change)
        case VolumeIncrease():
            return volume_increase(blocks, index, week, change)


def _held(before: Blocks, after: Blocks, index: int, week: int, event_on: date) -> Blocks | None:
    """A date ahead does not move: what got longer before its taper is paid for by the weeks just before it."""
    monday = event_on - timedelta(days=event_on.weekday())
    tapers = (b for b in before if b.block.block_type is BlockType.REALIZATION)
    taper = next((b for b in tapers if monday - TAPER <= b.starts_on <= monday), None)
    moved = next((b for b in after if taper is not None and b.id == taper.id), None)
    if taper is None or moved is None:
        return after
    too_long = (moved.starts_on - taper.starts_on) // WEEK
    at = after.index(moved)
    shorter, last_trained = list(after[:at]), before[index].starts_on + WEEK * (week + 1)
    while too_long > 0 and shorter:
        last = shorter.pop()
        first_free = max(-((last.starts_on - last_trained) // WEEK), 0)
        free = last.block.weeks - first_free
        if free <= 0 or last.block.block_type is BlockType.DELOAD:
            return None
        less = min(free, too_long)
        too_long -= less
        if last.block.weeks > less:
            keep = last.block.weeks - less
            # What lies nearest to the date is kept where nothing of the block was trained.
            block = part(last.block, 0 if first_free else less, keep)
            shorter.append(replace(last, block=block))
    return None if too_long > 0 else _in_order((), [*shorter, *after[at:]])


def early_deload(blocks: Blocks, index: int, week: int) -> Blocks:
    """The block is cut after the week; the deload follows, and then what is left of the block."""
    current = blocks[index]
    first, rest = _cut(current, week + 1)
    coming = next((b for b in blocks[index + 1 :] if _is_deload(b, current.mesocycle_id)), None)
    deload = coming or replace(current, id=None, block=deload_of(current.block))
    later = [b for b in blocks[index + 1 :] if b is not coming]
    return _in_order(blocks[:index], [*first, deload, *rest, *later])


def block_extension(blocks: Blocks, index: int, weeks: int) -> Blocks:
    """The effort's line is drawn out over the new weeks."""
    longer = replace(blocks[index].block, weeks=blocks[index].block.weeks + weeks)
    return _in_order(blocks[:index], [replace(blocks[index], block=longer), *blocks[index + 1 :]])


def goal_shift(blocks: Blocks, index: int, goal: Goal) -> Blocks:
    """The same exercises and sets, with the repetitions and rests of the other goal."""
    main, accessory = DOSES[goal]

    def shift(block: Block) -> Block:
        later = LATER_DOSES.get(block.block_type, {}).get(goal, main)

        def shifted(line: PlannedExercise) -> PlannedExercise:
            dose = later if line.role is Role.MAIN else accessory
            return replace(
                line,
                reps=dose.reps,
                reps_max=dose.reps_max,
                rest_s=dose.rest_s,
                intensity_type=None,
                series=(),
            )

        return replace(block, intensity_bias=BIAS[goal], days=lines_of(block.days, shifted))

    return _from_now_on(blocks, index, shift)


def exercise_swap(blocks: Blocks, index: int, old: int, new: int) -> Blocks:
    """In the days, among the main lifts and in the pool."""

    def day_with(day: PlannedDay) -> PlannedDay:
        has_it = any(line.exercise_id == new for line in day.exercises)
        lines = [line for line in day.exercises if not (has_it and line.exercise_id == old)]
        swapped = [replace(line, exercise_id=new) if line.exercise_id == old else line for line in lines]
        return replace(day, exercises=tuple(swapped))

    def swap(block: Block) -> Block:
        pool = {m: _swapped(ids, old, new) for m, ids in block.accessory_pool.items()}
        slots = {slot: new if i == old else i for slot, i in block.main_lifts.items()}
        days = tuple(day_with(day) for day in block.days)
        return replace(block, days=days, main_lifts=slots, accessory_pool=pool)

    return _from_now_on(blocks, index, swap)


def volume_reduction(blocks: Blocks, index: int, factor: float) -> Blocks:
    """Every exercise of the block keeps a set at least."""
    block = blocks[index].block
    days = lines_of(block.days, lambda line: fewer_sets(line, factor))
    less = replace(block, days=days, weekly_volume_ramp=min(block.weekly_volume_ramp, 1.0))
    return _with(blocks, index, less)


def intensity_reduction(blocks: Blocks, index: int, rir: float) -> Blocks:
    """The whole line of effort is moved, and the days with it."""
    block = blocks[index].block
    days = lines_of(block.days, lambda line: replace(line, rpe=line.rpe - rir))
    return _with(
        blocks,
        index,
        replace(block, rir_start=block.rir_start + rir, rir_end=block.rir_end + rir, days=days),
    )


def stall_intervention(blocks: Blocks, index: int, change: StallIntervention) -> Blocks:
    """One lift lighter, with fewer sets, or exchanged for a variation."""
    if change.to_exercise_id is not None:
        return exercise_swap(blocks, index, change.exercise_id, change.to_exercise_id)

    def helped(line: PlannedExercise) -> PlannedExercise:
        if line.exercise_id != change.exercise_id:
            return line
        if change.intervention is Intervention.LIGHTER:
            return replace(line, rpe=line.rpe - STALL_RPE)
        return fewer_sets(line, DELOAD_SETS)

    return _from_now_on(blocks, index, lambda block: replace(block, days=lines_of(block.days, helped)))


def volume_increase(blocks: Blocks, index: int, week: int, change: VolumeIncrease) -> Blocks:
    """From the next week on; nothing where the block is over then, the line is gone, or a coach wrote its sets."""
    block = blocks[index].block
    if week >= block.weeks - 1:
        return blocks

    def one_more(day: PlannedDay, line: PlannedExercise) -> PlannedExercise:
        if (day.day_number, line.exercise_id) != (change.day_number, change.exercise_id) or line.series:
            return line
        ramp = block.weekly_volume_ramp
        sets = tuple(sets_of_week(line, each, ramp) + (each > week) for each in range(block.weeks))
        return replace(line, sets=sets[0], weekly_sets=sets)

    days = (
        replace(day, exercises=tuple(one_more(day, line) for line in day.exercises)) for day in block.days
    )
    return _with(blocks, index, replace(block, days=tuple(days)))


def _cut(placed: PlacedBlock, weeks: int) -> tuple[list[PlacedBlock], list[PlacedBlock]]:
    """A block in two after so many weeks, with the efforts of every week as they were."""
    block = placed.block
    weeks = min(max(weeks, 0), block.weeks)
    if weeks in (0, block.weeks):
        return ([], [placed]) if weeks == 0 else ([placed], [])
    first = replace(placed, block=part(block, 0, weeks))
    return [first], [replace(placed, id=None, block=part(block, weeks, block.weeks - weeks))]


def _is_deload(placed: PlacedBlock, mesocycle_id: int) -> bool:
    return placed.mesocycle_id == mesocycle_id and placed.block.block_type is BlockType.DELOAD


def _swapped(ids: Sequence[int], old: int, new: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(new if i == old else i for i in ids))


def _with(blocks: Blocks, index: int, block: Block) -> Blocks:
    return (*blocks[:index], replace(blocks[index], block=block), *blocks[index + 1 :])


def _from_now_on(blocks: Blocks, index: int, changed: Callable[[Block], Block]) -> Blocks:
    later = (replace(placed, block=changed(placed.block)) for placed in blocks[index:])
    return (*blocks[:index], *later)


def _in_order(earlier: Blocks, later: Sequence[PlacedBlock]) -> Blocks:
    """Blocks from now on, each after the one before it, numbered without gaps in their mesocycle."""
    first = min(placed.starts_on for placed in later)
    ends = accumulate((placed.block.weeks for placed in later), initial=0)
    dated = [
        replace(placed, starts_on=first + WEEK * weeks) for placed, weeks in zip(later, ends, strict=False)
    ]
    numbered = [
        replace(placed, order_index=number)
        for _, of_mesocycle in groupby([*earlier, *dated], key=lambda placed: placed.mesocycle_id)
        for number, placed in enumerate(of_mesocycle)
    ]
    return tuple(numbered)
