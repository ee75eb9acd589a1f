"""The Bot API over HTTP: one request in, its faults, its effect, its answer."""

import logging
import re
from typing import Final

from aiohttp import web

from bot.loopback import wire
from bot.loopback.errors import NOT_FOUND, ApiError
from bot.loopback.faults import Dropped, Faults
from bot.loopback.limits import Limits
from bot.loopback.methods import BY_LOWER_NAME
from bot.loopback.models import Bot
from bot.loopback.polling import get_updates
from bot.loopback.store import dumps
from bot.loopback.wire import Params
from bot.loopback.world import World

log = logging.getLogger(__name__)

_TOKEN: Final = re.compile(r"(\d{1,15}):[A-Za-z0-9_-]{1,100}")


class BotApi:
    def __init__(self, world: World, faults: Faults, limits: Limits) -> None:
        self.world = world
        self.faults = faults
        self.limits = limits

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", r"/bot{token:\d+:[^/]*}/{method}", self.serve),
            web.get(r"/file/bot{token:\d+:[^/]*}/{path:.+}", self.download),
        ]

    async def serve(self, request: web.Request) -> web.Response:
        try:
            bot = self._bot(request)
            return await self._call(bot, request)
        except ApiError as error:
            return answer(error.body(), error.code)
        except Dropped:
            return drop(request)
        except Exception:
            # A parameter of a shape nobody foresaw. Clients take an answer that is no JSON for a lost token.
            log.exception("a call of %s failed", request.match_info["method"])
            return answer({"ok": False, "error_code": 500, "description": "Internal Server Error"}, 500)

    def _bot(self, request: web.Request) -> Bot:
        match = _TOKEN.fullmatch(request.match_info["token"])
        if match is None:
            raise ApiError(404, NOT_FOUND)
        return self.world.bot(int(match.group(1)))

    async def _call(self, bot: Bot, request: web.Request) -> web.Response:
        params = await wire.read(request)
        asked = request.match_info["method"].lower()
        if asked == "getupdates":
            return await self._poll(bot, params)
        if asked not in BY_LOWER_NAME:
            self.world.refused[request.match_info["method"]] += 1
            raise ApiError(404, f"{NOT_FOUND}: method not found")
        name, method = BY_LOWER_NAME[asked]
        self.world.calls[name] += 1
        chat_id = _chat_id(bot, params)
        try:
            await self.faults.before(bot, name, chat_id)
            self.limits.count(bot, name, chat_id)
            result = method(self.world, bot, params)
        except ApiError as error:
            self._record(bot, name, params, error.description)
            raise
        except Dropped:
            self._record(bot, name, params, "connection dropped before the effect")
            raise
        self._record(bot, name, params, None)
        return self.faults.after(bot, name, chat_id) or answer({"ok": True, "result": result})

    async def _poll(self, bot: Bot, params: Params) -> web.Response:
        """getUpdates is counted; being most of all calls it is recorded only when it hands something out."""
        self.world.calls["getUpdates"] += 1
        await self.faults.before(bot, "getUpdates", None)
        updates = self.faults.mix(bot, "getUpdates", await get_updates(self.world, bot, params))
        if updates:
            self.world.record("updates", bot, None, update_ids=[update["update_id"] for update in updates])
        return self.faults.after(bot, "getUpdates", None) or answer({"ok": True, "result": updates})

    def _record(self, bot: Bot, name: str, params: Params, error: str | None) -> None:
        """Remember a call, and store its effect before anybody hears of it."""
        if error is not None:
            self.world.refused[name] += 1
        self.world.record("call", bot, None, method=name, params=params.shown(), error=error)
        self.world.store.commit()

    async def download(self, request: web.Request) -> web.Response:
        try:
            bot = self._bot(request)
        except ApiError as error:
            return answer(error.body(), error.code)
        path = request.match_info["path"]
        for file in self.world.files.values():
            if file.bot_id == bot.id and file.path == path:
                return web.Response(
                    body=self.world.store.read(file.stored_as), content_type="application/octet-stream"
                )
        return answer(ApiError(404, NOT_FOUND).body(), 404)


def _chat_id(bot: Bot, params: Params) -> int | None:
    """The chat that a call is about; a tap's answer is about the tap's chat."""
    named = params.text("chat_id")
    if named.lstrip("-").isdigit():
        return int(named)
    query = bot.queries.get(params.text("callback_query_id"))
    return None if query is None else query.chat_id


def answer(body: dict[str, object], status: int = 200) -> web.Response:
    return web.Response(body=dumps(body).encode(), status=status, content_type="application/json")


def drop(request: web.Request) -> web.Response:
    """Cut the connection; the returned response never reaches anyone."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
