"""Absurd snapshots, made of a number: backwards dates, impossible kits, contradictory maxes, everything at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from core.engine.formulas import CONSTANTS
from core.engine.lifecycles import DisruptionStatus
from core.engine.models import (
    BlockType,
    CheckIn,
    CheckInStatus,
    Disruption,
    DisruptionKind,
    Equipment,
    Goal,
    Kit,
    Landmark,
    Limit,
    MaxEntry,
    MaxSource,
    Measured,
    Muscle,
    Pain,
    PerformedSet,
    PlannedDay,
    PlannedExercise,
    Pregnancy,
    Profile,
    RedFlag,
    Role,
    Severity,
    Snapshot,
    TrainingAge,
    WarmUpStep,
    Worked,
)
from tests.engine.builders import BENCH, LIBRARY, LIFTER, MONDAY, SQUAT, days, done

T = TypeVar("T")
LOADS_G = (0, 1, 999, 2_500, 20_000, 60_000, 61_235, 100_000, 180_000, 400_000, 1_000_000, 2_956_000)
RPES = (None, 0.0, 1.0, 5.0, 6.0, 6.5, 7.0, 8.0, 8.5, 9.5, 10.0, 10.0)
IDS = (*[SQUAT.id] * 6, *[BENCH.id] * 4, *range(1, 15))  # often the same lift, so that things meet


class Absurd:
    """Draws values that nobody should send, mixed with such as everybody does."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)

    def rarely(self) -> bool:
        return self.random.random() < 0.1

    def one_of(self, values: Sequence[T]) -> T:
        return self.random.choice(values)

    def load_g(self) -> int:
        return self.random.randint(0, 3_000_000) if self.rarely() else self.one_of(LOADS_G)

    def count(self, most: int = 15) -> int:
        return self.random.randint(0, 1000) if self.rarely() else self.random.randint(0, most)

    def maybe(self, value: T) -> T | None:
        return None if self.random.random() < 0.3 else value

    def at(self) -> datetime:
        """Mostly of the last weeks; sometimes years ago, or still to come."""
        off = self.random.uniform(-5000, 9000) if self.rarely() else self.random.uniform(-60, 0)
        return MONDAY + days(off)

    def on(self) -> date:
        return self.one_of([date(1970, 1, 1), date(2200, 1, 1)]) if self.rarely() else self.at().date()

    def muscles(self, values: Sequence[T], most: int = 12) -> dict[Muscle, T]:
        chosen = self.random.sample(list(Muscle), self.random.randint(0, most))
        return {muscle: self.one_of(values) for muscle in chosen}

    def kit(self) -> Kit:
        if not self.rarely():
            return LIFTER.kit
        return Kit(
            equipment=frozenset(self.random.sample(list(Equipment), self.random.randint(0, 8))),
            bar_g=self.one_of([0, 1, 7_000, 20_412, 500_000]),
            plates_g={
                self.one_of([0, 1, 500, 1_134, 2_500, 100_000]): self.random.randint(0, 4) for _ in range(4)
            },
            dumbbells_g=tuple(self.load_g() for _ in range(self.random.randint(0, 5))),
            stack_step_g=self.one_of([0, 500, 4_536, 200_000]),
            stack_max_g=self.one_of([0, 5_000, 120_000]),
            more_bars_g=tuple(self.load_g() for _ in range(self.random.randint(0, 2))),
            own_bars_g={Equipment.EZ_BAR: self.load_g(), Equipment.SMITH: 0},
            collars_g=self.one_of([0, 500, 5_000]),
            kettlebells_g=tuple(self.load_g() for _ in range(self.random.randint(0, 2))),
        )

    def profile(self) -> Profile:
        return Profile(
            goal=self.one_of(list(Goal)),
            training_age=self.one_of(list(TrainingAge)),
            days_per_week=self.random.randint(0, 7),
            minutes=self.count(120),
            kit=self.kit(),
            event_on=self.maybe(self.on()),
            careful=self.rarely(),
            minor=self.one_of([None, False, False, True]),
            pregnancy=self.one_of(list(Pregnancy)) if self.rarely() else None,
            spotted=self.one_of([None, False, True]),
        )

    def line(self) -> PlannedExercise:
        return PlannedExercise(
            exercise_id=self.one_of(IDS),
            role=self.one_of(list(Role)),
            sets=self.random.randint(0, 50) if self.rarely() else self.random.randint(1, 5),
            reps=self.random.randint(0, 100) if self.rarely() else self.random.randint(1, 12),
            reps_max=self.maybe(self.count()),
            rpe=self.one_of([0.0, 5.0, 6.0, 7.0, 7.5, 8.0, 9.0, 9.5, 10.0]),
            rest_s=self.random.randint(0, 3600),
        )

    def performed(self) -> PerformedSet:
        return PerformedSet(
            exercise_id=self.one_of(IDS),
            at=self.at(),
            local_date=self.on(),
            load_g=None if self.rarely() else self.load_g(),
            reps=None if self.rarely() else self.count(),
            rpe=self.one_of(RPES),
            target_rpe=self.one_of(RPES),
            duration_s=self.count(300) if self.rarely() else None,
            distance_m=self.count() if self.rarely() else None,
            warm_up=self.rarely(),
            failed=self.rarely(),
            trusted=not self.rarely(),
        )

    def history(self) -> tuple[PerformedSet, ...]:
        """None, one, many in any order, every one an RPE 10, or a jump to four times the load."""
        kind = self.random.randrange(6)
        if kind == 0:
            return (self.performed(),) if self.rarely() else ()
        if kind == 1:
            return tuple(
                done(100, 5, 10.0, at=MONDAY - days(n / 2)) for n in range(self.random.randint(1, 30))
            )
        if kind == 2:
            load_kg = self.random.randint(5, 200)
            return (
                done(load_kg, 5, 8.0, at=MONDAY - days(3)),
                done(4 * load_kg, self.count(), at=MONDAY - days(1)),
            )
        return tuple(self.performed() for _ in range(self.random.randint(1, 25)))

    def max_entry(self) -> MaxEntry:
        return MaxEntry(
            exercise_id=self.one_of(IDS),
            at=self.at(),
            source=self.one_of(list(MaxSource)),
            load_g=self.load_g(),
            reps=self.count(),
        )

    def check_in(self) -> CheckIn:
        felt = self.random.randint(1, 5)
        everywhere = dict.fromkeys(Muscle, felt)
        return CheckIn(
            status=self.one_of(list(CheckInStatus)),
            soreness=everywhere if self.rarely() else self.muscles([1, 1, 1, 2, 3, 4, 5]),
            readiness=self.maybe(self.random.randint(1, 5)),
            stress=self.maybe(self.random.randint(1, 5)),
            sleep_minutes=self.maybe(self.random.randint(0, 1440)),
        )

    def pain(self) -> Pain:
        return Pain(
            exercise_id=self.one_of(IDS),
            level=self.random.randint(0, 10),
            sharp=self.rarely(),
            local_date=self.on(),
            morning=self.rarely(),
        )

    def disruption(self) -> Disruption:
        starts_on, lifts = self.on(), self.random.sample(range(1, 15), self.random.randint(0, 3))
        return Disruption(
            id=self.count(),
            kind=self.one_of(list(DisruptionKind)),
            severity=self.one_of(list(Severity)),
            status=self.one_of(list(DisruptionStatus)),
            starts_on=starts_on,
            ends_on=self.maybe(self.on()),  # before it began, too
            exercise_ids=frozenset(lifts),
            description=None,
            asked_at=self.at(),
        )

    def disruptions(self) -> tuple[Disruption, ...]:
        """Mostly none; sometimes some of them, or every kind of every severity at once."""
        if self.rarely():
            every = [(kind, severity) for kind in DisruptionKind for severity in Severity]
            return tuple(replace(self.disruption(), kind=kind, severity=severity) for kind, severity in every)
        return tuple(self.disruption() for _ in range(self.random.randint(0, 2)))

    def limit(self) -> Limit:
        return Limit(
            exercise_id=self.maybe(self.one_of(IDS)),
            most_load_g=self.maybe(self.load_g()),
            most_sets=self.maybe(self.random.randint(0, 5)),
            most_rpe=self.maybe(self.one_of([0.0, 6.0, 8.5])),
            avoid=self.rarely(),
        )

    def measured(self) -> Measured:
        return Measured(
            recovery_pct=self.maybe(self.random.uniform(0, 100)),
            hrv_deviation=self.maybe(self.random.uniform(-9, 9)),
            resting_hr_deviation=self.maybe(self.random.uniform(-9, 9)),
            sleep_minutes=self.maybe(self.random.randint(0, 1440)),
        )

    def constants(self) -> dict[str, float]:
        """An athlete's own, anywhere within their bounds."""
        chosen = self.random.sample(sorted(CONSTANTS), self.random.randint(0, 4))
        return {name: self.one_of([CONSTANTS[name].low, CONSTANTS[name].high]) for name in chosen}

    def warm_ups(self) -> tuple[WarmUpStep, ...]:
        count = self.random.randint(0, 10)
        return tuple(
            WarmUpStep(percent=self.random.uniform(0, 99), reps=self.random.randint(1, 20))
            for _ in range(count)
        )

    def snapshot(self) -> Snapshot:
        return Snapshot(
            engine_version=self.one_of(["", "1", "99"]),
            now=self.at() if self.rarely() else MONDAY,
            local_date=self.on() if self.rarely() else MONDAY.date(),
            profile=self.profile(),
            day=PlannedDay(
                day_number=self.random.randint(0, 9),
                weekday=self.random.randint(1, 7),
                exercises=tuple(self.line() for _ in range(self.random.randint(0, 8))),
            ),
            block_type=self.one_of(list(BlockType)),
            week_in_block=self.random.randint(-50, 50) if self.rarely() else self.random.randint(0, 5),
            block_weeks=self.random.randint(0, 60) if self.rarely() else self.random.randint(0, 6),
            rir_start=self.one_of([0.0, 2.0, 4.0, 10.0]),
            rir_end=self.one_of([0.0, 1.0, 4.0, 10.0]),
            exercises=self.one_of([(), LIBRARY[:3]]) if self.rarely() else LIBRARY,
            maxes=tuple(self.max_entry() for _ in range(self.random.randint(0, 8))),
            history=self.history(),
            check_in=self.check_in(),
            week_sets=self.muscles([0.0, 0.5, 8.0, 19.5, 500.0]),
            landmarks={
                muscle: Landmark(mev_sets=self.random.uniform(0, 50), mrv_sets=most)
                for muscle, most in self.muscles([0.0, 3.0, 50.0], most=3).items()
            },
            pains=tuple(self.pain() for _ in range(self.random.randint(0, 3))),
            red_flag=self.one_of(list(RedFlag)) if self.random.random() < 0.02 else None,
            cleared_flag=self.maybe(self.one_of(list(RedFlag))),
            cleared_on=self.maybe(self.on()),
            trained_on=tuple(self.on() for _ in range(self.random.randint(0, 9))) if self.rarely() else (),
            today_sets=self.muscles([0.0, 0.5, 3.0, 40.0], most=4) if self.rarely() else {},
            hard_days=self.muscles([0, 2, 4, 400], most=4),
            week_direct_sets=self.muscles([0.0, 8.0, 500.0], most=4),
            limits=tuple(self.limit() for _ in range(self.random.randint(0, 3))) if self.rarely() else (),
            measured=self.measured() if self.rarely() else None,
            worked=tuple(
                Worked(on=self.on(), muscle=muscle, hard_sets=sets, sport_load=90.0 * sets)
                for muscle, sets in self.muscles([0.0, 4.0, 90.0], most=3).items()
            ),
            body_weight_g=self.maybe(self.load_g()),
            disruptions=self.disruptions(),
            constants=self.constants(),
            warm_ups={self.one_of(IDS): self.warm_ups()},
            weekly_volume_ramp=self.one_of([1.0, 1.0, 1.1, 0.0, 0.5, 3.0]),
        )


absurd = st.integers(0, 2**32).map(Absurd)
