"""The one place that guesses a one-rep max: a filter over ln 1RM that drifts, learns and forgets.

Nothing is known without a max or a loaded set. Felt efforts pull, ticks only from outside their interval, a set that
was made as "at least this". True limits show what the rest is worth: how far this person's reports are off, and how
many repetitions they do at a share of their max. What is the person's and not a lift's comes from all lifts: `habits`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from core.engine import evidence, timeline
from core.engine.curve import LEG_PRESS, PRESS, RIR_BIAS_REPS, USUAL, Curve, felt_rpe, stretch_sd
from core.engine.evidence import Evidence
from core.engine.filter import BIAS_SD_REPS, State, learn
from core.engine.habits import JUMP_SD, conditioned, heard
from core.engine.models import Exercise, LoadMode, MaxEntry, Pattern, PerformedSet, Strength, TrainingAge
from core.engine.models.habits import UNKNOWN, Habits

STARTING_DAYS = 3  # the state starts at the lower median of so many days; design choice
# Repetitions that are left beyond those said, in all: above -1, so that efforts keep their order; design choice
LEAST_BIAS_REPS, MOST_BIAS_REPS = -0.9, 3.5
UNKNOWN_SHARE = 0.25  # of the usual bias, in reserve while a person's own is unknown; design choice
# So much more is left where one repetition is meant to be, falling to nothing at two; design choice
NEAR_FAILURE_RIR, NEAR_FAILURE_REPS = 2.0, 0.2
UNTOLD_REPS = 0.5  # what half of a few sets take (back_off_practice)
TOLD_SETS = 6  # the last ones of a lift that are looked at; design choice
MOST_STRETCH_SD = 2.5  # design choice

# expected gain while training, as a fraction per week (progression_rates)
GAIN_PER_WEEK: Mapping[TrainingAge, float] = {
    TrainingAge.BEGINNER: 0.010,
    TrainingAge.INTERMEDIATE: timeline.LATER_GAIN_PER_WEEK,
    TrainingAge.ADVANCED: 0.0005,
}

NORMAL_95 = 1.96  # standard deviations, by definition
NONE_OWN: Mapping[str, float] = MappingProxyType({})


def curve_of(exercise: Exercise) -> Curve:
    """The measured curve that an exercise is nearest to."""
    if exercise.pattern is Pattern.PUSH:
        return PRESS
    machine = exercise.load_mode is LoadMode.STACK
    return LEG_PRESS if machine and exercise.pattern is Pattern.SQUAT else USUAL


def estimate(
    exercise_id: int,
    maxes: Sequence[MaxEntry],
    history: Sequence[PerformedSet],
    now: datetime,
    gain_per_week: float = 0.0,
    constants: Mapping[str, float] = NONE_OWN,
    *,
    curve: Curve = USUAL,
    known: Habits = UNKNOWN,
    trained_at: Sequence[datetime] | None = None,
) -> Strength | None:
    """The state of one lift at `now`, or None where nothing is known.

    Days on which only other exercises were trained count as training, so they end a layoff: `trained_at` says when
    there were any, for whoever gives the lift's own sets only. `constants` are this athlete's own ones, by the names
    in `formulas.CONSTANTS`; `known` is what all lifts show of the person.
    """
    days: dict[date, list[PerformedSet]] = {}
    for done in heard(history, tells=known.tells):
        if done.exercise_id == exercise_id and done.at <= now:
            days.setdefault(done.local_date, []).append(done)
    events = timeline.of_lift(exercise_id, maxes, days, now, curve)
    if not events:
        return None
    passing = timeline.Passing(
        gain_per_week=gain_per_week,
        began_at=min((entry.at for entry in maxes), default=events[0][0]),
        trained_at=timeline.trained_at(history) if trained_at is None else trained_at,
        loss_per_week=constants.get("strength.LOSS_PER_WEEK", timeline.LOSS_PER_WEEK),
    )
    own_bias = constants.get("curve.RIR_BIAS_REPS", RIR_BIAS_REPS) - RIR_BIAS_REPS
    state = conditioned(_followed(events, passing, known, now, own_bias), exercise_id, known)
    work = [done for day in days.values() for done in day if evidence.teaches(done)]
    return replace(
        _strength(exercise_id, state, curve),
        sets_seen=len(work),
        tells=known.tells,
        told=not work or any(done.rpe is not None for done in work[-TOLD_SETS:]),
        bounded=not any(math.isfinite(each.high) for _, found in events for each in found),
    )


def _followed(
    events: Sequence[tuple[datetime, tuple[Evidence, ...]]],
    passing: timeline.Passing,
    known: Habits,
    now: datetime,
    own_bias: float,
) -> State:
    state = State(_start([each for _, found in events for each in found]), bias=own_bias)
    last_at = events[0][0]
    shakes = [(at, None) for at in known.shaken_at if last_at < at <= now]
    for at, found in sorted([*events, *shakes], key=lambda event: event[0]):
        passing.over(state, last_at, at)
        last_at = at
        if found is None:
            state.widen(JUMP_SD**2)
        else:
            learn(state, found)
    passing.over(state, last_at, now)
    return state


def _strength(exercise_id: int, state: State, curve: Curve) -> Strength:
    stretch = min(max(state.stretch, -MOST_STRETCH_SD), MOST_STRETCH_SD) * stretch_sd(curve)
    return Strength(
        exercise_id=exercise_id,
        log_mean=state.mean,
        log_sd=math.sqrt(state.variance),
        sets_seen=0,
        rir_bias_reps=min(max(RIR_BIAS_REPS + state.bias, LEAST_BIAS_REPS), MOST_BIAS_REPS),
        bias_known=min(max(1.0 - state.bias_variance / BIAS_SD_REPS**2, 0.0), 1.0),
        curve=Curve(curve.k, curve.b, round(math.exp(stretch), 6)),  # the digits that the receipt keeps
        report_noise=state.noise,
    )


def e1rm_g(strength: Strength) -> int:
    return round(math.exp(strength.log_mean))


def low_g(strength: Strength) -> int:
    """Lower end of the 95 % interval."""
    return round(math.exp(strength.log_mean - NORMAL_95 * strength.log_sd))


def high_g(strength: Strength) -> int:
    """Upper end of the 95 % interval."""
    return round(math.exp(strength.log_mean + NORMAL_95 * strength.log_sd))


def aimed_rir(strength: Strength, rpe: float) -> float:
    """Repetitions that are really to be left where a plan asks for an effort.

    Near failure a bad day costs a repetition and a good one nothing, so a little stays in reserve; and a part of what
    people usually have beyond what they say, until it is known of this person. Whoever says no efforts gets no lighter
    sets as they tire, so that their load is what the middle one of them bears.
    """
    said = max(10.0 - rpe, 0.0)
    unknown = (1.0 - strength.bias_known) * UNKNOWN_SHARE * RIR_BIAS_REPS * min(said, 1.0)
    untold = 0.0 if strength.told and strength.tells else UNTOLD_REPS
    return said + unknown + untold + NEAR_FAILURE_REPS * min(max(NEAR_FAILURE_RIR - said, 0.0), 1.0)


def load_for_g(strength: Strength, reps: int, rpe: float) -> float:
    """The load at which `reps` leave what the planned effort means, before any rounding."""
    return math.exp(strength.log_mean) * strength.curve.fraction(reps + aimed_rir(strength, rpe))


def rir_at(strength: Strength, load_g: float, reps: int) -> float:
    """Repetitions that `reps` at a load really leave; below 0 where they are too many."""
    return strength.curve.reps(load_g / math.exp(strength.log_mean)) - reps


def expected_rpe(strength: Strength, load_g: float, reps: int) -> float:
    """The effort that `reps` at `load_g` will be felt as by this person; may leave the scale at both ends."""
    to_failure = strength.curve.reps(load_g / math.exp(strength.log_mean))
    return felt_rpe(reps, to_failure, strength.rir_bias_reps)


def _start(found: Sequence[Evidence]) -> float:
    """The lower median of what is known first, points before bounds."""
    points = [each for each in found if each.is_point]
    anchors = sorted(each.anchor for each in (points or found)[:STARTING_DAYS])
    return anchors[(len(anchors) - 1) // 2]
