"""The end of a workout: finish, rate, note, and the summary."""

from bot import actions as a
from bot.answers import Alarm, Answers, Ask, Button, Card, Keyboard, Toast
from bot.dispatch import Context
from bot.handlers import learning
from bot.handlers.card import REST
from bot.handlers.card import SLOT as WORKOUT
from bot.texts import close as texts
from core.services import closing

SLOT = "close"


async def finish(ctx: Context, action: a.Finish) -> Answers:
    """End the workout now; its card becomes the summary."""
    done = await closing.finish(ctx.tx, ctx.actor, action.workout_id, ctx.now)
    if done.done_sets == 0:
        return (Card(WORKOUT, texts.summary(ctx.t, done)), Alarm(REST, None))
    low = tuple(Button(str(n), a.RateSession(done.workout_id, n)) for n in range(1, 6))
    high = tuple(Button(str(n), a.RateSession(done.workout_id, n)) for n in range(6, 11))
    skip = (Button(texts.skip(ctx.t), a.RateSession(done.workout_id, None)),)
    keyboard: Keyboard = (low, high, skip)
    return (
        Card(WORKOUT, texts.summary(ctx.t, done)),
        Card(SLOT, texts.ask_session_rpe(ctx.t), keyboard, fresh=True),
        Ask("rating", {"workout_id": done.workout_id}),
        Alarm(REST, None),
        *await learning.after_workout(ctx),
    )


async def rate(ctx: Context, action: a.RateSession) -> Answers:
    """How hard it was all together; then a note may be typed."""
    if action.rpe is not None:
        if not 0 <= action.rpe <= 10:
            return (Toast(),)
        await closing.rate(ctx.tx, ctx.actor, action.workout_id, ctx.now, session_rpe=action.rpe)
    no_note = Button(texts.no_note(ctx.t), a.NoNote(action.workout_id))
    return (
        Card(SLOT, texts.ask_note(ctx.t), ((no_note,),)),
        Ask("note", {"workout_id": action.workout_id}),
    )


async def no_note(ctx: Context, action: a.NoNote) -> Answers:
    """Nothing to note: the summary."""
    done = await closing.summary_for(ctx.tx, ctx.actor, action.workout_id)
    return (Card(SLOT, texts.kept(ctx.t, done)), Ask(None))


async def note(ctx: Context, workout_id: int, text: str) -> Answers:
    """A typed note, and the summary with it."""
    done = await closing.rate(ctx.tx, ctx.actor, workout_id, ctx.now, note=text)
    return (Card(SLOT, texts.kept(ctx.t, done)), Ask(None))
