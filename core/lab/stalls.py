"""The engine's own detector of stalls and declines, held against lifters whose gain and decline are known.

Each lifter gains 0.25 % a week for eight weeks and lives twice from then on: eight weeks more of the same, and six
weeks of losing 1 % a week. The engine chooses the loads, the lifter says efforts, and the detector hears the log.
The ideal detector beside it hears the same sets on the same days and need not guess: it knows the lifter's curve,
bias and wear, how noisy days and reports are, and what is gained and lost.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from random import Random
from statistics import fmean

from core.engine import ENGINE_VERSION, generate, progress
from core.engine.models import (
    BlockType,
    CheckIn,
    CheckInStatus,
    ExercisePrescription,
    MaxEntry,
    MaxSource,
    PerformedSet,
    PlannedDay,
    PlannedExercise,
    RestDay,
    Role,
    SetKind,
    Snapshot,
    Trend,
)
from core.engine.trends import Course, courses
from core.lab.athlete import MONDAY, SET_TAKES
from core.lab.declines import (
    DECLINE_PER_WEEK,
    DECLINE_WEEKS,
    FALSE_ALARM_WEEKS,
    GAIN_PER_WEEK,
    HEARD_WEEKS,
    Seen,
    ideal_peak,
    share_found,
)
from core.lab.lifter import Attempt, Lifted, Lifter
from core.lab.people import LabExercise, Persona, library, personas, profile, scripts
from core.lab.physiology import Physiology

PERSONA = "intermediate_man"
START_SPREAD = 0.2  # of ln max between lifters
TRAINED = (0, 4)  # days of the week, from 0
TURNS_ON = 7 * HEARD_WEEKS  # the last day of the first weeks; alarms count from the day after
BLOCK_WEEKS, RIR_START, RIR_END = 4, 3.0, 1.0  # an accumulation block's: the effort rises and begins again
SETS, REPS, RPE, REST_S = 4, 5, 7.0, 180  # of its first week
MOST_SETS = 12  # of a day, more than the engine ever asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard of so many lifters, in percent of them."""

    lifters: int
    false_stall_pct: float  # a stall or a decline, while they gained
    decline_found_pct: float  # a decline, while they declined
    ideal_decline_found_pct: float


@dataclass(frozen=True, slots=True)
class _Log:
    """What was logged, and what the ideal detector makes of it."""

    sets: tuple[PerformedSet, ...] = ()
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class _Life:
    courses: Sequence[Course]
    ideal: float

    def heard(self, *trends: Trend) -> bool:
        turns_on = (MONDAY + timedelta(days=TURNS_ON)).date()
        return any(course.on > turns_on and course.trend in trends for course in self.courses)


@cache
def heard(body: Physiology, seed: int, lifters: int) -> Heard:
    """So many lifters, each with both lives."""
    lives = [_lives(body, f"{seed}/stalls/{number}") for number in range(lifters)]
    gaining, declining = [each for each, _ in lives], [each for _, each in lives]
    ideal = share_found([each.ideal for each in gaining], [each.ideal for each in declining])
    return Heard(
        lifters=lifters,
        false_stall_pct=_pct(fmean(each.heard(Trend.STALLED, Trend.DECLINING) for each in gaining)),
        decline_found_pct=_pct(fmean(each.heard(Trend.DECLINING) for each in declining)),
        ideal_decline_found_pct=_pct(ideal),
    )


def _pct(share: float) -> float:
    return round(100.0 * share, 2)


def _lives(body: Physiology, seed: str) -> tuple[_Life, _Life]:
    draws = Random(f"{seed}/body")
    persona = next(each for each in personas() if each.name == PERSONA)
    mains = [each for each in library().values() if each.exercise.main_lift and each.ratio == 1.0]
    lifter = _lifter(body, persona, draws.choice(mains), seed, draws)
    first = _train(_Log(), lifter, persona, range(TURNS_ON + 1))

    def goes_on(weekly: float, weeks: int) -> _Life:
        days = range(TURNS_ON + 1, TURNS_ON + 7 * weeks + 1)
        log = _train(first, _turned(lifter, weekly), persona, days)
        return _Life(courses(log.sets), ideal_peak(log.seen, _drift_sd(body)))

    return goes_on(GAIN_PER_WEEK, FALSE_ALARM_WEEKS), goes_on(DECLINE_PER_WEEK, DECLINE_WEEKS)


def _lifter(body: Physiology, persona: Persona, each: LabExercise, seed: str, draws: Random) -> Lifter:
    """A lifter of one lift, who gains as usual on every day."""
    levels = [math.log(1000.0 * persona.max_kg[each.like]) + draws.gauss(0.0, START_SPREAD)]
    for _ in range(7 * (HEARD_WEEKS + max(FALSE_ALARM_WEEKS, DECLINE_WEEKS))):
        levels.append(levels[-1] + GAIN_PER_WEEK / 7.0 + draws.gauss(0.0, _drift_sd(body) / math.sqrt(7.0)))
    stretch = math.exp(draws.gauss(0.0, body.stretch_sd(each.curve)))
    guess = levels[0] + draws.gauss(0.0, body.start_sd_pct / 100.0)
    return Lifter(
        seed=seed,
        physiology=body,
        bias_reps=draws.gauss(body.report_bias_reps, body.report_bias_between_sd_reps),
        levels={each.exercise.id: levels},
        curves={each.exercise.id: body.curve(each.curve, stretch)},
        guesses_g={each.exercise.id: round(math.exp(guess))},
    )


