"""From an update to its handler: python-telegram-bot matches, we call, answers come back as values."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, cast

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.answers import Answers, Heard, Leave, Refresh, Say, Toast, revision_of
from bot.callbacks import A, Tapped, read, unpack
from bot.texts import common
from bot.texts.tongue import Tongue
from core.delivery import cards, schedules
from core.delivery.effects import Turn
from core.persistence.database import Transaction
from core.services import people
from core.services.access import Actor


@dataclass(slots=True)
class Context:
    """What a handler is given: the open transaction, who asks, when, and how to speak to them."""

    tx: Transaction
    turn: Turn
    actor: Actor
    t: Tongue
    now: datetime
    heard: Heard
    bot_name: str
    tapped: Tapped | None = None
    args: list[str] = field(default_factory=list)  # set by CommandHandler

    @property
    def slot(self) -> str:
        """The card whose button was tapped."""
        return self.tapped.slot if self.tapped is not None else ""

    async def facts(self) -> Mapping[str, object]:
        """What the tapped card keeps for its buttons."""
        return await cards.facts(self.tx, self.turn.bot_id, self.turn.chat_id, self.slot)

    async def hour_of(self, kind: str) -> int | None:
        """The hour at which something repeats in this chat; None where it does not."""
        return await schedules.hour_of(self.tx, self.turn.bot_id, self.turn.chat_id, kind)

    @property
    def bot_id(self) -> int:
        """The bot this update came to."""
        return self.turn.bot_id


Handler = BaseHandler[Update, Any, Answers]
OnMessage = Callable[[Update, Context], Awaitable[Answers]]
OnDue = Callable[[Context], Awaitable[Answers]]


class Tap(BaseHandler[Update, Any, Answers], Generic[A]):
    """A route for the taps of one kind of button."""

    def __init__(self, kind: type[A], callback: Callable[[Context, A], Awaitable[Answers]]) -> None:
        super().__init__(cast("Any", callback))
        self._kind, self._tap = kind, callback

    def check_update(self, update: object) -> A | None:
        """The action, where the tapped button is of this kind and well formed."""
        tapped = tapped_of(update)
        return None if tapped is None else unpack(self._kind, tapped)

    async def handle_update(
        self, update: Update, application: Any, check_result: object, context: Any
    ) -> Answers:
        """Call the handler with the action itself."""
        return await self._tap(context, cast(A, check_result))


def on_command(name: str, callback: OnMessage) -> Handler:
    """A route for a command; an edited command is not given again."""
    return cast(Handler, CommandHandler(name, cast("Any", callback), filters=filters.UpdateType.MESSAGE))


def on_message(which: filters.BaseFilter, callback: OnMessage) -> Handler:
    """A route for messages that are no command of ours."""
    return cast(Handler, MessageHandler(which, cast("Any", callback)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The whole routing: what anybody may reach, what needs a finished start, and what is due by itself."""

    always: Sequence[Handler]
    trained: Sequence[Handler]  # only after the start is complete
    resume: OnMessage  # the fallback before that
    due: Mapping[str, OnDue]
    admins: frozenset[int] = frozenset()


def tapped_of(update: object) -> Tapped | None:
    """The tap in an update, if it is one of ours."""
    if (
        isinstance(update, Update)
        and update.callback_query is not None
        and update.callback_query.data is not None
    ):
        return read(update.callback_query.data)
    return None


def heard_of(update: Update) -> Heard:
    """The message, or the tap, that the answers answer."""
    query = update.callback_query
    if query is not None:
        return Heard(message_id=query.message.message_id if query.message else 0, query_id=query.id)
    message = update.effective_message
    return Heard(message_id=message.message_id if message else 0)


def moment_of(update: Update, turn: Turn) -> datetime:
    """When it happened: a message's own date (it may have waited for reception), a tap when it was stored."""
    message = update.message
    return min(message.date, turn.now) if isinstance(message, Message) else turn.now


async def respond_to_update(
    tx: Transaction, turn: Turn, update: Update, routes: Routes, bot_name: str
) -> Answers:
    """Find the handler of an update and let it answer."""
    heard = heard_of(update)
    chat, user = update.effective_chat, update.effective_user
    if chat is not None and chat.type != "private":
        return _elsewhere(update, bot_name)
    if user is None or user.is_bot or update.my_chat_member is not None:
        return ()
    now = moment_of(update, turn)
    met = await people.meet(tx, user.id, user.full_name, user.language_code, now)
    actor = replace(met, admin=user.id in routes.admins)
    context = Context(tx, turn, actor, Tongue.of(actor), now, heard, bot_name, tapped_of(update))
    stale = _stale(update, context)
    if stale is not None:
        return stale
    table = (*routes.always, *routes.trained) if actor.ready else routes.always
    for handler in table:
        check = handler.check_update(update)
        if check is not None and check is not False:
            nobody: Any = None  # no python-telegram-bot application runs here
            handler.collect_additional_context(context, update, nobody, check)
            return await handler.handle_update(update, nobody, check, context)
    if heard.query_id is not None:
        return (Toast(common.unknown_button(context.t)),)
    return await routes.resume(update, context)


async def respond_to_due(tx: Transaction, turn: Turn, routes: Routes, bot_name: str) -> Answers:
    """Let the handler of a due schedule answer; nobody is there to answer for an account that is gone."""
    actor = await people.find(tx, turn.chat_id)
    if actor is None or turn.due is None:
        return ()
    context = Context(tx, turn, actor, Tongue.of(actor), turn.now, Heard(), bot_name)
    return await routes.due[turn.due](context)


async def tongue_in(tx: Transaction, chat_id: int) -> Tongue:
    """How to speak in a chat, where nothing is known of it but its id."""
    actor = await people.find(tx, chat_id)
    return Tongue.of(actor) if actor is not None else Tongue("en")


def _stale(update: Update, context: Context) -> Answers | None:
    """Every button carries its card's revision: any other changes nothing, and shows the card as it is."""
    if update.callback_query is None:
        return None
    tapped = tapped_of(update)
    if tapped is None:
        return (Toast(common.unknown_button(context.t)),)
    newest = revision_of(context.turn.cards, tapped.slot)
    if newest == tapped.revision:
        return None
    return (Toast(common.stale_button(context.t)), Refresh(tapped.slot))


def _elsewhere(update: Update, bot_name: str) -> Answers:
    """Training is private: in a group the bot says where to find it, once, and leaves."""
    joined = update.my_chat_member
    if joined is not None and joined.new_chat_member.status not in ("member", "administrator"):
        return ()
    if joined is None and update.message is None:
        return ()
    return (Say(common.private_only(Tongue("en"), bot_name)), Leave())
