"""/plan: the week as it is meant, what follows, and days of it that are moved or left out."""

from datetime import timedelta

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Toast
from bot.dispatch import Context
from bot.texts import week as texts
from bot.texts import why
from core.services import library, macrocycles, planning
from core.services import week as service
from core.services.days import local_date, week_start

SLOT = "plan"


async def plan(_: Update, ctx: Context) -> Answers:
    """/plan: the week as it is meant, what follows, and a button for each day that is left."""
    return (await _plan_card(ctx, fresh=True),)


async def show(ctx: Context, _: a.ShowWeek) -> Answers:
    """The same, by a button."""
    return (await _plan_card(ctx, fresh=True),)


async def _plan_card(ctx: Context, *, fresh: bool = False) -> Card:
    t = ctx.t
    current, week = await service.current(ctx.tx, ctx.actor, ctx.now)
    named = await library.load(
        ctx.tx, ctx.actor, [e.exercise_id for day in current.block.days for e in day.exercises]
    )
    whole = await macrocycles.active(ctx.tx, ctx.actor, ctx.actor.athlete_id)
    later = [] if whole is None else [b for b in whole.blocks if b.starts_on >= current.ends_on]
    reasons = await planning.reasons(ctx.tx, ctx.actor, ctx.now)
    shown = texts.week(
        t,
        current,
        week,
        {i: n.name for i, n in named.items()},
        later,
        why.said(t, reasons),
        await service.placed(ctx.tx, ctx.actor, ctx.now),
    )
    left = await service.days_left(ctx.tx, ctx.actor, ctx.now)
    row = tuple(Button(t.weekday(day.weekday), a.ChangeDay(day.day_number)) for day in left)
    return Card(SLOT, shown, (row,) if row else (), fresh=fresh)


async def change(ctx: Context, action: a.ChangeDay) -> Answers:
    """Where a day of this week may go, or that it is left out."""
    t, on = ctx.t, local_date(ctx.now, ctx.actor.zone)
    until = await service.may_move_until(ctx.tx, ctx.actor, action.day_number, ctx.now)
    weekdays = range(on.isoweekday(), until + 1)
    row = tuple(Button(t.weekday(day), a.MoveDay(action.day_number, day)) for day in weekdays)
    skip = Button(texts.leave_out(t), a.SkipDay(action.day_number))
    return (Card(SLOT, texts.where_to(t, action.day_number), (row, (skip,)) if row else ((skip,),)),)


async def move(ctx: Context, action: a.MoveDay) -> Answers:
    """A day is trained on another date of the week."""
    on = week_start(local_date(ctx.now, ctx.actor.zone)) + timedelta(days=action.weekday - 1)
    await service.move(ctx.tx, ctx.actor, action.day_number, on, ctx.now)
    return (Toast(texts.moved(ctx.t, on)), await _plan_card(ctx))


async def leave_out(ctx: Context, action: a.SkipDay) -> Answers:
    """A day is left out this week."""
    await service.leave_out(ctx.tx, ctx.actor, action.day_number, ctx.now)
    return (Toast(texts.left_out(ctx.t)), await _plan_card(ctx))
