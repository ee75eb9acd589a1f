"""After every set: the sets still to do. A pure function of what was prescribed and everything logged so far.

Each report asks for a load: what was really lifted, changed by felt minus expected effort. What was asked for
averages out. A miss counts as an effort of ten, and nothing rises after it until a set is made at its target.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.engine.body_load import with_the_body
from core.engine.curve import (
    EASIEST_RPE,
    effort_error,
    felt_rpe,
    fraction_of_max,
    reps_to_failure,
    reps_to_failure_at,
)
from core.engine.models import ExercisePrescription, PerformedSet, Progress, Reason, SetKind, SetTarget
from core.engine.ramp import climb
from core.engine.rounding import MOST_REPS, to_kit

LOAD_PER_RPE = 0.04  # 2 % per half point (helms_2023_table4)
DEAD_BAND_RPE = 0.5  # nobody can tell less apart; design choice
NEWEST_SHARE = 0.5  # of the newest report in the running average; design choice
MOST_DOWN, MOST_UP = 0.90, 1.05  # from one set to the next; design choice
MOST_ABOVE_PRESCRIBED = 1.10  # design choice
MOST_IN_PAIN = 1.0  # heavier sets from before the pain must not bring their load back; design choice
MISS_REST_S = 60  # misses
SECOND_MISS_LOAD = 0.95  # misses
MISSES_THAT_END = 3  # misses
MADE_WITHIN_RPE = 0.5  # design choice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the sets so far amount to. `factor` is the wanted share of each prescribed load."""

    factor: float = 1.0
    implied: float | None = None  # the running average of what each report asked for
    misses: int = 0
    ceiling_g: int | None = None  # after a miss, until a set is made at its target
    ceiling_reps: int | None = None  # the same where repetitions carry the change
    rest_s: int = 0
    code: str = "as_expected"
    expected_rpe: float | None = None
    most: float = MOST_ABOVE_PRESCRIBED
    load_per_rpe: float = LOAD_PER_RPE


@with_the_body
def progress(prescription: ExercisePrescription, performed: Sequence[PerformedSet]) -> Progress:
    warm_ups = [target for target in prescription.series if target.kind is SetKind.WARM_UP]
    ramp = [target for target in prescription.series if target.kind is SetKind.RAMP]
    work = [target for target in prescription.series if target.kind is SetKind.WORK]
    working = [done for done in performed if not done.warm_up]
    if not working:
        warmed = len(performed)
        rest_s = warm_ups[min(warmed, len(warm_ups)) - 1].rest_s if warmed > 0 and warm_ups else 0
        return Progress(remaining=(*warm_ups[warmed:], *ramp, *work), rest_s=rest_s, reasons=())
    if not ramp:
        return _after_work(prescription, work, working)

    found = climb(prescription, working)
    if found.next_set is not None:
        return Progress(
            remaining=(found.next_set, *work), rest_s=found.next_set.rest_s, reasons=(found.reason,)
        )
    if len(working) == found.sets_used or not found.work:
        rest_s = ramp[0].rest_s if found.work else 0
        return Progress(remaining=found.work, rest_s=rest_s, reasons=(found.reason,))
    return _after_work(prescription, found.work, working[found.sets_used :])


def _after_work(
    prescription: ExercisePrescription, work: Sequence[SetTarget], working: Sequence[PerformedSet]
) -> Progress:
    """Folds the working sets into a standing and applies it to the targets that are left."""
    if not work:
        return Progress(remaining=(), rest_s=0, reasons=())
    standing = _Standing(
        most=MOST_IN_PAIN if _hurts(prescription) else MOST_ABOVE_PRESCRIBED,
        load_per_rpe=_load_per_rpe(prescription),
    )
    for index, done in enumerate(working):
        target = work[min(index, len(work) - 1)]
        prescribed = _apply(prescription, target, standing)
        standing = _next(standing, target, prescribed if prescribed is not None else target, done)
    left = work[len(working) :]
    remaining = _remaining(prescription, left, standing)
    return Progress(
        remaining=remaining,
        rest_s=standing.rest_s if remaining else 0,
        reasons=(_reason(prescription, standing, working[-1], left, remaining),),
    )


