"""Finding the load of an unknown lift: from the lightest step upwards until a set is felt as RPE 7."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.engine.curve import EASIEST_RPE, fraction_of_max, reps_to_failure
from core.engine.loads import nearest_g
from core.engine.models import ExercisePrescription, PerformedSet, Reason, SetKind, SetTarget, TrainingAge
from core.engine.rounding import Fitted, to_kit

RAMP_REPS = 5  # design choice
RAMP_RPE = 7.0  # the set that ends the ramp; design choice
RAMP_REST_S = 90  # design choice
MOST_RAMP_SETS = 8  # then work starts with what was reached; design choice

# How much heavier the next ramp set is, by what was said; at least one loadable step. Design choice: the
# curve gives 3.2 % per RPE point near 6, and who says less than 6 has five repetitions or more left.
RISE_EASY = 0.20  # RPE below 6
RISE_UNSAID = 0.10
RISE_NEAR = 0.05  # RPE 6 to 6.5
MOST_AFTER_RAMP = 1.10  # of the set that ended the ramp; design choice
MOST_AFTER_MISS = 0.95  # design choice


FIRST_TIME_RPE = 8.0  # of the work after it, on the first day of a lift; design choice


def first_set(lightest_g: int) -> SetTarget:
    """The way up begins with the lightest load there is."""
    return SetTarget(kind=SetKind.RAMP, load_g=lightest_g, reps=RAMP_REPS, rest_s=RAMP_REST_S)


def first_time_rpe(training_age: TrainingAge) -> float:
    """The hardest that work may be on the day that finds the load."""
    return RAMP_RPE if training_age is TrainingAge.BEGINNER else FIRST_TIME_RPE


def unknown_max(exercise_id: int, first: SetTarget, then_rpe: float | None) -> Reason:
    """Why the load has to be found."""
    facts = {"from_g": first.load_g, "reps": RAMP_REPS, "until_rpe": RAMP_RPE, "then_rpe": then_rpe}
    return Reason(step="strength", code="unknown", facts=facts, exercise_id=exercise_id)


def ends_ramp(done: PerformedSet, reps: int) -> bool:
    """A set felt as RPE 7 or more, or one without all its repetitions."""
    if done.failed or done.reps is None or done.reps < reps:
        return True
    return done.rpe is not None and done.rpe >= RAMP_RPE


def next_ramp_load_g(steps_g: Sequence[int], done: PerformedSet, load_g: int) -> int | None:
    """The load of the next ramp set, or None at the top of the kit."""
    heavier = [step_g for step_g in steps_g if step_g > load_g]
    if not heavier:
        return None
    within = [step_g for step_g in heavier if step_g <= load_g * (1.0 + rise(done.rpe)) + 0.5]
    return within[-1] if within else heavier[0]


def rise(rpe: float | None) -> float:
    if rpe is None:
        return RISE_UNSAID
    return RISE_EASY if rpe < 6.0 else RISE_NEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Climb:
    """Where the ramp stands: its next set, or the working sets it found, or neither where it must stop."""

    sets_used: int  # of those performed
    next_set: SetTarget | None = None
    work: tuple[SetTarget, ...] = ()
    reason: Reason


def climb(prescription: ExercisePrescription, working: Sequence[PerformedSet]) -> Climb:
    """Replays the ramp sets performed so far, of which there is at least one."""
    steps_g = prescription.load_steps_g
    target = next(target for target in prescription.series if target.kind is SetKind.RAMP)
    code, made_g = "ramp_on", None
    for count, done in enumerate(working, start=1):
        if not done.trusted or done.load_g is None or target.load_g is None:
            code = "not_counted"  # the same load again
            continue
        next_g = next_ramp_load_g(steps_g, done, done.load_g)
        if ends_ramp(done, RAMP_REPS) or count >= MOST_RAMP_SETS or next_g is None:
            return _found(prescription, done, made_g, count)
        target, code, made_g = replace(target, load_g=next_g), "ramp_on", done.load_g
    reason = _reason(prescription, code, working[-1], target.load_g)
    return Climb(sets_used=len(working), next_set=target, reason=reason)


def _found(prescription: ExercisePrescription, done: PerformedSet, made_g: int | None, count: int) -> Climb:
    """Working sets from the set that ended the ramp; never above what that set itself bears out."""
    planned = [target for target in prescription.series if target.kind is SetKind.WORK]
    work: list[SetTarget] = []
    for target in planned:
        if target.fixed or target.back_off_percent is not None:
            work.append(_named(prescription, target, work))
            continue
        fitted = _work_load(prescription.load_steps_g, done, made_g, target)
        if fitted is None:
            break
        work.append(
            replace(target, load_g=fitted.load_g, reps=fitted.reps, reps_max=_range_end(target, fitted))
        )
    code = "ramp_found" if work else "too_heavy"
    reason = _reason(prescription, code, done, work[0].load_g if work else None)
    return Climb(sets_used=count, work=tuple(work), reason=reason)


def _named(prescription: ExercisePrescription, target: SetTarget, work: Sequence[SetTarget]) -> SetTarget:
    """A load that an author named stays; a back-off stands by the first set."""
    first_g = work[0].load_g if work else None
    if target.back_off_percent is None or first_g is None:
        return target
    return replace(
        target, load_g=nearest_g(prescription.load_steps_g, first_g * (1.0 + target.back_off_percent / 100.0))
    )


def _range_end(target: SetTarget, fitted: Fitted) -> int | None:
    """A range of repetitions stays one only where the load could follow."""
    return target.reps_max if fitted.reps == target.reps else None


def _work_load(
    steps_g: Sequence[int], done: PerformedSet, made_g: int | None, target: SetTarget
) -> Fitted | None:
    """`made_g` is the ramp set before: the ground to stand on where the last one had no repetition at all."""
    if target.reps is None or target.rpe is None or done.load_g is None:
        return None
    reps_done = done.reps if done.reps is not None else 0
    if reps_done < 1:
        wanted_g = None if made_g is None else made_g * MOST_AFTER_MISS
        return None if wanted_g is None else to_kit(steps_g, wanted_g, target.reps, target.rpe)
    missed = ends_ramp(done, RAMP_REPS) and (done.failed or done.rpe is None)
    felt = 10.0 if missed else max(done.rpe if done.rpe is not None else RAMP_RPE, EASIEST_RPE)
    e1rm_g = done.load_g / fraction_of_max(reps_to_failure(reps_done, felt))
    wanted_g = e1rm_g * fraction_of_max(reps_to_failure(target.reps, target.rpe))
    most_g = done.load_g * (MOST_AFTER_MISS if missed else MOST_AFTER_RAMP if done.rpe is not None else 1.0)
    return to_kit(steps_g, min(wanted_g, most_g), target.reps, target.rpe)


def _reason(prescription: ExercisePrescription, code: str, done: PerformedSet, to_g: int | None) -> Reason:
    return Reason(
        step="ramp",
        code=code,
        facts={"felt_rpe": done.rpe, "until_rpe": RAMP_RPE, "from_g": done.load_g, "to_g": to_g},
        exercise_id=prescription.exercise_id,
    )
