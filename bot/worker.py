"""Takes one chat at a time, one update per transaction: its effects and its answers commit together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

import psycopg
import sqlalchemy.exc
from telegram import Bot, Update

from bot.answers import Answers, Heard, Say, Toast, effects_of
from bot.dispatch import Routes, heard_of, respond_to_due, respond_to_update, tongue_in
from bot.sender import Sender
from bot.texts import common, errors
from core.delivery import cards, finish, inbox, schedules
from core.delivery.effects import Done, Effects, Turn
from core.errors import CoachError
from core.persistence.database import Database, Transaction

log = logging.getLogger(__name__)

RETRY_S = 0.3  # design choice: long enough for a deadlock or a serialization failure to pass
DATABASE_AWAY_S = 1.0
ROOM = 8  # chats queued; design choice: more than the lanes take up while a batch of updates comes in
TRANSIENT = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.InterfaceError,
    OSError,
)


NOTHING = Heard()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a piece of work leads to; `fault` sets its update aside instead of done."""

    answers: Answers
    heard: Heard = NOTHING
    fault: str | None = None


Respond = Callable[[Transaction, Turn], Awaitable[Reply | None]]


class Worker:
    """Handles chats in parallel and each chat in order; `wake` it when a chat has something new."""

    def __init__(self, db: Database, bot: Bot, routes: Routes, sender: Sender, lanes: int = 4) -> None:
        self._db, self._bot, self._routes, self._sender = db, bot, routes, sender
        self._lanes = lanes
        self._reset()

    def _reset(self) -> None:
        self._queue: asyncio.Queue[int] = asyncio.Queue()
        self._queued: set[int] = set()
        self._busy: set[int] = set()
        self._again: set[int] = set()
        self._doubtful: set[int] = set()  # chats whose last turn may have committed, unheard
        self._idle, self._room = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._room.set()

    def wake(self, chat_id: int) -> None:
        """Look into a chat soon; asking twice costs nothing."""
        if chat_id in self._busy:
            self._again.add(chat_id)
        elif chat_id not in self._queued:
            self._queued.add(chat_id)
            self._idle.clear()
            if len(self._queued) > ROOM:
                self._room.clear()
            self._queue.put_nowait(chat_id)

    async def until_idle(self) -> None:
        """Wait until nothing is queued and nothing in hand."""
        await self._idle.wait()

    async def until_room(self) -> None:
        """Wait until more would not only wait here: Telegram keeps it as well, and hands it out in one go."""
        await self._room.wait()

    async def run(self) -> None:
        """Work until cancelled. More lanes than one, because a commit waits for the disk."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._lanes):
                    group.create_task(self._run_lane())
        finally:
            self._reset()

    async def _run_lane(self) -> None:
        while True:
            chat_id = await self._queue.get()
            self._queued.discard(chat_id)
            if len(self._queued) <= ROOM:
                self._room.set()
            self._busy.add(chat_id)
            more = await self._try_turn(chat_id)
            self._busy.discard(chat_id)
            if more or chat_id in self._again:
                self._again.discard(chat_id)
                self.wake(chat_id)
            if not self._queued and not self._busy:
                self._idle.set()

    async def _try_turn(self, chat_id: int) -> bool:
        """A turn that goes wrong in whatever way is tried again later, and never takes the lane with it."""
        try:
            if chat_id in self._doubtful:  # its answers, if any, come before those of the next turn
                await self._sender.sweep()
                self._doubtful.discard(chat_id)
            return await self._turn(chat_id)
        except finish.LostRace:
            return True
        except TRANSIENT as error:
            log.warning("the database is away or busy: %s", error)
        except Exception:
            log.exception("a turn of chat %d failed twice over", chat_id)
        self._doubtful.add(chat_id)
        self._later(DATABASE_AWAY_S, chat_id)
        return False

    def _later(self, delay_s: float, chat_id: int) -> None:
        asyncio.get_running_loop().call_later(delay_s, self.wake, chat_id)

    async def _turn(self, chat_id: int) -> bool:
        """Handle the chat's oldest update, or what is due in it; True when there may be more.

        What a refusal or a fault has half done is rolled back; the answer to it is a transaction of its own.
        """
        try:
            try:
                done = await self._attempt(chat_id, self._respond)
            except CoachError as refusal:
                done = await self._attempt(chat_id, partial(self._refuse, refusal))
        except (*TRANSIENT, finish.LostRace):
            raise
        except Exception as fault:
            log.exception("an update of chat %d failed", chat_id)
            done = await self._attempt(chat_id, partial(self._set_aside, fault))
            if done is None:
                self._later(RETRY_S, chat_id)
        if done is None:
            return False
        self._sender.put(done)
        return done.turn.more_waiting or done.turn.due is not None

    async def _attempt(self, chat_id: int, respond: Respond) -> Done | None:
        """One transaction over the chat's next piece of work; None where there is none, or it is put off."""
        async with self._db.transaction() as tx:
            turn = await inbox.take(tx, self._bot.id, chat_id) or await schedules.take(
                tx, self._bot.id, chat_id
            )
            if turn is None:
                return None
            reply = await respond(tx, turn)
            if reply is None:
                return None
            effects = effects_of(reply.answers, turn, reply.heard)
            said_at = reply.heard.message_id if reply.heard.query_id is None else 0
            ids = await finish.finish(tx, turn, effects, said_at, schedules.again(turn), reply.fault)
            return Done(
                turn=turn,
                outgoing=effects.outgoing,
                ids=tuple(ids),
                contents=await _contents(tx, turn, effects),
                last_message_id=max(turn.last_message_id, said_at),
            )

    async def _respond(self, tx: Transaction, turn: Turn) -> Reply:
        if turn.due is not None:
            late = schedules.too_late(turn)
            return Reply(() if late else await respond_to_due(tx, turn, self._routes, self._bot.username))
        update = self._update(turn)
        answers = await respond_to_update(tx, turn, update, self._routes, self._bot.username)
        return Reply(answers, heard_of(update))

    async def _refuse(self, refusal: CoachError, tx: Transaction, turn: Turn) -> Reply:
        """What the person can do about it, as the answer."""
        t = await tongue_in(tx, turn.chat_id)
        sentence = errors.sentence(t, refusal)
        if turn.body is None:
            return Reply(())
        heard = heard_of(self._update(turn))
        return Reply((Toast(sentence, alert=True),) if heard.query_id else (Say(sentence),), heard)

    async def _set_aside(self, fault: Exception, tx: Transaction, turn: Turn) -> Reply | None:
        """Count the fault; after the last try the update is kept aside and the person is told."""
        if turn.due is not None:
            await schedules.postpone(tx, turn)
            return None
        if turn.update_id is not None and turn.attempts + 1 < inbox.MAX_ATTEMPTS:
            await inbox.failed(tx, turn.bot_id, turn.update_id, repr(fault))
            return None
        t = await tongue_in(tx, turn.chat_id)
        query = (turn.body or {}).get("callback_query")
        heard = Heard(query_id=query["id"]) if isinstance(query, dict) else NOTHING
        return Reply((Say(common.broken(t)),), heard, fault=repr(fault))

    def _update(self, turn: Turn) -> Update:
        return Update.de_json(dict(turn.body or {}), self._bot)


async def _contents(tx: Transaction, turn: Turn, effects: Effects) -> Mapping[str, Mapping[str, object]]:
    """What the cards among the answers show: as just written, or, where one is only refreshed, as it stands."""
    written = {card.slot: card.content for card in effects.cards}
    shown = {o.slot for o in effects.outgoing if o.slot is not None} - written.keys()
    if not shown:
        return written
    return {**await cards.contents(tx, turn.bot_id, turn.chat_id, shown), **written}