def _hurts(prescription: ExercisePrescription) -> bool:
    pain = any((reason.step, reason.code) == ("pain", "lighter") for reason in prescription.reasons)
    return pain or prescription.rehab


def _load_per_rpe(prescription: ExercisePrescription) -> float:
    """The athlete's own value where the workout was made with one."""
    own = (reason.facts.get("load_per_rpe") for reason in prescription.reasons if reason.step == "own")
    return next((value for value in own if isinstance(value, float)), LOAD_PER_RPE)


def _next(standing: _Standing, target: SetTarget, prescribed: SetTarget, done: PerformedSet) -> _Standing:
    standing = replace(standing, rest_s=target.rest_s, expected_rpe=None)
    if not done.trusted:
        return replace(standing, code="not_counted")
    if done.reps is None and not done.failed:
        return replace(standing, code="not_said")
    missed = _is_miss(target, prescribed, done)
    if missed:
        standing = replace(standing, misses=standing.misses + 1, rest_s=target.rest_s + MISS_REST_S)
    elif _is_made(target, done):
        standing = replace(standing, ceiling_g=None, ceiling_reps=None)
    felt = 10.0 if missed else done.rpe
    if felt is None:
        return _not_said(standing, target, prescribed, done)
    return _reported(standing, target, done, felt, missed=missed)


def _reported(
    standing: _Standing, target: SetTarget, done: PerformedSet, felt: float, *, missed: bool
) -> _Standing:
    used = _ratio(target, done)
    error = effort_error(felt, _expected(target, done, 1.0))
    implied = used * (1.0 - standing.load_per_rpe * error)
    if standing.implied is not None:
        implied = NEWEST_SHARE * implied + (1.0 - NEWEST_SHARE) * standing.implied
    wanted = min(max(implied, MOST_DOWN * used), MOST_UP * used)
    if missed:
        factor = min(wanted, used * (SECOND_MISS_LOAD if standing.misses > 1 else 1.0))
        code = "missed"
    elif error > DEAD_BAND_RPE:
        factor, code = min(wanted, used), "harder"
    elif error < -DEAD_BAND_RPE:
        factor, code = max(wanted, used), "easier"
    else:
        factor, code = used, "as_expected"
    standing = _hold(standing, done) if missed else standing
    return replace(
        standing,
        factor=min(factor, standing.most),
        implied=implied,
        code=code,
        expected_rpe=_expected(target, done, used),
    )


def _hold(standing: _Standing, done: PerformedSet) -> _Standing:
    """Until a set is made, nothing exceeds the lightest miss."""
    load_g, reps = done.load_g, done.reps if done.reps is not None else 0
    if load_g is not None and standing.ceiling_g is not None:
        load_g = min(load_g, standing.ceiling_g)
    return replace(standing, ceiling_g=load_g, ceiling_reps=reps)


def _not_said(standing: _Standing, target: SetTarget, prescribed: SetTarget, done: PerformedSet) -> _Standing:
    """Without an effort nothing changes, except that another load than prescribed is followed."""
    if done.load_g is None or prescribed.load_g is None or done.load_g == prescribed.load_g:
        return replace(standing, code="not_said")
    if _is_short(target, done):
        return replace(standing, code="not_said")  # fewer repetitions with more: an exchange, not a step up
    factor = min(_ratio(target, done), standing.most)
    return replace(standing, factor=factor, code="followed")


def _expected(target: SetTarget, done: PerformedSet, load_ratio: float) -> float:
    """The effort to expect of the repetitions really done, with so many times the target's load."""
    if target.rpe is None or target.reps is None or done.reps is None:
        return EASIEST_RPE
    to_failure = reps_to_failure(target.reps, target.rpe)
    return felt_rpe(done.reps, reps_to_failure_at(fraction_of_max(to_failure) * load_ratio))


def _ratio(target: SetTarget, done: PerformedSet) -> float:
    if target.load_g is None or done.load_g is None or target.load_g <= 0:
        return 1.0
    return done.load_g / target.load_g


