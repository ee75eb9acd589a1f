"""The state of the loopback: what exists, how it changes, and the record of every change."""

import time
from collections import Counter, deque
from pathlib import Path
from typing import Any, Final

from bot.loopback.entities import detect, in_order
from bot.loopback.models import Bot, Chat, File, Json, Message, Pending, Person, Query, Webhook, kept
from bot.loopback.signals import Signal
from bot.loopback.store import Store

# Enough for days of several people; a benchmark must not fill the memory with its own history.
EVENTS_KEPT: Final = 20_000
# What Telegram sends a bot that never named its kinds of updates.
NOT_BY_DEFAULT: Final = {"chat_member", "message_reaction", "message_reaction_count"}


class World:
    """Every change goes through here, so that it is stored, recorded and announced in one place."""

    def __init__(self, folder: Path | None) -> None:
        self.store = Store(folder)
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.files: dict[str, File] = {}
        self.events: deque[Json] = deque(maxlen=EVENTS_KEPT)
        self.last_event = 0
        self.last_shown = 0  # the last event that a phone shows
        self.clock_offset_s = 0.0
        self.query_lifetime_s = 15.0  # measured by its users: Telegram refuses later answers
        self.calls: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.changed = Signal()  # anything at all, for phones and the page
        self.work = Signal()  # something for a webhook
        self._load()

    # -- clock, people, bots, chats -------------------------------------------------------------------

    def now(self) -> float:
        return time.time() + self.clock_offset_s

    def set_clock(self, offset_s: float) -> None:
        self.clock_offset_s = offset_s
        self.store.put("clock", offset_s)

    def person(self, user_id: int, name: str, language: str, username: str | None = None) -> Person:
        """The account of this id, made or renamed as its phone says."""
        person = self.people.get(user_id)
        told = Person(user_id, name, language, username)
        if person != told:
            self.people[user_id] = told
            self.store.put("person", kept(told), id=user_id)
        return told

    def bot(self, bot_id: int) -> Bot:
        bot = self.bots.get(bot_id)
        if bot is None:
            bot = self.bots[bot_id] = Bot(bot_id, f"Bot {bot_id}", f"bot{bot_id}_bot")
            self.save_bot(bot)
        return bot

    def save_bot(self, bot: Bot) -> None:
        self.store.put("bot", bot.kept(), id=bot.id)

    def save_settings(self, bot: Bot) -> None:
        self.store.put("settings", bot.settings, id=bot.id)

    def chat(self, bot: Bot, person: Person) -> Chat:
        """The private chat of a person with a bot, opened on first use."""
        chat = bot.chats.get(person.id)
        if chat is None:
            chat = bot.chats[person.id] = Chat(person.id, members=[person.id])
            self.save_chat(bot, chat)
        return chat

    def save_chat(self, bot: Bot, chat: Chat) -> None:
        self.store.put("chat", chat.kept(), bot.id, id=chat.id)

    def describe(self, chat: Chat) -> Json:
        """The chat as the Bot API shows it."""
        if chat.kind != "private":
            return {"id": chat.id, "title": chat.title, "type": chat.kind}
        person = self.people[chat.id]
        shown: Json = {"id": chat.id, "first_name": person.name, "type": "private"}
        return shown if person.username is None else {**shown, "username": person.username}

    # -- messages -------------------------------------------------------------------------------------

    def post(
        self, bot: Bot, chat: Chat, content: Json, *, sender: Json, silent: bool = False, fixed: bool = False
    ) -> Message:
        """A new message in a chat, by the bot or a person."""
        bot.last_message_id += 1
        self.save_bot(bot)
        body: Json = {
            "message_id": bot.last_message_id,
            "from": sender,
            "chat": self.describe(chat),
            "date": int(self.now()),
            **content,
        }
        message = Message(body, sender["is_bot"], silent, fixed)
        chat.typing_until = 0.0
        chat.messages[message.id] = message
        self.save_message(bot, chat, message)
        self.record("message", bot, chat, user_id=sender["id"], message=body, silent=silent)
        return message

    def change(self, bot: Bot, chat: Chat, message: Message, body: Json) -> None:
        """Replace what a message says. Bodies are never changed in place: the record keeps the old one."""
        message.body = body
        self.save_message(bot, chat, message)
        self.record("edit", bot, chat, user_id=body["from"]["id"], message=body)

    def delete(self, bot: Bot, chat: Chat, message: Message, user_id: int) -> None:
        del chat.messages[message.id]
        self.store.drop("message", bot.id, chat.id, message.id)
        if message.id in chat.pinned or (chat.markup and chat.markup["message_id"] == message.id):
            chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id]
            chat.markup = None if chat.markup and chat.markup["message_id"] == message.id else chat.markup
            self.save_chat(bot, chat)
        self.record("delete", bot, chat, user_id=user_id, message=message.body)

    def save_message(self, bot: Bot, chat: Chat, message: Message) -> None:
        self.store.put("message", kept(message), bot.id, chat.id, message.id)

    def save_query(self, bot: Bot, query: Query) -> None:
        self.store.put("query", kept(query), bot.id, id=int(query.id))

    def save_file(self, file: File, content: bytes) -> None:
        self.store.write(file.stored_as, content)
        self.files[file.id] = file
        self.store.put("file", kept(file), id=len(self.files))

    # -- updates and the record -----------------------------------------------------------------------

    def push(self, bot: Bot, chat_id: int, kind: str, body: Json) -> None:
        """Queue an update for a bot, unless it asked not to get this kind."""
        wanted = kind not in NOT_BY_DEFAULT if not bot.allowed else kind in bot.allowed
        if wanted:
            self.push_raw(bot, chat_id, {kind: body})

    def push_raw(self, bot: Bot, chat_id: int, update: Json) -> int:
        bot.last_update_id += 1
        update = {"update_id": bot.last_update_id, **update}
        bot.updates[bot.last_update_id] = Pending(chat_id, update)
        self.store.put("update", update, bot.id, chat_id, bot.last_update_id)
        self.save_bot(bot)
        bot.arrived.fire()
        self.work.fire()
        return bot.last_update_id

    def confirm(self, bot: Bot, update_id: int) -> None:
        """The bot has taken this update; it is never delivered again."""
        pending = bot.updates.pop(update_id, None)
        if pending is not None:
            self.store.drop("update", bot.id, pending.lane, update_id)

    def record(self, kind: str, bot: Bot, chat: Chat | None, **facts: Any) -> None:
        """Append to the history; whatever concerns a chat also wakes the phones that show it."""
        self.last_event += 1
        event = {"n": self.last_event, "at": self.now(), "type": kind, "bot_id": bot.id, **facts}
        if chat is not None:
            event["chat_id"] = chat.id
            chat.version = self.last_shown = self.last_event
        if len(self.events) == EVENTS_KEPT:
            self.store.drop("event", id=self.events[0]["n"])
        self.events.append(event)
        self.store.put("event", event, id=self.last_event)
        self.changed.fire()

    # -- reading back ---------------------------------------------------------------------------------

    def _load(self) -> None:
        records = self.store.records
        for *_, offset_s in records("clock"):
            self.clock_offset_s = offset_s
        self.people = {id: Person(**body) for _, _, id, body in records("person")}
        self.files = {body["id"]: File(**body) for *_, body in records("file")}
        for _, _, id, body in records("bot"):
            webhook = body.pop("webhook")
            self.bots[id] = Bot(id, **body, webhook=webhook and Webhook(**webhook))
        for _, _, id, body in records("settings"):
            self.bots[id].settings = body
        self.events.extend(body for *_, body in records("event"))
        self.last_event = self.last_shown = self.events[-1]["n"] if self.events else 0
        for bot_id, _, id, body in records("chat"):
            self.bots[bot_id].chats[id] = Chat(id, **body, version=self.last_event)
        for bot_id, chat_id, id, body in records("message"):
            self.bots[bot_id].chats[chat_id].messages[id] = Message(**body)
        for bot_id, _, _, body in records("query"):
            query = Query(**body)
            self.bots[bot_id].queries[query.id] = query
            self.bots[bot_id].chats[query.chat_id].query_ids.append(query.id)
        for bot_id, chat_id, id, body in records("update"):
            self.bots[bot_id].updates[id] = Pending(chat_id, body)
        for bot in self.bots.values():
            bot.updates = dict(sorted(bot.updates.items()))


def with_detected(text: str, entities: list[Json]) -> list[Json]:
    """The given entities and those that a server finds by itself."""
    return in_order(entities + detect(text, entities))
