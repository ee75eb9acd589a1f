"""What is typed: sets, corrections, a note, a warning sign, or something we did not understand."""

from contextlib import suppress
from dataclasses import replace

from telegram import Message, Update

from bot import actions as a
from bot.answers import Answers, React, Say, Toast
from bot.dispatch import Context
from bot.handlers import basics, close, coach, day, disruptions, profile, programs, questions, start, training
from bot.handlers.card import alarm, workout_card
from bot.handlers.training import after_logging
from bot.texts import lines as texts
from bot.texts import names, warnings
from core.engine.models import DisruptionKind
from core.errors import Refused
from core.notation.values import Ambiguous, Command, CommandKind, NotALine, Rejected, Sets
from core.services import doubts, lines
from core.services import training as services
from core.services.lines import Corrected, LineResult, NoExercise, TypedLine, WhichExercise, WhichReading
from core.services.set_rows import Origin
from core.services.training import Done, Logged

SAVED = "👍"
RATINGS = frozenset(map(str, range(1, 11)))


async def typed(update: Update, ctx: Context) -> Answers:
    """A text message: a warning sign first of all, then the answer to an open question, else a line."""
    message = update.message
    text = message.text if message is not None else None
    if message is None or text is None:
        return ()
    flag = warnings.red_flag_in(text)
    if flag is not None:
        return await training.stop_everything(ctx, flag)
    answered = await _answer_to_question(ctx, text)
    if answered is not None:
        return answered
    closed = await day.close_forgotten(ctx)
    line = replace(_line(message, ctx), fresh=True)
    result = await lines.log_line(ctx.tx, ctx.actor, line, ctx.now, names.by_typing(ctx.t.language))
    return (*closed, *await _answer(ctx, line, result))


async def _answer_to_question(ctx: Context, text: str) -> Answers | None:
    """The answer to what was asked last, unless a set was typed instead."""
    pending = ctx.turn.pending or {}
    match pending.get("question"):
        case "zone" if not any(c.isdigit() for c in text):
            return basics.zone_choice(ctx.t, text)
        case "start":
            return await start.typed_answer(ctx, text)
        case "rating" if text.strip() in RATINGS:
            return await close.rate(ctx, a.RateSession(int(str(pending["workout_id"])), int(text)))
        case "note":
            return await _answer_to_note(ctx, int(str(pending["workout_id"])), text)
        case "profile" if not profile.is_a_set(lines.glance(ctx.actor, text), str(pending["field"])):
            return await profile.typed(ctx, str(pending["field"]), text)
        case "prepare":
            return await coach.typed_name(ctx, text)
        case asked if programs.looks_like_one(text, awaited=asked == programs.QUESTION):
            return await programs.store(ctx, text)
    return None


async def _answer_to_note(ctx: Context, workout_id: int, text: str) -> Answers | None:
    """A note, unless it is plainly something else: a set with its exercise's name, or a command."""
    match lines.glance(ctx.actor, text):
        case Command(CommandKind.UNDO):
            return None
        case Command():
            return await close.no_note(ctx, a.NoNote(workout_id))
        case Sets(exercise=name) | Ambiguous(exercise=name) if name is not None:
            return None
    return await close.note(ctx, workout_id, text)


async def edited(update: Update, ctx: Context) -> Answers:
    """An edited message corrects its sets."""
    message = update.edited_message
    if message is None or message.text is None:
        return ()
    flag = warnings.red_flag_in(message.text)
    if flag is not None:
        return await training.stop_everything(ctx, flag)
    line = _line(message, ctx)
    result = await lines.log_line(ctx.tx, ctx.actor, line, ctx.now, names.by_typing(ctx.t.language))
    if isinstance(result, NotALine | CommandKind):
        return (Say(texts.nothing_to_correct(ctx.t)),)
    answers = await _answer(ctx, line, result)
    if isinstance(result, Logged):  # the question about the message as it was is over
        return (*questions.close(ctx, line, texts.logged(ctx.t, result)), *answers)
    return answers


def _line(message: Message, ctx: Context) -> TypedLine:
    at = min(message.date, ctx.turn.now)
    return TypedLine(
        text=message.text or "", at=at, origin=Origin(bot_id=ctx.bot_id, message_id=message.message_id)
    )


async def _answer(ctx: Context, line: TypedLine, result: LineResult) -> Answers:
    match result:
        case Logged():
            return _logged(ctx, result)
        case Corrected():
            return await _corrected(ctx, result)
        case WhichExercise():
            return (questions.which_exercise(ctx, line, result),)
        case WhichReading(readings):
            return (questions.which_reading(ctx, line, readings),)
        case NoExercise():
            return (Say(texts.no_exercise(ctx.t)),)
        case Rejected():
            return (Say(texts.rejected(ctx.t, result)),)
        case NotALine() if warnings.pain_in(line.text):
            return await _pain(ctx)
        case NotALine():
            return (Say(texts.not_a_line(ctx.t)),)
        case _:
            return await _command(ctx, result)


