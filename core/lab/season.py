"""The plan of a simulated athlete's months, week by week as the engine makes it, and the meet in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean

from core.engine.attempts import advise, next_g
from core.engine.loads import loadable_steps_g
from core.engine.macrocycle import macrocycle
from core.engine.models import (
    EventKind,
    MaxEntry,
    MaxSource,
    PlacedBlock,
    PlannedEvent,
    Profile,
)
from core.engine.strength import curve_of, estimate
from core.lab.athlete import MONDAY, Athlete
from core.lab.people import Script, library
from core.lab.seen import Test
from core.lab.snapshots import habits_of

SATURDAY = 5
WEEKS_BEFORE = 3

# Repetitions x load of a day's exercise, by day of the plan and exercise
Work = Mapping[tuple[int, int], int]


def season(who: Profile, script: Script, weeks: int) -> tuple[PlacedBlock, ...]:
    """The blocks of so many weeks: when the last is over the next are planned, as in the product."""
    exercises = [each.exercise for each in library().values()]
    placed: tuple[PlacedBlock, ...] = ()
    starts_on, ends_on = MONDAY.date(), MONDAY.date() + timedelta(weeks=weeks)
    while starts_on < ends_on:
        placed += macrocycle(who, exercises, starts_on, events=_events(script), earlier=placed).placed()
        starts_on = placed[-1].ends_on
    return placed


def block_on(placed: Sequence[PlacedBlock], on: date) -> PlacedBlock:
    """The block of a date."""
    return next(each for each in placed if each.starts_on <= on < each.ends_on)


def _events(script: Script) -> tuple[PlannedEvent, ...]:
    if script.event_week is None:
        return ()
    return (PlannedEvent(kind=EventKind.MEET, on=MONDAY.date() + _meet_day(script.event_week)),)


def _meet_day(week: int) -> timedelta:
    return timedelta(weeks=week, days=SATURDAY)


def is_meet(script: Script, day: int) -> bool:
    """Whether a day is that of the meet."""
    return script.event_week is not None and timedelta(days=day) == _meet_day(script.event_week)


def lift_at_meet(athlete: Athlete, day: int) -> None:
    """Three attempts at each main lift as the engine advises them; the best that was made is a tested max."""
    now = MONDAY + timedelta(days=day)
    person = habits_of(athlete, athlete.history, now)
    for exercise_id in sorted(athlete.planned):
        exercise = library()[exercise_id].exercise
        strength = estimate(
            exercise_id, athlete.maxes, athlete.history, now, curve=curve_of(exercise), known=person
        )
        steps_g = loadable_steps_g(athlete.profile.kit, exercise)
        advice = None if strength is None else advise(strength, steps_g, EventKind.MEET)
        if advice is None:
            continue
        capacity_g = athlete.lifter.capacity_g(exercise_id, day)
        done: list[tuple[int, bool]] = []
        while (load_g := next_g(advice, steps_g, done)) is not None:
            done.append((load_g, load_g <= capacity_g))
        made_g = max((load_g for load_g, made in done if made), default=None)
        if made_g is not None:
            athlete.seen.tests.append(Test(day, exercise_id, made_g, 1))
            athlete.maxes.append(
                MaxEntry(exercise_id=exercise_id, at=now, source=MaxSource.TESTED, load_g=made_g, reps=1)
            )


def shares_of_before(athlete: Athlete) -> Mapping[int, float]:
    """For each week of a deload its work as a share of the mean of the three weeks before.

    By usual days of its lifts, so that a week that somebody missed a part of can be measured as well.
    """
    shares = {}
    for week in sorted(athlete.easy_weeks):
        now = _usual_days([athlete.work[week]])
        before = _usual_days([athlete.work.get(week - back, {}) for back in range(1, WEEKS_BEFORE + 1)])
        usual = sum(before.get(lift, 0.0) for lift in now)
        if usual > 0:
            shares[week] = sum(work for lift, work in now.items() if lift in before) / usual
    return shares


def _usual_days(weeks: Sequence[Work]) -> Mapping[int, float]:
    """The mean work of each lift over the days on which it was done."""
    days: dict[int, list[int]] = defaultdict(list)
    for week in weeks:
        for (_, exercise_id), work in week.items():
            days[exercise_id].append(work)
    return {exercise_id: fmean(found) for exercise_id, found in days.items()}
