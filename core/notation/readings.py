"""Which number is the load, which the reps, which the sets: by unit, by size, by what is on the bar now.

Each function returns one reading, or two when only the person can tell (the likelier first).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from core.engine.units import Unit, to_grams
from core.notation.values import MAX_BARE_REPS, MAX_SETS, NotNotation

# Design choice: of numbers without a unit, only up to here can be how often something was done ...
MOST_LIKELY_COUNT = 10
# ... and a first number up to here may be reps of a load that follows ("5x100").
MOST_LIKELY_REPS = 20


class Measure(Enum):
    """What a set is counted by where it is not repetitions."""

    SECONDS = auto()
    METRES = auto()
    UNSAID = auto()  # of a miss, which is not none


@dataclass(frozen=True, slots=True)
class Term:
    """A number with what is written at it: a unit of load, or a measure instead of repetitions.

    `within_s` is the time that a distance took.
    """

    value: Decimal
    unit: Unit | None = None
    measure: Measure | None = None
    within_s: Decimal | None = None

    def counts_up_to(self, most: int) -> bool:
        """Whether it can be a count of that size: whole, and without a unit."""
        whole = self.value == self.value.to_integral_value()
        return self.unit is None and self.measure is None and whole and 0 < self.value <= most


@dataclass(frozen=True, slots=True)
class Reading:
    """`load` None is the load going on; `sets` None is one set for each of `counts` (reps, seconds or metres)."""

    load: Term | None
    counts: tuple[Term, ...]
    sets: Term | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """What the numbers are measured against; `lifts_the_body` is heavier than any number of sets."""

    unit: Unit
    load_g: int | None
    best_g: int | None
    lifts_the_body: bool

    def dwarfs(self, term: Term) -> bool:
        """Rule 3: the current lift is at least three times heavier than this number would be."""
        if self.lifts_the_body:
            return term.counts_up_to(MOST_LIKELY_COUNT)
        return self.load_g is not None and self.load_g >= 3 * to_grams(term.value, self.unit)

    def is_near(self, term: Term) -> bool | None:
        """Whether this number is a load like the current one, or else the best one (half to double)."""
        reference_g = self.load_g if self.load_g is not None else self.best_g
        if reference_g is None:
            return None
        return reference_g <= 2 * to_grams(term.value, self.unit) <= 4 * reference_g


def two_numbers(a: Term, b: Term, bar: Bar) -> tuple[Reading, ...]:
    """`a x b`."""
    if a.unit is not None and b.unit is not None:
        raise NotNotation
    if b.unit is not None:  # "5 x 100kg"
        return (Reading(b, (a,)),)
    if a.unit is not None:
        return (Reading(a, (b,)),)
    return _two_bare_numbers(a, b, bar)


def _two_bare_numbers(a: Term, b: Term, bar: Bar) -> tuple[Reading, ...]:
    sets_of = a.counts_up_to(MOST_LIKELY_COUNT) if b.measure else a.counts_up_to(MAX_SETS) and bar.dwarfs(a)
    usual = Reading(None, (b,), a) if sets_of else Reading(a, (b,))
    can_be_reps = a.counts_up_to(MOST_LIKELY_REPS) and a.value < b.value
    if b.measure or not can_be_reps or b.value <= MOST_LIKELY_REPS or bar.is_near(b) is False:
        return (usual,)
    reps_first = Reading(b, (a,))  # "5x100"
    if bar.is_near(b) and (b.value > MAX_BARE_REPS or not sets_of):
        return (reps_first,)
    return (reps_first, usual) if b.value > MAX_BARE_REPS else (usual, reps_first)


def shared_out(a: Term, b: Term, bar: Bar) -> tuple[Reading, ...]:
    """`a по b`: sets of so many ("3 по 8"), reps with a load ("5 по 150"), or a load for so many ("150 по 5")."""
    sets_of, reps_at = Reading(None, (b,), a), Reading(b, (a,))
    if b.measure is not None:
        return (sets_of,)
    if b.unit is not None:
        return (reps_at,)
    if a.unit is not None or (a.value > MAX_BARE_REPS >= b.value):
        return (Reading(a, (b,)),)
    if not a.counts_up_to(MOST_LIKELY_REPS):
        raise NotNotation
    if b.value > MAX_BARE_REPS:
        return (reps_at,)
    sets_likely = a.value <= MOST_LIKELY_COUNT and b.value <= MOST_LIKELY_REPS
    if sets_likely and bar.is_near(b) is False:
        return (sets_of,)
    return (sets_of, reps_at) if sets_likely else (reps_at, sets_of)


def three_numbers(a: Term, b: Term, c: Term) -> tuple[Reading, ...]:
    """`a x b x c`, rule 2: the labelled number is the load; else size tells; else both readings."""
    load_first, load_last = Reading(a, (b,), c), Reading(c, (b,), a)
    labelled = [term.unit is not None for term in (a, b, c)]
    if sum(labelled) > 1:
        raise NotNotation
    if labelled[0]:
        return (load_first,)
    if labelled[2]:
        return (load_last,)
    if labelled[1]:
        return (Reading(b, (a,), c), Reading(b, (c,), a))
    if c.value <= MOST_LIKELY_COUNT and a.value >= c.value:
        return (load_first,)
    if a.value <= MOST_LIKELY_COUNT < c.value:
        return (load_last,)
    return (load_first, load_last)


def number_after_pair(a: Term, b: Term, c: Term) -> tuple[Reading, ...]:
    """`a x b c`: sets x reps and a load ("3x5 100"), or one more number of reps, or of sets ("100x5 3")."""
    load_last = Reading(c, (b,), a)
    if c.unit is not None or (a.counts_up_to(MAX_SETS) and c.value > MOST_LIKELY_COUNT):
        return (load_last,)
    one_more = Reading(a, (b, c))
    if a.counts_up_to(MOST_LIKELY_COUNT):
        return (load_last, one_more)
    return (one_more, Reading(a, (b,), c))


def numbers_apart(numbers: tuple[Term, ...], bar: Bar) -> tuple[Reading, ...]:
    """`100 5 5 5`: a load and its reps; `5 5 5` at a heavier load: reps only."""
    first, *rest = numbers
    loaded = Reading(first, tuple(rest))
    if not first.counts_up_to(MOST_LIKELY_REPS):
        return (loaded,)
    reps_only = Reading(None, numbers)
    if bar.load_g is None and not bar.lifts_the_body:
        return (loaded, reps_only)
    return (reps_only,) if bar.dwarfs(first) else (loaded,)


def dotted(a: Term, b: Term, c: Term) -> tuple[Reading, ...]:
    """`5.5.100`, only where it can be neither a date, nor a time, nor a version."""
    is_date = (a.value <= 31 and b.value <= 12 and c.value < 100) or max(a.value, c.value) >= 1000
    is_time = a.value < 24 and b.value < 60 and c.value < 60
    readings = three_numbers(a, b, c)
    if is_date or is_time or len(readings) > 1 or not b.counts_up_to(MAX_BARE_REPS):
        raise NotNotation
    return readings
