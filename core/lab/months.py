"""Plays the product's own engine with a simulated athlete: plan, workout, set by set, into the history.

Beside it, in the same workouts, the other coaches choose their loads for the same body on the same days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from core.engine import generate, progress
from core.engine.form import Done, day_form
from core.engine.loads import loadable_steps_g
from core.engine.models import (
    BlockType,
    ExercisePrescription,
    LoadMode,
    MaxEntry,
    MaxSource,
    Pain,
    PerformedSet,
    PlacedBlock,
    PlannedDay,
    RestDay,
    Role,
    SetKind,
    SetTarget,
    Snapshot,
)
from core.lab import invariants
from core.lab.athlete import MONDAY, SET_TAKES, Athlete, counts, type_maxes
from core.lab.beside import train_beside
from core.lab.coaches import coaches
from core.lab.lifter import Attempt, Lifted, make_lifter
from core.lab.people import Persona, Script, library, profile
from core.lab.physiology import Physiology
from core.lab.season import block_on, is_meet, lift_at_meet, season, shares_of_before
from core.lab.seen import Fault, Months, Point, Test, Violation, timed
from core.lab.snapshots import snapshot_of
from core.lab.telling import told

TEST_WEEKS = 8  # a true maximum of each main lift is shown so often
SECOND_WORKOUT = timedelta(hours=6)
SETS_AN_EXERCISE = 4  # for the time of day only
MOST_SETS = 60  # of one exercise in one workout: beyond it the engine never ends


def play(
    number: int,
    persona: Persona,
    script: Script,
    body: Physiology,
    *,
    seed: str,
    weeks: int,
    step: tuple[int, float] | None = None,
    alone: bool = False,
    last_test_week: int | None = None,
) -> Months:
    """An athlete's months. `step` (a day, a change of ln max) makes every lift stronger or weaker from a day on.

    `alone` leaves out the coaches beside the engine; after `last_test_week` no true maximum is shown.
    """
    who = profile(persona, script)
    planned = season(who, script, weeks)
    trained = [_trains(planned, script, seed, day) for day in range(7 * weeks)]
    lifter = make_lifter(persona, script, body, seed, trained)
    if step is not None:
        from_day, change = step
        levels = {
            each: [level + change * (day >= from_day) for day, level in enumerate(path)]
            for each, path in lifter.levels.items()
        }
        lifter = replace(lifter, levels=levels)
    athlete = Athlete(
        persona=persona,
        script=script,
        lifter=lifter,
        profile=who,
        season=planned,
        beside={} if alone else coaches(lifter, persona.training_age),
        seen=Months(number=number, persona=persona.name, script=script.name, weeks=weeks),
        last_test_week=weeks if last_test_week is None else last_test_week,
    )
    _go(athlete, trained)
    return athlete.seen


def _trains(planned: Sequence[PlacedBlock], script: Script, seed: str, day: int) -> bool:
    due = _day_on(planned, day) is not None
    comes = Random(f"{seed}/comes/{day}").random() < script.attendance
    return due and comes and not script.is_off(day // 7)


def _day_on(planned: Sequence[PlacedBlock], day: int) -> PlannedDay | None:
    on = (MONDAY + timedelta(days=day)).date()
    days = block_on(planned, on).block.days
    return next((each for each in days if each.weekday == on.isoweekday()), None)


def _go(athlete: Athlete, trained: Sequence[bool]) -> None:
    planned = athlete.season
    type_maxes(athlete, planned[0].block)
    for day, trains in enumerate(trained):
        now = MONDAY + timedelta(days=day)
        current, meant = block_on(planned, now.date()), _day_on(planned, day)
        if is_meet(athlete.script, day):
            lift_at_meet(athlete, day)
        if meant is None or not trains:
            continue
        _workout(athlete, current, meant, day, now)
        if athlete.script.twice:
            days = current.block.days
            second = days[(days.index(meant) + 1) % len(days)]
            _workout(athlete, current, second, day, now + SECOND_WORKOUT)
    for week, share in shares_of_before(athlete).items():
        _note(athlete, 7 * week, invariants.of_deload_week(share))


def _workout(athlete: Athlete, current: PlacedBlock, meant: PlannedDay, day: int, now: datetime) -> None:
    snapshot = snapshot_of(athlete, current, meant, day, now)
    athlete.days_done.setdefault(day // 7, set()).add(meant.day_number)
    try:
        with timed(athlete.seen.workout_s):
            outcome = generate(snapshot)
    except Exception as error:
        _raised(athlete, day, Fault(repr(error), snapshot))
        return
    _note(athlete, day, invariants.of_outcome(snapshot, outcome))
    if isinstance(outcome, RestDay):
        athlete.seen.rest_days += 1
        return
    athlete.seen.workouts += 1
    before: list[Done] = []
    for planned in outcome.exercises:
        each = replace(planned, form=day_form(before))
        _see(athlete, each, day)
        if _is_test(athlete, each, day, snapshot):
            continue
        before.append((each, _train(athlete, each, snapshot, day)))
        train_beside(athlete, each, snapshot, day)
    _hurt(athlete, outcome.exercises, day, now)


def _raised(athlete: Athlete, day: int, fault: Fault) -> None:
    """The engine raises for nobody: a promise is broken, and the months go on with what comes next."""
    exercise_id = None if fault.prescription is None else fault.prescription.exercise_id
    athlete.seen.violations.append(Violation("the_engine_raised", day, exercise_id, fault.error, fault))


def _keep_work(athlete: Athlete, snapshot: Snapshot, lifted: Sequence[PerformedSet], day: int) -> None:
    """Repetitions x load of a lift as they were done."""
    work = athlete.work.setdefault(day // 7, {})
    for done in lifted:
        if not done.warm_up:
            key = (snapshot.day.day_number, done.exercise_id)
            work[key] = work.get(key, 0) + (done.load_g or 0) * (done.reps or 0)
    if snapshot.block_type is BlockType.DELOAD:
        athlete.easy_weeks.add(day // 7)


def _note(athlete: Athlete, day: int, broken: Iterator[invariants.Broken]) -> None:
    athlete.seen.violations += [Violation(rule, day, lift, detail) for rule, lift, detail in broken]


def _see(athlete: Athlete, each: ExercisePrescription, day: int) -> None:
    if each.role is not Role.MAIN or each.strength is None or each.exercise_id not in athlete.planned:
        return
    work = [target.load_g for target in each.series if target.kind is SetKind.WORK]
    athlete.seen.points.append(
        Point(
            day=day,
            exercise_id=each.exercise_id,
            truth=athlete.lifter.levels[each.exercise_id][day],
            mean=each.strength.log_mean,
            sd=each.strength.log_sd,
            load_g=work[0] if work else None,
        )
    )


def _is_test(athlete: Athlete, each: ExercisePrescription, day: int, snapshot: Snapshot) -> bool:
    """True where today's sets of a main lift gave way to a test: eight weeks after the last, and when healthy."""
    week = day // 7
    earlier = [test.day // 7 for test in athlete.seen.tests if test.exercise_id == each.exercise_id]
    due = week - max(earlier, default=0) >= TEST_WEEKS and week <= athlete.last_test_week
    if not due or each.role is not Role.MAIN or each.strength is None or not counts(each):
        return False
    if any(reason.step == "disruptions" for reason in each.reasons):
        return False
    steps_g = loadable_steps_g(snapshot.profile.kit, library()[each.exercise_id].exercise)
    shown = athlete.lifter.test(each.exercise_id, day, steps_g)
    if shown is None:
        return False
    load_g, reps = shown
    athlete.seen.tests.append(Test(day, each.exercise_id, load_g, reps))
    athlete.maxes.append(
        MaxEntry(
            exercise_id=each.exercise_id,
            at=snapshot.now,
            source=MaxSource.TESTED,
            load_g=load_g,
            reps=reps,
            body_weight_g=snapshot.body_weight_g,
        )
    )
    for coach in athlete.beside.values():
        coach.tested(each.exercise_id, day, load_g, reps)
    return True


def _train(
    athlete: Athlete, each: ExercisePrescription, snapshot: Snapshot, day: int
) -> Sequence[PerformedSet]:
    """The engine's sets, one after the other, as it steers them."""
    performed: list[PerformedSet] = []
    lifted: list[PerformedSet] = []  # as it was, whatever was typed
    asked: list[SetTarget] = []
    worn, number = 0.0, 0
    steps_g = set(loadable_steps_g(snapshot.profile.kit, library()[each.exercise_id].exercise))
    working = counts(each)
    while len(performed) < MOST_SETS:
        left = _remaining(athlete, each, performed, snapshot, day)
        if not left:
            break
        target = left[0]
        asked.append(target)
        broken = invariants.of_next_set(performed, target, steps_g)
        _note(athlete, day, ((rule, each.exercise_id, detail) for rule, _, detail in broken))
        at = snapshot.now + SET_TAKES * (SETS_AN_EXERCISE * each.order + len(performed))
        made, taken_g = _plain(each, target, snapshot, at), _taken_g(athlete, each, target)
        if made is None:
            done = _lift(athlete, each.exercise_id, target, taken_g, day=day, number=number, worn=worn)
            worn += athlete.lifter.physiology.set_loss(max(done.rir, 0.0))
            number += 1
            followed = (
                working and target.kind is SetKind.WORK and not target.amrap and taken_g == target.load_g
            )
            if followed and target.rir is not None:
                athlete.seen.tally("engine").add(10.0 - target.rir, done.rir, missed=done.failed)
            made = told(athlete, each, replace(target, load_g=taken_g), done, snapshot, at, performed)
        performed.append(made)
        lifted.append(replace(made, load_g=taken_g))
    else:
        _note(athlete, day, iter([("never_ends", each.exercise_id, f"{MOST_SETS} sets")]))
    _note(athlete, day, invariants.of_limits(snapshot, each.exercise_id, asked))
    athlete.history += performed
    _keep_work(athlete, snapshot, lifted, day)
    return performed


def _remaining(
    athlete: Athlete,
    each: ExercisePrescription,
    performed: Sequence[PerformedSet],
    snapshot: Snapshot,
    day: int,
) -> Sequence[SetTarget]:
    try:
        with timed(athlete.seen.next_set_s):
            return progress(each, performed).remaining
    except Exception as error:
        _raised(athlete, day, Fault(repr(error), snapshot, each, tuple(performed)))
        return ()


def _taken_g(athlete: Athlete, each: ExercisePrescription, target: SetTarget) -> int | None:
    """The load that goes on the bar: not always what was asked for."""
    mode = library()[each.exercise_id].exercise.load_mode
    if target.load_g is None or target.kind is not SetKind.WORK or mode is LoadMode.BODY_WEIGHT:
        return target.load_g
    return round(target.load_g * athlete.script.load_share)


def _plain(
    each: ExercisePrescription, target: SetTarget, snapshot: Snapshot, at: datetime
) -> PerformedSet | None:
    """Warm-ups and holds are done as told; None for what the body decides."""
    if target.kind is not SetKind.WARM_UP and target.duration_s is None and target.reps is not None:
        return None
    return PerformedSet(
        exercise_id=each.exercise_id,
        at=at,
        local_date=snapshot.local_date,
        load_g=target.load_g,
        reps=target.reps,
        rpe=None,
        duration_s=target.duration_s,
        warm_up=target.kind is SetKind.WARM_UP,
        body_weight_g=snapshot.body_weight_g,
        place_id=snapshot.place_id,
    )


def _lift(
    athlete: Athlete,
    exercise_id: int,
    target: SetTarget,
    taken_g: int | None,
    *,
    day: int,
    number: int,
    worn: float,
) -> Lifted:
    """The set as the body does it."""
    attempt = Attempt(
        day=day,
        exercise_id=exercise_id,
        number=number,
        load_g=0 if taken_g is None else taken_g,
        reps=1 if target.reps is None else target.reps,
        reps_max=target.reps_max,
        stop_rpe=10.0 if target.rpe is None else target.rpe,
    )
    return athlete.lifter.lift(attempt, worn)


def _hurt(athlete: Athlete, exercises: Sequence[ExercisePrescription], day: int, now: datetime) -> None:
    for pain in athlete.script.pains:
        hurts = pain.week == day // 7 and day % 7 < 2
        for each in exercises if hurts else ():
            if library()[each.exercise_id].like == pain.like:
                athlete.pains.append(
                    Pain(
                        exercise_id=each.exercise_id,
                        level=pain.level,
                        sharp=pain.sharp,
                        local_date=now.date(),
                    )
                )
