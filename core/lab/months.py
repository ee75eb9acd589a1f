"""Plays the product's own engine with a simulated athlete: plan, workout, set by set, into the history.

Beside it, in the same workouts, the other coaches choose their loads for the same body on the same days.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from core.engine import ENGINE_VERSION, generate, hard_sets, is_unusual, plan, progress
from core.engine.loads import WITHOUT_MAX, loadable_steps_g
from core.engine.models import (
    Block,
    CheckIn,
    CheckInStatus,
    Exercise,
    ExercisePrescription,
    LoadMode,
    MaxEntry,
    MaxSource,
    Muscle,
    Pain,
    PerformedSet,
    PlannedDay,
    Profile,
    RedFlag,
    RestDay,
    Role,
    SetKind,
    SetTarget,
    Snapshot,
)
from core.engine.planning import MOST_DAYS, WEEKDAYS
from core.lab import invariants
from core.lab.coaches import Coach, Line, coaches
from core.lab.lifter import Attempt, Lifted, Lifter, make_lifter
from core.lab.people import Persona, Script, library, profile
from core.lab.physiology import Physiology
from core.lab.seen import Months, Point, Test, Violation

MONDAY = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)
HISTORY = timedelta(days=180)  # as the product's snapshots
TEST_WEEKS = 8  # a true maximum of each main lift is shown so often
SET_TAKES = timedelta(minutes=3)
SECOND_WORKOUT = timedelta(hours=6)
SETS_AN_EXERCISE = 4  # for the time of day only
MOST_SETS = 60  # of one exercise in one workout: beyond it the engine never ends
SAYS_LESS_RPE = 1.5
SAID_SHARE = 0.4  # of sets, where efforts are said now and then
TYPED_FACTOR = 10
NOT_WORKING = frozenset({("pain", "lighter"), ("layoff", "back_again"), ("soreness", "light_instead")})


@dataclass(slots=True)
class _Athlete:
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
    typos_made: set[int] = field(default_factory=set)
    planned: set[int] = field(default_factory=set)  # main lifts of the plan: not what stood in for them


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
    trained = [_trains(who, script, seed, day) for day in range(7 * weeks)]
    lifter = make_lifter(persona, script, body, seed, trained)
    if step is not None:
        from_day, change = step
        levels = {
            each: [level + change * (day >= from_day) for day, level in enumerate(path)]
            for each, path in lifter.levels.items()
        }
        lifter = replace(lifter, levels=levels)
    athlete = _Athlete(
        persona=persona,
        script=script,
        lifter=lifter,
        profile=who,
        beside={} if alone else coaches(lifter, persona.training_age),
        seen=Months(number=number, persona=persona.name, script=script.name, weeks=weeks),
        last_test_week=weeks if last_test_week is None else last_test_week,
    )
    _go(athlete, trained)
    return athlete.seen


def _trains(who: Profile, script: Script, seed: str, day: int) -> bool:
    due = day % 7 + 1 in WEEKDAYS[min(max(who.days_per_week, 1), MOST_DAYS)]
    comes = Random(f"{seed}/comes/{day}").random() < script.attendance
    return due and comes and not script.is_off(day // 7)


def _go(athlete: _Athlete, trained: Sequence[bool]) -> None:
    exercises = [each.exercise for each in library().values()]
    block = plan(athlete.profile, exercises)
    _type_maxes(athlete, block)
    for day in (day for day, trains in enumerate(trained) if trains):
        planned = {each.weekday: index for index, each in enumerate(block.days)}
        index = planned[day % 7 + 1]
        _workout(athlete, block, block.days[index], day, MONDAY + timedelta(days=day))
        if athlete.script.twice:
            second = block.days[(index + 1) % len(block.days)]
            _workout(athlete, block, second, day, MONDAY + timedelta(days=day) + SECOND_WORKOUT)


def _type_maxes(athlete: _Athlete, block: Block) -> None:
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


def _snapshot(athlete: _Athlete, block: Block, planned: PlannedDay, day: int, now: datetime) -> Snapshot:
    script, week = athlete.script, day // 7
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
        week_in_block=week % block.weeks,
        block_weeks=block.weeks,
        rir_start=block.rir_start,
        rir_end=block.rir_end,
        weekly_volume_ramp=block.weekly_volume_ramp,
        exercises=tuple(exercises),
        maxes=tuple(athlete.maxes),
        history=tuple(recent),
        check_in=_check_in(athlete, planned, exercises, day),
        week_sets=hard_sets(this_week, exercises),
        pains=tuple(athlete.pains),
        red_flag=RedFlag.FAINTING if script.red_flag_week == week and day % 7 == 0 else None,
    )


def _check_in(athlete: _Athlete, planned: PlannedDay, exercises: Sequence[Exercise], day: int) -> CheckIn:
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
    return CheckIn(status=CheckInStatus.ANSWERED, soreness=soreness, readiness=readiness)


def _workout(athlete: _Athlete, block: Block, planned: PlannedDay, day: int, now: datetime) -> None:
    snapshot = _snapshot(athlete, block, planned, day, now)
    began = time.perf_counter()
    outcome = generate(snapshot)
    athlete.seen.engine_s += time.perf_counter() - began
    _note(athlete, day, invariants.of_outcome(snapshot, outcome))
    if isinstance(outcome, RestDay):
        athlete.seen.rest_days += 1
        return
    athlete.seen.workouts += 1
    for each in outcome.exercises:
        _see(athlete, each, day)
        if _is_test(athlete, each, day, snapshot):
            continue
        _train(athlete, each, snapshot, day)
        _train_beside(athlete, each, snapshot, day)
    _hurt(athlete, outcome.exercises, day, now)


def _note(athlete: _Athlete, day: int, broken: Iterator[invariants.Broken]) -> None:
    athlete.seen.violations += [Violation(rule, day, lift, detail) for rule, lift, detail in broken]


def _see(athlete: _Athlete, each: ExercisePrescription, day: int) -> None:
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


def _is_test(athlete: _Athlete, each: ExercisePrescription, day: int, snapshot: Snapshot) -> bool:
    """True where today's sets of a main lift gave way to a test: eight weeks after the last, and when healthy."""
    week = day // 7
    earlier = [test.day // 7 for test in athlete.seen.tests if test.exercise_id == each.exercise_id]
    due = week - max(earlier, default=0) >= TEST_WEEKS and week <= athlete.last_test_week
    if not due or each.role is not Role.MAIN or each.strength is None or not _counts(each):
        return False
    mode = library()[each.exercise_id].exercise.load_mode
    steps_g = loadable_steps_g(snapshot.profile.kit, mode)
    shown = athlete.lifter.test(each.exercise_id, day, steps_g)
    if shown is None:
        return False
    load_g, reps = shown
    athlete.seen.tests.append(Test(day, each.exercise_id, load_g, reps))
    athlete.maxes.append(
        MaxEntry(
            exercise_id=each.exercise_id, at=snapshot.now, source=MaxSource.TESTED, load_g=load_g, reps=reps
        )
    )
    for coach in athlete.beside.values():
        coach.tested(each.exercise_id, day, load_g, reps)
    return True


def _train(athlete: _Athlete, each: ExercisePrescription, snapshot: Snapshot, day: int) -> None:
    """The engine's sets, one after the other, as it steers them."""
    performed: list[PerformedSet] = []
    worn, number = 0.0, 0
    mode = library()[each.exercise_id].exercise.load_mode
    steps_g = set(loadable_steps_g(snapshot.profile.kit, mode))
    counts = _counts(each)
    while len(performed) < MOST_SETS:
        began = time.perf_counter()
        left = progress(each, performed).remaining
        athlete.seen.engine_s += time.perf_counter() - began
        if not left:
            break
        target = left[0]
        broken = invariants.of_next_set(performed, target, steps_g)
        _note(athlete, day, ((rule, each.exercise_id, detail) for rule, _, detail in broken))
        at = snapshot.now + SET_TAKES * (SETS_AN_EXERCISE * each.order + len(performed))
        made = _plain(each, target, snapshot, at)
        if made is None:
            done, share = _do(athlete, each.exercise_id, target, day, number, worn)
            worn += athlete.lifter.physiology.set_loss(max(done.rir, 0.0))
            number += 1
            if counts and target.kind is SetKind.WORK and target.rpe is not None and share == 1.0:
                athlete.seen.tally("engine").add(target.rpe, done.rir, missed=done.failed)
            made = _told(athlete, each, target, done, snapshot, at, performed)
        performed.append(made)
    else:
        _note(athlete, day, iter([("never_ends", each.exercise_id, f"{MOST_SETS} sets")]))
    athlete.history += performed


def _counts(each: ExercisePrescription) -> bool:
    """Working sets only: loaded, and not lightened for pain, soreness or a return."""
    lightened = any((reason.step, reason.code) in NOT_WORKING for reason in each.reasons)
    return library()[each.exercise_id].exercise.load_mode not in WITHOUT_MAX and not lightened


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
    )


