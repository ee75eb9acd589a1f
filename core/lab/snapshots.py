"""What the engine is told before a simulated athlete's workout: everything that the product's snapshots hold."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from core.engine import ENGINE_VERSION, hard_sets
from core.engine.baseline import usual
from core.engine.curve import Curve
from core.engine.disruptions import injured_since, lacking
from core.engine.habits import habits
from core.engine.known import relatives
from core.engine.lifecycles import DisruptionStatus
from core.engine.loads import WITHOUT_MAX
from core.engine.models import (
    CheckIn,
    CheckInStatus,
    Disruption,
    Limit,
    Muscle,
    PerformedSet,
    PlacedBlock,
    PlannedDay,
    RedFlag,
    Role,
    Snapshot,
    VolumeCounting,
    WarmUpStep,
)
from core.engine.models.habits import Habits
from core.engine.recent import recent_work
from core.engine.rotation import auxiliaries, of_day
from core.engine.strength import GAIN_PER_WEEK, curve_of
from core.engine.volume import hard_days_in_row, usual_sets
from core.engine.warm_ups import steps_of
from core.lab import devices
from core.lab.athlete import MONDAY, Athlete
from core.lab.people import Came, LabExercise, library
from core.lab.seen import timed

HISTORY = timedelta(days=180)  # as the product's snapshots
LATELY = timedelta(days=7)
PAIN_IS_REMEMBERED = timedelta(days=14)
MOST_SAID = 60  # check-ins that a baseline is made of
G_PER_KG = 1000


def snapshot_of(
    athlete: Athlete, placed: PlacedBlock, planned: PlannedDay, day: int, now: datetime
) -> Snapshot:
    """As `core.services.workouts` makes one of the same rows."""
    script, week, block, today = athlete.script, day // 7, placed.block, now.date()
    monday = today - timedelta(days=today.weekday())
    exercises = [each.exercise for each in library().values()]
    recent = [done for done in athlete.history if done.at >= now - HISTORY]
    lately = [done for done in recent if done.local_date >= today - LATELY]
    this_week = [done for done in lately if done.local_date >= monday]
    turns = of_day(_assigned(athlete, placed), block.days, planned)
    meant = {line.exercise_id for line in planned.exercises}.union(
        *turns.values(), *block.accessory_pool.values()
    )
    shown = {done.exercise_id for done in recent} | {entry.exercise_id for entry in athlete.maxes}
    related = relatives(exercises, new=meant - shown, known=shown - meant)
    told_of = meant | {exercise.id for exercise in related}
    flagged_on = _flagged_on(athlete)
    came_between = tuple(_came(number, each, now) for number, each in enumerate(script.came))
    injured_on = injured_since(came_between, today) or today
    said_after = min(today - PAIN_IS_REMEMBERED, injured_on - timedelta(days=1))
    snapshot = Snapshot(
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
        exercises=tuple(each for each in exercises if each.id in meant),
        known_exercises=related,
        maxes=tuple(entry for entry in athlete.maxes if entry.exercise_id in told_of),
        habits=habits_of(athlete, recent, now),
        history=_sets_of(recent, told_of),
        body_weight_g=body_weight_g(athlete),
        place_id=script.place_id(athlete.persona.kit, week),
        check_in=_check_in(athlete, planned, day),
        week_sets=hard_sets(this_week, exercises),
        week_direct_sets=hard_sets(this_week, exercises, VolumeCounting.DIRECT),
        usual_sets=usual_sets(recent, exercises, today),
        worked=recent_work(lately, exercises, today),
        usual=usual(athlete.said[:-1]),
        measured=devices.of_today(athlete.lifter, script, day, today),
        auxiliaries=turns,
        accessory_pool=block.accessory_pool,
        accessory_cadence_weeks=block.rotation_policy.accessory_cadence_weeks,
        novelty=block.rotation_policy.novelty,
        sessions_left=_left(athlete, placed, planned, week),
        landmarks=script.landmarks,
        warm_ups=_warm_ups(athlete, meant),
        pains=tuple(each for each in athlete.pains if each.local_date > said_after),
        disruptions=came_between,
        limits=tuple(_limits(athlete, week)),
        red_flag=RedFlag.FAINTING if today == flagged_on else None,
        cleared_flag=RedFlag.FAINTING if flagged_on is not None and today > flagged_on else None,
        cleared_on=flagged_on + timedelta(days=1) if flagged_on is not None and today > flagged_on else None,
        trained_on=tuple(sorted({done.local_date for done in recent})),
        today_sets=hard_sets([done for done in lately if done.local_date == today], exercises),
        hard_days=hard_days_in_row(lately, exercises, today),
        constants=script.constants,
    )
    return _with_stand_ins(athlete, snapshot, recent)


def _with_stand_ins(athlete: Athlete, snapshot: Snapshot, recent: Sequence[PerformedSet]) -> Snapshot:
    """With everything that may stand in for what cannot be done here."""
    patterns, known = lacking(snapshot), {each.id for each in snapshot.exercises}
    everything = (each.exercise for each in library().values())
    more = [each for each in everything if each.pattern in patterns and each.id not in known]
    numbers = known | {each.id for each in (*more, *snapshot.known_exercises)}
    return replace(
        snapshot,
        exercises=(*snapshot.exercises, *more),
        maxes=tuple(entry for entry in athlete.maxes if entry.exercise_id in numbers),
        history=_sets_of(recent, numbers),
    )


def _sets_of(recent: Sequence[PerformedSet], exercise_ids: Collection[int]) -> tuple[PerformedSet, ...]:
    return tuple(done for done in recent if done.exercise_id in exercise_ids)


def body_weight_g(athlete: Athlete) -> int | None:
    """As it was written down; None for who never steps on scales."""
    kg = athlete.script.body_kg
    return None if kg is None else round(kg * G_PER_KG)


def _assigned(athlete: Athlete, placed: PlacedBlock) -> Mapping[int, tuple[int, ...]]:
    """This block's auxiliaries of its main lifts, in turns from block to block."""
    keys = {each.exercise.key: each.exercise.id for each in library().values()}
    mains = {
        line.exercise_id
        for day in placed.block.days
        for line in day.exercises
        if line.role is Role.MAIN and library()[line.exercise_id].like in athlete.script.pools
    }
    number = athlete.season.index(placed)
    pools = {main: [keys[key] for key in athlete.script.pools[library()[main].like]] for main in mains}
    return {main: auxiliaries(pool, number) for main, pool in sorted(pools.items())}


