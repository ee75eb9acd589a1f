"""What a handler returns: values that say what to tell the person. Sending them is somebody else's work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from html import unescape

from bot.callbacks import Action, pack
from core.delivery.effects import (
    CardState,
    CardWrite,
    Effects,
    Nudge,
    Outgoing,
    Pending,
    ScheduleWrite,
    Turn,
)
from core.delivery.schedules import next_fire

TOAST_LIVES = timedelta(seconds=10)  # Telegram refuses answers to older taps
QUESTION_LIVES = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; `style` is Telegram's primary, success or danger. Its label is a sentence like any other.

    Sentences are markup, while Telegram shows labels and toasts as they are: they are unescaped on their way.
    """

    label: str
    action: Action | None = None
    url: str | None = None
    style: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """A message of its own, in order with the others. Buttons live on cards only."""

    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A live message, one per chat and slot; only its newest content is ever sent.

    `fresh` sends it anew even where an edit would do, so that it rings; `once` would rather lose it than
    say it twice.
    """

    slot: str
    text: str
    keyboard: Keyboard = ()
    fresh: bool = False
    once: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)  # what its buttons will need


@dataclass(frozen=True, slots=True)
class Refresh:
    """The card as it stands, shown again; a tapped copy that is not it loses its buttons."""

    slot: str


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a tap."""

    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class React:
    """An emoji on the person's own message."""

    emoji: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file."""

    name: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a chat that is not private."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the next typed message answers; None takes the question back."""

    question: str | None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something due once; None takes it back."""

    kind: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Tell:
    """Something due once in somebody else's private chat: its handler says it to them."""

    telegram_id: int
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remind:
    """Something due on weekdays (bit 0 = Monday) at a local time; None takes it back."""

    kind: str
    local_time: time | None
    weekdays: int = 0
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Farewell:
    """The last words to somebody whose data is gone; the chat's own rows go with it."""

    text: str


Answer = Say | Card | Refresh | Toast | React | Document | Leave | Ask | Alarm | Remind | Tell | Farewell
Answers = tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the answers answer: a message, or a tap on a message."""

    message_id: int = 0
    query_id: str | None = None


def effects_of(answers: Iterable[Answer], turn: Turn, heard: Heard) -> Effects:
    """The rows that these answers become."""
    build = _Build(turn, heard)
    for answer in answers:
        build.add(answer)
    return build.done()


class _Build:
    def __init__(self, turn: Turn, heard: Heard) -> None:
        self.turn, self.heard = turn, heard
        self.outgoing: list[Outgoing] = []
        self.cards: dict[str, CardWrite] = {}
        self.schedules: dict[str, ScheduleWrite] = {}
        self.cleared: set[str] = set()
        self.nudges: list[Nudge] = []
        self.pending: Pending | None = None
        self.toast: Toast | None = Toast() if heard.query_id is not None else None
        self.farewell = False

    def add(self, answer: Answer) -> None:
        match answer:
            case Say(text):
                self.outgoing.append(Outgoing(kind="say", body={"text": text}))
            case Card():
                self._card(answer)
            case Refresh(slot):
                self._refresh(slot)
            case Toast():
                self.toast = answer
            case React(emoji):
                self._to_message("react", emoji=emoji)
            case Document(name, content, caption):
                body = {"name": name, "caption": caption}
                self.outgoing.append(Outgoing(kind="document", body=body, payload=content))
            case Leave():
                self.outgoing.append(Outgoing(kind="leave"))
            case _:
                self._add_unseen(answer)

    def _add_unseen(self, answer: Ask | Alarm | Remind | Tell | Farewell) -> None:
        match answer:
            case Ask(question, facts):
                asked = None if question is None else {"question": question, **facts}
                self.pending = Pending(question=asked, until=self.turn.now + QUESTION_LIVES)
            case Tell(telegram_id, kind, at):
                self.nudges.append(Nudge(chat_id=telegram_id, kind=kind, at=at))
            case Farewell(text):
                self.farewell = True
                self.outgoing.append(Outgoing(kind="farewell", body={"text": text}))
            case _:
                self._schedule(answer)

    def _card(self, card: Card) -> None:
        before = self.turn.cards.get(card.slot)
        # An alarm shows the card that is there: who taps it in that very moment taps the same set.
        revision = before.revision + (0 if card.once else 1) if before else 1
        keyboard = [[_button(card.slot, revision, button) for button in row] for row in card.keyboard if row]
        content = {"text": card.text, "keyboard": keyboard, "facts": card.facts}
        self.cards[card.slot] = CardWrite(slot=card.slot, revision=revision, content=content)
        body = {"fresh": card.fresh}
        self.outgoing.append(
            Outgoing(kind="card", body=body, slot=card.slot, revision=revision, once=card.once)
        )

    def _refresh(self, slot: str) -> None:
        card = self.turn.cards.get(slot)
        if self.heard.message_id and (card is None or card.message_id != self.heard.message_id):
            self._to_message("strip")
        if card is not None:
            self.outgoing.append(Outgoing(kind="card", slot=slot, revision=card.revision))

    def _to_message(self, kind: str, **values: object) -> None:
        if self.heard.message_id:
            body = {"message_id": self.heard.message_id, **values}
            self.outgoing.append(Outgoing(kind=kind, body=body))

    def _schedule(self, answer: Alarm | Remind) -> None:
        at: datetime | None = None
        match answer:
            case Alarm(kind, at):
                write = ScheduleWrite(kind=kind, next_at=at) if at is not None else None
            case Remind(kind, local_time, weekdays, zone):
                write = None
                if local_time is not None and weekdays:
                    at = next_fire(local_time, weekdays, zone, self.turn.now)
                    write = ScheduleWrite(
                        kind=kind, next_at=at, local_time=local_time, weekdays=weekdays, zone=zone
                    )
        if write is None:
            self.schedules.pop(kind, None)
            self.cleared.add(kind)
        else:
            self.cleared.discard(kind)
            self.schedules[kind] = write

    def done(self) -> Effects:
        if self.toast is not None and self.heard.query_id is not None:
            body = {
                "query_id": self.heard.query_id,
                "text": unescape(self.toast.text),
                "alert": self.toast.alert,
            }
            expires_at = self.turn.now + TOAST_LIVES
            self.outgoing.insert(0, Outgoing(kind="toast", body=body, expires_at=expires_at))
        return Effects(
            outgoing=tuple(self.outgoing),
            cards=tuple(self.cards.values()),
            schedules=tuple(self.schedules.values()),
            cleared=tuple(self.cleared),
            nudges=tuple(self.nudges),
            pending=self.pending,
            farewell=self.farewell,
        )


def _button(slot: str, revision: int, button: Button) -> dict[str, object]:
    drawn: dict[str, object] = {"text": unescape(button.label)}
    if button.action is not None:
        drawn["callback_data"] = pack(slot, revision, button.action)
    if button.url is not None:
        drawn["url"] = button.url
    if button.style is not None:
        drawn["style"] = button.style
    return drawn


def revision_of(cards: Mapping[str, CardState], slot: str) -> int | None:
    """The newest revision of a card; None where there is no such card."""
    card = cards.get(slot)
    return None if card is None else card.revision
