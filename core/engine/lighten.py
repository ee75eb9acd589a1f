"""Going on with a lift that hurts a little: the sets still to do, made lighter than they were."""

from dataclasses import replace

from core.engine.body_load import as_lifted, as_told
from core.engine.models import ExercisePrescription, PainDecision, SetTarget
from core.engine.steps.pain import PAIN_RPE


def lighten(prescription: ExercisePrescription, decision: PainDecision) -> ExercisePrescription:
    """The same exercise at the decision's load factor, on loads that exist here, no harder than RPE 7."""
    strength = prescription.strength
    if strength is not None and strength.body_load_g > 0:
        return as_told(_lighten(as_lifted(prescription, strength), decision), strength)
    return _lighten(prescription, decision)


def _lighten(prescription: ExercisePrescription, decision: PainDecision) -> ExercisePrescription:
    steps = prescription.load_steps_g

    def lighter(target: SetTarget) -> SetTarget:
        rpe = min(target.rpe, PAIN_RPE) if target.rpe is not None else None
        if target.load_g is None or not steps:
            return replace(target, rpe=rpe)
        wanted_g = target.load_g * decision.load_factor
        load_g = max((step for step in steps if step <= wanted_g), default=steps[0])
        return replace(target, load_g=min(load_g, target.load_g), load_share=1.0, rpe=rpe)

    return replace(
        prescription,
        series=tuple(lighter(target) for target in prescription.series),
        reasons=(*prescription.reasons, decision.reason),
        steering=replace(prescription.steering, held_back_sets=0),
    )
