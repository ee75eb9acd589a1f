"""Language, unit and zone: confirmed at the start in one tap, changed in the settings at any time."""

from datetime import time
from zoneinfo import available_timezones

from bot import actions as a
from bot.answers import Answers, Ask, Button, Card, Keyboard, Remind, Say, Toast
from bot.dispatch import Context
from bot.handlers import account, coach, review
from bot.texts import start as texts
from bot.texts.cities import zones_like
from bot.texts.tongue import LANGUAGES, Tongue
from core.delivery.schedules import EVERY_DAY
from core.engine.units import Unit
from core.services import people
from core.services.access import Actor

SLOT = "start"


def basics_card(t: Tongue, ctx: Context) -> Card:
    """The guesses, each one tap from being right."""
    others = tuple(
        Button(name, a.SetLanguage(code)) for code, name in LANGUAGES.items() if code != ctx.actor.language
    )
    keyboard: Keyboard = (
        (Button(texts.basics_right(t), a.ConfirmBasics(), style="success"),),
        others,
        (Button(texts.unit_button(t), a.SwapUnit()), Button(texts.zone_button(t), a.AskZone())),
        (Button(texts.under_age_button(t), a.UnderAge()),),
    )
    return Card(SLOT, texts.basics(t, ctx.actor.name, ctx.now), keyboard)


async def show(ctx: Context, _: a.ShowBasics) -> Answers:
    """The basics again."""
    return (basics_card(ctx.t, ctx),)


async def under_age(ctx: Context, _: a.UnderAge) -> Answers:
    """From 13 on with a guardian's yes; younger not at all."""
    t = ctx.t
    keyboard: Keyboard = (
        (Button(texts.guardian_agrees(t), a.ConfirmMinor(), style="success"),),
        (Button(texts.child_button(t), a.TooYoung()), Button(texts.back(t), a.ShowBasics())),
    )
    return (Card(SLOT, texts.under_age(t), keyboard),)


async def too_young(ctx: Context, _: a.TooYoung) -> Answers:
    """A kind no; nothing was stored but the account that wrote."""
    return (Card(SLOT, texts.too_young(ctx.t), ((Button(texts.back(ctx.t), a.ShowBasics()),),)),)


async def set_language(ctx: Context, action: a.SetLanguage) -> Answers:
    """Another language, here or in the settings."""
    if action.language not in LANGUAGES:
        return (Toast(),)
    return await _changed(ctx, await people.change(ctx.tx, ctx.actor, language=action.language))


async def swap_unit(ctx: Context, _: a.SwapUnit) -> Answers:
    """The other unit."""
    unit = Unit.LB if ctx.actor.unit is Unit.KG else Unit.KG
    return await _changed(ctx, await people.change(ctx.tx, ctx.actor, unit=unit))


async def ask_zone(ctx: Context, _: a.AskZone) -> Answers:
    """A city will be typed."""
    return (Ask("zone"), Say(texts.ask_zone(ctx.t)))


def zone_choice(t: Tongue, text: str) -> Answers:
    """The zones whose city is like what was typed, as buttons."""
    found = zones_like(text)
    buttons = tuple((Button(texts.zone_name(t, z), a.SetZone(z)),) for z in found)
    return (Ask("zone"), Card(SLOT, texts.zones_found(t, len(found)), buttons))


async def set_zone(ctx: Context, action: a.SetZone) -> Answers:
    """This zone; what repeats keeps its hour of the clock."""
    if action.zone not in available_timezones():
        return (Toast(),)
    changed = await people.change(ctx.tx, ctx.actor, zone=action.zone)
    chosen = (Card(SLOT, texts.zone_name(ctx.t, action.zone)),) if changed.ready else ()
    return (Ask(None), *chosen, *await _changed(ctx, changed), *await _same_hours(ctx))


async def _same_hours(ctx: Context) -> Answers:
    answers: list[Remind] = []
    hour = await ctx.hour_of("reminder")
    if hour is not None:
        days = await account.training_days(ctx)
        answers.append(Remind("reminder", time(hour), days, ctx.actor.zone))
    hour = await ctx.hour_of(coach.SUMMARY)
    if hour is not None:
        answers.append(Remind(coach.SUMMARY, time(hour), EVERY_DAY, ctx.actor.zone))
    if await ctx.hour_of(review.KIND) is not None:
        answers.append(Remind(review.KIND, review.AT, review.SUNDAY, ctx.actor.zone))
    return tuple(answers)


async def _changed(ctx: Context, changed: Actor) -> Answers:
    ctx.actor, ctx.t = changed, Tongue.of(changed)
    if changed.ready:
        return await account.settings_card(ctx)
    return (basics_card(ctx.t, ctx),)