async def _pain(ctx: Context) -> Answers:
    """Somebody writes that it hurts: asked as its button asks, or as an injury where no lift is under way."""
    with suppress(Refused):
        current = (await services.open_workout(ctx.tx, ctx.actor)).current
        if current is not None:
            return await training.ask_pain(ctx, a.AskPain(current.id))
    return (disruptions.how_bad(ctx, DisruptionKind.INJURY),)


def _logged(ctx: Context, logged: Logged) -> Answers:
    """The card moves below the typed line; a set of another day is only confirmed."""
    if logged.workout.status != "in_progress":
        return (React(SAVED), Say(texts.logged_on(ctx.t, logged)))
    return after_logging(ctx, logged)


async def _corrected(ctx: Context, corrected: Corrected) -> Answers:
    words = texts.corrected(ctx.t, corrected)
    answers: Answers = (*questions.close_doubts(ctx, corrected.before, words), Say(words))
    if corrected.workout is not None:
        answers = (*answers, workout_card(ctx, corrected.workout), alarm(ctx, corrected.workout))
    if corrected.unusual is not None:
        answers = (*answers, questions.unusual_question(ctx, corrected))
    return answers


async def _command(ctx: Context, kind: CommandKind) -> Answers:
    """undo, skip, next, done, finish: typed like a set."""
    if kind is CommandKind.UNDO:
        return await training.undo(ctx, a.Undo())
    workout = await services.open_workout(ctx.tx, ctx.actor)
    current = workout.current
    due = None if current is None else current.next_set
    if kind is CommandKind.DONE and current is not None and due is not None:
        done = Done(load_g=due.load_g, reps=due.reps)
        return _logged(ctx, await services.log_tap(ctx.tx, ctx.actor, workout.id, current.id, done, ctx.now))
    if kind in (CommandKind.DONE, CommandKind.FINISH):
        return await close.finish(ctx, a.Finish(workout.id))
    if current is None:
        return (workout_card(ctx, workout),)
    return await training.skip(ctx, a.SkipExercise(current.id))


async def take_reading(ctx: Context, action: a.TakeReading) -> Answers:
    """One of the two readings."""
    return await _settle(ctx, lambda line: replace(line, reading=max(action.reading, 0)))


async def take_exercise(ctx: Context, action: a.TakeExercise) -> Answers:
    """A suggested exercise."""
    return await _settle(ctx, lambda line: replace(line, exercise_id=action.exercise_id))


async def take_new_exercise(ctx: Context, _: a.TakeNewExercise) -> Answers:
    """The typed name as an exercise of the athlete's own."""
    return await _settle(ctx, lambda line: replace(line, new_exercise=True))


async def drop_line(ctx: Context, _: a.DropLine) -> Answers:
    """It was no set."""
    return questions.settled(ctx.slot, texts.dropped(ctx.t))


async def _settle(ctx: Context, choose: questions.Choice) -> Answers:
    facts = await ctx.facts()
    if "text" not in facts:
        return (Toast(),)
    line = choose(questions.line_of(facts))
    result = await lines.log_line(ctx.tx, ctx.actor, line, ctx.now, names.by_typing(ctx.t.language))
    if isinstance(result, WhichReading):
        return (questions.which_reading(ctx, line, result.readings),)
    answers = await _answer(ctx, line, result)
    if isinstance(result, Logged):
        return (*questions.settled(ctx.slot, texts.logged(ctx.t, result)), *answers)
    if isinstance(result, Corrected):
        return (*questions.settled(ctx.slot, texts.corrected(ctx.t, result)), *answers)
    return (*questions.settled(ctx.slot, texts.dropped(ctx.t)), *answers)


async def confirm_set(ctx: Context, action: a.ConfirmSet) -> Answers:
    """The unusual set is right."""
    workout = await doubts.confirm(ctx.tx, ctx.actor, action.first_id, ctx.now)
    settled = questions.settled(ctx.slot, texts.confirmed(ctx.t))
    return settled if workout is None else (*settled, workout_card(ctx, workout), alarm(ctx, workout))


async def take_back_set(ctx: Context, action: a.TakeBackSet) -> Answers:
    """The unusual set was a slip."""
    workout = await doubts.take_back(ctx.tx, ctx.actor, action.first_id, ctx.now)
    settled = questions.settled(ctx.slot, texts.taken_back(ctx.t))
    return settled if workout is None else (*settled, workout_card(ctx, workout), alarm(ctx, workout))


async def no_text(_: Update, ctx: Context) -> Answers:
    """A sticker, a photo, a voice message."""
    return (Say(texts.no_pictures(ctx.t)),)


async def unknown_command(_: Update, ctx: Context) -> Answers:
    """A command that does not exist."""
    return (Say(texts.no_command(ctx.t)),)
