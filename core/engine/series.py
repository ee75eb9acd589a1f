"""Writes the sets of one exercise: warm-ups and work at a known strength, or a ramp that finds the load."""

import math
from dataclasses import replace

from core.engine import rise
from core.engine.adjust import Combined, Situation
from core.engine.aim import Aim, Written, aim_of, sets_reason, steps_here_g
from core.engine.authored import write_authored
from core.engine.body_load import (
    reason_as_told,
    series_as_told,
    steps_as_lifted,
    steps_as_told,
)
from core.engine.curve import EASIEST_RPE
from core.engine.doses import EXPLOSIVE_MOST_SHARE, EXPLOSIVE_SHARE
from core.engine.earned import earned
from core.engine.loads import MOST_ABOVE_WANTED, WITHOUT_MAX, nearest_g
from core.engine.models import IntensityType, Reason, SetMode, Strength
from core.engine.modes.shape import later_facts, shaped
from core.engine.ramp import RAMP_RPE, first_set, first_time_rpe, unknown_max
from core.engine.related import GUESSED_LOAD, guess_factor
from core.engine.rounding import MOST_ABOVE_EFFORT, Fitted, to_kit
from core.engine.steps.ceilings import EASY_BLOCKS, TOP_RPE
from core.engine.strength import aimed_rir, e1rm_g, expected_rpe, load_for_g, rir_at
from core.engine.unloaded import write_unloaded
from core.engine.writing import (
    allowed,
    as_felt,
    as_kept,
    estimate_facts,
    held,
    honest,
    load_share,
    rounded,
    too_heavy,
    written,
)

FIRST_TIME_SETS = 2  # of an exercise never done before; design choice
SLACK_RPE = 0.5  # half a point is what people can tell apart; design choice


def write(situation: Situation, decision: Combined, *, warm: bool) -> Written | Reason:
    """The series for today, or the reason why there is none. `warm`: its muscles have worked already."""
    strength = situation.strength
    steps_g = steps_here_g(situation, decision)
    if strength is None or strength.body_load_g == 0:
        return _write(situation, decision, steps_g, warm=warm)
    return _as_told(strength, _write(situation, decision, steps_as_lifted(strength, steps_g), warm=warm))


def _write(
    situation: Situation, decision: Combined, steps_g: tuple[int, ...], *, warm: bool
) -> Written | Reason:
    if situation.planned.series:
        return write_authored(situation, decision, steps_g, warm=warm)
    aim = aim_of(situation, decision)
    strength = situation.strength
    if strength is None and situation.exercise.load_mode in WITHOUT_MAX:
        return write_unloaded(situation, decision, aim)
    if strength is None:
        finding_out_hurts = aim.reps_delta < 0 or (decision.light_factor < 1.0 and aim.rpe <= RAMP_RPE)
        return _left_for_later(situation) if finding_out_hurts else _ramp(situation, aim, steps_g)
    if strength.guessed_from:
        aim = _first_time(situation, aim)
    return _loaded(situation, strength, decision, aim, steps_g, warm=warm)


