"""Entries as a line again, the way an athlete would type it."""

from collections.abc import Sequence

from core.engine.units import Unit, from_grams
from core.notation.values import MAX_SETS, Entry


def write(entries: Sequence[Entry], unit: Unit | None = None) -> str:
    """The canonical short form; loads in `unit` are printed without it. `parse` reads the same sets back."""
    line = ""
    for at, entry in enumerate(entries):
        # A semicolon ends the warm-up; after a comma "w 30s, 30s" would be two of them.
        ends_warm_up = at > 0 and entries[at - 1].warm_up and not entry.warm_up
        line += ("; " if ends_warm_up else ", ") * (at > 0) + _entry(entry, unit)
    return line


def _entry(entry: Entry, unit: Unit | None) -> str:
    mark = "w " if entry.warm_up else ""
    rpe = "" if entry.rpe is None else f"@{entry.rpe:g}"
    drop = " drop" * entry.drop
    if entry.unsaid:
        return f"{mark}{_load(entry, None).removesuffix('x')} f{rpe}{drop}"
    return f"{mark}{_load(entry, unit)}{_count(entry)}{rpe}{' f' * entry.failed}{drop}"


def _load(entry: Entry, unit: Unit | None) -> str:
    if entry.load_g is None or entry.unit is None:
        if entry.body_weight:
            return "bwx"
        return "x" if entry.reps is not None else ""
    load = from_grams(entry.load_g, entry.unit)
    could_be_sets = load == int(load) and load <= MAX_SETS  # "3x5" may be three sets of five
    label = "" if entry.unit == unit and (entry.body_weight or not could_be_sets) else entry.unit.value
    sign = "bw+" if entry.body_weight and load >= 0 else "bw" if entry.body_weight else ""
    return f"{sign}{load}{label}x"


def _count(entry: Entry) -> str:
    if entry.reps is not None:
        return f"{entry.reps}"
    measures = ((entry.distance_m, "m"), (entry.duration_s, "s"))
    return " ".join(f"{amount}{label}" for amount, label in measures if amount is not None)
