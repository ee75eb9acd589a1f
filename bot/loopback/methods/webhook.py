"""Switching a bot between getUpdates and a webhook."""

import re
from typing import Final
from urllib.parse import urlsplit

from bot.loopback.errors import bad_request
from bot.loopback.models import Bot, Json, Webhook
from bot.loopback.wire import Params
from bot.loopback.world import World

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}")


def set_webhook(world: World, bot: Bot, p: Params) -> bool:
    """Point updates at a URL. Plain http is taken, unlike Telegram: nothing here leaves the machine."""
    url = p.text("url")
    if not url:
        return delete_webhook(world, bot, p)
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(p.text("secret_token")):
        raise bad_request("secret token contains unallowed characters")
    connections = p.number("max_connections")
    bot.webhook = Webhook(url, p.text("secret_token"), min(max(connections or 40, 1), 100))
    set_allowed(bot, p)
    bot.poller = None
    _finish(world, bot, p)
    return True


def delete_webhook(world: World, bot: Bot, p: Params) -> bool:
    bot.webhook = None
    _finish(world, bot, p)
    return True


def set_allowed(bot: Bot, p: Params) -> None:
    """Remember the wanted kinds of updates; not naming them leaves the earlier wish in force."""
    allowed = p.nested("allowed_updates")
    if allowed is not None:
        if not isinstance(allowed, list):
            raise bad_request("can't parse allowed_updates: expected an Array of String")
        bot.allowed = [str(kind) for kind in allowed]


def _finish(world: World, bot: Bot, p: Params) -> None:
    if p.flag("drop_pending_updates"):
        for update_id in list(bot.updates):
            world.confirm(bot, update_id)
    world.save_bot(bot)
    bot.arrived.fire()
    world.work.fire()


def get_webhook_info(world: World, bot: Bot, p: Params) -> Json:
    hook = bot.webhook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.updates),
    }
    if hook:
        info["max_connections"] = hook.max_connections
        if hook.last_error_date is not None:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if bot.allowed:
        info["allowed_updates"] = bot.allowed
    return info