def _left(athlete: Athlete, placed: PlacedBlock, planned: PlannedDay, week: int) -> int:
    """Days of this week's plan that are neither done nor today's."""
    done = athlete.days_done.get(week, set()) | {planned.day_number}
    return sum(each.day_number not in done for each in placed.block.days)


def _warm_ups(athlete: Athlete, meant: Collection[int]) -> Mapping[int, tuple[WarmUpStep, ...]]:
    told = athlete.script.warm_ups
    return {number: steps_of(told[like]) for number in meant if (like := library()[number].like) in told}


def _limits(athlete: Athlete, week: int) -> Iterator[Limit]:
    """A coach's of this week: for a main lift's also for everything made from it."""
    for each in athlete.script.limits:
        first, last = each.weeks
        if not first <= week <= last:
            continue
        of_all = Limit(most_sets=each.most_sets, most_rpe=each.most_rpe, avoid=each.avoid)
        if each.like is None:
            yield of_all
        for lift in library().values() if each.like is not None else ():
            if lift.like == each.like:
                most_g = _most_g(athlete, lift, each.most_of_max)
                yield replace(of_all, exercise_id=lift.exercise.id, most_load_g=most_g)


def _most_g(athlete: Athlete, lift: LabExercise, share: float | None) -> int | None:
    if share is None or lift.exercise.load_mode in WITHOUT_MAX:
        return None
    return round(share * athlete.persona.max_kg[lift.like] * lift.ratio * G_PER_KG)


def _flagged_on(athlete: Athlete) -> date | None:
    week = athlete.script.red_flag_week
    return None if week is None else (MONDAY + timedelta(weeks=week)).date()


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
    with timed(athlete.seen.habits_s):
        return habits(athlete.maxes, recent, now, gain_per_week, _curves())


def _check_in(athlete: Athlete, planned: PlannedDay, day: int) -> CheckIn:
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
    feeling = 0.5 * athlete.lifter.shared_form(day) / athlete.lifter.shared_form_sd + 0.7 * draws.gauss(
        0.0, 1.0
    )
    usual = min(max(round(3.6 + 0.8 * feeling), 1), 5)
    readiness = athlete.script.readiness.get(day // 7, usual)
    said = CheckIn(status=CheckInStatus.ANSWERED, soreness=soreness, readiness=readiness)
    athlete.said = [*athlete.said[-MOST_SAID:], said]
    return said
