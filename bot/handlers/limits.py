"""Limits by command: an athlete's own, and those that a coach sets for an athlete by name."""

from dataclasses import replace

from telegram import Update

from bot.answers import Answers, Say
from bot.dispatch import Context
from bot.handlers import coach
from bot.texts import limits as texts
from bot.texts import names
from core.engine.models import Limit
from core.notation.limits import read_limit
from core.services import access, library
from core.services import limits as service
from core.services.coaching import Coached


async def limit(update: Update, ctx: Context) -> Answers:
    """/limit, alone to see them, or with a limit behind it."""
    message = update.message
    typed = (message.text or "").split(maxsplit=1)[1:] if message is not None else []
    if not typed:
        return (await _shown(ctx),)
    said = read_limit(typed[0])
    if said is None:
        asked = await coach.called(ctx, typed[0].rstrip(": "))
        return (Say(texts.how_to(ctx.t)) if asked is None else await _shown(ctx, asked),)
    about, whose = ctx, None
    if said.athlete is not None:
        whose = await coach.called(ctx, said.athlete)
        if whose is None:
            return (Say(texts.nobody(ctx.t, said.athlete)),)
        about = replace(ctx, actor=access.seen_as(ctx.actor, whose.athlete_id))
    number: int | None = None
    if said.exercise is not None:
        translated = names.by_typing(ctx.t.language)
        match = (await library.find(about.tx, about.actor, said.exercise, translated)).found
        if match is None:
            return (Say(texts.no_lift(ctx.t, said.exercise)),)
        number = match.exercise.id
    if said.off:
        await service.remove(about.tx, about.actor, number)
    else:
        new = Limit(
            exercise_id=number,
            most_load_g=said.most_load_g,
            most_sets=said.most_sets,
            most_rpe=said.most_rpe,
            avoid=said.avoid,
        )
        await service.set_for(about.tx, about.actor, new, ctx.now)
    return (await _shown(ctx, whose),)


async def _shown(ctx: Context, whose: Coached | None = None) -> Say:
    """One's own limits, or those of somebody whom one coaches."""
    actor = ctx.actor if whose is None else access.seen_as(ctx.actor, whose.athlete_id)
    found = [each.limit for each in await service.of(ctx.tx, actor)]
    wanted = {each.exercise_id for each in found if each.exercise_id is not None}
    loaded = await library.load(ctx.tx, actor, wanted)
    called = {number: names.exercise(ctx.t, named.name) for number, named in loaded.items()}
    return Say(texts.shown(ctx.t, found, called, None if whose is None else whose.name))
