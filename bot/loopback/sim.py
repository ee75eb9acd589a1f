"""The control interface under /sim: what people do, what phones show, faults, clock and record."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import takewhile
from typing import Any, Final

from aiohttp import web

from bot.loopback import people
from bot.loopback.api import answer
from bot.loopback.errors import ApiError
from bot.loopback.faults import Fault, Faults
from bot.loopback.images import image_size
from bot.loopback.limits import Limits
from bot.loopback.models import Bot, Chat, Json, Person
from bot.loopback.screen import screen
from bot.loopback.transcript import transcript
from bot.loopback.wire import Upload
from bot.loopback.world import World

MAX_WAIT_S: Final = 50.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Act = Callable[[Bot, Person, Json], Json]


class Sim:
    def __init__(self, world: World, faults: Faults, limits: Limits) -> None:
        self.world = world
        self.faults = faults
        self.limits = limits

    def routes(self) -> list[web.RouteDef]:
        acts: dict[str, Act] = {
            "send": self._send,
            "edit": self._edit,
            "delete": self._delete,
            "tap": self._tap,
            "block": lambda bot, person, _: self._block(bot, person, True),
            "unblock": lambda bot, person, _: self._block(bot, person, False),
            "group": self._group,
        }
        reads: dict[str, Handler] = {
            "chat": self.chat,
            "changes": self.changes,
            "events": self.events,
            "transcript": self.transcript,
            "counters": self.counters,
            "who": self.who,
            "file/{file_id}": self.file,
        }
        settings: dict[str, Callable[[Json], Json]] = {
            "bot": self._name_bot,
            "clock": self._clock,
            "fault": self._fault,
            "clear_faults": self._clear_faults,
            "limits": self._limits,
            "inject": self._inject,
        }
        return [
            *(web.post(f"/sim/{name}", self._acting(act)) for name, act in acts.items()),
            web.post("/sim/media", self.media),
            *(web.get(f"/sim/{name}", _guarded(read)) for name, read in reads.items()),
            *(web.post(f"/sim/{name}", self._setting(change)) for name, change in settings.items()),
        ]

    # -- what people do -------------------------------------------------------------------------------

    def _acting(self, act: Act) -> Handler:
        async def handler(request: web.Request) -> web.Response:
            told = await request.json()
            result = act(*self._who(told), told)
            self.world.store.commit()
            return answer(result)

        return _guarded(handler)

    def _who(self, told: Any) -> tuple[Bot, Person]:
        """Every phone says whose it is; the account and the bot are made when first heard of."""
        person = self.world.person(
            int(told["user_id"]), told["name"], told.get("language") or "en", told.get("username") or None
        )
        return self.world.bot(int(told["bot_id"])), person

    def _send(self, bot: Bot, person: Person, told: Json) -> Json:
        message = people.send_text(
            self.world, bot, person, told.get("chat_id"), told["text"], told.get("reply_to")
        )
        return {"message_id": message.id}

    def _edit(self, bot: Bot, person: Person, told: Json) -> Json:
        people.edit(self.world, bot, person, told.get("chat_id"), told["message_id"], told["text"])
        return {}

    def _delete(self, bot: Bot, person: Person, told: Json) -> Json:
        people.delete(self.world, bot, person, told.get("chat_id"), told["message_id"])
        return {}

    def _tap(self, bot: Bot, person: Person, told: Json) -> Json:
        query = people.tap(self.world, bot, person, told.get("chat_id"), told["message_id"], told["data"])
        return {"query_id": query.id}

    def _block(self, bot: Bot, person: Person, blocked: bool) -> Json:
        people.set_blocked(self.world, bot, person, blocked)
        return {}

    def _group(self, bot: Bot, person: Person, told: Json) -> Json:
        return {"chat_id": people.open_group(self.world, bot, person, told["title"]).id}

    async def media(self, request: web.Request) -> web.StreamResponse:
        return await _guarded(self._media)(request)

    async def _media(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        part = form.pop("file")
        if not isinstance(part, web.FileField):
            raise ValueError("a file is missing")
        upload = Upload(part.filename, part.content_type, part.file.read())
        bot, person = self._who(form)
        chat_id = int(str(form["chat_id"])) if form.get("chat_id") else None
        kind, caption = str(form["kind"]), str(form.get("caption", ""))
        message = people.send_file(self.world, bot, person, chat_id, kind, upload, caption)
        self.world.store.commit()
        return answer({"message_id": message.id})

    # -- what phones show -----------------------------------------------------------------------------

    async def chat(self, request: web.Request) -> web.Response:
        """One chat; with `after`, once it is newer than that version."""
        q = request.query
        bot, viewer_id = self.world.bot(int(q["bot_id"])), int(q["user_id"])
        chat_id = int(q.get("chat_id") or viewer_id)

        def is_newer() -> bool:
            found = bot.chats.get(chat_id)
            return found is not None and found.version > int(q["after"])

        if "after" in q:
            await self._until(is_newer, float(q.get("timeout_s", 0)))
        chat = bot.chats.get(chat_id) or Chat(chat_id, status="new")
        newest = int(q["newest"]) if "newest" in q else None
        return answer(screen(self.world, bot, chat, viewer_id, newest))

    async def changes(self, request: web.Request) -> web.Response:
        """Which chats changed after an event number; waits for the first."""
        after = int(request.query["after"])
        await self._until(lambda: self.world.last_shown > after, float(request.query.get("timeout_s", 0)))
        changed = [
            [bot.id, chat.id]
            for bot in self.world.bots.values()
            for chat in bot.chats.values()
            if chat.version > after
        ]
        return answer({"n": self.world.last_shown, "chats": changed})

    async def _until(self, happened: Callable[[], bool], timeout_s: float) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(timeout_s, MAX_WAIT_S)
        while not happened() and (left := deadline - loop.time()) > 0:
            await self.world.changed.wait(left)

    async def file(self, request: web.Request) -> web.Response:
        """A file for the page; only true pictures are shown in place, the rest is downloaded."""
        file = self.world.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        content = self.world.store.read(file.stored_as)
        picture = image_size(content) if file.kind == "photo" else None
        response = web.Response(
            body=content, content_type=picture[0] if picture else "application/octet-stream"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        if picture is None:
            response.headers["Content-Disposition"] = "attachment"
        return response

    # -- the record -----------------------------------------------------------------------------------

    async def events(self, request: web.Request) -> web.Response:
        q = request.query
        after = int(q.get("after", 0))
        await self._until(lambda: self.world.last_event > after, float(q.get("timeout_s", 0)))
        events = list(takewhile(lambda e: e["n"] > after, reversed(self.world.events)))[::-1]
        if "type" in q:
            events = [e for e in events if e["type"] in q["type"].split(",")]
        if "method" in q:
            events = [e for e in events if e.get("method") == q["method"]]
        return answer({"n": self.world.last_event, "events": events})

    async def transcript(self, request: web.Request) -> web.Response:
        users = [int(user) for user in request.query.get("user_ids", "").split(",") if user]
        return answer({"text": transcript(self.world, int(request.query["bot_id"]), users or None)})

    async def counters(self, request: web.Request) -> web.Response:
        world = self.world
        return answer(
            {
                "calls": world.calls,
                "refused": world.refused,
                "pending": {str(bot.id): len(bot.updates) for bot in world.bots.values()},
                "clock_offset_s": world.clock_offset_s,
            }
        )

    async def who(self, request: web.Request) -> web.Response:
        """The bots that ever called and the people that ever wrote."""
        world = self.world
        bots = [bot.user() for bot in world.bots.values()]
        users = [person.user() for person in world.people.values()]
        return answer({"bots": bots, "people": users})

    # -- settings -------------------------------------------------------------------------------------

    def _setting(self, change: Callable[[Json], Json]) -> Handler:
        async def handler(request: web.Request) -> web.Response:
            result = change(await request.json())
            self.world.store.commit()
            return answer(result)

        return _guarded(handler)

    def _name_bot(self, told: Json) -> Json:
        bot = self.world.bot(int(told["bot_id"]))
        bot.name, bot.username = told["name"], told["username"]
        self.world.save_bot(bot)
        return {}

    def _clock(self, told: Json) -> Json:
        self.world.set_clock(float(told["offset_s"]))
        return {}

    def _fault(self, told: Json) -> Json:
        self.faults.add(Fault(**told))
        return {}

    def _clear_faults(self, told: Json) -> Json:
        self.faults.clear()
        return {}

    def _limits(self, told: Json) -> Json:
        self.limits.on = bool(told.get("on", self.limits.on))
        self.world.query_lifetime_s = float(told.get("query_lifetime_s", self.world.query_lifetime_s))
        return {}

    def _inject(self, told: Json) -> Json:
        """Put any update into a bot's queue, well-formed or not."""
        bot = self.world.bot(int(told["bot_id"]))
        return {"update_id": self.world.push_raw(bot, int(told["chat_id"]), told["update"])}


def _guarded(handler: Handler) -> Handler:
    """Say in JSON what was wrong with a request."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ApiError as error:
            return answer({"error": error.description}, 400)
        except (LookupError, ValueError, TypeError) as error:
            return answer({"error": f"{type(error).__name__}: {error}"}, 400)

    return guarded
