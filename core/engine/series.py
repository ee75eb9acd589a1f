"""Writes the sets of one exercise: warm-ups and work at a known strength, or a ramp that finds the load."""

import math
from collections.abc import Sequence
from dataclasses import replace

from core.engine import rise
from core.engine.adjust import Combined, Situation
from core.engine.aim import Aim, Written, aim_of, sets_reason, steps_here_g
from core.engine.body_load import (
    reason_as_told,
    series_as_told,
    set_as_lifted,
    steps_as_lifted,
    steps_as_told,
)
from core.engine.curve import EASIEST_RPE
from core.engine.doses import EXPLOSIVE_MOST_SHARE, EXPLOSIVE_SHARE
from core.engine.loads import MOST_ABOVE_WANTED, WITHOUT_MAX, nearest_g
from core.engine.models import (
    IntensityType,
    Reason,
    Role,
    SetKind,
    SetTarget,
    Snapshot,
    Strength,
    TrainingAge,
    WarmUpStep,
)
from core.engine.ramp import RAMP_REPS, RAMP_REST_S, RAMP_RPE
from core.engine.related import GUESSED_LOAD
from core.engine.rounding import Fitted, to_kit
from core.engine.strength import e1rm_g, expected_rpe, high_g, load_for_g, low_g
from core.engine.unloaded import write_unloaded
from core.engine.warm_ups import STANDARD

WARM_UP_REST_S = 60  # design choice
FIRST_TIME_SETS = 2  # of an exercise never done before; design choice
FIRST_TIME_RPE = 8.0  # design choice
STEPS_AROUND = (0.5, 1.5)  # shares of the working load that set by set may want; design choice
SLACK_RPE = 0.5  # half a point is what people can tell apart; design choice


def write(situation: Situation, decision: Combined, *, warm: bool) -> Written | Reason:
    """The series for today, or the reason why there is none. `warm`: its muscles have worked already."""
    aim = aim_of(situation, decision)
    strength = situation.strength
    if strength is None and situation.exercise.load_mode in WITHOUT_MAX:
        return write_unloaded(situation, decision, aim)
    steps_g = steps_here_g(situation, decision)
    if strength is None:
        finding_out_hurts = aim.reps_delta < 0 or (decision.light_factor < 1.0 and aim.rpe <= RAMP_RPE)
        return _left_for_later(situation) if finding_out_hurts else _ramp(situation, aim, steps_g)
    if strength.guessed_from:
        aim = _first_time(situation, aim)
    if strength.body_load_g == 0:
        return _loaded(situation, strength, decision, aim, steps_g, warm=warm)
    with_body = replace(situation, snapshot=_with_body(situation))
    written = _loaded(with_body, strength, decision, aim, steps_as_lifted(strength, steps_g), warm=warm)
    return _as_told(strength, written)


def _with_body(situation: Situation) -> Snapshot:
    """The same snapshot, where the exercise's sets have all that they lifted as their load."""
    exercise, snapshot = situation.exercise, situation.snapshot
    return replace(
        snapshot,
        history=tuple(
            set_as_lifted(done, exercise) if done.exercise_id == exercise.id else done
            for done in snapshot.history
        ),
    )


def _as_told(strength: Strength, written: Written | Reason) -> Written | Reason:
    if isinstance(written, Reason):
        return reason_as_told(strength, written)
    return Written(
        series=series_as_told(strength, written.series),
        reasons=tuple(reason_as_told(strength, reason) for reason in written.reasons),
        load_steps_g=steps_as_told(strength, written.load_steps_g),
    )


