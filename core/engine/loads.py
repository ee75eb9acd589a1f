"""What can be loaded with a kit: every step, the nearest one, and the plates that make it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from core.engine.models import Equipment, Exercise, Kit, LoadMode

MOST_ABOVE_WANTED = 0.01  # rounding
PLATE_ROUNDING_G = 10  # typed pounds and summed pound plates may differ by a few grams

UNLOADED_MODES = frozenset({LoadMode.BAND, LoadMode.TIMED})
# Nothing outside the body to guess a max of; help is no load, and a distance no repetition
WITHOUT_MAX = UNLOADED_MODES | {LoadMode.BODY_WEIGHT, LoadMode.ASSISTED, LoadMode.DISTANCE}
BAR_EQUIPMENT = frozenset({Equipment.BARBELL, Equipment.SMITH})


def loadable_steps_g(kit: Kit, load_mode: LoadMode) -> tuple[int, ...]:
    """Every load of this kind that the kit can make, ascending; empty where it can make none."""
    match load_mode:
        case LoadMode.BAR:
            has_bar = bool(BAR_EQUIPMENT & kit.equipment) and kit.bar_g > 0
            return tuple(sorted(kit.bar_g + 2 * side for side in _sums_g(kit.plates_g))) if has_bar else ()
        case LoadMode.PER_HAND:
            return tuple(sorted({load_g for load_g in kit.dumbbells_g if load_g > 0}))
        case LoadMode.STACK:
            step_g = kit.stack_step_g
            return tuple(range(step_g, kit.stack_max_g + 1, step_g)) if step_g > 0 else ()
        case LoadMode.BODY_WEIGHT:
            hung = _sums_g({plate_g: 2 * pairs for plate_g, pairs in kit.plates_g.items()})
            held = {load_g for load_g in kit.dumbbells_g if load_g > 0}
            return tuple(sorted(hung | held))
        case LoadMode.BAND | LoadMode.TIMED | LoadMode.ASSISTED | LoadMode.DISTANCE:
            return ()


def can_do(kit: Kit, exercise: Exercise) -> bool:
    """Whether the kit has what the exercise needs, and something to load it with."""
    if exercise.equipment is not Equipment.NONE and exercise.equipment not in kit.equipment:
        return False
    return exercise.load_mode in UNLOADED_MODES or bool(loadable_steps_g(kit, exercise.load_mode))


def nearest_g(steps_g: Sequence[int], wanted_g: float) -> int:
    """The nearest step that is at most 1 % above `wanted_g`; the lightest one where all are heavier."""
    reach = bisect_right(steps_g, wanted_g * (1.0 + MOST_ABOVE_WANTED))
    candidates = steps_g[max(reach - 2, 0) : max(reach, 1)]
    return min(candidates, key=lambda step_g: (abs(step_g - wanted_g), step_g))


def plates_per_side_g(kit: Kit, load_g: int) -> tuple[int, ...] | None:
    """The fewest plates for one side that make the bar weigh `load_g`, heaviest first; None where none do."""
    side_g = (load_g - kit.bar_g) / 2.0
    slack_g = PLATE_ROUNDING_G / 2.0
    best: dict[int, tuple[int, ...]] = {0: ()}
    for plate_g, count in _usable(kit.plates_g):
        for total_g, plates in tuple(best.items()):
            for used in range(1, count + 1):
                new_g = total_g + used * plate_g
                if new_g > side_g + slack_g:
                    break
                tried = plates + (plate_g,) * used
                if new_g not in best or len(tried) < len(best[new_g]):
                    best[new_g] = tried
    exact = [total_g for total_g in best if abs(total_g - side_g) <= slack_g]
    return best[min(exact, key=lambda total_g: (abs(total_g - side_g), total_g))] if exact else None


def _sums_g(plates_g: Mapping[int, int]) -> set[int]:
    sums = {0}
    for plate_g, count in _usable(plates_g):
        sums = {total_g + used * plate_g for total_g in sums for used in range(count + 1)}
    return sums


def _usable(plates_g: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Heaviest first, whatever order the mapping was stored in."""
    return ((plate_g, count) for plate_g, count in sorted(plates_g.items(), reverse=True) if plate_g > 0)
