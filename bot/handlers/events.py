"""/event: dates that the plan leads to, what to open with there, and how the attempts went."""

from datetime import timedelta

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Keyboard, Say
from bot.dispatch import Context
from bot.handlers import coach
from bot.handlers.start import date_in
from bot.texts import events as texts
from core.engine.lifecycles import EventStatus
from core.errors import Refused
from core.services import attempts, events, planning
from core.services.days import local_date
from core.services.events import NewEvent

SLOT = "event"
MOST_SHOWN = 10
FURTHEST = timedelta(days=3 * 365)  # as for the date said at the start


async def event(_update: Update, ctx: Context) -> Answers:
    """/event, or with a date, a kind and a name behind it."""
    if not ctx.args:
        return (await _list(ctx),)
    t, today = ctx.t, local_date(ctx.now, ctx.actor.zone)
    before, colon, _ = " ".join(ctx.args).partition(":")
    whose = await coach.called(ctx, before.strip()) if colon else None
    if whose is not None:
        return (Say(texts.of_others(t, whose.name)),)
    on = date_in(" ".join(ctx.args))
    words = [word for word in ctx.args if date_in(word) is None]
    read = texts.kind_and_name(t, words)
    if on is None or read is None:
        return (Say(texts.usage(t)),)
    if on < today:
        return (Say(texts.past(t)),)
    if on > today + FURTHEST:
        raise Refused(why="event_too_far")
    new = NewEvent(kind=read[0], name=read[1], starts_on=on)
    event_id = await events.add(ctx.tx, ctx.actor, ctx.actor.athlete_id, new, ctx.now)
    led = await planning.replan_ahead(ctx.tx, ctx.actor, ctx.now)
    reasons = await planning.reasons(ctx.tx, ctx.actor, ctx.now)
    said = texts.added(t, reasons) if led else texts.noted(t)
    return (Say(said), await _page(ctx, event_id, fresh=True))


async def show(ctx: Context, action: a.ShowEvent) -> Answers:
    """One event."""
    return (await _page(ctx, action.event_id),)


async def attempt(ctx: Context, action: a.SayAttempt) -> Answers:
    """The next attempt of a lift went, or did not."""
    await attempts.record(
        ctx.tx, ctx.actor, action.event_id, action.exercise_id, action.load_g, made=action.made == 1
    )
    return (await _page(ctx, action.event_id),)


async def finish(ctx: Context, action: a.FinishEvent) -> Answers:
    """The best attempts become maxes."""
    athlete_id = ctx.actor.athlete_id
    name = (await events.read(ctx.tx, ctx.actor, athlete_id, action.event_id)).name
    await events.finish(ctx.tx, ctx.actor, athlete_id, action.event_id, ctx.now)
    return (Card(SLOT, texts.finished(ctx.t, name)),)


async def call_off(ctx: Context, action: a.CallOffEvent) -> Answers:
    """The plan goes on without it."""
    athlete_id = ctx.actor.athlete_id
    name = (await events.read(ctx.tx, ctx.actor, athlete_id, action.event_id)).name
    await events.cancel(ctx.tx, ctx.actor, athlete_id, action.event_id)
    await planning.replan_ahead(ctx.tx, ctx.actor, ctx.now)
    return (Card(SLOT, texts.called_off(ctx.t, name)),)


async def _list(ctx: Context) -> Card:
    today = local_date(ctx.now, ctx.actor.zone)
    found = await events.upcoming(ctx.tx, ctx.actor, ctx.actor.athlete_id, today)
    rows = tuple((Button(texts.event_button(ctx.t, one), a.ShowEvent(one.id)),) for one in found[:MOST_SHOWN])
    return Card(SLOT, texts.upcoming(ctx.t, found, today), rows)


async def _page(ctx: Context, event_id: int, *, fresh: bool = False) -> Card:
    t, today = ctx.t, local_date(ctx.now, ctx.actor.zone)
    shown = await attempts.page(ctx.tx, ctx.actor, event_id, ctx.now)
    begun = shown.event.starts_on <= today
    lifts: Keyboard = tuple(
        (
            Button(texts.made(t, lift.next_g), a.SayAttempt(event_id, lift.exercise_id, lift.next_g, 1)),
            Button(texts.missed(t, lift.next_g), a.SayAttempt(event_id, lift.exercise_id, lift.next_g, 0)),
        )
        for lift in shown.lifts
        if begun and lift.next_g is not None
    )
    ends: list[Button] = []
    if shown.event.status is EventStatus.PLANNED:
        if begun:
            ends.append(Button(texts.finish(t), a.FinishEvent(event_id)))
        ends.append(Button(texts.call_off(t), a.CallOffEvent(event_id)))
    return Card(SLOT, texts.page(t, shown, today), (*lifts, tuple(ends)) if ends else lifts, fresh=fresh)
