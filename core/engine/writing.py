"""Puts the sets of one exercise together: warm-ups, loads that today allows, and the loads around them."""

import math
from collections.abc import Sequence

from core.engine import rise
from core.engine.adjust import Combined, Situation
from core.engine.aim import Written
from core.engine.curve import EASIEST_RPE
from core.engine.loads import beside_g, nearest_g
from core.engine.models import Reason, Role, SetKind, SetMode, SetTarget, Strength, WarmUpStep
from core.engine.rounding import Fitted
from core.engine.steps.ceilings import TOP_RPE
from core.engine.strength import e1rm_g, high_g, load_for_g, low_g
from core.engine.warm_ups import STANDARD

WARM_UP_REST_S = 60  # design choice
STEPS_AROUND = (0.5, 1.5)  # shares of the working load that set by set may want; design choice


def written(
    situation: Situation,
    steps_g: tuple[int, ...],
    work: tuple[SetTarget, ...],
    reasons: tuple[Reason, ...],
    *,
    warm: bool,
    mode: SetMode | None = None,
) -> Written:
    """Working sets with their warm-ups, up to the first of them."""
    needs_none = warm or situation.planned.role is Role.ACCESSORY
    protocol = situation.snapshot.warm_ups.get(situation.exercise.id, STANDARD)
    first_g = work[0].load_g
    warm_ups = (
        () if needs_none or not steps_g or first_g is None else warm_up_sets(steps_g, first_g, protocol)
    )
    return Written(
        series=warm_ups + work,
        reasons=(*reasons, *_warm_up_reasons(situation, warm_ups, own=protocol != STANDARD)),
        load_steps_g=_around(steps_g, [target.load_g for target in work if target.load_g is not None]),
        mode=situation.planned.mode if mode is None else mode,
    )


def allowed(
    situation: Situation, decision: Combined, steps_g: tuple[int, ...], wanted_g: float
) -> tuple[tuple[int, ...], int | None]:
    """What may be loaded today, and the most that a rise may reach where that holds the load back."""
    most_g = rise.most_g(situation, steps_g)
    top_g = min(wanted_g if decision.round_down else math.inf, math.inf if most_g is None else most_g)
    holds = most_g is not None and wanted_g > most_g
    allowed_g = tuple(step_g for step_g in steps_g if step_g <= top_g) or steps_g[:1]
    return allowed_g, most_g if holds else None


def held(situation: Situation, most_g: int, wanted_g: float, load_g: int) -> Reason:
    """Why a load rose no further."""
    facts = {"most_g": most_g, "wanted_g": round(wanted_g), "load_g": load_g}
    return Reason(
        step="rise", code="held", facts=facts, source="largest_rise", exercise_id=situation.exercise.id
    )


def rounded(
    situation: Situation, planned_reps: int, wanted_g: int, fitted: Fitted, steps_g: Sequence[int]
) -> Reason:
    """The load that came of what was wanted, and the two beside it of those that are allowed."""
    below_g, above_g = beside_g(steps_g, wanted_g)
    return Reason(
        step="rounding",
        code="nearest" if fitted.reps == planned_reps else "reps_moved",
        facts={
            "wanted_g": wanted_g,
            "below_g": below_g,
            "above_g": above_g,
            "load_g": fitted.load_g,
            "reps": fitted.reps,
        },
        source="rounding",
        exercise_id=situation.exercise.id,
    )


def as_kept(expected: float) -> float:
    """An effort with the digits that the receipt keeps, so that what is read there gives the same again."""
    return round(expected, 4)


def estimate_facts(strength: Strength) -> dict[str, float | int | str | None]:
    """What a receipt says of a max: its interval, this person's curve, and how they call efforts."""
    return {
        "e1rm_g": e1rm_g(strength),
        "low_g": low_g(strength),
        "high_g": high_g(strength),
        "curve_k": strength.curve.k,
        "curve_b": strength.curve.b,
        "stretch": round(strength.curve.stretch, 6),
        "bias_reps": round(strength.rir_bias_reps, 6),
    }


def load_share(strength: Strength, rpe: float, fitted: Fitted, factor: float) -> float:
    """What rounding made of the load that these repetitions were to have at an effort, after today's `factor`."""
    return round(fitted.load_g / (load_for_g(strength, fitted.reps, rpe) * factor), 4)


def honest(expected: float) -> float | None:
    """What light work will be felt as. Below RPE 6 nothing is claimed, so a tick of it teaches nothing."""
    return round(2.0 * expected) / 2.0 if expected >= EASIEST_RPE else None


def as_felt(expected: float) -> float:
    """What this person will call the effort that is meant; nothing is asked for that only failure is."""
    return min(max(round(2.0 * expected) / 2.0, EASIEST_RPE), TOP_RPE)


def warm_up_sets(
    steps_g: Sequence[int], work_g: int, protocol: Sequence[WarmUpStep]
) -> tuple[SetTarget, ...]:
    """Ascending, below the work, each load once, none that cannot be loaded that light."""
    warm_ups: list[SetTarget] = []
    for step in protocol:
        wanted_g = step.percent / 100.0 * work_g if step.percent > 0.0 else steps_g[0]
        load_g = nearest_g(steps_g, wanted_g)
        before_g = warm_ups[-1].load_g if warm_ups else None
        if wanted_g < steps_g[0] or load_g >= work_g or (before_g is not None and load_g <= before_g):
            continue
        warm_ups.append(SetTarget(kind=SetKind.WARM_UP, load_g=load_g, reps=step.reps, rest_s=WARM_UP_REST_S))
    return tuple(warm_ups)


def _around(steps_g: Sequence[int], loads_g: Sequence[int]) -> tuple[int, ...]:
    """The steps that set by set may want, from the lightest working set to the heaviest."""
    low_share, high_share = STEPS_AROUND
    low_g, high_g = low_share * min(loads_g, default=0), high_share * max(loads_g, default=0)
    return tuple(step_g for step_g in steps_g if low_g <= step_g <= high_g)


def too_heavy(situation: Situation, steps_g: Sequence[int], wanted_g: float | None) -> Reason:
    return Reason(
        step="rounding",
        code="too_heavy",
        facts={
            "wanted_g": None if wanted_g is None else round(wanted_g),
            "lightest_g": steps_g[0] if steps_g else None,
        },
        source="rounding",
        exercise_id=situation.exercise.id,
    )


def _warm_up_reasons(situation: Situation, warm_ups: Sequence[SetTarget], *, own: bool) -> tuple[Reason, ...]:
    if not warm_ups:
        return ()
    facts = {"sets": len(warm_ups), "to_g": warm_ups[-1].load_g}
    return (
        Reason(
            step="warm_ups",
            code="own" if own else "standard",
            facts=facts,
            source="warm_up_standard",
            exercise_id=situation.exercise.id,
        ),
    )