def _drift_sd(body: Physiology) -> float:
    return body.drift_sd_pct_per_sqrt_week / 100.0


def _turned(lifter: Lifter, weekly: float) -> Lifter:
    """The same days and the same drift, with another slope after the first weeks."""
    more = (weekly - GAIN_PER_WEEK) / 7.0
    return replace(
        lifter,
        levels={
            exercise_id: [level + more * max(day - TURNS_ON, 0) for day, level in enumerate(levels)]
            for exercise_id, levels in lifter.levels.items()
        },
    )


def _train(log: _Log, lifter: Lifter, persona: Persona, days: range) -> _Log:
    """The log with the workouts of those days, as the engine makes and steers them."""
    for day in (day for day in days if day % 7 in TRAINED):
        outcome = generate(_snapshot(log, lifter, persona, day))
        done = () if isinstance(outcome, RestDay) else _workout(outcome.exercises[0], lifter, day)
        if done:
            seen = _seen(lifter, day, [lifted for _, lifted in done])
            log = _Log((*log.sets, *(each for each, _ in done)), (*log.seen, seen))
    return log


def _workout(
    prescription: ExercisePrescription, lifter: Lifter, day: int
) -> Sequence[tuple[PerformedSet, Lifted]]:
    """The work sets of a day: what was logged of each, and what came of it in truth."""
    done: list[tuple[PerformedSet, Lifted]] = []
    worn = 0.0
    while len(done) < MOST_SETS:
        left = progress(prescription, [logged for logged, _ in done]).remaining
        target = next((each for each in left if each.kind is not SetKind.WARM_UP), None)
        if target is None or target.load_g is None or target.reps is None:
            break
        attempt = Attempt(
            day=day,
            exercise_id=prescription.exercise_id,
            number=len(done),
            load_g=target.load_g,
            reps=target.reps,
            reps_max=target.reps_max,
            stop_rpe=10.0 if target.rpe is None else target.rpe,
        )
        lifted = lifter.lift(attempt, worn)
        worn += lifter.physiology.set_loss(max(lifted.rir, 0.0))
        done.append((_logged(attempt, lifted, target.rpe), lifted))
    return done


def _logged(attempt: Attempt, lifted: Lifted, target_rpe: float | None) -> PerformedSet:
    at = MONDAY + timedelta(days=attempt.day) + SET_TAKES * attempt.number
    return PerformedSet(
        exercise_id=attempt.exercise_id,
        at=at,
        local_date=at.date(),
        load_g=attempt.load_g,
        reps=lifted.reps,
        rpe=lifted.rpe,
        target_rpe=target_rpe,
        failed=lifted.failed,
    )


def _seen(lifter: Lifter, day: int, lifted: Sequence[Lifted]) -> Seen:
    """The day's form, and the mean of what its sets show to somebody who knows the curve, the bias and the wear."""
    [(exercise_id, levels)] = lifter.levels.items()
    body, curve = lifter.physiology, lifter.curves[exercise_id]
    misjudged = 0.0
    for each in lifted:
        most = each.reps + max(each.rir, 0.0)
        log_per_rep = math.log(curve.fraction(most) / curve.fraction(most + 1.0))
        noise_reps = math.hypot(body.set_noise_sd_reps, body.report_noise_sd(each.rir))
        misjudged += (log_per_rep * noise_reps / len(lifted)) ** 2
    drawn = Random(f"{lifter.seed}/ideal/{day}").gauss(0.0, math.sqrt(misjudged))
    return Seen(
        week=day / 7.0,
        value=levels[day] + lifter.form(exercise_id, day) + drawn,
        noise=(body.day_cv_pct / 100.0) ** 2 + misjudged,
        watched=day > TURNS_ON,
    )


def _snapshot(log: _Log, lifter: Lifter, persona: Persona, day: int) -> Snapshot:
    [exercise_id] = lifter.levels
    now = MONDAY + timedelta(days=day)
    line = PlannedExercise(
        exercise_id=exercise_id, role=Role.MAIN, sets=SETS, reps=REPS, reps_max=None, rpe=RPE, rest_s=REST_S
    )
    typed = MaxEntry(
        exercise_id=exercise_id,
        at=MONDAY - timedelta(hours=1),
        source=MaxSource.INPUT_1RM,
        load_g=lifter.guesses_g[exercise_id],
        reps=1,
    )
    return Snapshot(
        engine_version=ENGINE_VERSION,
        now=now,
        local_date=now.date(),
        profile=profile(persona, scripts()[0]),
        day=PlannedDay(day_number=1, weekday=now.isoweekday(), exercises=(line,)),
        block_type=BlockType.ACCUMULATION,
        week_in_block=day // 7 % BLOCK_WEEKS,
        block_weeks=BLOCK_WEEKS,
        rir_start=RIR_START,
        rir_end=RIR_END,
        exercises=(library()[exercise_id].exercise,),
        maxes=(typed,),
        history=log.sets,
        check_in=CheckIn(status=CheckInStatus.UNKNOWN),
        week_sets={},
    )
