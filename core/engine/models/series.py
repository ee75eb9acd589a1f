"""What somebody authored: a series has one element per set, each saying how much of what, how hard, how fast.

Sum types, so that what makes no sense cannot be said: a percentage has no unit, a load has no RPE cap.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from core.engine.units import Unit, from_grams, to_grams

TEMPO = re.compile(r"[0-9X]{4}")  # seconds down, at the bottom, up, at the top; X = as fast as possible

# Design choices: beyond these it is a slip of the thumb, not training.
MOST_SETS = 50  # of one series
MOST_REPS = 100
MOST_CLUSTER_PARTS = 20
MOST_DURATION_S = 86_400
MOST_DISTANCE_M = 1_000_000
MOST_LOAD_G = 1_000_000
MOST_PERCENT = 120.0
MOST_BACK_OFF_PERCENT = 90.0
MOST_BACK_UP_PERCENT = 20.0
MOST_REST_S = 3600
MOST_CLUSTER_REST_S = 300


class Flaw(StrEnum):
    """Why numbers cannot be a prescribed set."""

    REPS = "reps"
    REPS_RANGE = "reps_range"
    DURATION = "duration"
    DISTANCE = "distance"
    LOAD = "load"
    LOAD_TOO_FINE = "load_too_fine"  # finer than whole grams can give back
    PERCENT = "percent"
    PERCENT_TOO_FINE = "percent_too_fine"
    EFFORT = "effort"
    EFFORT_NOT_IN_HALVES = "effort_not_in_halves"
    BACK_OFF = "back_off"
    BACK_OFF_FIRST = "back_off_first"
    TEMPO = "tempo"
    REST = "rest"
    CLUSTER = "cluster"
    CLUSTER_REST = "cluster_rest"
    SETS_TOO_MANY = "sets_too_many"


class Unprescribable(ValueError):
    """The numbers cannot be a prescribed set."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


def _require(holds: bool, flaw: Flaw) -> None:
    if not holds:
        raise Unprescribable(flaw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reps:
    """Repetitions: exactly `reps`, a range up to `reps_max`, or with `amrap` as many as possible.

    `amrap` with `reps` means at least so many ("1+"); `reps` None is possible with `amrap` only.
    """

    reps: int | None
    reps_max: int | None = None
    amrap: bool = False
    kind: Literal["reps"] = "reps"

    def __post_init__(self) -> None:
        _require(self.amrap if self.reps is None else 1 <= self.reps <= MOST_REPS, Flaw.REPS)
        if self.reps_max is not None:
            _require(self.reps is not None and not self.amrap, Flaw.REPS_RANGE)
            _require((self.reps or 0) < self.reps_max <= MOST_REPS, Flaw.REPS_RANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Work for so many seconds."""

    duration_s: int
    kind: Literal["duration"] = "duration"

    def __post_init__(self) -> None:
        _require(1 <= self.duration_s <= MOST_DURATION_S, Flaw.DURATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Work over so many metres."""

    distance_m: int
    kind: Literal["distance"] = "distance"

    def __post_init__(self) -> None:
        _require(1 <= self.distance_m <= MOST_DISTANCE_M, Flaw.DISTANCE)


Amount = Reps | Duration | Distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A load as typed: the number and unit are kept beside the grams."""

    load_g: int
    typed_load: Decimal
    unit: Unit
    kind: Literal["load"] = "load"

    def __post_init__(self) -> None:
        _require(self.typed_load.is_finite() and 0 <= self.load_g <= MOST_LOAD_G, Flaw.LOAD)
        same = self.load_g == to_grams(self.typed_load, self.unit)
        _require(same and self.typed_load == from_grams(self.load_g, self.unit), Flaw.LOAD_TOO_FINE)

    @classmethod
    def typed(cls, value: Decimal, unit: Unit) -> "Load":
        """The load that a person typed."""
        return cls(load_g=to_grams(value, unit), typed_load=value, unit=unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentOfMax:
    """A percentage of the one-rep max, stopped earlier where a set would be felt above `rpe_cap`."""

    percent: float
    rpe_cap: float | None = None
    kind: Literal["percent_of_max"] = "percent_of_max"

    def __post_init__(self) -> None:
        _require(0.0 < self.percent <= MOST_PERCENT, Flaw.PERCENT)
        _check_hundredths(self.percent)
        if self.rpe_cap is not None:
            _check_effort(self.rpe_cap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rpe:
    """Felt effort, in halves."""

    rpe: float
    kind: Literal["rpe"] = "rpe"

    def __post_init__(self) -> None:
        _check_effort(self.rpe)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rir:
    """Repetitions in reserve, in halves."""

    rir: float
    kind: Literal["rir"] = "rir"

    def __post_init__(self) -> None:
        _check_effort(self.rir)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackOff:
    """A percentage off (negative) or on the load of the series' first set as it was done."""

    percent: float
    kind: Literal["back_off"] = "back_off"

    def __post_init__(self) -> None:
        inside = -MOST_BACK_OFF_PERCENT <= self.percent <= MOST_BACK_UP_PERCENT
        _require(inside and self.percent != 0.0, Flaw.BACK_OFF)
        _check_hundredths(self.percent)


Intensity = Load | PercentOfMax | Rpe | Rir | BackOff


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescribedSet:
    """One set as authored. `rest_s` follows the set; `cluster_rest_s` is inside it, between `cluster_reps`."""

    amount: Amount
    intensity: Intensity | None = None
    tempo: str | None = None
    rest_s: int | None = None
    cluster_reps: tuple[int, ...] = ()
    cluster_rest_s: int | None = None
    per_side: bool = False

    def __post_init__(self) -> None:
        _require(self.tempo is None or TEMPO.fullmatch(self.tempo) is not None, Flaw.TEMPO)
        _require(self.rest_s is None or 0 <= self.rest_s <= MOST_REST_S, Flaw.REST)
        _require(bool(self.cluster_reps) == (self.cluster_rest_s is not None), Flaw.CLUSTER_REST)
        if self.cluster_rest_s is not None:
            _require(1 <= self.cluster_rest_s <= MOST_CLUSTER_REST_S, Flaw.CLUSTER_REST)
            self._check_cluster()

    def _check_cluster(self) -> None:
        parts = self.cluster_reps
        _require(2 <= len(parts) <= MOST_CLUSTER_PARTS and min(parts) >= 1, Flaw.CLUSTER)
        _require(self.amount == Reps(reps=sum(parts)), Flaw.CLUSTER)


Series = tuple[PrescribedSet, ...]


def checked(series: Series) -> Series:
    """The series, if its sets can follow each other: not too many, and a back-off has a first set before it."""
    _require(len(series) <= MOST_SETS, Flaw.SETS_TOO_MANY)
    _require(not series or not isinstance(series[0].intensity, BackOff), Flaw.BACK_OFF_FIRST)
    return series


def _check_effort(effort: float) -> None:
    _require(0.0 <= effort <= 10.0, Flaw.EFFORT)
    _require(effort * 2 == int(effort * 2), Flaw.EFFORT_NOT_IN_HALVES)


def _check_hundredths(percent: float) -> None:
    _require(percent == round(percent, 2), Flaw.PERCENT_TOO_FINE)
