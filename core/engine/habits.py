"""What is a person's and not one lift's: how far reports are off, how many repetitions a share of a max allows.

Given those two, lifts know nothing of each other. So each lift has its own filter, and what each says about the
person is multiplied up: what a tested squat shows about somebody's reports holds for their bench press as well.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.engine import timeline
from core.engine.curve import Curve
from core.engine.evidence import Evidence
from core.engine.filter import BIAS_SD_REPS, State, learn
from core.engine.models import MaxEntry, PerformedSet
from core.engine.models.habits import Habits, Said

# Of the curve's variance that one lift has for itself, the rest is the person's; design choice
OWN_SHARE = 0.5

# Days that point one way, whichever lift, say that everything moved further than drift does: LEAN_KEPT of where they
# point is kept from lift to lift, and above LEAN_LIMIT standard deviations every lift is known to JUMP_SD less.
LEAN_KEPT = 0.7  # design choice
LEAN_LIMIT = 0.8  # design choice
JUMP_SD = 0.02  # design choice
MOST_LEAN = 2.5  # standard deviations of one day, so that one day alone hardly leans; design choice

_Event = tuple[datetime, int, tuple[Evidence, ...]]
LEAST_VARIANCE = 1e-6  # of ln 1RM, against rounding

# Who calls so large a share of so many sets a ten without ever missing says nothing with it; design choice
TENS_SETS, TENS_SHARE = 12, 0.9


def habits(
    maxes: Sequence[MaxEntry],
    history: Sequence[PerformedSet],
    now: datetime,
    gain_per_week: float,
    curves: Mapping[int, Curve],
) -> Habits:
    """From all lifts that have a curve, which are those with a max. `history` is oldest first."""
    past = [done for done in history if done.at <= now and done.exercise_id in curves]
    tells = _tells(past)
    days = timeline.days_of(heard(past, tells=tells))
    events: list[_Event] = []
    for exercise_id in {entry.exercise_id for entry in maxes if entry.exercise_id in curves} | days.keys():
        own = timeline.of_lift(exercise_id, maxes, days.get(exercise_id, {}), now, curves[exercise_id])
        events += [(at, exercise_id, found) for at, found in own]
    events.sort(key=lambda event: event[:2])
    if not events:
        return Habits(tells=tells)
    passing = timeline.Passing(
        gain_per_week=gain_per_week,
        began_at=events[0][0],
        trained_at=timeline.trained_at(history),
    )
    states, shaken_at = _followed(events, passing)
    lifts = {exercise_id: _of_person(state) for exercise_id, state in states.items()}
    return Habits(lifts=lifts, tells=tells, shaken_at=shaken_at)


def heard(history: Sequence[PerformedSet], *, tells: bool) -> Sequence[PerformedSet]:
    """The sets as they are to be read: where somebody says ten of everything, only what was made counts."""
    if tells:
        return history
    return [
        replace(done, rpe=None, target_rpe=None) if done.rpe is not None and done.rpe >= 10.0 else done
        for done in history
    ]


def _tells(past: Sequence[PerformedSet]) -> bool:
    told = [done for done in past if done.rpe is not None and not done.warm_up and done.trusted][
        -4 * TENS_SETS :
    ]
    tens = sum(done.rpe is not None and done.rpe >= 10.0 and not done.failed for done in told)
    return len(told) < TENS_SETS or tens < TENS_SHARE * len(told)


def _followed(
    events: Sequence[_Event], passing: timeline.Passing
) -> tuple[Mapping[int, State], tuple[datetime, ...]]:
    states: dict[int, State] = {}
    last_at: dict[int, datetime] = {}
    shaken_at: list[datetime] = []
    lean = 0.0
    for at, exercise_id, found in events:
        state = states.get(exercise_id)
        if state is None:
            states[exercise_id], last_at[exercise_id] = (state := State(found[0].anchor)), at
        passing.over(state, last_at[exercise_id], at)
        last_at[exercise_id] = at
        off = learn(state, found)
        if off is None:
            continue
        lean = LEAN_KEPT * lean + (1.0 - LEAN_KEPT) * max(-MOST_LEAN, min(off, MOST_LEAN))
        if abs(lean) > LEAN_LIMIT:
            shaken_at.append(at)
            for each in states.values():
                each.widen(JUMP_SD**2)
    return states, tuple(shaken_at)


_Pair = tuple[float, float]
_Sym = tuple[float, float, float]  # a symmetric matrix: first, off the diagonal, second


def _inverse(matrix: _Sym) -> _Sym:
    first, off, second = matrix
    det = first * second - off * off
    return second / det, -off / det, first / det


def _times(matrix: _Sym, vector: _Pair) -> _Pair:
    first, off, second = matrix
    return first * vector[0] + off * vector[1], off * vector[0] + second * vector[1]


def _of_lift(state: State) -> tuple[_Sym, _Pair]:
    """What a lift's sets say about bias and its own stretch, beyond what was thought before."""
    first, off, second = _inverse((state.bias_variance, state.bias_stretch, state.stretch_variance))
    toward = _times((first, off, second), (state.bias, state.stretch))
    return (max(first - 1.0 / BIAS_SD_REPS**2, 0.0), off, max(second - 1.0, 0.0)), toward


def _of_person(state: State) -> Said:
    """The same about the person: of a lift's stretch a part is its own."""
    (first, off, second), (to_bias, to_stretch) = _of_lift(state)
    blurred = 1.0 / (1.0 / OWN_SHARE + second)
    return Said(
        bias=first - off * off * blurred,
        shared=off - off * second * blurred,
        stretch=second - second * second * blurred,
        to_bias=to_bias - off * to_stretch * blurred,
        to_stretch=to_stretch - second * to_stretch * blurred,
    )


def conditioned(state: State, exercise_id: int, known: Habits) -> State:
    """A lift's state, given what the other lifts show about the person."""
    others = [said for each, said in known.lifts.items() if each != exercise_id]
    if not others:
        return state
    spread = _inverse(
        (
            1.0 / BIAS_SD_REPS**2 + math.fsum(said.bias for said in others),
            math.fsum(said.shared for said in others),
            1.0 / (1.0 - OWN_SHARE) + math.fsum(said.stretch for said in others),
        )
    )
    toward = (math.fsum(said.to_bias for said in others), math.fsum(said.to_stretch for said in others))
    before = _inverse((spread[0], spread[1], spread[2] + OWN_SHARE))
    pull = _times(before, _times(spread, toward))
    (first, off, second), (to_bias, to_stretch) = _of_lift(state)
    now = _inverse((before[0] + first, before[1] + off, before[2] + second))
    bias, stretch = _times(now, (pull[0] + to_bias, pull[1] + to_stretch))
    own = _inverse((state.bias_variance, state.bias_stretch, state.stretch_variance))
    by_bias, by_stretch = _times(own, (state.mean_bias, state.mean_stretch))
    explained = by_bias * state.mean_bias + by_stretch * state.mean_stretch
    left = by_bias**2 * now[0] + 2.0 * by_bias * by_stretch * now[1] + by_stretch**2 * now[2]
    return State(
        mean=state.mean + by_bias * (bias - state.bias) + by_stretch * (stretch - state.stretch),
        variance=max(state.variance - explained + left, LEAST_VARIANCE),
        bias=bias,
        bias_variance=now[0],
        stretch=stretch,
        stretch_variance=now[2],
        misses=state.misses,
        days=state.days,
    )
