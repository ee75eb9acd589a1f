"""What a lift's workout amounts to, planned beside done: volume, intensity, effort, completion."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.engine.models import (
    ExercisePrescription,
    PerformanceVsPlan,
    PerformedSet,
    Progress,
    Reason,
    SetKind,
    SetTarget,
)
from core.engine.next_set import progress

# of the planned volume, in percent: below the first incomplete, below the second under, above the third over
INCOMPLETE_BELOW_PCT, UNDER_BELOW_PCT, OVER_ABOVE_PCT = 50.0, 90.0, 110.0  # design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftPerformance:
    """One lift of one workout. None where there is nothing to measure by: unknown is not zero."""

    planned_sets: int
    done_sets: int
    planned_volume_g: int | None  # load x repetitions, the lower end of a range
    actual_volume_g: int | None
    planned_load_g: float | None  # mean of the work sets
    actual_load_g: float | None
    max_rpe: float | None
    mean_rpe: float | None
    share: float | None  # done of what was meant; 1 anywhere within a range of repetitions

    @property
    def completion_pct(self) -> float | None:
        """How many of its planned sets were done, in percent; more sets than planned make up for nothing."""
        if self.planned_sets == 0:
            return None
        return 100.0 * min(self.done_sets, self.planned_sets) / self.planned_sets


def lift_performance(series: Sequence[SetTarget], performed: Iterable[PerformedSet]) -> LiftPerformance:
    """A lift's work sets, planned beside done. Warm-ups count for neither."""
    planned = [target for target in series if target.kind is not SetKind.WARM_UP]
    done = [each for each in performed if not each.warm_up]
    efforts = [each.rpe for each in done if each.rpe is not None]
    return LiftPerformance(
        planned_sets=len(planned),
        done_sets=len(done),
        planned_volume_g=_volume_g([(target.load_g, target.reps) for target in planned]),
        actual_volume_g=_volume_g([(each.load_g, each.reps) for each in done]),
        planned_load_g=_mean([target.load_g for target in planned]),
        actual_load_g=_mean([each.load_g for each in done]),
        max_rpe=max(efforts, default=None),
        mean_rpe=_mean(efforts),
        share=_share(planned, done),
    )


def meant(
    series: Sequence[SetTarget], performed: Sequence[PerformedSet], after: Progress
) -> tuple[SetTarget, ...]:
    """What was to be done: without the sets that a mode left out because one was tired as planned."""
    if not any((reason.step, reason.code) == ("set_by_set", "enough") for reason in after.reasons):
        return tuple(series)
    left_out = sum(target.kind is SetKind.WORK for target in series) - sum(not d.warm_up for d in performed)
    return tuple(series[: len(series) - max(left_out, 0)])


def completion_pct(lifts: Sequence[LiftPerformance]) -> float | None:
    """How many of a workout's planned sets were done, in percent; None where nothing was planned."""
    planned = sum(lift.planned_sets for lift in lifts)
    if planned == 0:
        return None
    return 100.0 * sum(min(lift.done_sets, lift.planned_sets) for lift in lifts) / planned


def performance_vs_plan(lifts: Sequence[LiftPerformance]) -> PerformanceVsPlan | None:
    """A workout's volume against its plan: each lift in its own measure, weighted by its planned sets."""
    weighed = [(lift.share, lift.planned_sets) for lift in lifts if lift.share is not None]
    planned = sum(sets for _, sets in weighed)
    return classify(100.0 * math.fsum(share * sets for share, sets in weighed) / planned) if planned else None


def classify(volume_pct: float) -> PerformanceVsPlan:
    """What a share of the planned volume is called."""
    if volume_pct < INCOMPLETE_BELOW_PCT:
        return PerformanceVsPlan.INCOMPLETE
    if volume_pct < UNDER_BELOW_PCT:
        return PerformanceVsPlan.UNDER
    return PerformanceVsPlan.AT if volume_pct <= OVER_ABOVE_PCT else PerformanceVsPlan.OVER


def changes(prescription: ExercisePrescription, performed: Sequence[PerformedSet]) -> tuple[Reason, ...]:
    """Why the sets of an exercise changed those after them, in order."""
    found: list[Reason] = []
    before = progress(prescription, ())
    for count, done in enumerate(performed, start=1):
        after = progress(prescription, performed[:count])
        if not done.warm_up and _work(after.remaining) != _work(before.remaining)[1:]:
            found.extend(after.reasons)
        before = after
    return tuple(found)


def _work(series: Sequence[SetTarget]) -> tuple[SetTarget, ...]:
    return tuple(target for target in series if target.kind is not SetKind.WARM_UP)


def _volume_g(sets: Sequence[tuple[int | None, int | None]]) -> int | None:
    """Load x repetitions; None where no set says both. Help taken off body weight is no volume."""
    said = [load_g * reps for load_g, reps in sets if load_g is not None and load_g >= 0 and reps is not None]
    return sum(said) if said else None


def _mean(values: Sequence[float | None]) -> float | None:
    said = [value for value in values if value is not None]
    return math.fsum(said) / len(said) if said else None


def _share(planned: Sequence[SetTarget], done: Sequence[PerformedSet]) -> float | None:
    """Done of what was meant, in the finest measure that every planned set has: volume, reps, seconds, sets."""
    if not planned:
        return None
    if any(target.kind is SetKind.RAMP for target in planned):  # nobody knew how many sets it would take
        return min(len(done), len(planned)) / len(planned)
    for measure in (_grams, _reps, _seconds, _sets):
        low = [measure(target.load_g, target.reps, target.duration_s) for target in planned]
        high = [measure(target.load_g, _most(target), target.duration_s) for target in planned]
        if None not in low:
            got = [measure(each.load_g, each.reps, each.duration_s) for each in done]
            return _within(_sum(got), _sum(low), _sum(high))
    return None


def _most(target: SetTarget) -> int | None:
    return target.reps if target.reps_max is None else target.reps_max


def _grams(load_g: int | None, reps: int | None, _: int | None) -> int | None:
    return None if load_g is None or reps is None or load_g <= 0 else load_g * reps


def _reps(_: int | None, reps: int | None, __: int | None) -> int | None:
    return reps


def _seconds(_: int | None, __: int | None, duration_s: int | None) -> int | None:
    return duration_s


def _sets(_: int | None, __: int | None, ___: int | None) -> int:
    return 1


def _sum(values: Sequence[int | None]) -> int:
    return sum(value for value in values if value is not None)


def _within(done: int, low: int, high: int) -> float:
    """1 anywhere between the ends."""
    return done / low if done < low else done / max(high, 1) if done > high else 1.0
