"""The same sets with another kit: loads that exist there, and repetitions that keep them as hard."""

from dataclasses import replace

from core.engine.body_load import as_lifted, as_told, steps_as_lifted
from core.engine.loads import can_do, loadable_steps_g, nearest_g
from core.engine.models import Exercise, ExercisePrescription, Kit, LoadMode, Reason, SetKind, SetTarget
from core.engine.rounding import to_kit

STEPS_AROUND = (0.5, 1.5)  # shares of the heaviest set that set by set may want; design choice


def refit(prescription: ExercisePrescription, kit: Kit, exercise: Exercise) -> ExercisePrescription:
    """What is left of an exercise when the kit is corrected in the middle of a workout; nothing where it cannot be."""
    if not can_do(kit, exercise):
        reason = Reason(step="kit", code="not_here", exercise_id=exercise.id)
        return replace(prescription, series=(), load_steps_g=(), reasons=(*prescription.reasons, reason))
    steps_g = loadable_steps_g(kit, exercise)
    if not steps_g or all(target.load_g is None for target in prescription.series):
        return replace(prescription, load_steps_g=()) if not steps_g else prescription
    strength = prescription.strength
    if strength is not None and strength.body_load_g > 0:
        lifted = as_lifted(prescription, strength)
        return as_told(_on(lifted, steps_as_lifted(strength, steps_g)), strength)
    if exercise.load_mode is LoadMode.ASSISTED:
        return prescription  # help is taken as it is there; its steps steer nothing
    return _on(prescription, steps_g)


def _on(prescription: ExercisePrescription, steps_g: tuple[int, ...]) -> ExercisePrescription:
    work = [each for each in (_fitted(target, steps_g) for target in prescription.series) if each is not None]
    heaviest_g = max((target.load_g or 0 for target in work), default=0)
    ramps = any(target.kind is SetKind.RAMP for target in work)
    low_g, high_g = (0.0, float(steps_g[-1])) if ramps else (share * heaviest_g for share in STEPS_AROUND)
    changed = [target.load_g for target in work] != [target.load_g for target in prescription.series]
    reason = Reason(
        step="kit", code="corrected", facts={"load_g": heaviest_g}, exercise_id=prescription.exercise_id
    )
    return replace(
        prescription,
        series=_rising(work),
        load_steps_g=tuple(step_g for step_g in steps_g if low_g <= step_g <= high_g),
        reasons=(*prescription.reasons, reason) if changed else prescription.reasons,
    )


def _fitted(target: SetTarget, steps_g: tuple[int, ...]) -> SetTarget | None:
    """The set with a load that exists; None for work that even the lightest load makes too hard."""
    if target.load_g is None or target.load_g in steps_g:
        return target
    if target.kind is SetKind.RAMP:
        return replace(target, load_g=steps_g[0])
    if target.reps is None or target.rpe is None or target.kind is SetKind.WARM_UP:
        return replace(target, load_g=nearest_g(steps_g, target.load_g), load_share=1.0)
    fitted = to_kit(steps_g, target.load_g, target.reps, target.rpe)
    if fitted is None:
        return None
    same = fitted.reps == target.reps
    return replace(
        target,
        load_g=fitted.load_g,
        load_share=1.0,
        reps=fitted.reps,
        reps_max=target.reps_max if same else None,
    )


def _rising(series: list[SetTarget]) -> tuple[SetTarget, ...]:
    """Warm-ups each heavier than the one before and all lighter than the work."""
    work_g = min((target.load_g or 0 for target in series if target.kind is not SetKind.WARM_UP), default=0)
    kept: list[SetTarget] = []
    reached_g = -1
    for target in series:
        if target.kind is SetKind.WARM_UP:
            load_g = target.load_g or 0
            if not reached_g < load_g < work_g:
                continue
            reached_g = load_g
        kept.append(target)
    return tuple(kept)