def _do(
    athlete: _Athlete, exercise_id: int, target: SetTarget, day: int, number: int, worn: float
) -> tuple[Lifted, float]:
    """The set as the body does it, and the share of the load that was taken."""
    script = athlete.script
    loaded = library()[exercise_id].exercise.load_mode is not LoadMode.BODY_WEIGHT
    share = script.load_share if loaded and target.kind is SetKind.WORK else 1.0
    attempt = Attempt(
        day=day,
        exercise_id=exercise_id,
        number=number,
        load_g=_taken_g(target, share),
        reps=target.reps or 1,
        reps_max=target.reps_max,
        stop_rpe=10.0 if target.rpe is None else target.rpe,
    )
    return athlete.lifter.lift(attempt, worn), share


def _taken_g(target: SetTarget, share: float) -> int:
    return round((target.load_g or 0) * share)


def _told(
    athlete: _Athlete,
    each: ExercisePrescription,
    target: SetTarget,
    done: Lifted,
    snapshot: Snapshot,
    at: datetime,
    earlier: Sequence[PerformedSet],
) -> PerformedSet:
    """The set as it is logged, typing errors included; what is odd is asked about, as in the product."""
    script = athlete.script
    loaded = library()[each.exercise_id].exercise.load_mode is not LoadMode.BODY_WEIGHT
    share = script.load_share if loaded and target.kind is SetKind.WORK else 1.0
    load_g = None if target.load_g is None else _taken_g(target, share)
    rpe, target_rpe = _said(athlete, done, target, at)
    made = PerformedSet(
        exercise_id=each.exercise_id,
        at=at,
        local_date=snapshot.local_date,
        load_g=load_g,
        reps=done.reps,
        rpe=rpe,
        target_rpe=target_rpe,
        failed=done.failed,
    )
    week = (snapshot.now - MONDAY).days // 7
    typo = next((one for one in script.typos if one.week == week and week not in athlete.typos_made), None)
    if typo is None or load_g is None or load_g == 0 or target.kind is not SetKind.WORK:
        return made
    athlete.typos_made.add(week)
    made = replace(made, load_g=TYPED_FACTOR * load_g)
    odd = is_unusual(each.strength, each, made, earlier) is not None
    return replace(made, trusted=typo.confirmed or not odd)


