"""A simulated athlete under way, and what the engine is told before a workout: a snapshot as the product's."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from core.engine import ENGINE_VERSION, hard_sets
from core.engine.baseline import usual
from core.engine.curve import Curve
from core.engine.habits import habits
from core.engine.lifecycles import DisruptionStatus
from core.engine.loads import WITHOUT_MAX
from core.engine.models import (
    Block,
    CheckIn,
    CheckInStatus,
    Disruption,
    Exercise,
    ExercisePrescription,
    MaxEntry,
    MaxSource,
    Muscle,
    Pain,
    PerformedSet,
    PlacedBlock,
    PlannedDay,
    Profile,
    RedFlag,
    Role,
    Snapshot,
)
from core.engine.models.habits import Habits
from core.engine.recent import recent_work
from core.engine.strength import GAIN_PER_WEEK, curve_of
from core.lab.coaches import Coach
from core.lab.lifter import Lifter
from core.lab.people import Came, Persona, Script, library
from core.lab.seen import Months

MONDAY = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)
HISTORY = timedelta(days=180)  # as the product's snapshots
SET_TAKES = timedelta(minutes=3)
MOST_SAID = 60  # check-ins that a baseline is made of
NOT_WORKING = frozenset(
    {
        ("pain", "lighter"),
        ("layoff", "back_again"),
        ("soreness", "light_instead"),
        ("plan", "deload"),
        ("plan", "explosive"),
        ("disruptions", "rehab"),
    }
)


@dataclass(slots=True)
class Athlete:
    """One athlete under way: what the engine has been told so far, and what is kept for the figures."""

    persona: Persona
    script: Script
    lifter: Lifter
    profile: Profile
    beside: Mapping[str, Coach]
    seen: Months
    last_test_week: int
    maxes: list[MaxEntry] = field(default_factory=list)
    history: list[PerformedSet] = field(default_factory=list)
    pains: list[Pain] = field(default_factory=list)
    said: list[CheckIn] = field(default_factory=list)
    typos_made: set[int] = field(default_factory=set)
    work: dict[int, dict[tuple[int, int], int]] = field(
        default_factory=dict
    )  # repetitions x load as done, by week, day of the plan and exercise
    easy_weeks: set[int] = field(default_factory=set)  # of a deload
    planned: set[int] = field(default_factory=set)  # main lifts of the plan: not what stood in for them


def type_maxes(athlete: Athlete, block: Block) -> None:
    """What somebody believes their main lifts' maxes to be, told at the start."""
    lines = (line for day in block.days for line in day.exercises if line.role is Role.MAIN)
    athlete.planned = {line.exercise_id for line in lines}
    for exercise_id in sorted(athlete.planned):
        if library()[exercise_id].exercise.load_mode not in WITHOUT_MAX:
            guess_g = athlete.lifter.guesses_g[exercise_id]
            athlete.maxes.append(
                MaxEntry(
                    exercise_id=exercise_id,
                    at=MONDAY - timedelta(hours=1),
                    source=MaxSource.INPUT_1RM,
                    load_g=guess_g,
                    reps=1,
                )
            )


def snapshot_of(
    athlete: Athlete, placed: PlacedBlock, planned: PlannedDay, day: int, now: datetime
) -> Snapshot:
    script, week, block = athlete.script, day // 7, placed.block
    exercises = [each.exercise for each in library().values()]
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    recent = [done for done in athlete.history if done.at >= now - HISTORY]
    this_week = [done for done in recent if done.local_date >= monday]
    return Snapshot(
        engine_version=ENGINE_VERSION,
        now=now,
        local_date=today,
        profile=replace(athlete.profile, kit=script.kit(athlete.persona.kit, week)),
        day=planned,
        block_type=block.block_type,
        week_in_block=placed.week_of(today),
        block_weeks=block.weeks,
        rir_start=block.rir_start,
        rir_end=block.rir_end,
        weekly_volume_ramp=block.weekly_volume_ramp,
        exercises=tuple(exercises),
        maxes=tuple(athlete.maxes),
        habits=habits_of(athlete, recent, now),
        history=tuple(recent),
        check_in=_check_in(athlete, planned, exercises, day),
        week_sets=hard_sets(this_week, exercises),
        pains=tuple(athlete.pains),
        disruptions=tuple(_came(number, each, now) for number, each in enumerate(script.came)),
        worked=recent_work(this_week, exercises, today),
        usual=usual(athlete.said[:-1]),
        red_flag=RedFlag.FAINTING if script.red_flag_week == week and day % 7 == 0 else None,
    )


def _came(number: int, came: Came, now: datetime) -> Disruption:
    """As it was told on its first day, with its end; time alone ends it."""
    first, last = came.weeks
    starts_on = (MONDAY + timedelta(weeks=first)).date()
    alike = (each for each in library().values() if came.like is not None and each.like == came.like)
    return Disruption(
        id=number,
        kind=came.kind,
        severity=came.severity,
        status=DisruptionStatus.ACTIVE,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=7 * (last - first) + 6),
        exercise_ids=frozenset(each.exercise.id for each in alike),
        description=None,
        asked_at=now,
    )


@cache
def _curves() -> Mapping[int, Curve]:
    exercises = [each.exercise for each in library().values()]
    return {each.id: curve_of(each) for each in exercises if each.load_mode not in WITHOUT_MAX}


def habits_of(athlete: Athlete, recent: Sequence[PerformedSet], now: datetime) -> Habits:
    gain_per_week = GAIN_PER_WEEK[athlete.profile.training_age]
    began = time.perf_counter()
    found = habits(athlete.maxes, recent, now, gain_per_week, _curves())
    athlete.seen.engine_s += time.perf_counter() - began
    return found


def _check_in(athlete: Athlete, planned: PlannedDay, exercises: Sequence[Exercise], day: int) -> CheckIn:
    """Soreness of today's muscles and a readiness that has a little to do with the day's form."""
    draws = Random(f"{athlete.lifter.seed}/check-in/{day}")
    muscles = dict.fromkeys(
        muscle for line in planned.exercises for muscle in library()[line.exercise_id].exercise.muscles
    )
    soreness: dict[Muscle, int] = {
        muscle: draws.choices((1, 2, 3, 4), weights=(50, 35, 13, 2))[0] for muscle in muscles
    }
    if athlete.script.soreness is not None:
        soreness = dict.fromkeys(muscles, athlete.script.soreness)
    shared_sd = athlete.lifter.physiology.day_cv_pct / 100.0 * athlete.lifter.physiology.day_shared**0.5
    feeling = 0.5 * athlete.lifter.shared_form(day) / shared_sd + 0.7 * draws.gauss(0.0, 1.0)
    usual = min(max(round(3.6 + 0.8 * feeling), 1), 5)
    readiness = athlete.script.readiness.get(day // 7, usual)
    said = CheckIn(status=CheckInStatus.ANSWERED, soreness=soreness, readiness=readiness)
    athlete.said = [*athlete.said[-MOST_SAID:], said]
    return said


def counts(each: ExercisePrescription) -> bool:
    """Working sets only: loaded, of no deload or explosive day, not lightened for pain, soreness or a return."""
    lightened = any((reason.step, reason.code) in NOT_WORKING for reason in each.reasons)
    return library()[each.exercise_id].exercise.load_mode not in WITHOUT_MAX and not lightened
