"""What the loopback knows: people, bots, chats, messages, taps and files, each as it is kept."""

from dataclasses import dataclass, field
from typing import Any, Final

from bot.loopback.signals import Signal

Json = dict[str, Any]

FIRST_UPDATE_ID: Final = 700_000_001
FIRST_QUERY_ID: Final = 4_611_000_000_000_000_001


def kept(record: Any) -> Json:
    """A record's fields as they are stored. Not `asdict`: its deep copy would cost most of a call."""
    return {name: getattr(record, name) for name in record.__slots__}


@dataclass(slots=True)
class Person:
    """A Telegram account, shared by every bot."""

    id: int
    name: str
    language: str = "en"
    username: str | None = None

    def user(self) -> Json:
        user: Json = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }
        return user if self.username is None else {**user, "username": self.username}


@dataclass(slots=True)
class Message:
    """One message: its body is what the Bot API shows of it."""

    body: Json
    by_bot: bool
    silent: bool = False
    fixed: bool = False  # sent with a reply keyboard, so Telegram refuses every edit
    reaction: str | None = None

    @property
    def id(self) -> int:
        return int(self.body["message_id"])

    @property
    def text(self) -> str:
        return str(self.body.get("text", self.body.get("caption", "")))


@dataclass(slots=True)
class Query:
    """A tap on an inline button, until the bot has answered it."""

    id: str
    chat_id: int
    user_id: int
    message_id: int
    data: str
    asked_at: float  # the machine's clock without the offset: only a real wait makes a tap too old
    answered: bool = False
    text: str | None = None
    alert: bool = False


@dataclass(slots=True)
class Chat:
    """One bot's chat with a person, or a group the bot is in."""

    id: int
    kind: str = "private"
    title: str = ""
    status: str = "member"  # the bot's: member, kicked (blocked by the person), left, or new
    members: list[int] = field(default_factory=list)
    markup: Json | None = None  # the reply keyboard or forced reply that the phone shows now
    pinned: list[int] = field(default_factory=list)
    typing_until: float = 0.0
    version: int = 0  # the last event that changed what the phone shows
    messages: dict[int, Message] = field(default_factory=dict)
    query_ids: list[str] = field(default_factory=list)

    def kept(self) -> Json:
        names = ("kind", "title", "status", "members", "markup", "pinned")
        return {name: getattr(self, name) for name in names}


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str
    max_connections: int
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True)
class Pending:
    """An update that its bot has not confirmed. The lane is the chat: order is kept within it."""

    lane: int
    body: Json


@dataclass(slots=True)
class Bot:
    id: int
    name: str
    username: str
    last_message_id: int = 0
    last_update_id: int = FIRST_UPDATE_ID - 1
    last_query_id: int = FIRST_QUERY_ID - 1
    allowed: list[str] | None = None
    webhook: Webhook | None = None
    settings: Json = field(default_factory=dict)  # commands, descriptions and menu buttons, by their key
    updates: dict[int, Pending] = field(default_factory=dict)
    again: list[Json] = field(default_factory=list)  # updates that a fault delivers a second time
    queries: dict[str, Query] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    poller: object = None  # who waits in getUpdates; a newer one ends it
    arrived: Signal = field(default_factory=Signal)

    def user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def kept(self) -> Json:
        names = ("name", "username", "last_message_id", "last_update_id", "last_query_id", "allowed")
        webhook = None if self.webhook is None else kept(self.webhook)
        return {**{name: getattr(self, name) for name in names}, "webhook": webhook}


@dataclass(slots=True)
class File:
    """Something uploaded, by a bot or a person. `id` works for its own bot only, as on Telegram."""

    id: str
    bot_id: int
    kind: str
    name: str
    mime: str
    size: int
    path: str
    width: int = 0
    height: int = 0

    @property
    def stored_as(self) -> str:
        return self.path.replace("/", "_")
