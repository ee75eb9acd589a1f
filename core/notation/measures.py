"""Body weight, height and the lifts of a meet as people type them; None where a text says none of it."""

import re
from decimal import Decimal

from core.engine.units import Unit, to_grams
from core.notation.words import UNIT_WORDS, Word

_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_UNITS = {word: unit for unit in Unit for word in UNIT_WORDS[Word[unit.name]].split()}
_WEIGHT = re.compile(_NUMBER + r"\s*([^\W\d]*)\.?")
_METRIC = re.compile(_NUMBER + r"\s*(cm|m|см|м)?\.?")
_FEET = re.compile(r"(\d)\s*(?:'|’|′|ft|feet|foot)\s*(?:(\d{1,2})\s*(?:\"|”|″|''|in|inch|inches)?)?")
_METRES = {"m", "м"}
_LOAD = re.compile(r"(\d{1,5}(?:[.,]\d{1,2})?)\s*([^\W\d]*)\.?")
_BETWEEN_LOADS = re.compile(r"\s*[+/;]\s*|,?\s+(?=\d)")

MM_PER_INCH = Decimal("25.4")  # by definition
TALLEST_IN_METRES = 3  # design choice: a bare number below it is metres


def body_weight(text: str, unit: Unit) -> tuple[Decimal, Unit] | None:
    """The number and its unit: the athlete's own where none is typed."""
    found = _WEIGHT.fullmatch(text.strip().casefold())
    if found is None or (found[2] and found[2] not in _UNITS):
        return None
    return _decimal(found[1]), _UNITS[found[2]] if found[2] else unit


def height_mm(text: str) -> int | None:
    """Centimetres, metres, or feet and inches."""
    typed = text.strip().casefold()
    feet = _FEET.fullmatch(typed)
    if feet is not None:
        return round((int(feet[1]) * 12 + int(feet[2] or 0)) * MM_PER_INCH)
    found = _METRIC.fullmatch(typed)
    if found is None:
        return None
    number = _decimal(found[1])
    in_metres = found[2] in _METRES if found[2] else number < TALLEST_IN_METRES
    return round(number * (1000 if in_metres else 10))


def loads_g(text: str, unit: Unit) -> tuple[int, ...] | None:
    """Loads in a row: a single typed unit is meant for all, and where there is none, the athlete's own is."""
    found = [_LOAD.fullmatch(part) for part in _BETWEEN_LOADS.split(text.strip().casefold())]
    typed = [(each[1], each[2]) for each in found if each is not None]
    words = {word for _, word in typed if word}
    if len(typed) < len(found) or not words <= _UNITS.keys():
        return None
    units = {_UNITS[word] for word in words}
    if len(units) > 1 and not all(word for _, word in typed):
        return None
    usual = units.pop() if len(units) == 1 else unit
    return tuple(to_grams(_decimal(number), _UNITS.get(word, usual)) for number, word in typed)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))