def _is_miss(target: SetTarget, prescribed: SetTarget, done: PerformedSet) -> bool:
    """Failed, or short of its repetitions with nothing left or nothing said, though no heavier than asked."""
    if done.failed:
        return True
    heavier = done.load_g is not None and prescribed.load_g is not None and done.load_g > prescribed.load_g
    return _is_short(target, done) and not heavier and (done.rpe is None or done.rpe >= 10.0)


def _is_short(target: SetTarget, done: PerformedSet) -> bool:
    return target.reps is not None and done.reps is not None and done.reps < target.reps


def _is_made(target: SetTarget, done: PerformedSet) -> bool:
    if target.reps is not None and done.reps is not None and done.reps < target.reps:
        return False
    return done.rpe is None or target.rpe is None or done.rpe <= target.rpe + MADE_WITHIN_RPE


def _remaining(
    prescription: ExercisePrescription, left: Sequence[SetTarget], standing: _Standing
) -> tuple[SetTarget, ...]:
    if standing.misses >= MISSES_THAT_END:
        return ()
    applied = [_apply(prescription, target, standing) for target in left]
    return tuple(target for target in applied if target is not None)


def _apply(prescription: ExercisePrescription, target: SetTarget, standing: _Standing) -> SetTarget | None:
    """The target as it stands now; None where even the lightest step is too hard."""
    if target.reps is None:
        return target
    if target.load_g is None or not _has_loads(prescription):
        return _move_reps(target, target.reps, standing)
    wanted_g = target.load_g * standing.factor
    if standing.ceiling_g is None and standing.factor == 1.0:
        return target
    if standing.ceiling_g is not None:
        wanted_g = min(wanted_g, standing.ceiling_g)
    fitted = to_kit(_steps(prescription, standing, wanted_g), wanted_g, target.reps, target.rpe)
    if fitted is None:
        return None
    return replace(target, load_g=fitted.load_g, reps=fitted.reps, reps_max=_range_end(target, fitted.reps))


def _has_loads(prescription: ExercisePrescription) -> bool:
    """Whether load can carry a change of effort: not where body weight is the load."""
    has_ramp = any(target.kind is SetKind.RAMP for target in prescription.series)
    return prescription.strength is not None or has_ramp


def _steps(prescription: ExercisePrescription, standing: _Standing, wanted_g: float) -> tuple[int, ...]:
    """What may be loaded: after a miss nothing above it, and a rise is rounded down."""
    steps_g = prescription.load_steps_g
    most_g = standing.ceiling_g
    if standing.factor > 1.0:
        most_g = round(wanted_g) if most_g is None else min(most_g, round(wanted_g))
    return steps_g if most_g is None else tuple(step_g for step_g in steps_g if step_g <= most_g)


def _move_reps(target: SetTarget, planned_reps: int, standing: _Standing) -> SetTarget:
    """One repetition per RPE point, where the load cannot follow."""
    reps = planned_reps + round((standing.factor - 1.0) / standing.load_per_rpe)
    if standing.ceiling_reps is not None:
        reps = min(reps, standing.ceiling_reps)
    reps = max(min(reps, max(MOST_REPS, planned_reps)), 1)
    return replace(target, reps=reps, reps_max=_range_end(target, reps))


def _range_end(target: SetTarget, reps: int) -> int | None:
    """A range of repetitions stays one only where the load could follow."""
    return target.reps_max if reps == target.reps else None


def _reason(
    prescription: ExercisePrescription,
    standing: _Standing,
    done: PerformedSet,
    left: Sequence[SetTarget],
    remaining: Sequence[SetTarget],
) -> Reason:
    code = "stopped" if left and not remaining else standing.code
    to_g = remaining[0].load_g if remaining else None
    return Reason(
        step="set_by_set",
        code=code,
        facts={
            "felt_rpe": done.rpe,
            "expected_rpe": None if standing.expected_rpe is None else round(standing.expected_rpe, 1),
            "wanted_pct": None if standing.implied is None else round(100.0 * standing.implied, 1),
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
