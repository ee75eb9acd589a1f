"""getUpdates: the long poll, and what its offset confirms."""

import asyncio
from itertools import islice
from typing import Final

from bot.loopback.errors import OTHER_POLLER, WEBHOOK_ACTIVE, ApiError
from bot.loopback.methods.webhook import set_allowed
from bot.loopback.models import Bot, Json
from bot.loopback.wire import Params
from bot.loopback.world import World

MAX_LIMIT: Final = 100
MAX_TIMEOUT_S: Final = 50


async def get_updates(world: World, bot: Bot, p: Params) -> list[Json]:
    """Up to `limit` waiting updates; waits for the first one as long as `timeout` says."""
    if bot.webhook is not None:
        raise ApiError(409, WEBHOOK_ACTIVE)
    limit = min(max(p.number("limit") or MAX_LIMIT, 1), MAX_LIMIT)
    timeout_s = min(max(p.number("timeout") or 0, 0), MAX_TIMEOUT_S)
    if p.values.get("allowed_updates") is not None:
        before = bot.allowed
        set_allowed(bot, p)
        if bot.allowed != before:
            world.save_bot(bot)
    _confirm(world, bot, p.number("offset") or 0)
    world.store.commit()
    return await _wait(bot, limit, timeout_s)


def _confirm(world: World, bot: Bot, offset: int) -> None:
    """A positive offset confirms everything below it, a negative one all but the last so many."""
    if offset > 0:
        gone = [update_id for update_id in bot.updates if update_id < offset]
    else:
        gone = list(bot.updates)[:offset] if offset < 0 else []
    for update_id in gone:
        world.confirm(bot, update_id)


async def _wait(bot: Bot, limit: int, timeout_s: float) -> list[Json]:
    """Wait as the bot's only poller: a newer one ends this one with a conflict."""
    me = bot.poller = object()
    bot.arrived.fire()
    deadline = asyncio.get_running_loop().time() + timeout_s
    while not bot.updates and not bot.again:
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0:
            break
        await bot.arrived.wait(left)
        if bot.poller is not me:
            raise ApiError(409, OTHER_POLLER if bot.webhook is None else WEBHOOK_ACTIVE)
    bot.poller = None
    again, bot.again = bot.again, []
    return again + [pending.body for pending in islice(bot.updates.values(), limit)]