def _loaded(
    situation: Situation,
    strength: Strength,
    decision: Combined,
    aim: Aim,
    steps_g: tuple[int, ...],
    *,
    warm: bool,
) -> Written | Reason:
    if situation.planned.intensity_type is IntensityType.EXPLOSIVE:
        return _explosive(situation, strength, decision, aim, steps_g, warm=warm)
    light = decision.light_factor < 1.0 or aim.reps_delta < 0
    factor = decision.signal_factor * min(decision.light_factor, _guess_factor(strength))
    wanted_g = load_for_g(strength, aim.reps, aim.rpe) * factor
    fitted, held = _fit(situation, decision, aim, steps_g, wanted_g)
    if fitted is None or fitted.reps < min(decision.reps_least or 1, aim.reps):
        return _too_heavy(situation, steps_g, wanted_g)
    expected = expected_rpe(strength, fitted.load_g / decision.signal_factor, fitted.reps)
    if fitted.load_g > (1.0 + MOST_ABOVE_WANTED) * wanted_g and expected > aim.rpe + SLACK_RPE:
        return _too_heavy(situation, steps_g, wanted_g)
    work = aim.target(fitted.load_g, fitted.reps, aim.rpe)
    if light and work.reps is not None:
        work = replace(
            work, rpe=_honest(expected_rpe(strength, fitted.load_g / decision.signal_factor, work.reps))
        )
    found = (
        *_guessed(situation, strength),
        _from_strength(situation, strength, factor, aim, wanted_g),
        _rounded(situation, aim, wanted_g, fitted),
        *held,
    )
    return _warmed_up(situation, aim, steps_g, work, found, warm=warm)


def _explosive(
    situation: Situation,
    strength: Strength,
    decision: Combined,
    aim: Aim,
    steps_g: tuple[int, ...],
    *,
    warm: bool,
) -> Written | Reason:
    """A share of the max, meant fast: no effort is claimed, so a tick of it teaches next to nothing."""
    share_g = EXPLOSIVE_SHARE * e1rm_g(strength)
    wanted_g = share_g * decision.signal_factor * min(decision.light_factor, _guess_factor(strength))
    if not steps_g or steps_g[0] > EXPLOSIVE_MOST_SHARE * e1rm_g(strength):
        return _too_heavy(situation, steps_g, wanted_g)
    fitted = Fitted(nearest_g(steps_g, wanted_g), aim.reps)
    share = Reason(
        step="strength",
        code="explosive",
        facts={"e1rm_g": e1rm_g(strength), "percent": round(100.0 * EXPLOSIVE_SHARE), "reps": aim.reps},
        source="explosive_work",
        exercise_id=situation.exercise.id,
    )
    work = aim.target(fitted.load_g, fitted.reps, None)
    found = (share, _rounded(situation, aim, wanted_g, fitted))
    return _warmed_up(situation, aim, steps_g, work, found, warm=warm)


def _warmed_up(
    situation: Situation,
    aim: Aim,
    steps_g: tuple[int, ...],
    work: SetTarget,
    found: tuple[Reason, ...],
    *,
    warm: bool,
) -> Written:
    """The work behind its way up."""
    load_g = work.load_g if work.load_g is not None else 0
    needs_none = warm or situation.planned.role is Role.ACCESSORY
    protocol = situation.snapshot.warm_ups.get(situation.exercise.id, STANDARD)
    warm_ups = () if needs_none else warm_up_sets(steps_g, load_g, protocol)
    own = _warm_up_reasons(situation, warm_ups, own=protocol != STANDARD)
    return Written(
        series=warm_ups + (work,) * aim.sets,
        reasons=(*found, sets_reason(situation, aim), *own),
        load_steps_g=_around(steps_g, load_g),
    )


def _fit(
    situation: Situation, decision: Combined, aim: Aim, steps_g: tuple[int, ...], wanted_g: float
) -> tuple[Fitted | None, tuple[Reason, ...]]:
    """The load and repetitions, no further above what was lifted lately than a tenth, and why they are held."""
    rpe = None if decision.light_factor < 1.0 else aim.rpe
    most_g = rise.most_g(situation.snapshot, situation.exercise.id, steps_g)
    held = most_g is not None and wanted_g > most_g
    top_g = wanted_g if decision.round_down else math.inf
    if held and most_g is not None:
        top_g = min(top_g, most_g)
    allowed_g = tuple(step_g for step_g in steps_g if step_g <= top_g) or steps_g[:1]
    fitted = to_kit(allowed_g, wanted_g, aim.reps, rpe)
    if fitted is None or not held:
        return fitted, ()
    facts = {"most_g": most_g, "wanted_g": round(wanted_g), "load_g": fitted.load_g}
    reason = Reason(
        step="rise", code="held", facts=facts, source="largest_rise", exercise_id=situation.exercise.id
    )
    return replace(fitted, reps=min(fitted.reps, aim.reps + rise.MOST_MORE_REPS)), (reason,)


