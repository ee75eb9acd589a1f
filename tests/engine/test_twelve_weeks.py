"""Twelve weeks of one squatter, scripted: one golden list of loads protects the whole engine."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.engine.curve import USUAL, felt_rpe
from core.engine.models import MaxSource, PerformedSet, Snapshot
from core.engine.next_set import progress
from core.engine.strength import e1rm_g
from tests.engine.builders import MONDAY, SQUAT, a_day, answered, days, max_of, planned, prescribed

START_MAX_G = 140_000
GAIN_PER_WEEK = 0.004
TIRED_WEEKS = {6}  # a bad week: 5 % weaker, slept badly, and says so
HOLIDAY_WEEKS = {9, 10}
FATIGUE_PER_SET = 0.006


@dataclass(frozen=True)
class Athlete:
    """Somebody with a true 1RM, whose reports are off by as much as everybody's, in half points."""

    week: int

    @property
    def true_max_g(self) -> float:
        trained = self.week - len([week for week in HOLIDAY_WEEKS if week < self.week])
        tired = 0.95 if self.week in TIRED_WEEKS else 1.0
        return START_MAX_G * (1.0 + GAIN_PER_WEEK) ** trained * tired

    def lift(self, load_g: int, reps: int, *, at: datetime, set_number: int) -> PerformedSet:
        able_g = self.true_max_g * (1.0 - FATIGUE_PER_SET) ** set_number
        felt = felt_rpe(reps, USUAL.reps(load_g / able_g))
        rpe = min(max(round(2 * felt) / 2, 6.0), 10.0)
        return PerformedSet(
            exercise_id=SQUAT.id, at=at, local_date=at.date(), load_g=load_g, reps=reps, rpe=rpe
        )


def one_workout(snapshot: Snapshot, athlete: Athlete) -> list[PerformedSet]:
    """Performs what is prescribed, set by set, as the engine steers it."""
    prescription = prescribed(replace(snapshot, local_date=snapshot.now.date()))
    performed: list[PerformedSet] = []
    left = [target for target in prescription.series if target.rpe is not None]
    while left:
        target = left[0]
        assert target.load_g is not None
        assert target.reps is not None
        performed.append(athlete.lift(target.load_g, target.reps, at=snapshot.now, set_number=len(performed)))
        left = list(progress(prescription, performed).remaining)
    return performed


def test_twelve_weeks() -> None:
    history: list[PerformedSet] = []
    # a boast: the true max is 140 kg
    entered = replace(max_of(150, at=MONDAY), source=MaxSource.INPUT_1RM)
    lines: list[str] = []
    for week in range(12):
        if week in HOLIDAY_WEEKS:
            continue
        now = MONDAY + days(7 * week)
        snapshot = replace(
            a_day(
                planned(SQUAT, rpe=7.0),
                maxes=(entered,),
                history=history,
                now=now,
                check_in=answered(readiness=1 if week in TIRED_WEEKS else 4),
                week_in_block=week % 4,
            ),
            rir_start=3.0,
            rir_end=1.0,
        )
        strength = prescribed(snapshot).strength
        assert strength is not None
        performed = one_workout(snapshot, Athlete(week))
        history += performed
        sets = " ".join(f"{(each.load_g or 0) / 1000:g}x{each.reps}@{each.rpe:g}" for each in performed)
        lines.append(f"{week + 1:>2} [{e1rm_g(strength) / 1000:.1f}] {sets}")
    assert lines == GOLDEN.strip("\n").split("\n")


# week, [estimated 1RM before it], then load x repetitions @ effort felt. The boast is believed for long: this athlete
# has no bad days and never fails, and each set made says "at least so much". So his reports are held to be a repetition
# further off than they are, and the estimate stays some 4 % above the truth (142.8 kg in the sixth week, 145.1 in the
# last).
GOLDEN = """
 1 [150.0] 125x5@10 117.5x5@8.5 115x5@8
 2 [146.8] 122.5x5@9.5 120x5@9 117.5x5@8.5
 3 [147.4] 125x5@9.5 122.5x5@9.5 122.5x5@9.5
 4 [148.6] 127.5x5@10 127.5x5@10 125x5@10
 5 [150.5] 122.5x5@9 122.5x5@9.5 120x5@9
 6 [150.7] 125x5@9.5 122.5x5@9 122.5x5@9.5
 7 [151.1] 122.5x5@10 120x5@9.5
 8 [150.5] 130x5@10 127.5x5@10 125x5@9.5
 9 [151.8] 125x5@9 122.5x5@9 122.5x5@9
12 [150.5] 122.5x5@8.5 122.5x5@9 122.5x5@9
"""
