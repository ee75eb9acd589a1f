"""Absurd values of the engine's own types: backwards dates, impossible kits, contradictory maxes, everything at once.

What a type holds is read off its fields, so that a field which is added is drawn without a line here. Only what must
fit together to matter, and what the types themselves refuse, is said below.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from random import Random
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from core.engine.baseline import QUESTIONS
from core.engine.curve import Curve
from core.engine.formulas import CONSTANTS
from core.engine.models import (
    BackOff,
    CheckIn,
    Disruption,
    DisruptionKind,
    Equipment,
    Exercise,
    Kit,
    Laterality,
    Load,
    LoadMode,
    MaxEntry,
    Muscle,
    Pattern,
    PerformedSet,
    PlannedDay,
    PlannedExercise,
    Pregnancy,
    PrescribedSet,
    Profile,
    RedFlag,
    Reps,
    Series,
    Severity,
    Snapshot,
    Sport,
)
from core.engine.units import Unit
from tests.engine.builders import LIBRARY, LIFTER, MONDAY, SQUAT, days, done, exercise

T = TypeVar("T")

PULL_UP = exercise(
    20, "pull_up", Pattern.PULL, Equipment.PULL_UP_BAR, LoadMode.BODY_WEIGHT, {Muscle.UPPER_BACK: 1.0}
)
ASSISTED_PULL_UP = exercise(
    21, "assisted_pull_up", Pattern.PULL, Equipment.MACHINE, LoadMode.ASSISTED, {Muscle.UPPER_BACK: 1.0}
)
CARRY = replace(
    exercise(
        22, "farmers_walk", Pattern.CARRY, Equipment.DUMBBELL, LoadMode.DISTANCE, {Muscle.FOREARMS: 1.0}
    ),
    laterality=Laterality.ALTERNATING,
    sport=Sport.STRONGMAN,
)
EVERYTHING = (*LIBRARY, PULL_UP, ASSISTED_PULL_UP, CARRY)

LOADS_G = (0, 1, 999, 2_500, 20_000, 60_000, 61_235, 100_000, 180_000, 400_000, 1_000_000, 2_956_000)
PLATES_G = (0, 1, 500, 1_134, 2_500, 100_000)
RPES = (0.0, 1.0, 5.0, 6.0, 6.5, 7.0, 8.0, 8.5, 9.5, 10.0, 10.0)
IDS = (*[SQUAT.id] * 6, *[2] * 4, *range(1, 15), 20, 20, 21, 22)  # often the same lift, so that things meet
SETS = (0.0, 0.5, 3.0, 8.0, 19.5, 500.0)
MANY = 4  # of a tuple or a mapping, mostly
USUALLY = 0.6  # of all fields that may be left out are; so that not everything is wrong at once, every time


@cache
def hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def default(field: Field[Any]) -> object:
    """What a field is where nobody says anything; MISSING where it must be said."""
    return field.default if field.default_factory is MISSING else field.default_factory()


class Absurd:
    """Draws values that nobody should send, mixed with such as everybody does."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self._of_type: Mapping[object, Callable[[], object]] = {
            Kit: self.kit,
            Exercise: lambda: self.one_of(EVERYTHING),
            PlannedExercise: self.line,
            PrescribedSet: self.prescribed,
            Load: self.load,
            Curve: lambda: self.one_of([Curve(0.0249, 1.078), Curve(0.05, 1.3, 0.2), Curve(0.01, 0.7, 5.0)]),
            bool: self.rarely,
            datetime: self.at,
            date: self.on,
            str: lambda: self.one_of(["", "squat", "🦵" * 50]),
        }
        self._of_field: Mapping[tuple[type, str], Callable[[], object]] = {
            (Snapshot, "now"): lambda: self.at() if self.rarely() else MONDAY,
            (Snapshot, "local_date"): lambda: self.on() if self.rarely() else MONDAY.date(),
            (Snapshot, "exercises"): lambda: LIBRARY[: self.count(3)] if self.rarely() else EVERYTHING,
            (Snapshot, "maxes"): lambda: tuple(self.of(MaxEntry) for _ in range(self.random.randint(0, 8))),
            (Snapshot, "history"): self.history,
            (Snapshot, "red_flag"): lambda: (
                self.one_of(list(RedFlag)) if self.random.random() < 0.02 else None
            ),
            (Snapshot, "disruptions"): self.disruptions,
            (Snapshot, "constants"): self.constants,
            (Snapshot, "usual"): self.usual,
            (Kit, "plates_g"): lambda: {self.one_of(PLATES_G): self.random.randint(0, 4) for _ in range(4)},
            (CheckIn, "soreness"): self.soreness,
            (PrescribedSet, "tempo"): lambda: self.one_of([None, "31X0", "5555"]),
            (PrescribedSet, "cluster_reps"): lambda: (),  # see `prescribed`
            (PrescribedSet, "cluster_rest_s"): lambda: None,
            (PlannedDay, "exercises"): lambda: tuple(self.line() for _ in range(self.random.randint(0, 8))),
            (Profile, "pregnancy"): lambda: self.one_of(list(Pregnancy)) if self.rarely() else None,
        }
        self._of_name: tuple[tuple[tuple[str, ...], Callable[[], float]], ...] = (
            (
                ("key", "exercise_id", "exercise_ids", "accessory_pool", "auxiliaries"),
                lambda: self.one_of(IDS),
            ),
            (("rpe", "rir", "rir_start", "rir_end"), lambda: self.one_of(RPES)),
            (("readiness", "motivation", "stress", "quality", "weekday"), lambda: self.random.randint(1, 5)),
            (("level",), lambda: self.random.randint(0, 10)),
            (("days_per_week",), lambda: self.random.randint(0, 7)),
            (("week_in_block",), lambda: self.random.randint(-50, 50) if self.rarely() else self.count(5)),
            (("_g",), self.load_g),
            (("_s",), lambda: self.random.randint(0, 3600)),
            (("week_sets", "direct_sets", "today_sets", "hard_sets"), lambda: self.one_of(SETS)),
            (("sets",), lambda: self.random.randint(0, 50) if self.rarely() else self.random.randint(1, 5)),
            (
                ("minutes",),
                lambda: self.random.randint(0, 1440) if self.rarely() else self.random.randint(20, 120),
            ),
            (("_pct", "percent"), lambda: round(self.random.uniform(-90, 120), self.one_of([0, 2]))),
        )

    def of(self, kind: type[T]) -> T:
        """A value of a type, as absurd as the type lets it be."""
        return cast(T, self._value(kind, ""))

    def snapshot(self) -> Snapshot:
        return self.of(Snapshot)

    def _value(self, kind: Any, name: str) -> object:
        if kind in self._of_type:
            return self._of_type[kind]()
        if kind is int or kind is float:
            return self._number(kind, name)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.one_of(list(kind))
        if isinstance(kind, type) and is_dataclass(kind):
            return self._made(kind)
        return self._several(kind, name)

    def _several(self, kind: Any, name: str) -> object:
        """What is made of other types."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            chosen = self.one_of([each for each in inner if each is not type(None)])
            return None if type(None) in inner and self.random.random() < 0.3 else self._value(chosen, name)
        if origin is Literal:
            return self.one_of(inner)
        count = self.random.randint(0, 25) if self.rarely() else self.random.randint(0, MANY)
        if origin is tuple and inner[-1] is not Ellipsis:
            return tuple(self._value(each, name) for each in inner)
        if origin in (tuple, frozenset, Sequence):
            made = [self._value(inner[0], name) for _ in range(count)]
            return frozenset(made) if origin is frozenset else tuple(made)
        if origin is Mapping:
            return {self._value(inner[0], "key"): self._value(inner[1], name) for _ in range(count)}
        raise NotImplementedError(f"{name}: {kind}")

    def _made(self, kind: type) -> object:
        """A value of one of the engine's classes; what a class refuses is no value of it."""
        while True:
            try:
                return kind(**{each.name: self._field(kind, each) for each in fields(kind) if each.init})
            except ValueError:
                continue

    def _field(self, kind: type, field: Field[Any]) -> object:
        if (kind, field.name) in self._of_field:
            return self._of_field[kind, field.name]()
        if default(field) is not MISSING and self.random.random() < USUALLY:
            return default(field)
        return self._value(hints(kind)[field.name], field.name)

    def _number(self, kind: type, name: str) -> float:
        """By what fields are called: their names carry their unit."""
        for ends, draw in self._of_name:
            if name.endswith(ends):
                return cast(float, kind(draw()))
        return self.count() if kind is int else self.one_of([0.0, 0.5, 1.1, 3.0, self.random.uniform(-9, 9)])

    def rarely(self) -> bool:
        return self.random.random() < 0.1

    def one_of(self, values: Sequence[T]) -> T:
        return self.random.choice(values)

    def load_g(self) -> int:
        return self.random.randint(0, 3_000_000) if self.rarely() else self.one_of(LOADS_G)

    def count(self, most: int = 15) -> int:
        return self.random.randint(0, 1000) if self.rarely() else self.random.randint(0, most)

    def at(self) -> datetime:
        """Mostly of the last weeks; sometimes years ago, or still to come."""
        off = self.random.uniform(-5000, 9000) if self.rarely() else self.random.uniform(-60, 0)
        return MONDAY + days(off)

    def on(self) -> date:
        return self.one_of([date(1970, 1, 1), date(2200, 1, 1)]) if self.rarely() else self.at().date()

    def kit(self) -> Kit:
        """Mostly a gym, so that something can be done in it."""
        return cast(Kit, self._made(Kit)) if self.rarely() else LIFTER.kit

    def load(self) -> Load:
        typed = Decimal(self.random.randint(0, 4000)) / self.one_of([1, 2, 4, 10])
        return Load.typed(min(typed, Decimal(400)), self.one_of(list(Unit)))

    def line(self) -> PlannedExercise:
        """Mostly without sets that somebody authored; those never begin with a back-off."""
        made = cast(PlannedExercise, self._made(PlannedExercise))
        return replace(made, series=self.series() if self.random.random() < 0.25 else ())

    def prescribed(self) -> PrescribedSet:
        """Some in parts, which together are all its repetitions."""
        made = cast(PrescribedSet, self._made(PrescribedSet))
        if not self.rarely():
            return made
        parts = tuple(self.random.randint(1, 5) for _ in range(self.random.randint(2, 4)))
        whole = Reps(reps=sum(parts))
        return replace(made, amount=whole, cluster_reps=parts, cluster_rest_s=self.random.randint(1, 300))

    def series(self) -> Series:
        made = [self.of(PrescribedSet) for _ in range(self.random.randint(1, 6))]
        first = next(
            (at for at, each in enumerate(made) if not isinstance(each.intensity, BackOff)), len(made)
        )
        return tuple(made[first:])

    def history(self) -> tuple[PerformedSet, ...]:
        """None, one, many in any order, every one an RPE 10, or a jump to four times the load."""
        kind = self.random.randrange(6)
        if kind == 0:
            return (self.of(PerformedSet),) if self.rarely() else ()
        if kind == 1:
            count = self.random.randint(1, 30)
            return tuple(done(100, 5, 10.0, at=MONDAY - days(n / 2)) for n in range(count))
        if kind == 2:
            load_kg = self.random.randint(5, 200)
            return (
                done(load_kg, 5, 8.0, at=MONDAY - days(3)),
                done(4 * load_kg, self.count(), at=MONDAY - days(1)),
            )
        return tuple(self.of(PerformedSet) for _ in range(self.random.randint(1, 25)))

    def soreness(self) -> Mapping[Muscle, int]:
        if self.rarely():
            return dict.fromkeys(Muscle, self.random.randint(1, 5))
        chosen = self.random.sample(list(Muscle), self.random.randint(0, 12))
        return {muscle: self.one_of([1, 1, 1, 2, 3, 4, 5]) for muscle in chosen}

    def disruptions(self) -> tuple[Disruption, ...]:
        """Mostly none; sometimes some of them, or every kind of every severity at once."""
        if self.rarely():
            every = [(kind, severity) for kind in DisruptionKind for severity in Severity]
            return tuple(
                replace(self.of(Disruption), kind=kind, severity=severity) for kind, severity in every
            )
        return tuple(self.of(Disruption) for _ in range(self.random.randint(0, 2)))

    def constants(self) -> Mapping[str, float]:
        """An athlete's own, anywhere within their bounds or beyond; and one that there is none of."""
        chosen = self.random.sample(sorted(CONSTANTS), self.random.randint(0, 4))
        values = {name: self.one_of([CONSTANTS[name].low, CONSTANTS[name].high, 5.0]) for name in chosen}
        return {**values, "nobody.KNOWS": 1.0} if self.rarely() else values

    def usual(self) -> Mapping[str, object]:
        return {
            name: self._value(hints(Snapshot)["usual"].__args__[1], name)
            for name in QUESTIONS
            if self.rarely()
        }


absurd = st.integers(0, 2**32).map(Absurd)
