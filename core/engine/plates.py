"""Which bar and plates make a load, and over a list of sets the loadings between which the fewest plates move."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from core.engine.loads import Inventory, bars_g, collars_g, inventory, sums_g
from core.engine.models import Equipment, Kit

PLATE_ROUNDING_G = 10  # typed pounds and summed pound plates may differ by a few grams
MOST_WAYS = 300  # of making one load; no gym comes near it; design choice
MOST_MORE = 8  # plates than the fewest, so that a heap of tiny ones costs no time; design choice


@dataclass(frozen=True, slots=True)
class Loading:
    """A bar and the plates of one side from the inside out, the heaviest inside."""

    bar_g: int
    plates_g: tuple[int, ...]


def loadings(kit: Kit, equipment: Equipment, loads_g: Sequence[int]) -> tuple[Loading | None, ...]:
    """How to load each set in turn so that the fewest plates are moved, and then the fewest are used.

    It is the usual bar if that can make every load, else the next that can. None where a load cannot be made.
    """
    bars, collars, plates = bars_g(kit, equipment), collars_g(kit, equipment), inventory(kit)
    makeable = [load_g for load_g in loads_g if any(_ways(bar_g, collars, plates, load_g) for bar_g in bars)]
    able = [bar_g for bar_g in bars if all(_ways(bar_g, collars, plates, load_g) for load_g in makeable)]
    return _fewest_moves(tuple(able[:1]) or bars, collars, plates, tuple(loads_g))


Path = tuple[int, ...]  # the bar, then the plates of one side


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """How the sets so far were loaded, the newest last."""

    moved: int
    used: int
    paths: tuple[Path, ...] = field(compare=False)  # of two as good the first, which has the heavier plates


@lru_cache(maxsize=512)
def _fewest_moves(
    bars: tuple[int, ...], collars: int, plates: Inventory, loads_g: tuple[int, ...]
) -> tuple[Loading | None, ...]:
    """What is on a bar is a stack: between two loadings everything outside of their first difference is moved.

    So the best way to a loading leads over the best one known for one of its beginnings.
    """
    known: Mapping[Path, _Way] = {(): _Way(0, 0, ())}
    for load_g in loads_g:
        paths = [path for bar_g in bars for path in _ways(bar_g, collars, plates, load_g)]
        if paths:
            stripped = _stripped(known)
            known = {path: _loaded(stripped, path) for path in paths}
    chosen = iter(min(known.values()).paths)
    makeable = (any(_ways(bar_g, collars, plates, load_g) for bar_g in bars) for load_g in loads_g)
    return tuple(Loading(path[0], path[1:]) if made and (path := next(chosen)) else None for made in makeable)


def _stripped(known: Mapping[Path, _Way]) -> Mapping[Path, _Way]:
    """The best way to every beginning of a loading: down to it from a whole one."""
    best: dict[Path, _Way] = {}
    for path, way in known.items():
        for left in range(len(path) + 1):
            down = _Way(way.moved + len(path) - left, way.used, way.paths)
            if path[:left] not in best or down < best[path[:left]]:
                best[path[:left]] = down
    return best


def _loaded(stripped: Mapping[Path, _Way], path: Path) -> _Way:
    """Up from the beginning that costs least."""
    ups = (
        (len(path) - left, stripped[path[:left]]) for left in range(len(path) + 1) if path[:left] in stripped
    )
    return min(_Way(way.moved + more, way.used + len(path), (*way.paths, path)) for more, way in ups)


@lru_cache(maxsize=4096)
def _ways(bar_g: int, collars: int, plates: Inventory, load_g: int) -> tuple[Path, ...]:
    """Every way to make a load on a bar."""
    if abs(load_g - bar_g) <= PLATE_ROUNDING_G:
        return ((bar_g,),)
    wanted_g = (load_g - bar_g - collars) / 2.0
    near = [
        side_g for side_g in sums_g(plates) if side_g > 0 and abs(side_g - wanted_g) <= PLATE_ROUNDING_G / 2.0
    ]
    if not near:
        return ()
    side_g = min(near, key=lambda side_g: (abs(side_g - wanted_g), side_g))
    sides = tuple(islice(_sides(plates, side_g), MOST_WAYS))
    fewest = min(len(side) for side in sides)
    return tuple((bar_g, *side) for side in sides if len(side) <= fewest + MOST_MORE)


def _sides(plates: Inventory, side_g: int) -> Iterator[Path]:
    """Plates that weigh exactly so much, those with many heavy ones first."""
    if side_g == 0:
        yield ()
        return
    if not plates or side_g not in sums_g(plates):
        return
    (plate_g, count), lighter = plates[0], plates[1:]
    for used in range(min(count, side_g // plate_g), -1, -1):
        yield from ((plate_g,) * used + rest for rest in _sides(lighter, side_g - used * plate_g))
