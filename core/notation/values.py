"""What goes into reading a typed training line and what comes out: plain values, no words for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from core.engine.units import Unit

# Design choices: beyond these a typed number is a slip of the thumb, not training.
MAX_TEXT_CHARACTERS = 300
MAX_LOAD_G = 1_000_000
MAX_ASSISTANCE_G = 200_000
MAX_REPS = 100
MAX_SETS = 20
MAX_DURATION_S = 4 * 60 * 60
MAX_DISTANCE_M = 500_000
MAX_RPE = 10

# Without an "x" or a load beside it, a number above this is more likely a load, a year or a house than reps.
MAX_BARE_REPS = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One performed set as typed.

    `load_g` None: the load was not said, or it is body weight alone (`body_weight`). With `body_weight` the
    load is added to the body, or taken off it when negative. `typed_load` None: the load was implied.
    """

    load_g: int | None
    typed_load: Decimal | None
    unit: Unit | None
    reps: int | None
    duration_s: int | None = None
    distance_m: int | None = None
    rpe: float | None = None  # 0.5..10 in halves, which floats hold exactly
    body_weight: bool = False
    warm_up: bool = False
    failed: bool = False
    drop: bool = False

    @property
    def unsaid(self) -> bool:
        """Of a miss: nobody said how much of it was made."""
        return self.reps is None and self.duration_s is None and self.distance_m is None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known, when a line is typed, about the exercise that the line is about.

    A line that names an exercise (`exercise_named`) is read with the context of *that* exercise.
    """

    unit: Unit
    load_g: int | None = None
    load_unit: Unit | None = None
    reps: int | None = None
    last: Entry | None = None
    best_load_g: int | None = None
    has_open_exercise: bool = False
    decimal_comma: bool = False  # of the language of who types


class CommandKind(StrEnum):
    UNDO = "undo"
    SKIP = "skip"
    NEXT = "next"
    DONE = "done"  # the set that is due, as its button says
    FINISH = "finish"


class RejectCode(StrEnum):
    """Why a line that clearly means sets cannot be taken; the facts carry the numbers."""

    TEXT_TOO_LONG = "text_too_long"
    LOAD_TOO_HEAVY = "load_too_heavy"
    LOAD_NEGATIVE = "load_negative"
    LOAD_TOO_FINE = "load_too_fine"  # finer than whole grams can give back
    LOAD_UNCLEAR = "load_unclear"  # "1,000": one, or a thousand?
    LOAD_UNKNOWN = "load_unknown"  # relative to a load that nobody knows
    REPS_ZERO = "reps_zero"
    REPS_TOO_MANY = "reps_too_many"
    REPS_NOT_WHOLE = "reps_not_whole"
    REPS_UNKNOWN = "reps_unknown"
    SETS_ZERO = "sets_zero"
    SETS_TOO_MANY = "sets_too_many"
    SETS_NOT_WHOLE = "sets_not_whole"
    DURATION_ZERO = "duration_zero"
    DURATION_TOO_LONG = "duration_too_long"
    DISTANCE_ZERO = "distance_zero"
    DISTANCE_TOO_LONG = "distance_too_long"
    RPE_OUT_OF_RANGE = "rpe_out_of_range"
    RPE_NOT_IN_HALVES = "rpe_not_in_halves"
    NOTHING_TO_REPEAT = "nothing_to_repeat"


Day = Literal["yesterday"]


@dataclass(frozen=True, slots=True)
class Sets:
    exercise: str | None
    entries: tuple[Entry, ...]
    note: str | None = None
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Command:
    kind: CommandKind


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two readings, the likelier first; only the person can tell."""

    exercise: str | None
    readings: tuple[tuple[Entry, ...], tuple[Entry, ...]]
    note: str | None = None
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    code: RejectCode
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotALine:
    """Not notation: chat, a question, a date, a phone number."""


Parsed = Sets | Command | Ambiguous | Rejected | NotALine


class NotNotation(Exception):
    """The tokens do not follow the grammar."""


class OutOfBounds(Exception):
    """The tokens follow the grammar, but the numbers cannot be a set."""

    def __init__(self, code: RejectCode, **facts: object) -> None:
        super().__init__(f"{code} {facts}")
        self.code = code
        self.facts = facts
