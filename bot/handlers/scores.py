"""/score: what a total is worth."""

from telegram import Update

from bot.answers import Answers, Say
from bot.dispatch import Context
from bot.texts import scores as texts
from core.notation import measures
from core.services import events
from core.services import scores as service

LIFTS_OF_A_TOTAL = (1, 3)  # a total, or its three lifts


async def score(_: Update, ctx: Context) -> Answers:
    """/score 180 120 220, /score 520, or nothing behind it for the newest meet."""
    t = ctx.t
    if not ctx.args:
        return await _last_meet(ctx)
    loads_g = measures.loads_g(" ".join(ctx.args), ctx.actor.unit)
    if loads_g is None or len(loads_g) not in LIFTS_OF_A_TOTAL or not all(load_g > 0 for load_g in loads_g):
        return (Say(texts.unclear(t)),)
    if sum(loads_g) > service.MOST_TOTAL_G:
        return (Say(texts.too_heavy(t)),)
    return (Say(texts.scored(t, await service.of_total(ctx.tx, ctx.actor, sum(loads_g), ctx.now))),)


async def _last_meet(ctx: Context) -> Answers:
    athlete_id = ctx.actor.athlete_id
    meet = await events.last_meet(ctx.tx, ctx.actor, athlete_id)
    scored = None if meet is None else await service.of_event(ctx.tx, ctx.actor, athlete_id, meet.id)
    if meet is None or scored is None:
        return (Say(texts.usage(ctx.t)),)
    return (Say(texts.of_meet(ctx.t, meet, scored)),)