def _said(
    athlete: _Athlete, done: Lifted, target: SetTarget, at: datetime
) -> tuple[float | None, float | None]:
    """The effort that is reported, and the one that was asked for as far as the log knows it."""
    rpe: float | None = done.rpe
    match athlete.script.report:
        case "ten":
            rpe = 10.0
        case "less":
            rpe = max(done.rpe - SAYS_LESS_RPE, 5.0)
        case "tick":
            rpe = None
        case "nothing":
            return None, None
        case "sometimes":
            says = Random(f"{athlete.lifter.seed}/says/{at.isoformat()}").random() < SAID_SHARE
            rpe = done.rpe if says else None
    return rpe, target.rpe


def _train_beside(athlete: _Athlete, each: ExercisePrescription, snapshot: Snapshot, day: int) -> None:
    """The same exercise with the plan's sets, repetitions and effort, loaded by each other coach."""
    mode = library()[each.exercise_id].exercise.load_mode
    meant = next(reason.facts for reason in each.reasons if reason.step == "plan")
    if not athlete.beside or not _counts(each):
        return
    line = Line(
        day=day,
        exercise_id=each.exercise_id,
        sets=_whole(meant["sets"]),
        reps=_whole(meant["reps"]),
        reps_max=None if meant["reps_max"] is None else _whole(meant["reps_max"]),
        rpe=min(max(float(meant["rpe"] or 0.0), invariants.EASIEST_RPE), invariants.HARDEST_RPE),
        steps_g=loadable_steps_g(snapshot.profile.kit, mode),
    )
    for name, coach in athlete.beside.items():
        coach.begin(line)
        worn = 0.0
        for number in range(line.sets):
            load_g, reps = coach.choose(line)
            attempt = Attempt(
                day=day,
                exercise_id=line.exercise_id,
                number=number,
                load_g=load_g,
                reps=reps,
                reps_max=line.reps_max if reps == line.reps else None,
                stop_rpe=line.rpe,
            )
            done = athlete.lifter.lift(attempt, worn)
            worn += athlete.lifter.physiology.set_loss(max(done.rir, 0.0))
            athlete.seen.tally(name).add(line.rpe, done.rir, missed=done.failed)
            target = SetTarget(kind=SetKind.WORK, load_g=load_g, reps=line.reps, rpe=line.rpe)
            said, _ = _said(athlete, done, target, snapshot.now + SET_TAKES * number)
            coach.hear(line, load_g, done, said)
        coach.end(line)


def _whole(value: float | str | None) -> int:
    return int(value or 0)


def _hurt(athlete: _Athlete, exercises: Sequence[ExercisePrescription], day: int, now: datetime) -> None:
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
