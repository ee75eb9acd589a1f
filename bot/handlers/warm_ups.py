"""/warmup: how the main lifts are warmed up, another way by a tap, one's own typed in a line."""

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Keyboard, Say, Toast
from bot.dispatch import Context
from bot.texts import limits as limit_texts
from bot.texts import names
from bot.texts import warm_ups as texts
from core.engine.models import WarmUpProtocol
from core.notation.warm_up import read_warm_up
from core.services import library, week
from core.services import warm_ups as service

SLOT = "warmup"
OFFERED = tuple(each for each in WarmUpProtocol if each is not WarmUpProtocol.CUSTOM)


async def warm_up(update: Update, ctx: Context) -> Answers:
    """/warmup, alone to see them, or with a lift and its steps behind it."""
    message = update.message
    typed = (message.text or "").split(maxsplit=1)[1:] if message is not None else []
    if not typed:
        return (await _card(ctx, fresh=True),)
    said = read_warm_up(typed[0])
    if said is None:
        return (Say(texts.how_to(ctx.t)),)
    found = (await library.find(ctx.tx, ctx.actor, said.exercise, names.by_typing(ctx.t.language))).found
    if found is None:
        return (Say(limit_texts.no_lift(ctx.t, said.exercise)),)
    number = found.exercise.id
    await service.set_protocol(ctx.tx, ctx.actor, number, WarmUpProtocol.CUSTOM, ctx.now, said.steps)
    own = (await service.set_for(ctx.tx, ctx.actor, [number]))[number]
    return (Say(texts.line(ctx.t, found.name, own)),)


async def show(ctx: Context, _: a.ShowWarmUps) -> Answers:
    """The card as it is."""
    return (await _card(ctx),)


async def pick(ctx: Context, action: a.PickWarmUp) -> Answers:
    """The ways to warm one lift up."""
    t = ctx.t
    rows: Keyboard = tuple(
        (Button(texts.protocol(t, each), a.SetWarmUp(action.exercise_id, each.value)),) for each in OFFERED
    )
    back = (Button(texts.back(t), a.ShowWarmUps()),)
    named = await library.load(ctx.tx, ctx.actor, [action.exercise_id])
    if action.exercise_id not in named:
        return (Toast(),)
    return (Card(SLOT, texts.which(t, named[action.exercise_id].name, OFFERED), (*rows, back)),)


async def choose(ctx: Context, action: a.SetWarmUp) -> Answers:
    """One of them, from the next workout on."""
    chosen = next((each for each in OFFERED if each.value == action.protocol), None)
    if chosen is None:
        return (Toast(),)
    if chosen is WarmUpProtocol.STANDARD:
        await service.reset(ctx.tx, ctx.actor, action.exercise_id)
    else:
        await service.set_protocol(ctx.tx, ctx.actor, action.exercise_id, chosen, ctx.now)
    return (Toast(texts.noted(ctx.t)), await _card(ctx))


async def _card(ctx: Context, *, fresh: bool = False) -> Card:
    mains = await week.main_lifts(ctx.tx, ctx.actor, ctx.now)
    own = await service.set_for(ctx.tx, ctx.actor, mains)
    rows: Keyboard = tuple(
        (Button(names.exercise(ctx.t, named.name), a.PickWarmUp(number)),) for number, named in mains.items()
    )
    shown = [(named.name, own.get(number)) for number, named in mains.items()]
    return Card(SLOT, texts.card(ctx.t, shown), rows, fresh=fresh)
