"""The loopback as a server: starts, serves, stops."""

import asyncio
import contextlib
from pathlib import Path
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.loopback.api import BotApi
from bot.loopback.faults import Faults
from bot.loopback.limits import Limits
from bot.loopback.sim import Sim
from bot.loopback.webhooks import Webhooks
from bot.loopback.wire import MAX_BODY_BYTES
from bot.loopback.world import World

PAGE: Final = Path(__file__).parent / "page"
_LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")


class Loopback:
    """A Telegram on this machine. With a folder it remembers everything it ever answered for."""

    def __init__(self, folder: Path | None = None) -> None:
        self.world = World(folder)
        self.faults = Faults()
        self.limits = Limits()
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._delivery: asyncio.Task[None] | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        # The body limit is checked before a body is parsed; aiohttp's own refusal would not be JSON.
        app = web.Application(client_max_size=2 * MAX_BODY_BYTES, middlewares=[_same_machine(host)])
        app.add_routes(BotApi(self.world, self.faults, self.limits).routes())
        app.add_routes(Sim(self.world, self.faults, self.limits).routes())
        app.add_routes(
            [web.get("/", _page("index.html")), web.get("/{name:[a-z]+[.](?:css|js|svg)}", _asset)]
        )
        # A stopping server does not wait for long polls to run out.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound = self._runner.addresses[0][1]
        self.url = f"http://{host}:{bound}"
        self._delivery = asyncio.create_task(Webhooks(self.world, self.faults).run())

    async def stop(self) -> None:
        if self._delivery is not None:
            self._delivery.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._delivery
        if self._runner is not None:
            await self._runner.cleanup()
        self.world.store.close()


def _same_machine(host: str) -> Middleware:
    """On a local address, refuse what another site's page or a rebound name sends through the browser."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        named = request.host.rsplit(":", 1)[0]
        origin = request.headers.get("Origin")
        if named not in _LOCAL or (origin is not None and origin.split("://")[-1] != request.host):
            raise web.HTTPForbidden(text="this server answers its own machine only")
        return await handler(request)

    @web.middleware
    async def pass_on(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await handler(request)

    return check if host in _LOCAL else pass_on


def _page(name: str) -> Handler:
    async def serve(request: web.Request) -> web.StreamResponse:
        response = web.FileResponse(PAGE / name)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Content-Security-Policy"] = "default-src 'self'; img-src 'self' blob:"
        return response

    return serve


async def _asset(request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    if not (PAGE / name).is_file():
        raise web.HTTPNotFound
    return await _page(name)(request)
