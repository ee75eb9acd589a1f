"""The loop that every mode runs through: what each set asks of the sets after it.

Felt minus expected effort tells how good a day it is, the more the less is known and the less this person's reports
are noisy; what a set takes from the next is expected, not a surprise. A miss counts as an effort of ten, and nothing
rises after it until a set is made at its target. Back-offs keep their distance to the first set as it was done.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from core.engine import efforts, evidence
from core.engine.curve import effort_error
from core.engine.models import (
    ExercisePrescription,
    Form,
    PerformedSet,
    Progress,
    Reason,
    SetMode,
    SetTarget,
)
from core.engine.offers import offer
from core.engine.standing import (
    MOST_ABOVE_PRESCRIBED,
    SECOND_MISS_LOAD,
    Standing,
    apply,
    hurts,
    is_held,
    resolved,
)

LOAD_PER_RPE = 0.04  # 2 % per half point (helms_2023_table4)
LEAST_LOAD_PER_RPE = 0.005  # where sets are so long that one repetition weighs nothing; design choice
UNKNOWN_SD = 0.08  # of a load that a ramp has found, as ln load; design choice
REPORT_SD_REPS = math.hypot(evidence.REPORT_SD_REPS, evidence.SET_SD_REPS)
MOST_DOWN, MOST_UP = 0.90, 1.05  # from one set to the next; design choice
MOST_IN_PAIN = 1.0  # heavier sets from before the pain must not bring their load back; design choice
USUAL_FORM = Form(log_mean=0.0, log_variance=evidence.DAY_SHARED * evidence.DAY_SD**2, lifts=0)
STANDS_OUT = 0.005  # a day of less form than so much, as ln load, changes no first set; design choice
MISS_REST_S = 60  # misses
MISSES_THAT_END = 3  # misses


def go_on(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Progress:
    """Folds the working sets into a standing and applies it to the targets that are left."""
    if not work:
        return Progress(remaining=(), rest_s=0, reasons=())
    work = resolved(prescription, work, working)
    standing = fold(prescription, work, working)
    left = work[len(working) :]
    remaining = _remaining(prescription, left, standing)
    return Progress(
        remaining=remaining,
        rest_s=standing.rest_s if remaining else 0,
        reasons=(_reason(prescription, standing, working[-1], left, remaining),),
        offer=offer(prescription, work, standing),
    )


def fold(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Standing:
    """The standing after all sets so far; extra ones are measured against the last target."""
    strength = prescription.strength
    known_sd = UNKNOWN_SD if strength is None else strength.log_sd
    load_per_rpe = _load_per_rpe(prescription, work)
    noise = 1.0 if strength is None else max(strength.report_noise, 1.0)
    form = went_in(prescription, work) or USUAL_FORM
    rises = prescription.steering.mode is not SetMode.DOUBLE_PROGRESSION
    standing = Standing(
        most=MOST_IN_PAIN if hurts(prescription) else MOST_ABOVE_PRESCRIBED,
        rises=rises,
        load_per_rpe=load_per_rpe,
        strength=strength,
        factor=_first_factor(form, rises=rises and not is_held(prescription)),
        day=form.log_mean,
        day_variance=(1.0 - evidence.DAY_SHARED) * evidence.DAY_SD**2 + form.log_variance + known_sd**2,
        report_variance=noise * (load_per_rpe * REPORT_SD_REPS) ** 2,
    )
    for index, done in enumerate(working):
        target = work[min(index, len(work) - 1)]
        standing = _next(standing, target, _prescribed(prescription, target, standing, done), done)
    return standing


def went_in(prescription: ExercisePrescription, work: Sequence[SetTarget]) -> Form | None:
    """The form that a lift begins with, where its sets are by effort: light ones stay, and what an author names."""
    by_effort = bool(work) and work[0].rir is not None and not work[0].fixed
    return prescription.form if by_effort and not hurts(prescription) else None


def _first_factor(form: Form, *, rises: bool) -> float:
    """What a day that stands out makes of the loads as they were prescribed."""
    if abs(form.log_mean) < STANDS_OUT:
        return 1.0
    return math.exp(form.log_mean if rises else min(form.log_mean, 0.0))


def _prescribed(
    prescription: ExercisePrescription, target: SetTarget, standing: Standing, done: PerformedSet
) -> SetTarget:
    """What had been asked for, worked out only where it matters: a set made and told speaks for itself."""
    if done.rpe is not None and target.rpe is not None and not efforts.is_short(target, done):
        return target
    prescribed = apply(prescription, target, standing)
    return target if prescribed is None else prescribed


def _load_per_rpe(prescription: ExercisePrescription, work: Sequence[SetTarget]) -> float:
    """What a point of effort is worth on this person's own curve, never more than the rule says.

    The rule's is the athlete's own value where the workout was made with one.
    """
    own = (reason.facts.get("load_per_rpe") for reason in prescription.reasons if reason.step == "own")
    most = next((value for value in own if isinstance(value, float)), LOAD_PER_RPE)
    strength = prescription.strength
    meant = next((each for each in work if each.rir is not None and each.reps is not None), None)
    if strength is None or meant is None or meant.rir is None or meant.reps is None:
        return most
    to_failure = meant.reps + meant.rir
    one_rep = math.log(strength.curve.fraction(to_failure) / strength.curve.fraction(to_failure + 1.0))
    return min(most, max(one_rep, LEAST_LOAD_PER_RPE))


def _next(standing: Standing, target: SetTarget, prescribed: SetTarget, done: PerformedSet) -> Standing:
    standing = replace(standing, rest_s=target.rest_s, expected_rpe=None, last_g=done.load_g)
    if not done.trusted:
        return replace(standing, code="not_counted")
    if done.reps is None and not done.failed:
        return replace(standing, code="not_said")
    missed = efforts.is_miss(target, prescribed, done)
    if missed:
        standing = replace(standing, misses=standing.misses + 1, rest_s=target.rest_s + MISS_REST_S)
    elif standing.ceiling_reps is not None and efforts.is_made(target, done):
        standing = replace(standing, ceiling_g=None, ceiling_reps=None)
    if target.fixed and target.rpe is None:
        return _not_compared(standing, target, prescribed, done, missed=missed)
    felt = 10.0 if missed else efforts.felt(standing.strength, target, done)
    if felt is None:
        return _not_said(standing, target, prescribed, done)
    return _reported(standing, target, done, felt, missed=missed)


def _reported(
    standing: Standing, target: SetTarget, done: PerformedSet, felt: float, *, missed: bool
) -> Standing:
    used = efforts.share_of_meant(target, done)
    load_ratio = used * math.exp(standing.worn - standing.day)
    expected = efforts.expected(standing.strength, target, done, load_ratio)
    error = (
        efforts.missing_reps(standing.strength, target, done, load_ratio)
        if missed
        else effort_error(felt, expected)
    )
    error = round(error, 6)  # a rounding error is no effort
    trust = standing.day_variance / (standing.day_variance + standing.report_variance)
    day = standing.day - trust * standing.load_per_rpe * error
    worn = standing.worn + evidence.loss_at(
        efforts.left_reps(standing.strength, target, done, felt, used * math.exp(standing.worn - day))
    )
    wanted = min(max(math.exp(day - worn), MOST_DOWN * used), MOST_UP * used)
    if missed:
        wanted = min(wanted, used * (SECOND_MISS_LOAD if standing.misses > 1 else 1.0))
        code = "missed"
    else:
        code = _felt_as(error)
        hard = code == "harder" and (target.rpe is None or felt >= target.rpe - efforts.MADE_WITHIN_RPE)
        wanted = min(wanted, used) if hard else wanted
    standing = _hold(standing, done) if missed else standing
    return replace(
        standing,
        factor=wanted if standing.rises else min(wanted, used),
        day=day,
        day_variance=standing.day_variance * (1.0 - trust),
        worn=worn,
        code=code,
        expected_rpe=expected,
        errors=(
            *standing.errors,
            effort_error(felt, efforts.expected(standing.strength, target, done, used)),
        ),
    )


def _felt_as(error: float) -> str:
    if abs(error) <= efforts.DEAD_BAND_RPE:
        return "as_expected"
    return "harder" if error > 0.0 else "easier"


def _not_compared(
    standing: Standing, target: SetTarget, prescribed: SetTarget, done: PerformedSet, *, missed: bool
) -> Standing:
    """An author's load of which nobody knows what it should feel like: only misses lighten it."""
    if not missed:
        return _not_said(standing, target, prescribed, done)
    cut = SECOND_MISS_LOAD if standing.misses > 1 else 1.0
    return replace(
        _hold(standing, done), factor=min(efforts.share_of_meant(target, done), 1.0) * cut, code="missed"
    )