def _as_told(strength: Strength, made: Written | Reason) -> Written | Reason:
    if isinstance(made, Reason):
        return reason_as_told(strength, made)
    return replace(
        made,
        series=series_as_told(strength, made.series),
        reasons=tuple(reason_as_told(strength, reason) for reason in made.reasons),
        load_steps_g=steps_as_told(strength, made.load_steps_g),
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
    from_earlier = earned(situation, strength, decision, aim, steps_g, warm=warm)
    if from_earlier is not None:
        return from_earlier
    light = decision.light_factor < 1.0 or aim.reps_delta < 0
    factor = decision.signal_factor * min(decision.light_factor, guess_factor(strength))
    # whole grams, as the receipt has them: what is read there gives the same load again
    wanted_g = round(load_for_g(strength, aim.reps, aim.rpe) * factor)
    fitted, fitting = _fit(situation, strength, decision, aim, steps_g, wanted_g)
    if fitted is None or fitted.reps < min(decision.reps_least or 1, aim.reps):
        return too_heavy(situation, steps_g, wanted_g)
    ordinary = decision.signal_factor * (1.0 if light else guess_factor(strength))
    today_g = fitted.load_g / ordinary  # what it is worth on an ordinary day
    if fitted.load_g > (1.0 + MOST_ABOVE_WANTED) * wanted_g and _too_hard(strength, today_g, fitted, aim):
        return too_heavy(situation, steps_g, wanted_g)
    work = aim.target(fitted.load_g, fitted.reps, aim.rpe)
    felt = as_kept(expected_rpe(strength, today_g, work.reps or fitted.reps))
    if light:
        work = replace(work, rpe=honest(min(felt, aim.rpe)))
    else:
        most_rpe = TOP_RPE if decision.rpe_cap is None else max(decision.rpe_cap, EASIEST_RPE)
        held_back = any(each.step == "rise" for each in fitting)
        share = 1.0 if held_back else load_share(strength, aim.rpe, fitted, factor)
        work = replace(work, rpe=min(as_felt(felt), most_rpe), rir=10.0 - aim.rpe, load_share=share)
    return written(
        situation,
        steps_g,
        shaped(situation.planned, steps_g, work, aim.sets),
        (
            *_guessed(situation, strength),
            _from_strength(situation, strength, factor, aim, wanted_g, felt),
            *fitting,
            sets_reason(situation, aim, later_facts(situation.planned, steps_g, work)),
        ),
        warm=warm,
    )


def _too_hard(strength: Strength, today_g: float, fitted: Fitted, aim: Aim) -> bool:
    """Beyond what people can tell apart, or beyond what the max bears where a single repetition weighs that much."""
    too_few_left = rir_at(strength, today_g, fitted.reps) < aimed_rir(strength, aim.rpe) - SLACK_RPE
    return too_few_left or today_g > MOST_ABOVE_EFFORT * load_for_g(strength, fitted.reps, aim.rpe)


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
    factor = decision.signal_factor * min(decision.light_factor, guess_factor(strength))
    wanted_g = round(EXPLOSIVE_SHARE * e1rm_g(strength) * factor)
    if not steps_g or steps_g[0] > EXPLOSIVE_MOST_SHARE * e1rm_g(strength):
        return too_heavy(situation, steps_g, wanted_g)
    fitted = Fitted(nearest_g(steps_g, wanted_g), aim.reps)
    share = Reason(
        step="strength",
        code="explosive",
        facts={
            "e1rm_g": e1rm_g(strength),
            "percent": round(100.0 * EXPLOSIVE_SHARE),
            "fraction": EXPLOSIVE_SHARE,
            "reps": aim.reps,
            "wanted_g": wanted_g,
        },
        source="explosive_work",
        exercise_id=situation.exercise.id,
    )
    work = aim.target(fitted.load_g, fitted.reps, None)
    found = (share, rounded(situation, aim.reps, wanted_g, fitted, steps_g), sets_reason(situation, aim))
    return written(situation, steps_g, (work,) * aim.sets, found, warm=warm, mode=SetMode.STRAIGHT)


def _fit(
    situation: Situation,
    strength: Strength,
    decision: Combined,
    aim: Aim,
    steps_g: tuple[int, ...],
    wanted_g: int,
) -> tuple[Fitted | None, tuple[Reason, ...]]:
    """The load and repetitions, no further above what was lifted lately than a tenth, and why they are so."""
    allowed_g, most_g = allowed(situation, decision, steps_g, wanted_g)
    if not allowed_g:
        return None, ()
    rpe = _rpe_to_keep(strength, decision, aim, allowed_g[0], wanted_g)
    fitted, fewer_reps = to_kit(allowed_g, wanted_g, aim.reps, rpe, strength.curve), None
    if fitted is None and decision.light_factor < 1.0:
        fitted = _fewer(situation, decision, aim, allowed_g[0])
        fewer_reps = None if fitted is None else fitted.reps
    if fitted is None:
        return None, ()
    most_reps = _most_reps(situation, aim, fitted, held_at_g=most_g)
    if most_reps is not None:
        fitted = replace(fitted, reps=min(fitted.reps, most_reps))
    why = rounded(situation, aim.reps, wanted_g, fitted, allowed_g)
    why = replace(why, facts={**why.facts, "kept_rpe": rpe, "fewer_reps": fewer_reps, "most_reps": most_reps})
    return fitted, (why,) if most_g is None else (why, held(situation, most_g, wanted_g, fitted.load_g))


def _most_reps(situation: Situation, aim: Aim, fitted: Fitted, *, held_at_g: int | None) -> int | None:
    """An easy week makes up for no lighter load; a load that may not rise further is made up for in steps."""
    if situation.snapshot.block_type in EASY_BLOCKS:
        return aim.reps
    return None if held_at_g is None else rise.most_reps(situation, fitted.load_g, aim.reps)


def _rpe_to_keep(
    strength: Strength, decision: Combined, aim: Aim, lightest_g: int, wanted_g: float
) -> float | None:
    """The effort that other repetitions have to keep. Light work keeps its repetitions while it can be loaded."""
    if decision.light_factor == 1.0:
        return 10.0 - aimed_rir(strength, aim.rpe)
    if lightest_g <= (1.0 + MOST_ABOVE_WANTED) * wanted_g:
        return None
    return 10.0 - rir_at(strength, wanted_g / decision.signal_factor, aim.reps)


def _fewer(situation: Situation, decision: Combined, aim: Aim, lightest_g: int) -> Fitted | None:
    """A body gets no lighter: where its light work cannot be as light as wanted, repetitions fall instead."""
    strength = situation.strength
    if strength is None or strength.body_load_g == 0:
        return None
    full_g = load_for_g(strength, aim.reps, aim.rpe) * decision.signal_factor
    full = to_kit((lightest_g,), full_g, aim.reps, 10.0 - aimed_rir(strength, aim.rpe), strength.curve)
    return None if full is None else Fitted(lightest_g, max(math.floor(full.reps * decision.light_factor), 1))


def _ramp(situation: Situation, aim: Aim, steps_g: tuple[int, ...]) -> Written | Reason:
    """One set with the lightest load; `progress` decides the rest and replaces the work's load."""
    if not steps_g:
        return too_heavy(situation, steps_g, None)
    aim = _first_time(situation, aim)
    lightest_g, rpe = steps_g[0], aim.rpe
    first = first_set(lightest_g)
    unknown = unknown_max(situation.exercise.id, first, rpe)
    unknown = replace(unknown, facts={**unknown.facts, "first_sets": FIRST_TIME_SETS})
    return Written(
        series=(first,) + (aim.target(lightest_g, aim.reps, rpe),) * aim.sets,
        reasons=(unknown, sets_reason(situation, aim)),
        load_steps_g=steps_g,
    )


def _first_time(situation: Situation, aim: Aim) -> Aim:
    """Few sets, with some left in reserve."""
    rpe = min(aim.rpe, first_time_rpe(situation.snapshot.profile.training_age))
    return replace(aim, sets=min(aim.sets, FIRST_TIME_SETS), rpe=rpe)


def _guessed(situation: Situation, strength: Strength) -> tuple[Reason, ...]:
    """A max that nobody has seen is marked as a guess, with the lift that it comes from most."""
    if not strength.guessed_from:
        return ()
    snapshot, first = situation.snapshot, strength.guessed_from[0]
    keys = {each.id: each.key for each in (*snapshot.known_exercises, *snapshot.exercises)}
    facts = {
        "from_exercise": keys.get(first),
        "load_factor": GUESSED_LOAD,
        "first_sets": FIRST_TIME_SETS,
    }
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


def _from_strength(
    situation: Situation, strength: Strength, factor: float, aim: Aim, wanted_g: float, felt_rpe: float
) -> Reason:
    rir = aimed_rir(strength, aim.rpe)
    return Reason(
        step="strength",
        code="load_for_effort",
        facts={
            **estimate_facts(strength),
            "sets_seen": strength.sets_seen,
            "reps": aim.reps,
            "rpe": aim.rpe,
            "rir": round(rir, 2),
            "to_failure": round(aim.reps + rir, 2),
            "full_g": round(load_for_g(strength, aim.reps, aim.rpe)),
            "fraction": round(load_for_g(strength, aim.reps, aim.rpe) / math.exp(strength.log_mean), 6),
            "load_factor": round(factor, 4),
            "wanted_g": round(wanted_g),
            "felt_rpe": felt_rpe,
            **situation.own("strength.LOSS_PER_WEEK", "curve.RIR_BIAS_REPS"),
        },
        source="nuzzo_2024",
        exercise_id=situation.exercise.id,
    )
