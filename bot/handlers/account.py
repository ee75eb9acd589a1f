"""The account: help, settings, reminders, export, erasure; and the admin's page."""

from collections.abc import Sequence
from datetime import time

from telegram import Update

from bot import actions as a
from bot.answers import Answers, Button, Card, Document, Farewell, Keyboard, Remind, Say
from bot.dispatch import Context
from bot.texts import account as texts
from bot.texts import day as day_texts
from bot.texts import start as start_texts
from bot.texts.tongue import LANGUAGES, Html, Tongue
from core.services import admin, privacy, week

SLOT = "account"
HOURS = (7, 12, 17, 19)


def help_words(t: Tongue) -> Html:
    """What can be done here."""
    return texts.help_text(t)


async def help_command(_: Update, ctx: Context) -> Answers:
    """/help"""
    return (Say(texts.help_text(ctx.t)),)


async def settings(_: Update, ctx: Context) -> Answers:
    """/settings"""
    return await settings_card(ctx)


async def settings_card(ctx: Context) -> Answers:
    """The settings with their buttons."""
    t = ctx.t
    hour = await ctx.hour_of("reminder")
    languages = tuple(
        Button(name, a.SetLanguage(code)) for code, name in LANGUAGES.items() if code != ctx.actor.language
    )
    hours = tuple(Button(f"⏰ {n}:00", a.RemindAt(n)) for n in HOURS)
    keyboard: Keyboard = (
        languages,
        (
            Button(start_texts.unit_button(t), a.SwapUnit()),
            Button(start_texts.zone_button(t), a.AskZone()),
        ),
        hours,
        (Button(day_texts.off(t), a.RemindAt(None)), Button(texts.ask_again(t), a.AskAgain())),
    )
    return (Card(SLOT, texts.settings(t, ctx.now, hour), keyboard),)


async def remind_at(ctx: Context, action: a.RemindAt) -> Answers:
    """The training reminder's hour, or none."""
    if action.hour is None or not 0 <= action.hour <= 23:
        return (Remind("reminder", None), Card(ctx.slot, day_texts.reminder_off(ctx.t)))
    return (
        Remind("reminder", time(action.hour), await training_days(ctx), ctx.actor.zone),
        Card(ctx.slot, day_texts.reminder_set(ctx.t, action.hour)),
    )


async def training_days(ctx: Context) -> int:
    """The plan's weekdays, as a schedule keeps them."""
    current, _ = await week.current(ctx.tx, ctx.actor, ctx.now)
    return weekday_bits([day.weekday for day in current.block.days])


def weekday_bits(weekdays: Sequence[int]) -> int:
    """Weekdays (1 is Monday) as bits (bit 0 is Monday)."""
    return sum(1 << (weekday - 1) for weekday in weekdays)


async def export(_: Update, ctx: Context) -> Answers:
    """/export: everything, as a file."""
    content = await privacy.export(ctx.tx, ctx.actor, ctx.now)
    return (Document(f"setpoint-{ctx.now:%Y-%m-%d}.json", content, texts.exported(ctx.t)),)


async def forget(_: Update, ctx: Context) -> Answers:
    """/forget: is it meant?"""
    buttons = (
        Button(texts.forget_button(ctx.t), a.ForgetMe(), style="danger"),
        Button(texts.keep_button(ctx.t), a.KeepMe()),
    )
    return (Card("forget", texts.forget(ctx.t), (buttons,)),)


async def forget_me(ctx: Context, _: a.ForgetMe) -> Answers:
    """Erased at once."""
    await privacy.forget(ctx.tx, ctx.actor)
    return (Farewell(texts.farewell(ctx.t)),)


async def keep_me(ctx: Context, _: a.KeepMe) -> Answers:
    """Nothing is erased."""
    return (Card("forget", texts.kept(ctx.t)),)


async def health(_: Update, ctx: Context) -> Answers:
    """/admin: counts and queues."""
    counts = await admin.health(ctx.tx, ctx.actor, ctx.bot_id, ctx.now)
    return (Say(texts.health(ctx.t, counts)),)
