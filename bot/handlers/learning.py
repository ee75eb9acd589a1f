"""What was learnt about somebody: asked once, used when accepted, taken back at any time."""

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card
from bot.dispatch import Context
from bot.texts import learning as texts
from bot.texts import why
from core.engine.formulas import CONSTANTS
from core.engine.models import FormulaSource
from core.services import formulas, learning

SLOT = "learnt"
ASK = "learn"  # a slot of its own, so that looking at /learnt takes no question away


async def after_workout(ctx: Context) -> Answers:
    """The question, where there is one; below the summary."""
    found = await learning.after_workout(ctx.tx, ctx.actor, ctx.now)
    if found is None:
        return ()
    buttons = (
        Button(texts.use(ctx.t), a.UseLearnt(found.version)),
        Button(texts.leave(ctx.t), a.LeaveLearnt()),
    )
    return (Card(ASK, texts.ask(ctx.t, why.said(ctx.t, found.reasons)), (buttons,), fresh=True),)


async def use(ctx: Context, action: a.UseLearnt) -> Answers:
    """The proposed version counts from now on."""
    await formulas.activate(ctx.tx, ctx.actor, action.version)
    return (Card(ASK, texts.used(ctx.t)),)


async def leave(ctx: Context, _: a.LeaveLearnt) -> Answers:
    """Nothing is changed."""
    return (Card(ASK, texts.left(ctx.t)),)


async def learnt(_: Update, ctx: Context) -> Answers:
    """/learnt"""
    own = await formulas.values(ctx.tx, ctx.actor)
    lines = [
        words
        for name, value in sorted(own.items())
        if (words := texts.value(ctx.t, name, value, CONSTANTS[name].default)) is not None
    ]
    back = ((Button(texts.take_back(ctx.t), a.ForgetLearnt()),),) if lines else ()
    return (Card(SLOT, texts.own(ctx.t, lines), back, fresh=True),)


async def forget(ctx: Context, _: a.ForgetLearnt) -> Answers:
    """The engine's own values count again; every version stays."""
    if await formulas.values(ctx.tx, ctx.actor):
        await formulas.add(ctx.tx, ctx.actor, {}, FormulaSource.USER, ctx.now)
    return (Card(SLOT, texts.taken_back(ctx.t)),)
