"""Says what was promised: one lane per chat keeps the order, and what became of each row is written down."""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field

from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.pace import Pace
from bot.settling import Settling
from bot.telegram_calls import CardMessage, send, send_card
from bot.transport import NotSent, pause_s
from core.delivery import outbox
from core.delivery.effects import CardState, Done, Outgoing
from core.delivery.outbox import Waiting
from core.persistence.database import DATABASE_TROUBLE, Database

log = logging.getLogger(__name__)

FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30.0  # between two tries, doubling; design choice
MAX_ATTEMPTS = 12  # design choice: some minutes of Telegram's own trouble; no network at all is waited out
MOST_LANES = 10_000  # chats whose cards are remembered; design choice: some megabytes
DATABASE_AWAY_S = 1.0


@dataclass(slots=True)
class Parcel:
    """One row of the outbox in hand."""

    id: int
    what: Outgoing
    content: Mapping[str, object] | None  # a card's wanted content
    attempts: int = 0


@dataclass(slots=True)
class Lane:
    """One chat's queue, and what is known of what stands in the chat."""

    chat_id: int
    pace: Pace
    queue: deque[Parcel] = field(default_factory=deque)
    busy: bool = False
    last_message_id: int = 0
    cards: dict[str, int | None] = field(default_factory=dict)

    def learn(self, last_message_id: int, cards: Mapping[str, CardState]) -> None:
        """Take over what the database knows; what was sent since, and is not settled yet, is newer."""
        self.last_message_id = max(self.last_message_id, last_message_id)
        for slot, card in cards.items():
            self.cards.setdefault(slot, card.message_id)

    def has_newer(self, parcel: Parcel) -> bool:
        """Whether another content of the same card waits behind this one."""
        return parcel.what.slot is not None and any(p.what.slot == parcel.what.slot for p in self.queue)