def _hold(standing: Standing, done: PerformedSet) -> Standing:
    """Until a set is made, nothing exceeds the lightest miss."""
    load_g, reps = done.load_g, done.reps if done.reps is not None else 0
    if load_g is not None and standing.ceiling_g is not None:
        load_g = min(load_g, standing.ceiling_g)
    return replace(standing, ceiling_g=load_g, ceiling_reps=reps)


def _not_said(standing: Standing, target: SetTarget, prescribed: SetTarget, done: PerformedSet) -> Standing:
    """Without an effort nothing changes, except that another load than prescribed is followed."""
    if done.load_g is None or prescribed.load_g is None or done.load_g == prescribed.load_g:
        return replace(standing, code="not_said")
    if efforts.is_short(target, done):
        return replace(standing, code="not_said")  # fewer repetitions with more: an exchange, not a step up
    return replace(standing, factor=efforts.share_of_meant(target, done), code="followed")


def _remaining(
    prescription: ExercisePrescription, left: Sequence[SetTarget], standing: Standing
) -> tuple[SetTarget, ...]:
    if standing.misses >= MISSES_THAT_END:
        return ()
    applied = [apply(prescription, target, standing) for target in left]
    return tuple(target for target in applied if target is not None)


def _reason(
    prescription: ExercisePrescription,
    standing: Standing,
    done: PerformedSet,
    left: Sequence[SetTarget],
    remaining: Sequence[SetTarget],
) -> Reason:
    code = "stopped" if left and not remaining else standing.code
    if remaining and remaining[0].back_off_percent is not None and code in ("harder", "easier"):
        code = "as_expected"  # what comes next stands by the first set
    to_g = remaining[0].load_g if remaining else None
    if to_g is not None and done.load_g is not None:
        if code in ("as_expected", "easier") and to_g < done.load_g:
            code = "tiring"  # what a set takes from the next has added up to a step
        if code == "harder" and to_g > done.load_g:
            code = "as_expected"  # lighter than asked for, and still too light
    return Reason(
        step="set_by_set",
        code=code,
        facts={
            "felt_rpe": done.rpe,
            "expected_rpe": None if standing.expected_rpe is None else round(standing.expected_rpe, 1),
            "day_pct": round(100.0 * standing.day, 1),
            "misses": standing.misses,
            "change_pct": _change_pct(done.load_g, to_g),
            "from_g": done.load_g,
            "to_g": to_g,
            "reps": remaining[0].reps if remaining else None,
            "planned_reps": left[0].reps if left else None,
            "rest_s": standing.rest_s,
        },
        source="misses" if standing.code == "missed" else "helms_2023_table4",
        exercise_id=prescription.exercise_id,
    )


def _change_pct(from_g: int | None, to_g: int | None) -> float | None:
    if from_g is None or to_g is None or from_g <= 0:
        return None
    return round(100.0 * (to_g / from_g - 1.0), 1)
