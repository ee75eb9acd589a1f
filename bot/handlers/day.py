"""Today: the check-in by buttons, then the workout made this minute, whole in one message and as a card."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from bot import actions as a
from bot.answers import Alarm, Answers, Button, Card, Keyboard, Say, Toast
from bot.dispatch import Context
from bot.handlers import review
from bot.handlers.card import REST, workout_card
from bot.texts import day as texts
from bot.texts import names, why
from bot.texts import pain as pain_words
from bot.texts.tongue import Html
from core.engine.models import AthleteStatus, CheckIn, CheckInStatus, Muscle, Reason, RestDay, Snapshot
from core.services import closing, library, pain, profile, training, workouts
from core.services.closing import Summary
from core.services.days import local_date
from core.services.workouts import Today, TodayKind

SLOT = "checkin"
LEVELS = (1, 2, 3, 4, 5)
PAIN_LEVELS = (0, 1, 3, 5, 7)


async def today(_: Update, ctx: Context) -> Answers:
    """/today"""
    return (*await _today(ctx, anyway=False), *await review.first_time(ctx))


async def train(ctx: Context, _: a.Train) -> Answers:
    """The next day of the plan, although it is not due."""
    return await _today(ctx, anyway=True)


async def _today(ctx: Context, *, anyway: bool) -> Answers:
    said = await close_forgotten(ctx)
    found = await workouts.today(ctx.tx, ctx.actor, ctx.now, anyway=anyway)
    match found.kind:
        case TodayKind.OPEN:
            workout = await training.open_workout(ctx.tx, ctx.actor)
            return (*said, workout_card(ctx, workout, fresh=True))
        case TodayKind.CHECK_IN:
            return (*said, await _asked_first(ctx, found))
        case TodayKind.STOPPED:
            return (*said, _stopped(ctx, found))
        case TodayKind.LATER:
            button = Button(texts.train_anyway(ctx.t), a.Train())
            return (*said, Card(SLOT, texts.later(ctx.t, found), ((button,),)))
        case TodayKind.DONE:
            button = Button(texts.train_anyway(ctx.t), a.Train())
            return (*said, Card(SLOT, texts.done(ctx.t, found.next_on), ((button,),)))


def _stopped(ctx: Context, found: Today) -> Card:
    """No training after a warning sign; from the next day on it is asked whether a clinician has cleared it."""
    t, on = ctx.t, found.sign_on
    if on is None or on >= local_date(ctx.now, ctx.actor.zone):
        return Card(SLOT, texts.rest_day(t, [why.after_red_flag(t)]))
    return Card(SLOT, texts.still_stopped(t, on), ((Button(texts.cleared(t), a.ClearSigns()),),))


async def clear_signs(ctx: Context, _: a.ClearSigns) -> Answers:
    """A clinician says that training may go on."""
    await pain.clear_signs(ctx.tx, ctx.actor, ctx.now)
    return await _today(ctx, anyway=False)


async def _asked_first(ctx: Context, found: Today) -> Card:
    """What hurt is asked about before anything else, one lift after the other; then the check-in."""
    if not found.aches:
        return check_in_card(ctx, found)
    ache = found.aches[0]
    named = (await library.load(ctx.tx, ctx.actor, [ache.exercise_id]))[ache.exercise_id]
    levels = tuple(
        Button(pain_words.pain_level(ctx.t, n), a.RateMorning(ache.exercise_id, n)) for n in PAIN_LEVELS
    )
    return Card(SLOT, texts.morning_after(ctx.t, named.name, ache), (levels,))


async def rate_morning(ctx: Context, action: a.RateMorning) -> Answers:
    """How it feels now decides whether the lift is trained today."""
    if action.level not in PAIN_LEVELS:
        return (Toast(),)
    await pain.morning_after(ctx.tx, ctx.actor, action.exercise, action.level, ctx.now)
    return await _today(ctx, anyway=False)


async def close_forgotten(ctx: Context) -> Answers:
    """A workout of an earlier day that is still open is closed as it stands, and that is said."""
    return _closed(ctx, await closing.close_yesterdays(ctx.tx, ctx.actor, ctx.now))


def _closed(ctx: Context, summary: Summary | None) -> Answers:
    if summary is None:
        return ()
    return (Say(texts.closed_for_you(ctx.t, summary.local_date, summary.done_sets)), Alarm(REST, None))


def check_in_card(ctx: Context, found: Today) -> Card:
    """The check-in: all fine in one tap, or muscle by muscle."""
    t, workout_id = ctx.t, found.workout_id or 0
    first = [Button(texts.all_fine(t), a.AllFine(workout_id), style="success")]
    if found.last_check_in is not None and found.last_check_in.soreness:
        first.append(Button(texts.same_as_last(t, found.last_check_in), a.SameAsLast(workout_id)))
    first.append(Button(texts.skip_check_in(t), a.SkipCheckIn(workout_id)))
    muscles = [Button(names.muscle(t, m), a.PickMuscle(workout_id, m.value)) for m in found.muscles]
    rows = [tuple(muscles[i : i + 3]) for i in range(0, len(muscles), 3)]
    ready = tuple(Button(texts.ready_button(level), a.RateReadiness(workout_id, level)) for level in LEVELS)
    keyboard: Keyboard = (tuple(first), *rows, ready)
    if found.check_in is not None:
        keyboard = (*keyboard, (Button(texts.go(t), a.CheckInDone(workout_id), style="primary"),))
    return Card(SLOT, texts.check_in(t, found), keyboard)


async def pick_muscle(ctx: Context, action: a.PickMuscle) -> Answers:
    """Five levels for one muscle."""
    muscle = _muscle(action.muscle)
    if muscle is None:
        return (Toast(),)
    levels = tuple(Button(str(n), a.RateMuscle(action.workout_id, muscle.value, n)) for n in LEVELS)
    return (Card(SLOT, texts.rate_muscle(ctx.t, muscle), (levels,)),)


async def rate_muscle(ctx: Context, action: a.RateMuscle) -> Answers:
    """One muscle's soreness is said; the others may follow."""
    muscle = _muscle(action.muscle)
    if muscle is None or action.level not in LEVELS:
        return (Toast(),)
    found = await workouts.check_in_of(ctx.tx, ctx.actor, action.workout_id, ctx.now)
    before = found.check_in or texts.UNKNOWN
    soreness = {**before.soreness, muscle: action.level}
    return await _keep(ctx, action.workout_id, replace(before, soreness=soreness))