def _honest(expected: float) -> float | None:
    """What light work will be felt as. Below RPE 6 nothing is claimed, so a tick of it teaches nothing."""
    return round(2.0 * expected) / 2.0 if expected >= EASIEST_RPE else None


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


def _ramp(situation: Situation, aim: Aim, steps_g: tuple[int, ...]) -> Written | Reason:
    """One set with the lightest load; `progress` decides the rest and replaces the work's load."""
    if not steps_g:
        return _too_heavy(situation, steps_g, None)
    aim = _first_time(situation, aim)
    lightest_g, rpe = steps_g[0], aim.rpe
    first = SetTarget(kind=SetKind.RAMP, load_g=lightest_g, reps=RAMP_REPS, rest_s=RAMP_REST_S)
    facts = {"from_g": lightest_g, "reps": RAMP_REPS, "until_rpe": RAMP_RPE, "then_rpe": rpe}
    unknown = Reason(step="strength", code="unknown", facts=facts, exercise_id=situation.exercise.id)
    return Written(
        series=(first,) + (aim.target(lightest_g, aim.reps, rpe),) * aim.sets,
        reasons=(unknown, sets_reason(situation, aim)),
        load_steps_g=steps_g,
    )


def _first_time(situation: Situation, aim: Aim) -> Aim:
    """Few sets, with some left in reserve."""
    beginner = situation.snapshot.profile.training_age is TrainingAge.BEGINNER
    rpe = min(aim.rpe, RAMP_RPE if beginner else FIRST_TIME_RPE)
    return replace(aim, sets=min(aim.sets, FIRST_TIME_SETS), rpe=rpe)


def _guess_factor(strength: Strength) -> float:
    return GUESSED_LOAD if strength.guessed_from else 1.0


def _guessed(situation: Situation, strength: Strength) -> tuple[Reason, ...]:
    """A max that nobody has seen is marked as a guess, with the lift that it comes from most."""
    if not strength.guessed_from:
        return ()
    snapshot, first = situation.snapshot, strength.guessed_from[0]
    keys = {each.id: each.key for each in (*snapshot.known_exercises, *snapshot.exercises)}
    facts = {"from_exercise": keys.get(first), "load_factor": GUESSED_LOAD}
    reason = Reason(
        step="strength",
        code="elsewhere" if first == strength.exercise_id else "guessed",
        facts=facts,
        source="substitution_ratios",
        exercise_id=strength.exercise_id,
    )
    return (reason,)


def _left_for_later(situation: Situation) -> Reason:
    """Pain or the worst soreness is no day to find out what an unknown lift can take."""
    return Reason(step="strength", code="not_today", exercise_id=situation.exercise.id)


def _around(steps_g: Sequence[int], load_g: int) -> tuple[int, ...]:
    low_share, high_share = STEPS_AROUND
    return tuple(step_g for step_g in steps_g if low_share * load_g <= step_g <= high_share * load_g)


def _too_heavy(situation: Situation, steps_g: Sequence[int], wanted_g: float | None) -> Reason:
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


def _from_strength(
    situation: Situation, strength: Strength, factor: float, aim: Aim, wanted_g: float
) -> Reason:
    return Reason(
        step="strength",
        code="load_for_effort",
        facts={
            "e1rm_g": e1rm_g(strength),
            "low_g": low_g(strength),
            "high_g": high_g(strength),
            "sets_seen": strength.sets_seen,
            "reps": aim.reps,
            "rpe": aim.rpe,
            "full_g": round(load_for_g(strength, aim.reps, aim.rpe)),
            "load_factor": round(factor, 4),
            "wanted_g": round(wanted_g),
            **situation.own("strength.LOSS_PER_WEEK", "curve.RIR_BIAS_REPS"),
        },
        source="rts_chart",
        exercise_id=situation.exercise.id,
    )


def _rounded(situation: Situation, aim: Aim, wanted_g: float, fitted: Fitted) -> Reason:
    return Reason(
        step="rounding",
        code="nearest" if fitted.reps == aim.reps else "reps_moved",
        facts={"wanted_g": round(wanted_g), "load_g": fitted.load_g, "reps": fitted.reps},
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
