"""Between two sets: the taps on the workout card."""

from datetime import timedelta

from bot import actions as a
from bot.answers import Alarm, Answers, Ask, Button, Card, Keyboard, Say, Toast
from bot.dispatch import Context
from bot.handlers.card import MISSED, REST, SLOT, adjusted, alarm, workout_card
from bot.handlers.questions import close_doubts, unusual_question
from bot.texts import card_buttons as labels
from bot.texts import common, lines, sets
from bot.texts import pain as pain_words
from core.engine.models import RedFlag
from core.errors import Refused
from core.services import offers, pain, training
from core.services.training import Done, Logged

PAIN_LEVELS = (0, 1, 3, 5, 7)
STILL_OF_USE = timedelta(minutes=10)  # of an alarm that we could not ring in time; design choice


async def log(ctx: Context, action: a.LogSet) -> Answers:
    """One tap logs the set as shown, with how it felt."""
    missed = action.rpe == MISSED
    effort = None if missed else action.rpe
    reps = None if missed else action.reps  # how many were made is not said
    done = Done(load_g=action.load_g, reps=reps, rpe=effort, failed=missed)
    logged = await training.log_tap(ctx.tx, ctx.actor, action.workout_id, action.exercise, done, ctx.now)
    return after_logging(ctx, logged)


def after_logging(ctx: Context, logged: Logged) -> Answers:
    """The card as it is now, the rest's alarm, and the question about an unusual set."""
    workout = logged.workout
    newest = logged.sets[-1]
    answers: Answers = (
        Toast(sets.toast(ctx.t, newest, logged.exercise)),
        workout_card(ctx, workout),
        alarm(ctx, workout),
    )
    if logged.unusual is not None:
        answers = (*answers, unusual_question(ctx, logged))
    return answers


async def warm_up_done(ctx: Context, action: a.WarmUpDone) -> Answers:
    """All warm-ups that are left, as prescribed."""
    logged = await training.log_warm_ups(ctx.tx, ctx.actor, action.workout_id, action.exercise, ctx.now)
    return (Toast(), workout_card(ctx, logged), alarm(ctx, logged))


async def adjust(ctx: Context, action: a.Adjust) -> Answers:
    """Show the set with another load or other reps; nothing is logged yet."""
    workout = await training.open_workout(ctx.tx, ctx.actor)
    current = workout.exercise(action.exercise)
    if workout.id != action.workout_id or current is None or current.next_set is None:
        return (Toast(common.unknown_button(ctx.t)),)
    return (workout_card(ctx, workout, shown=adjusted(current.next_set, action)),)


async def undo(ctx: Context, _: a.Undo) -> Answers:
    """The newest set never happened."""
    workout, gone = await training.undo(ctx.tx, ctx.actor)
    exercise = workout.exercise(gone.workout_exercise_id)
    words = lines.undone(ctx.t, sets.logged_words(ctx.t, gone, exercise) if exercise is not None else "")
    closed = close_doubts(ctx, [gone.first_id], words)
    told = Toast(words) if ctx.heard.query_id is not None else Say(words)
    return (told, *closed, workout_card(ctx, workout), alarm(ctx, workout))


async def skip(ctx: Context, action: a.SkipExercise) -> Answers:
    """Leave the rest of an exercise out."""
    workout = await training.skip(ctx.tx, ctx.actor, action.exercise)
    return (workout_card(ctx, workout), alarm(ctx, workout))


async def take_offer(ctx: Context, action: a.TakeOffer) -> Answers:
    """One more set after all."""
    workout = await offers.take(ctx.tx, ctx.actor, action.workout_id, action.exercise)
    return (Toast(), workout_card(ctx, workout), alarm(ctx, workout))


async def decline_offer(ctx: Context, action: a.DeclineOffer) -> Answers:
    """The sets stay as they are."""
    workout = await offers.decline(ctx.tx, ctx.actor, action.workout_id, action.exercise)
    return (Toast(), workout_card(ctx, workout))


async def back(ctx: Context, _: a.Back) -> Answers:
    """The card as it was."""
    return (workout_card(ctx, await training.open_workout(ctx.tx, ctx.actor)),)


async def ask_pain(ctx: Context, action: a.AskPain) -> Answers:
    """How much does it hurt, and is it a warning sign?"""
    workout = await training.open_workout(ctx.tx, ctx.actor)
    exercise = workout.exercise(action.exercise)
    if exercise is None:
        return (Toast(common.unknown_button(ctx.t)),)
    levels = tuple(
        Button(pain_words.pain_level(ctx.t, n), a.RatePain(exercise.id, n, 0)) for n in PAIN_LEVELS
    )
    sharp = Button(pain_words.sharp(ctx.t), a.RatePain(exercise.id, 6, 1), style="danger")
    signs = [Button(pain_words.red_flag_name(ctx.t, flag), a.RaiseRedFlag(flag.value)) for flag in RedFlag]
    rows = tuple(tuple(signs[i : i + 3]) for i in range(0, len(signs), 3))
    keyboard: Keyboard = (levels, (sharp, Button(labels.back(ctx.t), a.Back())), *rows)
    return (Card(SLOT, pain_words.ask_pain(ctx.t, exercise), keyboard),)


async def rate_pain(ctx: Context, action: a.RatePain) -> Answers:
    """Stop the lift, or go on lighter."""
    if not 0 <= action.level <= 10:
        return (Toast(),)
    workout, decision = await pain.report(
        ctx.tx, ctx.actor, action.exercise, action.level, bool(action.sharp), ctx.now
    )
    return (Say(pain_words.pain_decision(ctx.t, decision)), workout_card(ctx, workout), alarm(ctx, workout))


async def red_flag(ctx: Context, action: a.RaiseRedFlag) -> Answers:
    """A warning sign was tapped."""
    try:
        flag = RedFlag(action.sign)
    except ValueError:
        return (Toast(),)
    return await stop_everything(ctx, flag)


async def stop_everything(ctx: Context, flag: RedFlag) -> Answers:
    """Training ends at once; emergency care is named. Told even where nothing was open."""
    stopped = await pain.raise_red_flag(ctx.tx, ctx.actor, flag, ctx.now)
    card = (Card(SLOT, pain_words.stopped_card(ctx.t)),) if stopped else ()
    return (
        Toast(pain_words.stop(ctx.t), alert=True),
        Say(pain_words.red_flag(ctx.t)),
        *card,
        Alarm(REST, None),
        Ask(None),
    )


async def rest_over(ctx: Context) -> Answers:
    """Due: the rest is over. The card again, so that it rings on a locked phone; once, or not at all."""
    try:
        workout = await training.open_workout(ctx.tx, ctx.actor)
    except Refused:
        return ()
    end = sets.rest_ends_at(workout)
    if workout.current is None or end is None or not end <= ctx.now < end + STILL_OF_USE:
        return ()
    return (workout_card(ctx, workout, fresh=True, once=True),)