async def rate_readiness(ctx: Context, action: a.RateReadiness) -> Answers:
    """How ready."""
    if action.level not in LEVELS:
        return (Toast(),)
    found = await workouts.check_in_of(ctx.tx, ctx.actor, action.workout_id, ctx.now)
    before = found.check_in or texts.UNKNOWN
    return await _keep(ctx, action.workout_id, replace(before, readiness=action.level))


async def _keep(ctx: Context, workout_id: int, said: CheckIn) -> Answers:
    said = replace(said, status=CheckInStatus.ANSWERED)
    await workouts.answer_check_in(ctx.tx, ctx.actor, workout_id, ctx.now, said)
    found = await workouts.check_in_of(ctx.tx, ctx.actor, workout_id, ctx.now)
    return (check_in_card(ctx, found),)


async def all_fine(ctx: Context, action: a.AllFine) -> Answers:
    """No soreness in what is asked, and a good day."""
    found = await workouts.check_in_of(ctx.tx, ctx.actor, action.workout_id, ctx.now)
    said = CheckIn(
        status=CheckInStatus.ANSWERED,
        soreness=dict.fromkeys(found.muscles, 1),
        readiness=texts.READY_WHEN_FINE,
    )
    return await _open(ctx, action.workout_id, said)


async def same_as_last(ctx: Context, action: a.SameAsLast) -> Answers:
    """The last answers once more, kept as repeated and not as answered."""
    found = await workouts.check_in_of(ctx.tx, ctx.actor, action.workout_id, ctx.now)
    last = found.last_check_in or texts.UNKNOWN
    said = CheckIn(status=CheckInStatus.REPEATED, soreness=last.soreness, readiness=last.readiness)
    return await _open(ctx, action.workout_id, said)


async def skip_check_in(ctx: Context, action: a.SkipCheckIn) -> Answers:
    """Nothing is said, and nothing is assumed."""
    return await _open(ctx, action.workout_id, texts.UNKNOWN)


async def check_in_done(ctx: Context, action: a.CheckInDone) -> Answers:
    """What was said is all."""
    found = await workouts.check_in_of(ctx.tx, ctx.actor, action.workout_id, ctx.now)
    return await _open(ctx, action.workout_id, found.check_in or texts.UNKNOWN)


async def _open(ctx: Context, workout_id: int, said: CheckIn) -> Answers:
    """Keep the check-in, make the workout now, show it whole and as a card."""
    await workouts.answer_check_in(ctx.tx, ctx.actor, workout_id, ctx.now, said)
    said_first = _closed(ctx, await closing.close_other(ctx.tx, ctx.actor))
    opened = await workouts.open_workout(ctx.tx, ctx.actor, workout_id, ctx.now)
    closed = Card(SLOT, texts.check_in_closed(ctx.t, said))
    if isinstance(opened.outcome, RestDay):
        return (*said_first, closed, Say(texts.rest_day(ctx.t, await _about(ctx, opened.outcome.trace))))
    workout = await training.open_workout(ctx.tx, ctx.actor)
    overview = texts.overview(
        ctx.t,
        workout.day_number,
        workout.minutes,
        [(exercise.name, exercise.prescription) for exercise in workout.exercises],
        await _about(ctx, [reason for reason in opened.outcome.trace if reason.step != "check_in"]),
        _phase(ctx, opened.snapshot),
    )
    return (*said_first, closed, Say(overview), workout_card(ctx, workout, fresh=True))


def _phase(ctx: Context, made_from: Snapshot) -> Html:
    """Week 2 of 4, accumulation."""
    week, weeks = made_from.week_in_block, made_from.block_weeks
    return texts.block_phase(ctx.t, week, weeks, made_from.block_type)


async def _about(ctx: Context, reasons: Sequence[Reason]) -> list[Html]:
    """What is missing from the plan today, and why; the overview has the check-in in a line of its own."""
    lifts = {reason.exercise_id for reason in reasons if reason.exercise_id is not None}
    named = await library.load(ctx.tx, ctx.actor, lifts) if lifts else {}
    return why.said_of_lifts(ctx.t, reasons, {number: lift.name for number, lift in named.items()})


def _muscle(value: str) -> Muscle | None:
    try:
        return Muscle(value)
    except ValueError:
        return None


async def remind(ctx: Context) -> Answers:
    """Due: a training day's reminder, unless today is trained or under way already, or training is paused."""
    if (await profile.read(ctx.tx, ctx.actor)).status is not AthleteStatus.ACTIVE:
        return ()
    found = await workouts.reminder_day(ctx.tx, ctx.actor, ctx.now)
    if found is None:
        return ()
    off = Button(texts.off(ctx.t), a.RemindAt(None))
    return (Card("reminder", texts.reminder(ctx.t, found), ((off,),), fresh=True),)
