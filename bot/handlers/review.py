"""The week that ends: what it was, and what it says about the plan, decided with a tap."""

from datetime import time

from bot import actions as a
from bot.answers import Answers, Button, Card, Keyboard, Remind, Say, Toast
from bot.dispatch import Context
from bot.texts import review as texts
from bot.texts.tongue import Html
from core.engine.models import AthleteStatus
from core.errors import NotFound
from core.services import profile, reviewing, suggestions
from core.services.suggestions import Suggestion

SLOT = "review"
KIND = "review"
AT, SUNDAY = (
    time(19),
    0b100_0000,
)  # the week is over for nearly everybody, and Monday's workout is not yet made


async def first_time(ctx: Context) -> Answers:
    """Every Sunday from now on, unless it is already so."""
    if await ctx.hour_of(KIND) is not None:
        return ()
    return (Remind(KIND, AT, SUNDAY, ctx.actor.zone),)


async def due(ctx: Context) -> Answers:
    """Due: the week in a few lines, quiet where nothing was trained or training is paused."""
    if (await profile.read(ctx.tx, ctx.actor)).status is not AthleteStatus.ACTIVE:
        return ()
    week = await reviewing.weekly(ctx.tx, ctx.actor, ctx.now)
    if week is None:
        return ()
    waiting = [each for each in week.suggestions if each.adaptation_id is not None]
    return (Say(texts.weekly(ctx.t, week)), *((_card(ctx, waiting, fresh=True),) if waiting else ()))


async def decide(ctx: Context, action: a.DecideChange) -> Answers:
    """Apply a proposal, or leave the plan as it is."""
    accepted = action.accepted == 1
    known = {each.adaptation_id for each in await suggestions.waiting(ctx.tx, ctx.actor)}
    if action.adaptation_id not in known:
        raise NotFound(what="adaptations")
    await suggestions.decide(ctx.tx, ctx.actor, action.adaptation_id, ctx.now, accepted=accepted)
    words = texts.accepted(ctx.t) if accepted else texts.declined(ctx.t)
    applied = action.adaptation_id if accepted else None
    left = await suggestions.waiting(ctx.tx, ctx.actor)
    return (Toast(words), _card(ctx, left, decided=words, applied=applied))


async def take_back(ctx: Context, action: a.TakeBackChange) -> Answers:
    """What was changed is as it was, unless the plan has gone on since."""
    await suggestions.take_back(ctx.tx, ctx.actor, action.adaptation_id, ctx.now)
    words = texts.taken_back(ctx.t)
    return (Toast(words), _card(ctx, await suggestions.waiting(ctx.tx, ctx.actor), decided=words))


def _card(
    ctx: Context,
    waiting: list[Suggestion] | tuple[Suggestion, ...],
    *,
    decided: Html | None = None,
    applied: int | None = None,
    fresh: bool = False,
) -> Card:
    keyboard: Keyboard = tuple(
        (
            Button(
                texts.accept_button(ctx.t, n), a.DecideChange(each.adaptation_id or 0, 1), style="success"
            ),
            Button(texts.decline_button(ctx.t, n), a.DecideChange(each.adaptation_id or 0, 0)),
        )
        for n, each in enumerate(waiting[: texts.MOST_SUGGESTIONS], start=1)
    )
    if applied is not None:
        keyboard += ((Button(texts.take_back(ctx.t), a.TakeBackChange(applied)),),)
    return Card(SLOT, texts.proposals(ctx.t, waiting, decided), keyboard, fresh=fresh)
