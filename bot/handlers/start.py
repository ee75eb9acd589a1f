"""The beginning: basics in one tap, then six questions, each derived from what is still missing."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, time

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Ask, Button, Card, Keyboard, Remind, Say, Toast
from bot.dispatch import Context
from bot.handlers import account, basics, coach, training
from bot.handlers.basics import SLOT
from bot.texts import errors, names, warnings
from bot.texts import lines as line_texts
from bot.texts import start as texts
from bot.texts.tongue import Tongue
from core.engine.models import Goal, MaxSource, TrainingAge
from core.errors import CoachError, Refused
from core.services import entered_maxes, onboarding, people, planning
from core.services.days import local_date
from core.services.onboarding import Question, Standing

REMINDER_HOUR = 17  # design choice: before the evening, when most people train; one tap changes it
DAYS = (2, 3, 4, 5, 6)
MINUTES = (30, 45, 60, 75, 90)
KITS = ("full_gym", "home_barbell", "dumbbells", "body_weight")
DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4})")
BLANK: Mapping[Question, Mapping[str, object]] = {  # a skipped question takes its stated default
    Question.GOAL: {"goal": None},
    Question.TIME: {"days_per_week": None, "minutes": None},
    Question.KIT: {"kit": None},
    Question.EXPERIENCE: {"training_age": None},
    Question.MAXES: {},
    Question.HEALTH: {"careful": None},
}


async def start(_: Update, ctx: Context) -> Answers:
    """/start, with or without an invitation behind it."""
    token = ctx.args[0] if ctx.args else None
    if token is not None:
        invited = await _invited(ctx, token)
        return invited if ctx.actor.ready else (*invited, *await _next(ctx))
    if ctx.actor.ready:
        return (Say(account.help_words(ctx.t)),)
    return await _next(ctx)


async def _invited(ctx: Context, token: str) -> Answers:
    """The invitation, or why it is of no use: that must not keep a newcomer from starting."""
    try:
        return await coach.invitation(ctx, token)
    except CoachError as refusal:
        return (Say(errors.sentence(ctx.t, refusal)),)


async def resume(update: Update, ctx: Context) -> Answers:
    """Anything typed before the start is complete: an answer to the open question, or the question again."""
    message = update.message or update.edited_message
    text = message.text if message is not None else None
    if text is not None:
        flag = warnings.red_flag_in(text)
        if flag is not None:
            return await training.stop_everything(ctx, flag)
        match (ctx.turn.pending or {}).get("question"):
            case "zone":
                return basics.zone_choice(ctx.t, text)
            case "prepare":
                return await coach.typed_name(ctx, text)
        if not await _is_confirmed(ctx):
            return await _next(ctx)
        answered = None if text.startswith("/") else await _as_tapped(ctx, text)
        if answered is not None:
            return answered
    return (Say(texts.not_yet(ctx.t)), *await _next(ctx))


async def _as_tapped(ctx: Context, text: str) -> Answers | None:
    """What a button says, or the number on it, may as well be typed."""
    standing = await onboarding.standing(ctx.tx, ctx.actor)
    wanted = text.casefold().strip(" .!")
    buttons = [button for row in _question(ctx.t, standing).keyboard for button in row]
    match next((button.action for button in buttons if wanted in _called(button.label)), None):
        case a.Choose() as said:
            return await choose(ctx, said)
        case a.SkipQuestion() as said:
            return await skip(ctx, said)
    return await typed_answer(ctx, text)


def _called(label: str) -> tuple[str, str]:
    """All of a label, and where it begins with a number, that alone."""
    whole = label.casefold().removeprefix("✓ ")
    first = whole.split()[0]
    return whole, first if first.isdecimal() else whole


async def typed_answer(ctx: Context, text: str) -> Answers | None:
    """A typed answer to the open question, where it can be typed: a date, or maxes."""
    standing = await onboarding.standing(ctx.tx, ctx.actor)
    if standing.question is Question.GOAL and DATE.search(text) is not None:
        on = date_in(text)
        if on is None:
            raise Refused(why="event_no_date")
        onboarding.check_event(on, local_date(ctx.now, ctx.actor.zone))
        return _asked(ctx, await onboarding.note(ctx.tx, ctx.actor, ctx.now, event_on=on))
    if standing.question is Question.MAXES:
        return await _typed_maxes(ctx, text, standing)
    return None


async def _is_confirmed(ctx: Context) -> bool:
    return await people.basics_confirmed(ctx.tx, ctx.actor)


async def _next(ctx: Context) -> Answers:
    if not await _is_confirmed(ctx):
        return (basics.basics_card(ctx.t, ctx),)
    return _asked(ctx, await onboarding.standing(ctx.tx, ctx.actor))


async def confirm(ctx: Context, _: a.ConfirmBasics) -> Answers:
    """Right: consent is dated, the first question follows."""
    await onboarding.note(ctx.tx, ctx.actor, ctx.now, adult=True, guardian_agreed_at=None)
    await people.confirm_basics(ctx.tx, ctx.actor, ctx.now)
    return await _next(ctx)


async def confirm_minor(ctx: Context, _: a.ConfirmMinor) -> Answers:
    """The same for somebody under 18 whose guardian agrees."""
    await onboarding.note(ctx.tx, ctx.actor, ctx.now, adult=False, guardian_agreed_at=ctx.now)
    await people.confirm_basics(ctx.tx, ctx.actor, ctx.now)
    return (Say(texts.minor_rules(ctx.t)), *await _next(ctx))


def _asked(ctx: Context, standing: Standing) -> Answers:
    """The open question. Somebody who is ready to train types sets, so what else is typed is asked for."""
    typed = ctx.actor.ready and standing.question in (Question.GOAL, Question.MAXES)
    return (_question(ctx.t, standing), Ask("start" if typed else None))


def _question(t: Tongue, standing: Standing) -> Card:
    """The open question as a card."""
    question = standing.question or Question.HEALTH
    skip = Button(texts.skip(t), a.SkipQuestion(question.value))
    match question:
        case Question.GOAL:
            event = texts.event_noted(t, standing)
            text = f"{texts.goal(t)}\n{event}" if event else texts.goal(t)
            rows = _rows(question, texts.goals(t), 2)
            return Card(SLOT, text, (*rows, (skip,)))
        case Question.TIME:
            return Card(SLOT, texts.time(t, standing), _time_keyboard(t, standing, skip))
        case Question.KIT:
            choices = [(key, names.kit(t, key)) for key in KITS]
            return Card(SLOT, texts.kit(t), (*_rows(question, choices, 2), (skip,)))
        case Question.EXPERIENCE:
            return Card(SLOT, texts.experience(t), (*_rows(question, texts.ages(t), 2), (skip,)))
        case Question.MAXES:
            return Card(SLOT, texts.maxes(t), ((skip,),))
    answers = [("no", texts.no(t)), ("yes", texts.yes(t))]
    return Card(SLOT, texts.health(t), (*_rows(question, answers, 2), (skip,)))


def _rows(question: Question, choices: Sequence[tuple[str, str]], width: int) -> Keyboard:
    buttons = [Button(label, a.Choose(question.value, value)) for value, label in choices]
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def _time_keyboard(t: Tongue, standing: Standing, skip: Button) -> Keyboard:
    name = Question.TIME.value
    days = tuple(
        Button(texts.days_label(t, n, n == standing.days_per_week), a.Choose(name, f"d{n}")) for n in DAYS
    )
    minutes = tuple(
        Button(texts.minutes_label(t, n, n == standing.minutes), a.Choose(name, f"m{n}")) for n in MINUTES
    )
    chosen = standing.days_per_week is not None and standing.minutes is not None
    last = (Button(texts.on(t), a.Choose(name, "ok"), style="success"),) if chosen else (skip,)
    return (days, minutes, last)


async def choose(ctx: Context, action: a.Choose) -> Answers:
    """A button of a question."""
    standing = await onboarding.standing(ctx.tx, ctx.actor)
    if standing.question is None or action.question != standing.question.value:
        return (Toast(),)
    question = standing.question
    if question is Question.TIME and action.value != "ok":
        part = _time_part(action.value)
        if part is None:
            return (Toast(),)
        return _asked(ctx, await onboarding.note(ctx.tx, ctx.actor, ctx.now, **part))
    values = _values(question, action.value)
    return (Toast(),) if values is None else await _answer(ctx, question, values)


def _time_part(value: str) -> dict[str, int] | None:
    kind, number = value[:1], value[1:]
    if not number.isdecimal():
        return None
    n = int(number)
    if kind == "d" and n in DAYS:
        return {"days_per_week": n}
    return {"minutes": n} if kind == "m" and n in MINUTES else None


def _values(question: Question, value: str) -> dict[str, object] | None:
    """What a button stores; None for a forged one."""
    known: dict[Question, dict[str, dict[str, object]]] = {
        Question.GOAL: {goal.value: {"goal": goal} for goal in Goal},
        Question.TIME: {"ok": {}},
        Question.KIT: {kit: {"kit": kit} for kit in KITS},
        Question.EXPERIENCE: {age.value: {"training_age": age} for age in TrainingAge},
        Question.HEALTH: {"yes": {"careful": True}, "no": {"careful": False}},
    }
    return known.get(question, {}).get(value)


async def skip(ctx: Context, action: a.SkipQuestion) -> Answers:
    """The stated default will do."""
    standing = await onboarding.standing(ctx.tx, ctx.actor)
    if standing.question is None or action.question != standing.question.value:
        return (Toast(),)
    return await _answer(ctx, standing.question, BLANK[standing.question])


async def ask_again(ctx: Context, _: a.AskAgain) -> Answers:
    """All six questions once more; the plan is made anew at the end."""
    standing = await onboarding.again(ctx.tx, ctx.actor, ctx.now)
    return _asked(ctx, standing)


async def _answer(ctx: Context, question: Question, values: Mapping[str, object]) -> Answers:
    standing = await onboarding.answer(ctx.tx, ctx.actor, question, ctx.now, values)
    if standing.question is not None:
        return _asked(ctx, standing)
    return await _complete(ctx)


async def _complete(ctx: Context) -> Answers:
    """All answered: the plan is made, the reminder set; who had another hour, or none, keeps that."""
    hour = await ctx.hour_of("reminder") if ctx.actor.ready else REMINDER_HOUR
    first = await planning.renew(ctx.tx, ctx.actor, ctx.now)
    weekdays = [day.weekday for day in first.block.days]
    ready = (Card(SLOT, texts.ready(ctx.t, weekdays, hour)), Ask(None))
    if hour is None:
        return ready
    return (*ready, Remind("reminder", time(hour), account.weekday_bits(weekdays), ctx.actor.zone))


def date_in(text: str) -> date | None:
    """The date in a text; the day may stand before or behind the month where only one of them can be."""
    found = DATE.search(text)
    y, m, d, first, second, y2 = found.groups() if found is not None else ("0",) * 6
    orders = [(y, m, d)] if y else [(y2, second, first), (y2, first, second)]
    for year, month, day in orders:
        with suppress(ValueError):
            return date(int(year), int(month), int(day))
    return None


async def right_maxes(ctx: Context, action: a.RightMaxes) -> Answers:
    """What looked like a slip is right, or is typed again."""
    standing = await onboarding.standing(ctx.tx, ctx.actor)
    pending = ctx.turn.pending or {}
    if standing.question is not Question.MAXES:
        return (Toast(),)
    if not action.right or pending.get("question") != "maxes":
        return _asked(ctx, standing)
    return (Ask(None), *await _typed_maxes(ctx, str(pending["text"]), standing, sure=True))


async def _typed_maxes(ctx: Context, text: str, standing: Standing, *, sure: bool = False) -> Answers:
    """Maxes as typed, part by part; what is not understood is said, and nothing is kept half."""
    read = await entered_maxes.read(ctx.tx, ctx.actor, text)
    if read.unclear is not None:
        return (Say(texts.maxes_unclear(ctx.t, read.unclear)), *_asked(ctx, standing))
    odd = await entered_maxes.unusual(ctx.tx, ctx.actor, read.maxes, ctx.now)
    if odd and not sure:
        words = texts.maxes_unusual(ctx.t, [(m.name, m.load_g, m.reps) for m in odd])
        keyboard = (
            (
                Button(line_texts.right(ctx.t), a.RightMaxes(1), style="success"),
                Button(line_texts.wrong(ctx.t), a.RightMaxes(0), style="danger"),
            ),
        )
        return (Ask("maxes", {"text": text}), Card(SLOT, words, keyboard))
    await entered_maxes.keep(ctx.tx, ctx.actor, read.maxes, MaxSource.INPUT_1RM, ctx.now)
    noted = texts.maxes_noted(ctx.t, [(m.name, m.load_g, m.reps) for m in read.maxes])
    return (Say(noted), *await _answer(ctx, Question.MAXES, {}))
