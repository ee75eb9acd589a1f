"""/auxiliary: which exercises go along with a main lift, two of them in each block."""

from telegram import Update

from bot.answers import Answers, Say
from bot.dispatch import Context
from bot.texts import auxiliaries as texts
from bot.texts import limits as limit_texts
from bot.texts import names
from core.notation.limits import is_off
from core.services import auxiliaries as service
from core.services import library, week

MOST_TYPED = 10  # design choice: five blocks' turns


async def auxiliary(update: Update, ctx: Context) -> Answers:
    """/auxiliary, alone to see them, or with a main lift and what goes along with it."""
    message = update.message
    typed = (message.text or "").split(maxsplit=1)[1:] if message is not None else []
    if not typed:
        return (await _shown(ctx),)
    main, colon, others = typed[0].partition(":")
    if not colon:
        return (Say(texts.how_to(ctx.t)),)
    wanted = [] if is_off(others) else [part.strip() for part in others.split(",") if part.strip()]
    numbers: list[int] = []
    for name in (main.strip(), *wanted[:MOST_TYPED]):
        found = (await library.find(ctx.tx, ctx.actor, name, names.by_typing(ctx.t.language))).found
        if found is None:
            return (Say(limit_texts.no_lift(ctx.t, name)),)
        numbers.append(found.exercise.id)
    block, _ = await week.current(ctx.tx, ctx.actor, ctx.now)
    await service.set_pool(ctx.tx, ctx.actor, numbers[0], numbers[1:], block, ctx.now)
    return (await _shown(ctx),)


async def _shown(ctx: Context) -> Say:
    pools = await service.pools(ctx.tx, ctx.actor)
    wanted = {number for main, pool in pools.items() for number in (main, *pool)}
    loaded = await library.load(ctx.tx, ctx.actor, wanted)
    called = {number: names.exercise(ctx.t, named.name) for number, named in loaded.items()}
    return Say(texts.shown(ctx.t, pools, called))
