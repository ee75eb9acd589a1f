"""What one handled update leaves behind: messages to send, cards to show, schedules to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One row of the outbox. A card's row carries no body: its wanted content is the card's row."""

    kind: str
    body: Mapping[str, object] = field(default_factory=dict)
    payload: bytes | None = None
    slot: str | None = None
    revision: int | None = None
    once: bool = False
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWrite:
    """What a live message shall show from now on."""

    slot: str
    revision: int
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleWrite:
    """What is due when: once at `next_at`, or on `weekdays` (bit 0 = Monday) at a local time."""

    kind: str
    next_at: datetime
    local_time: time | None = None
    weekdays: int | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """What is due once in somebody else's chat; nothing where we have never talked to them."""

    chat_id: int
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The chat's one open question; it lapses at `until`."""

    question: Mapping[str, object] | None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Everything that commits together with the update itself."""

    outgoing: tuple[Outgoing, ...] = ()
    cards: tuple[CardWrite, ...] = ()
    schedules: tuple[ScheduleWrite, ...] = ()
    cleared: tuple[str, ...] = ()  # kinds of schedule that end
    nudges: tuple[Nudge, ...] = ()
    pending: Pending | None = None
    farewell: bool = False  # the person leaves: nothing of the chat stays


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """A card as it was last written and, as far as is known, sent."""

    revision: int
    message_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One unit of work, its chat locked: an update that waited, or a schedule that is due."""

    bot_id: int
    chat_id: int
    now: datetime
    update_id: int | None
    body: Mapping[str, object] | None
    due: str | None
    attempts: int
    last_message_id: int
    pending: Mapping[str, object] | None
    cards: Mapping[str, CardState]
    local_time: time | None = None
    weekdays: int | None = None
    zone: str | None = None
    due_at: datetime | None = None
    last_local_date: date | None = None  # for which a repeating schedule fired last
    more_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A committed turn: what the sender takes over."""

    turn: Turn
    outgoing: tuple[Outgoing, ...]
    ids: tuple[int, ...]  # of the outgoing's rows
    contents: Mapping[str, Mapping[str, object]]  # of the cards among them, by slot
    last_message_id: int  # what was just heard included: it stands below every card
