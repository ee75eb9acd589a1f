"""A warm-up as somebody types it: "squat 40x5 60x3 80x1", in percent of the work and repetitions."""

import re
from dataclasses import dataclass

_STEP = r"(\d{1,2}(?:[.,]5)?)\s*%?\s*[x×х*]\s*(\d{1,2})"
_STEPS = re.compile(rf"{_STEP}(?:[\s,;]+{_STEP})*", re.IGNORECASE)
_LINE = re.compile(rf"(?P<name>[^\d:]+?)\s*:?\s+(?P<steps>{_STEPS.pattern})", re.IGNORECASE)
MOST_CHARACTERS = 200  # design choice: more is a novel, not a warm-up


@dataclass(frozen=True, slots=True)
class TypedWarmUp:
    """A lift by its name, and its steps in percent of the work and repetitions, as typed."""

    exercise: str
    steps: tuple[tuple[float, int], ...]


def read_warm_up(text: str) -> TypedWarmUp | None:
    """What a text says; None where it names no lift or no step."""
    found = _LINE.fullmatch(text.strip()) if len(text) <= MOST_CHARACTERS else None
    if found is None:
        return None
    steps = re.findall(_STEP, found["steps"], re.IGNORECASE)
    return TypedWarmUp(found["name"], tuple((float(p.replace(",", ".")), int(reps)) for p, reps in steps))
