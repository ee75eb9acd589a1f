"""What somebody authored: a series has one element per set, each saying how much of what, how hard, how fast.

Sum types, so that what makes no sense cannot be said: a percentage has no unit, a load has no RPE cap.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.engine.units import Unit

TEMPO = re.compile(r"[0-9X]{4}")  # seconds down, at the bottom, up, at the top; X = as fast as possible
MOST_SETS = 50  # of one series; design choice


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
        if self.reps is None and not self.amrap:
            raise ValueError("repetitions are a number, or as many as possible")
        if self.reps is not None and not 1 <= self.reps <= 100:
            raise ValueError("repetitions are 1 to 100")
        if self.reps_max is not None and (
            self.amrap or self.reps is None or not self.reps < self.reps_max <= 100
        ):
            raise ValueError("a range goes up, to 100 at most, and is not open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Work for so many seconds."""

    duration_s: int
    kind: Literal["duration"] = "duration"

    def __post_init__(self) -> None:
        if not 1 <= self.duration_s <= 86_400:
            raise ValueError("a duration is a second to a day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Work over so many metres."""

    distance_m: int
    kind: Literal["distance"] = "distance"

    def __post_init__(self) -> None:
        if not 1 <= self.distance_m <= 1_000_000:
            raise ValueError("a distance is a metre to a thousand kilometres")


Amount = Reps | Duration | Distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A load as typed: the number and unit are kept beside the grams."""

    load_g: int
    typed_load: Decimal
    unit: Unit
    kind: Literal["load"] = "load"

    def __post_init__(self) -> None:
        if not 0 <= self.load_g <= 1_000_000:
            raise ValueError("a load is 0 to 1,000 kg")


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentOfMax:
    """A percentage of the one-rep max, stopped earlier where a set would be felt above `rpe_cap`."""

    percent: float
    rpe_cap: float | None = None
    kind: Literal["percent_of_max"] = "percent_of_max"

    def __post_init__(self) -> None:
        if not 0.0 < self.percent <= 120.0:
            raise ValueError("a percentage of the max is above 0 and at most 120")
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
        if not -90.0 <= self.percent <= 20.0 or self.percent == 0.0:
            raise ValueError("a back-off is -90 to +20 percent of the first set, and not 0")


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
        if self.tempo is not None and TEMPO.fullmatch(self.tempo) is None:
            raise ValueError("a tempo has four places, each a digit or X")
        if self.rest_s is not None and not 0 <= self.rest_s <= 3600:
            raise ValueError("a rest is at most an hour")
        if bool(self.cluster_reps) != (self.cluster_rest_s is not None):
            raise ValueError("a cluster has repetitions and a rest between them")
        if self.cluster_rest_s is not None and not 1 <= self.cluster_rest_s <= 300:
            raise ValueError("a rest inside a cluster is 1 to 300 seconds")
        if self.cluster_reps:
            self._check_cluster()

    def _check_cluster(self) -> None:
        whole = self.amount.reps if isinstance(self.amount, Reps) and not self.amount.amrap else None
        if len(self.cluster_reps) < 2 or min(self.cluster_reps) < 1 or sum(self.cluster_reps) != whole:
            raise ValueError("the parts of a cluster add up to its repetitions")


Series = tuple[PrescribedSet, ...]


def _check_effort(effort: float | None) -> None:
    if effort is not None and (not 0.0 <= effort <= 10.0 or effort * 2 != int(effort * 2)):
        raise ValueError("effort is 0 to 10 in halves")