class Sender:
    """Sends parcels in order per chat, chats in parallel, no faster than Telegram allows."""

    def __init__(self, db: Database, bot: Bot, *, per_s: float, chat_per_s: float, slots: int = 24) -> None:
        self._db, self._bot = db, bot
        self._pace = Pace(per_s, burst=int(per_s))
        self._chat_per_s = chat_per_s
        self._slots = asyncio.Semaphore(slots)
        self._lanes: dict[int, Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.settling = Settling(db)

    def put(self, done: Done) -> None:
        """Take over what a turn has just committed."""
        lane = self._lane(done.turn.chat_id)
        lane.learn(done.last_message_id, done.turn.cards)
        for outbox_id, what in zip(done.ids, done.outgoing, strict=True):
            self._take(lane, Parcel(outbox_id, what, done.contents.get(what.slot or "")))

    async def sweep(self) -> None:
        """Take over whatever waits in the outbox and is in nobody's hand, because its process died."""
        async with self.settling.lock:
            async with self._db.transaction() as tx:
                rows = await outbox.waiting(tx, self._bot.id, self.settling.in_hand())
            for row in rows:
                if row.id not in self.settling:  # else a turn has put it here while we looked
                    self._take_left(row)

    def _take_left(self, row: Waiting) -> None:
        lane = self._lane(row.chat_id)
        card = CardState(revision=row.card_revision or 0, message_id=row.card_message_id)
        lane.learn(row.last_message_id, {row.slot: card} if row.slot is not None else {})
        if row.state == "sending":
            self._drop(lane, row.id, "unknown", note="its process died while it was being sent")
        elif row.expired:
            self._drop(lane, row.id, "expired")
        elif row.slot is not None and row.revision != row.card_revision:
            self._drop(lane, row.id, "superseded")
        else:
            what = Outgoing(
                kind=row.kind,
                body=row.body,
                payload=row.payload,
                slot=row.slot,
                revision=row.revision,
                once=row.once,
            )
            self._take(lane, Parcel(row.id, what, row.content))

    async def until_idle(self) -> None:
        """Wait until nothing is in hand and everything is written down."""
        await self.settling.until_empty()

    async def close(self) -> None:
        """Another process leads now: let everything in hand go, whatever is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.settling.close()
        self._lanes.clear()

    def _lane(self, chat_id: int) -> Lane:
        lane = self._lanes.get(chat_id)
        if lane is None:
            if len(self._lanes) >= MOST_LANES:
                in_use = self.settling.chats()
                self._lanes = {chat: lane for chat, lane in self._lanes.items() if chat in in_use}
            lane = self._lanes[chat_id] = Lane(chat_id, Pace(self._chat_per_s, burst=5))
        return lane

    def _take(self, lane: Lane, parcel: Parcel) -> None:
        if parcel.id in self.settling:
            return
        self.settling.take(parcel.id, lane.chat_id)
        if parcel.what.kind == "toast":  # answers a tap, stands in no order with messages
            self._spawn(self._deliver(lane, parcel))
            return
        for older in [p for p in lane.queue if p.what.slot is not None and p.what.slot == parcel.what.slot]:
            lane.queue.remove(older)
            self.settling.settle(older.id, "superseded")
        lane.queue.append(parcel)
        if not lane.busy:
            lane.busy = True
            self._spawn(self._run_lane(lane))

    def _drop(self, lane: Lane, outbox_id: int, state: str, note: str | None = None) -> None:
        self.settling.take(outbox_id, lane.chat_id)
        self.settling.settle(outbox_id, state, note=note)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run_lane(self, lane: Lane) -> None:
        try:
            while lane.queue:
                await self._deliver(lane, lane.queue.popleft())
        finally:
            lane.busy = False

    async def _deliver(self, lane: Lane, parcel: Parcel) -> None:
        """Send one parcel, however often it takes, and note what became of it."""
        while True:
            if parcel.what.once and parcel.attempts == 0 and not await self._claimed(parcel):
                self.settling.let_go(parcel.id)
                return
            try:
                message_id = await self._send_in_turn(lane, parcel)
            except TelegramError as error:
                wait_s = self._after(lane, parcel, error)
                if wait_s is None:
                    return
                await asyncio.sleep(wait_s)
                if lane.has_newer(parcel):
                    self.settling.settle(parcel.id, "superseded")
                    return
            except Exception:
                log.exception("outbox row %d (%s) cannot be sent", parcel.id, parcel.what.kind)
                self.settling.settle(parcel.id, "dead", note="a fault of ours, see the log")
                return
            else:
                self.settling.settle(parcel.id, "sent", message_id)
                return

    async def _claimed(self, parcel: Parcel) -> bool:
        """Say that a once-only row is being sent; False when somebody has said so before."""
        while True:
            try:
                async with self._db.transaction() as tx:
                    return await outbox.claim(tx, parcel.id)
            except DATABASE_TROUBLE as error:
                log.warning("cannot claim outbox row %d just now: %s", parcel.id, error)
                await asyncio.sleep(DATABASE_AWAY_S)

    async def _send_in_turn(self, lane: Lane, parcel: Parcel) -> int | None:
        if parcel.what.kind != "toast":
            await lane.pace.wait()
        await self._pace.wait()
        async with self._slots:
            return await self._send(lane, parcel)

    async def _send(self, lane: Lane, parcel: Parcel) -> int | None:
        if parcel.what.slot is None:
            message_id = await send(self._bot, lane.chat_id, parcel.what)
        else:
            card = CardMessage(lane.cards.get(parcel.what.slot), lane.last_message_id)
            fresh = bool(parcel.what.body.get("fresh"))
            message_id = await send_card(self._bot, lane.chat_id, card, parcel.content or {}, fresh=fresh)
            lane.cards[parcel.what.slot] = message_id
        if message_id is not None:
            lane.last_message_id = max(lane.last_message_id, message_id)
        return message_id

    def _after(self, lane: Lane, parcel: Parcel, error: TelegramError) -> float | None:
        """How long to wait before the next try; None when there is none, and the row is settled."""
        parcel.attempts += 1
        wait_s = min(FIRST_WAIT_S * 2.0 ** (parcel.attempts - 1), LONGEST_WAIT_S)
        match error:
            case RetryAfter():
                return pause_s(error)
            case NotSent():
                return wait_s
            case Forbidden():
                self._block(lane, parcel, str(error))
                return None
            case BadRequest() if parcel.what.kind == "toast":
                # The tap is too old: nobody waits for its answer any more.
                self.settling.settle(parcel.id, "sent", note=str(error))
                return None
            case NetworkError() if not isinstance(error, BadRequest) and parcel.what.once:
                self.settling.settle(parcel.id, "unknown", note=str(error))
                return None
            case NetworkError() if not isinstance(error, BadRequest) and parcel.attempts < MAX_ATTEMPTS:
                return wait_s
        log.error("gave up on outbox row %d (%s): %s", parcel.id, parcel.what.kind, error)
        self.settling.settle(parcel.id, "dead", note=str(error))
        return None

    def _block(self, lane: Lane, parcel: Parcel, note: str) -> None:
        """The person blocked the bot: what waits for them is not said."""
        for blocked in (parcel, *lane.queue):
            self.settling.settle(blocked.id, "blocked", note=note)
        lane.queue.clear()
