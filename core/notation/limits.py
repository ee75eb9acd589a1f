"""A limit as a coach types it: "Ana: squat 100 kg, 3 sets, rpe 8", "squat never", "all off"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from core.engine.units import Unit, to_grams
from core.notation.words import UNIT_WORDS, Word

_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_UNITS = {word: unit for unit in Unit for word in UNIT_WORDS[Word[unit.name]].split()}
_LOAD = re.compile(rf"{_NUMBER}\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})\b", re.IGNORECASE)
_SETS = re.compile(r"(\d{1,2})\s*(?:sets?|series?|подход\w*)\b", re.IGNORECASE)
_RPE = re.compile(r"\brpe\s*(\d{1,2}(?:[.,]5)?)\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:never|nunca|никогда)\b", re.IGNORECASE)
_OFF = re.compile(r"\b(?:off|quitar|снять)\b", re.IGNORECASE)
_EVERY = frozenset({"all", "todos", "все"})
MOST_CHARACTERS = 200  # design choice: more is a novel, not a limit


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLimit:
    """A limit as typed. `exercise` None means every lift, `athlete` None whoever types; `off` takes it away."""

    athlete: str | None
    exercise: str | None
    most_load_g: int | None = None
    most_sets: int | None = None
    most_rpe: float | None = None
    avoid: bool = False
    off: bool = False


def is_off(text: str) -> bool:
    """Whether a text only takes away what was set."""
    return _OFF.fullmatch(text.strip()) is not None


def read_limit(text: str) -> TypedLimit | None:
    """What a text limits; None where it says no lift or nothing about it. A load needs its unit."""
    if len(text) > MOST_CHARACTERS:
        return None
    before, colon, after = text.partition(":")
    athlete, left = (before.strip(), after) if colon else (None, text)
    found: dict[str, re.Match[str]] = {}
    for name, pattern in (("load", _LOAD), ("sets", _SETS), ("rpe", _RPE), ("never", _NEVER), ("off", _OFF)):
        match = pattern.search(left)
        if match is not None:
            found[name] = match
            left = left[: match.start()] + " " + left[match.end() :]
    exercise = " ".join(left.replace(",", " ").split()).casefold()
    if not found or not exercise or athlete == "":
        return None
    load, rpe = found.get("load"), found.get("rpe")
    return TypedLimit(
        athlete=athlete,
        exercise=None if exercise in _EVERY else exercise,
        most_load_g=None if load is None else to_grams(_decimal(load[1]), _UNITS[load[2].casefold()]),
        most_sets=int(found["sets"][1]) if "sets" in found else None,
        most_rpe=None if rpe is None else float(_decimal(rpe[1])),
        avoid="never" in found,
        off="off" in found,
    )


def _decimal(typed: str) -> Decimal:
    return Decimal(typed.replace(",", "."))
