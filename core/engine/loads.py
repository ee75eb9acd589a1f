"""What can be loaded: every step that a kit can give an exercise, and the nearest one to a wanted load."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from core.engine.models import Equipment, Exercise, Kit, LoadMode, Pattern, Stack
from core.engine.models.series import MOST_LOAD_G

MOST_ABOVE_WANTED = 0.01  # rounding

UNLOADED_MODES = frozenset({LoadMode.BAND, LoadMode.TIMED, LoadMode.DISTANCE})  # done as well without a load
# Nothing outside the body to guess a max of; help is no load
WITHOUT_MAX = UNLOADED_MODES | {LoadMode.BODY_WEIGHT, LoadMode.ASSISTED}

# What bars weigh where the kit does not say; a Smith machine carries some of its own (usual_bars)
USUAL_BARS_G: Mapping[Equipment, int] = MappingProxyType(
    {Equipment.EZ_BAR: 10_000, Equipment.TRAP_BAR: 25_000, Equipment.SMITH: 10_000}
)
WITH_BAR = frozenset({Equipment.BARBELL}) | USUAL_BARS_G.keys()
ONE_END = frozenset({Equipment.LANDMINE, Equipment.SLED})  # any number of plates, and only they count

Inventory = tuple[tuple[int, int], ...]  # plate and how many go on each side, heaviest first


def loadable_steps_g(kit: Kit, exercise: Exercise) -> tuple[int, ...]:
    """Every load that the kit can give the exercise, ascending; empty where it can give none.

    Per hand where each hand holds one; of assistance it is the help, where the most is the easiest.
    """
    mode, equipment = exercise.load_mode, exercise.equipment
    carried = exercise.pattern is Pattern.CARRY or equipment in ONE_END
    if mode is LoadMode.BAND or (mode in UNLOADED_MODES and not carried):
        return ()
    if mode is LoadMode.BODY_WEIGHT:
        return _hung(inventory(kit), _sizes(kit.dumbbells_g))
    if equipment in ONE_END:
        return _hung(inventory(kit), ())[1:]
    if equipment is Equipment.BARBELL and mode is LoadMode.STACK:  # a plate of it, in the hands
        return tuple(plate_g for plate_g, _ in reversed(inventory(kit)))
    if equipment in WITH_BAR:
        return _on_bars(bars_g(kit, equipment), collars_g(kit, equipment), inventory(kit))
    if equipment is Equipment.KETTLEBELL:
        return _sizes(kit.kettlebells_g or kit.dumbbells_g)
    if mode is LoadMode.PER_HAND or equipment is Equipment.DUMBBELL:
        return _sizes(kit.dumbbells_g)
    return _pins(stack_of(kit, exercise)) if mode in (LoadMode.STACK, LoadMode.ASSISTED) else ()


def bars_g(kit: Kit, equipment: Equipment) -> tuple[int, ...]:
    """The bars of this kind that are there, the usual one first; none where it is no bar."""
    if equipment not in WITH_BAR or equipment not in kit.equipment:
        return ()
    if equipment is Equipment.BARBELL:
        known: tuple[int, ...] = (kit.bar_g, *sorted(kit.more_bars_g, reverse=True))
    else:
        known = (kit.own_bars_g.get(equipment, USUAL_BARS_G[equipment]),)
    return tuple(bar_g for bar_g in dict.fromkeys(known) if bar_g > 0)


def collars_g(kit: Kit, equipment: Equipment) -> int:
    """What both collars weigh; a Smith machine has none."""
    return 0 if equipment is Equipment.SMITH else max(kit.collars_g, 0)


def stack_of(kit: Kit, exercise: Exercise) -> Stack:
    """The stack of this very exercise, else of its kind of machine, else the usual one here."""
    usual = Stack(step_g=kit.stack_step_g, max_g=kit.stack_max_g)
    return kit.stacks.get(exercise.key, kit.stacks.get(exercise.equipment.value, usual))


def inventory(kit: Kit) -> Inventory:
    """The plates that are there, heaviest first, whatever order the mapping was stored in."""
    there = ((plate_g, pairs) for plate_g, pairs in kit.plates_g.items() if plate_g > 0 and pairs > 0)
    return tuple(sorted(there, reverse=True))


def can_do(kit: Kit, exercise: Exercise) -> bool:
    """Whether the kit has what the exercise needs, and something to load it with."""
    if exercise.equipment is not Equipment.NONE and exercise.equipment not in kit.equipment:
        return False
    return exercise.load_mode in UNLOADED_MODES or bool(loadable_steps_g(kit, exercise))


def nearest_g(steps_g: Sequence[int], wanted_g: float) -> int:
    """The nearest step that is at most 1 % above `wanted_g`; the lightest one where all are heavier."""
    above = bisect_right(steps_g, wanted_g)
    most_g = wanted_g * (1.0 + MOST_ABOVE_WANTED)
    beside = steps_g[max(above - 1, 0) : above + 1]
    candidates = [step_g for step_g in beside if step_g <= most_g] or steps_g[:1]
    return min(candidates, key=lambda step_g: (abs(step_g - wanted_g), step_g))


def beside_g(steps_g: Sequence[int], wanted_g: float) -> tuple[int | None, int | None]:
    """The heaviest step up to `wanted_g` and the lightest above it: all that `nearest_g` needs to decide."""
    above = bisect_right(steps_g, wanted_g)
    return (
        steps_g[above - 1] if above > 0 else None,
        steps_g[above] if above < len(steps_g) else None,
    )


def closest_g(steps_g: Sequence[int], wanted_g: float) -> int:
    """The step closest to `wanted_g` on either side, the lighter of two."""
    above = bisect_left(steps_g, wanted_g)
    candidates = steps_g[max(above - 1, 0) : above + 1]
    return min(candidates, key=lambda step_g: (abs(step_g - wanted_g), step_g))


@lru_cache(maxsize=256)
def _on_bars(bars: tuple[int, ...], collars: int, plates: Inventory) -> tuple[int, ...]:
    sides = sums_g(plates)
    loaded = {bar_g + (collars + 2 * side_g if side_g else 0) for bar_g in bars for side_g in sides}
    return tuple(sorted(loaded))


@lru_cache(maxsize=256)
def _hung(plates: Inventory, held_g: tuple[int, ...]) -> tuple[int, ...]:
    """Nothing, or plates in any number, or one dumbbell."""
    return tuple(sorted(sums_g(tuple((plate_g, 2 * pairs) for plate_g, pairs in plates)) | set(held_g)))


@lru_cache(maxsize=256)
def sums_g(plates: Inventory) -> frozenset[int]:
    """Every sum up to the most that anybody loads, as the bits of a number: no inventory takes long, however odd."""
    unit_g = math.gcd(*(plate_g for plate_g, _ in plates)) or 1
    reached, within = 1, (1 << MOST_LOAD_G // unit_g + 1) - 1
    for plate_g, count in plates:
        left, at_once = min(count, MOST_LOAD_G // plate_g), 1
        while left > 0:
            taken = min(at_once, left)
            reached |= (reached << taken * plate_g // unit_g) & within
            left, at_once = left - taken, 2 * at_once
    return frozenset(unit_g * bit.start() for bit in re.finditer("1", f"{reached:b}"[::-1]))


@lru_cache(maxsize=256)
def _pins(stack: Stack) -> tuple[int, ...]:
    if stack.step_g <= 0:
        return ()
    first_g = stack.step_g if stack.first_g is None else stack.first_g
    pins = range(first_g, stack.max_g + 1, stack.step_g)
    between = (pin_g + stack.half_step_g for pin_g in pins if stack.half_step_g > 0)
    return tuple(sorted({pin_g for pin_g in (*pins, *between) if pin_g > 0}))


def _sizes(sizes_g: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted({size_g for size_g in sizes_g if size_g > 0}))
